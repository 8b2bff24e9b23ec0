"""Plans repayments: solve, check again, explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.domain.planning.checker import check_plan
from huanqing.domain.planning.errors import PlanRuleError
from huanqing.domain.planning.solver import SolveOptions

if TYPE_CHECKING:
    from huanqing.domain.planning.explanation import Explanation
    from huanqing.domain.planning.plan import Plan
    from huanqing.domain.planning.problem import Problem
    from huanqing.domain.planning.solver import PlanSolver


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """A checked plan and what stands behind it."""

    plan: Plan
    explanation: Explanation


def plan_repayments(
    problem: Problem, solver: PlanSolver, options: SolveOptions | None = None
) -> PlanAnswer:
    """Return the best plan found in the time, replayed against every rule, and explained.

    Raises PlanRuleError where the plan breaks a rule or is not worth what the solver says
    (a fault; it must not be shown), PlanCancelledError when cancelled. May take the time
    limit twice: once for the plan, once for its explanation.
    """
    settings = options or SolveOptions()
    plan = solver.solve(problem, settings)
    checked = check_plan(problem, plan.payments)
    if (checked.objective, checked.late) != (plan.objective, plan.late):
        rule = "objective as replayed"
        found, allowed = plan.objective.late, checked.objective.late
        raise PlanRuleError(rule, "plan", found, allowed)
    return PlanAnswer(plan, solver.explain(problem, plan, settings))
