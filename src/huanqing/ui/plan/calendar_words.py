"""What a cell of the calendar says: its text, what stands behind it, and how it is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import StepState
from huanqing.ui.labels import counted
from huanqing.ui.plan.calendar import RowKind, worst_state
from huanqing.ui.plan.words import STATE_TONES, bill_word, state_word, weekday_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from huanqing.application.plan_models import PlanObligation
    from huanqing.domain.planning.problem import Channel
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.plan.calendar import Calendar, CalendarRow, Cell

_DEBIT_MARK = "↻ "
_MARKS = {StepState.PAID: "✓ ", StepState.FAILED: "✗ ", StepState.MISSED: "! "}


def row_title(row: CalendarRow) -> str:
    """Return the name of a row."""
    translate = QCoreApplication.translate
    if row.kind is RowKind.CHANNEL:
        return row.subject
    if row.kind is RowKind.PLATFORM:
        return translate("PlanCalendar", "All cards")
    if row.kind is RowKind.CASH:
        return translate("PlanCalendar", "Left in {0}").format(row.subject)
    return translate("PlanCalendar", "Bills due")


def row_note(row: CalendarRow, formatter: Formatter) -> str:
    """Return the limits of a row, or the reserve of an account; "" for none."""
    translate, money = QCoreApplication.translate, formatter.money
    if row.kind is RowKind.CASH and row.reserve_fen:
        words = translate("PlanCalendar", "{0} stay untouched")
        return words.format(money(row.reserve_fen))
    if row.channel is not None:
        return "\n".join(_limits(row.channel, formatter))
    if row.per_day_fen is not None:
        return translate("PlanCalendar", "At most {0} a day").format(money(row.per_day_fen))
    return ""


def _limits(channel: Channel, formatter: Formatter) -> Iterator[str]:
    translate, money = QCoreApplication.translate, formatter.money
    limits = (
        (translate("PlanCalendar", "At most {0} a payment"), channel.per_transaction_fen),
        (translate("PlanCalendar", "At most {0} a day"), channel.per_day_fen),
        (translate("PlanCalendar", "At most {0} a month"), channel.per_month_fen),
    )
    for words, amount in limits:
        if amount is not None:
            yield words.format(money(amount))
    if channel.payments_per_day is not None:
        yield counted(
            channel.payments_per_day,
            translate("PlanCalendar", "At most 1 payment a day"),
            translate("PlanCalendar", "At most {0} payments a day"),
        )


def day_title(day: date) -> str:
    """Return a day for the head of a column: its weekday, and below it its date."""
    when = QDate(day.year, day.month, day.day)
    pattern = QCoreApplication.translate("PlanCalendar", "d MMM")
    return f"{QLocale().toString(when, 'ddd')}\n{QLocale().toString(when, pattern)}"


def day_note(calendar: Calendar, day: date, formatter: Formatter) -> str:
    """Return a day in full, with what marks it."""
    translate = QCoreApplication.translate
    parts = [weekday_text(day, formatter)]
    if day == calendar.today:
        parts.append(translate("PlanCalendar", "today"))
    if day in calendar.incomes:
        parts.append(translate("PlanCalendar", "money comes in"))
    if day in calendar.dues:
        parts.append(translate("PlanCalendar", "a bill is due"))
    return translate("PlanCalendar", ", ").join(parts)


def cell_text(cell: Cell, formatter: Formatter) -> str:
    """Return what stands in a cell."""
    if cell.amount_fen is None:
        return ""
    state = worst_state(cell.steps)
    mark = "" if state is None else _MARKS.get(state, "")
    if cell.debits and not cell.steps and not cell.flows:
        mark = _DEBIT_MARK
    return mark + formatter.money(cell.amount_fen)


def cell_tone(row: CalendarRow, cell: Cell) -> str:
    """Return the tone of a cell's text."""
    if row.kind is RowKind.DUE:
        return "bad" if cell.is_overdue else "warning"
    if row.kind is RowKind.CASH:
        if cell.amount_fen is not None and cell.amount_fen < row.reserve_fen:
            return "warning"
        has_income = any(flow.amount_fen > 0 for flow in cell.flows)
        return "good" if has_income else "muted"
    state = worst_state(cell.steps)
    return "text" if state is None else STATE_TONES[state]


def cell_lines(
    row: CalendarRow,
    cell: Cell,
    obligations: Mapping[str, PlanObligation],
    formatter: Formatter,
) -> list[str]:
    """Return what stands behind a cell, line by line; none where there is nothing to say."""
    if row.kind is RowKind.DUE:
        return list(_due_lines(cell, obligations, formatter))
    if row.kind is RowKind.CASH:
        return list(_cash_lines(row, cell, formatter))
    return list(_payment_lines(row, cell, formatter))


def _due_lines(
    cell: Cell, obligations: Mapping[str, PlanObligation], formatter: Formatter
) -> Iterator[str]:
    translate = QCoreApplication.translate
    line = translate("PlanCalendar", "{0}: {1}")
    for key, amount in cell.bills:
        yield line.format(bill_word(key, obligations, formatter), formatter.money(amount))
    if cell.is_overdue:
        yield translate("PlanCalendar", "overdue")


def _cash_lines(row: CalendarRow, cell: Cell, formatter: Formatter) -> Iterator[str]:
    translate, money = QCoreApplication.translate, formatter.money
    for flow in cell.flows:
        is_income = flow.amount_fen > 0
        label = flow.label or (
            translate("PlanCalendar", "money in")
            if is_income
            else translate("PlanCalendar", "money out")
        )
        line = translate("PlanCalendar", "{0}: {1}")
        yield line.format(label, money(flow.amount_fen))
    yield from _debit_lines(cell, formatter)
    if cell.amount_fen is not None:
        words = translate("PlanCalendar", "{0} left when the day ends")
        yield words.format(money(cell.amount_fen))
        note = row_note(row, formatter)
        if note:
            yield note


def _payment_lines(row: CalendarRow, cell: Cell, formatter: Formatter) -> Iterator[str]:
    translate, money = QCoreApplication.translate, formatter.money
    for step in cell.steps:
        word = state_word(step.state)
        if row.kind is RowKind.PLATFORM:
            word = card_of(step.payment.channel)
        line = translate("PlanCalendar", "{0}: {1}")
        yield line.format(money(step.payment.amount_fen), word)
    yield from _debit_lines(cell, formatter)
    if cell.is_unavailable:
        yield translate("PlanCalendar", "this card cannot pay on this day")
    if cell.used_before_fen:
        words = translate("PlanCalendar", "{0} moved today before the plan")
        yield words.format(money(cell.used_before_fen))
    if cell.steps or cell.debits or cell.used_before_fen:
        yield from _used_lines(row, cell, formatter)


def _debit_lines(cell: Cell, formatter: Formatter) -> Iterator[str]:
    line = QCoreApplication.translate("PlanCalendar", "{0}: JD takes it by itself, from {1}")
    for debit in cell.debits:
        yield line.format(formatter.money(debit.amount_fen), card_of(debit.channel))


def _used_lines(row: CalendarRow, cell: Cell, formatter: Formatter) -> Iterator[str]:
    """Yield how much of the limits of the payment, the day and the month is used."""
    translate, money = QCoreApplication.translate, formatter.money
    if cell.fill_permille is not None and row.per_day_fen is not None:
        words = translate("PlanCalendar", "{0} % of the day's limit of {1} used")
        yield words.format(cell.fill_permille // 10, money(row.per_day_fen))
    channel = row.channel
    if channel is None:
        return
    if channel.per_transaction_fen is not None:
        words = translate("PlanCalendar", "At most {0} a payment")
        yield words.format(money(channel.per_transaction_fen))
    if channel.per_month_fen is not None:
        words = translate("PlanCalendar", "{0} of the month's limit of {1} used")
        yield words.format(money(cell.month_fen), money(channel.per_month_fen))
    if channel.payments_per_day is not None:
        words = translate("PlanCalendar", "{0} of {1} payments of the day")
        count = len(cell.steps) + len(cell.debits)
        yield words.format(count, channel.payments_per_day)
