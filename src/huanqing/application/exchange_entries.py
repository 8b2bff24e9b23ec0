"""The entries of the exchange format as records; each raises InvalidFieldError with the path."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from huanqing.application.entry_record import EntryRecord
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from huanqing.application.entry_records import Details

REPAYMENT_STATES = ("planned", "processing", "booked", "failed")
OTHER_KINDS = ("other_spending", "other_refund", "other_income", "transfer", "other_loan")


def purchase_of(item: Details) -> EntryRecord:
    """Return a purchase of the format."""
    stamp = _need(item, "time")
    day, time = _moment(item, stamp)
    known = {
        "id", "time", "amount", "merchant", "description", "category", "order_no",
        "merchant_order_no", "periods", "fee_rate_ppm_per_period", "free_periods",
        "note", "method", "needs_periods",
    }  # fmt: skip
    periods = item.number("periods")
    return EntryRecord(
        id=_need(item, "id"),
        kind="purchase",
        day=day,
        time=time,
        amount_fen=_amount(item),
        counterparty=item.string("merchant") or "",
        description=item.string("description") or "",
        category=item.string("category") or "",
        method=item.string("method") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        periods=1 if periods is None else periods,
        fee_rate_ppm=item.number("fee_rate_ppm_per_period") or 0,
        free_periods=item.number("free_periods") or 0,
        needs_periods=item.flag("needs_periods") or False,
        details=_rest(item, known),
    )


def repayment_of(item: Details) -> EntryRecord:
    """Return a repayment; without a state it is booked."""
    state = item.string("state") or "booked"
    if state not in REPAYMENT_STATES:
        field = f"{item.owner}.state"
        raise InvalidFieldError(field, state, f"must be one of {', '.join(REPAYMENT_STATES)}")
    known = {
        "id", "date", "time", "amount", "channel", "state", "note", "may_exceed_ledger",
        "counterparty", "description", "category", "order_no", "merchant_order_no",
    }  # fmt: skip
    rest = _rest(item, known)
    if rest.get("allocations", "") is None:
        del rest["allocations"]
    return EntryRecord(
        id=_need(item, "id"),
        kind="repayment",
        day=_need_day(item, "date"),
        time=item.string("time") or "",
        amount_fen=_amount(item),
        method=item.string("channel") or "",
        state=state,
        counterparty=item.string("counterparty") or "",
        description=item.string("description") or "",
        category=item.string("category") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        may_exceed_ledger=item.flag("may_exceed_ledger") or False,
        details=rest,
    )


def refund_of(item: Details) -> EntryRecord:
    """Return a refund; it is pending until it has its booked day."""
    initiated, booked = item.day("initiated"), item.day("booked")
    day = booked or initiated
    if day is None:
        field = f"{item.owner}.booked"
        raise InvalidFieldError(field, None, "booked or initiated is needed")
    known = {"id", "purchase", "booked", "amount", "note", "time", "description",
             "counterparty", "category", "method", "order_no", "merchant_order_no"}  # fmt: skip
    rest = _rest(item, known)
    if rest.get("initiated", "") is None:
        del rest["initiated"]
    return EntryRecord(
        id=_need(item, "id"),
        kind="refund",
        day=day.isoformat(),
        time=item.string("time") or "",
        amount_fen=_amount(item),
        state="booked" if booked else "pending",
        purchase_id=_need(item, "purchase"),
        description=item.string("description") or "",
        counterparty=item.string("counterparty") or "",
        category=item.string("category") or "",
        method=item.string("method") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        details=rest,
    )


def adjustment_of(item: Details) -> EntryRecord:
    """Return an adjustment; its amount may be negative."""
    amount = item.number("amount")
    if not amount:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, amount, "must be a whole number of fen")
    return EntryRecord(
        id=_need(item, "id"),
        kind="adjustment",
        day=_need_day(item, "date"),
        amount_fen=amount,
        note=item.string("note") or "",
        details=_rest(item, {"id", "date", "amount", "note"}),
    )


def conversion_of(item: Details) -> EntryRecord:
    """Return a statement instalment."""
    _need_day(item, "statement_date")
    known = {"id", "date", "amount", "periods", "fee_rate_ppm_per_period", "free_periods",
             "note"}  # fmt: skip
    return EntryRecord(
        id=_need(item, "id"),
        kind="statement_instalment",
        day=_need_day(item, "date"),
        amount_fen=_amount(item),
        periods=item.number("periods") or 1,
        fee_rate_ppm=item.number("fee_rate_ppm_per_period") or 0,
        free_periods=item.number("free_periods") or 0,
        note=item.string("note") or "",
        details=_rest(item, known),
    )


def settlement_of(item: Details) -> EntryRecord:
    """Return an early settlement; it has no amount of its own."""
    return EntryRecord(
        id=_need(item, "id"),
        kind="early_settlement",
        day=_need_day(item, "date"),
        amount_fen=0,
        purchase_id=_need(item, "purchase"),
        note=item.string("note") or "",
        details=_rest(item, {"id", "date", "purchase", "note"}),
    )


def snapshot_of(item: Details) -> EntryRecord:
    """Return a snapshot; its figures are kept as details."""
    for key in ("available", "owed", "due_this_month"):
        item.number(key)
    return EntryRecord(
        id=_need(item, "id"),
        kind="snapshot",
        day=_need_day(item, "date"),
        amount_fen=0,
        note=item.string("note") or "",
        details=_rest(item, {"id", "date", "note"}),
    )


def other_of(item: Details) -> EntryRecord:
    """Return an entry that moves no debt."""
    kind = _need(item, "kind")
    if kind not in OTHER_KINDS:
        field = f"{item.owner}.kind"
        raise InvalidFieldError(field, kind, f"must be one of {OTHER_KINDS}")
    day, time = _moment(item, _need(item, "time"))
    known = {"id", "kind", "time", "amount", "merchant", "description", "category", "method",
             "order_no", "merchant_order_no", "note"}  # fmt: skip
    return EntryRecord(
        id=_need(item, "id"),
        kind=kind,
        day=day,
        time=time,
        amount_fen=_amount(item, lowest=0),
        counterparty=item.string("merchant") or "",
        description=item.string("description") or "",
        category=item.string("category") or "",
        method=item.string("method") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        details=_rest(item, known),
    )


def _need(item: Details, key: str) -> str:
    value = item.string(key)
    if not value:
        field = f"{item.owner}.{key}"
        raise InvalidFieldError(field, value, "is needed")
    return value


def _need_day(item: Details, key: str) -> str:
    value = item.day(key)
    if value is None:
        field = f"{item.owner}.{key}"
        raise InvalidFieldError(field, None, "is needed")
    return value.isoformat()


def _amount(item: Details, lowest: int = 1) -> int:
    value = item.number("amount")
    if value is None or value < lowest:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, value, "must be a whole number of fen above zero")
    return value


def _moment(item: Details, stamp: str) -> tuple[str, str]:
    """Return day and time of a stamp such as ``2026-06-01T10:00:00``; a bare day is midnight."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        raise InvalidFieldError(
            f"{item.owner}.time",  # noqa: EM102 - a field's path, not a message
            stamp,
            "must be a Beijing time YYYY-MM-DDTHH:MM:SS",
        )
    return moment.date().isoformat(), moment.time().isoformat(timespec="seconds")


def _rest(item: Details, known: set[str]) -> dict[str, object]:
    return {key: value for key, value in item.values.items() if key not in known}
