"""The first step of the import page: where files are dropped, and the imports of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from huanqing.ui.table_models.imports import batch_columns
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_button, make_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.read_models import BatchRow
    from huanqing.ui.context import UiContext


class DropZone(QFrame):
    """Says that files may be dropped (the whole window takes them), with a button to choose."""

    choice_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "dropzone")
        self.setMinimumHeight(150)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(METRICS.spacing)
        column.addStretch(1)
        column.addWidget(make_label("heading", self.tr("Drop bills here")), 0, centre)
        words = self.tr("CSV or ZIP from JD. Nothing is written before the preview.")
        column.addWidget(make_label("label", words), 0, centre)
        button = make_button(self.tr("Choose files…"), "primary", words)
        column.addWidget(button, 0, centre)
        column.addStretch(1)
        button.clicked.connect(self.choice_requested)


class HistoryCard(Card):
    """The imports of the past, each of which can be undone."""

    undo_requested = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = RowTableModel(
            batch_columns(context.formatter), context.appearance.colour_of, self
        )
        title = self.tr("Imports so far")
        self.table = DataTable(self.model, title)
        self.undo_button = make_button(
            self.tr("Undo import"), description=self.tr("Undo the selected import")
        )
        self.undo_button.setEnabled(False)
        self._none = make_label("label", self.tr("Nothing was imported yet."))
        row = QHBoxLayout()
        row.addWidget(make_label("heading", title))
        row.addStretch(1)
        row.addWidget(self.undo_button)
        self.body.addLayout(row)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table, 1)
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.table.current_row_changed.connect(self._on_row_changed)
        context.appearance.look_changed.connect(self.model.redraw)

    def show_history(self, history: Sequence[BatchRow]) -> None:
        """Show the imports."""
        self.model.set_rows(history)
        self.table.setVisible(bool(history))
        self._none.setVisible(not history)
        self._on_row_changed()

    @Slot()
    def _on_row_changed(self) -> None:
        batch = self.model.row_at(self.table.currentIndex())
        self.undo_button.setEnabled(batch is not None and not batch.is_undone)

    @Slot()
    def _on_undo_clicked(self) -> None:
        batch = self.model.row_at(self.table.currentIndex())
        if batch is not None:
            self.undo_requested.emit(batch.batch_id)
