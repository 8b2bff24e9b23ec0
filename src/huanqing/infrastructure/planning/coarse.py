"""Longer runs of days first: their counts bound those of the days, and mostly are reached.

A model of runs within which nothing arrives and no month ends is small, and what is proven of
it holds for every plan, since a plan's payments add up to those of the runs. The way back may
fail where something is due, or may first be paid, within a run: then the run is split there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.merge import end_of_each
from huanqing.infrastructure.planning.plan_model import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.outcome import Outcome
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.search import TierSearch

    Floats = NDArray[np.float64]
    Limits = dict[int, tuple[int, int]]
    Share = tuple[tuple[int, ...], int]

_SLIGHT = 1e-7
_MOST_SECONDS = 2.0
_MOST_ROUNDS = 12
_AMPLE, _SCARCE = 0.75, 2.5
"""The share of the time, and the seconds, that must be left to go on without any plan yet."""


class Refinement:
    """Looks for a plan of the days by what longer and longer runs come to, split as needed."""

    def __init__(self, plan: PlanModel, owed: int) -> None:
        """Add to the plan's model what may be short, to see where a run has to be split."""
        self._plan = plan
        self._owed = owed
        model = plan.model
        self._short: list[int] = []
        for row in plan.pool_rows.values():
            if row != ABSENT:
                self._short.append(model.add_amount(0, 0))
                model.add_to_row(row, self._short[-1], 1)

    def run(
        self,
        search: TierSearch,
        guide: list[int],
        ends: list[int],
        solve: Callable[[list[int]], Outcome],
    ) -> tuple[Outcome, list[int] | None]:
        """Return the last outcome by runs, and the days' values that come to the same counts.

        ``ends`` are the last days of the first runs; ``solve`` returns what the tiers before
        the last come to over the runs. No values: there are none, or they were not found.
        """
        values, spare = None, None
        at_first = search.budget.left()
        for _ in range(_MOST_ROUNDS):
            if spare is None and search.budget.left() < max(at_first * _AMPLE, _SCARCE):
                # However little time there is, a plan is wanted.
                spare = self._spare(search, guide)
            outcome = solve(ends)
            if outcome.values is None or search.budget.is_over():
                break
            values, splits = self._days_of(search, guide, outcome, ends)
            if values is not None or not splits:
                break
            ends = sorted({*ends, *splits})
        return outcome, values or spare

    def _spare(self, search: TierSearch, guide: list[int]) -> list[int] | None:
        """Return values of the days with few payments, though not the fewest."""
        total = self._plan.total(Tier.PAYMENTS)
        if total is None:
            return None
        counts = [each.count for each in self._plan.carriers]
        cost = self._plan.cost({total: 1})
        return search.near(guide, cost, counts, (total, search.model.col_high[total]))

    def _days_of(
        self, search: TierSearch, guide: list[int], outcome: Outcome, ends: list[int]
    ) -> tuple[list[int] | None, set[int]]:
        """Return values of the days with the counts of the runs, or where runs are to be split."""
        shares = shares_of(outcome.plan, outcome.values or [], self._plan, ends)
        early = self._early(search, shares)
        found = search.solution(guide, early, self._plan.rounded_up)
        if found is not None:
            return found, set()
        splits = self._splits(search, early, ends)
        first = search.model.rows
        search.add_rows([(-most, tuple((each, -1) for each in counts)) for counts, most in shares])
        answer, bound = search.relax(guide)
        if bound is None:
            splits |= splits_of(self._plan, answer.duals, ends)
        else:
            found = self._within(search, shares, outcome)
        search.delete_rows(list(range(first, search.model.rows)))
        return found, splits

    def _early(self, search: TierSearch, shares: list[Share]) -> Limits:
        """Return the counts with all payments as early in their runs as they can be."""
        limits: Limits = {}
        for counts, most in shares:
            left = most
            for column in counts:
                number = min(left, search.model.col_high[column])
                limits[column] = (0, number)
                left -= number
        return limits

    def _splits(self, search: TierSearch, early: Limits, ends: list[int]) -> set[int]:
        """Return the days at which something is short, with payments as early as they can be."""
        limits = dict(early)
        limits |= dict.fromkeys(self._short, (0, self._owed))
        for (name, _, _), column in self._plan.columns.items():
            if name == "N":
                limits[column] = (0, search.model.col_high[column])
        answer, _ = search.relax(self._plan.cost(dict.fromkeys(self._short, 1)), limits)
        if answer.status is not LpStatus.OPTIMAL:
            return set()
        return splits_of(self._plan, answer.duals, ends)

    def _within(
        self, search: TierSearch, shares: list[Share], outcome: Outcome
    ) -> list[int] | None:
        """Return values of the days that pay no more often than the runs."""
        total, runs = self._plan.total(Tier.PAYMENTS), outcome.plan.total(Tier.PAYMENTS)
        if total is None or runs is None or outcome.values is None:
            return None
        cost = self._plan.cost({total: 1})
        limits = {column: (0, most) for counts, most in shares for column in counts}
        return search.proposed(cost, outcome.values[runs], limits, _MOST_SECONDS)


def shares_of(runs: PlanModel, values: list[int], plan: PlanModel, ends: list[int]) -> list[Share]:
    """Return the days' counts by channel and run, and how many payments the run has for them."""
    end_of = end_of_each(ends[-1] + 1, ends)
    columns: dict[tuple[int, int], list[int]] = {}
    for each in plan.carriers:
        columns.setdefault((each.channel, end_of[each.day]), []).append(each.count)
    found = []
    for (place, end), counts in columns.items():
        column = runs.column("n", place, end)
        found.append((tuple(counts), 0 if column == ABSENT else values[column]))
    return found


def splits_of(plan: PlanModel, duals: Floats, ends: list[int]) -> set[int]:
    """Return the days at which the dual values change: what they prove takes runs apart there."""
    slight = _SLIGHT * float(np.max(np.abs(duals), initial=0.0))
    found: set[int] = set()
    for chain in _chains(plan):
        before, start = 0.0, chain[0][0]
        for until, row in [*chain[1:], (ends[-1], ABSENT)]:
            weight = 0.0 if row == ABSENT else float(duals[row])
            if abs(weight - before) > slight:
                found.add(start)
            before, start = weight, until
    return found - {ABSENT, *ends}


def _chains(plan: PlanModel) -> list[list[tuple[int, int]]]:
    """Return rows, each of a day since the one before: (day, row), first the day before all."""
    pools: dict[int, list[tuple[int, int]]] = {}
    for (earliest, until), row in sorted(plan.pool_rows.items()):
        pools.setdefault(earliest, [(earliest - 1, ABSENT)]).append((until, row))
    counts: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for (name, place, until), row in sorted(plan.count_rows.items()):
        counts.setdefault((name, place), [(ABSENT, ABSENT)]).append((until, row))
    return [*pools.values(), *counts.values()]
