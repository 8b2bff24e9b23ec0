"""Cuts by mixed-integer rounding of sums of rows.

Floating point chooses: which rows to add up, which bound stands for an amount, what to divide
by. The row that comes of these choices is derived again in integers.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.cuts import Cut
from huanqing.infrastructure.planning.derivation import Choice, Deriver
from huanqing.infrastructure.planning.paths import Paths
from huanqing.infrastructure.planning.projection import Projection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.derivation import Row
    from huanqing.infrastructure.planning.linear_model import FrozenModel
    from huanqing.infrastructure.planning.projection import Sums

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_TINY, _NOISE = 1e-6, 1e-9
_DIGITS = 6
_LEAST_REST, _MOST_REST = 0.005, 0.999
_LEAST_DEPTH, _LEAST_IN_THE_END = 1e-4, 1e-5
_MOST_PICKS, _MOST_TURNED = 400, 32
_HALVES = 3
_PARALLEL = 0.8
_SHORT, _SHARE_OF_COLUMNS = 20, 0.3


@dataclass(slots=True)
class _Picks:
    """Sums of rows with what to divide them by, one after another: ``whole n + ... >= low``.

    ``lost`` is what the amounts that stay come to now, ``square`` the sum of their squares;
    ``now`` are the counts' values, ``source`` the sum, ``sign`` 1 or -1 times it, ``column`` the
    count whose coefficient divides, halved ``halves`` times.
    """

    whole: Floats
    low: Floats
    lost: Floats
    square: Floats
    divisor: Floats
    now: Floats
    source: Ints
    sign: Ints
    column: Ints
    halves: Ints
    depth: Floats

    def of(self, places: Ints) -> _Picks:
        """Return those at the places alone."""
        return _Picks(*(getattr(self, each.name)[places] for each in fields(self)))

    def rounded(self) -> tuple[Floats, Floats, Floats]:
        """Return the rounded coefficients, what they must come to, and the rest of the step."""
        share = self.low / self.divisor
        rest = share - np.floor(share)
        parts = self.whole / self.divisor[:, None]
        down = np.floor(parts + _NOISE)
        rounded = down * rest[:, None]
        rounded += np.minimum(np.maximum(parts - down, 0.0), rest[:, None])
        return rounded, np.ceil(share) * rest, rest

    def weighed(self) -> Floats:
        """Return how deep each would cut."""
        rounded, need, rest = self.rounded()
        missing = need - np.sum(rounded * self.now, axis=1) - self.lost / self.divisor
        norm = np.sum(rounded * rounded, axis=1) + self.square / self.divisor**2
        depth = missing / np.sqrt(np.maximum(norm, _NOISE))
        is_good = (rest > _LEAST_REST) & (rest < _MOST_REST) & (missing > _TINY)
        return np.where(is_good, depth, 0.0)


class Rounder:
    """Finds rounded sums of rows that one solution of a model's relaxation breaks."""

    def __init__(self, model: FrozenModel, values: Floats) -> None:
        """Choose what stands for each column at these values."""
        self._model, self._values = model, values
        self._given = Projection(model, values)
        self._deriver = Deriver(model, self._given.by_row, self._given.standing, self._given.at_low)

    def find(self, sums: Sums, most: int) -> list[Cut]:
        """Return the deepest cuts of these sums of rows (rows, multipliers) and of paths."""
        if not len(self._given.between):
            return []
        along, projected = Paths(self._given).found()
        projected = np.concatenate((self._given.sums_of(sums), projected))
        picks = self._best(projected)
        found: list[Cut] = []
        for place in self._different(picks, projected, most):
            rows, weights = [*sums, *along][int(picks.source[place])]
            cut = self._cut(self._derived(picks, place, rows, weights))
            if cut is not None and all(each.terms != cut.terms for each in found):
                found.append(cut)
        return found

    def _best(self, projected: Floats) -> _Picks:
        """Return what is best to divide each sum by, as far as it then cuts."""
        given = self._given
        width = len(given.counts)
        whole, low = projected[:, :width].copy(), projected[:, width]
        rest = projected[:, given.first_amount :]
        whole[np.abs(whole) < _NOISE] = 0.0
        parts = []
        for sign in (1, -1):
            kept = np.maximum(rest * sign, 0.0)
            amounts = (kept @ given.gap, np.sum(kept * kept, axis=1))
            parts.append(self._divided(whole * sign, low * sign, amounts, sign))
        picks = _Picks(
            *(
                np.concatenate([getattr(part, each.name) for part in parts])
                for each in fields(_Picks)
            )
        )
        order = np.argsort(-picks.depth, kind="stable")[:_MOST_PICKS]
        picks = picks.of(order)
        if len(order):
            self._halve(picks)
            self._turn(picks)
        return picks

    def _divided(
        self, whole: Floats, low: Floats, amounts: tuple[Floats, Floats], sign: int
    ) -> _Picks:
        """Return the sums divided by each coefficient of a broken count."""
        given = self._given
        lost, square = amounts
        sizes = np.abs(whole[:, given.between])
        number, place = np.nonzero(sizes)
        size = sizes[number, place]
        # Equal divisors of a sum are tried once.
        key = np.round(size, _DIGITS)
        order = np.lexsort((key, number))
        number, place, size, key = number[order], place[order], size[order], key[order]
        is_new = (np.diff(number, prepend=-1) != 0) | (np.diff(key, prepend=-1.0) != 0)
        share = low[number] / size
        rest = share - np.floor(share)
        is_new &= (rest > _LEAST_REST) & (rest < _MOST_REST)
        number, place, size = number[is_new], place[is_new], size[is_new]
        picks = _Picks(
            whole[number],
            low[number],
            lost[number],
            square[number],
            size,
            np.broadcast_to(given.now, (len(number), len(given.now))),
            number,
            np.full(len(number), sign),
            given.counts[given.between[place]],
            np.zeros(len(number), dtype=np.int64),
            np.zeros(len(number)),
        )
        picks.depth = picks.weighed()
        return picks.of(np.flatnonzero(picks.depth > _LEAST_DEPTH))

    def _halve(self, picks: _Picks) -> None:
        """Divide by halves where that cuts deeper."""
        for half in range(1, _HALVES + 1):
            other = replace(picks, divisor=picks.divisor / 2)
            depth = other.weighed()
            is_better = (depth > picks.depth) & (picks.halves == half - 1)
            picks.divisor = np.where(is_better, other.divisor, picks.divisor)
            picks.halves = np.where(is_better, half, picks.halves)
            picks.depth = np.where(is_better, depth, picks.depth)

    def _turn(self, picks: _Picks) -> None:
        """Measure broken counts from their other bound where that cuts deeper."""
        given = self._given
        picks.now = picks.now.copy()
        middle = np.abs(given.now - given.span / 2)[given.between]
        order = given.between[np.argsort(middle, kind="stable")]
        for place in order[:_MOST_TURNED].tolist():
            column = picks.whole[:, place]
            if not np.any(column):
                continue
            whole, now = picks.whole.copy(), picks.now.copy()
            low = picks.low - column * given.span[place]
            whole[:, place] *= -1
            now[:, place] = given.span[place] - now[:, place]
            depth = replace(picks, whole=whole, low=low, now=now).weighed()
            is_better = (depth > picks.depth) & (column != 0)
            picks.whole[is_better, place] = whole[is_better, place]
            picks.now[is_better, place] = now[is_better, place]
            picks.low = np.where(is_better, low, picks.low)
            picks.depth = np.where(is_better, depth, picks.depth)

    def _different(self, picks: _Picks, projected: Floats, most: int) -> list[int]:
        """Return the deepest that do not say nearly the same."""
        if not len(picks.depth):
            return []
        rounded, _, _ = picks.rounded()
        rounded = np.where(picks.now != self._given.now, -rounded, rounded)
        rest = projected[picks.source, self._given.first_amount :] * picks.sign[:, None]
        ways = np.concatenate((rounded, np.maximum(rest, 0.0) / picks.divisor[:, None]), axis=1)
        ways /= np.sqrt(np.maximum(np.sum(ways * ways, axis=1), _NOISE))[:, None]
        is_open = picks.depth > _LEAST_DEPTH
        found: list[int] = []
        for place in np.argsort(-picks.depth, kind="stable").tolist():
            if len(found) >= most:
                break
            if is_open[place]:
                found.append(place)
                is_open &= ways @ ways[place] <= _PARALLEL
        return found

    def _derived(self, picks: _Picks, place: int, rows: Ints, weights: Floats) -> Row | None:
        turned = self._given.counts[picks.now[place] != self._given.now]
        return self._deriver.derive(
            Choice(
                rows,
                weights,
                int(picks.sign[place]),
                int(picks.column[place]),
                int(picks.halves[place]),
                tuple(turned.tolist()),
            )
        )

    def _cut(self, row: Row | None) -> Cut | None:
        """Return the row with its depth; None where it is too shallow, or too long."""
        if row is None or len(row[1]) > _SHORT + self._model.columns * _SHARE_OF_COLUMNS:
            return None
        low, terms = row
        columns = np.array([column for column, _ in terms])
        coefs = np.array([float(value) for _, value in terms])
        missing = low - float(np.dot(coefs, self._values[columns]))
        scaled = coefs * self._model.col_unit[columns]
        depth = missing / float(np.sqrt(np.dot(scaled, scaled)))
        return Cut(low, terms, depth) if depth >= _LEAST_IN_THE_END else None
