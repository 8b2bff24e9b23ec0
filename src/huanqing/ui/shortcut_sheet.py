"""The sheet of keyboard shortcuts: those of the menus, and those of fields and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from huanqing.ui.table_models.columns import text_column
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Where keys work, what they do, and the keys."""

    where: str
    does: str
    keys: str


class ShortcutSheet(QDialog):
    """Lists what the keyboard does."""

    def __init__(
        self, actions: Sequence[tuple[str, QAction]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(METRICS.scaled(620), METRICS.scaled(560))
        columns: tuple[Column[Shortcut], ...] = (
            text_column(self.tr("Where"), lambda row: row.where, 130),
            text_column(self.tr("What it does"), lambda row: row.does),
            text_column(self.tr("Keys"), lambda row: row.keys, 190),
        )
        self.model = RowTableModel(columns, lambda tone: tone, self)
        self.model.set_rows(
            menu_shortcuts(actions) + self._field_shortcuts() + self._chart_shortcuts()
        )
        self.table = DataTable(self.model, self.windowTitle())
        close = make_button(self.tr("Close"), "primary")
        buttons = QDialogButtonBox()
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.addWidget(make_label("title", self.windowTitle()))
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.table.select_row(0)

    def _field_shortcuts(self) -> list[Shortcut]:
        """Return what the keys do in fields, tables and dialogs."""
        day, table = self.tr("Day field"), self.tr("Tables")
        dialog, amount = self.tr("Dialogs"), self.tr("Amount field")
        return [
            Shortcut(day, self.tr("Today"), "T"),
            Shortcut(day, self.tr("A day later, a day earlier"), _written("+", "-")),
            Shortcut(day, self.tr("A day later, a day earlier"), _written("Up", "Down")),
            Shortcut(day, self.tr("A month later, a month earlier"), _written("PgUp", "PgDown")),
            Shortcut(day, self.tr("Start of the month, end of the month"), "M, H"),
            Shortcut(day, self.tr("Calendar"), _written("Alt+Down")),
            Shortcut(amount, self.tr("Calculate: type a sum"), "10+3.2*2"),
            Shortcut(dialog, self.tr("Keep"), _written("Return", "Ctrl+Return")),
            Shortcut(dialog, self.tr("Keep, and begin the next"), _written("Ctrl+Shift+Return")),
            Shortcut(dialog, self.tr("Cancel"), _written("Esc")),
            Shortcut(table, self.tr("Copy the selected rows"), _written("Ctrl+C")),
            Shortcut(table, self.tr("Where an amount comes from"), _written("Shift+F1")),
            Shortcut(self.tr("Figures"), self.tr("Where it comes from"), _written("Return")),
            Shortcut(table, self.tr("Menu of the row and the columns"), _written("Shift+F10")),
            Shortcut(self.tr("Plan"), self.tr("The chosen payment is made"), _written("Space")),
            Shortcut(self.tr("Plan"), self.tr("Leave the chosen payment out"), _written("Del")),
            Shortcut(self.tr("Plan"), self.tr("Today, in the calendar of the plan"), "T"),
        ]

    def _chart_shortcuts(self) -> list[Shortcut]:
        """Return what the keys do in the chart of the limit."""
        chart = self.tr("Chart of the limit")
        return [
            Shortcut(chart, self.tr("A day later, a day earlier"), _written("Right", "Left")),
            Shortcut(chart, self.tr("The next step, the one before"), "Ctrl+→, Ctrl+←"),
            Shortcut(chart, self.tr("Thirty days on, thirty back"), _written("PgDown", "PgUp")),
            Shortcut(chart, self.tr("Today"), _written("Home")),
            Shortcut(chart, self.tr("Closer, wider"), _written("+", "-")),
            Shortcut(chart, self.tr("What happened on the day"), _written("Return")),
        ]


def menu_shortcuts(actions: Sequence[tuple[str, QAction]]) -> list[Shortcut]:
    """Return the actions that have keys, each with the title of its menu."""
    return [
        Shortcut(title, action.text().replace("&", ""), _written(*action.shortcuts()))
        for title, action in actions
        if action.shortcuts()
    ]


def _written(*keys: str | QKeySequence) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)
