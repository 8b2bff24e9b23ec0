"""Solves the tiers one after another, each within what the tiers before it leave."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.cuts import Separator
from huanqing.infrastructure.planning.former import like_former
from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import INFINITE
from huanqing.infrastructure.planning.manner import Manner
from huanqing.infrastructure.planning.outcome import Outcome
from huanqing.infrastructure.planning.pseudo_costs import PseudoCosts
from huanqing.infrastructure.planning.pursuit import Pursuit, is_apt
from huanqing.infrastructure.planning.search import TierSearch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from huanqing.domain.planning.solver import SolveOptions
    from huanqing.infrastructure.planning.coarse import Refinement
    from huanqing.infrastructure.planning.former import Former
    from huanqing.infrastructure.planning.manner import Pursue
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.relaxation import Budget
    from huanqing.infrastructure.planning.terms import Terms


_FIRST_TRIAL = 28
_LARGE = 600
_HUGE = 2500
"""From so many columns on, HiGHS is not asked for more than a first solution."""
_FEW_NODES = 200
_SHORT, _LONG = 0.2, 2.0
"""How many seconds to ask for a better solution where there is one, before and after a trial."""
_MOST_BLIND = 200
_FIRST_NODES, _MORE_NODES = 400, 4
_SHARE_OF_PURSUIT = 0.4


def joined(known: dict[Tier, int], found: dict[Tier, int]) -> dict[Tier, int]:
    """Return both bounds, the found ones first.

    A bound holds for plans that reach the bounds before it, so that what is known of a tier
    falls with any of those.
    """
    bounds: dict[Tier, int] = {}
    holds = True
    for tier in Tier:
        if tier in found:
            bounds[tier] = found[tier]
            holds = holds and found[tier] == known.get(tier)
        elif holds and tier in known:
            bounds[tier] = known[tier]
    return bounds


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
        budget.check()
        model = plan.model.freeze()
        budget.check()
        self._search = TierSearch(
            model, plan.branching, budget, plan.rounded_up, Separator(plan, terms, model)
        )
        self._options = options
        self._timing_sign = timing_sign
        self._wished: dict[Tier, int] = {}
        self.outcome = Outcome(plan, None, {})

    def wish(self, wished: dict[Tier, int], amounts: dict[tuple[int, int], int]) -> None:
        """Hold these tiers without a search for less; the amounts by channel and day may do."""
        self._wished = wished
        for tier, value in wished.items():
            column = self._plan.total(tier)
            if column is not None:
                self._search.narrow(column, 0, value)
        plan = self._plan
        limits = {
            column: (amounts.get(key[1:], 0),) * 2
            for key, column in plan.columns.items()
            if key[0] == "x"
        }
        cost = plan.cost(plan.timing, self._timing_sign)
        self.outcome.values = self._search.solution(cost, limits, plan.rounded_up)

    def begin_like(self, former: Former) -> None:
        """Look where a former plan paid, for a solution to begin with."""
        guide = self._plan.cost(self._plan.timing, self._timing_sign)
        fees = self._plan.total(Tier.FEES)
        if self._plan.ends is None and fees is not None:
            guide = self._plan.cost({fees: 1})
        found = like_former(self._search, self._plan, former, guide)
        known = self.outcome.values
        if found is not None and (known is None or _worth(guide, found) < _worth(guide, known)):
            self.outcome.values = found

    def refine(
        self, refinement: Refinement, ends: list[int], solve: Callable[[list[int]], Outcome]
    ) -> bool:
        """Begin with what longer runs come to; return whether there is anything to search for."""
        guide = self._plan.cost(self._plan.timing, self._timing_sign)
        runs, self.outcome.values = refinement.run(self._search, guide, ends, solve)
        self.outcome.is_empty = runs.is_empty
        return not runs.is_empty

    def run(self, known: dict[Tier, int]) -> Outcome:
        """Return the outcome; ``known`` bounds hold as long as the tiers before are equal."""
        for tier in Tier:
            column = self._plan.total(tier)
            if tier in self._wished:
                self.outcome.bounds[tier] = known[tier]
                if column is not None and known[tier] == self._wished[tier]:
                    self._search.narrow(column, known[tier], known[tier])
                continue
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

    def any_within(self, late: int) -> Outcome:
        """Return an outcome whose late total is at most this; the tiers are not minimised."""
        column = self._plan.total(Tier.LATE)
        if column is not None:
            self._search.narrow(column, 0, late)
        self._take_any()
        return self.outcome

    def _take_any(self) -> None:
        """Be content with any solution as good as the tiers so far."""
        outcome, search, plan = self.outcome, self._search, self._plan
        column = plan.total(Tier.PAYMENTS)
        if outcome.values is not None or column is None:
            return
        guides = [plan.cost(plan.timing, sign * self._timing_sign) for sign in (1, -1)]
        high, most_nodes = search.model.col_high[column], _FIRST_NODES
        while outcome.values is None and not outcome.is_empty and not search.budget.is_over():
            # Where one way leads astray, another may not.
            is_stuck = True
            for guide in guides:
                found = search.any_solution(guide, column, high, most_nodes)
                is_stuck = is_stuck and found.nodes < most_nodes
                outcome.values = found.values
                outcome.is_empty = found.values is None and found.bound is None
                if outcome.values is not None or outcome.is_empty:
                    return
            outcome.values = search.proposed(plan.cost({column: 1}), high, seconds=_LONG)
            if is_stuck:
                return
            most_nodes *= _MORE_NODES

    def _minimise(self, tier: Tier, column: int | None, known: dict[Tier, int]) -> bool:
        """Solve one tier and hold it; return whether the next one makes sense."""
        plan, search, outcome = self._plan, self._search, self.outcome
        if column is None:
            cost = plan.cost(plan.timing, self._timing_sign)
        else:
            cost = plan.cost({column: 1})
        at_least = known.get(tier, -INFINITE) if self._is_as_known(known, tier) else -INFINITE
        start = outcome.values
        if column is not None and start is not None and start[column] <= at_least:
            found = Found(at_least, start, at_least, 0)
        elif column is not None and tier in (Tier.FEES, Tier.PAYMENTS):
            found = self._count(tier, column, at_least)
        else:
            search.tighten(cost)
            found = (
                self._time(cost)
                if tier is Tier.TIMING
                else search.minimise(cost, self._cost_step(tier), at_least, outcome.values)
            )
        if found.bound is not None and found.bound > -INFINITE:
            outcome.bounds[tier] = found.bound
        if found.values is None or found.cost is None:
            outcome.is_empty = found.bound is None
            return False
        outcome.values = found.values
        if column is not None:
            search.narrow(column, found.cost if found.bound == found.cost else 0, found.cost)
        if tier in (Tier.LATE, Tier.INSIDE_BUFFER):
            _, proven = search.relax(cost)
            if proven is not None:
                search.narrow_by(proven, found.cost)
        return True

    def _count(self, tier: Tier, column: int, at_least: int) -> Found:
        """Raise the bound of a tier that counts until something reaches it.

        Costs that count say little about where to look; the last tier's say more, so that
        they lead the search for a plan within the bound, or for the proof that there is none.
        """
        plan, search = self._plan, self._search
        cost = plan.cost({column: 1})
        step = self._fee_step() if tier is Tier.FEES else 1
        search.tighten(cost)
        _, bound = search.relax(cost)
        if bound is None:
            return Found(None, None, None, 0)
        least = max(at_least, -(-bound.value // step) * step)
        best, least = self._raised(cost, column, step, least)
        if best is None:
            best = search.proposed(cost, least)
        if best is None or search.model.columns < _LARGE:
            return search.minimise(cost, step, least, best)
        found = search.minimise(cost, step, least, best, Manner(most_nodes=_FEW_NODES))
        if found.is_proven or found.bound is None or search.budget.is_over():
            return found
        least = max(least, found.bound)
        better = None
        if search.model.columns < _HUGE:
            better = search.proposed(cost, least, seconds=_LONG)
        if better is None or better[column] >= (found.cost or 0):
            better = found.values
        return search.minimise(cost, step, least, better)

    def _raised(
        self, cost: list[int], column: int, step: int, least: int
    ) -> tuple[list[int] | None, int]:
        """Return the best solution at hand and the least, raised by cuts until the two meet.

        It ends where cuts raise the least no more.
        """
        search = self._search
        best = self._near(cost, column, least)
        while best is None or best[column] > least:
            values = search.strengthened(cost, least)
            _, bound = search.relax(cost)
            before = least
            if bound is not None:
                least = max(least, -(-bound.value // step) * step)
            if least == before:
                near = None if values is None else search.proposed_near(cost, values)
                return _better(best, near, column), least
            if search.model.columns < _LARGE:
                best = _better(best, self._trial(column, least), column)
        return best, least

    def _near(self, cost: list[int], column: int, least: int) -> list[int] | None:
        """Return a solution that needs the least, or the best of those that were found."""
        best = self.outcome.values
        if best is not None and best[column] <= least:
            return best
        for values in self._tries(cost, column, least):
            best = _better(best, values, column)
            if best is not None and best[column] <= least:
                break
        return best

    def _trial(self, column: int, least: int) -> list[int] | None:
        """Return a solution that a short search finds, led by the last tier."""
        guide = self._plan.cost(self._plan.timing, self._timing_sign)
        return self._search.any_solution(guide, column, least, _FIRST_TRIAL).values

    def _tries(self, cost: list[int], column: int, least: int) -> Iterator[list[int] | None]:
        """Yield what different ways of looking for a solution come to, the quick ones first."""
        search = self._search
        if search.model.columns < _LARGE:
            # So small a model is searched as quickly as HiGHS begins.
            yield self._trial(column, least)
            return
        late, early = (self._plan.cost(self._plan.timing, sign) for sign in (-1, 1))
        counts = [each.count for each in self._plan.carriers]
        is_found = False
        for guide in (late, cost, early):
            found = search.near(guide, cost, counts, (column, least))
            is_found = is_found or found is not None
            yield found
        if not is_found or search.model.columns < _HUGE:
            yield search.proposed(cost, least, seconds=_SHORT if is_found else math.inf)

    def _time(self, cost: list[int]) -> Found:
        """Minimise the last tier among the plans that are as good on the others."""
        search, outcome = self._search, self.outcome
        start = outcome.values
        if start is None:
            column = self._plan.total(Tier.PAYMENTS)
            if column is not None:
                high = search.model.col_high[column]
                start = search.any_solution(cost, column, high, _FIRST_TRIAL).values
        if start is None:
            start = search.proposed(cost)
        # Where runs of days share their counts, there may be no plan at all of so few.
        most_blind = INFINITE if self._plan.ends is None else _MOST_BLIND
        costs, experience = PseudoCosts(), self._options.experience
        if experience is not None:
            costs.recall(experience.gains, self._plan.columns)
        manner = Manner(
            most_blind=most_blind, looks_around=True, pursue=self._pursue_late_days(cost, costs)
        )
        found = search.minimise(cost, 1, -INFINITE, start, manner, costs)
        if experience is not None:
            experience.gains = costs.told(self._plan.columns)
        return found

    def _pursue_late_days(self, cost: list[int], costs: PseudoCosts) -> Pursue | None:
        """Return what else to try for plans of late days, if it can be tried."""
        plan, search = self._plan, self._search
        if self._timing_sign > 0 or not is_apt(plan, self._terms, search.model):
            return None

        def pursue(best: int, least: int) -> Found:
            budget = search.budget.part(_SHARE_OF_PURSUIT)
            return Pursuit(search, plan, self._terms, cost, costs, budget).run(best, least)

        return pursue

    def _is_as_known(self, known: dict[Tier, int], tier: Tier) -> bool:
        earlier = [each for each in Tier if each < tier]
        return all(self.outcome.bounds.get(each) == known.get(each) for each in earlier)

    def _cost_step(self, tier: Tier) -> int:
        """Return what divides every total of a tier that costs by the day."""
        costs = self._plan.late if tier is Tier.LATE else self._plan.inside
        return math.gcd(*costs.values()) or 1

    def _fee_step(self) -> int:
        return math.gcd(*(each.fee for each in self._terms.channels))


def _worth(cost: list[int], values: list[int]) -> int:
    return sum(c * v for c, v in zip(cost, values, strict=True) if c)


def _better(best: list[int] | None, other: list[int] | None, column: int) -> list[int] | None:
    """Return the one of the two solutions that is smaller in the column; the first if equal."""
    if other is None or (best is not None and best[column] <= other[column]):
        return best
    return other
