"""The table of entries: keeps the selection while the list under it changes."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from typing_extensions import override

from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.table_memory import TableMemory

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from huanqing.ui.entries.entry_model import EntryTableModel
    from huanqing.ui.preferences import Preferences

_FEW = 4
_MOST_KEPT = 500
"""More selected rows than these are not looked for again in another list."""


class EntryTable(DataTable):
    """Selects several rows; ``entry_opened`` on Enter or a double click."""

    entry_opened = Signal()
    copy_requested = Signal()

    def __init__(self, model: EntryTableModel, name: str, preferences: Preferences) -> None:
        super().__init__(model, name, memory=TableMemory(preferences, "entries"), is_extended=True)
        self._entries = model
        self.activated.connect(self.entry_opened)

    @property
    def selected_rowids(self) -> array[int]:
        """The row ids of the selected rows, from the top."""
        ids = self._entries.rowids
        found: array[int] = array("q")
        end = 0
        for first, last in sorted(self._selected_ranges()):
            found.extend(ids[max(first, end) : last + 1])
            end = max(end, last + 1)
        return found

    @property
    def current_rowid(self) -> int | None:
        """The row id of the current row, if it is selected."""
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isRowSelected(index.row()):
            return None
        return self._entries.rowids[index.row()]

    def show_rowids(self, rowids: array[int], *, is_other_query: bool) -> None:
        """Show another list; the selection stays on its entries where they are still there.

        Where they were deleted, the row that follows them is selected.
        """
        selected, current = self.selected_rowids, self.current_rowid
        place = self.currentIndex().row()
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        self._entries.set_rowids(rowids)
        if selected and self.selected_rowids != selected:
            found = self._select(selected, current)
            if not found and rowids and place >= 0 and not is_other_query:
                self.select_row(min(place, len(rowids) - 1))
        if is_other_query:
            self.scrollToTop()
        else:
            self.updateGeometries()
            bar.setValue(scrolled)

    def select_rowid(self, rowid: int) -> bool:
        """Select an entry and bring it into view; return whether the list holds it."""
        place = self._entries.position_of(rowid)
        if place is None:
            return False
        self.select_row(place)
        return True

    @override
    def copy_rows(self) -> None:
        """Wish for the selected rows as text; not all of them may have been read yet."""
        self.copy_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entry_opened.emit()
            return
        super().keyPressEvent(event)

    def _selected_ranges(self) -> set[tuple[int, int]]:
        parts = self.selectionModel().selection().toList()
        return {(part.top(), part.bottom()) for part in parts}

    def _select(self, rowids: array[int], current: int | None) -> bool:
        """Select entries that the list holds; return whether there is one."""
        last = len(self._entries.columns) - 1
        selection = QItemSelection()
        for place in self._places_of(rowids):
            selection.select(self._entries.index(place, 0), self._entries.index(place, last))
        flags = QItemSelectionModel.SelectionFlag
        place_of_current = None if current is None else self._entries.position_of(current)
        if place_of_current is not None:
            index = self._entries.index(place_of_current, 0)
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        return not selection.isEmpty()

    def _places_of(self, rowids: array[int]) -> list[int]:
        if len(rowids) <= _FEW:
            places = [self._entries.position_of(rowid) for rowid in rowids]
            return [place for place in places if place is not None]
        wanted = set(rowids) if len(rowids) <= _MOST_KEPT else set()
        if not wanted:
            return []
        return [place for place, rowid in enumerate(self._entries.rowids) if rowid in wanted]
