"""A plan beside paying all on the due day, and as early as possible."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from huanqing.application.plan_models import RivalKind
from huanqing.application.plan_repayments import PlanAnswer
from huanqing.application.plan_rivals import pay_early, pay_on_due_days, rivals
from huanqing.domain.planning.checker import check_plan
from huanqing.domain.planning.explanation import Explanation
from huanqing.domain.planning.plan import Objective, Plan
from unit.domain.planning.builders import TODAY, account, bill, card, day, flow, pay, problem

NOTHING = Objective(0, 0, 0, 0, 0)


def answer_with(*payments: Any) -> PlanAnswer:
    return PlanAnswer(Plan(payments, NOTHING, NOTHING, ()), Explanation(TODAY, 0, None, ()))


def test_the_due_day_takes_all_of_a_bill_and_counts_what_no_limit_lets_through() -> None:
    asked = problem(
        bill(50_000, "06-25"),
        channels=(
            card(per_day_fen=20_000, per_transaction_fen=15_000),
            card(id="b", per_day_fen=10_000),
        ),
    )

    payments = pay_on_due_days(asked)
    rival = rivals(asked, answer_with())[1]

    assert {each.day for each in payments} == {day("06-25")}
    assert [(each.channel, each.amount_fen) for each in payments] == [
        ("card", 15_000),
        ("card", 5_000),
        ("b", 10_000),
        ("card", 15_000),
        ("card", 5_000),
    ]
    assert (rival.kind, rival.violations, rival.violating_fen) == (RivalKind.ON_DUE_DAY, 2, 20_000)
    assert (rival.late_cost_fen, rival.late_count) == (0, 0)


def test_what_is_overdue_is_paid_today_and_costs_nothing_more_from_then_on() -> None:
    asked = problem(bill(50_000, "06-10"))

    rival = rivals(asked, answer_with())[1]

    assert (rival.first_day, rival.last_day) == (TODAY, TODAY)
    assert (rival.late_count, rival.late_cost_fen) == (0, 0)


def test_cash_that_is_not_there_is_a_violation_too() -> None:
    asked = problem(bill(50_000, "06-25"), funding=(account(30_000),))

    rival = rivals(asked, answer_with())[1]

    assert (rival.violations, rival.violating_fen, rival.payments) == (1, 20_000, 2)


def test_as_early_as_possible_keeps_every_rule_and_pays_the_earliest_due_first() -> None:
    asked = problem(
        bill(30_000, "06-28", id="later"),
        bill(30_000, "06-25"),
        channels=(card(per_day_fen=25_000),),
        funding=(account(40_000, flows=(flow("06-23", -10_000), flow("06-26", 100_000))),),
    )

    payments = pay_early(asked)

    check_plan(asked, payments)
    assert [(x.day, x.amount_fen) for x in payments] == [
        (TODAY, 25_000),
        (day("06-21"), 5_000),
        (day("06-26"), 25_000),
        (day("06-27"), 5_000),
    ]
    assert [part.obligation for part in payments[0].allocations] == ["bill"]


def test_the_plan_itself_is_counted_the_same_way() -> None:
    asked = problem(bill(50_000, "06-25"), channels=(card(fee_per_payment_fen=7),))
    late = answer_with(pay("06-26", 50_000))

    plan = rivals(asked, late)[0]

    assert (plan.kind, plan.payments, plan.fees_fen, plan.violations) == (RivalKind.PLAN, 1, 7, 0)
    assert (plan.late_count, plan.late_cost_fen) == (1, 25)
    assert (plan.first_day, plan.last_day) == (day("06-26"), day("06-26"))


def test_without_channels_or_debts_nobody_pays() -> None:
    for asked in (problem(bill(), channels=()), problem()):
        found = rivals(asked, answer_with())
        assert [(each.payments, each.first_day) for each in found] == [(0, None)] * 3


fen = st.integers(0, 60_000)
perhaps = st.none() | fen


@settings(max_examples=200)
@given(
    st.lists(st.tuples(fen, st.integers(15, 29)), max_size=4),
    st.lists(st.tuples(perhaps, perhaps, perhaps, st.none() | st.integers(0, 3), st.integers(0, 9)),
             max_size=3),
    st.tuples(fen, st.integers(-60_000, 60_000), st.integers(20, 30)),
    perhaps,
)  # fmt: skip
def test_paying_early_never_breaks_a_rule(
    bills: list[tuple[int, int]],
    cards: list[tuple[int | None, int | None, int | None, int | None, int]],
    cash: tuple[int, int, int],
    cap: int | None,
) -> None:
    asked = problem(
        *(bill(amount, f"06-{due}", id=f"b{n}") for n, (amount, due) in enumerate(bills)),
        channels=tuple(
            card(
                id=f"c{n}",
                per_transaction_fen=each[0],
                per_day_fen=each[1],
                per_month_fen=each[2],
                payments_per_day=each[3],
                fee_per_payment_fen=each[4],
                used_today_fen=500,
                used_this_month_fen=600,
                unavailable=frozenset({date(2026, 6, 22)}),
            )
            for n, each in enumerate(cards)
        ),
        funding=(account(cash[0], flows=(flow(f"06-{cash[2]}", cash[1]),)),),
        cap=cap,
    )

    check_plan(asked, pay_early(asked))
    found = rivals(asked, answer_with())
    assert (found[2].violations, found[2].violating_fen) == (0, 0)
    if cards:
        due = sum(each.amount_fen for each in asked.obligations)
        assert sum(each.amount_fen for each in pay_on_due_days(asked)) == due
