"""A dialog that shows what an action would change while its fields are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSpinBox, QWidget
from typing_extensions import override

from huanqing.ui.error_labels import error_text
from huanqing.ui.statements.texts import preview_lines
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.table_models.statements import preview_columns
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.form_dialog import FormDialog
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext
    from huanqing.ui.statements.change_view_model import ChangeViewModel

_ROWS = 7


class ChangeDialog(FormDialog):
    """Fields above, the cost and the live preview below; a subclass reads the draft.

    A locked statement in the way is named, and the button then says that it is changed anyway.
    """

    def __init__(
        self,
        context: UiContext,
        title: str,
        accept_text: str,
        view_model: ChangeViewModel[Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(METRICS.scaled(600))
        self.context = context
        self.view_model = view_model
        view_model.setParent(self)
        self._accept_text = accept_text
        self.cost = make_label("heading")
        self.preview = RowTableModel(
            preview_columns(context.formatter), context.appearance.colour_of, self
        )
        self.submitted.connect(self._on_submitted)
        view_model.estimate_changed.connect(self._on_estimate_changed)
        view_model.booked.connect(self.accept)
        context.formatter.amounts_visibility_changed.connect(self._on_estimate_changed)

    def draft(self) -> object | None:
        """Return what the fields say, None (and the problems beside them) where they cannot."""
        raise NotImplementedError

    def cost_text(self, cost: str) -> str:
        """Return the sentence about the cost."""
        raise NotImplementedError

    def add_preview(self) -> None:
        """Add the cost and the preview below the fields, and work out the first one."""
        note = make_label("note", self.tr("Still to be paid of each statement, before and after:"))
        table = DataTable(self.preview, self.tr("What would change"))
        table.setSortingEnabled(False)
        table.setMinimumHeight(METRICS.header_height + _ROWS * METRICS.row_height)
        self.column.addWidget(self.cost)
        self.column.addWidget(note)
        self.column.addWidget(table, 1)
        # As for the fields: Qt moves nothing behind the last widget of the window.
        QWidget.setTabOrder(self.accept_button, table)
        QWidget.setTabOrder(table, self.accept_button)
        self.propose()

    @Slot()
    def propose(self) -> None:
        """Show what the fields as they stand would change."""
        self.view_model.propose(self.draft())

    @override
    def reject(self) -> None:
        self.view_model.propose(None)
        super().reject()

    @Slot()
    def _on_submitted(self) -> None:
        draft = self.draft()
        if draft is not None:
            self.view_model.book(draft)

    @Slot()
    def _on_estimate_changed(self) -> None:
        model, formatter = self.view_model, self.context.formatter
        if model.estimate is not None:
            self.preview.set_rows(preview_lines(model.estimate.preview, formatter))
            self.cost.setText(self.cost_text(formatter.money(model.estimate.cost_fen)))
        elif not model.is_working:
            self.preview.set_rows([])
            self.cost.setText("")
        self.show_error("" if model.error is None else error_text(model.error, formatter.money))
        anyway = self.tr("Change anyway")
        text = anyway if model.needs_permission else self._accept_text
        self.accept_button.setText(text)
        self.accept_button.setAccessibleName(text)
        self.accept_button.setEnabled(not model.is_booking)


def count_box(name: str, least: int, most: int, value: int) -> QSpinBox:
    """Return a field for a small count."""
    box = QSpinBox()
    box.setAccessibleName(name)
    box.setRange(least, most)
    box.setValue(value)
    return box
