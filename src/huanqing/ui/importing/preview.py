"""The second step of the import page: files, totals and rows, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.importing.row_detail import RowDetail
from huanqing.ui.importing.row_panel import RowPanel
from huanqing.ui.importing.totals_dialog import TotalsDialog
from huanqing.ui.table_models.imports import file_columns
from huanqing.ui.table_models.preview_totals import PreviewTotals, preview_totals
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from huanqing.application.progress import Progress
    from huanqing.ui.context import UiContext
    from huanqing.ui.importing.view_model import ImportViewModel

_SHOWN_FILES = 3
_WIDE = 1280


class PreviewPanel(QWidget):
    """Shows the preview that the view model holds."""

    export_requested = Signal()

    def __init__(
        self, context: UiContext, view_model: ImportViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._view_model = view_model
        self._dialog: TotalsDialog | None = None
        self._was_shown = False
        self.files = RowTableModel(file_columns(), context.appearance.colour_of, self)
        self.file_table = DataTable(self.files, self.tr("Files"))
        self.file_table.setSortingEnabled(False)
        self.panel = RowPanel(context, view_model.rows)
        self.detail = RowDetail(context)
        self.detail.hide()
        self._build()
        self.file_table.current_row_changed.connect(self._on_file_chosen)
        self.panel.row_chosen.connect(self.detail.show_row)
        self.panel.details_toggled.connect(self.detail.setVisible)
        self.panel.totals_requested.connect(self._on_totals_requested)
        self.panel.export_requested.connect(self.export_requested)
        view_model.preview_changed.connect(self._on_preview_changed)
        view_model.preview_updated.connect(self._on_preview_updated)
        view_model.rows.rows_changed.connect(self._on_rows_changed)
        context.appearance.look_changed.connect(self.files.redraw)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            is_wide = self.width() >= METRICS.scaled(_WIDE)
            self.panel.details_button.setChecked(is_wide)
            self.detail.setVisible(is_wide)

    def _build(self) -> None:
        files = Card(self.tr("Recognised files"))
        files.body.addWidget(self.file_table)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(METRICS.gap)
        self._split.addWidget(self.panel)
        self._split.addWidget(self.detail)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        column.addWidget(files)
        column.addWidget(self._split, 1)

    @Slot()
    def _on_preview_changed(self) -> None:
        files = self._view_model.files
        self.panel.start_over()
        self.files.set_rows(files)
        shown = min(max(len(files), 1), _SHOWN_FILES)
        height = shown * METRICS.row_height + METRICS.header_height + METRICS.spacing
        self.file_table.setFixedHeight(height)
        if files:
            self.file_table.select_row(0)
            self.panel.table.setFocus()
        if self.panel.model.rows:
            self.panel.table.select_row(0)

    @Slot()
    def _on_preview_updated(self) -> None:
        place = self.file_table.currentIndex().row()
        self.files.set_rows(self._view_model.files)
        if place >= 0:
            self.file_table.select_row(place)

    @Slot()
    def _on_rows_changed(self) -> None:
        self.detail.show_file(self._view_model.rows.file)

    @Slot()
    def _on_file_chosen(self) -> None:
        index = self.file_table.currentIndex()
        if index.isValid():
            self._view_model.choose_file(index.row())

    @Slot()
    def _on_totals_requested(self) -> None:
        """Add up on the runner, since a file may hold 100,000 rows."""
        files = self._view_model.files

        def work(_progress: Progress) -> PreviewTotals:
            return preview_totals(files)

        self._context.runner.submit(self, work, self._show_totals, self._on_totals_dropped)

    def _show_totals(self, totals: PreviewTotals) -> None:
        self._dialog = TotalsDialog(self._context, totals, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.open()

    def _on_totals_dropped(self, _error: Exception) -> None:
        """Show nothing: the user asked to stop."""
