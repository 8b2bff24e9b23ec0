"""What would be if: wishes kept apart from the ledger, and the best plan under them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from huanqing.application.plan_models import PlanWishes
from huanqing.application.progress import Cancelled
from huanqing.domain.planning.errors import PlanCancelledError
from huanqing.ui.error_labels import error_text
from huanqing.ui.plan.difference import DifferenceRow, difference_rows
from huanqing.ui.plan.remedies import wishes_with
from huanqing.ui.plan.shown import ShownKind, ShownPlan, solved_plan
from huanqing.ui.plan.solving import PlanSolving, SolvedPlan

if TYPE_CHECKING:
    from huanqing.application.ahead_services import PlanService
    from huanqing.application.plan_models import PlanInputs, PlanObligation
    from huanqing.application.progress import Progress
    from huanqing.domain.planning.explanation import Remedy
    from huanqing.domain.planning.solver import Experience
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

_PAUSE_MS = 250
"""How long the wishes must rest before they are planned for."""


@dataclass(frozen=True, slots=True)
class _Base:
    """The ledger's own plan, with what the ledger gave it."""

    inputs: PlanInputs
    solved: SolvedPlan


class WhatIfViewModel(QObject):
    """Nothing that is wished here is written; only its plan may be accepted, where it is honest.

    ``wishes_changed`` when the wishes were set from outside the panel, ``result_changed`` when
    what comes of them did; ``progress_changed`` while it is searched for.
    """

    wishes_changed = Signal()
    result_changed = Signal()
    progress_changed = Signal()

    def __init__(
        self,
        plans: PlanService,
        runner: TaskRunner,
        formatter: Formatter,
        experience: Experience,
        parent: QObject | None = None,
    ) -> None:
        """``experience`` is what the page's last search came to."""
        super().__init__(parent)
        self._plans = plans
        self._runner = runner
        self._formatter = formatter
        self._base: _Base | None = None
        self._load = 0
        self._question: object = None
        self._is_paused = False
        self.wishes = PlanWishes()
        self.inputs: PlanInputs | None = None
        self.solved: SolvedPlan | None = None
        self.problem_text = ""
        self.solving = PlanSolving(plans, runner.aside(), experience, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.solving.solved.connect(self._on_solving_solved)
        self.solving.failed.connect(self._on_solving_failed)
        self.solving.progress_changed.connect(self.progress_changed)
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def is_active(self) -> bool:
        """Whether anything is wished."""
        return not self.wishes.is_empty

    @property
    def is_waiting(self) -> bool:
        """Whether the plan under the newest wishes is still to come."""
        return self._pause.isActive() or bool(self._load) or self.solving.is_running

    @property
    def shown(self) -> ShownPlan | None:
        """The plan under the wishes, None without wishes or before it is found."""
        if not self.is_active or self.solved is None or self.inputs is None:
            return None
        return solved_plan(self.solved, ShownKind.WHAT_IF, self.inputs.today)

    @property
    def obligations(self) -> dict[str, PlanObligation]:
        """What is owed under the wishes, by the ids that its plan uses."""
        inputs = self.inputs
        return {} if inputs is None else {each.id: each for each in inputs.obligations}

    @property
    def changes_facts(self) -> bool:
        """Whether limits, cards or cash are other than the ledger says."""
        wishes = self.wishes
        return bool(wishes.limits or wishes.new_channels or wishes.more_cash)

    @property
    def can_accept(self) -> bool:
        """Whether the plan can be followed: it needs nothing that is not so."""
        solved = self.solved
        return (
            self.is_active
            and solved is not None
            and bool(solved.answer.plan.payments)
            and not self.is_waiting
            and not self.changes_facts
        )

    @property
    def differences(self) -> tuple[DifferenceRow, ...]:
        """The plan under the wishes beside the ledger's own, which it is without any."""
        if self._base is None:
            return ()
        base = self._base.solved
        other = self.solved if self.is_active and self.solved is not None else base
        before = (base.problem, base.answer)
        return difference_rows(before, (other.problem, other.answer), self._formatter)

    def follow(self, inputs: PlanInputs | None, solved: SolvedPlan | None) -> None:
        """Compare with another plan of the ledger from now on, and plan the wishes anew."""
        if inputs is None or solved is None:
            return
        is_new = self._base is None or self._base.solved.problem != solved.problem
        self._base = _Base(inputs, solved)
        if is_new and self.is_active:
            self._begin()
        else:
            self.result_changed.emit()

    def wish(self, wishes: PlanWishes) -> None:
        """Plan for other wishes, once they rest; the search for the ones before stops."""
        if wishes == self.wishes:
            return
        self.wishes = wishes
        self.problem_text = ""
        self._stop()
        if self.is_active:
            self._pause.start()
        else:
            self.solved = None
        self.result_changed.emit()

    def change(self, **changes: object) -> None:
        """Wish one thing more or otherwise."""
        self.wish(replace(self.wishes, **changes))  # type: ignore[arg-type]

    def try_remedy(self, remedy: Remedy) -> None:
        """Wish what a remedy changes, and plan for it at once."""
        base = self._base
        if base is None:
            return
        name = self.tr("one more card")
        wishes = wishes_with(remedy, self.wishes, base.solved.problem, name)
        self.wish(wishes)
        self.wishes_changed.emit()
        self._begin()

    @Slot()
    def reset(self) -> None:
        """Wish nothing any more."""
        self.wish(PlanWishes())
        self.wishes_changed.emit()

    def pause(self) -> None:
        """Stop the search while nobody sees its result."""
        self._is_paused = self.is_waiting
        self._stop()

    def go_on(self) -> None:
        """Search again for what ``pause`` stopped."""
        if self._is_paused:
            self._is_paused = False
            self._begin()

    def _stop(self) -> None:
        self._pause.stop()
        self._runner.drop(self._load)
        self._load = 0
        self._question = None
        self.solving.drop()

    def _begin(self) -> None:
        """Ask the ledger for the problem under the wishes, and solve it."""
        self._stop()
        wishes = self.wishes
        question = self._question = object()

        def work(_progress: Progress) -> PlanInputs:
            return self._plans.inputs(wishes)

        def show(inputs: PlanInputs) -> None:
            if question is self._question:
                self._load = 0
                self._take(inputs)

        def fail(error: Exception) -> None:
            if question is self._question:
                self._load = 0
                self._fail(error)

        self._load = self._runner.submit(self, work, show, fail)
        self.result_changed.emit()

    def _take(self, inputs: PlanInputs) -> None:
        self.inputs = inputs
        base = self._base
        if inputs.problem is None:
            self.solved = None
            self.problem_text = self.tr("With these wishes nothing can pay.")
        elif base is not None and inputs.problem == base.solved.problem:
            self.solved = base.solved
        else:
            self.solving.start(inputs.problem, with_rivals=False)
        self.result_changed.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled | PlanCancelledError):
            self.problem_text = error_text(error, self._formatter.money)
        self.solved = None
        self.result_changed.emit()

    @Slot()
    def _on_pause_timeout(self) -> None:
        self._begin()

    @Slot(object)
    def _on_solving_solved(self, solved: SolvedPlan) -> None:
        self.solved = solved
        self.result_changed.emit()

    @Slot(object)
    def _on_solving_failed(self, error: Exception) -> None:
        self._fail(error)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.result_changed.emit()
