"""From entries to figures, through the last checkpoint: what the limit and statements are.

Every function takes a unit of work and leaves the commit to its caller; checkpoints that a
question made on its way are derived data and worth keeping, so callers commit after reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.application.entry_records import entry_of
from huanqing.application.progress import Cancelled, Progress
from huanqing.application.read_models import Overview, StatementLineRow, StatementRow
from huanqing.domain.civil_dates import ONE_DAY, add_months
from huanqing.domain.credit_account import LimitKind, holds_on
from huanqing.domain.credit_limit import DayFigures, figures_at, limit_history
from huanqing.domain.entries import StatementInstalment
from huanqing.domain.replay import Replay
from huanqing.domain.statement import StatementFigures, StatementState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from huanqing.application.ports import UnitOfWork
    from huanqing.application.read_models import EntryRow
    from huanqing.application.statement_models import Reconciliation
    from huanqing.domain.credit_account import CreditAccount

WORTH_KEEPING = 100
"""Entries replayed before a checkpoint on the eve of the day asked for is worth its space."""

REPORT_EVERY = 2_000
RECONCILE_DAYS = 62
"""For how long a statement that is out asks to be reconciled: two cycles."""

PINNED_DAY = "pinned_today"
DEMO = "is_demo"


@dataclass(slots=True)
class Standing:
    """The debts at the end of a day: the replay, and what it closed since its checkpoint."""

    replay: Replay
    closed: list[StatementFigures]


def standing_on(uow: UnitOfWork, day: date, progress: Progress | None = None) -> Standing:
    """Return the debts at the end of ``day``, keeping checkpoints on the way."""
    account = uow.account.get()
    replay = _from_checkpoint(uow, account, day)
    # Statements closed before the checkpoint stand in the store; these came after it.
    closed: list[StatementFigures] = []
    boundary = _next_boundary(replay.day, day)
    since = 0
    for done, entry in enumerate(uow.entries.replayable(replay.day, day), start=1):
        if replay.day == date.min:
            boundary = _next_boundary(entry.day, day)
        while boundary is not None and entry.day > boundary:
            if since:
                _keep(uow, replay, boundary)
                since = 0
            boundary = _next_boundary(boundary + ONE_DAY, day)
        if replay.day < day == entry.day and since >= WORTH_KEEPING:
            _keep(uow, replay, day - ONE_DAY)
            since = 0
        replay.apply(entry)
        since += 1
        if progress is not None and done % REPORT_EVERY == 0 and not progress(done, 0):
            raise Cancelled
    if since >= WORTH_KEEPING and replay.day < day:
        _keep(uow, replay, day - ONE_DAY)
    replay.advance(day)
    closed += replay.take_closed()
    return Standing(replay, closed)


def _from_checkpoint(uow: UnitOfWork, account: CreditAccount, day: date) -> Replay:
    """Return a replay on the newest checkpoint before ``day``, or before the first entry."""
    dump = uow.replays.latest(day - ONE_DAY)
    return Replay(account) if dump is None else Replay.restore(account, dump)


def replay_rest(uow: UnitOfWork) -> Replay:
    """Return the debts after the very last entry, also one ahead; keeps no checkpoint."""
    replay = _from_checkpoint(uow, uow.account.get(), date.max)
    for entry in uow.entries.replayable(replay.day, date.max):
        replay.apply(entry)
        replay.take_closed()
    return replay


def refuse_broken(uow: UnitOfWork) -> None:
    """Raise the LedgerError of an entry that what was booked or taken back before it breaks.

    Costs one query where the ledger holds no entry that this can happen to.
    """
    if uow.entries.has_bounded():
        replay_rest(uow)


def _keep(uow: UnitOfWork, replay: Replay, day: date) -> None:
    replay.advance(day)
    closed = replay.take_closed()
    uow.replays.save(day, replay.dump(), closed)


def _next_boundary(day: date, until: date) -> date | None:
    """Return the next day on or after ``day`` worth a checkpoint, before ``until``.

    Year ends long ago, month ends in the last two years: questions about the past are rare,
    those about last month are not.
    """
    if day == date.min:
        return None
    if day.year < until.year - 2:
        boundary = date(day.year, 12, 31)
    else:
        boundary = add_months(day.replace(day=1), 1) - ONE_DAY
    return boundary if boundary < until else None


def today_of(uow: UnitOfWork, clock_today: date) -> date:
    """Return the ledger's pinned day, or the clock's."""
    pinned = uow.settings.get(PINNED_DAY)
    return clock_today if pinned is None else date.fromisoformat(pinned)


def statement_rows(
    uow: UnitOfWork, day: date, *, with_lines: bool, progress: Progress | None = None
) -> list[StatementRow]:
    """Return the statements as they stand at the end of ``day``, oldest first.

    Closed ones carry their lines only ``with_lines``.
    """
    standing = standing_on(uow, day, progress)
    account = standing.replay.account
    found = all_statements(uow, standing, with_lines=with_lines)
    noted = uow.reconciliations.all()
    return [_row(each, account, day, noted) for each in found]


def all_statements(
    uow: UnitOfWork, standing: Standing, *, with_lines: bool
) -> list[StatementFigures]:
    """Return every statement as it stands, closed or open, oldest first.

    Closed ones carry their lines only ``with_lines``.
    """
    stored = uow.replays.closed(standing.replay.day - ONE_DAY, with_lines=with_lines)
    found = {each.statement_date: each for each in stored}
    for each in (*standing.closed, *standing.replay.open_statements()):
        found[each.statement_date] = each
    return [found[key] for key in sorted(found)]


def final_statements(uow: UnitOfWork, day: date, dates: Collection[date]) -> list[StatementFigures]:
    """Return the statements of these dates with their lines, after the very last entry.

    Checkpoints are kept up to ``day``; a date without a statement is absent.
    """
    standing = standing_on(uow, day)
    stored = uow.replays.closed(day - ONE_DAY, with_lines=True, only=dates)
    replay = standing.replay
    for entry in uow.entries.replayable(day, date.max):
        replay.apply(entry)
    found = {each.statement_date: each for each in stored}
    for each in (*standing.closed, *replay.take_closed(), *replay.open_statements()):
        found[each.statement_date] = each
    return [found[key] for key in sorted(found) if key in dates]


def _row(
    figures: StatementFigures,
    account: CreditAccount,
    day: date,
    noted: Mapping[date, Reconciliation],
) -> StatementRow:
    rule = account.rule_on(figures.statement_date)
    found = noted.get(figures.statement_date)
    locked = found if found is not None and found.is_locked else None
    # The penalty is left out: it grows with the days, without anybody changing anything.
    charged = figures.principal_fen + figures.fee_fen
    return StatementRow(
        figures,
        figures.state_on(day),
        figures.minimum_payment_fen(rule),
        is_locked=locked is not None,
        changed_since_lock=locked is not None and locked.agreed_fen not in {None, charged},
    )


def statement_line_rows(uow: UnitOfWork, day: date, statement_date: date) -> list[StatementLineRow]:
    """Return the lines of one statement beside what was bought."""
    standing = standing_on(uow, day)
    candidates = [*standing.replay.open_statements(), *standing.closed]
    lines = next((x.instalments for x in candidates if x.statement_date == statement_date), None)
    if lines is None:
        stored = uow.replays.closed(day - ONE_DAY, with_lines=True)
        lines = next((x.instalments for x in stored if x.statement_date == statement_date), ())
    entries = uow.entries.rows([line.purchase_id for line in lines])
    rows = []
    for line in lines:
        entry = entries.get(line.purchase_id)
        rows.append(
            StatementLineRow(
                line,
                entry.day if entry else statement_date,
                entry.counterparty if entry else "",
                entry.description if entry else "",
                entry.kind if entry else "purchase",
                _split_from(uow, entry) if entry else None,
            )
        )
    return rows


def _split_from(uow: UnitOfWork, entry: EntryRow) -> date | None:
    if entry.kind != "statement_instalment":
        return None
    record = uow.entries.record(entry.kind, entry.id)
    operation = entry_of(record) if record is not None else None
    return operation.statement_date if isinstance(operation, StatementInstalment) else None


def limit_days(uow: UnitOfWork, first: date, until: date) -> Iterator[DayFigures]:
    """Yield every day of ``first`` to ``until`` (both included), with the causes of each step."""
    account = uow.account.get()
    replay = _from_checkpoint(uow, account, first)
    entries = uow.entries.replayable(replay.day, until)
    yield from limit_history(replay, entries, first, until)


def overview(uow: UnitOfWork, day: date, progress: Progress | None = None) -> Overview:
    """Return the first figures of the ledger at the end of ``day``."""
    standing = standing_on(uow, day, progress)
    account = standing.replay.account
    noted = uow.reconciliations.all()
    rows = [
        _row(each, account, day, noted)
        for each in standing.replay.open_statements()
        if each.left_fen
    ]
    overdue = [row for row in rows if row.state is StatementState.OVERDUE]
    billed = [row for row in rows if row.state is StatementState.BILLED]
    unbilled = [row for row in rows if row.state is StatementState.UNBILLED]
    waiting = uow.imports.undecided()
    periods, refunds = uow.entries.questions()
    channels = uow.account.channels()
    ends, amount_fen = _temporary_end(account, day)
    return Overview(
        today=day,
        is_pinned=uow.settings.get(PINNED_DAY) is not None,
        account_name=account.name,
        limit=figures_at(standing.replay),
        owed_fen=standing.replay.owed_fen,
        next_due=next(iter(billed or unbilled), None),
        overdue_fen=sum(row.figures.left_fen for row in overdue),
        overdue_count=len(overdue),
        recent=tuple(uow.entries.recent(10)),
        is_empty=uow.entries.is_empty(),
        open_questions=periods + refunds + waiting,
        channel_count=len(channels),
        unknown_card_limits=sum(not channel.limits for channel in channels),
        is_account_told=uow.account.is_told(),
        unreconciled=_unreconciled(uow, standing, noted),
        pending_refunds=refunds,
        needs_periods=periods,
        waiting_rows=waiting,
        temporary_limit_ends=ends,
        temporary_limit_fen=amount_fen,
        freeze_until=_freeze_end(account, day),
    )


def _unreconciled(
    uow: UnitOfWork, standing: Standing, noted: Mapping[date, Reconciliation]
) -> date | None:
    """Return the newest statement of the last days that is out and not locked."""
    today = standing.replay.day
    found = [
        each.statement_date
        for each in all_statements(uow, standing, with_lines=False)
        if today - timedelta(days=RECONCILE_DAYS) <= each.statement_date <= today
    ]
    open_ones = [each for each in found if each not in noted or not noted[each].is_locked]
    return max(open_ones, default=None)


def _temporary_end(account: CreditAccount, day: date) -> tuple[date | None, int]:
    """Return the day on which the first of the day's temporary limits ends, and what goes."""
    parts = [
        (part.until, part.amount_fen)
        for part in account.limits
        if part.kind is LimitKind.TEMPORARY and part.until is not None and holds_on(part, day)
    ]
    first = min((until for until, _ in parts), default=None)
    return first, sum(amount for until, amount in parts if until == first)


def _freeze_end(account: CreditAccount, day: date) -> date | None:
    """Return the last day of the freezes that hold; None without one, or where one is open."""
    ends = [each.until for each in account.freezes if holds_on(each, day)]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None
