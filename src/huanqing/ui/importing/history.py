"""The first step of the import page: where files are dropped, and the imports of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from huanqing.ui.table_models.imports import batch_columns
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_button, make_label
from huanqing.ui.widgets.table_memory import TableMemory

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
        self.setMinimumHeight(METRICS.scaled(84))
        row = QHBoxLayout(self)
        padding = METRICS.card_padding
        row.setContentsMargins(padding, METRICS.spacing, padding, METRICS.spacing)
        row.setSpacing(METRICS.gap)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(make_label("heading", self.tr("Drop bills here")))
        words = self.tr(
            "CSV or ZIP from JD, several at once. Nothing is written before the preview."
        )
        column.addWidget(make_label("note", words))
        column.addStretch(1)
        button = make_button(self.tr("Choose files…"), "primary", words)
        row.addLayout(column, 1)
        row.addWidget(button)
        self.setFocusProxy(button)
        button.clicked.connect(self.choice_requested)


class HistoryCard(Card):
    """The imports of the past: each can be undone, Enter shows the entries of its days."""

    undo_requested = Signal(int)
    entries_requested = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = RowTableModel(
            batch_columns(context.formatter), context.appearance.colour_of, self
        )
        title = self.tr("Imports so far")
        memory = TableMemory(context.preferences, "import-history")
        self.table = DataTable(self.model, title, memory=memory)
        self.entries_action = self._action(self.tr("Show entries"), "Return", "Enter")
        self.undo_action = self._action(self.tr("Undo import"), "Del")
        self.undo_button = make_button(
            self.tr("Undo import"), description=self.tr("Undo the selected import")
        )
        self.entries_button = make_button(
            self.tr("Show entries"),
            description=self.tr("Show the entries of the days of the selected import"),
        )
        self._none = make_label("label", self.tr("Nothing was imported yet."))
        row = QHBoxLayout()
        row.addWidget(make_label("heading", title))
        row.addStretch(1)
        row.addWidget(self.entries_button)
        row.addWidget(self.undo_button)
        self.body.addLayout(row)
        self.body.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.table, 1)
        self.undo_button.clicked.connect(self._on_undo_requested)
        self.undo_action.triggered.connect(self._on_undo_requested)
        self.entries_button.clicked.connect(self._on_entries_requested)
        self.entries_action.triggered.connect(self._on_entries_requested)
        self.table.doubleClicked.connect(self._on_entries_requested)
        self.table.current_row_changed.connect(self._on_row_changed)
        context.appearance.look_changed.connect(self.model.redraw)
        self._on_row_changed()

    def show_history(self, history: Sequence[BatchRow]) -> None:
        """Show the imports."""
        self.model.set_rows(history)
        self.table.setVisible(bool(history))
        self._none.setVisible(not history)
        self._on_row_changed()

    def _action(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(action)
        return action

    @property
    def _chosen(self) -> BatchRow | None:
        """The current import, None where it was undone already."""
        batch = self.model.row_at(self.table.currentIndex())
        return None if batch is None or batch.is_undone else batch

    @property
    def _search(self) -> str:
        """The search line for the days of the current import, "" where they are not known."""
        batch = self._chosen
        if batch is None or not (batch.covers_from and batch.covers_until):
            return ""
        return f"date:{batch.covers_from}..{batch.covers_until}"

    @Slot()
    def _on_entries_requested(self) -> None:
        if self._search:
            self.entries_requested.emit(self._search)

    @Slot()
    def _on_row_changed(self) -> None:
        for each in (self.undo_button, self.undo_action):
            each.setEnabled(self._chosen is not None)
        for each in (self.entries_button, self.entries_action):
            each.setEnabled(bool(self._search))

    @Slot()
    def _on_undo_requested(self) -> None:
        if self._chosen is not None:
            self.undo_requested.emit(self._chosen.batch_id)
