"""The planner's solver: flows first, then counts, and only checked plans leave it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huanqing.domain.planning.checker import CheckedPlan, check_plan
from huanqing.domain.planning.errors import PlanCancelledError, PlanRuleError
from huanqing.domain.planning.plan import Objective, Plan
from huanqing.domain.planning.problem import Timing
from huanqing.domain.planning.solver import SolveOptions, Tier, ignore
from huanqing.infrastructure.planning import explain
from huanqing.infrastructure.planning.coarse import Refinement
from huanqing.infrastructure.planning.decode import payments_of
from huanqing.infrastructure.planning.flow import solve_flow
from huanqing.infrastructure.planning.former import former_of
from huanqing.infrastructure.planning.merge import coarse_ends_of, ends_of, merged
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.placing import placed
from huanqing.infrastructure.planning.relaxation import Budget
from huanqing.infrastructure.planning.runs import build_run_model
from huanqing.infrastructure.planning.smallest import usable_terms
from huanqing.infrastructure.planning.tiers import TierByTier, joined

if TYPE_CHECKING:
    from huanqing.domain.planning.explanation import Explanation
    from huanqing.domain.planning.plan import Payment
    from huanqing.domain.planning.problem import Problem
    from huanqing.infrastructure.planning.outcome import Outcome
    from huanqing.infrastructure.planning.plan_model import Bounds, PlanModel
    from huanqing.infrastructure.planning.terms import Terms

    Wish = tuple[dict[Tier, int], dict[tuple[int, int], int]]


class HighsPlanSolver:
    """Implements ``PlanSolver`` on HiGHS; stateless, one call at a time per thread."""

    def solve(self, problem: Problem, options: SolveOptions) -> Plan:
        """Return the best plan found within the time; see ``PlanSolver``."""
        budget = Budget(time.monotonic() + options.time_limit_seconds, options.is_cancelled)
        plan = _Solve(problem, options, budget).run()
        if options.is_cancelled():
            raise PlanCancelledError
        if options.experience is not None:
            options.experience.payments = plan.payments
        return plan

    def reaches(self, problem: Problem, late: int, options: SolveOptions) -> bool | None:
        """Return whether a plan of this late cost exists; None where the time ran out."""
        budget = Budget(time.monotonic() + options.time_limit_seconds, options.is_cancelled)
        return _Solve(problem, replace(options, last_tier=Tier.LATE), budget).reaches(late)

    def explain(self, problem: Problem, plan: Plan, options: SolveOptions) -> Explanation:
        """Return what stands behind the plan; see ``PlanSolver``."""
        budget = Budget(time.monotonic() + options.time_limit_seconds, options.is_cancelled)
        found = explain.explain(problem, plan, budget, self.reaches)
        if options.is_cancelled():
            raise PlanCancelledError
        return found


_MUCH_LARGER = 8
_LARGE = 600
_FEWER = 2
"""From so many columns on it pays to look at longer runs of days first, if so much fewer."""
_SHARE_OF_RUNS = 0.5
_SHARE_OF_MERGED = 0.7


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Where to look: within bounds, or anywhere and then with the first tiers as totals."""

    bounds: Bounds
    with_totals: bool
    with_smallest: bool


class _Solve:
    """One problem on its way to a checked plan."""

    def __init__(self, problem: Problem, options: SolveOptions, budget: Budget) -> None:
        self._problem = problem
        self._options = options
        self._budget = budget
        self._terms: Terms = usable_terms(problem)
        is_late = problem.preferences.timing is Timing.LATE
        self._sign = -1 if is_late else 1
        self._known: dict[Tier, int] = {}
        # The best checked plan so far; paying nothing breaks no rule.
        self._payments: tuple[Payment, ...] = ()
        self._checked: CheckedPlan = check_plan(problem, ())

    def run(self) -> Plan:
        if not self._can_pay():
            return self._plan(dict(zip(Tier, self._checked.objective, strict=True)))
        self._options.on_progress(Tier.LATE)
        flow = solve_flow(self._terms, self._budget, self._options.last_tier)
        self._known = dict(zip((Tier.LATE, Tier.INSIDE_BUFFER), flow.bounds, strict=False))
        if flow.values is not None:
            self._fall_back_on(flow.plan, flow.values)
        if self._is_enough():
            return self._plan(self._known)
        bounds = None
        for attempt in self._attempts(flow.face):
            if bounds is None and not self._budget.is_over():
                bounds = self._attempt(attempt)
        return self._plan(self._known if bounds is None else bounds)

    def reaches(self, late: int) -> bool | None:
        """Return whether a plan of at most this late cost exists; None without a proof."""
        if self._checked.objective.late <= late or not self._can_pay():
            return self._checked.objective.late <= late
        flow = solve_flow(self._terms, self._budget, Tier.LATE)
        if flow.values is not None:
            self._fall_back_on(flow.plan, flow.values)
        if self._checked.objective.late <= late:
            return True
        if not flow.bounds or flow.bounds[0] > late:
            return False if flow.bounds else None
        for attempt in self._attempts(flow.face if flow.bounds[0] == late else None):
            found = self._attempt_within(attempt, late)
            if found is not None or attempt.with_smallest:
                return found
        return None

    def _attempt_within(self, attempt: _Attempt, late: int) -> bool | None:
        """Return whether a plan of the late cost exists there; None without a proof."""
        ends = self._ends(attempt)
        wish = self._search_of(*self._merged_model(attempt, ends)).any_within(late)
        if wish.is_empty:
            return False
        outcome = self._search_of(self._terms, self._by_day(attempt)).any_within(late)
        if outcome.values is not None and self._keep(outcome):
            return self._checked.objective.late <= late or None
        return False if outcome.is_empty else None

    def _can_pay(self) -> bool:
        return any(cap for each in self._terms.channels for cap in each.caps)

    def _is_enough(self) -> bool:
        """Whether the best flow is a plan already, and no tier is asked for that counts."""
        asked = [tier for tier in Tier if tier <= self._options.last_tier]
        worth = self._order(self._checked.objective)
        return all(worth[tier] == self._known.get(tier) for tier in asked)

    def _attempts(self, face: Bounds | None) -> list[_Attempt]:
        """Return where to look for a plan: as early as the best flow, then anywhere.

        The smallest payment is left out at first: it rarely matters, and what is proven
        without it bounds the plans with it, too.
        """
        found = [
            _Attempt(bounds, with_totals=with_totals, with_smallest=with_smallest)
            for bounds, with_totals in ([] if face is None else [(face, False)]) + [({}, True)]
            for with_smallest in (False, True)
        ]
        if self._is_smallest_large():
            return [each for each in found if each.with_smallest]
        return found if face is None else [*found[:2], found[-1]]

    def _is_smallest_large(self) -> bool:
        """Whether a plan made without the smallest payment would hardly keep it."""
        sizes = [each.per_payment for each in self._terms.channels if any(each.caps)]
        return self._terms.min_payment * _MUCH_LARGER > min([*sizes, self._terms.owed])

    def _fall_back_on(self, model: PlanModel, values: list[int]) -> None:
        """Keep the flow as a plan, where it is one; something to show if the time runs out."""
        payments = self._affordable(payments_of(self._problem, self._terms, model, values))
        try:
            self._checked = check_plan(self._problem, payments)
        except PlanRuleError:
            return
        self._payments = payments

    def _affordable(self, payments: tuple[Payment, ...]) -> tuple[Payment, ...]:
        """Return the payments without those that fees leave no cash for, or that are too small.

        Less is paid, and no rule is broken by it.
        """
        channels = {each.id: each for each in self._terms.channels}
        spent = [0] * len(self._terms.cash)
        kept: list[Payment] = []
        for each in payments:
            channel = channels[each.channel]
            after = spent[channel.account] + each.amount_fen + channel.fee
            level = self._terms.cash[channel.account][self._problem.index(each.day)]
            if after <= level and each.amount_fen >= self._terms.min_payment:
                spent[channel.account] = after
                kept.append(each)
        return tuple(kept)

    def _attempt(self, attempt: _Attempt) -> dict[Tier, int] | None:
        """Return the bounds of a plan, having kept it; None where there is none such.

        First fees and payments with the days of a run as one; then the days, with one count
        for a run; then, where the counts do not fit the days, a count for each day.
        """
        ends = self._ends(attempt)
        wish = self._merged(attempt, ends)
        if wish.is_empty:
            return None
        bounds, before = None, self._checked
        wished = self._wish(wish, ends)
        most = None if wished is None else wished[0].get(Tier.PAYMENTS)
        if most is not None and not (attempt.with_smallest and self._budget.left()):
            sign = self._sign
            model = build_run_model(
                self._terms, attempt.bounds, ends, sign * most, with_totals=attempt.with_totals
            )
            bounds = self._solved(model, attempt, wished)
        for wanted in (wished, None) if wished else (None,):
            # What the merged plan came to is not lost when the time ran out meanwhile.
            is_lost = wanted is not None and self._checked is before
            if not self._is_settled(bounds) and (is_lost or not self._budget.is_over()):
                bounds = self._solved(self._by_day(attempt), attempt, wanted) or bounds
        return bounds

    def _is_settled(self, bounds: dict[Tier, int] | None) -> bool:
        """Whether the plan kept is proven to be the best, as far as that is asked for."""
        if bounds is None:
            return False
        worth = self._order(self._checked.objective)
        found = [(tier, max(bounds.get(tier, least), least)) for tier, least in self._trivial()]
        return all(worth[tier] == bound for tier, bound in found if tier <= self._options.last_tier)

    def _merged(self, attempt: _Attempt, ends: list[int]) -> Outcome:
        """Return the tiers before the last, days left open between events.

        What is proven of them holds for every plan.
        """
        options = replace(self._options, last_tier=min(Tier.PAYMENTS, self._options.last_tier))
        terms, model = self._merged_model(attempt, ends)
        budget = self._budget.part(_SHARE_OF_MERGED)
        runs = coarse_ends_of(terms)
        is_large = len(model.model.col_low) >= _LARGE and len(runs) * _FEWER < len(ends)
        if attempt.with_totals or not is_large or options.last_tier < Tier.FEES:
            tiers = TierByTier(terms, model, budget, options, self._sign)
            self._begin_like_former(tiers, ends)
            outcome = tiers.run(self._known)
        else:
            refinement = Refinement(model, terms.owed)
            tiers = TierByTier(terms, model, budget, options, self._sign)
            outcome = self._refined(tiers, refinement, runs, attempt)
        self._known = joined(self._known, outcome.bounds)
        return outcome

    def _refined(
        self, tiers: TierByTier, refinement: Refinement, runs: list[int], attempt: _Attempt
    ) -> Outcome:
        """Return the outcome, longer runs of days having been looked at first."""
        options = replace(self._options, last_tier=Tier.PAYMENTS, on_progress=ignore)
        budget = self._budget.part(_SHARE_OF_RUNS)

        def solve(ends: list[int]) -> Outcome:
            terms, model = self._merged_model(attempt, ends)
            part = budget.part(_SHARE_OF_RUNS)
            outcome = TierByTier(terms, model, part, options, self._sign).run(self._known)
            self._known = joined(self._known, outcome.bounds)
            return outcome

        self._options.on_progress(Tier.PAYMENTS)
        return tiers.run(self._known) if tiers.refine(refinement, runs, solve) else tiers.outcome

    def _begin_like_former(self, tiers: TierByTier, ends: list[int]) -> None:
        experience = self._options.experience
        payments = () if experience is None else experience.payments
        former = former_of(payments, self._problem, self._terms, ends)
        if former:
            tiers.begin_like(former)

    def _ends(self, attempt: _Attempt) -> list[int]:
        self._budget.check()
        plain = build_model(self._terms, with_counts=False, bounds=attempt.bounds)
        return ends_of(self._terms, plain)

    def _merged_model(self, attempt: _Attempt, ends: list[int]) -> tuple[Terms, PlanModel]:
        terms, bounds = merged(self._terms, attempt.bounds, ends)
        return terms, self._model(terms, replace(attempt, bounds=bounds))

    def _by_day(self, attempt: _Attempt) -> PlanModel:
        return self._model(self._terms, attempt)

    def _model(self, terms: Terms, attempt: _Attempt) -> PlanModel:
        self._budget.check()
        return build_model(
            terms,
            with_counts=True,
            bounds=attempt.bounds,
            with_totals=attempt.with_totals,
            with_smallest=attempt.with_smallest,
        )

    def _search_of(self, terms: Terms, model: PlanModel) -> TierByTier:
        return TierByTier(terms, model, self._budget, self._options, self._sign)

    def _wish(self, found: Outcome, ends: list[int]) -> Wish | None:
        """Return what the merged plan came to, and its amounts by day.

        None without any plan. Where the time ran out, the tiers it got to are what is wished.
        """
        counted = found.counted()
        if found.values is None:
            return None
        return counted, placed(self._terms, found.plan, found.values, ends, self._sign)

    def _solved(
        self, model: PlanModel, attempt: _Attempt, wish: Wish | None
    ) -> dict[Tier, int] | None:
        """Return the bounds of the tiers, having kept the plan; None where a rule breaks."""
        tiers = self._search_of(self._terms, model)
        if wish is not None:
            tiers.wish(*wish)
        if model.ends is not None:
            self._begin_like_former(tiers, model.ends)
        outcome = tiers.run(self._known)
        outcome.is_on_face = not attempt.with_totals
        if outcome.values is None:
            return None if outcome.is_empty else joined(self._known, outcome.bounds)
        if not self._keep(outcome):
            self._known = joined(self._known, outcome.bounds)
            return None
        return outcome.bounds

    def _keep(self, outcome: Outcome) -> bool:
        """Take the outcome's plan; False where a payment is too small."""
        values = outcome.values or []
        payments = payments_of(self._problem, self._terms, outcome.plan, values)
        try:
            checked = check_plan(self._problem, payments)
        except PlanRuleError as error:
            if error.rule == "smallest payment":
                return False
            raise
        first = zip((Tier.LATE, Tier.INSIDE_BUFFER), checked.objective, strict=False)
        if outcome.is_on_face and any(
            self._known.get(tier, worth) != worth for tier, worth in first
        ):
            return False
        if self._order(checked.objective) < self._order(self._checked.objective):
            self._payments, self._checked = payments, checked
        return True

    def _order(self, objective: Objective) -> tuple[int, ...]:
        return (*list(objective)[:4], objective.timing * self._sign)

    def _plan(self, bounds: dict[Tier, int]) -> Plan:
        worth = self._order(self._checked.objective)
        found = [max(bounds.get(tier, trivial), trivial) for tier, trivial in self._trivial()]
        for tier, bound in zip(Tier, found, strict=True):
            if worth[tier] < bound:
                rule = "bound"
                raise PlanRuleError(rule, tier.name, worth[tier], bound)
            if worth[tier] > bound:
                break
        late, inside, fees, payments, timing = found
        return Plan(
            self._payments,
            self._checked.objective,
            Objective(late, inside, fees, payments, timing * self._sign),
            self._checked.late,
        )

    def _trivial(self) -> list[tuple[Tier, int]]:
        """Return for each tier a bound that needs no search."""
        least_timing = 0
        if self._sign < 0:
            least_timing = -self._problem.owed_fen * (self._problem.days - 1)
        return [(tier, least_timing if tier is Tier.TIMING else 0) for tier in Tier]
