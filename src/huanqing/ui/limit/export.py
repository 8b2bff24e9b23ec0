"""Writes the chart as a picture or a drawing, and the days as a table of comma-separated values."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from huanqing.domain.money import format_yuan
from huanqing.ui.limit.words import cause_words

if TYPE_CHECKING:
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.limit.chart import LimitChart
    from huanqing.ui.limit.course import Course

PICTURE = QSize(1200, 520)
_SCALE = 2
_MARGIN = 12
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def png_bytes(chart: LimitChart, ground: str) -> bytes:
    """Return what a chart shows as a picture, twice as fine as the screen; b"" without data."""
    image = QImage(PICTURE * _SCALE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(QColor(ground))
    painter = QPainter(image)
    was_painted = _paint(chart, painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data()) if was_painted else b""


def svg_bytes(chart: LimitChart, ground: str, title: str) -> bytes:
    """Return what a chart shows as a drawing of vectors; b"" without data."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(PICTURE)
    generator.setViewBox(QRect(0, 0, PICTURE.width(), PICTURE.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, PICTURE.width(), PICTURE.height()), QColor(ground))
    was_painted = _paint(chart, painter)
    painter.end()
    buffer.close()
    return bytes(array.data()) if was_painted else b""


def _paint(chart: LimitChart, painter: QPainter) -> bool:
    size = QRectF(0, 0, PICTURE.width(), PICTURE.height())
    inner = size.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    painting = chart.painting(inner, with_cursor=False)
    if painting is None:
        return False
    painting.paint(painter)
    return True


def csv_bytes(course: Course, formatter: Formatter) -> bytes:
    """Return every day as UTF-8 with its mark, amounts as plain yuan, "" where unknown."""
    translate = QCoreApplication.translate
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [
            translate("LimitExport", "Date"),
            translate("LimitExport", "Total"),
            translate("LimitExport", "Used"),
            translate("LimitExport", "Available"),
            translate("LimitExport", "Frozen"),
            translate("LimitExport", "Certain"),
            translate("LimitExport", "Causes"),
        ]
    )
    yes, no = translate("LimitExport", "yes"), translate("LimitExport", "no")
    happened = translate("LimitExport", "happened")
    for each in course.projection.days:
        causes = [
            f"{cause_words(cause, formatter)} {_yuan(cause.amount_fen)}" for cause in each.causes
        ]
        writer.writerow(
            [
                each.day.isoformat(),
                _yuan(each.total_fen),
                _yuan(each.used_fen),
                _yuan(each.available_fen),
                yes if each.is_frozen else no,
                happened if each.day <= course.today else yes,
                safe_cell("; ".join(causes)),
            ]
        )
    return (_BOM + out.getvalue()).encode()


def safe_cell(text: str) -> str:
    """Return a text that no table program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _yuan(fen: int | None) -> str:
    return "" if fen is None else format_yuan(fen, symbol="", grouped=False)
