"""The best plan of a tiny problem by trying every sequence of payments, one payment at a time.

Another view of the rules than the solver's: no counts, no flows, no linear model. A state is
what is unpaid of each obligation and what was moved so far; each step makes one payment with
one allocation, or ends the day. Amounts must be a few fen.
"""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from huanqing.domain.planning.problem import (
    Channel,
    Flow,
    Funding,
    Obligation,
    Platform,
    Preferences,
    Problem,
    Timing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Worth = tuple[int, int, int, int, int]


class State(NamedTuple):
    unpaid: tuple[int, ...]
    spent: tuple[int, ...]
    month: tuple[int, ...]
    today: tuple[int, ...]
    made: tuple[int, ...]


def best_worth(problem: Problem) -> Worth:
    """The five tiers of the best plan; timing as the plain sum, whichever way is wanted."""
    channels = len(problem.channels)
    none = (0,) * channels
    start = State(
        tuple(each.amount_fen for each in problem.obligations),
        (0,) * len(problem.funding),
        tuple(each.used_this_month_fen for each in problem.channels),
        tuple(each.used_today_fen for each in problem.channels),
        none,
    )
    sign = -1 if problem.preferences.timing is Timing.LATE else 1
    states: dict[State, Worth] = {start: (0, 0, 0, 0, 0)}
    day = problem.today
    while day <= problem.horizon_end:
        states = _after_payments(problem, day, states, sign)
        states = _after_day(problem, day, states)
        day += timedelta(days=1)
    late, inside, fees, payments, timing = min(states.values())
    return late, inside, fees, payments, timing * sign


def _after_payments(
    problem: Problem, day: date, states: dict[State, Worth], sign: int
) -> dict[State, Worth]:
    """All states that payments of the day can lead to; more is paid in each round."""
    reached = dict(states)
    fresh = dict(states)
    while fresh:
        found: dict[State, Worth] = {}
        for state, worth in fresh.items():
            for place, amounts in _payments(problem, day, state):
                amount = sum(amounts)
                fee = problem.channels[place].fee_per_payment_fen
                after = _paid(problem, state, place, amounts)
                days = (day - problem.today).days
                value = (
                    worth[0],
                    worth[1],
                    worth[2] + fee,
                    worth[3] + 1,
                    worth[4] + sign * amount * days,
                )
                if value < found.get(after, (value[0] + 1, 0, 0, 0, 0)):
                    found[after] = value
        fresh = {}
        for state, worth in found.items():
            if state not in reached or worth < reached[state]:
                reached[state] = fresh[state] = worth
    return reached


def _payments(problem: Problem, day: date, state: State) -> Iterator[tuple[int, tuple[int, ...]]]:
    owed = sum(state.unpaid)
    open_amounts = [
        range((left if each.earliest is None or each.earliest <= day else 0) + 1)
        for each, left in zip(problem.obligations, state.unpaid, strict=True)
    ]
    allocations = [each for each in itertools.product(*open_amounts) if sum(each)]
    for place, channel in enumerate(problem.channels):
        if day in channel.unavailable:
            continue
        if channel.payments_per_day is not None and state.made[place] >= channel.payments_per_day:
            continue
        for amounts in allocations:
            amount = sum(amounts)
            if amount < min(problem.platform.min_payment_fen, owed):
                continue
            if _fits(problem, day, state, place, amount):
                yield place, amounts


def _fits(problem: Problem, day: date, state: State, place: int, amount: int) -> bool:
    channel = problem.channels[place]
    used_before = channel_used(problem, day)
    moved = sum(state.today) - used_before + amount
    limits = (
        (amount, channel.per_transaction_fen),
        (state.today[place] + amount, channel.per_day_fen),
        (state.month[place] + amount, channel.per_month_fen),
        (moved, problem.platform.daily_cap_fen),
    )
    if any(limit is not None and value > limit for value, limit in limits):
        return False
    account = next(i for i, each in enumerate(problem.funding) if each.id == channel.funding)
    spent = state.spent[account] + amount + channel.fee_per_payment_fen
    later = day
    while later <= problem.horizon_end:
        funding = problem.funding[account]
        cash = funding.balance_fen - funding.reserve_fen
        cash += sum(flow.amount_fen for flow in funding.flows if flow.day <= later)
        if spent > max(0, cash):
            return False
        later += timedelta(days=1)
    return True


def channel_used(problem: Problem, day: date) -> int:
    """What was moved outside the plan on the day; it does not count against the platform."""
    if day != problem.today:
        return 0
    return sum(each.used_today_fen for each in problem.channels)


def _paid(problem: Problem, state: State, place: int, amounts: tuple[int, ...]) -> State:
    amount = sum(amounts)
    channel = problem.channels[place]
    account = next(i for i, each in enumerate(problem.funding) if each.id == channel.funding)

    def plus(values: tuple[int, ...], index: int, more: int) -> tuple[int, ...]:
        return (*values[:index], values[index] + more, *values[index + 1 :])

    return State(
        tuple(left - part for left, part in zip(state.unpaid, amounts, strict=True)),
        plus(state.spent, account, amount + channel.fee_per_payment_fen),
        plus(state.month, place, amount),
        plus(state.today, place, amount),
        plus(state.made, place, 1),
    )


def _after_day(problem: Problem, day: date, states: dict[State, Worth]) -> dict[State, Worth]:
    tomorrow = day + timedelta(days=1)
    none = (0,) * len(problem.channels)
    found: dict[State, Worth] = {}
    for state, worth in states.items():
        late = inside = 0
        for each, left in zip(problem.obligations, state.unpaid, strict=True):
            if each.due <= day:
                late += left * each.late_rate_ppm_per_day
            elif each.due - timedelta(days=problem.preferences.buffer_days) <= day:
                inside += left
        month = none if tomorrow.month != day.month else state.month
        after = State(state.unpaid, state.spent, month, none, none)
        value = (worth[0] + late, worth[1] + inside, *worth[2:])
        if after not in found or value < found[after]:
            found[after] = value
    return found


def tiny_problem(seed: int) -> Problem:
    """A problem that can be tried out in full; together they reach every rule."""
    rng = random.Random(seed)
    today = date(2026, 6, rng.choice((27, 29, 30)))
    days = rng.randrange(2, 5)
    end = today + timedelta(days=days - 1)
    accounts = rng.choice((1, 1, 2))
    funding = tuple(
        Funding(
            id=f"account {index}",
            balance_fen=rng.randrange(-1, 10),
            reserve_fen=rng.choice((0, 0, 1, 2)),
            flows=tuple(
                Flow(
                    day=today + timedelta(days=rng.randrange(-1, days + 1)),
                    amount_fen=rng.randrange(-4, 8),
                )
                for _ in range(rng.randrange(3))
            ),
        )
        for index in range(accounts)
    )
    smallest = rng.choice((0, 1, 1, 2, 3))
    return Problem(
        today=today,
        horizon_end=end,
        platform=Platform(
            daily_cap_fen=rng.choice((None, None, rng.randrange(2, 9))),
            min_payment_fen=smallest,
        ),
        obligations=tuple(
            _tiny_obligation(rng, index, today, days) for index in range(rng.randrange(1, 4))
        ),
        funding=funding,
        channels=tuple(
            _tiny_channel(rng, index, today, days, accounts)
            for index in range(rng.choice((1, 2, 2, 3)))
        ),
        preferences=Preferences(
            buffer_days=rng.randrange(3), timing=rng.choice((Timing.LATE, Timing.EARLY))
        ),
    )


def _tiny_obligation(rng: random.Random, index: int, today: date, days: int) -> Obligation:
    due = today + timedelta(days=rng.randrange(-2, days + 2))
    return Obligation(
        id=f"bill {index}",
        due=due,
        amount_fen=rng.randrange(0 if index else 1, 5),
        late_rate_ppm_per_day=rng.choice((0, 300, 500, 500, 700)),
        earliest=rng.choice((None, None, today + timedelta(days=rng.randrange(-1, days + 1)))),
    )


def _tiny_channel(rng: random.Random, index: int, today: date, days: int, accounts: int) -> Channel:
    def maybe(low: int, high: int) -> int | None:
        return rng.choice((None, rng.randrange(low, high)))

    return Channel(
        id=f"card {index}",
        funding=f"account {rng.randrange(accounts)}",
        per_transaction_fen=maybe(1, 5),
        per_day_fen=maybe(0, 7),
        per_month_fen=maybe(1, 9),
        payments_per_day=maybe(0, 4),
        fee_per_payment_fen=rng.choice((0, 0, 0, 1, 2)),
        used_today_fen=rng.choice((0, 0, 1)),
        used_this_month_fen=rng.choice((0, 0, 2)),
        unavailable=frozenset(
            today + timedelta(days=day) for day in range(days) if rng.random() < 0.1
        ),
    )
