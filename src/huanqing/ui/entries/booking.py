"""Checks, previews and books what a dialog of this page makes; the newest check wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from huanqing.application.progress import Cancelled
from huanqing.domain.errors import LedgerError
from huanqing.ui.entries.drafts import EntryGoneError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.application.entry_models import EntryListRow, FieldProblem
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.application.statement_models import ChangePreview
    from huanqing.ui.task_runner import TaskRunner

_PAUSE_MS = 120


@dataclass(frozen=True, slots=True)
class Check:
    """What the ledger says about a draft; ``error`` where the preview was refused."""

    problems: tuple[FieldProblem, ...] = ()
    preview: ChangePreview | None = None
    error: Exception | None = None


class DraftProblemsError(LedgerError):
    """A draft cannot be booked; its problems say why, field by field."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        """Keep the problems."""
        super().__init__(", ".join(f"{each.field}: {each.code}" for each in problems))
        self.problems = problems


class Booking(QObject):
    """One dialog's way to the ledger.

    ``booked`` carries the row of the entry, ``refused`` the error; nothing was changed then.
    """

    checked = Signal(object)
    booked = Signal(int)
    refused = Signal(object)
    purchases_found = Signal(object)
    suggestions_found = Signal(str, object)

    def __init__(
        self, service: LedgerService, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._waiting: tuple[int | None, EntryRecord] | None = None
        self._check_task = 0
        self._purchase_task = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)

    def check(self, rowid: int | None, draft: EntryRecord) -> None:
        """Ask, once the typing pauses, what is wrong with a draft and what it would change."""
        self._waiting = (rowid, draft)
        self._pause.start()

    def drop_check(self) -> None:
        """Forget the check that is under way, because the draft is not complete any more."""
        self._pause.stop()
        self._runner.drop(self._check_task)
        self._check_task = 0

    def add(self, draft: EntryRecord, *, allow_locked: bool = False) -> None:
        """Book a new entry."""
        entries = self._service.entries
        self._book(draft, lambda: entries.add(draft, allow_locked=allow_locked))

    def change(self, rowid: int, draft: EntryRecord, *, allow_locked: bool = False) -> None:
        """Change an entry."""

        def write() -> int:
            self._service.entries.change(rowid, draft, allow_locked=allow_locked)
            return rowid

        self._book(draft, write)

    def split(self, rowid: int, draft: EntryRecord, *, allow_locked: bool = False) -> None:
        """Split a purchase as its draft says."""

        def write() -> int:
            self._service.entries.split(
                rowid,
                draft.periods,
                draft.fee_rate_ppm,
                draft.free_periods,
                allow_locked=allow_locked,
            )
            return rowid

        self._book(draft, write)

    def find_purchases(self, text: str) -> None:
        """Look for purchases to choose from."""
        self._runner.drop(self._purchase_task)

        def work(_progress: Progress) -> list[EntryListRow]:
            return self._service.entries.purchases_like(text)

        self._purchase_task = self._runner.submit(self, work, self.purchases_found.emit, self._fail)

    def find_suggestions(self, fields: Sequence[str]) -> None:
        """Look up the values used so far, field by field, so that a check may come between."""
        if not fields:
            return
        field, rest = fields[0], fields[1:]

        def work(_progress: Progress) -> list[str]:
            return self._service.entries.suggestions(field)

        def show(values: list[str]) -> None:
            self.suggestions_found.emit(field, values)
            self.find_suggestions(rest)

        self._runner.submit(self, work, show, self._fail)

    def _book(self, draft: EntryRecord, write: Callable[[], int]) -> None:
        def work(_progress: Progress) -> int:
            problems = tuple(self._service.entries.problems(draft))
            if problems:
                raise DraftProblemsError(problems)
            try:
                return write()
            except KeyError as error:
                raise EntryGoneError from error

        self._runner.submit(self, work, self.booked.emit, self._fail, changes_ledger=True)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.refused.emit(error)

    @Slot()
    def _on_pause_timeout(self) -> None:
        if self._waiting is None:
            return
        rowid, draft = self._waiting
        entries = self._service.entries

        def work(_progress: Progress) -> Check:
            problems = tuple(entries.problems(draft))
            if problems:
                return Check(problems)
            try:
                return Check(preview=entries.preview(rowid, draft))
            except LedgerError as error:
                return Check(error=error)
            except KeyError:
                return Check(error=EntryGoneError())

        def show(check: Check) -> None:
            if number == self._check_task:
                self.checked.emit(check)

        self._runner.drop(self._check_task)
        number = self._check_task = self._runner.submit(self, work, show, self._fail)
