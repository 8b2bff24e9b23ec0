"""A ledger bound without a tool says so when the tool is asked for, and never before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from huanqing.application.plan_export import PlanWords, plan_sheet
from huanqing.application.plan_models import RivalKind
from integration.persistence.habit_ledgers import document as habit_document
from integration.persistence.habit_ledgers import months_before
from integration.persistence.ledgers import TODAY
from integration.persistence.plan_bench import PlanBench, document

if TYPE_CHECKING:
    from pathlib import Path

    from integration.persistence.ledgers import Bench


def test_without_a_solver_the_problem_is_made_but_not_solved(bench: Bench) -> None:
    bench.load(document())
    plans = bench.service.plans
    problem = plans.inputs().problem
    assert problem is not None
    with pytest.raises(RuntimeError, match="without a solver"):
        plans.solve(problem)


def test_without_calendars_a_plan_has_its_sheet_alone(tmp_path: Path) -> None:
    bench = PlanBench(tmp_path, document())
    try:
        bench.accept()
        plan = bench.plans.accepted()
        assert plan is not None
        sheet = plan_sheet(plan, "id", "account", "now")
        with pytest.raises(RuntimeError, match="without calendars"):
            bench.plans.calendar(sheet, PlanWords(), None)
    finally:
        bench.ledger.close()


def test_without_a_sampler_there_is_no_habit(bench: Bench) -> None:
    bench.load(habit_document(1, months_before(TODAY, 12), TODAY))
    with pytest.raises(RuntimeError, match="without a sampler"):
        bench.service.limits.habit(TODAY + timedelta(days=60))


def test_a_plan_is_compared_with_other_ways_of_paying_the_same_problem(tmp_path: Path) -> None:
    bench = PlanBench(tmp_path, document())
    try:
        problem = bench.problem()
        own, *others = bench.plans.compare(problem, bench.plans.solve(problem))
        assert [own.kind, *(each.kind for each in others)] == list(RivalKind)
        assert (own.payments, own.late_count, own.violations) == (3, 0, 0)
        assert {each.late_count for each in others} == {0}
    finally:
        bench.ledger.close()
