"""Which statement a day's purchase falls in, and when that statement is due."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from huanqing.domain.civil_dates import add_months, clamped
from huanqing.domain.credit_account import CreditAccount, DayChange


class StatementCalendar:
    """The statement dates of an account, extended as far as somebody asks.

    A statement date is a day D for which the rule in force on D names D's day of the month
    (clamped to the month's end). The calendar is derived data: build a new one when the
    account's rules change.
    """

    def __init__(self, account: CreditAccount) -> None:
        """Start with no dates; the first question lays them out."""
        self._account = account
        self._nominal: list[date] = []
        self._actual: list[date] = []
        self._first_year = 0
        self._last_year = -1
        self._due: dict[date, date] = {}

    def statement_dates_from(self, day: date, count: int, *, include_day: bool) -> list[date]:
        """Return ``count`` statement dates after ``day`` (or on it, with ``include_day``).

        One date may stand twice: where a changed statement day slipped a cycle, the next
        statement takes both.
        """
        self._extend(day.year, day.year + count // 12 + 2)
        find = bisect_left if include_day else bisect_right
        start = find(self._nominal, day)
        return self._actual[start : start + count]

    def due_date(self, statement_date: date) -> date:
        """Return the due date of the statement, by the rule in force on its date."""
        known = self._due.get(statement_date)
        if known is not None:
            return known
        rule = self._account.rule_on(statement_date)
        if rule.due_day is None:
            due = statement_date + timedelta(days=rule.due_days)
        else:
            due = clamped(statement_date.year, statement_date.month, rule.due_day)
            if due < statement_date:
                first = statement_date.replace(day=1)
                following = add_months(first, 1)
                due = clamped(following.year, following.month, rule.due_day)
        self._due[statement_date] = due
        return due

    def _extend(self, first_year: int, last_year: int) -> None:
        if self._nominal and self._first_year <= first_year and last_year <= self._last_year:
            return
        if self._nominal:
            first_year = min(first_year, self._first_year)
            last_year = max(last_year, self._last_year)
        # One year more at the front: a slip looks back at the month's earlier statement.
        self._first_year, self._last_year = first_year - 1, last_year + 4
        self._nominal = self._candidates()
        self._actual = self._merge_slipped()

    def _candidates(self) -> list[date]:
        account = self._account
        found: list[date] = []
        for year in range(self._first_year, self._last_year + 1):
            for month in range(1, 13):
                days = {clamped(year, month, rule.statement_day) for rule in account.rules}
                for day in sorted(days):
                    if clamped(year, month, account.rule_on(day).statement_day) == day:
                        found.append(day)  # noqa: PERF401 - a nested comprehension hides the rule
        return found

    def _merge_slipped(self) -> list[date]:
        actual = list(self._nominal)
        for index in range(len(actual) - 2, 0, -1):
            day, before = self._nominal[index], self._nominal[index - 1]
            rule = self._account.rule_on(day)
            same_month = (day.year, day.month) == (before.year, before.month)
            is_first_of_rule = self._account.rule_on(before) is not rule
            if rule.day_change is DayChange.SLIP and same_month and is_first_of_rule:
                actual[index] = actual[index + 1]
        return actual
