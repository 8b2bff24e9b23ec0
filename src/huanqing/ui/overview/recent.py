"""The columns of the few recent entries: narrow, so that they fit beside the next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.ui.labels import kind_label
from huanqing.ui.table_models.columns import money_column, text_column
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from huanqing.application.read_models import EntryRow
    from huanqing.domain.derivation import Question
    from huanqing.ui.formatting import Formatter


def recent_columns(formatter: Formatter) -> tuple[Column[EntryRow], ...]:
    """Return date, kind, what it was, and the amount."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("Columns", "Date"),
            text=lambda row: formatter.day_of_year(row.day),
            sort_key=lambda row: f"{row.day.isoformat()} {row.time}",
            width=84,
        ),
        text_column(translate("Columns", "Kind"), lambda row: kind_label(row.kind), 124),
        Column(
            header=translate("Columns", "Description"),
            text=_name_of,
            sort_key=_name_of,
            width=90,
            stretches=True,
        ),
        money_column(
            translate("Columns", "Amount"),
            formatter,
            lambda row: row.amount_fen,
            width=100,
            why=_why,
        ),
    )


def _why(row: EntryRow) -> Question:
    from huanqing.domain.derivation import Figure, Question  # noqa: PLC0415 - not at start

    return Question(figure=Figure.ENTRY, kind=row.kind, subject=row.id)


def _name_of(row: EntryRow) -> str:
    """Return what was bought, else from whom, else how it was paid."""
    return row.description or row.counterparty or row.method
