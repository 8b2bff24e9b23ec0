"""The chart of the limit: what is drawn where, the crosshair, zoom, pan, mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from huanqing.application.limit_models import LimitProjection
from huanqing.ui.appearance import Appearance
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import Formatter
from huanqing.ui.limit.chart import LimitChart, look_of
from huanqing.ui.limit.chart_model import (
    LEAST_DAYS,
    Band,
    Window,
    chart_data,
    corners_of,
    day_ticks,
    value_range,
    value_ticks,
    window_of,
)
from huanqing.ui.limit.chart_paint import ChartPainting, Scene
from huanqing.ui.limit.sparkline import LimitSparkline
from huanqing.ui.preferences import Look
from ui.fake_limits import PLAN_STEPS, TODAY, days_of
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.limit.chart_model import ChartData
    from huanqing.ui.preferences import Preferences
    from huanqing.ui.task_runner import TaskRunner

ONE_DAY = timedelta(days=1)
FIRST, LAST = TODAY - timedelta(days=60), TODAY + timedelta(days=400)


def make_data(*, has_plan: bool = False) -> ChartData:
    plan = days_of(TODAY + ONE_DAY, LAST, PLAN_STEPS) if has_plan else None
    return chart_data(LimitProjection(TODAY, days_of(FIRST, LAST), plan))


@pytest.fixture
def context(runner: TaskRunner, preferences: Preferences) -> UiContext:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    appearance = Appearance(app, preferences)
    return UiContext(FakeLedgerService(), runner, Formatter(), appearance, preferences)


@pytest.fixture
def chart(qtbot: QtBot, context: UiContext) -> LimitChart:
    chart = LimitChart(context, "Available limit by day")
    qtbot.addWidget(chart)
    chart.resize(800, 300)
    chart.show_data(make_data())
    chart.show()
    QApplication.processEvents()
    return chart


# What is drawn.


@given(st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9)), max_size=40))
def test_a_line_holds_each_figure_from_its_day_to_the_next(values: Sequence[int | None]) -> None:
    read: dict[int, int] = {}
    for run in corners_of(100, values).runs:
        for (begin, fen), (end, other) in pairwise(run):
            assert begin == end or fen == other, "only upright and level lines"
            read |= dict.fromkeys(range(begin, end), fen)
    told = {100 + place: fen for place, fen in enumerate(values) if fen is not None}
    assert read == told


def test_the_line_ahead_goes_on_from_todays_end() -> None:
    data = make_data(has_plan=True)
    today = TODAY.toordinal()
    assert data.past.runs[-1][-1] == (today + 1, 1123457)
    assert data.ahead.runs[0][0] == (today + 1, 1123457)
    assert data.plan is not None
    assert data.plan.runs[0][0] == (today + 1, 1123457)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**12), st.integers(1, 12))
def test_ticks_are_round_yuan_around_what_is_shown(low: int, size: int, most: int) -> None:
    ticks = value_ticks(low, low + size, most)
    assert ticks[0] <= low <= low + size <= ticks[-1]
    assert len(ticks) <= 3 * most + 3
    assert all(tick % 100 == 0 for tick in ticks)


@given(st.floats(0, 3000), st.floats(7, 700), st.integers(2, 20))
def test_no_more_days_are_named_than_there_is_room_for(
    start: float, length: float, most: int
) -> None:
    window = Window(date(2024, 1, 1).toordinal() + start, length)
    ticks = day_ticks(window, most)
    assert len(ticks) <= max(most, 59)
    assert ticks == sorted(ticks)
    assert all(window.start <= tick.toordinal() <= window.end for tick in ticks)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(-900, 900)), max_size=20))
def test_zooming_and_moving_stay_where_there_are_days(steps: list[tuple[float, float]]) -> None:
    data = make_data()
    window = window_of(data, 90)
    for factor, days in steps:
        window = window.zoomed(factor, window.start + window.length / 3, data).moved(days, data)
        assert data.first <= window.start <= window.end <= data.last + 1.0001
        assert window.length >= LEAST_DAYS - 0.0001


def test_the_range_holds_line_band_and_target() -> None:
    data = make_data()
    window = window_of(data, 90)
    first = data.today + 1
    wide = replace(
        data, band=Band(first, (5,) * 90, (7,) * 90, (3000000,) * 90), target_fen=4000000
    )
    low, high = value_range(wide, window)
    assert low <= 5
    assert high == 4000000


def painted(context: UiContext, chart: LimitChart, data: ChartData) -> tuple[QImage, ChartPainting]:
    image = QImage(800, 300, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    scene = Scene(data, window_of(data, 90), QRectF(0, 0, 800, 300))
    painting = ChartPainting(scene, look_of(context, chart))
    painter = QPainter(image)
    painting.paint(painter)
    painter.end()
    return image, painting


def colours_near(image: QImage, x: float, y: float) -> set[str]:
    return {
        image.pixelColor(int(x), row).name()
        for row in range(int(y) - 3, int(y) + 4)
        if image.pixelColor(int(x), row).alpha() > 200
    }


def test_the_past_is_a_solid_line_and_the_days_ahead_are_dashed(
    context: UiContext, chart: LimitChart
) -> None:
    data = make_data()
    image, painting = painted(context, chart, data)
    accent = context.appearance.colour_of("accent")

    def share(first: date, last: date) -> float:
        places = range(
            int(painting.x_of(first.toordinal())) + 4, int(painting.x_of(last.toordinal())) - 4
        )
        fen = data.values[first.toordinal()]
        found = [accent in colours_near(image, x, painting.y_of(fen)) for x in places]
        return sum(found) / len(found)

    assert share(date(2026, 7, 1), date(2026, 7, 8)) == 1.0
    assert 0.4 < share(date(2026, 8, 14), date(2026, 9, 20)) < 0.9


def test_the_ground_stays_transparent(context: UiContext, chart: LimitChart) -> None:
    image, painting = painted(context, chart, make_data())
    corner = painting.plot.topLeft() + QPointF(3, 3)
    assert image.pixelColor(int(corner.x()), int(corner.y())).alpha() == 0


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_colours_follow_the_look(context: UiContext, chart: LimitChart, look: Look) -> None:
    context.appearance.choose(look)
    data = make_data(has_plan=True)
    image, painting = painted(context, chart, data)
    day = date(2026, 7, 1)
    x = painting.x_of(day.toordinal() + 0.5)
    accent = context.appearance.colour_of("accent")
    assert accent in colours_near(image, x, painting.y_of(data.values[day.toordinal()]))
    context.appearance.choose(Look.LIGHT)


def test_hidden_amounts_leave_no_label_at_the_axis(context: UiContext, chart: LimitChart) -> None:
    _, shown = painted(context, chart, make_data())
    context.formatter.set_hide_amounts(hide=True)
    _, hidden = painted(context, chart, make_data())
    assert hidden.plot.left() < shown.plot.left()
    assert look_of(context, chart).money is None


# The keyboard.


def press(chart: LimitChart, *keys: Qt.Key, ctrl: bool = False) -> date | None:
    modifier = Qt.KeyboardModifier
    for key in keys:
        QTest.keyClick(chart, key, modifier.ControlModifier if ctrl else modifier.NoModifier)
    return chart.day


def test_arrows_move_the_cursor_by_a_day_and_home_comes_back(chart: LimitChart) -> None:
    key = Qt.Key
    assert chart.day == TODAY
    assert press(chart, key.Key_Right, key.Key_Right) == TODAY + 2 * ONE_DAY
    assert press(chart, key.Key_Left) == TODAY + ONE_DAY
    assert press(chart, key.Key_PageDown) == TODAY + 31 * ONE_DAY
    assert press(chart, key.Key_Home) == TODAY
    assert press(chart, key.Key_End) == LAST
    assert press(chart, key.Key_Right) == LAST
    assert chart.window_shown.end == pytest.approx(LAST.toordinal() + 1)


def test_with_ctrl_the_cursor_goes_from_step_to_step(chart: LimitChart) -> None:
    key = Qt.Key
    assert press(chart, key.Key_Right, ctrl=True) == date(2026, 7, 12)
    assert press(chart, key.Key_Right, ctrl=True) == date(2026, 7, 14)
    assert press(chart, key.Key_Left, key.Key_Left, ctrl=True) == date(2026, 7, 1)


def test_plus_and_minus_zoom_around_the_cursor(chart: LimitChart) -> None:
    before = chart.window_shown.length
    QTest.keyClicks(chart, "++")
    assert chart.window_shown.length < before / 1.5
    QTest.keyClicks(chart, "--")
    assert chart.window_shown.length == pytest.approx(before)


def test_a_day_out_of_sight_is_brought_into_view(chart: LimitChart) -> None:
    chart.show_span(30)
    day = TODAY + timedelta(days=200)
    chart.set_day(day)
    assert chart.window_shown.start <= day.toordinal() < chart.window_shown.end


def test_enter_opens_the_day(qtbot: QtBot, chart: LimitChart) -> None:
    with qtbot.waitSignal(chart.day_opened) as opened:
        press(chart, Qt.Key.Key_Return)
    assert opened.args == [TODAY]


def test_other_keys_are_left_to_the_window(chart: LimitChart) -> None:
    before = chart.window_shown
    press(chart, Qt.Key.Key_A, Qt.Key.Key_F5)
    assert (chart.day, chart.window_shown) == (TODAY, before)


# The mouse.


def place_of(chart: LimitChart, day: date) -> QPoint:
    painting = chart.painting(QRectF(chart.rect()).adjusted(3, 3, -3, -3))
    assert painting is not None
    return QPoint(round(painting.x_of(day.toordinal() + 0.5)), 120)


def test_the_mouse_shows_a_day_without_moving_the_cursor(chart: LimitChart) -> None:
    day = date(2026, 8, 20)
    QTest.mouseMove(chart, place_of(chart, day))
    QApplication.processEvents()
    assert chart.shown_day == day
    assert chart.day == TODAY


def test_a_click_on_a_step_opens_it_and_beside_one_only_goes_there(
    chart: LimitChart,
) -> None:
    opened: list[date] = []
    chart.day_opened.connect(opened.append)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place_of(chart, date(2026, 7, 12)))
    assert opened == [date(2026, 7, 12)]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place_of(chart, date(2026, 9, 20)))
    assert opened == [date(2026, 7, 12)]
    assert chart.day == date(2026, 9, 20)


def test_dragging_pans_and_opens_nothing(chart: LimitChart) -> None:
    chart.show_span(30)
    opened: list[date] = []
    chart.day_opened.connect(opened.append)
    start = chart.window_shown.start
    left = Qt.MouseButton.LeftButton
    begin, end = QPoint(600, 120), QPoint(400, 120)
    QTest.mousePress(chart, left, pos=begin)
    for step in range(1, 11):
        place = begin + (end - begin) * step / 10
        move = _mouse_move(chart, place)
        QApplication.sendEvent(chart, move)
    QTest.mouseRelease(chart, left, pos=end)
    assert chart.window_shown.start > start + 5
    assert opened == []
    assert chart.day == TODAY


def _mouse_move(chart: LimitChart, place: QPoint) -> QMouseEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(place)
    return QMouseEvent(
        QEvent.Type.MouseMove, where, QPointF(chart.mapToGlobal(place)), left, left, none
    )


def test_the_wheel_zooms_around_the_mouse(chart: LimitChart) -> None:
    day = date(2026, 8, 20)
    place = place_of(chart, day)
    before = chart.window_shown.length
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPointF(place),
        QPointF(chart.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own argument
    )
    QApplication.sendEvent(chart, wheel)
    assert chart.window_shown.length < before
    assert abs(place_of(chart, day).x() - place.x()) <= 2


# The small picture.


def test_the_small_picture_says_its_least_and_last_figure(qtbot: QtBot, context: UiContext) -> None:
    picture = LimitSparkline(context)
    qtbot.addWidget(picture)
    picture.show_projection(LimitProjection(TODAY, days_of(TODAY, TODAY + timedelta(days=90))))
    picture.show()
    assert picture.accessibleDescription() == (
        "At least ¥11,234.57 on 7 Jul 2026; ¥14,241.07 on 5 Oct 2026"
    )
    context.formatter.set_hide_amounts(hide=True)
    assert "¥" not in picture.accessibleDescription()
    assert not picture.grab().isNull()
