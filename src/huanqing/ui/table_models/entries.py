"""The columns of lists of entries, and of what one entry consists of."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.application.entry_models import EntryOrder
from huanqing.domain.entries import AllocationTarget
from huanqing.ui.labels import STATE_TONES, kind_label, state_label
from huanqing.ui.table_models.columns import day_column, money_column, stretched, text_column
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from huanqing.application.entry_models import AllocationRow, EntryListRow, ScheduleRow
    from huanqing.ui.formatting import Formatter

ENTRY_ORDERS = (
    EntryOrder.DAY,
    EntryOrder.KIND,
    EntryOrder.AMOUNT,
    EntryOrder.LEFT,
    EntryOrder.DESCRIPTION,
    EntryOrder.COUNTERPARTY,
    EntryOrder.CATEGORY,
    EntryOrder.METHOD,
    EntryOrder.PERIODS,
    EntryOrder.ORDER_NO,
)
"""What a click on the header of each of ``entry_list_columns`` sorts by."""


def entry_list_columns(formatter: Formatter) -> tuple[Column[EntryListRow], ...]:
    """Return the columns of the entries page, in the order of ``ENTRY_ORDERS``."""
    translate = QCoreApplication.translate
    return (
        day_column(translate("Columns", "Date"), formatter, lambda row: row.day, 112),
        text_column(translate("Columns", "Kind"), lambda row: kind_label(row.kind), 104),
        money_column(
            translate("Columns", "Amount"), formatter, lambda row: row.amount_fen, width=112
        ),
        _left_column(formatter),
        text_column(translate("Columns", "Description"), description_of),
        text_column(translate("Columns", "Counterparty"), lambda row: row.counterparty, 150),
        text_column(translate("Columns", "Category"), lambda row: row.category, 110),
        text_column(translate("Columns", "Method"), lambda row: row.method, 130),
        Column(
            header=translate("Columns", "Periods"),
            text=_periods_of,
            sort_key=lambda row: row.periods,
            is_number=True,
            width=88,
            tone=lambda row: "warning" if row.needs_periods else "text",
        ),
        text_column(translate("Columns", "Order number"), lambda row: row.order_no, 170),
    )


def description_of(row: EntryListRow) -> str:
    """Return what was bought; of a repayment, which has no such words, where it came from."""
    return row.description or row.counterparty or row.method


def _left_column(formatter: Formatter) -> Column[EntryListRow]:
    return Column(
        header=QCoreApplication.translate("Columns", "Still owed"),
        text=lambda row: "" if row.left_fen is None else formatter.money_or_dash(row.left_fen),
        sort_key=lambda row: row.left_fen or 0,
        is_number=True,
        width=112,
        tone=lambda row: "text" if row.left_fen else "muted",
    )


def _periods_of(row: EntryListRow) -> str:
    """Return how many periods; a question mark where the user has to say it."""
    if row.needs_periods:
        return "?"
    return str(row.periods) if row.periods else ""


def schedule_columns(formatter: Formatter) -> tuple[Column[ScheduleRow], ...]:
    """Return period, due day, and what the period costs and leaves; edited lines have a mark.

    Narrow enough for the side panel; the statement, principal and fee stand in the tooltip.
    """
    translate = QCoreApplication.translate
    return (
        stretched(
            Column(
                header=translate("Columns", "Period"),
                text=_period_of,
                sort_key=lambda row: row.period,
                width=64,
                tooltip=partial(_period_in_full, formatter),
            )
        ),
        day_column(translate("Columns", "Due"), formatter, lambda row: row.due_date, 110),
        money_column(
            translate("Columns", "To pay"),
            formatter,
            lambda row: row.principal_fen + row.fee_fen,
            width=88,
        ),
        replace(
            money_column(
                translate("Columns", "Left"),
                formatter,
                lambda row: row.left_fen,
                dashes_zero=True,
                width=88,
            ),
            tone=lambda row: STATE_TONES[row.state],
        ),
    )


def _period_in_full(formatter: Formatter, row: ScheduleRow) -> str:
    words = QCoreApplication.translate("Columns", "Statement of {0}: principal {1}, fee {2}. {3}")
    return words.format(
        formatter.day(row.statement_date),
        formatter.money(row.principal_fen),
        formatter.money(row.fee_fen),
        state_label(row.state),
    )


def _period_of(row: ScheduleRow) -> str:
    words = f"{row.period}/{row.periods}"
    return f"✎ {words}" if row.is_edited else words


def allocation_columns(formatter: Formatter) -> tuple[Column[AllocationRow], ...]:
    """Return what was paid and how much; the tooltip adds the statement."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("Columns", "Pays"),
            text=_paid_for,
            sort_key=_paid_for,
            width=90,
            stretches=True,
            tooltip=partial(_paid_in_full, formatter),
        ),
        Column(
            header=translate("Columns", "Part"),
            text=lambda row: target_label(row.target),
            sort_key=lambda row: row.target.value,
            width=84,
        ),
        money_column(
            translate("Columns", "Amount"), formatter, lambda row: row.amount_fen, width=92
        ),
    )


def _paid_in_full(formatter: Formatter, row: AllocationRow) -> str:
    if row.statement_date is None:
        return _paid_for(row)
    words = QCoreApplication.translate("Columns", "{0}, statement of {1}")
    return words.format(_paid_for(row), formatter.day(row.statement_date))


def _paid_for(row: AllocationRow) -> str:
    """Return the purchase with the period that was paid."""
    words = row.description or row.purchase_id
    if row.period is None:
        return words
    return QCoreApplication.translate("Columns", "{0}, period {1}").format(words, row.period)


def target_label(target: AllocationTarget) -> str:
    """Return the word for the part of a debt that money paid."""
    translate = QCoreApplication.translate
    return {
        AllocationTarget.PENALTY: translate("Columns", "Penalty"),
        AllocationTarget.FEE: translate("Columns", "Fee"),
        AllocationTarget.PRINCIPAL: translate("Columns", "Principal"),
        AllocationTarget.UNKNOWN_DEBT: translate("Columns", "Earlier debts"),
    }[target]


def refund_columns(formatter: Formatter) -> tuple[Column[EntryListRow], ...]:
    """Return day, amount and note of refunds."""
    translate = QCoreApplication.translate
    return (
        day_column(translate("Columns", "Date"), formatter, lambda row: row.day, 112),
        money_column(
            translate("Columns", "Amount"), formatter, lambda row: row.amount_fen, width=104
        ),
        text_column(translate("Columns", "Description"), lambda row: row.description),
    )
