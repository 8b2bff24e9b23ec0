"""What the window asks of an open ledger about the days ahead: plans, the limit, alerts.

Parts of ``LedgerService``; what is said there of transactions and threads holds here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.alert_models import AlertList, AlertSettings
    from huanqing.application.limit_models import (
        HabitAnswer,
        HealthFactor,
        LimitApplication,
        LimitProjection,
        Scenario,
        WhatIfResult,
    )
    from huanqing.application.plan_export import PlanSheet, PlanWords
    from huanqing.application.plan_models import (
        AcceptedPlan,
        PlanInputs,
        PlanPreferences,
        PlanWishes,
        Rival,
        StepState,
    )
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.application.progress import Progress
    from huanqing.domain.planning.problem import Problem
    from huanqing.domain.planning.solver import SolveOptions


class PlanService(Protocol):
    """Repayment plans: from the ledger's facts to the accepted plan; each change undoable."""

    def inputs(self, wishes: PlanWishes | None = None) -> PlanInputs:
        """Return the problem of today's ledger, changed by the wishes; writes nothing."""
        ...

    def solve(self, problem: Problem, options: SolveOptions | None = None) -> PlanAnswer:
        """Return the checked best plan; touches no ledger, so any thread may call it.

        Raises PlanCancelledError when cancelled, PlanRuleError for a plan that fails its check.
        """
        ...

    def compare(self, problem: Problem, answer: PlanAnswer) -> tuple[Rival, ...]:
        """Return the plan beside other ways of paying; touches no ledger."""
        ...

    def accepted(self) -> AcceptedPlan | None:
        """Return the accepted plan with what became of its steps, None without one."""
        ...

    def accept(self, problem: Problem, answer: PlanAnswer) -> None:
        """Keep a plan as the one to follow, in the place of an earlier one."""
        ...

    def end(self) -> None:
        """Follow no plan any more."""
        ...

    def pay_step(self, number: int, amount_fen: int | None = None, day: date | None = None) -> None:
        """Book the repayment of a step through its channel; None takes what is planned."""
        ...

    def mark_step(self, number: int, state: StepState) -> None:
        """Note that a step failed or is skipped; OPEN takes a mark back."""
        ...

    def sheet(self) -> PlanSheet | None:
        """Return the accepted plan as an export shows it, None without one."""
        ...

    def calendar(self, sheet: PlanSheet, words: PlanWords, previous: bytes | None) -> bytes:
        """Return a calendar file with the plan's events, in the place of those it had.

        Raises NotACalendarError where ``previous`` cannot be read. Touches no ledger.
        """
        ...

    def preferences(self) -> PlanPreferences:
        """Return what the ledger keeps about plans."""
        ...

    def save_preferences(self, preferences: PlanPreferences) -> None:
        """Replace it."""
        ...


class LimitService(Protocol):
    """The limit day by day: what is certain, what habit suggests, and what-ifs."""

    def projection(
        self, until: date, first: date | None = None, progress: Progress | None = None
    ) -> LimitProjection:
        """Return every day of ``first`` (today unless given) to ``until``, both included.

        The past is what happened, today's end is the ledger's, and later days are certain:
        what is owed counts as paid on its due day. ``plan`` is set where a plan is accepted.
        """
        ...

    def when_free(self, amount_fen: int, until: date) -> date | None:
        """Return the first day from which on that much stays available up to ``until``."""
        ...

    def habit(self, until: date, progress: Progress | None = None) -> HabitAnswer:
        """Return the band that the user's own spending suggests; heavy, so not at start."""
        ...

    def what_if(self, scenarios: Sequence[Scenario], until: date) -> WhatIfResult:
        """Return what the scenarios together would change; writes nothing."""
        ...

    def applications(self) -> tuple[LimitApplication, ...]:
        """Return the applications about the limit, oldest first."""
        ...

    def save_applications(self, applications: Sequence[LimitApplication]) -> None:
        """Replace them; one undoable action."""
        ...

    def health(self) -> tuple[HealthFactor, ...]:
        """Return what the user can know and change about the limit."""
        ...


class AlertService(Protocol):
    """What asks for attention, and what was done with it; each change undoable."""

    def current(self, progress: Progress | None = None) -> AlertList:
        """Return the alerts of today, the most urgent first; solves no plan."""
        ...

    def snooze(self, key: str, until: date) -> None:
        """Put an alert aside up to and including a day."""
        ...

    def mark_done(self, key: str) -> None:
        """Put an alert aside for good."""
        ...

    def bring_back(self, key: str) -> None:
        """Take a mark back."""
        ...

    def settings(self) -> AlertSettings:
        """Return when alerts are raised."""
        ...

    def save_settings(self, settings: AlertSettings) -> None:
        """Replace that."""
        ...
