"""The composition root: the one place that knows every layer. Heavy parts load when used."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from huanqing.cli.main import run
from huanqing.cli.program import LedgerRequest, OpenedLedger, Program
from huanqing.infrastructure import paths
from huanqing.infrastructure.clock import FixedClock, SystemClock
from huanqing.infrastructure.log import start_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from huanqing.domain.planning.solver import PlanSolver


def build() -> Program:
    """Return the program with its doors; opens nothing yet."""
    return Program(
        default_ledger=paths.default_ledger(),
        demo_ledger=paths.demo_ledger(),
        open_ledger=_open,
        create_ledger=_create,
        open_window=_open_window,
        write_screenshots=_write_screenshots,
        log_to=lambda: start_log(paths.log_file()),
        plan_solver=_plan_solver,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    return run(build(), sys.argv[1:] if arguments is None else arguments)


def main_window() -> int:
    """Open the window; the entry point without a console."""
    return run(build(), ["open", *sys.argv[1:]])


def _clock(today: date | None) -> SystemClock | FixedClock:
    return SystemClock() if today is None else FixedClock(today)


def _open(request: LedgerRequest) -> OpenedLedger:
    from huanqing.infrastructure.ledger_door import BoundLedger  # noqa: PLC0415 - when it is opened
    from huanqing.infrastructure.persistence.ledger_file import open_ledger  # noqa: PLC0415 - as above

    clock = _clock(request.today)
    file = open_ledger(request.path, clock, break_stale=request.break_lock)
    return BoundLedger(file, clock, request.today)


def _create(request: LedgerRequest) -> OpenedLedger:
    from huanqing.infrastructure.ledger_door import BoundLedger  # noqa: PLC0415 - when it is made
    from huanqing.infrastructure.persistence.ledger_file import create_ledger  # noqa: PLC0415 - as above

    clock = _clock(request.today)
    return BoundLedger(create_ledger(request.path, clock), clock, request.today)


def _plan_solver() -> PlanSolver:
    from huanqing.infrastructure.planning.solver import (  # noqa: PLC0415 - only a plan needs it
        HighsPlanSolver,
    )

    return HighsPlanSolver()


def _open_window(request: LedgerRequest) -> int:
    # What a start loads stays until the end: looking it through for garbage costs a tenth of it.
    gc.disable()
    from huanqing.infrastructure.ledger_door import FileDoor  # noqa: PLC0415 - it opens the ledger
    from huanqing.ui.start import WindowRequest, run_window  # noqa: PLC0415 - the command line needs no Qt

    door = FileDoor(paths.default_ledger(), paths.demo_ledger(), request.today)
    wanted = WindowRequest(
        path=request.path,
        is_chosen=request.is_chosen,
        break_lock=request.break_lock,
        bills=request.bills,
        settings_file=paths.settings_file(),
        log_file=paths.log_file(),
        start_log=lambda: start_log(paths.log_file()),
    )
    return run_window(wanted, door)


def _write_screenshots(
    ledger: OpenedLedger, folder: Path, bill: Path, scope: str
) -> Iterator[Path]:
    from huanqing.ui.start import screenshots  # noqa: PLC0415 - the command line needs no Qt

    return screenshots(ledger.service, folder, bill, scope)


if __name__ == "__main__":
    raise SystemExit(main())
