"""The figures of a plan sum up from its payments, its cash and its limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from huanqing.domain.derivation import Derivation, Why
from huanqing.domain.planning.derivation import (
    derive_cash,
    derive_day,
    derive_due,
    derive_late_cost,
    derive_owed,
    derive_payment,
    derive_room,
)
from huanqing.domain.planning.plan import Allocation, LateObligation, Payment
from huanqing.domain.planning.problem import (
    Channel,
    Flow,
    Funding,
    Obligation,
    Platform,
    Problem,
)

TODAY = date(2026, 6, 20)
SALARY = date(2026, 7, 5)
DUE = date(2026, 7, 12)
PROBLEM = Problem(
    today=TODAY,
    horizon_end=date(2026, 8, 5),
    platform=Platform(daily_cap_fen=None, min_payment_fen=1000),
    obligations=(
        Obligation(id="old", due=date(2026, 6, 12), amount_fen=700, late_rate_ppm_per_day=500),
        Obligation(id="July", due=DUE, amount_fen=900_000, late_rate_ppm_per_day=500),
    ),
    funding=(
        Funding(
            id="salary",
            balance_fen=500_000,
            reserve_fen=50_000,
            flows=(Flow(day=SALARY, amount_fen=800_000, label="pay"),),
        ),
    ),
    channels=(
        Channel(
            id="ICBC",
            funding="salary",
            per_transaction_fen=500_000,
            per_day_fen=600_000,
            per_month_fen=None,
            payments_per_day=None,
            fee_per_payment_fen=100,
            used_today_fen=20_000,
        ),
    ),
)
PAYMENTS = (
    Payment(TODAY, "ICBC", 700, (Allocation("old", 700),)),
    Payment(SALARY, "ICBC", 500_000, (Allocation("July", 500_000),)),
    Payment(SALARY, "ICBC", 100_000, (Allocation("July", 100_000),)),
)


def parts(found: Derivation) -> list[tuple[Why, int]]:
    assert found.is_whole
    return [(term.why, term.amount_fen) for term in found.terms]


def test_a_payment_names_its_bills_and_its_limits() -> None:
    found = derive_payment(PROBLEM, PAYMENTS[1])
    assert parts(found) == [(Why.OBLIGATION, 500_000)]
    assert [(rule.field, rule.value) for rule in found.rules] == [
        ("per_transaction_fen", 500_000),
        ("per_day_fen", 600_000),
    ]


def test_a_day_sums_its_payments() -> None:
    found = derive_day(PROBLEM, PAYMENTS, "ICBC", SALARY)
    assert found.amount_fen == 600_000
    assert parts(found) == [(Why.PAYMENT, 500_000), (Why.PAYMENT, 100_000)]


def test_what_is_overdue_is_due_on_the_first_day() -> None:
    assert derive_due(PROBLEM, TODAY).amount_fen == 700
    assert derive_due(PROBLEM, DUE).amount_fen == 900_000
    assert derive_due(PROBLEM, SALARY).amount_fen == 0
    assert derive_owed(PROBLEM).amount_fen == 900_700


def test_cash_is_balance_and_flows_less_payments_and_their_fees() -> None:
    found = derive_cash(PROBLEM, PAYMENTS, "salary", SALARY)
    assert found.amount_fen == 500_000 + 800_000 - 600_700 - 300
    assert parts(found)[:2] == [(Why.BALANCE, 500_000), (Why.FLOW, 800_000)]
    assert found.rules[0].value == 50_000
    assert derive_cash(PROBLEM, PAYMENTS, "salary", TODAY).amount_fen == 499_200


def test_room_is_the_limit_less_what_was_and_will_be_moved() -> None:
    found = derive_room(PROBLEM, PAYMENTS, "ICBC", TODAY)
    assert parts(found) == [
        (Why.LIMIT, 600_000),
        (Why.ALREADY_USED, -20_000),
        (Why.PAYMENT, -700),
    ]
    assert derive_room(PROBLEM, PAYMENTS, "ICBC", SALARY).amount_fen == 0


def test_late_cost_names_the_rounding_between_the_sum_and_its_parts() -> None:
    late = (LateObligation("a", 100, None, 2), LateObligation("b", 100, None, 2))
    found = derive_late_cost(late, 3_000_000)
    assert found.amount_fen == 3
    assert parts(found) == [(Why.OBLIGATION, 2), (Why.OBLIGATION, 2), (Why.ROUNDING, -1)]


def test_cash_of_a_card_without_a_fee_goes_by_its_payments_alone() -> None:
    free = replace(PROBLEM, channels=(replace(PROBLEM.channels[0], fee_per_payment_fen=0),))
    found = derive_cash(free, PAYMENTS, "salary", TODAY)
    assert parts(found) == [(Why.BALANCE, 500_000), (Why.PAYMENT, -700)]


def test_room_is_unknown_where_the_day_has_no_limit_or_the_card_is_not_there() -> None:
    open_card = replace(PROBLEM.channels[0], per_day_fen=None)
    unbounded = derive_room(replace(PROBLEM, channels=(open_card,)), PAYMENTS, "ICBC", TODAY)
    assert (unbounded.amount_fen, unbounded.terms) == (None, ())
    assert derive_room(PROBLEM, PAYMENTS, "gone", TODAY).amount_fen is None
