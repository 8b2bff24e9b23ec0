"""The sampler's band: exact where there is no chance, repeatable, ordered, honest when short."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from huanqing.application.habit_models import (
    Course,
    HabitRequest,
    PastWeek,
    Season,
    Way,
    WeekPart,
    Widening,
)
from huanqing.infrastructure.habit.sampler import BootstrapSampler, _paths, _small_sample

DAYS = 60


def request_of(
    weeks: Sequence[PastWeek],
    days: int = DAYS,
    seed: int = 1,
    seasons: Sequence[Season] = (),
    paths: int = 2000,
) -> HabitRequest:
    ways = {part.way for week in weeks for part in week.parts}
    return HabitRequest(
        weeks=tuple(weeks),
        days=days,
        seasons=tuple(seasons) or (Season.ORDINARY,) * -(-days // 7),
        courses={
            way: tuple(
                Course(day, tuple(day + 30 * (number + 1) for number in range(way.periods)))
                for day in range(days)
            )
            for way in ways
        },
        paths=paths,
        seed=seed,
    )


def same_weeks(count: int, *parts: WeekPart, season: Season = Season.ORDINARY) -> list[PastWeek]:
    return [PastWeek(season, parts)] * count


def chance_weeks(count: int, seed: int = 0) -> list[PastWeek]:
    chance = random.Random(seed)
    return [
        PastWeek(
            Season.ORDINARY,
            tuple(WeekPart(day, Way(1), chance.randrange(1, 90_000)) for day in range(7)),
        )
        for _ in range(count)
    ]


def test_where_every_week_is_the_same_the_band_is_that_week() -> None:
    lines = BootstrapSampler().lines(request_of(same_weeks(12, WeekPart(2, Way(1), 7001))))
    expected = [
        7001
        * (sum(d <= day for d in range(2, DAYS, 7)) - sum(d <= day for d in range(32, DAYS, 7)))
        for day in range(DAYS)
    ]
    assert list(lines.low) == list(lines.middle) == list(lines.high) == expected


def test_periods_come_back_in_equal_parts() -> None:
    weeks = same_weeks(12, WeekPart(0, Way(3), 9000))
    lines = BootstrapSampler().lines(request_of(weeks, days=100))
    assert lines.middle[0] == 9000
    assert lines.middle[29] == 5 * 9000
    assert lines.middle[30] == 5 * 9000 - 3000


def test_the_lines_never_cross() -> None:
    lines = BootstrapSampler().lines(request_of(chance_weeks(20), days=200))
    assert all(low <= middle <= high for low, middle, high in zip(*lines, strict=True))
    assert lines.low[100] < lines.high[100]


def test_the_same_request_gives_the_same_band() -> None:
    first, again = (BootstrapSampler().lines(request_of(chance_weeks(20))) for _ in range(2))
    other = BootstrapSampler().lines(request_of(chance_weeks(20), seed=2))
    assert first == again
    assert first != other


def test_a_longer_band_begins_like_a_shorter_one() -> None:
    short = BootstrapSampler().lines(request_of(chance_weeks(20), days=50))
    long = BootstrapSampler().lines(request_of(chance_weeks(20), days=120))
    assert [line[:50] for line in long] == list(short)


def test_a_season_ahead_draws_from_the_users_own_past_seasons() -> None:
    usual = same_weeks(30, WeekPart(0, Way(1), 100))
    usual[10:12] = same_weeks(2, WeekPart(0, Way(1), 5000), season=Season.JUNE)
    seasons = (Season.ORDINARY, Season.JUNE, Season.ORDINARY)
    lines = BootstrapSampler().lines(request_of(usual, days=21, seasons=seasons))
    assert lines.low[6] == lines.high[6] == 100
    assert lines.low[7] == lines.high[7] == 5100
    assert lines.low[20] == lines.high[20] == 5200


def test_a_season_nobody_has_seen_is_drawn_from_ordinary_weeks() -> None:
    lines = BootstrapSampler().lines(
        request_of(same_weeks(12, WeekPart(0, Way(1), 100)), days=7, seasons=(Season.NOVEMBER,))
    )
    assert lines.middle[6] == 100


def test_less_history_makes_a_wider_band() -> None:
    few = BootstrapSampler().lines(request_of(chance_weeks(12)))
    many = BootstrapSampler().lines(request_of(chance_weeks(12) * 8))
    assert few.high[40] - few.low[40] > many.high[40] - many.low[40]


def test_recent_weeks_count_more_than_old_ones() -> None:
    weeks = same_weeks(52, WeekPart(0, Way(1), 100)) + same_weeks(26, WeekPart(0, Way(1), 300))
    assert BootstrapSampler().lines(request_of(weeks, days=28)).middle[27] > 2 * 4 * 100


def test_new_spending_frees_no_limit_where_nothing_comes_back() -> None:
    weeks = [*same_weeks(11), PastWeek(Season.ORDINARY, (WeekPart(3, Way(1), 90_000),))]
    assert min(BootstrapSampler().lines(request_of(weeks)).low) >= 0


def test_weeks_without_spending_give_a_band_of_nothing() -> None:
    lines = BootstrapSampler().lines(request_of(same_weeks(12), days=10))
    assert lines == ((0,) * 10,) * 3


def test_where_every_week_is_the_same_what_is_kept_is_the_least_still_to_come() -> None:
    request = request_of(same_weeks(12, WeekPart(2, Way(1), 7001)))
    used = BootstrapSampler().lines(request).middle
    certain = [50_000 + 100 * day for day in range(DAYS)]
    free = [known - taken for known, taken in zip(certain, used, strict=True)]
    found = BootstrapSampler().kept(request, Widening(), certain)
    assert list(found) == [min(free[day:]) for day in range(DAYS)]


def test_nine_of_ten_paths_keep_what_is_said_from_that_day_on() -> None:
    request = request_of(chance_weeks(200), paths=500)
    paths = np.array([used.copy() for used in _paths(request)])
    certain = [500_000] * DAYS
    found = BootstrapSampler().kept(request, Widening(), certain)
    middle = np.array(BootstrapSampler().lines(request).middle)[:, None]
    factor = _small_sample(request)
    free = 500_000 - np.maximum(middle + (paths - middle) * factor, 0)
    for day in range(DAYS):
        share = (free[day:].min(axis=0) >= found[day]).mean()
        assert 0.9 <= share <= 0.93


def test_what_is_kept_rises_and_lies_below_the_band() -> None:
    request = request_of(chance_weeks(30))
    wider = Widening(1_200_000, 1_500_000)
    band = wider.of(BootstrapSampler().lines(request))
    found = BootstrapSampler().kept(request, wider, [500_000] * DAYS)
    assert list(found) == sorted(found)
    assert all(kept <= 500_000 - high + 2 for kept, high in zip(found, band.high, strict=True))


@pytest.mark.parametrize("count", [12, 52, 104])
def test_the_band_holds_about_eight_of_ten_futures_of_the_same_kind(count: int) -> None:
    inside = []
    for seed in range(150):
        weeks = chance_weeks(count + 8, seed)
        lines = BootstrapSampler().lines(request_of(weeks[:count], days=56, paths=400))
        ahead = [part.amount_fen for week in weeks[count:] for part in week.parts]
        used = np.cumsum(ahead) - np.concatenate([np.zeros(30), np.cumsum(ahead)[:26]])
        low, _, high = (np.array(line) for line in lines)
        inside.append(((used >= low) & (used <= high)).mean())
    assert 0.73 <= np.mean(inside) <= 0.87
