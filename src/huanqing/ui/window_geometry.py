"""Where the window stands, remembered, and pulled back where its display is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication

from huanqing.ui.preferences import GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from huanqing.ui.preferences import Preferences

_USUAL = (1280, 800)
_GRIP = 80
"""How much of the title bar must be in reach of the mouse."""


def save_geometry(window: QWidget, preferences: Preferences) -> None:
    """Remember size, place and state of a window."""
    preferences.put(GEOMETRY, bytes(window.saveGeometry().data()))


def restore_geometry(window: QWidget, preferences: Preferences) -> None:
    """Put a window where it stood, or in its usual size; never out of reach."""
    geometry = preferences.get(GEOMETRY)
    if not geometry or not window.restoreGeometry(QByteArray(geometry)):
        window.resize(*_USUAL)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if screens and not (window.isMaximized() or window.isFullScreen()):
        wanted = within_reach(window.geometry(), screens)
        if wanted != window.geometry():
            window.setGeometry(wanted)


def within_reach(frame: QRect, screens: Sequence[QRect]) -> QRect:
    """Return the frame, moved and cut to the first screen where its title is on none."""
    title = QRect(frame.left(), frame.top(), frame.width(), _GRIP // 2)
    for screen in screens:
        seen = title.intersected(screen)
        if seen.width() >= _GRIP and seen.height() > 0:
            return frame
    home = screens[0]
    width, height = min(frame.width(), home.width()), min(frame.height(), home.height())
    left = min(max(frame.left(), home.left()), home.right() + 1 - width)
    top = min(max(frame.top(), home.top()), home.bottom() + 1 - height)
    return QRect(left, top, width, height)
