"""What habit is read from: what was taken from the limit day by day, and the limit's past.

One pass over the last years of the ledger. What counts is spending on credit: purchases and
statement instalments, less the refunds known on the day of asking; a refund is taken off where
its purchase was. Repayments are not habit's: they are taken as made when due.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from huanqing.application import figures
from huanqing.application.habit_models import (
    DAYS_OF_WEEK,
    PastWeek,
    Season,
    Way,
    WeekPart,
    season_of,
)
from huanqing.application.progress import Cancelled
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_limit import EntriesByDay
from huanqing.domain.entries import Purchase, Refund, StatementInstalment
from huanqing.domain.money import share_of
from huanqing.domain.projection import Forecast, project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from huanqing.application.ports import UnitOfWork
    from huanqing.application.progress import Progress
    from huanqing.domain.entries import Entry

HISTORY_WEEKS = 156
"""Three years: older weeks say little about the next."""

STALE_DAYS = 14
"""After so many days without an entry nobody knows whether nothing was bought."""

LOOKED_AT = 200
"""Entries ahead of today that may hide its newest one."""

ORIGIN_WEEKS = 4
TEST_DAYS = 91
"""The back-test asks every four weeks about a quarter of a year."""


class _Bought(NamedTuple):
    day: date
    way: Way
    amount_fen: int
    occupying_fen: int


@dataclass(slots=True)
class Past:
    """The ledger's past as habit needs it. ``end`` is the last day of its newest week.

    ``used_fen`` is what was used of the limit at the end of each day. ``certain_fen`` has, per
    origin of the back-test, what was certain then to be used on each of the days after it.
    """

    end: date
    first: date | None = None
    spent_fen: dict[tuple[date, Way], int] = field(default_factory=dict)
    refunds: list[tuple[date, date, Way, int]] = field(default_factory=list)
    used_fen: dict[date, int] = field(default_factory=dict)
    certain_fen: dict[date, list[int]] = field(default_factory=dict)

    @property
    def week_count(self) -> int:
        """How many whole weeks there are."""
        return 0 if self.first is None else ((self.end - self.first).days + 1) // DAYS_OF_WEEK

    def weeks_until(self, origin: date) -> tuple[PastWeek, ...]:
        """Return the weeks up to ``origin``, the last day of one, as they were known then."""
        count = self.week_count - (self.end - origin).days // DAYS_OF_WEEK
        begin = origin - timedelta(days=count * DAYS_OF_WEEK - 1)
        cells: list[dict[tuple[int, Way], int]] = [{} for _ in range(count)]
        for day, way, amount in self._known(origin):
            if day >= begin:
                week, weekday = divmod((day - begin).days, DAYS_OF_WEEK)
                key = (weekday, way)
                cells[week][key] = cells[week].get(key, 0) + amount
        return tuple(
            PastWeek(week_season(begin + timedelta(days=number * DAYS_OF_WEEK)), _parts(cell))
            for number, cell in enumerate(cells)
        )

    def _known(self, origin: date) -> Iterator[tuple[date, Way, int]]:
        for (day, way), amount in self.spent_fen.items():
            if day <= origin:
                yield day, way, amount
        for booked, day, way, amount in self.refunds:
            if booked <= origin:
                yield day, way, -amount


def week_season(first: date) -> Season:
    """Return the season in which most days of the week that begins on ``first`` lie."""
    return season_of(first + timedelta(days=DAYS_OF_WEEK // 2))


def read_past(uow: UnitOfWork, today: date, progress: Progress | None = None) -> Past:
    """Return the last years of the ledger; raises Cancelled where ``progress`` asks for it."""
    begin = today - timedelta(days=HISTORY_WEEKS * DAYS_OF_WEEK - 1)
    # Keeps checkpoints on the way, where the window has not asked for its first figures yet.
    figures.standing_on(uow, today, progress)
    account = uow.account.get()
    dump = uow.replays.latest(begin - ONE_DAY)
    forecast = Forecast(account) if dump is None else Forecast.restore(account, dump)
    past = Past(_last_week_ends(uow, today))
    reader = _Reader(past, forecast, begin)
    entries = EntriesByDay(reader.reading(uow.entries.replayable(forecast.day, today), progress))
    for number in range(HISTORY_WEEKS * DAYS_OF_WEEK):
        day = begin + timedelta(days=number)
        for entry in entries.of(day):
            forecast.apply(entry)
        forecast.advance(day)
        past.used_fen[day] = forecast.used_fen()
        behind = (past.end - day).days
        if past.first is not None and behind > 0 and behind % (ORIGIN_WEEKS * DAYS_OF_WEEK) == 0:
            until = day + timedelta(days=min(TEST_DAYS, behind))
            past.certain_fen[day] = _certain(forecast, until)
        forecast.take_closed()
    return past


def _last_week_ends(uow: UnitOfWork, today: date) -> date:
    """Return the last day of the newest week that the ledger knows; its weekday is today's."""
    if next(uow.entries.replayable(today - timedelta(days=STALE_DAYS), today), None) is not None:
        return today
    days = (row.day for row in uow.entries.recent(LOOKED_AT) if row.day <= today)
    behind = (today - max(days, default=today)).days
    return today - timedelta(days=-(-behind // DAYS_OF_WEEK) * DAYS_OF_WEEK)


def _certain(forecast: Forecast, until: date) -> list[int]:
    """Return what was certain to be used on the days after the forecast's, up to ``until``."""
    twin = forecast.copy()
    twin.today = twin.day
    return [day.used_fen for day in project(twin, EntriesByDay(iter(())), until)]


class _Reader:
    """Notes spending while the entries go by."""

    def __init__(self, past: Past, forecast: Forecast, begin: date) -> None:
        self._past = past
        self._account = forecast.account
        self._scheduler = forecast.scheduler
        self._begin = begin
        self._bought: dict[str, _Bought] = {}

    def reading(self, entries: Iterable[Entry], progress: Progress | None) -> Iterator[Entry]:
        """Yield the entries, noting what each took from the limit or sent back."""
        for done, entry in enumerate(entries, start=1):
            if progress is not None and done % figures.REPORT_EVERY == 0 and not progress(done, 0):
                raise Cancelled
            if isinstance(entry, Purchase):
                self._note(entry, Way(entry.periods), self._fees_of(entry))
            elif isinstance(entry, StatementInstalment):
                lines = self._scheduler.lines_of_conversion(entry)
                fees = sum(line.fee_fen for line in lines)
                self._note(entry, Way(entry.periods, 1), fees)
            elif isinstance(entry, Refund):
                self._send_back(entry)
            yield entry

    def _fees_of(self, purchase: Purchase) -> int:
        if not (purchase.fee_rate_ppm or purchase.fee_per_period_fen or purchase.edited_lines):
            return 0
        return sum(line.fee_fen for line in self._scheduler.lines_of(purchase))

    def _note(self, entry: Purchase | StatementInstalment, way: Way, fees_fen: int) -> None:
        occupying = entry.amount_fen
        if self._account.rule_on(entry.day).fees_occupy_limit:
            occupying += fees_fen
        if isinstance(entry, Purchase):
            self._bought[entry.id] = _Bought(entry.day, way, entry.amount_fen, occupying)
        if entry.day < self._begin:
            return
        past, key = self._past, (entry.day, way)
        past.first = past.first or entry.day
        past.spent_fen[key] = past.spent_fen.get(key, 0) + occupying

    def _send_back(self, refund: Refund) -> None:
        bought = self._bought.get(refund.purchase_id)
        if bought is not None and bought.day >= self._begin:
            share = share_of(bought.occupying_fen, refund.amount_fen, bought.amount_fen)
            self._past.refunds.append((refund.day, bought.day, bought.way, share))


def _parts(cell: Mapping[tuple[int, Way], int]) -> tuple[WeekPart, ...]:
    return tuple(WeekPart(day, way, fen) for (day, way), fen in sorted(cell.items()) if fen)
