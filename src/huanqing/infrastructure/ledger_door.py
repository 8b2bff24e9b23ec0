"""Opens, makes, copies and moves ledger files; the use cases come bound to each open one.

What opens a file loads the database, so it is imported by whoever opens one: a window shows the
first figures before that.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from huanqing.application.errors import LedgerCopyError, LedgerExistsError
from huanqing.infrastructure.clock import FixedClock, SystemClock
from huanqing.infrastructure.first_figures import SealedFigures

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from huanqing.application.ledger_service import OpenLedger
    from huanqing.application.overview_models import FirstFigures
    from huanqing.application.services import LedgerService
    from huanqing.infrastructure.bound_ledger import BoundLedger

_SUFFIXES = ("", "-wal", "-shm")


class FileDoor:
    """Ledger files on this machine. Implements ``LedgerDoor``; ``today`` stands on one day."""

    def __init__(
        self,
        default_path: Path,
        demo_path: Path,
        today: date | None = None,
        seals: Path | None = None,
    ) -> None:
        """Take where the ledgers lie; without a folder of seals no figures are kept."""
        self.default_path = default_path
        self.demo_path = demo_path
        self._sealed = None if seals is None else SealedFigures(seals)
        self._today = today
        self._clock = SystemClock() if today is None else FixedClock(today)
        self._bound: dict[str, BoundLedger] = {}

    def open(self, path: Path, *, break_lock: bool = False) -> OpenLedger:
        """Open a ledger that is there."""
        from huanqing.infrastructure.bound_ledger import open_bound  # noqa: PLC0415 - see above

        return self._keep(open_bound(path, self._clock, self._today, break_stale=break_lock))

    def first_figures(self, path: Path) -> FirstFigures | None:
        """Return what a ledger that is at rest showed first when it was put away."""
        if self._sealed is None:
            return None
        return self._sealed.read(path, self._today, self._clock.today())

    def put_away(self, service: LedgerService) -> None:
        """Close a ledger, keeping its first figures where they are found quickly."""
        bound = self._bound.get(service.path)
        if bound is None or self._sealed is None:
            service.close()
            return
        try:
            is_kept = bound.keep_first_figures()
        finally:
            service.close()
        if is_kept:
            self._sealed.seal(bound.path, self._today)

    def create(self, path: Path) -> OpenLedger:
        """Make a new empty ledger.

        LedgerExistsError where a file is there already, LedgerCopyError where none can be written.
        """
        from huanqing.infrastructure.bound_ledger import create_bound  # noqa: PLC0415 - see above

        try:
            return self._keep(create_bound(path, self._clock, self._today))
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
        from huanqing.infrastructure.bound_ledger import open_bound  # noqa: PLC0415 - see above

        bound = self._bound[service.path]
        copy_ledger(bound.path, target)
        moved: BoundLedger | None = None
        bound.close()
        try:
            moved = open_bound(target, self._clock, self._today)
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
        from huanqing.infrastructure.places import place_warning  # noqa: PLC0415 - see above

        return place_warning(path)

    def _keep(self, bound: BoundLedger) -> OpenLedger:
        self._bound[bound.service.path] = bound
        return bound.service

    def _write_demo(self) -> None:
        """Write the demo beside its place first, so that half of one is never found there."""
        from huanqing.application.demo_ledger import fill_with_demo  # noqa: PLC0415 - used once
        from huanqing.infrastructure.bound_ledger import create_bound  # noqa: PLC0415 - see above

        draft = self.demo_path.with_name(self.demo_path.name + ".writing")
        file = create_bound(draft, self._clock, replace=True)
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
