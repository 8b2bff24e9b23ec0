"""Planning problems and plans as JSON, and the use case between them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from huanqing.application.plan_exchange import plan_document, problem_document, read_problem
from huanqing.application.plan_repayments import PlanAnswer, plan_repayments
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.checker import check_plan
from huanqing.domain.planning.errors import PlanRuleError
from huanqing.domain.planning.explanation import (
    BindingLimit,
    Bottleneck,
    EarlierStart,
    Explanation,
    HigherDayLimit,
    LimitKind,
    MoreCash,
    OneMoreChannel,
)
from huanqing.domain.planning.plan import Payment, Plan
from huanqing.domain.planning.problem import Problem, Timing
from huanqing.domain.planning.solver import SolveOptions
from unit.domain.planning.builders import account, bill, day, flow, pay, problem

SILENT = Explanation(None, None, None, ())


class FixedSolver:
    """Answers with the payments it was given, worth what it claims."""

    def __init__(self, payments: tuple[Payment, ...], claimed: Problem) -> None:
        self.payments = payments
        self.claimed = claimed

    def solve(self, _problem: Problem, _options: SolveOptions) -> Plan:
        checked = check_plan(self.claimed, self.payments)
        return Plan(self.payments, checked.objective, checked.objective, checked.late)

    def explain(self, _problem: Problem, _plan: Plan, _options: SolveOptions) -> Explanation:
        return SILENT


def document() -> dict[str, Any]:
    return {
        "format": "huanqing-plan-problem/1",
        "today": "2026-06-20",
        "horizon_end": "2026-08-05",
        "platform": {"daily_cap": None, "min_payment": 1000},
        "obligations": [
            {
                "id": "2026-07 bill",
                "due": "2026-07-12",
                "amount": 1845678,
                "late_rate_ppm_per_day": 500,
                "earliest": None,
            }
        ],
        "funding": [
            {
                "id": "salary account",
                "balance": 900000,
                "reserve": 50000,
                "flows": [{"date": "2026-07-05", "amount": 1500000, "label": "salary"}],
            }
        ],
        "channels": [
            {
                "id": "ICBC 1234",
                "funding": "salary account",
                "per_transaction": 500000,
                "per_day": 1000000,
                "per_month": None,
                "payments_per_day": None,
                "fee_per_payment": 0,
                "used_today": 0,
                "used_this_month": 0,
                "unavailable": ["2026-06-21"],
            }
        ],
        "preferences": {"buffer_days": 2, "timing": "late"},
    }


def without(path: str) -> dict[str, Any]:
    found = document()
    *parents, name = path.split(".")
    node: Any = found
    for each in parents:
        node = node[int(each)] if each.isdigit() else node[each]
    del node[name]
    return found


def with_value(path: str, value: object) -> dict[str, Any]:
    found = document()
    *parents, name = path.split(".")
    node: Any = found
    for each in parents:
        node = node[int(each)] if each.isdigit() else node[each]
    node[name] = value
    return found


def refused(value: object) -> tuple[str, object]:
    with pytest.raises(InvalidFieldError) as error:
        read_problem(value)
    return error.value.field, error.value.value


def test_a_problem_survives_the_way_through_json() -> None:
    found = read_problem(json.loads(json.dumps(document())))

    assert problem_document(found) == document()
    assert read_problem(problem_document(found)) == found


def test_what_is_no_limit_may_be_left_out() -> None:
    found = document()
    for name in ("fee_per_payment", "used_today", "used_this_month", "unavailable"):
        del found["channels"][0][name]
    del found["preferences"], found["obligations"][0]["earliest"]
    del found["funding"][0]["flows"], found["funding"][0]["reserve"]

    read = read_problem(found)

    assert read.preferences.buffer_days == 2
    assert read.preferences.timing is Timing.LATE
    assert read.channels[0].unavailable == frozenset()


@pytest.mark.parametrize(
    "path",
    [
        "channels.0.per_transaction",
        "channels.0.per_day",
        "channels.0.per_month",
        "channels.0.payments_per_day",
        "platform.daily_cap",
    ],
)
def test_an_unknown_limit_is_not_taken_for_no_limit(path: str) -> None:
    field, value = refused(without(path))

    assert field == path.replace(".0", "[0]")
    assert value is None


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("format", "huanqing-plan/1", "format"),
        ("today", "20.06.2026", "today"),
        ("today", "20260620", "today"),
        ("today", "0001-01-01", "today"),
        ("horizon_end", 3, "horizon_end"),
        ("platform", None, "platform"),
        ("platform.min_payment", 10.5, "platform.min_payment"),
        ("platform.min_payment", True, "platform.min_payment"),
        ("platform.min_payment", None, "platform.min_payment"),
        ("obligations", {}, "obligations"),
        ("obligations", [3], "obligations[0]"),
        ("obligations.0.amount", "12", "obligations[0].amount"),
        ("obligations.0.id", 7, "obligations[0].id"),
        ("funding.0.flows.0.date", "tomorrow", "funding[0].flows[0].date"),
        ("channels.0.unavailable", ["x"], "channels[0].unavailable[0]"),
        ("channels.0.per_days", 5, "channels[0].per_days"),
        ("channels.0.per_day", -5, "channels[0].per_day"),
        ("preferences.timing", "never", "preferences.timing"),
        ("platform.cap", 1, "platform.cap"),
        ("remark", "x", "remark"),
    ],
)
def test_a_malformed_field_is_named_with_its_value(path: str, value: object, field: str) -> None:
    found = refused(with_value(path, value))

    assert found[0] == field
    assert found[1] == (value[0] if isinstance(value, list) else value)


@pytest.mark.parametrize("value", [None, 3, [], "problem"])
def test_anything_but_an_object_is_refused(value: object) -> None:
    assert refused(value) == ("", value)


def test_a_checked_plan_is_handed_on_with_its_explanation() -> None:
    asked = problem(bill())
    solver = FixedSolver((pay("06-25", 10_000),), asked)

    answer = plan_repayments(asked, solver)

    assert answer.plan.is_on_time
    assert answer.explanation is SILENT


def test_a_plan_that_breaks_a_rule_is_never_handed_on() -> None:
    asked = problem(bill(), funding=(account(5000),))
    solver = FixedSolver((pay("06-25", 10_000),), problem(bill()))

    with pytest.raises(PlanRuleError, match="cash"):
        plan_repayments(asked, solver)


def test_a_plan_that_is_not_worth_what_it_claims_is_never_handed_on() -> None:
    asked = problem(bill())
    solver = FixedSolver((pay("06-25", 10_000),), problem(bill(due="06-22")))

    with pytest.raises(PlanRuleError, match="as replayed"):
        plan_repayments(asked, solver)


def test_a_late_plan_is_written_with_cost_bottleneck_and_remedies() -> None:
    asked = problem(bill(due="06-21"))
    checked = check_plan(asked, [pay("06-22", 10_000)])
    plan = Plan((pay("06-22", 10_000),), checked.objective, checked.objective, checked.late)
    limit = BindingLimit(LimitKind.CASH, "account", day("06-20"), day("06-21"), 400)
    cap = BindingLimit(LimitKind.DAILY_CAP, "card", day("06-20"), day("06-21"), 400)
    neck = Bottleneck(day("06-20"), day("06-21"), 10_000, 400, (limit, cap), ("bill",))
    remedies = (
        MoreCash("account", 9600, day("06-21")),
        HigherDayLimit("card", 500),
        OneMoreChannel("account", 700),
        EarlierStart(3),
    )

    found = plan_document(PlanAnswer(plan, Explanation(day("06-22"), 2, neck, remedies)))

    assert found["on_time"] is False
    assert found["late"] == [
        {
            "obligation": "bill",
            "unpaid_when_due": 10_000,
            "cleared_on": "2026-06-22",
            "cost": 5,
        }
    ]
    assert found["objective"] == {
        "late": 5_000_000,
        "inside_buffer": 0,
        "fees": 0,
        "payments": 1,
        "timing": 20_000,
    }
    assert found["bottleneck"] == {
        "from": "2026-06-20",
        "until": "2026-06-21",
        "needed": 10_000,
        "possible": 400,
        "missing": 9600,
        "obligations": ["bill"],
        "limits": [
            {
                "kind": "cash",
                "of": "account",
                "from": "2026-06-20",
                "until": "2026-06-21",
                "amount": 400,
            },
            {
                "kind": "daily_cap",
                "of": None,
                "from": "2026-06-20",
                "until": "2026-06-21",
                "amount": 400,
            },
        ],
    }
    assert found["remedies"] == [
        {"kind": "more_cash", "funding": "account", "amount": 9600, "by": "2026-06-21"},
        {"kind": "higher_per_day", "channel": "card", "per_day": 500},
        {"kind": "one_more_channel", "funding": "account", "per_day": 700},
        {"kind": "earlier_start", "days": 3},
    ]


def test_remedies_change_the_problem_and_nothing_else() -> None:
    asked = problem(bill(), funding=(account(5000, flows=(flow("06-22", 1),)),))

    richer = MoreCash("account", 70, day("06-23")).applied_to(asked)
    wider = HigherDayLimit("card", 900).applied_to(asked)
    further = OneMoreChannel("account", 40).applied_to(
        OneMoreChannel("account", 5).applied_to(asked)
    )
    used = replace(asked.channels[0], used_today_fen=5, used_this_month_fen=9)
    earlier = EarlierStart(19).applied_to(replace(asked, channels=(used,)))
    much_earlier = EarlierStart(20).applied_to(replace(asked, channels=(used,)))

    assert [each.amount_fen for each in richer.funding[0].flows] == [1, 70]
    assert wider.channels[0].per_day_fen == 900
    assert [each.id for each in further.channels] == ["card", "+", "++"]
    assert (earlier.today, earlier.horizon_end) == (day("06-01"), asked.horizon_end)
    assert (earlier.channels[0].used_today_fen, earlier.channels[0].used_this_month_fen) == (0, 9)
    assert much_earlier.channels[0].used_this_month_fen == 0
