"""What happened to one line or one statement, entry by entry, told by replaying the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.entries import (
    Adjustment,
    Allocation,
    AllocationTarget,
    EarlySettlement,
    Purchase,
    Refund,
    Repayment,
    StatementInstalment,
)
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.entries import Entry
    from huanqing.domain.statement import LineFigures, StatementFigures

KINDS: dict[type, str] = {
    Purchase: "purchase",
    Refund: "refund",
    Repayment: "repayment",
    Adjustment: "adjustment",
    StatementInstalment: "statement_instalment",
    EarlySettlement: "early_settlement",
}


class LineEvent(NamedTuple):
    """What an entry did to a line, in fen: charges changed by so much, so much of it paid."""

    kind: str
    id: str
    day: date
    principal_fen: int
    fee_fen: int
    paid_fen: int


@dataclass(slots=True)
class LineStory:
    """A line as agreed, and what changed or paid it since."""

    agreed_principal_fen: int
    agreed_fee_fen: int
    events: list[LineEvent] = field(default_factory=list)


class Payer(NamedTuple):
    """An entry that paid a part of a statement, in fen."""

    kind: str
    id: str
    day: date
    amount_fen: int


class PenaltySpan(NamedTuple):
    """Days, both ends included, on each of which the same penalty was charged on the same sum."""

    first: date
    last: date
    base_fen: int
    per_day_fen: int
    rate_ppm: int

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def amount_fen(self) -> int:
        """What they charged together."""
        return self.days * self.per_day_fen


def line_story(uow: UnitOfWork, opened: Entry, period: int, day: date) -> LineStory | None:
    """Return what happened to a period of what ``opened`` the debt, up to the end of ``day``."""
    replay, entries = _from(uow, opened.day, day)
    story: LineStory | None = None
    paid: list[Allocation] = []
    replay.on_allocation = lambda _payer, allocation: paid.append(allocation)
    for entry in entries:
        is_opening = story is None and type(entry) is type(opened) and entry.id == opened.id
        before = replay.line_of(opened.id, period) if story is not None else None
        paid.clear()
        replay.apply(entry)
        after = replay.line_of(opened.id, period)
        if is_opening and after is not None:
            story = LineStory(after.principal_fen, after.fee_fen)
        elif story is not None and before is not None:
            own = [x for x in paid if x.purchase_id == opened.id and x.period == period]
            event = _event(entry, before, after, own)
            if event is not None:
                story.events.append(event)
        replay.take_closed()
    return story


def _event(
    entry: Entry, before: LineFigures, after: LineFigures | None, paid: list[Allocation]
) -> LineEvent | None:
    """Return what the entry did; of a line that is gone, all that it charged was paid."""
    paid_fee = sum(each.amount_fen for each in paid if each.target is AllocationTarget.FEE)
    paid_fen = sum(each.amount_fen for each in paid)
    if after is None:
        principal = before.paid_principal_fen + paid_fen - paid_fee - before.principal_fen
        fee = before.paid_fee_fen + paid_fee - before.fee_fen
    else:
        principal = after.principal_fen - before.principal_fen
        fee = after.fee_fen - before.fee_fen
    if not (principal or fee or paid_fen):
        return None
    return LineEvent(KINDS[type(entry)], entry.id, entry.day, principal, fee, paid_fen)


def payers_of(uow: UnitOfWork, statement: StatementFigures, day: date) -> list[Payer]:
    """Return what paid a statement's lines and penalty up to the end of ``day``, in order."""
    replay, entries = _from(uow, _first_day(uow, statement), day)
    found: list[Payer] = []
    paid: list[int] = []

    def note(_payer: object, allocation: Allocation) -> None:
        if allocation.statement_date == statement.statement_date:
            paid.append(allocation.amount_fen)

    replay.on_allocation = note
    for entry in entries:
        paid.clear()
        replay.apply(entry)
        if paid:
            found.append(Payer(KINDS[type(entry)], entry.id, entry.day, sum(paid)))
        replay.take_closed()
    return found


def _first_day(uow: UnitOfWork, statement: StatementFigures) -> date:
    rows = uow.entries.rows([line.purchase_id for line in statement.instalments])
    return min((row.day for row in rows.values()), default=statement.statement_date)


def penalty_spans(uow: UnitOfWork, statement: StatementFigures, day: date) -> list[PenaltySpan]:
    """Return the penalties of a statement up to the end of ``day``, equal days together."""
    wanted = statement.statement_date
    replay, entries = _from(uow, statement.due_date, day)
    pending = next(entries, None)
    spans: list[PenaltySpan] = []
    at = max(replay.day, statement.due_date)
    while pending is not None and pending.day <= at:
        replay.apply(pending)
        pending = next(entries, None)
    replay.advance(at)
    while at < day:
        at += ONE_DAY
        before = replay.statement_of(wanted)
        replay.advance(at)
        after = replay.statement_of(wanted)
        if before is None or after is None:
            break
        charged = after.penalty_fen - before.penalty_fen
        if charged:
            # What is charged on: principal and fees; the penalty itself does not bear any.
            base = sum(line.left_fen for line in before.instalments)
            rate = replay.account.rule_on(at).late_rate_ppm_per_day
            _lengthen(spans, PenaltySpan(at, at, base, charged, rate))
        while pending is not None and pending.day == at:
            replay.apply(pending)
            replay.take_closed()
            pending = next(entries, None)
    return spans


def _lengthen(spans: list[PenaltySpan], added: PenaltySpan) -> None:
    last = spans[-1] if spans else None
    if last is not None and last[2:] == added[2:] and last.last + timedelta(days=1) == added.first:
        spans[-1] = last._replace(last=added.last)
    else:
        spans.append(added)


def _from(uow: UnitOfWork, first: date, until: date) -> tuple[Replay, Iterator[Entry]]:
    """Return a replay that stands before ``first``, and the entries from there to ``until``."""
    account = uow.account.get()
    dump = uow.replays.latest(first - ONE_DAY)
    replay = Replay(account) if dump is None else Replay.restore(account, dump)
    return replay, iter(uow.entries.replayable(replay.day, until))
