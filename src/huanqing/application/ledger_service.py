"""The use cases bound to one open ledger: what ``LedgerService`` promises, and no more."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.kept_checkpoints import keeping_checkpoints

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.account_service import OpenAccount
    from huanqing.application.alert_service import OpenAlerts
    from huanqing.application.bill_rows import BillReader
    from huanqing.application.entry_service import OpenEntries
    from huanqing.application.habit_models import HabitSampler
    from huanqing.application.import_service import OpenImports
    from huanqing.application.limit_service import OpenLimits
    from huanqing.application.plan_export import PlanCalendar
    from huanqing.application.plan_service import OpenPlans
    from huanqing.application.ports import Clock, OpenUnitOfWork
    from huanqing.application.progress import Progress
    from huanqing.application.read_models import (
        ActionRow,
        Overview,
        StatementLineRow,
        StatementRow,
    )
    from huanqing.application.statement_service import OpenStatementActions
    from huanqing.domain.derivation import Derivation, Question
    from huanqing.domain.planning.solver import PlanSolver


class OpenLedger:
    """An open ledger; each call is one transaction. Implements ``LedgerService``."""

    def __init__(
        self,
        path: str,
        open_uow: OpenUnitOfWork,
        reader: BillReader,
        clock: Clock,
        on_close: Callable[[], None],
        today: date | None = None,
        solver: Callable[[], PlanSolver] | None = None,
    ) -> None:
        """Bind the use cases; ``today`` overrides both the pinned day and the clock.

        ``solver`` makes what solves plans; it is asked for with the first plan.
        """
        self._path = path
        self._open = open_uow
        self._reader = reader
        self._clock = clock
        self._on_close = on_close
        self._today = today
        self._solver = solver
        self.sampler: Callable[[], HabitSampler] = _no_sampler
        self.calendar: Callable[[], PlanCalendar] | None = None

    @cached_property
    def entries(self) -> OpenEntries:
        """Single entries."""
        from huanqing.application.entry_service import OpenEntries  # noqa: PLC0415 - not at start

        return OpenEntries(self._open, self.today)

    @cached_property
    def statement_actions(self) -> OpenStatementActions:
        """Reconciling, statement instalments, early settlement."""
        from huanqing.application.statement_service import (  # noqa: PLC0415 - not at start
            OpenStatementActions,
        )

        return OpenStatementActions(self._open, self.today, self._clock)

    @cached_property
    def account(self) -> OpenAccount:
        """The credit account and what repays it."""
        from huanqing.application.account_service import OpenAccount  # noqa: PLC0415 - not at start

        return OpenAccount(self._open, self.today)

    @cached_property
    def imports(self) -> OpenImports:
        """Imports of bills, and the rows that wait."""
        from huanqing.application.import_service import OpenImports  # noqa: PLC0415 - not at start

        return OpenImports(self._open, self._reader, self._clock)

    @cached_property
    def plans(self) -> OpenPlans:
        """Repayment plans; set ``calendar`` first, or none goes into a calendar."""
        from huanqing.application.plan_service import OpenPlans  # noqa: PLC0415 - not at start

        return OpenPlans(self._open, self.today, self._clock, self._solver, self.calendar)

    @cached_property
    def limits(self) -> OpenLimits:
        """The limit's recovery; set ``sampler`` first, or there is no habit."""
        from huanqing.application.limit_service import OpenLimits  # noqa: PLC0415 - not at start

        return OpenLimits(self._open, self.today, self.sampler)

    @cached_property
    def alerts(self) -> OpenAlerts:
        """What asks for attention."""
        from huanqing.application.alert_service import OpenAlerts  # noqa: PLC0415 - not at start

        return OpenAlerts(self._open, self.today, self._clock)

    @property
    def path(self) -> str:
        """The ledger file's path."""
        return self._path

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo ledger."""
        with self._open() as uow:
            return uow.settings.get(figures.DEMO) is not None

    def today(self) -> date:
        """Return the day of every answer: given, pinned, or the clock's."""
        if self._today is not None:
            return self._today
        with self._open() as uow:
            return figures.today_of(uow, self._clock.today())

    def overview(self, progress: Progress | None = None) -> Overview:
        """Return the first figures."""
        day = self.today()
        with keeping_checkpoints(self._open) as uow:
            return figures.overview(uow, day, progress)

    def statements(self, progress: Progress | None = None) -> list[StatementRow]:
        """Return the statements without their lines, oldest first."""
        return self.statements_on(self.today(), with_lines=False, progress=progress)

    def statements_on(
        self, day: date, *, with_lines: bool, progress: Progress | None = None
    ) -> list[StatementRow]:
        """Return the statements as they stand at the end of ``day``."""
        with keeping_checkpoints(self._open) as uow:
            return figures.statement_rows(uow, day, with_lines=with_lines, progress=progress)

    def statement_lines(self, statement_date: date) -> list[StatementLineRow]:
        """Return the lines of one statement."""
        day = self.today()
        with self._open() as uow:
            found = figures.statement_line_rows(uow, day, statement_date)
            uow.commit()
        return found

    def derive(self, question: Question) -> Derivation:
        """Return why a figure is what it is."""
        from huanqing.application.derivations import derive  # noqa: PLC0415 - not at start

        day = self.today()
        with keeping_checkpoints(self._open) as uow:
            return derive(uow, day, question)

    def undo(self) -> ActionRow | None:
        """Undo the last action."""
        with self._open() as uow:
            done = uow.journal.undo()
            uow.commit()
        return done

    def redo(self) -> ActionRow | None:
        """Redo the action undone last."""
        with self._open() as uow:
            done = uow.journal.redo()
            uow.commit()
        return done

    def next_undo(self) -> ActionRow | None:
        """Return what ``undo`` would undo."""
        with self._open() as uow:
            return uow.journal.next_undo()

    def next_redo(self) -> ActionRow | None:
        """Return what ``redo`` would redo."""
        with self._open() as uow:
            return uow.journal.next_redo()

    def close(self) -> None:
        """Close the file and give back its lock."""
        self._on_close()


def _no_sampler() -> HabitSampler:
    message = "the ledger was bound without a sampler"
    raise RuntimeError(message)
