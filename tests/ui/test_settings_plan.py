"""The settings of plans: shown as kept, each choice kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huanqing.application.plan_models import PlanPreferences
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.payment_channel import PaymentChannel
from huanqing.domain.planning.problem import Timing
from huanqing.ui.settings.view import SettingsPage
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> SettingsPage:
    service.account.channels = (PaymentChannel(id="ICBC 1234"),)
    service.plans.kept_preferences = PlanPreferences(timing=Timing.EARLY, buffer_days=20)
    page = stage.show(SettingsPage, service)
    page.open_section("plan")
    return page


def choose(combo: QComboBox, words: str) -> None:
    combo.setCurrentText(words)
    combo.activated.emit(combo.currentIndex())


def test_what_is_kept_is_shown(page: SettingsPage) -> None:
    assert page.plan.buffer.edit.currentText() == "20 days"
    assert page.plan.timing.edit.currentText() == "Early: free the limit"
    assert page.plan.horizon.value == 45
    assert page.plan.cap.amount_fen is None
    assert page.plan.debit.edit.currentText() == "None"


def test_every_choice_is_kept_at_once(
    page: SettingsPage, stage: PageStage, service: FakeLedgerService
) -> None:
    choose(page.plan.buffer.edit, "3 days")
    stage.settle()
    choose(page.plan.timing.edit, "Late: keep the cash")
    stage.settle()
    choose(page.plan.horizon.edit, "92 days")
    stage.settle()
    choose(page.plan.debit.edit, "ICBC 1234")
    stage.settle()
    page.plan.cap.set_amount(2000000)
    page.plan.cap.editingFinished.emit()
    stage.settle()
    assert service.plans.kept_preferences == PlanPreferences(
        buffer_days=3,
        timing=Timing.LATE,
        horizon_days=92,
        daily_cap_fen=2000000,
        auto_debit_channel="ICBC 1234",
    )


def test_what_is_no_amount_is_not_kept(
    page: SettingsPage, stage: PageStage, service: FakeLedgerService
) -> None:
    before = service.plans.kept_preferences
    page.plan.cap.setText("abc")
    page.plan.cap.editingFinished.emit()
    stage.settle()
    assert service.plans.kept_preferences == before


def test_a_refusal_is_said_and_the_old_choice_stands_again(
    page: SettingsPage,
    stage: PageStage,
    service: FakeLedgerService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_preferences: PlanPreferences) -> None:
        raise InvalidFieldError("buffer_days", 3, "is refused")

    monkeypatch.setattr(service.plans, "save_preferences", refuse)
    choose(page.plan.buffer.edit, "3 days")
    stage.settle()
    assert page.plan.buffer.edit.currentText() == "20 days"
    assert any("buffer_days" in text for text in shown_texts(page))
