"""The plan that the page shows: the accepted one, a proposal, or what would be if."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from huanqing.application.plan_models import PlanStep, StepState

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.plan_models import AcceptedPlan
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.planning.problem import Problem
    from huanqing.ui.plan.solving import SolvedPlan

DONE = frozenset({StepState.PAID, StepState.SKIPPED, StepState.FAILED})
"""States in which nothing more is asked of a step."""


class ShownKind(StrEnum):
    """What the shown plan is."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    WHAT_IF = "what_if"


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan with its problem; a proposal's steps are all open. ``today`` is the ledger's."""

    kind: ShownKind
    today: date
    problem: Problem
    answer: PlanAnswer
    steps: tuple[PlanStep, ...]
    accepted: AcceptedPlan | None = None

    @property
    def next_step(self) -> PlanStep | None:
        """The first step that something is still asked of."""
        return next((step for step in self.steps if step.state not in DONE), None)

    @property
    def done_count(self) -> int:
        """How many steps are paid."""
        return sum(step.state is StepState.PAID for step in self.steps)

    @property
    def is_all_paid(self) -> bool:
        """Whether the accepted plan has steps, and each is paid."""
        return bool(self.steps) and self.done_count == len(self.steps)


def accepted_plan(accepted: AcceptedPlan, today: date) -> ShownPlan:
    """Return the accepted plan as it is shown."""
    return ShownPlan(
        ShownKind.ACCEPTED, today, accepted.problem, accepted.answer, accepted.steps, accepted
    )


def solved_plan(solved: SolvedPlan, kind: ShownKind, today: date) -> ShownPlan:
    """Return a solved plan as it is shown."""
    payments = enumerate(solved.answer.plan.payments, start=1)
    steps = tuple(PlanStep(number, payment, StepState.OPEN) for number, payment in payments)
    return ShownPlan(kind, today, solved.problem, solved.answer, steps)
