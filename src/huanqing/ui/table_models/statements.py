"""The columns of statements and of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.ui.labels import STATE_TONES, state_label
from huanqing.ui.table_models.columns import day_column, money_column, text_column
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.read_models import StatementLineRow, StatementRow
    from huanqing.domain.statement import InstalmentFigures, StatementFigures
    from huanqing.ui.formatting import Formatter


def statement_columns(formatter: Formatter) -> tuple[Column[StatementRow], ...]:
    """Return the dates, the amounts and the state of a statement."""
    translate = QCoreApplication.translate

    def money(header: str, amount_of: Callable[[StatementFigures], int]) -> Column[StatementRow]:
        return money_column(header, formatter, lambda row: amount_of(row.figures), dashes_zero=True)

    return (
        day_column(
            translate("Columns", "Statement date"),
            formatter,
            lambda row: row.figures.statement_date,
        ),
        Column(
            header=translate("Columns", "Due date"),
            text=lambda row: formatter.day(row.figures.due_date),
            sort_key=lambda row: row.figures.due_date.toordinal(),
            width=120,
            stretches=True,
        ),
        money(translate("Columns", "Left"), lambda figures: figures.left_fen),
        Column(
            header=translate("Columns", "State"),
            text=lambda row: state_label(row.state),
            sort_key=lambda row: row.state.value,
            width=90,
            tone=lambda row: STATE_TONES[row.state],
        ),
        money(translate("Columns", "Total"), lambda figures: figures.total_fen),
        money(translate("Columns", "Paid"), lambda figures: figures.paid_fen),
        money(translate("Columns", "Principal"), lambda figures: figures.principal_fen),
        money(translate("Columns", "Fees"), lambda figures: figures.fee_fen),
        money(translate("Columns", "Penalty"), lambda figures: figures.penalty_fen),
    )


def line_columns(formatter: Formatter) -> tuple[Column[StatementLineRow], ...]:
    """Return the purchase, the period and the amounts of a statement's line."""
    translate = QCoreApplication.translate

    def money(
        header: str, amount_of: Callable[[InstalmentFigures], int]
    ) -> Column[StatementLineRow]:
        return money_column(header, formatter, lambda row: amount_of(row.figures), dashes_zero=True)

    return (
        day_column(translate("Columns", "Bought on"), formatter, lambda row: row.day),
        text_column(
            translate("Columns", "Purchase"),
            lambda row: row.description or row.figures.purchase_id,
        ),
        Column(
            header=translate("Columns", "Period"),
            text=lambda row: f"{row.figures.period}/{row.figures.periods}",
            sort_key=lambda row: row.figures.period,
            is_number=True,
            width=90,
        ),
        money(translate("Columns", "Principal"), lambda figures: figures.principal_fen),
        money(translate("Columns", "Fee"), lambda figures: figures.fee_fen),
        money(translate("Columns", "Left"), lambda figures: figures.left_fen),
        text_column(translate("Columns", "Counterparty"), lambda row: row.counterparty, 170),
    )
