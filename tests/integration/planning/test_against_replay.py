"""Answers to random problems against a replay of planning.md; ``PLANS=3000`` tries so many."""

from __future__ import annotations

import copy
import json
import os

import pytest

from huanqing.application.plan_exchange import plan_document, read_problem
from huanqing.application.plan_repayments import plan_repayments
from huanqing.domain.planning.solver import SolveOptions
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from oracle.plan_replay import Json, faults
from oracle.plan_starts import latest_start, random_problem

PLANS = int(os.environ.get("PLANS", "60"))
OPTIONS = SolveOptions(time_limit_seconds=20)


def answer_to(problem: Json) -> Json:
    answer = plan_repayments(read_problem(problem), HighsPlanSolver(), OPTIONS)
    found: Json = json.loads(json.dumps(plan_document(answer)))
    return found


@pytest.mark.parametrize("seed", range(PLANS))
def test_a_plan_keeps_every_rule_and_its_figures_are_true(seed: int) -> None:
    problem = random_problem(seed, is_tiny=False)

    assert faults(problem, answer_to(problem)) == []


@pytest.mark.parametrize("seed", range(PLANS))
def test_the_latest_start_of_a_tiny_problem_is_exact(seed: int) -> None:
    problem = random_problem(seed, is_tiny=True)

    answer = answer_to(problem)

    assert faults(problem, answer) == []
    assert answer["proven_optimal"]
    assert answer["latest_start"] == latest_start(problem).isoformat()


def test_the_replay_finds_what_is_wrong() -> None:
    problem = random_problem(7, is_tiny=False)
    answer = answer_to(problem)
    assert answer["payments"]
    wrong = []
    for change in range(4):
        altered = copy.deepcopy(answer)
        first = altered["payments"][0]
        if change == 0:
            first["amount"] += 1
        elif change == 1:
            first["date"] = "2030-01-01"
        elif change == 2:
            altered["objective"]["timing"] += 1
        else:
            altered["payments"] += [first] * 50
        wrong.append(faults(problem, altered))

    assert all(wrong)
