"""Brings exceptions that nothing else takes to the dialog for bugs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from huanqing.ui.bug_dialog import BugDialog

_LOGGER = logging.getLogger("huanqing")


class BugReporter(QObject):
    """Takes exceptions from any thread and opens the dialog on the GUI thread."""

    _raised = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: BugDialog | None = None
        self._raised.connect(self.show_bug)

    @property
    def dialog(self) -> BugDialog | None:
        """The dialog that was opened last."""
        return self._dialog

    def handle_uncaught(
        self,
        _kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        """Stand in for ``sys.excepthook``; may be called on a worker thread."""
        self._raised.emit(error)

    @Slot(object)
    def show_bug(self, error: BaseException) -> None:
        """Open the dialog; one at a time."""
        from huanqing.ui.bug_dialog import BugDialog, bug_report  # noqa: PLC0415 - not at start

        report = bug_report(error)
        _LOGGER.error("%s", report)
        if self._dialog is None or not self._dialog.isVisible():
            self._dialog = BugDialog(report, self._window)
            self._dialog.open()
