"""The planner's solver: flows first, then counts, and only checked plans leave it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from huanqing.domain.planning.checker import CheckedPlan, check_plan
from huanqing.domain.planning.errors import PlanCancelledError, PlanRuleError
from huanqing.domain.planning.plan import Objective, Plan
from huanqing.domain.planning.problem import Timing
from huanqing.domain.planning.solver import SolveOptions, Tier
from huanqing.infrastructure.planning import explain
from huanqing.infrastructure.planning.decode import payments_of
from huanqing.infrastructure.planning.network import build_model
from huanqing.infrastructure.planning.relaxation import Budget
from huanqing.infrastructure.planning.terms import Terms, terms_of
from huanqing.infrastructure.planning.tiers import Flow, Outcome, TierByTier, solve_flow

if TYPE_CHECKING:
    from huanqing.domain.planning.explanation import Explanation
    from huanqing.domain.planning.plan import Payment
    from huanqing.domain.planning.problem import Problem
    from huanqing.infrastructure.planning.plan_model import Bounds, PlanModel


class HighsPlanSolver:
    """Implements ``PlanSolver`` on HiGHS; stateless, one call at a time per thread."""

    def solve(self, problem: Problem, options: SolveOptions) -> Plan:
        """Return the best plan found within the time; see ``PlanSolver``."""
        budget = Budget(time.monotonic() + options.time_limit_seconds, options.is_cancelled)
        plan = _Solve(problem, options, budget).run()
        if options.is_cancelled():
            raise PlanCancelledError
        return plan

    def explain(self, problem: Problem, plan: Plan, options: SolveOptions) -> Explanation:
        """Return what stands behind the plan; see ``PlanSolver``."""
        budget = Budget(time.monotonic() + options.time_limit_seconds, options.is_cancelled)
        found = explain.explain(problem, plan, budget, self.solve)
        if options.is_cancelled():
            raise PlanCancelledError
        return found


class _Solve:
    """One problem on its way to a checked plan."""

    def __init__(self, problem: Problem, options: SolveOptions, budget: Budget) -> None:
        self._problem = problem
        self._options = options
        self._budget = budget
        self._terms: Terms = terms_of(problem)
        is_late = problem.preferences.timing is Timing.LATE
        self._sign = -1 if is_late else 1
        self._known: dict[Tier, int] = {}
        # The best checked plan so far; paying nothing breaks no rule.
        self._payments: tuple[Payment, ...] = ()
        self._checked: CheckedPlan = check_plan(problem, ())

    def run(self) -> Plan:
        if not any(cap for each in self._terms.channels for cap in each.caps):
            return self._plan(dict(zip(Tier, self._checked.objective, strict=True)))
        self._options.on_progress(Tier.LATE)
        flow = solve_flow(self._terms, self._budget)
        self._known = dict(zip((Tier.LATE, Tier.INSIDE_BUFFER), flow.bounds, strict=False))
        if flow.values is not None:
            self._fall_back_on(flow.plan, flow.values)
        bounds = self._within_flow(flow)
        if bounds is None:
            bounds = self._try(None, with_smallest=True)
        return self._plan(self._known if bounds is None else bounds)

    def _fall_back_on(self, model: PlanModel, values: list[int]) -> None:
        """Keep the flow as a plan, where it is one; something to show if the time runs out."""
        # What is below the smallest payment is left out: less is paid, and no rule broken by it.
        payments = tuple(
            each
            for each in payments_of(self._problem, self._terms, model, values)
            if each.amount_fen >= self._terms.min_payment
        )
        try:
            self._checked = check_plan(self._problem, payments)
        except PlanRuleError:
            return
        self._payments = payments

    def _within_flow(self, flow: Flow) -> dict[Tier, int] | None:
        """Return the bounds of a plan as early as the best flow; None: there is no such."""
        if flow.face is None:
            return None
        bounds = self._try(flow.face, with_smallest=False)
        if bounds is None and not self._budget.is_over():
            bounds = self._try(flow.face, with_smallest=True)
        return bounds

    def _try(self, face: Bounds | None, *, with_smallest: bool) -> dict[Tier, int] | None:
        """Return the bounds of the tiers, having kept the plan; None where a rule breaks.

        What is proven without the smallest payment bounds the plans with it, too.
        """
        model = build_model(
            self._terms,
            with_counts=True,
            bounds=face,
            with_smallest=with_smallest,
            with_totals=face is None,
        )
        tiers = TierByTier(self._terms, model, self._budget, self._options, self._sign)
        outcome = tiers.run(self._known)
        outcome.is_on_face = face is not None
        if outcome.values is None:
            return None if outcome.is_empty else self._known | outcome.bounds
        if not self._keep(outcome):
            self._known |= outcome.bounds
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
        if outcome.is_on_face and (
            checked.objective.late != self._known[Tier.LATE]
            or checked.objective.inside_buffer != self._known[Tier.INSIDE_BUFFER]
        ):
            rule = "as early as the best flow"
            found, allowed = checked.objective.late, self._known[Tier.LATE]
            raise PlanRuleError(rule, "", found, allowed)
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
