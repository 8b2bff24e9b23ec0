"""Money spent ahead comes back when its bills are due, by the account's own rules."""

from __future__ import annotations

from datetime import date, timedelta

from huanqing.application.habit_courses import Courses
from huanqing.application.habit_models import Course, Way
from huanqing.domain.credit_account import AccountRule, Billing, CreditAccount

FIRST = date(2026, 6, 21)
RULE = AccountRule(from_date=date(2014, 1, 1))


def course(way: Way, day: date, account: CreditAccount | None = None) -> Course:
    courses = Courses(account or CreditAccount(rules=(RULE,)))
    number = (day - FIRST).days
    return courses.ahead([way], FIRST, number + 1)[way][number]


def days(*dates: date) -> tuple[int, ...]:
    return tuple((each - FIRST).days for each in dates)


def test_a_purchase_comes_back_on_the_due_day_of_its_bill() -> None:
    assert course(Way(1), date(2026, 7, 2)) == Course(11, days(date(2026, 7, 12)))


def test_a_purchase_on_the_statement_day_falls_into_the_next_bill() -> None:
    assert course(Way(1), date(2026, 7, 3)).back == days(date(2026, 8, 12))


def test_periods_come_back_bill_by_bill() -> None:
    expected = days(date(2026, 7, 12), date(2026, 8, 12), date(2026, 9, 12))
    assert course(Way(3), date(2026, 6, 25)).back == expected


def test_a_recovery_lag_holds_the_limit_back() -> None:
    account = CreditAccount(rules=(AccountRule(from_date=date(2014, 1, 1), recovery_lag_days=2),))
    assert course(Way(1), date(2026, 7, 2), account).back == days(date(2026, 7, 14))


def test_a_later_rule_moves_the_bills_after_it() -> None:
    later = AccountRule(from_date=date(2026, 8, 1), statement_day=20)
    account = CreditAccount(rules=(RULE, later))
    assert course(Way(1), date(2026, 8, 5), account).back == days(date(2026, 8, 29))


def test_an_order_account_counts_from_the_purchase() -> None:
    account = CreditAccount(billing=Billing.ORDER)
    assert course(Way(1), date(2026, 7, 1), account).back == days(date(2026, 7, 31))
    assert course(Way(2), date(2026, 7, 31), account).back == days(
        date(2026, 8, 31), date(2026, 9, 30)
    )


def test_a_statement_instalment_leaves_one_bill_unpaid_and_pays_with_the_next_ones() -> None:
    found = course(Way(3, 1), date(2026, 7, 5))
    assert found.taken == (date(2026, 7, 12) - FIRST).days
    assert found.back == days(date(2026, 8, 12), date(2026, 9, 12), date(2026, 10, 12))


def test_every_day_ahead_has_a_course() -> None:
    found = Courses(CreditAccount(rules=(RULE,))).ahead([Way(1), Way(12)], FIRST, 400)
    for way, courses in found.items():
        assert len(courses) == 400
        assert all(len(each.back) == way.periods for each in courses)
        assert all(timedelta(days=each.back[0]) > timedelta(days=each.taken) for each in courses)
