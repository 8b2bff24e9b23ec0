"""Earlier bands that missed widen later ones; coverage and losses are what they are called."""

from __future__ import annotations

from datetime import date, timedelta

from huanqing.application.habit_models import HabitLines, Season, Way, Widening, season_of
from huanqing.application.habit_past import Past, week_season
from huanqing.application.habit_trial import Trial, back_test, widening
from huanqing.domain.money import PPM

ORIGIN = date(2026, 1, 1)


def band(low: int, middle: int, high: int, days: int = 91) -> HabitLines:
    return HabitLines((low,) * days, (middle,) * days, (high,) * days)


def trial(happened: int, lines: HabitLines, origin: date = ORIGIN, certain: int = 0) -> Trial:
    days = len(lines.low)
    return Trial(origin, lines, (happened,) * days, (certain,) * days)


def past_of(used: int, first: date, until: date) -> Past:
    past = Past(until, first)
    day = first
    while day <= until:
        past.used_fen[day] = used
        day += timedelta(days=1)
    return past


def test_without_trials_nothing_is_widened() -> None:
    assert widening([], ORIGIN) == Widening(PPM, PPM)


def test_misses_above_widen_the_upper_side_alone() -> None:
    found = widening([trial(400, band(0, 100, 200))] * 8, ORIGIN + timedelta(days=91))
    assert found.low_ppm == PPM
    assert found.high_ppm > 2 * PPM


def test_one_trial_teaches_less_than_eight() -> None:
    missed, known = trial(400, band(0, 100, 200)), ORIGIN + timedelta(days=91)
    assert PPM < widening([missed], known).high_ppm < widening([missed] * 8, known).high_ppm


def test_a_band_is_never_made_narrower() -> None:
    found = widening([trial(100, band(0, 100, 200))] * 8, ORIGIN + timedelta(days=91))
    assert found == Widening(PPM, PPM)


def test_days_that_had_not_come_teach_nothing() -> None:
    missed = trial(400, band(0, 100, 200))
    assert widening([missed], ORIGIN) == Widening(PPM, PPM)
    half = Trial(ORIGIN, missed.lines, (100,) * 40 + (400,) * 51, missed.certain)
    assert widening([half], ORIGIN + timedelta(days=40)) == Widening(PPM, PPM)


def test_a_widened_band_keeps_its_order_and_frees_no_limit() -> None:
    found = Widening(3 * PPM, 2 * PPM).of(band(50, 100, 150, 1))
    assert found == HabitLines((0,), (100,), (200,))


def test_coverage_counts_the_days_inside() -> None:
    lines = band(100, 200, 300, 4)
    tried = Trial(ORIGIN, lines, (99, 100, 300, 301), (0,) * 4)
    found = back_test(past_of(0, ORIGIN - timedelta(days=50), ORIGIN), [tried])
    assert found is not None
    assert (found.days, found.coverage_ppm) == (4, PPM // 2)


def test_the_losses_are_pinball_losses_of_the_three_lines() -> None:
    past = past_of(1000, ORIGIN - timedelta(days=50), ORIGIN)
    found = back_test(past, [trial(200, band(100, 200, 300, 2), certain=800)])
    assert found is not None
    # The lines miss by 100 above at 10 %, by nothing, and by 100 below at 90 %: 10, 0 and 10.
    assert found.pinball_habit_fen == 7
    assert found.pinball_constant_fen == 0
    assert found.pinball_last_year_fen is None


def test_last_year_is_compared_where_enough_origins_know_it() -> None:
    past = past_of(500, ORIGIN - timedelta(days=500), ORIGIN + timedelta(days=200))
    origins = [ORIGIN + timedelta(days=28 * n) for n in range(4)]
    early = trial(999, band(0, 1, 2, 10), ORIGIN - timedelta(days=300))
    tried = [trial(100, band(50, 100, 150, 10), origin, certain=500) for origin in origins]
    found = back_test(past, [early, *tried])
    assert found is not None
    assert found.days == 40
    assert found.coverage_ppm == PPM
    assert found.pinball_last_year_fen == found.pinball_constant_fen == 50


def test_an_origin_is_not_judged_by_what_came_after_it() -> None:
    lines = band(0, 100, 200)
    late = trial(100, lines, ORIGIN + timedelta(days=28))
    past = past_of(0, ORIGIN - timedelta(days=50), ORIGIN + timedelta(days=300))
    calm = back_test(past, [trial(201, lines), late])
    assert calm is not None
    # The first band misses by one fen each day and cannot know of itself.
    assert calm.coverage_ppm == PPM // 2


def test_seasons_are_the_weeks_before_618_and_1111() -> None:
    assert season_of(date(2026, 5, 23)) is Season.ORDINARY
    assert season_of(date(2026, 5, 24)) is Season.JUNE
    assert season_of(date(2026, 6, 20)) is Season.JUNE
    assert season_of(date(2026, 6, 21)) is Season.ORDINARY
    assert season_of(date(2026, 10, 20)) is Season.NOVEMBER
    assert season_of(date(2026, 11, 12)) is Season.ORDINARY


def test_a_week_belongs_to_the_season_of_most_of_its_days() -> None:
    assert week_season(date(2026, 5, 20)) is Season.ORDINARY
    assert week_season(date(2026, 5, 21)) is Season.JUNE


def test_refunds_are_taken_off_only_once_they_are_known() -> None:
    past = Past(date(2026, 1, 28), date(2026, 1, 1))
    past.spent_fen = {(date(2026, 1, 9), Way(1)): 900, (date(2026, 1, 22), Way(3)): 60}
    past.refunds = [(date(2026, 1, 20), date(2026, 1, 9), Way(1), 400)]
    assert past.week_count == 4
    early = past.weeks_until(date(2026, 1, 14))
    assert [(p.weekday, p.amount_fen) for week in early for p in week.parts] == [(1, 900)]
    late = past.weeks_until(date(2026, 1, 28))
    assert [[(p.weekday, p.way.periods, p.amount_fen) for p in week.parts] for week in late] == [
        [], [(1, 1, 500)], [], [(0, 3, 60)],
    ]  # fmt: skip
