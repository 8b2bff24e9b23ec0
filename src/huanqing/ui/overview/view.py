"""The overview: cards above, recent entries below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.overview.view_model import OverviewViewModel
from huanqing.ui.table_models.entries import entry_columns
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.limit_ring import LimitRing
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import (
    Card,
    EmptyState,
    FigureCard,
    PageHeader,
    make_button,
    make_label,
    set_tone,
)

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext


class OverviewPage(Page):
    """Shows what ``OverviewViewModel`` prepared."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view_model = OverviewViewModel(
            context.service, context.runner, context.formatter, self
        )
        self._import_button = make_button(
            self.tr("Import bills"), "primary", self.tr("Open the import page")
        )
        self._header = PageHeader(self.tr("Overview"))
        self._header.add_button(self._import_button)
        self._message = MessageBar()
        self._limit_card = LimitCard(context)
        self._due_card = FigureCard(self.tr("Next due"))
        self._owed_card = FigureCard(self.tr("Everything owed"))
        self._overdue_card = FigureCard(self.tr("Overdue"))
        self._overdue_card.hide()
        self._entries = RowTableModel(
            entry_columns(context.formatter), context.appearance.colour_of, self
        )
        self._empty = EmptyState(
            self.tr("The ledger is empty"),
            self.tr("Import a bill from JD to see what you owe and when."),
            self.tr("Import bills"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build_content())
        self.column.addWidget(self._header)
        self.column.addWidget(self._message)
        self.column.addWidget(self._stack, 1)

        self._import_button.clicked.connect(self._on_import_clicked)
        self._empty.button.clicked.connect(self._on_import_clicked)
        self.view_model.state_changed.connect(self._on_state_changed)
        self.view_model.message_changed.connect(self._message.show_message)
        context.appearance.look_changed.connect(self._entries.redraw)

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    def _build_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        cards = QHBoxLayout()
        cards.setSpacing(METRICS.gap)
        cards.addWidget(self._limit_card, 3)
        for card in (self._due_card, self._overdue_card, self._owed_card):
            cards.addWidget(card, 2)
        column.addLayout(cards)
        recent = Card(self.tr("Recent entries"))
        recent.body.addWidget(DataTable(self._entries, self.tr("Recent entries")), 1)
        column.addWidget(recent, 1)
        return content

    @Slot()
    def _on_state_changed(self) -> None:
        state = self.view_model.state
        if state is None:
            return
        self._limit_card.ring.show_figures(state.ring)
        self._limit_card.show_texts(state.total, state.used, state.limit_note, state.limit_tone)
        self._due_card.show_figure(state.due.figure, state.due.note, state.due.tone)
        self._owed_card.show_figure(state.owed.figure, state.owed.note, state.owed.tone)
        self._overdue_card.setVisible(state.overdue is not None)
        if state.overdue is not None:
            overdue = state.overdue
            self._overdue_card.show_figure(overdue.figure, overdue.note, overdue.tone)
        self._entries.set_rows(state.recent)
        self._import_button.setVisible(not state.is_empty)
        self._stack.setCurrentIndex(1 if state.is_empty else 2)

    @Slot()
    def _on_import_clicked(self) -> None:
        self.page_requested.emit("import")


class LimitCard(Card):
    """The ring beside the total and used limit."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.ring = LimitRing(context.appearance)
        self._total = make_label("heading")
        self._used = make_label("heading")
        self._note = make_label("note")
        words = QVBoxLayout()
        words.setSpacing(METRICS.spacing // 2)
        words.addStretch(1)
        words.addWidget(make_label("label", self.tr("Total limit")))
        words.addWidget(self._total)
        words.addSpacing(METRICS.spacing)
        words.addWidget(make_label("label", self.tr("Used")))
        words.addWidget(self._used)
        words.addSpacing(METRICS.spacing)
        words.addWidget(self._note)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(METRICS.gap)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.body.addLayout(row, 1)

    def show_texts(self, total: str, used: str, note: str, tone: str) -> None:
        """Show texts that the view model has prepared."""
        self._total.setText(total)
        self._used.setText(used)
        self._note.setText(note)
        set_tone(self._note, tone)
