"""A ledger whose file is opened while its window stands already.

Whoever asks it anything before that waits on the ledger thread, behind the opening; what a page
is built with may be asked for on the GUI thread at any time, and waits for nothing.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from huanqing.application.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.services import LedgerService


class Later:
    """Something of a ledger that is found once it is used: a service, or one of its calls."""

    def __init__(self, find: Callable[[], Any]) -> None:
        """Take what finds it; that may open the ledger."""
        self._find = find

    def __getattr__(self, name: str) -> Later:
        """Return a part of it, not found yet either."""
        return Later(lambda: getattr(self._find(), name))

    def __call__(self, *arguments: object, **named: object) -> Any:  # noqa: ANN401 - as the call it stands for
        """Find it and call it."""
        return self._find()(*arguments, **named)


class LateLedger:
    """Stands for a ``LedgerService`` whose file is opened by the first who asks for figures.

    Where it cannot be opened, that one gets the reason, and everyone after it Cancelled.
    """

    def __init__(self, path: str, open_file: Callable[[], LedgerService]) -> None:
        """Take where the file lies and what opens it."""
        self.path = path
        self._open_file = open_file
        self._lock = Lock()
        self._found: LedgerService | None = None
        self._has_failed = False

    def open(self) -> LedgerService:
        """Return the open ledger; on the ledger thread."""
        with self._lock:
            if self._has_failed:
                raise Cancelled
            if self._found is None:
                self._has_failed = True
                self._found = self._open_file()
                self._has_failed = False
            return self._found

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo ledger."""
        return self.open().is_demo

    def today(self) -> date:
        """Return the ledger's day."""
        return self.open().today()

    def close(self) -> None:
        """Close the file, where it was opened."""
        with self._lock:
            self._has_failed = True
            if self._found is not None:
                self._found.close()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a ledger has
        """Return the ledger's own part, or what finds it once it is used."""
        if self._found is not None:
            return getattr(self._found, name)
        return Later(lambda: getattr(self.open(), name))
