"""Work for the quiet after the start: a piece at a time, while nobody types or clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Slot

from huanqing.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

QUIET_MS = 1_000
"""How long nobody must have touched the window before a piece is done."""
_PAUSE_MS = 150
_INPUTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.DragMove,
    }
)


class QuietWork(QObject):
    """Calls ``piece`` until it returns False; a piece may take as long as showing a page does."""

    def __init__(self, app: QApplication, piece: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._piece = piece
        self._since_input = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._on_pause_ended)

    @property
    def is_running(self) -> bool:
        """Whether there is still something to do."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin once it has been quiet for a while."""
        self._since_input.start()
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Leave what is not done."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUTS:
            self._since_input.restart()
        return False

    @Slot()
    def _on_pause_ended(self) -> None:
        if self._since_input.elapsed() >= QUIET_MS and not self._piece():
            self.stop()
