"""What is wrong with a draft, field by field, for a form that shows it beside the field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.entry_models import FieldProblem
from huanqing.application.entry_record import DEBT_KINDS
from huanqing.application.entry_records import Details, entry_of
from huanqing.application.entry_rules import (
    NON_DEBT_KINDS,
    OF_PURCHASE,
    STATES,
    completed,
    counting_on,
    day_of,
    is_time,
    refundable_fen,
)
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.entries import MAX_PERIODS, entry_sort_key
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN, PPM
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork

_NEWEST = "e999999999"
"""Stands for the name that the ledger would give."""


def problems_of(uow: UnitOfWork, draft: EntryRecord) -> list[FieldProblem]:
    """Return what is wrong with a draft; with an id it stands for the entry of that id.

    What a change would break elsewhere shows only when it is booked.
    """
    record = completed(uow, draft)
    found = list(_plain(record))
    if any(each.field in {"kind", "day"} for each in found):
        return found
    if record.kind == "purchase":
        found += _schedule(record)
    rowid = uow.search.rowid_of(record.kind, record.id) if record.id else None
    if record.kind in OF_PURCHASE:
        found += _of_purchase(uow, record, rowid)
    elif record.kind == "purchase" and rowid is not None:
        found += _refunded(uow, record, rowid)
    elif not found and record.kind in {"repayment", "adjustment"}:
        found += _debt(uow, record)
    return found


def _plain(record: EntryRecord) -> Iterator[FieldProblem]:
    if record.kind not in DEBT_KINDS | NON_DEBT_KINDS:
        yield FieldProblem("kind", "unknown_kind")
    if not record.day:
        yield FieldProblem("day", "required")
    elif day_of(record.day) is None:
        yield FieldProblem("day", "bad_day")
    if not is_time(record.time):
        yield FieldProblem("time", "bad_value")
    if record.state and record.state not in STATES.get(record.kind, ()):
        yield FieldProblem("state", "bad_state")
    yield from _amount(record)
    if record.kind in {"purchase", "statement_instalment"}:
        yield from _terms(record)


def _amount(record: EntryRecord) -> Iterator[FieldProblem]:
    has_none = record.kind in {"early_settlement", "snapshot"}
    if record.kind == "adjustment":
        if record.amount_fen == 0:
            yield FieldProblem("amount_fen", "required")
    elif record.amount_fen <= 0 and not has_none:
        code = "required" if record.amount_fen == 0 else "not_above_zero"
        yield FieldProblem("amount_fen", code)
    if abs(record.amount_fen) > MAX_FEN:
        yield FieldProblem("amount_fen", "too_large", MAX_FEN)


def _terms(record: EntryRecord) -> Iterator[FieldProblem]:
    if not 1 <= record.periods <= MAX_PERIODS:
        yield FieldProblem("periods", "bad_range", MAX_PERIODS)
    elif not 0 <= record.free_periods <= record.periods:
        yield FieldProblem("free_periods", "bad_range", record.periods)
    if not 0 <= record.fee_rate_ppm <= PPM:
        yield FieldProblem("fee_rate_ppm", "bad_range", PPM)


def _schedule(record: EntryRecord) -> Iterator[FieldProblem]:
    """Yield what is wrong with a fee per period and with the lines that the user edited."""
    details = Details(record.id, record.details)
    try:
        fee = details.number("fee_per_period")
        lines = details.children("edited_lines") or []
        entry_of(record)
    except InvalidFieldError as error:
        yield FieldProblem(error.field.rpartition(".")[2] or "edited_lines", "bad_value")
        return
    if fee is not None and not 0 <= fee <= MAX_FEN:
        yield FieldProblem("fee_per_period", "bad_range", MAX_FEN)
    periods = [line.number("period") or 0 for line in lines]
    if any(not 1 <= period <= record.periods for period in periods):
        yield FieldProblem("edited_lines", "no_such_period", record.periods)
        return
    if len(set(periods)) < len(periods):
        yield FieldProblem("edited_lines", "period_twice")
        return
    yield from _edited_sums(record, lines)


def _edited_sums(record: EntryRecord, lines: list[Details]) -> Iterator[FieldProblem]:
    amounts = [line.number(key) or 0 for line in lines for key in ("principal", "fee")]
    if any(amount < 0 for amount in amounts):
        yield FieldProblem("edited_lines", "not_above_zero")
    if any(amount > MAX_FEN for amount in amounts):
        yield FieldProblem("edited_lines", "too_large", MAX_FEN)
    days = [line.day("statement_date") for line in lines]
    if any(day is not None and day.isoformat() < record.day for day in days):
        yield FieldProblem("edited_lines", "before_purchase", record.day)
    told = [line.number("principal") for line in lines]
    fixed = [each for each in told if each is not None]
    missing = record.amount_fen - sum(fixed)
    if fixed and (missing < 0 or (missing and len(fixed) == record.periods)):
        yield FieldProblem("edited_lines", "sum_differs", missing)


def _of_purchase(uow: UnitOfWork, record: EntryRecord, rowid: int | None) -> Iterator[FieldProblem]:
    if not record.purchase_id:
        yield FieldProblem("purchase_id", "required")
        return
    purchase = uow.entries.record("purchase", record.purchase_id)
    if purchase is None:
        yield FieldProblem("purchase_id", "unknown_purchase")
        return
    if record.day < purchase.day:
        yield FieldProblem("day", "before_purchase", purchase.day)
    if record.kind == "refund" and record.state == "booked":
        left = refundable_fen(uow, purchase, rowid)
        if record.amount_fen > left:
            yield FieldProblem("amount_fen", "exceeds_purchase", left)


def _refunded(uow: UnitOfWork, purchase: EntryRecord, rowid: int) -> Iterator[FieldProblem]:
    found = counting_on(uow, rowid)
    first = min((each.day for each in found), default=purchase.day)
    if first < purchase.day:
        yield FieldProblem("day", "after_refund", first)
    booked = sum(each.amount_fen for each in found if each.state == "booked")
    if booked > purchase.amount_fen:
        yield FieldProblem("amount_fen", "below_refunds", booked)


def _debt(uow: UnitOfWork, record: EntryRecord) -> Iterator[FieldProblem]:
    """Yield where a payment is above what is owed on its day."""
    pays = -record.amount_fen if record.kind == "adjustment" else record.amount_fen
    counts = record.state in {"", "booked"} and not record.may_exceed_ledger
    day = day_of(record.day)
    if pays <= 0 or not counts or day is None:
        return
    owed = owed_without(uow, record, day)
    if pays > owed:
        yield FieldProblem("amount_fen", "exceeds_debt", owed)


def owed_without(uow: UnitOfWork, record: EntryRecord, day: date) -> int:
    """Return what is owed on ``day`` when the entry comes to apply, in fen, as if it were new.

    An entry without an id comes after those that the ledger has named.
    """
    own = entry_of(replace(record, id=record.id or _NEWEST, details={}))
    place = entry_sort_key(own)
    stored = uow.entries.record(record.kind, record.id) if record.id else None
    first = day if stored is None else min(day, date.fromisoformat(stored.day))
    account = uow.account.get()
    dump = uow.replays.latest(first - ONE_DAY)
    replay = Replay(account) if dump is None else Replay.restore(account, dump)
    for entry in uow.entries.replayable(replay.day, day):
        if entry_sort_key(entry) > place:
            break
        if type(entry) is not type(own) or entry.id != own.id:
            replay.apply(entry)
    replay.advance(day)
    return replay.owed_fen
