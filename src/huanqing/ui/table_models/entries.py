"""The columns of a list of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.ui.labels import kind_label
from huanqing.ui.table_models.columns import money_column, text_column
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from huanqing.application.read_models import EntryRow
    from huanqing.ui.formatting import Formatter


def entry_columns(formatter: Formatter) -> tuple[Column[EntryRow], ...]:
    """Return date, kind, amount, description, counterparty and method, what matters most first."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("Columns", "Date"),
            text=lambda row: formatter.day(row.day),
            sort_key=lambda row: f"{row.day.isoformat()} {row.time}",
        ),
        text_column(translate("Columns", "Kind"), lambda row: kind_label(row.kind), 110),
        money_column(
            translate("Columns", "Amount"), formatter, lambda row: row.amount_fen, width=110
        ),
        text_column(translate("Columns", "Description"), lambda row: row.description),
        text_column(translate("Columns", "Counterparty"), lambda row: row.counterparty, 170),
        text_column(translate("Columns", "Method"), lambda row: row.method, 140),
    )
