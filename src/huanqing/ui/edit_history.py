"""Undo and redo for the Edit menu, named after what they would undo or redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from huanqing.application.progress import Progress
    from huanqing.application.read_models import ActionRow
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

    _Ends = tuple[ActionRow | None, ActionRow | None]


class EditHistory(QObject):
    """Knows the two ends of the change journal; asks anew after each change."""

    ends_changed = Signal()
    action_refused = Signal(str)

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._formatter = formatter
        self._ends: _Ends = (None, None)
        runner.ledger_changed.connect(self.refresh)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._ends[0] is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self._ends[1] is not None

    @property
    def undo_text(self) -> str:
        """The words of the menu's item."""
        action = self._ends[0]
        if action is None:
            return self.tr("Undo")
        return self.tr("Undo: {0}").format(_words_of(action))

    @property
    def redo_text(self) -> str:
        """The words of the menu's item."""
        action = self._ends[1]
        if action is None:
            return self.tr("Redo")
        return self.tr("Redo: {0}").format(_words_of(action))

    @Slot()
    def refresh(self) -> None:
        """Ask the journal what can be undone and redone."""

        def work(_progress: Progress) -> _Ends:
            return self._service.next_undo(), self._service.next_redo()

        self._runner.submit(self, work, self._show, self._fail)

    @Slot()
    def undo(self) -> None:
        """Undo the last action."""

        def work(_progress: Progress) -> ActionRow | None:
            return self._service.undo()

        self._runner.submit(self, work, self._ignore, self._fail, changes_ledger=True)

    @Slot()
    def redo(self) -> None:
        """Redo the action undone last."""

        def work(_progress: Progress) -> ActionRow | None:
            return self._service.redo()

        self._runner.submit(self, work, self._ignore, self._fail, changes_ledger=True)

    def _show(self, ends: _Ends) -> None:
        self._ends = ends
        self.ends_changed.emit()

    def _ignore(self, _action: ActionRow | None) -> None:
        """Wait for ``ledger_changed``, which asks for the new ends."""

    def _fail(self, error: Exception) -> None:
        from huanqing.ui.error_labels import error_text  # noqa: PLC0415 - not at start

        self.action_refused.emit(error_text(error, self._formatter.money))


def _words_of(action: ActionRow) -> str:
    from huanqing.ui.action_labels import action_text  # noqa: PLC0415 - not at start

    return action_text(action)
