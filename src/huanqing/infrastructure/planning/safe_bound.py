"""Bounds that floating point proves: what rounding can have done is counted and taken off.

The same weak duality as in ``linear_model``, quick enough for every node of a search. What it
proves is never better than what integers would prove, and less by a tiny part of a fen.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.linear_model import INFINITE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.linear_model import FrozenModel

    Floats = NDArray[np.float64]

_ROUNDING = 2.0**-52


class SafeBounds:
    """One model's data in floats, each the nearest to its integer."""

    def __init__(self, model: FrozenModel) -> None:
        """Copy the matrix; column bounds are given with each question."""
        self._low, self._has_low = _sides(model.row_low)
        self._high, self._has_high = _sides(model.row_high)
        self._entry_row = model.entry_row
        self._coef = model.coef_int.astype(np.float64)
        counts = np.diff(model.start)
        self._filled = np.flatnonzero(counts)
        self._starts = model.start[self._filled]
        self._additions = counts + 3.0

    def lower_bound(self, cost: Floats, duals: Floats, low: Floats, high: Floats) -> float:
        """Return a number that no solution within the bounds can cost less than."""
        y = self._usable(duals)
        given = y * np.where(duals > 0, self._low, self._high)
        reduced, moved = self._reduced(cost, y)
        gained = np.minimum(reduced * low, reduced * high)
        largest = np.maximum(np.abs(low), np.abs(high))
        doubt = float(np.dot(self._additions * moved, largest))
        doubt += float(np.abs(gained).sum()) + float(np.abs(given).sum())
        total = math.fsum(np.concatenate((given, gained)).tolist())
        return total - 2.0 * _ROUNDING * (doubt + abs(total))

    def reduced(self, cost: Floats, duals: Floats) -> tuple[Floats, Floats]:
        """Return what each column costs more than the rows pay, and what that may be off by."""
        reduced, moved = self._reduced(cost, self._usable(duals))
        return reduced, 2.0 * _ROUNDING * self._additions * moved

    def _usable(self, duals: Floats) -> Floats:
        """Return the duals without those of sides that rows do not have."""
        return duals * np.where(duals > 0, self._has_low, self._has_high)

    def _reduced(self, cost: Floats, y: Floats) -> tuple[Floats, Floats]:
        products = y[self._entry_row] * self._coef
        reduced, moved = cost.copy(), np.abs(cost)
        if len(self._filled):
            reduced[self._filled] -= np.add.reduceat(products, self._starts)
            moved[self._filled] += np.add.reduceat(np.abs(products), self._starts)
        return reduced, moved


def _sides(values: list[int]) -> tuple[Floats, Floats]:
    """Return the sides of rows, 0 where there is none, and whether there is one: 1 or 0."""
    has = np.array([float(abs(each) < INFINITE) for each in values])
    return np.where(has > 0, _floats(values), 0.0), has


def _floats(values: list[int]) -> Floats:
    return np.array([float(each) for each in values])
