"""What the window and the command line ask of an open ledger.

``LedgerService`` is the narrow face of the use cases: bound to one open ledger and a clock by
``bootstrap``. Every call is one transaction, on the thread that calls; a service must be used
from one thread at a time (the window uses its task runner's single ledger thread).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.read_models import (
        ActionRow,
        BatchRow,
        BillSource,
        ImportReport,
        Overview,
        StatementLineRow,
        StatementRow,
    )

Progress = Callable[[int, int], bool]
"""Called with (done, total) units; returning False asks the work to stop (Cancelled)."""


class Cancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user cancelled; nothing was changed."""


class LedgerService(Protocol):
    """An open ledger, as its screens see it."""

    @property
    def path(self) -> str:
        """The ledger file's path, for the title bar."""
        ...

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo ledger."""
        ...

    def today(self) -> date:
        """Return the pinned day, or the clock's."""
        ...

    def overview(self, progress: Progress | None = None) -> Overview:
        """Return the first figures; quick, from the last checkpoint."""
        ...

    def statements(self, progress: Progress | None = None) -> list[StatementRow]:
        """Return every statement that holds a line, oldest first, future ones included."""
        ...

    def statement_lines(self, statement_date: date) -> list[StatementLineRow]:
        """Return the lines of one statement with what was bought."""
        ...

    def import_bills(
        self, sources: Sequence[BillSource], *, dry_run: bool, progress: Progress | None = None
    ) -> ImportReport:
        """Preview (``dry_run``) or book the files, as one undoable batch."""
        ...

    def import_history(self) -> list[BatchRow]:
        """Return the batches, newest first."""
        ...

    def undo(self) -> ActionRow | None:
        """Undo the last action; None when there is nothing to undo."""
        ...

    def redo(self) -> ActionRow | None:
        """Redo the action undone last; None when there is none."""
        ...

    def next_undo(self) -> ActionRow | None:
        """Return what ``undo`` would undo, for the menu's text."""
        ...

    def next_redo(self) -> ActionRow | None:
        """Return what ``redo`` would redo."""
        ...

    def undo_batch(self, batch_id: int) -> ActionRow:
        """Undo one import batch, also when it is not the last action."""
        ...

    def close(self) -> None:
        """Close the file and give back its lock."""
        ...
