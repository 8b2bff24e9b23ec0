"""Replays a plan against every rule with integers alone, and counts its five tiers.

Shares no arithmetic with any solver: it walks the days, pays, and looks what is left. What
it does not refuse keeps every rule of the problem.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.domain.planning.errors import PlanRuleError
from huanqing.domain.planning.plan import LateObligation, Objective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.domain.planning.plan import Payment
    from huanqing.domain.planning.problem import Channel, Funding, Obligation, Problem

_PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """What the replay of a plan that keeps every rule has counted."""

    objective: Objective
    late: tuple[LateObligation, ...]


def check_plan(problem: Problem, payments: Sequence[Payment]) -> CheckedPlan:
    """Return what the payments are worth; raise PlanRuleError where they break a rule.

    The payments must be in the order of their days. One below the smallest payment must pay,
    in that order, all that is then still owed.
    """
    _check_payments(problem, payments)
    _check_smallest(problem, payments)
    for channel in problem.channels:
        _check_channel(problem, channel, [each for each in payments if each.channel == channel.id])
    _check_platform(problem, payments)
    for funding in problem.funding:
        _check_cash(problem, funding, payments)
    paid = _paid_by_day(payments)
    unpaid = {
        each.id: _unpaid_by_day(problem, each, paid.get(each.id, Counter()))
        for each in problem.obligations
    }
    return CheckedPlan(
        _objective(problem, payments, unpaid),
        tuple(
            late
            for each in problem.obligations
            if (late := _late(problem, each, unpaid[each.id])) is not None
        ),
    )


def _require(rule: str, place: str, found: int, allowed: int | None) -> None:
    if allowed is not None and found > allowed:
        raise PlanRuleError(rule, place, found, allowed)


def _check_payments(problem: Problem, payments: Sequence[Payment]) -> None:
    channels = {each.id for each in problem.channels}
    obligations = {each.id for each in problem.obligations}
    before = problem.today
    for place, payment in enumerate(payments):
        where = f"payment {place}"
        if not before <= payment.day <= problem.horizon_end:
            rule = "order of days within the horizon"
            raise PlanRuleError(rule, where, payment.day.toordinal(), before.toordinal())
        before = payment.day
        _require("known channel", where, int(payment.channel not in channels), 0)
        parts = [each.amount_fen for each in payment.allocations]
        _require("positive amounts", where, -min(parts, default=0), -1)
        if sum(parts) != payment.amount_fen:
            rule = "allocations add up"
            raise PlanRuleError(rule, where, sum(parts), payment.amount_fen)
        strangers = sum(each.obligation not in obligations for each in payment.allocations)
        _require("known obligation", where, strangers, 0)


def _check_smallest(problem: Problem, payments: Sequence[Payment]) -> None:
    owed = sum(each.amount_fen for each in problem.obligations)
    for place, payment in enumerate(payments):
        smallest = min(problem.platform.min_payment_fen, owed)
        if payment.amount_fen < smallest:
            rule = "smallest payment"
            raise PlanRuleError(rule, f"payment {place}", payment.amount_fen, smallest)
        owed -= payment.amount_fen


def _check_channel(problem: Problem, channel: Channel, payments: Sequence[Payment]) -> None:
    by_day: Counter[date] = Counter()
    by_month: Counter[tuple[int, int]] = Counter()
    for each in payments:
        _require("per transaction", channel.id, each.amount_fen, channel.per_transaction_fen)
        _require("unavailable", channel.id, int(each.day in channel.unavailable), 0)
        by_day[each.day] += each.amount_fen
        by_month[each.day.year, each.day.month] += each.amount_fen
    for day, count in Counter(each.day for each in payments).items():
        _require("payments per day", f"{channel.id} {day}", count, channel.payments_per_day)
    # What is used counts only where the plan adds to it: the bank has let it pass already.
    for day, amount in by_day.items():
        used = channel.used_today_fen if day == problem.today else 0
        _require("per day", f"{channel.id} {day}", amount + used, channel.per_day_fen)
    this_month = (problem.today.year, problem.today.month)
    for month, amount in by_month.items():
        used = channel.used_this_month_fen if month == this_month else 0
        _require("per month", f"{channel.id} {month}", amount + used, channel.per_month_fen)


def _check_platform(problem: Problem, payments: Sequence[Payment]) -> None:
    by_day: Counter[date] = Counter()
    for each in payments:
        by_day[each.day] += each.amount_fen
    for day, amount in by_day.items():
        _require("daily cap", day.isoformat(), amount, problem.platform.daily_cap_fen)


def _check_cash(problem: Problem, funding: Funding, payments: Sequence[Payment]) -> None:
    fees = {
        each.id: each.fee_per_payment_fen for each in problem.channels if each.funding == funding.id
    }
    spent_on: Counter[date] = Counter()
    for each in payments:
        if each.channel in fees:
            spent_on[each.day] += each.amount_fen + fees[each.channel]
    flows_on: Counter[date] = Counter()
    for flow in funding.flows:
        flows_on[max(flow.day, problem.today)] += flow.amount_fen
    cash, spent, day = funding.balance_fen - funding.reserve_fen, 0, problem.today
    while day <= problem.horizon_end:
        cash += flows_on[day]
        spent += spent_on[day]
        _require("cash", f"{funding.id} {day}", spent, max(0, cash))
        day += timedelta(days=1)


def _paid_by_day(payments: Sequence[Payment]) -> dict[str, Counter[date]]:
    """Return what is paid of each obligation on each day."""
    paid: dict[str, Counter[date]] = {}
    for payment in payments:
        for part in payment.allocations:
            paid.setdefault(part.obligation, Counter())[payment.day] += part.amount_fen
    return paid


def _unpaid_by_day(
    problem: Problem, obligation: Obligation, paid_on: Counter[date]
) -> dict[date, int]:
    """Return what is unpaid of the obligation when each day of the horizon ends."""
    if obligation.earliest is not None:
        for day in paid_on:
            days_too_soon = (obligation.earliest - day).days
            _require("earliest", f"{obligation.id} {day}", days_too_soon, 0)
    left, unpaid = obligation.amount_fen, {}
    day = problem.today
    while day <= problem.horizon_end:
        if day in paid_on:
            left -= paid_on[day]
            _require("overpaid", f"{obligation.id} {day}", -left, 0)
        unpaid[day] = left
        day += timedelta(days=1)
    return unpaid


def _objective(
    problem: Problem, payments: Sequence[Payment], unpaid: dict[str, dict[date, int]]
) -> Objective:
    late = inside = 0
    buffer_days = problem.preferences.buffer_days
    for each in problem.obligations:
        for day, left in unpaid[each.id].items():
            if day >= each.due:
                late += left * each.late_rate_ppm_per_day
            elif (each.due - day).days <= buffer_days:
                inside += left
    fees = {each.id: each.fee_per_payment_fen for each in problem.channels}
    return Objective(
        late=late,
        inside_buffer=inside,
        fees=sum(fees[each.channel] for each in payments),
        payments=len(payments),
        timing=sum(each.amount_fen * (each.day - problem.today).days for each in payments),
    )


def _late(
    problem: Problem, obligation: Obligation, unpaid: dict[date, int]
) -> LateObligation | None:
    late_days = {day: left for day, left in unpaid.items() if day >= obligation.due and left}
    if not late_days:
        return None
    when_due = unpaid[obligation.due] if obligation.due >= problem.today else obligation.amount_fen
    cleared_on = next(
        (day for day, left in unpaid.items() if not left and day > min(late_days)), None
    )
    cost = sum(late_days.values()) * obligation.late_rate_ppm_per_day
    return LateObligation(obligation.id, when_due, cleared_on, (cost * 2 + _PPM) // (2 * _PPM))
