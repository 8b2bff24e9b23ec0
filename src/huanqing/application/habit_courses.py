"""When an amount spent ahead comes back to the limit, by the account's own rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application.habit_models import Course, Way
from huanqing.domain.credit_account import Billing
from huanqing.domain.entries import Purchase
from huanqing.domain.schedule import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huanqing.domain.credit_account import CreditAccount

LOOK_BACK_DAYS = 62
"""A fixed due day lies at most so far after its statement."""

SHORTEST_CYCLE = 14
"""Days of a cycle, where a changed statement day made two of one."""


class Courses:
    """Works out the days on which what is spent on a day is repaid; keeps what it found."""

    def __init__(self, account: CreditAccount) -> None:
        """Lay out the account's calendar lazily."""
        self._account = account
        self._scheduler = Scheduler(account)
        self._known: dict[tuple[Way, date], tuple[date, ...]] = {}

    def ahead(self, ways: Iterable[Way], first: date, days: int) -> dict[Way, tuple[Course, ...]]:
        """Return, per way, the course of what is spent on each of ``days`` days from ``first``."""
        every = [first + timedelta(days=number) for number in range(days)]
        return {
            way: tuple(self._course(way, day, first) for day in every) for way in sorted(set(ways))
        }

    def _course(self, way: Way, day: date, first: date) -> Course:
        taken, *back = self._days_of(way, day)
        return Course((taken - first).days, tuple((each - first).days for each in back))

    def _days_of(self, way: Way, day: date) -> tuple[date, ...]:
        """Return the day on which the limit is taken, then those on which it comes back."""
        known = self._known.get((way, day))
        if known is None:
            known = self._known[way, day] = self._worked_out(way, day)
        return known

    def _worked_out(self, way: Way, day: date) -> tuple[date, ...]:
        bill = Purchase(id="", day=day, amount_fen=way.periods, periods=way.periods)
        if not way.skipped or self._account.billing is Billing.ORDER:
            dues = [line.due_date for line in self._scheduler.lines_of(bill)]
            return (day, *(self._free_from(due) for due in dues))
        # An instalment of the bill due next: that one is not paid, the following ones are more.
        calendar = self._scheduler.calendar
        back = LOOK_BACK_DAYS + self._account.rule_on(day).due_days
        count = way.skipped + way.periods + back // SHORTEST_CYCLE + 1
        begin = day - timedelta(days=back)
        dates = calendar.statement_dates_from(begin, count, include_day=False)
        dues = [calendar.due_date(each) for each in dates]
        place = next(number for number, due in enumerate(dues) if due >= day)
        following = dues[place : place + way.skipped + way.periods]
        return tuple(self._free_from(due) for due in (following[0], *following[way.skipped :]))

    def _free_from(self, due: date) -> date:
        return due + timedelta(days=self._account.rule_on(due).recovery_lag_days)
