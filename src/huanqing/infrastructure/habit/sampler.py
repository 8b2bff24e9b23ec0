"""Draws the habit band: blocks of past weeks, resampled for many paths at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from huanqing.application.habit_models import DAYS_OF_WEEK, HabitLines, Season
from huanqing.domain.money import PPM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from huanqing.application.habit_models import HabitRequest, Way, Widening

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

HALF_LIFE_WEEKS = {Season.ORDINARY: 13, Season.JUNE: 52, Season.NOVEMBER: 52}
"""The age at which a past week counts half: habits change."""

WORLDS = 100
"""How many histories might have been; each is shared by one in so many paths."""


class BootstrapSampler:
    """A double block bootstrap of weeks. Implements ``HabitSampler``.

    The inner draw is chance: which weeks come. The outer one is doubt about the level: each
    world holds as many weeks, drawn from the past, as the past really tells about.
    """

    def lines(self, request: HabitRequest) -> HabitLines:
        """Return the 10, 50 and 90 of a hundred of the paths, per day, in fen."""
        found = np.array([_tenths(used) for used in _paths(request)]).reshape(-1, 3)
        low, middle, high = found.T
        factor = _small_sample(request)
        # New spending frees no limit, but where the refunds of a path do.
        low = np.maximum(middle - factor * (middle - low), np.minimum(low, 0))
        high = middle + factor * (high - middle)
        return HabitLines(_whole(low), _whole(middle), _whole(high))

    def kept(
        self, request: HabitRequest, widening: Widening, certain_fen: Sequence[int]
    ) -> tuple[int, ...]:
        """Return, per day, the most that nine of ten paths keep available from then on, in fen."""
        factor = _small_sample(request) / PPM
        above, below = widening.high_ppm * factor - 1, widening.low_ppm * factor - 1
        half, tenth = _rank(request.paths, 5), request.paths // 10
        free = np.empty((request.days, request.paths))
        for day, used in enumerate(_paths(request)):
            away = used - np.partition(used, half)[half]
            # How much farther a path goes: on its side of the middle, by that side's factor.
            farther = np.maximum(away, 0) * above
            farther += np.minimum(away, 0) * below
            farther += used
            np.maximum(farther, np.minimum(used, 0), out=farther)
            np.subtract(certain_fen[day], farther, out=free[day])
        found = np.empty(request.days)
        least = np.full(request.paths, np.inf)
        for day in range(request.days - 1, -1, -1):
            np.minimum(least, free[day], out=least)
            found[day] = np.partition(least, tenth)[tenth]
        return _whole(np.floor(found))


def _paths(request: HabitRequest) -> Iterator[Floats]:
    """Yield what new spending takes at the end of each day, by path; always the same array."""
    places = _drawn_weeks(request, _pools(request))
    used = np.zeros(request.paths)
    drawn = np.empty(request.paths)
    for of_day in _changes(request):
        for week, table in of_day:
            np.take(table, places[week], out=drawn, mode="clip")
            used += drawn
        yield used


def _whole(values: Floats) -> tuple[int, ...]:
    return tuple(np.rint(values).astype(np.int64).tolist())


def _small_sample(request: HabitRequest) -> float:
    """Return how much wider than a bootstrap's a band must be after so few observations.

    Student's t at 90 % beside the normal's (Cornish and Fisher's expansion), and the spread
    that a sample shows too small.
    """
    freedom = max(1.0, _telling(_pools(request)[Season.ORDINARY], request) - 1)
    student = 1 + 0.6606 / freedom + 0.4455 / freedom**2
    return float(student * np.sqrt((freedom + 1) / freedom))


def _tenths(values: Floats) -> tuple[float, float, float]:
    """Return the values that 10, 50 and 90 of a hundred lie at or below."""
    low, middle, high = (_rank(len(values), tenth) for tenth in (1, 5, 9))
    # One place at a time: numpy has quick code for that, and none for several.
    ranked = np.partition(values, middle)
    ranked[:middle].partition(low)
    ranked[middle:].partition(high - middle)
    return ranked[low], ranked[middle], ranked[high]


def _rank(count: int, tenth: int) -> int:
    return max(0, -(-count * tenth // 10) - 1)


def _changes(request: HabitRequest) -> list[list[tuple[int, Floats]]]:
    """Return, per day, what each week ahead changes, by the past week drawn for it."""
    if not request.courses:
        return [[] for _ in range(request.days)]
    ways = list(request.courses)
    rows = len(ways) * DAYS_OF_WEEK
    spent = np.zeros((rows, len(request.weeks)))
    first_row = {way: number * DAYS_OF_WEEK for number, way in enumerate(ways)}
    for place, past in enumerate(request.weeks):
        for part in past.parts:
            spent[first_row[part.way] + part.weekday, place] += part.amount_fen
    day, share, spent_on, row = _steps(request, first_row)
    ahead = len(request.seasons)
    keys, pair = np.unique(day * ahead + spent_on // DAYS_OF_WEEK, return_inverse=True)
    shares = np.bincount(pair * rows + row, share, len(keys) * rows).reshape(len(keys), rows)
    found: list[list[tuple[int, Floats]]] = [[] for _ in range(request.days)]
    for key, table in zip(keys.tolist(), shares @ spent, strict=True):
        found[key // ahead].append((key % ahead, table))
    return found


def _steps(request: HabitRequest, first_row: Mapping[Way, int]) -> tuple[Places, ...]:
    """Return every step of one fen's course: its day, its size, the day of spending, the row."""
    parts: list[tuple[Places, Floats, Places, Places]] = []
    days = np.arange(request.days)
    for way, courses in request.courses.items():
        taken = np.array([course.taken for course in courses[: request.days]], dtype=np.intp)
        back = np.array([course.back for course in courses[: request.days]], dtype=np.intp)
        when = np.concatenate([taken, back.ravel()])
        share = np.full(len(when), -1 / way.periods)
        share[: len(taken)] = 1.0
        spent_on = np.concatenate([days, np.repeat(days, way.periods)])
        kept = when < request.days
        row = first_row[way] + spent_on % DAYS_OF_WEEK
        parts.append((when[kept], share[kept], spent_on[kept], row[kept]))
    day, share, spent_on, row = (np.concatenate(each) for each in zip(*parts, strict=True))
    return day, share, spent_on, row


def _drawn_weeks(request: HabitRequest, pools: Mapping[Season, Places]) -> Places:
    """Return the place of the past week for each week ahead and path.

    A longer request begins like a shorter one: every season has its own chance, week by week.
    """
    seeds = np.random.default_rng(request.seed).spawn(len(Season))
    chances = dict(zip(Season, seeds, strict=True))
    lists = {season: _worlds(pools[season], season, request, chances[season]) for season in pools}
    following = {season: _following(pool, len(request.weeks)) for season, pool in pools.items()}
    block = _block(request)
    world = np.arange(request.paths) % WORLDS
    places = np.empty((len(request.seasons), request.paths), dtype=np.intp)
    before, run = None, 0
    for week, wanted in enumerate(request.seasons):
        season = wanted if wanted in pools else Season.ORDINARY
        run = run + 1 if season is before else 0
        before = season
        if run % block:
            places[week] = following[season][places[week - 1]]
            continue
        worlds = lists[season]
        places[week] = worlds[world, chances[season].integers(0, worlds.shape[1], request.paths)]
    return places


def _block(request: HabitRequest) -> int:
    """Return how many weeks in a row are drawn together: habits last longer than a week."""
    return max(1, round(float(np.cbrt(len(request.weeks)))))


def _pools(request: HabitRequest) -> dict[Season, Places]:
    """Return the places of each season's past weeks; all of them where none is ordinary."""
    found: dict[Season, Places] = {}
    for season in Season:
        places = [place for place, week in enumerate(request.weeks) if week.season is season]
        if places:
            found[season] = np.array(places, dtype=np.intp)
    found.setdefault(Season.ORDINARY, np.arange(len(request.weeks), dtype=np.intp))
    return found


def _following(pool: Places, count: int) -> Places:
    """Return, by place, the week of the pool that comes next; after its last, its first."""
    found = np.zeros(count, dtype=np.intp)
    found[pool] = np.roll(pool, -1)
    return found


def _weights(pool: Places, season: Season, request: HabitRequest) -> Floats:
    ages = len(request.weeks) - 1 - pool
    weights: Floats = np.power(0.5, ages / HALF_LIFE_WEEKS[season])
    weights /= weights.sum()
    return weights


def _telling(pool: Places, request: HabitRequest, season: Season = Season.ORDINARY) -> float:
    """Return how many blocks of equal weight would tell as much (Kish)."""
    return float(1 / np.square(_weights(pool, season, request)).sum() / _block(request))


def _worlds(
    pool: Places, season: Season, request: HabitRequest, chance: np.random.Generator
) -> Places:
    """Return one list of past weeks per world, as long as what the past tells about."""
    length = max(1, round(_telling(pool, request, season)))
    bounds = np.cumsum(_weights(pool, season, request))
    bounds[-1] = 1.0
    return pool[np.searchsorted(bounds, chance.random((WORLDS, length)), side="right")]
