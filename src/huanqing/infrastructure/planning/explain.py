"""Latest start, bottleneck and remedies, by flows; each answer is then proven by a plan.

A minimum cut says how much at least is late, and by which limits. What a change must at
least bring is read off the cut; the change that the flow then allows is the smallest, since
every step on the way was a lower bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from huanqing.domain.planning.explanation import (
    EarlierStart,
    Explanation,
    HigherDayLimit,
    MoreCash,
    OneMoreChannel,
    Remedy,
)
from huanqing.domain.planning.problem import MAX_AMOUNT_FEN
from huanqing.domain.planning.solver import SolveOptions
from huanqing.infrastructure.planning.bottleneck import Cut, bottleneck_of, cut_of
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.relaxation import Relaxation
from huanqing.infrastructure.planning.smallest import usable_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from huanqing.domain.planning.explanation import Bottleneck
    from huanqing.domain.planning.plan import Plan
    from huanqing.domain.planning.problem import Problem
    from huanqing.infrastructure.planning.relaxation import Budget

    Reaches = Callable[[Problem, int, SolveOptions], bool | None]
    Change = Callable[[int], Remedy]

_FURTHEST_START = 366
_STEPS = 60
_SHARE_OF_REMEDY = 0.3


def explain(problem: Problem, plan: Plan, budget: Budget, reaches: Reaches) -> Explanation:
    """Return what stands behind the plan, as far as the time goes."""
    teller = _Teller(problem, plan, budget, reaches)
    start = teller.latest_start()
    bottleneck: Bottleneck | None = None
    remedies: tuple[Remedy, ...] = ()
    if not plan.is_on_time and not teller.can_be_on_time():
        cut = cut_of(problem, budget)
        if cut is not None and cut.missing > 0:
            bottleneck = bottleneck_of(problem, cut)
        remedies = tuple(teller.remedies())
    return Explanation(None if start is None else problem.day(start), start, bottleneck, remedies)


@dataclass(frozen=True, slots=True)
class _Teller:
    problem: Problem
    plan: Plan
    budget: Budget
    reaches: Reaches

    def _is_reached(self, problem: Problem, late: int) -> bool:
        """Whether a plan of this late cost was found."""
        options = SolveOptions(self.budget.left(), self.budget.is_cancelled)
        return self.reaches(problem, late, options) is True

    def _is_on_time(self, problem: Problem) -> bool:
        """Whether a plan pays everything in time, also what costs nothing when late."""
        obligations = tuple(replace(each, late_rate_ppm_per_day=1) for each in problem.obligations)
        return self._is_reached(replace(problem, obligations=obligations), 0)

    def can_be_on_time(self) -> bool:
        """Whether only what costs nothing is late, of the plan's own choice."""
        return self._is_on_time(self.problem)

    def latest_start(self) -> int | None:
        """Return the last day number from which on paying is enough; None if unsettled."""
        if self.plan.bound.late != self.plan.objective.late:
            return None
        high = self._latest_by_flow()
        if high is None:
            return None
        # Who can wait until a day can wait until any day before it.
        low, middle = min(self._first_payment(), high), high
        while low < high:
            is_reached = self._reaches(middle)
            if is_reached is None:
                return None
            low, high = (middle, high) if is_reached else (low, middle - 1)
            middle = (low + high + 1) // 2
        return low

    def _first_payment(self) -> int:
        payments = self.plan.payments
        return self.problem.index(payments[0].day) if payments else self.problem.days - 1

    def _latest_by_flow(self) -> int | None:
        """Return the last day from which on the flow alone reaches the least late cost."""
        plan = build_model(usable_terms(self.problem), with_counts=False)
        search = Relaxation(plan.model.freeze(), [], self.budget)
        cost = plan.cost(plan.late)
        low, high = self._first_payment(), self.problem.days - 1
        while low < high:
            middle = (low + high + 1) // 2
            closed = [
                column for key, column in plan.columns.items() if key[0] == "x" and key[2] < middle
            ]
            _, bound = search.relax(cost, dict.fromkeys(closed, (0, 0)))
            if self.budget.is_over():
                return None
            if bound is not None and bound.value <= self.plan.objective.late:
                low = middle
            else:
                high = middle - 1
        return low

    def _reaches(self, start: int) -> bool | None:
        """Whether a plan that pays nothing before the start has the same late cost."""
        closed = frozenset(self.problem.day(day) for day in range(start))
        channels = tuple(
            replace(each, unavailable=each.unavailable | closed) for each in self.problem.channels
        )
        problem = replace(self.problem, channels=channels)
        options = SolveOptions(self.budget.left(), self.budget.is_cancelled)
        return self.reaches(problem, self.plan.objective.late, options)

    def remedies(self) -> Iterator[Remedy]:
        """Yield for each kind the smallest change that alone makes everything on time."""
        accounts = [each.id for each in self.problem.funding]
        for account in accounts:
            yield from self._briefly().more_cash(account)
        for channel in self.problem.channels:
            if channel.per_day_fen is not None:
                yield from self._briefly().higher_limit(channel.id, channel.per_day_fen)
        yield from self._one_more_channel(accounts)
        yield from self._briefly().earlier_start()

    def _one_more_channel(self, accounts: list[str]) -> Iterator[Remedy]:
        """Yield the smallest further channel of any account, if all were settled in time."""
        found = []
        for account in accounts:
            teller = self._briefly()
            fen = teller.least(partial(OneMoreChannel, account), 0)
            if fen is not None:
                found.append(OneMoreChannel(account, fen))
            elif teller.budget.is_over():
                return
        yield from sorted(found, key=lambda each: each.per_day_fen)[:1]

    def _briefly(self) -> _Teller:
        """Return one that leaves time for the remedies after the next."""
        return replace(self, budget=self.budget.part(_SHARE_OF_REMEDY))

    def higher_limit(self, channel: str, present: int) -> Iterator[Remedy]:
        """Yield the lowest limit per day of the channel that is enough."""
        fen = self.least(partial(HigherDayLimit, channel), present)
        if fen is not None:
            yield HigherDayLimit(channel, fen)

    def more_cash(self, account: str) -> Iterator[Remedy]:
        """Yield the least cash that is enough if it is there today, with its latest day."""

        def change(fen: int) -> MoreCash:
            return MoreCash(account, fen, self.problem.today)

        fen = self.least(change, 0)
        if fen is None:
            return

        def later(day: int) -> Problem:
            return MoreCash(account, fen, self.problem.day(day)).applied_to(self.problem)

        day = self._last(later, self._is_enough_for_flow)
        if not self._is_mended(later(day)):
            day = self._last(later, self._is_mended)
        if not self.budget.is_over():
            yield MoreCash(account, fen, self.problem.day(day))

    def _last(self, later: Callable[[int], Problem], is_enough: Callable[[Problem], bool]) -> int:
        """Return the last day number that is enough, where 0 is, and none after one that is not."""
        low, high = 0, self.problem.days - 1
        while low < high and not self.budget.is_over():
            middle = (low + high + 1) // 2
            low, high = (middle, high) if is_enough(later(middle)) else (low, middle - 1)
        return low

    def _is_enough_for_flow(self, problem: Problem) -> bool:
        cut = cut_of(problem, self.budget)
        return cut is not None and cut.missing <= 0

    def _is_mended(self, problem: Problem) -> bool:
        return self._is_enough_for_flow(problem) and self._is_on_time(problem)

    def least(self, change: Change, present: int) -> int | None:
        """Return the fen, above ``present``, of the smallest change that mends all, if any."""
        fen = present + 1
        for _ in range(_STEPS):
            if self.budget.is_over() or fen > MAX_AMOUNT_FEN:
                return None
            cut = cut_of(change(fen).applied_to(self.problem), self.budget)
            if cut is None:
                return None
            if cut.missing <= 0:
                return self._proven(change, fen)
            least = self._past_cut(change, fen, cut)
            if least is None:
                return None
            fen = least
        return None

    def _past_cut(self, change: Change, fen: int, cut: Cut) -> int | None:
        """Return the least change for which the cut lets enough through."""

        def is_enough(more: int) -> bool:
            terms = usable_terms(change(more).applied_to(self.problem), with_cash=False)
            return cut.capacity(terms) >= cut.needed

        if not is_enough(MAX_AMOUNT_FEN):
            return None
        low, high, step = fen, fen + 1, 1
        while not is_enough(high):
            low, step = high, step * 2
            high = min(high + step, MAX_AMOUNT_FEN)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (low, middle) if is_enough(middle) else (middle, high)
        return high

    def _proven(self, change: Change, fen: int) -> int | None:
        """Return the fen of the change once a plan shows that it is enough.

        Fees and the smallest payment may ask for more than the flow does.
        """
        low, high, step = fen - 1, fen, 1
        while not self._is_on_time(change(high).applied_to(self.problem)):
            low, high, step = high, high + step, step * 2
            if self.budget.is_over() or step > 1 << 24:
                return None
        while low + 1 < high and not self.budget.is_over():
            middle = (low + high) // 2
            is_enough = self._is_on_time(change(middle).applied_to(self.problem))
            low, high = (low, middle) if is_enough else (middle, high)
        return high if low + 1 == high else None

    def earlier_start(self) -> Iterator[Remedy]:
        """Yield the fewest days by which the plan would have had to begin earlier."""
        days = self._fewest_days(self._is_enough_for_flow, 0)
        if days is not None and not self._is_mended(EarlierStart(days).applied_to(self.problem)):
            days = self._fewest_days(self._is_mended, days)
        if days is not None and not self.budget.is_over():
            yield EarlierStart(days)

    def _fewest_days(self, is_enough: Callable[[Problem], bool], low: int) -> int | None:
        """Return the fewest days, above ``low``, by which an earlier start is enough."""
        high, step = low + 1, 1
        while not is_enough(EarlierStart(high).applied_to(self.problem)):
            low, high, step = high, high + step, step * 2
            if high > _FURTHEST_START or self.budget.is_over():
                return None
        while low + 1 < high:
            middle = (low + high) // 2
            enough = is_enough(EarlierStart(middle).applied_to(self.problem))
            low, high = (low, middle) if enough else (middle, high)
        return high
