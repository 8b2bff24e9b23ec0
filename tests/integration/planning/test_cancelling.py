"""Calling a search off is noticed inside the engine, too, not only between its solves."""

from __future__ import annotations

import pytest

from benchmarks.plan_problems import problem_of
from huanqing.domain.planning.errors import PlanCancelledError
from huanqing.domain.planning.solver import SolveOptions
from huanqing.infrastructure.planning.lp import LpEngine, LpStatus
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.smallest import usable_terms
from huanqing.infrastructure.planning.solver import HighsPlanSolver

_FEW = 3


class Caller:
    """Calls off at a question, and counts the questions that are asked all the same."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.asked = 0

    def is_cancelled(self) -> bool:
        self.asked += 1
        return self.asked >= self._at

    @property
    def asked_in_vain(self) -> int:
        return self.asked - self._at


def test_one_large_relaxation_stops_in_the_middle() -> None:
    plan = build_model(usable_terms(problem_of(92, 1)), with_counts=True, with_totals=True)
    caller = Caller(50)
    engine = LpEngine(plan.model.freeze(), caller.is_cancelled)
    engine.set_cost(plan.cost(plan.timing, -1))

    answer = engine.solve()

    assert answer.status is LpStatus.STOPPED
    assert caller.asked_in_vain <= _FEW


@pytest.mark.parametrize("at", [1, 2, 5, 20, 100, 300, 700])
def test_a_search_called_off_at_any_moment_ends_with_that_question(at: int) -> None:
    caller = Caller(at)

    with pytest.raises(PlanCancelledError):
        HighsPlanSolver().solve(problem_of(92, 1), SolveOptions(is_cancelled=caller.is_cancelled))

    assert caller.asked_in_vain <= _FEW


@pytest.mark.parametrize("at", [1, 2, 10, 40])
def test_an_explanation_called_off_at_any_moment_ends_with_that_question(at: int) -> None:
    asked, solver = problem_of(45, 12), HighsPlanSolver()
    plan = solver.solve(asked, SolveOptions())
    caller = Caller(at)

    with pytest.raises(PlanCancelledError):
        solver.explain(asked, plan, SolveOptions(is_cancelled=caller.is_cancelled))

    assert caller.asked_in_vain <= _FEW
