"""The tree of a search for any solution, led by a cost that only guides."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.linear_model import INFINITE
from huanqing.infrastructure.planning.manner import Manner
from huanqing.infrastructure.planning.plunging import plunged
from huanqing.infrastructure.planning.pseudo_costs import broken_of
from huanqing.infrastructure.planning.tree import Node, Tree

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.lp import LpAnswer
    from huanqing.infrastructure.planning.relaxation import Relaxation

    Changes = dict[int, tuple[int, int]]

_HALF = 0.5


class AnyTree(Tree):
    """Looks for any solution that keeps a column at most so high."""

    def __init__(
        self,
        search: Relaxation,
        guide: list[int],
        limit: tuple[int, int],
        within: Changes,
        most_nodes: int,
    ) -> None:
        """``limit``: a column and what it may be; ``within`` narrows further columns."""
        super().__init__(search, guide, 1, -INFINITE)
        column, high = limit
        self._limit = limit
        self._open = [Node(-INFINITE, 0, {**within, column: (search.model.col_low[column], high)})]
        self.manner = Manner(most_nodes=most_nodes, is_first_enough=True)
        self._next_effort = self._next_proposal = INFINITE

    def plunge(self) -> bool:
        """Round many counts at once, upwards where they lean so; whether that came to a plan."""
        self.search.set_cost(self.cost)
        self.nodes += 1
        values = plunged(self.search, self._open[0].changes, self.is_allowed)
        self.begin_with(values)
        return values is not None

    def is_allowed(self, values: list[int]) -> bool:
        """Whether it keeps the limit."""
        column, high = self._limit
        return values[column] <= high

    def branched(self, answer: LpAnswer, node: Node, proven: float, bound: int) -> Node | None:
        """Return the nearer child of the first broken count; the other one comes next.

        What comes early decides whether there is a solution, and what was left last is nearest
        to one.
        """
        del proven  # of a cost that only guides
        chosen = broken_of(self.search.branching, answer.values)
        if chosen is None:
            self.settle(answer, node, bound)
            return None
        column, value = chosen
        model = self.search.model
        low, high = node.changes.get(column, (model.col_low[column], model.col_high[column]))
        below = math.floor(value)
        down, up = dict(node.changes), dict(node.changes)
        down[column], up[column] = (low, below), (below + 1, high)
        first, second = (up, down) if value - below > _HALF else (down, up)
        self._number += 2
        heapq.heappush(self._open, Node(-INFINITE, -self._number, second))
        return Node(bound, -self._number - 1, first)
