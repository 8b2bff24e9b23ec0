"""The composition root: the one place that knows every layer. Heavy parts load when used."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from huanqing.application.ledger_service import OpenLedger
from huanqing.cli.main import run
from huanqing.cli.program import LedgerRequest, OpenedLedger, Program
from huanqing.infrastructure import paths
from huanqing.infrastructure.clock import FixedClock, SystemClock
from huanqing.infrastructure.importers.registry import BillReaders
from huanqing.infrastructure.log import start_log
from huanqing.infrastructure.persistence.ledger_file import (
    LedgerFile,
    create_ledger,
    open_ledger,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork


class BoundLedger:
    """An open ledger file with the use cases bound to it."""

    def __init__(
        self, file: LedgerFile, clock: SystemClock | FixedClock, today: date | None
    ) -> None:
        """Bind the use cases to the file."""
        self._file = file
        self.service = OpenLedger(
            str(file.path), file.unit_of_work, BillReaders(), clock, file.close, today
        )

    def unit_of_work(self) -> SqlUnitOfWork:
        """Return a new unit of work."""
        return self._file.unit_of_work()

    def integrity_findings(self) -> list[str]:
        """Return what SQLite's own checks find wrong."""
        return self._file.integrity_findings()

    def close(self) -> None:
        """Close the file and give back its lock."""
        self._file.close()


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
    clock = _clock(request.today)
    file = open_ledger(request.path, clock, break_stale=request.break_lock)
    return BoundLedger(file, clock, request.today)


def _create(request: LedgerRequest) -> OpenedLedger:
    clock = _clock(request.today)
    return BoundLedger(create_ledger(request.path, clock), clock, request.today)


def _open_window(request: LedgerRequest) -> int:
    from huanqing.ui.start import run_window  # noqa: PLC0415 - the command line needs no Qt

    start_log(paths.log_file())

    def open_or_create(path: Path, *, break_lock: bool) -> OpenLedger:
        wanted = LedgerRequest(path, request.today, break_lock)
        return (_open if path.exists() else _create)(wanted).service

    return run_window(
        request.path, open_or_create, paths.settings_file(), break_lock=request.break_lock
    )


def _write_screenshots(ledger: OpenedLedger, folder: Path, bill: Path) -> list[Path]:
    from huanqing.ui.start import screenshots  # noqa: PLC0415 - the command line needs no Qt

    return screenshots(ledger.service, folder, bill)


if __name__ == "__main__":
    raise SystemExit(main())
