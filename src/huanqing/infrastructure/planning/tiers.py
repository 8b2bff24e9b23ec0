"""Solves the tiers one after another, each within what the tiers before it leave."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.linear_model import INFINITE
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.relaxation import Budget, is_solution, rounded
from huanqing.infrastructure.planning.search import Found, TierSearch

if TYPE_CHECKING:
    from huanqing.domain.planning.solver import SolveOptions
    from huanqing.infrastructure.planning.plan_model import Bounds, PlanModel
    from huanqing.infrastructure.planning.terms import Terms


_FIRST_TRIAL, _NODES_A_TRIAL = 20, 300


@dataclass(frozen=True, slots=True)
class Flow:
    """The first two tiers with the numbers of payments left out.

    ``bounds`` by tier hold for every plan. ``face`` bounds the columns to the best flows;
    None where the flow proves less than that. ``values`` are those of one of the best.
    """

    bounds: list[int]
    face: Bounds | None
    plan: PlanModel
    values: list[int] | None


@dataclass(slots=True)
class Outcome:
    """What the tiers came to: a solution, or none; ``is_empty`` says that this is proven."""

    plan: PlanModel
    values: list[int] | None
    bounds: dict[Tier, int]
    is_empty: bool = False
    is_on_face: bool = False


def solve_flow(terms: Terms, budget: Budget) -> Flow:
    """Return the bounds of the first two tiers, and where their best flows lie."""
    plan = build_model(terms, with_counts=False)
    search = TierSearch(plan.model.freeze(), [], budget)
    bounds: list[int] = []
    values: list[int] | None = None
    for costs in (plan.late, plan.inside):
        cost = plan.cost(costs)
        answer, bound = search.relax(cost)
        if bound is None or answer.status is not LpStatus.OPTIMAL:
            return Flow(bounds, None, plan, values)
        bounds.append(max(0, bound.value))
        nearest = rounded(answer)
        if not is_solution(search.model, nearest):
            return Flow(bounds, None, plan, values)
        values = nearest
        if sum(c * v for c, v in zip(cost, values, strict=True) if c) != bound.value:
            return Flow(bounds, None, plan, values)
        search.narrow_by(bound, bound.value)
    pairs = list(zip(search.model.col_low, search.model.col_high, strict=True))
    face = {key: pairs[column] for key, column in plan.columns.items()}
    return Flow(bounds, None if _fees_matter(terms, face) else face, plan, values)


def _fees_matter(terms: Terms, face: Bounds) -> bool:
    """Whether the best flows need cash that fees may take; if not, cash is left free."""
    paying = {each.account for each in terms.channels if each.fee}
    for key, (low, _) in list(face.items()):
        if key[0] == "cash" and key[1] in paying:
            if low:
                return True
            del face[key]
    return False


class TierByTier:
    """Minimises the tiers in their order over one model with counts."""

    def __init__(
        self,
        terms: Terms,
        plan: PlanModel,
        budget: Budget,
        options: SolveOptions,
        timing_sign: int,
    ) -> None:
        """Freeze the model."""
        self._terms = terms
        self._plan = plan
        self._search = TierSearch(plan.model.freeze(), plan.branching, budget)
        self._options = options
        self._timing_sign = timing_sign
        self.outcome = Outcome(plan, None, {})

    def run(self, known: dict[Tier, int]) -> Outcome:
        """Return the outcome; ``known`` bounds hold as long as the tiers before are equal."""
        for tier in Tier:
            column = self._total(tier)
            if tier > self._options.last_tier:
                self._take_any()
                break
            if column is None and tier is not Tier.TIMING:
                if tier in known:
                    self.outcome.bounds[tier] = known[tier]
                continue
            self._options.on_progress(tier)
            if not self._minimise(tier, column, known):
                break
        return self.outcome

    def _take_any(self) -> None:
        """Be content with any solution as good as the tiers so far."""
        outcome, search = self.outcome, self._search
        if outcome.values is None:
            column = self._plan.columns["N", -1, self._terms.days - 1]
            guide = self._plan.cost(self._plan.timing, self._timing_sign)
            high = search.model.col_high[column]
            found = search.any_solution(guide, column, high, INFINITE)
            outcome.values = found.values
            outcome.is_empty = found.values is None and found.bound is None

    def _total(self, tier: Tier) -> int | None:
        """Return the column that sums the tier; None where there is nothing to choose."""
        columns = self._plan.columns
        if tier is Tier.FEES:
            return columns.get(("fees", 0, 0))
        if tier is Tier.PAYMENTS:
            return columns.get(("N", -1, self._terms.days - 1))
        return columns.get(("total", int(tier), 0))

    def _minimise(self, tier: Tier, column: int | None, known: dict[Tier, int]) -> bool:
        """Solve one tier and hold it; return whether the next one makes sense."""
        plan, search, outcome = self._plan, self._search, self.outcome
        if column is None:
            cost = plan.cost(plan.timing, self._timing_sign)
        else:
            cost = plan.cost({column: 1})
        at_least = known.get(tier, -INFINITE) if self._is_as_known(known, tier) else -INFINITE
        if column is not None and tier in (Tier.FEES, Tier.PAYMENTS):
            found = self._count(tier, column, at_least)
        else:
            found = search.minimise(cost, 1, at_least, outcome.values)
        if found.bound is not None and found.bound > -INFINITE:
            outcome.bounds[tier] = found.bound
        if found.values is None or found.cost is None:
            outcome.is_empty = found.bound is None
            return False
        outcome.values = found.values
        if column is not None:
            search.narrow(column, 0, found.cost)
        return True

    def _count(self, tier: Tier, column: int, at_least: int) -> Found:
        """Raise the bound of a tier that counts until something reaches it.

        Costs that count say little about where to look; the last tier's say more, so that
        they lead the search for a plan within the bound, or for the proof that there is none.
        """
        plan, search = self._plan, self._search
        cost = plan.cost({column: 1})
        step = self._fee_step() if tier is Tier.FEES else 1
        guide = plan.cost(plan.timing, self._timing_sign)
        best = self.outcome.values
        _, bound = search.relax(cost)
        if bound is None:
            return Found(None, None, None, 0)
        least = max(at_least, -(-bound.value // step) * step)
        nodes = _FIRST_TRIAL
        while not search.budget.is_over() and (best is None or best[column] > least):
            found = search.any_solution(guide, column, least, nodes)
            if found.values is not None:
                best = found.values
            elif found.bound is None:
                least += step
                if least > search.model.col_high[column]:
                    return Found(None, None, None, 0)
            elif nodes == _FIRST_TRIAL:
                proposed = search.proposed(cost, least)
                best, nodes = proposed or best, _NODES_A_TRIAL
            else:
                break
        if best is None:
            return search.minimise(cost, step, least)
        return Found(best[column], best, least, 0)

    def _is_as_known(self, known: dict[Tier, int], tier: Tier) -> bool:
        earlier = [each for each in Tier if each < tier]
        return all(self.outcome.bounds.get(each) == known.get(each) for each in earlier)

    def _fee_step(self) -> int:
        return gcd(*(each.fee for each in self._terms.channels))
