"""What the habit band is drawn from: past weeks of spending, and when each amount comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from huanqing.domain.money import PPM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAYS_OF_WEEK = 7


class Season(StrEnum):
    """Weeks in which people buy alike, year after year."""

    ORDINARY = "ordinary"
    JUNE = "618"
    NOVEMBER = "11.11"


def season_of(day: date) -> Season:
    """Return the promotion season of a day: 618 with its weeks before it, 11.11 likewise."""
    if date(day.year, 5, 24) <= day <= date(day.year, 6, 20):
        return Season.JUNE
    if date(day.year, 10, 20) <= day <= date(day.year, 11, 11):
        return Season.NOVEMBER
    return Season.ORDINARY


class Way(NamedTuple):
    """How an amount is repaid: in ``periods`` equal parts, the first ``skipped`` bills later.

    A purchase skips no bill. A statement instalment skips the one it is taken from.
    """

    periods: int
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class WeekPart:
    """What was taken from the limit on a day of a week, refunds already taken off, in fen."""

    weekday: int
    way: Way
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PastWeek:
    """Seven days of spending; ``weekday`` 0 of its parts is the week's first day."""

    season: Season
    parts: tuple[WeekPart, ...]


class Course(NamedTuple):
    """When an amount occupies the limit, in days from the band's first: taken, then given back.

    It comes back in as many equal parts as there are days in ``back``.
    """

    taken: int
    back: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitRequest:
    """A band to draw: ``days`` days from the day after the last past week.

    ``weeks`` are in order, the newest last. ``seasons`` has one value per week ahead,
    ``courses`` one course per way and day ahead.
    """

    weeks: tuple[PastWeek, ...]
    days: int
    seasons: tuple[Season, ...]
    courses: Mapping[Way, tuple[Course, ...]]
    paths: int
    seed: int


class HabitLines(NamedTuple):
    """What new spending takes of the limit at the end of each day, in fen.

    10, 50 and 90 of a hundred paths lie at or below it.
    """

    low: tuple[int, ...]
    middle: tuple[int, ...]
    high: tuple[int, ...]


class Widening(NamedTuple):
    """By how much a band is widened below and above its middle, in parts per million."""

    low_ppm: int = PPM
    high_ppm: int = PPM

    def of(self, lines: HabitLines) -> HabitLines:
        """Return the band, widened; new spending frees no limit that it did not before."""
        low = (
            max(middle - (middle - low) * self.low_ppm // PPM, min(0, low))
            for low, middle in zip(lines.low, lines.middle, strict=True)
        )
        high = (
            middle + (high - middle) * self.high_ppm // PPM
            for middle, high in zip(lines.middle, lines.high, strict=True)
        )
        return HabitLines(tuple(low), lines.middle, tuple(high))


class HabitSampler(Protocol):
    """Draws paths of future spending from past weeks; the same request gives the same paths."""

    def lines(self, request: HabitRequest) -> HabitLines:
        """Return the band."""
        ...

    def kept(
        self, request: HabitRequest, widening: Widening, certain_fen: Sequence[int]
    ) -> tuple[int, ...]:
        """Return, per day, the most that nine of ten paths keep available from then to the end.

        ``certain_fen`` is what is available on each day without any new spending; the paths
        are widened as the band is.
        """
        ...
