"""Loads the selected entry in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from typing_extensions import override

from huanqing.application.progress import Cancelled
from huanqing.ui.ledger_view_model import LedgerViewModel

if TYPE_CHECKING:
    from huanqing.application.entry_models import EntryDetail
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

_PAUSE_MS = 60
"""So that moving through a list with the arrow keys does not load every entry passed."""


class DetailViewModel(LedgerViewModel):
    """Holds the entry that the side panel shows; the newest wish wins."""

    detail_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._rowid: int | None = None
        self._task = 0
        self.detail: EntryDetail | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)

    def show_entry(self, rowid: int | None) -> None:
        """Show another entry, or none."""
        if rowid == self._rowid:
            return
        self._rowid = rowid
        self._runner.drop(self._task)
        if rowid is None:
            self._pause.stop()
            self._show(None, None)
        else:
            self._pause.start()

    def reload(self) -> None:
        """Load the entry again, because the ledger changed."""
        if self._rowid is not None:
            self._pause.start()

    @Slot()
    def _on_pause_timeout(self) -> None:
        rowid = self._rowid
        if rowid is None:
            return

        def work(_progress: Progress) -> EntryDetail | None:
            try:
                return self._service.entries.detail(rowid)
            except KeyError:
                return None

        self._runner.drop(self._task)
        self._task = self._runner.submit(self, work, partial(self._show, rowid), self._fail)

    def _show(self, rowid: int | None, detail: EntryDetail | None) -> None:
        if rowid == self._rowid:
            self.detail = detail
            self.detail_changed.emit()

    @override
    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            super()._fail(error)
