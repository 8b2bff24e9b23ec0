"""The band on trial: drawn at past days from what was known then, beside what happened.

At every origin the whole is done anew: the weeks up to it, what was certain then, the band.
How much the bands of earlier origins were too narrow widens those of later ones, on each side
for itself; so no origin's band knows anything of what came after it.

Amounts are what is used of the limit. The limit itself is left out: nobody's spending says
what it will be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isqrt
from typing import TYPE_CHECKING

from huanqing.application.habit_models import DAYS_OF_WEEK, HabitLines, Widening
from huanqing.application.habit_past import ORIGIN_WEEKS, TEST_DAYS
from huanqing.application.limit_models import BackTest
from huanqing.domain.money import PPM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.habit_past import Past

TENTHS = (1, 5, 9)
YEAR = timedelta(days=364)
"""The same weekday a year before."""

AROUND_DAYS = 10
"""Last year's same weeks: three weeks around the day."""

CONSTANT_DAYS = 364
FEWEST_ORIGINS = 4
"""So many origins must have last year's weeks before all are compared on those alone."""

NORMAL_SQUARE_PPM = 1_642_374
"""The square of the normal distribution's 90 %: 1.28155 x 1.28155."""

PRIOR_PPM = 2 * PPM
"""How many windows of ``TEST_DAYS`` it takes until they count as much as the bootstrap."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The band of one origin beside what happened, per day after it, in fen.

    ``lines`` and ``happened`` are what new spending took; ``certain`` comes on top.
    """

    origin: date
    lines: HabitLines
    happened: tuple[int, ...]
    certain: tuple[int, ...]


def trial_of(past: Past, origin: date, lines: HabitLines) -> Trial:
    """Return the trial of a band drawn at ``origin``."""
    certain = past.certain_fen[origin]
    used = [past.used_fen[origin + timedelta(days=n)] for n in range(1, len(certain) + 1)]
    happened = tuple(each - known for each, known in zip(used, certain, strict=True))
    return Trial(origin, lines, happened, tuple(certain))


def widening(trials: Sequence[Trial], known: date) -> Widening:
    """Return what the trials teach by what had happened by the end of ``known``.

    On each side the mean square of the misses beside what the band promised, drawn towards
    one while there are few; a band is never made narrower.
    """
    misses, promised, days = [0, 0], [0, 0], 0
    for trial in trials:
        seen = max(0, min(len(trial.happened), (known - trial.origin).days))
        days += seen
        for day in range(seen):
            middle = trial.lines.middle[day]
            miss = trial.happened[day] - middle
            misses[miss > 0] += miss * miss
            promised[0] += (middle - trial.lines.low[day]) ** 2
            promised[1] += (trial.lines.high[day] - middle) ** 2
    # Origins stand closer than their windows are long, so a day is seen several times.
    windows_ppm = days * ORIGIN_WEEKS * DAYS_OF_WEEK * PPM // TEST_DAYS**2
    return Widening(
        _factor(misses[0], promised[0], windows_ppm), _factor(misses[1], promised[1], windows_ppm)
    )


def _factor(misses: int, promised: int, windows_ppm: int) -> int:
    if not promised:
        return PPM
    square = 2 * NORMAL_SQUARE_PPM * misses // promised
    drawn = (PRIOR_PPM * PPM + windows_ppm * square) // (PRIOR_PPM + windows_ppm)
    return max(PPM, isqrt(drawn * PPM))


def back_test(past: Past, trials: Sequence[Trial]) -> BackTest | None:
    """Return how the bands did, each widened by the origins before it; None without any.

    Where last year's weeks are known at enough origins, all three bands are compared at those
    alone, so that the losses are about the same days.
    """
    last_year = {trial.origin: _last_year(past, trial) for trial in trials}
    with_year = [trial for trial in trials if last_year[trial.origin] is not None]
    compared = with_year if len(with_year) >= FEWEST_ORIGINS else list(trials)
    days = inside = 0
    losses = {"habit": 0, "constant": 0, "last_year": 0}
    for trial in compared:
        band = widening(trials, trial.origin).of(trial.lines)
        used = [a + b for a, b in zip(trial.happened, trial.certain, strict=True)]
        inside += sum(
            low <= each <= high
            for each, low, high in zip(trial.happened, band.low, band.high, strict=True)
        )
        days += len(used)
        losses["habit"] += _loss(trial.happened, band)
        losses["constant"] += _loss(used, _constant(past, trial))
        losses["last_year"] += _loss(used, last_year[trial.origin] or _constant(past, trial))
    if not days:
        return None
    mean = {name: _mean(loss, days) for name, loss in losses.items()}
    return BackTest(
        days=days,
        coverage_ppm=inside * PPM // days,
        pinball_habit_fen=mean["habit"],
        pinball_constant_fen=mean["constant"],
        pinball_last_year_fen=mean["last_year"] if compared is with_year else None,
    )


def _constant(past: Past, trial: Trial) -> HabitLines:
    """Return the naive band that never moves: where the limit was in the year before."""
    begin = trial.origin - timedelta(days=CONSTANT_DAYS - 1)
    first = past.first or trial.origin
    known = sorted(
        used for day, used in past.used_fen.items() if max(begin, first) <= day <= trial.origin
    )
    count = len(trial.happened)
    low, middle, high = (_ranked(known, tenth) for tenth in TENTHS)
    return HabitLines((low,) * count, (middle,) * count, (high,) * count)


def _last_year(past: Past, trial: Trial) -> HabitLines | None:
    """Return the naive band of the same weeks a year before; None where they are not known."""
    count = len(trial.happened)
    begin = trial.origin + timedelta(days=1) - YEAR - timedelta(days=AROUND_DAYS)
    if past.first is None or begin < past.first:
        return None
    known = [past.used_fen[begin + timedelta(days=n)] for n in range(count + 2 * AROUND_DAYS)]
    around = [sorted(known[n : n + 2 * AROUND_DAYS + 1]) for n in range(count)]
    low, middle, high = (tuple(_ranked(each, tenth) for each in around) for tenth in TENTHS)
    return HabitLines(low, middle, high)


def _ranked(ordered: Sequence[int], tenth: int) -> int:
    """Return the value that so many tenths of the values lie at or below."""
    return ordered[-(-len(ordered) * tenth // 10) - 1]


def _loss(happened: Sequence[int], band: HabitLines) -> int:
    """Return ten times the pinball losses of the three lines, summed, in fen."""
    total = 0
    for tenth, line in zip(TENTHS, band, strict=True):
        for each, said in zip(happened, line, strict=True):
            total += (each - said) * tenth if each >= said else (said - each) * (10 - tenth)
    return total


def _mean(loss: int, days: int) -> int:
    number = 10 * len(TENTHS) * days
    return (2 * loss + number) // (2 * number)
