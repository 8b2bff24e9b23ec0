"""The dated rules, limits and freezes of an account."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_account import AccountRule, CreditAccount, Freeze, LimitKind, LimitPart
from huanqing.domain.errors import InvalidFieldError
from unit.domain.builders import account, day, fixed, rule, temporary


def test_the_defaults_are_jds() -> None:
    found = CreditAccount().rule_on(date(2026, 6, 1))
    assert (found.statement_day, found.due_days, found.late_rate_ppm_per_day) == (3, 9, 500)
    assert CreditAccount().total_limit_on(date(2026, 6, 1)) is None


# Rules


def test_the_latest_rule_on_or_before_the_day_holds() -> None:
    first, second = rule("2026-01-01"), rule("2026-06-10", statement_day=8)
    of = account(first, second)
    assert of.rule_on(day("06-09")) is first
    assert of.rule_on(day("06-10")) is second
    assert of.rule_on(day("2030-01-01")) is second


def test_the_first_rule_holds_before_its_date_too() -> None:
    first = rule("2026-01-01")
    assert account(first, rule("2026-06-10")).rule_on(day("2020-01-01")) is first


def test_an_account_without_rules_is_refused() -> None:
    with pytest.raises(InvalidFieldError, match="at least one rule") as refusal:
        CreditAccount(rules=())
    assert (refusal.value.field, refusal.value.value) == ("account.rules", [])


@pytest.mark.parametrize("starts", [("2026-01-01", "2026-01-01"), ("2026-02-01", "2026-01-01")])
def test_rules_whose_dates_do_not_rise_are_refused(starts: tuple[str, str]) -> None:
    with pytest.raises(InvalidFieldError, match="dates must rise") as refusal:
        account(*(rule(start) for start in starts))
    assert refusal.value.value == list(starts)


@pytest.mark.parametrize(
    ("field", "name", "lowest", "highest"),
    [
        ("statement_day", "statement_day", 1, 31),
        ("due_days", "due_days", 0, 366),
        ("due_day", "due_day", 1, 31),
        ("late_rate_ppm_per_day", "late_rate_ppm_per_day", 0, 1_000_000),
        ("min_payment_fen", "min_payment", 0, 10**12),
        ("recovery_lag_days", "recovery_lag_days", 0, 366),
        ("order_free_days", "order_free_days", 1, 366),
        ("minimum_ratio_ppm", "minimum_ratio_ppm", 0, 1_000_000),
        ("carry_threshold_fen", "carry_threshold", 0, 10**12),
        ("conversion_share_ppm", "conversion_share_ppm", 0, 1_000_000),
        ("conversion_min_fen", "conversion_min", 0, 10**12),
    ],
)
def test_a_rule_refuses_values_outside_their_range(
    field: str, name: str, lowest: int, highest: int
) -> None:
    since = date(2025, 1, 1)
    fields: dict[str, Any]
    for inside in (lowest, highest):
        fields = {field: inside}
        assert getattr(AccountRule(from_date=since, **fields), field) == inside
    for outside in (lowest - 1, highest + 1):
        fields = {field: outside}
        with pytest.raises(InvalidFieldError) as refusal:
            AccountRule(from_date=since, **fields)
        assert (refusal.value.field, refusal.value.value) == (name, outside)


# Limits


def total(*limits: LimitPart, when: str) -> int | None:
    return account(limits=limits).total_limit_on(day(when))


def test_the_latest_fixed_limit_on_or_before_the_day_holds_in_any_order() -> None:
    parts = (fixed(300, "2026-06-20"), fixed(100, "2026-06-01"), fixed(200, "2026-06-10"))
    found = [total(*parts, when=when) for when in ("05-31", "06-01", "06-10", "06-19", "06-20")]
    assert found == [None, 100, 200, 200, 300]


def test_a_fixed_limit_has_no_end() -> None:
    part = LimitPart(
        from_date=day("06-01"), until=day("06-02"), kind=LimitKind.FIXED, amount_fen=100
    )
    assert total(part, when="06-30") == 100


def test_a_temporary_limit_is_added_on_both_its_ends() -> None:
    parts = (fixed(100), temporary(7, "06-10", "06-12"), temporary(50, "06-12", None))
    days = ("06-09", "06-10", "06-12", "06-13", "2027-01-01")
    assert [total(*parts, when=when) for when in days] == [100, 107, 157, 150, 150]


def test_a_temporary_limit_alone_leaves_the_total_unknown() -> None:
    assert total(temporary(7, "06-10", "06-12"), when="06-10") is None


# Freezes


def test_a_freeze_covers_both_its_ends_and_may_have_none() -> None:
    of = account(
        freezes=(
            Freeze(from_date=day("06-10"), until=day("06-11")),
            Freeze(from_date=day("06-20"), until=None),
        )
    )
    days = ("06-09", "06-10", "06-11", "06-12", "06-19", "06-20", "2027-01-01")
    frozen = [of.is_frozen_on(day(when)) for when in days]
    assert frozen == [False, True, True, False, False, True, True]


# Turns


def test_what_holds_changes_only_on_a_turn() -> None:
    of = account(
        rule("2026-06-01"),
        rule("2026-06-25", statement_day=9),
        limits=(
            fixed(100, "2026-06-05"),
            temporary(7, "06-10", "06-12"),
            temporary(5, "06-14", None),
        ),
        freezes=(Freeze(from_date=day("06-17"), until=day("06-18")),),
    )
    days = [date(2026, 6, number) for number in range(2, 31)]
    changed = [
        each
        for each in days
        if (of.rule_on(each), of.total_limit_on(each), of.is_frozen_on(each))
        != (
            of.rule_on(each - ONE_DAY),
            of.total_limit_on(each - ONE_DAY),
            of.is_frozen_on(each - ONE_DAY),
        )
    ]
    assert [each.day for each in changed] == [5, 10, 13, 14, 17, 19, 25]
    assert [each for each in days if of.turns_on(each)] == changed


def test_a_freeze_without_end_and_one_to_the_last_day_have_no_turn_at_their_end() -> None:
    freezes = (
        Freeze(from_date=day("06-10"), until=None),
        Freeze(from_date=day("06-12"), until=date.max),
    )
    assert not account(freezes=freezes).turns_on(date.max)
    assert account(freezes=freezes).turns_on(day("06-12"))
