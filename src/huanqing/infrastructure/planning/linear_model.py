"""A linear model whose data are integers, and exact bounds on it from any dual values.

HiGHS works in floating point. What it says of a dual solution is rounded to a multiple of
``1 / SCALE`` and the bound that these multipliers prove is computed here in Python integers,
so that no tolerance can make a bound too good (weak duality holds for any multipliers).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

SCALE_BITS = 60
SCALE = 1 << SCALE_BITS
UNIT = 1000
"""Amounts are handed to HiGHS in units of so many fen, to stand beside counts."""
INFINITE = 1 << 62


@dataclass(slots=True)
class LinearModel:
    """Columns with integer bounds and rows ``low <= a x <= high``; amounts or counts.

    Every column is bounded on both sides, which is what makes any multipliers prove a bound.
    """

    col_low: list[int] = field(default_factory=list)
    col_high: list[int] = field(default_factory=list)
    is_count: list[bool] = field(default_factory=list)
    row_low: list[int] = field(default_factory=list)
    row_high: list[int] = field(default_factory=list)
    row_is_count: list[bool] = field(default_factory=list)
    entry_row: list[int] = field(default_factory=list)
    entry_col: list[int] = field(default_factory=list)
    entry_coef: list[int] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    """(amount, count) columns of which one is zero only with the other."""

    def add_amount(self, low: int, high: int) -> int:
        """Return the index of a new column of fen."""
        return self._add_column(low, high, is_count=False)

    def add_count(self, low: int, high: int) -> int:
        """Return the index of a new integer column that counts payments."""
        return self._add_column(low, high, is_count=True)

    def _add_column(self, low: int, high: int, *, is_count: bool) -> int:
        self.col_low.append(low)
        self.col_high.append(high)
        self.is_count.append(is_count)
        return len(self.col_low) - 1

    def add_row(
        self, low: int, high: int, terms: Iterable[tuple[int, int]], *, is_count: bool = False
    ) -> int:
        """Return the index of a new row; ``terms`` are (column, coefficient)."""
        row = len(self.row_low)
        self.row_low.append(low)
        self.row_high.append(high)
        self.row_is_count.append(is_count)
        for column, coefficient in terms:
            self.add_to_row(row, column, coefficient)
        return row

    def add_to_row(self, row: int, column: int, coefficient: int) -> None:
        """Add a column to a row."""
        self.entry_row.append(row)
        self.entry_col.append(column)
        self.entry_coef.append(coefficient)

    def freeze(self) -> FrozenModel:
        """Return the model by columns, ready to be solved."""
        return FrozenModel(
            Columns(list(self.col_low), list(self.col_high), np.array(self.is_count, dtype=bool)),
            Rows(list(self.row_low), list(self.row_high), np.array(self.row_is_count, dtype=bool)),
            Entries(
                np.array(self.entry_row, dtype=np.int64),
                np.array(self.entry_col, dtype=np.int64),
                np.array(self.entry_coef, dtype=np.int64),
            ),
            list(self.links),
        )


class Columns(NamedTuple):
    """The columns' bounds, and which of them count."""

    low: list[int]
    high: list[int]
    is_count: Flags


class Rows(NamedTuple):
    """The rows' sides, and which of them count."""

    low: list[int]
    high: list[int]
    is_count: Flags


class Entries(NamedTuple):
    """The entries of the matrix, in any order."""

    row: Ints
    column: Ints
    coef: Ints


class FrozenModel:
    """The matrix by columns, in integers for proofs and in floats for HiGHS."""

    def __init__(
        self, columns: Columns, rows: Rows, entries: Entries, links: list[tuple[int, int]]
    ) -> None:
        """Sort the entries by column."""
        self.first_added = len(rows.low)
        """From this row on there are cuts, which the rows before imply for whole counts."""
        self.columns = len(columns.low)
        self.rows = len(rows.low)
        self.col_low, self.col_high, self.is_count = columns
        self.row_low, self.row_high, self.row_is_count = rows
        order = np.argsort(entries.column, kind="stable")
        self.entry_row = entries.row[order]
        self.entry_col = entries.column[order]
        self.coef_int = entries.coef[order]
        self.coef = self.coef_int.astype(object)
        self.start = np.searchsorted(self.entry_col, np.arange(self.columns + 1))
        self.col_unit = np.where(self.is_count, 1.0, float(UNIT))
        self.row_unit = np.where(self.row_is_count, 1.0, float(UNIT))
        self.coef_float = (
            self.coef_int * self.col_unit[self.entry_col] / self.row_unit[self.entry_row]
        ).astype(np.float64)
        self.links = links
        self._filled = np.flatnonzero(np.diff(self.start))
        self._largest_coef = int(np.max(np.abs(self.coef_int), initial=0))

    def with_rows(self, rows: list[tuple[int, tuple[tuple[int, int], ...]]]) -> FrozenModel:
        """Return the model with further rows (low, terms) and its column bounds of now."""
        sizes = [len(terms) for _, terms in rows]
        pairs = [pair for _, terms in rows for pair in terms]
        added = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        places = np.repeat(np.arange(self.rows, self.rows + len(rows)), sizes)
        frozen = FrozenModel(
            self._columns(),
            Rows(
                [*self.row_low, *(low for low, _ in rows)],
                [*self.row_high, *(INFINITE for _ in rows)],
                np.concatenate((self.row_is_count, np.zeros(len(rows), dtype=bool))),
            ),
            Entries(
                np.concatenate((self.entry_row, places)),
                np.concatenate((self.entry_col, added[:, 0])),
                np.concatenate((self.coef_int, added[:, 1])),
            ),
            self.links,
        )
        frozen.first_added = self.first_added
        return frozen

    def without_rows(self, rows: list[int]) -> FrozenModel:
        """Return the model without these rows."""
        is_kept = np.ones(self.rows, dtype=bool)
        is_kept[rows] = False
        place = np.cumsum(is_kept) - 1
        inside = is_kept[self.entry_row]
        kept = np.flatnonzero(is_kept)
        frozen = FrozenModel(
            self._columns(),
            Rows(
                [self.row_low[row] for row in kept.tolist()],
                [self.row_high[row] for row in kept.tolist()],
                self.row_is_count[kept],
            ),
            Entries(place[self.entry_row[inside]], self.entry_col[inside], self.coef_int[inside]),
            self.links,
        )
        frozen.first_added = int(np.sum(is_kept[: self.first_added]))
        return frozen

    def _columns(self) -> Columns:
        return Columns(list(self.col_low), list(self.col_high), self.is_count)

    def reduced_costs(self, cost: list[int], duals: list[int]) -> NDArray[np.object_]:
        """Return ``SCALE * cost - A^T duals``, exactly."""
        y = np.array(duals, dtype=object)
        products = y[self.entry_row] * self.coef
        found = np.array(cost, dtype=object) * SCALE
        if len(self._filled):
            found[self._filled] -= np.add.reduceat(products, self.start[self._filled])
        return found

    def activity(self, values: list[int]) -> list[int]:
        """Return each row's value at integer column values, exactly."""
        largest = max(map(abs, values), default=0)
        if largest * self._largest_coef * max(1, len(self.coef_int)) >= INFINITE:
            sums: NDArray[np.object_] = np.zeros(self.rows, dtype=object)
            np.add.at(
                sums, self.entry_row, np.array(values, dtype=object)[self.entry_col] * self.coef
            )
            return list(sums.tolist())
        found = np.zeros(self.rows, dtype=np.int64)
        products = np.array(values, dtype=np.int64)[self.entry_col] * self.coef_int
        np.add.at(found, self.entry_row, products)
        return list(found.tolist())


@dataclass(frozen=True, slots=True)
class ExactBound:
    """A proven bound ``scaled / SCALE`` with the multipliers that prove it."""

    scaled: int
    reduced: NDArray[np.object_]
    duals: list[int]

    @property
    def value(self) -> int:
        """The least integer that no solution can be below."""
        return -((-self.scaled) // SCALE)


def narrowed(model: FrozenModel, bound: ExactBound, cost: int) -> list[tuple[int, int]]:
    """Return the bounds of all columns within which the cost can still be reached."""
    room = cost * SCALE - bound.scaled
    found = list(zip(model.col_low, model.col_high, strict=True))
    for column in np.flatnonzero(bound.reduced).tolist():
        gain = bound.reduced[column]
        low, high = found[column]
        steps = room // abs(gain)
        if steps < high - low:
            found[column] = (low, low + steps) if gain > 0 else (high - steps, high)
    for amount, count in model.links:
        if 0 in (found[amount][1], found[count][1]):
            found[amount] = found[count] = (0, 0)
    return found


def exact_bound(
    model: FrozenModel,
    cost: list[int],
    duals: Floats,
    col_low: list[int],
    col_high: list[int],
) -> ExactBound:
    """Return the bound on ``cost x`` that the duals prove over the bounds given.

    Raises nothing: poor duals give a poor bound, never a wrong one. The rows' bounds are the
    model's own.
    """
    multipliers = [int(each) for each in np.rint(duals * SCALE).astype(object)]
    total = 0
    for row, y in enumerate(multipliers):
        if y:
            side = model.row_low[row] if y > 0 else model.row_high[row]
            if abs(side) >= INFINITE:
                multipliers[row] = 0
            else:
                total += y * side
    reduced = model.reduced_costs(cost, multipliers)
    for column in np.flatnonzero(reduced).tolist():
        gain = reduced[column]
        total += gain * (col_low[column] if gain > 0 else col_high[column])
    return ExactBound(total, reduced, multipliers)


@dataclass(frozen=True, slots=True)
class Compacted:
    """A model without its fixed columns; ``kept`` are the columns that are left."""

    model: FrozenModel
    kept: list[int]
    fixed: list[int]
    """The value of every column of the whole model, 0 for those kept."""
    is_possible: bool
    """Whether the rows that only fixed columns are in are kept."""

    def whole(self, values: list[int]) -> list[int]:
        """Return the values of all columns of the whole model."""
        found = list(self.fixed)
        for column, value in zip(self.kept, values, strict=True):
            found[column] = value
        return found


def compacted(model: FrozenModel, bounds: list[tuple[int, int]]) -> Compacted:
    """Return the model within the bounds, fixed columns put into the bounds of its rows."""
    pairs = bounds
    kept = [column for column, (low, high) in enumerate(pairs) if low < high]
    fixed = [low if low == high else 0 for low, high in pairs]
    moved = model.activity(fixed)
    new_column = np.full(model.columns, -1, dtype=np.int64)
    new_column[kept] = np.arange(len(kept))
    inside = new_column[model.entry_col] >= 0
    rows = np.unique(model.entry_row[inside])
    new_row = np.full(model.rows, -1, dtype=np.int64)
    new_row[rows] = np.arange(len(rows))
    row_list = rows.tolist()
    frozen = FrozenModel(
        Columns(
            [pairs[each][0] for each in kept],
            [pairs[each][1] for each in kept],
            model.is_count[kept],
        ),
        Rows(
            [_shifted(model.row_low[row], moved[row]) for row in row_list],
            [_shifted(model.row_high[row], moved[row]) for row in row_list],
            model.row_is_count[rows],
        ),
        Entries(
            new_row[model.entry_row[inside]],
            new_column[model.entry_col[inside]],
            model.coef_int[inside],
        ),
        [
            (int(new_column[a]), int(new_column[b]))
            for a, b in model.links
            if new_column[a] >= 0 and new_column[b] >= 0
        ],
    )
    frozen.first_added = int(np.searchsorted(rows, model.first_added))
    is_possible = all(low <= high for low, high in pairs) and all(
        model.row_low[row] <= moved[row] <= model.row_high[row]
        for row in set(range(model.rows)).difference(row_list)
    )
    return Compacted(frozen, kept, fixed, is_possible)


def _shifted(side: int, by: int) -> int:
    return side if abs(side) >= INFINITE else side - by
