from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from huanqing.application.statement_models import Reconciliation
from huanqing.domain.statement import StatementState
from huanqing.ui.formatting import Formatter
from huanqing.ui.statements.texts import countdown, item_of
from huanqing.ui.statements.view import StatementsPage
from huanqing.ui.statements.view_model import StatementFilter, StatementsViewModel
from ui.fake_service import STATEMENTS, TODAY, FakeLedgerService
from ui.lone_page import WIDTH_LEFT_OF_PAGES, PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.task_runner import TaskRunner

JULY = date(2026, 7, 3)


def load(qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService) -> StatementsViewModel:
    model = StatementsViewModel(service, runner, Formatter())
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    return model


def test_the_first_statement_that_is_not_paid_is_chosen(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = load(qtbot, runner, service)
    assert model.chosen == JULY
    assert [row.figures.statement_date.month for row in model.statements] == [8, 7, 6]


def test_with_all_paid_the_newest_is_chosen(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    service.all_statements = [STATEMENTS[0]]
    assert load(qtbot, runner, service).chosen == date(2026, 6, 3)


def test_a_refresh_keeps_the_choice(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = load(qtbot, runner, service)
    model.choose(date(2026, 8, 3))
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert model.chosen == date(2026, 8, 3)


def test_the_filter_leaves_open_or_paid_statements_with_their_sums(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = load(qtbot, runner, service)
    assert model.sums == "3 statements: total ¥1,509.75, paid ¥503.25, left ¥1,006.50"
    model.filter_by(StatementFilter.OPEN)
    assert [row.figures.statement_date.month for row in model.shown] == [8, 7]
    assert model.sums == "2 statements: total ¥1,006.50, paid ¥0.00, left ¥1,006.50"
    model.filter_by(StatementFilter.PAID)
    qtbot.waitUntil(lambda: runner.is_idle)
    assert [row.figures.statement_date.month for row in model.shown] == [6]
    assert model.chosen == date(2026, 6, 3)
    assert [line.figures.purchase_id for line in model.lines] == ["p6"]


def test_a_statement_tells_its_due_date_with_a_countdown_its_sums_and_its_state() -> None:
    item = item_of(STATEMENTS[1], None, TODAY, Formatter())
    assert item.title == "3 Jul 2026"
    assert item.due == "due 12 July, in 5 days"
    assert (item.left, item.totals, item.state) == ("¥503.25", "Total ¥503.25", "Billed")
    paid = item_of(STATEMENTS[0], None, TODAY, Formatter())
    assert paid.due == "due 12 June"
    assert paid.totals == "Total ¥503.25, paid ¥503.25"
    assert not paid.icon


def test_the_countdown_has_words_for_near_days() -> None:
    assert [countdown(days) for days in (-2, -1, 0, 1, 9)] == [
        "2 days ago",
        "1 day ago",
        "today",
        "tomorrow",
        "in 9 days",
    ]


def test_the_mark_tells_begun_locked_and_changed() -> None:
    formatter = Formatter()
    begun = Reconciliation(statement_date=JULY, stated_total_fen=1)
    locked = replace(begun, is_locked=True, agreed_fen=50225)
    row = STATEMENTS[1]._replace(is_locked=True)
    items = [
        item_of(STATEMENTS[1], begun, TODAY, formatter),
        item_of(row, locked, TODAY, formatter),
        item_of(row._replace(changed_since_lock=True), locked, TODAY, formatter),
    ]
    assert [item.icon for item in items] == ["reconcile", "locked", "warning"]
    assert items[0].spoken.endswith("Reconciling was begun")
    assert items[1].spoken.endswith("Reconciled and locked")
    changed = "Changed since it was locked: +¥1.00, was ¥502.25, now ¥503.25"
    assert items[2].spoken.endswith(changed)


def test_the_page_shows_the_figures_and_lines_of_the_chosen_statement(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    chosen = page.list_card.list.model_of_items.row_at(page.list_card.list.currentIndex())
    assert chosen is not None
    assert chosen.statement_date == JULY
    lines = page.detail.lines
    texts = [str(lines.index(0, column).data()) for column in range(lines.columnCount())]
    assert texts == ["手机 256GB", "2/6", "¥500.00", "¥3.25", "¥503.25", "20 May 2026"]
    named = {"Statement of 3 Jul 2026", "Minimum payment", "Late charges", "Not reconciled yet"}
    assert named | {"due 12 July, in 5 days", "¥500.00", "¥3.25"} <= shown_texts(page)


def test_the_arrow_keys_show_another_statement(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    page.list_card.list.setFocus()
    QTest.keyClick(page.list_card.list, Qt.Key.Key_Up)
    stage.settle()
    assert page.view_model.chosen == date(2026, 8, 3)
    assert "Statement of 3 Aug 2026" in shown_texts(page)


def test_enter_on_a_line_asks_for_its_entry(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    page.detail.line_table.select_row(0)
    page.detail.line_table.setFocus()
    with qtbot.waitSignal(page.entry_requested) as asked:
        QTest.keyClick(page.detail.line_table, Qt.Key.Key_Return)
    assert asked.args == ["purchase", "p7"]


def test_a_double_click_on_a_line_asks_for_its_entry(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    table = page.detail.line_table
    place = table.visualRect(page.detail.lines.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.entry_requested) as asked:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["purchase", "p7"]


def test_hidden_amounts_leave_no_digit_of_money(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    stage.formatter.set_hide_amounts(hide=True)
    model, lines = page.list_card.list.model_of_items, page.detail.lines
    cells = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    cells += [str(lines.index(0, column).data()) for column in range(lines.columnCount())]
    for text in [*cells, *shown_texts(page)]:
        assert "503" not in text
        assert "¥" not in text


def test_what_cannot_be_done_is_not_offered(stage: PageStage, service: FakeLedgerService) -> None:
    service.all_statements = [STATEMENTS[0]]
    page = stage.show(StatementsPage, service)
    actions = page.actions_of_page
    assert actions.reconcile.isEnabled()
    assert not actions.instalment.isEnabled()
    assert not page.instalment_button.isEnabled()
    assert not actions.unlock.isEnabled()
    assert not actions.settlement.isEnabled()
    page.detail.line_table.select_row(0)
    assert actions.settlement.isEnabled()


def test_the_context_menus_mirror_the_menu(stage: PageStage, service: FakeLedgerService) -> None:
    page = stage.show(StatementsPage, service)
    assert page.menu_title().replace("&", "") == "Statement"
    in_menu = {action for action in page.menu_actions() if action is not None}
    in_context = {*page.list_card.list.actions(), *page.detail.line_table.actions()}
    assert in_context == in_menu | {page.list_card.list.why}


def test_without_statements_the_page_says_so(stage: PageStage, service: FakeLedgerService) -> None:
    service.all_statements = []
    page = stage.show(StatementsPage, service)
    assert "No statement yet" in shown_texts(page)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 860)])
def test_the_list_and_the_lines_fit_beside_each_other(
    stage: PageStage, service: FakeLedgerService, size: tuple[int, int]
) -> None:
    page = stage.show(StatementsPage, service, size)
    assert page.width() == size[0] - WIDTH_LEFT_OF_PAGES
    assert page.list_card.width() < page.detail.width()
    table = page.detail.line_table
    lacking = table.horizontalHeader().length() - table.viewport().width()
    assert lacking <= table.columnWidth(table.model().columnCount() - 1)


def test_the_list_keeps_qts_rules(stage: PageStage, service: FakeLedgerService) -> None:
    page = stage.show(StatementsPage, service)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(page.list_card.list.model_of_items, mode)
    page.view_model.filter_by(StatementFilter.PAID)
    stage.settle()
    assert page.list_card.list.model_of_items.rowCount() == 1
    assert STATEMENTS[0].state is StatementState.PAID
    tester.deleteLater()


def test_a_screen_reader_hears_names_and_figures(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(StatementsPage, service)
    heard = {label.accessibleName() for label in page.findChildren(QLabel)}
    assert {"Total: ¥503.25", "Minimum payment: ¥503.25"} <= heard
    item = page.list_card.list.model_of_items.index(1, 0)
    assert str(item.data()) == (
        "3 Jul 2026; due 12 July, in 5 days; Billed; left ¥503.25; Total ¥503.25"
    )
