"""The desk: one open ledger, one window, and the swaps between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton

from huanqing.application.errors import LedgerLockedError, NotALedgerError
from huanqing.ui.desk import Desk, look_at, own_ledger
from huanqing.ui.preferences import RECENT, WIZARD_SKIPPED, ZOOM, Language, Preferences
from huanqing.ui.single_instance import ring
from huanqing.ui.tokens import METRICS
from ui.conftest import settle, shown_desk
from ui.fake_door import FakeDoor, PlacedLedger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow


@pytest.fixture
def door(tmp_path: Path) -> FakeDoor:
    return FakeDoor(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, door: FakeDoor, preferences: Preferences) -> Iterator[Desk]:
    preferences.put(WIZARD_SKIPPED, (str(door.default_path),))
    yield from shown_desk(qtbot, door, preferences)


def another(door: FakeDoor, name: str = "other.huanqing") -> Path:
    path = door.default_path.with_name(name)
    path.write_bytes(b"ledger")
    return path


def shows(window: MainWindow, words: str) -> bool:
    labels = window.notice.findChildren(QLabel)
    return window.notice.isVisible() and any(words in label.text() for label in labels)


def test_another_ledger_comes_in_the_place_of_the_first(
    qtbot: QtBot, desk: Desk, door: FakeDoor, preferences: Preferences
) -> None:
    path, first = another(door), desk.window
    desk.open_path(path)
    settle(qtbot, first)
    settle(qtbot, desk.window)
    assert desk.window is not first
    assert desk.context.service.path == str(path)
    assert door.opened[0].is_closed
    assert preferences.get(RECENT) == (str(path), str(door.default_path))
    [action] = desk.window.menus.recent.actions()
    assert action.statusTip() == str(door.default_path)


def test_a_ledger_that_does_not_open_keeps_the_present_one(
    qtbot: QtBot, desk: Desk, door: FakeDoor
) -> None:
    path, window = another(door), desk.window
    door.refusals[path] = NotALedgerError(str(path))
    desk.open_path(path)
    settle(qtbot, window)
    assert desk.window is window
    assert not door.opened[0].is_closed
    assert shows(window, "no ledger of Huanqing")


def test_a_stale_lock_may_be_taken_over(qtbot: QtBot, desk: Desk, door: FakeDoor) -> None:
    path, window = another(door), desk.window
    door.refusals[path] = LedgerLockedError(str(path), "desk", "li", 7, is_stale=True)
    desk.open_path(path)
    settle(qtbot, window)
    assert window.notice.action_button_text == "Open it anyway"
    window.notice.action_requested.emit()
    settle(qtbot, window)
    assert desk.context.service.path == str(path)


def test_the_open_ledger_is_not_opened_twice(qtbot: QtBot, desk: Desk, door: FakeDoor) -> None:
    window = desk.window
    desk.open_path(door.default_path)
    settle(qtbot, window)
    assert desk.window is window
    assert len(door.opened) == 1


def test_the_demo_opens_apart_and_leads_back(
    qtbot: QtBot, desk: Desk, door: FakeDoor, preferences: Preferences
) -> None:
    first = desk.window
    first.wishes.demo_requested.emit()
    settle(qtbot, first)
    settle(qtbot, desk.window)
    assert desk.window.demo_banner.isVisible()
    assert "(demo)" in desk.window.windowTitle()
    assert preferences.get(RECENT) == (str(door.default_path),)
    demo = desk.window
    demo.demo_banner.button.click()
    settle(qtbot, demo)
    settle(qtbot, desk.window)
    assert desk.context.service.path == str(door.default_path)
    assert not desk.window.demo_banner.isVisible()


def test_a_new_ledger_brings_the_wizard_once(
    qtbot: QtBot, desk: Desk, door: FakeDoor, preferences: Preferences
) -> None:
    assert desk.wizard is None
    path = door.default_path.with_name("new.huanqing")
    window = desk.window
    desk.new_ledger(path)
    settle(qtbot, window)
    wizard = desk.wizard
    assert wizard is not None
    assert wizard.isVisible()
    wizard.close()
    assert desk.wizard is None
    again = PlacedLedger(path)
    assert not look_at(door, again, preferences.get(WIZARD_SKIPPED)).wants_wizard
    assert look_at(door, again, ()).wants_wizard
    again.account.is_told = True
    assert not look_at(door, again, ()).wants_wizard


def test_a_moved_ledger_goes_on_in_its_new_place(qtbot: QtBot, desk: Desk, door: FakeDoor) -> None:
    target, window = door.default_path.with_name("moved.huanqing"), desk.window
    told: list[Exception | None] = []
    desk.place_ledger(target, told.append)
    settle(qtbot, window)
    assert told == [None]
    assert desk.context.service.path == str(target)
    assert not door.default_path.exists()


def test_a_move_that_fails_tells_and_keeps_the_ledger(
    qtbot: QtBot, desk: Desk, door: FakeDoor
) -> None:
    target, window = door.default_path.with_name("moved.huanqing"), desk.window
    door.refusals[target] = PermissionError(13, "Permission denied")
    desk.move_to(target)
    settle(qtbot, window)
    assert desk.window is window
    assert shows(window, "Permission denied")


def test_placing_a_ledger_where_one_lies_opens_that(
    qtbot: QtBot, desk: Desk, door: FakeDoor
) -> None:
    path, window = another(door), desk.window
    told: list[Exception | None] = []
    desk.place_ledger(path, told.append)
    settle(qtbot, window)
    assert told == [None]
    assert desk.context.service.path == str(path)
    assert door.default_path.exists()


def test_a_copy_says_where_it_is(qtbot: QtBot, desk: Desk, door: FakeDoor) -> None:
    target = door.default_path.with_name("copy.huanqing")
    desk.copy_to(target)
    settle(qtbot, desk.window)
    assert door.copies == [target]
    assert shows(desk.window, "copy.huanqing")
    desk.copy_to(door.default_path)
    settle(qtbot, desk.window)
    assert shows(desk.window, "left as it is")


def test_a_language_holds_at_once_on_the_same_page(qtbot: QtBot, desk: Desk) -> None:
    first = desk.window
    first.show_page("settings")
    settle(qtbot, first)
    service = desk.context.service
    desk.change_language(Language.CHINESE)
    settle(qtbot, desk.window)
    assert desk.window is not first
    assert desk.window.stack.current_key == "settings"
    assert desk.window.navigation.item(0).text() == "总览"
    assert desk.context.service is service


def test_another_size_holds_at_once(qtbot: QtBot, desk: Desk, preferences: Preferences) -> None:
    small = desk.window.navigation.sizeHintForRow(0)
    desk.window.wishes.zoom_requested.emit(150)
    settle(qtbot, desk.window)
    assert preferences.get(ZOOM) == 150
    assert METRICS.font == 21
    assert desk.window.navigation.sizeHintForRow(0) == pytest.approx(small * 1.5, abs=3)
    assert desk.window.navigation.fontInfo().pixelSize() == 21


def test_a_second_start_raises_the_window_with_its_bills(
    qtbot: QtBot, desk: Desk, door: FakeDoor, tmp_path: Path
) -> None:
    bill = tmp_path / "a.csv"
    bill.write_bytes(b"bill")
    desk.window.showMinimized()
    desk._doorbell.rung.emit((bill,))
    settle(qtbot, desk.window)
    assert not desk.window.isMinimized()
    assert desk.window.stack.current_key == "import"
    desk.close()
    assert not ring(door.default_path)


def test_the_users_own_ledger_is_the_one_open_last(
    door: FakeDoor, preferences: Preferences
) -> None:
    assert own_ledger(door, preferences) == door.default_path
    path = another(door)
    preferences.put(RECENT, ("/gone.huanqing", str(path)))
    assert own_ledger(door, preferences) == path


def test_the_ledger_is_closed_at_the_end(desk: Desk, door: FakeDoor) -> None:
    desk.close()
    assert door.opened[0].is_closed


def test_an_unwise_place_is_asked_about(
    qtbot: QtBot, desk: Desk, door: FakeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.window
    chosen = door.default_path.with_name("cloudy")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    answers = iter(["Cancel", "Use it anyway"])
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        wanted = next(answers)
        [button] = [each for each in box.findChildren(QPushButton) if each.text() == wanted]
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    door.warning = "cloud"
    window.wishes.move_requested.emit()
    settle(qtbot, window)
    assert desk.window is window
    window.wishes.move_requested.emit()
    settle(qtbot, window)
    assert desk.context.service.path == f"{chosen}.huanqing"
    assert len(asked) == 2


def test_a_ledger_is_chosen_with_the_systems_dialog(
    qtbot: QtBot, desk: Desk, door: FakeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, window = another(door), desk.window
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.wishes.open_ledger_requested.emit()
    assert window.context.runner.is_idle
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.wishes.open_ledger_requested.emit()
    settle(qtbot, window)
    assert desk.context.service.path == str(path)
