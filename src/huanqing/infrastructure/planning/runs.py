"""The model of the last tier: single days for amounts, runs of like days for counts.

Between two events the days of a channel are alike, so that only the number of payments of a
size matters, not the days they fall on. A day that is full holds whole payments and perhaps a
smaller one, which are counted apart. What is lost are days that share out a cap of the platform:
the counts may then be too few, so that a solution counts only once its days were looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.counts import add_joint, add_totals, is_capped
from huanqing.infrastructure.planning.linear_model import INFINITE
from huanqing.infrastructure.planning.merge import end_of_each
from huanqing.infrastructure.planning.network import (
    add_cash,
    add_months,
    add_obligations,
    add_total,
)
from huanqing.infrastructure.planning.plan_model import ABSENT, Carrier, Cover, PlanModel

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.plan_model import Bounds, Draws
    from huanqing.infrastructure.planning.terms import Terms


def build_run_model(
    terms: Terms, face: Bounds, ends: list[int], most: int, *, with_totals: bool
) -> PlanModel:
    """Return the model within the face, of plans with at most so many payments.

    ``most`` is negative where late days are wanted; ``with_totals`` adds the sums of the
    first two tiers.
    """
    plan = PlanModel(bounds=dict(face), ends=ends)
    draws = add_obligations(plan, terms)
    for place, channel in enumerate(terms.channels):
        for day in _useful_days(plan, terms, place, ends, most):
            column = plan.amount(("x", place, day), channel.caps[day])
            if column != ABSENT:
                plan.timing[column] = day
    _add_counts(plan, terms, ends)
    add_totals(plan, terms, ends)
    add_joint(plan, terms, ends)
    plan.branching.append([each.count for each in plan.carriers])
    add_months(plan, terms)
    _add_days(plan, terms)
    add_cash(plan, terms, with_counts=True)
    _add_pools(plan, terms, draws, ends)
    if with_totals:
        add_total(plan, 0, plan.late)
        add_total(plan, 1, plan.inside)
    return plan


def _useful_days(
    plan: PlanModel, terms: Terms, place: int, ends: list[int], most: int
) -> list[int]:
    """Return the days of the channel that payments could be on in the best plan.

    Where no cap of the platform matters, payments of a run are on its best days, one each:
    the ``most`` first ones, or the last ones where ``most`` is negative.
    """
    channel = terms.channels[place]
    end_of = end_of_each(terms.days, ends)
    runs: dict[int, list[int]] = {}
    for day in range(terms.days):
        if channel.caps[day]:
            runs.setdefault(end_of[day], []).append(day)
    found: list[int] = []
    for days in runs.values():
        is_special = any(
            channel.steps[day] != channel.steps[days[0]]
            or is_capped(terms, day)
            or plan.is_narrowed(("x", place, day), channel.caps[day])
            for day in days
        )
        found += days if is_special else days[:most] if most > 0 else days[most:]
    return found


def _add_counts(plan: PlanModel, terms: Terms, ends: list[int]) -> None:
    first = 0
    for end in ends:
        for place in range(len(terms.channels)):
            _add_run(plan, terms, place, first, end)
        first = end + 1


def _add_run(plan: PlanModel, terms: Terms, place: int, first: int, end: int) -> None:
    """Add the counts of a channel's payments by their size, and split the days' amounts."""
    channel = terms.channels[place]
    sizes: dict[int, list[tuple[int, int]]] = {}
    days: list[tuple[int, list[int]]] = []
    for day in range(first, end + 1):
        x = plan.column("x", place, day)
        if x == ABSENT:
            continue
        steps = channel.steps[day]
        parts = [x]
        if len(steps) > 1:
            parts = [plan.model.add_amount(0, size * number) for size, number in steps]
            plan.balance(parts, [x])
        for part, (size, number) in zip(parts, steps, strict=True):
            sizes.setdefault(size, []).append((part, number))
        days.append((day, parts))
    counts: dict[int, int] = {}
    for rank, (size, members) in enumerate(sorted(sizes.items(), reverse=True)):
        most = sum(number for _, number in members)
        n = counts[size] = plan.count((f"n{rank}", place, end), most)
        amounts = tuple(part for part, _ in members)
        plan.model.add_row(-INFINITE, 0, (*((part, 1) for part in amounts), (n, -size)))
        plan.carriers.append(Carrier(place, end, n, amounts, ((size, most),)))
    for day, parts in days:
        steps = channel.steps[day]
        carried = tuple((part, counts[size]) for part, (size, _) in zip(parts, steps, strict=True))
        plan.covers.append(Cover(plan.column("x", place, day), carried, steps))


def _add_days(plan: PlanModel, terms: Terms) -> None:
    """Add the platform's cap on the days on which it can matter."""
    for day in range(terms.days):
        key = ("day", 0, day)
        if is_capped(terms, day) or plan.is_narrowed(key, terms.daily_caps[day]):
            row = [plan.column("x", place, day) for place in range(len(terms.channels))]
            if any(each != ABSENT for each in row):
                plan.balance(row, [plan.amount(key, terms.daily_caps[day])])


def _add_pools(plan: PlanModel, terms: Terms, draws: Draws, ends: list[int]) -> None:
    """Join the runs of days to what draws on them at their ends."""
    classes = sorted({earliest for earliest, _ in draws})
    entering = _entering(plan, terms, classes, ends)
    inflow: dict[int, list[int]] = {end: [] for end in ends}
    for earliest in classes:
        before = ABSENT
        last = max(day for start, day in draws if start == earliest)
        for end in (each for each in ends if earliest <= each <= last):
            plan.bounds["run", earliest, end] = entering[earliest, end]
            z = plan.amount(("run", earliest, end), terms.owed)
            inflow[end].append(z)
            after = plan.amount(("pool", earliest, end), terms.owed) if end < last else ABSENT
            plan.balance([before, z], [after, *draws.get((earliest, end), [])])
            before = after
    first = 0
    for end in ends:
        row = [
            x
            for place in range(len(terms.channels))
            for day in range(first, end + 1)
            if (x := plan.column("x", place, day)) != ABSENT
        ]
        plan.balance(row, inflow[end])
        first = end + 1


def _entering(
    plan: PlanModel, terms: Terms, classes: list[int], ends: list[int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return within what a run of days may enter the pool of a class."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for earliest in classes:
        first = 0
        for end in ends:
            pairs = [
                plan.bounds.get(("z", earliest, day), (0, terms.daily_caps[day]))
                for day in range(max(first, earliest), end + 1)
            ]
            low, high = sum(low for low, _ in pairs), sum(high for _, high in pairs)
            found[earliest, end] = (low, min(high, terms.owed))
            first = end + 1
    return found
