"""What a draft would do to the statements, shown below its form before it is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huanqing.ui.entries.entry_texts import SEPARATOR
from huanqing.ui.error_labels import error_text
from huanqing.ui.table_models.columns import day_column, money_column, stretched
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import make_label, set_tone

if TYPE_CHECKING:
    from huanqing.application.statement_models import ChangePreview, StatementChange
    from huanqing.ui.appearance import Appearance
    from huanqing.ui.entries.booking import Check
    from huanqing.ui.formatting import Formatter

_ROWS = 4


def change_columns(formatter: Formatter) -> tuple[Column[StatementChange], ...]:
    """Return a statement's dates, and its total before and after."""
    translate = QCoreApplication.translate
    return (
        stretched(
            day_column(
                translate("Columns", "Statement"), formatter, lambda row: row.statement_date, 116
            )
        ),
        day_column(translate("Columns", "Due"), formatter, lambda row: row.due_date, 116),
        money_column(
            translate("Columns", "Before"), formatter, lambda row: row.total_before_fen, width=112
        ),
        money_column(
            translate("Columns", "After"), formatter, lambda row: row.total_after_fen, width=112
        ),
    )


class PreviewPanel(QWidget):
    """A line of figures and the statements that differ; no table before there are any."""

    def __init__(
        self, formatter: Formatter, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formatter = formatter
        self._check: Check | None = None
        self._figures = make_label("note")
        self.model: RowTableModel[StatementChange] = RowTableModel(
            change_columns(formatter), appearance.colour_of, self
        )
        self._table = DataTable(self.model, self.tr("Statements that this changes"))
        self._table.setFixedHeight(METRICS.header_height + _ROWS * METRICS.row_height + 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.spacing)
        column.addWidget(make_label("heading", self.tr("What this changes")))
        column.addWidget(self._figures)
        column.addWidget(self._table)
        self.show_check(None)
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)
        appearance.look_changed.connect(self.model.redraw)

    @property
    def text(self) -> str:
        """The line of figures."""
        return self._figures.text()

    def show_check(self, check: Check | None) -> None:
        """Show what the ledger said; None while the form is not complete."""
        self._check = check
        preview = None if check is None else check.preview
        self._figures.setText(self._words(check))
        set_tone(self._figures, "warning" if check is not None and check.error else "")
        statements = () if preview is None else preview.statements
        self.model.set_rows(statements)
        self._table.setVisible(bool(statements))

    def _words(self, check: Check | None) -> str:
        if check is None or (check.preview is None and check.error is None):
            return self.tr("Fill in the fields to see what changes.")
        if check.error is not None:
            return error_text(check.error, self._formatter.money)
        return "" if check.preview is None else self._figures_of(check.preview)

    def _figures_of(self, preview: ChangePreview) -> str:
        """Return what is owed, the fees and the limit, each before and after."""
        before, after = preview.available_before_fen, preview.available_after_fen
        figures: list[tuple[str, int, int]] = [
            (self.tr("Owed"), preview.owed_before_fen, preview.owed_after_fen)
        ]
        if preview.fees_before_fen != preview.fees_after_fen:
            figures.append((self.tr("Fees"), preview.fees_before_fen, preview.fees_after_fen))
        if before is not None and after is not None:
            figures.append((self.tr("Available"), before, after))
        money = self._formatter.money
        parts = [f"{name} {money(old)} → {money(new)}" for name, old, new in figures]
        if not preview.statements:
            parts.append(self.tr("no statement changes"))
        return SEPARATOR.join(parts)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.show_check(self._check)
