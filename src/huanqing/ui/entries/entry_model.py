"""A table over the ledger itself: it holds row ids and a bounded cache of what it has shown.

``data`` never asks the ledger. A row that is not there yet shows a placeholder and is wished for
with ``rows_wanted``; a row that may have changed is shown as it was until it comes anew.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QColor
from typing_extensions import override

from huanqing.application.entry_models import EntryListRow
from huanqing.ui.table_models.entries import ENTRY_ORDERS
from huanqing.ui.table_models.row_model import ColumnTableModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.ui.table_models.row_model import Column, Index

BLOCK = 64
"""How many rows are asked for together."""
KEPT = 4096
"""How many rows are remembered."""
_MOST_BLOCKS = 4
"""More blocks than a screen shows are wished for only while the user scrolls past them."""
_WAITING = "…"
_MOST_STEPS = 500
"""Above so many rows that leave the middle, the table starts anew."""
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole))
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_ROLES = frozenset((*_TEXTS, _ALIGNMENT, _COLOUR))


class _Shown:
    """A row, its texts once they were drawn, and the state of the ledger it was read from."""

    __slots__ = ("edition", "row", "texts")

    def __init__(self, row: EntryListRow, edition: int) -> None:
        self.row = row
        self.edition = edition
        self.texts: tuple[str, ...] | None = None


class EntryTableModel(ColumnTableModel[EntryListRow]):
    """Rows of the ledger by their ids.

    ``rows_wanted`` carries the row ids to fetch, ``sort_requested`` an EntryOrder and whether
    it descends.
    """

    rows_wanted = Signal(object)
    sort_requested = Signal(object, bool)

    def __init__(
        self,
        columns: tuple[Column[EntryListRow], ...],
        colour_of: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, colour_of, parent)
        self._alignments = [int(each.alignment) for each in columns]
        self._ids: array[int] = array("q")
        self._cache: dict[int, _Shown] = {}
        self._edition = 0
        self._blocks: dict[int, None] = {}
        self._asked: set[int] = set()
        self._brushes: dict[str, QBrush] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._on_asking_timeout)

    @property
    def rowids(self) -> array[int]:
        """The row ids in the order of the table; not to be changed."""
        return self._ids

    def set_rowids(self, rowids: array[int]) -> None:
        """Show other rows; what stays at the top and at the end stays where it is."""
        old = self._ids
        head = _common(old, rowids)
        tail = _common(old[head:][::-1], rowids[head:][::-1])
        gone, come = len(old) - head - tail, len(rowids) - head - tail
        if gone > _MOST_STEPS or (gone and not head + tail):
            self.beginResetModel()
            self._ids = rowids
            self.endResetModel()
            return
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._ids = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._ids = rowids
            self.endInsertRows()

    def set_rows(self, rows: Sequence[EntryListRow]) -> None:
        """Keep rows that came from the ledger; asked ids that do not come are not asked again."""
        for row in rows:
            self._cache.pop(row.rowid, None)
            self._cache[row.rowid] = _Shown(row, self._edition)
        while len(self._cache) > KEPT:
            del self._cache[next(iter(self._cache))]
        self._asked.difference_update(row.rowid for row in rows)
        if rows:
            self._tell_changed()

    def give_up(self, asked: Sequence[int]) -> None:
        """Forget that these ids were asked for; they are wished for again when they are drawn."""
        self._asked.difference_update(asked)

    def forget(self) -> None:
        """Read every row anew when it is shown next, because the ledger changed."""
        self._edition += 1
        self._blocks.clear()
        self._asked.clear()
        self._tell_changed()

    def row_at(self, index: Index) -> EntryListRow | None:
        """Return the row behind an index; None for an invalid one or while it is not there."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        shown = self._cache.get(self._ids[index.row()])
        return None if shown is None else shown.row

    def position_of(self, rowid: int) -> int | None:
        """Return the place of a row id, None where it was not found."""
        try:
            return self._ids.index(rowid)
        except ValueError:
            return None

    def redraw(self) -> None:
        """Show the same rows again, after the look or the hiding of amounts changed."""
        self._brushes.clear()
        for shown in self._cache.values():
            shown.texts = None
        self._tell_changed()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # A cell is asked for seven roles whenever it is painted; most of them say nothing.
        if role not in _ROLES or not index.isValid():
            return None
        place = index.column()
        if role in _TEXTS:
            return self._text(index.row(), place)
        if role == _ALIGNMENT:
            return self._alignments[place]
        tone = self._columns[place].tone
        if tone is not None:
            shown = self._cache.get(self._ids[index.row()])
            return None if shown is None else self._brush(tone(shown.row))
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(ENTRY_ORDERS):
            descends = order is Qt.SortOrder.DescendingOrder
            self.sort_requested.emit(ENTRY_ORDERS[column], descends)

    def _text(self, row: int, column: int) -> str:
        shown = self._cache.get(self._ids[row])
        if shown is None or shown.edition != self._edition:
            self._want(row // BLOCK)
        if shown is None:
            return _WAITING if column == 0 else ""
        if shown.texts is None:
            shown.texts = tuple(each.text(shown.row) for each in self._columns)
        return shown.texts[column]

    def _brush(self, tone: str) -> QBrush:
        brush = self._brushes.get(tone)
        if brush is None:
            brush = self._brushes[tone] = QBrush(QColor(self._colour_of(tone)))
        return brush

    def _want(self, block: int) -> None:
        """Wish for a block; the newest wishes come first, the oldest are given up."""
        self._blocks.pop(block, None)
        self._blocks[block] = None
        if len(self._blocks) > _MOST_BLOCKS:
            del self._blocks[next(iter(self._blocks))]
        if not self._asking.isActive():
            self._asking.start()

    @Slot()
    def _on_asking_timeout(self) -> None:
        wanted: list[int] = []
        for block in reversed(self._blocks):
            ids = self._ids[block * BLOCK : (block + 1) * BLOCK]
            wanted.extend(rowid for rowid in ids if self._is_missing(rowid))
        self._blocks.clear()
        if wanted:
            self._asked.update(wanted)
            self.rows_wanted.emit(wanted)

    def _is_missing(self, rowid: int) -> bool:
        if rowid in self._asked:
            return False
        shown = self._cache.get(rowid)
        return shown is None or shown.edition != self._edition


def _common(one: array[int], other: array[int]) -> int:
    """Return how many items both begin with; slices compare at the speed of memory."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
