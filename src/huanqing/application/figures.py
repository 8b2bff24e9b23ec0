"""From entries to figures, through the last checkpoint: what the limit and statements are.

Every function takes a unit of work and leaves the commit to its caller; checkpoints that a
question made on its way are derived data and worth keeping, so callers commit after reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.read_models import Overview, StatementLineRow, StatementRow
from huanqing.application.services import Cancelled, Progress
from huanqing.domain.civil_dates import ONE_DAY, add_months
from huanqing.domain.credit_limit import DayFigures, figures_at, limit_history
from huanqing.domain.replay import Replay
from huanqing.domain.statement import StatementFigures, StatementState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.credit_account import CreditAccount

WORTH_KEEPING = 100
"""Entries replayed before a checkpoint on the eve of the day asked for is worth its space."""

REPORT_EVERY = 2_000
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
    stored = uow.replays.closed(day - ONE_DAY, with_lines=with_lines)
    found = {each.statement_date: each for each in stored}
    for each in (*standing.closed, *standing.replay.open_statements()):
        found[each.statement_date] = each
    return [_row(found[key], account, day) for key in sorted(found)]


def _row(figures: StatementFigures, account: CreditAccount, day: date) -> StatementRow:
    rule = account.rule_on(figures.statement_date)
    return StatementRow(figures, figures.state_on(day), figures.minimum_payment_fen(rule))


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
            )
        )
    return rows


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
    rows = [_row(each, account, day) for each in standing.replay.open_statements() if each.left_fen]
    overdue = [row for row in rows if row.state is StatementState.OVERDUE]
    billed = [row for row in rows if row.state is StatementState.BILLED]
    unbilled = [row for row in rows if row.state is StatementState.UNBILLED]
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
        entry_count=uow.entries.count(),
        open_questions=uow.entries.open_questions() + uow.imports.undecided(),
    )
