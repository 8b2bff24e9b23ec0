"""Holds the accepted plan and the best one for today's ledger, and says which is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.progress import Cancelled
from huanqing.domain.planning.errors import PlanCancelledError, PlanRuleError
from huanqing.domain.planning.solver import Experience
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.plan.shown import ShownKind, ShownPlan, accepted_plan, solved_plan
from huanqing.ui.plan.solving import PlanSolving, SolvedPlan
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from huanqing.application.plan_models import (
        AcceptedPlan,
        PlanInputs,
        PlanObligation,
        StaleReason,
    )
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.domain.planning.problem import Problem
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner


class PlanPlace(StrEnum):
    """What the page has to show."""

    NOTHING_YET = "nothing_yet"
    NO_BILL = "no_bill"
    BLOCKED = "blocked"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What one look at the ledger brought."""

    inputs: PlanInputs
    accepted: AcceptedPlan | None
    has_bills: bool


class PlanViewModel(LedgerViewModel):
    """Loads when it is asked to, and solves what it has loaded without waiting for it.

    ``plan_changed`` after anything that is shown changed, ``solving_changed`` while a search
    begins, goes on and ends. ``base`` is the best plan for today's ledger without any wish.
    ``plans`` is where plans and what they rest on come from.
    """

    plan_changed = Signal()
    solving_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._loaded: _Loaded | None = None
        self._base: SolvedPlan | None = None
        self._is_loading = False
        self._wants_again = False
        self._wants_proposal = False
        self._was_stopped = False
        self.plans = service.plans
        self.experience = Experience()
        """What the last search for any plan of this page came to."""
        self.solving = PlanSolving(service.plans, runner.aside(), self.experience, self)
        self.solving.solved.connect(self._on_solving_solved)
        self.solving.failed.connect(self._on_solving_failed)
        self.solving.progress_changed.connect(self.solving_changed)
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def place(self) -> PlanPlace:
        """What there is to show."""
        loaded = self._loaded
        if loaded is None:
            return PlanPlace.NOTHING_YET
        if loaded.accepted is None:
            if not loaded.has_bills:
                return PlanPlace.NO_BILL
            if loaded.inputs.problem is None:
                return PlanPlace.BLOCKED
        return PlanPlace.PLAN

    @property
    def inputs(self) -> PlanInputs | None:
        """What the ledger gives a plan to work with."""
        return None if self._loaded is None else self._loaded.inputs

    @property
    def accepted(self) -> AcceptedPlan | None:
        """The plan that is followed."""
        return None if self._loaded is None else self._loaded.accepted

    @property
    def base(self) -> SolvedPlan | None:
        """The best plan for today's ledger, None while it is searched for."""
        loaded, base = self._loaded, self._base
        if loaded is None or base is None or base.problem != loaded.inputs.problem:
            return None
        return base

    @property
    def obligations(self) -> dict[str, PlanObligation]:
        """What is owed now, by the ids that plans use."""
        inputs = self.inputs
        return {} if inputs is None else {each.id: each for each in inputs.obligations}

    @property
    def stale(self) -> tuple[StaleReason, ...]:
        """Why the accepted plan is out of date; empty while it is not."""
        return () if self.accepted is None else self.accepted.stale

    @property
    def is_proposing(self) -> bool:
        """Whether a new plan is shown although one is followed."""
        return self.accepted is not None and self._wants_proposal

    @property
    def was_stopped(self) -> bool:
        """Whether the user stopped the last search."""
        return self._was_stopped

    @property
    def shown(self) -> ShownPlan | None:
        """The plan of the page, apart from any what-if."""
        inputs, accepted, base = self.inputs, self.accepted, self.base
        if inputs is None:
            return None
        if accepted is not None and not (self._wants_proposal and base is not None):
            return accepted_plan(accepted, inputs.today)
        return None if base is None else solved_plan(base, ShownKind.PROPOSED, inputs.today)

    @property
    def can_accept(self) -> bool:
        """Whether the shown proposal is whole, of today's ledger, and pays something."""
        shown = self.shown
        return (
            shown is not None
            and shown.kind is ShownKind.PROPOSED
            and bool(shown.steps)
            and not self.solving.is_running
        )

    @Slot()
    def refresh(self) -> None:
        """Load the ledger anew; a wish while it loads is one more load afterwards."""
        if self._is_loading:
            self._wants_again = True
            return
        self._is_loading = True
        service, plans = self._service, self.plans

        def work(progress: Progress) -> _Loaded:
            inputs, accepted = plans.inputs(), plans.accepted()
            has_bills = bool(inputs.obligations) or bool(service.statements(progress))
            return _Loaded(inputs, accepted, has_bills)

        self._runner.submit(self, work, self._show, self._fail_load)

    @Slot()
    def plan_again(self) -> None:
        """Show the best plan for today's ledger beside the accepted one."""
        self._wants_proposal = True
        self._was_stopped = False
        problem = None if self.inputs is None else self.inputs.problem
        if problem is not None and self.base is None and self.solving.problem != problem:
            self._solve(problem)
        self.plan_changed.emit()

    @Slot()
    def keep_accepted(self) -> None:
        """Go back to the plan that is followed."""
        self._wants_proposal = False
        self.plan_changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop the search."""
        self.solving.cancel()

    def pause(self) -> bool:
        """Stop the search because nobody sees its result; return whether there was one."""
        was_running = self.solving.is_running
        self.solving.drop()
        return was_running

    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        if loaded.accepted is None or not loaded.accepted.stale:
            # What was wrong with it has been undone, or was not the ledger's doing.
            self._wants_proposal = False
        problem = loaded.inputs.problem
        if problem is None:
            self.solving.drop()
            self._base = None
        elif self.base is None and self.solving.problem != problem:
            self._solve(problem)
        elif self.base is not None:
            self.solving.drop()
        self._end_load()
        self.plan_changed.emit()
        self.solving_changed.emit()

    def _solve(self, problem: Problem) -> None:
        self._was_stopped = False
        self.solving.start(problem, with_rivals=True)

    def _end_load(self) -> None:
        self._is_loading = False
        if self._wants_again:
            self._wants_again = False
            self.refresh()

    def _fail_load(self, error: Exception) -> None:
        self._end_load()
        self._fail(error)

    @Slot(object)
    def _on_solving_solved(self, solved: SolvedPlan) -> None:
        self._base = solved
        self.plan_changed.emit()
        self.solving_changed.emit()

    @Slot(object)
    def _on_solving_failed(self, error: Exception) -> None:
        self._was_stopped = isinstance(error, Cancelled | PlanCancelledError)
        if isinstance(error, PlanRuleError):
            words = self.tr("The plan that was found breaks a rule, so it is not shown.")
            self.message_changed.emit(Message(words, "bad"))
        elif not self._was_stopped:
            self._fail(error)
        self.plan_changed.emit()
        self.solving_changed.emit()

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.plan_changed.emit()
