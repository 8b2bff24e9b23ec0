"""The tree of a branch and bound whose every step is proven.

A node is closed by the bound that its duals prove, or by a proof that it is empty. What cannot
be proven so is left open, and the bound that comes back says so.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import INFINITE, compacted
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.manner import Manner
from huanqing.infrastructure.planning.nearby import proposals
from huanqing.infrastructure.planning.pseudo_costs import (
    PseudoCosts,
    broken_of,
    nearly_whole,
    product,
)
from huanqing.infrastructure.planning.relaxation import Relaxation, is_solution, rounded
from huanqing.infrastructure.planning.strengthen import narrow_for, shrunk, strengthen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.lp import LpAnswer
    from huanqing.infrastructure.planning.strengthen import Pairs

    Floats = NDArray[np.float64]
    Changes = dict[int, tuple[int, int]]

_FIRST_PROPOSAL = 40
# The smaller a model, the sooner its tree is done: there cuts come later.
_FIRST_EFFORT, _FIRST_INSIDE = 30, 15
_WAIT, _COLUMNS_A_NODE = 50, 20
# What is large gains by beginning again with what is known by then.
_LARGE, _HUGE = 600, 2500
_AGAIN, _LATER = 150, 4
_MANY_NODES, _MUCH_TO_GAIN = 580, 0.025
_BEFORE_PURSUIT = 120_000
"""How many nodes, times the columns, come before a search turns to another way."""
_SHORT, _LONG = 0.5, 4.0
"""How many seconds one look for better plans may take, in a model that is large or huge."""
_ROUNDS, _COLUMNS_A_ROUND = 3, 200
_MUCH, _LESS = 0.3, 0.1
_MOST_TRIALS = 3
_BOTH = 2
_CLOSED = 1e15


@dataclass(slots=True, order=True)
class Node:
    """A part of the model that is open: its changes of bounds, and what is proven of it."""

    bound: int
    number: int
    changes: Changes = field(compare=False)
    seen: tuple[LpAnswer, float | None] | None = field(default=None, compare=False)
    """What a trial of the node came to, if it is to be gone on with at once."""


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
        self._open = [Node(at_least, 0, {})]
        self._at_least = at_least
        self._unresolved: int | None = None
        self._number = 0
        self._next_proposal = _FIRST_PROPOSAL
        self._next_effort = max(_FIRST_EFFORT, _WAIT - search.model.columns // _COLUMNS_A_NODE)
        self._has_cuts = False
        self._is_private = self._has_pursued = False
        self.manner = Manner()
        self.costs = PseudoCosts()

    def _propose(self) -> None:
        self._next_proposal = self.nodes * 4
        self.begin_with(self.search.proposed(self.cost))

    def become_private(self, *, has_cuts: bool) -> None:
        """Take the model as one's own, to be narrowed; add cuts at once where that paid before."""
        self._is_private = True
        if has_cuts:
            self._next_effort = _FIRST_INSIDE

    def begin_with(self, values: list[int] | None) -> None:
        """Take the solution, if any, unless there is one as good: nodes were closed by that."""
        if values is not None and (self.best is None or self._cost_of(values) < self.best):
            self.best, self.values = self._cost_of(values), values

    def _cost_of(self, values: list[int]) -> int:
        return sum(c * v for c, v in zip(self.cost, values, strict=True) if c)

    def run(self) -> Found:
        """Return the best solution, and what is proven when the time is over."""
        search = self.search
        search.set_cost(self.cost)
        while self._open and not self._is_enough():
            if self.nodes >= self._next_effort and self._begin_again():
                break
            had = self.values
            if self._is_to_pursue():
                self._pursue()
            node = heapq.heappop(self._open)
            if self._is_closed(node.bound):
                self._open.clear()
                break
            if self._is_stuck(node.bound):
                heapq.heappush(self._open, node)
                break
            if self.best is None and self.nodes >= self._next_proposal:
                self._propose()
            self._dive(node)
            if self.values is not had and self._open and not self._is_enough():
                bounds = self._shrunk()
                if bounds is not None:
                    self._go_on_smaller(bounds)
                    break
        search.apply({})
        return Found(self.best, self.values, self._bound(), self.nodes)

    def _is_to_pursue(self) -> bool:
        return (
            self.manner.pursue is not None
            and self.nodes * self.search.model.columns >= _BEFORE_PURSUIT
            and self.best is not None
        )

    def _pursue(self) -> None:
        pursue, self.manner = self.manner.pursue, replace(self.manner, pursue=None)
        if pursue is None or self.best is None:
            return
        self._has_pursued = True
        least = min(each.bound for each in self._open)
        if self._unresolved is not None:
            least = min(least, self._unresolved)
        found = pursue(self.best, max(self._at_least, least))
        self.begin_with(found.values)
        if found.bound is not None:
            self._at_least = max(self._at_least, found.bound)
        if not self._is_closed(self._at_least) and self._may_gain_much():
            answer, _ = self.search.visit({})
            if answer.status is LpStatus.OPTIMAL:
                self._look_around(answer.values)

    def _least(self) -> int:
        """Return what is proven of all that is open."""
        return max(self._at_least, min(each.bound for each in self._open))

    def _begin_again(self) -> bool:
        """Go back to the root with further cuts and a better plan; whether that was all."""
        search = self.search
        is_large = search.model.columns >= _LARGE
        self._next_effort = max(_AGAIN, self.nodes * _LATER) if is_large else INFINITE
        self._has_cuts = True
        if self._is_private and self.best is not None:
            narrow_for(search, self.cost, self.best - self.step)
        rounds = _ROUNDS + search.model.columns // _COLUMNS_A_ROUND
        values = strengthen(search, self.best, rounds)
        if values is not None:
            self._look_around(values)
        self._open = [Node(self._least(), 0, {})]
        bounds = self._shrunk(_LESS)
        if bounds is not None:
            self._go_on_smaller(bounds)
        return bounds is not None

    def _look_around(self, values: Floats) -> None:
        """Have HiGHS look for plans near the relaxation's values, where that is worth its time."""
        search, is_huge = self.search, self.search.model.columns >= _HUGE
        is_long = is_huge or self._has_pursued or self.nodes >= _MANY_NODES
        if self.manner.looks_around and is_long and self._may_gain_much():
            seconds = _LONG if is_huge else _SHORT
            for found in proposals(search, self.cost, values, self.values, seconds):
                self.begin_with(found)
        elif self.values is None:
            # With a plan at hand the search itself finds better ones sooner.
            self.begin_with(search.proposed_near(self.cost, values))

    def _may_gain_much(self) -> bool:
        return self.best is None or self.best - self._least() > _MUCH_TO_GAIN * abs(self.best)

    def _shrunk(self, share: float = _MUCH) -> Pairs | None:
        """Return the columns' bounds for anything better, where that fixes so many of them."""
        if self.best is None:
            return None
        return shrunk(self.search, self.cost, self.best - self.step, share)

    def _go_on_smaller(self, bounds: Pairs) -> None:
        """Search what is left in a model of its own; the tree so far has served its purpose."""
        search = self.search
        least = max(self._least(), -INFINITE)
        small = compacted(search.model, bounds)
        offset = sum(c * v for c, v in zip(self.cost, small.fixed, strict=True) if v)
        inner = Tree(
            search.within(small),
            [self.cost[column] for column in small.kept],
            1 if offset % self.step else self.step,
            least - offset,
            None if self.best is None else self.best - offset,
        )
        inner.manner = self.manner.inside(small, offset, self.nodes)
        inner._has_pursued = self._has_pursued
        inner.become_private(has_cuts=self._has_cuts)
        inner.costs = self.costs.within(small.kept)
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
        return max(min(bounds), self._at_least) if bounds else None

    def _is_enough(self) -> bool:
        manner = self.manner
        if manner.is_first_enough and self.values is not None:
            return True
        is_blind = self.best is None and not manner.is_first_enough
        if self.nodes >= (manner.most_blind if is_blind else manner.most_nodes):
            return True
        return self.search.budget.is_over()

    def _is_stuck(self, bound: int) -> bool:
        """Whether what cannot be settled in such a model is the least of what is left."""
        is_of_runs = self.manner.most_blind < INFINITE
        return is_of_runs and self._unresolved is not None and bound >= self._unresolved

    def _is_closed(self, bound: int) -> bool:
        return self.best is not None and max(bound, self._at_least) >= self.best

    def _dive(self, node: Node) -> None:
        current: Node | None = node
        while current is not None:
            if self._is_enough() or self.nodes >= self._next_effort or self._is_to_pursue():
                current.seen = None
                heapq.heappush(self._open, current)
                return
            current = self._step(current)

    def _step(self, node: Node) -> Node | None:
        """Solve a node; return the child to go on with, or None when it is closed."""
        self.nodes += 1
        answer, proven = node.seen or self.search.visit(node.changes)
        node.seen = None
        if proven is None:
            return None
        if answer.status is LpStatus.STOPPED:
            self._leave_open(node.bound)
            return None
        bound = max(node.bound, -(-math.ceil(proven) // self.step) * self.step)
        if self._is_closed(bound) or self._is_solved(answer, bound):
            return None
        return self.branched(answer, node, proven, bound)

    def branched(self, answer: LpAnswer, node: Node, proven: float, bound: int) -> Node | None:
        """Return the child to go on with, if there is any; the others are open."""
        if broken_of(self.search.branching, answer.values) is None:
            self.settle(answer, node, bound)
            return None
        if self.best is not None:
            worse = self.search.too_dear(answer, proven, self.best - self.step, node.changes)
            node = Node(node.bound, node.number, {**node.changes, **worse})
        return self._branch_well(answer, node, proven, bound)

    def _is_solved(self, answer: LpAnswer, bound: int) -> bool:
        """Whether the answer, mended, is a solution, and no worse than the bound."""
        values = self.search.mended(answer)
        if values is None or not self.is_allowed(values):
            return False
        self.begin_with(values)
        return self._cost_of(values) <= bound

    def _branch_well(self, answer: LpAnswer, node: Node, proven: float, bound: int) -> Node | None:
        """Branch on the count that raises the bound most; return the child to go on with."""
        best: tuple[float, list[Node]] | None = None
        tried = 0
        for column, value in self.costs.ranked(self.search.branching, answer.values):
            if best is not None and tried >= _MOST_TRIALS:
                break
            fraction = value - math.floor(value)
            if (
                best is not None
                and self.costs.is_reliable(column)
                and self.costs.score(column, fraction) <= best[0]
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
            each.seen = None
        for each in children[1:]:
            heapq.heappush(self._open, each)
        return children[0] if children else None

    def _tried(
        self, node: Node, proven: float, bound: int, column: int, value: float
    ) -> tuple[float, list[Node]]:
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
                self.costs.learn(column, is_up=is_up, gain=gain, distance=distance)
                self._number += 1
                children.append(Node(least, -self._number, changes, (answer, found)))
            gains.append(_CLOSED if closed else gain)
        return product(*gains), children

    def is_allowed(self, values: list[int]) -> bool:
        """Whether a solution of the model is one that is looked for."""
        del values  # here every one is
        return True

    def settle(self, answer: LpAnswer, node: Node, bound: int) -> None:
        """Close a node whose counts are whole, or leave open what it cannot prove."""
        changes = dict(node.changes)
        found = rounded(answer)
        for column in np.flatnonzero(self.search.model.is_count).tolist():
            changes[column] = (found[column], found[column])
        values = self.search.settled(self.cost, changes)
        if values is None or self._cost_of(values) > bound:
            self._split(answer, node, bound)
            return
        if self.search.round_up is not None:
            values = self.search.round_up(values)
        if is_solution(self.search.model, values) and self.is_allowed(values):
            self.begin_with(values)
            if self._cost_of(values) <= bound:
                return
        self._leave_open(bound)

    def _split(self, answer: LpAnswer, node: Node, bound: int) -> None:
        """Branch three ways on a count that is whole but for less than can be told."""
        found = nearly_whole(self.search.model, node.changes, answer.values)
        if found is None:
            self._leave_open(bound)
            return
        column, low, high = found
        value = min(max(round(float(answer.values[column])), low), high)
        for pair in ((low, value - 1), (value, value), (value + 1, high)):
            if pair[0] <= pair[1]:
                self._number += 1
                changes = {**node.changes, column: pair}
                heapq.heappush(self._open, Node(bound, -self._number, changes))

    def _leave_open(self, bound: int) -> None:
        self._unresolved = bound if self._unresolved is None else min(self._unresolved, bound)
