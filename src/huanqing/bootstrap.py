"""The composition root: the one place that knows every layer. Heavy parts load when used."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from huanqing.cli.main import run
from huanqing.cli.program import LedgerRequest, OpenedLedger, Program
from huanqing.infrastructure import paths
from huanqing.infrastructure.clock import FixedClock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from huanqing.application.plan_export import PlanSheet, PlanWords
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
        log_to=_start_log,
        plan_solver=_plan_solver,
        write_plan_pdf=_write_plan_pdf,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    _keep_to_one_thread()
    return run(build(), sys.argv[1:] if arguments is None else arguments)


def main_window() -> int:
    """Open the window; the entry point without a console."""
    _keep_to_one_thread()
    return run(build(), ["open", *sys.argv[1:]])


def _keep_to_one_thread() -> None:
    """Have numpy's BLAS work in the thread that asks, unless the user says otherwise.

    Its helpers wait for work by spinning, which takes the window's processor from it and gains
    nothing for products as small as ours. It is read when numpy is loaded.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _clock(today: date | None) -> SystemClock | FixedClock:
    return SystemClock() if today is None else FixedClock(today)


def _open(request: LedgerRequest) -> OpenedLedger:
    from huanqing.infrastructure.bound_ledger import open_bound  # noqa: PLC0415 - when it is opened

    clock = _clock(request.today)
    return open_bound(request.path, clock, request.today, break_stale=request.break_lock)


def _create(request: LedgerRequest) -> OpenedLedger:
    from huanqing.infrastructure.bound_ledger import create_bound  # noqa: PLC0415 - when it is made

    return create_bound(request.path, _clock(request.today), request.today)


def _start_log() -> Path:
    from huanqing.infrastructure.log import start_log  # noqa: PLC0415 - after the first figures

    return start_log(paths.log_file())


def _plan_solver() -> PlanSolver:
    from huanqing.infrastructure.planning.solver import (  # noqa: PLC0415 - only a plan needs it
        HighsPlanSolver,
    )

    return HighsPlanSolver()


def _write_plan_pdf(sheet: PlanSheet, words: PlanWords, path: Path) -> None:
    from huanqing.ui.plan_printing import write_plan_pdf  # noqa: PLC0415 - only a PDF needs Qt here

    write_plan_pdf(sheet, words, path)


def _open_window(request: LedgerRequest) -> int:
    # What a start loads stays until the end: looking it through for garbage costs a tenth of it.
    gc.disable()
    from huanqing.ui.qt_loading import load_qt  # noqa: PLC0415 - the command line needs no Qt

    load_qt()
    from huanqing.infrastructure.ledger_door import FileDoor  # noqa: PLC0415 - it opens the ledger
    from huanqing.ui.start import WindowRequest, run_window  # noqa: PLC0415 - the command line needs no Qt

    door = FileDoor(
        paths.default_ledger(), paths.demo_ledger(), request.today, paths.seals_folder()
    )
    wanted = WindowRequest(
        path=request.path,
        is_chosen=request.is_chosen,
        break_lock=request.break_lock,
        bills=request.bills,
        settings_file=paths.settings_file(),
        log_file=paths.log_file(),
        start_log=_start_log,
    )
    return run_window(wanted, door)


def _write_screenshots(
    ledger: OpenedLedger, folder: Path, bill: Path, scope: str
) -> Iterator[Path]:
    from huanqing.ui.start import screenshots  # noqa: PLC0415 - the command line needs no Qt

    return screenshots(ledger.service, folder, bill, scope)


if __name__ == "__main__":
    raise SystemExit(main())
