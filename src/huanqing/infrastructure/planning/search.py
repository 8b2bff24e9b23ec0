"""Branch and bound whose every step is proven in integers.

A node is closed by the bound that its duals prove exactly, or by an exact proof that it is
empty. What cannot be proven so is left open, and the bound that comes back says so.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.linear_model import (
    INFINITE,
    ExactBound,
    compacted,
    narrowed,
)
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.relaxation import Relaxation, is_solution, rounded

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.lp import LpAnswer

_WHOLE = 1e-6
_HALF = 0.5
_FIRST_PROPOSAL = 40
_MOST_PLUNGES = 25
_LEAN = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """The best solution of a tier, its cost, and the exact bound; None: there is none.

    ``bound`` is None where the model has no solution at all, and that is proven.
    """

    cost: int | None
    values: list[int] | None
    bound: int | None
    nodes: int

    @property
    def is_proven(self) -> bool:
        """Whether no solution can be better."""
        return self.cost == self.bound


@dataclass(slots=True, order=True)
class _Node:
    bound: int
    number: int
    changes: dict[int, tuple[int, int]] = field(compare=False)


class TierSearch(Relaxation):
    """Minimises integer costs over a model, one after another."""

    def minimise(
        self,
        cost: list[int],
        step: int = 1,
        at_least: int = -INFINITE,
        start: list[int] | None = None,
    ) -> Found:
        """Return the best solution; ``start`` is one to begin with.

        ``step`` divides every cost; ``at_least`` is known of every solution.
        """
        run = _Run(self, cost, step, at_least)
        if start is not None:
            run.begin_with(start)
        return run.run()

    def any_solution(self, guide: list[int], column: int, high: int, most_nodes: int) -> Found:
        """Return a solution that keeps the column at most ``high``, led by the guiding cost.

        Without one, ``bound`` is None where it is proven that there is none.
        """
        run = _Run(self, guide, 1, -INFINITE)
        run.limit_to(column, high, most_nodes)
        if not run.plunge():
            return run.run()
        return Found(run.best, run.values, -INFINITE, run.nodes)


class _Run:
    """One minimisation: best bound first, diving from each node."""

    def __init__(
        self,
        search: TierSearch,
        cost: list[int],
        step: int,
        at_least: int,
        upper: int | None = None,
    ) -> None:
        self.search = search
        self.cost = cost
        self.step = step
        self.best = upper
        self.values: list[int] | None = None
        self.nodes = 0
        self._root: ExactBound | None = None
        self._open = [_Node(at_least, 0, {})]
        self._unresolved: int | None = None
        self._number = 0
        self._next_proposal = _FIRST_PROPOSAL
        self._most_nodes = INFINITE
        self._wants_any = False

    def _propose(self) -> None:
        self._next_proposal = self.nodes * 4
        values = self.search.proposed(self.cost)
        if values is not None:
            self.begin_with(values)

    def limit_to(self, column: int, high: int, most_nodes: int) -> None:
        low = self.search.model.col_low[column]
        self._open = [_Node(-INFINITE, 0, {column: (low, high)})]
        self._most_nodes = most_nodes
        self._wants_any = True

    def begin_with(self, values: list[int]) -> None:
        """Take the solution, unless there is one as good: nodes were closed by that."""
        cost = sum(c * v for c, v in zip(self.cost, values, strict=True) if c)
        if self.best is None or cost < self.best:
            self.best, self.values = cost, values

    def run(self) -> Found:
        search = self.search
        search.engine.set_cost(self.cost)
        while self._open and not self._is_enough():
            node = heapq.heappop(self._open)
            if self._is_closed(node.bound):
                self._open.clear()
                break
            had = self.values
            if self.best is None and not self._wants_any and self.nodes >= self._next_proposal:
                self._propose()
            self._dive(node)
            if self.values is not had and self._open:
                bounds = self._shrunk()
                if bounds is not None:
                    self._go_on_smaller(bounds)
                    break
        search.apply({})
        return Found(self.best, self.values, self._bound(), self.nodes)

    def _shrunk(self) -> list[tuple[int, int]] | None:
        """Return the columns' bounds for anything better, where that fixes many of them."""
        if self._root is None or self.best is None:
            return None
        bounds = narrowed(self.search.model, self._root, self.best - self.step)
        if any(low > high for low, high in bounds):
            return None
        fixed = sum(low == high for low, high in bounds)
        return bounds if fixed * 10 >= len(bounds) * 3 else None

    def _go_on_smaller(self, bounds: list[tuple[int, int]]) -> None:
        """Search what is left in a model of its own; the tree so far has served its purpose."""
        search = self.search
        least = max(min(each.bound for each in self._open), -INFINITE)
        small = compacted(search.model, bounds)
        offset = sum(c * v for c, v in zip(self.cost, small.fixed, strict=True) if v)
        place = {column: number for number, column in enumerate(small.kept)}
        branching = [
            [place[column] for column in columns.tolist() if column in place]
            for columns in search.branching
        ]
        inner = _Run(
            TierSearch(small.model, branching, search.budget),
            [self.cost[column] for column in small.kept],
            1 if offset % self.step else self.step,
            least - offset,
            None if self.best is None else self.best - offset,
        )
        found = inner.run()
        self.nodes += found.nodes
        self._open.clear()
        if found.values is not None and found.cost is not None:
            self.best, self.values = found.cost + offset, small.whole(found.values)
        if found.bound is not None and found.bound + offset < (self.best or 0):
            self._leave_open(found.bound + offset)

    def _bound(self) -> int | None:
        bounds = [each.bound for each in self._open]
        if self._unresolved is not None:
            bounds.append(self._unresolved)
        if self.best is not None:
            bounds.append(self.best)
        return min(bounds, default=None)

    def plunge(self) -> bool:
        """Round many counts at once, upwards where they lean so; whether that came to a plan."""
        self.search.engine.set_cost(self.cost)
        node = self._open[0]
        changes = dict(node.changes)
        for _ in range(_MOST_PLUNGES):
            if self.search.budget.is_over():
                return False
            self.nodes += 1
            node = _Node(-INFINITE, 0, dict(changes))
            answer, proven = self.search.visit(self.cost, node.changes)
            if proven is None or answer.status is not LpStatus.OPTIMAL:
                return False
            columns = self._broken(answer)
            if not columns:
                self._take(answer, node, -INFINITE)
                self._unresolved = None
                return self.values is not None
            self._round(answer, columns, changes)
        return False

    def _broken(self, answer: LpAnswer) -> list[int]:
        """Return the counts of the first kind that are not whole."""
        for columns in self.search.branching:
            values = answer.values[columns]
            broken = np.flatnonzero(np.abs(values - np.rint(values)) > _WHOLE)
            if len(broken):
                return [int(each) for each in columns[broken]]
        return []

    def _round(
        self, answer: LpAnswer, columns: list[int], changes: dict[int, tuple[int, int]]
    ) -> None:
        """Bound the first from both sides, and from below each that is nearly more."""
        model = self.search.model
        for place, column in enumerate(columns):
            value = float(answer.values[column])
            low, high = changes.get(column, (model.col_low[column], model.col_high[column]))
            above = math.ceil(value - _LEAN)
            if place == 0:
                changes[column] = (above, high) if above > low else (low, math.floor(value))
            elif above > value:
                changes[column] = (above, high)

    def _is_enough(self) -> bool:
        if self._wants_any and (self.values is not None or self.nodes >= self._most_nodes):
            return True
        return self.search.budget.is_over()

    def _is_closed(self, bound: int) -> bool:
        return self.best is not None and bound >= self.best

    def _dive(self, node: _Node) -> None:
        current: _Node | None = node
        while current is not None:
            if self._is_enough():
                heapq.heappush(self._open, current)
                return
            current = self._step(current)

    def _step(self, node: _Node) -> _Node | None:
        """Solve a node; return the child to go on with, or None when it is closed."""
        self.nodes += 1
        answer, proven = self.search.visit(self.cost, node.changes)
        if proven is None:
            return None
        if answer.status is LpStatus.STOPPED:
            self._leave_open(node.bound)
            return None
        if not node.changes:
            self._root = proven
        bound = max(node.bound, -(-proven.value // self.step) * self.step)
        if self._is_closed(bound):
            return None
        chosen = self._fraction(answer)
        if chosen is None:
            self._take(answer, node, bound)
            return None
        return self._branch(node, bound, *chosen)

    def _branch(self, node: _Node, bound: int, column: int, value: float) -> _Node:
        model = self.search.model
        low, high = node.changes.get(column, (model.col_low[column], model.col_high[column]))
        below = math.floor(value)
        down, up = dict(node.changes), dict(node.changes)
        down[column], up[column] = (low, below), (below + 1, high)
        first, second = (up, down) if value - below > _HALF else (down, up)
        self._number += 2
        heapq.heappush(self._open, _Node(bound, -self._number, second))
        return _Node(bound, -self._number - 1, first)

    def _fraction(self, answer: LpAnswer) -> tuple[int, float] | None:
        """Return the count to branch on: the least whole, or the first when any will do.

        What comes early decides whether there is a plan; what is least whole, how good.
        """
        for columns in self.search.branching:
            values = answer.values[columns]
            distance = np.abs(values - np.rint(values))
            broken = np.flatnonzero(distance > _WHOLE)
            if len(broken):
                place = int(broken[0]) if self._wants_any else int(np.argmax(distance))
                return int(columns[place]), float(values[place])
        return None

    def _take(self, answer: LpAnswer, node: _Node, bound: int) -> None:
        values = self._whole(answer, node)
        if values is None:
            self._leave_open(bound)
            return
        self.begin_with(values)
        cost = sum(c * v for c, v in zip(self.cost, values, strict=True) if c)
        if cost > bound:
            self._leave_open(bound)

    def _whole(self, answer: LpAnswer, node: _Node) -> list[int] | None:
        """Return integer values that keep every row exactly, near the answer's."""
        found = rounded(answer)
        if is_solution(self.search.model, found):
            return found
        changes = dict(node.changes)
        for column in np.flatnonzero(self.search.model.is_count).tolist():
            changes[column] = (found[column], found[column])
        answer, proven = self.search.visit(self.cost, changes)
        if proven is None or answer.status is LpStatus.STOPPED:
            return None
        found = rounded(answer)
        return found if is_solution(self.search.model, found) else None

    def _leave_open(self, bound: int) -> None:
        self._unresolved = bound if self._unresolved is None else min(self._unresolved, bound)
