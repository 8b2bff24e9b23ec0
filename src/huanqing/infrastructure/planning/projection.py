"""A model's rows at a solution of the relaxation: what is left of them beside the bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.standing import ByRow, VariableBounds, standing_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.linear_model import FrozenModel

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Sums = list[tuple[Ints, Floats]]

_TINY = 1e-6


class Projection:
    """Rows in floats, every column measured from its bound; those at their bound left out.

    ``rows`` has the counts, the lower side, then the amounts: sums of rows are sums of these.
    """

    def __init__(self, model: FrozenModel, values: Floats) -> None:
        """Choose what stands for each column, and the side at which each row is taken."""
        by_row = ByRow(model)
        self.by_row = by_row
        self.standing = standing_of(model, VariableBounds(model, by_row), values)
        activity = np.bincount(
            model.entry_row,
            weights=model.coef_float * (values / model.col_unit)[model.entry_col],
            minlength=model.rows,
        )
        low, high = (
            _floats(model.row_low) / model.row_unit,
            _floats(model.row_high) / model.row_unit,
        )
        self.at_low = activity - low <= high - activity
        side = np.where(self.at_low, low, high)
        self.is_tight = np.abs(activity - side) < _TINY
        gap = self.standing.gap / model.col_unit
        gap[gap < _TINY] = 0.0
        self.counts = np.flatnonzero(model.is_count & (gap > 0))
        self.amounts = np.flatnonzero(~model.is_count & (gap > 0))
        self.now, self.gap = gap[self.counts], gap[self.amounts]
        self.span = np.array(
            [float(model.col_high[each] - model.col_low[each]) for each in self.counts.tolist()]
        )
        is_broken = np.abs(values - np.rint(values))[self.counts] > _TINY
        self.between = np.flatnonzero(is_broken & (self.now < self.span))
        """Where in ``counts`` the broken ones are."""
        self.rows = self._projected(model, side)
        self.first_amount = len(self.counts) + 1

    def _projected(self, model: FrozenModel, side: Floats) -> Floats:
        stand = self.standing
        inside = model.is_count[model.entry_col]
        row, column = model.entry_row[~inside], model.entry_col[~inside]
        coef = model.coef_float[~inside]
        tied = stand.by[column] != 0
        by = stand.by[column[tied]] / model.col_unit[column[tied]]
        whole = _dense(
            (model.rows, np.flatnonzero(model.is_count)),
            np.concatenate((model.entry_row[inside], row[tied])),
            np.concatenate((model.entry_col[inside], stand.count[column[tied]])),
            np.concatenate((model.coef_float[inside], coef[tied] * by)),
        )
        base = stand.base / model.col_unit
        low = side - np.bincount(row, weights=coef * base[column], minlength=model.rows)
        low -= whole @ base[model.is_count]
        is_kept = np.isin(np.flatnonzero(model.is_count), self.counts)
        kept = np.isin(column, self.amounts)
        rest = _dense(
            (model.rows, self.amounts),
            row[kept],
            column[kept],
            (coef * stand.turn[column])[kept],
        )
        return np.concatenate(
            (whole[:, is_kept] * stand.turn[self.counts], low[:, None], rest), axis=1
        )

    def sums_of(self, sums: Sums) -> Floats:
        """Return the sums of rows (rows, multipliers)."""
        found = [by @ self.rows[rows] for rows, by in sums]
        return np.array(found).reshape(-1, self.rows.shape[1])


def _dense(shape: tuple[int, Ints], row: Ints, column: Ints, value: Floats) -> Floats:
    """Return entries as a matrix of those columns alone, which all entries must be in."""
    rows, columns = shape
    flat = row * len(columns) + np.searchsorted(columns, column)
    found = np.bincount(flat, weights=value, minlength=rows * len(columns)).astype(np.float64)
    return found.reshape(rows, len(columns))


def _floats(values: list[int]) -> Floats:
    return np.array([float(each) for each in values])
