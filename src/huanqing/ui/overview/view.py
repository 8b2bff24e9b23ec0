"""The overview: the limit and what is due above, next steps and recent entries below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.overview.empty_ledger import EmptyLedger
from huanqing.ui.overview.recent import recent_columns
from huanqing.ui.overview.step_list import StepList
from huanqing.ui.overview.view_model import FigureText, LimitText, OverviewViewModel
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.limit_ring import LimitRing
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import Card, PageHeader, make_button, make_label, set_tone
from huanqing.ui.widgets.roomy_scroll import RoomyScroll

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from huanqing.ui.context import UiContext
    from huanqing.ui.overview.next_steps import NextStep


_FRAME = 4


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
        self._due_card = AmountCard()
        self._owed_card = AmountCard()
        self.steps = StepList()
        self.entries = RowTableModel(
            recent_columns(context.formatter), context.appearance.colour_of, self
        )
        self.entry_table = DataTable(self.entries, self.tr("Recent entries"))
        self.empty = EmptyLedger()
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._build_content())
        self.column.addWidget(self._header)
        self.column.addWidget(self._message)
        self.column.addWidget(self._stack, 1)
        self._connect()
        context.appearance.look_changed.connect(self.entries.redraw)

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Let the page that comes have the ledger; what was loading is loaded when it is back."""
        super().hideEvent(event)
        if self.view_model.give_up():
            self.mark_stale()

    def _build_content(self) -> QWidget:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(METRICS.gap)
        amounts = QVBoxLayout()
        amounts.setSpacing(METRICS.gap)
        amounts.addWidget(self._due_card, 1)
        amounts.addWidget(self._owed_card, 1)
        recent = Card(self.tr("Recent entries"))
        recent.body.addWidget(self.entry_table)
        grid.addWidget(self._limit_card, 0, 0)
        grid.addLayout(amounts, 0, 1)
        grid.addWidget(self.steps, 1, 0, 1, 2)
        grid.addWidget(recent, 2, 0, 1, 2)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 6)
        grid.setRowStretch(3, 1)
        return RoomyScroll(content)

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
        if state is None:
            return
        self._limit_card.show_limit(state.limit)
        self._due_card.show_text(state.due)
        self._owed_card.show_text(state.owed)
        self.steps.show_steps(state.steps)
        self.entries.set_rows(state.recent)
        # As high as its rows: the page scrolls, and nothing scrolls within it.
        rows = len(state.recent) * METRICS.row_height
        self.entry_table.setFixedHeight(METRICS.header_height + rows + _FRAME)
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


class AmountCard(Card):
    """A name, a figure, and a note below; all three may change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = make_label("label")
        self._figure = make_label("figure")
        self._figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = make_label("note")
        self.body.addWidget(self._name)
        self.body.addWidget(self._figure)
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def show_text(self, text: FigureText) -> None:
        """Show texts that the view model has prepared."""
        self._name.setText(text.name)
        self._figure.setText(text.figure)
        self._figure.setAccessibleName(f"{text.name}: {text.figure}")
        self._note.setText(text.note)
        set_tone(self._note, text.tone)
        self.setAccessibleName(text.name)
        self.setAccessibleDescription(f"{text.figure}. {text.note}" if text.note else text.figure)


class LimitCard(Card):
    """The ring beside the total, the used and the temporary limit."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.ring = LimitRing(context.appearance)
        self._total = make_label("heading")
        self._used = make_label("heading")
        self._temporary = make_label("note")
        # The colour of the ring's inner arc, which shows this part.
        set_tone(self._temporary, "warning")
        self._note = make_label("note")
        words = QVBoxLayout()
        words.setSpacing(METRICS.spacing // 2)
        words.addStretch(1)
        words.addWidget(make_label("label", self.tr("Total limit")))
        words.addWidget(self._total)
        words.addWidget(self._temporary)
        words.addSpacing(METRICS.spacing // 2)
        words.addWidget(make_label("label", self.tr("Used")))
        words.addWidget(self._used)
        words.addWidget(self._note)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(METRICS.gap)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.body.addLayout(row, 1)

    def show_limit(self, limit: LimitText) -> None:
        """Show texts that the view model has prepared."""
        self.ring.show_figures(limit.ring)
        self._total.setText(limit.total)
        self._used.setText(limit.used)
        self._temporary.setText(limit.temporary)
        self._temporary.setVisible(bool(limit.temporary))
        self._note.setText(limit.note)
        self._note.setVisible(bool(limit.note))
        set_tone(self._note, limit.tone)
