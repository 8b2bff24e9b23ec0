"""The problem in day numbers and integers, as the solver uses it.

Nothing here is shared with the checker of the domain, which reads the problem itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.planning.problem import Channel, Funding, Problem


Steps = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ChannelTerms:
    """A channel by day: what it can move, in how many payments of what size."""

    id: str
    account: int
    per_payment: int
    fee: int
    caps: tuple[int, ...]
    counts: tuple[int, ...]
    steps: tuple[Steps, ...]
    """By day: (fen, how many) of the payments that fill the day, the largest first."""
    months: tuple[tuple[int, int, int], ...]
    """Days [first, end) and what can be moved in them, for the months that bind."""


@dataclass(frozen=True, slots=True)
class Group:
    """Obligations that differ in nothing but their amounts."""

    due: int
    rate: int
    earliest: int
    amount: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The problem as numbers; day 0 is today."""

    days: int
    buffer: int
    min_payment: int
    daily_caps: tuple[int, ...]
    owed: int
    groups: tuple[Group, ...]
    channels: tuple[ChannelTerms, ...]
    joint: tuple[Steps, ...]
    """By day: (fen, how many) of the payments of all channels that fill it, largest first."""
    cash: tuple[tuple[int, ...], ...]
    """By account and day: the most that may be spent up to that day; never falls."""
    first_end: int = 0
    """No debt can have ended before that day, so that no earlier payment may be too small."""
    end_of: tuple[int, ...] = ()
    """By day: the last day of its run, where runs of days are merged; empty: they are not."""


def terms_of(problem: Problem) -> Terms:
    """Return the problem in day numbers."""
    owed = problem.owed_fen
    accounts = {each.id: place for place, each in enumerate(problem.funding)}
    cap = problem.platform.daily_cap_fen
    daily_cap = owed if cap is None else min(cap, owed)
    channels = tuple(
        _channel(problem, each, accounts[each.funding], daily_cap) for each in problem.channels
    )
    return Terms(
        days=problem.days,
        buffer=problem.preferences.buffer_days,
        min_payment=max(1, problem.platform.min_payment_fen),
        daily_caps=(daily_cap,) * problem.days,
        owed=owed,
        groups=_groups(problem),
        channels=channels,
        joint=tuple(
            joint_of([each.steps[day] for each in channels], daily_cap)
            for day in range(problem.days)
        ),
        cash=tuple(_cash(problem, each) for each in problem.funding),
    )


def _groups(problem: Problem) -> tuple[Group, ...]:
    found: dict[tuple[int, int, int], list[int]] = {}
    for place, each in enumerate(problem.obligations):
        if each.amount_fen:
            due = max(0, problem.index(each.due))
            earliest = 0 if each.earliest is None else max(0, problem.index(each.earliest))
            found.setdefault((due, each.late_rate_ppm_per_day, earliest), []).append(place)
    return tuple(
        Group(due, rate, earliest, _sum_of(problem, members), tuple(members))
        for (due, rate, earliest), members in sorted(found.items())
    )


def _sum_of(problem: Problem, members: list[int]) -> int:
    return sum(problem.obligations[each].amount_fen for each in members)


def _cash(problem: Problem, funding: Funding) -> tuple[int, ...]:
    flows = [0] * problem.days
    for each in funding.flows:
        index = max(0, problem.index(each.day))
        if index < problem.days:
            flows[index] += each.amount_fen
    level, levels = funding.balance_fen - funding.reserve_fen, []
    for flow in flows:
        level += flow
        levels.append(max(0, level))
    for day in range(problem.days - 2, -1, -1):
        levels[day] = min(levels[day], levels[day + 1])
    return tuple(levels)


def _channel(problem: Problem, channel: Channel, account: int, daily_cap: int) -> ChannelTerms:
    months = _months(problem, channel)
    month_room = [daily_cap] * problem.days
    for first, end, room in months:
        for day in range(first, end):
            month_room[day] = min(month_room[day], room)
    per_payment = daily_cap
    if channel.per_transaction_fen is not None:
        per_payment = min(per_payment, channel.per_transaction_fen)
    closed = {problem.index(each) for each in channel.unavailable}
    caps, counts = [], []
    for day in range(problem.days):
        cap = 0 if day in closed else min(month_room[day], _day_room(channel, day))
        count = 0 if not per_payment else -(-cap // per_payment)
        if channel.payments_per_day is not None:
            count = min(count, channel.payments_per_day)
        caps.append(min(cap, count * per_payment))
        counts.append(count)
    kept = tuple((a, b, room) for a, b, room in months if sum(caps[a:b]) > room)
    return ChannelTerms(
        id=channel.id,
        account=account,
        per_payment=per_payment,
        fee=channel.fee_per_payment_fen,
        caps=tuple(caps),
        counts=tuple(counts),
        steps=tuple(steps_of(each, per_payment) for each in caps),
        months=kept,
    )


def steps_of(cap: int, per_payment: int) -> Steps:
    """Return the payments (fen, how many) that fill a day, the largest first."""
    if not cap:
        return ()
    full, rest = divmod(cap, per_payment)
    found = ((per_payment, full),) if full else ()
    return (*found, (rest, 1)) if rest else found


def joint_of(steps: list[Steps], room: int) -> Steps:
    """Return how much each further payment of a day can add, whatever its channel."""
    found: dict[int, int] = {}
    for size, number in sorted((each for steps_of in steps for each in steps_of), reverse=True):
        whole = min(number, room // size)
        found[size] = found.get(size, 0) + whole
        room -= whole * size
        if whole < number:
            found[room] = found.get(room, 0) + 1
            break
    return tuple((size, number) for size, number in found.items() if size and number)


def _day_room(channel: Channel, day: int) -> int:
    if channel.per_day_fen is None:
        return 1 << 60
    used = channel.used_today_fen if day == 0 else 0
    return max(0, channel.per_day_fen - used)


def _months(problem: Problem, channel: Channel) -> list[tuple[int, int, int]]:
    if channel.per_month_fen is None:
        return []
    found: list[tuple[int, int, int]] = []
    first, month = 0, _month(problem.today)
    room = max(0, channel.per_month_fen - channel.used_this_month_fen)
    for day in range(1, problem.days + 1):
        if day == problem.days or _month(problem.day(day)) != month:
            found.append((first, day, room))
            if day < problem.days:
                first, month, room = day, _month(problem.day(day)), channel.per_month_fen
    return found


def _month(day: date) -> tuple[int, int]:
    return (day.year, day.month)
