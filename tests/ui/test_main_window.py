from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from huanqing.ui.bug_dialog import bug_report
from huanqing.ui.overview.view import OverviewPage
from huanqing.ui.pages import PAGES
from huanqing.ui.preferences import HIDE_AMOUNTS, LANGUAGE, LOOK, Language, Look, Preferences
from huanqing.ui.tokens import DARK, LIGHT
from huanqing.ui.widgets.data_table import DataTable
from ui.conftest import OpenWindow, settle
from ui.fake_service import FakeLedgerService, make_overview

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow

MONEY = re.compile(r"[¥￥]|\d+\.\d\d\b")
MESSAGE = "123456 fen"
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def show_everything(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    for key in window.pages:
        window.show_page(key)
        settle(qtbot, window)
        page = window.pages[key]
        if isinstance(page, OverviewPage):
            # What comes a moment after the first figures; when, the machine's load decides.
            page.look_ahead()
            settle(qtbot, window)
    path = folder / "a.csv"
    path.write_bytes(b"bill")
    window.import_page.preview_files([path])
    settle(qtbot, window)


def words_on(window: MainWindow) -> list[str]:
    words = [window.windowTitle(), window.statusBar().currentMessage()]
    for widget in [window, *window.findChildren(QWidget)]:
        words += [
            widget.toolTip(),
            widget.statusTip(),
            widget.accessibleName(),
            widget.accessibleDescription(),
        ]
        if isinstance(widget, QLabel | QPushButton | QLineEdit):
            words.append(widget.text())
        if isinstance(widget, QTableView):
            words += cells_of(widget)
    words += [action.text() for menu in window.menuBar().actions() for action in [menu]]
    words += [window.menus.undo.text(), window.menus.redo.text()]
    return words


def cells_of(view: QTableView) -> list[str]:
    model = view.model()
    return [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in ROLES
    ]


def test_hidden_amounts_appear_nowhere(
    qtbot: QtBot, window: MainWindow, preferences: Preferences, tmp_path: Path
) -> None:
    show_everything(qtbot, window, tmp_path)
    assert len([word for word in words_on(window) if MONEY.search(word)]) > 50

    window.menus.hide_amounts.trigger()

    assert [word for word in words_on(window) if MONEY.search(word)] == []
    assert preferences.get(HIDE_AMOUNTS)
    window.menus.hide_amounts.trigger()
    assert any(MONEY.search(word) for word in words_on(window))


def test_every_control_has_a_name(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    show_everything(qtbot, window, tmp_path)
    path = tmp_path / "locked.zip"
    path.write_bytes(b"bill")
    window.import_page.preview_files([path])
    settle(qtbot, window)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not is_part_of_a_control(widget)
        and not widget.accessibleName()
        and not (isinstance(widget, QPushButton) and not widget.text())
        # Qt names a label by what it says.
        and not (isinstance(widget, QLabel) and widget.text())
    ]
    assert nameless == []


def is_part_of_a_control(widget: QWidget) -> bool:
    """Return whether Qt made the widget: viewports, headers, scroll bars, popups."""
    parent = widget.parent()
    name = type(widget).__name__
    return name in ("QHeaderView", "QScrollBar", "QTableCornerButton", "QMenuBar", "QMenu") or (
        isinstance(parent, QAbstractScrollArea)
        or "ComboBoxPrivate" in widget.objectName()
        or (parent is not None and "ComboBoxPrivate" in parent.metaObject().className())
        or "ComboBoxPrivate" in widget.metaObject().className()
    )


def test_the_keyboard_reaches_every_page(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for number, spec in reversed(list(enumerate(PAGES, start=1))):
        key = Qt.Key(Qt.Key.Key_0.value + number)
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.pages[spec.key].isVisible()
    window.navigation.setFocus()
    QTest.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window.pages[PAGES[1].key].isVisible()
    settle(qtbot, window)


def test_tab_leaves_a_table(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("statements")
    settle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table = window.pages["statements"].findChildren(QAbstractItemView)[0]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_undo_and_redo_from_the_menu(
    qtbot: QtBot, window: MainWindow, service: FakeLedgerService, tmp_path: Path
) -> None:
    assert not window.menus.undo.isEnabled()
    show_everything(qtbot, window, tmp_path)
    window.import_page.apply_button.click()
    settle(qtbot, window)
    assert window.menus.undo.text() == "Undo: import of 1 file"

    window.menus.undo.trigger()
    settle(qtbot, window)
    assert service.imports.batches[0].is_undone
    assert not window.menus.undo.isEnabled()

    window.menus.redo.trigger()
    settle(qtbot, window)
    assert not service.imports.batches[0].is_undone
    assert not window.menus.redo.isEnabled()


def test_shortcuts_are_those_that_users_expect(window: MainWindow) -> None:
    keys = {
        name: [key.toString() for key in getattr(window.menus, name).shortcuts()]
        for name in (
            "undo",
            "redo",
            "quit",
            "find",
            "settings",
            "refresh",
            "full_screen",
            "new_entry",
        )
    }
    assert keys == {
        "undo": ["Ctrl+Z"],
        "redo": ["Ctrl+Shift+Z", "Ctrl+Y"],
        "quit": ["Ctrl+Q", "Ctrl+W"],
        "find": ["Ctrl+F"],
        "settings": ["Ctrl+,"],
        "refresh": ["F5"],
        "full_screen": ["F11"],
        "new_entry": ["Ctrl+T", "F9"],
    }


def test_no_two_items_of_the_menus_share_keys(qtbot: QtBot, window: MainWindow) -> None:
    for key in window.pages:
        window.show_page(key)
        settle(qtbot, window)
        active = [
            shortcut.toString()
            for _, action in window.menus.titled_actions
            if action.isVisible()
            for shortcut in action.shortcuts()
        ]
        assert len(active) == len(set(active)), key


def test_a_shown_page_follows_a_change_at_once_and_a_hidden_one_later(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_page("statements")
    window.show_page("overview")
    settle(qtbot, window)
    loaded: list[str] = []
    for key in ("overview", "statements"):
        page = window.pages[key]
        monkeypatch.setattr(page, "refresh", lambda key=key: loaded.append(key))
    window.context.runner.ledger_changed.emit()
    assert loaded == ["overview"]
    window.show_page("statements")
    assert loaded == ["overview", "statements"]


def test_files_may_be_dropped_anywhere(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"bill")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    settle(qtbot, window)
    assert window.import_page.isVisible()
    assert window.import_page.preview.files.rowCount() == 1


def test_the_title_names_the_file_and_the_demo(window: MainWindow) -> None:
    assert window.windowTitle() == "账本.huanqing (demo) — 还清 Huanqing"


@pytest.mark.parametrize(
    ("look", "page_colour"), [(Look.DARK, DARK.page), (Look.LIGHT, LIGHT.page)]
)
def test_the_look_changes_while_running(
    app: QApplication,
    window: MainWindow,
    preferences: Preferences,
    look: Look,
    page_colour: str,
) -> None:
    window.menus.look_requested.emit(look)
    assert page_colour in app.styleSheet()
    assert app.palette().window().color().name() == page_colour
    assert preferences.get(LOOK) is look


def test_a_bug_opens_the_dialog_without_amounts(
    open_window: OpenWindow, service: FakeLedgerService
) -> None:
    service.failure = ZeroDivisionError(MESSAGE)
    window = open_window(service)
    dialog = window.bug_reporter.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert "ZeroDivisionError: # fen" in dialog.report
    assert MESSAGE not in dialog.report
    dialog.close()


def test_a_report_names_the_causes() -> None:
    error = RuntimeError("outer")
    error.__cause__ = KeyError("inner 77")
    report = bug_report(error)
    assert "KeyError: 'inner #'" in report
    assert "RuntimeError: outer" in report


def test_about_says_that_it_is_not_jds(window: MainWindow) -> None:
    window.menus.about.trigger()
    words = {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
    assert any("not a program of JD" in each for each in words)
    assert any("MIT licence" in each for each in words)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_the_geometry_comes_back(open_window: OpenWindow, service: FakeLedgerService) -> None:
    first = open_window(service)
    first.resize(1024, 660)
    first.close()
    second = open_window(service)
    assert (second.width(), second.height()) == (1024, 660)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_nothing_is_cut_off_in_the_smallest_window(
    qtbot: QtBot,
    open_window: OpenWindow,
    preferences: Preferences,
    tmp_path: Path,
    language: Language,
) -> None:
    preferences.put(LANGUAGE, language)
    overdue = make_overview()._replace(overdue_fen=12345678, overdue_count=2)
    window = open_window(FakeLedgerService(overdue))
    window.resize(window.minimumSize())
    show_everything(qtbot, window, tmp_path)
    for key, page in window.pages.items():
        window.show_page(key)
        settle(qtbot, window)
        QApplication.processEvents()
        needed, given = page.minimumSizeHint(), page.size()
        assert needed.width() <= given.width(), page.objectName()
        assert needed.height() <= given.height(), page.objectName()


def test_every_header_shows_its_words(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    show_everything(qtbot, window, tmp_path)
    cut = []
    for table in window.findChildren(DataTable):
        header, model = table.horizontalHeader(), table.model()
        for column in range(model.columnCount()):
            text = str(model.headerData(column, Qt.Orientation.Horizontal))
            if header.fontMetrics().horizontalAdvance(text) + 22 > header.sectionSize(column):
                cut.append((table.accessibleName(), text))
    assert cut == []
