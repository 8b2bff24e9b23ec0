"""The statements page: the list at the left, the chosen statement at the right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from huanqing.ui.statements.actions import StatementPageActions
from huanqing.ui.statements.detail import StatementPanel
from huanqing.ui.statements.list_card import StatementListCard
from huanqing.ui.statements.operations import StatementOperations
from huanqing.ui.statements.reconcile_panel import ReconcilePanel
from huanqing.ui.statements.reconcile_view_model import ReconcileViewModel
from huanqing.ui.statements.view_model import StatementsViewModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import Card, EmptyState, PageHeader, make_button
from huanqing.ui.widgets.roomy_scroll import RoomyScroll

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QPushButton

    from huanqing.ui.context import UiContext


class StatementsPage(Page):
    """Puts list, detail and reconciling together and connects them."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        service, runner, formatter = context.service, context.runner, context.formatter
        self.view_model = StatementsViewModel(service, runner, formatter, self)
        self.reconciling = ReconcileViewModel(service, runner, formatter, self)
        self.operations = StatementOperations(context, self)
        self.list_card = StatementListCard(context.appearance)
        self.detail = StatementPanel(context)
        self.reconcile_panel = ReconcilePanel(context, self.reconciling)
        self.actions_of_page = StatementPageActions(self)
        self._message = MessageBar()
        self._empty = EmptyState(
            self.tr("No statement yet"),
            self.tr("Statements appear here once purchases are in the ledger."),
            self.tr("Import bills"),
        )
        self._right = QStackedWidget()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._show_possible()

    @property
    def is_reconciling(self) -> bool:
        """Whether the panel for reconciling is open."""
        return self._right.currentWidget() is self.reconcile_panel

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    def open_section(self, key: str) -> None:
        """Choose the statement of a date such as ``2026-07-03``."""
        self.view_model.choose(date.fromisoformat(key))
        if self.view_model.statements:
            self._on_statements_loaded()

    @override
    def begun(self) -> object:
        if self.is_reconciling:
            self.reconciling.keep()
        return self.view_model.chosen

    @override
    def go_on_with(self, begun: object) -> None:
        if isinstance(begun, date):
            self.view_model.choose(begun)

    @override
    def menu_title(self) -> str:
        return self.tr("State&ment")

    @override
    def menu_actions(self) -> list[QAction | None]:
        return self.actions_of_page.in_menu()

    def _build_header(self) -> PageHeader:
        header = PageHeader(self.tr("Statements"))
        actions = self.actions_of_page
        self.instalment_button = _button_of(actions.instalment)
        self.reconcile_button = _button_of(actions.reconcile, "primary")
        header.add_button(self.instalment_button)
        header.add_button(self.reconcile_button)
        return header

    def _build(self) -> None:
        """Put the outer parts together first: what moves with its parts is dressed with them."""
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._build_header())
        self.column.addWidget(self._message)
        self.column.addWidget(self._stack, 1)
        for part in (QWidget(), self._empty, content):
            self._stack.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        row.addWidget(splitter)
        splitter.setObjectName("statements")
        splitter.setHandleWidth(METRICS.gap)
        splitter.setChildrenCollapsible(False)
        right = Card()
        splitter.addWidget(self.list_card)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        # The list begins as narrow as it may be; the lines need the room.
        splitter.setSizes([self.list_card.minimumWidth(), 100 * METRICS.gap])
        right.body.addWidget(RoomyScroll(self._right))
        self._right.addWidget(self.detail)
        self._right.addWidget(self.reconcile_panel)

    def _connect(self) -> None:
        model, reconciling, actions = self.view_model, self.reconciling, self.actions_of_page
        self._empty.button.clicked.connect(self._on_import_clicked)
        self.list_card.list.statement_chosen.connect(self._on_statement_chosen)
        self.list_card.filter_chosen.connect(model.filter_by)
        self.detail.entry_requested.connect(self.entry_requested)
        self.detail.line_chosen.connect(self._show_possible)
        model.statements_loaded.connect(self._on_statements_loaded)
        model.lines_loaded.connect(self._on_lines_loaded)
        model.message_changed.connect(self._message.show_message)
        reconciling.message_changed.connect(self._message.show_message)
        reconciling.finished.connect(self._close_reconciling)
        reconciling.refused.connect(self.refresh)
        self.reconcile_panel.postponed.connect(self._close_reconciling)
        self.operations.message_changed.connect(self._message.show_message)
        actions.reconcile.triggered.connect(self._on_reconcile_triggered)
        actions.unlock.triggered.connect(self._on_unlock_triggered)
        actions.instalment.triggered.connect(self._on_instalment_triggered)
        actions.settlement.triggered.connect(self._on_settlement_triggered)
        actions.open_entry.triggered.connect(self._on_open_entry_triggered)
        actions.fill_context_menus(self.list_card.list, self.detail.line_table)

    @Slot()
    def _show_possible(self) -> None:
        """Offer what can be done with the chosen statement and line."""
        # While it is open, the panel has buttons of its own.
        for button in (self.reconcile_button, self.instalment_button):
            button.setVisible(not self.is_reconciling)
        row = self.view_model.chosen_row
        self.actions_of_page.allow(row, self.detail.chosen_line, is_open=self.is_reconciling)

    @Slot()
    def _on_statements_loaded(self) -> None:
        model = self.view_model
        self.list_card.show_statements(model.items, model.chosen, model.sums, model.why_left)
        detail = model.detail
        if detail is not None:
            self.detail.show_detail(detail)
        self._stack.setCurrentIndex(2 if model.statements else 1)
        self._show_possible()

    @Slot()
    def _on_lines_loaded(self) -> None:
        model = self.view_model
        if model.detail is not None:
            self.detail.show_detail(model.detail)
        self.detail.show_lines(model.lines)
        row = model.chosen_row
        if self.is_reconciling and row is not None:
            noted = model.reconciliation_of(row.figures.statement_date)
            self.reconciling.show(row, noted, model.lines)
        elif self.is_reconciling:
            self._close_reconciling()
        self._show_possible()

    @Slot(object)
    def _on_statement_chosen(self, statement_date: date) -> None:
        if statement_date != self.view_model.chosen:
            if self.is_reconciling:
                self._close_reconciling()
            self.view_model.choose(statement_date)
            self._show_possible()

    @Slot()
    def _on_reconcile_triggered(self) -> None:
        if self.is_reconciling:
            self._close_reconciling()
            return
        row, today = self.view_model.chosen_row, self.view_model.today
        if row is None or today is None:
            return
        self._message.show_message(None)
        self._right.setCurrentWidget(self.reconcile_panel)
        self.reconcile_panel.set_today(today)
        noted = self.view_model.reconciliation_of(row.figures.statement_date)
        self.reconciling.show(row, noted, self.view_model.lines)
        self.reconcile_panel.take_focus()
        self._show_possible()

    @Slot()
    def _close_reconciling(self) -> None:
        self.reconciling.leave()
        self._right.setCurrentWidget(self.detail)
        self.list_card.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_possible()

    @Slot()
    def _on_unlock_triggered(self) -> None:
        row = self.view_model.chosen_row
        if row is not None:
            noted = self.view_model.reconciliation_of(row.figures.statement_date)
            self.reconciling.show(row, noted, self.view_model.lines)
            self.reconciling.unlock()

    @Slot()
    def _on_instalment_triggered(self) -> None:
        row, today = self.view_model.chosen_row, self.view_model.today
        if row is not None and today is not None:
            self.operations.split_statement(row.figures.statement_date, today)

    @Slot()
    def _on_settlement_triggered(self) -> None:
        line, today = self.detail.chosen_line, self.view_model.today
        if line is not None and today is not None:
            self.operations.settle(line, today)

    @Slot()
    def _on_open_entry_triggered(self) -> None:
        line = self.detail.chosen_line
        if line is not None:
            self.entry_requested.emit(line.kind, line.figures.purchase_id)

    @Slot()
    def _on_import_clicked(self) -> None:
        self.page_requested.emit("import")


def _button_of(action: QAction, role: str = "secondary") -> QPushButton:
    """Return a button that does what an action does, while it can."""
    button = make_button(action.text(), role, action.statusTip())
    button.clicked.connect(action.trigger)

    def show() -> None:
        button.setText(action.text())
        button.setAccessibleName(action.text())
        button.setEnabled(action.isEnabled())

    action.changed.connect(show)
    return button
