"""Gives contents all the room there is, and scrolls them where that is too little."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from huanqing.ui.tokens import METRICS


class RoomyScroll(QScrollArea):
    """Shows no bar while the contents fit; takes no focus of its own, as what has it scrolls."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The ground is that of whatever lies below; Qt's own has one, and is slow to ask for.
        self.setViewport(QWidget())
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    @Slot(int, int)
    def _on_range_changed(self, _least: int, most: int) -> None:
        """Keep the bar, while there is one, off the contents."""
        self.setViewportMargins(0, 0, METRICS.spacing if most else 0, 0)
