"""The statements page: statements above, the instalments of the chosen one below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from huanqing.ui.statements.view_model import StatementsViewModel
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.table_models.statements import line_columns, statement_columns
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import Card, EmptyState, PageHeader, make_label

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext


class StatementsPage(Page):
    """Shows what ``StatementsViewModel`` loaded."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        formatter, appearance = context.formatter, context.appearance
        self.view_model = StatementsViewModel(context.service, context.runner, formatter, self)
        self._message = MessageBar()
        self.statements = RowTableModel(statement_columns(formatter), appearance.colour_of, self)
        self.lines = RowTableModel(line_columns(formatter), appearance.colour_of, self)
        self.statement_table = DataTable(self.statements, self.tr("Statements"))
        self._line_table = DataTable(self.lines, self.tr("Instalments"))
        self._lines_title = make_label("heading", self.view_model.lines_title)
        self._empty = EmptyState(
            self.tr("No statement yet"),
            self.tr("Statements appear here once purchases are in the ledger."),
            self.tr("Import bills"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build_content())
        self.column.addWidget(PageHeader(self.tr("Statements")))
        self.column.addWidget(self._message)
        self.column.addWidget(self._stack, 1)

        self._empty.button.clicked.connect(self._on_import_clicked)
        self.statement_table.current_row_changed.connect(self._on_statement_chosen)
        self.view_model.statements_loaded.connect(self._on_statements_loaded)
        self.view_model.lines_loaded.connect(self._on_lines_loaded)
        self.view_model.message_changed.connect(self._message.show_message)
        for model in (self.statements, self.lines):
            formatter.amounts_visibility_changed.connect(model.redraw)
            appearance.look_changed.connect(model.redraw)

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    def _build_content(self) -> QSplitter:
        upper = Card()
        upper.body.addWidget(self.statement_table)
        lower = Card()
        lower.body.addWidget(self._lines_title)
        lower.body.addWidget(self._line_table)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(METRICS.gap)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setSizes([1, 1])
        return splitter

    @Slot()
    def _on_statements_loaded(self) -> None:
        self.statements.set_rows(self.view_model.statements)
        self._stack.setCurrentIndex(2 if self.view_model.statements else 1)
        chosen = self.view_model.chosen
        place = self.statements.position_of(lambda row: row.figures.statement_date == chosen)
        if place is not None:
            self.statement_table.select_row(place)

    @Slot()
    def _on_lines_loaded(self) -> None:
        self._lines_title.setText(self.view_model.lines_title)
        self.lines.set_rows(self.view_model.lines)

    @Slot()
    def _on_statement_chosen(self) -> None:
        row = self.statements.row_at(self.statement_table.currentIndex())
        if row is not None:
            self.view_model.choose(row.figures.statement_date)

    @Slot()
    def _on_import_clicked(self) -> None:
        self.page_requested.emit("import")
