"""A plan beside two other ways of paying: all on the due day, and as early as possible.

``on_due_day`` pays each obligation whole on its due day (what is overdue: today), through the
channels in their order as far as their limits go, in payments no larger than each lets through;
what fits nowhere goes through the first one all the same, and is counted as breaking a limit.
``as_early_as_possible`` pays every day, from today on, all that limits and cash allow, the
earliest due first; it keeps every rule. Late cost is counted by the checker.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from huanqing.application.plan_cash import cash_left
from huanqing.application.plan_models import Rival, RivalKind
from huanqing.domain.money import PPM
from huanqing.domain.planning.checker import check_plan
from huanqing.domain.planning.derivation import derive_excess, derive_fees, derive_late_cost
from huanqing.domain.planning.plan import Allocation, Payment
from huanqing.domain.planning.problem import Funding, Platform

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.planning.problem import Channel, Problem

_MOST = 10**13
"""More than any problem moves in all: as good as no limit."""


def rivals(problem: Problem, answer: PlanAnswer) -> tuple[Rival, ...]:
    """Return the plan, then paying all on the due days, then as early as possible."""
    return (
        _rival(RivalKind.PLAN, problem, answer.plan.payments),
        _rival(RivalKind.ON_DUE_DAY, problem, pay_on_due_days(problem)),
        _rival(RivalKind.AS_EARLY_AS_POSSIBLE, problem, pay_early(problem)),
    )


@dataclass(slots=True)
class _Book:
    """What was paid so far, in the order of days, beside what was used before."""

    problem: Problem
    payments: list[Payment] = field(default_factory=list)
    by_day: Counter[tuple[str, date]] = field(default_factory=Counter)
    count: Counter[tuple[str, date]] = field(default_factory=Counter)
    by_month: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    all_on: Counter[date] = field(default_factory=Counter)
    spent: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        today = self.problem.today
        for each in self.problem.channels:
            self.by_day[each.id, today] += each.used_today_fen
            self.by_month[each.id, today.year, today.month] += each.used_this_month_fen

    def limits(self, channel: Channel, day: date) -> list[int]:
        """Return what each limit leaves of the channel on a day, in fen; below 0: broken."""
        found = [0] if day in channel.unavailable else []
        if channel.per_day_fen is not None:
            found.append(channel.per_day_fen - self.by_day[channel.id, day])
        if channel.per_month_fen is not None:
            used = self.by_month[channel.id, day.year, day.month]
            found.append(channel.per_month_fen - used)
        count = channel.payments_per_day
        if count is not None and self.count[channel.id, day] >= count:
            found.append(0)
        if self.problem.platform.daily_cap_fen is not None:
            found.append(self.problem.platform.daily_cap_fen - self.all_on[day])
        return found

    def cash(self, channel: Channel, day: date) -> int:
        """Return what may leave the channel's account on a day, its fees included, in fen."""
        account = _account(self.problem, channel)
        return cash_left(account, day, self.problem.horizon_end) - self.spent[account.id]

    def room(self, channel: Channel, day: date) -> int:
        """Return the largest payment that the rules allow now, in fen."""
        cash = self.cash(channel, day) - channel.fee_per_payment_fen
        most = _MOST if channel.per_transaction_fen is None else channel.per_transaction_fen
        return max(0, min([most, cash, *self.limits(channel, day)]))

    def excess(self, channel: Channel, day: date, amount_fen: int) -> int:
        """Return by how much a payment breaks a limit or takes cash that is not there, in fen."""
        cash = self.cash(channel, day) - channel.fee_per_payment_fen
        left = max(0, min([cash, *self.limits(channel, day)], default=amount_fen))
        return max(0, amount_fen - left)

    def pay(self, channel: Channel, day: date, parts: Sequence[Allocation]) -> None:
        """Note a payment."""
        amount = sum(each.amount_fen for each in parts)
        self.payments.append(Payment(day, channel.id, amount, tuple(parts)))
        self.by_day[channel.id, day] += amount
        self.count[channel.id, day] += 1
        self.by_month[channel.id, day.year, day.month] += amount
        self.all_on[day] += amount
        self.spent[channel.funding] += amount + channel.fee_per_payment_fen


def _account(problem: Problem, channel: Channel) -> Funding:
    return next(each for each in problem.funding if each.id == channel.funding)


def pay_on_due_days(problem: Problem) -> tuple[Payment, ...]:
    """Return the payments that pay each obligation whole on its due day, limits or not."""
    book = _Book(problem)
    due = sorted(problem.obligations, key=lambda each: (max(each.due, problem.today), each.id))
    for each in due:
        day = max(each.due, problem.today)
        if not problem.channels or day > problem.horizon_end:
            continue
        left = each.amount_fen
        for channel in problem.channels:
            while left and (room := min(left, book.room(channel, day))) > 0:
                book.pay(channel, day, [Allocation(each.id, room)])
                left -= room
        first = problem.channels[0]
        most = first.per_transaction_fen or left
        while left:
            amount = min(left, most)
            book.pay(first, day, [Allocation(each.id, amount)])
            left -= amount
    return tuple(book.payments)


def pay_early(problem: Problem) -> tuple[Payment, ...]:
    """Return the payments of who pays every day all that limits and cash allow."""
    book = _Book(problem)
    unpaid = {each.id: each.amount_fen for each in problem.obligations}
    order = sorted(problem.obligations, key=lambda each: (each.due, each.id))
    for index in range(problem.days):
        day = problem.day(index)
        open_ids = [x.id for x in order if x.earliest is None or x.earliest <= day]
        for channel in problem.channels:
            while (room := book.room(channel, day)) > 0:
                parts = _parts(room, open_ids, unpaid)
                amount = sum(each.amount_fen for each in parts)
                smallest = min(problem.platform.min_payment_fen, sum(unpaid.values()))
                if not amount or amount < smallest:
                    break
                book.pay(channel, day, parts)
                for each in parts:
                    unpaid[each.obligation] -= each.amount_fen
    return tuple(book.payments)


def _parts(room_fen: int, order: Sequence[str], unpaid: dict[str, int]) -> list[Allocation]:
    parts = []
    for name in order:
        taken = min(room_fen, unpaid[name])
        if taken:
            parts.append(Allocation(name, taken))
            room_fen -= taken
    return parts


def _rival(kind: RivalKind, problem: Problem, payments: Sequence[Payment]) -> Rival:
    worth = check_plan(_without_limits(problem), payments)
    channels = {each.id: each for each in problem.channels}
    book = _Book(problem)
    broken = []
    for each in payments:
        channel = channels[each.channel]
        broken.append(book.excess(channel, each.day, each.amount_fen))
        book.pay(channel, each.day, each.allocations)
    days = [each.day for each in payments]
    return Rival(
        kind=kind,
        payments=len(payments),
        late_cost_fen=(worth.objective.late * 2 + PPM) // (2 * PPM),
        late_count=len(worth.late),
        fees_fen=worth.objective.fees,
        violations=sum(each > 0 for each in broken),
        violating_fen=sum(broken),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        why_late=derive_late_cost(worth.late, worth.objective.late),
        why_fees=derive_fees(problem, payments),
        why_violating=derive_excess(payments, broken),
    )


def _without_limits(problem: Problem) -> Problem:
    """Return the problem in which every payment gets through; what is owed stays."""
    return replace(
        problem,
        platform=Platform(daily_cap_fen=None, min_payment_fen=0),
        funding=tuple(
            replace(each, balance_fen=10**12, reserve_fen=0, flows=()) for each in problem.funding
        ),
        channels=tuple(
            replace(
                each,
                per_transaction_fen=None,
                per_day_fen=None,
                per_month_fen=None,
                payments_per_day=None,
                unavailable=frozenset(),
            )
            for each in problem.channels
        ),
    )
