"""Files that could not be read: why, what to do, and the password where one is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huanqing.ui.error_labels import error_text, wants_password
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.read_models import FileFailure
    from huanqing.ui.formatting import Formatter


class FailureRow(QFrame):
    """One file that could not be read."""

    password_given = Signal(str, str)

    def __init__(self, failure: FileFailure, text: str) -> None:
        super().__init__()
        self.setProperty("role", "message")
        set_tone(self, "warning" if wants_password(failure.error) else "bad")
        self._name = failure.name
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password of {0}").format(failure.name))
        self.password.setMaximumWidth(180)
        self.open_button = make_button(self.tr("Open"), "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(METRICS.gap, METRICS.spacing, METRICS.gap, METRICS.spacing)
        row.addWidget(make_label("heading", failure.name))
        row.addWidget(make_label("text", text), 1)
        row.addWidget(self.password)
        row.addWidget(self.open_button)
        for widget in (self.password, self.open_button):
            widget.setVisible(wants_password(failure.error))
        self.password.returnPressed.connect(self._on_password_entered)
        self.open_button.clicked.connect(self._on_password_entered)

    @Slot()
    def _on_password_entered(self) -> None:
        if self.password.text():
            self.password_given.emit(self._name, self.password.text())


class FailureList(QWidget):
    """A row for each file that could not be read."""

    password_given = Signal(str, str)

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formatter = formatter
        self.rows: list[FailureRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(METRICS.spacing)
        self.hide()

    def show_failures(self, failures: Sequence[FileFailure]) -> None:
        """Show these, the first password field with the focus."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            FailureRow(failure, error_text(failure.error, self._formatter.money))
            for failure in failures
        ]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()
            row.password_given.connect(self.password_given)
        self.setVisible(bool(failures))
        for row in self.rows:
            if not row.password.isHidden():
                row.password.setFocus()
                break
