"""Opens, makes, copies and moves ledger files; the use cases come bound to each open one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from huanqing.application.errors import LedgerCopyError, LedgerExistsError
from huanqing.application.ledger_service import OpenLedger
from huanqing.infrastructure.clock import FixedClock, SystemClock
from huanqing.infrastructure.persistence.ledger_file import (
    LedgerFile,
    create_ledger,
    open_ledger,
)
from huanqing.infrastructure.places import place_warning

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from huanqing.application.bill_rows import BillFile
    from huanqing.application.services import LedgerService
    from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork

_SUFFIXES = ("", "-wal", "-shm")


class _BillReaders:
    """The readers of bills, loaded with the first bill. Implements ``BillReader``."""

    def read(self, name: str, content: bytes, password: str | None = None) -> list[BillFile]:
        """Return the bills in ``content``; see ``importers.registry``."""
        from huanqing.infrastructure.importers.registry import BillReaders  # noqa: PLC0415 - as said

        return BillReaders().read(name, content, password)


class BoundLedger:
    """An open ledger file with the use cases bound to it."""

    def __init__(
        self, file: LedgerFile, clock: SystemClock | FixedClock, today: date | None
    ) -> None:
        """Bind the use cases to the file."""
        self._file = file
        self._clock = clock
        self.service = OpenLedger(
            str(file.path), self.unit_of_work, _BillReaders(), clock, self.close, today
        )

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

    def close(self) -> None:
        """Close the file and give back its lock."""
        self._file.close()

    def reopen(self) -> None:
        """Open the same file again, with the same use cases bound to it."""
        self._file = open_ledger(self._file.path, self._clock)


class FileDoor:
    """Ledger files on this machine. Implements ``LedgerDoor``; ``today`` stands on one day."""

    def __init__(self, default_path: Path, demo_path: Path, today: date | None = None) -> None:
        """Take where the user's own and the demo ledger lie."""
        self.default_path = default_path
        self.demo_path = demo_path
        self._today = today
        self._clock = SystemClock() if today is None else FixedClock(today)
        self._bound: dict[str, BoundLedger] = {}

    def open(self, path: Path, *, break_lock: bool = False) -> OpenLedger:
        """Open a ledger that is there."""
        return self._bind(open_ledger(path, self._clock, break_stale=break_lock))

    def create(self, path: Path) -> OpenLedger:
        """Make a new empty ledger.

        LedgerExistsError where a file is there already, LedgerCopyError where none can be written.
        """
        try:
            return self._bind(create_ledger(path, self._clock))
        except OSError as error:
            raise LedgerCopyError(str(path), error.strerror or str(error)) from error

    def open_demo(self) -> OpenLedger:
        """Open the demo ledger, writing it anew where it is not there."""
        if not self.demo_path.exists():
            self._write_demo()
        return self.open(self.demo_path, break_lock=True)

    def copy(self, service: LedgerService, target: Path) -> None:
        """Write a whole copy of an open ledger; LedgerExistsError where a file is there."""
        copy_ledger(self._bound[service.path].path, target)

    def move(self, service: LedgerService, target: Path) -> OpenLedger:
        """Move an open ledger's file and return the ledger there.

        The copy is checked before the first file goes. Where anything fails, the file stays
        where it was, nothing is left at ``target``, and ``service`` goes on working.
        """
        bound = self._bound[service.path]
        copy_ledger(bound.path, target)
        moved: BoundLedger | None = None
        bound.close()
        try:
            moved = BoundLedger(open_ledger(target, self._clock), self._clock, self._today)
            bound.path.unlink()
        except BaseException:
            if moved is not None:
                moved.close()
            _remove(target)
            bound.reopen()
            raise
        _remove(bound.path)
        del self._bound[service.path]
        self._bound[moved.service.path] = moved
        return moved.service

    def place_warning(self, path: Path) -> str:
        """Return ``cloud`` or ``network`` where a folder is unwise, "" where it is not."""
        return place_warning(path)

    def _bind(self, file: LedgerFile) -> OpenLedger:
        bound = BoundLedger(file, self._clock, self._today)
        self._bound[bound.service.path] = bound
        return bound.service

    def _write_demo(self) -> None:
        """Write the demo beside its place first, so that half of one is never found there."""
        from huanqing.application.demo_ledger import fill_with_demo  # noqa: PLC0415 - used once

        draft = self.demo_path.with_name(self.demo_path.name + ".writing")
        file = create_ledger(draft, self._clock, replace=True)
        try:
            with file.unit_of_work() as uow:
                fill_with_demo(uow)
                uow.commit()
        except BaseException:
            file.close()
            _remove(draft)
            raise
        file.close()
        _put(draft, self.demo_path)
        _remove(draft)


def copy_ledger(source: Path, target: Path) -> None:
    """Write a checked copy of a ledger, also of an open one; nothing is left where it fails.

    Raises LedgerExistsError where a file is there already, else LedgerCopyError.
    """
    if target.exists():
        raise LedgerExistsError(str(target))
    draft = target.with_name(target.name + ".copying")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _back_up(source, draft)
        shutil.copymode(source, draft)
        _put(draft, target)
    except (sqlite3.Error, OSError) as error:
        raise LedgerCopyError(str(target), str(error)) from error
    finally:
        with suppress(OSError):  # Where nothing can be written, nothing is there to be removed.
            _remove(draft)


def _back_up(source: Path, target: Path) -> None:
    """Copy through SQLite, so that what is still in the write-ahead log comes along."""
    _remove(target)
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    try:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")
        findings = [row[0] for row in new.execute("PRAGMA integrity_check")]
    finally:
        old.close()
        new.close()
    if findings != ["ok"]:
        raise LedgerCopyError(str(target), "; ".join(findings[:3]))


def _put(draft: Path, target: Path) -> None:
    """Put a whole file where none is, without the log that an earlier one may have left there.

    SQLite would take such a log for this file's own, and show the other ledger's pages.
    """
    _remove(target)
    draft.replace(target)


def _remove(path: Path) -> None:
    for suffix in _SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
