"""Counts of payments: how many carry the amount of a day, and how small one may be."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.linear_model import INFINITE
from huanqing.infrastructure.planning.plan_model import ABSENT

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.terms import Terms


def add_counts(plan: PlanModel, terms: Terms, days: list[int]) -> None:
    """Add a count to every channel and day, and their sums up to each of the days given.

    The sums are there to branch on: that so many payments fall before a due date says far
    more than that one of them falls on a certain day.
    """
    single = [
        n
        for place, channel in enumerate(terms.channels)
        for day, cap in enumerate(channel.caps)
        if (n := _add_count(plan, terms, place, day, cap)) != ABSENT
    ]
    places = list(range(len(terms.channels)))
    total = _cumulate(plan, days, ("N", ABSENT), places)
    needs = _needs(plan, terms, days)
    for column, least in zip(total, _least_counts(plan, terms, days, needs), strict=True):
        plan.model.col_low[column] = min(least, plan.model.col_high[column])
    plan.branching = [total, *_by_fee(plan, terms, days), single]
    if any(each.fee for each in terms.channels):
        plan.branching.insert(0, [_add_fee_total(plan, terms)])


def _needs(plan: PlanModel, terms: Terms, days: list[int]) -> list[int]:
    """Return what must have been paid by each day, whatever the plan."""
    needed = [0] * terms.days
    for place, group in enumerate(terms.groups):
        if plan.column("left", place, 0) == ABSENT:
            draws = [day for day in range(terms.days) if plan.column("q", place, day) != ABSENT]
            needed[max(draws, default=0)] += group.amount
    sums = list(accumulate(needed))
    return [sums[day] for day in days]


def _least_counts(plan: PlanModel, terms: Terms, days: list[int], needs: list[int]) -> list[int]:
    """Return how many payments must have been made by each day, counting the largest only."""
    found: list[int] = []
    steps: list[int] = []
    first = 0
    for until, need in zip(days, needs, strict=True):
        for day in range(first, until + 1):
            steps += _steps_of_day(plan, terms, day)
        steps.sort(reverse=True)
        found.append(bisect_left(list(accumulate(steps)), need) + 1 if need else 0)
        first = until + 1
    return found


def _steps_of_day(plan: PlanModel, terms: Terms, day: int) -> list[int]:
    """Return by how much each further payment of the day can raise what it moves."""
    sizes: list[int] = []
    for place, channel in enumerate(terms.channels):
        if plan.column("x", place, day) != ABSENT:
            full, rest = divmod(channel.caps[day], channel.per_payment)
            sizes += [channel.per_payment] * full + [rest] * (rest > 0)
    room, steps = terms.daily_cap, []
    for size in sorted(sizes, reverse=True):
        steps.append(min(size, room))
        room -= steps[-1]
        if not room:
            break
    return steps


def _by_fee(plan: PlanModel, terms: Terms, days: list[int]) -> list[list[int]]:
    """Add the sums of the channels of each fee, where fees differ."""
    fees = sorted({each.fee for each in terms.channels})
    if len(fees) == 1:
        return []
    columns = []
    for number, fee in enumerate(fees):
        places = [place for place, each in enumerate(terms.channels) if each.fee == fee]
        columns.append(_cumulate(plan, days, ("N", -2 - number), places))
    return [[column for same_day in zip(*columns, strict=True) for column in same_day]]


def _add_count(plan: PlanModel, terms: Terms, place: int, day: int, cap: int) -> int:
    x, channel = plan.column("x", place, day), terms.channels[place]
    if x == ABSENT:
        return ABSENT
    most, size = channel.counts[day], channel.per_payment
    n = plan.count(("n", place, day), most)
    plan.model.links.append((x, n))
    if most == 1:
        plan.model.add_row(-INFINITE, 0, ((x, 1), (n, -cap)))
        return n
    plan.model.add_row(-INFINITE, 0, ((x, 1), (n, -size)))
    rest = cap - (most - 1) * size
    if rest < size:
        # The last payment of a full day holds only the rest: the hull of steps and cap.
        room = (size - rest) * (most - 1)
        plan.model.add_row(-INFINITE, room, ((x, 1), (n, -rest)))
    return n


def _cumulate(
    plan: PlanModel, days: list[int], name: tuple[str, int], places: list[int]
) -> list[int]:
    columns: list[int] = []
    first, most, before = 0, 0, ABSENT
    for until in days:
        row = [before]
        for day in range(first, until + 1):
            row += [n for place in places if (n := plan.column("n", place, day)) != ABSENT]
        most += sum(plan.model.col_high[n] for n in row if n not in (before, ABSENT))
        before = plan.count((*name, until), most)
        plan.balance(row, [before], is_count=True)
        columns.append(before)
        first = until + 1
    return columns


def _add_fee_total(plan: PlanModel, terms: Terms) -> int:
    row = [
        (n, channel.fee)
        for place, channel in enumerate(terms.channels)
        if channel.fee
        for day in range(terms.days)
        if (n := plan.column("n", place, day)) != ABSENT
    ]
    most = sum(plan.model.col_high[n] * fee for n, fee in row)
    total = plan.count(("fees", 0, 0), most)
    plan.model.add_row(0, 0, (*row, (total, -1)), is_count=True)
    return total


def add_smallest(plan: PlanModel, terms: Terms) -> None:
    """Add the smallest payment, waived once, for a payment that ends all debt.

    A waiver needs everything to be paid, and closes all later days.
    """
    model, smallest = plan.model, terms.min_payment
    waivers: list[int] = []
    closed = ABSENT
    for day in range(terms.days):
        today = []
        for place, channel in enumerate(terms.channels):
            x, n = plan.column("x", place, day), plan.column("n", place, day)
            if x == ABSENT:
                continue
            waiver = plan.count(("w", place, day), 1)
            today.append(waiver)
            _bound_sizes(plan, (x, n, waiver), channel.per_payment, smallest)
            if closed != ABSENT:
                most = channel.counts[day]
                model.add_row(-INFINITE, most, ((n, 1), (closed, most)), is_count=True)
        if today:
            before, closed = closed, plan.count(("closed", 0, day), 1)
            plan.balance([before, *today], [closed], is_count=True)
            waivers += today
    if closed != ABSENT:
        paid = [(column, 1) for key, column in plan.columns.items() if key[0] == "day"]
        model.add_row(0, INFINITE, (*paid, (closed, -terms.owed)))
    plan.branching.insert(0, [closed] if closed != ABSENT else [])
    plan.branching.append(waivers)


def _bound_sizes(
    plan: PlanModel, columns: tuple[int, int, int], largest: int, smallest: int
) -> None:
    """Bound the amount of a day by its payments, of which a waived one is below the smallest."""
    x, n, waiver = columns
    plan.model.add_row(0, INFINITE, ((x, 1), (n, -smallest), (waiver, smallest - 1)))
    lost = largest - min(largest, smallest - 1)
    plan.model.add_row(-INFINITE, 0, ((x, 1), (n, -largest), (waiver, lost)))
    if largest < smallest:
        plan.model.add_row(-INFINITE, 0, ((n, 1), (waiver, -1)), is_count=True)
