"""Civil dates, statement dates and due dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanqing.domain.billing_cycle import StatementCalendar
from huanqing.domain.civil_dates import add_months, clamped
from huanqing.domain.credit_account import AccountRule, DayChange
from unit.domain.builders import account, day, rule

YEARS = range(1970, 2101)
MONTHS = [(year, month) for year in YEARS for month in range(1, 13)]


def last_of(year: int, month: int) -> int:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).day


def calendar_of(*rules: AccountRule) -> StatementCalendar:
    return StatementCalendar(account(*rules))


def dates_after(calendar: StatementCalendar, when: str, count: int) -> list[str]:
    found = calendar.statement_dates_from(day(when), count, include_day=False)
    return [each.isoformat() for each in found]


@pytest.mark.parametrize("wanted", [1, 28, 29, 30, 31])
def test_a_day_is_clamped_to_the_months_end_from_1970_to_2100(wanted: int) -> None:
    for year, month in MONTHS:
        expected = min(wanted, last_of(year, month))
        assert clamped(year, month, wanted) == date(year, month, expected)


@pytest.mark.parametrize(
    ("year", "last"), [(1972, 29), (2000, 29), (2023, 28), (2024, 29), (2100, 28)]
)
def test_february_ends_as_leap_years_say(year: int, last: int) -> None:
    assert clamped(year, 2, 31) == date(year, 2, last)


def test_months_later_keeps_the_anchors_day_and_never_drifts() -> None:
    later = [add_months(date(2024, 1, 31), months).isoformat() for months in (0, 1, 2, 3, 13)]
    assert later == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2025-02-28"]
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)
    assert add_months(date(2024, 11, 30), 1) == date(2024, 12, 30)


@given(st.dates(date(1970, 1, 1), date(2100, 12, 31)), st.integers(0, 120))
def test_months_later_is_that_many_months_later(anchor: date, months: int) -> None:
    later = add_months(anchor, months)
    assert (later.year - anchor.year) * 12 + later.month - anchor.month == months
    assert later.day == min(anchor.day, last_of(later.year, later.month))


@pytest.mark.parametrize("statement_day", [1, 3, 28, 29, 30, 31])
def test_every_month_from_1970_to_2100_has_its_statement(statement_day: int) -> None:
    calendar = calendar_of(rule(statement_day=statement_day))
    found = calendar.statement_dates_from(date(1969, 12, 31), len(MONTHS), include_day=False)
    assert found == [
        date(year, month, min(statement_day, last_of(year, month))) for year, month in MONTHS
    ]


def test_the_day_itself_counts_only_when_asked() -> None:
    calendar = calendar_of(rule())
    with_day = calendar.statement_dates_from(day("06-03"), 2, include_day=True)
    without = calendar.statement_dates_from(day("06-03"), 2, include_day=False)
    assert with_day == [day("06-03"), day("07-03")]
    assert without == [day("07-03"), day("08-03")]


def test_the_calendar_extends_both_ways_as_asked() -> None:
    calendar = calendar_of(rule())
    assert dates_after(calendar, "2026-06-03", 1) == ["2026-07-03"]
    assert dates_after(calendar, "1999-12-31", 1) == ["2000-01-03"]
    assert dates_after(calendar, "2060-01-31", 1) == ["2060-02-03"]
    assert dates_after(calendar, "2026-06-02", 1) == ["2026-06-03"]
    assert len(dates_after(calendar, "2026-06-02", 120)) == 120


# Due dates


def test_nine_days_later_differs_with_the_months_length() -> None:
    calendar = calendar_of(rule(statement_day=25))
    assert calendar.due_date(day("03-25")) == day("04-03")
    assert calendar.due_date(day("04-25")) == day("05-04")


@pytest.mark.parametrize(
    ("statement", "due_day", "due"),
    [
        ("06-03", 20, "06-20"),
        ("06-03", 3, "06-03"),  # on the statement date itself
        ("06-03", 2, "07-02"),  # earlier in the month: the next one
        ("12-03", 1, "2027-01-01"),
        ("06-30", 31, "06-30"),  # clamped to the statement date
        ("01-31", 30, "02-28"),  # clamped in the next month
    ],
)
def test_a_fixed_due_day_is_the_first_on_or_after_the_statement(
    statement: str, due_day: int, due: str
) -> None:
    statement_day = day(statement).day
    calendar = calendar_of(rule(statement_day=statement_day, due_day=due_day))
    assert calendar.due_date(day(statement)) == day(due)
    assert calendar.due_date(day(statement)) == day(due), "asked twice"


def test_the_rule_on_the_statement_date_says_when_it_is_due() -> None:
    calendar = calendar_of(rule(), rule("2026-06-04", due_days=20))
    assert calendar.due_date(day("06-03")) == day("06-12")
    assert calendar.due_date(day("07-03")) == day("07-23")


# A changed statement day


def test_the_first_rule_holds_before_its_date_too() -> None:
    calendar = calendar_of(rule("2026-06-01", statement_day=8))
    assert dates_after(calendar, "2025-12-31", 2) == ["2026-01-08", "2026-02-08"]


def test_a_later_day_gives_the_month_a_second_statement() -> None:
    calendar = calendar_of(rule(), rule("2026-06-10", statement_day=15))
    assert dates_after(calendar, "05-31", 3) == ["2026-06-03", "2026-06-15", "2026-07-15"]


def test_an_earlier_day_leaves_a_month_without_one() -> None:
    calendar = calendar_of(rule(statement_day=20), rule("2026-06-10", statement_day=5))
    assert dates_after(calendar, "05-01", 2) == ["2026-05-20", "2026-07-05"]


def test_a_slipped_statement_merges_into_the_next() -> None:
    slip = rule("2026-06-10", statement_day=15, day_change=DayChange.SLIP)
    calendar = calendar_of(rule(), slip)
    # 15 June slips to 15 July, which is there twice; later months are as usual.
    expected = ["2026-06-03", "2026-07-15", "2026-07-15", "2026-08-15"]
    assert dates_after(calendar, "05-31", 4) == expected
    assert dates_after(calendar, "06-05", 1) == ["2026-07-15"]


def test_a_rule_that_keeps_the_statement_day_slips_nothing() -> None:
    slip = rule("2026-06-10", due_days=5, day_change=DayChange.SLIP)
    calendar = calendar_of(rule(), slip)
    assert dates_after(calendar, "05-31", 3) == ["2026-06-03", "2026-07-03", "2026-08-03"]


def test_a_change_between_months_slips_nothing() -> None:
    slip = rule("2026-06-25", statement_day=1, day_change=DayChange.SLIP)
    calendar = calendar_of(rule(), slip)
    assert dates_after(calendar, "05-31", 3) == ["2026-06-03", "2026-07-01", "2026-08-01"]
