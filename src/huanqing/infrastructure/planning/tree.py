"""The tree of a branch and bound whose every step is proven.

A node is closed by the bound that its duals prove, or by a proof that it is empty. What cannot
be proven so is left open, and the bound that comes back says so.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.linear_model import INFINITE, compacted, narrowed
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.pseudo_costs import PseudoCosts, product
from huanqing.infrastructure.planning.relaxation import Relaxation, is_solution, rounded

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.lp import LpAnswer

    Changes = dict[int, tuple[int, int]]

_WHOLE = 1e-6
_HALF = 0.5
_FIRST_PROPOSAL = 40
_MOST_PLUNGES = 25
_LEAN = 0.3
_MOST_TRIALS = 8
_BOTH = 2
_CLOSED = 1e15


@dataclass(frozen=True, slots=True)
class Found:
    """The best solution of a tier, its cost, and the proven bound; None: there is none.

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
    changes: Changes = field(compare=False)


class Tree:
    """One minimisation: best bound first, diving from each node."""

    def __init__(
        self,
        search: Relaxation,
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
        self._open = [_Node(at_least, 0, {})]
        self._unresolved: int | None = None
        self._number = 0
        self._next_proposal = _FIRST_PROPOSAL
        self._most_nodes = INFINITE
        self._limit: tuple[int, int] | None = None
        self.most_blind = INFINITE
        """How many nodes to search as long as there is no solution."""
        self.most_nodes = INFINITE
        """How many nodes to search where there is one."""
        self._costs = PseudoCosts()

    def _propose(self) -> None:
        self._next_proposal = self.nodes * 4
        values = self.search.proposed(self.cost)
        if values is not None:
            self.begin_with(values)

    def limit_to(self, column: int, high: int, most_nodes: int) -> None:
        """Be content with any solution that keeps the column at most ``high``."""
        low = self.search.model.col_low[column]
        self._open = [_Node(-INFINITE, 0, {column: (low, high)})]
        self._most_nodes = most_nodes
        self._limit = (column, high)

    def begin_with(self, values: list[int]) -> None:
        """Take the solution, unless there is one as good: nodes were closed by that."""
        cost = self._cost_of(values)
        if self.best is None or cost < self.best:
            self.best, self.values = cost, values

    def _cost_of(self, values: list[int]) -> int:
        return sum(c * v for c, v in zip(self.cost, values, strict=True) if c)

    def run(self) -> Found:
        """Return the best solution, and what is proven when the time is over."""
        search = self.search
        search.set_cost(self.cost)
        while self._open and not self._is_enough():
            node = heapq.heappop(self._open)
            if self._is_closed(node.bound):
                self._open.clear()
                break
            had = self.values
            if (
                self.best is None
                and not self._limit is not None
                and self.nodes >= self._next_proposal
            ):
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
        if self.best is None:
            return None
        _, root = self.search.relax(self.cost)
        if root is None or not len(root.reduced):
            return None
        bounds = narrowed(self.search.model, root, self.best - self.step)
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
        inner = Tree(
            search.within(small),
            [self.cost[column] for column in small.kept],
            1 if offset % self.step else self.step,
            least - offset,
            None if self.best is None else self.best - offset,
        )
        inner.most_nodes = max(0, self.most_nodes - self.nodes)
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
        self.search.set_cost(self.cost)
        changes = dict(self._open[0].changes)
        for _ in range(_MOST_PLUNGES):
            if self.search.budget.is_over():
                return False
            self.nodes += 1
            answer, proven = self.search.visit(dict(changes))
            if proven is None or answer.status is not LpStatus.OPTIMAL:
                return False
            values = self._whole(answer)
            if values is not None and self._is_allowed(values):
                self.begin_with(values)
                return True
            columns = self._broken(answer)
            if not columns:
                return False
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

    def _round(self, answer: LpAnswer, columns: list[int], changes: Changes) -> None:
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
        if self._limit is not None and (self.values is not None or self.nodes >= self._most_nodes):
            return True
        if self.nodes >= (self.most_blind if self.best is None else self.most_nodes):
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
        answer, proven = self.search.visit(node.changes)
        if proven is None:
            return None
        if answer.status is LpStatus.STOPPED:
            self._leave_open(node.bound)
            return None
        bound = max(node.bound, -(-math.ceil(proven) // self.step) * self.step)
        if self._is_closed(bound) or self._is_solved(answer, bound):
            return None
        chosen = self._fraction(answer)
        if chosen is None:
            self._settle(answer, node, bound)
            return None
        if self._limit is None:
            return self._branch_well(answer, node, proven, bound)
        return self._branch(node, bound, *chosen)

    def _is_solved(self, answer: LpAnswer, bound: int) -> bool:
        """Whether the answer, mended, is a solution, and no worse than the bound."""
        values = self._whole(answer)
        if values is None or not self._is_allowed(values):
            return False
        self.begin_with(values)
        return self._cost_of(values) <= bound

    def _branch_well(
        self, answer: LpAnswer, node: _Node, proven: float, bound: int
    ) -> _Node | None:
        """Branch on the count that raises the bound most; return the child to go on with."""
        best: tuple[float, list[_Node]] | None = None
        tried = 0
        for column, value in self._candidates(answer):
            if best is not None and tried >= _MOST_TRIALS:
                break
            fraction = value - math.floor(value)
            if (
                best is not None
                and self._costs.is_reliable(column)
                and self._costs.score(column, fraction) <= best[0]
            ):
                continue
            score, children = self._tried(node, proven, bound, column, value)
            tried += 1
            if best is None or score > best[0]:
                best = (score, children)
            if len(children) < _BOTH or self._is_enough():
                break
        children = best[1] if best is not None else []
        children.sort()
        for each in children[1:]:
            heapq.heappush(self._open, each)
        return children[0] if children else None

    def _candidates(self, answer: LpAnswer) -> list[tuple[int, float]]:
        """Return the broken counts, the most promising first."""
        found = []
        for columns in self.search.branching:
            values = answer.values[columns]
            broken = np.flatnonzero(np.abs(values - np.rint(values)) > _WHOLE)
            found += [(int(columns[each]), float(values[each])) for each in broken]
        found.sort(key=lambda each: -self._costs.score(each[0], each[1] - math.floor(each[1])))
        return found

    def _tried(
        self, node: _Node, proven: float, bound: int, column: int, value: float
    ) -> tuple[float, list[_Node]]:
        """Return what a branch brings, and its children that stay open."""
        model = self.search.model
        low, high = node.changes.get(column, (model.col_low[column], model.col_high[column]))
        below = math.floor(value)
        children, gains = [], []
        for is_up, pair in ((False, (low, below)), (True, (below + 1, high))):
            changes = {**node.changes, column: pair}
            self.nodes += 1
            answer, found = self.search.visit(changes)
            closed = found is None
            least = bound
            if found is not None and answer.status is not LpStatus.STOPPED:
                least = max(bound, -(-math.ceil(found) // self.step) * self.step)
                closed = self._is_closed(least)
            gain = _CLOSED if found is None else max(0.0, found - proven)
            distance = below + 1 - value if is_up else value - below
            if not closed:
                self._costs.learn(column, is_up=is_up, gain=gain, distance=distance)
                self._number += 1
                children.append(_Node(least, -self._number, changes))
            gains.append(_CLOSED if closed else gain)
        return product(*gains), children

    def _is_allowed(self, values: list[int]) -> bool:
        """Whether it keeps the limit of a search for any solution."""
        return self._limit is None or values[self._limit[0]] <= self._limit[1]

    def _branch(self, node: _Node, bound: int, column: int, value: float) -> _Node:
        model = self.search.model
        low, high = node.changes.get(column, (model.col_low[column], model.col_high[column]))
        below = math.floor(value)
        down, up = dict(node.changes), dict(node.changes)
        down[column], up[column] = (low, below), (below + 1, high)
        first, second = (up, down) if value - below > _HALF else (down, up)
        self._number += 2
        # Any solution will do: what was left last is nearest to one.
        heapq.heappush(self._open, _Node(-INFINITE, -self._number, second))
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
                place = int(broken[0]) if self._limit is not None else int(np.argmax(distance))
                return int(columns[place]), float(values[place])
        return None

    def _whole(self, answer: LpAnswer) -> list[int] | None:
        """Return integer values that keep every row exactly, near the answer's, if at hand."""
        found = rounded(answer)
        if self.search.round_up is not None:
            found = self.search.round_up(found)
        return found if is_solution(self.search.model, found) else None

    def _settle(self, answer: LpAnswer, node: _Node, bound: int) -> None:
        """Close a node whose counts are whole, or leave open what it cannot prove."""
        changes = dict(node.changes)
        found = rounded(answer)
        for column in np.flatnonzero(self.search.model.is_count).tolist():
            changes[column] = (found[column], found[column])
        answer, proven = self.search.visit(changes)
        if (
            proven is None
            or answer.status is not LpStatus.OPTIMAL
            or not self._is_solved(answer, bound)
        ):
            self._leave_open(bound)

    def _leave_open(self, bound: int) -> None:
        self._unresolved = bound if self._unresolved is None else min(self._unresolved, bound)
