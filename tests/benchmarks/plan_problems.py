"""Invented planning problems: a pile-up of bills, salary days, cut cards, an overdue rest."""

from __future__ import annotations

import random
from datetime import date, timedelta

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

TODAY = date(2026, 6, 20)
SHAPES = ("pile-up", "salary", "cut cards", "overdue", "mixed")
SIZES = {14: (3, 5), 45: (4, 8), 92: (8, 30), 400: (10, 200)}
_DAY_LIMITS = (50_000, 100_000, 200_000, 300_000, 500_000)
_RATES = (300, 500, 500, 500, 700)


def problem_of(days: int, seed: int) -> Problem:
    """Return problem ``seed`` of the horizon; the same one each time."""
    channels, obligations = SIZES[days]
    rng = random.Random(days * 100_003 + seed)
    shape = SHAPES[seed % len(SHAPES)]
    funding = [f"account {index}" for index in range(rng.choice((1, 2, 2, 3)))]
    has_fees = rng.random() < 0.25
    cards = tuple(
        _channel(rng, f"card {index}", days, shape, rng.choice(funding), has_fees=has_fees)
        for index in range(channels)
    )
    accounts = _with_cash(rng, funding, days)
    return Problem(
        today=TODAY,
        horizon_end=TODAY + timedelta(days=days - 1),
        platform=Platform(daily_cap_fen=rng.choice((None, None, 1_500_000)), min_payment_fen=1_000),
        obligations=_obligations(rng, days, obligations, shape, (cards, accounts)),
        funding=accounts,
        channels=cards,
        preferences=Preferences(
            buffer_days=rng.choice((0, 2, 2, 3)),
            timing=rng.choice((Timing.LATE, Timing.LATE, Timing.EARLY)),
        ),
    )


def changed(problem: Problem, seed: int) -> Problem:
    """Return the problem after a small change of its input, as a user makes one."""
    rng = random.Random(seed)
    place = rng.randrange(len(problem.obligations))
    bill = problem.obligations[place]
    more = Obligation(
        id=bill.id,
        due=bill.due,
        amount_fen=bill.amount_fen + rng.randrange(1_000, 30_000),
        late_rate_ppm_per_day=bill.late_rate_ppm_per_day,
        earliest=bill.earliest,
    )
    obligations = (*problem.obligations[:place], more, *problem.obligations[place + 1 :])
    return Problem(
        today=problem.today,
        horizon_end=problem.horizon_end,
        platform=problem.platform,
        obligations=obligations,
        funding=problem.funding,
        channels=problem.channels,
        preferences=problem.preferences,
    )


def _channel(
    rng: random.Random, name: str, days: int, shape: str, funding: str, *, has_fees: bool
) -> Channel:
    per_day = rng.choice(_DAY_LIMITS)
    if shape in ("pile-up", "salary") and rng.random() < 0.4:
        per_day = rng.choice((500_000, 1_000_000, 2_000_000))
    per_transaction = rng.choice((None, per_day, per_day // 2, per_day * 2 // 5, 50_000))
    unavailable = frozenset(
        TODAY + timedelta(days=day) for day in range(days) if rng.random() < 0.04
    )
    return Channel(
        id=name,
        funding=funding,
        per_transaction_fen=per_transaction,
        per_day_fen=per_day,
        per_month_fen=rng.choice((None, None, per_day * 10, per_day * 20)),
        payments_per_day=rng.choice((None, None, 1, 2, 3, 5)),
        fee_per_payment_fen=rng.choice((0, 100, 200)) if has_fees else 0,
        used_today_fen=rng.choice((0, 0, per_day // 3)),
        used_this_month_fen=rng.choice((0, per_day)),
        unavailable=unavailable,
    )


def _obligations(
    rng: random.Random,
    days: int,
    count: int,
    shape: str,
    means: tuple[tuple[Channel, ...], tuple[Funding, ...]],
) -> tuple[Obligation, ...]:
    cards, accounts = means
    month = 30
    day_sum = sum(
        min(each.per_day_fen or 0, (each.per_month_fen or 10**9) // month) for each in cards
    )
    cash = sum(each.balance_fen + sum(flow.amount_fen for flow in each.flows) for each in accounts)
    load = rng.uniform(0.15, 0.6) + (0.15 if shape == "cut cards" else 0.0)
    total = load * min(day_sum * days, cash)
    weights = [rng.uniform(0.3, 1.7) for _ in range(count)]
    found = []
    for index in range(count):
        due = rng.randrange(2, days)
        if shape in ("pile-up", "mixed") and rng.random() < 0.5:
            due = min(days - 1, rng.choice((22, 52, 82)) + rng.randrange(3))
        if shape in ("overdue", "mixed") and index == 0:
            due = -rng.randrange(1, 9)
        amount = max(1_000, int(total * weights[index] / sum(weights)))
        earliest = None
        if rng.random() < 0.15 and due > 10:
            earliest = TODAY + timedelta(days=due - 9)
        found.append(
            Obligation(
                id=f"bill {index}",
                due=TODAY + timedelta(days=due),
                amount_fen=amount // 4 if due < 0 else amount,
                late_rate_ppm_per_day=rng.choice(_RATES),
                earliest=earliest,
            )
        )
    return _bounded(found, day_sum, cash // days)


def _bounded(found: list[Obligation], day_sum: int, cash: int) -> tuple[Obligation, ...]:
    """Cut what falls due early to what most of the days until then could move."""
    left: list[Obligation] = []
    so_far = 0
    for each in sorted(found, key=lambda one: one.due):
        room = int(min(day_sum, cash) * 0.7 * max(1, (each.due - TODAY).days)) - so_far
        amount = max(1_000, min(each.amount_fen, room))
        so_far += amount
        left.append(
            Obligation(
                id=each.id,
                due=each.due,
                amount_fen=amount,
                late_rate_ppm_per_day=each.late_rate_ppm_per_day,
                earliest=each.earliest,
            )
        )
    return tuple(left)


def _with_cash(rng: random.Random, names: list[str], days: int) -> tuple[Funding, ...]:
    found = []
    for name in names:
        salary = rng.randrange(800_000, 3_000_000)
        flows = []
        for day in range(days):
            when = TODAY + timedelta(days=day)
            if when.day == 10:
                flows.append(Flow(day=when, amount_fen=salary, label="salary"))
            if when.day == 1:
                flows.append(Flow(day=when, amount_fen=-salary // 4, label="rent"))
        found.append(
            Funding(
                id=name,
                balance_fen=rng.randrange(500_000, 6_000_000),
                reserve_fen=rng.choice((0, 50_000)),
                flows=tuple(flows),
            )
        )
    return tuple(found)
