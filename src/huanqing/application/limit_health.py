"""What the user can know and change about the limit, as figures; never JD's score.

- Utilisation: used / total. Good up to 30 %.
- Days overdue: days of the last year at whose end a statement was overdue. Good at none.
- On-time streak: bills in a row, of the last year, paid by the end of their due date.
  Good from 12 on.
- Share of instalments: what is owed in periods / what is owed. Good up to a half.
- Pressure: the most that falls due in seven days ahead / a month's income, which is what comes
  repeatedly in the year ahead, by twelve. Good up to 30 %.
- Limit changes: how many were seen, each beside the ninety days before it.

Shares are parts per million. Where the marks lie is this program's view: JD publishes none.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from huanqing.application.limit_models import (
    HealthFactor,
    HealthKind,
    HealthMark,
    LimitChange,
)
from huanqing.application.plan_cash import flows_between
from huanqing.application.projection import facts
from huanqing.application.what_if import pressure
from huanqing.domain.civil_dates import ONE_DAY, add_months
from huanqing.domain.credit_account import LimitKind
from huanqing.domain.credit_limit import EntriesByDay
from huanqing.domain.entries import Purchase, Repayment
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import PPM, share_of
from huanqing.domain.replay import Replay
from huanqing.domain.trial import TrialForecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.credit_account import CreditAccount, LimitPart
    from huanqing.domain.day_figures import DayFigures
    from huanqing.domain.entries import Entry
    from huanqing.domain.payment_channel import FundingAccount

WATCHED_DAYS = 365
BEFORE_A_CHANGE_DAYS = 90
CHANGES_SHOWN = 6
AHEAD_DAYS = 400
MONTHS = 12

UTILISATION_PPM = (300_000, 700_000)
SHARE_PPM = (500_000, 800_000)
PRESSURE_PPM = (300_000, 700_000)
"""Up to the first a share is good, up to the second fair."""

BILLS_OF_A_YEAR = 12
FEW_BILLS = 3


class _Bill(NamedTuple):
    """A statement that fell due: whether it was paid by the end of its due date."""

    due: date
    statement_date: date
    is_on_time: bool


def health(uow: UnitOfWork, today: date) -> tuple[HealthFactor, ...]:
    """Return the factors in the order of ``HealthKind``, as of the end of ``today``."""
    days, forecast = facts(uow, today, today, today)
    bills = list(TrialForecast(forecast).bills().values())
    overdue, streak = _punctuality(uow, today)
    heaviest = pressure(bills, today, today + timedelta(days=AHEAD_DAYS))
    return (
        _utilisation(days[-1]),
        overdue,
        streak,
        _instalment_share(forecast),
        _pressure(
            0 if heaviest is None else heaviest.amount_fen,
            None if heaviest is None else heaviest.day,
            monthly_income(uow.account.funding(), today),
        ),
        _limit_changes(uow, today),
    )


def monthly_income(funding: Sequence[FundingAccount], today: date) -> int:
    """Return a month's income in fen: what comes repeatedly in the year ahead, by twelve."""
    until = add_months(today, MONTHS)
    income = 0
    for account in funding:
        for flow in account.flows:
            if flow.amount_fen > 0 and flow.every is not None:
                try:
                    coming = flows_between([flow], today, until)
                except InvalidFieldError:  # A repetition of a later version, from a file.
                    continue
                income += sum(each.amount_fen for each in coming)
    return share_of(income, 1, MONTHS)


def _utilisation(now: DayFigures) -> HealthFactor:
    kind, used, total = HealthKind.UTILISATION, now.used_fen, now.total_fen
    if not total:
        parts = {"used": used} if total is None else {"used": used, "total": 0}
        return HealthFactor(kind, HealthMark.UNKNOWN, None, UTILISATION_PPM[0], parts)
    value = share_of(used, PPM, total)
    gap = used - total * UTILISATION_PPM[0] // PPM
    return HealthFactor(
        kind,
        _mark(value, UTILISATION_PPM),
        value,
        UTILISATION_PPM[0],
        {"used": used, "total": total},
        gap_fen=gap if gap > 0 else None,
    )


def _instalment_share(replay: Replay) -> HealthFactor:
    lines = [line for each in replay.open_statements() for line in each.instalments]
    owed = sum(line.left_fen for line in lines)
    split = sum(line.left_fen for line in lines if line.periods > 1)
    target = SHARE_PPM[0]
    value = share_of(split, PPM, owed) if owed else 0
    # Paying x off instalments leaves (split - x) / (owed - x).
    gap = -((target * owed - split * PPM) // (PPM - target))
    return HealthFactor(
        HealthKind.INSTALMENT_SHARE,
        _mark(value, SHARE_PPM),
        value,
        target,
        {"instalments": split, "owed": owed},
        gap_fen=gap if gap > 0 else None,
    )


def _pressure(due: int, day: date | None, income: int) -> HealthFactor:
    kind, parts = HealthKind.PRESSURE, {"due": due, "income": income}
    target = PRESSURE_PPM[0]
    if not income:
        return HealthFactor(kind, HealthMark.UNKNOWN, None, target, parts, since=day)
    value = share_of(due, PPM, income)
    gap = due - income * target // PPM
    mark = _mark(value, PRESSURE_PPM)
    return HealthFactor(
        kind, mark, value, target, parts, gap_fen=gap if gap > 0 else None, since=day
    )


def _mark(value: int, bounds: tuple[int, int]) -> HealthMark:
    if value <= bounds[0]:
        return HealthMark.GOOD
    return HealthMark.FAIR if value <= bounds[1] else HealthMark.POOR


# Punctuality: the last year once more, day by day.


def _punctuality(uow: UnitOfWork, today: date) -> tuple[HealthFactor, HealthFactor]:
    first = today - timedelta(days=WATCHED_DAYS - 1)
    days_overdue, last_overdue = 0, None
    late: dict[date, date] = {}
    paid_before = uow.replays.closed(first - ONE_DAY, with_lines=False)
    found = {each.statement_date: each for each in paid_before if first <= each.due_date <= today}
    replay, pending = _standing_before(uow, first, today)
    day = first
    while day <= today:
        _go_on(replay, pending, day)
        is_overdue = False
        for due, issued, left in replay.left_by_due(day):
            is_overdue = is_overdue or bool(left and due < day)
            if left and due == day < today:
                late[issued] = due
        if is_overdue:
            days_overdue, last_overdue = days_overdue + 1, day
        found.update((each.statement_date, each) for each in replay.take_closed())
        day += ONE_DAY
    found.update((each.statement_date, each) for each in replay.open_statements())
    bills = sorted(
        _Bill(each.due_date, each.statement_date, each.statement_date not in late)
        for each in found.values()
        if first <= each.due_date <= today
        and each.principal_fen + each.fee_fen
        and not (each.due_date == today and each.left_fen)
    )
    return _days_overdue(days_overdue, last_overdue, replay), _streak(bills)


def _days_overdue(count: int, last: date | None, replay: Replay) -> HealthFactor:
    owed = sum(left for due, _, left in replay.left_by_due(replay.day) if due < replay.day)
    mark = HealthMark.POOR if owed else HealthMark.FAIR if count else HealthMark.GOOD
    return HealthFactor(
        HealthKind.DAYS_OVERDUE,
        mark,
        count,
        0,
        {"overdue": owed},
        gap_fen=owed or None,
        since=last,
    )


def _streak(bills: Sequence[_Bill]) -> HealthFactor:
    streak: list[_Bill] = []
    for bill in reversed(bills):
        if not bill.is_on_time:
            break
        streak.append(bill)
    count = len(streak)
    if not bills:
        mark = HealthMark.UNKNOWN
    elif count >= BILLS_OF_A_YEAR:
        mark = HealthMark.GOOD
    else:
        mark = HealthMark.FAIR if count >= FEW_BILLS else HealthMark.POOR
    return HealthFactor(
        HealthKind.ON_TIME_STREAK,
        mark,
        count if bills else None,
        BILLS_OF_A_YEAR,
        since=streak[-1].due if streak else None,
    )


def _standing_before(uow: UnitOfWork, first: date, until: date) -> tuple[Replay, EntriesByDay]:
    """Return the debts of the eve of a day, and the entries that follow."""
    account = uow.account.get()
    dump = uow.replays.latest(first - ONE_DAY)
    replay = Replay(account) if dump is None else Replay.restore(account, dump)
    pending = EntriesByDay(uow.entries.replayable(replay.day, until))
    for entry in pending.before(first):
        replay.apply(entry)
        replay.take_closed()
    replay.advance(first - ONE_DAY)
    return replay, pending


def _go_on(replay: Replay, pending: EntriesByDay, day: date) -> list[Entry]:
    replay.advance(day)
    applied = []
    for entry in pending.of(day):
        replay.apply(entry)
        applied.append(entry)
    return applied


# Changes of the limit, beside what went before them.


def _limit_changes(uow: UnitOfWork, today: date) -> HealthFactor:
    account = uow.account.get()
    parts = sorted(
        (part for part in account.limits if part.from_date <= today),
        key=lambda part: part.from_date,
    )
    first_fixed = next((part for part in parts if part.kind is LimitKind.FIXED), None)
    seen = [
        part
        for part in parts
        if part is not first_fixed
        and (part.kind is LimitKind.TEMPORARY or _fixed_before(account, part) != part.amount_fen)
    ]
    shown = seen[-CHANGES_SHOWN:]
    changes = tuple(reversed([_change(uow, account, part) for part in shown]))
    return HealthFactor(
        HealthKind.LIMIT_CHANGES,
        _mark_of_changes(changes),
        len(seen),
        since=changes[0].day if changes else None,
        changes=changes,
    )


def _fixed_before(account: CreditAccount, part: LimitPart) -> int | None:
    fixed = account.fixed_limit_on(part.from_date - ONE_DAY)
    return None if fixed is None else fixed.amount_fen


def _change(uow: UnitOfWork, account: CreditAccount, part: LimitPart) -> LimitChange:
    first = part.from_date - timedelta(days=BEFORE_A_CHANGE_DAYS)
    last = part.from_date - ONE_DAY
    replay, pending = _standing_before(uow, first, last)
    spent = repaid = days_overdue = 0
    day = first
    while day <= last:
        for entry in _go_on(replay, pending, day):
            if isinstance(entry, Purchase):
                spent += entry.amount_fen
            elif isinstance(entry, Repayment):
                repaid += entry.amount_fen
        replay.take_closed()
        days_overdue += any(left and due < day for due, _, left in replay.left_by_due(day))
        day += ONE_DAY
    is_temporary = part.kind is LimitKind.TEMPORARY
    return LimitChange(
        day=part.from_date,
        is_temporary=is_temporary,
        before_fen=account.total_limit_on(last) if is_temporary else _fixed_before(account, part),
        after_fen=part.amount_fen,
        used_fen=replay.used_fen(),
        spent_fen=spent,
        repaid_fen=repaid,
        days_overdue=days_overdue,
    )


def _mark_of_changes(changes: Sequence[LimitChange]) -> HealthMark:
    """Return good after a raise of the fixed limit, poor after a cut; unknown without either."""
    for each in changes:
        if not each.is_temporary and each.before_fen is not None:
            return HealthMark.GOOD if each.after_fen > each.before_fen else HealthMark.POOR
    return HealthMark.UNKNOWN
