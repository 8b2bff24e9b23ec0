"""What stands for each column of a model in a sum of its rows: the bound nearest to its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.linear_model import INFINITE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.linear_model import FrozenModel

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_NEAR = 1e-3


class ByRow:
    """A model's matrix by rows."""

    def __init__(self, model: FrozenModel) -> None:
        """Sort the entries by row."""
        order = np.argsort(model.entry_row, kind="stable")
        self.start = np.searchsorted(model.entry_row[order], np.arange(model.rows + 1))
        self.column = model.entry_col[order]
        self.coef = model.coef_int[order]
        self.coef_float = model.coef_float[order]
        self.length = np.diff(self.start)

    def entries(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return the entries of these rows one after another, and which of the rows each is in."""
        length = self.length[rows]
        which = np.repeat(np.arange(len(rows)), length)
        within = np.arange(len(which)) - np.repeat(np.cumsum(length) - length, length)
        return self.start[rows][which] + within, which


class VariableBounds:
    """Bounds ``lower <= amount - by * count <= upper`` that rows of two columns state."""

    def __init__(self, model: FrozenModel, by_row: ByRow) -> None:
        """Read them off the rows."""
        rows = np.flatnonzero(by_row.length == 2)  # noqa: PLR2004
        first = by_row.start[rows]
        is_swapped = model.is_count[by_row.column[first]]
        x, n = first + is_swapped, first + ~is_swapped
        is_one = ~model.is_count[by_row.column[x]] & model.is_count[by_row.column[n]]
        is_one &= np.abs(by_row.coef[x]) == 1
        rows, x, n = rows[is_one], x[is_one], n[is_one]
        sign = by_row.coef[x]
        low = np.array([model.row_low[each] for each in rows.tolist()], dtype=np.int64)
        high = np.array([model.row_high[each] for each in rows.tolist()], dtype=np.int64)
        self.amount, self.count = by_row.column[x], by_row.column[n]
        self.by = -by_row.coef[n] * sign
        self.upper = np.where(sign > 0, high, -low)
        self.lower = np.where(sign > 0, low, -high)


@dataclass(frozen=True, slots=True)
class Standing:
    """The bound ``base + by * count`` of each column (``by`` 0: a plain one), and its distance.

    ``turn`` is 1 for lower bounds and -1 for upper ones: ``turn * (column - bound) >= 0``.
    """

    turn: Ints
    base: Ints
    by: Ints
    count: Ints
    gap: Floats
    """How far the value is from the bound, in fen or counts."""


def standing_of(model: FrozenModel, bounds: VariableBounds | None, values: Floats) -> Standing:
    """Return the nearest bounds; ``bounds`` are those by counts to choose from, too."""
    below = _nearest(model, bounds, values, is_upper=False)
    above = _nearest(model, bounds, values, is_upper=True)
    is_above = above.gap <= below.gap
    tie = np.abs(above.gap - below.gap) <= _NEAR
    # Where both are as near, a count says more than a number.
    is_above = np.where(tie & ~model.is_count, above.by != 0, is_above)
    return Standing(
        *(
            np.where(is_above, getattr(above, name), getattr(below, name))
            for name in Standing.__slots__
        )
    )


def _nearest(
    model: FrozenModel, bounds: VariableBounds | None, values: Floats, *, is_upper: bool
) -> Standing:
    base = np.array(model.col_high if is_upper else model.col_low, dtype=np.int64)
    gap = np.abs(base - values)
    by, count = np.zeros_like(base), np.zeros_like(base)
    if bounds is not None:
        side = bounds.upper if is_upper else bounds.lower
        known = np.abs(side) < INFINITE
        x, n, step, side = (each[known] for each in (bounds.amount, bounds.count, bounds.by, side))
        distance = np.abs(side + step * values[n] - values[x])
        order = np.argsort(-distance, kind="stable")
        order = order[distance[order] <= gap[x[order]] + _NEAR]
        # Of several for one amount the last, that is the nearest, stays.
        place = x[order]
        gap[place], base[place] = distance[order], side[order]
        by[place], count[place] = step[order], n[order]
    return Standing(np.full_like(base, -1 if is_upper else 1), base, by, count, gap)
