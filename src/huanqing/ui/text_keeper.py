"""Has the texts that searches look through made ready after a start and after every change.

An import leaves them to be made; while the user reads what it has done, there is time for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.ui.task_runner import TaskRunner


class TextKeeper(QObject):
    """Serves the ledger of one window; all other work on that ledger comes first."""

    def __init__(self, service: LedgerService, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._number = 0
        runner.ledger_changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Make the texts that are missing."""
        self._runner.drop(self._number)

        def work(progress: Progress) -> None:
            self._service.entries.preparation.index(progress)

        def ignore(_outcome: object) -> None:
            """Leave the rest to the search that needs it, which says what is wrong."""

        self._number = self._runner.submit(self, work, ignore, ignore, gives_way=True)
