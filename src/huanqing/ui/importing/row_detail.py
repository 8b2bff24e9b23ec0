"""Beside the rows of a preview: the file's own totals, and the chosen row as it stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from huanqing.application.rejected_rows import CELL_SEPARATOR
from huanqing.ui.formatting import HIDDEN
from huanqing.ui.table_models.imports import totals_columns, totals_rows
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card

if TYPE_CHECKING:
    from huanqing.application.read_models import FileReport, PreviewRow
    from huanqing.ui.context import UiContext

_TOTAL_LINES = 4
_LOOKS_LIKE_MONEY = re.compile(r"\d[\d,]*[.．]\d|[¥￥]\s*\d|\d\s*元|^\s*[+-]?[\d,]{1,9}\s*$")  # noqa: RUF001


class RowDetail(QWidget):
    """Two cards: totals above, the raw cells below."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formatter = context.formatter
        self._file: FileReport | None = None
        self._row: PreviewRow | None = None
        self.totals = RowTableModel(totals_columns(), context.appearance.colour_of, self)
        table = DataTable(self.totals, self.tr("Totals of the file"))
        table.setSortingEnabled(False)
        table.setFixedHeight(_TOTAL_LINES * METRICS.row_height + METRICS.header_height + 4)
        self.cells = QPlainTextEdit()
        self.cells.setReadOnly(True)
        self.cells.setTabChangesFocus(True)
        self.cells.setAccessibleName(self.tr("The row as it stands in the file"))
        upper = Card(self.tr("Totals of the file"))
        upper.body.addWidget(table)
        lower = Card(self.tr("The row as it stands in the file"))
        lower.body.addWidget(self.cells, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        column.addWidget(upper)
        column.addWidget(lower, 1)
        self.setMinimumWidth(METRICS.scaled(230))
        context.formatter.amounts_visibility_changed.connect(self._redraw)
        context.appearance.look_changed.connect(self.totals.redraw)

    def show_file(self, file: FileReport | None) -> None:
        """Show the totals of a file."""
        self._file = file
        self._redraw()

    def show_row(self, row: PreviewRow | None) -> None:
        """Show the cells of a row."""
        if row is not self._row:
            self._row = row
            self._show_cells()

    @Slot()
    def _redraw(self) -> None:
        file = self._file
        self.totals.set_rows([] if file is None else totals_rows(file, self._formatter))
        self._show_cells()

    def _show_cells(self) -> None:
        raw = "" if self._row is None else self._row.row.raw
        cells = (cell.strip() for cell in raw.split(CELL_SEPARATOR))
        self.cells.setPlainText("\n".join(self._shown(cell) for cell in cells if cell))

    def _shown(self, cell: str) -> str:
        """Return a cell, covered where it may hold an amount and amounts are hidden."""
        is_covered = self._formatter.hides_amounts and _LOOKS_LIKE_MONEY.search(cell)
        return HIDDEN if is_covered else cell
