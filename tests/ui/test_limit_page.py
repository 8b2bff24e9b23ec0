"""The limit page as its user meets it: the days ahead, and when an amount is free."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from huanqing.application.errors import LedgerDamagedError
from huanqing.application.limit_models import (
    LimitChange,
    LimitProjection,
    PurchaseScenario,
    RepaymentScenario,
)
from huanqing.domain.day_figures import Cause
from huanqing.domain.derivation import Derivation, Figure, Question
from huanqing.ui.limit.course import Lead, Place, course_of, lead_of
from huanqing.ui.limit.view import DAYS, LOG, LimitPage
from huanqing.ui.settings.limit_editors import LimitEditor
from huanqing.ui.widgets.asking import PROPERTY
from ui.fake_limits import days_of
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.fake_service import FakeLedgerService

PURCHASE = PurchaseScenario(
    day=date(2026, 7, 20), amount_fen=200000, periods=3, fee_rate_ppm=5000, free_periods=1
)
REPAYMENT = RepaymentScenario(day=date(2026, 7, 9), amount_fen=100000)
CHANGE = LimitChange(
    day=date(2026, 5, 20),
    is_temporary=False,
    before_fen=2500000,
    after_fen=2000000,
    used_fen=1765432,
    spent_fen=2345678,
    repaid_fen=345678,
    days_overdue=3,
)
TODAY = date(2026, 7, 7)


def show(stage: PageStage, service: FakeLedgerService) -> LimitPage:
    return stage.show(LimitPage, service, (1024, 700))


def cells(page: LimitPage, column: int) -> list[str]:
    model = page.events.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


# The days.


def test_today_stands_below_the_chart_with_its_figure(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    assert page.course_card.chart.day == TODAY
    assert {"7 Jul 2026", "¥11,234.57", "Nothing happens on this day"} <= shown_texts(page)
    assert page.course_card.chart.accessibleDescription() == (
        "7 Jul 2026: ¥11,234.57 available. Nothing happens on this day"
    )


def test_moving_the_cursor_says_amount_and_causes(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    chart = page.course_card.chart
    chart.setFocus()
    for _ in range(5):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    words = "Bill paid on its due day, as assumed (statement of 3 July)"
    assert {"12 Jul 2026", "¥11,737.82", words} <= shown_texts(page)
    assert chart.accessibleDescription().startswith("12 Jul 2026: ¥11,737.82 available")


def test_a_frozen_day_is_said_to_be_frozen(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(date(2026, 7, 21))
    assert "The limit is frozen." in page.course_card.causes.text()
    assert "but frozen" in page.course_card.chart.accessibleDescription()


def test_the_table_lists_the_same_steps_in_words(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    assert cells(page, 0)[:3] == ["20 May 2026", "1 Jun 2026", "12 Jun 2026"]
    assert cells(page, 1)[:3] == ["Purchase", "Temporary limit begins", "Repayment"]
    assert cells(page, 2)[:3] == ["-¥1,234.56", "¥3,000.00", "¥1,500.00"]
    assert "Temporary limit ends" in cells(page, 1)
    assert cells(page, 3)[-1] == "¥14,241.07"


def test_the_table_follows_the_chart_and_the_chart_the_table(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(date(2026, 7, 14))
    current = page.events.current
    assert current is not None
    assert current.figures.day == date(2026, 7, 14)
    page.events.table.setFocus()
    QTest.keyClick(page.events.table, Qt.Key.Key_Down)
    assert page.course_card.chart.day == date(2026, 7, 20)


def test_the_second_row_of_a_day_can_be_reached(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(date(2026, 6, 20))
    page.events.table.setFocus()
    QTest.keyClick(page.events.table, Qt.Key.Key_Down)
    current = page.events.current
    assert current is not None
    assert current.cause.kind == "refund"


@pytest.mark.parametrize(
    ("day", "opened"),
    [(date(2026, 5, 20), ["purchase", "e1"]), (date(2026, 6, 12), ["repayment", "r1"])],
)
def test_enter_in_the_chart_opens_the_entry(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService, day: date, opened: list[str]
) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(day)
    with qtbot.waitSignal(page.entry_requested) as asked:
        QTest.keyClick(page.course_card.chart, Qt.Key.Key_Return)
    assert asked.args == opened


def test_enter_in_the_table_opens_the_statement(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(date(2026, 7, 12))
    page.events.table.setFocus()
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.keyClick(page.events.table, Qt.Key.Key_Return)
    assert asked.args == ["statements/2026-07-03"]


def test_several_rows_of_a_day_are_offered(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(date(2026, 6, 20))
    page.course_card.rows_button.click()
    (menu,) = [each for each in page.findChildren(QMenu) if each.isVisible()]
    assert [each.text() for each in menu.actions()] == [
        "Purchase  -¥1,534.12",
        "Refund  ¥2,503.25",
    ]
    with qtbot.waitSignal(page.entry_requested) as asked:
        menu.actions()[1].trigger()
    assert asked.args == ["refund", "f1"]
    menu.close()


def test_a_limit_part_leads_to_the_log(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(date(2026, 6, 1))
    QTest.keyClick(page.course_card.chart, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == LOG


@pytest.mark.parametrize(
    ("cause", "lead"),
    [
        (Cause("plan_payment", 1, "1"), Lead(Place.PLAN)),
        (Cause("penalty", -1, "2026-07-03"), Lead(Place.STATEMENT, id="2026-07-03")),
        (Cause("recovery", 1, "r1"), Lead(Place.SOME_ENTRY, id="r1")),
        (Cause("rule", 1, "2026-07-03"), Lead(Place.RULES)),
        (Cause("purchase", -1, "what-if-1"), None),
    ],
)
def test_each_cause_leads_to_its_row(cause: Cause, lead: Lead | None) -> None:
    assert lead_of(cause) == lead


def test_what_the_lag_gave_back_is_found_by_its_entry(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    with qtbot.waitSignal(page.entry_requested) as asked:
        page._follow(Lead(Place.SOME_ENTRY, id="e4"))  # No cause of the fake lags.
    assert asked.args == ["repayment", "e4"]


def test_a_day_ahead_says_why_from_the_projection_and_a_past_one_from_the_ledger() -> None:
    until = date(2026, 8, 20)
    course = course_of(LimitProjection(TODAY, days_of(date(2026, 6, 1), until)))
    assert course.why(date(2026, 6, 12)) == Question(
        figure=Figure.LIMIT_STEP, day=date(2026, 6, 12)
    )
    ahead = course.why(date(2026, 8, 12))
    assert isinstance(ahead, Derivation)
    assert ahead.is_whole
    assert ahead.amount_fen == 1424107
    assert ahead.terms[0].question is None, "the ledger knows no assumption"
    tomorrow = course.why(date(2026, 7, 8))
    assert isinstance(tomorrow, Derivation)
    assert tomorrow.terms[0].question == Question(figure=Figure.AVAILABLE, day=TODAY)


def test_the_shown_figure_can_be_asked(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    figure = page.course_card.figure
    assert figure.property(PROPERTY) == Question(figure=Figure.LIMIT_STEP, day=TODAY)
    page.course_card.chart.set_day(date(2026, 7, 12))
    assert isinstance(figure.property(PROPERTY), Derivation)


def test_the_span_buttons_and_the_menu_show_other_lengths(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    card = page.course_card
    card.span_buttons[30].click()
    assert card.chart.window_shown.length == 36
    page.actions_of_page.spans[400].trigger()
    assert card.chart.window_shown.length == 480
    assert [days for days, button in card.span_buttons.items() if button.isChecked()] == [400]


# When it is free.


def test_an_amount_is_answered_in_words_and_drawn(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.free.amount.setFocus()
    QTest.keyClicks(page.free.amount, "11500")
    assert page.free.certain.text() == "From 12 Jul 2026 on (in 5 days)"
    data = page.course_card.chart.data
    assert data is not None
    assert data.target_fen == 1150000
    assert page.free.plan.isHidden()


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1000", "Free today, and so it stays until 11 Aug 2027"),
        ("99999", "Not by 11 Aug 2027"),
    ],
)
def test_what_is_free_now_or_never_is_said(
    stage: PageStage, service: FakeLedgerService, amount: str, words: str
) -> None:
    page = show(stage, service)
    QTest.keyClicks(page.free.amount, amount)
    assert page.free.certain.text() == words


def test_the_answer_is_the_services_own(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    until = page.view_model.course.until  # type: ignore[union-attr]
    for fen in range(1000000, 1600000, 4999):
        page.view_model.ask_free(fen)
        found = service.limits.when_free(fen, until)
        said = page.view_model.answers.certain
        expected = "Not by" if found is None else "Free today" if found == TODAY else "From"
        assert said.startswith(expected)
        if expected == "From":
            assert stage.formatter.day(found) in said  # type: ignore[arg-type]


def test_the_plan_answers_too_where_one_is_accepted(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.limits.has_plan = True
    page = show(stage, service)
    QTest.keyClicks(page.free.amount, "11500")
    assert page.free.plan.text() == "From 10 Jul 2026 on (in 3 days)"
    assert page.course_card.chart.data.plan is not None  # type: ignore[union-attr]
    assert "Short green dashes: with the accepted plan." in page.course_card.legend.text()


# What the ledger may lack.


def test_an_unknown_limit_is_said_and_asked_for(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.limits.is_known = False
    page = show(stage, service)
    assert page.course_card.isHidden()
    assert "The limit is unknown" in shown_texts(page)
    assert cells(page, 3)[0] == "–"  # noqa: RUF001 - the typographic dash is meant
    page.unknown.button.click()
    assert page.tabs.currentIndex() == LOG
    (dialog,) = page.log.findChildren(LimitEditor)
    assert dialog.isVisible()
    dialog.close()


def test_an_empty_ledger_offers_to_import(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(
        until: date, first: date | None = None, _progress: object = None
    ) -> LimitProjection:
        days = tuple(
            replace(each, total_fen=None, available_fen=None, used_fen=0, causes=())
            for each in days_of(first or TODAY, until)
        )
        return LimitProjection(TODAY, days)

    monkeypatch.setattr(service.limits, "projection", nothing)
    page = show(stage, service)
    assert "No limit and no purchase yet" in shown_texts(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.empty.button.click()
    assert asked.args == ["import"]
    assert not page.actions_of_page.csv.isEnabled()


def test_a_refusal_is_said_on_the_page(stage: PageStage, service: FakeLedgerService) -> None:
    service.limits.failure = LedgerDamagedError("账本.huanqing", ("page 7",))
    page = show(stage, service)
    assert page.message.isVisible()


def test_a_change_of_the_ledger_asks_anew_and_keeps_the_cursor(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.course_card.chart.set_day(date(2026, 8, 1))
    service.limits.has_plan = True
    page.mark_stale()
    stage.settle()
    assert page.course_card.chart.day == date(2026, 8, 1)
    assert page.course_card.chart.data.plan is not None  # type: ignore[union-attr]


def test_the_window_stays_responsive_while_the_ledger_answers(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    gate = service.limits.gate = Event()
    page.mark_stale()
    QTest.keyClick(page.course_card.chart, Qt.Key.Key_Right)
    assert page.course_card.chart.day == date(2026, 7, 8)
    gate.set()
    stage.settle()


def test_the_menu_leads_back_to_today(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    page.open_section("log")
    page.course_card.chart.set_day(date(2026, 8, 1))
    page.actions_of_page.today.trigger()
    assert page.tabs.currentIndex() == DAYS
    assert page.course_card.chart.day == TODAY
