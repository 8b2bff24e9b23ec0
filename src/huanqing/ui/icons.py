"""Icons from the resources, tinted with the colours of the look."""

from __future__ import annotations

import contextlib
import importlib

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from huanqing.ui.tokens import METRICS, Colours

_SCALES = (1, 2, 3)


def load_resources() -> None:
    """Register the compiled resources; without them the window has no icons and is English."""
    with contextlib.suppress(ModuleNotFoundError):
        importlib.import_module("huanqing.ui._resources")


def tinted_icon(name: str, colours: Colours) -> QIcon:
    """Return an icon in the text colour, and in the accent where selected; empty if unknown."""
    drawing = _read(name)
    icon = QIcon()
    if drawing:
        _add(icon, drawing, colours.text, QIcon.Mode.Normal)
        _add(icon, drawing, colours.selection_text, QIcon.Mode.Selected)
        _add(icon, drawing, colours.disabled, QIcon.Mode.Disabled)
    return icon


def tinted_pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Return a drawing in one colour; empty if unknown."""
    drawing = _read(name)
    return _render(drawing, colour, size, 2) if drawing else QPixmap()


def _read(name: str) -> bytes:
    file = QFile(f":/icons/{name}.svg")
    if not file.exists() or not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return b""
    return bytes(file.readAll().data())


def _add(icon: QIcon, drawing: bytes, colour: str, mode: QIcon.Mode) -> None:
    for scale in _SCALES:
        icon.addPixmap(_render(drawing, colour, METRICS.icon, scale), mode)


def _render(drawing: bytes, colour: str, size: int, scale: int) -> QPixmap:
    tinted = drawing.replace(b"currentColor", colour.encode("ascii"))
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(tinted)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
