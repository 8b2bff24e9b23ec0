"""The limit's next days as a small picture, for a place where one glance must do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from huanqing.ui.limit.chart import look_of
from huanqing.ui.limit.chart_model import Window, chart_data
from huanqing.ui.limit.chart_paint import ChartPainting, Scene
from huanqing.ui.overriding import override
from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from huanqing.application.limit_models import LimitProjection
    from huanqing.ui.context import UiContext
    from huanqing.ui.limit.chart_model import ChartData

_HEIGHT = 96


class LimitSparkline(QWidget):
    """Shows today and the days ahead of a projection; takes no keyboard.

    A screen reader hears the least and the last figure.
    """

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._data: ChartData | None = None
        self.setAccessibleName(self.tr("Available limit ahead"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(METRICS.scaled(_HEIGHT))
        context.appearance.look_changed.connect(self._redraw)
        context.formatter.amounts_visibility_changed.connect(self._redraw)

    @property
    def data(self) -> ChartData | None:
        """What is drawn, None before the first projection."""
        return self._data

    def show_projection(self, projection: LimitProjection) -> None:
        """Draw the days of a projection, best today and ninety ahead."""
        self._data = chart_data(projection)
        self._describe()
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        data = self._data
        if data is None:
            return
        window = Window(data.first, data.last + 1 - data.first)
        scene = Scene(data, window, QRectF(self.rect()))
        painter = QPainter(self)
        ChartPainting(scene, look_of(self._context, self, is_compact=True)).paint(painter)
        painter.end()

    def _describe(self) -> None:
        """Say in words what the picture shows: its last figure and its least."""
        data, formatter = self._data, self._context.formatter
        values = {} if data is None else data.values
        if data is None or not values:
            self.setAccessibleDescription("")
            return
        least = min(values, key=lambda day: (values[day], day))
        last = max(values)
        words = self.tr("At least {0} on {1}; {2} on {3}")
        self.setAccessibleDescription(
            words.format(
                formatter.money(values[least]),
                formatter.day(date.fromordinal(least)),
                formatter.money(values[last]),
                formatter.day(date.fromordinal(last)),
            )
        )

    @Slot()
    def _redraw(self) -> None:
        self._describe()
        self.update()
