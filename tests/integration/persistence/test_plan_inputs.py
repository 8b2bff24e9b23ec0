"""From a ledger to its planning problem: debts, cards, cash, and what has to be asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import (
    PlanPreferences,
    PlanQuestion,
    PlanQuestionKind,
    PlanWishes,
)
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel
from huanqing.domain.planning.problem import Flow, Timing
from huanqing.domain.statement import StatementState
from integration.persistence.plan_bench import (
    JULY,
    Open,
    card,
    day,
    limits,
    money,
    purchase,
    repayment,
)

# What is owed.


def test_overdue_billed_and_projected_bills_come_in_the_order_of_their_due_dates(
    opened: Open,
) -> None:
    bench = opened(
        day("07-05"),
        purchases=[
            purchase("p1", "2026-05-10", 10_000),
            purchase("p2", "2026-06-10", 20_000),
            purchase("p3", "2026-07-04", 30_000),
            purchase("p4", "2026-06-10", 50_000, periods=5),
        ],
    )

    found = [(x.id, x.due_date, x.state) for x in bench.inputs().obligations]

    assert found == [
        ("2026-06 bill", day("06-12"), StatementState.OVERDUE),
        (JULY, day("07-12"), StatementState.BILLED),
        ("2026-08 bill", day("08-12"), StatementState.UNBILLED),
    ]
    amounts = [each.amount_fen for each in bench.problem().obligations]
    # The penalty of 23 days is owed as well; the bill due on 12 September is beyond the horizon.
    assert amounts == [10_000 + 23 * 5, 30_000, 40_000]


def test_a_billed_statement_is_planned_even_beyond_the_usual_horizon(opened: Open) -> None:
    bench = opened(day("07-03"))
    bench.plans.save_preferences(PlanPreferences(timing=Timing.LATE, horizon_days=5))

    problem = bench.problem()

    assert problem.horizon_end == day("07-12")
    assert [each.id for each in problem.obligations] == [JULY]


def test_two_statements_of_one_month_are_told_apart_by_their_days(opened: Open) -> None:
    rules = [
        {"from": "2025-01-01", "statement_day": 3, "due_days": 9},
        {"from": "2026-07-05", "statement_day": 20, "due_days": 9},
    ]
    bench = opened(
        day("07-05"),
        purchases=[purchase("p1", "2026-06-10", 100), purchase("p2", "2026-07-04", 200)],
        account={"rules": rules},
    )

    assert [x.id for x in bench.problem().obligations] == ["2026-07-03 bill", "2026-07-20 bill"]


def test_the_late_rate_is_that_of_the_rule_on_the_first_late_day(opened: Open) -> None:
    rules = [
        {"from": "2025-01-01", "statement_day": 3, "due_days": 9},
        {"from": "2026-07-13", "statement_day": 3, "due_days": 9, "late_rate_ppm_per_day": 700},
    ]
    bench = opened(account={"rules": rules})

    assert [x.late_rate_ppm_per_day for x in bench.problem().obligations] == [700]


def test_money_under_way_is_not_paid_twice(opened: Open) -> None:
    bench = opened(
        repayments=[
            repayment("r1", "2026-06-19", 50_000, state="processing"),
            repayment("r2", "2026-06-25", 70_000, state="planned"),
            repayment("r3", "2026-06-01", 90_000, state="planned"),
            repayment("r4", "2026-06-18", 90_000, state="failed"),
        ],
    )

    problem = bench.problem()

    assert [each.amount_fen for each in problem.obligations] == [180_000]
    assert problem.funding[0].flows == (Flow(day=day("06-25"), amount_fen=-70_000, label="r2"),)


def test_a_repayment_planned_after_a_due_day_pays_what_is_due_later(opened: Open) -> None:
    bench = opened(
        day("07-11"),
        purchases=[purchase("p1", "2026-06-10", 30_000), purchase("p2", "2026-07-10", 40_000)],
        repayments=[repayment("r1", "2026-07-20", 30_000, state="planned")],
    )
    found = bench.problem(PlanWishes(horizon_end=day("08-20"))).obligations

    assert [(x.id, x.amount_fen) for x in found] == [(JULY, 30_000), ("2026-08 bill", 10_000)]


# Cards.


def test_what_was_moved_today_and_this_month_counts_also_while_it_is_under_way(
    opened: Open,
) -> None:
    bench = opened(
        repayments=[
            repayment("r1", "2026-06-20", 10_000),
            repayment("r2", "2026-06-20", 20_000, state="processing"),
            repayment("r3", "2026-06-12", 5_000),
            repayment("r4", "2026-06-20", 2_000, "CMB"),
            repayment("r5", "2026-05-31", 1_000, state="failed"),
        ],
    )

    found = bench.channel()

    assert (found.used_today_fen, found.used_this_month_fen) == (30_000, 35_000)


def test_limits_that_change_within_the_horizon_hold_on_their_own_days(opened: Open) -> None:
    changing = card()
    changing["limits"] = [limits("2025-01-01", 100_000), limits("2026-07-01", 20_000)]
    bench = opened(channels=[changing])

    before, after = bench.problem().channels
    answer = bench.solved()

    assert (before.id, before.per_day_fen, after.per_day_fen) == ("ICBC", 100_000, 20_000)
    assert day("07-01") in before.unavailable
    assert day("06-30") in after.unavailable
    assert card_of(after.id) == "ICBC"
    by_day: dict[date, int] = {}
    for each in answer.plan.payments:
        by_day[each.day] = by_day.get(each.day, 0) + each.amount_fen
    assert answer.plan.is_on_time
    assert all(amount <= 20_000 for when, amount in by_day.items() if when >= day("07-01"))


def test_a_monthly_limit_is_never_exceeded_where_the_daily_one_changes(opened: Open) -> None:
    changing = card()
    changing["limits"] = [
        limits("2025-01-01", 100_000, per_month=150_000),
        limits("2026-07-06", 50_000, per_month=150_000),
    ]
    bench = opened(
        day("07-02"),
        channels=[changing],
        repayments=[repayment("r1", "2026-07-01", 30_000)],
    )

    answer = bench.solved()

    july = sum(each.amount_fen for each in answer.plan.payments if each.day < day("08-01"))
    assert july <= 120_000


def test_a_planned_repayment_takes_its_part_of_its_day(opened: Open) -> None:
    bench = opened(
        channels=[card(per_day=100_000)],
        repayments=[repayment("r1", "2026-07-10", 70_000, state="planned")],
    )

    parts = [x for x in bench.problem().channels if day("07-10") not in x.unavailable]

    assert [each.per_day_fen for each in parts] == [30_000]


def test_payments_of_today_count_against_their_number(opened: Open) -> None:
    counted = card()
    counted["limits"] = [limits("2025-01-01", None, payments_per_day=2)]
    bench = opened(channels=[counted], repayments=[repayment("r1", "2026-06-20", 10_000)])

    today = [x for x in bench.problem().channels if day("06-20") not in x.unavailable]
    later = [x for x in bench.problem().channels if day("06-21") not in x.unavailable]

    assert [each.payments_per_day for each in today] == [1]
    assert [each.payments_per_day for each in later] == [2]


def test_the_daily_budget_counts_what_was_paid_today(opened: Open) -> None:
    bench = opened(
        channels=[card(), card("CMB")], repayments=[repayment("r1", "2026-06-20", 40_000, "CMB")]
    )
    bench.plans.save_preferences(PlanPreferences(timing=Timing.EARLY, daily_cap_fen=60_000))

    answer = bench.solved()

    today = [each.amount_fen for each in answer.plan.payments if each.day == day("06-20")]
    assert sum(today) <= 20_000


# Cash.


def test_a_balance_is_carried_to_today(opened: Open) -> None:
    bench = opened(
        funding=[
            money(
                500_000,
                as_of="2026-06-01",
                reserve=7_000,
                flows=[
                    {"date": "2026-06-01", "amount": 99, "label": "in the balance"},
                    {"date": "2026-06-10", "amount": 100_000, "label": "bonus"},
                    {"date": "2026-06-05", "amount": -1_000, "label": "gym", "every": "week"},
                ],
            )
        ],
        repayments=[repayment("r1", "2026-06-12", 30_000), repayment("r2", "2026-05-12", 999)],
        purchases=[purchase("p0", "2026-04-10", 999), purchase("p1", "2026-06-10", 300_000)],
    )

    found = bench.problem().funding[0]

    # 5, 12 and 19 June are behind; the next ones are 26 June and then weekly.
    assert found.balance_fen == 500_000 + 100_000 - 3 * 1_000 - 30_000
    assert found.reserve_fen == 7_000
    assert [each.day for each in found.flows][:2] == [day("06-26"), day("07-03")]


def test_a_monthly_flow_keeps_its_day_and_takes_the_last_one_of_short_months(
    opened: Open,
) -> None:
    flows = [{"date": "2026-01-31", "amount": 100, "label": "salary", "every": "month"}]
    bench = opened(funding=[money(flows=flows)])

    found = bench.problem(PlanWishes(horizon_end=day("09-30"))).funding[0].flows

    assert [each.day for each in found] == [
        day("06-30"),
        day("07-31"),
        day("08-31"),
        day("09-30"),
    ]


def test_a_repetition_that_nobody_knows_is_refused_with_field_and_value(opened: Open) -> None:
    flows = [{"date": "2026-01-31", "amount": 100, "label": "salary", "every": "moon"}]
    bench = opened(funding=[money(flows=flows)])

    with pytest.raises(InvalidFieldError, match=r"flows\.salary\.every: 'moon'"):
        bench.inputs()


def test_what_is_paid_today_is_not_promised_again(opened: Open) -> None:
    bench = opened(
        funding=[money(200_000)],
        channels=[card(fee_per_payment=100)],
        repayments=[repayment("r1", "2026-06-20", 150_000)],
    )

    assert bench.problem().funding[0].balance_fen == 200_000 - 150_000 - 100


def test_an_old_balance_is_named(opened: Open) -> None:
    found = opened(funding=[money(as_of="2026-05-31")]).inputs()

    assert (found.balances_as_of, found.stale_balances) == (day("05-31"), ("salary",))


# Questions.


def test_a_card_with_unknown_limits_is_left_out_and_named(opened: Open) -> None:
    found = opened(channels=[card(), card("CMB", limits=[])]).inputs()

    assert found.questions == (PlanQuestion(PlanQuestionKind.UNKNOWN_LIMITS, "CMB"),)
    assert found.problem is not None
    assert [each.id for each in found.problem.channels] == ["ICBC"]


@pytest.mark.parametrize(
    ("changes", "kind", "subject"),
    [
        ({"channels": []}, PlanQuestionKind.NO_CHANNELS, ""),
        ({"channels": [card(limits=[])]}, PlanQuestionKind.UNKNOWN_LIMITS, "ICBC"),
        (
            {"channels": [card(limits=[limits("2027-01-01", 1)])]},
            PlanQuestionKind.UNKNOWN_LIMITS,
            "ICBC",
        ),
        ({"channels": [card(funding=None)]}, PlanQuestionKind.NO_FUNDING, "ICBC"),
        ({"funding": [money(None)]}, PlanQuestionKind.UNKNOWN_BALANCE, "salary"),
    ],
)
def test_without_any_usable_card_the_question_blocks_the_plan(
    opened: Open, changes: dict[str, Any], kind: PlanQuestionKind, subject: str
) -> None:
    found = opened(**changes).inputs()

    assert found.problem is None
    assert found.questions == (PlanQuestion(kind, subject, is_blocking=True),)
    assert [each.id for each in found.obligations] == [JULY]


def test_nothing_is_asked_where_nothing_is_owed(opened: Open) -> None:
    bench = opened(purchases=[], channels=[])

    found = bench.inputs()

    assert found.questions == ()
    assert found.problem is not None
    assert bench.plans.solve(found.problem).plan.payments == ()


# Wishes.


def test_wishes_change_the_problem_and_nothing_else(opened: Open) -> None:
    bench = opened(channels=[card(), card("CMB")])
    before = bench.ledger.tables()
    wished = PlanWishes(
        start=day("06-22"),
        horizon_end=day("07-31"),
        timing=Timing.EARLY,
        buffer_days=5,
        without_channels=frozenset({"CMB"}),
        limits={"ICBC": ChannelLimits(from_date=date(2099, 1, 1), per_day_fen=77)},
        new_channels=(
            PaymentChannel(
                id="new",
                funding_id="salary",
                limits=(ChannelLimits(from_date=date(2020, 1, 1), per_day_fen=88),),
            ),
        ),
        more_cash={"salary": (Flow(day=day("06-25"), amount_fen=123),)},
    )

    found = bench.problem(wished)

    assert [(each.id, each.per_day_fen) for each in found.channels] == [("ICBC", 77), ("new", 88)]
    assert all({day("06-20"), day("06-21")} <= each.unavailable for each in found.channels)
    assert found.funding[0].flows == (Flow(day=day("06-25"), amount_fen=123),)
    assert (found.preferences.buffer_days, found.preferences.timing) == (5, Timing.EARLY)
    assert found.horizon_end == day("07-31")
    assert bench.ledger.tables() == before


@pytest.mark.parametrize(
    ("wished", "field"),
    [
        (PlanWishes(without_channels=frozenset({"x"})), "without"),
        (PlanWishes(limits={"x": ChannelLimits(from_date=date(2026, 1, 1))}), "limits"),
        (PlanWishes(new_channels=(PaymentChannel(id="ICBC"),)), "new_channels"),
        (PlanWishes(more_cash={"x": ()}), "more_cash"),
        (PlanWishes(start=date(2026, 6, 19)), "start"),
        (PlanWishes(horizon_end=date(2026, 6, 19)), "horizon_end"),
        (PlanWishes(horizon_end=date(2046, 6, 19)), "horizon_end"),
        (PlanWishes(buffer_days=-1), "buffer_days"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_by_name(
    opened: Open, wished: PlanWishes, field: str
) -> None:
    with pytest.raises(InvalidFieldError) as caught:
        opened().inputs(wished)

    assert caught.value.field == field
