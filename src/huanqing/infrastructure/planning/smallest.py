"""Closes what no payment of the smallest size can use.

Only the payment that ends all debt may be below the smallest. As long as not everything can
have been paid, a day on which a channel cannot move that much, for its own limits or for want of
cash, moves nothing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.terms import joint_of, steps_of, terms_of

if TYPE_CHECKING:
    from huanqing.domain.planning.problem import Problem
    from huanqing.infrastructure.planning.terms import ChannelTerms, Terms

_ROUNDS = 3


def usable_terms(problem: Problem, *, with_cash: bool = True) -> Terms:
    """Return the problem in day numbers, without the days too small for any payment.

    ``with_cash`` also bounds a channel's day by what its account has; without it, only the
    limits of channels and platform count.
    """
    terms = terms_of(problem)
    for _ in range(_ROUNDS):
        end = first_end(terms)
        channels = tuple(_closed(terms, each, end, with_cash=with_cash) for each in terms.channels)
        if (end, channels) == (terms.first_end, terms.channels):
            break
        terms = replace(terms, first_end=end, channels=channels)
    joint = tuple(
        joint_of([each.steps[day] for each in terms.channels], terms.daily_caps[day])
        for day in range(terms.days)
    )
    return replace(terms, joint=joint)


def first_end(terms: Terms) -> int:
    """Return the first day by whose end all debt can be paid; the number of days: never."""
    by_account = [[0] * terms.days for _ in terms.cash]
    for channel in terms.channels:
        moved = by_account[channel.account]
        for day, amount in enumerate(_moved(channel)):
            moved[day] += amount
    for account, levels in enumerate(terms.cash):
        sums = accumulate(by_account[account])
        by_account[account] = [min(pair) for pair in zip(sums, levels, strict=True)]
    paid, opened = 0, max((each.earliest for each in terms.groups), default=0)
    for day in range(terms.days):
        in_a_day = sum(each.caps[day] for each in terms.channels)
        paid += min(terms.daily_caps[day], in_a_day)
        if day >= opened and min(paid, sum(each[day] for each in by_account)) >= terms.owed:
            return day
    return terms.days


def _moved(channel: ChannelTerms) -> list[int]:
    """Return what the channel can move on each day at the most, months counted from their start."""
    found = list(channel.caps)
    for first, end, room in channel.months:
        left = room
        for day in range(first, end):
            found[day] = min(found[day], left)
            left -= found[day]
    return found


def _closed(terms: Terms, channel: ChannelTerms, end: int, *, with_cash: bool) -> ChannelTerms:
    """Return the channel with fewer and smaller days; from ``end`` on one more may be small."""
    smallest = terms.min_payment
    levels = terms.cash[channel.account]
    caps, counts = [], []
    for day, cap in enumerate(channel.caps):
        room = max(0, min(cap, levels[day] - channel.fee)) if with_cash else cap
        whole = room // smallest if channel.per_payment >= smallest else 0
        count = min(channel.counts[day], whole + (day >= end)) if room > 0 else 0
        caps.append(min(room, count * channel.per_payment))
        counts.append(count)
    if caps == list(channel.caps) and counts == list(channel.counts):
        return channel
    return replace(
        channel,
        caps=tuple(caps),
        counts=tuple(counts),
        steps=tuple(steps_of(each, channel.per_payment) for each in caps),
        months=_months(terms, channel, max(caps)),
    )


def _months(terms: Terms, channel: ChannelTerms, most: int) -> tuple[tuple[int, int, int], ...]:
    """Return the channel's months; what is always too small pays once, the last of all debt."""
    if channel.per_payment >= terms.min_payment:
        return channel.months
    return ((0, terms.days, most),)
