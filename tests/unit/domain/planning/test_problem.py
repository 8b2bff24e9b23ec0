"""A malformed problem is refused with the field and its value."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.plan import Objective, Plan
from huanqing.domain.planning.problem import Problem
from unit.domain.planning.builders import account, bill, card, day, flow, problem

MALFORMED: list[tuple[Callable[[], Problem], str, object]] = [
    (lambda: problem(until="06-19"), "horizon_end", "2026-06-19"),
    (lambda: problem(smallest=-1), "platform.min_payment", -1),
    (lambda: problem(cap=-5), "platform.daily_cap", -5),
    (lambda: problem(buffer=-1), "preferences.buffer_days", -1),
    (lambda: problem(bill(-1)), "obligations[0].amount", -1),
    (lambda: problem(bill(), bill()), "obligations[1].id", "bill"),
    (lambda: problem(bill(id="")), "obligations[0].id", ""),
    (
        lambda: problem(bill(late_rate_ppm_per_day=1_000_001)),
        "obligations[0].late_rate_ppm_per_day",
        1_000_001,
    ),
    (lambda: problem(funding=(account(reserve_fen=-1),)), "funding[0].reserve", -1),
    (lambda: problem(funding=(account(10**13),)), "funding[0].balance", 10**13),
    (
        lambda: problem(funding=(account(flows=(flow("06-21", 10**13),)),)),
        "funding[0].flows[0].amount",
        10**13,
    ),
    (lambda: problem(channels=(card(funding="x"),)), "channels[0].funding", "x"),
    (lambda: problem(channels=(card(), card())), "channels[1].id", "card"),
    (lambda: problem(channels=(card(per_day_fen=-1),)), "channels[0].per_day", -1),
    (lambda: problem(channels=(card(payments_per_day=-1),)), "channels[0].payments_per_day", -1),
    (lambda: problem(channels=(card(used_today_fen=-1),)), "channels[0].used_today", -1),
]


@pytest.mark.parametrize(("build", "field", "value"), MALFORMED)
def test_malformed_problems_are_refused(
    build: Callable[[], Problem], field: str, value: object
) -> None:
    with pytest.raises(InvalidFieldError) as refused:
        build()

    assert (refused.value.field, refused.value.value) == (field, value)


def test_a_horizon_beyond_ten_years_is_refused() -> None:
    far = problem(bill())

    with pytest.raises(InvalidFieldError, match="horizon_end"):
        Problem(
            today=far.today,
            horizon_end=far.today.replace(year=2040),
            platform=far.platform,
            obligations=(),
            funding=(),
            channels=(),
        )


def test_days_are_counted_with_both_ends() -> None:
    asked = problem(bill(), until="06-22")

    assert (asked.days, asked.day(2), asked.index(day("06-18"))) == (3, day("06-22"), -2)


def test_a_plan_is_proven_up_to_the_first_tier_that_is_not() -> None:
    best = Objective(0, 1, 2, 3, 4)

    assert Plan((), best, best, ()).is_proven
    assert Plan((), best, best, ()).proven_tiers == 5
    assert Plan((), best, Objective(0, 1, 2, 2, 4), ()).proven_tiers == 3
