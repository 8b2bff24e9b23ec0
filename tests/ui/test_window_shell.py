"""The window as a whole: lazy pages, their wishes and menus, shortcuts, zoom, geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLineEdit

from huanqing.ui.shortcut_sheet import ShortcutSheet
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.window_geometry import within_reach
from ui.conftest import OpenWindow, settle
from ui.walk import cells_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow
    from ui.fake_service import FakeLedgerService


def test_a_page_is_built_when_it_is_first_shown(window: MainWindow) -> None:
    assert list(window.stack.built) == ["overview"]
    window.show_page("import")
    assert list(window.stack.built) == ["overview", "import"]


def test_a_page_may_ask_for_another_a_search_or_an_entry(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[str, ...]] = []
    page = window.pages["overview"]
    finder = window.pages["entries"]
    monkeypatch.setattr(finder, "open_search", lambda text: found.append((text,)))
    monkeypatch.setattr(finder, "open_entry", lambda *words: found.append(words))
    page.search_requested.emit("猫粮")
    assert window.stack.current_key == "entries"
    window.show_page("overview")
    page.entry_requested.emit("purchase", "e1")
    assert window.stack.current_key == "entries"
    assert found == [("猫粮",), ("purchase", "e1")]
    page.page_requested.emit("settings")
    assert window.stack.current_key == "settings"
    with qtbot.waitSignal(window.wishes.demo_requested):
        page.page_requested.emit("demo")
    assert window.stack.current_key == "settings"
    settle(qtbot, window)


def test_a_page_brings_its_own_menu_while_it_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("entries")
    settle(qtbot, window)
    titles = [each.text() for each in window.menuBar().actions() if each.isVisible()]
    assert [title.replace("&", "") for title in titles] == ["File", "Edit", "View", "Entry", "Help"]
    assert not window.menus.new_entry.isVisible()
    window.show_page("overview")
    titles = [each.text() for each in window.menuBar().actions() if each.isVisible()]
    assert [title.replace("&", "") for title in titles] == ["File", "Edit", "View", "Help"]
    assert window.menus.new_entry.isVisible()


def test_find_goes_to_the_search_line(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.menus.find.trigger()
    settle(qtbot, window)
    assert window.stack.current_key == "entries"
    assert isinstance(window.focusWidget(), QLineEdit)


def test_the_settings_wish_through_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place("cloud", ["/a/b.huanqing"])
    page = window.pages["settings"]
    settle(qtbot, window)
    for name in ("new_ledger_requested", "move_requested", "copy_requested"):
        with qtbot.waitSignal(getattr(window.wishes, name)):
            getattr(page, name).emit()
    with qtbot.waitSignal(window.wishes.zoom_requested) as wished:
        getattr(page, "zoom_requested").emit(150)  # noqa: B009 - a Page has no such signal
    assert wished.args == [150]


def test_recent_ledgers_are_offered(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.menus.recent.isEnabled()
    window.show_place("", ["/somewhere/mine & yours.huanqing"])
    [action] = window.menus.recent.actions()
    assert action.text() == "mine && yours.huanqing"
    with qtbot.waitSignal(window.wishes.recent_requested) as wished:
        action.trigger()
    assert wished.args == ["/somewhere/mine & yours.huanqing"]


def test_the_zoom_goes_by_steps_and_back(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.wishes.zoom_requested) as wished:
        window.menus.zoom_in.trigger()
    assert wished.args == [110]
    with qtbot.assertNotEmitted(window.wishes.zoom_requested):
        window.menus.zoom_out.trigger()
        window.menus.zoom_reset.trigger()


def test_refresh_loads_the_shown_page_anew(
    qtbot: QtBot, window: MainWindow, service: FakeLedgerService
) -> None:
    window.show_page("statements")
    settle(qtbot, window)
    service.all_statements = service.all_statements[:1]
    window.menus.refresh.trigger()
    settle(qtbot, window)
    tables = window.pages["statements"].findChildren(DataTable)
    assert 1 in [table.model().rowCount() for table in tables]


def test_the_sheet_lists_every_shortcut_of_the_menus(window: MainWindow) -> None:
    window.menus.shortcuts.trigger()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ShortcutSheet)
    words = cells_of(sheet.model)
    assert {"Undo", "Ctrl+Z", "Hide amounts", "Ctrl+Shift+H", "Day field"} <= set(words)
    assert sheet.table.accessibleName() == "Keyboard shortcuts"
    sheet.close()


def test_the_demo_says_what_it_is_and_leads_back(qtbot: QtBot, window: MainWindow) -> None:
    assert window.demo_banner.isVisible()
    with qtbot.waitSignal(window.wishes.own_ledger_requested):
        window.demo_banner.button.click()


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (QRect(100, 100, 1280, 800), QRect(100, 100, 1280, 800)),
        (QRect(3000, 100, 1280, 800), QRect(640, 100, 1280, 800)),
        (QRect(-1300, -900, 1280, 800), QRect(0, 0, 1280, 800)),
        (QRect(100, 5000, 3000, 3000), QRect(0, 0, 1920, 1080)),
        (QRect(1900, 100, 1280, 800), QRect(640, 100, 1280, 800)),
    ],
)
def test_a_window_whose_display_is_gone_is_pulled_back(frame: QRect, expected: QRect) -> None:
    assert within_reach(frame, [QRect(0, 0, 1920, 1080)]) == expected


def test_the_page_comes_back(open_window: OpenWindow, service: FakeLedgerService) -> None:
    first = open_window(service)
    first.show_page("import")
    first.close()
    assert open_window(service).stack.current_key == "import"
