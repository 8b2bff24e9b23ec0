"""The chart of the limit as a widget: crosshair, zoom, pan, and the keyboard for all of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from huanqing.ui.limit.chart_model import ChartData, Window, window_of
from huanqing.ui.limit.chart_paint import ChartLook, ChartPainting, Scene
from huanqing.ui.overriding import override
from huanqing.ui.tokens import METRICS, as_mapping
from huanqing.ui.widgets.parts import tabular

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from huanqing.ui.context import UiContext

SPANS = (30, 90, 180, 400)
"""How many days ahead the buttons show."""
_ZOOM = 1.25
_WHEEL_STEP = 120
_HEIGHT = 250
_NEAR_PIXELS = 7
_MANY_DAYS = 30
_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -_MANY_DAYS,
    Qt.Key.Key_PageDown: _MANY_DAYS,
}


def look_of(context: UiContext, widget: QWidget, *, is_compact: bool = False) -> ChartLook:
    """Return the look of a chart on a widget, as the user's choices are now."""
    font = tabular(widget.font())
    font.setPixelSize(METRICS.font_small)
    formatter = context.formatter
    return ChartLook(
        colours=as_mapping(context.appearance.colours),
        font=font,
        money=None if formatter.hides_amounts else formatter.money,
        day=formatter.day,
        day_short=formatter.day_of_year,
        today=QCoreApplication.translate("LimitChart", "Today"),
        is_compact=is_compact,
    )


class LimitChart(QWidget):
    """Shows prepared data; a day has the cursor, another one perhaps the mouse.

    ``day_changed`` when the cursor is on another day, ``shown_day_changed`` when the day of the
    crosshair is another (that of the mouse, else the cursor's), both with a date.
    ``day_opened`` is the wish to see what happened on a day. Left and Right move the cursor by
    a day, with Ctrl to the next step, Page keys by thirty days, Home to today, End to the last.
    """

    day_changed = Signal(object)
    shown_day_changed = Signal(object)
    day_opened = Signal(object)

    def __init__(self, context: UiContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._data: ChartData | None = None
        self._window = Window(0, 1)
        self._span = SPANS[1]
        self._day = 0
        self._hovered: int | None = None
        self._pressed: QPointF | None = None
        self._pressed_window: Window | None = None
        self._painting: ChartPainting | None = None
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(METRICS.scaled(320), METRICS.scaled(_HEIGHT)))
        context.appearance.look_changed.connect(self._redraw)
        context.formatter.amounts_visibility_changed.connect(self._redraw)

    @property
    def data(self) -> ChartData | None:
        """What is shown."""
        return self._data

    @property
    def window_shown(self) -> Window:
        """The part of the time that is shown."""
        return self._window

    @property
    def day(self) -> date | None:
        """The day of the cursor, None without data."""
        return None if self._data is None else date.fromordinal(self._day)

    @property
    def shown_day(self) -> date | None:
        """The day of the crosshair."""
        if self._data is None:
            return None
        return date.fromordinal(self._day if self._hovered is None else self._hovered)

    def show_data(self, data: ChartData) -> None:
        """Show other data; window and cursor stay where they can."""
        before, self._data = self._data, data
        if before is None or (before.today, before.last) != (data.today, data.last):
            self._window = window_of(data, self._span)
        if before is None or not data.first <= self._day <= data.last:
            self._day = data.today
            self.day_changed.emit(self.day)
        self._window = self._window.within(data)
        self._redraw()
        self.shown_day_changed.emit(self.shown_day)

    def show_span(self, days: int) -> None:
        """Show so many days ahead, and a few past ones."""
        self._span = days
        if self._data is not None:
            self._show_window(window_of(self._data, days))

    @Slot()
    def go_to_today(self) -> None:
        """Put the cursor on today."""
        if self._data is not None:
            self._go_to(self._data.today)

    def set_day(self, day: date) -> None:
        """Put the cursor on a day and bring it into view."""
        self._go_to(day.toordinal())

    def painting(self, size: QRectF, *, with_cursor: bool = True) -> ChartPainting | None:
        """Return what is shown now, laid out for a size; None without data."""
        data, day = self._data, self.shown_day
        if data is None or day is None:
            return None
        fen = data.values.get(day.toordinal())
        formatter = self._context.formatter
        text = formatter.day(day) + ("" if fen is None else f"  {formatter.money(fen)}")
        scene = Scene(
            data,
            self._window,
            size,
            day.toordinal() if with_cursor else None,
            text if with_cursor else "",
        )
        return ChartPainting(scene, look_of(self._context, self))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        self._painting = self.painting(QRectF(self.rect()).adjusted(3, 3, -3, -3))
        painter = QPainter(self)
        if self._painting is not None:
            self._painting.paint(painter)
        if self.hasFocus():
            colour = self._context.appearance.colour_of("focus")
            painter.setPen(QPen(QColor(colour), 2))
            radius = METRICS.control_radius
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        data, key = self._data, Qt.Key(event.key())
        if data is None or not self._on_key(data, key, event):
            super().keyPressEvent(event)

    def _on_key(self, data: ChartData, key: Qt.Key, event: QKeyEvent) -> bool:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and ctrl:
            self._go_to(_next_mark(data, self._day, forward=key == Qt.Key.Key_Right))
        elif key in _KEYS:
            self._go_to(self._day + _KEYS[key])
        elif key == Qt.Key.Key_Home:
            self._go_to(data.today)
        elif key == Qt.Key.Key_End:
            self._go_to(data.last)
        elif event.text() in ("+", "="):
            self._zoom(1 / _ZOOM, self._day + 0.5)
        elif event.text() == "-":
            self._zoom(_ZOOM, self._day + 0.5)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_opened.emit(self.day)
        else:
            return False
        return True

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if self._painting is None or self._data is None or turned.isNull():
            event.ignore()
            return
        if abs(turned.x()) > abs(turned.y()):
            days = -turned.x() / _WHEEL_STEP * self._window.length / 10
            self._show_window(self._window.moved(days, self._data))
        else:
            about = self._painting.place_at(event.position().x())
            self._zoom(_ZOOM ** (-turned.y() / _WHEEL_STEP), about)
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._pressed_window = event.position(), None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._painting is None or self._data is None:
            return
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = event.position().x() - self._pressed.x()
            self._drag(self._painting, self._data, moved)
            return
        self._hover(int(self._painting.place_at(event.position().x())))

    def _drag(self, painting: ChartPainting, data: ChartData, moved: float) -> None:
        if self._pressed_window is None:
            if abs(moved) < _NEAR_PIXELS:
                return
            self._pressed_window = self._window
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        days = -moved * self._pressed_window.length / painting.plot.width()
        self._show_window(self._pressed_window.moved(days, data))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        was_dragged = self._pressed_window is not None
        self._pressed = self._pressed_window = None
        self.unsetCursor()
        if was_dragged or self._painting is None or self._data is None:
            return
        day = int(self._painting.place_at(event.position().x()))
        mark = self._mark_near(self._painting, self._data, event.position().x())
        self._go_to(day if mark is None else mark)
        if mark is not None:
            self.day_opened.emit(self.day)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _mark_near(self, painting: ChartPainting, data: ChartData, x: float) -> int | None:
        """Return the day of the step under the mouse, None where there is none."""
        day = int(painting.place_at(x))
        if day in data.marks:
            return day
        near = min(data.marks, key=lambda mark: abs(painting.x_of(mark) - x), default=None)
        return near if near is not None and abs(painting.x_of(near) - x) <= _NEAR_PIXELS else None

    def _hover(self, day: int | None) -> None:
        data = self._data
        if data is None or day == self._hovered:
            return
        self._hovered = None if day is None else min(max(day, data.first), data.last)
        self.update()
        self.shown_day_changed.emit(self.shown_day)

    def _go_to(self, day: int) -> None:
        data = self._data
        if data is None:
            return
        day = min(max(day, data.first), data.last)
        self._hovered = None
        self._show_window(self._window.with_day(day, data))
        if day != self._day:
            self._day = day
            self.day_changed.emit(self.day)
        self.shown_day_changed.emit(self.shown_day)

    def _zoom(self, factor: float, about: float) -> None:
        if self._data is not None:
            self._show_window(self._window.zoomed(factor, about, self._data))

    def _show_window(self, window: Window) -> None:
        self._window = window
        self.update()

    @Slot()
    def _redraw(self) -> None:
        self.update()


def _next_mark(data: ChartData, day: int, *, forward: bool) -> int:
    """Return the next day on which something happens, or the day itself."""
    if forward:
        return next((mark for mark in data.marks if mark > day), day)
    return next((mark for mark in reversed(data.marks) if mark < day), day)
