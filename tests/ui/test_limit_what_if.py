"""What-ifs about the limit: tried apart from the ledger, drawn, tabled, with the plan's verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from huanqing.application.limit_models import (
    PlanVerdict,
    PurchaseScenario,
    RepaymentScenario,
    Scenario,
    WhatIfResult,
)
from huanqing.domain.derivation import Derivation
from huanqing.domain.errors import RepaymentExceedsDebtError
from huanqing.domain.planning.errors import PlanRuleError
from huanqing.ui.limit.scenario_dialog import ScenarioDialog
from huanqing.ui.limit.view import WHAT_IF, LimitPage
from huanqing.ui.limit.what_if import OpenPurchase, PlanState
from huanqing.ui.limit.what_if_rows import change_rows
from huanqing.ui.offer.dialog import OfferDialog
from huanqing.ui.table_models.row_model import WHY_ROLE
from ui.fake_plans import blocked_inputs
from ui.test_limit_page import PURCHASE, REPAYMENT, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from ui.fake_service import FakeLedgerService
    from ui.lone_page import PageStage


def opened(page: LimitPage) -> ScenarioDialog:
    (dialog,) = [each for each in page.findChildren(ScenarioDialog) if each.isVisible()]
    return dialog


def begin(stage: PageStage, service: FakeLedgerService) -> LimitPage:
    page = show(stage, service)
    page.open_section("what-if")
    stage.settle()
    return page


def add(stage: PageStage, page: LimitPage) -> ScenarioDialog:
    page.panel.scenarios.add_button.click()
    stage.settle()
    return opened(page)


def keep(stage: PageStage, dialog: QDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()


def tried(page: LimitPage) -> list[Scenario]:
    return list(page.what_if.scenarios)


def rows(page: LimitPage) -> dict[str, tuple[str, str, str]]:
    model = page.panel.model
    return {
        str(model.index(row, 0).data()): (
            str(model.index(row, 1).data()),
            str(model.index(row, 2).data()),
            str(model.index(row, 3).data()),
        )
        for row in range(model.rowCount())
    }


def test_a_purchase_is_tried_by_keyboard_and_changes_limit_bills_and_fees(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = begin(stage, service)
    dialog = add(stage, page)
    dialog.amount.edit.setFocus()
    QTest.keyClicks(dialog.amount.edit, "2000")
    for field, text in ((dialog.periods.edit, "3"), (dialog.rate.edit, "0.5")):
        field.selectAll()
        QTest.keyClicks(field, text)
    keep(stage, dialog)
    expected = PurchaseScenario(
        day=date(2026, 7, 7), amount_fen=200000, periods=3, fee_rate_ppm=5000
    )
    assert service.limits.asked[-1] == (expected,)
    assert not page.findChildren(ScenarioDialog)
    found = rows(page)
    assert found["Lowest available limit"] == ("¥11,234.57", "¥9,234.57", "-¥2,000.00")
    assert found["Bill due 12 Aug 2026"] == ("¥503.25", "¥2,503.25", "¥2,000.00")
    assert found["Most due in seven days"] == ("¥503.25", "¥2,503.25", "¥2,000.00")
    assert found["… from"] == ("12 Aug 2026", "12 Aug 2026", "")
    assert found["Fees to come"] == ("¥6.50", "¥16.50", "¥10.00")
    assert "Bill due 12 Jul 2026" not in found, "it does not change"


def test_the_menu_asks_at_once_also_on_another_tab(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.actions_of_page.add_scenario.trigger()
    stage.settle()
    assert page.tabs.currentIndex() == WHAT_IF
    opened(page).close()


def test_a_purchase_in_periods_says_its_yearly_rate(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = begin(stage, service)
    split = PurchaseScenario(
        day=date(2026, 7, 20), amount_fen=1000000, periods=12, fee_rate_ppm=6600
    )
    page.what_if.begin_with((split, replace(split, periods=1, fee_rate_ppm=0)))
    stage.settle()
    model = page.panel.scenarios.model
    assert model.index(0, 3).data() == "12 periods, fee of 0.66 % a period, APR of about 14.3 %"
    assert model.index(1, 3).data() == "not split"


def test_the_difference_is_drawn_as_a_second_line(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE,))
    stage.settle()
    data = page.panel.chart.data
    assert data is not None
    assert data.other is not None
    assert page.course_card.chart.data.other is None  # type: ignore[union-attr]
    page.panel.chart.set_day(date(2026, 8, 20))
    assert page.panel.chart.accessibleDescription() == (
        "20 Aug 2026: ¥14,241.07 now, ¥12,241.07 with the what-ifs"
    )


def test_nothing_of_it_is_written(stage: PageStage, service: FakeLedgerService) -> None:
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE, REPAYMENT))
    stage.settle()
    assert "Not in the ledger" in page.panel.mark.text()
    assert page.panel.mark.isVisible()
    assert service.limits.saved == []
    assert service.account.saves == 0


def test_the_plan_says_whether_it_still_works(stage: PageStage, service: FakeLedgerService) -> None:
    page = begin(stage, service)
    page.what_if.begin_with((replace(PURCHASE, amount_fen=70000000),))
    stage.settle()
    assert page.what_if.plan_state is PlanState.FOUND
    found = rows(page)
    assert found["Repayment plan"] == ("all in time", "not in time", "")
    assert found["Start paying by"][0] == "9 Jul 2026"
    before, after, change = found["Cannot be paid in time"]
    assert before == "–"  # noqa: RUF001 - the typographic dash is meant
    assert after == change != before


def test_the_result_shows_while_the_plan_is_still_searched_for(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    gate = service.plans.gate = Event()
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE,))
    qtbot.waitUntil(lambda: "Repayment plan" in rows(page))
    assert rows(page)["Repayment plan"] == ("being planned…", "being planned…", "")
    assert "Lowest available limit" in rows(page)
    QTest.keyClick(page.panel.chart, Qt.Key.Key_Right)
    assert page.panel.chart.day == date(2026, 7, 8)
    gate.set()
    stage.settle()
    assert rows(page)["Repayment plan"] == ("all in time", "all in time", "")


def test_other_scenarios_stop_the_search_before(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.gate = Event()
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE,))
    qtbot.waitUntil(lambda: page.what_if.plan_state is PlanState.SEARCHING)
    qtbot.waitUntil(lambda: service.plans.begun == 1)
    page.what_if.begin_with(())
    qtbot.waitUntil(lambda: service.plans.cancelled == 1)
    stage.settle()
    assert page.what_if.plan_state is PlanState.NOT_ASKED
    assert not page.message.isVisible()


def test_a_plan_that_cannot_be_made_is_unknown_not_fine(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.ledger_inputs = blocked_inputs()
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE,))
    stage.settle()
    assert rows(page)["Repayment plan"] == ("unknown", "unknown", "")
    assert "A plan needs cards and limits" in page.panel.plan_note.text()


def test_a_plan_that_fails_leaves_the_rest_of_the_result(
    stage: PageStage, service: FakeLedgerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PlanRuleError("cap", "ICBC", 2, 1)

    monkeypatch.setattr(service.plans, "solve", fail)
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE,))
    stage.settle()
    assert rows(page)["Repayment plan"] == ("not found", "not found", "")
    assert "Lowest available limit" in rows(page)


def test_an_unpaid_rest_is_named(stage: PageStage, service: FakeLedgerService) -> None:
    show(stage, service)
    result = replace(
        service.limits.what_if((PURCHASE,), date(2026, 9, 1)),
        plan_before=PlanVerdict(True, date(2026, 7, 9), 0),  # noqa: FBT003
        plan_after=PlanVerdict(False, None, 123400),  # noqa: FBT003
    )
    found = {row.name: row for row in change_rows(result, PlanState.FOUND, stage.formatter)}
    assert found["Repayment plan"].after == "not in time"
    assert found["Repayment plan"].tone == "bad"
    missing = found["Cannot be paid in time"].after
    assert not isinstance(missing, str)
    assert missing.fen == 123400


def test_a_scenario_is_edited_and_removed(stage: PageStage, service: FakeLedgerService) -> None:
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE, REPAYMENT))
    stage.settle()
    card = page.panel.scenarios
    assert card.model.rowCount() == 2
    card.table.select_row(1)
    card.edit_button.click()
    stage.settle()
    dialog = opened(page)
    assert [each for each in dialog._editors if not dialog._boxes[each].isHidden()] == [
        "kind",
        "day",
        "amount",
    ]
    dialog.amount.edit.selectAll()
    QTest.keyClicks(dialog.amount.edit, "500")
    keep(stage, dialog)
    changed = RepaymentScenario(day=REPAYMENT.day, amount_fen=50000)
    assert tried(page) == [PURCHASE, changed]
    card.table.select_row(0)
    card.remove_button.click()
    stage.settle()
    assert tried(page) == [changed]
    page.panel.clear_button.click()
    assert tried(page) == []
    assert page.panel.result.isHidden()


def test_what_the_ledger_refuses_is_said_in_the_dialog(
    stage: PageStage, service: FakeLedgerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_scenarios: Sequence[Scenario], _until: date) -> WhatIfResult:
        raise RepaymentExceedsDebtError("what-if-1", date(2026, 7, 7), 99900000, 876543)

    page = begin(stage, service)
    monkeypatch.setattr(service.limits, "what_if", refuse)
    dialog = add(stage, page)
    dialog.kind.edit.setCurrentIndex(1)
    QTest.keyClicks(dialog.amount.edit, "999000")
    keep(stage, dialog)
    assert dialog.isVisible()
    assert dialog.error.text()
    assert page.what_if.scenarios == ()
    dialog.close()


def test_purchases_in_periods_are_offered_for_settling(
    stage: PageStage, service: FakeLedgerService
) -> None:
    row = service.all_statements[-1]
    line = replace(row.figures.instalments[0], purchase_id="e2", left_fen=50325)
    figures = replace(row.figures, instalments=(line,))
    service.all_statements[-1] = row._replace(figures=figures)
    page = begin(stage, service)
    assert page.what_if.purchases == {"e2": OpenPurchase("e2", "手机 256GB", 50325)}


def test_every_amount_of_the_result_sums_up(stage: PageStage, service: FakeLedgerService) -> None:
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE, REPAYMENT))
    stage.settle()
    model, asked = page.panel.model, 0
    for row in range(model.rowCount()):
        for column in range(1, 4):
            why = model.index(row, column).data(WHY_ROLE)
            if isinstance(why, Derivation):
                asked += 1
                assert why.is_whole, model.index(row, 0).data()
    assert asked >= 12


def test_a_change_of_the_ledger_tries_the_scenarios_again(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE,))
    stage.settle()
    count = len(service.limits.asked)
    page.mark_stale()
    stage.settle()
    assert len(service.limits.asked) == count + 1
    assert page.begun() == (PURCHASE,)


def test_a_new_window_goes_on_with_the_scenarios(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.go_on_with((REPAYMENT,))
    stage.settle()
    assert page.tabs.currentIndex() == WHAT_IF
    assert page.what_if.result is not None


def test_what_an_offer_costs_is_asked_with_the_price_of_the_purchase(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = begin(stage, service)
    page.what_if.begin_with((PURCHASE,))
    stage.settle()
    page.panel.offer_button.click()
    (dialog,) = page.findChildren(OfferDialog)
    assert dialog.amount.amount_fen == 200000
    dialog.close()
    stage.settle()
