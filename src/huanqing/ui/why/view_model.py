"""Asks the ledger why, follows from one derivation to the next, and goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huanqing.domain.derivation import Derivation, Question
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner


class WhyViewModel(LedgerViewModel):
    """Holds the derivation that is shown and the way to it.

    ``derivation`` is None until the first answer is there.
    """

    derivation_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self.derivation: Derivation | None = None
        self._way: list[Derivation] = []
        self._number: int | None = None

    @property
    def can_go_back(self) -> bool:
        """Whether another derivation led to this one."""
        return bool(self._way)

    def ask(self, asked: Question | Derivation) -> None:
        """Show the derivation of what is asked, coming from the one that is shown."""
        if isinstance(asked, Derivation):
            self._show(asked)
            return
        if self._number is not None:
            self._runner.drop(self._number)
        self._number = self._runner.submit(
            self, lambda _progress: self._derived(asked), self._on_derived, self._on_failed
        )

    def _derived(self, question: Question) -> Derivation | None:
        """Return the answer, None where what is asked about is gone meanwhile."""
        try:
            return self._service.derive(question)
        except KeyError:
            return None

    def _on_derived(self, found: Derivation | None) -> None:
        if found is None:
            self._number = None
            gone = self.tr("This is no longer in the ledger.")
            self.message_changed.emit(Message(gone, "bad"))
        else:
            self._show(found)

    def go_back(self) -> None:
        """Show the derivation that led here."""
        if self._way:
            self.derivation = self._way.pop()
            self.message_changed.emit(None)
            self.derivation_changed.emit()

    def _show(self, found: Derivation) -> None:
        self._number = None
        if self.derivation is not None:
            self._way.append(self.derivation)
        self.derivation = found
        self.message_changed.emit(None)
        self.derivation_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._number = None
        self._fail(error)
