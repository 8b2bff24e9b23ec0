"""The limit of an open ledger: days ahead, habit, what-ifs, applications, health.

Implements ``LimitService``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application import limit_applications
from huanqing.application.kept_checkpoints import keeping_checkpoints
from huanqing.application.projection import first_free_day, projection
from huanqing.domain.calendar_bounds import LAST_DAY
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.projection import PlannedPayment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huanqing.application.habit_models import HabitSampler
    from huanqing.application.limit_models import (
        HabitAnswer,
        HealthFactor,
        LimitApplication,
        LimitProjection,
        Scenario,
        WhatIfResult,
    )
    from huanqing.application.plan_models import PlanStep
    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork
    from huanqing.application.progress import Progress


class OpenLimits:
    """The limit of an open ledger. Implements ``LimitService``."""

    def __init__(
        self,
        open_uow: OpenUnitOfWork,
        today: Callable[[], date],
        sampler: Callable[[], HabitSampler],
    ) -> None:
        """Bind the use cases; ``sampler`` is asked for with the first band of habit."""
        self._open = open_uow
        self._today = today
        self._sampler = sampler

    def projection(
        self, until: date, first: date | None = None, progress: Progress | None = None
    ) -> LimitProjection:
        """Return every day of ``first`` (today unless given) to ``until``, both included.

        Raises InvalidFieldError naming ``until`` where it lies before ``first``, or after the
        last day that there can be.
        """
        today = self._today()
        begin = today if first is None else first
        _check_span(begin, until)
        with keeping_checkpoints(self._open) as uow:
            plan = accepted_payments(uow, today)
            return projection(uow, today, until, begin, plan=plan, progress=progress)

    def when_free(self, amount_fen: int, until: date) -> date | None:
        """Return the first day from which on that much stays available up to ``until``.

        In the certain line, from today on; None where it never does, or while the limit is
        unknown.
        """
        today = self._today()
        _check_span(today, until)
        with keeping_checkpoints(self._open) as uow:
            return first_free_day(projection(uow, today, until, today).days, amount_fen)

    def habit(self, until: date, progress: Progress | None = None) -> HabitAnswer:
        """Return the band that the user's own spending suggests."""
        from huanqing.application.habit import habit  # noqa: PLC0415 - not at start

        today = self._today()
        with keeping_checkpoints(self._open) as uow:
            return habit(uow, today, until, self._sampler(), progress)

    def what_if(self, scenarios: Sequence[Scenario], until: date) -> WhatIfResult:
        """Return what the scenarios together would change; writes nothing."""
        from huanqing.application.what_if import OpenWhatIf  # noqa: PLC0415 - not at start

        return OpenWhatIf(self._open, self._today).what_if(scenarios, until)

    def applications(self) -> tuple[LimitApplication, ...]:
        """Return the applications about the limit, oldest first."""
        with self._open() as uow:
            return uow.applications.all()

    def save_applications(self, applications: Sequence[LimitApplication]) -> None:
        """Replace them; one undoable action, and none where nothing is new.

        An id "" is given a new one. Raises InvalidFieldError, naming the field as
        ``[0].stages[1].day``.
        """
        wanted = limit_applications.named(applications)
        limit_applications.check_applications(wanted)
        with self._open() as uow:
            before = uow.applications.all()
            change = _change(before, wanted)
            if change is None:
                return
            uow.journal.begin("applications", {"change": change})
            uow.applications.replace(wanted)
            uow.commit()

    def health(self) -> tuple[HealthFactor, ...]:
        """Return what the user can know and change about the limit."""
        from huanqing.application.limit_health import health  # noqa: PLC0415 - not at start

        today = self._today()
        with keeping_checkpoints(self._open) as uow:
            return health(uow, today)


def _check_span(first: date, until: date) -> None:
    if not first <= until <= LAST_DAY:
        field = "until"
        raise InvalidFieldError(field, until.isoformat(), f"must be {first} to {LAST_DAY}")


def accepted_payments(uow: UnitOfWork, today: date) -> tuple[PlannedPayment, ...] | None:
    """Return what the accepted plan still has to pay from today on, None without a plan."""
    stored = uow.plans.current()
    if stored is None:
        return None
    from huanqing.application.plan_keeping import (  # noqa: PLC0415 - only with a plan
        beside_what_was_paid,
        read_kept,
    )

    return plan_days(beside_what_was_paid(uow, read_kept(stored), today).steps, today)


def plan_days(steps: Sequence[PlanStep], today: date) -> tuple[PlannedPayment, ...]:
    """Return the payments of the steps that are still to be made, named by their numbers.

    Steps that failed, are skipped or were missed make no payment; of one that is partly paid
    it is the rest. A repayment pays in the usual order, so which bills a step was meant for
    does not matter.
    """
    from huanqing.application.plan_models import StepState  # noqa: PLC0415 - as above

    return tuple(
        PlannedPayment(each.payment.day, each.payment.amount_fen - each.paid_fen, str(each.number))
        for each in steps
        if each.state in {StepState.OPEN, StepState.PARTLY} and each.payment.day >= today
    )


def _change(before: Sequence[LimitApplication], wanted: Sequence[LimitApplication]) -> str | None:
    """Return what a save does, for the action's name; None where nothing is new."""
    if tuple(before) == tuple(wanted):
        return None
    old, new = {each.id for each in before}, {each.id for each in wanted}
    if new > old:
        return "added"
    return "removed" if old > new else "changed"
