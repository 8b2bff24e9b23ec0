"""How the plan page stands on a small screen, in both languages and in a large size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from huanqing.application.plan_models import StaleReason
from huanqing.ui.plan.view import PlanPage
from huanqing.ui.preferences import LANGUAGE, Language, Preferences
from huanqing.ui.tokens import METRICS
from ui.fake_plans import accepted_plan, blocked_inputs
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage
from ui.test_plan_page import inputs_with, late_problem
from ui.test_walk import cut_texts
from ui.walk import controls_in, named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Prepare = Callable[[FakeLedgerService], None]


def propose(_service: FakeLedgerService) -> None:
    """Leave the ledger with a plan that can be followed."""


def be_late(service: FakeLedgerService) -> None:
    service.plans.ledger_inputs = inputs_with(late_problem())


def be_stale(service: FakeLedgerService) -> None:
    service.plans.kept = replace(accepted_plan(), stale=(StaleReason.DEBTS_CHANGED,))


def be_blocked(service: FakeLedgerService) -> None:
    service.plans.ledger_inputs = blocked_inputs()


STATES = (propose, be_late, be_stale, be_blocked)


@pytest.mark.parametrize("zoomed", [100, 150], indirect=True)
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
@pytest.mark.parametrize("prepare", STATES)
def test_everything_fits_a_small_window(
    stage: PageStage,
    service: FakeLedgerService,
    preferences: Preferences,
    zoomed: int,
    language: Language,
    prepare: Prepare,
) -> None:
    preferences.put(LANGUAGE, language)
    prepare(service)
    width = 1024 - METRICS.navigation_width
    page = stage.show(PlanPage, service, (width + 190, 700))
    assert page.minimumSizeHint().width() <= page.width() == width, zoomed
    assert cut_texts(page) == set()
    page.actions_of_page.what_if.trigger()
    stage.settle()
    assert page.minimumSizeHint().width() <= page.width()
    assert cut_texts(page) == set()


def test_tab_reaches_every_control(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    be_late(service)
    page = stage.show(PlanPage, service, (1024, 700))
    page.actions_of_page.what_if.trigger()
    qtbot.waitUntil(page.isActiveWindow)
    wanted = {each for each in controls_in(page) if each.isEnabled()}
    wanted = {each for each in wanted if each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert len(wanted) > 20
    page.what_if_button.setFocus()
    for _ in range(2 * len(wanted)):
        focused = QApplication.focusWidget()
        assert focused is not None
        wanted -= {focused, focused.focusProxy(), focused.parentWidget()}
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {named(each) for each in wanted} == set()
