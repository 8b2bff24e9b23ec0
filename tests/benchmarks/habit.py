"""Prints what habit's band costs beside a cumulative sum of as many numbers, and how honest it is.

``python tests/benchmarks/habit.py [--paths 10000] [--days 400] [--seeds 8]``. Times are
processor times of a band drawn from three years of weeks with six ways of repaying; the floor
is numpy's cumulative sum of one number per path and day. ``inside`` is the share of days of
the back-test within the band on ledgers made by a known process (80 % would be exact), beside
the pinball losses of the band and of the two naive ones.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from huanqing.application.habit import habit
from huanqing.application.habit_courses import Courses
from huanqing.application.habit_models import HabitRequest, PastWeek, Way, WeekPart, Widening
from huanqing.application.habit_past import HISTORY_WEEKS, week_season
from huanqing.domain.credit_account import AccountRule, CreditAccount
from huanqing.infrastructure.habit.sampler import BootstrapSampler
from integration.persistence.habit_ledgers import (
    document,
    months_before,
    seasonal,
    stationary,
    trending,
)
from integration.persistence.ledgers import Bench

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 6, 20)
TIMES = 20
NEEDED_MS = 150


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paths", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--seeds", type=int, default=8, help="ledgers of each kind; 0: none")
    arguments = parser.parse_args()
    request = request_of(arguments.days, arguments.paths)
    floor = _times(lambda: np.cumsum(np.ones((arguments.days, arguments.paths)), axis=0))
    band = _times(lambda: BootstrapSampler().lines(request))
    ratio = statistics.median(band) / statistics.median(floor)
    print(f"{arguments.paths:,} paths x {arguments.days} days, {TIMES} runs")
    print(f"  floor: numpy's cumulative sum  median {statistics.median(floor):6.1f} ms")
    print(
        f"  band                           median {statistics.median(band):6.1f} ms = "
        f"{ratio:.1f} x floor; worst {max(band):.1f} ms (needed: {NEEDED_MS} ms)"
    )
    kept = _times(lambda: BootstrapSampler().kept(request, Widening(), [0] * arguments.days))
    print(f"  what is kept from a day on     median {statistics.median(kept):6.1f} ms")
    if arguments.seeds:
        _print_honesty(arguments.seeds)


def request_of(days: int, paths: int) -> HabitRequest:
    """Return three years of weeks in which something is bought every day."""
    chance = random.Random(1)
    ways = [Way(1), Way(3), Way(6), Way(12), Way(24), Way(3, 1)]
    first = TODAY - timedelta(days=7 * HISTORY_WEEKS - 1)
    account = CreditAccount(rules=(AccountRule(from_date=date(2014, 1, 1)),))
    return HabitRequest(
        weeks=tuple(
            PastWeek(
                week_season(first + timedelta(days=7 * week)),
                tuple(
                    WeekPart(d, chance.choice(ways), chance.randrange(500_000)) for d in range(7)
                ),
            )
            for week in range(HISTORY_WEEKS)
        ),
        days=days,
        seasons=tuple(week_season(TODAY + timedelta(days=1 + d)) for d in range(0, days, 7)),
        courses=Courses(account).ahead(ways, TODAY + timedelta(days=1), days),
        paths=paths,
        seed=1,
    )


def _times(job: Callable[[], object]) -> list[float]:
    job()
    found = []
    for _ in range(TIMES):
        begin = time.process_time()
        job()
        found.append((time.process_time() - begin) * 1000)
    return found


def _print_honesty(seeds: int) -> None:
    for level in (stationary, seasonal, trending):
        inside, losses = [], np.zeros(3)
        for seed in range(seeds):
            with tempfile.TemporaryDirectory() as folder:
                bench = Bench.new(Path(folder))
                bench.load(document(seed, months_before(TODAY, 24), TODAY, level))
                with bench.uow() as uow:
                    answer = habit(uow, TODAY, TODAY + timedelta(days=91), BootstrapSampler())
                bench.close()
            tested = answer.back_test
            if tested is None or tested.pinball_last_year_fen is None:
                sys.exit("two years of history gave no back-test")
            inside.append(tested.coverage_ppm / 10_000)
            losses += (
                tested.pinball_habit_fen,
                tested.pinball_constant_fen,
                tested.pinball_last_year_fen,
            )
        own, constant, last_year = losses / seeds / 100
        print(
            f"  {level.__name__:11} inside {statistics.mean(inside):5.1f} % "
            f"({min(inside):.0f} to {max(inside):.0f}); loss {own:,.0f} yuan, constant "
            f"{constant:,.0f}, last year's weeks {last_year:,.0f}"
        )


if __name__ == "__main__":
    main()
