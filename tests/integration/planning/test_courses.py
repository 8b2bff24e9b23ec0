"""Bounds from courses: exact where nothing is rounded, and never more than any plan costs."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plan_problems import problem_of
from huanqing.domain.planning.solver import SolveOptions
from huanqing.infrastructure.planning.couplings import PRICE_UNIT, Couplings, Paid, Prices
from huanqing.infrastructure.planning.courses import (
    Frame,
    Slot,
    are_small,
    largest_first,
    narrowed_to,
    sweep_of,
)
from huanqing.infrastructure.planning.smallest import usable_terms
from huanqing.infrastructure.planning.solver import HighsPlanSolver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.domain.planning.plan import Plan
    from huanqing.domain.planning.problem import Problem

DAYS = 3
OPTIONS = SolveOptions(time_limit_seconds=60)
# Problems of which late days are wanted, everything is paid and the search is not over at once.
SEEDS = [3, 5, 8, 11, 19, 26, 38, 42]

Courses = list[tuple[tuple[int, ...], ...]]


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Frames so small that every course can be looked at."""
    slots = tuple(
        tuple(
            sorted(
                (
                    Slot(size := draw(st.integers(1, 4)), draw(st.integers(0, 1)), 0, size)
                    for _ in range(draw(st.integers(0, 2)))
                ),
                key=largest_first,
            )
        )
        for _ in range(DAYS)
    )
    total = draw(st.integers(1, 9))
    least = sorted(draw(st.integers(0, total)) for _ in range(DAYS - 1))
    most = [draw(st.integers(low, total)) for low in least]
    largest = draw(st.integers(1, 5))
    return Frame((*least, total), (*most, total), (0,) * DAYS, (largest,) * DAYS, slots)


def prices_of(frame: Frame, of_amounts: list[int], charges: list[int]) -> Prices:
    shape = (len(frame.slots), 2)
    return Prices(
        np.array(of_amounts, dtype=np.int64).reshape(shape) * PRICE_UNIT,
        np.array(charges, dtype=np.int64).reshape(shape) * PRICE_UNIT,
        0,
    )


def courses_of(frame: Frame) -> Iterator[list[list[tuple[Slot, int]]]]:
    """Every way to pay within the frame: by day the payments that are made."""
    days = [
        [
            [(slot, amount) for slot, amount in zip(slots, amounts, strict=True) if amount]
            for amounts in product(*(range(slot.size + 1) for slot in slots))
        ]
        for slots in frame.slots
    ]
    for course in product(*days):
        total = number = 0
        for day, paid in enumerate(course):
            total += sum(amount for _, amount in paid)
            number += len(paid)
            is_within = frame.least[day] <= total <= frame.most[day]
            if (
                not is_within
                or not frame.fewest_payments[day] <= number <= frame.most_payments[day]
            ):
                break
        else:
            yield list(course)


def worth(course: list[list[tuple[Slot, int]]], prices: Prices) -> int:
    return sum(
        int(prices.of_amounts[day, slot.channel]) * amount
        + int(prices.of_payments[day, slot.channel])
        for day, paid in enumerate(course)
        for slot, amount in paid
    )


AMOUNTS = st.lists(st.integers(-9, 9), min_size=2 * DAYS, max_size=2 * DAYS)
CHARGES = st.lists(st.integers(0, 5), min_size=2 * DAYS, max_size=2 * DAYS)


@settings(max_examples=300, deadline=None)
@given(frames(), AMOUNTS, CHARGES, st.integers(1, 4))
def test_the_cheapest_course_is_what_enumeration_finds(
    frame: Frame, of_amounts: list[int], charges: list[int], unit: int
) -> None:
    prices = prices_of(frame, of_amounts, charges)
    costs = [worth(course, prices) for course in courses_of(frame)]

    sweep = sweep_of(frame, prices, unit)

    if not costs:
        assert unit > 1 or sweep is None
        return
    assert sweep is not None
    assert sweep.bound <= -(-min(costs) // PRICE_UNIT)
    if unit == 1:
        assert sweep.bound == -(-min(costs) // PRICE_UNIT)
        found = [
            int(prices.of_amounts[day, channel]) * amount + int(prices.of_payments[day, channel])
            for day, channel, amount in sweep.course()
        ]
        assert sum(found) == min(costs)


@settings(max_examples=300, deadline=None)
@given(frames(), AMOUNTS, CHARGES, st.integers(1, 4), st.integers(0, 12))
def test_what_is_narrowed_keeps_every_course_that_is_cheap_enough(
    frame: Frame, of_amounts: list[int], charges: list[int], unit: int, above: int
) -> None:
    prices = prices_of(frame, of_amounts, charges)
    sweep = sweep_of(frame, prices, unit)
    if sweep is None:
        return
    at_most = sweep.bound + above
    narrowed = narrowed_to(frame, sweep, at_most)

    for course in courses_of(frame):
        if worth(course, prices) > at_most * PRICE_UNIT:
            continue
        assert narrowed is not None
        kept, total, number = narrowed.frame, 0, 0
        for day, paid in enumerate(course):
            total += sum(amount for _, amount in paid)
            number += len(paid)
            assert kept.least[day] <= total <= kept.most[day]
            assert kept.fewest_payments[day] <= number <= kept.most_payments[day]
            # Of a pool the largest are kept: as many as are used, each as large.
            sizes = sorted((slot.size for slot, _ in paid), reverse=True)
            rest = sorted((slot.size for slot in kept.slots[day]), reverse=True)
            assert all(a <= b for a, b in zip(sizes, rest, strict=False))
            assert len(sizes) <= len(rest)


def solved(problem: Problem) -> Plan:
    return HighsPlanSolver().solve(problem, OPTIONS)


def test_a_plan_exceeds_no_coupling_and_costs_less_than_its_prices_say() -> None:
    for seed in SEEDS:
        problem = problem_of(45, seed)
        plan = solved(problem)
        terms = usable_terms(problem)
        place = {each.id: number for number, each in enumerate(problem.channels)}
        paid = [
            Paid(problem.index(each.day), place[each.channel], each.amount_fen)
            for each in plan.payments
        ]
        couplings = Couplings(terms, plan.objective.fees)
        assert np.all(couplings.excess(paid) <= 0)
        random = np.random.default_rng(seed)
        prices = couplings.prices(random.uniform(0, 5, len(couplings.keys)))
        cost = sum(
            int(prices.of_amounts[day, channel]) * amount + int(prices.of_payments[day, channel])
            for day, channel, amount in paid
        )
        assert cost - prices.limits <= -plan.objective.timing * PRICE_UNIT


def test_what_would_not_fit_the_tables_is_refused() -> None:
    assert are_small(10**9, 400, 10**6)
    assert not are_small(10**12, 400, 0)
    assert not are_small(10**9, 400, 10**9)
