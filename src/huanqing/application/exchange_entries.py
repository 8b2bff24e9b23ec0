"""The entries of the exchange format as records; each raises InvalidFieldError with the path."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from huanqing.application.entry_record import EntryRecord
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from huanqing.application.entry_records import Details

REPAYMENT_STATES = ("planned", "processing", "booked", "failed")
OTHER_KINDS = ("other_spending", "other_refund", "other_income", "transfer", "other_loan")

_TEXTS = frozenset(
    {"counterparty", "description", "category", "order_no", "merchant_order_no", "note"}
)
_BOUGHT = (_TEXTS - {"counterparty"}) | {"id", "time", "has_time", "amount", "merchant", "method"}
_TERMS = frozenset({"periods", "fee_rate_ppm_per_period", "free_periods"})
_OPERATION = _TEXTS | {"id", "date", "time", "method"}
"""Keys that are read; an entry's other keys are kept as details and written again."""


class _Texts(TypedDict):
    counterparty: str
    description: str
    category: str
    order_no: str
    merchant_order_no: str
    note: str


def purchase_of(item: Details) -> EntryRecord:
    """Return a purchase of the format."""
    day, time = _moment(item)
    periods = item.number("periods")
    return EntryRecord(
        id=item.needed_string("id"),
        kind="purchase",
        day=day,
        time=time,
        amount_fen=_amount(item),
        method=item.string("method") or "",
        periods=1 if periods is None else periods,
        fee_rate_ppm=item.number("fee_rate_ppm_per_period") or 0,
        free_periods=item.number("free_periods") or 0,
        needs_periods=item.flag("needs_periods") or False,
        details=_rest(item, _BOUGHT | _TERMS | {"needs_periods"}),
        **_texts(item, "merchant"),
    )


def repayment_of(item: Details) -> EntryRecord:
    """Return a repayment; without a state it is booked."""
    state = item.string("state") or "booked"
    if state not in REPAYMENT_STATES:
        field = f"{item.owner}.state"
        raise InvalidFieldError(field, state, f"must be one of {', '.join(REPAYMENT_STATES)}")
    known = {"id", "date", "time", "amount", "channel", "state", "may_exceed_ledger"}
    rest = _rest(item, _TEXTS | known)
    if rest.get("allocations", "") is None:
        del rest["allocations"]
    return EntryRecord(
        id=item.needed_string("id"),
        kind="repayment",
        day=_date(item),
        time=item.string("time") or "",
        amount_fen=_amount(item),
        method=item.string("channel") or "",
        state=state,
        may_exceed_ledger=item.flag("may_exceed_ledger") or False,
        details=rest,
        **_texts(item),
    )


def refund_of(item: Details) -> EntryRecord:
    """Return a refund; it is pending until it has its booked day."""
    initiated, booked = item.day("initiated"), item.day("booked")
    day = booked or initiated
    if day is None:
        field = f"{item.owner}.booked"
        raise InvalidFieldError(field, None, "booked or initiated is needed")
    rest = _rest(item, _TEXTS | {"id", "purchase", "booked", "amount", "time", "method"})
    if rest.get("initiated", "") is None:
        del rest["initiated"]
    return EntryRecord(
        id=item.needed_string("id"),
        kind="refund",
        day=day.isoformat(),
        time=item.string("time") or "",
        amount_fen=_amount(item),
        state="booked" if booked else "pending",
        purchase_id=item.needed_string("purchase"),
        method=item.string("method") or "",
        details=rest,
        **_texts(item),
    )


def adjustment_of(item: Details) -> EntryRecord:
    """Return an adjustment; its amount may be negative."""
    amount = item.number("amount")
    if not amount:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, amount, "must be a whole number of fen")
    return replace(
        _operation(item, "adjustment"),
        amount_fen=amount,
        details=_rest(item, _OPERATION | {"amount"}),
    )


def conversion_of(item: Details) -> EntryRecord:
    """Return a statement instalment."""
    item.needed_day("statement_date")
    return replace(
        _operation(item, "statement_instalment"),
        amount_fen=_amount(item),
        periods=item.number("periods") or 1,
        fee_rate_ppm=item.number("fee_rate_ppm_per_period") or 0,
        free_periods=item.number("free_periods") or 0,
        details=_rest(item, _OPERATION | _TERMS | {"amount"}),
    )


def settlement_of(item: Details) -> EntryRecord:
    """Return an early settlement; it has no amount of its own."""
    return replace(
        _operation(item, "early_settlement"),
        purchase_id=item.needed_string("purchase"),
        details=_rest(item, _OPERATION | {"purchase"}),
    )


def snapshot_of(item: Details) -> EntryRecord:
    """Return a snapshot; its figures are kept as details."""
    for key in ("available", "owed", "due_this_month"):
        item.number(key)
    return replace(_operation(item, "snapshot"), details=_rest(item, _OPERATION))


def _operation(item: Details, kind: str) -> EntryRecord:
    return EntryRecord(
        id=item.needed_string("id"),
        kind=kind,
        day=_date(item),
        time=item.string("time") or "",
        amount_fen=0,
        method=item.string("method") or "",
        **_texts(item),
    )


def other_of(item: Details) -> EntryRecord:
    """Return an entry that moves no debt."""
    kind = item.needed_string("kind")
    if kind not in OTHER_KINDS:
        field = f"{item.owner}.kind"
        raise InvalidFieldError(field, kind, f"must be one of {OTHER_KINDS}")
    day, time = _moment(item)
    return EntryRecord(
        id=item.needed_string("id"),
        kind=kind,
        day=day,
        time=time,
        amount_fen=_amount(item, lowest=0),
        method=item.string("method") or "",
        details=_rest(item, _BOUGHT | {"kind"}),
        **_texts(item, "merchant"),
    )


def _texts(item: Details, counterparty: str = "counterparty") -> _Texts:
    return _Texts(
        counterparty=item.string(counterparty) or "",
        description=item.string("description") or "",
        category=item.string("category") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
    )


def _date(item: Details) -> str:
    return item.needed_day("date").isoformat()


def _amount(item: Details, lowest: int = 1) -> int:
    value = item.number("amount")
    if value is None or value < lowest:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, value, "must be a whole number of fen above zero")
    if value > MAX_FEN:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, value, "is too large")
    return value


def _moment(item: Details) -> tuple[str, str]:
    """Return day and time of a stamp such as ``2026-06-01T10:00:00``; a bare day is midnight.

    The time is "" where the item says that it has none.
    """
    stamp = item.needed_string("time")
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        field = f"{item.owner}.time"
        raise InvalidFieldError(field, stamp, "must be a Beijing time YYYY-MM-DDTHH:MM:SS")
    time = "" if item.flag("has_time") is False else moment.time().isoformat(timespec="seconds")
    return moment.date().isoformat(), time


def _rest(item: Details, known: AbstractSet[str]) -> dict[str, object]:
    return {key: value for key, value in item.values.items() if key not in known}
