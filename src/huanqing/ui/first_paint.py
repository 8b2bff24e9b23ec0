"""Waits with what may wait until a window has been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from huanqing.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_LATEST_MS = 1_000
"""When it begins though nothing was painted, as where the window starts minimised."""


class AfterFirstPaint(QObject):
    """Calls once, as soon as a window has been painted; lives until then, if the parent does.

    Where another window takes the place of this one before, it calls after a while.
    """

    def __init__(self, window: QWidget, call: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._call = call
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_painted)
        self._timer.start(_LATEST_MS)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The parts of the window are painted in the same turn of the event loop.
            self._timer.start(0)
        return False

    @Slot()
    def _on_painted(self) -> None:
        self._call()
        self.deleteLater()
