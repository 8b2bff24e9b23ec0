"""A quick way down the tree: many counts are rounded at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.lp import LpStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.infrastructure.planning.lp import LpAnswer
    from huanqing.infrastructure.planning.relaxation import Relaxation

    Changes = dict[int, tuple[int, int]]

_WHOLE = 1e-6
_MOST_PLUNGES = 25
_LEAN = 0.3


def plunged(
    search: Relaxation, start: Changes, is_allowed: Callable[[list[int]], bool]
) -> list[int] | None:
    """Return an allowed solution got by rounding counts, upwards where they lean so, if any."""
    changes = dict(start)
    for _ in range(_MOST_PLUNGES):
        if search.budget.is_over():
            return None
        answer, proven = search.visit(dict(changes))
        if proven is None or answer.status is not LpStatus.OPTIMAL:
            return None
        values = search.mended(answer)
        if values is not None and is_allowed(values):
            return values
        columns = _broken(search, answer)
        if not columns:
            return None
        _round(search, answer, columns, changes)
    return None


def _broken(search: Relaxation, answer: LpAnswer) -> list[int]:
    """Return the counts of the first kind that are not whole."""
    for columns in search.branching:
        values = answer.values[columns]
        broken = np.flatnonzero(np.abs(values - np.rint(values)) > _WHOLE)
        if len(broken):
            return [int(each) for each in columns[broken]]
    return []


def _round(search: Relaxation, answer: LpAnswer, columns: list[int], changes: Changes) -> None:
    """Bound the first from both sides, and from below each that is nearly more."""
    model = search.model
    for place, column in enumerate(columns):
        value = float(answer.values[column])
        low, high = changes.get(column, (model.col_low[column], model.col_high[column]))
        above = math.ceil(value - _LEAN)
        if place == 0:
            changes[column] = (above, high) if above > low else (low, math.floor(value))
        elif above > value:
            changes[column] = (above, high)
