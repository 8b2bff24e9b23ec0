"""The actions of the limit page, as its menu shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from huanqing.ui.limit.chart import SPANS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ASKS_FOR_A_FILE = "asks_for_a_file"
"""The name of actions that open the system's dialog for files."""


class LimitPageActions(QObject):
    """What can be done on the page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.today = self._action(self.tr("Go to today"), self.tr("Put the cursor on today"))
        self.spans = {
            days: self._action(
                self.tr("Show {0} days").format(days), self.tr("Show so many days ahead")
            )
            for days in SPANS
        }
        self.habit = self._action(
            self.tr("Band of habit"), self.tr("Show where your own spending may lead")
        )
        self.habit.setCheckable(True)
        self.add_scenario = self._action(
            self.tr("Add a what-if…"),
            self.tr("Try a purchase, a repayment or another limit, apart from the ledger"),
            "Ctrl+Shift+T",
        )
        self.offer = self._action(
            self.tr("What does an offer really cost?…"),
            self.tr("Yearly rates and other ways to pay"),
        )
        self.png = self._save(self.tr("Save the chart as PNG…"))
        self.svg = self._save(self.tr("Save the chart as SVG…"))
        self.csv = self._save(self.tr("Save the days as CSV…"))
        for action in self.in_menu():
            if action is not None:
                page.addAction(action)

    def in_menu(self) -> list[QAction | None]:
        """Return the actions in the order of the menu, None for a separator."""
        return [
            self.today,
            *self.spans.values(),
            self.habit,
            None,
            self.add_scenario,
            self.offer,
            None,
            *self.saves,
        ]

    @property
    def saves(self) -> tuple[QAction, QAction, QAction]:
        """What writes a file."""
        return self.png, self.svg, self.csv

    def _save(self, text: str) -> QAction:
        action = self._action(text, self.tr("Write a file of your choice"))
        action.setObjectName(ASKS_FOR_A_FILE)
        return action

    def _action(self, text: str, description: str, shortcut: str = "") -> QAction:
        action = QAction(text, self)
        action.setStatusTip(description)
        action.setToolTip(description)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action
