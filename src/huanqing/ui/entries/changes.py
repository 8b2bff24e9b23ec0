"""Deleting entries and taking it back: done at once, never asked about, always undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from huanqing.application.errors import LockedStatementError
from huanqing.ui.entries.drafts import EntryGoneError
from huanqing.ui.entries.entry_texts import locked_text
from huanqing.ui.labels import counted
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.application.progress import Progress
    from huanqing.application.read_models import ActionRow
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner


class EntryChanges(LedgerViewModel):
    """Deletes; says so in a message whose action takes it back.

    The offer to undo ends with the next change of the ledger, so that it never undoes another
    action than the one that it names.
    """

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._offer: Callable[[], None] | None = None
        self._is_new_offer = False
        runner.ledger_changed.connect(self._on_ledger_changed)

    def remove(self, rowids: Sequence[int], *, allow_locked: bool = False) -> None:
        """Delete entries; a locked statement is said, with the offer to delete all the same."""
        gone = list(rowids)
        if not gone:
            return

        def work(_progress: Progress) -> ActionRow | None:
            try:
                self._service.entries.remove(gone, allow_locked=allow_locked)
            except KeyError as error:
                raise EntryGoneError from error
            return self._service.next_undo()

        def show(action: ActionRow | None) -> None:
            words = counted(len(gone), self.tr("1 entry deleted."), self.tr("{0} entries deleted."))
            self._is_new_offer = True
            self._offer = lambda: self._undo(action)
            self.message_changed.emit(Message(words, "", self.tr("Undo")))

        def fail(error: Exception) -> None:
            if isinstance(error, EntryGoneError):
                return  # The key was pressed twice; the list is about to follow.
            if not isinstance(error, LockedStatementError):
                self._fail(error)
                return
            self._offer = lambda: self.remove(gone, allow_locked=True)
            words = locked_text(error.statement_dates, self._formatter)
            self.message_changed.emit(Message(words, "warning", self.tr("Delete anyway")))

        self._runner.submit(self, work, show, fail, changes_ledger=True)

    @Slot()
    def accept_offer(self) -> None:
        """Do what the message's action offers."""
        offer, self._offer = self._offer, None
        if offer is not None:
            self.message_changed.emit(None)
            offer()

    def _undo(self, action: ActionRow | None) -> None:
        """Undo the action, if it is still the last one."""

        def work(_progress: Progress) -> ActionRow | None:
            last = self._service.next_undo()
            if action is None or last is None or last.action_id != action.action_id:
                return None
            return self._service.undo()

        self._runner.submit(self, work, self._ignore, self._fail, changes_ledger=True)

    def _ignore(self, _action: ActionRow | None) -> None:
        """Wait for ``ledger_changed``, which makes the page load anew."""

    @Slot()
    def _on_ledger_changed(self) -> None:
        if self._is_new_offer:
            self._is_new_offer = False
        elif self._offer is not None:
            self._offer = None
            self.message_changed.emit(None)
