"""Brings a statement's total to what JD shows, or says why that cannot be done honestly.

A statement is too low: an adjustment is booked on a day whose purchases fall in it. It is too
high: an adjustment would not help, as a negative one only pays; so earlier adjustments of the
statement are taken back, then fees lowered on its lines, which is where JD's figures differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from huanqing.application import figures
from huanqing.application.entry_record import EntryRecord
from huanqing.application.entry_records import entry_of
from huanqing.application.locked_statements import keep_locked
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.entries import check_entry
from huanqing.domain.errors import InvalidFieldError, StatementDifferenceError
from huanqing.domain.schedule import Scheduler
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork
    from huanqing.domain.entries import Purchase
    from huanqing.domain.statement import InstalmentFigures, StatementFigures

TRIES = 8
"""A penalty follows the amount almost in proportion, so two or three tries are enough."""

LONGEST_CYCLE_DAYS = 400


def post_difference(
    open_uow: OpenUnitOfWork, today: date, statement_date: date, amount_fen: int, note: str
) -> None:
    """Change a statement's total by exactly ``amount_fen`` (signed), as one action; commits.

    Raises StatementDifferenceError where that cannot be done, LockedStatementError where the
    statement is locked; nothing has changed then.
    """
    if not amount_fen:
        field = "amount"
        raise InvalidFieldError(field, amount_fen, "must not be zero")
    tried = amount_fen
    for _ in range(TRIES):
        with open_uow() as uow:
            with keep_locked(uow, today, allow_locked=False):
                told = {"statement": statement_date.isoformat(), "amount": str(amount_fen)}
                uow.journal.begin("difference", told)
                gained = _gained(uow, today, statement_date, tried, note)
            if gained == amount_fen:
                uow.commit()
                return
        # What is missing or too much is the penalty that the amount itself moved.
        tried -= gained - amount_fen
        if tried * amount_fen <= 0:
            break
    raise StatementDifferenceError(statement_date, "penalty")


def _gained(uow: UnitOfWork, today: date, statement_date: date, amount_fen: int, note: str) -> int:
    """Book the amount and return by how much the statement's total has moved."""
    before = _statement(uow, today, statement_date)
    if amount_fen > 0:
        _raise(uow, today, statement_date, amount_fen, note)
    else:
        _lower(uow, before, statement_date, -amount_fen)
    after = _statement(uow, today, statement_date)
    figures.replay_rest(uow)
    _refuse_new_arrears(statement_date, today, before, after)
    return _total(after) - _total(before)


def _raise(uow: UnitOfWork, today: date, statement_date: date, amount_fen: int, note: str) -> None:
    record = EntryRecord(
        id="",
        kind="adjustment",
        day=_day_that_falls_in(uow, today, statement_date).isoformat(),
        amount_fen=amount_fen,
        note=note,
        details={"reconciles": statement_date.isoformat()},
    )
    check_entry(entry_of(record))
    uow.entries.add([record])


def _day_that_falls_in(uow: UnitOfWork, today: date, statement_date: date) -> date:
    """Return the last day up to today whose purchases fall in the statement."""
    scheduler = Scheduler(uow.account.get())
    day = min(statement_date, today)
    while day > statement_date - timedelta(days=LONGEST_CYCLE_DAYS):
        falls_in = scheduler.line_of_adjustment(day, 1, "").statement_date
        if falls_in == statement_date:
            return day
        day -= ONE_DAY
    raise StatementDifferenceError(statement_date, "ahead")


def _refuse_new_arrears(
    statement_date: date,
    today: date,
    before: StatementFigures | None,
    after: StatementFigures | None,
) -> None:
    """Refuse a rise that nobody paid in time: the penalty would grow, the difference return."""
    if after is None:
        return
    was_late = before is not None and before.state_on(today) is StatementState.OVERDUE
    is_late = after.state_on(today) is StatementState.OVERDUE
    penalty = before.penalty_fen if before is not None else 0
    if (is_late and not was_late) or (after.penalty_fen and not penalty):
        raise StatementDifferenceError(statement_date, "late")


def _statement(uow: UnitOfWork, today: date, statement_date: date) -> StatementFigures | None:
    standing = figures.standing_on(uow, today)
    found = figures.all_statements(uow, standing, with_lines=True)
    return next((each for each in found if each.statement_date == statement_date), None)


def _total(statement: StatementFigures | None) -> int:
    return 0 if statement is None else statement.total_fen


# Lowering.


@dataclass(frozen=True, slots=True)
class Cut:
    """A line from which up to ``most_fen`` may be taken: an adjustment's, or a purchase's fee."""

    record: EntryRecord
    period: int
    most_fen: int
    is_edited: bool = False


def _lower(
    uow: UnitOfWork, statement: StatementFigures | None, statement_date: date, amount_fen: int
) -> None:
    lines = statement.instalments if statement is not None else ()
    cuts = [*_adjustment_cuts(uow, lines), *_fee_cuts(uow, lines)]
    possible = sum(cut.most_fen for cut in cuts)
    if possible < amount_fen:
        raise StatementDifferenceError(statement_date, "no_fees", possible)
    left = amount_fen
    lowered: dict[str, EntryRecord] = {}
    for cut in cuts:
        taken = min(left, cut.most_fen)
        left -= taken
        if not taken:
            return
        if cut.record.kind == "purchase":
            # Two periods of a purchase may stand in one statement.
            record = lowered.get(cut.record.id, cut.record)
            lowered[record.id] = _with_fee(record, cut.period, cut.most_fen - taken)
            uow.entries.change(lowered[record.id])
        elif taken == cut.record.amount_fen:
            uow.entries.remove([cut.record.id], "adjustment")
        else:
            uow.entries.change(replace(cut.record, amount_fen=cut.record.amount_fen - taken))


def _adjustment_cuts(uow: UnitOfWork, lines: tuple[InstalmentFigures, ...]) -> list[Cut]:
    """Return the statement's adjustments that nothing else has lowered, newest first."""
    cuts = []
    for line in lines:
        record = uow.entries.record("adjustment", line.purchase_id)
        if record is not None and record.amount_fen == line.principal_fen:
            cuts.append(Cut(record, 1, record.amount_fen))
    return sorted(cuts, key=lambda cut: (cut.record.day, cut.record.id), reverse=True)


def _fee_cuts(uow: UnitOfWork, lines: tuple[InstalmentFigures, ...]) -> list[Cut]:
    """Return the fees as agreed, not yet lowered by a refund or a settlement; largest first.

    Fees that the user typed come last.
    """
    scheduler = Scheduler(uow.account.get())
    cuts = []
    for line in lines:
        record = uow.entries.record("purchase", line.purchase_id) if line.fee_fen else None
        if record is None:
            continue
        purchase = cast("Purchase", entry_of(record))
        agreed = scheduler.lines_of(purchase)[line.period - 1].fee_fen
        if agreed == line.fee_fen:
            typed = {edit.period for edit in purchase.edited_lines if edit.fee_fen is not None}
            cuts.append(Cut(record, line.period, agreed, line.period in typed))
    return sorted(cuts, key=lambda cut: (cut.is_edited, -cut.most_fen))


def _with_fee(record: EntryRecord, period: int, fee_fen: int) -> EntryRecord:
    """Return a purchase in which the fee of a period is edited."""
    stored = record.details.get("edited_lines")
    lines = [dict(each) for each in stored] if isinstance(stored, list) else []
    line = next((each for each in lines if each.get("period") == period), None)
    if line is None:
        line = {"period": period}
        lines.append(line)
    line["fee"] = fee_fen
    changed = replace(record, details={**record.details, "edited_lines": lines})
    check_entry(entry_of(changed))
    return changed
