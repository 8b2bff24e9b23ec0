"""The actions of the Entry menu; the table's context menu holds the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class EntryActions(QObject):
    """What can be done with entries; ``new_requested`` carries a kind."""

    new_requested = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.new_purchase = self._make_new(
            self.tr("New purchase"), "purchase", "Ctrl+T", "Ctrl+Ins", "F9"
        )
        self.new_repayment = self._make_new(self.tr("New repayment"), "repayment")
        self.new_refund = self._make_new(self.tr("New refund"), "refund")
        self.new_adjustment = self._make_new(self.tr("New adjustment"), "adjustment")
        self.edit = self._make(self.tr("Edit"), "F2")
        self.duplicate = self._make(self.tr("Duplicate"), "Ctrl+D")
        self.delete = self._make(self.tr("Delete"), "Del")
        self.split = self._make(self.tr("Split into periods…"))
        self.show_raw = self._make(self.tr("Show the imported row"))
        self.copy = self._make(self.tr("Copy rows as text"))
        self.copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        page.addActions([each for each in self.in_order() if each is not None])
        self.follow_selection(0, kind="", has_raw=False)

    def in_order(self) -> list[QAction | None]:
        """Return the actions in the order of the menu, None for a separator."""
        return [
            self.new_purchase,
            self.new_repayment,
            self.new_refund,
            self.new_adjustment,
            None,
            self.edit,
            self.duplicate,
            self.delete,
            None,
            self.split,
            self.show_raw,
            self.copy,
        ]

    def follow_selection(self, count: int, *, kind: str, has_raw: bool) -> None:
        """Offer what fits the selection; ``kind`` is that of the only entry."""
        is_one = count == 1
        self.edit.setEnabled(is_one)
        self.duplicate.setEnabled(is_one)
        self.delete.setEnabled(count > 0)
        self.split.setEnabled(is_one and kind == "purchase")
        self.show_raw.setEnabled(is_one and has_raw)
        self.copy.setEnabled(count > 0)

    def _make(self, text: str, *shortcuts: str) -> QAction:
        action = QAction(text, self._page)
        action.setShortcuts([QKeySequence(each) for each in shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action

    def _make_new(self, text: str, kind: str, *shortcuts: str) -> QAction:
        action = self._make(text, *shortcuts)
        # Also while the focus is beside the page, as in the navigation.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: self.new_requested.emit(kind))
        return action
