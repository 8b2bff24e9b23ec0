"""Deciding on rows before they are booked, and on rows of earlier imports that wait."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPlainTextEdit, QTableView

from huanqing.application.bill_rows import RowKind
from huanqing.application.read_models import FileReport, RowChoice, WaitingRow
from ui import fake_imports
from ui.conftest import settle
from ui.fake_imports import make_bill_row
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.importing.row_panel import RowPanel
    from huanqing.ui.importing.view import ImportPage
    from huanqing.ui.main_window import MainWindow

LINE, TIME, KIND, DESCRIPTION, AMOUNT, REFUNDED, PERIODS, OUTCOME, REASON = range(9)
RAW = "2026-07-01 10:00:00\x1f京东平台商户\x1f猫粮 25\x1f7,654.57(已退款12.34)\x1f3100"
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@pytest.fixture(autouse=True)
def bill(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every previewed file hold two purchases, one in instalments, and a row to review."""
    plain = fake_imports.make_file_report

    def make(name: str, outcome: str) -> FileReport:
        report = plain(name, outcome)
        first, second, third = report.rows
        asking = second.row._replace(periods=0, hints=("instalments",), raw=RAW)
        rows = (first, replace(second, row=asking), third)
        return replace(report, rows=rows)

    monkeypatch.setattr(fake_imports, "make_file_report", make)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ImportPage:
    window.show_page("import")
    settle(qtbot, window)
    path = tmp_path / "a.csv"
    path.write_bytes(b"bill")
    window.import_page.preview_files([path])
    settle(qtbot, window)
    return window.import_page


@pytest.fixture
def panel(page: ImportPage) -> RowPanel:
    return page.preview.panel


def cell(panel: RowPanel, row: int, column: int) -> str:
    return str(panel.model.index(row, column).data())


def tick_of(panel: RowPanel, row: int) -> Qt.CheckState:
    return Qt.CheckState(panel.model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole))


def texts_of(page: ImportPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_space_leaves_a_row_out_and_takes_it_in_again(
    qtbot: QtBot, window: MainWindow, panel: RowPanel, service: FakeLedgerService
) -> None:
    panel.table.select_row(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    assert tick_of(panel, 0) == UNCHECKED
    settle(qtbot, window)
    assert service.imports.given[-1] == {("a.csv", 23): RowChoice(is_skipped=True)}
    assert cell(panel, 0, OUTCOME) == "Left out"
    assert panel.table.currentIndex().row() == 0
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert service.imports.given[-1] == {}
    assert cell(panel, 0, OUTCOME) == "New"
    assert tick_of(panel, 0) == CHECKED
    assert service.imports.writes == 0


def test_several_rows_are_ticked_at_once(
    qtbot: QtBot, window: MainWindow, panel: RowPanel, service: FakeLedgerService
) -> None:
    panel.none_action.trigger()
    settle(qtbot, window)
    assert len(service.imports.given[-1]) == 3
    assert [tick_of(panel, row) for row in range(3)] == [UNCHECKED] * 3
    panel.table.select_row(1)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    panel.invert_action.trigger()
    settle(qtbot, window)
    assert [tick_of(panel, row) for row in range(3)] == [CHECKED, UNCHECKED, CHECKED]
    panel.all_action.trigger()
    settle(qtbot, window)
    assert service.imports.given[-1] == {}


def test_ticking_what_is_shown_leaves_hidden_rows_alone(
    qtbot: QtBot, window: MainWindow, panel: RowPanel, service: FakeLedgerService
) -> None:
    panel.outcome_box.setCurrentIndex(panel.outcome_box.findData("review"))
    panel.none_action.trigger()
    settle(qtbot, window)
    assert list(service.imports.given[-1]) == [("a.csv", 25)]


def test_a_click_on_the_box_ticks_the_row(
    qtbot: QtBot, window: MainWindow, panel: RowPanel, service: FakeLedgerService
) -> None:
    panel.table.select_row(0)
    box = panel.table.box_of(panel.model.index(2, 0))
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    settle(qtbot, window)
    assert list(service.imports.given[-1]) == [("a.csv", 25)]
    assert panel.table.currentIndex().row() == 0
    accessible = Qt.ItemDataRole.AccessibleTextRole
    assert panel.model.index(2, 0).data(accessible) == "Line 25, left out"
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    settle(qtbot, window)
    assert service.imports.given[-1] == {}


def test_a_corrected_kind_is_previewed_booked_and_can_be_given_back(
    qtbot: QtBot, window: MainWindow, page: ImportPage, panel: RowPanel, service: FakeLedgerService
) -> None:
    assert cell(panel, 2, KIND) == "To review"
    panel.table.select_row(2)
    panel.kind_menu.choose(RowKind.TRANSFER)
    assert cell(panel, 2, KIND) == "Transfer"
    settle(qtbot, window)
    assert (cell(panel, 2, OUTCOME), cell(panel, 2, REASON)) == ("New", "You chose the kind")
    assert panel.table.currentIndex().row() == 2
    recognised = panel.kind_menu.recognised
    assert recognised is not None
    recognised.trigger()
    settle(qtbot, window)
    assert (cell(panel, 2, KIND), cell(panel, 2, OUTCOME)) == ("To review", "Review")
    panel.kind_menu.choose(RowKind.OTHER_SPENDING)
    page.apply_button.click()
    settle(qtbot, window)
    assert service.imports.given[-1] == {("a.csv", 25): RowChoice(kind=RowKind.OTHER_SPENDING)}
    assert "Imported: 3 new rows." in texts_of(page)


def test_several_rows_get_a_kind_at_once(
    qtbot: QtBot, window: MainWindow, panel: RowPanel, service: FakeLedgerService
) -> None:
    panel.table.selectAll()
    panel.kind_menu.choose(RowKind.OTHER_LOAN)
    settle(qtbot, window)
    assert set(service.imports.given[-1]) == {("a.csv", 23), ("a.csv", 24), ("a.csv", 25)}


def test_periods_are_asked_for_and_given(
    qtbot: QtBot, window: MainWindow, panel: RowPanel, service: FakeLedgerService
) -> None:
    assert cell(panel, 1, PERIODS) == "?"
    assert cell(panel, 1, REASON) == "Paid in instalments, how many?"
    panel.table.select_row(2)
    assert not panel.periods_button.isEnabled()
    panel.table.select_row(1)
    panel.periods_button.click()
    dialog = panel._dialog
    assert dialog is not None
    dialog.periods.setValue(12)
    dialog.fee.edit.setText("0.6")
    dialog.free.setValue(13)
    assert not dialog.accept_button.isEnabled()
    dialog.free.setValue(2)
    dialog.accept_button.click()
    settle(qtbot, window)
    choice = RowChoice(periods=12, fee_rate_ppm=6000, free_periods=2)
    assert service.imports.given[-1] == {("a.csv", 24): choice}
    assert cell(panel, 1, PERIODS) == "12"


def test_rows_are_found_by_their_words(qtbot: QtBot, panel: RowPanel) -> None:
    panel.search.setText("猫粮 25")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert cell(panel, 0, DESCRIPTION) == "猫粮 25"
    assert panel.count.text() == "1 row"
    panel.search.clear()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)


def test_rows_are_sorted_by_a_column_and_keep_their_choices(
    qtbot: QtBot, window: MainWindow, panel: RowPanel
) -> None:
    panel.table.sortByColumn(AMOUNT, Qt.SortOrder.DescendingOrder)
    assert [cell(panel, row, LINE) for row in range(3)] == ["25", "24", "23"]
    panel.table.select_row(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert tick_of(panel, 0) == UNCHECKED
    assert [cell(panel, row, LINE) for row in range(3)] == ["25", "24", "23"]


def test_the_newest_choice_wins(
    qtbot: QtBot, window: MainWindow, panel: RowPanel, service: FakeLedgerService
) -> None:
    service.imports.gate = Event()
    panel.table.select_row(2)
    panel.kind_menu.choose(RowKind.TRANSFER)
    qtbot.waitUntil(lambda: bool(service.imports.given[1:]))
    before = len(service.imports.given)
    panel.kind_menu.choose(RowKind.REPAYMENT)
    panel.kind_menu.choose(RowKind.OTHER_INCOME)
    service.imports.gate.set()
    settle(qtbot, window)
    assert len(service.imports.given) == before + 1
    assert service.imports.given[-1] == {("a.csv", 25): RowChoice(kind=RowKind.OTHER_INCOME)}
    assert cell(panel, 2, KIND) == "Other income"


def test_applying_takes_choices_that_were_not_previewed_yet(
    qtbot: QtBot, window: MainWindow, page: ImportPage, panel: RowPanel, service: FakeLedgerService
) -> None:
    panel.table.select_row(2)
    panel.kind_menu.choose(RowKind.TRANSFER)
    page.apply_button.click()
    settle(qtbot, window)
    assert service.imports.writes == 1
    assert service.imports.given[-1] == {("a.csv", 25): RowChoice(kind=RowKind.TRANSFER)}


def test_the_row_is_shown_as_it_stands_and_covers_amounts_when_they_are_hidden(
    window: MainWindow, page: ImportPage, panel: RowPanel
) -> None:
    panel.table.select_row(1)
    cells = page.preview.detail.cells
    assert "7,654.57(已退款12.34)" in cells.toPlainText()
    window.context.formatter.set_hide_amounts(hide=True)
    shown = cells.toPlainText()
    assert "7,654" not in shown
    assert "12.34" not in shown
    assert "京东平台商户" in shown
    tables = [table for table in page.findChildren(QTableView) if table.isVisible()]
    texts = [
        str(table.model().index(row, column).data())
        for table in tables
        for row in range(table.model().rowCount())
        for column in range(table.model().columnCount())
    ]
    assert not [text for text in texts if "7,654" in text or "15,309" in text]


def test_totals_by_month_and_method_are_shown_on_demand(
    qtbot: QtBot, window: MainWindow, page: ImportPage, panel: RowPanel
) -> None:
    panel.table.select_row(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    settle(qtbot, window)
    panel.totals_button.click()
    settle(qtbot, window)
    dialog = page.preview._dialog
    assert dialog is not None
    months, methods = dialog.models
    shown = [str(months.index(0, column).data()) for column in range(3)]
    assert shown == ["2026-07", "2", "¥7,654.56"]
    assert str(methods.index(0, 0).data()) == "京东白条"
    window.context.formatter.set_hide_amounts(hide=True)
    assert str(months.index(0, 2).data()) == "***"
    dialog.close()


def test_rejected_rows_are_exported_from_the_preview_and_from_the_report(
    qtbot: QtBot,
    window: MainWindow,
    page: ImportPage,
    panel: RowPanel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "rejected.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    panel.table.select_row(1)
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    settle(qtbot, window)
    panel.export_button.click()
    settle(qtbot, window)
    lines = target.read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0] == "File,Line,Reason"
    assert lines[1].startswith(
        'a.csv,24,You left it out,2026-07-01 10:00:00,京东平台商户,猫粮 25,"7,654'
    )
    assert lines[2].startswith("a.csv,25,Row not understood")
    assert "written to rejected.csv" in texts_of(page)
    target.unlink()
    page.apply_button.click()
    settle(qtbot, window)
    page.result.export_button.click()
    settle(qtbot, window)
    assert target.exists()


def test_an_export_that_cannot_be_written_is_explained(
    qtbot: QtBot, window: MainWindow, page: ImportPage, tmp_path: Path
) -> None:
    page.view_model.write_rejected(tmp_path / "no such folder" / "rejected.csv")
    settle(qtbot, window)
    assert "could not be written" in texts_of(page)


def test_the_page_shows_progress_while_importing_and_cancel_writes_nothing(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService
) -> None:
    service.imports.gate = Event()
    QTest.keyClick(page.preview.panel.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.progress.isVisible()
    qtbot.waitUntil(lambda: page.progress.rows.text() == "1 of 3 rows")
    assert not page.preview.isEnabled()
    page.progress.cancel_button.click()
    settle(qtbot, window)
    assert not page.progress.isVisible()
    assert service.imports.writes == 0
    assert page.preview.panel.model.rowCount() == 3
    assert "Cancelled. Nothing was changed." in texts_of(page)


def test_the_report_leads_to_the_entries_of_these_days(
    qtbot: QtBot, window: MainWindow, page: ImportPage
) -> None:
    page.apply_button.click()
    settle(qtbot, window)
    assert "Imported: 2 new rows. 1 row waits for your decision." in texts_of(page)
    with qtbot.waitSignal(page.search_requested) as caught:
        page.result.entries_button.click()
    assert caught.args == ["date:2026-07-01..2026-07-01"]
    page.result.close_button.click()
    assert not page.result.isVisible()


def test_what_the_ledger_knows_cannot_be_decided_here(
    qtbot: QtBot, window: MainWindow, page: ImportPage, panel: RowPanel, tmp_path: Path
) -> None:
    page.apply_button.click()
    settle(qtbot, window)
    page.preview_files([tmp_path / "a.csv"])
    settle(qtbot, window)
    panel.table.select_row(0)
    assert cell(panel, 0, OUTCOME) == "Unchanged"
    assert panel.model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert not panel.kind_button.isEnabled()
    assert not panel.toggle_action.isEnabled()
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    assert page.view_model.rows.choices == {}


def test_a_refused_choice_is_explained_and_taken_back(
    qtbot: QtBot, window: MainWindow, page: ImportPage
) -> None:
    rows = page.view_model.rows
    rows.set_terms([rows.rows[1]], RowChoice(periods=121))
    settle(qtbot, window)
    assert rows.choices == {}
    assert "not allowed" in texts_of(page)


# --- With the keyboard alone ---


def test_the_context_menu_opens_with_the_keyboard_and_holds_the_actions(
    panel: RowPanel,
) -> None:
    panel.table.select_row(2)
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    assert panel.kind_menu.isVisible()
    offered = [action.text() for action in panel.kind_menu.actions() if action.isVisible()]
    assert offered[:3] == ["Purchase", "Refund", "Repayment"]
    QTest.keyClick(panel.kind_menu, Qt.Key.Key_Escape)
    texts = [action.text() for action in panel.table.actions()]
    assert "Take in or leave out" in texts
    assert "Tick all shown" in texts


def test_every_control_has_a_name_and_tab_reaches_it(page: ImportPage, panel: RowPanel) -> None:
    wanted = {
        panel.search, panel.outcome_box, panel.tick_button, panel.kind_button,
        panel.totals_button, panel.export_button, panel.details_button, panel.table,
        page.apply_button, page.discard_button, page.choose_button, page.preview.file_table,
    }  # fmt: skip
    assert all(widget.accessibleName() for widget in wanted)
    page.apply_button.setFocus()
    reached = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is None:
            break
        reached.add(focus)
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(focus, press)
    assert wanted - reached == set()
    assert isinstance(page.preview.detail.cells, QPlainTextEdit)


# --- Rows that wait ---


@pytest.fixture
def waiting_page(qtbot: QtBot, window: MainWindow, service: FakeLedgerService) -> ImportPage:
    row = make_bill_row(31, RowKind.REVIEW)._replace(reason="unknown_row")
    refund = make_bill_row(32, RowKind.REFUND)
    asking = make_bill_row(33, RowKind.REVIEW)._replace(periods=0, hints=("instalments",))
    service.imports.waiting_rows = [
        WaitingRow(7, "june.csv", row),
        WaitingRow(8, "june.csv", refund),
        WaitingRow(9, "june.csv", asking),
    ]
    window.show_page("import")
    settle(qtbot, window)
    return window.import_page


def test_nothing_that_waits_is_no_card(window: MainWindow) -> None:
    window.show_page("import")
    assert not window.import_page.waiting.isVisible()


def test_waiting_rows_are_shown_with_count_and_reason(waiting_page: ImportPage) -> None:
    card = waiting_page.waiting
    assert card.isVisible()
    assert card.title.text() == "3 rows wait for your decision"
    reasons = [str(card.model.index(row, 3).data()) for row in range(3)]
    assert reasons[:2] == ["Row not understood", "Purchase of this refund not found"]
    assert not card.book_button.isEnabled()


def test_waiting_rows_are_booked_or_set_aside(
    qtbot: QtBot, window: MainWindow, waiting_page: ImportPage, service: FakeLedgerService
) -> None:
    card = waiting_page.waiting
    card.table.select_row(0)
    card.kind_menu.choose(RowKind.OTHER_SPENDING)
    settle(qtbot, window)
    assert service.imports.decided == [{7: RowChoice(kind=RowKind.OTHER_SPENDING)}]
    assert card.title.text() == "2 rows wait for your decision"
    assert "1 row was decided." in texts_of(waiting_page)
    card.table.setFocus()
    card.table.select_row(0)
    QTest.keyClick(card.table, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert service.imports.decided[-1] == {8: RowChoice(is_skipped=True)}
    card.table.select_row(0)
    card.aside_button.click()
    settle(qtbot, window)
    assert not card.isVisible()


def test_a_waiting_purchase_in_instalments_asks_for_its_periods(
    qtbot: QtBot, window: MainWindow, waiting_page: ImportPage, service: FakeLedgerService
) -> None:
    card = waiting_page.waiting
    card.table.select_row(2)
    card.kind_menu.choose(RowKind.PURCHASE)
    dialog = card._dialog
    assert dialog is not None
    assert service.imports.decided == []
    dialog.periods.setValue(6)
    dialog.accept_button.click()
    settle(qtbot, window)
    assert service.imports.decided == [{9: RowChoice(kind=RowKind.PURCHASE, periods=6)}]


def test_a_waiting_refund_is_not_offered_to_be_a_refund(waiting_page: ImportPage) -> None:
    card = waiting_page.waiting
    card.table.select_row(1)
    offered = [action.text() for action in card.kind_menu.actions() if action.isVisible()]
    assert "Refund" not in offered
    assert "Other refund" in offered
