"""Looks for the best plan along the courses that are cheap enough to be its.

A target is set a little above what is proven. The courses within it leave open so few payments
that a small model of them is searched at once: what it finds is a better plan, and where there
is nothing in it, no plan is as cheap as the target, and the next one is set higher. That pays
where late days are wanted, everything is paid, and the payments are few enough to be counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.counts import needs_by_day
from huanqing.infrastructure.planning.couplings import Couplings
from huanqing.infrastructure.planning.courses import (
    Frame,
    Slot,
    TooManyStatesError,
    are_small,
    largest_first,
    narrowed_to,
    sweep_of,
)
from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.intervals import possible_by_day
from huanqing.infrastructure.planning.linear_model import INFINITE, SCALE
from huanqing.infrastructure.planning.merge import end_of_each
from huanqing.infrastructure.planning.plan_model import ABSENT
from huanqing.infrastructure.planning.relaxation import Relaxation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.linear_model import FrozenModel
    from huanqing.infrastructure.planning.plan_model import PlanModel
    from huanqing.infrastructure.planning.pseudo_costs import PseudoCosts
    from huanqing.infrastructure.planning.relaxation import Budget
    from huanqing.infrastructure.planning.search import TierSearch
    from huanqing.infrastructure.planning.terms import Terms

    Floats = NDArray[np.float64]
    Bounds = list[tuple[int, int]]

_MOST_PAYMENTS = 64
"""Of more, the tables would be too large and the courses say too little."""
_COARSE, _FINE = 100, 16_000
"""Into how many units the total is divided at first, at least, and in the end, at most."""
_FIRST_TRIALS, _TRIALS = (10, 5), (1, 1, 2, 2, 3)
"""How often better prices are looked for, by unit, coarse ones first; the last for the rest."""
_EVERY = 5
"""After so many trials the frame is narrowed, for the next ones to be quicker."""
_LEAST_GAIN = 20_000.0
"""A step aims at raising the bound by at least so many fen x days."""
_SHARE, _MORE, _LESS = 64, 2, 4
"""What part of the gap the first step is; by what it grows and shrinks."""
_OPEN, _MORE_OPEN, _CLOSE = 3, 1.5, 100_000
"""How many times the payments may be open for a search; nothing is narrower than ``_CLOSE``."""
_NODES, _MORE_NODES = 300, 3
"""How many nodes a view is searched, and how many times more where that was not enough."""
_MANY_STATES = 40_000
"""From so many on, a lower target comes before a finer unit."""


class _View(NamedTuple):
    """What is open up to a cost, at a unit, with multipliers that suit it."""

    frame: Frame
    at_most: int
    unit: int
    multipliers: Floats
    least: int
    """What is proven of it by these."""
    lost: int = 0
    """By how much finer units might raise that."""
    states: int = 0
    """How many states of courses there are."""

    @property
    def open(self) -> int:
        """How many payments there may be."""
        return sum(map(len, self.frame.slots))

    def may_prove(self, least: int) -> bool:
        """Whether so much might be proven of it at finer units."""
        return self.least + self.lost >= least


def is_apt(plan: PlanModel, terms: Terms, model: FrozenModel) -> bool:
    """Whether everything is paid, by so few payments, that courses say much about the plans."""
    total = plan.total(Tier.PAYMENTS)
    if plan.ends is None or total is None or model.col_high[total] > _MOST_PAYMENTS:
        return False
    is_all_paid = needs_by_day(plan, terms)[-1] == possible_by_day(plan, terms)[-1]
    fees = model.col_high[total] * max(each.fee for each in terms.channels)
    return is_all_paid and are_small(terms.owed, terms.days, fees)


class Pursuit:
    """One search along the courses of a model of runs, for less than a known cost."""

    def __init__(
        self,
        search: TierSearch,
        plan: PlanModel,
        terms: Terms,
        cost: list[int],
        costs: PseudoCosts,
        budget: Budget,
    ) -> None:
        """``cost`` is what to minimise, ``costs`` is what is known of branching."""
        self._search, self._plan, self._terms = search, plan, terms
        self._cost, self._costs, self._budget = cost, costs, budget
        fees = plan.total(Tier.FEES)
        self._most_fees = None if fees is None else search.model.col_high[fees]
        self._couplings = Couplings(terms, self._most_fees)
        self._units = units_for(terms.owed)

    def run(self, best: int, least: int) -> Found:
        """Return a better solution, if there is one, and what is proven at the end.

        ``best`` is the cost of a solution, ``least`` what is proven of it.
        """
        frame, unit = self._frame(), self._units[0]
        given = [np.zeros(len(self._couplings.keys)), self._worth()]
        try:
            multipliers = self._best_of(frame, given)
        except TooManyStatesError:
            return Found(best, None, least, 0)
        return _Chase(self, _View(frame, best - 1, unit, multipliers, least)).run()

    def is_over(self) -> bool:
        """Whether the time for it is over."""
        return self._budget.is_over()

    def _frame(self) -> Frame:
        plan, model, days = self._plan, self._search.model, self._terms.days
        most = model.col_high[plan.total(Tier.PAYMENTS) or 0]
        fewest, largest = [0] * days, [most] * days
        for (name, place, day), column in plan.columns.items():
            if (name, place) == ("N", ABSENT):
                low, high = model.col_low[column], model.col_high[column]
                fewest[day:] = [max(each, low) for each in fewest[day:]]
                largest[: day + 1] = [min(each, high) for each in largest[: day + 1]]
        return Frame(
            tuple(needs_by_day(plan, self._terms)),
            tuple(possible_by_day(plan, self._terms)),
            tuple(fewest),
            tuple(largest),
            tuple(self._slots(day) for day in range(days)),
        )

    def _slots(self, day: int) -> tuple[Slot, ...]:
        """Return the payments there may be on a day."""
        model = self._search.model
        pools: dict[tuple[int, int], int] = {}
        found: list[Slot] = []
        for place, channel in enumerate(self._terms.channels):
            column = self._plan.column("x", place, day)
            if column == ABSENT or (self._most_fees is not None and channel.fee > self._most_fees):
                continue
            pool = ABSENT
            if not channel.months and not model.col_low[column]:
                pool = pools.setdefault((channel.account, channel.fee), len(pools))
            left = model.col_high[column]
            for size, number in channel.steps[day]:
                for _ in range(min(number, _MOST_PAYMENTS, -(-left // size))):
                    found.append(Slot(min(size, left), place, pool, size))
                    left -= size
        return tuple(sorted(found, key=largest_first))

    def _worth(self) -> Floats:
        """Return what each limit is worth in the relaxation without cuts."""
        model, found = self._search.model, np.zeros(len(self._couplings.keys))
        plain = model.without_rows(list(range(model.first_added, model.rows)))
        _, bound = Relaxation(plain, [], self._budget).relax(self._cost)
        if bound is not None and len(bound.reduced):
            for place, key in enumerate(self._couplings.keys):
                column = self._plan.columns.get(key)
                if column is not None:
                    found[place] = max(0.0, -float(bound.reduced[column]) / SCALE)
        return found

    def _best_of(self, frame: Frame, given: list[Floats]) -> Floats:
        """Return those of the multipliers that prove most."""

        def proven(multipliers: Floats) -> int:
            sweep = sweep_of(frame, self._couplings.prices(multipliers), self._units[0])
            return -INFINITE if sweep is None else sweep.bound

        return max(given, key=proven)

    def closer(
        self, within: _View, at_most: int, *, is_first: bool, is_far: bool
    ) -> tuple[_View | None, Floats]:
        """Return what a lower cost leaves open; None: nothing. And multipliers for ``within``.

        The first view that proves less than is known already is given back as it is, and one
        of very many states where a lower cost is still far from what is proven.
        """
        trials = _FIRST_TRIALS if is_first else _TRIALS
        units = [each for each in self._units if each <= within.unit]
        view, kept = within, within.multipliers
        for place, unit in enumerate(units):
            most = trials[min(place, len(trials) - 1)]
            found, multipliers = self._improved(view, at_most, unit, most)
            kept = kept if place else multipliers
            if found is None:
                return None, kept
            view = found
            is_poor = is_first and not view.may_prove(within.least)
            if is_poor or (view.states > _MANY_STATES and is_far):
                return view, kept
        return view._replace(unit=units[-2:][0]), kept

    def _improved(
        self, within: _View, at_most: int, unit: int, trials: int
    ) -> tuple[_View | None, Floats]:
        """Return what is open at better prices, and these; None where there is nothing.

        Prices rise by what the cheapest course exceeds a limit, and fall by what it leaves of
        it (subgradients); a step that proves less is taken back, and the next is shorter.
        """
        frame, kept, multipliers = within.frame, within.multipliers, within.multipliers
        best, highest, length, excess = None, -INFINITE, 1.0, kept
        for trial in range(trials + 1):
            self._budget.check()
            sweep = sweep_of(frame, self._couplings.prices(multipliers), unit)
            if sweep is None or sweep.bound > at_most:
                return None, multipliers
            if sweep.bound > highest:
                best, highest, kept = sweep, sweep.bound, multipliers
                excess = self._couplings.excess(sweep.course())
                if trial % _EVERY == _EVERY - 1:
                    narrowed = narrowed_to(frame, sweep, at_most)
                    if narrowed is None:
                        return None, kept
                    frame, best = narrowed.frame, None
            else:
                length /= 2
            step = np.where((kept <= 0) & (excess < 0), 0.0, excess)
            norm = float(step @ step)
            if not norm:
                break
            gain = max(_LEAST_GAIN, float(at_most - highest))
            multipliers = np.maximum(0.0, kept + length * gain / norm * step)
        best = best or sweep_of(frame, self._couplings.prices(kept), unit)
        narrowed = None if best is None else narrowed_to(frame, best, at_most)
        if best is None or narrowed is None:
            return None, kept
        return _View(
            narrowed.frame, at_most, unit, kept, best.bound, best.lost, narrowed.states
        ), kept

    def searched(self, view: _View, most_nodes: int) -> Found:
        """Return the first solution in a view, or the proof that there is none."""
        bounds = self._bounds(view.frame)
        return self._search.minimise_within(
            bounds, self._cost, (view.least, view.at_most), most_nodes, self._costs, self._budget
        )

    def _bounds(self, frame: Frame) -> Bounds:
        """Return the columns' bounds within the frame."""
        plan, model = self._plan, self._search.model
        low, high = list(model.col_low), list(model.col_high)
        sums: Counter[tuple[int, int]] = Counter()
        numbers: Counter[tuple[int, int, int]] = Counter()
        end_of = end_of_each(self._terms.days, plan.ends or [self._terms.days - 1])
        for day, slots in enumerate(frame.slots):
            for slot in slots:
                sums[slot.channel, day] += slot.size
                numbers[slot.channel, end_of[day], slot.step] += 1
        for (name, place, day), column in plan.columns.items():
            if name == "x":
                high[column] = max(low[column], min(high[column], sums[place, day]))
            elif (name, place) == ("N", ABSENT):
                low[column] = max(low[column], frame.fewest_payments[day])
                high[column] = min(high[column], frame.most_payments[day])
        for each in plan.carriers:
            number = numbers[each.channel, each.day, each.steps[0][0]]
            high[each.count] = max(low[each.count], min(high[each.count], number))
        return list(zip(low, high, strict=True))


class _Chase:
    """The targets of one pursuit: higher where there was nothing, lower where too much is open."""

    def __init__(self, pursuit: Pursuit, whole: _View) -> None:
        self._pursuit = pursuit
        self._views = [whole]
        self._best, self._least = whole.at_most + 1, whole.least
        self._values: list[int] | None = None
        self._step = max(1, (self._best - self._least) // _SHARE)
        self._most_open = _OPEN * max(whole.frame.most_payments)
        self._nodes, self._visited = _NODES, 0
        self._is_first, self._is_given_up = True, False

    def run(self) -> Found:
        """Return what is found and proven when the gap is closed, or the time over."""
        try:
            while self._least < self._best and not (self._is_given_up or self._pursuit.is_over()):
                self._go_on()
        except TooManyStatesError:
            pass  # what is proven holds
        return Found(self._best, self._values, min(self._least, self._best), self._visited)

    def _go_on(self) -> None:
        """Look at the next target."""
        while len(self._views) > 1 and self._views[-1].at_most < self._least:
            self._views.pop()
        within, is_first = self._views[-1], self._is_first
        self._is_first = False
        target = min(within.at_most, self._best - 1, self._least + self._step)
        view, multipliers = self._pursuit.closer(
            within, target, is_first=is_first, is_far=target - self._least > _CLOSE
        )
        self._views[-1] = within._replace(multipliers=multipliers)
        if view is None:
            self._nothing_until(target)
        elif is_first and not view.may_prove(within.least):
            self._is_given_up = True
        else:
            self._least = max(self._least, view.least)
            self._views.append(view)
            self._look_into(view)

    def _nothing_until(self, target: int) -> None:
        self._least, self._step = target + 1, self._step * _MORE

    def _look_into(self, view: _View) -> None:
        """Search the view, or choose a lower target where too much is open."""
        room = view.at_most - self._least
        if view.open > self._most_open and room > _CLOSE:
            self._step = max(1, room // _LESS)
            return
        found = self._pursuit.searched(view, self._nodes)
        self._visited += found.nodes
        least = view.at_most + 1 if found.bound is None else found.bound
        if found.values is not None and found.cost is not None:
            self._best, self._values = found.cost, found.values
            self._least = max(self._least, min(least, self._best))
            self._step = self._best - self._least
        elif least > view.at_most:
            self._nothing_until(view.at_most)
            if found.nodes * 2 < self._nodes:
                self._most_open = int(max(self._most_open, view.open) * _MORE_OPEN)
        elif found.nodes < self._nodes:
            # Counts that do not fit their days, or a relaxation that was given up.
            self._least, self._is_given_up = max(self._least, least), True
        else:
            self._least = max(self._least, least)
            self._step, self._nodes = max(1, room), self._nodes * _MORE_NODES


def units_for(total: int) -> list[int]:
    """Return the units to divide a total by, round ones, the coarsest first."""
    round_ones = [digit * 10**power for power in range(18, -1, -1) for digit in (5, 2, 1)]
    found = [each for each in round_ones if each * _COARSE <= total <= each * _FINE]
    return found or [1]
