"""Builds the linear model of a planning problem: cash, channels, days, pools, obligations.

Money that is paid on a day enters the pool of an ``earliest`` class and may wait there, which
costs nothing: to count as paid later is never better. Obligations draw on their pool within
their buffer and up to the due date; what is unpaid then joins the backlog of its rate, which
costs the rate for every fen and day. So the model grows with the days and the classes, not
with days x obligations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.counts import add_counts, add_smallest
from huanqing.infrastructure.planning.merge import first_of_each
from huanqing.infrastructure.planning.plan_model import ABSENT, PlanModel, Sum

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.plan_model import Bounds, Draws
    from huanqing.infrastructure.planning.terms import Group, Terms


def build_model(
    terms: Terms,
    *,
    with_counts: bool,
    bounds: Bounds | None = None,
    with_smallest: bool = False,
    with_totals: bool = False,
    keeps_closed: bool = False,
) -> PlanModel:
    """Return the model; without counts it is a flow of amounts alone.

    ``with_smallest`` adds the rows of the smallest payment, and the way out for the very last
    payment of a plan that pays everything; ``with_totals`` the sums of the first two tiers.
    """
    plan = PlanModel(bounds=bounds or {}, keeps_closed=keeps_closed)
    draws = _by_run(terms, add_obligations(plan, terms))
    for place, channel in enumerate(terms.channels):
        for day, cap in enumerate(channel.caps):
            column = plan.amount(("x", place, day), cap)
            if column != ABSENT:
                plan.timing[column] = day
    if with_counts:
        add_counts(plan, terms, _count_days(terms, draws))
    add_months(plan, terms)
    _add_days(plan, terms)
    add_cash(plan, terms, with_counts=with_counts)
    _add_pools(plan, terms, draws)
    if with_smallest:
        add_smallest(plan, terms)
    if with_totals:
        add_total(plan, 0, plan.late)
        add_total(plan, 1, plan.inside)
    return plan


def add_total(plan: PlanModel, tier: int, costs: dict[int, int]) -> None:
    """Add the sum of a tier's costs as a column."""
    most = sum(plan.model.col_high[column] * cost for column, cost in costs.items())
    total = plan.model.add_amount(0, most + 1)
    plan.columns["total", tier, 0] = total
    plan.model.add_row(0, 0, (*costs.items(), (total, -1)))


def _by_run(terms: Terms, draws: Draws) -> Draws:
    """Return the draws on the days and from the classes of merged runs.

    What may be paid from a day of a run on, may be paid from its first day on: that holds for
    every plan, whichever days are merged.
    """
    if not terms.end_of:
        return draws
    first_of = first_of_each(list(terms.end_of))
    found: Draws = {}
    for (earliest, day), columns in draws.items():
        found.setdefault((first_of[earliest], terms.end_of[day]), []).extend(columns)
    return found


def _count_days(terms: Terms, draws: Draws) -> list[int]:
    """Return the days up to which payments are counted: those that something waits for."""
    found = {terms.days - 1, *(day for _, day in draws)}
    found.update(earliest - 1 for earliest, _ in draws if earliest)
    return sorted(found)


def _days_of(plan: PlanModel, terms: Terms, name: str, place: int) -> list[int]:
    return [plan.column(name, place, day) for day in range(terms.days)]


def add_months(plan: PlanModel, terms: Terms) -> None:
    """Join the days of a month to what its limit lets through, where that binds."""
    for place, channel in enumerate(terms.channels):
        days = _days_of(plan, terms, "x", place)
        for first, end, room in channel.months:
            plan.balance(days[first:end], [plan.amount(("month", place, first), room)])


def _add_days(plan: PlanModel, terms: Terms) -> None:
    """Join the channels of a day into what the platform moves on it."""
    places = range(len(terms.channels))
    for day in range(terms.days):
        row = [plan.column("x", place, day) for place in places]
        if any(each != ABSENT for each in row):
            plan.balance(row, [plan.amount(("day", 0, day), terms.daily_caps[day])])


def add_cash(plan: PlanModel, terms: Terms, *, with_counts: bool) -> None:
    """Join the days to what an account may have spent, each time that grows; fees with counts."""
    for account, levels in enumerate(terms.cash):
        places = [i for i, each in enumerate(terms.channels) if each.account == account]
        day, before, most = 0, ABSENT, 0
        for until in range(terms.days):
            for place in places:
                channel = terms.channels[place]
                most += channel.caps[until]
                most += channel.fee * channel.counts[until] if with_counts else 0
            if until < terms.days - 1 and levels[until] == levels[until + 1]:
                continue
            row = [(before, 1)] if before != ABSENT else []
            for inside in range(day, until + 1):
                for place in places:
                    row.extend(_spent(plan, terms, place, inside))
            before = plan.amount(("cash", account, until), min(levels[until], most))
            if before != ABSENT:
                plan.sums.append(Sum(before, tuple(row)))
                row.append((before, -1))
            plan.model.add_row(0, 0, row)
            day = until + 1


def _spent(plan: PlanModel, terms: Terms, place: int, day: int) -> list[tuple[int, int]]:
    x, fee = plan.column("x", place, day), terms.channels[place].fee
    found = [(x, 1)] if x != ABSENT else []
    return found + [(n, fee) for n in plan.counts_at(place, day) if fee]


def add_obligations(plan: PlanModel, terms: Terms) -> Draws:
    """Add what the obligations take; return the columns that draw, by class and day."""
    draws: Draws = {}
    for place, group in enumerate(terms.groups):
        _add_group(plan, terms, place, group, draws)
    classes = sorted({(each.rate, each.earliest) for each in terms.groups})
    for number, (rate, earliest) in enumerate(classes):
        members = [
            place
            for place, each in enumerate(terms.groups)
            if (each.rate, each.earliest) == (rate, earliest)
            and each.due < terms.days
            and plan.column("left", place, 0) != ABSENT
        ]
        if members:
            _add_backlog(plan, terms, (number, rate, earliest), members, draws)
    return draws


def _draw(draws: Draws, earliest: int, day: int, column: int) -> None:
    if column != ABSENT:
        draws.setdefault((earliest, day), []).append(column)


def inside_days(terms: Terms, group: Group, day: int) -> int:
    """Return how many days a fen of the group paid on that day was unpaid inside the buffer."""
    first = max(0, group.due - terms.buffer)
    return max(0, min(day, group.due, terms.days) - first)


def _add_group(plan: PlanModel, terms: Terms, place: int, group: Group, draws: Draws) -> None:
    """Add what the group takes in time, and what is left of it when it is due."""
    row = []
    first = max(0, group.earliest, min(group.due - terms.buffer, terms.days - 1))
    for day in range(first, min(group.due, terms.days - 1) + 1):
        column = plan.amount(("q", place, day), group.amount)
        if column != ABSENT:
            _draw(draws, group.earliest, day, column)
            plan.inside[column] = inside_days(terms, group, day)
            row.append((column, 1))
    left = plan.amount(("left", place, 0), group.amount)
    if left != ABSENT:
        plan.inside[left] = inside_days(terms, group, terms.days)
        if group.due < terms.days:
            plan.late[left] = group.rate
        row.append((left, 1))
    plan.group_rows.append(plan.model.add_row(group.amount, group.amount, row))


def _add_backlog(
    plan: PlanModel,
    terms: Terms,
    kind: tuple[int, int, int],
    members: list[int],
    draws: Draws,
) -> None:
    """Add the late fen of one rate: what of it is paid on each day, or stays for ever.

    ``back`` at day d holds what is unpaid when day d - 1 ends and late on it: the rate each.
    """
    number, rate, earliest = kind
    amount = sum(terms.groups[each].amount for each in members)
    entering: dict[int, list[int]] = {}
    for each in members:
        day = terms.groups[each].due + 1
        entering.setdefault(day, []).append(plan.columns["left", each, 0])
    before = ABSENT
    for day in range(min(entering), terms.days):
        waiting = [each for each in (before, *entering.get(day, [])) if each != ABSENT]
        paid = ABSENT
        if waiting and day >= earliest:
            paid = plan.amount(("late", number, day), amount)
            _draw(draws, earliest, day, paid)
        after = plan.amount(("back", number, day + 1), amount) if waiting else ABSENT
        if after != ABSENT:
            plan.late[after] = rate
        plan.balance([paid, after], waiting)
        before = after


def _add_pools(plan: PlanModel, terms: Terms, draws: Draws) -> None:
    """Join the days to what draws on them; money may wait from a day to a later draw."""
    inflow: dict[int, list[int]] = {day: [] for day in range(terms.days)}
    for earliest in sorted({each for each, _ in draws}):
        before, day = ABSENT, earliest
        last = max(each for start, each in draws if start == earliest)
        for until in range(earliest, last + 1):
            key = ("pool", earliest, until)
            if (earliest, until) not in draws and not plan.is_narrowed(key, terms.owed):
                continue
            row = [before]
            for inside in range(day, until + 1):
                if plan.column("day", 0, inside) != ABSENT:
                    column = plan.amount(("z", earliest, inside), terms.daily_caps[inside])
                    inflow[inside].append(column)
                    row.append(column)
            day = until + 1
            before = plan.amount(key, terms.owed) if until < last else ABSENT
            drawn = plan.balance(row, [before, *draws.get((earliest, until), [])])
            plan.pool_rows[earliest, until] = drawn
    for day in range(terms.days):
        if plan.column("day", 0, day) != ABSENT:
            plan.balance(inflow[day], [plan.column("day", 0, day)])
