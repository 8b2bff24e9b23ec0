"""Gives contents all the room there is, and scrolls them where that is too little."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


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
