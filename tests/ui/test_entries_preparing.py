"""The list of entries shows before its debts are known; texts are indexed while all is quiet."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from huanqing.application.progress import Cancelled
from huanqing.ui.entries.view_model import EntriesViewModel
from huanqing.ui.formatting import Formatter

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from huanqing.application.entry_models import EntryListRow
    from huanqing.application.progress import Progress
    from huanqing.ui.task_runner import TaskRunner
    from ui.fake_service import FakeLedgerService


def loaded(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> tuple[EntriesViewModel, list[list[EntryListRow]]]:
    """Return a model that has loaded, and the rows that came; an outdated list asks again."""
    model = EntriesViewModel(service, runner, Formatter())
    came: list[list[EntryListRow]] = []
    model.rows_arrived.connect(came.append)
    model.rows_outdated.connect(lambda: model.fetch([1]) if came else None)
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    return model, came


def test_rows_show_at_once_and_get_what_is_owed_afterwards(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    service.entries.preparation.debts_are_far = True
    _model, came = loaded(qtbot, runner, service)
    assert [row.left_fen for row in came[0]] == [None] * len(service.entries.records)
    assert came[-1][0].left_fen is not None
    assert not service.entries.preparation.debts_are_far


def test_rows_that_lack_nothing_are_not_read_again(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    _model, came = loaded(qtbot, runner, service)
    assert len(came) == 1


def test_texts_are_indexed_once_the_list_shows(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    service.entries.preparation.texts = 5
    loaded(qtbot, runner, service)
    assert service.entries.preparation.texts == 0


def test_a_search_waits_for_one_piece_of_indexing_only(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model, _came = loaded(qtbot, runner, service)
    preparation = service.entries.preparation
    preparation.texts = 1_000_000
    preparation.gate = Event()
    model.refresh()
    qtbot.waitUntil(lambda: preparation.is_waiting)
    model.search("大米")
    left_over: list[int] = []
    model.found_changed.connect(lambda *_: left_over.append(preparation.texts))
    qtbot.wait(80)
    preparation.gate.set()
    qtbot.waitUntil(lambda: bool(left_over))
    assert left_over[0] > 999_000
    runner.cancel()


def test_a_long_replay_stops_for_what_somebody_waits_for(
    qtbot: QtBot,
    runner: TaskRunner,
    service: FakeLedgerService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_end, begun, done = Event(), list[int](), list[str]()

    def load_debts(progress: Progress | None = None) -> bool:
        assert progress is not None
        begun.append(1)
        while not may_end.is_set():
            if not progress(0, 1):
                raise Cancelled
        done.append("debts")
        return False

    monkeypatch.setattr(service.entries.preparation, "load_debts", load_debts)
    model = EntriesViewModel(service, runner, Formatter())
    model.refresh()
    qtbot.waitUntil(lambda: bool(begun))
    runner.submit(model, lambda _p: "another page", done.append, lambda _e: None)
    qtbot.waitUntil(lambda: done == ["another page"])
    may_end.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert done == ["another page", "debts"]
