"""The brute force itself, on problems that a hand can solve."""

from __future__ import annotations

from datetime import date

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
from oracle.planning_bruteforce import best_worth, tiny_problem


def problem(*, timing: Timing, cash: int = 9, fee: int = 1, smallest: int = 2) -> Problem:
    return Problem(
        today=date(2026, 6, 29),
        horizon_end=date(2026, 7, 2),
        platform=Platform(daily_cap_fen=None, min_payment_fen=smallest),
        obligations=(
            Obligation(id="bill", due=date(2026, 7, 1), amount_fen=5, late_rate_ppm_per_day=500),
        ),
        funding=(
            Funding(
                id="account",
                balance_fen=cash,
                flows=(Flow(day=date(2026, 7, 2), amount_fen=-1),),
            ),
        ),
        channels=(
            Channel(
                id="card",
                funding="account",
                per_transaction_fen=3,
                per_day_fen=4,
                per_month_fen=4,
                payments_per_day=None,
                fee_per_payment_fen=fee,
            ),
        ),
        preferences=Preferences(buffer_days=0, timing=timing),
    )


def test_late_pays_as_late_as_both_months_allow() -> None:
    # Three on 1 July, the smallest two on 30 June: 3 x 2 + 2 x 1.
    assert best_worth(problem(timing=Timing.LATE)) == (0, 0, 2, 2, 8)


def test_early_pays_as_early_as_both_months_allow() -> None:
    # June takes three today, for the other two its limit is too low: 3 x 0 + 2 x 2.
    assert best_worth(problem(timing=Timing.EARLY)) == (0, 0, 2, 2, 4)


def test_fees_and_the_rent_of_a_later_day_make_late() -> None:
    # Of 6 less 1 for rent: 3 and 2 with two fees would take 7; one payment of 3, 2 late twice.
    assert best_worth(problem(timing=Timing.LATE, cash=6)) == (2000, 0, 1, 1, 6)


def test_tiny_problems_repeat() -> None:
    assert tiny_problem(7) == tiny_problem(7)
    assert tiny_problem(7) != tiny_problem(8)
