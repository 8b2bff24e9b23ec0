"""Stories on the ledger: reconciling, settling early, splitting a bill, undo on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huanqing.application.entry_models import EntryQuery
from huanqing.ui.entries.editor import EntryEditor
from huanqing.ui.statements.instalment_dialog import InstalmentDialog
from huanqing.ui.statements.settlement_dialog import SettlementDialog
from ui.stories import CTRL, SHIFT, STATEMENT_DAY, Key, User, own_ledger_with_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.preferences import Preferences
    from huanqing.ui.statements.view import StatementsPage


@pytest.fixture
def bill(project_root: Path) -> Path:
    return project_root / "tests" / "fixtures" / "jd" / "v2_all_kinds.csv"


@pytest.fixture
def user(qtbot: QtBot, tmp_path: Path, preferences: Preferences, bill: Path) -> Iterator[User]:
    """A user whose first bill is imported."""
    user = User(qtbot, tmp_path, preferences)
    own_ledger_with_rules(user, bill)
    user.start()
    yield user
    user.close()


def choose_line(user: User, page: StatementsPage, words: str) -> None:
    place = page.detail.lines.position_of(lambda row: words in row.description)
    assert place is not None
    user.click_row(page.detail.line_table, place)


def lock_the_statement(user: User, more_fen: int = 0) -> StatementsPage:
    """Reconcile the first statement against JD's total, ``more_fen`` above the ledger's."""
    page = user.statements
    row = page.view_model.chosen_row
    assert row is not None
    user.press(Key.Key_R, CTRL | SHIFT)
    assert page.is_reconciling
    panel = page.reconcile_panel
    assert user.focus is panel.fields.total
    total = row.figures.total_fen + more_fen
    user.type(f"{total // 100}.{total % 100:02d}")
    user.press(Key.Key_Tab)
    user.click(panel.tick_all)
    if more_fen:
        assert not panel.finish.isEnabled()
        user.click(panel.post)
    user.click(panel.finish)
    assert not page.is_reconciling
    return page


def test_a_locked_statement_asks_before_it_changes_and_says_that_it_did(user: User) -> None:
    lock_the_statement(user, more_fen=350)
    actions = user.service.statement_actions
    assert actions.reconciliation(STATEMENT_DAY).is_locked
    assert user.says(user.statements, "Reconciled and locked")
    page = user.find_entry("示例冰箱")
    page.table.setFocus()
    user.press(Key.Key_F2)
    editor = user.dialog
    assert isinstance(editor, EntryEditor)
    before = user.figures()
    user.fill(editor.amount, "2300")
    user.press(Key.Key_Return)
    assert editor.isVisible()
    assert user.says(editor, "which you have reconciled")
    assert editor.accept_button.text() == "Change anyway"
    assert user.figures() == before
    user.press(Key.Key_Return)
    assert not user.has_dialog
    assert user.figures() != before
    assert user.says(user.statements, "Changed since it was locked")
    user.undo()
    assert user.figures() == before
    assert not user.says(user.statements, "Changed since it was locked")
    assert user.says(user.statements, "Reconciled and locked")


def test_what_was_said_of_a_lock_goes_when_the_lock_is_undone(user: User) -> None:
    page = lock_the_statement(user)
    assert user.says(page, "is reconciled and locked.")
    user.undo()
    assert not user.service.statement_actions.reconciliation(STATEMENT_DAY).is_locked
    assert not user.says(page, "is reconciled and locked.")


def test_a_purchase_is_settled_early_and_taken_back(user: User) -> None:
    before = user.figures()
    page = user.statements
    choose_line(user, page, "示例手机")
    user.press(Key.Key_E, CTRL | SHIFT)
    dialog = user.dialog
    assert isinstance(dialog, SettlementDialog)
    assert user.says(dialog, "To pay on that day: ¥3,000.00")
    user.press(Key.Key_Return)
    assert not user.has_dialog
    assert user.says(page, "The purchase is settled.")
    after = user.figures()
    assert [left for _, _, left in after] == [before[0][2] - 100_000, 0, 0]
    user.undo()
    assert user.figures() == before
    assert not user.says(page, "The purchase is settled.")
    user.redo()
    assert user.figures() == after


def test_a_part_of_a_statement_is_split_and_taken_back(user: User) -> None:
    before = user.figures()
    page = user.statements
    user.press(Key.Key_B, CTRL | SHIFT)
    dialog = user.dialog
    assert isinstance(dialog, InstalmentDialog)
    assert user.focus is dialog.amount
    user.type("1500")
    user.press(Key.Key_Return)
    assert not user.has_dialog
    after = {day: left for day, _, left in user.figures()}
    assert after["2026-01-15"] == before[0][2] - 150_000
    assert after["2026-02-15"] == before[1][2] + 50_000
    assert user.says(page, "The statement is split into new periods.")
    user.undo()
    assert user.figures() == before
    assert not user.says(page, "The statement is split into new periods.")


def test_two_hasty_wishes_open_one_dialog(user: User) -> None:
    page = user.statements
    choose_line(user, page, "示例手机")
    for action in (page.actions_of_page.instalment, page.actions_of_page.settlement):
        action.trigger()
        action.trigger()
        user.settle()
        user.dialog.close()
        user.settle()
        assert not user.has_dialog
    entries = user.find_entry("示例手机")
    actions = entries.actions_of_entry
    for action in (actions.edit, actions.split, actions.new_purchase):
        action.trigger()
        action.trigger()
        user.settle()
        user.dialog.close()
        user.settle()
        assert not user.has_dialog


def test_a_double_enter_books_once(user: User) -> None:
    count = len(user.service.entries.find(EntryQuery()).rowids)
    user.go("entries")
    user.press(Key.Key_T, CTRL)
    editor = user.dialog
    assert isinstance(editor, EntryEditor)
    assert user.focus is editor.amount
    user.type("12.50")
    editor.accept_button.click()
    editor.accept_button.click()
    user.settle()
    assert not user.has_dialog
    assert len(user.service.entries.find(EntryQuery()).rowids) == count + 1


def test_every_page_follows_an_undo(user: User) -> None:
    shown = {}
    for key in user.window.pages:
        user.go(key)
        shown[key] = user.window.pages[key]
    user.go("statements")
    assert user.statements.view_model.statements
    user.undo()
    assert user.statements.view_model.statements == []
    assert user.says(user.statements, "No statement yet")
    user.go("overview")
    assert user.says(shown["overview"], "The ledger is empty")
    user.go("entries")
    assert user.says(shown["entries"], "No entry yet")
    assert user.bills.history.model.index(0, 4).data() == "Undone"
    user.redo()
    assert user.bills.history.model.index(0, 4).data() == "Booked"
    assert user.statements.view_model.statements
    user.go("overview")
    assert not user.says(shown["overview"], "The ledger is empty")
    assert user.entries.model.rowCount()


def test_the_report_of_an_import_goes_when_the_import_is_undone(user: User, bill: Path) -> None:
    user.undo()
    user.import_bill(bill)
    page = user.bills
    assert page.result.isVisible()
    user.undo()
    assert not page.result.isVisible()
    user.redo()
    user.click_row(page.history.table, 0)
    user.click(page.history.undo_button)
    assert user.says(page, "The import was undone.")
    user.redo()
    assert not user.says(page, "The import was undone.")


def test_a_preview_follows_the_ledger(user: User, bill: Path) -> None:
    page = user.bills
    page.preview_files([bill])
    user.settle()
    assert not page.apply_button.isEnabled()
    assert user.says(page, "knows all of these rows already")
    user.undo()
    assert page.apply_button.isEnabled()
    assert not user.says(page, "knows all of these rows already")
    user.redo()
    assert not page.apply_button.isEnabled()


def test_a_refused_undo_is_not_said_for_ever(user: User) -> None:
    bar = user.window.statusBar()
    user.window.edit_history.action_refused.emit("Later entries rest on this import.")
    assert bar.currentMessage()
    user.undo()
    assert not bar.currentMessage()


def test_the_search_keeps_its_selection_over_an_undo(user: User) -> None:
    page = user.find_entry("示例")
    kept = page.table.current_rowid
    assert kept is not None
    user.trigger(page.actions_of_entry.split)
    user.type("3")
    user.press(Key.Key_Return)
    assert page.table.current_rowid == kept
    assert user.focus is page.table
    user.undo()
    assert page.table.current_rowid == kept
    assert page.search_bar.line.text() == "示例"
    user.go("statements")
    user.go("entries")
    assert page.table.current_rowid == kept


def test_deleting_keeps_the_keyboard_in_the_list_to_the_last_entry(user: User) -> None:
    page = user.find_entry("示例冰箱")
    page.table.setFocus()
    user.press(Key.Key_Delete)
    assert user.says(page, "1 entry deleted.")
    assert user.says(page, "Nothing found")
    assert user.has_keyboard()
    user.press(Key.Key_Z, CTRL)
    assert page.model.rowCount() == 1


def test_another_size_or_language_keeps_what_was_begun(user: User, bill: Path) -> None:
    page = user.find_entry("示例冰箱")
    kept = page.table.current_rowid
    user.undo()
    bills = user.bills
    bills.preview_files([bill])
    user.settle()
    first = bills.preview.panel.model.rows[0]
    bills.view_model.rows.tick([first], ticked=False)
    user.settle()
    user.trigger(user.window.menus.zoom_in)
    bills = user.bills
    assert bills.apply_button.isEnabled()
    assert bills.preview.panel.model.rows[0].outcome == "skipped"
    user.click(bills.apply_button)
    user.undo()
    user.redo()
    assert user.entries.search_bar.line.text() == "示例冰箱"
    assert kept is not None


def test_entering_the_first_purchase_opens_its_form(user: User) -> None:
    user.undo()
    user.go("overview")
    overview = user.window.pages["overview"]
    user.click(overview.empty.enter_purchase)  # type: ignore[attr-defined]
    assert isinstance(user.dialog, EntryEditor)
