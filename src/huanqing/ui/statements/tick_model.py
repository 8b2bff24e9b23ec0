"""A table whose first column carries a tick; who ticks asks the owner, who keeps the ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from huanqing.application.read_models import StatementLineRow
from huanqing.ui.table_models.row_model import Column, RowTableModel

if TYPE_CHECKING:
    from collections.abc import Callable

Index = QModelIndex | QPersistentModelIndex


class TickModel(RowTableModel[StatementLineRow]):
    """Shows lines; ``tick_wished`` carries the line whose tick the user wants changed."""

    tick_wished = Signal(object)

    def __init__(
        self,
        columns: tuple[Column[StatementLineRow], ...],
        colour_of: Callable[[str], str],
        is_ticked: Callable[[StatementLineRow], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, colour_of, parent)
        self._is_ticked = is_ticked

    def toggle(self, index: Index) -> None:
        """Ask for the other state of a line's tick."""
        row = self.row_at(index)
        if row is not None:
            self.tick_wished.emit(row)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is not None and index.column() == 0:
            is_ticked = self._is_ticked(row)
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return self.tr("ticked") if is_ticked else self.tr("not ticked")
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index)
        return True
