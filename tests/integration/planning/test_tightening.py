"""Cuts, merged days, runs and safe bounds: each must keep every plan that the rules allow."""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np
import pytest

from benchmarks.plan_problems import problem_of
from benchmarks.straight_milp import straight_worth
from benchmarks.wide_problems import wide_problem
from huanqing.domain.planning.plan import Plan
from huanqing.domain.planning.problem import Problem
from huanqing.domain.planning.solver import SolveOptions, Tier
from huanqing.infrastructure.planning.cuts import Cut, Separator, _Sum
from huanqing.infrastructure.planning.flow import solve_flow
from huanqing.infrastructure.planning.linear_model import SCALE, exact_bound
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.merge import ends_of, merged
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.placing import placed
from huanqing.infrastructure.planning.plan_model import PlanModel
from huanqing.infrastructure.planning.relaxation import Budget, Relaxation
from huanqing.infrastructure.planning.runs import build_run_model
from huanqing.infrastructure.planning.safe_bound import SafeBounds
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from huanqing.infrastructure.planning.terms import Terms, terms_of
from huanqing.infrastructure.planning.tiers import joined
from unit.domain.planning.builders import bill, card
from unit.domain.planning.builders import problem as problem_with

ROUNDS = 4
SEEDS = [0, 1, 3, 6, 7, 8, 9, 13, 15, 18]


def endless() -> Budget:
    return Budget(time.monotonic() + 60, lambda: False)


def solved(problem: Problem) -> Plan:
    return HighsPlanSolver().solve(problem, SolveOptions(time_limit_seconds=60))


def amounts_of(problem: Problem, plan: Plan) -> dict[tuple[int, int], int]:
    places = {each.id: place for place, each in enumerate(problem.channels)}
    found: dict[tuple[int, int], int] = {}
    for each in plan.payments:
        key = (places[each.channel], problem.index(each.day))
        found[key] = found.get(key, 0) + each.amount_fen
    return found


def cuts_of(model: PlanModel, terms: Terms, problem: Problem) -> tuple[Relaxation, list[Cut]]:
    """All that is found in some rounds, first for the payments, then for the last tier."""
    frozen = model.model.freeze()
    search = Relaxation(frozen, [], endless())
    separator = Separator(model, terms, frozen)
    total = model.total(Tier.PAYMENTS)
    assert total is not None
    sign = -1 if problem.preferences.timing == "late" else 1
    found: list[Cut] = []
    for cost in (model.cost({total: 1}), model.cost(model.timing, sign)):
        search.set_cost(cost)
        for _ in range(ROUNDS):
            answer, _ = search.visit({})
            assert answer.status is LpStatus.OPTIMAL
            cuts = separator.find(search.model, answer.values, 50)
            search.add_rows([(each.low, each.terms) for each in cuts])
            found += cuts
    return search, found


def broken(cuts: list[Cut], values: list[int]) -> list[Cut]:
    return [
        each for each in cuts if sum(values[column] * by for column, by in each.terms) < each.low
    ]


@pytest.mark.parametrize("days", [14, 45])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_cut_takes_the_best_plan_away(days: int, seed: int) -> None:
    problem = problem_of(days, seed)
    plan, terms = solved(problem), terms_of(problem)
    flow = solve_flow(terms, endless())
    if flow.face is None:
        pytest.skip("fees decide what can be paid: no face of the flow")
    ends = ends_of(terms, build_model(terms, with_counts=False, bounds=flow.face))
    sign = -1 if problem.preferences.timing == "late" else 1
    most = plan.objective.payments
    runs = build_run_model(terms, flow.face, ends, sign * most, with_totals=False)
    by_day = build_model(terms, with_counts=True, bounds=flow.face)
    for model in (runs, by_day):
        plain = Relaxation(model.model.freeze(), [], endless())
        wanted = amounts_of(problem, plan)
        limits = {
            column: (wanted.get(key[1:], 0),) * 2
            for key, column in model.columns.items()
            if key[0] == "x"
        }
        values = plain.solution(model.cost(model.timing, sign), limits, model.rounded_up)
        assert values is not None
        total = model.total(Tier.PAYMENTS)
        assert total is not None
        assert values[total] == most
        model.model.col_high[total] = most
        _, cuts = cuts_of(model, terms, problem)
        assert broken(cuts, values) == []


def test_cuts_raise_the_bound_where_payments_are_broken() -> None:
    problem = problem_of(45, 9)
    terms = terms_of(problem)
    flow = solve_flow(terms, endless())
    assert flow.face is not None
    ends = ends_of(terms, build_model(terms, with_counts=False, bounds=flow.face))
    few, bounds = merged(terms, flow.face, ends)
    model = build_model(few, with_counts=True, bounds=bounds)
    total = model.total(Tier.PAYMENTS)
    assert total is not None
    cost = model.cost({total: 1})
    _, before = Relaxation(model.model.freeze(), [], endless()).relax(cost)

    search, cuts = cuts_of(model, few, problem)

    _, after = search.relax(cost)
    assert before is not None
    assert after is not None
    assert cuts
    assert before.scaled < after.scaled <= 16 * SCALE


@pytest.mark.parametrize("seed", SEEDS)
def test_a_safe_bound_is_never_above_the_exact_one(seed: int) -> None:
    terms = terms_of(problem_of(14, seed))
    model = build_model(terms, with_counts=True)
    frozen = model.model.freeze()
    search = Relaxation(frozen, [], endless())
    low, high = np.array(frozen.col_low, dtype=float), np.array(frozen.col_high, dtype=float)
    rng = np.random.default_rng(seed)
    for cost in (model.cost(model.late), model.cost(model.timing, -1)):
        answer, _ = search.relax(cost)
        for duals in (answer.duals, answer.duals + rng.normal(size=frozen.rows)):
            exact = exact_bound(frozen, cost, duals, frozen.col_low, frozen.col_high)
            safe = SafeBounds(frozen).lower_bound(np.array(cost, dtype=float), duals, low, high)
            # The exact one rounds the multipliers; its own data are what both must respect.
            slack = abs(Fraction(exact.scaled, SCALE)) * Fraction(1, 10**9) + 1
            assert Fraction(safe) <= Fraction(exact.scaled, SCALE) + slack
            assert safe >= float(Fraction(exact.scaled, SCALE)) - float(slack)


@pytest.mark.parametrize("seed", SEEDS)
def test_merged_days_move_what_their_days_move(seed: int) -> None:
    terms = terms_of(problem_of(45, seed))
    ends = [0, 9, 20, 31, 44]

    few, _ = merged(terms, {}, ends)

    for channel, whole in zip(few.channels, terms.channels, strict=True):
        assert sum(channel.caps) == sum(whole.caps)
        assert {day for day, cap in enumerate(channel.caps) if cap} <= set(ends)
        for day, steps in enumerate(channel.steps):
            assert sum(size * number for size, number in steps) == channel.caps[day]


def test_merged_payments_go_to_the_days_that_are_wanted() -> None:
    problem = problem_of(45, 8)
    terms = terms_of(problem)
    ends = [44]
    few, _ = merged(terms, {}, ends)
    model = build_model(few, with_counts=True)
    values = [0] * len(model.model.col_low)
    size = few.channels[0].steps[44][0][0]
    values[model.columns["x", 0, 44]] = size * 2 + 1
    values[model.columns["n", 0, 44]] = 3

    late = placed(terms, model, values, ends, -1)
    early = placed(terms, model, values, ends, 1)

    assert sum(late.values()) == sum(early.values()) == size * 2 + 1
    assert min(day for _, day in late) > max(day for _, day in early)


def test_what_is_known_of_a_tier_falls_with_the_tiers_before_it() -> None:
    known = {Tier.LATE: 5, Tier.INSIDE_BUFFER: 7, Tier.PAYMENTS: 3}

    assert joined(known, {Tier.LATE: 5}) == known
    assert joined(known, {Tier.LATE: 6}) == {Tier.LATE: 6}
    assert joined(known, {Tier.LATE: 6, Tier.PAYMENTS: 2}) == {Tier.LATE: 6, Tier.PAYMENTS: 2}


@pytest.mark.parametrize("seed", range(1000, 1060))
def test_odd_problems_have_the_worth_that_another_engine_finds(seed: int) -> None:
    problem = wide_problem(seed, 10)

    worth = straight_worth(problem, 5, with_last=True)
    plan = HighsPlanSolver().solve(problem, SolveOptions(time_limit_seconds=10))

    if worth is not None and plan.is_proven:
        assert tuple(plan.objective) == worth


def test_sums_too_large_for_the_machine_are_not_rounded() -> None:
    # GIVEN what a separator has seen of a solution with broken payments
    asked = problem_with(bill(9_500), channels=(card(per_day_fen=4_000),))
    terms = terms_of(asked)
    plan = build_model(terms, with_counts=True)
    model = plan.model.freeze()
    values = np.zeros(model.columns)
    values[[each.count for each in plan.carriers]] = 0.3
    separator = Separator(plan, terms, model)
    separator.find(model, values, 9)
    width = len(plan.carriers)
    none = np.zeros(width, dtype=bool)
    sevens = np.full(width, 7, dtype=np.int64)
    # WHEN sums are given to it whose numbers, or products, do not fit into 64 bits
    small = _Sum(sevens, none, (), 7 * width - 3, none)
    low = _Sum(sevens, none, (), (1 << 63) + 5, none)
    high = _Sum(sevens << 59, none, (), 5, none)
    # THEN no cut is made of these
    assert len(separator._rounded([0], [small], values)) == 1
    assert separator._rounded([0, 1], [low, high], values) == []
    assert len(separator._rounded([0, 1, 2], [low, small, high], values)) == 1
