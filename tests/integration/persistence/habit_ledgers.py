"""Ledgers made by a process that the test knows: what is bought when, paid as it falls due."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from huanqing.domain.civil_dates import add_months
from huanqing.domain.credit_account import AccountRule, CreditAccount
from huanqing.domain.entries import Purchase
from huanqing.domain.schedule import Scheduler

if TYPE_CHECKING:
    from collections.abc import Callable

    Level = Callable[[date], float]

STATEMENT_DAY, DUE_DAYS = 3, 9
ACCOUNT = CreditAccount(rules=(AccountRule(from_date=date(2014, 1, 1)),))


def stationary(_day: date) -> float:
    """Every week like every other."""
    return 1.0


def seasonal(day: date) -> float:
    """Three times as much in the promotion seasons."""
    in_june = date(day.year, 5, 24) <= day <= date(day.year, 6, 20)
    in_november = date(day.year, 10, 20) <= day <= date(day.year, 11, 11)
    return 3.0 if in_june or in_november else 1.0


def trending(day: date) -> float:
    """A quarter more every year."""
    return float(1.25 ** ((day - date(2025, 1, 1)).days / 365))


def document(
    seed: int, first: date, until: date, level: Level = stationary, limit: int | None = 5_000_000
) -> dict[str, Any]:
    """Return a ledger from ``first`` to ``until``, every bill paid on its due day."""
    chance = random.Random(seed)
    scheduler = Scheduler(ACCOUNT)
    purchases: list[dict[str, Any]] = []
    owed: dict[date, int] = {}
    day = first
    while day <= until:
        rate = 0.6 * level(day) * (1.5 if day.weekday() >= 5 else 0.8)
        for _ in range(_poisson(chance, rate)):
            amount = int(chance.lognormvariate(9.2, 1.0)) + 1
            periods = chance.choices((1, 3, 6), (80, 13, 7))[0] if amount > 8000 else 1
            name = f"p{len(purchases)}"
            purchases.append(
                {"id": name, "time": f"{day}T10:00:00", "amount": amount, "merchant": "京东",
                 "periods": periods}
            )  # fmt: skip
            bought = Purchase(id=name, day=day, amount_fen=amount, periods=periods)
            for line in scheduler.lines_of(bought):
                owed[line.due_date] = owed.get(line.due_date, 0) + line.principal_fen
        day += timedelta(days=1)
    repayments = [
        {"id": f"r{due}", "date": due.isoformat(), "amount": amount, "state": "booked"}
        for due, amount in sorted(owed.items())
        if due <= until
    ]
    limits = [{"from": "2014-01-01", "to": None, "kind": "fixed", "amount": limit}]
    return {
        "format": "huanqing-ledger/1",
        "today": until.isoformat(),
        "account": {"limits": [] if limit is None else limits},
        "purchases": purchases,
        "repayments": repayments,
    }


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier."""
    return add_months(day, -months)


def _poisson(chance: random.Random, rate: float) -> int:
    """Return how often something of that rate happened."""
    count, left = 0, chance.expovariate(1.0)
    while left < rate:
        count += 1
        left += chance.expovariate(1.0)
    return count
