"""An open ledger file with its use cases; loading this loads the database."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from huanqing.application.first_figures import first_figures_text
from huanqing.application.ledger_service import OpenLedger
from huanqing.application.overview_models import FirstFigures
from huanqing.application.progress import Cancelled
from huanqing.application.refusals import REFUSALS
from huanqing.infrastructure.first_figures import KEY, STAMP
from huanqing.infrastructure.persistence.ledger_file import (
    LedgerFile,
    create_ledger,
    open_ledger,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from huanqing.application.bill_rows import BillFile
    from huanqing.application.habit_models import HabitSampler
    from huanqing.application.plan_export import PlanCalendar
    from huanqing.domain.planning.solver import PlanSolver
    from huanqing.infrastructure.clock import FixedClock, SystemClock
    from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork

_PATIENCE_SECONDS = 0.5


class _BillReaders:
    """The readers of bills, loaded with the first bill. Implements ``BillReader``."""

    def read(self, name: str, content: bytes, password: str | None = None) -> list[BillFile]:
        """Return the bills in ``content``; see ``importers.registry``."""
        from huanqing.infrastructure.importers.registry import BillReaders  # noqa: PLC0415 - as said

        return BillReaders().read(name, content, password)


def _plan_solver() -> PlanSolver:
    """Return what solves plans, loaded with the first one."""
    from huanqing.infrastructure.planning.solver import (  # noqa: PLC0415 - only a plan needs it
        HighsPlanSolver,
    )

    return HighsPlanSolver()


def _sampler() -> HabitSampler:
    """Return what draws the band of habit; numpy loads with it."""
    from huanqing.infrastructure.habit.sampler import BootstrapSampler  # noqa: PLC0415 - as said

    return BootstrapSampler()


def _calendar() -> PlanCalendar:
    """Return what writes plans into calendars, loaded with the first one."""
    from huanqing.infrastructure.plan_calendar import IcalPlanCalendar  # noqa: PLC0415 - as said

    return IcalPlanCalendar()


class BoundLedger:
    """An open ledger file with the use cases bound to it."""

    def __init__(
        self, file: LedgerFile, clock: SystemClock | FixedClock, today: date | None
    ) -> None:
        """Bind the use cases to the file."""
        self._file = file
        self._clock = clock
        self.service = OpenLedger(
            str(file.path),
            self.unit_of_work,
            _BillReaders(),
            clock,
            self.close,
            today,
            _plan_solver,
        )
        self.service.sampler = _sampler
        self.service.calendar = _calendar

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    def unit_of_work(self) -> SqlUnitOfWork:
        """Return a new unit of work."""
        return self._file.unit_of_work()

    def integrity_findings(self) -> list[str]:
        """Return what SQLite's own checks find wrong."""
        return self._file.integrity_findings()

    def keep_first_figures(self) -> bool:
        """Put the first figures into the ledger; return False where that would take too long."""
        until = time.monotonic() + _PATIENCE_SECONDS

        def is_patient(_done: int, _total: int) -> bool:
            return time.monotonic() < until

        try:
            first = FirstFigures(self.service.overview(is_patient), self.service.is_demo)
            with self.unit_of_work() as uow:
                uow.cache.put(KEY, STAMP, first_figures_text(first))
                uow.commit()
        except (Cancelled, *REFUSALS, OSError, SQLAlchemyError):
            return False
        return True

    def close(self) -> None:
        """Close the file and give back its lock."""
        self._file.close()

    def reopen(self) -> None:
        """Open the same file again, with the same use cases bound to it."""
        self._file = open_ledger(self._file.path, self._clock)


def open_bound(
    path: Path,
    clock: SystemClock | FixedClock,
    today: date | None = None,
    *,
    break_stale: bool = False,
) -> BoundLedger:
    """Return the ledger at ``path``; see ``open_ledger``."""
    return BoundLedger(open_ledger(path, clock, break_stale=break_stale), clock, today)


def create_bound(
    path: Path, clock: SystemClock | FixedClock, today: date | None = None, *, replace: bool = False
) -> BoundLedger:
    """Return a new, empty ledger; see ``create_ledger``."""
    return BoundLedger(create_ledger(path, clock, replace=replace), clock, today)
