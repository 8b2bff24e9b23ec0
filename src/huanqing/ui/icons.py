"""Icons from the resources, tinted with the colours of the look."""

from __future__ import annotations

import contextlib
import importlib
import math

from PySide6.QtCore import QRectF, QResource, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from huanqing.ui.tokens import METRICS, Colours


def load_resources() -> None:
    """Register the compiled resources; without them the window has no icons and is English."""
    with contextlib.suppress(ModuleNotFoundError):
        importlib.import_module("huanqing.ui._resources")


def tinted_icon(name: str, colours: Colours) -> QIcon:
    """Return an icon in the text colour, and in the accent where selected; empty if unknown."""
    drawing = _drawing(name)
    icon = QIcon()
    if drawing is not None:
        _add(icon, drawing, colours.text, QIcon.Mode.Normal)
        _add(icon, drawing, colours.selection_text, QIcon.Mode.Selected)
        _add(icon, drawing, colours.disabled, QIcon.Mode.Disabled)
    return icon


def tinted_pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Return a drawing in one colour; empty if unknown."""
    drawing = _drawing(name)
    return QPixmap() if drawing is None else _render(drawing, size, 2, colour)


def coloured_pixmap(name: str, size: int) -> QPixmap:
    """Return a drawing in its own colours; empty if unknown."""
    drawing = _drawing(name)
    return QPixmap() if drawing is None else _render(drawing, size, 2)


def _drawing(name: str) -> QSvgRenderer | None:
    path = f":/icons/{name}.svg"
    return QSvgRenderer(path) if QResource(path).isValid() else None


def _add(icon: QIcon, drawing: QSvgRenderer, colour: str, mode: QIcon.Mode) -> None:
    for scale in range(1, _most_scale() + 1):
        icon.addPixmap(_render(drawing, METRICS.icon, scale, colour), mode)


def _most_scale() -> int:
    """Return how many pixels of a screen a pixel of ours takes at the most."""
    ratios = [screen.devicePixelRatio() for screen in QGuiApplication.screens()]
    return math.ceil(max(ratios, default=1))


def _render(drawing: QSvgRenderer, size: int, scale: int, colour: str = "") -> QPixmap:
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(pixmap.rect()))
    if colour:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), QColor(colour))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
