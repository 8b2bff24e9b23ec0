"""The money behind the channels: flows that repeat, and what is there on a day.

A balance told as of a day is the one at that day's end; what flowed later is added. Only
repayments of that very day are taken from it all the same: money is never promised twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.domain.civil_dates import add_months
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.problem import Flow, Funding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from huanqing.application.plan_usage import Movement
    from huanqing.domain.payment_channel import CashFlow, FundingAccount

_DAYS = {"day": 1, "week": 7, "two_weeks": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def days_of(flow: CashFlow, after: date, until: date) -> Iterator[date]:
    """Yield the days after ``after`` up to and including ``until`` on which the flow comes.

    A monthly one keeps its first day's day of the month, or takes the month's last where that
    is shorter. Raises InvalidFieldError for a repetition that this version does not know.
    """
    if flow.every is None:
        if after < flow.day <= until:
            yield flow.day
        return
    if flow.every not in _DAYS and flow.every not in _MONTHS:
        field = f"flows.{flow.label or flow.day}.every"
        known = ", ".join((*_DAYS, *_MONTHS))
        raise InvalidFieldError(field, flow.every, f"must be one of {known}")
    place = _first_place(flow, after)
    while True:
        day = _place_day(flow, place)
        if day > until:
            return
        if day > after:
            yield day
        place += 1


def _first_place(flow: CashFlow, after: date) -> int:
    """Return a repetition at or before the first one after a day, never below the first."""
    if flow.every in _DAYS:
        passed = (after - flow.day).days // _DAYS[flow.every]
    else:
        months = (after.year - flow.day.year) * 12 + after.month - flow.day.month
        passed = months // _MONTHS[str(flow.every)] - 1
    return max(0, passed)


def _place_day(flow: CashFlow, place: int) -> date:
    if flow.every in _DAYS:
        return flow.day + timedelta(days=place * _DAYS[flow.every])
    return add_months(flow.day, place * _MONTHS[str(flow.every)])


def flows_between(flows: Iterable[CashFlow], after: date, until: date) -> list[Flow]:
    """Return what comes and goes after a day up to another, repetitions one by one, by day."""
    found = [
        Flow(day=day, amount_fen=flow.amount_fen, label=flow.label)
        for flow in flows
        for day in days_of(flow, after, until)
    ]
    return sorted(found, key=lambda each: each.day)


def funding_of(
    account: FundingAccount,
    today: date,
    horizon_end: date,
    movements: Sequence[Movement],
    more: Sequence[Flow] = (),
) -> Funding:
    """Return the account as the planner sees it today; its balance must be known.

    ``movements`` are the repayments out of it with their fees: those made since the balance
    was told lower it, those still ahead are flows; ``more`` is cash that is wished for.
    """
    told = account.as_of or today
    balance = account.balance_fen or 0
    balance += sum(each.amount_fen for each in flows_between(account.flows, told, today))
    balance -= sum(
        each.cost_fen for each in movements if told <= each.day <= today and each.is_made
    )
    ahead = flows_between(account.flows, max(told, today), horizon_end)
    leaving = [
        Flow(day=each.day, amount_fen=-each.cost_fen, label=each.label)
        for each in movements
        if not each.is_made and today <= each.day <= horizon_end
    ]
    flows = sorted([*ahead, *leaving, *more], key=lambda each: each.day)
    return Funding(
        id=account.id,
        balance_fen=balance,
        reserve_fen=account.reserve_fen,
        flows=tuple(flows),
    )


def cash_left(funding: Funding, first: date, until: date) -> int:
    """Return the least that may be spent from ``first`` on, over the days up to ``until``.

    What is above balance, flows and reserve on the poorest of those days; at least 0.
    """
    days = {first, *(each.day for each in funding.flows if first < each.day <= until)}
    own = funding.balance_fen - funding.reserve_fen
    return max(
        0,
        min(
            own + sum(each.amount_fen for each in funding.flows if each.day <= day) for day in days
        ),
    )
