"""Follows a plan: accepts it, books its payments, notes what failed; each undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from huanqing.application.plan_models import StepState
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.progress import Progress
    from huanqing.ui.plan.solving import SolvedPlan


class PlanFollowing(LedgerViewModel):
    """Writes what its user does with a plan.

    ``accepted`` when a plan is followed from now on, ``failed`` when a payment went wrong and
    what is left must be planned.
    """

    accepted = Signal()
    failed = Signal()

    def accept(self, solved: SolvedPlan) -> None:
        """Follow a solved plan from now on."""
        plans = self._service.plans
        self._write(
            lambda: plans.accept(solved.problem, solved.answer),
            self.tr("You follow this plan now. Note each payment as it is made."),
            self.accepted.emit,
        )

    @Slot()
    def end(self) -> None:
        """Follow no plan any more."""
        self._write(self._service.plans.end, self.tr("No plan is followed any more."))

    def pay(self, number: int, amount_fen: int, day: date) -> None:
        """Book the repayment of a step."""
        plans = self._service.plans
        self._write(
            lambda: plans.pay_step(number, amount_fen, day),
            self.tr("The repayment is booked. Edit > Undo takes it back."),
        )

    def mark(self, number: int, state: StepState) -> None:
        """Note that a step failed, is skipped, or is open again."""
        plans = self._service.plans
        words = {
            StepState.FAILED: self.tr("Noted. Here is the best plan for what is left."),
            StepState.SKIPPED: self.tr("The payment is skipped."),
        }.get(state, self.tr("The mark is taken back."))
        tell = self.failed.emit if state is StepState.FAILED else None
        self._write(lambda: plans.mark_step(number, state), words, tell)

    def _write(
        self, write: Callable[[], None], words: str, on_done: Callable[[], None] | None = None
    ) -> None:
        def work(_progress: Progress) -> None:
            write()

        def show(_nothing: None) -> None:
            if on_done is not None:
                on_done()
            self.message_changed.emit(Message(words, "good"))

        self._runner.submit(self, work, show, self._fail, changes_ledger=True)
