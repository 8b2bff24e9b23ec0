"""Words of the entries page: sums, fields, problems, and what an action did to an entry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.ui.labels import counted, kind_label
from huanqing.ui.rates import percent_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.application.entry_models import (
        EntryListRow,
        FieldChange,
        FieldProblem,
        HistoryRow,
        KindSum,
    )
    from huanqing.ui.formatting import Formatter

SEPARATOR = " · "
_CONTEXT = "EntryTexts"

_SUM_KINDS = {
    "purchase": QT_TRANSLATE_NOOP("EntryTexts", "Purchases"),
    "refund": QT_TRANSLATE_NOOP("EntryTexts", "Refunds"),
    "repayment": QT_TRANSLATE_NOOP("EntryTexts", "Repayments"),
    "adjustment": QT_TRANSLATE_NOOP("EntryTexts", "Adjustments"),
}

_FIELDS = {
    "kind": QT_TRANSLATE_NOOP("EntryTexts", "Kind"),
    "left": QT_TRANSLATE_NOOP("EntryTexts", "Still owed"),
    "statement_date": QT_TRANSLATE_NOOP("EntryTexts", "Statement"),
    "day": QT_TRANSLATE_NOOP("EntryTexts", "Date"),
    "time": QT_TRANSLATE_NOOP("EntryTexts", "Time"),
    "amount": QT_TRANSLATE_NOOP("EntryTexts", "Amount"),
    "state": QT_TRANSLATE_NOOP("EntryTexts", "State"),
    "counterparty": QT_TRANSLATE_NOOP("EntryTexts", "Counterparty"),
    "description": QT_TRANSLATE_NOOP("EntryTexts", "Description"),
    "category": QT_TRANSLATE_NOOP("EntryTexts", "Category"),
    "method": QT_TRANSLATE_NOOP("EntryTexts", "Method"),
    "order_no": QT_TRANSLATE_NOOP("EntryTexts", "Order number"),
    "merchant_order_no": QT_TRANSLATE_NOOP("EntryTexts", "Merchant's order number"),
    "note": QT_TRANSLATE_NOOP("EntryTexts", "Note"),
    "purchase_id": QT_TRANSLATE_NOOP("EntryTexts", "Purchase"),
    "periods": QT_TRANSLATE_NOOP("EntryTexts", "Periods"),
    "fee_rate_ppm": QT_TRANSLATE_NOOP("EntryTexts", "Fee per period"),
    "free_periods": QT_TRANSLATE_NOOP("EntryTexts", "Periods without a fee"),
    "may_exceed_ledger": QT_TRANSLATE_NOOP("EntryTexts", "Paid debts from before this ledger"),
    "needs_periods": QT_TRANSLATE_NOOP("EntryTexts", "Periods unknown"),
    "edited_lines": QT_TRANSLATE_NOOP("EntryTexts", "Edited lines"),
    "details": QT_TRANSLATE_NOOP("EntryTexts", "Edited lines"),
}

_ENTRY_ACTIONS = {
    "import": QT_TRANSLATE_NOOP("EntryTexts", "Imported"),
    "decide": QT_TRANSLATE_NOOP("EntryTexts", "Decided after an import"),
    "remove_batch": QT_TRANSLATE_NOOP("EntryTexts", "An import was taken back"),
    "load": QT_TRANSLATE_NOOP("EntryTexts", "Loaded with the ledger"),
    "add": QT_TRANSLATE_NOOP("EntryTexts", "Added"),
    "change": QT_TRANSLATE_NOOP("EntryTexts", "Changed"),
    "remove": QT_TRANSLATE_NOOP("EntryTexts", "Deleted"),
    "split": QT_TRANSLATE_NOOP("EntryTexts", "Split into periods"),
    "statement_instalment": QT_TRANSLATE_NOOP("EntryTexts", "Statement split into periods"),
    "early_settlement": QT_TRANSLATE_NOOP("EntryTexts", "Settled early"),
    "difference": QT_TRANSLATE_NOOP("EntryTexts", "Difference of a statement booked"),
    "rename_card": QT_TRANSLATE_NOOP("EntryTexts", "Card renamed"),
}

_STATES = {
    "booked": QT_TRANSLATE_NOOP("EntryTexts", "Booked"),
    "pending": QT_TRANSLATE_NOOP("EntryTexts", "On its way"),
    "planned": QT_TRANSLATE_NOOP("EntryTexts", "Planned"),
    "processing": QT_TRANSLATE_NOOP("EntryTexts", "Being processed"),
    "failed": QT_TRANSLATE_NOOP("EntryTexts", "Failed"),
}


def _word(table: dict[str, object], code: str) -> str:
    source = table.get(code)
    if source is None:
        return code.replace("_", " ")
    return QCoreApplication.translate(_CONTEXT, str(source))


def field_label(field: str) -> str:
    """Return the word for a stored field."""
    return _word(_FIELDS, field.removesuffix("_fen"))


def booking_label(state: str) -> str:
    """Return the word for the state of a repayment or refund; "" counts as booked."""
    return _word(_STATES, state or "booked")


def history_label(row: HistoryRow) -> str:
    """Return what an action did to the entry."""
    words = _word(_ENTRY_ACTIONS, row.name)
    if row.is_undone:
        return QCoreApplication.translate("EntryTexts", "{0} (undone)").format(words)
    return words


def change_text(change: FieldChange, formatter: Formatter) -> str:
    """Return a field before and after an action."""
    before = _value_text(change.field, change.before, formatter)
    after = _value_text(change.field, change.after, formatter)
    return f"{field_label(change.field)} {before} → {after}"


def _value_text(field: str, text: str, formatter: Formatter) -> str:
    translate = QCoreApplication.translate
    name = field.removesuffix("_fen")
    words = text or translate("EntryTexts", "nothing")
    if name == "amount" and text.removeprefix("-").isdecimal():
        words = formatter.money(int(text))
    elif name == "fee_rate_ppm" and text.isdecimal():
        words = percent_text(int(text)) + "%"
    elif name == "state":
        words = booking_label(text)
    elif name in ("needs_periods", "may_exceed_ledger"):
        words = translate("EntryTexts", "yes") if text == "1" else translate("EntryTexts", "no")
    elif text and name in ("edited_lines", "details", "allocations"):
        words = translate("EntryTexts", "edited by hand")
    return words


def entries_text(count: int) -> str:
    """Return how many entries."""
    translate = QCoreApplication.translate
    return counted(
        count, translate("EntryTexts", "1 entry"), translate("EntryTexts", "{0} entries")
    )


def sums_text(sums: Sequence[KindSum], formatter: Formatter) -> str:
    """Return count and sum by kind, such as ``3 entries · Purchases ¥10.00 · Refunds ¥5.00``."""
    parts = [entries_text(sum(each.count for each in sums))]
    for each in sums:
        words = _word(_SUM_KINDS, each.kind) if each.kind in _SUM_KINDS else kind_label(each.kind)
        parts.append(f"{words} {formatter.money(each.amount_fen)}")
    return SEPARATOR.join(parts)


def rows_as_text(rows: Sequence[EntryListRow], money: Callable[[int], str]) -> str:
    """Return entries as lines of cells parted by tabs, to be pasted elsewhere."""
    lines = []
    for row in rows:
        left = "" if row.left_fen is None else money(row.left_fen)
        cells = (
            row.day.isoformat(),
            kind_label(row.kind),
            money(row.amount_fen),
            left,
            row.description,
            row.counterparty,
            row.category,
            row.method,
            str(row.periods or ""),
            row.order_no,
        )
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines)


def locked_text(days: Sequence[date], formatter: Formatter) -> str:
    """Return which reconciled statements a change would alter."""
    translate = QCoreApplication.translate
    names = ", ".join(formatter.day(day) for day in days)
    return counted(
        len(days),
        translate("EntryTexts", "This changes the statement of {0}, which you have reconciled."),
        translate("EntryTexts", "This changes {1} statements that you have reconciled: {0}."),
        names,
    )


def problem_text(problem: FieldProblem, formatter: Formatter) -> str:
    """Return why a field cannot stay as it is; its bound in words where it has one."""
    source = _PROBLEMS.get(problem.code, _ANY_PROBLEM)
    words = QCoreApplication.translate(_CONTEXT, str(source))
    return words.format(_bound_text(problem, formatter))


def _bound_text(problem: FieldProblem, formatter: Formatter) -> str:
    bound, name = problem.bound, problem.field.removesuffix("_fen")
    if bound is None:
        return ""
    if isinstance(bound, str):
        try:
            return formatter.day(date.fromisoformat(bound))
        except ValueError:
            return bound
    if name == "fee_rate_ppm":
        return percent_text(bound) + "%"
    if problem.code in _ABOUT_MONEY or name in _MONEY_FIELDS:
        return formatter.money(bound)
    return str(bound)


_ABOUT_MONEY = ("exceeds_purchase", "below_refunds", "exceeds_debt", "sum_differs")
_MONEY_FIELDS = ("amount", "principal", "fee", "fee_per_period")
_ANY_PROBLEM: object = QT_TRANSLATE_NOOP("EntryTexts", "This cannot be booked. Correct it.")
_PROBLEMS: dict[str, object] = {
    "required": QT_TRANSLATE_NOOP("EntryTexts", "This is needed."),
    "not_money": QT_TRANSLATE_NOOP(
        "EntryTexts", "This is no amount. Type it like 1234.56, or a sum like 10+3.2*2."
    ),
    "bad_day": QT_TRANSLATE_NOOP("EntryTexts", "This is no day. Type it like 2026-07-31."),
    "not_a_time": QT_TRANSLATE_NOOP("EntryTexts", "This is no time. Type it like 20:15."),
    "not_a_number": QT_TRANSLATE_NOOP("EntryTexts", "This is no number."),
    "not_a_rate": QT_TRANSLATE_NOOP("EntryTexts", "This is no rate. Type it like 0.6."),
    "not_above_zero": QT_TRANSLATE_NOOP("EntryTexts", "The amount must be above zero."),
    "too_large": QT_TRANSLATE_NOOP("EntryTexts", "At most {0}."),
    "bad_range": QT_TRANSLATE_NOOP("EntryTexts", "At most {0}."),
    "below_range": QT_TRANSLATE_NOOP("EntryTexts", "At least {0}."),
    "no_such_period": QT_TRANSLATE_NOOP(
        "EntryTexts", "A period above {0} was edited by hand. Empty that edit first."
    ),
    "before_purchase": QT_TRANSLATE_NOOP("EntryTexts", "This is before the purchase of {0}."),
    "after_refund": QT_TRANSLATE_NOOP("EntryTexts", "There is a refund of {0} already."),
    "below_refunds": QT_TRANSLATE_NOOP("EntryTexts", "{0} of it was refunded already."),
    "unknown_purchase": QT_TRANSLATE_NOOP("EntryTexts", "This purchase is not in the ledger."),
    "exceeds_purchase": QT_TRANSLATE_NOOP("EntryTexts", "Only {0} of the purchase is left."),
    "exceeds_debt": QT_TRANSLATE_NOOP("EntryTexts", "Only {0} is owed on this day."),
    "sum_differs": QT_TRANSLATE_NOOP(
        "EntryTexts", "The periods do not add up to the purchase; {0} is missing."
    ),
}
