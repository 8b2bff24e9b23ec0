"""The followed plan on the overview: what is to be paid next, and ticking it off there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.application.plan_models import StaleReason, StepState
from huanqing.ui.overview.view import OverviewPage
from ui.fake_plans import accepted_plan
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.overview.plan_block import PlanBlock

TODAY = date(2026, 7, 7)


def block_of(page: OverviewPage, qtbot: QtBot, stage: PageStage) -> PlanBlock:
    qtbot.waitUntil(lambda: page.ahead is not None)
    stage.settle()
    assert page.ahead is not None
    return page.ahead.plan_block


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> OverviewPage:
    plan = accepted_plan()
    days = (date(2026, 7, 6), TODAY, date(2026, 7, 8))
    steps = tuple(
        replace(step, payment=replace(step.payment, day=day))
        for step, day in zip(plan.steps, days, strict=False)
    )
    service.plans.kept = replace(plan, steps=steps)
    return stage.show(OverviewPage, service)


def test_the_next_payments_stand_on_the_overview(
    page: OverviewPage, stage: PageStage, qtbot: QtBot
) -> None:
    block = block_of(page, qtbot, stage)
    assert block.isVisible()
    assert {
        "missed, 6 July: ICBC 1234 ¥5,000.00",
        "today: ICBC 1234 ¥2,456.78",
        "Wed 8 July: ICBC 1234 ¥5,000.00",
        "0 of 3 payments done",
    } <= shown_texts(block)
    # Only what should have been paid by today can be ticked off here.
    assert len(block.pay_buttons) == 2


def test_a_payment_is_ticked_off_on_the_overview(
    page: OverviewPage, stage: PageStage, qtbot: QtBot, service: FakeLedgerService
) -> None:
    block = block_of(page, qtbot, stage)
    block.pay_buttons[1].click()
    stage.settle()
    qtbot.waitUntil(lambda: "1 of 3 payments done" in shown_texts(block))
    assert service.plans.paid == [(2, 245678, TODAY)]
    with qtbot.waitSignal(page.page_requested) as asked:
        block.open_button.click()
    assert asked.args == ["plan"]


def test_no_plan_takes_no_room(stage: PageStage, service: FakeLedgerService, qtbot: QtBot) -> None:
    page = stage.show(OverviewPage, service)
    assert not block_of(page, qtbot, stage).isVisible()
    plan = accepted_plan()
    steps = tuple(replace(step, state=StepState.PAID) for step in plan.steps)
    service.plans.kept = replace(plan, steps=steps)
    page.mark_stale()
    stage.settle()
    assert not block_of(page, qtbot, stage).isVisible()


def test_an_outdated_plan_says_so_and_hides_its_amounts(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.kept = replace(accepted_plan(), stale=(StaleReason.CASH_CHANGED,))
    page = stage.show(OverviewPage, service)
    block = block_of(page, qtbot, stage)
    text = "The accepted plan is out of date: the money at hand has changed."
    assert text in shown_texts(block)
    stage.formatter.set_hide_amounts(hide=True)
    assert not any("¥" in words for words in shown_texts(block))
