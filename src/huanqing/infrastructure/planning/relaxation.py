"""The linear relaxation of a model, with bounds that are proven in integers.

HiGHS only proposes: it solves the relaxation. What its duals, or its rays, prove exactly is
computed here; a solution counts when its integer values keep every row exactly.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from operator import le
from typing import TYPE_CHECKING

import numpy as np

from huanqing.domain.planning.errors import PlanCancelledError
from huanqing.infrastructure.planning.linear_model import (
    INFINITE,
    SCALE,
    Compacted,
    ExactBound,
    FrozenModel,
    compacted,
    exact_bound,
    narrowed,
)
from huanqing.infrastructure.planning.lp import LpAnswer, LpEngine, LpStatus, propose
from huanqing.infrastructure.planning.safe_bound import SafeBounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SHARE_OF_PROPOSAL = 0.3
_SLIGHTLY_MORE = 1.0 + 1e-9
_TRIALS = 2
_WHOLE = 1e-6
_FEW_NODES = 5
_MOST_SECONDS = 1.0
_GRACE = 0.5


@dataclass(slots=True)
class Budget:
    """How long the search may go on, and whether somebody called it off."""

    deadline: float
    is_cancelled: Callable[[], bool]

    def left(self) -> float:
        """Return the seconds left, at least 0."""
        return max(0.0, self.deadline - time.monotonic())

    def part(self, share: float) -> Budget:
        """Return a budget that is over when so much of what is left is used up."""
        return Budget(time.monotonic() + share * self.left(), self.is_cancelled)

    def is_over(self) -> bool:
        """Whether the time is over; raises PlanCancelledError where it was called off."""
        self.check()
        return self.left() <= 0

    def check(self) -> None:
        """Raise PlanCancelledError where the search was called off."""
        if self.is_cancelled():
            raise PlanCancelledError

    def is_to_stop(self) -> bool:
        """Whether to stop now, for whatever reason; raises nothing."""
        return self.left() <= 0 or self.is_cancelled()


class Relaxation:
    """A model whose linear relaxation is solved under changing bounds, with proven bounds."""

    def __init__(
        self,
        model: FrozenModel,
        branching: list[list[int]],
        budget: Budget,
        round_up: Callable[[list[int]], list[int]] | None = None,
    ) -> None:
        """Keep the model; ``round_up`` mends the counts of values that may be a solution."""
        self.round_up = round_up
        self.model = model
        self.budget = budget
        self.branching = [np.array(each, dtype=np.int64) for each in branching if each]
        self.engine = LpEngine(model, budget.is_cancelled)
        self._safe = SafeBounds(model)
        self._cost: Floats = np.zeros(model.columns)
        self._floats: tuple[Floats, Floats] | None = None
        self._applied: dict[int, tuple[int, int]] = {}

    def narrow(self, column: int, low: int, high: int) -> None:
        """Narrow a column for good."""
        low = max(low, self.model.col_low[column])
        high = min(high, self.model.col_high[column])
        self.model.col_low[column], self.model.col_high[column] = low, high
        self.engine.set_bounds([column], [low], [high])
        self._floats = None

    def narrow_by(self, bound: ExactBound, cost: int) -> None:
        """Narrow every column for good to where the cost can still be reached."""
        for column, (low, high) in enumerate(narrowed(self.model, bound, cost)):
            self.model.col_low[column], self.model.col_high[column] = low, high
        columns = list(range(self.model.columns))
        self.engine.set_bounds(columns, self.model.col_low, self.model.col_high)
        self._floats = None

    def relax(
        self,
        cost: list[int],
        limits: dict[int, tuple[int, int]] | None = None,
        seconds: float = 0.0,
    ) -> tuple[LpAnswer, ExactBound | None]:
        """Return the linear relaxation and its proven bound; None: proven to be empty.

        ``limits`` narrow columns for this once, ``seconds`` may be used whatever the budget. An
        answer with status STOPPED proves nothing.
        """
        self.set_cost(cost)
        answer = self._solved(limits or {}, seconds)
        self.budget.check()
        low, high = self._bounds_within(limits or {})
        self.apply({})
        if answer.status is LpStatus.OPTIMAL:
            return answer, exact_bound(self.model, cost, answer.duals, low, high)
        if answer.status is LpStatus.INFEASIBLE and self._is_empty(answer, low, high):
            return answer, None
        stopped = LpAnswer(LpStatus.STOPPED, answer.values, answer.duals)
        return stopped, ExactBound(-INFINITE * SCALE, np.zeros(0, dtype=object), [])

    def proposed(
        self,
        cost: list[int],
        target: int = -INFINITE,
        limits: dict[int, tuple[int, int]] | None = None,
        seconds: float = math.inf,
    ) -> list[int] | None:
        """Return a solution that HiGHS finds; one that costs no more than the target is enough.

        It keeps every row exactly; that it is the best is not proven. ``limits`` say where to
        look, ``seconds`` how long at the most.
        """
        seconds = min(seconds, self.budget.left() * _SHARE_OF_PROPOSAL)
        counts = propose(self.model, cost, seconds, target, self.budget.is_to_stop, limits)
        if counts is None:
            return None
        fixed = {column: (value, value) for column, value in counts.items()}
        return self.solution(cost, fixed, self.round_up)

    def proposed_near(self, cost: list[int], values: Floats) -> list[int] | None:
        """Return a solution that HiGHS finds where the counts keep what is whole of the values."""
        bounds = list(zip(self.model.col_low, self.model.col_high, strict=True))
        whole = np.rint(values)
        kept = self.model.is_count & (np.abs(values - whole) <= _WHOLE)
        for column in np.flatnonzero(kept).tolist():
            bounds[column] = (int(whole[column]), int(whole[column]))
        small = compacted(self.model, bounds)
        inner_cost = [cost[column] for column in small.kept]
        seconds = min(_MOST_SECONDS, self.budget.left() * _SHARE_OF_PROPOSAL)
        counts = propose(
            small.model, inner_cost, seconds, is_over=self.budget.is_to_stop, most_nodes=_FEW_NODES
        )
        if counts is None:
            return None
        fixed = {small.kept[column]: (value, value) for column, value in counts.items()}
        fixed |= {column: bounds[column] for column in np.flatnonzero(kept).tolist()}
        return self.solution(cost, fixed, self.round_up)

    def settled(self, cost: list[int], counts: dict[int, tuple[int, int]]) -> list[int] | None:
        """Return the best solution with these counts, if there is one.

        Cuts are left out, which whole counts keep anyway: without them what is left is a flow,
        whose solutions are of whole fen.
        """
        model = self.model
        plain = model.without_rows(list(range(model.first_added, model.rows)))
        low, high = self._bounds_within(counts)
        small = compacted(plain, list(zip(low, high, strict=True)))
        inner = Relaxation(small.model, [], self.budget)
        answer, _ = inner.relax([cost[column] for column in small.kept])
        if answer.status is not LpStatus.OPTIMAL:
            return None
        values = small.whole(rounded(answer))
        return values if is_solution(model, values) else None

    def mended(self, answer: LpAnswer) -> list[int] | None:
        """Return integer values that keep every row exactly, near the answer's, if at hand."""
        found = rounded(answer)
        if self.round_up is not None:
            found = self.round_up(found)
        return found if is_solution(self.model, found) else None

    def solution(
        self,
        cost: list[int],
        limits: dict[int, tuple[int, int]],
        mended: Callable[[list[int]], list[int]] | None = None,
    ) -> list[int] | None:
        """Return the best solution of whole fen within the limits, if the relaxation gives one."""
        if any(
            low > self.model.col_high[column] or high < self.model.col_low[column]
            for column, (low, high) in limits.items()
        ):
            return None
        answer, _ = self.relax(cost, limits, _GRACE)
        if answer.status is not LpStatus.OPTIMAL:
            return None
        values = rounded(answer)
        if mended is not None:
            values = mended(values)
        return values if is_solution(self.model, values) else None

    def set_cost(self, cost: list[int]) -> None:
        """Minimise this from now on."""
        self.engine.set_cost(cost)
        self._cost = np.array([float(each) for each in cost])

    def visit(self, changes: dict[int, tuple[int, int]]) -> tuple[LpAnswer, float | None]:
        """Return the relaxation under changed bounds, and what it proves; None: it is empty.

        An answer with status STOPPED proves nothing, whatever the bound.
        """
        low, high = self._floats_within(changes)
        for _ in range(_TRIALS):
            answer = self._solved(changes)
            if answer.status is LpStatus.OPTIMAL:
                return answer, self._safe.lower_bound(self._cost, answer.duals, low, high)
            if answer.status is LpStatus.INFEASIBLE and self._is_surely_empty(answer, low, high):
                return answer, None
            if self.budget.is_over():
                break
            self.engine.start_afresh()
        return LpAnswer(LpStatus.STOPPED, answer.values, answer.duals), -math.inf

    def too_dear(
        self, answer: LpAnswer, proven: float, at_most: int, changes: dict[int, tuple[int, int]]
    ) -> dict[int, tuple[int, int]]:
        """Return narrower bounds of counts, outside of which everything costs more than this.

        ``proven`` is what the answer of a visit with the changes proves.
        """
        low, high = self._floats_within(changes)
        reduced, doubt = self._safe.reduced(self._cost, answer.duals)
        gains = np.maximum(np.abs(reduced) - doubt, 0.0)
        room = max(0.0, at_most - proven) * _SLIGHTLY_MORE
        is_dear = self.model.is_count & (gains * (high - low) > room)
        found = {}
        for column in np.flatnonzero(is_dear).tolist():
            steps = int(room / gains[column])
            least, most = int(low[column]), int(high[column])
            found[column] = (least, least + steps) if reduced[column] > 0 else (most - steps, most)
        return found

    def _is_surely_empty(self, answer: LpAnswer, low: Floats, high: Floats) -> bool:
        nothing = np.zeros(self.model.columns)
        return bool(np.any(answer.duals)) and any(
            self._safe.lower_bound(nothing, answer.duals * sign, low, high) > 0
            for sign in (1.0, -1.0)
        )

    def _solved(self, changes: dict[int, tuple[int, int]], seconds: float = 0.0) -> LpAnswer:
        self.budget.check()
        self.apply(changes)
        return self.engine.solve(max(self.budget.left(), seconds))

    def _bounds_within(self, changes: dict[int, tuple[int, int]]) -> tuple[list[int], list[int]]:
        low, high = list(self.model.col_low), list(self.model.col_high)
        for column, (least, most) in changes.items():
            low[column], high[column] = least, most
        return low, high

    def _floats_within(self, changes: dict[int, tuple[int, int]]) -> tuple[Floats, Floats]:
        if self._floats is None:
            self._floats = (
                np.array([float(each) for each in self.model.col_low]),
                np.array([float(each) for each in self.model.col_high]),
            )
        low, high = (each.copy() for each in self._floats)
        if changes:
            columns = list(changes)
            low[columns], high[columns] = np.array([*changes.values()], dtype=np.float64).T
        return low, high

    def within(self, small: Compacted, budget: Budget | None = None) -> Relaxation:
        """Return a search of a part of the model, under the same budget if no other is given."""
        budget = budget or self.budget
        place = {column: number for number, column in enumerate(small.kept)}
        branching = [
            [place[column] for column in columns.tolist() if column in place]
            for columns in self.branching
        ]
        mended = self.round_up
        if mended is None:
            return Relaxation(small.model, branching, budget)

        def round_up(values: list[int]) -> list[int]:
            whole = mended(small.whole(values))
            return [whole[column] for column in small.kept]

        return Relaxation(small.model, branching, budget, round_up)

    def add_rows(self, rows: list[tuple[int, tuple[tuple[int, int], ...]]]) -> None:
        """Add rows (low, terms) that every solution keeps."""
        self.model = self.model.with_rows(rows)
        self.engine.add_rows(self.model)
        self._safe = SafeBounds(self.model)

    def delete_rows(self, rows: list[int]) -> None:
        """Delete rows that were added."""
        self.model = self.model.without_rows(rows)
        self.engine.delete_rows(self.model, rows)
        self._safe = SafeBounds(self.model)

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
        model, applied = self.model, self._applied
        new = {each: pair for each, pair in changes.items() if applied.get(each) != pair}
        for each in applied.keys() - changes.keys():
            new[each] = model.col_low[each], model.col_high[each]
        low, high = [a for a, _ in new.values()], [b for _, b in new.values()]
        self.engine.set_bounds(list(new), low, high)
        self._applied = changes


def rounded(answer: LpAnswer) -> list[int]:
    """Return the nearest integers."""
    return list(np.rint(answer.values).astype(np.int64).tolist())


def is_solution(model: FrozenModel, values: list[int]) -> bool:
    """Whether integer values keep every bound and row exactly."""
    if not _are_between(model.col_low, values, model.col_high):
        return False
    return _are_between(model.row_low, model.activity(values), model.row_high)


def _are_between(low: list[int], values: list[int], high: list[int]) -> bool:
    return all(map(le, low, values)) and all(map(le, values, high))
