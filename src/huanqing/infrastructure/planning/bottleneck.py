"""The minimum cut of a planning problem, and what it says of days and limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from huanqing.domain.planning.explanation import BindingLimit, Bottleneck, LimitKind
from huanqing.infrastructure.planning.linear_model import SCALE
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.relaxation import Budget, Relaxation
from huanqing.infrastructure.planning.smallest import usable_terms

if TYPE_CHECKING:
    from huanqing.domain.planning.problem import Channel, Problem
    from huanqing.infrastructure.planning.linear_model import ExactBound
    from huanqing.infrastructure.planning.plan_model import Key, PlanModel
    from huanqing.infrastructure.planning.terms import Terms

_LIMITS = ("x", "month", "day", "cash")


@dataclass(frozen=True, slots=True)
class Cut:
    """What is needed in time, and the limits (with their weights) that hold it back.

    ``missing`` is proven: at least so much is late, whatever the plan; by weak duality the
    cut bounds every problem with the same obligations and other limits, too.
    """

    needed: int
    limits: dict[Key, int]
    rest: int
    groups: tuple[int, ...]
    terms: Terms
    missing: int

    def capacity(self, terms: Terms) -> int:
        """Return what the cut lets through under other limits, in the scale of ``needed``."""
        return self.rest + sum(
            weight * _limit_of(terms, key) for key, weight in self.limits.items()
        )


def _limit_of(terms: Terms, key: Key) -> int:
    name, place, day = key
    if name == "x":
        return terms.channels[place].caps[day]
    if name == "cash":
        return terms.cash[place][day]
    if name == "day":
        return terms.daily_caps[day]
    return next((room for first, _, room in terms.channels[place].months if first == day), 1 << 60)


def cut_of(problem: Problem, budget: Budget) -> Cut | None:
    """Return a minimum cut between the cash and what is due; None where the time ran out."""
    budget.check()
    terms = usable_terms(problem, with_cash=False)
    plan = build_model(terms, with_counts=False, keeps_closed=True)
    search = Relaxation(plan.model.freeze(), [], budget)
    late = {
        column: 1
        for key, column in plan.columns.items()
        if key[0] == "left" and terms.groups[key[1]].due < terms.days
    }
    answer, bound = search.relax(plan.cost(late))
    if bound is None or answer.status is not LpStatus.OPTIMAL:
        return None
    return _cut(terms, plan, search, bound)


def _cut(terms: Terms, plan: PlanModel, search: Relaxation, bound: ExactBound) -> Cut:
    """Read the cut off the multipliers; every term is exact."""
    model = search.model
    needed = sum(
        y * (model.row_low[row] if y > 0 else model.row_high[row])
        for row, y in enumerate(bound.duals)
        if y
    )
    keys = {column: key for key, column in plan.columns.items()}
    limits: dict[Key, int] = {}
    rest = 0
    for column in np.flatnonzero(bound.reduced).tolist():
        gain, key = bound.reduced[column], keys[column]
        if gain > 0:
            rest -= gain * model.col_low[column]
        elif key[0] == "z":
            # All that a class takes on a day is bounded by what the platform moves on it.
            day = ("day", 0, key[2])
            limits[day] = limits.get(day, 0) - gain
        elif key[0] in _LIMITS:
            limits[key] = limits.get(key, 0) - gain
        else:
            rest -= gain * model.col_high[column]
    groups = tuple(
        place for place, row in enumerate(plan.group_rows) if bound.duals[row] * 2 > SCALE
    )
    return Cut(needed, limits, rest, groups, terms, bound.value)


def bottleneck_of(problem: Problem, cut: Cut) -> Bottleneck:
    """Return the cut in days and limits."""
    terms = cut.terms
    groups = [terms.groups[place] for place in cut.groups]
    needed = sum(each.amount for each in groups)
    used = [key for key in cut.limits if _limit_of(terms, key)]
    first = min((0 if name == "cash" else day for name, _, day in used), default=0)
    last = max((each.due for each in groups), default=terms.days - 1)
    return Bottleneck(
        first_day=problem.day(first),
        last_day=problem.day(min(last, terms.days - 1)),
        needed_fen=needed,
        possible_fen=needed - cut.missing,
        limits=tuple(_merged(problem, terms, sorted(cut.limits))),
        obligations=tuple(
            problem.obligations[member].id for each in groups for member in each.members
        ),
    )


def _merged(problem: Problem, terms: Terms, keys: list[Key]) -> list[BindingLimit]:
    """Return the limits with runs of days of one kind and subject joined."""
    found: dict[tuple[LimitKind, str], list[tuple[int, int, int]]] = {}
    for key in keys:
        name, place, day = key
        amount = _limit_of(terms, key)
        if name == "x":
            channel = problem.channels[place]
            span = (day, day, amount)
            found.setdefault((_kind(problem, terms, place, day), channel.id), []).append(span)
        elif name == "month":
            end = next(b for a, b, _ in terms.channels[place].months if a == day)
            channel = problem.channels[place]
            small = _is_too_small(problem, channel)
            kind = LimitKind.PER_TRANSACTION if small else LimitKind.PER_MONTH
            found.setdefault((kind, channel.id), []).append((day, end - 1, amount))
        elif name == "cash":
            subject = problem.funding[place].id
            found.setdefault((LimitKind.CASH, subject), []).append((0, day, amount))
        else:
            found.setdefault((LimitKind.DAILY_CAP, ""), []).append((day, day, amount))
    return [
        BindingLimit(
            kind,
            subject,
            problem.day(min(first for first, _, _ in spans)),
            problem.day(max(last for _, last, _ in spans)),
            sum(amount for _, _, amount in spans),
        )
        for (kind, subject), spans in found.items()
    ]


def _is_too_small(problem: Problem, channel: Channel) -> bool:
    """Whether the channel's payments are below the smallest of the platform."""
    size = channel.per_transaction_fen
    return size is not None and size < max(1, problem.platform.min_payment_fen)


def _kind(problem: Problem, terms: Terms, place: int, day: int) -> LimitKind:
    """Return which limit keeps the channel's day down."""
    channel, cap = problem.channels[place], terms.channels[place].caps[day]
    if _is_too_small(problem, channel):
        return LimitKind.PER_TRANSACTION
    used = channel.used_today_fen if day == 0 else 0
    if channel.per_day_fen is not None and cap == max(0, channel.per_day_fen - used):
        return LimitKind.PER_DAY
    count = terms.channels[place].counts[day]
    if channel.payments_per_day is not None and count == channel.payments_per_day:
        return LimitKind.PAYMENTS
    if channel.per_month_fen is not None and cap < terms.daily_caps[day]:
        return LimitKind.PER_MONTH
    return LimitKind.PER_DAY if problem.day(day) in channel.unavailable else LimitKind.DAILY_CAP
