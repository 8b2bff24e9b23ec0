"""The lock on a ledger file: who holds it, and whether that program is still alive."""

from __future__ import annotations

import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import psutil

from huanqing.application.errors import LedgerLockedError

if TYPE_CHECKING:
    from pathlib import Path


SAME_START_SECONDS = 2
"""Start times of one process may be told slightly apart; those of two with one id never."""


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The program that holds a ledger; ``started`` tells it from a later one of the same pid."""

    host: str
    user: str
    pid: int
    started: float

    @classmethod
    def this_process(cls) -> LockHolder:
        """Return the holder that this process would be."""
        process = psutil.Process()
        return cls(socket.gethostname(), _user(), process.pid, process.create_time())

    def is_stale(self) -> bool:
        """Return whether the holder has surely ended: same machine, and no such process."""
        if self.host != socket.gethostname():
            return False
        try:
            process = psutil.Process(self.pid)
            if process.status() == psutil.STATUS_ZOMBIE:
                return True  # Ended, and only its parent does not know yet.
            started = process.create_time()
        except psutil.NoSuchProcess:
            return True
        except psutil.AccessDenied:
            return False
        return abs(started - self.started) > SAME_START_SECONDS


class LedgerLock:
    """A lock file beside the ledger, made and removed by one program."""

    def __init__(self, ledger: Path) -> None:
        """Name the lock file; nothing is taken yet."""
        self._path = ledger.with_name(ledger.name + ".lock")
        self._is_held = False

    def take(self, *, break_stale: bool = False, break_any: bool = False) -> None:
        """Take the lock, or raise LedgerLockedError naming who holds it.

        A stale lock (its program has ended) is broken with ``break_stale``; a lock of another
        machine cannot be judged and is broken only with ``break_any``.
        """
        while True:
            try:
                handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                holder = self._read()
                stale = holder is None or holder.is_stale()
                if not (break_any or (break_stale and stale)):
                    raise self._refusal(holder, is_stale=stale) from None
                self._path.unlink(missing_ok=True)
                continue
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(LockHolder.this_process()), file)
            self._is_held = True
            return

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._is_held:
            self._path.unlink(missing_ok=True)
            self._is_held = False

    def _read(self) -> LockHolder | None:
        """Return who holds the lock; None where the lock file does not say."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return LockHolder(
                str(found["host"]), str(found["user"]), int(found["pid"]), float(found["started"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _refusal(self, holder: LockHolder | None, *, is_stale: bool) -> LedgerLockedError:
        ledger = str(self._path)[: -len(".lock")]
        if holder is None:
            return LedgerLockedError(ledger, "?", "?", 0, is_stale=is_stale)
        return LedgerLockedError(ledger, holder.host, holder.user, holder.pid, is_stale=is_stale)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
