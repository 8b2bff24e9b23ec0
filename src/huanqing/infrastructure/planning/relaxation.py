"""The linear relaxation of a model, with bounds that are proven in integers.

HiGHS only proposes: it solves the relaxation. What its duals, or its rays, prove exactly is
computed here; a solution counts when its integer values keep every row exactly.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.linear_model import (
    INFINITE,
    SCALE,
    ExactBound,
    FrozenModel,
    exact_bound,
    narrowed,
)
from huanqing.infrastructure.planning.lp import LpAnswer, LpEngine, LpStatus, propose

if TYPE_CHECKING:
    from collections.abc import Callable

_SHARE_OF_PROPOSAL = 0.3


@dataclass(slots=True)
class Budget:
    """How long the search may go on, and whether somebody called it off."""

    deadline: float
    is_cancelled: Callable[[], bool]

    def left(self) -> float:
        """Return the seconds left, at least 0."""
        return max(0.0, self.deadline - time.monotonic())

    def is_over(self) -> bool:
        """Whether to stop now."""
        return self.left() <= 0 or self.is_cancelled()


class Relaxation:
    """A model whose linear relaxation is solved under changing bounds, with proven bounds."""

    def __init__(self, model: FrozenModel, branching: list[list[int]], budget: Budget) -> None:
        """Keep the model; its column bounds are changed by ``restrict``."""
        self.model = model
        self.budget = budget
        self.branching = [np.array(each, dtype=np.int64) for each in branching if each]
        self.engine = LpEngine(model)
        self._applied: dict[int, tuple[int, int]] = {}

    def narrow(self, column: int, low: int, high: int) -> None:
        """Narrow a column for good."""
        low = max(low, self.model.col_low[column])
        high = min(high, self.model.col_high[column])
        self.model.col_low[column], self.model.col_high[column] = low, high
        self.engine.set_bounds([column], [low], [high])

    def narrow_by(self, bound: ExactBound, cost: int) -> None:
        """Narrow every column for good to where the cost can still be reached."""
        for column, (low, high) in enumerate(narrowed(self.model, bound, cost)):
            self.model.col_low[column], self.model.col_high[column] = low, high
        columns = list(range(self.model.columns))
        self.engine.set_bounds(columns, self.model.col_low, self.model.col_high)

    def relax(
        self, cost: list[int], limits: dict[int, tuple[int, int]] | None = None
    ) -> tuple[LpAnswer, ExactBound | None]:
        """Return the linear relaxation and its proven bound; None: proven to be empty.

        ``limits`` narrow columns for this once. An answer with status STOPPED proves nothing.
        """
        self.engine.set_cost(cost)
        found = self.visit(cost, limits or {})
        self.apply({})
        return found

    def proposed(self, cost: list[int], target: int = -INFINITE) -> list[int] | None:
        """Return a solution that HiGHS finds; one that costs no more than the target is enough.

        It keeps every row exactly; that it is the best is not proven.
        """
        seconds = self.budget.left() * _SHARE_OF_PROPOSAL
        counts = propose(self.model, cost, seconds, target)
        if counts is None:
            return None
        fixed = {column: (value, value) for column, value in counts.items()}
        answer, proven = self.relax(cost, fixed)
        if proven is None or answer.status is not LpStatus.OPTIMAL:
            return None
        values = rounded(answer)
        return values if is_solution(self.model, values) else None

    def visit(
        self, cost: list[int], changes: dict[int, tuple[int, int]]
    ) -> tuple[LpAnswer, ExactBound | None]:
        """Return ``relax`` for the cost that the engine has already."""
        self.apply(changes)
        answer = self.engine.solve(self.budget.left())
        low, high = self.model.col_low, self.model.col_high
        if changes:
            low, high = list(low), list(high)
            for column, (least, most) in changes.items():
                low[column], high[column] = least, most
        if answer.status is LpStatus.OPTIMAL:
            return answer, exact_bound(self.model, cost, answer.duals, low, high)
        if answer.status is LpStatus.INFEASIBLE and self._is_empty(answer, low, high):
            return answer, None
        stopped = LpAnswer(LpStatus.STOPPED, answer.values, answer.duals)
        return stopped, ExactBound(-INFINITE * SCALE, np.zeros(0, dtype=object), [])

    def _is_empty(self, answer: LpAnswer, low: list[int], high: list[int]) -> bool:
        """Whether the ray proves exactly that nothing keeps all rows and bounds."""
        if not np.any(answer.duals):
            return False
        nothing = [0] * self.model.columns
        return any(
            exact_bound(self.model, nothing, answer.duals * sign, low, high).scaled > 0
            for sign in (1, -1)
        )

    def apply(self, changes: dict[int, tuple[int, int]]) -> None:
        """Let the engine have these changes of bounds, and no earlier ones."""
        model = self.model
        columns = [
            each
            for each in self._applied.keys() | changes.keys()
            if self._applied.get(each) != changes.get(each)
        ]
        bounds = [
            changes.get(each, (model.col_low[each], model.col_high[each])) for each in columns
        ]
        self.engine.set_bounds(columns, [a for a, _ in bounds], [b for _, b in bounds])
        self._applied = changes


def rounded(answer: LpAnswer) -> list[int]:
    """Return the nearest integers."""
    return [int(each) for each in np.rint(answer.values).tolist()]


def is_solution(model: FrozenModel, values: list[int]) -> bool:
    """Whether integer values keep every bound and row exactly."""
    columns = zip(model.col_low, values, model.col_high, strict=True)
    if not all(low <= value <= high for low, value, high in columns):
        return False
    rows = zip(model.row_low, model.activity(values), model.row_high, strict=True)
    return all(low <= value <= high for low, value, high in rows)
