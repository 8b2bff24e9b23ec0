"""Where good plans are likely to be: near the relaxation, and where it agrees with a plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.relaxation import Relaxation

    Floats = NDArray[np.float64]
    Limits = dict[int, tuple[int, int]]

_TINY = 1e-6
_ALIKE = 0.1


def within_one(values: Floats, counts: Iterable[int]) -> Limits:
    """Return limits that keep the counts within one of their values, and unused ones at zero."""
    limits: Limits = {}
    for column in counts:
        value = float(values[column])
        is_used = value > _TINY
        limits[column] = (
            max(0, math.floor(value + _TINY) - 1),
            math.ceil(value - _TINY) + is_used,
        )
    return limits


def between(values: Floats, known: list[int], counts: Iterable[int]) -> Limits:
    """Return limits that keep the counts on which the values and the known solution agree.

    The others stay within one of their values, the known ones included.
    """
    limits: Limits = {}
    for column in counts:
        value, number = float(values[column]), known[column]
        if abs(value - number) < _ALIKE:
            limits[column] = (number, number)
        else:
            low, high = max(0, math.floor(value) - 1), math.ceil(value) + 1
            limits[column] = (min(low, number), max(high, number))
    return limits


def proposals(
    search: Relaxation, cost: list[int], values: Floats, known: list[int] | None, seconds: float
) -> Iterator[list[int] | None]:
    """Yield what HiGHS finds near the relaxation, then between that and the best that is known."""
    counts = search.branching[-1].tolist()
    found = search.proposed(cost, limits=within_one(values, counts), seconds=seconds)
    yield found
    known = found or known
    if known is not None:
        limits = between(values, known, counts)
        yield search.proposed(cost, limits=limits, seconds=seconds)
