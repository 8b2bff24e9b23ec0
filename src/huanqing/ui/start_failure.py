"""What a start says where its ledger does not open, and what can be done instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from huanqing.application.errors import LedgerLockedError
from huanqing.domain.money import format_yuan
from huanqing.ui.attempt import Attempt
from huanqing.ui.error_labels import error_text
from huanqing.ui.file_dialogs import FileDialogs
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from pathlib import Path

    from huanqing.application.services import LedgerDoor


class StartFailureDialog(QDialog):
    """Says why a ledger cannot be opened; ``attempt`` is what the user wants to try next."""

    def __init__(
        self, error: Exception, failed: Path, door: LedgerDoor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.attempt: Attempt | None = None
        self._failed = failed
        self._dialogs = FileDialogs(self, door)
        self.setWindowTitle("还清 Huanqing")
        self.setMinimumWidth(METRICS.scaled(520))
        self.take_over = make_button(QCoreApplication.translate("Start", "Open it anyway"))
        self.open_other = make_button(QCoreApplication.translate("Start", "Open another…"))
        self.new_ledger = make_button(QCoreApplication.translate("Start", "New ledger…"))
        self.close_button = make_button(QCoreApplication.translate("Start", "Close"), "primary")
        self.close_button.setDefault(True)
        self.take_over.setVisible(isinstance(error, LedgerLockedError) and error.is_stale)
        row = QHBoxLayout()
        row.setSpacing(METRICS.spacing)
        row.addStretch(1)
        for button in (self.take_over, self.new_ledger, self.open_other, self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(METRICS.gap)
        column.addWidget(
            make_label(
                "heading", QCoreApplication.translate("Start", "The ledger cannot be opened")
            )
        )
        column.addWidget(make_label("text", error_text(error, format_yuan)))
        column.addLayout(row)
        self.take_over.clicked.connect(self._on_take_over_clicked)
        self.open_other.clicked.connect(lambda: self._dialogs.ask_open(self.try_path))
        self.new_ledger.clicked.connect(lambda: self._dialogs.ask_new(self.try_path))
        self.close_button.clicked.connect(self.reject)

    def try_path(self, path: Path) -> None:
        """Try another ledger next."""
        self.attempt = Attempt(path)
        self.accept()

    @Slot()
    def _on_take_over_clicked(self) -> None:
        self.attempt = Attempt(self._failed, break_lock=True)
        self.accept()
