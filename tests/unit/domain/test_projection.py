"""The days ahead, with figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from huanqing.domain.credit_account import ExpectedLimit, Freeze, LimitKind
from huanqing.domain.credit_limit import EntriesByDay, limit_history
from huanqing.domain.entries import (
    Adjustment,
    Allocation,
    AllocationTarget,
    Entry,
    StatementInstalment,
    entry_sort_key,
)
from huanqing.domain.errors import RepaymentExceedsDebtError
from huanqing.domain.projection import Forecast, PlannedPayment, project
from unit.domain.builders import account, buy, day, fixed, pay, rule, temporary

if TYPE_CHECKING:
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.day_figures import DayFigures

TODAY = day("05-20")
Steps = dict[str, list[tuple[str, int, str]]]


def forecast_of(of: CreditAccount, *facts: Entry, today: date = TODAY) -> Forecast:
    """Return the debts of the end of today."""
    forecast = Forecast(of)
    forecast.today = today
    forecast.apply_all(sorted(facts, key=entry_sort_key), today)
    return forecast


def ahead_of(
    forecast: Forecast, *ahead: Entry, until: str, plan: tuple[PlannedPayment, ...] = ()
) -> list[DayFigures]:
    entries = EntriesByDay(sorted(ahead, key=entry_sort_key))
    return list(project(forecast, entries, day(until), plan))


def steps_of(days: list[DayFigures]) -> Steps:
    """Return the days on which something changes, with the causes."""
    return {
        str(each.day)[5:]: [(cause.kind, cause.amount_fen, cause.ref) for cause in each.causes]
        for each in days
        if each.causes
    }


# ¥300 in three periods of ¥100 with a fee of ¥1 each: due on June 12th, July 12th, August 12th.
THREE = buy("p1", "05-10", 30_000, periods=3, fee_per_period_fen=100)


def test_each_statement_is_paid_on_its_due_date_and_frees_its_limit_then() -> None:
    days = ahead_of(forecast_of(account(), THREE), until="09-01")
    assert [each.day for each in days] == [
        date.fromordinal(number)
        for number in range(TODAY.toordinal() + 1, day("09-01").toordinal() + 1)
    ]
    assert steps_of(days) == {
        "06-12": [("due_payment", 10_100, "2026-06-03")],
        "07-12": [("due_payment", 10_100, "2026-07-03")],
        "08-12": [("due_payment", 10_100, "2026-08-03")],
    }
    by_day = {each.day: each.available_fen for each in days}
    assert by_day[day("06-11")] == 1_000_000 - 30_300
    assert by_day[day("06-12")] == 1_000_000 - 20_200
    assert by_day[day("08-12")] == 1_000_000


def test_fees_that_do_not_occupy_the_limit_free_nothing() -> None:
    of = account(rule(fees_occupy_limit=False))
    days = ahead_of(forecast_of(of, THREE), until="06-12")
    assert steps_of(days) == {"06-12": [("due_payment", 10_000, "2026-06-03")]}


def test_a_rule_about_fees_is_a_cause_of_its_own() -> None:
    of = account(rule(), rule("2026-07-01", fees_occupy_limit=False))
    steps = steps_of(ahead_of(forecast_of(of, THREE), until="07-12"))
    assert steps["07-01"] == [("rule", 200, "2026-07-01")]
    assert steps["07-12"] == [("due_payment", 10_000, "2026-07-03")]


def test_what_is_overdue_stays_unpaid_and_grows() -> None:
    of = account(rule(late_rate_ppm_per_day=1000))
    forecast = forecast_of(of, THREE, today=day("06-14"))
    assert forecast.used_fen() == 30_300 + 2 * 10
    days = ahead_of(forecast, until="07-13")
    penalty = ("penalty", -10, "2026-06-03")
    assert all(each.causes[0].amount_fen == -10 for each in days)
    assert steps_of(days)["07-12"] == [penalty, ("due_payment", 10_100, "2026-07-03")]
    assert days[-1].used_fen == 20_200 + 10 * 31


def test_a_repayment_ahead_clears_what_is_overdue_and_no_due_payment_repeats_it() -> None:
    of = account(rule(late_rate_ppm_per_day=1000))
    forecast = forecast_of(of, THREE, today=day("06-14"))
    days = ahead_of(forecast, pay("r1", "06-16", 10_200), until="07-12")
    assert steps_of(days) == {
        "06-15": [("penalty", -10, "2026-06-03")],
        "06-16": [("penalty", -10, "2026-06-03"), ("repayment", 10_200, "r1")],
        # Forty of it were penalties, sixty paid July's first fee.
        "07-12": [("due_payment", 10_040, "2026-07-03")],
    }


def test_what_is_due_today_counts_as_paid_when_today_is_over() -> None:
    of = account(rule(late_rate_ppm_per_day=1000))
    forecast = forecast_of(of, THREE, today=day("06-12"))
    assert forecast.used_fen() == 30_300
    days = ahead_of(forecast, until="06-13")
    assert steps_of(days) == {"06-13": [("due_payment", 10_100, "2026-06-03")]}
    assert days[0].used_fen == 20_200


def test_the_recovery_lag_gives_the_limit_back_days_after_the_due_date() -> None:
    of = account(rule(recovery_lag_days=3))
    forecast = forecast_of(of, THREE, pay("r1", "05-19", 50))
    assert steps_of(ahead_of(forecast, until="06-15")) == {
        "05-22": [("recovery", 50, "r1")],
        "06-15": [("recovery", 10_050, "2026-06-03")],
    }
    today = forecast_of(of, THREE, today=day("06-12"))
    assert steps_of(ahead_of(today, until="06-15")) == {
        "06-15": [("recovery", 10_100, "2026-06-03")]
    }


def test_limits_and_freezes_change_on_their_days() -> None:
    of = account(
        limits=(
            fixed(100_000),
            fixed(80_000, "2026-05-25"),
            temporary(5_000, "2026-05-01", "2026-05-22"),
            temporary(3_000, "2026-05-25", "2026-05-26"),
        ),
        freezes=(Freeze(from_date=day("05-21"), until=day("05-23")),),
    )
    days = ahead_of(forecast_of(of), until="05-27")
    assert steps_of(days) == {
        "05-21": [("freeze", 0, "2026-05-21")],
        "05-23": [("temporary_limit", -5_000, "2026-05-01")],
        "05-24": [("unfreeze", 0, "2026-05-21")],
        "05-25": [
            ("temporary_limit", 3_000, "2026-05-25"),
            ("fixed_limit", -20_000, "2026-05-25"),
        ],
        "05-27": [("temporary_limit", -3_000, "2026-05-25")],
    }
    assert [each.is_frozen for each in days] == [True, True, True, False, False, False, False]
    assert [each.total_fen for each in days][-2:] == [83_000, 80_000]


def test_an_expected_limit_is_caused_by_its_application() -> None:
    part = ExpectedLimit(
        from_date=day("06-01"),
        until=None,
        kind=LimitKind.FIXED,
        amount_fen=120_000,
        application_id="a1",
    )
    of = account(limits=(fixed(100_000), part))
    assert steps_of(ahead_of(forecast_of(of), until="06-02")) == {
        "06-01": [("application", 20_000, "a1")]
    }


def test_entries_ahead_come_before_the_payment_of_their_day() -> None:
    forecast = forecast_of(account(), THREE)
    ahead = (
        buy("p2", "06-01", 5_000),
        pay("r1", "06-12", 100),
        Adjustment(id="a1", day=day("06-12"), amount_fen=-200),
    )
    # What is bought on June 1st falls in June's statement as well.
    assert steps_of(ahead_of(forecast, *ahead, until="06-12")) == {
        "06-01": [("purchase", -5_000, "p2")],
        "06-12": [
            ("adjustment", 200, "a1"),
            ("repayment", 100, "r1"),
            ("due_payment", 14_800, "2026-06-03"),
        ],
    }


def test_an_entry_ahead_takes_no_more_than_is_left() -> None:
    forecast = forecast_of(account(), buy("p1", "05-10", 20_000))
    ahead = (
        pay("r1", "05-21", 90_000),
        pay("r2", "05-22", 1),
        Adjustment(id="a1", day=day("05-23"), amount_fen=-5),
        StatementInstalment(
            id="c1", day=day("06-04"), statement_date=day("06-03"), amount_fen=20_000, periods=3
        ),
    )
    days = ahead_of(forecast, *ahead, until="06-20")
    assert steps_of(days) == {"05-21": [("repayment", 20_000, "r1")]}


def test_a_statement_instalment_ahead_splits_what_can_be_split() -> None:
    forecast = forecast_of(account(), buy("p1", "05-10", 20_000))
    split = StatementInstalment(
        id="c1",
        day=day("06-04"),
        statement_date=day("06-03"),
        amount_fen=90_000,
        periods=2,
        fee_rate_ppm=10_000,
    )
    assert steps_of(ahead_of(forecast, split, until="08-12")) == {
        "06-04": [("statement_instalment", -400, "c1")],
        "07-12": [("due_payment", 10_200, "2026-07-03")],
        "08-12": [("due_payment", 10_200, "2026-08-03")],
    }


@pytest.mark.parametrize("paid_before", [False, True])
def test_told_allocations_hold_as_long_as_they_can(*, paid_before: bool) -> None:
    told = Allocation(
        target=AllocationTarget.PRINCIPAL,
        amount_fen=10_000,
        statement_date=day("08-03"),
        purchase_id="p1",
        period=3,
    )
    chosen = pay("r2", "05-22", 10_000, allocations=(told,))
    earlier = (pay("r1", "05-21", 25_000),) if paid_before else ()
    days = ahead_of(forecast_of(account(), THREE), *earlier, chosen, until="08-12")
    steps = steps_of(days)
    if paid_before:
        # Of the third period only 5300 are left: the usual order takes them all.
        assert steps["05-22"] == [("repayment", 5_300, "r2")]
        assert "08-12" not in steps
    else:
        assert steps["06-12"] == [("due_payment", 10_100, "2026-06-03")]
        assert steps["08-12"] == [("due_payment", 100, "2026-08-03")]


def test_facts_are_as_strict_as_ever() -> None:
    forecast = Forecast(account())
    forecast.today = TODAY
    with pytest.raises(RepaymentExceedsDebtError):
        forecast.apply(pay("r1", "05-20", 1))
    forecast.apply(pay("r2", "05-21", 1))
    assert forecast.owed_fen == 0


def test_a_plan_pays_on_its_days_and_the_due_day_pays_the_rest() -> None:
    plan = (
        PlannedPayment(day("06-01"), 6_000, "1"),
        PlannedPayment(day("06-10"), 4_000, "2"),
        PlannedPayment(day("07-01"), 99_999, "3"),
    )
    days = ahead_of(forecast_of(account(), THREE), until="08-12", plan=plan)
    assert steps_of(days) == {
        "06-01": [("plan_payment", 6_000, "1")],
        "06-10": [("plan_payment", 4_000, "2")],
        "06-12": [("due_payment", 100, "2026-06-03")],
        "07-01": [("plan_payment", 20_200, "3")],
    }


def test_a_payment_planned_for_today_shows_from_tomorrow_on() -> None:
    of = account(rule(recovery_lag_days=1))
    plan = (PlannedPayment(TODAY, 10_100, "1"),)
    for lag, expected in ((0, "plan_payment"), (1, "recovery")):
        of = account(rule(recovery_lag_days=lag))
        days = ahead_of(forecast_of(of, THREE), until="05-22", plan=plan)
        assert steps_of(days) == {"05-21": [(expected, 10_100, "1")]}


def test_a_copy_goes_its_own_way() -> None:
    forecast = forecast_of(account(rule(recovery_lag_days=2)), THREE, pay("r1", "05-20", 60))
    twin = forecast.copy()
    alone = ahead_of(twin, pay("r2", "06-01", 500), until="09-01")
    assert twin.used_fen() == 0
    assert forecast.used_fen() == 30_300
    assert ahead_of(forecast, pay("r2", "06-01", 500), until="09-01") == alone


def test_the_causes_of_the_past_and_of_the_days_ahead_are_one_chain() -> None:
    of = account(rule(late_rate_ppm_per_day=500, recovery_lag_days=2))
    facts = (THREE, buy("p2", "05-12", 777), pay("r1", "05-20", 60))
    forecast = Forecast(of)
    forecast.today = TODAY
    past = list(limit_history(forecast, sorted(facts, key=entry_sort_key), day("05-09"), TODAY))
    days = [*past, *ahead_of(forecast, pay("r2", "06-20", 1_000), until="09-01")]
    for before, after in pairwise(days):
        assert before.available_fen is not None
        assert after.available_fen is not None
        change = sum(cause.amount_fen for cause in after.causes)
        assert after.available_fen - before.available_fen == change
    assert replace(days[-1], causes=()).used_fen == 0


def test_a_lowering_adjustment_ahead_takes_no_more_than_is_left() -> None:
    forecast = forecast_of(account(), buy("p1", "05-10", 20_000))
    lowered = Adjustment(id="a1", day=day("05-23"), amount_fen=-20_001)
    assert steps_of(ahead_of(forecast, lowered, until="06-20")) == {
        "05-23": [("adjustment", 20_000, "a1")]
    }


def test_a_planned_payment_of_what_is_paid_already_moves_nothing() -> None:
    plan = (
        PlannedPayment(day("05-22"), 20_000, "step 1"),
        PlannedPayment(day("05-23"), 1, "step 2"),
    )
    days = ahead_of(forecast_of(account(), buy("p1", "05-10", 20_000)), until="06-20", plan=plan)
    assert steps_of(days) == {"05-22": [("plan_payment", 20_000, "step 1")]}
