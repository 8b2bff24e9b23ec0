"""Pages that take long to load do so in the quiet, before anybody looks at them."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.ui import quiet_work, start
from huanqing.ui.importing.view import ImportPage
from huanqing.ui.limit.view import WHAT_IF, LimitPage
from huanqing.ui.preferences import WIZARD_SKIPPED, Preferences
from huanqing.ui.statements.view import StatementsPage
from ui.conftest import settle, shown_desk
from ui.fake_door import FakeDoor
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from huanqing.application.limit_models import LimitProjection
    from huanqing.ui.desk import Desk
    from huanqing.ui.main_window import MainWindow


def load_ahead(qtbot: QtBot, window: MainWindow) -> list[str]:
    """Build every page, let them look ahead, and return those that loaded."""
    while window.stack.build_next():
        pass
    loaded: list[str] = []
    for key, built in window.stack.built.items():
        refresh = built.refresh

        def note(key: str = key, refresh: object = refresh) -> None:
            loaded.append(key)
            refresh()  # type: ignore[operator]

        built.refresh = note  # type: ignore[method-assign]
    while window.stack.load_ahead():
        qtbot.waitUntil(lambda: window.context.runner.is_idle)
    return loaded


def limit_page(window: MainWindow) -> LimitPage:
    found = window.stack.page("limit")
    assert isinstance(found, LimitPage)
    return found


def test_the_limit_is_there_before_it_is_looked_at(qtbot: QtBot, window: MainWindow) -> None:
    loaded = load_ahead(qtbot, window)
    assert loaded == ["limit", "import"]
    assert limit_page(window).view_model.course is not None
    window.show_page("limit")
    qtbot.waitUntil(lambda: window.context.runner.is_idle)
    assert loaded == ["limit", "import"]


def test_after_a_change_the_limit_is_loaded_again(qtbot: QtBot, window: MainWindow) -> None:
    loaded = load_ahead(qtbot, window)
    before = limit_page(window).view_model.course
    window.context.runner.ledger_changed.emit()
    assert window.stack.load_ahead()
    qtbot.waitUntil(lambda: limit_page(window).view_model.course is not before)
    assert loaded.count("limit") == 2


def test_a_change_after_looking_ahead_is_never_missed(qtbot: QtBot, window: MainWindow) -> None:
    loaded = load_ahead(qtbot, window)
    window.context.runner.ledger_changed.emit()
    window.show_page("limit")
    assert loaded.count("limit") == 2


def test_what_was_loaded_on_another_day_is_loaded_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_ahead(qtbot, window)
    service = window.context.service
    asked: list[date] = []
    projection = service.limits.projection

    def note(until: date, *more: Any) -> LimitProjection:
        asked.append(until)
        return projection(until, *more)

    monkeypatch.setattr(service.limits, "projection", note)
    window.show_page("limit")
    qtbot.waitUntil(lambda: window.context.runner.is_idle)
    assert asked == []
    window.show_page("import")
    tomorrow = service.today() + timedelta(days=1)
    monkeypatch.setattr(service, "today", lambda: tomorrow)
    window.show_page("limit")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0] > tomorrow
    qtbot.waitUntil(lambda: window.context.runner.is_idle)


def test_what_would_take_long_waits_for_somebody_who_looks(
    qtbot: QtBot, window: MainWindow
) -> None:
    load_ahead(qtbot, window)
    limit = limit_page(window)
    limit.tabs.setCurrentIndex(WHAT_IF)
    window.context.runner.ledger_changed.emit()
    assert not limit.load_ahead()
    limit.tabs.setCurrentIndex(0)
    limit.view_model.want_habit(is_wanted=True)
    assert not limit.load_ahead()
    limit.view_model.want_habit(is_wanted=False)
    assert limit.load_ahead()


def test_a_page_that_is_shown_or_quick_does_not_look_ahead(
    qtbot: QtBot, window: MainWindow
) -> None:
    load_ahead(qtbot, window)
    window.show_page("import")
    shown = window.stack.page("import")
    assert isinstance(shown, ImportPage)
    assert not shown.load_ahead()
    statements = window.stack.page("statements")
    assert isinstance(statements, StatementsPage)
    assert not statements.load_ahead()


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> Iterator[Desk]:
    door = FakeDoor(tmp_path)
    preferences.put(WIZARD_SKIPPED, (str(door.default_path),))
    yield from shown_desk(qtbot, door, preferences)


def test_the_program_loads_pages_and_texts_ahead_after_the_start_and_after_changes(
    qtbot: QtBot, desk: Desk, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_QUIET_MS", 0)
    monkeypatch.setattr(quiet_work, "QUIET_MS", 0)
    service = desk.context.service
    assert isinstance(service, FakeLedgerService)
    service.entries.preparation.texts = 3
    after = start.AfterStart(app, desk)
    after.begin()

    def course() -> object:
        limit = desk.window.stack.built.get("limit")
        return limit.view_model.course if isinstance(limit, LimitPage) else None

    qtbot.waitUntil(lambda: course() is not None and not service.entries.preparation.texts)
    before = course()
    service.entries.preparation.texts = 3
    desk.context.runner.ledger_changed.emit()
    qtbot.waitUntil(lambda: course() is not before)
    assert not service.entries.preparation.texts
    desk.open_demo()
    qtbot.waitUntil(lambda: desk.context.service is not service)
    qtbot.waitUntil(lambda: course() is not None)
    after.stop()
    settle(qtbot, desk.window)


def test_pages_wait_with_loading_ahead_for_all_other_work(
    qtbot: QtBot, desk: Desk, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_QUIET_MS", 0)
    monkeypatch.setattr(quiet_work, "QUIET_MS", 0)
    after = start.AfterStart(app, desk)
    after.begin()
    stack = desk.window.stack
    qtbot.waitUntil(lambda: len(stack.built) == len(stack.keys))
    limit = stack.page("limit")
    assert isinstance(limit, LimitPage)
    qtbot.waitUntil(lambda: limit.view_model.course is not None)
    settle(qtbot, desk.window)
    gate = Event()
    runner = desk.context.runner
    runner.submit(desk, lambda _p: gate.wait(5), lambda _r: None, lambda _e: None)
    before = limit.view_model.course
    asked: list[int] = []
    monkeypatch.setattr(limit, "refresh", lambda: asked.append(1))
    runner.ledger_changed.emit()
    qtbot.wait(500)
    assert asked == []
    gate.set()
    qtbot.waitUntil(lambda: asked == [1])
    assert limit.view_model.course is before
    after.stop()
    settle(qtbot, desk.window)
