"""Paints the chart of the limit onto anything: a widget, a picture, a drawing of vectors.

Own painting instead of a plotting library: colours come from the tokens alone, hidden amounts
can leave no text behind, and nothing heavy is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from huanqing.ui.limit.chart_model import day_ticks, value_range, value_ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from huanqing.ui.limit.chart_model import Band, ChartData, Corners, Point, Window

_ROW_EM, _TICK_EM = 3.2, 5.0
"""How much room a tick of each axis wants, in heights of the text."""
_LINE, _THIN = 2.0, 1.0
_DASHES = (4.0, 2.5)
_SHORT_DASHES = (1.5, 1.5)
_DOTS = (1.0, 2.0)
_BAND_ALPHA = 90
_FROZEN_ALPHA = 140
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours by their tokens, the font, and the words.

    ``money`` is None while amounts are hidden; ``day`` gives a day in full, ``day_short``
    without its year. ``is_compact`` leaves out every text but the first and the last day.
    """

    colours: Mapping[str, str]
    font: QFont
    money: Callable[[int], str] | None
    day: Callable[[date], str]
    day_short: Callable[[date], str]
    today: str
    is_compact: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What is painted where: the data, its window, and the day of the crosshair."""

    data: ChartData
    window: Window
    size: QRectF
    cursor: int | None = None
    cursor_text: str = ""


class ChartPainting:
    """One scene laid out; also tells which day lies at a place."""

    def __init__(self, scene: Scene, look: ChartLook) -> None:
        self._scene = scene
        self._look = look
        metrics = QFontMetricsF(look.font)
        self._em = metrics.height()
        low, high = value_range(scene.data, scene.window)
        rows = max(2, int(scene.size.height() / (self._em * _ROW_EM)))
        self._ticks = [] if look.is_compact else value_ticks(low, high, rows)
        self._low, self._high = (self._ticks[0], self._ticks[-1]) if self._ticks else (low, high)
        self._labels = [_whole(look.money(tick)) for tick in self._ticks] if look.money else []
        left = max((metrics.horizontalAdvance(text) for text in self._labels), default=0)
        pad = self._em / 2
        self.plot = scene.size.adjusted(
            left + pad if left else 1, 1 if look.is_compact else self._em * 1.4, -1, -self._em * 1.5
        )
        self._step = self.plot.width() / scene.window.length
        self._rise = self.plot.height() / max(1, self._high - self._low)

    def x_of(self, place: float) -> float:
        """Return where a place in time lies."""
        return self.plot.left() + (place - self._scene.window.start) * self._step

    def y_of(self, fen: float) -> float:
        """Return where an amount lies."""
        return self.plot.bottom() - (fen - self._low) * self._rise

    def place_at(self, x: float) -> float:
        """Return the place in time at a place of the chart."""
        return self._scene.window.start + (x - self.plot.left()) / self._step

    def paint(self, painter: QPainter) -> None:
        """Paint everything; the ground stays as it is."""
        painter.setFont(self._look.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        painter.save()
        painter.setClipRect(self.plot.adjusted(0, -1, 0, 1))
        self._paint_frozen(painter)
        if self._scene.data.band is not None:
            self._paint_band(painter, self._scene.data.band)
        self._paint_lines(painter)
        painter.restore()
        self._paint_today(painter)
        self._paint_target(painter)
        if self._scene.cursor is not None:
            self._paint_cursor(painter, self._scene.cursor)

    def _pen(self, tone: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
        pen = QPen(QColor(self._look.colours[tone]), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashes:
            pen.setDashPattern(dashes)
        return pen

    def _paint_axes(self, painter: QPainter) -> None:
        plot, look = self.plot, self._look
        grid = self._pen("border", _THIN)
        text = QColor(look.colours["muted"])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, tick in enumerate(self._ticks):
            # Half a pixel keeps a thin line of the screen crisp.
            y = round(self.y_of(tick)) + 0.5
            painter.setPen(grid)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            if self._labels:
                painter.setPen(text)
                box = QRectF(0, y - self._em, plot.left() - self._em / 2, 2 * self._em)
                painter.drawText(box, right, self._labels[place])
        painter.setPen(text)
        if look.is_compact:
            self._paint_ends(painter)
        else:
            self._paint_days(painter, grid, text)

    def _paint_days(self, painter: QPainter, grid: QPen, text: QColor) -> None:
        plot, window = self.plot, self._scene.window
        most = max(2, int(plot.width() / (self._em * _TICK_EM)))
        free_from = 0.0
        for tick in day_ticks(window, most):
            x = self.x_of(tick.toordinal())
            painter.setPen(grid)
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + self._em / 4))
            words = self._tick_words(tick)
            wide = painter.fontMetrics().horizontalAdvance(words)
            left = min(x - wide / 2, self._scene.size.right() - wide)
            if left < free_from:
                continue
            free_from = left + wide + self._em / 2
            painter.setPen(text)
            painter.drawText(self._below(left, wide), _CENTRE, words)

    def _tick_words(self, tick: date) -> str:
        is_month = tick.day == 1 and self._scene.window.length > 62  # noqa: PLR2004 - two months
        if not is_month:
            return self._look.day_short(tick)
        if tick.month == 1:
            return str(tick.year)
        kind = QLocale.FormatType.ShortFormat
        return QLocale().standaloneMonthName(QDate(tick.year, tick.month, 1).month(), kind)

    def _below(self, left: float, width: float) -> QRectF:
        return QRectF(left, self.plot.bottom() + self._em / 4, width, self._em * 1.25)

    def _paint_ends(self, painter: QPainter) -> None:
        window, plot = self._scene.window, self.plot
        first, last = int(window.start), int(window.end) - 1
        for ordinal, side in (
            (first, Qt.AlignmentFlag.AlignLeft),
            (last, Qt.AlignmentFlag.AlignRight),
        ):
            words = self._look.day_short(_day(ordinal))
            painter.drawText(self._below(plot.left(), plot.width()), side, words)

    def _paint_frozen(self, painter: QPainter) -> None:
        colour = QColor(self._look.colours["track"])
        colour.setAlpha(_FROZEN_ALPHA)
        for first, last in self._scene.data.frozen:
            left, right = self.x_of(first), self.x_of(last + 1)
            span = QRectF(left, self.plot.top(), right - left, self.plot.height())
            painter.fillRect(span, colour)

    def _paint_band(self, painter: QPainter, band: Band) -> None:
        """Paint 10 to 90 of a hundred paths as a ground, and their middle as a thin line."""
        start = max(0, int(self._scene.window.start) - band.first - 1)
        stop = min(len(band.low), int(self._scene.window.end) - band.first + 2)
        if start >= stop:
            return
        now = self._scene.data.values.get(band.first - 1)
        lead = [] if start or now is None else [(band.first, now)]
        days = range(band.first + start + 1, band.first + stop + 1)
        low, middle, high = (
            self._points([*lead, *zip(days, line[start:stop], strict=True)])
            for line in (band.low, band.middle, band.high)
        )
        colour = QColor(self._look.colours["accent"])
        colour.setAlpha(_BAND_ALPHA // 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        # A pale ground needs no smooth edge, which takes most of the time.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawPolygon(QPolygonF([*low, *reversed(high)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen("muted", _THIN))
        painter.drawPolyline(QPolygonF(middle))

    def _paint_lines(self, painter: QPainter) -> None:
        data = self._scene.data
        self._paint_line(painter, data.plan, self._pen("good", _LINE, _SHORT_DASHES))
        self._paint_line(painter, data.past, self._pen("accent", _LINE))
        self._paint_line(painter, data.ahead, self._pen("accent", _LINE, _DASHES))
        self._paint_line(painter, data.other, self._pen("warning", _LINE))

    def _paint_line(self, painter: QPainter, line: Corners | None, pen: QPen) -> None:
        if line is None:
            return
        # Upright and level lines are sharper, and quicker to draw, without smoothing.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(pen)
        for run in line.runs:
            painter.drawPolyline(QPolygonF(self._points(run)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)

    def _points(self, run: Sequence[Point]) -> list[QPointF]:
        """Return where the points of a line lie; with thousands of them every call counts."""
        left, start, step = self.plot.left(), self._scene.window.start, self._step
        bottom, low, rise = self.plot.bottom(), self._low, self._rise
        return [
            QPointF(left + (day - start) * step, bottom - (fen - low) * rise) for day, fen in run
        ]

    def _paint_today(self, painter: QPainter) -> None:
        x = round(self.x_of(self._scene.data.today + 1)) + 0.5
        if not self.plot.left() <= x <= self.plot.right():
            return
        painter.setPen(self._pen("muted", _THIN))
        painter.drawLine(QPointF(x, self.plot.top()), QPointF(x, self.plot.bottom()))
        if not self._look.is_compact:
            self._paint_tag(painter, self._look.today, QPointF(x, 0), "muted")

    def _paint_target(self, painter: QPainter) -> None:
        target = self._scene.data.target_fen
        if target is None:
            return
        y = round(self.y_of(target)) + 0.5
        painter.setPen(self._pen("text", _THIN, _DOTS))
        painter.drawLine(QPointF(self.plot.left(), y), QPointF(self.plot.right(), y))
        if self._look.money is not None:
            words = self._look.money(target)
            wide = painter.fontMetrics().horizontalAdvance(words)
            box = QRectF(self.plot.right() - wide, y - self._em * 1.2, wide, self._em * 1.1)
            painter.setPen(QColor(self._look.colours["text"]))
            painter.drawText(box, _CENTRE, words)

    def _paint_cursor(self, painter: QPainter, day: int) -> None:
        x = self.x_of(day + 0.5)
        if not self.plot.left() <= x <= self.plot.right():
            return
        painter.setPen(self._pen("text", _THIN))
        painter.drawLine(QPointF(x, self.plot.top()), QPointF(x, self.plot.bottom()))
        fen = self._scene.data.values.get(day)
        if fen is not None:
            y = self.y_of(fen)
            painter.drawLine(QPointF(self.plot.left(), y), QPointF(self.plot.right(), y))
            painter.setPen(self._pen("card", _LINE))
            painter.setBrush(QColor(self._look.colours["accent"]))
            painter.drawEllipse(QPointF(x, y), self._em / 3, self._em / 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._scene.cursor_text:
            self._paint_tag(painter, self._scene.cursor_text, QPointF(x, 0), "text")

    def _paint_tag(self, painter: QPainter, words: str, place: QPointF, tone: str) -> None:
        """Write words above the plot, over a ground that keeps them readable."""
        wide = painter.fontMetrics().horizontalAdvance(words) + self._em / 2
        most = self._scene.size.right() - wide
        # Not over the amounts beside the axis, where there is room beside them.
        left = max(self._scene.size.left(), min(max(place.x() - wide / 2, self.plot.left()), most))
        box = QRectF(left, self._scene.size.top(), wide, self._em * 1.3)
        painter.fillRect(box, QColor(self._look.colours["card"]))
        painter.setPen(QColor(self._look.colours[tone]))
        painter.drawText(box, _CENTRE, words)


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _whole(words: str) -> str:
    """Return an amount without its fen where it has none."""
    return words.removesuffix(".00")
