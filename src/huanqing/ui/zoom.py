"""The sizes in which the window can be shown, besides what the display asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ZOOMS = (100, 110, 125, 150, 175, 200)


def next_zoom(percent: int, steps: int) -> int:
    """Return the size so many steps larger or smaller, the normal one for no step."""
    if not steps:
        return ZOOMS[0]
    nearest = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - percent))
    return ZOOMS[min(max(nearest + steps, 0), len(ZOOMS) - 1)]


def apply_zoom(app: QApplication, percent: int) -> None:
    """Let everything that is built from now on have this size."""
    METRICS.zoom_to(percent)
    font = app.font()
    font.setPixelSize(METRICS.font)
    app.setFont(font)
