"""The checker refuses each broken rule and counts the five tiers."""

from __future__ import annotations

from datetime import date

import pytest

from huanqing.domain.planning.checker import check_plan
from huanqing.domain.planning.errors import PlanRuleError
from huanqing.domain.planning.plan import Allocation, LateObligation, Objective, Payment
from huanqing.domain.planning.problem import Problem
from unit.domain.planning.builders import account, bill, card, day, flow, pay, problem


def broken(of: Problem, *payments: Payment) -> str:
    with pytest.raises(PlanRuleError) as refused:
        check_plan(of, payments)
    return refused.value.rule


def test_all_five_tiers_are_counted_to_the_fen() -> None:
    one = bill(3000, "06-22", id="one")
    two = bill(5000, "06-23", id="two", late_rate_ppm_per_day=700)
    asked = problem(one, two, buffer=1, channels=(card(fee_per_payment_fen=7),))

    found = check_plan(asked, [pay("06-21", 2000, "one"), pay("06-24", 5000, "two")])

    # one: 1000 inside the buffer on 21, late on 22..30; two: 5000 inside on 22, late on 23.
    late = 1000 * 500 * 9 + 5000 * 700
    assert found.objective == Objective(
        late=late, inside_buffer=1000 + 5000, fees=14, payments=2, timing=2000 + 5000 * 4
    )
    assert found.late == (
        LateObligation("one", 1000, None, 5),
        LateObligation("two", 5000, day("06-24"), 4),
    )


def test_paying_on_the_due_date_is_on_time() -> None:
    assert check_plan(problem(bill(due="06-25")), [pay("06-25", 10_000)]).late == ()


def test_a_bill_due_before_today_is_late_from_today_on() -> None:
    asked = problem(bill(due="06-10"), until="06-21")

    found = check_plan(asked, [])

    assert found.objective.late == 2 * 10_000 * 500
    assert found.late == (LateObligation("bill", 10_000, None, 10),)


def test_a_bill_due_before_today_and_paid_today_is_not_late_any_more() -> None:
    assert check_plan(problem(bill(due="06-10")), [pay("06-20", 10_000)]).late == ()


def test_smallest_payment_is_refused_unless_it_ends_all_debt() -> None:
    asked = problem(bill(10_500))

    assert broken(asked, pay("06-20", 500)) == "smallest payment"
    check_plan(asked, [pay("06-20", 10_000), pay("06-20", 500)])


def test_limits_of_a_channel_hold_with_what_is_used_already() -> None:
    asked = problem(
        bill(60_000, "07-02"),
        until="07-03",
        channels=(
            card(
                per_transaction_fen=5000,
                per_day_fen=8000,
                per_month_fen=20_000,
                payments_per_day=2,
                used_today_fen=3000,
                used_this_month_fen=6000,
                unavailable=frozenset({day("06-22")}),
            ),
        ),
    )

    assert broken(asked, pay("06-21", 5001)) == "per transaction"
    assert broken(asked, pay("06-20", 3000), pay("06-20", 2001)) == "per day"
    assert broken(asked, *[pay("06-21", 1000)] * 3) == "payments per day"
    assert broken(asked, pay("06-22", 1000)) == "unavailable"
    half = [pay("06-21", 4000), pay("06-21", 4000), pay("06-23", 4000)]
    check_plan(asked, [*half, pay("06-24", 2000), pay("07-01", 5000)])
    assert broken(asked, *half, pay("06-24", 2001)) == "per month"


def test_platform_cap_is_over_all_channels_of_a_day() -> None:
    asked = problem(bill(20_000), cap=9000, channels=(card(), card(id="other")))

    check_plan(asked, [pay("06-20", 5000), pay("06-20", 4000, by="other")])
    assert broken(asked, pay("06-20", 5000), pay("06-20", 4001, by="other")) == "daily cap"


def test_a_payment_may_not_eat_the_rent_of_next_week() -> None:
    funding = (account(10_000, reserve_fen=500, flows=(flow("06-27", -6000),)),)
    asked = problem(bill(10_000), funding=funding, channels=(card(fee_per_payment_fen=10),))

    check_plan(asked, [pay("06-20", 3490)])
    assert broken(asked, pay("06-20", 3491)) == "cash"


def test_an_account_below_its_reserve_pays_nothing() -> None:
    asked = problem(bill(), funding=(account(-5000, flows=(flow("06-22", 9000),)),))

    assert broken(asked, pay("06-21", 1000)) == "cash"
    check_plan(asked, [pay("06-22", 4000)])


def test_obligations_are_neither_overpaid_nor_paid_too_soon() -> None:
    asked = problem(bill(5000, earliest=day("06-22")))

    assert broken(asked, pay("06-22", 5001)) == "overpaid"
    assert broken(asked, pay("06-21", 5000)) == "earliest"


@pytest.mark.parametrize(
    ("payment", "rule"),
    [
        (pay("07-01", 1000), "order of days within the horizon"),
        (pay("06-19", 1000), "order of days within the horizon"),
        (pay("06-20", 1000, by="nobody"), "known channel"),
        (pay("06-20", 1000, "nothing"), "known obligation"),
        (Payment(day("06-20"), "card", 1000, ()), "positive amounts"),
        (Payment(day("06-20"), "card", 1000, (Allocation("bill", 999),)), "allocations add up"),
    ],
)
def test_a_payment_that_is_none_is_refused(payment: Payment, rule: str) -> None:
    assert broken(problem(bill()), payment) == rule


def test_payments_are_in_the_order_of_their_days() -> None:
    payments = (pay("06-22", 1000), pay("06-21", 1000))

    assert broken(problem(bill()), *payments) == "order of days within the horizon"


def test_late_cost_is_rounded_half_up_once_at_the_end() -> None:
    asked = problem(bill(1000, "06-20"), until="06-20")

    assert check_plan(asked, []).late[0].cost_fen == 1
    assert check_plan(problem(bill(999, "06-20"), until="06-20"), []).late[0].cost_fen == 0


def test_days_before_the_epoch_of_the_calendar_break_nothing() -> None:
    asked = problem(bill(due="06-25", earliest=date(1, 1, 1)), buffer=3000)

    assert check_plan(asked, [pay("06-20", 10_000)]).objective.inside_buffer == 0
