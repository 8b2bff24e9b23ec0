"""A clear bar on the page while files are read or booked, with a button to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from huanqing.ui.task_runner import TaskRunner

_PERMILLE = 1000


class ImportProgress(QFrame):
    """Follows the runner's progress while it is shown."""

    cancel_requested = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._title = make_label("heading")
        self.rows = make_label("label")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.cancel_button = make_button(
            self.tr("Cancel"), description=self.tr("Stop; nothing is written")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(METRICS.gap, METRICS.spacing, METRICS.spacing, METRICS.spacing)
        row.setSpacing(METRICS.spacing)
        row.addWidget(self._title)
        row.addWidget(self.bar, 1)
        row.addWidget(self.rows)
        row.addWidget(self.cancel_button)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        runner.progress_reported.connect(self._on_progress_reported)
        self.hide()

    def show_work(self, *, is_running: bool, writes: bool) -> None:
        """Appear for reading or booking, disappear when it is over."""
        if is_running and self.isHidden():
            self.bar.setRange(0, 0)
            self.rows.setText("")
            self.cancel_button.setEnabled(True)
        words = self.tr("Booking the rows…") if writes else self.tr("Reading the files…")
        self._title.setText(words)
        self.setVisible(is_running)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancel_requested.emit()

    @Slot(int, int)
    def _on_progress_reported(self, done: int, total: int) -> None:
        if self.isHidden():
            return
        locale = QLocale()
        if total > 0:
            self.bar.setRange(0, _PERMILLE)
            self.bar.setValue(min(done, total) * _PERMILLE // total)
            words = self.tr("{0} of {1} rows")
            self.rows.setText(words.format(locale.toString(done), locale.toString(total)))
