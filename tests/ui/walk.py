"""Goes through a whole window: every page, every dialog, every widget, every word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    Qt,
)
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from huanqing.ui.overview.view import OverviewPage
from ui.conftest import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow

MONEY = re.compile(r"[¥￥]\s*-?\d|(?<![\d.])\d[\d,]*\.\d\d(?!\d|\.\d)|\d{1,3}(,\d{3})+")
"""An amount as the formatter or a careless ``str`` would write it."""
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_MOST_ROWS = 40
_PARTS = ("QScrollBar", "QTableCornerButton", "QMenuBar", "QMenu", "QTipLabel", "QSizeGrip")


def shown_pages(qtbot: QtBot, window: MainWindow) -> Iterator[QWidget]:
    """Show one page after the other, tab by tab, with everything loaded and something selected."""
    for key in window.pages:
        window.show_page(key)
        settle(qtbot, window)
        page = window.pages[key]
        if isinstance(page, OverviewPage):
            # What comes a moment after the first figures; when, the machine's load decides.
            page.look_ahead()
            settle(qtbot, window)
        tabs = next((each for each in page.findChildren(QTabWidget) if each.isVisible()), None)
        for place in range(1 if tabs is None else tabs.count()):
            if tabs is not None:
                tabs.setCurrentIndex(place)
                settle(qtbot, window)
            for table in page.findChildren(QTableView):
                if table.isVisible() and table.model().rowCount():
                    table.selectRow(0)
                    settle(qtbot, window)
            QApplication.processEvents()
            yield page


def opened_dialogs(qtbot: QtBot, window: MainWindow, page: QWidget) -> Iterator[QDialog]:
    """Open each dialog that an item of the menus or a button of the page opens."""
    actions = [action for _, action in window.menus.titled_actions]
    triggers = [action for action in actions if action.isEnabled() and "…" in action.text()]
    known = {window.menus.about, window.menus.shortcuts}
    triggers += [action for action in actions if action in known]
    triggers += [action for action in page.actions() if action.isEnabled()]
    safe = [action for action in triggers if action not in _asks_the_system(window)]
    safe = [action for action in safe if action.objectName() != "asks_for_a_file"]
    for action in dict.fromkeys(safe):
        action.trigger()
        settle(qtbot, window)
        yield from _close_each(qtbot, window)
    buttons = [each for each in page.findChildren(QAbstractButton) if "…" in each.text()]
    for button in buttons:
        if button.isVisible() and button.isEnabled() and not _has_menu(button):
            if "Choose" in button.text() or "选择" in button.text():
                continue
            button.click()
            settle(qtbot, window)
            yield from _close_each(qtbot, window)


def _asks_the_system(window: MainWindow) -> set[object]:
    menus = window.menus
    return {
        menus.new_ledger,
        menus.open_ledger,
        menus.import_files,
        menus.copy_ledger,
        menus.move_ledger,
    }


def _has_menu(button: QAbstractButton) -> bool:
    menu = getattr(button, "menu", None)
    return menu is not None and menu() is not None


def _close_each(qtbot: QtBot, window: MainWindow) -> Iterator[QDialog]:
    for _ in range(3):
        open_ones = [each for each in window.findChildren(QDialog) if each.isVisible()]
        if not open_ones:
            return
        QApplication.processEvents()
        for dialog in open_ones:
            yield dialog
            dialog.close()
        settle(qtbot, window)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def widgets_in(root: QWidget) -> list[QWidget]:
    """The visible widgets below ``root``, itself included."""
    return [each for each in [root, *root.findChildren(QWidget)] if each.isVisible()]


def controls_in(root: QWidget) -> list[QWidget]:
    """The visible widgets that take the keyboard, without the inner parts that Qt makes."""
    return [
        each
        for each in widgets_in(root)
        if each.focusPolicy() is not Qt.FocusPolicy.NoFocus and not _is_part(each)
    ]


def _is_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    name = widget.metaObject().className()
    if isinstance(widget, QHeaderView) or name in _PARTS or "Private" in name:
        return True
    if isinstance(widget, QDialog) or parent is None:
        return True
    if isinstance(parent, QAbstractSpinBox | QComboBox) and isinstance(widget, QLineEdit):
        return True
    if "Private" in parent.metaObject().className():
        return True
    if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
        return True
    return isinstance(widget, QAbstractScrollArea) and not isinstance(
        widget, QAbstractItemView | QTextEdit | QPlainTextEdit
    )


def words_of(widget: QWidget) -> list[str]:
    """Every text by which a widget speaks, to the eye or to a screen reader."""
    words = [
        widget.windowTitle(),
        widget.toolTip(),
        widget.statusTip(),
        widget.whatsThis(),
        widget.accessibleName(),
        widget.accessibleDescription(),
    ]
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        words.append(widget.text())
    if isinstance(widget, QLineEdit):
        words.append(widget.placeholderText())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        words.append(widget.toPlainText())
    if isinstance(widget, QComboBox):
        words += [widget.itemText(place) for place in range(widget.count())]
    if isinstance(widget, QTabBar):
        words += [widget.tabText(place) for place in range(widget.count())]
    if isinstance(widget, QAbstractSpinBox):
        words.append(widget.text())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        words += cells_of(widget.model())
    accessible = QAccessible.queryAccessibleInterface(widget)
    if accessible is not None:
        kinds = QAccessible.Text
        words += [
            accessible.text(each)
            for each in (kinds.Name, kinds.Description, kinds.Value, kinds.Help)
        ]
    return words


def cells_of(model: QAbstractItemModel) -> list[str]:
    """The texts of a model in every role that is shown or read aloud."""
    found = []
    root = QModelIndex()
    # Qt forbids asking a list how many columns it has.
    count = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for column in range(count):
        for role in ROLES:
            found.append(model.headerData(column, Qt.Orientation.Horizontal, role))
            found += [
                model.index(row, column).data(role)
                for row in range(min(model.rowCount(root), _MOST_ROWS))
            ]
    return [str(each) for each in found if each is not None]


def named(widget: QWidget) -> str:
    """Say which widget is meant, for the report of a test."""
    parents: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(parents) < 3:
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__}({text or widget.accessibleName()}) in {'/'.join(parents)}"


def is_active(window: QWidget) -> bool:
    """Whether the keyboard goes to the window."""
    return QApplication.activeWindow() is window
