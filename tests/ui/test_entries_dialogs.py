from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from huanqing.domain.errors import RepaymentExceedsDebtError
from huanqing.ui.entries.booking_dialog import BookingDialog
from huanqing.ui.entries.drafts import duplicate_of, line_of, with_line
from huanqing.ui.entries.editor import EntryEditor
from huanqing.ui.entries.line_dialog import LineDialog
from huanqing.ui.entries.split_dialog import SplitDialog
from huanqing.ui.entries.view import EntriesPage
from huanqing.ui.formatting import HIDDEN
from huanqing.ui.rates import percent_text, ppm_of_percent
from ui.fake_entries import FakeEntries, make_record
from ui.fake_service import TODAY, FakeLedgerService
from ui.lone_page import PageStage, shown_texts
from ui.test_entries_page import choose, fake, show, type_search

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> EntriesPage:
    return show(stage, service)


def opened(qtbot: QtBot, page: EntriesPage) -> BookingDialog:
    qtbot.waitUntil(lambda: page.dialogs.opened is not None)
    dialog = page.dialogs.opened
    assert dialog is not None
    settle_check(qtbot, page)
    return dialog


def settle_check(qtbot: QtBot, page: EntriesPage) -> None:
    dialog = page.dialogs.opened
    if dialog is not None:
        qtbot.waitUntil(lambda: not dialog._booking._pause.isActive())
    qtbot.waitUntil(lambda: page._context.runner.is_idle)


def new_editor(qtbot: QtBot, page: EntriesPage, kind: str = "purchase") -> EntryEditor:
    page.new_entry(kind)
    editor = opened(qtbot, page)
    assert isinstance(editor, EntryEditor)
    return editor


def split_dialog(qtbot: QtBot, stage: PageStage, page: EntriesPage) -> SplitDialog:
    """Open it for a purchase whose periods are not known."""
    choose(qtbot, stage, page, "猫粮")
    page.actions_of_entry.split.trigger()
    dialog = opened(qtbot, page)
    assert isinstance(dialog, SplitDialog)
    return dialog


def test_a_purchase_is_booked_with_an_expression_as_amount(qtbot: QtBot, page: EntriesPage) -> None:
    editor = new_editor(qtbot, page)
    QTest.keyClicks(editor.amount, "10+3.2*2")
    editor.text_field("description").insert("牛奶")
    settle_check(qtbot, page)
    assert editor.preview.model.index(0, 3).data() == "¥16.40"

    QTest.keyClick(editor.amount, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.dialogs.opened is None)
    qtbot.waitUntil(lambda: page.table.current_rowid == 6)
    booked = fake(page).records[6]
    assert (booked.amount_fen, booked.description, booked.day) == (1640, "牛奶", str(TODAY))


def test_a_wrong_amount_is_said_inline_and_nothing_is_booked(
    qtbot: QtBot, page: EntriesPage
) -> None:
    editor = new_editor(qtbot, page)
    QTest.keyClicks(editor.amount, "12.x")
    assert not editor.has_problems
    QTest.keyClick(editor.amount, Qt.Key.Key_Return, CTRL)
    settle_check(qtbot, page)
    words = "This is no amount. Type it like 1234.56, or a sum like 10+3.2*2."
    assert words in shown_texts(editor)
    assert len(fake(page).records) == 5
    assert editor.isVisible()

    editor.amount.set_amount(1200)
    settle_check(qtbot, page)
    assert not editor.has_problems


def test_what_is_missing_is_said_only_when_it_shall_be_booked(
    qtbot: QtBot, page: EntriesPage
) -> None:
    editor = new_editor(qtbot, page, "refund")
    assert not editor.has_problems
    editor.accept_button.click()
    settle_check(qtbot, page)
    assert "This is needed." in shown_texts(editor)
    assert len(fake(page).records) == 5


def test_a_problem_that_only_the_ledger_knows_is_said_at_its_field(
    qtbot: QtBot, page: EntriesPage
) -> None:
    editor = new_editor(qtbot, page)
    editor.amount.set_amount(-500)
    editor.accept_button.click()
    settle_check(qtbot, page)
    assert "The amount must be above zero." in shown_texts(editor)
    assert len(fake(page).records) == 5


def test_a_refund_chooses_its_purchase_from_those_found(qtbot: QtBot, page: EntriesPage) -> None:
    editor = new_editor(qtbot, page, "refund")
    picker = editor.picker
    assert picker is not None
    picker.line.insert("手机")
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    QTest.keyClick(picker.line, Qt.Key.Key_Down)
    assert picker.purchase is not None
    assert picker.purchase.id == "e2"
    QTest.keyClicks(editor.amount, "20")
    editor.accept_button.click()
    qtbot.waitUntil(lambda: page.dialogs.opened is None)
    assert fake(page).records[6].purchase_id == "e2"
    assert fake(page).records[6].state == "booked"


def test_the_next_one_follows_at_once_with_the_same_day(qtbot: QtBot, page: EntriesPage) -> None:
    editor = new_editor(qtbot, page, "repayment")
    editor.day.set_day(date(2026, 7, 1))
    QTest.keyClicks(editor.amount, "20")
    QTest.keyClick(editor.amount, Qt.Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(fake(page).records) == 6)
    settle_check(qtbot, page)
    assert editor.isVisible()
    assert editor.amount.amount_fen is None
    assert editor.day.day == date(2026, 7, 1)
    assert not editor.has_problems


def test_an_edit_changes_only_what_was_typed(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    before = fake(page).records[2]
    choose(qtbot, stage, page, "手机 256GB")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = opened(qtbot, page)
    assert isinstance(editor, EntryEditor)
    assert editor.amount.amount_fen == 239211
    editor.text_field("note").insert("礼物")
    editor.accept_button.click()
    qtbot.waitUntil(lambda: page.dialogs.opened is None)
    after = fake(page).records[2]
    assert after.note == "礼物"
    assert (after.id, after.time, after.amount_fen) == (before.id, before.time, before.amount_fen)


def test_escape_changes_nothing(qtbot: QtBot, page: EntriesPage) -> None:
    editor = new_editor(qtbot, page)
    QTest.keyClicks(editor.amount, "10")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.dialogs.opened is None)
    assert len(fake(page).records) == 5


def test_a_duplicate_is_booked_today_without_the_order_number(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "手机 256GB")
    page.actions_of_entry.duplicate.trigger()
    editor = opened(qtbot, page)
    editor.accept_button.click()
    qtbot.waitUntil(lambda: page.dialogs.opened is None)
    twin = fake(page).records[6]
    assert (twin.amount_fen, twin.order_no, twin.day) == (239211, "", str(TODAY))
    assert twin.id != "e2"


def test_a_locked_statement_is_said_and_changing_it_offered(
    qtbot: QtBot, page: EntriesPage
) -> None:
    fake(page).locked = (date(2026, 7, 3),)
    editor = new_editor(qtbot, page)
    QTest.keyClicks(editor.amount, "10")
    editor.accept_button.click()
    settle_check(qtbot, page)
    words = "This changes the statement of 3 Jul 2026, which you have reconciled."
    assert words in shown_texts(editor)
    assert editor.accept_button.text() == "Change anyway"

    editor.text_field("note").insert("x")
    assert editor.accept_button.text() == "Book"
    for _ in range(2):
        editor.accept_button.click()
        settle_check(qtbot, page)
    assert len(fake(page).records) == 6


def test_a_refusal_is_said_in_the_dialog(qtbot: QtBot, page: EntriesPage) -> None:
    fake(page).failure = RepaymentExceedsDebtError("r1", TODAY, 2000, 1000)
    editor = new_editor(qtbot, page, "repayment")
    QTest.keyClicks(editor.amount, "20")
    editor.accept_button.click()
    settle_check(qtbot, page)
    assert "The repayment is ¥10.00 more than what is owed. Lower it." in shown_texts(editor)
    assert editor.isVisible()


def test_values_used_before_are_suggested(qtbot: QtBot, page: EntriesPage) -> None:
    editor = new_editor(qtbot, page)
    completer = editor.text_field("counterparty").completer()
    assert completer is not None
    completer.setCompletionPrefix("小")
    assert completer.currentCompletion() == "小米"


def test_a_purchase_is_split_into_three_after_a_look_at_the_bills(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    dialog = split_dialog(qtbot, stage, page)
    dialog.periods.setCurrentText("3")
    dialog.fee.setText("0.6")
    dialog.free.setText("1")
    settle_check(qtbot, page)
    bills = [dialog.preview.model.index(row, 3).data() for row in range(3)]
    assert bills == ["¥334.44", "¥340.46", "¥340.47"]

    dialog.accept_button.click()
    qtbot.waitUntil(lambda: page.dialogs.opened is None)
    split = fake(page).records[3]
    assert (split.periods, split.fee_rate_ppm, split.free_periods) == (3, 6000, 1)
    assert not split.needs_periods


def test_no_number_of_periods_splits_nothing(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    dialog = split_dialog(qtbot, stage, page)
    dialog.periods.setCurrentText("many")
    dialog.accept_button.click()
    settle_check(qtbot, page)
    assert "This is no number." in shown_texts(dialog)
    assert fake(page).records[3].needs_periods


def test_one_line_of_a_schedule_is_edited_and_given_back(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "手机 256GB")
    page.panel.schedule.table.select_row(0)
    page.panel._line.click()
    dialog = opened(qtbot, page)
    assert isinstance(dialog, LineDialog)
    QTest.keyClicks(dialog.fee, "1.5")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: page.dialogs.opened is None)
    lines = fake(page).records[2].details["edited_lines"]
    assert lines == [{"period": 1, "fee": 150}]
    qtbot.waitUntil(lambda: page.panel.schedule.model.index(0, 0).data() == "✎ 1/1")


def test_hidden_amounts_leave_no_digit_of_money_in_the_dialogs(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    stage.formatter.set_hide_amounts(hide=True)
    choose(qtbot, stage, page, "手机 256GB")
    for action in (page.actions_of_entry.edit, page.actions_of_entry.split):
        action.trigger()
        dialog = opened(qtbot, page)
        qtbot.waitUntil(lambda dialog=dialog: "Owed" in dialog.preview.text)  # type: ignore[misc]
        texts = [*shown_texts(dialog), *_preview_cells(dialog)]
        texts += [line.displayText() for line in dialog.findChildren(QLineEdit)]
        assert HIDDEN in " ".join(texts)
        assert not any("¥" in text or "2392" in text or "2,392" in text for text in texts)
        dialog.reject()
        qtbot.waitUntil(lambda: page.dialogs.opened is None)


def _preview_cells(dialog: BookingDialog) -> list[str]:
    model = dialog.preview.model
    places = [(row, column) for row in range(model.rowCount()) for column in range(4)]
    return [str(model.index(row, column).data()) for row, column in places]


def test_everything_goes_by_keyboard(qtbot: QtBot, stage: PageStage, page: EntriesPage) -> None:
    page.focus_search()
    type_search(qtbot, stage, page, "手机")
    QTest.keyClick(page.search_bar.line, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.current_rowid == 2
    stage.settle()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    editor = opened(qtbot, page)
    assert isinstance(editor, EntryEditor)
    qtbot.waitUntil(editor.amount.hasFocus)
    editor.amount.selectAll()
    QTest.keyClicks(editor.amount, "2400")
    QTest.keyClick(editor.amount, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: fake(page).records[2].amount_fen == 240000)
    qtbot.waitUntil(lambda: page.dialogs.opened is None)

    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_T, CTRL)
    editor = opened(qtbot, page)
    assert isinstance(editor, EntryEditor)
    seen = set()
    for _ in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    fields = {"Amount", "Date", "Time", "Description", "Periods", "Fee per period in percent"}
    assert fields | {"Book", "Book and next", "Cancel"} <= seen
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.dialogs.opened is None)


def test_edited_lines_are_kept_beside_each_other() -> None:
    record = make_record(1, periods=3)
    once = with_line(record, 2, principal_fen=5, fee_fen=None, statement_date=None)
    twice = with_line(once, 1, principal_fen=None, fee_fen=7, statement_date=date(2026, 8, 3))
    assert line_of(twice, 2) == {"period": 2, "principal": 5}
    assert line_of(twice, 1) == {"period": 1, "fee": 7, "statement_date": "2026-08-03"}
    back = with_line(twice, 2, principal_fen=None, fee_fen=None, statement_date=None)
    assert line_of(back, 2) == {}
    gone = with_line(back, 1, principal_fen=None, fee_fen=None, statement_date=None)
    assert gone == record


def test_a_duplicate_has_no_edited_lines() -> None:
    record = make_record(1, details={"edited_lines": [{"period": 1}], "remainder": "first"})
    assert duplicate_of(record, TODAY).details == {"remainder": "first"}


@pytest.mark.parametrize(
    ("text", "ppm"),
    [("", 0), ("0.6", 6000), ("1%", 10000), ("0.0001", 1), (".5", 5000), ("x", None), ("-1", None)],
)
def test_rates_are_read_in_percent(text: str, ppm: int | None) -> None:
    assert ppm_of_percent(text) == ppm


def test_rates_are_written_in_percent() -> None:
    assert [percent_text(ppm) for ppm in (0, 6000, 10000, 1)] == ["0", "0.6", "1", "0.0001"]


def test_entries_of_other_kinds_are_not_edited_here(
    qtbot: QtBot, stage: PageStage, service: FakeLedgerService
) -> None:
    service.entries = FakeEntries([make_record(1, kind="transfer", description="提现")])
    page = show(stage, service)
    choose(qtbot, stage, page, "提现")
    page.actions_of_entry.edit.trigger()
    stage.settle()
    words = "Entries of this kind are booked elsewhere. Delete it to book it anew."
    assert words in shown_texts(page)
    assert page.dialogs.opened is None
