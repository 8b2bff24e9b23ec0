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
        self._row_low = _floats(model.row_low)
        self._row_high = _floats(model.row_high)
        self._entry_row = model.entry_row
        self._coef = model.coef_int.astype(np.float64)
        counts = np.diff(model.start)
        self._filled = np.flatnonzero(counts)
        self._starts = model.start[self._filled]
        self._additions = counts + 3.0

    def lower_bound(self, cost: Floats, duals: Floats, low: Floats, high: Floats) -> float:
        """Return a number that no solution within the bounds can cost less than."""
        side = np.where(duals > 0, self._row_low, self._row_high)
        y = np.where(np.abs(side) >= INFINITE, 0.0, duals)
        given = np.where(y == 0.0, 0.0, y * side)
        reduced, moved = cost.copy(), np.abs(cost)
        if len(self._filled):
            products = y[self._entry_row] * self._coef
            reduced[self._filled] -= np.add.reduceat(products, self._starts)
            moved[self._filled] += np.add.reduceat(np.abs(products), self._starts)
        gained = np.minimum(reduced * low, reduced * high)
        largest = np.maximum(np.abs(low), np.abs(high))
        doubt = float(np.dot(self._additions * moved, largest))
        doubt += float(np.sum(np.abs(gained))) + float(np.sum(np.abs(given)))
        total = math.fsum([*given.tolist(), *gained.tolist()])
        return total - 2.0 * _ROUNDING * (doubt + abs(total))


def _floats(values: list[int]) -> Floats:
    return np.array([float(each) for each in values])
