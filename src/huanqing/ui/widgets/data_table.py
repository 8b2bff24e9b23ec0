"""A table view with the habits that every table of the program shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from huanqing.ui.table_models.row_model import RowTableModel


class DataTable(QTableView):
    """Selects rows, sorts by a click on the header, shows tabular figures."""

    current_row_changed = Signal()

    def __init__(self, model: RowTableModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFont(_tabular(self.font()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(METRICS.row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(METRICS.header_height)
        for place, column in enumerate(model.columns):
            self.setColumnWidth(place, column.width)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def select_row(self, row: int) -> None:
        """Select a row and bring it into view."""
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch_columns()

    def _stretch_columns(self) -> None:
        """Give free room to the columns that stretch, but never less than their own width."""
        columns = self._model.columns
        stretching = [place for place, column in enumerate(columns) if column.stretches]
        fixed = sum(
            self.columnWidth(place) for place, column in enumerate(columns) if not column.stretches
        )
        for place in stretching:
            room = (self.viewport().width() - fixed) // len(stretching)
            self.setColumnWidth(place, max(room, columns[place].width))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_row_changed.emit()


def _tabular(font: QFont) -> QFont:
    """Return the font with figures of one width."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular
