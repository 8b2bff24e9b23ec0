"""Gives contents all the room there is, and scrolls them where that is too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class RoomyScroll(QScrollArea):
    """Shows no bar while the contents fit; takes no focus of its own, as what has it scrolls."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        # The ground is that of whatever lies below.
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
