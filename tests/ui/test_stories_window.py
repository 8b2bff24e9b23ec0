"""Stories around the ledger: the keyboard alone, languages, hidden amounts, the demo, mishaps."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from huanqing.application.errors import LedgerDamagedError, NewerLedgerError
from huanqing.ui.preferences import HIDE_AMOUNTS, RECENT, Language
from huanqing.ui.settings.view import SettingsPage
from huanqing.ui.shortcut_sheet import ShortcutSheet
from huanqing.ui.tokens import METRICS
from integration.importers.jd_builder import Row, v1_bytes, zipped
from ui.stories import (
    ALT,
    CHINESE,
    CTRL,
    SHIFT,
    Key,
    User,
    choose_file,
    choose_no_file,
    own_ledger_with_rules,
    speak,
    visible_texts,
)
from ui.test_single_instance import start
from ui.walk import MONEY, opened_dialogs, shown_pages, widgets_in, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.preferences import Preferences


@pytest.fixture
def bill(project_root: Path) -> Path:
    return project_root / "tests" / "fixtures" / "jd" / "v2_all_kinds.csv"


@pytest.fixture
def user(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> Iterator[User]:
    """A user with an empty ledger whose rules are told."""
    choose_no_file(monkeypatch)
    user = User(qtbot, tmp_path, preferences)
    own_ledger_with_rules(user)
    yield user
    user.close()


# --- The keyboard alone ---


def test_every_menu_opens_by_its_letter_and_runs_by_arrows(user: User) -> None:
    user.start()
    user.go("overview")
    for letter in (Key.Key_F, Key.Key_E, Key.Key_V, Key.Key_H):
        QTest.keyClick(user.focus, letter, ALT)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, Key.Key_Escape)
        QTest.keyClick(user.window.menuBar(), Key.Key_Escape)
        user.settle()
        assert user.has_keyboard()
    for place, key in enumerate(user.window.pages):
        user.press(Qt.Key(Key.Key_1 + place), CTRL)
        assert user.window.stack.current_key == key
        assert user.has_keyboard()


def test_the_page_menus_have_letters_of_their_own(user: User, bill: Path) -> None:
    user.take_in(bill)
    user.start()
    for key in user.window.pages:
        user.go(key)
        tops = [each.text() for each in user.window.menuBar().actions() if each.isVisible()]
        letters = Counter(text[text.index("&") + 1].casefold() for text in tops)
        assert all(count == 1 for count in letters.values()), (key, tops)


def test_a_purchase_is_booked_changed_copied_and_deleted_by_keys_alone(user: User) -> None:
    user.start()
    user.press(Key.Key_T, CTRL)
    user.type("99.90")
    user.press(Key.Key_Tab)
    user.type("Kettle")
    user.press(Key.Key_Return, CTRL)
    assert not user.has_dialog
    page = user.entries
    assert page.model.rowCount() == 1
    user.press(Key.Key_F, CTRL)
    assert user.focus is page.search_bar.line
    user.type("kettle")
    user.qtbot.wait(60)
    user.press(Key.Key_Down)
    assert page.table.hasFocus()
    user.press(Key.Key_Return)
    assert user.has_dialog
    user.press(Key.Key_Escape)
    assert not user.has_dialog
    assert user.focus is page.table
    user.press(Key.Key_F2)
    user.type("88")
    user.press(Key.Key_Return)
    assert not user.has_dialog
    assert user.focus is page.table
    assert page.model.index(0, 0).isValid()
    user.press(Key.Key_D, CTRL)
    assert user.has_dialog
    user.press(Key.Key_Return)
    assert page.model.rowCount() == 2
    user.press(Key.Key_Delete)
    assert page.model.rowCount() == 1
    assert user.focus is page.table
    user.press(Key.Key_Z, CTRL)
    assert page.model.rowCount() == 2
    user.press(Key.Key_Y, CTRL)
    assert page.model.rowCount() == 1
    user.press(Key.Key_Z, CTRL)
    user.press(Key.Key_Z, CTRL | SHIFT)
    assert page.model.rowCount() == 1
    user.press(Key.Key_F1)
    assert isinstance(user.dialog, ShortcutSheet)
    user.press(Key.Key_Escape)
    assert user.focus is page.table


def test_the_focus_is_somewhere_after_every_page_and_dialog(user: User, bill: Path) -> None:
    user.take_in(bill)
    user.start()
    for page in shown_pages(user.qtbot, user.window):
        assert user.has_keyboard(), page.objectName()
        for dialog in opened_dialogs(user.qtbot, user.window, page):
            assert user.has_keyboard(), dialog.windowTitle()
        assert user.has_keyboard(), page.objectName()


def test_applying_and_discarding_a_preview_keep_the_keyboard(user: User, bill: Path) -> None:
    user.start()
    page = user.bills
    page.preview_files([bill])
    user.settle()
    assert user.focus is page.preview.panel.table
    user.press(Key.Key_Space)
    assert user.focus is page.preview.panel.table
    user.press(Key.Key_Return, CTRL)
    assert page.result.isVisible()
    assert page.isAncestorOf(user.focus), user.focus
    page.preview_files([bill])
    user.settle()
    user.click(page.discard_button)
    assert page.isAncestorOf(user.focus), user.focus


def live_actions(user: User) -> list[QAction]:
    """The actions whose keys work now: of the menus, and of what can have the focus."""
    found = {action for _, action in user.window.menus.titled_actions}
    for widget in [user.window, *user.window.findChildren(QWidget)]:
        if widget.isVisible() and not isinstance(widget, QMenu):
            found |= set(widget.actions())
    return [each for each in found if each.isVisible() and each.isEnabled()]


def test_no_two_actions_share_their_keys_on_any_page(user: User, bill: Path) -> None:
    user.take_in(bill)
    user.start()
    own = Qt.ShortcutContext.WidgetShortcut
    for page in shown_pages(user.qtbot, user.window):
        claims: Counter[str] = Counter()
        for action in live_actions(user):
            if action.shortcutContext() is not own:
                claims.update(each.toString() for each in action.shortcuts())
        twice = {keys for keys, count in claims.items() if count > 1}
        assert twice == set(), page.objectName()


# --- Languages ---


def foreign_words(user: User, root: QWidget, language: Language) -> set[str]:
    """What speaks the other language, apart from names, paths and what JD itself wrote."""
    own = {"中文", "English", "京东白条"}
    found = set()
    for widget in widgets_in(root):
        for word in words_of(widget):
            if not word.strip() or word in own or str(user.folder) in word or "还清" in word:
                continue
            if language is Language.CHINESE and not CHINESE.search(word):
                found |= {word} if is_english(word) else set()
            elif language is Language.ENGLISH and CHINESE.search(word):
                found.add(word)
    return found


def is_english(word: str) -> bool:
    plain = word.replace("Ctrl", "").replace("Shift", "").replace("Enter", "").replace("Alt", "")
    plain = plain.replace("PgUp", "").replace("PgDown", "")
    return any(len(part) > 3 and part.isalpha() for part in plain.split())


@pytest.mark.parametrize("language", [Language.CHINESE, Language.ENGLISH])
def test_a_window_speaks_one_language(user: User, language: Language) -> None:
    speak(user.preferences, language)
    user.start()
    user.import_bill(english_bill(user) if language is Language.ENGLISH else chinese_bill(user))
    foreign: set[str] = set()
    for page in shown_pages(user.qtbot, user.window):
        foreign |= foreign_words(user, user.window, language)
        for dialog in opened_dialogs(user.qtbot, user.window, page):
            foreign |= foreign_words(user, dialog, language)
    assert foreign == set()


def english_bill(user: User) -> Path:
    path = user.folder / "a.csv"
    path.write_bytes(v1_bytes([Row(description="Rice", counterparty="Shop", category="Food")]))
    return path


def chinese_bill(user: User) -> Path:
    path = user.folder / "a.csv"
    path.write_bytes(v1_bytes([Row()]))
    return path


# --- Hidden amounts ---


def test_hidden_amounts_stay_hidden_in_messages_and_dialogs(user: User, bill: Path) -> None:
    """The walk test goes through the demo; this one through what only an own bill shows."""
    user.preferences.put(HIDE_AMOUNTS, True)  # noqa: FBT003 - the preference's value
    user.start()
    bills = user.bills
    bills.preview_files([bill])
    user.settle()
    assert leaks(user.window) == set()
    user.click(bills.apply_button)
    assert leaks(user.window) == set()
    page = user.statements
    user.click_row(page.detail.line_table, 2)
    for action in (page.actions_of_page.settlement, page.actions_of_page.instalment):
        user.trigger(action)
        assert leaks(user.dialog) == set()
        user.press(Key.Key_Escape)
    user.trigger(page.actions_of_page.reconcile)
    user.type("11751.11")
    user.press(Key.Key_Tab)
    user.click(page.reconcile_panel.tick_all)
    assert leaks(user.window) == set()
    user.click(page.reconcile_panel.finish)
    assert leaks(user.window) == set()
    entries = user.find_entry("示例手机")
    user.trigger(entries.actions_of_entry.edit)
    user.type("99999")
    user.press(Key.Key_Return)
    assert leaks(user.dialog) == set()
    user.press(Key.Key_Escape)
    user.trigger(entries.actions_of_entry.split)
    assert leaks(user.dialog) == set()
    user.press(Key.Key_Escape)


def leaks(root: QWidget) -> set[str]:
    words = {word for each in widgets_in(root) for word in words_of(each)}
    return {word for word in words if MONEY.search(word) and not word.startswith("99999")}


# --- More than one ledger, more than one start ---


def test_the_demo_lies_apart_and_leads_back(user: User, bill: Path) -> None:
    user.take_in(bill)
    user.start()
    own, before = user.service.path, user.figures()
    first = user.window
    user.trigger(first.menus.demo)
    user.settle()
    assert user.window is not first
    assert user.window.demo_banner.isVisible()
    assert user.service.path != own
    assert user.figures() != before
    assert user.desk.wizard is None
    user.click(user.window.demo_banner.button)
    user.settle()
    assert user.service.path == own
    assert user.figures() == before
    assert not user.window.demo_banner.isVisible()
    assert user.has_keyboard()
    assert user.window.menus.undo.isEnabled()


def test_two_hasty_wishes_open_one_other_ledger(user: User) -> None:
    user.start()
    user.window.menus.demo.trigger()
    user.window.menus.demo.trigger()
    user.settle()
    user.settle()
    assert user.service.is_demo
    assert not user.window.notice.isVisible()
    user.window.demo_banner.button.click()
    user.window.demo_banner.button.click()
    user.settle()
    user.settle()
    assert not user.service.is_demo
    assert not user.window.notice.isVisible()


def test_a_second_start_raises_the_window_and_hands_over_a_bill(user: User, bill: Path) -> None:
    user.start()
    user.window.showMinimized()
    with user.qtbot.waitSignal(user.desk._doorbell.rung, timeout=20000):
        second = start(user.door().default_path, bill)
    said, _ = second.communicate(timeout=20)
    user.settle()
    assert said.strip() == "True"
    assert not user.window.isMinimized()
    assert user.window.stack.current_key == "import"
    assert user.window.import_page.view_model.files
    assert user.service.statements() == []


# --- Mishaps ---


def test_a_file_that_is_no_bill_is_named_with_what_to_do(user: User) -> None:
    user.start()
    wrong = user.folder / "holiday.csv"
    wrong.write_bytes(b"a,b\n1,2\n")
    page = user.bills
    page.preview_files([wrong, user.folder / "gone.csv"])
    user.settle()
    words = " ".join(visible_texts(page.failures))
    assert "holiday.csv" in words
    assert "Export it again from JD as CSV" in words
    assert "gone.csv" in words
    assert "Check that it is there" in words
    assert not page.apply_button.isEnabled()
    assert user.service.imports.history() == []
    user.click(page.discard_button)
    assert not page.failures.isVisible()
    assert page.isAncestorOf(user.focus)


def test_a_wrong_password_is_said_beside_the_field(user: User) -> None:
    user.start()
    locked = user.folder / "locked.zip"
    locked.write_bytes(zipped({"bill.csv": v1_bytes([Row()])}, "246810"))
    page = user.bills
    page.preview_files([locked])
    user.settle()
    assert user.says(page.failures, "Type the password that came with the export.")
    assert user.focus is page.failures.rows[0].password
    user.type("1")
    user.press(Key.Key_Return)
    assert user.says(page.failures, "The password does not open the archive.")
    assert user.focus is page.failures.rows[0].password
    user.type("246810")
    user.press(Key.Key_Return)
    assert not page.failures.isVisible()
    assert page.apply_button.isEnabled()


def test_a_copy_into_a_folder_that_takes_none_leaves_nothing(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the place of a folder refuses also where the tests run with every right."""
    user.start()
    (user.folder / "closed").write_bytes(b"")
    choose_file(monkeypatch, user.folder / "closed" / "copy.huanqing")
    user.trigger(user.window.menus.copy_ledger)
    assert user.says(user.window.notice, "copy.huanqing. Choose another folder")
    user.window.notice.show_message(None)
    user.trigger(user.window.menus.move_ledger)
    assert user.says(user.window.notice, "copy.huanqing. Choose another folder")
    user.window.notice.show_message(None)
    assert user.service.path == str(user.door().default_path)
    user.trigger(user.window.menus.new_ledger)
    assert user.says(user.window.notice, "copy.huanqing. Choose another folder")
    assert user.service.path == str(user.door().default_path)
    assert user.desk.wizard is None
    assert sorted(each.name for each in user.folder.iterdir() if "copy" in each.name) == []


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200:] = b"\x55" * len(content[200:])
    path.write_bytes(bytes(content))


def of_a_newer_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "words", "kind"),
    [
        (damaged, "restore a backup", LedgerDamagedError),
        (of_a_newer_version, "Install that version", NewerLedgerError),
    ],
)
def test_a_ledger_that_cannot_be_used_is_left_as_it_is(
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
    words: str,
    kind: type[Exception],
) -> None:
    other = user.folder / "other.huanqing"
    copy = user.door()
    service = copy.open(copy.default_path)
    copy.copy(service, other)
    service.close()
    spoil(other)
    before = other.read_bytes()
    user.start()
    window = user.window
    choose_file(monkeypatch, other)
    user.trigger(window.menus.open_ledger)
    assert user.window is window
    assert user.says(window.notice, words), visible_texts(window.notice)
    assert user.says(window.notice, "other.huanqing")
    assert other.read_bytes() == before
    user.preferences.put(RECENT, (str(other),))
    user.restart()
    assert [type(each) for each in user.refusals] == [kind]
    assert other.read_bytes() == before


def test_a_ledger_damaged_inside_says_so_on_the_page(
    user: User, monkeypatch: pytest.MonkeyPatch, bill: Path
) -> None:
    user.take_in(bill)
    user.start()
    other = user.folder / "other.huanqing"
    user.door_copy(other)
    content = bytearray(other.read_bytes())
    content[8192:] = b"\x55" * len(content[8192:])
    other.write_bytes(bytes(content))
    before = bytes(content)
    choose_file(monkeypatch, other)
    user.trigger(user.window.menus.open_ledger)
    user.settle()
    for key in user.window.pages:
        user.go(key)
        if user.service.path == str(other):
            assert user.says(user.window.pages[key], "is damaged"), key
    assert user.says(user.window, "is damaged")
    user.close()
    assert other.read_bytes() == before


# --- Menus ---


def test_a_saved_search_keeps_its_ampersand(user: User) -> None:
    user.start()
    page = user.entries
    page.saved.save("food & drink", "food")
    user.settle()
    first, *_ = page.search_bar.saved_menu.actions()
    assert first.text() == "food && drink"
    first.trigger()
    assert page.search_bar.line.text() == "food"


def test_a_right_click_on_a_setting_offers_what_its_buttons_do(user: User) -> None:
    user.start()
    user.go("settings")
    page = user.window.pages["settings"]
    assert isinstance(page, SettingsPage)
    limits = page.account.limits
    limits.table.setFocus()
    user.press(Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {each.text(): each for each in menu.actions()}
    assert offered["Edit…"].isEnabled()
    offered["Remove"].trigger()
    menu.close()
    user.settle()
    assert limits.model.rowCount() == 0
    user.undo()
    assert limits.model.rowCount() == 1
    offered["Edit…"].trigger()
    user.settle()
    assert user.has_dialog
    user.press(Key.Key_Escape)
    assert limits.isAncestorOf(user.focus)


def test_the_menus_hold_what_the_convention_asks(user: User) -> None:
    user.start()
    keys = {
        each.toString()
        for _, action in user.window.menus.titled_actions
        for each in action.shortcuts()
    }
    wanted = "Ctrl+N Ctrl+O Ctrl+W Ctrl+Q Ctrl+I Ctrl+Z Ctrl+Shift+Z Ctrl+Y Ctrl+F Ctrl+, Ctrl+T"
    assert set(wanted.split()) <= keys
    assert {"F1", "F5", "F9", "F11", "Ctrl+0", "Ctrl+1", "Ctrl+5", "Ctrl+Shift+H"} <= keys
    page = user.entries
    menu = [each for _, each in user.window.menus.titled_actions]
    own = [each for each in page.actions_of_entry.in_order() if each is not None]
    assert set(own) <= set(menu)
    assert set(own) - {page.actions_of_entry.copy} <= set(page.table.actions())
    assert not user.window.menus.recent.isEnabled()
    assert not user.window.menus.redo.isEnabled()


def test_another_size_keeps_the_full_screen_and_ends_at_the_last_size(user: User) -> None:
    user.start()
    menus = user.window.menus
    assert not menus.zoom_reset.isEnabled()
    user.trigger(menus.full_screen)
    assert user.window.isFullScreen()
    user.trigger(menus.zoom_in)
    menus = user.window.menus
    assert user.window.isFullScreen()
    assert menus.full_screen.isChecked()
    assert menus.zoom_reset.isEnabled()
    user.trigger(menus.full_screen)
    assert not user.window.isFullScreen()
    while user.window.menus.zoom_in.isEnabled():
        user.trigger(user.window.menus.zoom_in)
        assert METRICS.zoom < 1000
    user.trigger(user.window.menus.zoom_out)
    assert user.window.menus.zoom_in.isEnabled()


def test_the_demo_is_offered_where_it_is_not_open(user: User) -> None:
    user.start()
    user.trigger(user.window.menus.demo)
    user.settle()
    assert not user.window.menus.demo.isEnabled()
    user.click(user.window.demo_banner.button)
    user.settle()
    assert user.window.menus.demo.isEnabled()
