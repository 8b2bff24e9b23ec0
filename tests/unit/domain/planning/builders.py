"""Planning problems with nothing in them but what a test names."""

from __future__ import annotations

from datetime import date
from typing import Any

from huanqing.domain.planning.plan import Allocation, Payment
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


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def bill(amount_fen: int = 10_000, due: str = "06-25", **changes: Any) -> Obligation:
    values: dict[str, Any] = {"id": "bill", "late_rate_ppm_per_day": 500, **changes}
    return Obligation(due=day(due), amount_fen=amount_fen, **values)


def card(**changes: Any) -> Channel:
    values: dict[str, Any] = {
        "id": "card",
        "funding": "account",
        "per_transaction_fen": None,
        "per_day_fen": None,
        "per_month_fen": None,
        "payments_per_day": None,
    }
    return Channel(**{**values, **changes})


def account(balance_fen: int = 10**8, **changes: Any) -> Funding:
    values: dict[str, Any] = {"id": "account", **changes}
    return Funding(balance_fen=balance_fen, **values)


def flow(when: str, amount_fen: int) -> Flow:
    return Flow(day=day(when), amount_fen=amount_fen)


def problem(
    *obligations: Obligation,
    until: str = "06-30",
    cap: int | None = None,
    smallest: int = 1000,
    buffer: int = 0,
    timing: Timing = Timing.LATE,
    **changes: Any,
) -> Problem:
    values: dict[str, Any] = {"funding": (account(),), "channels": (card(),), **changes}
    return Problem(
        today=TODAY,
        horizon_end=day(until),
        platform=Platform(daily_cap_fen=cap, min_payment_fen=smallest),
        obligations=obligations,
        preferences=Preferences(buffer_days=buffer, timing=timing),
        **values,
    )


def pay(when: str, amount_fen: int, of: str = "bill", by: str = "card") -> Payment:
    return Payment(day(when), by, amount_fen, (Allocation(of, amount_fen),))
