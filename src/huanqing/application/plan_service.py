"""The plans of an open ledger. Implements ``PlanService``."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.entry_record import EntryRecord
from huanqing.application.entry_rules import refuse_entry
from huanqing.application.locked_statements import keep_locked
from huanqing.application.plan_channels import card_of
from huanqing.application.plan_inputs import check_names, plan_inputs
from huanqing.application.plan_keeping import beside_what_was_paid, read_kept, to_keep
from huanqing.application.plan_models import PlanWishes, StepState
from huanqing.application.plan_ports import PlanMark
from huanqing.application.plan_preferences import (
    PREFERENCES,
    check_preferences,
    preferences_document,
    preferences_of,
)
from huanqing.application.plan_progress import FAILED, PAID, SKIPPED
from huanqing.application.plan_repayments import plan_repayments
from huanqing.application.plan_rivals import rivals
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huanqing.application.plan_export import PlanCalendar, PlanSheet, PlanWords
    from huanqing.application.plan_models import (
        AcceptedPlan,
        PlanInputs,
        PlanPreferences,
        PlanStep,
        Rival,
    )
    from huanqing.application.plan_ports import StoredPlan
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.application.ports import Clock, OpenUnitOfWork, UnitOfWork
    from huanqing.domain.planning.problem import Problem
    from huanqing.domain.planning.solver import PlanSolver, SolveOptions

_MARKS = {StepState.FAILED: FAILED, StepState.SKIPPED: SKIPPED}


class OpenPlans:
    """The plans of an open ledger. Implements ``PlanService``."""

    def __init__(
        self,
        open_uow: OpenUnitOfWork,
        today: Callable[[], date],
        clock: Clock,
        solver: Callable[[], PlanSolver] | None,
        calendar: Callable[[], PlanCalendar] | None = None,
    ) -> None:
        """Bind the use cases; ``solver`` makes the solver when the first plan is solved.

        ``calendar`` makes what writes calendars, likewise.
        """
        self._open = open_uow
        self._today = today
        self._clock = clock
        self._make_solver = solver
        self._make_calendar = calendar

    def inputs(self, wishes: PlanWishes | None = None) -> PlanInputs:
        """Return the problem of today's ledger, changed by the wishes.

        Raises InvalidFieldError for a wish that cannot be, naming it.
        """
        today, asked = self._today(), wishes or PlanWishes()
        with self._open() as uow:
            check_names(asked, uow.account.channels())
            found = plan_inputs(uow, today, preferences_of(uow), asked)
            uow.commit()
        return found

    def solve(self, problem: Problem, options: SolveOptions | None = None) -> PlanAnswer:
        """Return the checked best plan; touches no ledger, so any thread may call it."""
        return plan_repayments(problem, self._solver, options)

    @cached_property
    def _solver(self) -> PlanSolver:
        if self._make_solver is None:
            message = "a ledger bound without a solver"
            raise RuntimeError(message)
        return self._make_solver()

    def compare(self, problem: Problem, answer: PlanAnswer) -> tuple[Rival, ...]:
        """Return the plan beside other ways of paying; touches no ledger."""
        return rivals(problem, answer)

    def accepted(self) -> AcceptedPlan | None:
        """Return the accepted plan with what became of its steps, None without one."""
        today = self._today()
        with self._open() as uow:
            stored = uow.plans.current()
            if stored is None:
                return None
            found = beside_what_was_paid(uow, read_kept(stored), today)
            uow.commit()
        return found

    def accept(self, problem: Problem, answer: PlanAnswer) -> None:
        """Keep a plan as the one to follow, in the place of an earlier one."""
        today = self._today()
        with self._open() as uow:
            uow.journal.begin("accept_plan", {"count": str(len(answer.plan.payments))})
            _end_current(uow)
            uow.plans.add(to_keep(uow, today, self._clock.now_text(), problem, answer))
            uow.commit()

    def end(self) -> None:
        """Follow no plan any more; no action where none is followed."""
        with self._open() as uow:
            if uow.plans.current() is None:
                return
            uow.journal.begin("end_plan", {})
            _end_current(uow)
            uow.commit()

    def pay_step(self, number: int, amount_fen: int | None = None, day: date | None = None) -> None:
        """Book the repayment of a step through its card, as one action with the step's mark.

        None takes what of the step is not paid yet, on the day that was planned (today, where
        that is still ahead). Raises InvalidFieldError for a step that is not there or paid
        already, LedgerError where the repayment breaks a rule.
        """
        today = self._today()
        with self._open() as uow:
            stored, step = _step(uow, number, today)
            left = step.payment.amount_fen - step.paid_fen
            if left <= 0:
                field = "step"
                raise InvalidFieldError(field, number, "is paid already")
            repayment = EntryRecord(
                id="",
                kind="repayment",
                day=(day or min(step.payment.day, today)).isoformat(),
                amount_fen=left if amount_fen is None else amount_fen,
                state="booked",
                method=card_of(step.payment.channel),
            )
            refuse_entry(uow, repayment, None)
            with keep_locked(uow, today, allow_locked=False):
                told = {"card": repayment.method, "amount": str(repayment.amount_fen)}
                uow.journal.begin("pay_step", told)
                rowid = uow.entries.add([repayment])
                figures.replay_rest(uow)
            booked = uow.entries.record_at(rowid)
            names = [] if booked is None else [booked.id]
            _note(uow, stored, number, PAID, self._clock.now_text(), names)
            uow.commit()

    def mark_step(self, number: int, state: StepState) -> None:
        """Note that a step failed or is skipped; OPEN takes a mark back.

        No action where that is noted already. What was paid of the step stays on it.
        Raises InvalidFieldError for another state, and for a step that is not there or paid.
        """
        field = "state"
        if state not in {*_MARKS, StepState.OPEN}:
            raise InvalidFieldError(field, state.value, "must be failed, skipped or open")
        today = self._today()
        with self._open() as uow:
            stored, step = _step(uow, number, today)
            if step.state is StepState.PAID:
                raise InvalidFieldError(field, state.value, "the step is paid")
            before = _mark_of(stored, number)
            if _MARKS.get(state, PAID) == (PAID if before is None else before.state):
                return
            told = {"change": state.value, "card": card_of(step.payment.channel)}
            uow.journal.begin("mark_step", told)
            if state is not StepState.OPEN:
                _note(uow, stored, number, _MARKS[state], self._clock.now_text())
            elif before is not None and before.repayment:
                uow.plans.put_mark(stored.plan_id, replace(before, state=PAID))
            else:
                uow.plans.remove_mark(stored.plan_id, number)
            uow.commit()

    def sheet(self) -> PlanSheet | None:
        """Return the accepted plan as an export shows it, None without one."""
        from huanqing.application.plan_export import plan_sheet  # noqa: PLC0415 - for an export

        plan = self.accepted()
        if plan is None:
            return None
        with self._open() as uow:
            ledger_id, account = uow.settings.ledger_id(), uow.account.get().name
            uow.commit()
        return plan_sheet(plan, ledger_id, account, self._clock.now_text())

    def calendar(self, sheet: PlanSheet, words: PlanWords, previous: bytes | None) -> bytes:
        """Return a calendar file with the plan's events; see ``PlanCalendar``."""
        if self._make_calendar is None:
            message = "a ledger bound without calendars"
            raise RuntimeError(message)
        return self._make_calendar().merged(sheet, words, previous)

    def preferences(self) -> PlanPreferences:
        """Return what the ledger keeps about plans."""
        with self._open() as uow:
            return preferences_of(uow)

    def save_preferences(self, preferences: PlanPreferences) -> None:
        """Replace it; no action where nothing is new. Raises InvalidFieldError."""
        check_preferences(preferences)
        with self._open() as uow:
            if preferences == preferences_of(uow):
                return
            _check_debit_card(uow, preferences.auto_debit_channel)
            document = preferences_document(preferences)
            uow.journal.begin("plan_preferences", {})
            uow.settings.put(PREFERENCES, json.dumps(document, ensure_ascii=False))
            uow.commit()


def _end_current(uow: UnitOfWork) -> None:
    stored = uow.plans.current()
    if stored is not None:
        uow.plans.rewrite(replace(stored, is_ended=True))


def _check_debit_card(uow: UnitOfWork, name: str) -> None:
    if name and name not in {each.id for each in uow.account.channels()}:
        field = "plan_preferences.auto_debit_channel"
        raise InvalidFieldError(field, name, "is no channel of the ledger")


def _note(
    uow: UnitOfWork,
    stored: StoredPlan,
    number: int,
    state: str,
    now_text: str,
    repayments: Sequence[str] = (),
) -> None:
    """Note a step's state, with what was booked for it before and now."""
    before = _mark_of(stored, number)
    kept = [] if before is None else before.repayments
    mark = PlanMark(number, state, "\n".join([*kept, *repayments]), now_text)
    uow.plans.put_mark(stored.plan_id, mark)


def _mark_of(stored: StoredPlan, number: int) -> PlanMark | None:
    return next((each for each in stored.marks if each.step == number), None)


def _step(uow: UnitOfWork, number: int, today: date) -> tuple[StoredPlan, PlanStep]:
    """Return the plan that is followed and a step of it."""
    stored = uow.plans.current()
    steps = () if stored is None else beside_what_was_paid(uow, read_kept(stored), today).steps
    found = next((each for each in steps if each.number == number), None)
    if stored is None or found is None:
        field = "step"
        raise InvalidFieldError(field, number, "is no step of the accepted plan")
    return stored, found
