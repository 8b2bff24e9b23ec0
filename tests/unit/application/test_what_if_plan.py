"""What-ifs handed to the planner: the problem that they leave, and the verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from huanqing.application.limit_models import BillChange, PlanVerdict, WhatIfResult
from huanqing.application.plan_repayments import PlanAnswer, plan_repayments
from huanqing.application.what_if_plan import changed_problem, with_plan
from huanqing.domain.planning.problem import Obligation, Problem
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from unit.domain.planning.builders import account, bill, card, day, problem

JULY = bill(40_000, "06-25", id="2026-06 bill")


def result(*bills: BillChange, pays: tuple[tuple[date, int], ...] = ()) -> WhatIfResult:
    return WhatIfResult(
        base=(), changed=(), bills=bills, pressure_before=None, pressure_after=None, payments=pays
    )


def change(due: str, before: int, after: int) -> BillChange:
    return BillChange(day("06-16"), day(due), before, after)


def obligations(found: Problem) -> dict[str, int]:
    return {each.id: each.amount_fen for each in found.obligations}


def test_a_bill_that_grows_is_a_larger_obligation() -> None:
    found = changed_problem(problem(JULY), result(change("06-25", 40_000, 55_000)))

    assert obligations(found) == {"2026-06 bill": 55_000}


def test_a_new_bill_is_a_new_obligation_at_the_rate_of_the_others() -> None:
    found = changed_problem(problem(JULY), result(change("06-28", 0, 9_000)))

    assert found.obligations[1] == Obligation(
        id="2026-06-16 bill", due=day("06-28"), amount_fen=9_000, late_rate_ppm_per_day=500
    )


def test_a_bill_that_is_gone_is_no_obligation() -> None:
    assert changed_problem(problem(JULY), result(change("06-25", 40_000, 0))).obligations == ()


def test_what_a_wish_made_due_earlier_is_taken_off_after_the_bill() -> None:
    wished = bill(15_000, "06-22", id="2026-06 bill by 2026-06-22", late_rate_ppm_per_day=1)
    other = bill(7_000, "06-21", id="2026-05 bill")
    asked = problem(wished, other, replace(JULY, amount_fen=25_000))

    found = changed_problem(asked, result(change("06-25", 40_000, 10_000)))

    assert obligations(found) == {"2026-06 bill by 2026-06-22": 10_000, "2026-05 bill": 7_000}


def test_what_the_scenarios_pay_is_paid_on_its_day() -> None:
    pays = ((day("06-24"), 5_000),)

    found = changed_problem(problem(JULY, buffer=2), result(pays=pays))

    assert found.obligations[1] == Obligation(
        id="what-if 1",
        due=day("06-24"),
        amount_fen=5_000,
        late_rate_ppm_per_day=500,
        earliest=day("06-24"),
    )


def test_what_lies_beyond_the_horizon_is_left_out() -> None:
    pays = ((day("07-02"), 5_000),)

    found = changed_problem(problem(JULY), result(change("07-01", 0, 100), pays=pays))

    assert obligations(found) == {"2026-06 bill": 40_000}


def test_the_problem_itself_stays() -> None:
    asked = problem(JULY)

    changed_problem(asked, result(change("06-25", 40_000, 0)))

    assert asked.obligations == (JULY,)


@pytest.fixture
def solver() -> HighsPlanSolver:
    return HighsPlanSolver()


def test_the_verdicts_tell_what_a_purchase_does_to_the_plan(solver: HighsPlanSolver) -> None:
    asked = problem(
        JULY, channels=(card(per_day_fen=10_000),), funding=(account(100_000),), smallest=0
    )

    def solve(each: Problem) -> PlanAnswer:
        return plan_repayments(each, solver)

    found = with_plan(result(change("06-25", 40_000, 65_000)), asked, solve)

    # From the 20th to the 25th at ¥100 a day: ¥600 can be paid in time.
    assert found.plan_before == PlanVerdict(
        is_on_time=True, latest_start=day("06-22"), missing_fen=0
    )
    assert found.plan_after is not None
    assert (found.plan_after.is_on_time, found.plan_after.missing_fen) == (False, 5_000)


def test_a_repayment_that_the_card_cannot_move_on_its_day_is_missed(
    solver: HighsPlanSolver,
) -> None:
    asked = problem(JULY, channels=(card(per_day_fen=10_000),), smallest=0)
    pays = ((day("06-22"), 12_000),)

    found = with_plan(
        result(change("06-25", 40_000, 28_000), pays=pays),
        asked,
        lambda each: plan_repayments(each, solver),
    )

    assert found.plan_after is not None
    assert (found.plan_after.is_on_time, found.plan_after.missing_fen) == (False, 2_000)
