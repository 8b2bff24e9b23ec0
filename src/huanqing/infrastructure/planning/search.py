"""Minimises one cost after another over a model: cuts, then branch and bound."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from huanqing.infrastructure.planning.any_tree import AnyTree
from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import INFINITE, FrozenModel, compacted
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.manner import Manner
from huanqing.infrastructure.planning.nearby import within_one
from huanqing.infrastructure.planning.relaxation import Budget, Relaxation
from huanqing.infrastructure.planning.strengthen import strengthen
from huanqing.infrastructure.planning.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.cuts import Separator
    from huanqing.infrastructure.planning.pseudo_costs import PseudoCosts

    Floats = NDArray[np.float64]
    Rounding = Callable[[list[int]], list[int]]

_ROUNDS, _CUTS_A_ROUND = 6, 25
_LEAST_GAIN = 1e-5
_IDLE_ROUNDS = 1
_MOST_SECONDS = 1.0


class TierSearch(Relaxation):
    """Minimises integer costs over a model, one after another."""

    def __init__(
        self,
        model: FrozenModel,
        branching: list[list[int]],
        budget: Budget,
        round_up: Rounding | None = None,
        separator: Separator | None = None,
    ) -> None:
        """Keep the model; ``round_up`` mends counts, ``separator`` finds rows to add."""
        super().__init__(model, branching, budget, round_up)
        self.separator = separator

    def minimise(
        self,
        cost: list[int],
        step: int = 1,
        at_least: int = -INFINITE,
        start: list[int] | None = None,
        manner: Manner | None = None,
        costs: PseudoCosts | None = None,
    ) -> Found:
        """Return the best solution; ``start`` is one to begin with.

        ``step`` divides every cost; ``at_least`` is known of every solution. ``costs`` know
        already what branching brings, and learn more of it.
        """
        run = Tree(self, cost, step, at_least)
        run.manner = manner or run.manner
        run.costs = costs or run.costs
        if start is not None:
            run.begin_with(start)
        return run.run()

    def minimise_within(
        self,
        bounds: list[tuple[int, int]],
        cost: list[int],
        limits: tuple[int, int],
        most_nodes: int,
        costs: PseudoCosts,
        budget: Budget,
    ) -> Found:
        """Return the first solution of a cost within the limits, or the proof of none.

        ``bounds`` narrow the columns for this once, to a model of its own. Where nothing in
        them is cheap enough, the ``bound`` is above the limits.
        """
        least, most = limits
        nothing = Found(None, None, most + 1, 0)
        small = compacted(self.model, bounds)
        if not small.is_possible:
            return nothing
        offset = sum(c * v for c, v in zip(cost, small.fixed, strict=True) if v)
        if not small.kept:
            is_cheap = offset <= most
            return Found(offset, small.fixed, offset, 0) if is_cheap else nothing
        inner_cost = [cost[column] for column in small.kept]
        run = Tree(self.within(small, budget), inner_cost, 1, least - offset, most + 1 - offset)
        run.become_private(has_cuts=False)
        run.costs = costs.within(small.kept)
        run.manner = Manner(most_nodes=most_nodes, is_first_enough=True)
        found = run.run()
        bound = most + 1 if found.bound is None else found.bound + offset
        if found.values is None or found.cost is None:
            return Found(None, None, bound, found.nodes)
        return Found(found.cost + offset, small.whole(found.values), bound, found.nodes)

    def any_solution(
        self,
        guide: list[int],
        column: int,
        high: int,
        most_nodes: int,
        within: dict[int, tuple[int, int]] | None = None,
    ) -> Found:
        """Return a solution that keeps the column at most ``high``, led by the guiding cost.

        ``within`` narrows further columns for this once. Without a solution, ``bound`` is None
        where it is proven that there is none.
        """
        run = AnyTree(self, guide, (column, high), within or {}, most_nodes)
        if not run.plunge():
            return run.run()
        return Found(run.best, run.values, -INFINITE, run.nodes)

    def near(
        self, guide: list[int], cost: list[int], counts: list[int], most: tuple[int, int]
    ) -> list[int] | None:
        """Return a solution of few payments, next to the relaxation that the guide leads to.

        ``most``: a column and what it is to be at most; ``counts`` stay within one of what
        they are in the relaxation.
        """
        column, high = most
        low = self.model.col_low[column]
        if high < low:
            return None
        answer, _ = self.relax(guide, {column: (low, high)})
        if answer.status is not LpStatus.OPTIMAL or self.budget.is_over():
            return None
        limits = within_one(answer.values, counts)
        return self.proposed(cost, high, limits, _MOST_SECONDS)

    def tighten(self, cost: list[int]) -> None:
        """Add cuts to the model as long as they raise the bound of the cost."""
        if self.separator is None:
            return
        self.set_cost(cost)
        first, before, idle = self.model.rows, -math.inf, 0
        for _ in range(_ROUNDS):
            answer, bound = self.visit({})
            if answer.status is not LpStatus.OPTIMAL or bound is None or self.budget.is_over():
                break
            idle = idle + 1 if bound <= before + abs(before) * _LEAST_GAIN else 0
            if idle > _IDLE_ROUNDS:
                break
            cuts = self.separator.find(self.model, answer.values, _CUTS_A_ROUND)
            if not cuts:
                break
            self.add_rows([(each.low, each.terms) for each in cuts])
            before = bound
        self._drop_slack(first)

    def strengthened(self, cost: list[int], least: int) -> Floats | None:
        """Add rounded sums of rows until the bound is above the least, or that does not pay.

        Return the values of the relaxation at the end.
        """
        self.set_cost(cost)
        return strengthen(self, None, above=least)

    def _drop_slack(self, first: int) -> None:
        """Delete the cuts that the last solution does not lean on."""
        answer, _ = self.visit({})
        if answer.status is LpStatus.OPTIMAL:
            slack = first + np.flatnonzero(answer.duals[first:] == 0.0)
            if len(slack):
                self.delete_rows([int(each) for each in slack])
