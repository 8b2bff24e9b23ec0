"""Collects Python's cyclic garbage on the GUI thread alone.

Python collects on whatever thread happens to allocate; a cycle that holds a widget or another
QObject, collected on the ledger's or the solver's thread, takes the process down. So the
automatic collection stays off and a timer does it here, a small pass at a time.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

_INTERVAL_MS = 1_000
_YOUNG = 5_000
"""Objects made since the last pass that make one worth while."""
_YOUNG_PASSES = 20
_FULL_AFTER_MS = 120_000


class Collector(QObject):
    """Takes over from the automatic collection once it has begun."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._passes = 0
        self._since_full = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._on_timeout)

    def begin(self) -> None:
        """Turn the automatic collection off; what is loaded now is never looked through again."""
        gc.disable()
        gc.freeze()
        self._since_full.start()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _on_timeout(self) -> None:
        if gc.get_threshold()[0] == 0 or gc.get_count()[0] < _YOUNG:
            return
        self._passes += 1
        if self._since_full.elapsed() > _FULL_AFTER_MS:
            self._since_full.restart()
            gc.collect()
        elif self._passes % _YOUNG_PASSES == 0:
            gc.collect(1)
        else:
            gc.collect(0)
