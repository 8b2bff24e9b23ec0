from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from huanqing.application.entry_models import RawRow, SavedSearch
from huanqing.domain.errors import RepaymentExceedsDebtError
from huanqing.ui.entries.view import EntriesPage
from huanqing.ui.formatting import HIDDEN
from ui.fake_entries import FakeEntries, make_allocation, make_record
from ui.fake_service import TODAY, FakeLedgerService
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerService

DATE, KIND, AMOUNT, LEFT, DESCRIPTION = range(5)


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> EntriesPage:
    return show(stage, service)


def show(stage: PageStage, service: FakeLedgerService) -> EntriesPage:
    return stage.show(EntriesPage, cast("LedgerService", service))


def cells(page: EntriesPage, column: int) -> list[str]:
    model = page.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def type_search(qtbot: QtBot, stage: PageStage, page: EntriesPage, text: str) -> None:
    before = len(fake(page).queries)
    page.search_bar.line.setFocus()
    page.search_bar.line.insert(text)  # As an input method does; keys cannot type Chinese.
    qtbot.waitUntil(lambda: len(fake(page).queries) > before)
    stage.settle()


def fake(page: EntriesPage) -> FakeEntries:
    entries = page._context.service.entries
    assert isinstance(entries, FakeEntries)
    return entries


def choose(qtbot: QtBot, stage: PageStage, page: EntriesPage, *descriptions: str) -> None:
    page.table.clearSelection()
    shown = cells(page, DESCRIPTION)
    for place, description in enumerate(descriptions):
        row = shown.index(description)
        centre = page.table.visualRect(page.model.index(row, KIND)).center()
        modifier = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, modifier, centre)
    settle_detail(qtbot, stage, page)


def settle_detail(qtbot: QtBot, stage: PageStage, page: EntriesPage) -> None:
    def is_shown() -> bool:
        detail = page.detail_model.detail
        return (None if detail is None else detail.row.rowid) == page.table.current_rowid

    qtbot.waitUntil(is_shown)
    stage.settle()


def test_the_entries_stand_newest_first_with_count_and_sums(page: EntriesPage) -> None:
    days = [page.model.row_at(page.model.index(row, 0)) for row in range(5)]
    assert [row.day.day for row in days if row is not None] == [6, 5, 4, 3, 2]
    texts = shown_texts(page)
    assert "5 entries · Purchases ¥4,396.55 · Refunds ¥392.11 · Repayments ¥1,004.44" in texts


def test_typing_filters_and_escape_brings_everything_back(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    type_search(qtbot, stage, page, "手机")
    assert cells(page, DESCRIPTION) == ["手机 256GB"]
    assert "1 entry · Purchases ¥2,392.11" in shown_texts(page)

    QTest.keyClick(page.search_bar.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)


def test_words_not_understood_are_said_below_the_line(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    type_search(qtbot, stage, page, "nofield:x")
    assert "Searched for as plain text: nofield:x" in shown_texts(page)


def test_nothing_found_offers_to_clear_the_search(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    type_search(qtbot, stage, page, "zzz")
    assert "Nothing found" in shown_texts(page)
    button = next(
        each
        for each in page.findChildren(QPushButton)
        if each.text() == "Clear the search" and each.isVisible()
    )
    button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    assert "Nothing found" not in shown_texts(page)


def test_an_empty_ledger_offers_the_import(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    service.entries = FakeEntries([])
    page = show(stage, service)
    assert "No entry yet" in shown_texts(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        page._no_entry.button.click()
    assert asked.args == ["import"]


def test_a_field_of_the_menu_is_inserted_with_its_value_selected(page: EntriesPage) -> None:
    page.search_bar.set_text("手机")
    menu = page.search_bar.fields_button.menu()
    assert menu is not None
    next(each for each in menu.actions() if each.text().startswith("amount")).trigger()
    assert page.search_bar.line.text() == "手机 amount:>500"
    assert page.search_bar.line.selectedText() == ">500"


def test_a_click_on_a_header_asks_for_another_order(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    page.table.sortByColumn(AMOUNT, Qt.SortOrder.AscendingOrder)
    stage.settle()
    qtbot.waitUntil(lambda: "…" not in cells(page, DATE))
    assert cells(page, AMOUNT)[0] == "¥392.11"
    assert cells(page, AMOUNT)[-1] == "¥2,392.11"


def test_the_selection_shows_count_and_sums_by_kind(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "大米 1", "手机 256GB", "还款")
    texts = shown_texts(page)
    assert "Selected: 3 entries · Purchases ¥3,393.22 · Repayments ¥1,004.44" in texts


def test_a_purchase_shows_schedule_refunds_history_and_imported_row(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    service.entries.raw = RawRow(
        "jd.csv", 23, "2026-06-09T12:00:00", "paid_with_baitiao", (("金额", "2392.11"),)
    )
    page = show(stage, service)
    choose(qtbot, stage, page, "手机 256GB")
    panel = page.panel
    assert panel.schedule.model.rowCount() == 1
    assert panel.schedule.model.index(0, 3).data() == "¥2,392.11"
    assert panel.refunds.model.rowCount() == 1
    assert panel.raw.model.index(0, 1).data() == "2392.11"
    assert panel.allocations.isHidden()
    texts = shown_texts(panel)
    assert "Amount ¥777.01 → ¥2,392.11" in texts
    assert "jd.csv, line 23, imported 9 Jun 2026 12:00" in texts

    page.actions_of_entry.show_raw.trigger()
    assert panel.raw.table.hasFocus()


def test_a_repayment_shows_where_it_went(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    service.entries.allocations = (make_allocation(100444),)
    page = show(stage, service)
    choose(qtbot, stage, page, "还款")
    assert page.panel.allocations.model.index(0, 0).data() == "手机 256GB, period 1"
    assert page.panel.schedule.isHidden()


def test_delete_needs_no_question_and_undo_brings_it_back(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "大米 1", "猫粮")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    stage.settle()
    assert page.model.rowCount() == 3
    assert "2 entries deleted." in shown_texts(page)

    page._message.action_requested.emit()
    stage.settle()
    assert page.model.rowCount() == 5
    assert "2 entries deleted." not in shown_texts(page)


def test_after_a_deletion_the_next_entry_is_selected(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "手机 256GB")
    below = cells(page, DESCRIPTION).index("手机 256GB") + 1
    follower = page.model.rowids[below]
    page.actions_of_entry.delete.trigger()
    stage.settle()
    assert page.table.current_rowid == follower


def test_delete_pressed_twice_deletes_once(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "大米 1")
    bugs: list[object] = []
    page._context.runner.bug_found.connect(bugs.append)
    page.actions_of_entry.delete.trigger()
    page.actions_of_entry.delete.trigger()
    stage.settle()
    assert page.model.rowCount() == 4
    assert "1 entry deleted." in shown_texts(page)
    assert not bugs


def test_the_offer_to_undo_ends_with_the_next_change(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "大米 1")
    page.actions_of_entry.delete.trigger()
    stage.settle()
    fake(page)._begin("other", {})
    page.changes.accept_offer()
    stage.settle()
    assert page.model.rowCount() == 4


def test_a_locked_statement_is_said_and_deleting_still_possible(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    fake(page).locked = (service_day(),)
    choose(qtbot, stage, page, "大米 1")
    page.actions_of_entry.delete.trigger()
    stage.settle()
    words = "This changes the statement of 3 Jul 2026, which you have reconciled."
    assert words in shown_texts(page)
    assert page.model.rowCount() == 5

    page._message.action_requested.emit()
    stage.settle()
    assert page.model.rowCount() == 4


def service_day() -> date:
    return date(2026, 7, 3)


def test_a_search_is_saved_chosen_and_removed(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    type_search(qtbot, stage, page, "手机")
    page.search_bar.save_requested.emit()
    dialog = page._save_dialog
    assert dialog is not None
    dialog.name.setText("Phones")
    dialog.accept_button.click()
    stage.settle()
    assert fake(page).saved == [SavedSearch("Phones", "手机")]

    page.search_bar.clear()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    menu = page.search_bar.saved_menu
    next(each for each in menu.actions() if each.text() == "Phones").trigger()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)

    page.search_bar.search_removed.emit("Phones")
    stage.settle()
    assert fake(page).saved == []
    assert all(each.text() != "Phones" for each in page.search_bar.saved_menu.actions())


def test_hidden_amounts_leave_no_digit_of_money(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    service.entries.raw = RawRow(
        "jd.csv", 23, "2026-06-09T12:00:00", "x", (("说明", "退 ¥2392.11"), ("金额", "2392"))
    )
    page = show(stage, service)
    choose(qtbot, stage, page, "大米 1", "手机 256GB")
    stage.formatter.set_hide_amounts(hide=True)
    stage.settle()
    shown = [*shown_texts(page), *cells(page, AMOUNT), *cells(page, LEFT)]
    for section in (page.panel.schedule, page.panel.refunds, page.panel.raw):
        model = section.model
        shown += [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
    assert HIDDEN in shown
    for text in shown:
        assert "¥" not in text
        assert "2392" not in text
        assert "777" not in text


def test_hiding_amounts_takes_a_refusal_with_an_amount_away(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    fake(page).failure = RepaymentExceedsDebtError("r1", TODAY, 2000, 1000)
    choose(qtbot, stage, page, "大米 1")
    page.actions_of_entry.delete.trigger()
    stage.settle()
    assert any("¥10.00" in text for text in shown_texts(page))
    stage.formatter.set_hide_amounts(hide=True)
    assert not any("10.00" in text for text in shown_texts(page))


def test_rows_are_copied_as_text(qtbot: QtBot, stage: PageStage, page: EntriesPage) -> None:
    choose(qtbot, stage, page, "手机 256GB")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    line = QGuiApplication.clipboard().text()
    assert line.split("\t")[:5] == [
        "2026-06-03",
        "Purchase",
        "¥2,392.11",
        "¥2,392.11",
        "手机 256GB",
    ]


def test_another_page_can_open_a_search_and_an_entry(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    page.open_search("手机")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.open_entry("repayment", "e4")
    qtbot.waitUntil(lambda: page.table.current_rowid == 4)
    assert page.search_bar.line.text() == ""

    page.open_entry("repayment", "gone")
    stage.settle()
    assert "This entry is not in the ledger any more." in shown_texts(page)


def test_actions_follow_the_selection(qtbot: QtBot, stage: PageStage, page: EntriesPage) -> None:
    actions = page.actions_of_entry
    assert not actions.edit.isEnabled()
    choose(qtbot, stage, page, "还款")
    assert actions.edit.isEnabled()
    assert not actions.split.isEnabled()
    choose(qtbot, stage, page, "还款", "大米 1")
    assert not actions.edit.isEnabled()
    assert actions.delete.isEnabled()


def test_a_change_keeps_the_selection_and_shows_the_new_values(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "手机 256GB")
    fake(page).records[2] = make_record(2, description="手机 512GB", counterparty="小米")
    page.mark_stale()
    stage.settle()
    qtbot.waitUntil(lambda: "手机 512GB" in cells(page, DESCRIPTION))
    assert page.table.current_rowid == 2
    qtbot.waitUntil(lambda: "手机 512GB" in shown_texts(page.panel))


def test_every_control_has_a_name(page: EntriesPage) -> None:
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or not button.text()
    assert page.search_bar.line.accessibleName()
    assert page.table.accessibleName()
