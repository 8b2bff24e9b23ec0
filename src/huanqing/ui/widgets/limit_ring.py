"""The ring that shows how much of the credit limit is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from huanqing.lean_tuple import LeanTuple
from huanqing.ui.overriding import override
from huanqing.ui.tokens import METRICS, as_mapping

if TYPE_CHECKING:
    from huanqing.ui.appearance import Appearance

_FULL_TURN = 16 * 360
_TOP = 16 * 90
_MARK_WIDTH = 3


class RingFigures(LeanTuple):
    """What the ring shows. ``used_permille`` is 0 to 1000, None for a ring that says nothing.

    ``temporary_permille`` is the part of the limit that will end; ``is_frozen`` takes the colour
    from what cannot be used now.
    """

    used_permille: int | None
    figure: str
    caption: str
    tone: str
    temporary_permille: int = 0
    is_frozen: bool = False


class LimitRing(QWidget):
    """Paints prepared figures; asks for no attention of the keyboard."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._figures = RingFigures(None, "", "", "text")
        self.setFixedSize(QSize(METRICS.ring, METRICS.ring))
        appearance.look_changed.connect(self._on_look_changed)

    @property
    def figures(self) -> RingFigures:
        """What is shown now."""
        return self._figures

    def show_figures(self, figures: RingFigures) -> None:
        """Show other figures."""
        self._figures = figures
        self.setAccessibleName(figures.caption)
        self.setAccessibleDescription(figures.figure)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ring(self, painter: QPainter) -> None:
        colours = self._appearance.colours
        inset = METRICS.ring_width / 2 + 1
        square = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        pen = QPen(QColor(colours.track), METRICS.ring_width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(square, 0, _FULL_TURN)
        figures = self._figures
        if figures.used_permille:
            is_bad = figures.tone == "bad"
            colour = colours.bad if is_bad else colours.accent
            pen.setColor(QColor(colours.disabled if figures.is_frozen else colour))
            painter.setPen(pen)
            span = -_FULL_TURN * figures.used_permille // 1000
            painter.drawArc(square, _TOP, span)
        if figures.temporary_permille:
            # What will end lies where the circle closes, marked at its inner edge.
            edge = METRICS.ring_width - _MARK_WIDTH
            pen.setColor(QColor(colours.warning))
            pen.setWidth(_MARK_WIDTH)
            painter.setPen(pen)
            span = _FULL_TURN * figures.temporary_permille // 1000
            painter.drawArc(square.adjusted(edge, edge, -edge, -edge), _TOP, span)

    def _paint_words(self, painter: QPainter) -> None:
        colours = as_mapping(self._appearance.colours)
        middle = self.rect().center().y()
        width = self.width() - 2 * METRICS.ring_width - 16
        left = (self.width() - width) / 2
        font = QFont(self.font())
        font.setPixelSize(METRICS.font_title)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(_fitted(font, self._figures.figure, width))
        painter.setPen(QColor(colours[self._figures.tone]))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(left, middle - 22, width, 28), centre, self._figures.figure)
        font.setPixelSize(METRICS.font_small)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(_fitted(font, self._figures.caption, width))
        painter.setPen(QColor(colours["muted"]))
        painter.drawText(QRectF(left, middle + 6, width, 22), centre, self._figures.caption)

    @Slot()
    def _on_look_changed(self) -> None:
        self.update()


def _fitted(font: QFont, text: str, width: float) -> QFont:
    """Return the font, made smaller until the text fits."""
    fitted = QFont(font)
    while fitted.pixelSize() > METRICS.font_small - 2:
        if QFontMetricsF(fitted).horizontalAdvance(text) <= width:
            break
        fitted.setPixelSize(fitted.pixelSize() - 1)
    return fitted
