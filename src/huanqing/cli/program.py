"""What the command line needs from the outside; ``bootstrap`` fills it in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from huanqing.lean_tuple import LeanTuple

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from datetime import date

    from huanqing.application.ledger_service import OpenLedger
    from huanqing.application.plan_export import PlanSheet, PlanWords
    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.planning.solver import PlanSolver

DONE, BAD_INPUT, NEEDS_USER = 0, 2, 3
"""The exit statuses."""


class OpenedLedger(Protocol):
    """An open ledger file, as the commands use it."""

    @property
    def service(self) -> OpenLedger:
        """The use cases bound to the file."""
        ...

    def unit_of_work(self) -> UnitOfWork:
        """Return a new unit of work."""
        ...

    def integrity_findings(self) -> list[str]:
        """Return what SQLite's own checks find wrong."""
        ...

    def close(self) -> None:
        """Close the file and give back its lock."""
        ...


class LedgerRequest(LeanTuple):
    """Which ledger, on which day, and what may be done about a lock.

    For the window: ``bills`` are to be previewed in it, and ``is_chosen`` is False where the
    user named no ledger, so that the one open last may come in the place of the usual one.
    """

    path: Path
    today: date | None
    break_lock: bool
    bills: tuple[Path, ...] = ()
    is_chosen: bool = True


class Program(LeanTuple):
    """The doors to the other layers: opening ledgers, and the window."""

    default_ledger: Path
    demo_ledger: Path
    open_ledger: Callable[[LedgerRequest], OpenedLedger]
    create_ledger: Callable[[LedgerRequest], OpenedLedger]
    open_window: Callable[[LedgerRequest], int]
    write_screenshots: Callable[[OpenedLedger, Path, Path, str], Iterator[Path]]
    log_to: Callable[[], Path]
    plan_solver: Callable[[], PlanSolver]
    write_plan_pdf: Callable[[PlanSheet, PlanWords, Path], None]


def request_of(program: Program, arguments: Namespace) -> LedgerRequest:
    """Return which ledger the arguments mean."""
    path = Path(arguments.ledger) if arguments.ledger else program.default_ledger
    return LedgerRequest(path, arguments.today, arguments.break_lock)
