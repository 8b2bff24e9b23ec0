"""Cuts that whole numbers of payments allow, derived in integers from what must be paid.

By a day, so much must be paid; every amount is carried by whole payments of a largest size.
Rounding such a sum (mixed-integer rounding) gives rows that hold for every plan, and that cut
off plans of broken payments. All coefficients are integers, so that no cut is only nearly true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.intervals import Intervals
from huanqing.infrastructure.planning.linear_model import INFINITE, UNIT
from huanqing.infrastructure.planning.plan_model import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.linear_model import FrozenModel
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.terms import Terms

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_TINY = 1e-6
_SLIGHT = 1e-4
_LEAST_DEPTH = 1e-4
_MOST_DIVISORS = 6
_MOST_OF_ONE = 2
_MOST_SIZES = 5


@dataclass(frozen=True, slots=True)
class Cut:
    """A row ``terms >= low`` that every solution keeps; ``depth``: how far it cuts."""

    low: int
    terms: tuple[tuple[int, int], ...]
    depth: float


@dataclass(frozen=True, slots=True)
class _Need:
    """By the end of ``day`` so much is paid, or is in one of the columns of what is unpaid."""

    day: int
    amount: int
    unpaid: tuple[int, ...]
    first: int = 0
    """The day from which on it is to be paid, if not just by the end."""


@dataclass(slots=True)
class _Sum:
    """``counts n + the free amounts + unpaid + what payments lack >= low``, before rounding.

    ``lacking`` marks the counts whose payments carry less than they could.
    """

    counts: Ints
    free: Flags
    unpaid: tuple[int, ...]
    low: int
    lacking: Flags


class Separator:
    """Finds cuts for the solutions of one model's linear relaxation."""

    def __init__(self, plan: PlanModel, terms: Terms, model: FrozenModel) -> None:
        """Read the payments and what must be paid off the model."""
        self._model = model
        carriers = plan.carriers
        self._n = np.array([each.count for each in carriers], dtype=np.int64)
        self._amounts = [each.amounts for each in carriers]
        self._x = np.array([x for each in carriers for x in each.amounts], dtype=np.int64)
        self._first = np.cumsum([0, *(len(each.amounts) for each in carriers)])[:-1]
        self._day = np.array([each.day for each in carriers], dtype=np.int64)
        channels = [terms.channels[each.channel] for each in carriers]
        self._account = np.array([each.account for each in channels], dtype=np.int64)
        self._fee = np.array([each.fee for each in channels], dtype=np.int64)
        steps = [each.steps for each in carriers]
        self._size = np.array([each[0][0] for each in steps], dtype=np.int64)
        last = [each[1] if len(each) > 1 else each[0] for each in steps]
        self._rest = np.array([size for size, _ in last], dtype=np.int64)
        self._full = np.array(
            [each[0][1] * (each[0][0] - size) if len(each) > 1 else 0
             for each, (size, _) in zip(steps, last, strict=True)], dtype=np.int64)  # fmt: skip
        self._cash = [
            (place, day, column)
            for (name, place, day), column in plan.columns.items()
            if name == "cash"
        ]
        total = plan.total(Tier.PAYMENTS)
        self._total = ABSENT if total is None else total
        self._needs = list(_needs(plan, terms))
        sure = [0] * terms.days
        for need in self._needs:
            if not need.unpaid:
                sure[need.day :] = [need.amount] * (terms.days - need.day)
        self._intervals = Intervals(plan, terms, sure)
        self._needs += [
            _Need(day, low, (), first=day)
            for (name, _, day), column in plan.columns.items()
            if name == "day" and day and (low := model.col_low[column]) > 0
        ]

    def find(self, model: FrozenModel, values: Floats, most: int) -> list[Cut]:
        """Return the deepest cuts that the values break; the model's bounds of now hold."""
        self._model = model
        if not len(self._n):
            return []
        self._look(values)
        owners, sums = [], []
        for owner, some in enumerate(self._owned(values)):
            owners += [owner] * len(some)
            sums += some
        found = self._rounded(owners, sums, values)
        found.sort(key=lambda cut: -cut.depth)
        between = []
        for least, until, before in self._intervals.broken(values, most):
            less = () if before == ABSENT else ((before, -UNIT),)
            between.append(Cut(least * UNIT, ((until, UNIT), *less), 1.0))
        return found[:most] + between

    def _owned(self, values: Floats) -> Iterator[list[_Sum]]:
        """Yield the sums of which the best two are enough."""
        for need in self._needs:
            yield list(self._sums(need, values))
        for each in self._spendings(values):
            yield [each]

    def _look(self, values: Floats) -> None:
        """Choose for each amount what stands for it: itself, its payments or its limit."""
        low, high = self._model.col_low, self._model.col_high
        self._most = np.array([high[each] for each in self._n], dtype=np.int64)
        self._least = np.array([low[each] for each in self._n], dtype=np.int64)
        caps = np.array([high[each] for each in self._x], dtype=np.int64)
        self._cap = np.add.reduceat(caps, self._first)
        x, n = np.add.reduceat(values[self._x], self._first), values[self._n]
        self._x_now, self._n_now = x, n
        gaps = np.stack(
            (self._size * n - x, self._full + self._rest * n - x, self._cap - x + 0.01, x + 0.02)
        )
        choice = np.argmin(gaps, axis=0)
        zero = np.zeros_like(self._size)
        self._by_count = np.choose(choice, (self._size, self._rest, zero, zero))
        self._constant = np.choose(choice, (zero, self._full, self._cap, zero))
        self._is_free = choice == 3  # noqa: PLR2004
        self._is_broken = np.abs(n - np.rint(n)) > _TINY

    def _sums(self, need: _Need, values: Floats) -> Iterator[_Sum]:
        until = (self._day >= need.first) & (self._day <= need.day)
        plain = self._plain(need, until)
        yield plain
        tight = [] if need.first else self._tight_cash(need.day, values)
        whole = plain
        for account, day, level in tight:
            whole = self._with_cash(whole, account, day, level)
        if tight:
            yield whole
        if self._total != ABSENT:
            for each in (plain, whole) if tight else (plain,):
                yield from self._within_total(each, until)

    def _plain(self, need: _Need, until: Flags) -> _Sum:
        return _Sum(
            np.where(until, self._by_count, 0),
            until & self._is_free,
            need.unpaid,
            need.amount - int(np.sum(self._constant[until])),
            np.zeros_like(until),
        )

    def _tight_cash(self, until: int, values: Floats) -> list[tuple[int, int, int]]:
        """Return the last day up to then on which each account is empty, and its level."""
        found: dict[int, tuple[int, int]] = {}
        for account, day, column in self._cash:
            level = self._model.col_high[column]
            if day <= until and values[column] > level - _TINY * UNIT:
                found[account] = max(found.get(account, (-1, 0)), (day, level))
        return [(account, day, level) for account, (day, level) in found.items()]

    def _with_cash(self, given: _Sum, account: int, day: int, level: int) -> _Sum:
        """Let the account's level stand for what it pays up to the day, fees too."""
        paid = (self._account == account) & (self._day <= day)
        low = given.low + int(np.sum(self._constant[paid])) - level
        counts = np.where(paid, -self._fee, given.counts)
        return _Sum(counts, given.free & ~paid, given.unpaid, low, given.lacking)

    def _within_total(self, given: _Sum, until: Flags) -> Iterator[_Sum]:
        """Take a size off every payment: as many as there may be, each is worth the rest."""
        most = self._model.col_high[self._total]
        sizes = np.unique(given.counts[until & (self._n_now > _TINY)])
        for size in [int(each) for each in sizes if each > 0][-_MOST_SIZES:]:
            counts = given.counts - size
            low = given.low - size * most
            yield _Sum(counts, given.free, given.unpaid, low, given.lacking)

    def _spendings(self, values: Floats) -> Iterator[_Sum]:
        """Yield that an account cannot spend more than it has, fees too, where they matter."""
        paying = set(self._account[self._fee > 0].tolist())
        used = self._n_now > _TINY
        nothing = np.zeros_like(self._size)
        for account, day, column in self._cash:
            level = self._model.col_high[column]
            if account in paying and values[column] > level - _TINY * UNIT:
                spent = (self._account == account) & (self._day <= day)
                carried = np.where(spent & used, self._size, nothing)
                counts = -carried - np.where(spent, self._fee, nothing)
                yield _Sum(counts, np.zeros_like(used), (), -level, spent & used)

    def _rounded(self, owners: list[int], sums: list[_Sum], values: Floats) -> list[Cut]:
        """Return the best two cuts of each owner's sums, as far as their numbers fit."""
        fit = [place for place, each in enumerate(sums) if self._fits(each)]
        owners, sums = [owners[place] for place in fit], [sums[place] for place in fit]
        if not sums:
            return []
        counts = np.stack([each.counts for each in sums])
        turned = (counts != 0) & (self._n_now * 2 > self._most)
        low = np.array([each.low for each in sums], dtype=np.int64)
        low -= np.sum(np.where(turned, counts * self._most, 0), axis=1)
        counts = np.where(turned, -counts, counts)
        now = np.where(turned, self._most - self._n_now, self._n_now)
        amounts, square = self._apart(sums, values)
        source, divisor = self._divisors(counts, low)
        rest = low[source] % divisor
        step = divisor[:, None]
        rounded = counts[source] // step * rest[:, None]
        rounded += np.minimum(counts[source] % step, rest[:, None])
        need = -(-low[source] // divisor) * rest
        missing = need - np.sum(rounded * now[source], axis=1) - amounts[source]
        scaled = rounded / UNIT
        depth = missing / UNIT / np.sqrt(np.sum(scaled * scaled, axis=1) + square[source])
        is_deep = (missing > _TINY * UNIT) & (depth > _LEAST_DEPTH)
        taken: dict[int, list[Cut]] = {}
        for place in np.argsort(-np.where(is_deep, depth, 0.0), kind="stable").tolist():
            if not is_deep[place]:
                break
            number = int(source[place])
            best = taken.setdefault(owners[number], [])
            if len(best) < _MOST_OF_ONE:
                best += _other(
                    self._cut(
                        sums[number], rounded[place], turned[number], need[place], depth[place]
                    ),
                    best,
                )
        return [cut for best in taken.values() for cut in best]

    def _fits(self, given: _Sum) -> bool:
        """Whether all that rounding computes of the sum stays within 64 bits."""
        largest = int(np.max(np.abs(given.counts), initial=0))
        most = int(np.max(self._most, initial=1))
        return abs(given.low) + largest * most * len(given.counts) < INFINITE

    def _apart(self, sums: list[_Sum], values: Floats) -> tuple[Floats, Floats]:
        """Return what is not rounded: what it comes to now, and in how many columns."""
        free = np.stack([each.free for each in sums])
        lacking = np.stack([each.lacking for each in sums])
        amounts = free @ self._x_now + lacking @ (self._size * self._n_now - self._x_now)
        amounts += [sum(float(values[column]) for column in each.unpaid) for each in sums]
        number = np.sum(free | lacking, axis=1) + [len(each.unpaid) for each in sums]
        return amounts, number.astype(np.float64)

    def _divisors(self, counts: Ints, low: Ints) -> tuple[Ints, Ints]:
        """Return what to divide by: the sum's place, and the size of a broken count in it."""
        sizes = np.where(self._is_broken, np.abs(counts), 0)
        source, divisor = [], []
        for place in np.flatnonzero(np.any(sizes, axis=1)).tolist():
            different = np.unique(sizes[place])
            some = different[different > 0][-_MOST_DIVISORS:]
            source += [place] * len(some)
            divisor += some.tolist()
        places, by = np.array(source, dtype=np.int64), np.array(divisor, dtype=np.int64)
        rest = low[places] % np.maximum(by, 1)
        is_used = (rest > _SLIGHT * by) & (rest < (1 - _SLIGHT) * by)
        return places[is_used], by[is_used]

    def _cut(self, given: _Sum, rounded: Ints, turned: Flags, need: int, depth: float) -> Cut:
        low = int(need) - int(np.sum(rounded[turned] * self._most[turned]))
        counts = np.where(turned, -rounded, rounded) + np.where(given.lacking, self._size, 0)
        used = np.flatnonzero(counts)
        terms = list(zip(self._n[used].tolist(), counts[used].tolist(), strict=True))
        for place in np.flatnonzero(given.free).tolist():
            terms += [(column, 1) for column in self._amounts[place]]
        for place in np.flatnonzero(given.lacking).tolist():
            terms += [(column, -1) for column in self._amounts[place]]
        terms += [(each, 1) for each in given.unpaid]
        return Cut(low, tuple(terms), float(depth))


def _other(cut: Cut, best: list[Cut]) -> list[Cut]:
    """Return the cut alone, unless it is one of the best already."""
    return [] if any(cut.terms == each.terms for each in best) else [cut]


def _needs(plan: PlanModel, terms: Terms) -> Iterator[_Need]:
    """Yield what must be paid by each day on which that grows, or is unpaid."""
    sure = [0] * terms.days
    open_groups: dict[tuple[int, int], list[int]] = {}
    for place, group in enumerate(terms.groups):
        if plan.most_left(place):
            open_groups.setdefault((group.rate, group.earliest), []).append(place)
        last = max(plan.draw_days(terms, place), default=0)
        sure[last] += group.amount - plan.most_left(place)
    classes = sorted({(each.rate, each.earliest) for each in terms.groups})
    amount, before = 0, -1
    for day in range(terms.days):
        amount += sure[day]
        late, unpaid = 0, []
        for number, kind in enumerate(classes):
            places = [each for each in open_groups.get(kind, []) if terms.groups[each].due <= day]
            late += sum(plan.most_left(each) for each in places)
            unpaid += [
                plan.columns["left", each, 0] for each in places if terms.groups[each].due == day
            ]
            back = plan.column("back", number, day + 1)
            unpaid += [back] if back != ABSENT else []
        is_end = not terms.end_of or terms.end_of[day] == day
        if is_end and amount + late > before:
            before = amount + late
            yield _Need(day, amount + late, tuple(unpaid))
