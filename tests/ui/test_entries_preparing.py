"""The list of entries shows before its debts are known; texts are indexed while all is quiet."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from huanqing.ui.entries.view_model import EntriesViewModel
from huanqing.ui.formatting import Formatter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.entry_models import EntryListRow
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
