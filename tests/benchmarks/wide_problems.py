"""Planning problems of every odd shape, up to 45 days: for hunting, not for timing."""

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

_DAYS = (3, 5, 7, 10, 14, 14, 21, 30, 45)
_GRAINS = (1, 1, 1, 100, 1_000, 10_000, 50_000)
_RATES = (0, 100, 300, 500, 500, 500, 700)


def wide_problem(seed: int, most_days: int = 45) -> Problem:
    """Return problem ``seed``; the same one each time."""
    rng = random.Random(seed * 7_919 + 13)
    days = rng.choice([each for each in _DAYS if each <= most_days])
    today = date(2026, rng.choice((1, 2, 6, 11)), rng.randrange(1, 29))
    grain = rng.choice(_GRAINS)
    accounts = [f"account {index}" for index in range(rng.choice((1, 1, 2, 3)))]
    typical = rng.choice((50_000, 200_000, 1_000_000))
    has_fees = rng.random() < 0.4
    cards = tuple(
        _channel(
            rng, (f"card {index}", rng.choice(accounts)), (today, days), typical, fees=has_fees
        )
        for index in range(rng.randrange(1, 6))
    )
    moved = sum(each.per_day_fen or typical for each in cards) * days
    bills = rng.randrange(1, 10)
    total = rng.choice((0.05, 0.2, 0.4, 0.7, 1.1)) * moved
    cash = rng.choice((0.0, 0.6, 0.95, 1.0, 1.05, 1.5, 4.0)) * total
    return Problem(
        today=today,
        horizon_end=today + timedelta(days=days - 1),
        platform=Platform(
            daily_cap_fen=rng.choice((None, None, None, typical, moved // days * 2 // 3 + 1)),
            min_payment_fen=rng.choice((0, 1, 100, 1_000, 1_000, typical // 10, typical // 3)),
        ),
        obligations=tuple(
            _bill(rng, index, (today, days), total / bills, grain) for index in range(bills)
        ),
        funding=tuple(
            _account(rng, each, (today, days), cash / len(accounts)) for each in accounts
        ),
        channels=cards,
        preferences=Preferences(
            buffer_days=rng.choice((0, 1, 2, 2, 3, 5, 7)),
            timing=rng.choice((Timing.LATE, Timing.EARLY)),
        ),
    )


def _channel(
    rng: random.Random, names: tuple[str, str], span: tuple[date, int], typical: int, *, fees: bool
) -> Channel:
    today, days = span
    per_day = rng.choice((None, typical, typical // 2, typical // 4, typical * 2, typical // 10))
    base = per_day or typical
    closed = rng.choice((0.0, 0.05, 0.3))
    return Channel(
        id=names[0],
        funding=names[1],
        per_transaction_fen=rng.choice(
            (None, base, base // 2, base // 3, base * 2 // 5, base * 3 // 4, base // 7 + 1)
        ),
        per_day_fen=per_day,
        per_month_fen=rng.choice((None, None, base, base * 3, base * 5 // 2, base * 12)),
        payments_per_day=rng.choice((None, None, 1, 1, 2, 3)),
        fee_per_payment_fen=rng.choice((0, 1, 50, 100, 200, 333, base // 100)) if fees else 0,
        used_today_fen=rng.choice((0, 0, base // 3, base, base * 2)),
        used_this_month_fen=rng.choice((0, 0, base, base * 4)),
        unavailable=frozenset(
            today + timedelta(days=day) for day in range(days) if rng.random() < closed
        ),
    )


def _bill(
    rng: random.Random, index: int, span: tuple[date, int], mean: float, grain: int
) -> Obligation:
    today, days = span
    due = rng.randrange(-3 if rng.random() < 0.3 else 0, days + 2)
    amount = max(1, int(mean * rng.uniform(0.1, 1.9)) // grain) * grain
    earliest = None
    if rng.random() < 0.25:
        earliest = today + timedelta(days=rng.randrange(-2, days))
    return Obligation(
        id=f"bill {index}",
        due=today + timedelta(days=due),
        amount_fen=rng.choice((amount, amount, amount, max(1, amount // 50))),
        late_rate_ppm_per_day=rng.choice(_RATES),
        earliest=earliest,
    )


def _account(rng: random.Random, name: str, span: tuple[date, int], cash: float) -> Funding:
    today, days = span
    share = rng.choice((0.1, 0.5, 1.0))
    flows = [
        Flow(
            day=today + timedelta(days=rng.randrange(-1, days + 1)),
            amount_fen=int(cash * (1 - share) * rng.uniform(0.3, 1.0)),
        )
        for _ in range(rng.choice((1, 1, 2, 3)))
    ]
    if rng.random() < 0.4:
        day = today + timedelta(days=rng.randrange(days))
        flows.append(Flow(day=day, amount_fen=-int(cash * rng.uniform(0.05, 0.4))))
    return Funding(
        id=name,
        balance_fen=int(cash * share) - rng.choice((0, 0, 0, 1_000)),
        reserve_fen=rng.choice((0, 0, 1_000, int(cash * 0.05))),
        flows=tuple(flows),
    )
