"""Works out what an action would change while its fields are filled in, and books it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from huanqing.application.errors import LockedStatementError

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.progress import Progress
    from huanqing.application.statement_models import ChangePreview
    from huanqing.ui.task_runner import TaskRunner

Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an action would change, and what it costs in fen."""

    preview: ChangePreview
    cost_fen: int


class ChangeViewModel(QObject, Generic[Draft]):
    """Holds the estimate of the newest draft; an older one never replaces a newer one.

    ``work_out`` and ``write`` are called on the ledger's thread.
    """

    estimate_changed = Signal()
    booked = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        work_out: Callable[[Draft], Estimate],
        write: Callable[[Draft, bool], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._work_out = work_out
        self._write = write
        self._number: int | None = None
        self._turn = 0
        self.estimate: Estimate | None = None
        self.error: Exception | None = None
        self.is_working = False
        self.is_booking = False

    @property
    def needs_permission(self) -> bool:
        """Whether a locked statement is in the way, which the user may decide to change."""
        return isinstance(self.error, LockedStatementError)

    def propose(self, draft: Draft | None) -> None:
        """Work out a draft in the place of the one before; None while it is not complete."""
        if self.is_booking:
            return
        if self._number is not None:
            self._runner.drop(self._number)
        self._number = None
        self._turn += 1
        self._tell(None, None, is_working=draft is not None)
        if draft is None:
            return
        turn = self._turn

        def work(_progress: Progress) -> Estimate:
            return self._work_out(draft)

        def show(estimate: Estimate) -> None:
            if turn == self._turn:
                self._tell(estimate, None)

        def fail(error: Exception) -> None:
            if turn == self._turn:
                self._tell(None, error)

        self._number = self._runner.submit(self, work, show, fail)

    def book(self, draft: Draft) -> None:
        """Book a draft; a locked statement is changed only where the user was told of it."""
        if self.is_booking:
            return
        allow_locked = self.needs_permission
        self._turn += 1
        self.is_booking = True

        def work(_progress: Progress) -> None:
            self._write(draft, allow_locked)

        self._tell(self.estimate, None, is_working=True)
        self._runner.submit(self, work, self._show_booked, self._refuse, changes_ledger=True)

    def _show_booked(self, _result: None) -> None:
        self.is_booking = False
        self.booked.emit()

    def _refuse(self, error: Exception) -> None:
        self.is_booking = False
        self._tell(self.estimate, error)

    def _tell(
        self, estimate: Estimate | None, error: Exception | None, *, is_working: bool = False
    ) -> None:
        self.estimate = estimate
        self.error = error
        self.is_working = is_working
        self.estimate_changed.emit()
