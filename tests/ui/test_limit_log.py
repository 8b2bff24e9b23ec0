"""The log of the limit and its health: what was told, what is applied for, and what would help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from huanqing.application.limit_models import (
    ApplicationKind,
    ApplicationStage,
    HealthKind,
    HealthMark,
    LimitApplication,
    StageKind,
)
from huanqing.domain.credit_account import CreditAccount, Freeze, LimitKind, LimitPart
from huanqing.domain.derivation import Derivation, Figure, Question
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.payment_channel import CashFlow, FundingAccount
from huanqing.ui.limit import health_words
from huanqing.ui.limit.application_dialog import ApplicationEditor, StageEditor
from huanqing.ui.limit.health_card import FactorCard
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.limit_editors import FreezeEditor, LimitEditor
from huanqing.ui.widgets.asking import PROPERTY
from ui.fake_limits import APPLICATIONS, HEALTH, TODAY
from ui.test_limit_page import CHANGE, show

if TYPE_CHECKING:
    from huanqing.ui.limit.view import LimitPage
    from ui.fake_service import FakeLedgerService
    from ui.lone_page import PageStage

Dialog = TypeVar("Dialog", bound=QDialog)

FIXED = LimitPart(from_date=TODAY, until=None, kind=LimitKind.FIXED, amount_fen=2000000)
FREEZE = Freeze(from_date=TODAY, until=None, reason="风控")


def log(stage: PageStage, service: FakeLedgerService) -> LimitPage:
    page = show(stage, service)
    page.open_section("log")
    return page


def opened(page: LimitPage, kind: type[Dialog]) -> Dialog:
    (dialog,) = [each for each in page.findChildren(kind) if each.isVisible()]
    return dialog


def keep(stage: PageStage, dialog: EditorDialog) -> None:
    dialog.accept_button.click()
    stage.settle()


# The log.


def test_a_limit_is_added_as_on_the_settings_page(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = log(stage, service)
    page.log.parts.add_button.click()
    dialog = opened(page, LimitEditor)
    QTest.keyClicks(dialog.amount.edit, "20000")
    keep(stage, dialog)
    assert service.account.account.limits == (FIXED,)
    assert page.log.parts.model.rowCount() == 1


def test_a_freeze_is_added_and_removed(stage: PageStage, service: FakeLedgerService) -> None:
    page = log(stage, service)
    page.log.freezes.add_button.click()
    dialog = opened(page, FreezeEditor)
    dialog.reason.edit.setText("风控")
    keep(stage, dialog)
    assert list(service.account.account.freezes) == [FREEZE]
    page.log.freezes.remove_button.click()
    stage.settle()
    assert list(service.account.account.freezes) == []


def test_a_limit_is_removed(stage: PageStage, service: FakeLedgerService) -> None:
    service.account.account = CreditAccount(limits=(FIXED,))
    page = log(stage, service)
    page.log.parts.table.setFocus()
    QTest.keyClick(page.log.parts.table, Qt.Key.Key_Delete)
    stage.settle()
    assert service.account.account.limits == ()


def test_an_application_says_where_it_stands(stage: PageStage, service: FakeLedgerService) -> None:
    page = log(stage, service)
    model = page.log.applications.model
    said = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert said == [
        "Restore the limit",
        "15 Jun 2026",
        "¥25,000.00",
        "Approved (28 June); expected: Restored (1 August)",
    ]


def test_an_application_is_added_with_its_stages(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.limits.kept = ()
    page = log(stage, service)
    page.log.applications.add_button.click()
    dialog = opened(page, ApplicationEditor)
    QTest.keyClicks(dialog.wanted.edit, "25000")
    for kind, day, amount in ((0, "2026-07-07", ""), (4, "2026-08-01", "22000")):
        dialog.stages.add_button.click()
        stages = opened(page, StageEditor)
        stages.kind.edit.setCurrentIndex(kind)
        stages.day.edit.setText(day)
        stages.amount.edit.setText(amount)
        keep(stage, stages)
    assert dialog.stages.model.rowCount() == 2
    keep(stage, dialog)
    (saved,) = service.limits.saved[-1]
    assert saved == LimitApplication(
        id="",
        kind=ApplicationKind.RESTORE,
        filed_on=TODAY,
        wanted_fen=2500000,
        stages=(
            ApplicationStage(TODAY, StageKind.SUBMITTED),
            ApplicationStage(date(2026, 8, 1), StageKind.RESTORED, 2200000),
        ),
    )
    assert page.log.applications.model.rowCount() == 1


def test_only_a_restoring_stage_asks_for_an_amount(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = log(stage, service)
    page.log.applications.edit_button.click()
    dialog = opened(page, ApplicationEditor)
    dialog.stages.table.select_row(0)
    dialog.stages.edit_button.click()
    stages = opened(page, StageEditor)
    assert stages._boxes["amount"].isHidden()
    stages.kind.edit.setCurrentIndex(4)
    assert not stages._boxes["amount"].isHidden()
    stages.close()
    dialog.close()


def test_a_stage_before_the_filing_is_refused_beside_the_field(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = log(stage, service)
    page.log.applications.edit_button.click()
    dialog = opened(page, ApplicationEditor)
    dialog.filed.edit.setText("2026-06-20")
    keep(stage, dialog)
    assert not dialog._problems["filed"].isHidden()
    assert service.limits.saved == []
    dialog.close()


def test_editing_keeps_what_the_dialog_does_not_show(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.limits.kept = (replace(APPLICATIONS[0], extra={"channel": "app"}),)
    page = log(stage, service)
    page.log.applications.edit_button.click()
    dialog = opened(page, ApplicationEditor)
    dialog.note.edit.setText("再次提交")
    keep(stage, dialog)
    assert service.limits.saved[-1] == (
        replace(APPLICATIONS[0], extra={"channel": "app"}, note="再次提交"),
    )


def test_an_application_is_removed_without_a_question(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = log(stage, service)
    page.log.applications.remove_button.click()
    stage.settle()
    assert service.limits.saved == [()]
    assert page.log.applications.none.text() == "No application entered."


def test_a_refusal_stays_in_the_dialog(
    stage: PageStage, service: FakeLedgerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_applications: object) -> None:
        field = "[0].wanted"
        raise InvalidFieldError(field, 1, "must not be")

    monkeypatch.setattr(service.limits, "save_applications", refuse)
    page = log(stage, service)
    page.log.applications.add_button.click()
    dialog = opened(page, ApplicationEditor)
    keep(stage, dialog)
    assert dialog.isVisible()
    assert dialog.error.text()
    dialog.close()


# Health.


def cards(stage: PageStage, service: FakeLedgerService) -> dict[str, FactorCard]:
    page = show(stage, service)
    page.open_section("health")
    stage.settle()
    return {card.title.text(): card for card in page.health.cards}


def test_each_factor_has_figure_mark_and_formula(
    stage: PageStage, service: FakeLedgerService
) -> None:
    found = cards(stage, service)
    assert len(found) == len(HealthKind)
    used = found["How much is used"]
    assert used.figure.text() == "43.8 %"
    assert used.mark.text() == "Fair"
    assert used.formula.text() == "Used limit / total limit; up to 30.0 % is good."
    assert [(name.text(), fen.text()) for name, fen in used.part_labels] == [
        ("Used", "¥8,765.43"),
        ("Total", "¥20,000.00"),
    ]
    assert used.advice.text() == "Repaying this much early brings it to the good share:"
    assert used.gap.text() == "¥2,765.43"
    streak = found["Bills paid on time in a row"]
    assert streak.figure.text() == "5 bills"
    assert streak.since.text() == "Since 12 Feb 2026."
    assert found["Heaviest week ahead"].advice.isHidden(), "it is good"
    assert found["Days overdue"].figure.text() == "0 days"


def test_the_amounts_of_a_factor_say_where_they_come_from(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.account.funding = (
        FundingAccount(
            id="工资卡",
            balance_fen=0,
            flows=(CashFlow(day=date(2026, 7, 10), amount_fen=750000, every="month"),),
        ),
    )
    found = cards(stage, service)
    used = found["How much is used"]
    assert used.part_labels[0][1].property(PROPERTY) == Question(figure=Figure.USED)
    week = found["Heaviest week ahead"]
    due, income = (label.property(PROPERTY) for _, label in week.part_labels)
    assert isinstance(due, Derivation)
    assert due.is_whole
    assert [term.amount_fen for term in due.terms] == [50325], "the bill of that week"
    assert isinstance(income, Derivation)
    assert [term.name for term in income.terms] == ["工资卡"]
    assert income.is_whole


@pytest.mark.parametrize("factor", HEALTH)
def test_every_derivation_of_health_sums_up(
    stage: PageStage, service: FakeLedgerService, factor: object
) -> None:
    page = show(stage, service)
    page.open_section("health")
    stage.settle()
    view = page.view_model.health
    assert view is not None
    parts = health_words.parts(factor, view)  # type: ignore[arg-type]
    gap = health_words.gap(factor)  # type: ignore[arg-type]
    for part in (*parts, *([gap] if gap else [])):
        if isinstance(part.why, Derivation):
            assert part.why.is_whole
            assert part.why.amount_fen == part.amount_fen


def test_changes_of_the_limit_stand_beside_what_preceded_them(
    stage: PageStage, service: FakeLedgerService
) -> None:
    factor = replace(HEALTH[-1], mark=HealthMark.POOR, changes=(CHANGE,))
    service.limits.factors = (*HEALTH[:-1], factor)
    page = show(stage, service)
    page.open_section("health")
    stage.settle()
    model = page.health.changes.rows
    said = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert said == [
        "20 May 2026",
        "¥25,000.00",
        "¥20,000.00",
        "¥17,654.32",
        "¥23,456.78",
        "¥3,456.78",
        "3",
    ]
    assert page.health.changes.isVisible()


def test_what_is_unknown_says_what_is_missing(stage: PageStage, service: FakeLedgerService) -> None:
    unknown = replace(HEALTH[0], mark=HealthMark.UNKNOWN, value=None, gap_fen=None)
    service.limits.factors = (unknown, *HEALTH[1:])
    found = cards(stage, service)["How much is used"]
    assert found.figure.text() == "–"  # noqa: RUF001 - the typographic dash is meant
    assert found.advice.text() == "Enter the limit in the log."
    assert found.gap.isHidden()
