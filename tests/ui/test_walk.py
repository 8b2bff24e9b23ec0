"""A walk over every page and dialog of a real ledger: names, hidden amounts, room, keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView

from huanqing.infrastructure.ledger_door import FileDoor
from huanqing.ui.application import build_window
from huanqing.ui.preferences import HIDE_AMOUNTS, LANGUAGE, ZOOM, Language, Preferences
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from ui.conftest import make_preferences, settle
from ui.walk import (
    MONEY,
    controls_in,
    named,
    opened_dialogs,
    shown_pages,
    widgets_in,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow


KINDS = {"Kind", "类型"}
"""The headers of columns that hold one of a few words."""


@pytest.fixture
def demo_window(
    qtbot: QtBot, tmp_path: Path, shared_demo: Path
) -> Iterator[Callable[[Preferences], MainWindow]]:
    path = tmp_path / "demo.huanqing"
    path.write_bytes(shared_demo.read_bytes())
    service = FileDoor(tmp_path / "own.huanqing", path).open_demo()
    windows: list[MainWindow] = []

    def build(preferences: Preferences) -> MainWindow:
        window = build_window(service, preferences)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1024, 700)
        window.show()
        settle(qtbot, window)
        return window

    yield build
    for window in windows:
        window.context.runner.stop()
    service.close()
    METRICS.zoom_to(100)


@pytest.fixture(scope="session")
def shared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    path = folder / "demo.huanqing"
    FileDoor(folder / "own.huanqing", path).open_demo().close()
    return path


def make_choices(language: Language, zoom: int = 100, *, hides: bool = False) -> Preferences:
    preferences = make_preferences()
    preferences.put(LANGUAGE, language)
    preferences.put(ZOOM, zoom)
    preferences.put(HIDE_AMOUNTS, hides)
    return preferences


def test_every_control_has_a_name_and_a_role(
    qtbot: QtBot, demo_window: Callable[[Preferences], MainWindow]
) -> None:
    window = demo_window(make_choices(Language.ENGLISH))
    nameless: set[str] = set()
    seen = 0

    def look_at(root: object) -> None:
        nonlocal seen
        for control in controls_in(root):  # type: ignore[arg-type]
            seen += 1
            read = QAccessible.queryAccessibleInterface(control)
            if not read.text(QAccessible.Text.Name).strip():
                nameless.add(f"no name: {named(control)}")
            elif read.role() is QAccessible.Role.NoRole:
                nameless.add(f"no role: {named(control)}")

    for page in shown_pages(qtbot, window):
        look_at(window)
        for dialog in opened_dialogs(qtbot, window, page):
            look_at(dialog)
    assert seen > 60
    assert nameless == set()


def test_tables_can_be_read_aloud_cell_by_cell(
    qtbot: QtBot, demo_window: Callable[[Preferences], MainWindow]
) -> None:
    window = demo_window(make_choices(Language.ENGLISH))
    read = 0
    for page in shown_pages(qtbot, window):
        for table in page.findChildren(DataTable):
            if not table.isVisible() or not table.model().rowCount():
                continue
            accessible = QAccessible.queryAccessibleInterface(table)
            assert accessible.role() is QAccessible.Role.Table, named(table)
            columns = table.model().columnCount()
            for column in range(columns):
                # The children are the cells by rows, both headers among them.
                heading = accessible.child(column + 1).text(QAccessible.Text.Name)
                assert heading == table.model().headerData(column, Qt.Orientation.Horizontal)
                said = accessible.child(columns + 1 + column + 1).text(QAccessible.Text.Name)
                assert said == table.model().index(0, column).data(), named(table)
                read += 1
    assert read > 15


@pytest.mark.parametrize("is_hidden_at_the_start", [True, False])
def test_hidden_amounts_leave_no_digit_of_money_anywhere(
    qtbot: QtBot,
    demo_window: Callable[[Preferences], MainWindow],
    is_hidden_at_the_start: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    choices = make_choices(Language.CHINESE, hides=is_hidden_at_the_start)
    window = demo_window(choices)
    shown, leaks = 0, set()
    for page in shown_pages(qtbot, window):
        if not is_hidden_at_the_start:
            shown += sum(
                bool(MONEY.search(word)) for each in widgets_in(page) for word in words_of(each)
            )
            window.menus.hide_amounts.trigger()
            settle(qtbot, window)
        for widget in widgets_in(window):
            leaks |= {
                f"{word!r}: {named(widget)}" for word in words_of(widget) if MONEY.search(word)
            }
        for dialog in opened_dialogs(qtbot, window, page):
            for widget in widgets_in(dialog):
                leaks |= {
                    f"{word!r}: {named(widget)}" for word in words_of(widget) if MONEY.search(word)
                }
        for _, action in window.menus.titled_actions:
            leaks |= {action.text()} if MONEY.search(action.text() + action.toolTip()) else set()
        if not is_hidden_at_the_start:
            window.menus.hide_amounts.trigger()
            settle(qtbot, window)
    assert leaks == set()
    assert is_hidden_at_the_start or shown > 100


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
@pytest.mark.parametrize("zoom", [100, 150])
def test_no_text_is_cut_off(
    qtbot: QtBot,
    demo_window: Callable[[Preferences], MainWindow],
    language: Language,
    zoom: int,
) -> None:
    window = demo_window(make_choices(language, zoom))
    window.resize(1024 * zoom // 100, 700 * zoom // 100)
    cut: set[str] = set()
    for page in shown_pages(qtbot, window):
        cut |= cut_texts(page)
        for dialog in opened_dialogs(qtbot, window, page):
            cut |= cut_texts(dialog)
    assert cut == set()


def cut_texts(root: object) -> set[str]:
    """The labels, buttons and headers that are smaller than their words."""
    cut: set[str] = set()
    for widget in widgets_in(root):  # type: ignore[arg-type]
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                needed = widget.heightForWidth(widget.width())
                if needed > widget.height():
                    cut.add(f"{needed} > {widget.height()} high: {named(widget)}")
            elif widget.sizeHint().width() > widget.width():
                cut.add(f"{widget.sizeHint().width()} > {widget.width()} wide: {named(widget)}")
        elif isinstance(widget, QAbstractButton) and widget.text():
            if widget.sizeHint().width() > widget.width():
                cut.add(f"{widget.sizeHint().width()} > {widget.width()} wide: {named(widget)}")
        elif isinstance(widget, QTableView):
            cut |= cut_headers(widget)
    return cut


def cut_headers(table: QTableView) -> set[str]:
    header, model = table.horizontalHeader(), table.model()
    cut: set[str] = set()
    if not header.isVisible() or model is None:
        return cut
    for column in range(model.columnCount()):
        text = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        room = header.sectionSize(column)
        needed = header.fontMetrics().horizontalAdvance(text) + 22
        if not table.isColumnHidden(column) and needed > room:
            cut.add(f"{needed} > {room} wide: header {text} of {named(table)}")
        if text in KINDS and not table.isColumnHidden(column):
            cut |= cut_cells(table, column)
    return cut


def cut_cells(table: QTableView, column: int) -> set[str]:
    """The cells of a column that is as wide as its few words need it."""
    model, room = table.model(), table.columnWidth(column)
    words = {str(model.index(row, column).data()) for row in range(model.rowCount())}
    needed = {each: table.fontMetrics().horizontalAdvance(each) + 16 for each in words}
    return {
        f"{wide} > {room} wide: {each} of {named(table)}"
        for each, wide in needed.items()
        if wide > room
    }


def test_tab_reaches_every_control(
    qtbot: QtBot, demo_window: Callable[[Preferences], MainWindow]
) -> None:
    window = demo_window(make_choices(Language.ENGLISH))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    missed: set[str] = set()
    for page in shown_pages(qtbot, window):
        wanted = {
            each
            for each in controls_in(page)
            if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        clicked_only = {
            each
            for each in controls_in(page)
            if each.isEnabled()
            and not isinstance(each, QLabel)
            and not each.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        missed |= {f"no tab: {named(each)}" for each in clicked_only}
        window.navigation.setFocus()
        for _ in range(2 * len(wanted) + 20):
            focused = QApplication.focusWidget()
            if focused is None:
                break
            parent = focused.parentWidget()
            wanted -= {focused, focused.focusProxy(), parent}
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        missed |= {f"{page.objectName()}: {named(each)}" for each in wanted}
    assert missed == set()
