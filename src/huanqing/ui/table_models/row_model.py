"""A table over frozen rows; it sorts by itself, so that 200,000 rows stay quick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from huanqing.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
WHY_ROLE = Qt.ItemDataRole.UserRole + 2
"""What a cell's amount can be asked: a Question or a Derivation, None where it is no amount."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column: its words, the text of a row, and what it sorts by (int or str, never a date).

    ``tone`` names the token of a row's text colour, None for the plain one; ``tooltip`` says
    more than the text, which is the tooltip without it. ``why`` is the Question or Derivation
    of a row's amount.
    """

    header: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], int | str]
    is_number: bool = False
    width: int = 120
    stretches: bool = False
    tone: Callable[[Row], str] | None = None
    tooltip: Callable[[Row], str] | None = None
    why: Callable[[Row], object] | None = None

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Where its header and its cells stand."""
        return _RIGHT if self.is_number else _LEFT


class ColumnTableModel(QAbstractTableModel, Generic[Row]):
    """A table by columns; ``colour_of`` gives the colour of a tone in the current look."""

    def __init__(
        self,
        columns: tuple[Column[Row], ...],
        colour_of: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._colour_of = colour_of

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns."""
        return self._columns

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].header
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._columns[section].alignment
        return None

    def _tell_changed(self) -> None:
        """Say that any cell may show something else."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class RowTableModel(ColumnTableModel[Row]):
    """Shows rows and sorts them."""

    def __init__(
        self,
        columns: tuple[Column[Row], ...],
        colour_of: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, colour_of, parent)
        self._rows: list[Row] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, sorted as the user asked last."""
        self.beginResetModel()
        self._rows = list(rows)
        if self._sorted_by is not None:
            self._sort_rows(*self._sorted_by)
        self.endResetModel()

    def row_at(self, index: Index) -> Row | None:
        """Return the row behind an index, None for an invalid one."""
        return self._rows[index.row()] if index.isValid() else None

    def position_of(self, is_wanted: Callable[[Row], bool]) -> int | None:
        """Return the place of the first row that is wanted."""
        return next((n for n, row in enumerate(self._rows) if is_wanted(row)), None)

    def redraw(self) -> None:
        """Show the same rows again, after the look or the hiding of amounts changed."""
        self._tell_changed()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            is_tip = role == Qt.ItemDataRole.ToolTipRole
            return ((is_tip and column.tooltip) or column.text)(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role == SORT_ROLE:
            return column.sort_key(row)
        if role == WHY_ROLE:
            return None if column.why is None else column.why(row)
        tone = column.tone if role == Qt.ItemDataRole.ForegroundRole else None
        return None if tone is None else QColor(self._colour_of(tone(row)))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._rows[index.row()] for index in before]
        self._sort_rows(column, order)
        places = {id(row): place for place, row in enumerate(self._rows)}
        after = [
            self.index(places[id(row)], index.column())
            for row, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sort_rows(self, column: int, order: Qt.SortOrder) -> None:
        key = self._columns[column].sort_key
        self._rows.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)
