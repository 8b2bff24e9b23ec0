"""Random planning problems as JSON, and the least lateness of tiny ones by trying everything.

Written from planning.md alone: documents in, plain tuples inside, no code of the program.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
Amounts = tuple[int, ...]
State = tuple[Amounts, Amounts, Amounts]
"""Unpaid by obligation, spent by account, moved this month by channel."""


def random_problem(seed: int, *, is_tiny: bool) -> Json:
    """Return a problem; a tiny one has amounts of a few fen and at most four days."""
    rng = random.Random(seed)
    unit = 1 if is_tiny else rng.choice((100, 1_000, 7_919))
    length = rng.randint(1, 4) if is_tiny else rng.randint(3, 40)
    today = date(2026, rng.choice((1, 2, 12)), rng.choice((1, 15, 27, 28)))

    def day(low: int = -2, high: int = 2) -> str:
        return (today + timedelta(days=rng.randint(low, length - 1 + high))).isoformat()

    def maybe(low: int, high: int) -> int | None:
        return rng.choice((None, rng.randint(low, high) * unit))

    accounts = [f"account {n}" for n in range(rng.randint(1, 2))]
    return {
        "format": "huanqing-plan-problem/1",
        "today": today.isoformat(),
        "horizon_end": (today + timedelta(days=length - 1)).isoformat(),
        "platform": {
            "daily_cap": maybe(2, 9),
            "min_payment": rng.choice((0, 1, 2, 3)) * unit,
        },
        "obligations": [
            {
                "id": f"bill {n}",
                "due": day(),
                "amount": rng.randint(0, 4) if is_tiny else rng.randint(0, 9_000) * unit // 1_000,
                "late_rate_ppm_per_day": rng.choice((0, 500, 500, 700)),
                "earliest": rng.choice((None, None, day(-1, 1))),
            }
            for n in range(rng.randint(0, 2 if is_tiny else 8))
        ],
        "funding": [
            {
                "id": name,
                "balance": rng.randint(-1, 8) * unit,
                "reserve": rng.choice((0, 0, 1)) * unit,
                "flows": [
                    {"date": day(), "amount": rng.randint(-4, 9) * unit, "label": ""}
                    for _ in range(rng.randint(0, 3))
                ],
            }
            for name in accounts
        ],
        "channels": [
            {
                "id": f"card {n}",
                "funding": rng.choice(accounts),
                "per_transaction": maybe(1, 5),
                "per_day": maybe(0, 6),
                "per_month": maybe(1, 12),
                "payments_per_day": rng.choice((None, 0, 1, 2, 3)),
                "fee_per_payment": rng.choice((0, 0, 0, 1)),
                "used_today": rng.choice((0, 0, 1)) * unit,
                "used_this_month": rng.choice((0, 0, 2)) * unit,
                "unavailable": sorted({day() for _ in range(rng.choice((0, 0, 2)))}),
            }
            for n in range(rng.randint(0, 2 if is_tiny else 4))
        ],
        "preferences": {"buffer_days": rng.randint(0, 3), "timing": rng.choice(("late", "early"))},
    }


def latest_start(problem: Json) -> date:
    """Return the last day on which paying may begin without a larger late cost."""
    today, end = (date.fromisoformat(problem[name]) for name in ("today", "horizon_end"))
    least = least_late(problem, today)
    start = end
    while least_late(problem, start) > least:
        start -= timedelta(days=1)
    return start


def least_late(problem: Json, start: date) -> int:
    """Return the least late cost of all ways to pay on days from ``start`` on."""
    day, end = (date.fromisoformat(problem[name]) for name in ("today", "horizon_end"))
    owed = tuple(each["amount"] for each in problem["obligations"])
    moved = tuple(each["used_this_month"] for each in problem["channels"])
    states: dict[State, int] = {(owed, (0,) * len(problem["funding"]), moved): 0}
    while day <= end:
        fresh: dict[State, int] = {}
        for (unpaid, spent, months), cost in states.items():
            first = day.day == 1 and day != date.fromisoformat(problem["today"])
            state = (unpaid, spent, (0,) * len(months) if first else months)
            for after in _day(problem, day, state) if day >= start else [state]:
                value = cost + sum(
                    left * each["late_rate_ppm_per_day"]
                    for left, each in zip(after[0], problem["obligations"], strict=True)
                    if each["due"] <= day.isoformat()
                )
                fresh[after] = min(value, fresh.get(after, value))
        states, day = fresh, day + timedelta(days=1)
    return min(states.values())


def _day(problem: Json, day: date, state: State) -> set[State]:
    """Return every state that some payments of a day lead to, none at all included."""
    none = (0,) * len(problem["channels"])
    seen = {(state, none, none)}
    left = list(seen)
    while left:
        now, today, made = left.pop()
        for parts, place in product(_parts(problem, day, now[0]), range(len(none))):
            amount, card = sum(parts), problem["channels"][place]
            more = _plus(today, place, amount)
            count = _plus(made, place, 1)
            account = [each["id"] for each in problem["funding"]].index(card["funding"])
            after = (
                tuple(a - b for a, b in zip(now[0], parts, strict=True)),
                _plus(now[1], account, amount + card["fee_per_payment"]),
                _plus(now[2], place, amount),
            )
            found = (after, more, count)
            if found not in seen and _is_allowed(problem, day, place, amount, found):
                seen.add(found)
                left.append(found)
    return {after for after, _, _ in seen}


def _parts(problem: Json, day: date, unpaid: Amounts) -> Iterator[Amounts]:
    least = max(1, min(problem["platform"]["min_payment"], sum(unpaid)))
    open_ones = [
        range(left + 1) if (each["earliest"] or "") <= day.isoformat() else range(1)
        for left, each in zip(unpaid, problem["obligations"], strict=True)
    ]
    yield from (parts for parts in product(*open_ones) if sum(parts) >= least)


def _is_allowed(
    problem: Json, day: date, place: int, amount: int, found: tuple[State, Amounts, Amounts]
) -> bool:
    (_, spent, months), today, made = found
    card = problem["channels"][place]
    used = card["used_today"] if day.isoformat() == problem["today"] else 0
    bounds = (
        (amount, card["per_transaction"]),
        (today[place] + used, card["per_day"]),
        (months[place], card["per_month"]),
        (made[place], card["payments_per_day"]),
        (sum(today), problem["platform"]["daily_cap"]),
    )
    if day.isoformat() in card["unavailable"]:
        return False
    if any(limit is not None and value > limit for value, limit in bounds):
        return False
    end = date.fromisoformat(problem["horizon_end"])
    days = [day + timedelta(days=n) for n in range((end - day).days + 1)]
    return all(
        total <= max(0, _cash(account, later))
        for account, total in zip(problem["funding"], spent, strict=True)
        for later in days
    )


def _cash(account: Json, day: date) -> int:
    flows = sum(each["amount"] for each in account["flows"] if each["date"] <= day.isoformat())
    return int(account["balance"] - account["reserve"] + flows)


def _plus(values: Amounts, place: int, more: int) -> Amounts:
    return (*values[:place], values[place] + more, *values[place + 1 :])
