"""States of the plan page worth a picture, without a change to the ledger behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from huanqing.application.plan_models import (
    AcceptedPlan,
    PlanQuestion,
    PlanQuestionKind,
    PlanStep,
    StaleReason,
    StepState,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.ahead_services import PlanService
    from huanqing.application.plan_models import PlanInputs, PlanWishes
    from huanqing.domain.planning.problem import Problem
    from huanqing.ui.plan.view import PlanPage

_SLOW_FEN = 15_000
_DAYS_AHEAD = 18


class _PicturePlans:
    """Stands in for the plans of a ledger: other inputs, and a plan that was never written."""

    def __init__(
        self,
        plans: PlanService,
        change: Callable[[PlanInputs], PlanInputs] = lambda inputs: inputs,
        kept: AcceptedPlan | None = None,
    ) -> None:
        self._plans = plans
        self._change = change
        self._kept = kept

    def inputs(self, wishes: PlanWishes | None = None) -> PlanInputs:
        """Return the ledger's inputs, changed."""
        return self._change(self._plans.inputs(wishes))

    def accepted(self) -> AcceptedPlan | None:
        """Return the plan that was never written."""
        return self._kept


def _show(
    page: PlanPage,
    change: Callable[[PlanInputs], PlanInputs] = lambda inputs: inputs,
    kept: AcceptedPlan | None = None,
) -> None:
    model = page.view_model
    model.plans = cast("PlanService", _PicturePlans(model.plans, change, kept))
    page.refresh()


def _kept(page: PlanPage, states: tuple[StepState, ...]) -> AcceptedPlan | None:
    """Return the proposal as a plan that is followed, its first steps in these states."""
    base = page.view_model.base
    if base is None:
        return None
    steps = []
    for number, payment in enumerate(base.answer.plan.payments, start=1):
        state = states[number - 1] if number <= len(states) else StepState.OPEN
        paid_fen = payment.amount_fen if state is StepState.PAID else 0
        steps.append(PlanStep(number, payment, state, paid_fen))
    today = base.problem.today
    moment = f"{today.isoformat()}T09:30:00+08:00"
    return AcceptedPlan(1, today, moment, base.problem, base.answer, tuple(steps), ())


def follow(page: PlanPage) -> None:
    """Show a plan that is followed, with its first payment made."""
    _show(page, kept=_kept(page, (StepState.PAID,)))


def fail(page: PlanPage) -> None:
    """Show the new plan after a payment that failed, beside the one that is followed."""
    kept = _kept(page, (StepState.PAID, StepState.FAILED))
    if kept is not None:
        _show(page, kept=replace(kept, stale=(StaleReason.STEP_FAILED,)))
        page.view_model.plan_again()


def wonder(page: PlanPage) -> None:
    """Open the what-if with a later start."""
    page.actions_of_page.what_if.setChecked(True)
    inputs = page.view_model.inputs
    if inputs is not None:
        page.panel.fields.start.set_day(inputs.today + timedelta(days=_DAYS_AHEAD))


def be_late(page: PlanPage) -> None:
    """Show cards that were cut so far that a bill is paid late."""
    _show(page, lambda inputs: replace(inputs, problem=_slowed(inputs.problem)))


def _slowed(problem: Problem | None) -> Problem | None:
    if problem is None:
        return None
    channels = (
        replace(each, per_transaction_fen=_SLOW_FEN, per_day_fen=_SLOW_FEN)
        for each in problem.channels
    )
    return replace(problem, channels=tuple(channels))


def ask(page: PlanPage) -> None:
    """Show what must be known before there can be a plan."""
    _show(page, _unknown)


def _unknown(inputs: PlanInputs) -> PlanInputs:
    problem = inputs.problem
    if problem is None:
        return inputs
    kinds = PlanQuestionKind
    questions = [
        PlanQuestion(kinds.UNKNOWN_LIMITS, each.id, is_blocking=True) for each in problem.channels
    ]
    questions += [
        PlanQuestion(kinds.UNKNOWN_BALANCE, each.id, is_blocking=True) for each in problem.funding
    ]
    return replace(inputs, problem=None, questions=tuple(questions))


def owe_nothing(page: PlanPage) -> None:
    """Show that nothing is to be paid."""
    _show(page, _paid_off)


def _paid_off(inputs: PlanInputs) -> PlanInputs:
    problem = None if inputs.problem is None else replace(inputs.problem, obligations=())
    return replace(inputs, problem=problem, obligations=())
