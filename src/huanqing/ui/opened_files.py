"""Files that the system hands to the running program: a double click on macOS comes so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from huanqing.ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from huanqing.ui.desk import Desk

LEDGER_SUFFIX = ".huanqing"


class OpenedFiles(QObject):
    """Opens a ledger, and shows a bill in the preview."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return False
        path = Path(event.file())
        self._desk.rise()
        if path.suffix.lower() == LEDGER_SUFFIX:
            self._desk.open_path(path)
        else:
            self._desk.import_files([path])
        return True
