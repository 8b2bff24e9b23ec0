"""The limit page on the demo ledger with the real services, through the window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from huanqing.application.limit_models import (
    ApplicationKind,
    LimitApplication,
    PurchaseScenario,
    SettlementScenario,
)
from huanqing.domain.credit_account import LimitKind, LimitPart
from huanqing.domain.derivation import Derivation, Question
from huanqing.ui.limit.course import course_of
from huanqing.ui.limit.view import LimitPage
from huanqing.ui.limit.what_if import PlanState
from huanqing.ui.scenes import SCENES
from huanqing.ui.settings.editor import Attempt
from huanqing.ui.statements.view import StatementsPage
from ui.demo_stage import settle, shown_demo
from ui.lone_page import shown_texts
from ui.test_why import silent_amounts

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow

_BLOCKED_MS = 50


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from shown_demo(qtbot, tmp_path)


def refuse(error: Exception) -> None:
    raise error


def limit_page(window: MainWindow) -> LimitPage:
    window.show_page("limit")
    settle(window)
    page = window.pages["limit"]
    assert isinstance(page, LimitPage)
    return page


def test_every_day_is_the_services_own_and_sums_up(window: MainWindow) -> None:
    page = limit_page(window)
    course, service = page.view_model.course, window.context.service
    assert course is not None
    today = service.today()
    until = today + timedelta(days=400)
    assert course.projection == service.limits.projection(until, today - timedelta(days=180))
    asked = 0
    for figures in course.projection.days:
        why = course.why(figures.day)
        if isinstance(why, Question):
            why = service.derive(why)
        if isinstance(why, Derivation):
            asked += 1
            assert why.is_whole
            assert why.amount_fen == figures.available_fen
    assert asked > 500


def test_when_it_is_free_is_the_services_answer(window: MainWindow) -> None:
    page = limit_page(window)
    service, formatter = window.context.service, window.context.formatter
    until = service.today() + timedelta(days=400)
    for fen in range(400_000, 2_100_000, 100_000):
        page.view_model.ask_free(fen)
        found = service.limits.when_free(fen, until)
        said = page.view_model.answers.certain
        if found is not None and found > service.today():
            assert formatter.day(found) in said
        else:
            assert said.startswith("Not by" if found is None else "Free today")


def test_a_limit_that_is_added_is_drawn_and_undone(window: MainWindow) -> None:
    page = limit_page(window)
    today = window.context.service.today()
    before = page.course_card.chart.data
    assert before is not None
    part = LimitPart(
        from_date=today + timedelta(days=5),
        until=today + timedelta(days=9),
        kind=LimitKind.TEMPORARY,
        amount_fen=700_000,
    )
    page.account.change_account(
        lambda account: replace(account, limits=(*account.limits, part)),
        Attempt(page, allow_locked=False, on_done=lambda: None, on_refused=refuse),
    )
    settle(window)
    after = page.course_card.chart.data
    assert after is not None
    day = (today + timedelta(days=5)).toordinal()
    assert after.values[day] == before.values[day] + 700_000
    window.menus.undo.trigger()
    settle(window)
    assert page.course_card.chart.data is not None
    assert page.course_card.chart.data.values == before.values


def test_an_application_is_kept_and_undone(window: MainWindow) -> None:
    page = limit_page(window)
    new = LimitApplication(id="", kind=ApplicationKind.RAISE, filed_on=date(2026, 6, 1))
    page.view_model.save_application(None, new, page, lambda: None, refuse)
    settle(window)
    assert [each.kind for each in page.view_model.applications] == [ApplicationKind.RAISE]
    window.menus.undo.trigger()
    settle(window)
    assert page.view_model.applications == ()


def test_a_what_if_of_the_ledger_has_a_plan_and_writes_nothing(window: MainWindow) -> None:
    page = limit_page(window)
    service = window.context.service
    before = service.next_undo()
    page.open_section("what-if")
    settle(window)
    purchases = page.what_if.purchases
    assert purchases, "the demo has instalments to settle"
    key = next(iter(purchases))
    assert purchases[key].name
    assert purchases[key].left_fen > 0
    today = service.today()
    page.what_if.begin_with(
        (
            PurchaseScenario(day=today, amount_fen=300_000, periods=6, fee_rate_ppm=5000),
            SettlementScenario(day=today + timedelta(days=1), purchase_id=key),
        )
    )
    settle(window)
    assert page.what_if.plan_state is PlanState.FOUND
    model = page.panel.model
    names = {str(model.index(row, 0).data()) for row in range(model.rowCount())}
    assert {"Lowest available limit", "Fees to come", "Start paying by"} <= names
    assert service.next_undo() == before


def test_no_amount_of_the_demo_is_without_its_why(window: MainWindow) -> None:
    page = limit_page(window)
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        settle(window)
        assert silent_amounts(page) == []


def test_a_due_day_leads_to_its_statement(window: MainWindow) -> None:
    page = limit_page(window)
    course = page.view_model.course
    assert course is not None
    row = next(each for each in course.rows if each.cause.kind == "due_payment")
    page.course_card.chart.set_day(row.figures.day)
    page.events.event_opened.emit(row)
    settle(window)
    statements = window.pages["statements"]
    assert isinstance(statements, StatementsPage)
    assert window.stack.currentWidget() is statements
    assert str(statements.view_model.chosen) == row.cause.ref


def test_a_look_at_580_days_never_holds_the_window_up(window: MainWindow) -> None:
    page = limit_page(window)
    course = page.view_model.course
    assert course is not None
    times = []
    for _ in range(5):
        begin = time.process_time()
        page.view_model._show_course(course_of(course.projection))
        page.course_card.chart.repaint()
        times.append((time.process_time() - begin) * 1000)
    assert min(times) < _BLOCKED_MS


@pytest.mark.parametrize("name", [each.name for each in SCENES if each.name.startswith("limit")])
def test_the_states_worth_a_picture_are_reached_without_a_change_to_the_ledger(
    window: MainWindow, tmp_path: Path, name: str
) -> None:
    scene = next(each for each in SCENES if each.name == name)
    settle(window)
    before = window.context.service.next_undo()
    scene.act(window, tmp_path)
    settle(window)
    wanted = {
        "limit": "What moves the limit",
        "limit-free": "Certain",
        "limit-what-if": "What it changes",
        "limit-log": "Applications",
        "limit-health": "How much is used",
        "limit-unknown": "The limit is unknown",
        "limit-empty": "No limit and no purchase yet",
    }[name]
    assert wanted in shown_texts(window.pages["limit"])
    assert window.context.service.next_undo() == before


def test_the_page_is_used_by_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    page = limit_page(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    chart = page.course_card.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    course = page.view_model.course
    assert course is not None
    assert chart.day is not None
    figures = course.figures(chart.day)
    assert figures is not None
    assert figures.causes
    current = page.events.current
    assert current is not None
    assert current.figures.day == chart.day
