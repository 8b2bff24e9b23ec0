"""From column values to dated payments and what each is for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from huanqing.domain.planning.plan import Allocation, Payment
from huanqing.infrastructure.planning.plan_model import ABSENT

if TYPE_CHECKING:
    from huanqing.domain.planning.problem import Problem
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.terms import Terms

_Part = tuple[int, int]


def payments_of(
    problem: Problem, terms: Terms, plan: PlanModel, values: list[int]
) -> tuple[Payment, ...]:
    """Return the payments in the order of their days; the smallest one that ends all is last."""
    amounts = _amounts_by_day(terms, plan, values)
    parts = _parts_by_day(problem, terms, plan, values)
    found: list[Payment] = []
    for day, sizes in sorted(amounts.items()):
        waiting = sorted(parts[day], key=lambda part: (problem.obligations[part[0]].due, part))
        for place, amount in sizes:
            allocations = tuple(
                Allocation(problem.obligations[member].id, taken)
                for member, taken in _take(waiting, amount)
            )
            channel = problem.channels[place].id
            found.append(Payment(problem.day(day), channel, amount, allocations))
    return tuple(found)


def _value(plan: PlanModel, values: list[int], name: str, place: int, day: int) -> int:
    column = plan.column(name, place, day)
    return 0 if column == ABSENT else values[column]


def _amounts_by_day(
    terms: Terms, plan: PlanModel, values: list[int]
) -> dict[int, list[tuple[int, int]]]:
    """Return each day's (channel, amount) in order; what is below the smallest comes last."""
    found: dict[int, list[tuple[int, int]]] = {}
    for day in range(terms.days):
        sizes = [
            (place, amount)
            for place, channel in enumerate(terms.channels)
            for amount in split_day(
                _value(plan, values, "x", place, day), channel.per_payment, terms.min_payment
            )
        ]
        if sizes:
            found[day] = sorted(sizes, key=lambda each: each[1] < terms.min_payment)
    return found


def split_day(amount: int, largest: int, smallest: int) -> list[int]:
    """Return the fewest payments that add up to the amount, the rest first.

    Each is at most ``largest``, and at least ``smallest`` as long as the amount allows it.
    """
    if not amount:
        return []
    number = -(-amount // largest)
    rest = amount - (number - 1) * largest
    sizes = [rest] + [largest] * (number - 1)
    for place in range(1, number):
        lent = min(max(0, smallest - sizes[0]), max(0, sizes[place] - smallest))
        sizes[0] += lent
        sizes[place] -= lent
    return sorted(sizes)


def _parts_by_day(
    problem: Problem, terms: Terms, plan: PlanModel, values: list[int]
) -> dict[int, list[_Part]]:
    """Return what is paid on each day: (obligation, fen), first in first out by pool."""
    wanted = _draws(problem, terms, plan, values)
    entered = _entered(terms, plan, values, sorted({each for each, _ in wanted}))
    found: dict[int, list[_Part]] = defaultdict(list)
    for earliest in sorted({each for each, _ in wanted}):
        queue = [
            part for day in range(earliest, terms.days) for part in wanted.get((earliest, day), [])
        ]
        for day in range(earliest, terms.days):
            found[day].extend(_take(queue, entered[earliest, day]))
    return found


def _entered(
    terms: Terms, plan: PlanModel, values: list[int], classes: list[int]
) -> dict[tuple[int, int], int]:
    """Return what enters the pool of each class on each day; a run's days fill it in turn."""
    name, ends = ("run", plan.ends) if plan.ends else ("z", range(terms.days))
    found: dict[tuple[int, int], int] = {}
    first = 0
    for end in ends:
        waiting = {each: _value(plan, values, name, each, end) for each in classes}
        for day in range(first, end + 1):
            paid = sum(
                _value(plan, values, "x", place, day) for place in range(len(terms.channels))
            )
            for each in classes:
                found[each, day] = min(paid, waiting[each])
                waiting[each] -= found[each, day]
                paid -= found[each, day]
        first = end + 1
    return found


def _draws(
    problem: Problem, terms: Terms, plan: PlanModel, values: list[int]
) -> dict[tuple[int, int], list[_Part]]:
    """Return what draws on each pool, by ``earliest`` and day: (obligation, fen)."""
    found: dict[tuple[int, int], list[_Part]] = {}
    owed = {
        member: problem.obligations[member].amount_fen for member in range(len(problem.obligations))
    }
    for place, group in enumerate(terms.groups):
        for day in plan.draw_days(terms, place):
            amount = _value(plan, values, "q", place, day)
            if amount:
                found.setdefault((group.earliest, day), []).extend(
                    _spread(owed, list(group.members), amount)
                )
    classes = sorted({(each.rate, each.earliest) for each in terms.groups})
    for number, (rate, earliest) in enumerate(classes):
        for day in range(terms.days):
            amount = _value(plan, values, "late", number, day)
            if amount:
                members = [
                    member
                    for each in terms.groups
                    if (each.rate, each.earliest) == (rate, earliest) and each.due < day
                    for member in each.members
                ]
                found.setdefault((earliest, day), []).extend(_spread(owed, members, amount))
    return found


def _spread(owed: dict[int, int], members: list[int], amount: int) -> list[_Part]:
    """Take the amount from what is owed, in the order of the members."""
    found = []
    for member in members:
        taken = min(amount, owed[member])
        if taken:
            found.append((member, taken))
            owed[member] -= taken
            amount -= taken
    return found


def _take(queue: list[_Part], amount: int) -> list[_Part]:
    """Take the amount from the front of the queue; equal neighbours become one."""
    taken: dict[int, int] = {}
    while amount and queue:
        member, waiting = queue[0]
        part = min(waiting, amount)
        taken[member] = taken.get(member, 0) + part
        amount -= part
        if part == waiting:
            queue.pop(0)
        else:
            queue[0] = (member, waiting - part)
    return list(taken.items())
