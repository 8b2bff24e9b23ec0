"""Draws the program's mark in the sizes and formats that each system asks for."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PNG_SIZES = (16, 22, 24, 32, 36, 48, 64, 72, 96, 128, 192, 256, 512)
"""The sizes of the hicolor icon theme."""
_ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_ICNS_SIZES = (16, 32, 128, 256, 512, 1024, 32, 64, 256, 512)
_ICNS_KINDS = dict(
    zip(
        (b"icp4", b"icp5", b"ic07", b"ic08", b"ic09", b"ic10", b"ic11", b"ic12", b"ic13", b"ic14"),
        _ICNS_SIZES,
        strict=True,
    )
)
_ICO_FULL = 256
"""A size that the format writes as 0."""


def draw_icons(drawing: Path, folder: Path) -> None:
    """Write ``huanqing.ico``, ``huanqing.icns`` and ``png/SIZE.png`` from an SVG file."""
    folder.joinpath("png").mkdir(parents=True, exist_ok=True)
    content = drawing.read_bytes()
    sizes = {*PNG_SIZES, *_ICO_SIZES, *_ICNS_KINDS.values()}
    drawn = {size: _draw(content, size) for size in sorted(sizes)}
    for size in PNG_SIZES:
        folder.joinpath("png", f"{size}.png").write_bytes(drawn[size])
    folder.joinpath("huanqing.ico").write_bytes(_ico({size: drawn[size] for size in _ICO_SIZES}))
    kinds = {kind: drawn[size] for kind, size in _ICNS_KINDS.items()}
    folder.joinpath("huanqing.icns").write_bytes(_icns(kinds))


def _draw(content: bytes, size: int) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt  # noqa: PLC0415 - to draw only
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - as above
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - as above

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(content)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows no str here
    return bytes(buffer.data().data())


def _ico(pictures: dict[int, bytes]) -> bytes:
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries = []
    for size, content in pictures.items():
        side = size % _ICO_FULL
        entries.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), offset))
        offset += len(content)
    return b"".join([header, *entries, *pictures.values()])


def _icns(pictures: dict[bytes, bytes]) -> bytes:
    parts = [
        kind + struct.pack(">I", 8 + len(content)) + content for kind, content in pictures.items()
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
