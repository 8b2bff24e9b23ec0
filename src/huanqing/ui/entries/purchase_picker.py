"""Chooses the purchase that a refund belongs to: type to narrow the list, Down to go into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.entries.entry_texts import SEPARATOR
from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from huanqing.application.entry_models import EntryListRow
    from huanqing.ui.formatting import Formatter

_ROWS = 4
_ID = Qt.ItemDataRole.UserRole


class PurchasePicker(QWidget):
    """Holds a purchase or none; ``search_changed`` wishes for purchases like a text."""

    search_changed = Signal(str)
    purchase_changed = Signal(str)

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formatter = formatter
        self._rows: list[EntryListRow] = []
        self._chosen: EntryListRow | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Search the purchases"))
        self.line.setAccessibleName(self.tr("Search the purchases"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Purchases found"))
        self.list.setProperty("role", "choices")
        self.list.setFixedHeight(_ROWS * METRICS.scaled(30) + 4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.search_changed)
        self.list.currentItemChanged.connect(self._on_current_changed)
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def purchase(self) -> EntryListRow | None:
        """The purchase that is chosen."""
        return self._chosen

    def choose(self, purchase: EntryListRow | None) -> None:
        """Choose a purchase, also one that no search has found."""
        self._chosen = purchase
        if purchase is not None and purchase not in self._rows:
            self._rows.insert(0, purchase)
        self._fill()

    def show_purchases(self, rows: Sequence[EntryListRow]) -> None:
        """Show what was found; the choice stays, also where it is not among them."""
        chosen = self._chosen
        self._rows = list(rows)
        if chosen is not None and all(row.id != chosen.id for row in self._rows):
            self._rows.insert(0, chosen)
        self._fill()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus() and self.list.count():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            if self.list.currentRow() < 0:
                self.list.setCurrentRow(0)
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's argument
        self.list.clear()
        for row in self._rows:
            parts = (
                self._formatter.day(row.day),
                self._formatter.money(row.amount_fen),
                row.description or row.counterparty,
            )
            item = QListWidgetItem(SEPARATOR.join(parts))
            item.setData(_ID, row.id)
            self.list.addItem(item)
            if self._chosen is not None and row.id == self._chosen.id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's argument

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_current_changed(
        self, current: QListWidgetItem | None, _previous: QListWidgetItem | None
    ) -> None:
        wanted = None if current is None else current.data(_ID)
        self._chosen = next((row for row in self._rows if row.id == wanted), None)
        self.purchase_changed.emit("" if self._chosen is None else self._chosen.id)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self._fill()
