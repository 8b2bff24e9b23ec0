"""What the planner asks of a solver."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from huanqing.domain.planning.explanation import Explanation
    from huanqing.domain.planning.plan import Payment, Plan
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


@dataclass(slots=True)
class Experience:
    """What the last search came to, of this problem or of one much like it.

    It says where to look first, and changes nothing of what a plan is worth. ``gains`` say how
    much a branch on a count (its kind, place and day; upwards or not) has raised the bound: the
    sum for moves by one, and the number of times. Both are replaced as a whole, never changed.
    """

    payments: tuple[Payment, ...] = ()
    gains: Mapping[tuple[str, int, int, bool], tuple[float, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SolveOptions:
    """How long to search, whom to ask whether to stop, and whom to tell of progress.

    ``on_progress`` gets each tier when the search for it begins; both are called on the
    thread that solves. Nothing is searched for after ``last_tier``. ``experience`` is what the
    last search came to; a search begins with it and leaves there what it came to itself.
    """

    time_limit_seconds: float = 30.0
    is_cancelled: Callable[[], bool] = never
    on_progress: Callable[[Tier], None] = ignore
    last_tier: Tier = Tier.TIMING
    experience: Experience | None = None


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
