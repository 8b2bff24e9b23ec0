"""Wishes for a free limit, auto-debit, and ledgers at the edge: each gets a sensible plan."""

from __future__ import annotations

from typing import Any

import pytest

from huanqing.application.plan_auto_debit import debits_in
from huanqing.application.plan_models import FreeTarget, PlanPreferences, PlanWishes
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.problem import Timing
from integration.persistence.plan_bench import (
    JULY,
    Open,
    PlanBench,
    card,
    day,
    limits,
    money,
    purchase,
    repayment,
)

FIXED = {"from": "2025-01-01", "to": None, "kind": "fixed", "amount": 2_000_000}
TWO_BILLS = [purchase("p1", "2026-06-10", 600_000, periods=2)]
"""¥3,000 due on 12 July and as much on 12 August."""


def wish(amount_fen: int, when: str) -> PlanWishes:
    return PlanWishes(target=FreeTarget(amount_fen, day(when)))


# A free limit by a day.


def test_the_shortfall_on_the_day_becomes_due_on_the_day(opened: Open) -> None:
    bench = opened(purchases=TWO_BILLS)

    # On 20 July the July bill is paid, so ¥17,000 is free: ¥1,200 of August is missing.
    found = bench.problem(wish(1_820_000, "07-20")).obligations

    assert [(x.id, x.due, x.amount_fen, x.late_rate_ppm_per_day) for x in found] == [
        (JULY, day("07-12"), 300_000, 500),
        ("2026-08 bill by 2026-07-20", day("07-20"), 120_000, 1),
    ]


def test_a_wish_that_comes_true_by_itself_changes_nothing(opened: Open) -> None:
    bench = opened(purchases=TWO_BILLS)

    found = bench.problem(wish(1_700_000, "07-20"))

    assert found.obligations == bench.problem().obligations


def test_the_plan_fulfils_the_wish_in_the_ledger(opened: Open) -> None:
    bench = opened(purchases=TWO_BILLS)
    problem = bench.problem(wish(1_820_000, "07-05"))
    answer = bench.plans.solve(problem)
    assert answer.plan.is_on_time

    paid = sum(x.amount_fen for x in answer.plan.payments if x.day <= day("07-05"))

    assert 2_000_000 - 600_000 + paid >= 1_820_000


def test_the_recovery_lag_makes_the_wish_due_earlier(opened: Open) -> None:
    bench = opened(purchases=TWO_BILLS, rule={"recovery_lag_days": 3})

    found = bench.problem(wish(1_820_000, "07-14")).obligations

    # What is paid on 12 July is free on 15 July only, so all of it is wanted by 11 July.
    assert [(x.id, x.due, x.amount_fen) for x in found] == [
        ("2026-07 bill by 2026-07-11", day("07-11"), 300_000),
        ("2026-08 bill by 2026-07-11", day("07-11"), 120_000),
    ]


def test_what_the_lag_still_holds_does_not_count_as_free(opened: Open) -> None:
    bench = opened(
        purchases=TWO_BILLS,
        rule={"recovery_lag_days": 3},
        repayments=[repayment("r1", "2026-06-19", 50_000)],
    )

    # On 21 June the ¥500 is not back: 20,000 - 6,000 are available, whatever is paid today.
    with pytest.raises(InvalidFieldError, match=r"no more than ¥19,500\.00 can"):
        bench.inputs(wish(1_960_000, "06-21"))


def test_fees_that_do_not_occupy_the_limit_are_paid_on_top(opened: Open) -> None:
    bench = opened(
        purchases=[
            purchase("p1", "2026-06-10", 600_000, periods=2, fee_rate_ppm_per_period=10_000)
        ],
        rule={"fees_occupy_limit": False},
    )

    found = bench.problem(wish(1_820_000, "07-20")).obligations

    # The fee of ¥60 stands before the principal and frees nothing.
    assert (found[1].due, found[1].amount_fen) == (day("07-20"), 126_000)


def test_the_wish_must_outlast_a_temporary_limit_that_ends(opened: Open) -> None:
    temporary = {"from": "2026-06-01", "to": "2026-07-25", "kind": "temporary", "amount": 500_000}
    bench = opened(purchases=TWO_BILLS, account={"limits": [FIXED, temporary]})

    found = bench.problem(wish(1_900_000, "07-14")).obligations

    assert [(x.id, x.amount_fen) for x in found] == [
        (JULY, 300_000),
        ("2026-08 bill by 2026-07-26", 200_000),
    ]


def test_a_wish_beyond_the_limit_or_without_one_is_refused(opened: Open) -> None:
    bench = opened(purchases=TWO_BILLS)
    with pytest.raises(InvalidFieldError, match=r"no more than ¥20,000\.00 can"):
        bench.inputs(wish(2_000_001, "07-20"))
    with pytest.raises(InvalidFieldError, match="target: '2026-06-19': is before today"):
        bench.inputs(wish(1, "06-19"))
    with pytest.raises(InvalidFieldError, match="target: 0"):
        bench.inputs(wish(0, "07-20"))


def test_a_wish_needs_a_known_limit(opened: Open) -> None:
    bench = opened(account={"limits": []})

    with pytest.raises(InvalidFieldError, match="the limit is not known"):
        bench.inputs(wish(1, "07-20"))


# Auto-debit.


def debiting(bench: PlanBench) -> PlanBench:
    preferences = PlanPreferences(timing=Timing.LATE, auto_debit_channel="ICBC")
    bench.plans.save_preferences(preferences)
    return bench


def test_a_bill_that_fits_is_left_to_auto_debit_and_needs_its_limits_and_cash(
    opened: Open,
) -> None:
    bench = debiting(opened(channels=[card(per_day=400_000)]))

    problem = bench.problem()

    assert problem.obligations == ()
    (debit,) = debits_in(problem)
    assert (debit.day, debit.channel, debit.amount_fen) == (day("07-11"), "ICBC", 300_000)
    assert problem.funding[0].flows[0].amount_fen == -300_000
    open_then = [x for x in problem.channels if day("07-11") not in x.unavailable]
    assert [each.per_day_fen for each in open_then] == [100_000]


@pytest.mark.parametrize(
    "changes",
    [
        {"channels": [card(per_day=299_999)]},
        {"channels": [card(limits=[limits("2025-01-01", None, per_transaction=299_999)])]},
        {"channels": [card(limits=[limits("2025-01-01", None, per_month=299_999)])]},
        {"channels": [card(limits=[limits("2025-01-01", None, payments_per_day=0)]), card("CMB")]},
        {"channels": [card(per_day=None, unavailable=["2026-07-11"])]},
        {"funding": [money(299_999)], "channels": [card(per_day=None)]},
    ],
)
def test_a_bill_that_does_not_fit_one_debit_is_planned_by_hand(
    opened: Open, changes: dict[str, Any]
) -> None:
    problem = debiting(opened(**changes)).problem()

    assert [each.id for each in problem.obligations] == [JULY]
    assert debits_in(problem) == ()


def test_rent_after_the_debit_is_not_eaten_by_it(opened: Open) -> None:
    rent = [{"date": "2026-07-20", "amount": -800_000, "label": "rent"}]
    bench = debiting(opened(channels=[card(per_day=None)], funding=[money(flows=rent)]))

    assert debits_in(bench.problem()) == ()


def test_a_debit_whose_day_is_past_is_paid_by_hand(opened: Open) -> None:
    bench = debiting(opened(day("07-12"), channels=[card(per_day=None)]))

    assert [each.id for each in bench.problem().obligations] == [JULY]


# Ledgers at the edge.


def test_everything_overdue_is_paid_as_soon_as_it_can_be(opened: Open) -> None:
    bench = opened(day("07-20"), channels=[card(per_day=200_000)])

    answer = bench.solved()

    assert [each.day for each in answer.plan.payments] == [day("07-20"), day("07-21")]
    assert answer.plan.late[0].cleared_on == day("07-21")


def test_a_bill_due_today_is_paid_today(opened: Open) -> None:
    answer = opened(day("07-12"), channels=[card(per_day=None)]).solved()

    assert answer.plan.is_on_time
    assert [each.day for each in answer.plan.payments] == [day("07-12")]


def test_without_cash_nothing_is_paid_and_the_missing_money_is_named(opened: Open) -> None:
    answer = opened(funding=[money(0)]).solved()

    assert answer.plan.payments == ()
    assert answer.explanation.bottleneck is not None
    assert answer.explanation.bottleneck.missing_fen == 300_000


def test_a_smallest_payment_above_what_is_owed_is_no_obstacle(opened: Open) -> None:
    bench = opened(purchases=[purchase("p1", "2026-06-10", 500)])

    answer = bench.solved()

    assert bench.problem().platform.min_payment_fen == 1000
    assert [each.amount_fen for each in answer.plan.payments] == [500]


def test_a_closed_card_gives_a_late_plan_and_not_an_error(opened: Open) -> None:
    answer = opened(channels=[card(per_day=0)]).solved()

    assert answer.plan.payments == ()
    assert not answer.plan.is_on_time
