"""Sums of rows along which amounts flow: each row added makes an amount vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.projection import Projection, Sums

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_TINY = 1e-6
_LONGEST = 6
_MOST_A_LENGTH = 250
_WAYS = 2


class Paths:
    """Paths of up to some rows that begin at any tight row of a projection.

    Each goes on by a row with the amount that is farthest from its bounds, so that this
    amount is gone from the sum.
    """

    def __init__(self, given: Projection) -> None:
        """Look up the rows of each amount, those with the fewest others first."""
        self._given = given
        self._rest = given.rows[:, given.first_amount :]
        self._filled = self._rest != 0
        self._size = self._filled.sum(axis=1)
        last = len(self._size) + 1
        self._order = np.argsort(np.where(given.is_tight, self._size, last), kind="stable")
        self._known: set[tuple[int, ...]] = set()
        self._ways: dict[int, list[int]] = {}

    def found(self) -> tuple[Sums, Floats]:
        """Return the paths (rows, multipliers), and their sums."""
        given = self._given
        has_count = (given.rows[:, given.between] != 0).any(axis=1)
        starts = np.flatnonzero(given.is_tight & (has_count | (self._size > 0)))
        members, factors = starts[:, None], np.ones((len(starts), 1))
        projected = given.rows[starts]
        sums, levels = list(zip(members, factors, strict=True)), [projected]
        for _ in range(_LONGEST - 1 if len(given.amounts) and len(starts) else 0):
            left = projected[:, given.first_amount :]
            weight = np.abs(left) * given.gap
            column = np.argmax(weight, axis=1)
            is_open = weight[np.arange(len(weight)), column] > _TINY
            parents, added = self._steps(members, column, np.flatnonzero(is_open))
            if not parents:
                break
            amounts = column[parents]
            by = -left[parents, amounts] / self._rest[added, amounts]
            projected = projected[parents] + by[:, None] * given.rows[added]
            members = np.concatenate((members[parents], np.array(added)[:, None]), axis=1)
            factors = np.concatenate((factors[parents], by[:, None]), axis=1)
            sums += zip(members, factors, strict=True)
            levels.append(projected)
        return sums, np.concatenate(levels)

    def _steps(self, members: Ints, column: Ints, is_open: Ints) -> tuple[list[int], list[int]]:
        """Return which paths go on, and by which rows."""
        parents: list[int] = []
        added: list[int] = []
        for number in is_open.tolist():
            path = members[number].tolist()
            for row in self._next(int(column[number]), path):
                following = tuple(sorted((*path, row)))
                if following not in self._known:
                    self._known.add(following)
                    parents.append(number)
                    added.append(row)
            if len(parents) >= _MOST_A_LENGTH:
                break
        return parents, added

    def _next(self, column: int, path: list[int]) -> list[int]:
        if column not in self._ways:
            rows = self._order[self._filled[self._order, column]]
            self._ways[column] = rows[self._given.is_tight[rows]].tolist()
        return [row for row in self._ways[column] if row not in path][:_WAYS]
