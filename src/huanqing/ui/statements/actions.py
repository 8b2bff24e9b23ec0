"""The actions of the statements page, as its menu and its context menus show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from huanqing.application.read_models import StatementLineRow, StatementRow


class StatementPageActions(QObject):
    """What can be done with the chosen statement and the chosen line."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.reconcile = self._action(
            self.tr("Reconcile…"),
            self.tr("Compare the statement with what JD shows"),
            "Ctrl+Shift+R",
        )
        self.unlock = self._action(
            self.tr("Unlock"), self.tr("Allow changes to the locked statement again")
        )
        self.instalment = self._action(
            self.tr("Statement instalment…"),
            self.tr("Pay a part of the statement in new periods"),
            "Ctrl+Shift+B",
        )
        self.settlement = self._action(
            self.tr("Settle early…"),
            self.tr("Pay what is left of the chosen purchase at once"),
            "Ctrl+Shift+E",
        )
        self.open_entry = self._action(
            self.tr("Open the entry"),
            self.tr("Show the chosen line's entry (Enter)"),
            "Ctrl+Return",
        )
        for action in self.in_menu():
            if action is not None:
                page.addAction(action)

    def in_menu(self) -> list[QAction | None]:
        """Return the actions in the order of the menu, None for a separator."""
        return [
            self.reconcile,
            self.unlock,
            None,
            self.instalment,
            None,
            self.settlement,
            self.open_entry,
        ]

    def fill_context_menus(self, statements: QAbstractItemView, lines: QAbstractItemView) -> None:
        """Let the context menus of the list and of the lines show the same actions."""
        for action in (self.reconcile, self.unlock, self.instalment):
            statements.addAction(action)
        statements.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for action in (self.open_entry, self.settlement):
            lines.addAction(action)

    def allow(
        self, row: StatementRow | None, line: StatementLineRow | None, *, is_open: bool
    ) -> None:
        """Enable what can be done; ``is_open`` is whether the statement is being reconciled."""
        is_out = row is not None and row.state is not StatementState.UNBILLED
        self.reconcile.setEnabled(is_out)
        words = self.tr("Postpone reconciling") if is_open else self.tr("Reconcile…")
        self.reconcile.setText(words)
        self.unlock.setEnabled(row is not None and row.is_locked)
        self.instalment.setEnabled(
            row is not None and is_out and row.figures.left_fen > 0 and not is_open
        )
        has_line = line is not None and not is_open
        self.open_entry.setEnabled(has_line)
        self.settlement.setEnabled(
            line is not None and has_line and line.kind == "purchase" and line.figures.periods > 1
        )

    def _action(self, text: str, description: str, shortcut: str = "") -> QAction:
        action = QAction(text, self)
        action.setStatusTip(description)
        action.setToolTip(description)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        return action
