"""A mixed-integer rounding of a sum of rows, derived in integers from the model's own data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.linear_model import INFINITE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.linear_model import FrozenModel
    from huanqing.infrastructure.planning.standing import ByRow, Standing

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Sums = dict[int, int]

_BITS = 24
_LARGEST = 1 << 36
_SLIGHT = 8
_MOST_DENOMINATOR = 10_000
_LARGE = 2.0**36
_NEARLY, _PRECISE = 1e-7, 1e-11
_NOISE = 30
_FINE = 2.0**50
_TRIALS = 6

Row = tuple[int, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What to round: the sum of ``rows`` times ``weights``, or of its negative.

    It is divided by what the count ``divisor`` has as coefficient, halved ``halves`` times; the
    counts in ``flipped`` are measured from their other bound.
    """

    rows: Ints
    weights: Floats
    sign: int
    divisor: int
    halves: int = 0
    flipped: tuple[int, ...] = ()


@dataclass(slots=True)
class _Sum:
    """``counts + amounts + slacks >= low``, all measured from their bounds and at least zero.

    ``bases`` says for each count from which bound it is measured, and which way.
    """

    low: int
    counts: Sums
    bases: dict[int, tuple[int, int]]
    amounts: Sums
    slacks: Sums


class Deriver:
    """Derives rows of one model: with integers alone, so that every solution keeps them."""

    def __init__(
        self, model: FrozenModel, by_row: ByRow, standing: Standing, at_low: Flags
    ) -> None:
        """Keep what stands for the columns; ``at_low`` says which side each row is taken at."""
        self._low, self._high = model.col_low, model.col_high
        self._is_count: list[bool] = model.is_count.tolist()
        self._turn: list[int] = standing.turn.tolist()
        self._base: list[int] = standing.base.tolist()
        self._by: list[int] = standing.by.tolist()
        self._count: list[int] = standing.count.tolist()
        self._start: list[int] = by_row.start.tolist()
        self._column: list[int] = by_row.column.tolist()
        self._coef: list[int] = by_row.coef.tolist()
        self._rows: dict[int, list[tuple[int, int]]] = {}
        self._unit = model.row_unit
        self._row_low, self._row_high = model.row_low, model.row_high
        self._at_low: list[bool] = at_low.tolist()

    def derive(self, choice: Choice) -> Row | None:
        """Return (low, terms) of ``terms >= low``; None where nothing comes of the choice."""
        numbers, is_exact = whole_numbers(choice.weights / self._unit[choice.rows])
        by = choice.sign << choice.halves
        factors = {
            row: number * by for row, number in zip(choice.rows.tolist(), numbers, strict=True)
        }
        if any(abs(self._side(row)) >= INFINITE for row in factors):
            return None
        given = self._measured(factors, choice.flipped, is_exact=is_exact)
        divisor = abs(given.counts.get(choice.divisor, 0)) >> choice.halves
        rest = given.low % divisor if divisor else 0
        if not rest:
            return None
        for column, value in given.counts.items():
            given.counts[column] = value // divisor * rest + min(value % divisor, rest)
        self._round_slacks(given, divisor, rest)
        given.amounts = {column: value for column, value in given.amounts.items() if value > 0}
        given.low = -(-given.low // divisor) * rest
        self._shrink(given)
        return self._put_back(given)

    def _entries(self, row: int) -> list[tuple[int, int]]:
        """Return the row's (column, coefficient) pairs."""
        found = self._rows.get(row)
        if found is None:
            part = slice(self._start[row], self._start[row + 1])
            found = self._rows[row] = list(zip(self._column[part], self._coef[part], strict=True))
        return found

    def _side(self, row: int) -> int:
        return self._row_low[row] if self._at_low[row] else self._row_high[row]

    def _added(self, factors: Sums, *, is_exact: bool) -> tuple[int, Sums]:
        """Return the sum of the rows, its lower side first.

        Where the factors are only near to what was meant, a column that should be gone goes to
        the bound that costs least.
        """
        low = sum(factor * self._side(row) for row, factor in factors.items())
        if is_exact:
            return low, self._summed(factors)
        sums: Sums = {}
        sizes: Sums = {}
        for row, factor in factors.items():
            for column, coef in self._entries(row):
                value = factor * coef
                if column in sums:
                    sums[column] += value
                    sizes[column] = max(sizes[column], abs(value))
                else:
                    sums[column], sizes[column] = value, abs(value)
        for column, value in sums.items():
            if value and abs(value) < sizes[column] >> _NOISE:
                low -= value * (self._high if value > 0 else self._low)[column]
                sums[column] = 0
        return low, sums

    def _summed(self, factors: Sums) -> Sums:
        sums: Sums = {}
        for row, factor in factors.items():
            for column, coef in self._entries(row):
                sums[column] = sums.get(column, 0) + factor * coef
        return sums

    def _measured(self, factors: Sums, flipped: tuple[int, ...], *, is_exact: bool) -> _Sum:
        """Return the sum of the rows with every column measured from its bound."""
        low, sums = self._added(factors, is_exact=is_exact)
        amounts: Sums = {}
        whole: Sums = {}
        for column, value in sums.items():
            if not value:
                continue
            if self._is_count[column]:
                whole[column] = whole.get(column, 0) + value
                continue
            low -= value * self._base[column]
            amounts[column] = value * self._turn[column]
            if self._by[column]:
                count = self._count[column]
                whole[count] = whole.get(count, 0) + value * self._by[column]
        bases = {}
        for column, value in whole.items():
            base, turn = self._base[column], self._turn[column]
            if column in flipped:
                base, turn = (self._high if turn > 0 else self._low)[column], -turn
            bases[column] = (base, turn)
            low -= value * base
            whole[column] = value * turn
        slacks = {
            row: -factor if self._at_low[row] else factor
            for row, factor in factors.items()
            if self._row_low[row] != self._row_high[row]
        }
        return _Sum(low, whole, bases, amounts, slacks)

    def _round_slacks(self, given: _Sum, divisor: int, rest: int) -> None:
        """Keep the slacks that weaken the sum; one of counts alone is rounded like a count."""
        for row, value in given.slacks.items():
            if all(self._is_count[column] for column, _ in self._entries(row)):
                given.slacks[row] = value // divisor * rest + min(value % divisor, rest)
            else:
                given.slacks[row] = max(0, value)

    def _shrink(self, given: _Sum) -> None:
        """Make the numbers smaller: all that they multiply is whole and at least zero."""
        largest = max(map(abs, given.counts.values()), default=0)
        over = max(1, largest >> _BITS)
        if over == 1:
            return
        for column, value in given.amounts.items():
            if value * _SLIGHT < over:
                given.low -= value * self._most(column)
                given.amounts[column] = 0
        for each in (given.counts, given.amounts, given.slacks):
            for key, value in each.items():
                each[key] = -(-value // over)
        given.low = -(-given.low // over)

    def _most(self, column: int) -> int:
        """Return how far the amount can be from what stands for it, at the most."""
        by, count, base = self._by[column], self._count[column], self._base[column]
        ends = (by * self._low[count], by * self._high[count])
        if self._turn[column] < 0:
            return base + max(ends) - self._low[column]
        return self._high[column] - base - min(ends)

    def _put_back(self, given: _Sum) -> Row | None:
        """Return the row in the model's columns."""
        need = given.low
        cut: Sums = {}
        for column, value in given.counts.items():
            base, turn = given.bases[column]
            need += value * turn * base
            cut[column] = value * turn
        for column, value in given.amounts.items():
            back = value * self._turn[column]
            need += back * self._base[column]
            cut[column] = back
            if self._by[column]:
                count = self._count[column]
                cut[count] = cut.get(count, 0) - back * self._by[column]
        for row, value in given.slacks.items():
            if not value:
                continue
            back = value if self._at_low[row] else -value
            need += back * self._side(row)
            for column, coef in self._entries(row):
                cut[column] = cut.get(column, 0) + back * coef
        return _reduced(cut, need)


def _reduced(cut: Sums, need: int) -> Row | None:
    terms = sorted((column, value) for column, value in cut.items() if value)
    if not terms:
        return None
    divisor = gcd(*(value for _, value in terms))
    if max(abs(value) for _, value in terms) // divisor > _LARGEST:
        return None
    return -(-need // divisor), tuple((column, value // divisor) for column, value in terms)


def whole_numbers(weights: Floats) -> tuple[list[int], bool]:
    """Return integers in the same proportions; False: only in nearly the same ones."""
    found = weights / float(np.min(np.abs(weights)))
    for _ in range(_TRIALS):
        off = np.abs(found - np.rint(found)) > _NEARLY + _PRECISE * np.abs(found)
        if not np.any(off):
            return [int(each) for each in np.rint(found).tolist()], True
        one = float(found[np.argmax(off)])
        by = Fraction(one % 1.0).limit_denominator(_MOST_DENOMINATOR).denominator
        if by == 1 or float(np.max(np.abs(found))) * by > _LARGE:
            break
        found = found * by
    found = np.rint(weights * (_FINE / float(np.max(np.abs(weights)))))
    return [int(each) for each in found.tolist()], False
