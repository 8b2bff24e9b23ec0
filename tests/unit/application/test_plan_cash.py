"""Money that repeats, and what of it is there on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanqing.application.plan_cash import cash_left, days_of, flows_between, funding_of
from huanqing.application.plan_usage import Movement
from huanqing.domain.payment_channel import CashFlow, FundingAccount
from huanqing.domain.planning.problem import Flow, Funding

TODAY, END = date(2026, 6, 20), date(2026, 8, 5)
EVERY = ("day", "week", "two_weeks", "month", "quarter", "year")


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (None, ["2026-01-31"]),
        ("month", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("quarter", ["2026-01-31", "2026-04-30"]),
        ("year", ["2026-01-31"]),
        ("two_weeks", [str(date(2026, 1, 31) + timedelta(days=14 * n)) for n in range(7)]),
    ],
)
def test_a_flow_repeats_from_its_first_day_on(every: str | None, days: list[str]) -> None:
    flow = CashFlow(day=date(2026, 1, 31), amount_fen=1, every=every)

    assert [str(x) for x in days_of(flow, date(2025, 1, 1), date(2026, 4, 30))] == days


@given(
    st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    st.sampled_from(EVERY),
    st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    st.integers(0, 500),
    st.integers(0, 500),
)
def test_two_spans_hold_together_what_the_whole_holds(
    first: date, every: str, after: date, one: int, other: int
) -> None:
    flow = CashFlow(day=first, amount_fen=1, every=every)
    middle = after + timedelta(days=one)
    end = middle + timedelta(days=other)

    whole = list(days_of(flow, after, end))

    assert whole == [*days_of(flow, after, middle), *days_of(flow, middle, end)]
    assert whole == sorted(set(whole))
    assert all(after < each <= end and each >= first for each in whole)


def test_flows_come_in_the_order_of_their_days() -> None:
    flows = [
        CashFlow(day=date(2026, 7, 10), amount_fen=9, label="salary"),
        CashFlow(day=date(2026, 6, 1), amount_fen=-5, label="rent", every="month"),
    ]

    found = flows_between(flows, TODAY, END)

    assert [(str(each.day), each.label) for each in found] == [
        ("2026-07-01", "rent"),
        ("2026-07-10", "salary"),
        ("2026-08-01", "rent"),
    ]


def test_a_balance_told_ahead_holds_no_flow_before_its_day() -> None:
    account = FundingAccount(
        id="a",
        balance_fen=100,
        as_of=date(2026, 7, 1),
        flows=(CashFlow(day=date(2026, 6, 25), amount_fen=7),),
    )

    assert funding_of(account, TODAY, END, []) == Funding(id="a", balance_fen=100)


def test_movements_lower_the_balance_once_they_are_made_and_flow_while_they_are_not() -> None:
    account = FundingAccount(id="a", balance_fen=100, as_of=date(2026, 6, 10))
    moved = [
        Movement("c", date(2026, 6, 9), 1),
        Movement("c", date(2026, 6, 10), 2, fee_fen=1),
        Movement("c", TODAY, 4),
        Movement("c", TODAY, 8, is_made=False, label="planned"),
        Movement("c", date(2026, 9, 1), 16, is_made=False),
    ]

    found = funding_of(account, TODAY, END, moved)

    assert found.balance_fen == 100 - 3 - 4
    assert found.flows == (Flow(day=TODAY, amount_fen=-8, label="planned"),)


def test_what_may_be_spent_is_bounded_by_the_poorest_day_to_come() -> None:
    funding = Funding(
        id="a",
        balance_fen=100,
        reserve_fen=10,
        flows=(
            Flow(day=date(2026, 6, 25), amount_fen=-60),
            Flow(day=date(2026, 7, 1), amount_fen=99),
        ),
    )

    assert cash_left(funding, TODAY, END) == 30
    assert cash_left(funding, TODAY, date(2026, 6, 24)) == 90
    assert cash_left(funding, date(2026, 7, 1), END) == 129
    assert cash_left(Funding(id="b", balance_fen=5, reserve_fen=6), TODAY, END) == 0
