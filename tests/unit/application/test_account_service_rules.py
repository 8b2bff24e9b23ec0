"""Rule 4 of the ledger where a first rule is told anew: nothing changes before its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanqing.application.account_rules import (
    BEGINNING,
    changed_cards,
    changed_part,
    with_earlier_days_kept,
)
from huanqing.domain.credit_account import AccountRule, CreditAccount
from huanqing.domain.payment_channel import PaymentChannel

DAYS = st.dates(BEGINNING, date(2030, 1, 1))
SOME_DAY = date(2020, 1, 1)


def rule(start: date, statement_day: int) -> AccountRule:
    return AccountRule(from_date=start, statement_day=statement_day)


@given(old=DAYS, back=st.integers(0, 2000), one=st.integers(1, 31), other=st.integers(1, 31))
def test_days_before_a_new_first_rule_keep_the_rule_they_had(
    old: date, back: int, one: int, other: int
) -> None:
    before = CreditAccount(rules=(rule(old, one),))
    start = max(BEGINNING, old - timedelta(days=back))
    added = () if start == old else before.rules
    account = CreditAccount(rules=(rule(start, other), *added))
    kept = with_earlier_days_kept(account, before)
    assert kept.rules[-len(account.rules) :] == account.rules
    for day in (BEGINNING, start - timedelta(days=1)):
        if BEGINNING <= day < start:
            assert kept.rule_on(day).statement_day == before.rule_on(day).statement_day
    assert kept.rule_on(start) == account.rule_on(start)


def test_a_first_rule_that_only_begins_earlier_needs_nothing_kept() -> None:
    before = CreditAccount(rules=(rule(SOME_DAY, 5),))
    earlier = CreditAccount(rules=(rule(date(2019, 1, 1), 5),))
    assert with_earlier_days_kept(earlier, before) is earlier


def test_no_change_has_no_name() -> None:
    account = CreditAccount()
    assert changed_part(account, account) == ""
    assert changed_part(replace(account, name="x"), account) == "name"


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (["a"], ["a"], {}),
        ([], ["a"], {"change": "added", "card": "a"}),
        (["a"], [], {"change": "removed", "card": "a"}),
        (["a", "b"], ["b", "a"], {"change": "order"}),
        (["a"], ["b"], {"change": "several"}),
    ],
)
def test_a_change_of_the_cards_is_named(
    before: list[str], after: list[str], change: dict[str, str]
) -> None:
    old = [PaymentChannel(id=each) for each in before]
    new = [PaymentChannel(id=each) for each in after]
    assert changed_cards(([], old), ([], new)) == change
