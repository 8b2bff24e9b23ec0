"""The solver against the plain enumeration of tiny problems; ``PLANS=5000`` tries so many."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from huanqing.domain.planning.explanation import (
    EarlierStart,
    HigherDayLimit,
    MoreCash,
    OneMoreChannel,
    Remedy,
)
from huanqing.domain.planning.problem import Problem
from huanqing.domain.planning.solver import SolveOptions
from huanqing.infrastructure.planning import plunging, tiers, tree
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from oracle.planning_bruteforce import best_worth, tiny_problem

PLANS = int(os.environ.get("PLANS", "400"))
EXPLAINED = PLANS // 5
ENOUGH = 12
# Each of these went wrong once while the solver was written.
NASTY = [2, 51, 203, 291, 557, 1646, 2019, 2408]
OPTIONS = SolveOptions(time_limit_seconds=60)


def latest_start(problem: Problem) -> int:
    least = best_worth(problem)[0]
    return next(
        start
        for start in range(problem.days - 1, -1, -1)
        if best_worth(starting(problem, start))[0] == least
    )


def starting(problem: Problem, start: int) -> Problem:
    closed = frozenset(problem.day(day) for day in range(start))
    channels = tuple(
        replace(each, unavailable=each.unavailable | closed) for each in problem.channels
    )
    return replace(problem, channels=channels)


def can_be_on_time(problem: Problem) -> bool:
    bills = tuple(replace(each, late_rate_ppm_per_day=1) for each in problem.obligations)
    return best_worth(replace(problem, obligations=bills))[0] == 0


def smaller(remedy: Remedy, problem: Problem) -> list[Remedy]:
    """The next smaller changes of the kind; none of them may be enough."""
    if isinstance(remedy, MoreCash):
        later: list[Remedy] = [replace(remedy, by=remedy.by + timedelta(days=1))]
        less: list[Remedy] = [replace(remedy, amount_fen=remedy.amount_fen - 1, by=problem.today)]
        return less + (later if remedy.by < problem.horizon_end else [])
    if isinstance(remedy, EarlierStart):
        return [EarlierStart(remedy.days - 1)]
    return [replace(remedy, per_day_fen=remedy.per_day_fen - 1)]


def all_changes(problem: Problem) -> list[tuple[str, Remedy]]:
    """One large change of each kind and subject."""
    cash = [(each.id, MoreCash(each.id, 40, problem.today)) for each in problem.funding]
    limits = [
        (each.id, HigherDayLimit(each.id, each.per_day_fen + ENOUGH))
        for each in problem.channels
        if each.per_day_fen is not None
    ]
    return [*cash, *limits]


@pytest.mark.parametrize("seed", [*range(PLANS), *(each for each in NASTY if each >= PLANS)])
def test_all_five_tiers_are_the_best_there_are(seed: int) -> None:
    problem = tiny_problem(seed)

    plan = HighsPlanSolver().solve(problem, OPTIONS)

    assert tuple(plan.objective) == best_worth(problem)
    assert plan.is_proven


@pytest.mark.parametrize("seed", range(PLANS // 4))
def test_proposals_of_the_other_engine_spoil_no_proof(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "_FIRST_PROPOSAL", 0)
    monkeypatch.setattr(plunging, "_MOST_PLUNGES", 0)
    monkeypatch.setattr(tiers, "_FIRST_TRIAL", 0)
    problem = tiny_problem(seed)

    plan = HighsPlanSolver().solve(problem, OPTIONS)

    assert tuple(plan.objective) == best_worth(problem)
    assert plan.is_proven


@pytest.mark.parametrize("seed", range(PLANS // 4))
def test_cuts_and_restarts_from_the_first_node_on_spoil_no_proof(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "_FIRST_EFFORT", 0)
    monkeypatch.setattr(tree, "_WAIT", 0)
    monkeypatch.setattr(tree, "_FIRST_INSIDE", 0)
    monkeypatch.setattr(tiers, "_FIRST_TRIAL", 0)
    problem = tiny_problem(seed)

    plan = HighsPlanSolver().solve(problem, OPTIONS)

    assert tuple(plan.objective) == best_worth(problem)
    assert plan.is_proven


@pytest.mark.parametrize("seed", range(EXPLAINED))
def test_what_is_said_of_a_plan_is_true(seed: int) -> None:
    problem = tiny_problem(seed)
    solver = HighsPlanSolver()
    plan = solver.solve(problem, OPTIONS)

    found = solver.explain(problem, plan, OPTIONS)

    assert found.slack_days == latest_start(problem)
    if plan.is_on_time or can_be_on_time(problem):
        assert (found.bottleneck, found.remedies) == (None, ())
        return
    for remedy in found.remedies:
        assert can_be_on_time(remedy.applied_to(problem))
        for less in smaller(remedy, problem):
            assert not can_be_on_time(less.applied_to(problem))
    told = {getattr(each, "funding", getattr(each, "channel", "")) for each in found.remedies
            if isinstance(each, MoreCash | HigherDayLimit)}  # fmt: skip
    for subject, change in all_changes(problem):
        if subject not in told:
            assert not can_be_on_time(change.applied_to(problem))
    if not any(isinstance(each, OneMoreChannel) for each in found.remedies):
        for account in problem.funding:
            assert not can_be_on_time(OneMoreChannel(account.id, 40).applied_to(problem))


@pytest.mark.parametrize("seed", range(EXPLAINED))
def test_a_bottleneck_is_missing_what_it_says(seed: int) -> None:
    problem = tiny_problem(seed)
    solver = HighsPlanSolver()

    neck = solver.explain(problem, solver.solve(problem, OPTIONS), OPTIONS).bottleneck

    if neck is not None:
        assert neck.missing_fen > 0
        assert problem.today <= neck.first_day <= neck.last_day <= problem.horizon_end
        owed = {each.id: each.amount_fen for each in problem.obligations}
        assert neck.needed_fen == sum(owed[each] for each in neck.obligations)
        # With the limits as they are, so much cannot be paid in time, whatever the plan. The other
        # bills stay: without them a payment that ends all debt might be smaller than it may be.
        bills = tuple(
            replace(each, late_rate_ppm_per_day=1, due=min(each.due, problem.horizon_end))
            if each.id in neck.obligations
            else replace(each, late_rate_ppm_per_day=0)
            for each in problem.obligations
        )
        assert best_worth(replace(problem, obligations=bills))[0] >= neck.missing_fen
