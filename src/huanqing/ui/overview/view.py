"""The overview: the limit and what is due above, next steps and recent entries below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from huanqing.ui.overriding import override
from huanqing.ui.overview.cards import AmountCard, LimitCard
from huanqing.ui.overview.empty_ledger import EmptyLedger
from huanqing.ui.overview.recent import recent_columns
from huanqing.ui.overview.step_list import StepList
from huanqing.ui.overview.view_model import OverviewViewModel
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import Card, PageHeader, make_button
from huanqing.ui.widgets.roomy_scroll import RoomyScroll

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QSplitter

    from huanqing.ui.context import UiContext
    from huanqing.ui.overview.ahead import OverviewAhead
    from huanqing.ui.overview.next_steps import NextStep
    from huanqing.ui.overview.view_model import OverviewState


_FRAME = 4
_FIRST_AHEAD, _RECENT = 2, 5
"""The rows of what comes after the start, and of the recent entries below it."""
_PAUSE_MS = 700
"""How long the first figures stand before what comes after them is looked for."""


class OverviewPage(Page):
    """Shows what ``OverviewViewModel`` prepared."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ahead: OverviewAhead | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.look_ahead)
        first = context.first_figures
        self.view_model = OverviewViewModel(
            context.service,
            context.runner,
            context.formatter,
            self,
            None if first is None else first.overview,
        )
        self._import_button = make_button(
            self.tr("Import bills"), "primary", self.tr("Open the import page")
        )
        self._header = PageHeader(self.tr("Overview"))
        self._header.add_button(self._import_button)
        self._message = MessageBar()
        self._limit_card = LimitCard(context)
        self._due_card = AmountCard()
        self._owed_card = AmountCard()
        self.steps = StepList()
        self.entries = RowTableModel(
            recent_columns(context.formatter), context.appearance.colour_of, self
        )
        self.entry_table = DataTable(self.entries, self.tr("Recent entries"))
        state = self.view_model.state
        if state is not None:
            # Before the parts are put together, which would dress each of them twice.
            self._fill(state)
        self.empty = EmptyLedger()
        self._stack = QStackedWidget()
        self._grid = self._build()
        self._connect()
        context.appearance.look_changed.connect(self.entries.redraw)
        if state is not None:
            self._show_content(state)

    @override
    def splitters(self) -> list[QSplitter]:
        """Return none; to look for them takes a start 5 ms."""
        return []

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Let the page that comes have the ledger; what was loading is loaded when it is back."""
        super().hideEvent(event)
        if self.view_model.give_up():
            self.mark_stale()

    def _build(self) -> QGridLayout:
        """Put the outer parts together first: what moves with its parts is dressed with them."""
        content = QWidget()
        self.column.addWidget(self._header)
        self.column.addWidget(self._message)
        self.column.addWidget(self._stack, 1)
        for part in (QWidget(), self.empty, RoomyScroll(content)):
            self._stack.addWidget(part)
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(METRICS.gap)
        amounts = QVBoxLayout()
        amounts.setSpacing(METRICS.gap)
        recent = Card(self.tr("Recent entries"))
        grid.addWidget(self._limit_card, 0, 0)
        grid.addLayout(amounts, 0, 1)
        grid.addWidget(self.steps, 1, 0, 1, 2)
        grid.addWidget(recent, _RECENT, 0, 1, 2)
        amounts.addWidget(self._due_card, 1)
        amounts.addWidget(self._owed_card, 1)
        recent.body.addWidget(self.entry_table)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 6)
        grid.setRowStretch(_RECENT + 1, 1)
        return grid

    def _connect(self) -> None:
        self._import_button.clicked.connect(self._on_import_clicked)
        self.empty.import_bills.clicked.connect(self._on_import_clicked)
        self.empty.enter_purchase.clicked.connect(self._on_enter_clicked)
        self.empty.open_demo.clicked.connect(self._on_demo_clicked)
        self.steps.step_chosen.connect(self._on_step_chosen)
        self.entry_table.activated.connect(self._on_entry_activated)
        self.view_model.state_changed.connect(self._on_state_changed)
        self.view_model.message_changed.connect(self._message.show_message)

    @Slot()
    def _on_state_changed(self) -> None:
        state = self.view_model.state
        if state is not None:
            self._fill(state)
            self._show_content(state)
            # A start shows its figures first; the rest comes once they are there to be read.
            self._pause.start(0 if self.ahead else _PAUSE_MS)

    @Slot()
    def look_ahead(self) -> None:
        """Show what comes after the first figures: alerts, the plan, the limit ahead."""
        from huanqing.ui.overview import ahead  # noqa: PLC0415 - after the start

        if self.ahead is None:
            self.ahead = ahead.OverviewAhead(self._context, self._grid, _FIRST_AHEAD, self)
            self.ahead.page_requested.connect(self.page_requested)
            self.ahead.message_changed.connect(self._message.show_message)
        overview = self.view_model.overview
        if overview is not None:
            cards = self._limit_card, self._due_card, self._owed_card
            ahead.let_figures_ask(overview, *cards, self.steps)
        if self.isVisible():
            self.ahead.refresh()

    def _fill(self, state: OverviewState) -> None:
        self._limit_card.show_limit(state.limit)
        self._due_card.show_text(state.due)
        self._owed_card.show_text(state.owed)
        self.steps.show_steps(state.steps)
        self.entries.set_rows(state.recent)
        # As high as its rows: the page scrolls, and nothing scrolls within it.
        rows = len(state.recent) * METRICS.row_height
        self.entry_table.setFixedHeight(METRICS.header_height + rows + _FRAME)

    def _show_content(self, state: OverviewState) -> None:
        self._import_button.setVisible(not state.is_empty)
        self._stack.setCurrentIndex(1 if state.is_empty else 2)

    @Slot(object)
    def _on_step_chosen(self, step: NextStep) -> None:
        if step.search:
            self.search_requested.emit(step.search)
        else:
            self.page_requested.emit(step.page)

    @Slot(QModelIndex)
    def _on_entry_activated(self, index: QModelIndex) -> None:
        row = self.entries.row_at(index)
        if row is not None:
            self.entry_requested.emit(row.kind, row.id)

    @Slot()
    def _on_import_clicked(self) -> None:
        self.page_requested.emit("import")

    @Slot()
    def _on_enter_clicked(self) -> None:
        self.new_entry_requested.emit()

    @Slot()
    def _on_demo_clicked(self) -> None:
        self.page_requested.emit("demo")
