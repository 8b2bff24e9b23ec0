"""Habit's band on real ledgers: shown, repeatable, below the certain line, and honest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from huanqing.application.habit import WEEKS_SETTING, habit
from huanqing.application.habit_models import HabitLines, Season
from huanqing.application.habit_past import read_past
from huanqing.application.limit_models import HabitState
from huanqing.application.progress import Cancelled
from huanqing.application.projection import projection
from huanqing.domain.errors import InvalidFieldError
from huanqing.infrastructure.habit.sampler import BootstrapSampler
from integration.persistence.habit_ledgers import (
    document,
    months_before,
    seasonal,
    stationary,
    trending,
)
from integration.persistence.ledgers import TODAY, Bench

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from huanqing.application.habit_models import HabitRequest, Widening
    from huanqing.application.limit_models import HabitAnswer
    from integration.persistence.habit_ledgers import Level

UNTIL = TODAY + timedelta(days=200)


class ConstantSampler:
    """Says the same of every day, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[HabitRequest] = []

    def lines(self, request: HabitRequest) -> HabitLines:
        self.asked.append(request)
        return HabitLines((100,) * request.days, (200,) * request.days, (300,) * request.days)

    def kept(
        self, request: HabitRequest, _widening: Widening, certain_fen: Sequence[int]
    ) -> tuple[int, ...]:
        return tuple(certain_fen)[: request.days]


def ask(bench: Bench, until: date = UNTIL, today: date = TODAY) -> HabitAnswer:
    with bench.uow() as uow:
        return habit(uow, today, until, BootstrapSampler())


def ledger(folder: Path, months: int, level: Level = stationary, seed: int = 1) -> Bench:
    bench = Bench.new(folder, f"{level.__name__}{seed}.huanqing")
    bench.load(document(seed, months_before(TODAY, months), TODAY, level))
    return bench


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = ledger(tmp_path_factory.mktemp("habit"), 12)
    yield bench
    bench.close()


def test_there_is_a_figure_for_every_day_from_tomorrow_on(year: Bench) -> None:
    found = ask(year)
    assert found.state is HabitState.SHOWN
    assert found.first == TODAY + timedelta(days=1)
    assert len(found.low_fen) == len(found.middle_fen) == len(found.high_fen) == 200
    assert (found.weeks, found.weeks_needed) == (52, 12)


def test_the_lines_keep_their_order_and_lie_below_the_certain_line(year: Bench) -> None:
    found = ask(year)
    with year.uow() as uow:
        days = projection(uow, TODAY, UNTIL, found.first).days
    for low, middle, high, day in zip(
        found.low_fen, found.middle_fen, found.high_fen, days, strict=True
    ):
        assert day.available_fen is not None
        assert low <= middle <= high <= day.available_fen


def test_the_answer_is_the_certain_line_less_what_the_sampler_says(tmp_path: Path) -> None:
    bench = ledger(tmp_path, 3)
    sampler = ConstantSampler()
    with bench.uow() as uow:
        found = habit(uow, TODAY, UNTIL, sampler)
        certain = [
            day.available_fen or 0 for day in projection(uow, TODAY, UNTIL, found.first).days
        ]
    assert found.high_fen == tuple(free - 100 for free in certain)
    assert found.middle_fen == tuple(free - 200 for free in certain)
    assert found.low_fen == tuple(free - 300 for free in certain)
    # Thirteen weeks leave no earlier day with the twelve that a band needs.
    assert found.back_test is None
    [request] = sampler.asked
    assert (len(request.weeks), request.days, request.paths) == (13, 200, 10_000)
    bench.close()


def test_the_band_draws_on_seasons_and_the_mix_of_periods(year: Bench) -> None:
    sampler = ConstantSampler()
    with year.uow() as uow:
        habit(uow, TODAY, UNTIL, sampler)
    request = sampler.asked[-1]
    assert {way.periods for way in request.courses} == {1, 3, 6}
    assert Season.NOVEMBER in {week.season for week in request.weeks}
    assert request.seasons[0] is Season.ORDINARY
    assert len({each.seed for each in sampler.asked}) == len(sampler.asked)


def test_an_amount_is_free_once_nine_of_ten_paths_keep_it_to_the_end(year: Bench) -> None:
    found = ask(year)
    assert len(found.kept_fen) == 200
    assert list(found.kept_fen) == sorted(found.kept_fen)
    assert all(kept <= low + 2 for kept, low in zip(found.kept_fen, found.low_fen, strict=True))
    amount = found.kept_fen[100]
    day = found.free_from(amount)
    assert day == found.first + timedelta(days=found.kept_fen.index(amount))
    assert found.free_from(found.kept_fen[-1] + 1) is None


def test_the_same_ledger_and_day_give_the_same_band(year: Bench, tmp_path: Path) -> None:
    twin = ledger(tmp_path, 12)
    assert ask(year) == ask(twin) == ask(year)
    twin.close()


def test_a_longer_band_begins_like_a_shorter_one(year: Bench) -> None:
    long, short = ask(year), ask(year, TODAY + timedelta(days=30))
    assert long.low_fen[:30] == short.low_fen


def test_another_purchase_gives_another_band(year: Bench, tmp_path: Path) -> None:
    other = document(1, months_before(TODAY, 12), TODAY)
    other["purchases"][-1]["amount"] += 100_000
    bench = Bench.new(tmp_path)
    bench.load(other)
    assert ask(bench).middle_fen != ask(year).middle_fen
    bench.close()


def test_a_short_history_shows_no_band(tmp_path: Path) -> None:
    bench = ledger(tmp_path, 2)
    found = ask(bench)
    assert found.state is HabitState.HISTORY_TOO_SHORT
    assert (found.weeks, found.weeks_needed, found.low_fen) == (8, 12, ())
    assert found.back_test is None
    bench.close()


def test_the_weeks_needed_are_a_setting(tmp_path: Path) -> None:
    bench = ledger(tmp_path, 2)
    with bench.uow() as uow:
        uow.journal.begin("settings", {})
        uow.settings.put(WEEKS_SETTING, "8")
        uow.commit()
    found = ask(bench)
    assert (found.state, found.weeks_needed) == (HabitState.SHOWN, 8)
    bench.close()


def test_an_unknown_limit_shows_no_band(tmp_path: Path) -> None:
    bench = Bench.new(tmp_path)
    bench.load(document(1, months_before(TODAY, 12), TODAY, limit=None))
    assert ask(bench).state is HabitState.LIMIT_UNKNOWN
    bench.close()


def test_an_empty_ledger_shows_no_band(tmp_path: Path) -> None:
    bench = Bench.new(tmp_path)
    assert ask(bench).state is HabitState.LIMIT_UNKNOWN
    bench.close()


def test_a_day_that_has_come_is_refused(year: Bench) -> None:
    with pytest.raises(InvalidFieldError):
        ask(year, TODAY)


def test_it_can_be_cancelled(year: Bench) -> None:
    with year.uow() as uow, pytest.raises(Cancelled):
        habit(uow, TODAY, UNTIL, BootstrapSampler(), lambda _done, _total: False)


def test_what_a_refund_took_back_is_no_habit(tmp_path: Path) -> None:
    made = document(1, months_before(TODAY, 6), TODAY - timedelta(days=5))
    made["repayments"] = []
    plain, refunded = Bench.new(tmp_path, "a.huanqing"), Bench.new(tmp_path, "b.huanqing")
    plain.load(made)
    large = {"id": "large", "time": "2026-06-16T10:00:00", "amount": 900_000, "merchant": "京东"}
    back = {"id": "f", "purchase": "large", "booked": "2026-06-18", "amount": 900_000}
    refunded.load({**made, "purchases": [*made["purchases"], large], "refunds": [back]})
    assert ask(refunded).middle_fen == ask(plain).middle_fen
    plain.close()
    refunded.close()


def test_months_without_imports_are_not_taken_for_months_without_spending(tmp_path: Path) -> None:
    bench = ledger(tmp_path, 12)
    later = TODAY + timedelta(days=100)
    with bench.uow() as uow:
        past = read_past(uow, later)
    assert TODAY - timedelta(days=9) < past.end <= TODAY
    assert past.end.weekday() == later.weekday()
    found = ask(bench, later + timedelta(days=60), later)
    assert found.weeks == 51
    bench.close()


def test_the_certain_line_of_an_origin_knows_nothing_that_came_later(
    year: Bench, tmp_path: Path
) -> None:
    with year.uow() as uow:
        past = read_past(uow, TODAY)
    origin = max(each for each in past.certain_fen if (TODAY - each).days >= 91)
    cut = document(1, months_before(TODAY, 12), TODAY)
    for kind, name in (("purchases", "time"), ("repayments", "date")):
        cut[kind] = [each for each in cut[kind] if each[name][:10] <= origin.isoformat()]
    bench = Bench.new(tmp_path)
    bench.load(cut)
    with bench.uow() as uow:
        days = projection(uow, origin, origin + timedelta(days=91), origin + timedelta(days=1)).days
        known = read_past(uow, origin)
    assert past.certain_fen[origin] == [day.used_fen for day in days]
    assert past.weeks_until(origin) == known.weeks_until(origin)
    bench.close()


@pytest.mark.parametrize("level", [stationary, seasonal, trending])
def test_the_back_test_covers_about_eight_of_ten_and_beats_the_naive_bands(
    level: Level, tmp_path: Path
) -> None:
    bench = ledger(tmp_path, 24, level)
    tested = ask(bench, TODAY + timedelta(days=91)).back_test
    assert tested is not None
    assert 700_000 <= tested.coverage_ppm <= 950_000
    assert tested.pinball_habit_fen < tested.pinball_constant_fen
    assert tested.pinball_last_year_fen is not None
    assert tested.pinball_habit_fen < tested.pinball_last_year_fen
    bench.close()
