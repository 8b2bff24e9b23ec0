"""The first tiers without counts: a network flow, whose best solutions bound every plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.relaxation import Budget, is_solution, rounded
from huanqing.infrastructure.planning.search import TierSearch

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.plan_model import Bounds, PlanModel
    from huanqing.infrastructure.planning.terms import Terms


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


def solve_flow(terms: Terms, budget: Budget, last_tier: Tier = Tier.TIMING) -> Flow:
    """Return the bounds of the first two tiers, and where their best flows lie."""
    plan = build_model(terms, with_counts=False)
    budget.check()
    search = TierSearch(plan.model.freeze(), [], budget)
    bounds: list[int] = []
    values: list[int] | None = None
    for costs in (plan.late, plan.inside)[: last_tier + 1]:
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
    _settle_late(plan, search)
    pairs = list(zip(search.model.col_low, search.model.col_high, strict=True))
    face = {key: pairs[column] for key, column in plan.columns.items()}
    _close_the_rest(terms, face)
    return Flow(bounds, None if _fees_matter(terms, face) else face, plan, values)


def _settle_late(plan: PlanModel, search: TierSearch) -> None:
    """Bound what may be left of each group when it is due, to what the best flows leave."""
    model = search.model
    for (name, _, _), column in plan.columns.items():
        if name != "left" or search.budget.is_over():
            continue
        low, high = model.col_low[column], model.col_high[column]
        for sign in (1, -1) if low < high else ():
            _, bound = search.relax(plan.cost({column: sign}))
            if bound is not None and sign > 0:
                low = max(low, bound.value)
            elif bound is not None:
                high = min(high, -bound.value)
        if low <= high:
            search.narrow(column, low, high)


def _close_the_rest(terms: Terms, face: Bounds) -> None:
    """Close what else a group could take on days other than those that take all of it."""
    taken = {(name, place) for (name, place, _), (low, _) in face.items()
             if name in ("q", "left") and low == terms.groups[place].amount}  # fmt: skip
    places = {place for _, place in taken}
    for (name, place, day), (low, _) in face.items():
        if name in ("q", "left") and place in places and not low:
            face[name, place, day] = (0, 0)


def _fees_matter(terms: Terms, face: Bounds) -> bool:
    """Whether the best flows need cash that fees may take; if not, cash is left free."""
    paying = {each.account for each in terms.channels if each.fee}
    for key, (low, _) in list(face.items()):
        if key[0] == "cash" and key[1] in paying:
            if low:
                return True
            del face[key]
    return False
