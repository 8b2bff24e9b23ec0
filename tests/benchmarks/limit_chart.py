"""Prints what drawing the limit's chart costs, beside a floor: one plain line of the same points.

``python tests/benchmarks/limit_chart.py [--days 400] [--steps 1.0]``. Draws a widget of 1000 x
320 pixels with past, days ahead, plan, band, target and crosshair, at scalings of 100, 150 and
200 percent; ``--steps`` is the share of days on which the limit moves.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from huanqing.application.limit_models import LimitProjection
from huanqing.domain.day_figures import Cause, DayFigures
from huanqing.ui.appearance import Appearance
from huanqing.ui.application import create_application
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import Formatter
from huanqing.ui.limit.chart import LimitChart, look_of
from huanqing.ui.limit.chart_model import Band, Window, chart_data
from huanqing.ui.limit.chart_paint import ChartPainting, Scene
from huanqing.ui.limit.course import course_of
from huanqing.ui.preferences import Preferences
from huanqing.ui.task_runner import TaskRunner
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.ui.limit.chart_model import ChartData

TODAY = date(2026, 7, 7)
SIZE = (1000, 320)
TIMES = 40
NEEDED_MS = 16.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--steps", type=float, default=1.0, help="share of days with a step")
    arguments = parser.parse_args()
    app = create_application(["huanqing"])
    preferences = Preferences.in_memory()
    appearance = Appearance(app, preferences)
    runner = TaskRunner()
    context = UiContext(FakeLedgerService(), runner, Formatter(), appearance, preferences)
    chart = LimitChart(context, "Available limit")
    projection = projection_of(arguments.days, arguments.steps)
    prepared = _median(lambda: course_of(projection))
    print(f"{arguments.days} days, a step on {arguments.steps:.0%} of them, {TIMES} runs each")
    print(f"  preparing (on the ledger's thread)  median {prepared:6.2f} ms")
    data = full_data(projection)
    for scaling in (1.0, 1.5, 2.0):
        image = QImage(
            int(SIZE[0] * scaling),
            int(SIZE[1] * scaling),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.setDevicePixelRatio(scaling)
        floor = _median(lambda image=image: plain_line(image, data))  # type: ignore[misc]
        drawn = _median(lambda image=image: whole_chart(image, chart, context, data))  # type: ignore[misc]
        print(
            f"  at {scaling:4.0%}: chart {drawn:6.2f} ms = {drawn / floor:4.1f} x floor "
            f"({floor:.2f} ms: a plain line of the same points; needed: {NEEDED_MS:.0f} ms)"
        )
    runner.stop()


def projection_of(days: int, steps: float) -> LimitProjection:
    """Return so many days with steps on that share of them, a quarter of them past."""
    chance = random.Random(1)
    used, found = 1000000, []
    first = TODAY - timedelta(days=days // 4)
    for place in range(days):
        causes: tuple[Cause, ...] = ()
        if chance.random() < steps:
            amount = chance.randrange(-90000, 90000)
            causes, used = (Cause("purchase", amount, f"e{place}"),), used - amount
        day = first + timedelta(days=place)
        is_frozen = place % 97 < 3
        found.append(DayFigures(day, 2000000, used, 2000000 - used, is_frozen, causes))
    ahead = tuple(replace(each) for each in found if each.day > TODAY)
    return LimitProjection(TODAY, tuple(found), ahead)


def full_data(projection: LimitProjection) -> ChartData:
    """Return everything that a chart can draw at once."""
    data = chart_data(projection, projection.plan)
    ahead = [fen for day, fen in sorted(data.values.items()) if day > data.today]
    band = Band(
        data.today + 1,
        tuple(fen - 900 * place for place, fen in enumerate(ahead)),
        tuple(fen - 500 * place for place, fen in enumerate(ahead)),
        tuple(fen - 100 * place for place, fen in enumerate(ahead)),
    )
    return replace(data, band=band, target_fen=1500000)


def whole_chart(image: QImage, chart: LimitChart, context: UiContext, data: ChartData) -> None:
    """Lay the chart out and paint it, as every redraw does."""
    window = Window(data.first, data.last + 1 - data.first)
    scene = Scene(data, window, QRectF(0, 0, *SIZE), data.today + 9, "16 Jul 2026  ¥1,234.56")
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    ChartPainting(scene, look_of(context, chart)).paint(painter)
    painter.end()


def plain_line(image: QImage, data: ChartData) -> None:
    """Draw the points of the past and the days ahead as one plain line."""
    points = [point for line in (data.past, data.ahead) for run in line.runs for point in run]
    least = min(fen for _, fen in points)
    most = max(max(fen for _, fen in points) - least, 1)
    whole = data.last + 1 - data.first
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setPen(QPen(Qt.GlobalColor.blue, 2))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF((day - data.first) * SIZE[0] / whole, (fen - least) * SIZE[1] / most)
                for day, fen in points
            ]
        )
    )
    painter.end()


def _median(job: Callable[[], object]) -> float:
    job()
    found = []
    for _ in range(TIMES):
        begin = time.process_time()
        job()
        found.append((time.process_time() - begin) * 1000)
    return statistics.median(found)


if __name__ == "__main__":
    main()
