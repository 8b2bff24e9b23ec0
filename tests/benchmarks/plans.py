"""Prints what plans cost, beside a straight MILP of all tiers, on a fixed set of problems.

``python tests/benchmarks/plans.py [--days 14 45 92 400] [--problems 20] [--limit 10]``. Times
are processor times of one thread, so that a busy machine changes them little; ``floor`` is
HiGHS on the plain model (one count per channel and day), tier by tier, each held by a row.
``tiers 1-4`` are the times of searches that end with the fourth; ``within 3 s`` counts those of
all five that were proven by then; of those that are not proven it says how far the last tier, a
tie-break, may be from its best at the most.
``changed`` is a small change of the input, solved with the experience of the plan before it, as
the window does; ``anew`` is the same problem without it. ``explained`` is the time for latest
start, bottleneck and remedies.
``differ``: problems whose five tiers the two engines, both done, do not agree on.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
# As the program sets it when it starts.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.plan_problems import SIZES, changed, problem_of
from benchmarks.straight_milp import straight_worth
from huanqing.domain.planning.problem import Problem
from huanqing.domain.planning.solver import Experience, SolveOptions, Tier
from huanqing.infrastructure.planning.solver import HighsPlanSolver

PROVEN_FOUR = 4
IN_TIME_SECONDS = 3.0


@dataclass
class Figures:
    """What was measured at one size, in milliseconds."""

    all_tiers: list[float] = field(default_factory=list)
    four_tiers: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    anew: list[float] = field(default_factory=list)
    explained: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    proven: list[int] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    four_proven: int = 0
    in_time: int = 0
    starts: int = 0
    floor_done: int = 0
    differ: int = 0


def main() -> None:
    """Measure every size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--problems", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="the number of the first problem")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds a problem")
    parser.add_argument("--no-floor", action="store_true")
    arguments = parser.parse_args()
    for days in arguments.days:
        figures = Figures()
        for seed in range(arguments.first, arguments.first + arguments.problems):
            _measure(problem_of(days, seed), seed, arguments.limit, figures)
            if not arguments.no_floor:
                _measure_floor(problem_of(days, seed), arguments.limit, figures)
        _print(days, figures)


def _measure(problem: Problem, seed: int, limit: float, figures: Figures) -> None:
    begin = time.process_time()
    four = HighsPlanSolver().solve(
        problem, SolveOptions(time_limit_seconds=limit, last_tier=Tier.PAYMENTS)
    )
    figures.four_tiers.append((time.process_time() - begin) * 1000)
    figures.four_proven += four.proven_tiers >= PROVEN_FOUR
    begin = time.process_time()
    experience = Experience()
    plan = HighsPlanSolver().solve(
        problem, SolveOptions(time_limit_seconds=limit, experience=experience)
    )
    whole = time.process_time() - begin
    figures.all_tiers.append(whole * 1000)
    figures.in_time += plan.is_proven and whole < IN_TIME_SECONDS
    figures.proven.append(plan.proven_tiers)
    if plan.proven_tiers == PROVEN_FOUR:
        worth, bound = plan.objective.timing, plan.bound.timing
        figures.gaps.append(abs(worth - bound) / max(worth, bound, 1) * 100)
    other = changed(problem, seed)
    for learnt, times in ((experience, figures.again), (None, figures.anew)):
        options = SolveOptions(time_limit_seconds=limit, experience=learnt)
        begin = time.process_time()
        HighsPlanSolver().solve(other, options)
        times.append((time.process_time() - begin) * 1000)
    begin = time.process_time()
    told = HighsPlanSolver().explain(problem, plan, SolveOptions(time_limit_seconds=limit))
    figures.explained.append((time.process_time() - begin) * 1000)
    figures.starts += told.latest_start is not None


def _measure_floor(problem: Problem, limit: float, figures: Figures) -> None:
    begin = time.process_time()
    worth = straight_worth(problem, limit)
    figures.floor.append((time.process_time() - begin) * 1000)
    if worth is None:
        return
    figures.floor_done += 1
    plan = HighsPlanSolver().solve(problem, SolveOptions(time_limit_seconds=limit))
    figures.differ += plan.is_proven and tuple(plan.objective) != worth


def _print(days: int, figures: Figures) -> None:
    number = len(figures.proven)
    all_proven = sum(each == len(Tier) for each in figures.proven)
    print(f"\n{days} days, {number} problems: {all_proven} proven, {figures.in_time} within 3 s,")
    print(
        f"  {figures.four_proven} to tier 4 by a search for these, {figures.starts} latest starts"
    )
    if figures.gaps:
        print(
            f"  the last tier of the {len(figures.gaps)} others is within"
            f" {statistics.median(figures.gaps):.1f} % (median; at worst {max(figures.gaps):.1f} %)"
        )
    rows = {
        "all tiers": figures.all_tiers,
        "tiers 1-4": figures.four_tiers,
        "changed": figures.again,
        "anew": figures.anew,
        "explained": figures.explained,
        "floor": figures.floor,
    }
    for name, values in rows.items():
        if values:
            ranked = sorted(values)
            p95 = ranked[math.ceil(len(ranked) * 0.95) - 1]
            middle = statistics.median(ranked)
            print(f"  {name:10} median {middle:8.0f} ms  p95 {p95:8.0f}  worst {ranked[-1]:8.0f}")
    if figures.floor:
        print(f"  floor done {figures.floor_done}, differ {figures.differ}")


if __name__ == "__main__":
    main()
