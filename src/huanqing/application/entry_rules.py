"""What must hold of an entry before it is booked or changed, beyond what the replay refuses."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.entry_record import DEBT_KINDS
from huanqing.application.entry_records import entry_of
from huanqing.domain.calendar_bounds import FIRST_DAY, LAST_DAY
from huanqing.domain.entries import check_entry
from huanqing.domain.errors import (
    InvalidFieldError,
    RefundExceedsPurchaseError,
    UnknownPurchaseError,
)
from huanqing.domain.money import MAX_FEN

if TYPE_CHECKING:
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork

NON_DEBT_KINDS = frozenset(
    {
        "snapshot",
        "other_spending",
        "other_refund",
        "other_income",
        "transfer",
        "other_loan",
    }
)
OF_PURCHASE = frozenset({"refund", "early_settlement"})
STATES = {
    "repayment": ("booked", "processing", "planned", "failed"),
    "refund": ("booked", "pending"),
}
"""The states of a kind, the usual one first; other kinds have none."""
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d", re.ASCII)


def completed(uow: UnitOfWork, draft: EntryRecord) -> EntryRecord:
    """Return the draft with what goes without saying: a state, periods, a refund's texts."""
    record = draft
    if not record.state and record.kind in STATES:
        record = replace(record, state=STATES[record.kind][0])
    if record.kind == "purchase" and not record.periods:
        record = replace(record, periods=1)
    if record.kind == "refund" and not (record.counterparty or record.description):
        purchase = uow.entries.record("purchase", record.purchase_id)
        if purchase is not None:
            record = replace(
                record, counterparty=purchase.counterparty, description=purchase.description
            )
    if record.kind == "refund" and record.state == "pending" and "initiated" in record.details:
        # It counts on that day as long as it has no other.
        record = replace(record, details={**record.details, "initiated": record.day})
    return record


def day_of(text: str) -> date | None:
    """Return the day of an ISO text, None where it is none that an entry can have."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text and FIRST_DAY <= day <= LAST_DAY else None


def is_time(text: str) -> bool:
    """Return whether a text is a time HH:MM:SS, or empty: the time is not known."""
    return not text or _TIME.fullmatch(text) is not None


def refuse_entry(uow: UnitOfWork, record: EntryRecord, rowid: int | None) -> None:
    """Raise LedgerError where the entry's own fields break a rule; ``rowid`` None for a new one."""
    day = day_of(record.day)
    if day is None:
        raise InvalidFieldError(_field(record, "day"), record.day, "must be a day YYYY-MM-DD")
    if not is_time(record.time):
        raise InvalidFieldError(_field(record, "time"), record.time, "must be a time HH:MM:SS")
    if record.kind not in DEBT_KINDS | NON_DEBT_KINDS:
        raise InvalidFieldError(_field(record, "kind"), record.kind, "is no kind of entry")
    if record.state and record.state not in STATES.get(record.kind, ()):
        raise InvalidFieldError(_field(record, "state"), record.state, "is no state of the kind")
    if record.kind in NON_DEBT_KINDS:
        _refuse_other(record)
        return
    check_entry(entry_of(record))
    if record.kind in OF_PURCHASE:
        _refuse_purchase_of(uow, record, day, rowid)
    elif record.kind == "purchase" and rowid is not None:
        _refuse_refunds_of(uow, record, rowid)


def _refuse_other(record: EntryRecord) -> None:
    lowest = 0 if record.kind == "snapshot" else 1
    if record.amount_fen < lowest:
        field = _field(record, "amount")
        raise InvalidFieldError(field, record.amount_fen, "must be above zero")
    if record.amount_fen > MAX_FEN:
        raise InvalidFieldError(_field(record, "amount"), record.amount_fen, "is too large")


def _refuse_purchase_of(uow: UnitOfWork, record: EntryRecord, day: date, rowid: int | None) -> None:
    purchase = uow.entries.record("purchase", record.purchase_id) if record.purchase_id else None
    if purchase is None:
        raise UnknownPurchaseError(record.id, record.purchase_id)
    if day.isoformat() < purchase.day:
        raise InvalidFieldError(_field(record, "day"), record.day, "is before the purchase")
    if record.kind == "refund" and record.state == "booked":
        left = refundable_fen(uow, purchase, rowid)
        if record.amount_fen > left:
            raise RefundExceedsPurchaseError(record.id, purchase.id, record.amount_fen, left)


def refundable_fen(uow: UnitOfWork, purchase: EntryRecord, rowid: int | None) -> int:
    """Return what can still be refunded of a purchase, its refund ``rowid`` left out, in fen."""
    purchase_row = uow.search.rowid_of("purchase", purchase.id)
    others = [] if purchase_row is None else uow.search.refunds_of(purchase_row)
    found = [uow.entries.record_at(other) for other in others if other != rowid]
    booked = sum(each.amount_fen for each in found if each and each.state == "booked")
    return purchase.amount_fen - booked


def counting_on(uow: UnitOfWork, rowid: int) -> list[EntryRecord]:
    """Return what belongs to a purchase and counts: not the refunds that are pending."""
    resting = [uow.entries.record_at(each) for each in uow.search.resting_on([rowid])]
    return [each for each in resting if each is not None and each.state != "pending"]


def _refuse_refunds_of(uow: UnitOfWork, purchase: EntryRecord, rowid: int) -> None:
    """Refuse a purchase that no longer bears what belongs to it."""
    found = counting_on(uow, rowid)
    if any(each.day < purchase.day for each in found):
        raise InvalidFieldError(_field(purchase, "day"), purchase.day, "is after its refund")
    booked = sum(each.amount_fen for each in found if each.state == "booked")
    if booked > purchase.amount_fen:
        raise RefundExceedsPurchaseError(purchase.id, purchase.id, booked, purchase.amount_fen)


def _field(record: EntryRecord, name: str) -> str:
    return f"{record.id or record.kind}.{name}"
