"""The rows of a previewed file, with a box to tick; sorting is left to who holds the rows."""

from __future__ import annotations

from operator import attrgetter, eq
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from huanqing.application.read_models import PreviewRow
from huanqing.ui.table_models.row_choices import can_tick
from huanqing.ui.table_models.row_filter import SORT_KEYS
from huanqing.ui.table_models.row_model import Index, RowTableModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.ui.table_models.row_model import Column

_KEYS = tuple(SORT_KEYS)
_LINE = attrgetter("row.line")


class PreviewRowModel(RowTableModel[PreviewRow]):
    """Shows rows in the order given; ``tick_requested`` carries a row and whether to take it.

    It keeps Qt's own ``flags``: a header asks those of every row when all are selected, which
    takes seconds in Python. So the table, not the delegate, takes the clicks on a box.
    """

    sort_requested = Signal(str, bool)
    tick_requested = Signal(object, bool)

    def __init__(
        self,
        columns: tuple[Column[PreviewRow], ...],
        colour_of: Callable[[str], str],
        is_ticked: Callable[[PreviewRow], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, colour_of, parent)
        self._is_ticked = is_ticked

    def update_rows(self, rows: Sequence[PreviewRow]) -> bool:
        """Show rows; return whether they are the same lines as before, so that nothing moved."""
        shown = self._rows
        if len(rows) == len(shown) and all(map(eq, map(_LINE, shown), map(_LINE, rows))):
            self._rows = list(rows)
            self.redraw()
            return True
        self.set_rows(rows)
        return False

    @property
    def rows(self) -> Sequence[PreviewRow]:
        """The rows that are shown, in their order."""
        return self._rows

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if index.column() == 0 and row is not None and can_tick(row):
            ticked = self._is_ticked(row)
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.AccessibleTextRole:
                words = self.tr("Line {0}, taken in") if ticked else self.tr("Line {0}, left out")
                return words.format(row.row.line)
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if role != Qt.ItemDataRole.CheckStateRole or row is None:
            return False
        self.tick_requested.emit(row, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = _KEYS[column] if 0 <= column < len(_KEYS) else ""
        self.sort_requested.emit(key, order is Qt.SortOrder.DescendingOrder)
