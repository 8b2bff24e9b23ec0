"""Joins the days between which nothing happens, for the tiers that do not ask for the day.

Between two days on which something is due, arrives or ends, one day is as good as another for
fees and for the number of payments: what the days can move is moved by the last of them. Every
plan gives a merged one; the way back is not certain (a day's cap over all channels), so that
what is proven of merged plans holds for all, and a merged plan is a wish.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.plan_model import Bounds, PlanModel
    from huanqing.infrastructure.planning.terms import ChannelTerms, Steps, Terms

_BY_DAY = ("x", "day", "z")


def ends_of(terms: Terms, plan: PlanModel) -> list[int]:
    """Return the last days of the runs of days that are alike in the model."""
    found = {terms.days - 1}
    for (name, place, day), pair in plan.bounds.items():
        if (name == "pool" and pair != (0, terms.owed)) or (
            name == "z" and pair != plan.bounds.get((name, place, day + 1), pair)
        ):
            found.add(day)
        elif name == "day" and pair[0]:
            found.update((day - 1, day))
    for name, place, day in plan.columns:
        if name in ("q", "late"):
            found.add(day)
        elif name == "z" and place:
            found.add(place - 1)
    for channel in terms.channels:
        for first, end, _ in channel.months:
            found.update((first - 1, end - 1))
    for levels in terms.cash:
        found.update(day for day in range(terms.days - 1) if levels[day] < levels[day + 1])
    return sorted(day for day in found if day >= 0)


def merged(terms: Terms, face: Bounds, ends: list[int]) -> tuple[Terms, Bounds]:
    """Return the problem with what each run of days can move on its last day.

    Every month that binds must end with a run; of other events in a run, what is proven of the
    merged problem takes no notice.
    """
    end_of = end_of_each(terms.days, ends)
    return (
        replace(
            terms,
            end_of=tuple(end_of),
            daily_caps=_moved(terms.daily_caps, end_of),
            joint=_joined(terms.joint, end_of),
            channels=tuple(_merged_channel(each, end_of) for each in terms.channels),
        ),
        _merged_bounds(terms, face, end_of),
    )


def _merged_bounds(terms: Terms, face: Bounds, end_of: list[int]) -> Bounds:
    """Return the bounds of the runs' sums, and of what is left at their ends."""
    first_of = first_of_each(end_of)
    starts = {each.earliest for each in terms.groups if each.earliest < terms.days}
    classes = Counter(first_of[day] for day in starts)
    bounds: Bounds = {}
    for (name, place, day), (low, high) in face.items():
        if name in _BY_DAY:
            key = (name, first_of[place] if name == "z" else place, end_of[day])
            before = bounds.get(key, (0, 0))
            bounds[key] = (before[0] + low, before[1] + high)
        elif name != "pool":
            bounds[name, place, day] = (low, high)
        elif end_of[day] == day and classes[first_of[place]] == 1:
            # What may wait in several classes together is not known of each.
            bounds[name, first_of[place], day] = (low, high)
    return bounds


def first_of_each(end_of: list[int]) -> list[int]:
    """Return for each day the first day of its run."""
    found = list(range(len(end_of)))
    for day in range(1, len(end_of)):
        if end_of[day] == end_of[day - 1]:
            found[day] = found[day - 1]
    return found


def coarse_ends_of(terms: Terms) -> list[int]:
    """Return the last days of longer runs: within one, nothing arrives and no month ends."""
    found = {terms.days - 1}
    for channel in terms.channels:
        for first, end, _ in channel.months:
            found.update((first - 1, end - 1))
    for levels in terms.cash:
        found.update(day for day in range(terms.days - 1) if levels[day] < levels[day + 1])
    return sorted(day for day in found if day >= 0)


def end_of_each(days: int, ends: list[int]) -> list[int]:
    """Return for each day the last day of its run."""
    found, first = [0] * days, 0
    for end in ends:
        found[first : end + 1] = [end] * (end + 1 - first)
        first = end + 1
    return found


def _moved(values: tuple[int, ...], end_of: list[int]) -> tuple[int, ...]:
    sums = [0] * len(values)
    for day, value in enumerate(values):
        sums[end_of[day]] += value
    return tuple(sums)


def _merged_channel(channel: ChannelTerms, end_of: list[int]) -> ChannelTerms:
    return replace(
        channel,
        caps=_moved(channel.caps, end_of),
        counts=_moved(channel.counts, end_of),
        steps=_joined(channel.steps, end_of),
    )


def _joined(steps: tuple[Steps, ...], end_of: list[int]) -> tuple[Steps, ...]:
    sums: list[Counter[int]] = [Counter() for _ in end_of]
    for day, each in enumerate(steps):
        for size, number in each:
            sums[end_of[day]][size] += number
    return tuple(tuple(sorted(each.items(), reverse=True)) for each in sums)
