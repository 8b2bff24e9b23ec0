"""Where better plans are looked for, and that only sound ones are found there."""

from __future__ import annotations

import time

import numpy as np
import pytest

from benchmarks.plan_problems import problem_of
from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning import tree
from huanqing.infrastructure.planning.flow import solve_flow
from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import INFINITE
from huanqing.infrastructure.planning.manner import Manner
from huanqing.infrastructure.planning.merge import ends_of
from huanqing.infrastructure.planning.nearby import between, within_one
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.plan_model import PlanModel
from huanqing.infrastructure.planning.relaxation import Budget, is_solution
from huanqing.infrastructure.planning.runs import build_run_model
from huanqing.infrastructure.planning.search import TierSearch
from huanqing.infrastructure.planning.smallest import usable_terms
from huanqing.infrastructure.planning.tree import Tree

MOST = 60
LONG = 600
"""So many nodes are many."""


def search_of(days: int, seed: int) -> tuple[PlanModel, TierSearch]:
    """Return the last tier's model and a search of it, the first two tiers at their best."""
    terms = usable_terms(problem_of(days, seed))
    budget = Budget(time.monotonic() + 60, lambda: False)
    face = solve_flow(terms, budget).face
    assert face is not None
    ends = ends_of(terms, build_model(terms, with_counts=False, bounds=face))
    plan = build_run_model(terms, face, ends, -MOST, with_totals=False)
    return plan, TierSearch(plan.model.freeze(), plan.branching, budget, plan.rounded_up)


def worth(cost: list[int], values: list[int]) -> int:
    return sum(c * v for c, v in zip(cost, values, strict=True))


def test_counts_stay_within_one_of_the_relaxation_and_unused_ones_at_zero() -> None:
    values = np.array([0.0, 0.25, 1.0, 2.75, 9.0])

    assert within_one(values, [0, 1, 2, 3]) == {0: (0, 0), 1: (0, 2), 2: (0, 2), 3: (1, 4)}


def test_counts_that_a_plan_agrees_on_are_kept_and_the_others_reach_both() -> None:
    values = np.array([0.0, 0.96, 0.4, 3.5])

    assert between(values, [0, 1, 4, 1], [0, 1, 2, 3]) == {
        0: (0, 0),
        1: (1, 1),
        2: (0, 4),
        3: (1, 5),
    }


@pytest.mark.parametrize("seed", [0, 3, 11])
def test_what_is_found_nearby_keeps_every_row_and_betters_a_poor_plan(seed: int) -> None:
    plan, search = search_of(45, seed)
    total = plan.total(Tier.PAYMENTS)
    assert total is not None
    early, late = (plan.cost(plan.timing, sign) for sign in (1, -1))
    poor = search.any_solution(early, total, search.model.col_high[total], 400).values
    assert poor is not None
    answer, bound = search.relax(late)
    assert bound is not None

    counts = search.branching[-1].tolist()
    near = within_one(answer.values, counts), between(answer.values, poor, counts)
    asked = [search.proposed(late, limits=limits, seconds=5.0) for limits in near]
    found = [each for each in asked if each is not None]

    assert found
    assert all(is_solution(search.model, each) for each in found)
    assert bound.value <= min(worth(late, each) for each in found) < worth(late, poor)


def run_of(manner: Manner, nodes: int) -> int | None:
    """Return what the search of an early plan's model comes to, for late days, in that manner."""
    plan, search = search_of(45, 5)
    total = plan.total(Tier.PAYMENTS)
    assert total is not None
    fewest = search.minimise(plan.cost({total: 1})).cost
    assert fewest is not None
    search.narrow(total, fewest, fewest)
    early, late = (plan.cost(plan.timing, sign) for sign in (1, -1))
    run = Tree(search, late, 1, -INFINITE)
    run.begin_with(search.any_solution(early, total, fewest, 400).values)
    run.nodes, run.manner = nodes, manner
    return run.run().cost


def test_a_search_that_takes_long_is_interrupted_to_look_for_better_plans() -> None:
    known = run_of(Manner(most_nodes=LONG + 1), LONG)
    better = run_of(Manner(most_nodes=LONG + 1, looks_around=True), LONG)

    assert known is not None
    assert better is not None
    assert better < known


def test_where_another_way_came_to_nothing_better_plans_are_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tree, "_BEFORE_PURSUIT", 0)

    def nothing(best: int, least: int) -> Found:
        return Found(best, None, least, 0)

    known = run_of(Manner(most_nodes=1, pursue=nothing), 0)
    better = run_of(Manner(most_nodes=1, pursue=nothing, looks_around=True), 0)

    assert known is not None
    assert better is not None
    assert better < known


def test_what_highs_finds_less_exactly_than_asked_for_is_not_lost() -> None:
    terms = usable_terms(problem_of(45, 3))
    ends = ends_of(terms, build_model(terms, with_counts=False))
    plan = build_run_model(terms, {}, ends, -MOST, with_totals=True)
    budget = Budget(time.monotonic() + 60, lambda: False)
    search = TierSearch(plan.model.freeze(), plan.branching, budget, plan.rounded_up)

    found = search.proposed(plan.cost(plan.timing, -1), seconds=5.0)

    assert found is not None
    assert is_solution(search.model, found)
