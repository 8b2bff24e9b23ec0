"""Puts the payments of merged days on single days, the latest or the earliest that take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.merge import end_of_each
from huanqing.infrastructure.planning.plan_model import ABSENT

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.terms import Terms

_Slot = tuple[int, int]


def placed(
    terms: Terms, merged: PlanModel, values: list[int], ends: list[int], sign: int
) -> dict[tuple[int, int], int]:
    """Return the amounts by channel and day; a day's cap over all channels may be broken.

    ``sign``: -1 prefers late days, 1 early ones.
    """
    end_of = end_of_each(terms.days, ends)
    found: dict[tuple[int, int], int] = {}
    room = list(terms.daily_caps)
    for place, channel in enumerate(terms.channels):
        slots: dict[int, list[_Slot]] = {}
        for day, steps in enumerate(channel.steps):
            for size, number in steps:
                slots.setdefault(end_of[day], []).extend([(size, day)] * number)
        for end, each in slots.items():
            x, n = merged.column("x", place, end), merged.column("n", place, end)
            if x == ABSENT or not values[x]:
                continue
            for day, amount in _fill(each, values[x], values[n], room, sign).items():
                found[place, day] = amount
                room[day] -= amount
    return found


def _fill(
    slots: list[_Slot], amount: int, number: int, room: list[int], sign: int
) -> dict[int, int]:
    """Spread the amount over so many of the slots: large ones first, then by the day."""
    taken: list[_Slot] = []
    free: dict[int, int] = {}
    for size, day in sorted(slots, key=lambda slot: (-slot[0], sign * slot[1])):
        if len(taken) < number and free.setdefault(day, room[day]) >= size:
            free[day] -= size
            taken.append((size, day))
    found: dict[int, int] = {}
    for size, day in sorted(taken, key=lambda slot: sign * slot[1]):
        part = min(size, amount)
        if part:
            found[day] = found.get(day, 0) + part
            amount -= part
    return found
