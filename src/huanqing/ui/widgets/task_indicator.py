"""The progress bar and the cancel button in the status bar, while a task runs long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from huanqing.ui.task_runner import TaskRunner

_DELAY_MS = 200
_PERMILLE = 1000


class TaskIndicator(QWidget):
    """Appears only for work that takes longer than a blink, so that nothing flickers."""

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(METRICS.navigation_width)
        self.cancel_button = make_button(
            self.tr("Cancel"), "quiet", self.tr("Stop the running task; nothing is changed")
        )
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(METRICS.spacing, 0, METRICS.spacing, 0)
        row.addWidget(make_label("label", self.tr("Working…")))
        row.addWidget(self._bar)
        row.addWidget(self.cancel_button)
        self._delay.timeout.connect(self.show)
        self.cancel_button.clicked.connect(runner.cancel)
        runner.busy_changed.connect(self._on_busy_changed)
        runner.progress_reported.connect(self._on_progress_reported)
        self.hide()

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._bar.setRange(0, 0)
        if is_busy:
            self._delay.start()
        else:
            self._delay.stop()
            self.hide()

    @Slot(int, int)
    def _on_progress_reported(self, done: int, total: int) -> None:
        if total > 0:
            self._bar.setRange(0, _PERMILLE)
            self._bar.setValue(done * _PERMILLE // total)
