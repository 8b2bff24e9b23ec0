"""The limit's days ahead from a ledger: facts up to today, then what is certain.

What is under way, beside what ``domain.projection`` says: a planned repayment is booked on its
day, where that lies ahead (a planned day that has passed brought no money). A processing one
is booked on its day where that lies ahead; one of the last days is taken as booked tomorrow,
and its limit is free when the recovery lag after that is over; an older one was never heard of
again and is left out. A refund that is not booked stays pending. What was booked and is still
held back by the lag is given back on its day.

Limits, temporary limits and freezes change on the days of the account's parts; an application
moves the fixed limit as ``limit_applications.expecting`` says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.entry_records import entry_of
from huanqing.application.limit_applications import expecting
from huanqing.application.limit_models import LimitProjection
from huanqing.application.progress import Cancelled
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_limit import EntriesByDay, limit_history
from huanqing.domain.entries import entry_sort_key
from huanqing.domain.projection import Forecast, PlannedPayment, project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from huanqing.application.ports import UnitOfWork
    from huanqing.application.progress import Progress
    from huanqing.domain.day_figures import DayFigures
    from huanqing.domain.entries import Entry

PROCESSING_DAYS = 3
"""For how long a processing repayment is expected to be booked: banks take that many days."""


def projection(
    uow: UnitOfWork,
    today: date,
    until: date,
    first: date,
    *,
    plan: Sequence[PlannedPayment] | None = None,
    progress: Progress | None = None,
) -> LimitProjection:
    """Return every day of ``first`` to ``until``, and the later ones with ``plan`` beside it.

    ``plan`` are the payments that an accepted plan still has to make, None without a plan.
    """
    past, forecast = facts(uow, today, until, first, progress)
    entries = entries_ahead(uow, today, until) if until > today else []
    other = None if plan is None else forecast.copy()
    ahead = project(forecast, EntriesByDay(entries), until)
    days = past + [each for each in ahead if each.day >= first]
    if other is None:
        return LimitProjection(today, tuple(days))
    planned = project(other, EntriesByDay(entries), until, plan or ())
    return LimitProjection(today, tuple(days), tuple(each for each in planned if each.day >= first))


def facts(
    uow: UnitOfWork, today: date, until: date, first: date, progress: Progress | None = None
) -> tuple[list[DayFigures], Forecast]:
    """Return the days of ``first`` to ``until`` that have passed, and the debts of their end.

    The forecast stands at the end of today, or of ``until`` where that is earlier; its account
    expects what approved applications bring. Checkpoints made on the way are worth keeping.
    """
    last = min(today, until)
    begin = min(first, last)
    dump = uow.replays.latest(begin - ONE_DAY)
    if dump is None:
        figures.standing_on(uow, begin - ONE_DAY, progress)
        dump = uow.replays.latest(begin - ONE_DAY)
    account = expecting(uow.account.get(), uow.applications.all(), today)
    forecast = Forecast(account) if dump is None else Forecast.restore(account, dump)
    forecast.today = today
    entries = _reporting(uow.entries.replayable(forecast.day, last), progress)
    past = [each for each in limit_history(forecast, entries, begin, last) if each.day >= first]
    forecast.take_closed()
    return past, forecast


def entries_ahead(uow: UnitOfWork, today: date, until: date) -> list[Entry]:
    """Return what is booked ahead or under way on the days after ``today``, in order."""
    found: list[Entry] = list(uow.entries.replayable(today, until))
    for record in uow.entries.under_way(today - timedelta(days=PROCESSING_DAYS - 1), until):
        entry = entry_of(record)
        if entry.day > today:
            found.append(entry)
        elif record.state == "processing":
            found.append(replace(entry, day=today + ONE_DAY))
    return sorted((each for each in found if each.day <= until), key=entry_sort_key)


def first_free_day(days: Sequence[DayFigures], amount_fen: int) -> date | None:
    """Return the first day from which on at least ``amount_fen`` stays available to the end.

    None where it never does, or while the limit is unknown.
    """
    found: date | None = None
    for each in reversed(days):
        if each.available_fen is None or each.available_fen < amount_fen:
            break
        found = each.day
    return found


def _reporting(entries: Iterable[Entry], progress: Progress | None) -> Iterator[Entry]:
    for done, entry in enumerate(entries, start=1):
        yield entry
        if progress is not None and done % figures.REPORT_EVERY == 0 and not progress(done, 0):
            raise Cancelled
