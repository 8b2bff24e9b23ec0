"""The second step of the import page: files, totals and rows, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from huanqing.ui.labels import OUTCOMES, outcome_label
from huanqing.ui.table_models.imports import (
    file_columns,
    preview_columns,
    totals_columns,
    totals_rows,
)
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_label

if TYPE_CHECKING:
    from huanqing.application.read_models import FileReport
    from huanqing.ui.context import UiContext
    from huanqing.ui.importing.view_model import ImportViewModel

_UPPER_HEIGHT = 6 * METRICS.row_height + METRICS.header_height


class PreviewPanel(QWidget):
    """Shows the preview that the view model holds."""

    def __init__(
        self, context: UiContext, view_model: ImportViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._formatter = context.formatter
        colour_of = context.appearance.colour_of
        self.files = RowTableModel(file_columns(), colour_of, self)
        self.totals = RowTableModel(totals_columns(), colour_of, self)
        self.rows = RowTableModel(preview_columns(context.formatter), colour_of, self)
        self._file_table = DataTable(self.files, self.tr("Files"))
        self._file_table.setSortingEnabled(False)
        self._totals_table = DataTable(self.totals, self.tr("Totals"))
        self._totals_table.setSortingEnabled(False)
        self.row_table = DataTable(self.rows, self.tr("Rows"))
        self.outcome_box = QComboBox()
        self.outcome_box.setAccessibleName(self.tr("Show rows with outcome"))
        self.outcome_box.addItem(self.tr("All rows"), "")
        for outcome in OUTCOMES:
            self.outcome_box.addItem(outcome_label(outcome), outcome)
        self._build()
        self._file_table.current_row_changed.connect(self._on_file_chosen)
        self.outcome_box.currentIndexChanged.connect(self._on_outcome_chosen)
        view_model.preview_changed.connect(self._on_preview_changed)
        view_model.rows_changed.connect(self._on_rows_changed)
        context.formatter.amounts_visibility_changed.connect(self._on_rows_changed)
        context.appearance.look_changed.connect(self._on_rows_changed)

    def _build(self) -> None:
        files = Card(self.tr("Recognised files"))
        files.body.addWidget(self._file_table)
        files.setFixedHeight(_UPPER_HEIGHT + METRICS.gap)
        totals = Card(self.tr("Totals of the file"))
        totals.body.addWidget(self._totals_table)
        totals.setFixedHeight(_UPPER_HEIGHT + METRICS.gap)
        upper = QHBoxLayout()
        upper.setSpacing(METRICS.gap)
        upper.addWidget(files, 1)
        upper.addWidget(totals, 1)
        rows = Card()
        bar = QHBoxLayout()
        bar.addWidget(make_label("heading", self.tr("Rows")))
        bar.addStretch(1)
        bar.addWidget(self.outcome_box)
        rows.body.addLayout(bar)
        rows.body.addWidget(self.row_table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        column.addLayout(upper)
        column.addWidget(rows, 1)

    @Slot()
    def _on_preview_changed(self) -> None:
        preview = self._view_model.preview
        files: tuple[FileReport, ...] = () if preview is None else preview.files
        self.files.set_rows(files)
        self.outcome_box.setCurrentIndex(0)
        if files:
            self._file_table.select_row(0)
        self._on_rows_changed()

    @Slot()
    def _on_rows_changed(self) -> None:
        file = self._view_model.chosen_file
        self.totals.set_rows([] if file is None else totals_rows(file, self._formatter))
        self.rows.set_rows(self._view_model.rows)

    @Slot()
    def _on_file_chosen(self) -> None:
        index = self._file_table.currentIndex()
        if index.isValid():
            self._view_model.choose_file(index.row())

    @Slot()
    def _on_outcome_chosen(self) -> None:
        self._view_model.choose_outcome(str(self.outcome_box.currentData()))
