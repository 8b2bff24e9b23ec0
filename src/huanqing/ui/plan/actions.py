"""The actions of the plan page, as its menu, its buttons and its context menus show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from huanqing.ui.widgets.parts import make_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget


class PlanPageActions(QObject):
    """What can be done with the plan and with the chosen payment.

    ``exports`` are what an exporter adds; they stand at the end of the menu.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.accept = self._action(
            self.tr("Accept this plan"),
            self.tr("Follow the plan and tick its payments off"),
            "Ctrl+Return",
        )
        self.again = self._action(
            self.tr("Plan again"), self.tr("Show the best plan for today's ledger")
        )
        self.what_if = self._action(
            self.tr("What if"),
            self.tr("Try other limits, cash and days, apart from the ledger"),
            "Ctrl+Shift+W",
        )
        self.what_if.setCheckable(True)
        self.end = self._action(
            self.tr("Stop following the plan"), self.tr("Forget the accepted plan; undoable")
        )
        self.paid = self._action(
            self.tr("Paid"), self.tr("Book the chosen payment as a repayment"), "Ctrl+Shift+P"
        )
        self.failed = self._action(
            self.tr("Failed"),
            self.tr("Note that the chosen payment failed, and plan again"),
            "Ctrl+Shift+F",
        )
        self.skip = self._action(
            self.tr("Skip"), self.tr("Leave the chosen payment out"), "Ctrl+Shift+K"
        )
        self.take_back = self._action(
            self.tr("Take back"), self.tr("Take back that the chosen payment failed or is skipped")
        )
        self.exports: list[QAction] = []
        for action in self.in_menu():
            if action is not None:
                page.addAction(action)

    def in_menu(self) -> list[QAction | None]:
        """Return the actions in the order of the menu, None for a separator."""
        exports: list[QAction | None] = [None, *self.exports] if self.exports else []
        return [
            self.accept,
            self.again,
            self.what_if,
            None,
            *self.of_step(),
            None,
            self.end,
            *exports,
        ]

    def of_step(self) -> list[QAction | None]:
        """Return what can be done with the chosen payment."""
        return [self.paid, self.failed, self.skip, self.take_back]

    def add_export(self, text: str, description: str) -> QAction:
        """Return a new action of the export part of the menu; for the page's construction."""
        action = self._action(text, description)
        self.exports.append(action)
        self._page.addAction(action)
        return action

    def fill_context_menu(self, table: QAbstractItemView) -> None:
        """Offer the actions of a payment in the table's context menu."""
        table.addActions([each for each in self.of_step() if each is not None])

    def _action(self, text: str, description: str, shortcut: str = "") -> QAction:
        action = QAction(text, self)
        action.setStatusTip(description)
        action.setToolTip(description)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action


def button_of(action: QAction, role: str = "secondary") -> QPushButton:
    """Return a button that does what an action does, while it can."""
    button = make_button(action.text(), role, action.statusTip())
    button.clicked.connect(action.trigger)

    def show() -> None:
        button.setText(action.text())
        button.setAccessibleName(action.text())
        button.setEnabled(action.isEnabled())

    action.changed.connect(show)
    return button
