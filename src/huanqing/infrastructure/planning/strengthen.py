"""What is done at the root: rounded sums of rows, and narrower columns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.linear_model import narrowed
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.mir import Rounder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.relaxation import Relaxation

    Floats = NDArray[np.float64]
    Pairs = list[tuple[int, int]]

_ROUNDS = 15
_FEWEST_CUTS = 12
_COLUMNS_A_CUT = 40
_MOST_ROWS = 60
_WHOLE = 1e-6
_SHARE = 0.01
_LEAST_GAIN = 0.03
_IDLE_ROUNDS = 1


def strengthen(
    search: Relaxation, best: int | None, rounds: int = _ROUNDS, above: float = math.inf
) -> Floats | None:
    """Add rows that raise the bound of the search's cost, as long as that pays.

    ``best`` is what a solution costs, where one is known; a bound ``above`` some value is
    enough. Return the values of the relaxation at the end, if it has any.
    """
    first, idle = search.model.rows, 0
    before = -math.inf
    for _ in range(rounds):
        answer, bound = search.visit({})
        if answer.status is not LpStatus.OPTIMAL or bound is None or search.budget.is_over():
            break
        aim = abs(bound) * _SHARE if best is None else best - bound
        idle = idle + 1 if bound - before < aim * _LEAST_GAIN else 0
        if idle >= _IDLE_ROUNDS or bound > above or (best is not None and bound > best - 1):
            break
        before = bound
        _drop_slack(search, first, answer.duals)
        if not _add_cuts(search, answer.values):
            break
    answer, _ = search.visit({})
    if answer.status is not LpStatus.OPTIMAL:
        return None
    _drop_slack(search, first, answer.duals)
    return answer.values


def shrunk(search: Relaxation, cost: list[int], at_most: int, share: float) -> Pairs | None:
    """Return the columns' bounds for such a cost, where that fixes so great a share of them."""
    _, root = search.relax(cost)
    if root is None or not len(root.reduced):
        return None
    bounds = narrowed(search.model, root, at_most)
    if any(low > high for low, high in bounds):
        return None
    fixed = sum(low == high for low, high in bounds)
    return bounds if fixed >= len(bounds) * share else None


def narrow_for(search: Relaxation, cost: list[int], at_most: int) -> None:
    """Narrow the columns for good to where the cost can be reached, if it can be."""
    bounds = shrunk(search, cost, at_most, 0.0)
    for column, (low, high) in enumerate(bounds or ()):
        if (low, high) != (search.model.col_low[column], search.model.col_high[column]):
            search.narrow(column, low, high)


def _add_cuts(search: Relaxation, values: Floats) -> bool:
    """Add what the values break; whether there was anything."""
    counts = np.flatnonzero(search.model.is_count)
    broken = counts[np.abs(values[counts] - np.rint(values[counts])) > _WHOLE]
    sums = search.engine.sums_for(broken.tolist())
    short = [each for each in sums if len(each[0]) <= _MOST_ROWS]
    most = _FEWEST_CUTS + search.model.columns // _COLUMNS_A_CUT
    cuts = Rounder(search.model, values).find(short, most)
    if cuts:
        search.add_rows([(each.low, each.terms) for each in cuts])
    return bool(cuts)


def _drop_slack(search: Relaxation, first: int, duals: Floats) -> None:
    """Delete the rows from ``first`` on that the last solution does not lean on."""
    slack = first + np.flatnonzero(duals[first:] == 0.0)
    if len(slack):
        search.delete_rows([int(each) for each in slack])
        search.visit({})
