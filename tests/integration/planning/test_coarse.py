"""Longer runs of days: what is proven of them holds for every plan, and plans are found by them."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest

from benchmarks.plan_problems import problem_of
from huanqing.domain.planning.plan import Plan
from huanqing.domain.planning.problem import Problem
from huanqing.domain.planning.solver import SolveOptions, Tier
from huanqing.infrastructure.planning import solver
from huanqing.infrastructure.planning.coarse import Refinement, shares_of, splits_of
from huanqing.infrastructure.planning.cuts import Separator
from huanqing.infrastructure.planning.flow import solve_flow
from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import INFINITE, LinearModel
from huanqing.infrastructure.planning.merge import coarse_ends_of, ends_of, merged
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.plan_model import PlanModel
from huanqing.infrastructure.planning.relaxation import Budget
from huanqing.infrastructure.planning.search import TierSearch
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from huanqing.infrastructure.planning.terms import Terms, terms_of
from huanqing.infrastructure.planning.tiers import TierByTier
from unit.domain.planning.builders import account, bill, card, problem

COUNTED = SolveOptions(time_limit_seconds=60, last_tier=Tier.PAYMENTS)


def endless() -> Budget:
    return Budget(time.monotonic() + 60, lambda: False)


def solved(asked: Problem, seconds: float = 60) -> Plan:
    return HighsPlanSolver().solve(asked, SolveOptions(time_limit_seconds=seconds))


def month_ends(terms: Terms) -> set[int]:
    """The last days of the months that bind, and of what comes before them."""
    months = [each for channel in terms.channels for each in channel.months]
    return {day - 1 for first, end, _ in months for day in (first, end) if day}


def some_runs(rng: random.Random, terms: Terms) -> list[int]:
    """The last days of runs that heed nothing that happens within them but the months' ends."""
    others = {rng.randrange(terms.days) for _ in range(rng.randrange(terms.days // 3))}
    return sorted({terms.days - 1, *month_ends(terms), *others})


@pytest.mark.parametrize("seed", range(25))
def test_no_runs_however_chosen_need_more_payments_than_the_days(seed: int) -> None:
    asked = problem_of((14, 45)[seed % 2], seed)
    terms = terms_of(asked)
    face = solve_flow(terms, endless()).face
    if face is None:
        return
    best = solved(asked)
    assert best.is_proven

    for number in range(4):
        ends = some_runs(random.Random(seed * 10 + number), terms)
        by_run, bounds = merged(terms, face, ends)
        model = build_model(by_run, with_counts=True, bounds=bounds)
        found = TierByTier(by_run, model, endless(), COUNTED, 1).run({})

        assert not found.is_empty
        known = tuple(found.bounds.get(tier, 0) for tier in (Tier.FEES, Tier.PAYMENTS))
        assert known <= (best.objective.fees, best.objective.payments)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 6, 8, 11, 12, 14, 16, 19])
def test_a_plan_found_by_longer_runs_is_the_same_as_without(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = problem_of(45, seed)
    directly = solved(asked)
    refined = []

    class Noted(Refinement):
        def __init__(self, plan: PlanModel, owed: int) -> None:
            super().__init__(plan, owed)
            refined.append(plan)

    monkeypatch.setattr(solver, "_LARGE", 0)
    monkeypatch.setattr(solver, "_FEWER", 1)
    monkeypatch.setattr(solver, "Refinement", Noted)
    by_runs = solved(asked)

    assert refined
    assert directly.is_proven
    assert by_runs.is_proven
    assert by_runs.objective == directly.objective


def test_bills_that_may_be_paid_in_different_weeks_only_need_a_payment_each() -> None:
    weeks = [("06-21", "06-23"), ("06-24", "06-26"), ("06-27", "06-29")]
    asked = problem(
        *(bill(2_000, due, id=f"bill {due}", earliest=bill(due=first).due) for first, due in weeks),
        channels=(card(),),
        funding=(account(),),
    )
    terms = terms_of(asked)
    in_time = {("left", place, 0): (0, 0) for place in range(len(terms.groups))}
    model = build_model(terms, with_counts=True, bounds=in_time)
    frozen = model.model.freeze()
    separator = Separator(model, terms, frozen)
    search = TierSearch(frozen, [], endless(), None, separator)
    cost = model.cost({model.columns["N", -1, terms.days - 1]: 1})

    _, before = search.relax(cost)
    search.tighten(cost)
    _, after = search.relax(cost)

    assert before is not None
    assert after is not None
    assert (before.value, after.value) == (2, 3)


def test_runs_end_where_cash_arrives_and_where_months_that_bind_end() -> None:
    terms = terms_of(problem_of(92, 0))
    arrivals = {day for levels in terms.cash for day in range(91) if levels[day] < levels[day + 1]}

    assert set(coarse_ends_of(terms)) == arrivals | month_ends(terms) | {91}


def test_a_run_shares_its_payments_out_to_its_days() -> None:
    asked = problem_of(45, 0)
    terms = terms_of(asked)
    face = solve_flow(terms, endless()).face
    assert face is not None
    ends = ends_of(terms, build_model(terms, with_counts=False, bounds=face))
    runs = coarse_ends_of(terms)
    models = []
    for each in (runs, ends):
        by_run, bounds = merged(terms, face, each)
        models.append(build_model(by_run, with_counts=True, bounds=bounds))
    coarse, fine = models
    values = list(range(len(coarse.model.col_low)))

    shares = shares_of(coarse, values, fine, runs)

    counts = {each.count: each for each in fine.carriers}
    assert sorted(column for columns, _ in shares for column in columns) == sorted(counts)
    for columns, most in shares:
        carriers = [counts[column] for column in columns]
        end = min(run for run in runs if run >= carriers[-1].day)
        assert most == coarse.columns["n", carriers[0].channel, end]
        assert {each.channel for each in carriers} == {carriers[0].channel}


def test_runs_are_split_where_the_proof_weighs_what_is_due_differently() -> None:
    plan = PlanModel()
    plan.pool_rows = {(0, 3): 0, (0, 9): 1, (0, 19): 2, (12, 15): 3}
    duals = np.array([1.0, 1.0, 0.0, 0.5])

    assert splits_of(plan, duals, [5, 19]) == {9, 11, 15}


def two_cards() -> TierSearch:
    """At least 5: from payments of 4 (column 1 of column 0) or of 1 (column 3 of column 2)."""
    model = LinearModel()
    columns = []
    for size in (4, 1):
        amount, count = model.add_amount(0, 8), model.add_count(0, 8)
        model.add_row(-INFINITE, 0, ((amount, 1), (count, -size)))
        columns += [amount, count]
    total = model.add_count(0, 16)
    model.add_row(0, 0, ((columns[1], 1), (columns[3], 1), (total, -1)), is_count=True)
    model.add_row(5, INFINITE, ((columns[0], 1), (columns[2], 1)))
    return TierSearch(model.freeze(), [[1, 3]], endless())


def test_a_solution_next_to_the_relaxation_keeps_what_it_is_to_be_at_most() -> None:
    cost = [0, 0, 0, 0, 1]

    found = two_cards().near(cost, cost, [1, 3], (4, 2))

    assert found is not None
    assert found[4] == 2
    assert two_cards().near(cost, cost, [1, 3], (4, 1)) is None


def test_a_year_of_ten_cards_and_two_hundred_bills_is_proven_up_to_the_payments() -> None:
    began = time.process_time()
    plan = HighsPlanSolver().solve(problem_of(400, 0), COUNTED)

    assert plan.proven_tiers == 4
    assert plan.objective.payments == 14
    assert time.process_time() - began < 10


def test_a_year_in_little_time_ends_near_the_limit_with_honest_bounds() -> None:
    began = time.monotonic()
    plan = solved(problem_of(400, 3), 2)

    assert time.monotonic() - began < 6
    assert tuple(plan.bound)[:4] <= tuple(plan.objective)[:4]
    assert plan.payments


class Stuck(TierSearch):
    """A search whose trees end without a solution and without a proof."""

    asked = 0

    def any_solution(self, *_arguments: object, **_named: object) -> Found:
        self.asked += 1
        return Found(None, None, 0, 3)

    def proposed(self, *_arguments: object, **_named: object) -> None:
        return None


def test_a_search_that_gets_nowhere_is_not_begun_again_and_again() -> None:
    terms = terms_of(problem(bill()))
    plan = build_model(terms, with_counts=True)
    tiers = TierByTier(terms, plan, endless(), SolveOptions(), -1)
    stuck = Stuck(plan.model.freeze(), plan.branching, endless())
    tiers._search = stuck

    outcome = tiers.any_within(0)

    assert (outcome.values, outcome.is_empty) == (None, False)
    assert stuck.asked == 2
