"""What an import brings by month and by pay method, before it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from huanqing.ui.table_models.imports import group_columns
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext
    from huanqing.ui.table_models.preview_totals import PreviewTotals


class TotalsDialog(QDialog):
    """Two tables: months, pay methods."""

    def __init__(
        self, context: UiContext, totals: PreviewTotals, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What this import brings"))
        self.resize(METRICS.scaled(760), METRICS.scaled(520))
        column = QVBoxLayout(self)
        column.setSpacing(METRICS.spacing)
        note = self.tr("Rows that are left out do not count; rows already known do.")
        column.addWidget(make_label("note", note))
        self.models = []
        for title, header, groups in (
            (self.tr("By month"), self.tr("Month"), totals.months),
            (self.tr("By pay method"), self.tr("Method"), totals.methods),
        ):
            columns = group_columns(header, context.formatter)
            model = RowTableModel(columns, context.appearance.colour_of, self)
            model.set_rows(groups)
            column.addWidget(make_label("heading", title))
            column.addWidget(DataTable(model, title), 1)
            context.formatter.amounts_visibility_changed.connect(model.redraw)
            self.models.append(model)
        buttons = QDialogButtonBox()
        close = make_button(self.tr("Close"))
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
