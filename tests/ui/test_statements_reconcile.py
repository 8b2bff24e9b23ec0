from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from huanqing.application.statement_models import Reconciliation
from huanqing.domain.errors import InvalidAmountError
from huanqing.domain.statement import InstalmentFigures
from huanqing.ui.statements.reconcile_texts import PENALTY_KEY
from huanqing.ui.statements.view import StatementsPage
from ui.fake_service import STATEMENTS, FakeLedgerService
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.statements.reconcile_texts import ReconcileState

JULY = date(2026, 7, 3)
TOTAL_FEN = 62625
"""Of the July statement in these tests: ¥503.25 and ¥123.00."""


@pytest.fixture
def service() -> FakeLedgerService:
    service = FakeLedgerService()
    rice = InstalmentFigures("p9", 1, 1, 12300, 0, 12300)
    july = STATEMENTS[1]
    figures = replace(
        july.figures, principal_fen=62300, instalments=(*july.figures.instalments, rice)
    )
    service.all_statements[1] = july._replace(figures=figures)
    return service


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> StatementsPage:
    page = stage.show(StatementsPage, service)
    page.actions_of_page.reconcile.trigger()
    stage.settle()
    assert page.is_reconciling
    return page


def state_of(page: StatementsPage) -> ReconcileState:
    state = page.reconciling.state
    assert state is not None
    return state


def type_total(stage: PageStage, page: StatementsPage, text: str) -> None:
    field = page.reconcile_panel.fields.total
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    stage.settle()


def agree(stage: PageStage, page: StatementsPage) -> None:
    type_total(stage, page, "626.25")
    page.reconcile_panel.tick_all.click()
    stage.settle()


def test_the_difference_lives_while_the_total_is_typed_and_is_kept_when_it_is_left(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    actions = service.statement_actions
    QTest.keyClicks(page.reconcile_panel.fields.total, "626.2")
    assert state_of(page).difference == "¥626.20"
    assert state_of(page).words == "JD shows more than is ticked."
    assert actions.saves == 0
    QTest.keyClicks(page.reconcile_panel.fields.total, "5")
    QTest.keyClick(page.reconcile_panel.fields.total, Qt.Key.Key_Return)
    stage.settle()
    assert actions.kept[JULY].stated_total_fen == TOTAL_FEN
    assert actions.saves == 1


def test_ticking_line_by_line_brings_the_difference_to_nothing(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    type_total(stage, page, "626.25")
    panel = page.reconcile_panel
    assert not panel.finish.isEnabled()
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    stage.settle()
    state = state_of(page)
    assert (state.ticked, state.stated, state.difference) == ("¥503.25", "¥626.25", "¥123.00")
    assert state.unticked == "Not ticked: 1 line, ¥123.00"
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    stage.settle()
    state = state_of(page)
    assert (state.difference, state.words, state.tone) == ("¥0.00", "It agrees.", "good")
    assert state.unticked == "Every line is ticked."
    assert {"¥0.00", "It agrees."} <= shown_texts(page)
    assert service.statement_actions.kept[JULY].ticked == {("p7", 2), ("p9", 1)}
    assert panel.finish.isEnabled()


def test_a_click_on_the_box_ticks_the_line(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    model = page.reconcile_panel.model
    assert model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    stage.settle()
    assert service.statement_actions.kept[JULY].ticked == {("p9", 1)}
    state = model.index(1, 0).data(Qt.ItemDataRole.CheckStateRole)
    assert Qt.CheckState(state) is Qt.CheckState.Checked
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "ticked"


def test_tick_all_and_none_are_one_step_each(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    page.reconcile_panel.tick_all.click()
    stage.settle()
    assert len(service.statement_actions.kept[JULY].ticked) == 2
    page.reconcile_panel.tick_none.click()
    stage.settle()
    assert not service.statement_actions.kept[JULY].ticked
    assert service.statement_actions.saves == 2


def test_finishing_locks_the_statement_and_closes_the_panel(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    agree(stage, page)
    page.reconcile_panel.finish.click()
    stage.settle()
    kept = service.statement_actions.kept[JULY]
    assert kept.is_locked
    assert kept.agreed_fen == TOTAL_FEN
    assert not page.is_reconciling
    shown = shown_texts(page)
    assert "The statement of 3 Jul 2026 is reconciled and locked." in shown
    assert "Reconciled and locked" in shown


def test_undoing_a_step_shows_the_earlier_state(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    agree(stage, page)
    service.statement_actions.undo()
    page.mark_stale()
    stage.settle()
    assert state_of(page).ticked == "¥0.00"
    service.statement_actions.undo()
    page.mark_stale()
    stage.settle()
    assert page.reconcile_panel.fields.total.amount_fen is None
    assert state_of(page).words == "Type the total that JD shows."


def test_quick_steps_do_not_take_each_other_back(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    first, second = page.reconciling.rows
    page.reconciling.toggle(first)
    page.reconciling.toggle(second)
    assert page.reconciling.is_ticked(first)
    stage.settle()
    assert page.reconciling.is_ticked(first)
    assert page.reconciling.is_ticked(second)
    assert service.statement_actions.kept[JULY].ticked == {("p7", 2), ("p9", 1)}


def test_postponing_keeps_what_was_done(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    QTest.keyClicks(page.reconcile_panel.fields.total, "99")
    page.reconcile_panel.postpone.click()
    stage.settle()
    assert not page.is_reconciling
    assert service.statement_actions.kept[JULY].stated_total_fen == 9900
    assert "Reconciling was begun" in shown_texts(page)
    page.actions_of_page.reconcile.trigger()
    assert page.reconcile_panel.fields.total.amount_fen == 9900


def test_a_difference_can_be_posted_once_every_line_is_ticked(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    type_total(stage, page, "630")
    panel = page.reconcile_panel
    assert not panel.post.isEnabled()
    panel.tick_all.click()
    stage.settle()
    assert state_of(page).difference == "¥3.75"
    panel.post.click()
    stage.settle()
    actions = service.statement_actions
    assert [each[:2] for each in actions.posted] == [(JULY, 375)]
    assert state_of(page).difference == "¥0.00"
    assert ("adjustment", 1) in actions.kept[JULY].ticked
    assert panel.finish.isEnabled()


def test_a_difference_below_the_ledger_is_posted_where_fees_can_be_lowered(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    panel = page.reconcile_panel
    panel.tick_all.click()
    type_total(stage, page, "624.25")
    assert state_of(page).difference == "-¥2.00"
    assert state_of(page).words == "JD shows less than is ticked."
    panel.post.click()
    stage.settle()
    assert [each[:2] for each in service.statement_actions.posted] == [(JULY, -200)]
    assert state_of(page).difference == "¥0.00"
    assert not panel.post.isEnabled()
    assert "The statement now comes to the total that JD shows." in shown_texts(page)


def test_a_difference_that_cannot_be_posted_says_why(
    stage: PageStage, page: StatementsPage
) -> None:
    page.reconcile_panel.tick_all.click()
    type_total(stage, page, "600")
    page.reconcile_panel.post.click()
    stage.settle()
    assert state_of(page).difference == "-¥26.25"
    assert any("¥3.25" in text for text in shown_texts(page))
    assert page.is_reconciling


def test_a_statement_that_is_not_out_cannot_be_reconciled(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    page.list_card.list.setCurrentIndex(page.list_card.list.model_of_items.index(0, 0))
    stage.settle()
    assert page.view_model.chosen == date(2026, 8, 3)
    assert not page.actions_of_page.reconcile.isEnabled()
    assert not page.reconcile_button.isEnabled()


def test_late_charges_are_ticked_like_a_line(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    row = service.all_statements[1]
    figures = replace(row.figures, penalty_fen=150)
    service.all_statements[1] = row._replace(figures=figures)
    page.refresh()
    stage.settle()
    page.reconcile_panel.tick_all.click()
    stage.settle()
    assert state_of(page).ticked == "¥627.75"
    assert PENALTY_KEY in service.statement_actions.kept[JULY].ticked


def test_another_due_date_at_jd_is_told(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    field = page.reconcile_panel.fields.due_date
    field.set_day(date(2026, 7, 13))
    page.reconciling.keep()
    stage.settle()
    assert service.statement_actions.kept[JULY].stated_due_date == date(2026, 7, 13)
    assert "The ledger says 12 Jul 2026." in shown_texts(page)


def lock_july(service: FakeLedgerService, agreed_fen: int) -> None:
    service.statement_actions.kept[JULY] = Reconciliation(
        statement_date=JULY,
        stated_total_fen=agreed_fen,
        is_locked=True,
        agreed_fen=agreed_fen,
        done_at="2026-07-05T08:00:00+08:00",
    )


def test_a_locked_statement_that_changed_says_by_how_much(
    stage: PageStage, service: FakeLedgerService
) -> None:
    lock_july(service, TOTAL_FEN - 1000)
    page = stage.show(StatementsPage, service)
    changed = "Changed since it was locked: +¥10.00, was ¥616.25, now ¥626.25"
    assert changed in shown_texts(page)
    item = next(each for each in page.view_model.items if each.statement_date == JULY)
    assert item.icon == "warning"


def test_a_locked_statement_is_read_only_until_it_is_unlocked(
    stage: PageStage, service: FakeLedgerService
) -> None:
    lock_july(service, TOTAL_FEN)
    page = stage.show(StatementsPage, service)
    page.actions_of_page.reconcile.trigger()
    panel = page.reconcile_panel
    assert "Reconciled and locked on 5 Jul 2026 08:00." in shown_texts(page)
    assert not panel.fields.isEnabled()
    page.reconciling.tick_all()
    stage.settle()
    assert service.statement_actions.saves == 0
    panel.unlock.click()
    stage.settle()
    assert not service.statement_actions.kept[JULY].is_locked
    assert panel.fields.isEnabled()
    assert panel.finish.isVisible()


def test_the_menu_unlocks_without_the_panel(stage: PageStage, service: FakeLedgerService) -> None:
    lock_july(service, TOTAL_FEN)
    page = stage.show(StatementsPage, service)
    assert page.actions_of_page.unlock.isEnabled()
    page.actions_of_page.unlock.trigger()
    stage.settle()
    assert not service.statement_actions.kept[JULY].is_locked
    assert not page.actions_of_page.unlock.isEnabled()


def test_a_refused_step_is_taken_back_and_told(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    service.statement_actions.save_failure = InvalidAmountError("x")
    page.reconcile_panel.tick_all.click()
    stage.settle()
    assert state_of(page).ticked == "¥0.00"
    assert any("no amount of money" in text for text in shown_texts(page))


def test_choosing_another_statement_leaves_the_panel(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    page.reconcile_panel.tick_all.click()
    page.list_card.list.setCurrentIndex(page.list_card.list.model_of_items.index(0, 0))
    stage.settle()
    assert not page.is_reconciling
    assert page.view_model.chosen == date(2026, 8, 3)
    assert set(service.statement_actions.kept) == {JULY}


def test_a_statement_is_reconciled_with_the_keyboard_alone(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    page.list_card.list.setFocus()
    QTest.keyClick(
        page,
        Qt.Key.Key_R,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    panel = page.reconcile_panel
    qtbot.waitUntil(panel.fields.total.hasFocus)
    QTest.keyClicks(panel.fields.total, "626.25")
    reached: list[QWidget] = [panel.fields.total]
    for _ in range(12):
        widget = page.focusWidget()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        reached.append(page.focusWidget())
        if reached[-1] is panel.table:
            break
    assert panel.fields.due_date in reached
    assert panel.tick_all in reached
    assert reached[-1] is panel.table
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    stage.settle()
    panel.finish.setFocus()
    QTest.keyClick(panel.finish, Qt.Key.Key_Space)
    stage.settle()
    assert service.statement_actions.kept[JULY].is_locked


def test_escape_postpones(stage: PageStage, page: StatementsPage) -> None:
    QTest.keyClick(page.reconcile_panel.table, Qt.Key.Key_Escape)
    stage.settle()
    assert not page.is_reconciling


def test_hidden_amounts_leave_no_digit_of_money_while_reconciling(
    stage: PageStage, page: StatementsPage
) -> None:
    agree(stage, page)
    stage.formatter.set_hide_amounts(hide=True)
    panel = page.reconcile_panel
    cells = [
        str(panel.model.index(row, column).data())
        for row in range(panel.model.rowCount())
        for column in range(panel.model.columnCount())
    ]
    for text in [*cells, *shown_texts(panel), panel.fields.total.text()]:
        assert "¥" not in text
        assert "626" not in text
    state = state_of(page)
    assert (state.ticked, state.stated, state.difference) == ("***", "***", "***")


def test_the_ticks_keep_qts_rules(stage: PageStage, page: StatementsPage) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(page.reconcile_panel.model, mode)
    page.reconcile_panel.tick_all.click()
    stage.settle()
    assert page.reconcile_panel.model.rowCount() == 2
    tester.deleteLater()
