"""How many payments must fall between two days, from what can have been paid before.

What is due by the later day and could not be paid by the earlier one, for want of cash or of
capacity, needs payments in between. Together such intervals say far more than each alone.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.plan_model import ABSENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.terms import Terms

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_TINY = 1e-6
_MANY = 1 << 40


class Intervals:
    """The least numbers of payments between any two of the days up to which they are counted."""

    def __init__(self, plan: PlanModel, terms: Terms, needs: Sequence[int]) -> None:
        """Read the days off the model; ``needs``: what must be paid by the end of each day."""
        days = sorted(day for name, place, day in plan.columns if (name, place) == ("N", -1))
        self._columns = [plan.columns["N", -1, day] for day in days]
        possible = possible_by_day(plan, terms)
        before = np.array([0, *(possible[day] for day in days)], dtype=np.int64)
        needed = np.array([needs[day] for day in days], dtype=np.int64)
        missing = np.maximum(needed[None, :] - before[:-1, None], _inside(plan, terms, days))
        largest = _largest_between(plan, terms, days)
        least = np.where(largest > 0, -(-missing // np.maximum(largest, 1)), 0)
        places = np.arange(len(days))
        self._least = np.where(places[None, :] >= places[:, None], np.maximum(least, 0), -_MANY)

    def broken(self, values: Floats, most: int) -> list[tuple[int, int, int]]:
        """Return (least, column until, column before or ABSENT) of what the values break most."""
        if not self._columns:
            return []
        until = values[self._columns]
        before = np.concatenate(([0.0], until[:-1]))
        missing = self._least - (until[None, :] - before[:, None])
        found = []
        for first in range(len(self._columns)):
            last = int(np.argmax(missing[first]))
            if missing[first, last] > _TINY:
                found.append((float(missing[first, last]), first, last))
        found.sort(reverse=True)
        return [
            (
                int(self._least[first, last]),
                self._columns[last],
                self._columns[first - 1] if first else ABSENT,
            )
            for _, first, last in found[:most]
        ]


def _inside(plan: PlanModel, terms: Terms, days: list[int]) -> Ints:
    """Return what must be paid from one run to the end of another, as it cannot be before."""
    found = np.zeros((len(days), len(days)), dtype=np.int64)
    for place, group in enumerate(terms.groups):
        sure = group.amount - plan.most_left(place)
        if sure and group.earliest < terms.days:
            last = max(plan.draw_days(terms, place), default=0)
            found[bisect_left(days, group.earliest), bisect_left(days, last)] += sure
    return np.cumsum(np.cumsum(found[::-1], axis=0)[::-1], axis=1)


def possible_by_day(plan: PlanModel, terms: Terms) -> list[int]:
    """Return the most that can have been paid by the end of each day."""
    high = plan.model.col_high
    moved = [[0] * terms.days for _ in terms.cash]
    for (name, place, day), column in plan.columns.items():
        if name == "x":
            moved[terms.channels[place].account][day] += high[column]
    sums = [list(accumulate(each)) for each in moved]
    opened = [0] * terms.days
    for group in terms.groups:
        if group.earliest < terms.days:
            opened[group.earliest] += group.amount
    owed = list(accumulate(opened))
    return [
        min(
            owed[day],
            sum(min(each[day], levels[day]) for each, levels in zip(sums, terms.cash, strict=True)),
        )
        for day in range(terms.days)
    ]


def _largest_between(plan: PlanModel, terms: Terms, days: list[int]) -> Ints:
    """Return the largest payment of the runs that end from one of the days to another."""
    largest = [0] * terms.days
    for each in plan.carriers:
        largest[each.day] = max(largest[each.day], each.steps[0][0])
    runs, first = [], 0
    for day in days:
        runs.append(max(largest[first : day + 1]))
        first = day + 1
    table = np.zeros((len(days), len(days)), dtype=np.int64)
    for place in range(len(days)):
        table[place, place:] = np.maximum.accumulate(np.array(runs[place:], dtype=np.int64))
    return table
