"""Where an earlier plan paid: a place to begin the search for a plan of a like problem."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.merge import end_of_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from huanqing.domain.planning.plan import Payment
    from huanqing.domain.planning.problem import Problem
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.search import TierSearch
    from huanqing.infrastructure.planning.terms import Terms

    Former = Mapping[tuple[int, int], int]
    Limits = dict[int, tuple[int, int]]

_MOST_NODES = 24


def former_of(
    payments: Iterable[Payment], problem: Problem, terms: Terms, ends: list[int]
) -> Former:
    """Return how many payments were made by channel and run of days, named by its end.

    Payments outside of the problem's channels and days say nothing.
    """
    end_of = end_of_each(terms.days, ends)
    places = {each.id: place for place, each in enumerate(terms.channels)}
    found: Counter[tuple[int, int]] = Counter()
    for each in payments:
        day = problem.index(each.day)
        if each.channel in places and 0 <= day < terms.days:
            found[places[each.channel], end_of[day]] += 1
    return found


def like_former(
    search: TierSearch, plan: PlanModel, former: Former, guide: list[int]
) -> list[int] | None:
    """Return a solution that pays where the former plan did, and about as often; None without.

    One that needs a payment more will do. It is looked for briefly, led by the guiding cost.
    """
    total = plan.total(Tier.PAYMENTS)
    within = _within(search, plan, former)
    if total is None or within is None:
        return None
    number = sum(former.values())
    low, high = search.model.col_low[total], search.model.col_high[total]
    for most in sorted({min(number, high), min(number + 1, high)}):
        if most >= low:
            found = search.any_solution(guide, total, most, _MOST_NODES, within)
            if found.values is not None:
                return found.values
    return None


def _within(search: TierSearch, plan: PlanModel, former: Former) -> Limits | None:
    """Return what to narrow, so that nothing is paid elsewhere; None where that must be."""
    model = search.model
    found: Limits = {}
    for carrier in plan.carriers:
        number = former.get((carrier.channel, carrier.day), 0)
        low, high = model.col_low[carrier.count], model.col_high[carrier.count]
        if number == 0:
            closed = (carrier.count, *carrier.amounts)
            if any(model.col_low[column] > 0 for column in closed):
                return None
            found |= dict.fromkeys(closed, (0, 0))
        elif plan.ends is None:
            pair = max(low, min(number - 1, high)), min(number + 1, high)
            if pair[0] > pair[1]:
                return None
            found[carrier.count] = pair
    return found
