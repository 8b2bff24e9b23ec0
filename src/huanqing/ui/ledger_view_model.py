"""The base of what works on the ledger for a page: its services, and errors said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner


class LedgerViewModel(QObject):
    """Knows the ledger and how to reach it.

    ``message_changed`` carries a Message, or None where nothing is to be said any more.
    """

    message_changed = Signal(object)

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

    def _fail(self, error: Exception) -> None:
        from huanqing.ui.error_labels import error_text  # noqa: PLC0415 - not at start

        self.message_changed.emit(Message(error_text(error, self._formatter.money), "bad"))
