"""The solver on whole problems: edge cases, invariants, time and cancelling."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plan_problems import problem_of
from benchmarks.wide_problems import wide_problem
from huanqing.application.plan_exchange import plan_document, read_problem
from huanqing.application.plan_repayments import plan_repayments
from huanqing.domain.planning.checker import check_plan
from huanqing.domain.planning.errors import PlanCancelledError
from huanqing.domain.planning.explanation import (
    Bottleneck,
    HigherDayLimit,
    LimitKind,
    MoreCash,
    OneMoreChannel,
)
from huanqing.domain.planning.plan import Plan
from huanqing.domain.planning.problem import Problem, Timing
from huanqing.domain.planning.solver import SolveOptions, Tier
from huanqing.infrastructure.planning.explain import explain
from huanqing.infrastructure.planning.relaxation import Budget
from huanqing.infrastructure.planning.solver import HighsPlanSolver, _Solve
from unit.application.test_plan_exchange import document
from unit.domain.planning.builders import account, bill, card, day, flow, problem


def solve(asked: Problem, seconds: float = 60) -> Plan:
    return HighsPlanSolver().solve(asked, SolveOptions(time_limit_seconds=seconds))


def paid(plan: Plan) -> list[tuple[str, int]]:
    return [(each.day.isoformat()[5:], each.amount_fen) for each in plan.payments]


def test_the_documented_problem_has_the_documented_answer() -> None:
    asked = document()
    asked["funding"][0]["flows"].append({"date": "2026-07-01", "amount": -450000, "label": "rent"})

    found = plan_document(plan_repayments(read_problem(asked), HighsPlanSolver()))

    tiers = {"late": 0, "inside_buffer": 0, "fees": 0, "payments": 4, "timing": 36067882}
    due = "2026-07 bill"
    assert json.loads(json.dumps(found)) == {
        "format": "huanqing-plan/1",
        "on_time": True,
        "proven_optimal": True,
        "objective": tiers,
        "bound": tiers,
        "payments": [
            {
                "date": when,
                "channel": "ICBC 1234",
                "amount": amount,
                "allocation": [{"obligation": due, "amount": amount}],
            }
            for when, amount in [
                ("2026-07-09", 345678),
                ("2026-07-09", 500000),
                ("2026-07-10", 500000),
                ("2026-07-10", 500000),
            ]
        ],
        "late": [],
        "latest_start": "2026-07-11",
        "slack_days": 21,
        "bottleneck": None,
        "remedies": [],
    }


@pytest.mark.parametrize(
    "asked",
    [
        problem(),
        problem(channels=()),
        problem(funding=(), channels=()),
        problem(bill(0)),
        problem(bill(0), channels=()),
    ],
)
def test_nothing_owed_needs_no_payment(asked: Problem) -> None:
    answer = plan_repayments(asked, HighsPlanSolver())

    assert answer.plan.payments == ()
    assert answer.plan.is_on_time
    assert answer.plan.is_proven
    assert answer.explanation.slack_days == asked.days - 1


@pytest.mark.parametrize(
    "changes",
    [
        {"channels": ()},
        {"funding": (account(0),)},
        {"funding": (account(-500, flows=(flow("06-21", 400),)),)},
        {"channels": (card(per_day_fen=0),)},
        {"channels": (card(payments_per_day=0),)},
        {"channels": (card(per_transaction_fen=999),)},
    ],
)
def test_without_any_way_to_pay_all_stays_late_and_that_is_proven(
    changes: dict[str, Any],
) -> None:
    plan = solve(problem(bill(10_000, "06-25"), **changes))

    assert plan.payments == ()
    assert plan.is_proven
    assert plan.late[0].cleared_on is None
    assert plan.objective.late == 10_000 * 500 * 6


def test_what_is_due_today_is_paid_today() -> None:
    plan = solve(problem(bill(10_000, "06-20"), buffer=2))

    assert (paid(plan), plan.is_on_time) == ([("06-20", 10_000)], True)


def test_overdue_bills_are_paid_at_once_the_dearest_first() -> None:
    cheap = bill(9000, "06-01", id="cheap", late_rate_ppm_per_day=300)
    dear = bill(9000, "06-10", id="dear", late_rate_ppm_per_day=700)

    plan = solve(problem(cheap, dear, channels=(card(per_day_fen=9000),)))

    assert [each.allocations[0].obligation for each in plan.payments] == ["dear", "cheap"]
    assert [each.obligation for each in plan.late] == ["cheap"]
    assert plan.is_proven


def test_the_smallest_payment_moves_money_between_days() -> None:
    # 300 fen alone would be too little: the day before takes 1000, the last day less.
    asked = problem(bill(5300, "06-25"), channels=(card(per_day_fen=5000),))

    assert paid(solve(asked)) == [("06-24", 1000), ("06-25", 4300)]


def test_a_rest_below_the_smallest_payment_ends_the_debt() -> None:
    asked = problem(
        bill(10_500, "06-25"),
        channels=(card(per_transaction_fen=10_000, per_day_fen=10_000),),
        until="06-25",
        timing=Timing.EARLY,
    )

    assert paid(solve(asked)) == [("06-20", 10_000), ("06-21", 500)]


def test_fees_take_cash_too() -> None:
    asked = problem(
        bill(10_000, "06-25"),
        funding=(account(10_005),),
        channels=(card(fee_per_payment_fen=10),),
    )

    plan = solve(asked)

    assert (plan.objective.fees, plan.late[0].unpaid_when_due_fen) == (10, 5)
    assert plan.is_proven


def test_a_late_plan_names_its_bottleneck_and_what_would_mend_it() -> None:
    asked = problem(
        bill(50_000, "06-22"), channels=(card(per_day_fen=10_000),), funding=(account(90_000),)
    )

    answer = plan_repayments(asked, HighsPlanSolver())

    neck = answer.explanation.bottleneck
    assert neck is not None
    assert (neck.first_day, neck.last_day) == (day("06-20"), day("06-22"))
    assert (neck.needed_fen, neck.possible_fen, neck.missing_fen) == (50_000, 30_000, 20_000)
    assert [(each.kind, each.subject, each.amount_fen) for each in neck.limits] == [
        (LimitKind.PER_DAY, "card", 30_000)
    ]
    kinds = {type(each).__name__: each for each in answer.explanation.remedies}
    assert kinds["HigherDayLimit"] == HigherDayLimit("card", 16_667)
    assert kinds["OneMoreChannel"] == OneMoreChannel("account", 6667)
    assert "MoreCash" not in kinds
    assert kinds["EarlierStart"].days == 2  # type: ignore[union-attr]


def test_missing_cash_is_asked_for_to_the_fen_and_by_its_last_day() -> None:
    asked = problem(bill(50_000, "06-25"), funding=(account(20_000),))

    answer = plan_repayments(asked, HighsPlanSolver())

    assert answer.explanation.remedies == (MoreCash("account", 30_000, day("06-25")),)


def test_a_cancelled_search_says_so() -> None:
    with pytest.raises(PlanCancelledError):
        HighsPlanSolver().solve(problem_of(45, 1), SolveOptions(is_cancelled=lambda: True))


def test_progress_names_the_tiers_in_order() -> None:
    told: list[Tier] = []

    HighsPlanSolver().solve(problem_of(14, 1), SolveOptions(on_progress=told.append))

    assert told == sorted(told)
    assert told[-1] is Tier.TIMING


@pytest.mark.parametrize("seed", [0, 1, 3, 6])
def test_without_time_a_checked_plan_with_honest_bounds_is_given(seed: int) -> None:
    asked = problem_of(45, seed)

    hasty = HighsPlanSolver().solve(asked, SolveOptions(time_limit_seconds=0.0))
    best = solve(asked)

    assert check_plan(asked, hasty.payments).objective == hasty.objective
    assert hasty.bound.late <= best.objective.late <= hasty.objective.late


@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5, 6, 7])
def test_plans_of_two_weeks_are_proven(seed: int) -> None:
    assert solve(problem_of(14, seed)).is_proven


def later(asked: Problem, timing: Timing) -> Problem:
    return replace(asked, preferences=replace(asked.preferences, timing=timing))


def least_of(asked: Problem) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first two tiers and their bounds, after a second at most."""
    plan = HighsPlanSolver().solve(
        asked, SolveOptions(time_limit_seconds=1, last_tier=Tier.INSIDE_BUFFER)
    )
    worth, bound = plan.objective, plan.bound
    return (worth.late, worth.inside_buffer), (bound.late, bound.inside_buffer)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 500_000))
def test_more_means_are_never_worse(seed: int, more: int) -> None:
    asked = problem_of(14, seed)
    before, _ = least_of(asked)
    first = asked.channels[0]
    cash = tuple(replace(each, balance_fen=each.balance_fen + more) for each in asked.funding)
    wider = replace(first, per_day_fen=(first.per_day_fen or 0) + more)
    further = OneMoreChannel(asked.funding[0].id, more).applied_to(asked)

    for changed in (
        replace(asked, funding=cash),
        replace(asked, channels=(wider, *asked.channels[1:])),
        further,
    ):
        _, bound = least_of(changed)
        assert bound <= before


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_no_plan_breaks_a_rule_and_no_bound_is_above_its_plan(seed: int) -> None:
    asked = problem_of(14, seed)

    plan = solve(asked, 1)

    assert check_plan(asked, plan.payments).objective == plan.objective
    if plan.proven_tiers < 4:
        assert tuple(plan.bound)[plan.proven_tiers] < tuple(plan.objective)[plan.proven_tiers]


def test_early_and_late_differ_in_the_last_tier_only() -> None:
    asked = problem_of(14, 3)

    late, early = (solve(later(asked, each)) for each in (Timing.LATE, Timing.EARLY))

    assert tuple(late.objective)[:4] == tuple(early.objective)[:4]
    assert late.objective.timing >= early.objective.timing
    assert asked.horizon_end - asked.today == timedelta(days=13)


def neck_of(asked: Problem) -> Bottleneck:
    solver, options = HighsPlanSolver(), SolveOptions(time_limit_seconds=60)
    found = solver.explain(asked, solver.solve(asked, options), options).bottleneck
    assert found is not None
    return found


def test_a_bottleneck_of_the_platform_names_its_cap_on_each_day() -> None:
    asked = problem(bill(10_000, due="06-21"), cap=2_000)

    neck = neck_of(asked)

    assert (neck.needed_fen, neck.possible_fen) == (10_000, 4_000)
    assert [(each.kind, each.subject, each.amount_fen) for each in neck.limits] == [
        (LimitKind.DAILY_CAP, "", 4_000)
    ]


def test_a_cap_shared_by_bills_that_open_on_different_days_is_named() -> None:
    bills = (
        bill(3_000, due="06-22", id="a"),
        bill(3_000, due="06-22", id="b", earliest=day("06-21")),
    )

    neck = neck_of(problem(*bills, cap=1_500))

    assert neck.missing_fen == 1_500
    assert {each.kind for each in neck.limits} == {LimitKind.DAILY_CAP}
    assert sum(each.amount_fen for each in neck.limits) == neck.possible_fen


@pytest.mark.parametrize("size", [0, 999])
def test_a_card_whose_payments_are_too_small_is_named_for_that(size: int) -> None:
    neck = neck_of(problem(bill(10_000), channels=(card(per_transaction_fen=size),)))

    assert (neck.needed_fen, neck.possible_fen) == (10_000, 0)
    assert {(each.kind, each.subject) for each in neck.limits} == {
        (LimitKind.PER_TRANSACTION, "card")
    }


def test_a_too_small_card_may_still_end_the_debt_once() -> None:
    cards = (card(per_day_fen=9_500), card(id="small", per_transaction_fen=500))
    asked = problem(bill(10_000, due="06-20"), channels=cards)

    plan = solve(asked)

    assert plan.objective == plan.bound
    assert paid(plan) == [("06-20", 9_500), ("06-20", 500)]


def test_a_too_small_card_cannot_pay_twice() -> None:
    cards = (card(per_day_fen=9_500), card(id="small", per_transaction_fen=500))
    asked = problem(bill(10_500, due="06-21"), channels=cards, until="06-21")

    plan = solve(asked)

    assert plan.objective == plan.bound
    assert paid(plan) == [("2026-06-21", 1_000), ("2026-06-21", 9_500)] or plan.is_on_time


def test_cash_below_the_smallest_payment_moves_nothing_until_more_comes() -> None:
    money = account(999, flows=(flow("06-24", 5_000),))
    asked = problem(bill(20_000, due="06-20"), funding=(money,))

    plan = solve(asked)

    assert plan.objective == plan.bound
    assert paid(plan) == [("06-24", 5_999)]


class Parts(Budget):
    """A budget whose parts are over when a tier begins."""

    def __init__(self) -> None:
        super().__init__(time.monotonic() + 60, lambda: False)
        self.given = Budget(self.deadline, self.is_cancelled)

    def part(self, share: float) -> Budget:
        assert 0 < share < 1
        return self.given


def test_a_merged_plan_that_takes_its_time_leaves_enough_to_place_its_days() -> None:
    budget = Parts()

    def end_at(tier: Tier) -> None:
        budget.given.deadline = 0.0 if tier is Tier.PAYMENTS else budget.given.deadline

    options = SolveOptions(on_progress=end_at, last_tier=Tier.PAYMENTS)
    plan = _Solve(wide_problem(2024), options, budget).run()

    assert (plan.bound.late, plan.objective.late) == (0, 0)


def test_half_a_budget_is_over_in_half_the_time() -> None:
    budget = Budget(time.monotonic() + 60, lambda: False)

    assert 20 < budget.part(0.5).left() <= 30


def test_a_remedy_that_is_hard_to_prove_does_not_cost_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = problem(bill(50_000, "06-22"), channels=(card(per_day_fen=10_000),))
    plan = solve(asked)
    now = [0.0]
    monkeypatch.setattr(
        "huanqing.infrastructure.planning.relaxation.time.monotonic", lambda: now[0]
    )

    def reaches(changed: Problem, late: int, options: SolveOptions) -> bool | None:
        if changed.channels[0].per_day_fen != 10_000:
            now[0] += options.time_limit_seconds
            return None
        return HighsPlanSolver().reaches(changed, late, options)

    found = explain(asked, plan, Budget(100.0, lambda: False), reaches)

    assert now[0] > 0
    assert OneMoreChannel("account", 6667) in found.remedies
