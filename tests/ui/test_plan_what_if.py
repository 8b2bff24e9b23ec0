"""What-ifs: kept apart from the ledger, planned once they rest, replaced by newer ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from huanqing.application.plan_models import FreeTarget, PlanWishes
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.explanation import HigherDayLimit, MoreCash
from huanqing.domain.planning.problem import Flow, Timing
from huanqing.ui.plan.shown import ShownKind
from huanqing.ui.plan.view import PlanPage
from ui.fake_plans import (
    CMB,
    ICBC,
    accepted_plan,
    make_channel,
    make_inputs,
    make_problem,
    quick_plan,
)
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.plan.what_if import WhatIfViewModel
    from ui.fake_service import FakeLedgerService

ACCOUNT = "salary account"


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> PlanPage:
    page = stage.show(PlanPage, service, (1024, 700))
    page.actions_of_page.what_if.trigger()
    return page


def wait_for(qtbot: QtBot, model: WhatIfViewModel) -> None:
    qtbot.waitUntil(lambda: not model.is_waiting)


def differences(page: PlanPage) -> dict[str, tuple[str, str]]:
    rows = page.what_if.differences
    return {row.name: (row.before, row.after) for row in rows}


def test_the_panel_opens_with_the_keyboard_in_it_and_says_that_it_is_not_the_ledger(
    page: PlanPage, service: FakeLedgerService
) -> None:
    assert page.panel.isVisible()
    assert "Not in the ledger: nothing here is written." in shown_texts(page)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.panel.isAncestorOf(focused)
    assert service.plans.done == []


def test_a_higher_limit_is_tried_without_touching_the_ledger(
    page: PlanPage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    # WHEN another limit per day is typed for the second card
    cards = page.panel.fields.cards
    cards.card.setCurrentText(CMB)
    assert cards.per_day.amount_fen == 100000
    cards.per_day.set_amount(2000000)
    cards.per_payment.set_amount(2000000)
    wait_for(qtbot, page.what_if)
    # THEN the plan under it is shown beside the ledger's own, and nothing is written
    assert page.shown is not None
    assert page.shown.kind is ShownKind.WHAT_IF
    assert "Calendar of the what-if: not in the ledger" in shown_texts(page)
    assert differences(page)["Start by"] == ("9 July", "10 July")
    assert differences(page)["Slack, days"] == ("2", "3")
    assert differences(page)["Payments"][0] == "7"
    assert service.plans.done == []
    assert service.plans.wished[-1].limits[CMB].per_day_fen == 2000000
    # AND a plan that needs another limit than the ledger's cannot be followed
    assert not page.panel.accept_button.isEnabled()
    assert not page.actions_of_page.accept.isEnabled()
    assert any("Enter them in the settings" in text for text in shown_texts(page))


def test_every_field_becomes_a_wish(page: PlanPage) -> None:
    fields = page.panel.fields
    fields.cards.is_used.setChecked(False)
    fields.new_per_day.set_amount(800000)
    fields.cash.set_amount(50000)
    fields.cash_day.set_day(date(2026, 7, 8))
    fields.start.set_day(date(2026, 7, 11))
    fields.timing.setCurrentIndex(fields.timing.findData(Timing.EARLY.value))
    fields.buffer.setValue(0)
    fields.target.set_amount(300000)
    fields.target_day.set_day(date(2026, 7, 20))
    wishes = page.what_if.wishes
    assert wishes.without_channels == {ICBC}
    assert wishes.start == date(2026, 7, 11)
    assert wishes.timing is Timing.EARLY
    assert wishes.buffer_days == 0
    assert wishes.more_cash == {ACCOUNT: (Flow(day=date(2026, 7, 8), amount_fen=50000),)}
    assert wishes.target == FreeTarget(300000, date(2026, 7, 20))
    assert wishes.new_channels[0].funding_id == ACCOUNT
    assert wishes.new_channels[0].limits[0].per_day_fen == 800000


def test_fewer_payments_a_day_are_a_wish_too(page: PlanPage) -> None:
    cards = page.panel.fields.cards
    assert cards.count.text() == "no limit"
    cards.count.setValue(2)
    limits = page.what_if.wishes.limits[ICBC]
    assert (limits.payments_per_day, limits.per_day_fen) == (2, 1000000)


def test_what_is_half_typed_wishes_nothing(page: PlanPage) -> None:
    fields = page.panel.fields
    fields.target.set_amount(300000)
    fields.start.setText("2026-")
    fields.cards.per_day.setText("abc")
    assert page.what_if.wishes.is_empty


def test_a_limit_set_back_is_no_wish(page: PlanPage) -> None:
    edit = page.panel.fields.cards.per_day
    edit.set_amount(1)
    assert page.what_if.wishes.limits
    edit.set_amount(1000000)
    assert page.what_if.wishes.is_empty


def test_a_plan_that_changes_wishes_only_can_be_followed(
    page: PlanPage, service: FakeLedgerService, qtbot: QtBot, stage: PageStage
) -> None:
    page.panel.fields.buffer.setValue(0)
    wait_for(qtbot, page.what_if)
    assert "It changes wishes only, so this plan can be followed as it is." in shown_texts(page)
    page.panel.accept_button.click()
    stage.settle()
    assert service.plans.kept is not None
    assert service.plans.kept.problem.preferences.buffer_days == 0
    assert not page.panel.isVisible()
    assert page.what_if.wishes.is_empty


def test_reset_and_close_forget_the_wishes(page: PlanPage, qtbot: QtBot) -> None:
    fields = page.panel.fields
    fields.buffer.setValue(5)
    wait_for(qtbot, page.what_if)
    page.panel.reset_button.click()
    assert fields.buffer.value() == -1
    assert page.shown is not None
    assert page.shown.kind is ShownKind.PROPOSED
    fields.buffer.setValue(5)
    QTest.keyClick(fields.buffer, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert page.what_if.wishes.is_empty


def test_a_remedy_opens_the_what_if_with_its_change_filled_in(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    slow = (make_channel(ICBC, 300000), make_channel(CMB, 100000))
    problem = replace(make_problem(), channels=slow)
    service.plans.ledger_inputs = replace(make_inputs(), problem=problem)
    page = stage.show(PlanPage, service, (1024, 700))
    labels = [button.text() for button in page.why.buttons]
    assert labels == [
        "salary account: ¥2,456.78 more by 7 July",
        "ICBC 1234: ¥15,000.00 a day",
        "One more card: ¥8,000.00 a day",
    ]
    page.why.buttons[1].click()
    wait_for(qtbot, page.what_if)
    fields = page.panel.fields
    assert fields.cards.card.currentText() == ICBC
    assert fields.cards.per_day.amount_fen == 1500000
    assert page.panel.isVisible()
    assert differences(page)["Late cost"] == ("¥1.23", "¥0.00")


def test_each_kind_of_remedy_fills_its_fields(page: PlanPage, qtbot: QtBot) -> None:
    fields = page.panel.fields
    page.what_if.try_remedy(MoreCash(ACCOUNT, 12300, date(2026, 7, 8)))
    assert (fields.cash.amount_fen, fields.cash_day.day) == (12300, date(2026, 7, 8))
    page.what_if.try_remedy(HigherDayLimit(CMB, 700000))
    assert fields.cards.per_day.amount_fen == 700000
    assert fields.cash.amount_fen == 12300
    wait_for(qtbot, page.what_if)


def test_a_newer_wish_ends_the_search_for_the_one_before(
    page: PlanPage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    # GIVEN a search that does not end
    gate, before = Event(), service.plans.begun
    service.plans.gate = gate
    page.panel.fields.buffer.setValue(1)
    qtbot.waitUntil(lambda: service.plans.begun > before)
    # WHEN something else is wished, and the search for it may end
    page.panel.fields.buffer.setValue(0)
    qtbot.waitUntil(lambda: service.plans.cancelled == 1)
    gate.set()
    wait_for(qtbot, page.what_if)
    # THEN only the newer wish was solved
    assert [each.preferences.buffer_days for each in service.plans.solved] == [2, 0]
    assert page.what_if.solved is not None
    assert page.what_if.solved.problem.preferences.buffer_days == 0


def test_a_change_of_the_ledger_plans_the_wishes_anew(
    page: PlanPage, service: FakeLedgerService, qtbot: QtBot, stage: PageStage
) -> None:
    page.panel.fields.buffer.setValue(0)
    wait_for(qtbot, page.what_if)
    fewer = replace(make_problem(), obligations=make_problem().obligations[:1])
    service.plans.ledger_inputs = replace(make_inputs(), problem=fewer)
    page.mark_stale()
    stage.settle()
    wait_for(qtbot, page.what_if)
    assert page.what_if.solved is not None
    assert len(page.what_if.solved.problem.obligations) == 1
    assert page.what_if.solved.problem.preferences.buffer_days == 0


def test_a_refused_wish_is_said_in_the_panel(
    page: PlanPage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.failure = InvalidFieldError("start", "1999-01-01", "is too early")
    page.panel.fields.buffer.setValue(9)
    wait_for(qtbot, page.what_if)
    assert "start" in page.panel.state.text()
    assert not page.panel.accept_button.isEnabled()


def test_the_wishes_outlive_a_new_window_of_the_same_ledger(
    page: PlanPage, stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    page.panel.fields.buffer.setValue(0)
    begun = page.begun()
    page.hide()
    other = stage.show(PlanPage, service, (1024, 700))
    other.go_on_with(begun)
    stage.settle()
    wait_for(qtbot, other.what_if)
    assert other.panel.isVisible()
    assert other.panel.fields.buffer.value() == 0
    assert other.shown is not None
    assert other.shown.kind is ShownKind.WHAT_IF


def test_a_what_if_beside_a_followed_plan_leaves_its_payments_alone(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.kept = accepted_plan()
    page = stage.show(PlanPage, service, (1024, 700))
    page.actions_of_page.what_if.trigger()
    page.panel.fields.start.set_day(date(2026, 7, 10))
    wait_for(qtbot, page.what_if)
    assert page.shown is not None
    assert page.shown.kind is ShownKind.WHAT_IF
    assert not page.actions_of_page.paid.isEnabled()
    QTest.keyClick(page.checklist.table, Qt.Key.Key_Space)
    stage.settle()
    assert service.plans.paid == []
    page.panel.reset_button.click()
    assert page.actions_of_page.paid.isEnabled()


def test_no_wish_is_the_ledger_itself() -> None:
    assert PlanWishes().is_empty


def test_a_what_if_is_searched_for_from_the_plan_that_is_shown(
    page: PlanPage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    cards = page.panel.fields.cards
    cards.card.setCurrentText(CMB)
    cards.per_day.set_amount(2000000)
    wait_for(qtbot, page.what_if)
    base, changed = (quick_plan(each).plan.payments for each in service.plans.solved[-2:])
    # WHEN it is changed once more
    cards.per_day.set_amount(1500000)
    wait_for(qtbot, page.what_if)
    # THEN each search was told what the one before it had come to
    assert service.plans.formers[-3:] == [(), base, changed]
    assert base != changed
