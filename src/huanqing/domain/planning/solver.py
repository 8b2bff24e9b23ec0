"""What the planner asks of a solver."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.domain.planning.explanation import Explanation
    from huanqing.domain.planning.plan import Plan
    from huanqing.domain.planning.problem import Problem


class Tier(IntEnum):
    """The tiers of the objective, in their order."""

    LATE = 0
    INSIDE_BUFFER = 1
    FEES = 2
    PAYMENTS = 3
    TIMING = 4


def never() -> bool:
    """Return False: nobody cancels."""
    return False


def ignore(_tier: Tier) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class SolveOptions:
    """How long to search, whom to ask whether to stop, and whom to tell of progress.

    ``on_progress`` gets each tier when the search for it begins; both are called on the
    thread that solves. Nothing is searched for after ``last_tier``.
    """

    time_limit_seconds: float = 30.0
    is_cancelled: Callable[[], bool] = never
    on_progress: Callable[[Tier], None] = ignore
    last_tier: Tier = Tier.TIMING


class PlanSolver(Protocol):
    """Finds plans; what it returns has passed the checker."""

    def solve(self, problem: Problem, options: SolveOptions) -> Plan:
        """Return the best plan found, with what is proven of it.

        Raises PlanCancelledError when cancelled, PlanRuleError when a plan fails the checker.
        """
        ...

    def explain(self, problem: Problem, plan: Plan, options: SolveOptions) -> Explanation:
        """Return why the plan is late, what would mend it and how long one may wait."""
        ...
