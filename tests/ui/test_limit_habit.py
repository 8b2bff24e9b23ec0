"""Habit's band on the limit page: asked for, honest about its past, unknown while it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from huanqing.application.limit_models import HabitState
from ui.test_limit_page import show

if TYPE_CHECKING:
    from ui.fake_service import FakeLedgerService
    from ui.lone_page import PageStage


def test_habit_is_off_until_it_is_asked_for(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    assert page.course_card.chart.data.band is None  # type: ignore[union-attr]
    page.course_card.habit_box.setChecked(True)
    stage.settle()
    assert page.course_card.chart.data.band is not None  # type: ignore[union-attr]
    assert page.course_card.habit_note.text() == (
        "From your own spending of 104 weeks. Tried on your own past, 81 % of 200 days lay in "
        "the band (80 % would be exact). Its error was 72 % of that of a constant and 67 % of "
        "that of last year's weeks."
    )
    QTest.keyClicks(page.free.amount, "9500")
    assert page.free.habit.text() == "Not by 11 Aug 2027"
    page.course_card.habit_box.setChecked(False)
    assert page.course_card.chart.data.band is None
    assert page.free.habit.isHidden()


def test_a_short_history_is_unknown_and_draws_nothing(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.limits.habit_state = HabitState.HISTORY_TOO_SHORT
    page = show(stage, service)
    page.actions_of_page.habit.trigger()
    stage.settle()
    assert page.course_card.habit_note.text() == "Unknown: history of 9 weeks, 26 needed."
    assert page.course_card.chart.data.band is None  # type: ignore[union-attr]
