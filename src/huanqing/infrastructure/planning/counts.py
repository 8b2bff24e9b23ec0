"""Counts of payments: how many carry the amount of a day, and how small one may be."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.linear_model import INFINITE
from huanqing.infrastructure.planning.plan_model import ABSENT, Carrier, Cover, Sum

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
        for day in range(terms.days)
        if (n := _add_count(plan, terms, place, day)) != ABSENT
    ]
    add_totals(plan, terms, days)
    add_joint(plan, terms, list(range(terms.days)))
    plan.branching.append(single)


def add_totals(plan: PlanModel, terms: Terms, days: list[int]) -> None:
    """Add the sums of the counts up to the days given, their least values, and the fees."""
    places = list(range(len(terms.channels)))
    total = _cumulate(plan, days, ("N", ABSENT), places)
    sums = needs_by_day(plan, terms)
    needs = [sums[day] for day in days]
    for column, least in zip(total, _least_counts(terms, days, needs), strict=True):
        plan.model.col_low[column] = min(least, plan.model.col_high[column])
    alone = [
        column for place in places for column in _cumulate(plan, days[-1:], ("C", place), [place])
    ]
    plan.branching = [total, alone, *_by_fee(plan, terms, days)]
    if any(each.fee for each in terms.channels):
        plan.branching.insert(0, [_add_fee_total(plan, terms)])


def needs_by_day(plan: PlanModel, terms: Terms) -> list[int]:
    """Return what must have been paid by each day, whatever the plan."""
    needed = [0] * terms.days
    for place, group in enumerate(terms.groups):
        last = max(plan.draw_days(terms, place), default=0)
        needed[last] += group.amount - plan.most_left(place)
    return list(accumulate(needed))


def _least_counts(terms: Terms, days: list[int], needs: list[int]) -> list[int]:
    """Return how many payments must have been made by each day, counting the largest only."""
    found: list[int] = []
    steps: list[int] = []
    first = 0
    for until, need in zip(days, needs, strict=True):
        for day in range(first, until + 1):
            steps += [size for size, number in terms.joint[day] for _ in range(number)]
        steps.sort(reverse=True)
        found.append(bisect_left(list(accumulate(steps)), need) + 1 if need else 0)
        first = until + 1
    return found


def add_joint(plan: PlanModel, terms: Terms, ends: list[int]) -> None:
    """Bound what all channels of a run of days move by their payments, where a cap binds."""
    first = 0
    for end in ends:
        days = range(first, end + 1)
        first = end + 1
        if not any(is_capped(terms, day) for day in days):
            continue
        places = range(len(terms.channels))
        amounts = [plan.column("x", place, day) for place in places for day in days]
        counts = [n for place in places for day in days for n in plan.counts_at(place, day)]
        steps: Counter[int] = Counter()
        for day in days:
            steps.update(dict(terms.joint[day]))
        before = carried = 0
        for size, number in sorted(steps.items(), reverse=True):
            row = [(x, 1) for x in amounts if x != ABSENT] + [(n, -size) for n in counts]
            plan.model.add_row(-INFINITE, carried - size * before, row)
            before, carried = before + number, carried + size * number


def is_capped(terms: Terms, day: int) -> bool:
    """Whether the platform's cap of the day is below what the channels can move."""
    return sum(each.caps[day] for each in terms.channels) > terms.daily_caps[day]


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


def _add_count(plan: PlanModel, terms: Terms, place: int, day: int) -> int:
    x, channel = plan.column("x", place, day), terms.channels[place]
    if x == ABSENT:
        return ABSENT
    n = plan.count(("n", place, day), channel.counts[day])
    plan.model.links.append((x, n))
    plan.covers.append(Cover(x, ((x, n),), channel.steps[day]))
    plan.carriers.append(Carrier(place, day, n, (x,), channel.steps[day]))
    # The hull of what so many payments can carry: the largest steps first.
    before = carried = 0
    for size, number in channel.steps[day]:
        plan.model.add_row(-INFINITE, carried - size * before, ((x, 1), (n, -size)))
        before, carried = before + number, carried + size * number
    return n


def _cumulate(
    plan: PlanModel, days: list[int], name: tuple[str, int], places: list[int]
) -> list[int]:
    columns: list[int] = []
    first, most, before = 0, 0, ABSENT
    for until in days:
        row = [before]
        for day in range(first, until + 1):
            row += [n for place in places for n in plan.counts_at(place, day)]
        most += sum(plan.model.col_high[n] for n in row if n not in (before, ABSENT))
        before = plan.count((*name, until), most)
        plan.count_rows[*name, until] = plan.balance(row, [before], is_count=True)
        plan.sums.append(Sum(before, tuple((each, 1) for each in row if each != ABSENT)))
        columns.append(before)
        first = until + 1
    return columns


def _add_fee_total(plan: PlanModel, terms: Terms) -> int:
    fees = [each.fee for each in terms.channels]
    row = [(each.count, fees[each.channel]) for each in plan.carriers if fees[each.channel]]
    most = sum(plan.model.col_high[n] * fee for n, fee in row)
    total = plan.count(("fees", 0, 0), most)
    plan.model.add_row(0, 0, (*row, (total, -1)), is_count=True)
    plan.sums.append(Sum(total, tuple(row)))
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
            waiver = ABSENT
            if day >= terms.first_end:
                waiver = plan.count(("w", place, day), 1)
                today.append(waiver)
            largest = min(channel.per_payment, channel.caps[day])
            _bound_sizes(plan, (x, n, waiver), largest, smallest)
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
    if waiver == ABSENT:
        plan.model.add_row(0, INFINITE, ((x, 1), (n, -smallest)))
        return
    plan.model.add_row(0, INFINITE, ((x, 1), (n, -smallest), (waiver, smallest - 1)))
    lost = largest - min(largest, smallest - 1)
    plan.model.add_row(-INFINITE, 0, ((x, 1), (n, -largest), (waiver, lost)))
    if largest < smallest:
        plan.model.add_row(-INFINITE, 0, ((n, 1), (waiver, -1)), is_count=True)
