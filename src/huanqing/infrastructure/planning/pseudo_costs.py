"""Which count to branch on: what branching on it has brought so far."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.linear_model import FrozenModel

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Key = tuple[str, int, int]
    Gains = Mapping[tuple[str, int, int, bool], tuple[float, int]]

_RELIABLE = 2
_LEAST = 1e-6
_WHOLE = 1e-6
_UNKNOWN = 1.0


@dataclass(slots=True)
class _Side:
    """What moving a count one unit to a side has raised the bound by, in sum."""

    gain: float = 0.0
    number: int = 0

    def mean(self, otherwise: float) -> float:
        return self.gain / self.number if self.number else otherwise


@dataclass(slots=True)
class PseudoCosts:
    """Learns from every branch by how much it raised the bound."""

    _down: defaultdict[int, _Side] = field(default_factory=lambda: defaultdict(_Side))
    _up: defaultdict[int, _Side] = field(default_factory=lambda: defaultdict(_Side))
    _all: _Side = field(default_factory=_Side)

    def within(self, kept: list[int]) -> PseudoCosts:
        """Return those of a part of the columns; what either learns, both know."""
        down, up = ({new: side[old] for new, old in enumerate(kept)} for side in self._sides())
        return PseudoCosts(defaultdict(_Side, down), defaultdict(_Side, up), self._all)

    def recall(self, gains: Gains, columns: Mapping[Key, int]) -> None:
        """Begin with what an earlier search has learnt of columns that mean the same."""
        for (name, place, day, is_up), (gain, number) in gains.items():
            column = columns.get((name, place, day))
            if column is not None:
                self._sides()[is_up][column] = _Side(gain, number)
                self._all.gain += gain
                self._all.number += number

    def told(self, columns: Mapping[Key, int]) -> Gains:
        """Return what was learnt by what the columns mean."""
        return {
            (*key, bool(is_up)): (side[column].gain, side[column].number)
            for key, column in columns.items()
            for is_up, side in enumerate(self._sides())
            if column in side and side[column].number
        }

    def _sides(self) -> tuple[defaultdict[int, _Side], defaultdict[int, _Side]]:
        return self._down, self._up

    def learn(self, column: int, *, is_up: bool, gain: float, distance: float) -> None:
        """Note that a branch that moved the count so far raised the bound by the gain."""
        side = (self._up if is_up else self._down)[column]
        for each in (side, self._all):
            each.gain += max(0.0, gain) / max(distance, _LEAST)
            each.number += 1

    def is_reliable(self, column: int) -> bool:
        """Whether both sides were tried often enough."""
        return min(self._down[column].number, self._up[column].number) >= _RELIABLE

    def score(self, column: int, fraction: float) -> float:
        """Return what a branch promises, whose count is so much above a whole number."""
        usual = self._all.mean(_UNKNOWN)
        return product(
            self._down[column].mean(usual) * fraction,
            self._up[column].mean(usual) * (1.0 - fraction),
        )

    def ranked(self, branching: Iterable[Ints], values: Floats) -> list[tuple[int, float]]:
        """Return the broken counts of those to branch on with their values, the best first."""
        found: list[tuple[int, float]] = []
        for columns in branching:
            some = values[columns]
            broken = np.flatnonzero(np.abs(some - np.rint(some)) > _WHOLE)
            found += [(int(columns[each]), float(some[each])) for each in broken]
        found.sort(key=lambda each: -self.score(each[0], each[1] - math.floor(each[1])))
        return found


def product(down: float, up: float) -> float:
    """Return one number for what both sides bring."""
    return max(down, _LEAST) * max(up, _LEAST)


def broken_of(branching: Iterable[Ints], values: Floats) -> tuple[int, float] | None:
    """Return the first broken count of the first columns that have one."""
    for columns in branching:
        some = values[columns]
        broken = np.flatnonzero(np.abs(some - np.rint(some)) > _WHOLE)
        if len(broken):
            return int(columns[broken[0]]), float(some[broken[0]])
    return None


def nearly_whole(
    model: FrozenModel, changes: Mapping[int, tuple[int, int]], values: Floats
) -> tuple[int, int, int] | None:
    """Return the open count that is farthest from whole, if only by a trace, and its bounds."""
    best: tuple[float, int, int, int] | None = None
    for column in np.flatnonzero(model.is_count).tolist():
        low, high = changes.get(column, (model.col_low[column], model.col_high[column]))
        value = float(values[column])
        found = (abs(value - round(value)), column, low, high)
        if low < high and (best is None or found > best):
            best = found
    return None if best is None else best[1:]
