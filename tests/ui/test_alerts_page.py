"""The alerts page: one quiet list, and what can be done with each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from huanqing.application.alert_models import AlertKind, AlertSettings, MarkState, Urgency
from huanqing.application.errors import LedgerDamagedError
from huanqing.domain.derivation import Derivation, Figure, Question
from huanqing.ui.alerts.row import AlertRow
from huanqing.ui.alerts.rules_dialog import AlertRulesDialog
from huanqing.ui.alerts.view import AlertsPage
from huanqing.ui.formatting import HIDDEN
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import PROPERTY
from ui.fake_alerts import TODAY, make_alert, one_of_each
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage, shown_texts
from ui.test_walk import cut_texts
from ui.walk import MONEY, controls_in, widgets_in, words_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> AlertsPage:
    return stage.show(AlertsPage, service)


def rows(page: AlertsPage) -> list[AlertRow]:
    return [row for group in page.groups.values() for row in group.rows]


def row_of(page: AlertsPage, kind: AlertKind) -> AlertRow:
    return next(row for row in rows(page) if row.line.key.startswith(kind.value))


def button(row: AlertRow, text: str) -> QPushButton:
    return next(each for each in row.buttons if each.text() == text)


def snooze(row: AlertRow, words: str) -> None:
    action = next(each for each in button(row, "Later").menu().actions() if words in each.text())
    action.trigger()


def test_the_list_is_grouped_by_urgency(page: AlertsPage) -> None:
    kinds = {
        urgency: [row.line.key.split("/")[0] for row in group.rows]
        for urgency, group in page.groups.items()
    }
    assert kinds == {
        Urgency.URGENT: ["overdue", "plan_in_danger", "cash_short"],
        Urgency.SOON: ["due_soon", "plan_stale", "frozen"],
        Urgency.QUIET: ["temporary_ends", "below_floor", "pressure", "unreconciled"],
    }
    assert {"Urgent", "Soon", "Worth knowing"} <= shown_texts(page)
    assert not page.calm.isVisible()
    assert not page.aside_button.isVisible()


def test_each_alert_says_what_when_and_how_much(page: AlertsPage) -> None:
    assert {
        "2 statements are overdue",
        "Today is the last day to start paying",
        "Cash will be short in 2 days",
        "工资卡 falls below its reserve on 9 July.",
        "A statement is due in 5 days",
        "Due on 12 July.",
        "The limit is frozen until 20 July",
        "A temporary limit ends in 13 days",
        "-¥120.12",
        "available after it",
        "Much falls due in 36 days",
        "From 12 August to 17 August.",
        "The statement of 3 July is not reconciled",
        "¥4,444.44",
    } <= shown_texts(page)
    assert any("plan is out of date" in text for text in shown_texts(page))


def test_every_amount_can_be_asked_why(qtbot: QtBot, page: AlertsPage) -> None:
    figures = [each for each in page.findChildren(QLabel) if MONEY.search(each.text())]
    assert len(figures) == 9
    for each in figures:
        asked = each.property(PROPERTY)
        assert isinstance(asked, Question | Derivation), each.text()
    due = next(each for each in figures if each.text() == "¥4,444.44")
    with qtbot.waitSignal(page.why_requested) as wished:
        QTest.keyClick(due, Qt.Key.Key_Return)
    assert wished.args[0] == Question(figure=Figure.STATEMENT_LEFT, day=date(2026, 7, 3))


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (AlertKind.DUE_SOON, "Show statement", "statements/2026-07-03"),
        (AlertKind.CASH_SHORT, "Show money", "settings/money"),
        (AlertKind.PRESSURE, "Show plan", "plan"),
        (AlertKind.FROZEN, "Show limit", "limit/log"),
    ],
)
def test_an_alert_leads_to_where_it_is_mended(
    qtbot: QtBot, page: AlertsPage, kind: AlertKind, text: str, wanted: str
) -> None:
    with qtbot.waitSignal(page.page_requested) as wished:
        button(row_of(page, kind), text).click()
    assert wished.args == [wanted]


def test_done_puts_an_alert_aside_and_it_can_be_brought_back(
    stage: PageStage, page: AlertsPage, service: FakeLedgerService
) -> None:
    button(row_of(page, AlertKind.OVERDUE), "Done").click()
    stage.settle()
    assert len(rows(page)) == 9
    assert service.alerts.marks[one_of_each()[0].key].state is MarkState.DONE
    assert page.aside_button.text() == "Put aside: 1 alert"
    assert not page.aside.isVisible()
    page.aside_button.click()
    assert page.aside.isVisible()
    [aside] = page.aside.rows
    assert "done" in shown_texts(aside)
    [back] = aside.buttons
    back.click()
    stage.settle()
    assert len(rows(page)) == 10
    assert not page.aside_button.isVisible()
    assert not page.aside.isVisible()


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Until tomorrow", TODAY),
        ("For 3 days", TODAY + timedelta(days=2)),
        ("For a week", TODAY + timedelta(days=6)),
        ("Until the day itself, 12 July", date(2026, 7, 11)),
    ],
)
def test_an_alert_may_wait_a_while(
    stage: PageStage, page: AlertsPage, service: FakeLedgerService, words: str, until: date
) -> None:
    snooze(row_of(page, AlertKind.DUE_SOON), words)
    stage.settle()
    assert service.alerts.marks["due_soon/2026-07-03/7"].until == until
    page.aside_button.click()
    back = until + timedelta(days=1)
    assert f"comes back on {back.day} July" in shown_texts(page)
    service.alerts.today = back
    page.refresh()
    stage.settle()
    assert row_of(page, AlertKind.DUE_SOON).isVisible()


def test_what_is_due_tomorrow_cannot_wait_until_its_day(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.alerts.raised = (make_alert(AlertKind.DUE_SOON, Urgency.URGENT, 1),)
    page = stage.show(AlertsPage, service)
    [row] = rows(page)
    texts = [each.text() for each in button(row, "Later").menu().actions()]
    assert texts == ["Until tomorrow", "For 3 days", "For a week"]


def test_nothing_to_tell_is_said(stage: PageStage, service: FakeLedgerService) -> None:
    service.alerts.raised = ()
    page = stage.show(AlertsPage, service)
    assert page.calm.isVisible()
    assert "Nothing needs you" in shown_texts(page)
    assert not any(group.isVisible() for group in page.groups.values())


def test_the_keyboard_stays_in_the_list(stage: PageStage, page: AlertsPage) -> None:
    second = rows(page)[1].line.key
    first_done = button(rows(page)[0], "Done")
    first_done.setFocus()
    QTest.keyClick(first_done, Qt.Key.Key_Space)
    stage.settle()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Done"
    row = focused.parentWidget()
    assert isinstance(row, AlertRow)
    assert row.line.key == second


def test_hidden_amounts_leave_no_digit(stage: PageStage, page: AlertsPage) -> None:
    stage.formatter.set_hide_amounts(hide=True)
    stage.settle()
    words = [word for each in widgets_in(page) for word in words_of(each)]
    assert not any(MONEY.search(word) for word in words)
    assert HIDDEN in shown_texts(page)


def test_every_control_has_a_name(page: AlertsPage) -> None:
    assert len(controls_in(page)) > 30
    assert all(each.accessibleName() for each in controls_in(page))


def test_a_failure_is_said_on_the_page(stage: PageStage, service: FakeLedgerService) -> None:
    service.alerts.failure = LedgerDamagedError("a.huanqing", ("page 7",))
    page = stage.show(AlertsPage, service)
    assert any("damaged" in text.lower() for text in shown_texts(page))


def opened_rules(page: AlertsPage) -> AlertRulesDialog:
    page.rules_button.click()
    [dialog] = [each for each in page.findChildren(AlertRulesDialog) if each.isVisible()]
    return dialog


def test_the_rules_are_chosen_in_a_small_form(
    qtbot: QtBot, stage: PageStage, page: AlertsPage, service: FakeLedgerService
) -> None:
    dialog = opened_rules(page)
    assert dialog.leads.edit.text() == "7, 3, 1, 0"
    dialog.leads.edit.setText("10、5，0")
    dialog.slack.choose(None)
    dialog.floor.edit.setText("1000")
    dialog.pressure.edit.setText("2500.50")
    dialog.ends.choose(30)
    dialog.age.choose(7)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    stage.settle()
    assert service.alerts.kept_settings == AlertSettings(
        due_leads=(10, 5, 0),
        slack_days=None,
        floor_fen=100_000,
        pressure_fen=250_050,
        temporary_lead_days=30,
        unreconciled_after_days=7,
    )


def test_a_number_that_is_none_is_refused_beside_its_field(
    page: AlertsPage, service: FakeLedgerService
) -> None:
    dialog = opened_rules(page)
    dialog.leads.edit.setText("a week")
    dialog.accept_button.click()
    assert any("7, 3, 1, 0" in text for text in shown_texts(dialog))
    assert dialog.isVisible()
    assert service.alerts.kept_settings == AlertSettings()
    dialog.close()


@pytest.mark.parametrize("zoom", [100, 150])
def test_nothing_is_cut_off_in_a_small_window(
    stage: PageStage, service: FakeLedgerService, zoom: int
) -> None:
    METRICS.zoom_to(zoom)
    size = (1024 * zoom // 100, 700 * zoom // 100)
    page = stage.show(AlertsPage, service, size)
    page.view_model.mark_done(one_of_each()[6].key)
    stage.settle()
    page.aside_button.click()
    QApplication.processEvents()
    assert cut_texts(page) == set()
    dialog = opened_rules(page)
    QApplication.processEvents()
    assert cut_texts(dialog) == set()
    dialog.close()
    METRICS.zoom_to(100)


def test_tab_goes_through_the_list_in_its_order(qtbot: QtBot, page: AlertsPage) -> None:
    qtbot.waitUntil(page.isActiveWindow)
    page.rules_button.setFocus()
    passed = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in passed:
            break
        passed.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    buttons = [each for row in rows(page) for each in row.buttons]
    assert [each for each in passed if each in buttons] == buttons
