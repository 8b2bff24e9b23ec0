"""``huanqing check``: the rules of ledger.md, tried on the ledger at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.entry_record import DEBT_KINDS
from huanqing.application.entry_records import entry_of
from huanqing.application.plan_keeping import read_kept
from huanqing.domain.entries import Allocation, Purchase, Refund, Repayment, check_entry
from huanqing.domain.errors import LedgerError
from huanqing.domain.planning.checker import check_plan
from huanqing.domain.replay import Replay
from huanqing.domain.schedule import Scheduler

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.statement import StatementFigures


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: a stable code, and what it is about."""

    code: str
    detail: str


def check_ledger(uow: UnitOfWork, day: date) -> list[Finding]:
    """Return what is wrong, empty when all rules hold; changes nothing.

    Replays everything from the first entry, apart from the checkpoints, and compares.
    """
    account = uow.account.get()
    scheduler = Scheduler(account)
    findings = [*_broken_entries(uow, scheduler), *_wrong_texts(uow), *_broken_plans(uow)]
    replay = Replay(account, scheduler)
    allocated = _AllocationSums()
    replay.on_allocation = allocated.add
    closed: list[StatementFigures] = []
    try:
        for entry in uow.entries.replayable(date.min, day):
            replay.apply(entry)
            closed += replay.take_closed()
            if isinstance(entry, Repayment) and allocated.total(entry.id) != entry.amount_fen:
                findings.append(Finding("allocation_sum", entry.id))
        replay.advance(day)
        closed += replay.take_closed()
        findings += _compare(uow, day, replay, closed)
        for entry in uow.entries.replayable(day, date.max):
            replay.apply(entry)
            closed += replay.take_closed()
    except LedgerError as error:
        return [*findings, Finding(type(error).__name__, str(error))]
    dates = {each.statement_date for each in (*closed, *replay.open_statements())}
    return findings + _lost_reconciliations(uow, dates)


def _broken_entries(uow: UnitOfWork, scheduler: Scheduler) -> Iterator[Finding]:
    """Yield the entries that break a rule by themselves, and purchases refunded twice over."""
    room: dict[str, int] = {}
    for record in uow.entries.records():
        if record.kind not in DEBT_KINDS:
            continue
        try:
            entry = entry_of(record)
            check_entry(entry)
            if isinstance(entry, Purchase):
                room[entry.id] = entry.amount_fen
                lines = scheduler.lines_of(entry)
                if sum(line.principal_fen for line in lines) != entry.amount_fen:
                    yield Finding("schedule_sum", entry.id)
        except LedgerError as error:
            yield Finding("entry", str(error))
            continue
        if isinstance(entry, Refund) and record.state == "booked":
            room[entry.purchase_id] = room.get(entry.purchase_id, 0) - entry.amount_fen
            if room[entry.purchase_id] < 0:
                yield Finding("refund_sum", entry.id)


def _wrong_texts(uow: UnitOfWork) -> Iterator[Finding]:
    """Yield the entries that a search would look for by texts which they do not have."""
    for rowid in uow.search.wrong_texts():
        yield Finding("search_text", f"row {rowid}")


def _broken_plans(uow: UnitOfWork) -> Iterator[Finding]:
    """Yield the kept plans that cannot be read, break a rule, or are followed beside another."""
    followed = 0
    for stored in uow.plans.all():
        followed += not stored.is_ended
        name = f"plan {stored.plan_id} of {stored.made_on}"
        try:
            kept = read_kept(stored)
            check_plan(kept.problem, kept.answer.plan.payments)
        except (LedgerError, ValueError) as error:
            yield Finding("plan", f"{name}: {error}")
            continue
        steps = len(kept.payments)
        if any(not 1 <= mark.step <= steps for mark in stored.marks):
            yield Finding("plan_mark", f"{name}: a mark of a step that is not there")
    if followed > 1:
        yield Finding("plan", f"{followed} plans are followed at once")


def _lost_reconciliations(uow: UnitOfWork, dates: Collection[date]) -> list[Finding]:
    """Return what was reconciled of statements that are not there."""
    noted = uow.reconciliations.all()
    return [Finding("reconciliation", day.isoformat()) for day in noted if day not in dates]


def _compare(
    uow: UnitOfWork, day: date, replay: Replay, closed: list[StatementFigures]
) -> list[Finding]:
    """Return where the quick figures differ from a full replay, or a line is overpaid."""
    findings: list[Finding] = []
    standing = figures.standing_on(uow, day)
    if standing.replay.dump() != replay.dump():
        findings.append(Finding("checkpoint", "the quick figures differ from a full replay"))
    stored = {each.statement_date: each for each in uow.replays.closed(day, with_lines=True)}
    stored |= {each.statement_date: each for each in standing.closed}
    findings.extend(
        Finding("closed_statement", each.statement_date.isoformat())
        for each in closed
        if stored.get(each.statement_date) != each
    )
    findings.extend(
        Finding("overpaid", statement.statement_date.isoformat())
        for statement in (*closed, *replay.open_statements())
        if statement.left_fen < 0 or any(line.left_fen < 0 for line in statement.instalments)
    )
    return findings


class _AllocationSums:
    """Sums the allocations of every payer, in fen."""

    def __init__(self) -> None:
        self._sums: dict[str, int] = {}

    def add(self, payer: object, allocation: Allocation) -> None:
        """Count one allocation of a repayment."""
        if isinstance(payer, Repayment):
            self._sums[payer.id] = self._sums.get(payer.id, 0) + allocation.amount_fen

    def total(self, repayment_id: str) -> int:
        """Return what was allocated of a repayment."""
        return self._sums.get(repayment_id, 0)
