"""What the chart draws, in days and fen; no Qt here, so that another thread can prepare it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from huanqing.domain.money import PPM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huanqing.application.limit_models import HabitAnswer, LimitProjection
    from huanqing.domain.day_figures import DayFigures

Point = tuple[int, int]
"""An ordinal of a day, at whose beginning the point lies, and fen."""

LEAST_DAYS, MOST_DAYS = 7, 700
_STEPS = (1, 2, 5)
_FEN = 100
_DAYS_IN_WEEKS = 62
_MONTHS_APART = (1, 2, 3, 6, 12)
_OFF_ZERO_PPM = 600_000
"""Where the least is above this share of the most, the axis need not begin at zero."""


@dataclass(frozen=True, slots=True)
class Corners:
    """A line of steps as runs of corners: each day's figure holds from its begin to its end."""

    runs: tuple[tuple[Point, ...], ...]

    def values(self, first: float, last: float) -> Iterable[int]:
        """Return the fen that the line has between two places."""
        for run in self.runs:
            for (begin, fen), (end, _) in pairwise(run):
                if begin <= last and end >= first:
                    yield fen


def corners_of(
    first: int, values: Sequence[int | None], lead: tuple[int, int | None] | None = None
) -> Corners:
    """Return the corners of figures, one a day; a None parts the line.

    ``lead`` is a point from which the line goes on, as the end of the day before.
    """
    runs: list[tuple[Point, ...]] = []
    run: list[Point] = []
    last: int | None = None
    if lead is not None and lead[1] is not None:
        run, last = [(lead[0], lead[1])], lead[1]
    for day, fen in enumerate(values, start=first):
        if fen is None:
            if run and last is not None:
                runs.append((*run, (day, last)))
            run, last = [], None
        elif fen != last:
            run += [(day, fen)] if last is None else [(day, last), (day, fen)]
            last = fen
    if run and last is not None:
        runs.append((*run, (first + len(values), last)))
    return Corners(tuple(runs))


@dataclass(frozen=True, slots=True)
class Band:
    """Habit's lines: the figures at the ends of the days from ``first`` on, in fen."""

    first: int
    low: tuple[int, ...]
    middle: tuple[int, ...]
    high: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """Everything that is drawn; ``first`` to ``last`` are the ordinals of the days there are.

    ``past`` ends with today's end, where ``ahead``, ``plan`` and ``other`` go on. ``marks`` are
    the days on which something happens, ``frozen`` spans of days, both ends included.
    """

    first: int
    last: int
    today: int
    past: Corners
    ahead: Corners
    plan: Corners | None = None
    other: Corners | None = None
    band: Band | None = None
    frozen: tuple[tuple[int, int], ...] = ()
    marks: tuple[int, ...] = ()
    target_fen: int | None = None
    values: dict[int, int] = field(default_factory=dict)
    """The available limit by day, where it is known."""


def chart_data(projection: LimitProjection, other: Sequence[DayFigures] | None = None) -> ChartData:
    """Return what is drawn of a projection; ``other`` are days ahead of a second line."""
    days = projection.days
    first, today = days[0].day.toordinal(), projection.today.toordinal()
    values = [each.available_fen for each in days]
    split = today - first + 1
    now = values[split - 1] if 0 < split <= len(values) else None
    lead = (today + 1, now)
    return ChartData(
        first=first,
        last=days[-1].day.toordinal(),
        today=today,
        past=corners_of(first, values[:split]),
        ahead=corners_of(today + 1, values[split:], lead),
        plan=None if projection.plan is None else _line(projection.plan, lead),
        other=None if other is None else _line(other, None),
        frozen=_spans(days),
        marks=tuple(each.day.toordinal() for each in days if each.causes),
        values={
            each.day.toordinal(): each.available_fen
            for each in days
            if each.available_fen is not None
        },
    )


def band_of(answer: HabitAnswer) -> Band:
    """Return the band of an answer that has one."""
    first = answer.first.toordinal()
    return Band(first, answer.low_fen, answer.middle_fen, answer.high_fen)


def _line(days: Sequence[DayFigures], lead: tuple[int, int | None] | None) -> Corners | None:
    if not days:
        return None
    return corners_of(days[0].day.toordinal(), [each.available_fen for each in days], lead)


def _spans(days: Sequence[DayFigures]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for each in days:
        if not each.is_frozen:
            continue
        day = each.day.toordinal()
        if spans and spans[-1][1] == day - 1:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the time that is shown: from ``start`` on, ``length`` days."""

    start: float
    length: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.length

    def moved(self, days: float, data: ChartData) -> Window:
        """Return it moved, kept over the days that there are."""
        return Window(self.start + days, self.length).within(data)

    def zoomed(self, factor: float, about: float, data: ChartData) -> Window:
        """Return it larger (above 1) or smaller around a place, which stays where it is."""
        most = min(MOST_DAYS, data.last + 1 - data.first)
        length = max(min(self.length * factor, most), min(LEAST_DAYS, most))
        share = (about - self.start) / self.length
        return Window(about - share * length, length).within(data)

    def with_day(self, day: int, data: ChartData) -> Window:
        """Return it moved as little as shows a day."""
        if day < self.start:
            return Window(day, self.length).within(data)
        if day + 1 > self.end:
            return Window(day + 1 - self.length, self.length).within(data)
        return self

    def within(self, data: ChartData) -> Window:
        """Return it where there are days."""
        whole = data.last + 1 - data.first
        length = min(self.length, whole)
        start = min(max(self.start, data.first), data.last + 1 - length)
        return Window(start, length)


def window_of(data: ChartData, days: int) -> Window:
    """Return the window of so many days ahead, and a fifth as many past ones."""
    past = days // 5
    return Window(data.today + 1 - past, past + days).within(data)


def value_range(data: ChartData, window: Window) -> tuple[int, int]:
    """Return the least and the most fen in a window, with the target; never the same."""
    found: list[int] = []
    for line in (data.past, data.ahead, data.plan, data.other):
        if line is not None:
            found += line.values(window.start, window.end)
    if data.band is not None:
        begin = max(0, int(window.start) - data.band.first)
        end = max(0, int(window.end) - data.band.first)
        found += data.band.low[begin:end] + data.band.high[begin:end]
    if data.target_fen is not None:
        found.append(data.target_fen)
    low, high = min(found, default=0), max(found, default=0)
    if 0 <= low * PPM <= high * _OFF_ZERO_PPM:
        low = 0
    return (low, high) if high > low else (low - _FEN * 100, high + _FEN * 100)


def value_ticks(low: int, high: int, most: int) -> list[int]:
    """Return round amounts of whole yuan that reach over both ends, at most about ``most``."""
    wanted = max(_FEN, (high - low) // max(1, most))
    size = _FEN
    while True:
        for step in _STEPS:
            if step * size >= wanted:
                begin, end = low // (step * size), -(-high // (step * size))
                return [tick * step * size for tick in range(begin, end + 1)]
        size *= 10


def day_ticks(window: Window, most: int) -> list[date]:
    """Return Mondays for a short window, else firsts of months; at most ``most``."""
    begin, end = date.fromordinal(int(window.start) + 1), date.fromordinal(int(window.end))
    if window.length <= _DAYS_IN_WEEKS:
        first = begin + timedelta(days=-begin.weekday() % 7)
        weeks = 1
        while (end - first).days // (7 * weeks) + 1 > most:
            weeks += 1
        return [first + timedelta(days=at) for at in range(0, (end - first).days + 1, 7 * weeks)]
    months = [
        number
        for number in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
        if begin <= _first_of(number) <= end
    ]
    for apart in _MONTHS_APART:
        kept = [number for number in months if number % apart == 0]
        if len(kept) <= most:
            break
    return [_first_of(number) for number in kept]


def _first_of(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
