"""Bounds from the course of a plan: how much, in how many payments, is paid by each day.

What couples channels beyond that is priced (``couplings``). What remains is a shortest path
over the days through states of (payments so far, total so far), which dynamic programming finds
in integers. Totals are told apart in steps of a ``unit`` and rounded down, so that a course
never costs more than the plans it stands for, which want late days. A state through which no
course is cheap enough cannot be part of a plan that cheap: that narrows, day by day, what may
have been paid in how many payments, and which payments there may be at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from huanqing.infrastructure.planning.couplings import (
    HIGHEST_PRICE,
    HIGHEST_PRICE_OF_FEES,
    PRICE_UNIT,
    Paid,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.couplings import Prices

    Ints = NDArray[np.int64]

_NEVER = 1 << 58
_FAR = _NEVER // 2
_MOST_CELLS = 25_000_000
"""All tables of a sweep together have no more than so many cells, of eight bytes."""


class TooManyStatesError(Exception):
    """A frame is too wide to be looked at."""


class Slot(NamedTuple):
    """One payment that a channel could make on a day, of at most ``size`` fen."""

    size: int
    channel: int
    pool: int
    """Those of one pool can stand in for each other; negative: only the channel's own can."""
    step: int
    """The size by which the model counts it, at least ``size``."""


@dataclass(frozen=True, slots=True)
class Frame:
    """By day: within what the total paid by its end (fen) and the number of payments lie."""

    least: tuple[int, ...]
    most: tuple[int, ...]
    fewest_payments: tuple[int, ...]
    most_payments: tuple[int, ...]
    slots: tuple[tuple[Slot, ...], ...]
    """The payments there may be, sorted by ``largest_first``."""


class Narrowed(NamedTuple):
    """The frame of all courses that are cheap enough, and how many states there are in them."""

    frame: Frame
    states: int


class _Bunch(NamedTuple):
    """The payments of a day whose prices are the same."""

    day: int
    price: int
    charge: int
    slots: tuple[Slot, ...]


class _Stage(NamedTuple):
    """The least cost by (payments, total) before a bunch, or after the day where there is none.

    ``payments`` and ``total`` (in units) are those of the first row and column.
    """

    bunch: _Bunch | None
    day: int
    payments: int
    total: int
    cost: Ints


@dataclass(frozen=True, slots=True)
class Sweep:
    """The cheapest course at some prices; no plan in the frame costs less than ``bound``."""

    bound: int
    unit: int
    offset: int
    """What is to be added to the costs of the stages, in parts of a price."""
    stages: list[_Stage]
    payments: int
    total: int
    lost: int
    """By how much finer units might raise the bound."""

    def course(self) -> list[Paid]:
        """Return the payments of the cheapest course."""
        payments, total = self.payments, self.total
        found: list[Paid] = []
        for stage in reversed(self.stages):
            if stage.bunch is None:
                continue
            used, before = _step_back(stage, stage.bunch, (payments, total), self.unit)
            amount = (total - before) * self.unit
            for slot in stage.bunch.slots[:used]:
                part = min(slot.size, amount)
                found.append(Paid(stage.day, slot.channel, part))
                amount -= part
            payments, total = payments - used, before
        return found


def are_small(total: int, days: int, fees: int) -> bool:
    """Whether all costs of courses stay within what the tables hold.

    ``total`` is what is paid, ``fees`` what it may cost in fees.
    """
    highest = HIGHEST_PRICE * days
    return (total * highest + fees * (HIGHEST_PRICE_OF_FEES + highest)) * PRICE_UNIT < _FAR


def largest_first(slot: Slot) -> tuple[int, int]:
    """Return what to sort payments by: of equal ones, which comes first does not matter."""
    return -slot.size, slot.channel


def sweep_of(frame: Frame, prices: Prices, unit: int) -> Sweep | None:
    """Return the cheapest course within a frame whose last total is certain, if there is one.

    Raises TooManyStatesError where the frame is too wide.
    """
    bunches = _bunches(frame, prices)
    payments = total = 0
    cost = np.zeros((1, 1), dtype=np.int64)
    stages: list[_Stage] = []
    cells = 0
    for day, today in enumerate(bunches):
        least, most = frame.least[day] // unit, frame.most[day] // unit
        rows = max(frame.most_payments[day] - payments + 1, cost.shape[0])
        columns = max(most - total + 1, cost.shape[1])
        cells += rows * columns * (len(today) + 1)
        if cells > _MOST_CELLS:
            raise TooManyStatesError
        cost = _part(cost, (rows, columns), 0, 0)
        for bunch in today:
            stages.append(_Stage(bunch, day, payments, total, cost))
            cost = _paying(cost, bunch, unit)
        first, begin = max(frame.fewest_payments[day], payments), max(least, total)
        shape = (max(0, frame.most_payments[day] - first + 1), max(0, most - begin + 1))
        cost = _part(cost, shape, first - payments, begin - total).copy()
        cost[cost > _FAR] = _NEVER
        payments, total = first, begin
        stages.append(_Stage(None, day, payments, total, cost))
        if not cost.size or int(cost.min()) >= _NEVER:
            return None
    row, column = divmod(int(np.argmin(cost)), cost.shape[1])
    rounding = _rounding(bunches, unit)
    offset = rounding + _rest(bunches, frame, unit) - prices.limits
    bound = -(-(int(cost[row, column]) + offset) // PRICE_UNIT)
    lost = unit * len(bunches) - rounding // PRICE_UNIT
    return Sweep(bound, unit, offset, stages, payments + row, total + column, lost)


def narrowed_to(frame: Frame, sweep: Sweep, at_most: int) -> Narrowed | None:
    """Return what courses of at most that cost leave of the frame; None where there is none."""
    limit = at_most * PRICE_UNIT - sweep.offset
    last = sweep.stages[-1]
    after, payments, total = np.zeros_like(last.cost), last.payments, last.total
    uses: list[tuple[_Bunch, int]] = []
    within: list[tuple[int, int, int, int]] = []
    states = 0
    for stage in reversed(sweep.stages):
        after = _part(after, stage.cost.shape, stage.payments - payments, stage.total - total)
        payments, total = stage.payments, stage.total
        if stage.bunch is not None:
            after, used = _before(after, stage, stage.bunch, sweep.unit, limit)
            uses.append((stage.bunch, used))
            continue
        is_open = stage.cost + after <= limit
        if not is_open.any():
            return None
        after = np.where(is_open, after, _NEVER)
        rows = np.flatnonzero(is_open.any(axis=1)).tolist()
        columns = np.flatnonzero(is_open.any(axis=0)).tolist()
        states += int(is_open.sum())
        low, high = (total + columns[0]) * sweep.unit, (total + columns[-1] + 1) * sweep.unit - 1
        within.append((low, high, payments + rows[0], payments + rows[-1]))
    least, most, fewest, largest = zip(*reversed(within), strict=True)
    found = Frame(
        tuple(map(max, frame.least, least)),
        tuple(map(min, frame.most, most)),
        tuple(map(max, frame.fewest_payments, fewest)),
        tuple(map(min, frame.most_payments, largest)),
        _still_open(len(frame.slots), uses),
    )
    return Narrowed(found, states)


def _still_open(days: int, uses: list[tuple[_Bunch, int]]) -> tuple[tuple[Slot, ...], ...]:
    """Return the payments that may be needed: of a pool, or of a channel, the largest first.

    There is a best plan in which none of a pool is left out for a smaller one: as much could be
    paid by the larger, on the same day, from the same account, at the same fee.
    """
    found: list[list[Slot]] = [[] for _ in range(days)]
    for bunch, used in uses:
        taken: dict[tuple[bool, int], int] = {}
        for slot in bunch.slots if used else ():
            key = (True, slot.pool) if slot.pool >= 0 else (False, slot.channel)
            taken[key] = taken.get(key, 0) + 1
            if taken[key] <= used:
                found[bunch.day].append(slot)
    return tuple(tuple(sorted(each, key=largest_first)) for each in found)


def _bunches(frame: Frame, prices: Prices) -> list[list[_Bunch]]:
    """Return the bunches by day, prices to and fro: rounding loses where they rise again."""
    found = []
    for day, slots in enumerate(frame.slots):
        alike: dict[tuple[int, int], list[Slot]] = {}
        for slot in slots:
            price = int(prices.of_amounts[day, slot.channel])
            charge = int(prices.of_payments[day, slot.channel])
            alike.setdefault((price, charge), []).append(slot)
        today = [_Bunch(day, *key, tuple(each)) for key, each in alike.items()]
        today.sort(key=lambda each: each.price, reverse=bool(day % 2))
        found.append(today)
    return found


def _rounding(bunches: list[list[_Bunch]], unit: int) -> int:
    """Return by how much too dear rounding may make a course, below zero.

    A total that is rounded down, by less than a unit, is too cheap by that where the price falls
    afterwards, which is allowed, and too dear where it rises, which is taken off here.
    """
    prices = [bunch.price for today in bunches for bunch in today]
    return -(unit - 1) * sum(max(0, b - a) for a, b in pairwise(prices))


def _rest(bunches: list[list[_Bunch]], frame: Frame, unit: int) -> int:
    """Return what the part of the last total costs that is less than a unit."""
    prices = [bunch.price for today in bunches for bunch in today]
    return prices[-1] * (frame.most[-1] % unit) if prices else 0


def _part(cost: Ints, shape: tuple[int, ...], row: int, column: int) -> Ints:
    """Return the table that begins at a place of the costs; what lies beyond costs too much."""
    if cost.shape == shape and not row and not column:
        return cost
    found = np.full(shape, _NEVER, dtype=np.int64)
    top, left = max(0, row), max(0, column)
    part = cost[top : max(top, row + shape[0]), left : max(left, column + shape[1])]
    found[top - row : top - row + part.shape[0], left - column : left - column + part.shape[1]] = (
        part
    )
    return found


def _least_of_last(cost: Ints, width: int) -> Ints:
    """Return the least over each column and so many before it."""
    width = min(width, cost.shape[1] - 1)
    span = 1
    while span <= width:
        step = min(span, width + 1 - span)
        found = cost.copy()
        np.minimum(found[:, step:], cost[:, :-step], out=found[:, step:])
        cost, span = found, span + step
    return cost


def _steps(bunch: _Bunch, unit: int, shape: tuple[int, ...]) -> Iterator[int]:
    """Yield by how much further each payment reaches within a table, as far as it has rows."""
    width = 0
    for slot in bunch.slots[: shape[0] - 1]:
        steps = -(-slot.size // unit) if width < shape[1] else 0
        width += steps
        yield steps


def _paying(cost: Ints, bunch: _Bunch, unit: int) -> Ints:
    """Return the least costs once any number of a bunch's payments was made."""
    growth = np.arange(cost.shape[1], dtype=np.int64) * (bunch.price * unit)
    found, moved = cost.copy(), cost - growth
    for number, steps in enumerate(_steps(bunch, unit, cost.shape), 1):
        moved = _least_of_last(moved, steps)
        paid = moved[:-number] + (growth + number * bunch.charge)
        np.minimum(found[number:], paid, out=found[number:])
    return found


def _before(after: Ints, stage: _Stage, bunch: _Bunch, unit: int, limit: int) -> tuple[Ints, int]:
    """Return the least costs to the end from before a bunch, and the most payments of use."""
    growth = np.arange(after.shape[1], dtype=np.int64) * (bunch.price * unit)
    found, moved = after.copy(), (after + growth)[:, ::-1]
    used = 0
    for number, steps in enumerate(_steps(bunch, unit, after.shape), 1):
        moved = _least_of_last(moved, steps)
        paid = moved[number:, ::-1] - (growth - number * bunch.charge)
        if (stage.cost[:-number] + paid <= limit).any():
            used = number
        np.minimum(found[:-number], paid, out=found[:-number])
    found[found > _FAR] = _NEVER
    return found, used


def _step_back(stage: _Stage, bunch: _Bunch, state: tuple[int, int], unit: int) -> tuple[int, int]:
    """Return how many payments of the bunch led to the state, and the total before them."""
    row, column = state[0] - stage.payments, state[1] - stage.total
    found: list[tuple[int, int, int]] = []
    width = 0
    for number in range(min(len(bunch.slots), row) + 1):
        if number:
            width += -(-bunch.slots[number - 1].size // unit)
        first = max(0, column - width)
        steps = np.arange(column - first, -1, -1, dtype=np.int64)
        costs = stage.cost[row - number, first : column + 1] + steps * (bunch.price * unit)
        place = int(np.argmin(costs))
        found.append((int(costs[place]) + number * bunch.charge, number, first + place))
    _, used, before = min(found)
    return used, stage.total + before
