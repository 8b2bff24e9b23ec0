"""The number of alerts at the navigation, the tray, its notifications, and closing behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from huanqing.application.alert_models import AlertKind, AlertList, Urgency
from huanqing.application.progress import Cancelled
from huanqing.ui import start, tray
from huanqing.ui.alert_keeper import AlertKeeper, untold
from huanqing.ui.preferences import (
    ON_CLOSE,
    TOLD,
    TRAY,
    WIZARD_SKIPPED,
    Language,
    OnClose,
    Preferences,
)
from huanqing.ui.widgets.badge import COUNT_ROLE
from ui.conftest import settle, shown_desk
from ui.fake_alerts import TODAY, make_alert, one_of_each
from ui.fake_door import FakeDoor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.application.progress import Progress
    from huanqing.ui.desk import Desk
    from huanqing.ui.main_window import MainWindow
    from ui.fake_alerts import FakeAlerts


class SeenIcon(QSystemTrayIcon):
    """A tray icon that keeps what it was to say; this display has no tray to show it in."""

    def __init__(self, icon: QIcon, parent: QObject) -> None:
        super().__init__(icon, parent)
        self.messages: list[str] = []
        self.is_shown = False

    def show(self) -> None:
        self.is_shown = True

    def hide(self) -> None:
        self.is_shown = False

    def showMessage(self, _title: str, message: str, *_more: object) -> None:  # noqa: N802 - Qt's name
        self.messages.append(message)


@pytest.fixture
def system_tray(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """A system whose tray is there until a test takes it away."""
    there = {"is_there": True}
    monkeypatch.setattr(tray, "is_tray_there", lambda: there["is_there"])
    return there


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the program was to end."""
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_arguments: ended.append(1))
    return ended


@pytest.fixture
def desk(
    qtbot: QtBot,
    preferences: Preferences,
    tmp_path: Path,
    app: QApplication,
    ends: list[int],
) -> Iterator[Desk]:
    assert ends == []
    door = FakeDoor(tmp_path)
    preferences.put(WIZARD_SKIPPED, (str(door.default_path),))
    yield from shown_desk(qtbot, door, preferences)
    app.setQuitOnLastWindowClosed(True)


def kept(qtbot: QtBot, desk: Desk) -> AlertKeeper:
    keeper = AlertKeeper(desk, lambda parent: tray.Tray(parent, SeenIcon))
    keeper.attend()
    settle(qtbot, desk.window)
    return keeper


def choose(preferences: Preferences, on_close: OnClose = OnClose.QUIT) -> None:
    preferences.put(TRAY, True)  # noqa: FBT003 - a setting's value
    preferences.put(ON_CLOSE, on_close)


def alerts_of(desk: Desk) -> FakeAlerts:
    return desk.context.service.alerts  # type: ignore[return-value]  # the ledger is a fake


def badge(window: MainWindow) -> int:
    navigation = window.navigation
    found = [
        navigation.item(place)
        for place in range(navigation.count())
        if navigation.item(place).text() in {"Alerts", "提醒"}
    ]
    return int(found[0].data(COUNT_ROLE) or 0)


def icon_of(keeper: AlertKeeper) -> SeenIcon:
    assert keeper.tray is not None
    assert isinstance(keeper.tray.icon, SeenIcon)
    return keeper.tray.icon


def test_the_navigation_shows_how_many_urgent_and_near_alerts_are_open(
    qtbot: QtBot, desk: Desk
) -> None:
    assert badge(desk.window) == 0
    kept(qtbot, desk)
    assert badge(desk.window) == 6
    item = next(
        desk.window.navigation.item(place)
        for place in range(desk.window.navigation.count())
        if desk.window.navigation.item(place).text() == "Alerts"
    )
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Alerts, 6 wait"
    assert not desk.window.navigation.grab().isNull()


def test_the_number_follows_the_ledger(qtbot: QtBot, desk: Desk) -> None:
    kept(qtbot, desk)
    desk.window.show_page("alerts")
    settle(qtbot, desk.window)
    page = desk.window.pages["alerts"]
    page.view_model.mark_done(one_of_each()[0].key)  # type: ignore[attr-defined]  # a Page has none
    qtbot.waitUntil(lambda: badge(desk.window) == 5)
    assert alerts_of(desk).marks


def test_a_start_shows_the_number_once_it_is_quiet(
    qtbot: QtBot, desk: Desk, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_QUIET_MS", 0)
    after = start.AfterStart(app, desk)
    after.begin()
    qtbot.waitUntil(lambda: badge(desk.window) == 6)
    after.stop()


def test_counting_stops_for_what_somebody_waits_for(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = kept(qtbot, desk)
    may_end, begun, done = Event(), list[int](), list[str]()
    current = alerts_of(desk).current

    def count(progress: Progress) -> AlertList:
        begun.append(1)
        while not may_end.is_set():
            if not progress(0, 1):
                raise Cancelled
        done.append("count")
        return current(progress)

    monkeypatch.setattr(alerts_of(desk), "current", count)
    keeper.refresh()
    qtbot.waitUntil(lambda: bool(begun))
    runner = desk.context.runner
    runner.submit(desk, lambda _p: "wanted", done.append, lambda _e: None)
    qtbot.waitUntil(lambda: done == ["wanted"])
    may_end.set()
    settle(qtbot, desk.window)
    assert done == ["wanted", "count"]
    assert badge(desk.window) == 6


def test_several_changes_are_counted_once(qtbot: QtBot, desk: Desk) -> None:
    kept(qtbot, desk)
    asked = alerts_of(desk).asked
    for _ in range(5):
        desk.context.runner.ledger_changed.emit()
    QTest.qWait(600)
    settle(qtbot, desk.window)
    assert alerts_of(desk).asked == asked + 1


def test_a_new_window_shows_the_number_too(qtbot: QtBot, desk: Desk) -> None:
    kept(qtbot, desk)
    desk.change_language(Language.ENGLISH)
    settle(qtbot, desk.window)
    assert badge(desk.window) == 6


def test_without_the_choice_there_is_no_icon(
    qtbot: QtBot, desk: Desk, system_tray: dict[str, bool]
) -> None:
    assert kept(qtbot, desk).tray is None
    assert system_tray["is_there"]


def test_a_system_without_a_tray_gets_no_icon(
    qtbot: QtBot, desk: Desk, preferences: Preferences, system_tray: dict[str, bool]
) -> None:
    system_tray["is_there"] = False
    choose(preferences, OnClose.STAY)
    keeper = kept(qtbot, desk)
    assert keeper.tray is None
    assert not keeper.stays
    desk.window.close()
    assert not desk.window.isVisible()


def hidden_away(window: MainWindow) -> None:
    """Let the window lose the keyboard, as when the user works with another one."""
    window.hide()
    QApplication.processEvents()


def test_urgent_alerts_are_told_once_a_day_without_amounts(
    qtbot: QtBot,
    desk: Desk,
    preferences: Preferences,
    system_tray: dict[str, bool],
) -> None:
    assert system_tray
    choose(preferences)
    hidden_away(desk.window)
    keeper = kept(qtbot, desk)
    [message] = icon_of(keeper).messages
    assert message.split("\n") == [
        "2 statements are overdue",
        "Today is the last day to start paying",
        "Cash will be short in 2 days",
    ]
    keeper.refresh()
    settle(qtbot, desk.window)
    assert len(icon_of(keeper).messages) == 1
    alerts = alerts_of(desk)
    alerts.raised = (*alerts.raised, make_alert(AlertKind.DUE_SOON, Urgency.URGENT, 1))
    keeper.refresh()
    settle(qtbot, desk.window)
    assert icon_of(keeper).messages[1:] == ["A statement is due tomorrow"]
    alerts.today = TODAY + timedelta(days=1)
    keeper.refresh()
    settle(qtbot, desk.window)
    assert len(icon_of(keeper).messages) == 3


def test_settings_keep_no_word_of_what_was_told() -> None:
    alerts = AlertList(TODAY, one_of_each(), (), ())
    news, known = untold(alerts, {}, "/a/b.huanqing")
    assert [each.kind for each in news] == [
        AlertKind.OVERDUE,
        AlertKind.PLAN_IN_DANGER,
        AlertKind.CASH_SHORT,
    ]
    assert not any("工资卡" in str(key) or "/" in str(key) for key in known)
    assert untold(alerts, known, "/a/b.huanqing") == ([], known)
    assert untold(alerts, known, "/a/other.huanqing")[0] == news
    tomorrow = replace(alerts, today=TODAY + timedelta(days=1))
    again, later = untold(tomorrow, known, "/a/b.huanqing")
    assert again == news
    assert len(later) == 3


def test_a_window_at_work_is_not_told(
    qtbot: QtBot, desk: Desk, preferences: Preferences, system_tray: dict[str, bool]
) -> None:
    assert system_tray
    choose(preferences)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    keeper = kept(qtbot, desk)
    assert icon_of(keeper).messages == []
    assert preferences.get(TOLD) == {}


def test_closing_leaves_the_window_in_the_tray_where_it_is_chosen(
    qtbot: QtBot,
    desk: Desk,
    preferences: Preferences,
    system_tray: dict[str, bool],
    app: QApplication,
) -> None:
    assert system_tray
    choose(preferences, OnClose.STAY)
    keeper = kept(qtbot, desk)
    assert not app.quitOnLastWindowClosed()
    desk.window.close()
    assert not desk.window.isVisible()
    assert not desk.window.is_quitting
    # The ledger is open still, and answers.
    keeper.refresh()
    settle(qtbot, desk.window)
    keeper.open_alerts()
    assert desk.window.isVisible()
    assert desk.window.stack.current_key == "alerts"


def test_a_second_start_brings_the_window_back(
    qtbot: QtBot, desk: Desk, preferences: Preferences, system_tray: dict[str, bool]
) -> None:
    assert system_tray
    choose(preferences, OnClose.STAY)
    kept(qtbot, desk)
    desk.window.close()
    desk._doorbell.rung.emit(())
    assert desk.window.isVisible()


@pytest.mark.parametrize("by", ["menu", "tray"])
def test_quit_ends_the_program_though_closing_does_not(
    qtbot: QtBot,
    desk: Desk,
    preferences: Preferences,
    system_tray: dict[str, bool],
    by: str,
    ends: list[int],
) -> None:
    assert system_tray
    choose(preferences, OnClose.STAY)
    keeper = kept(qtbot, desk)
    if by == "tray":
        desk.window.close()
        assert keeper.tray is not None
        keeper.tray.quit.trigger()
    else:
        desk.window.menus.quit.trigger()
    qtbot.waitUntil(lambda: bool(ends))
    assert not desk.window.isVisible()


def test_a_window_comes_back_when_its_tray_goes(
    qtbot: QtBot, desk: Desk, preferences: Preferences, system_tray: dict[str, bool]
) -> None:
    choose(preferences, OnClose.STAY)
    keeper = kept(qtbot, desk)
    desk.window.close()
    system_tray["is_there"] = False
    keeper._on_guard_timeout()  # what the clock calls every ten seconds
    assert desk.window.isVisible()


def test_the_choice_in_the_settings_holds_at_once(
    qtbot: QtBot, desk: Desk, preferences: Preferences, system_tray: dict[str, bool]
) -> None:
    assert system_tray
    keeper = kept(qtbot, desk)
    desk.window.show_page("settings/window")
    settle(qtbot, desk.window)
    card = desk.window.pages["settings"].window_section.tray  # type: ignore[attr-defined]  # a Page has none
    assert card.icon.isEnabled()
    assert not card.on_close.isEnabled()
    card.icon.click()
    assert keeper.tray is not None
    assert card.on_close.isEnabled()
    card.on_close.setCurrentIndex(1)
    card.on_close.activated.emit(1)
    assert preferences.get(ON_CLOSE) is OnClose.STAY
    assert keeper.stays
    card.icon.click()
    assert keeper.tray is None
    assert preferences.get(ON_CLOSE) is OnClose.QUIT
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_choice_says_where_there_is_no_tray(
    qtbot: QtBot, desk: Desk, system_tray: dict[str, bool]
) -> None:
    system_tray["is_there"] = False
    desk.window.show_page("settings/window")
    settle(qtbot, desk.window)
    card = desk.window.pages["settings"].window_section.tray  # type: ignore[attr-defined]  # a Page has none
    assert not card.icon.isEnabled()
    assert not card.on_close.isEnabled()
    assert "no tray" in card.note.text()


def test_pages_are_told_of_a_new_day(qtbot: QtBot, desk: Desk) -> None:
    keeper = kept(qtbot, desk)
    alerts_of(desk).today = TODAY + timedelta(days=1)
    with qtbot.waitSignal(desk.context.runner.ledger_changed):
        keeper.refresh()
    settle(qtbot, desk.window)
