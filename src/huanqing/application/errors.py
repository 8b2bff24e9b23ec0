"""Refusals of the use cases and of the ledger file: one class per condition, no UI text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class LedgerFileError(Exception):
    """Base of what keeps a ledger file from being opened or used."""

    def __init__(self, path: str) -> None:
        """Keep the path as the user knows it."""
        super().__init__(path)
        self.path = path


class LedgerMissingError(LedgerFileError):
    """There is no ledger at the path, and the command does not create one."""


class LedgerExistsError(LedgerFileError):
    """A ledger already lies where a new one should be written."""


class NotALedgerError(LedgerFileError):
    """The file is no ledger of this program."""


class LedgerDamagedError(LedgerFileError):
    """SQLite's own check found the file damaged."""

    def __init__(self, path: str, findings: tuple[str, ...]) -> None:
        """Keep what the check said."""
        super().__init__(path)
        self.findings = findings


class NewerLedgerError(LedgerFileError):
    """The ledger was written by a newer version of the program."""

    def __init__(self, path: str, found: int, known: int) -> None:
        """Keep the file's schema version and the newest that this program knows."""
        super().__init__(path)
        self.found = found
        self.known = known


class MigrationFailedError(LedgerFileError):
    """The migration of a copy failed; the ledger itself is untouched."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep the reason."""
        super().__init__(path)
        self.reason = reason


class LedgerCopyError(LedgerFileError):
    """A ledger could not be copied to a place; nothing is left there."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep the place and the reason."""
        super().__init__(path)
        self.reason = reason


class LedgerLockedError(LedgerFileError):
    """Another program holds the ledger, or (``is_stale``) one that has ended held it."""

    def __init__(self, path: str, host: str, user: str, pid: int, *, is_stale: bool) -> None:
        """Keep who holds the lock."""
        super().__init__(path)
        self.host = host
        self.user = user
        self.pid = pid
        self.is_stale = is_stale


class ExchangeFormatError(Exception):
    """An exchange file that breaks its format; ``field`` is the path to the place."""

    def __init__(self, field: str, reason: str) -> None:
        """Keep the place and a short reason in English."""
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class BatchInUseError(Exception):
    """Later entries rest on what the batch brought; undo those first."""

    def __init__(self, batch_id: int, entries: int) -> None:
        """Keep the batch and how many entries rest on it."""
        super().__init__(f"batch {batch_id}: {entries}")
        self.batch_id = batch_id
        self.entries = entries


class LockedStatementError(Exception):
    """A change would alter statements that the user has reconciled and locked."""

    def __init__(self, statement_dates: tuple[date, ...]) -> None:
        """Keep the dates of the locked statements, oldest first."""
        super().__init__(", ".join(day.isoformat() for day in statement_dates))
        self.statement_dates = statement_dates


class NotACalendarError(Exception):
    """A file that a plan should be written into is no calendar; nothing was written."""

    def __init__(self, reason: str) -> None:
        """Keep why it cannot be read, as its reader says it."""
        super().__init__(reason)
        self.reason = reason
