"""What an earlier search came to shortens the next, and changes nothing of what is found."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.plan_problems import changed, problem_of
from huanqing.domain.planning.checker import check_plan
from huanqing.domain.planning.plan import Payment, Plan
from huanqing.domain.planning.problem import Problem
from huanqing.domain.planning.solver import Experience, SolveOptions, Tier
from huanqing.infrastructure.planning.flow import solve_flow
from huanqing.infrastructure.planning.former import former_of, like_former
from huanqing.infrastructure.planning.merge import ends_of, merged
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.plan_model import PlanModel
from huanqing.infrastructure.planning.pseudo_costs import PseudoCosts
from huanqing.infrastructure.planning.relaxation import Budget
from huanqing.infrastructure.planning.search import TierSearch
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from huanqing.infrastructure.planning.terms import Terms, terms_of
from unit.domain.planning.builders import TODAY, bill, card, day, pay, problem


def solved(asked: Problem, experience: Experience | None = None) -> Plan:
    options = SolveOptions(time_limit_seconds=60, experience=experience)
    return HighsPlanSolver().solve(asked, options)


def merged_model(asked: Problem) -> tuple[Terms, PlanModel, list[int]]:
    terms = terms_of(asked)
    face = solve_flow(terms, Budget(time.monotonic() + 60, lambda: False)).face or {}
    ends = ends_of(terms, build_model(terms, with_counts=False, bounds=face))
    runs, bounds = merged(terms, face, ends)
    return runs, build_model(runs, with_counts=True, bounds=bounds), ends


@pytest.mark.parametrize("seed", range(40))
def test_a_changed_problem_is_worth_the_same_with_experience_as_without(seed: int) -> None:
    asked = problem_of((14, 45)[seed % 2], seed)
    other = changed(asked, seed)

    experience = Experience()
    first = solved(asked, experience)
    assert experience.payments == first.payments

    alone, led = solved(other), solved(other, experience)

    assert alone.is_proven
    assert led.is_proven
    assert led.objective == alone.objective
    assert check_plan(other, led.payments).objective == led.objective
    assert experience.payments == led.payments


def test_payments_that_have_nothing_to_do_with_the_problem_are_no_hindrance() -> None:
    asked = problem_of(14, 3)
    strange = (
        pay("06-01", 10**9, by="a card that is gone"),
        Payment(TODAY - timedelta(days=400), "card 0", 1, ()),
        Payment(TODAY + timedelta(days=400), "card 1", 1, ()),
        *(Payment(TODAY, "card 2", 1, ()) for _ in range(50)),
    )

    learnt = {("n0", 99, 99, True): (1e9, 3), ("x", 0, 0, False): (-5.0, 1)}

    assert solved(asked, Experience(strange, learnt)).objective == solved(asked).objective


def test_payments_count_by_card_and_run_of_days() -> None:
    asked = problem(bill(), channels=(card(id="a"), card(id="b")), until="06-29")
    payments = (
        pay("06-20", 1, by="a"),
        pay("06-23", 1, by="a"),
        pay("06-24", 1, by="b"),
        pay("06-30", 1, by="b"),
        pay("06-21", 1, by="c"),
    )

    assert former_of(payments, asked, terms_of(asked), [3, 9]) == {(0, 3): 2, (1, 9): 1}


def test_a_like_plan_pays_only_where_the_former_one_did() -> None:
    # GIVEN two cards that could both pay the bill, and a plan that used the second
    cards = (card(id="a", per_day_fen=5_000), card(id="b", per_day_fen=5_000))
    asked = problem(bill(9_500), channels=cards)
    terms, plan, ends = merged_model(asked)
    payments = (pay("06-24", 5_000, by="b"), pay("06-25", 4_000, by="b"))
    former = former_of(payments, asked, terms, ends)
    budget = Budget(time.monotonic() + 60, lambda: False)
    search = TierSearch(plan.model.freeze(), plan.branching, budget, plan.rounded_up)
    guide = plan.cost(plan.timing, -1)
    # WHEN a plan like it is looked for
    values = like_former(search, plan, former, guide)
    # THEN it pays by the same card, as often
    assert values is not None
    used = {each.channel for each in plan.carriers if values[each.count]}
    total = plan.total(Tier.PAYMENTS)
    assert total is not None
    assert (used, values[total]) == ({1}, 2)
    # AND the search is as it was
    assert search.minimise(plan.cost({total: 1})).cost == 2


def test_there_is_none_where_much_more_must_be_paid_there_than_before() -> None:
    asked = problem(bill(30_000), channels=(card(per_day_fen=10_000, payments_per_day=9),))
    terms, plan, ends = merged_model(asked)
    former = former_of((pay("06-25", 5_000),), asked, terms, ends)
    budget = Budget(time.monotonic() + 60, lambda: False)
    search = TierSearch(plan.model.freeze(), plan.branching, budget, plan.rounded_up)
    used = [each for each in plan.carriers if (each.channel, each.day) in former]
    assert used
    search.narrow(used[0].count, 3, 99)

    assert like_former(search, plan, former, plan.cost(plan.timing, -1)) is None


def test_there_is_none_where_the_former_plan_cannot_pay_it_all() -> None:
    cards = (card(id="a", per_day_fen=5_000), card(id="b", per_day_fen=5_000))
    asked = replace(problem(bill(19_500), channels=cards), horizon_end=day("06-25"))
    terms, plan, ends = merged_model(asked)
    former = former_of((pay("06-25", 5_000, by="b"),), asked, terms, ends)
    budget = Budget(time.monotonic() + 60, lambda: False)
    search = TierSearch(plan.model.freeze(), plan.branching, budget, plan.rounded_up)

    assert like_former(search, plan, former, plan.cost(plan.timing, -1)) is None


def test_what_branching_brought_is_remembered_by_what_the_counts_mean() -> None:
    costs = PseudoCosts()
    costs.learn(7, is_up=True, gain=10.0, distance=0.5)
    costs.learn(7, is_up=True, gain=2.0, distance=1.0)
    costs.learn(4, is_up=False, gain=3.0, distance=1.0)
    meant = {("n0", 1, 9): 7, ("N", -1, 5): 4, ("n0", 2, 9): 5}

    told = costs.told(meant)

    assert told == {("n0", 1, 9, True): (22.0, 2), ("N", -1, 5, False): (3.0, 1)}
    # WHEN another model has some of the same counts elsewhere
    later = PseudoCosts()
    later.recall(told, {("n0", 1, 9): 0, ("n0", 3, 9): 1})
    # THEN they promise what they promised, and the others what is usual
    later.learn(0, is_up=False, gain=1.0, distance=1.0)
    later.learn(0, is_up=False, gain=1.0, distance=1.0)
    assert later.is_reliable(0)
    assert not later.is_reliable(1)
    assert later.told({("here", 0, 0): 0})["here", 0, 0, True] == (22.0, 2)


def test_what_is_learnt_of_a_part_of_a_model_is_known_of_the_whole() -> None:
    costs = PseudoCosts()
    part = costs.within([3, 8])
    part.learn(1, is_up=True, gain=4.0, distance=1.0)

    assert costs.told({("count", 0, 0): 8}) == {("count", 0, 0, True): (4.0, 1)}
    assert part.score(0, 0.5) == costs.score(3, 0.5)
