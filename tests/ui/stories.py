"""Lets a test be a user: one machine with its files, a program to start, a keyboard, a mouse."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QWidget,
)

from huanqing.application.read_models import BillSource
from huanqing.infrastructure.ledger_door import FileDoor
from huanqing.ui.attempt import Attempt
from huanqing.ui.desk import Desk, look_at, own_ledger
from huanqing.ui.entries.view import EntriesPage
from huanqing.ui.preferences import LANGUAGE, WIZARD_SKIPPED, Language, Preferences
from huanqing.ui.start import first_ledger
from huanqing.ui.statements.view import StatementsPage
from huanqing.ui.tokens import METRICS
from huanqing.ui.wizard.answers import AccountAnswers, told_account

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerDoor, LedgerService
    from huanqing.ui.importing.view import ImportPage
    from huanqing.ui.main_window import MainWindow

TODAY = date(2026, 1, 20)
"""After the statement of 15 January, in which the fixtures' purchases fall."""
STATEMENT_DAY = date(2026, 1, 15)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class User:
    """Starts the program on the files of a folder, and uses it; ``close`` ends it."""

    def __init__(self, qtbot: QtBot, folder: Path, preferences: Preferences) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.preferences = preferences
        self.refusals: list[Exception] = []
        self._desk: Desk | None = None
        self._hook = sys.excepthook

    # The program.

    @property
    def desk(self) -> Desk:
        assert self._desk is not None
        return self._desk

    @property
    def window(self) -> MainWindow:
        return self.desk.window

    @property
    def service(self) -> LedgerService:
        return self.desk.context.service

    def door(self) -> FileDoor:
        return FileDoor(self.folder / "own.huanqing", self.folder / "demo.huanqing", TODAY)

    def start(self) -> None:
        """Start as ``run_window`` does, without its event loop."""
        door = self.door()
        path = own_ledger(door, self.preferences)
        service = first_ledger(Attempt(path), door, self._give_up)
        if service is None:
            return
        self._desk = Desk(door, self.preferences, self.folder / "huanqing.log")
        self._desk.show(look_at(door, service, self.preferences.get(WIZARD_SKIPPED)))
        self.settle()

    def close(self) -> None:
        if self._desk is None:
            return
        desk, self._desk = self._desk, None
        if desk.wizard is not None:
            desk.wizard.close()
        for dialog in self._dialogs(desk.window):
            dialog.close()
        desk.window.close()
        desk.close()
        desk.window.deleteLater()
        desk.deleteLater()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        METRICS.zoom_to(100)
        sys.excepthook = self._hook

    def restart(self) -> None:
        self.close()
        self.start()

    def _give_up(self, error: Exception, _path: Path, _door: LedgerDoor) -> Attempt | None:
        self.refusals.append(error)
        return None

    # Waiting.

    def settle(self) -> None:
        """Wait until everything asked for shows."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.window.context.runner.is_idle)
            QApplication.processEvents()

    def activate(self) -> None:
        """Give the keyboard to the window on top, as the system does when one above it closes."""
        top = QApplication.activeModalWidget() or self.window
        if not top.isActiveWindow():
            top.activateWindow()
            self.qtbot.waitUntil(top.isActiveWindow)

    # Keyboard and mouse.

    @property
    def focus(self) -> QWidget:
        """The widget with the keyboard; there always is one, and it can be seen."""
        self.activate()
        focused = QApplication.focusWidget()
        assert focused is not None, "the focus is lost"
        assert focused.isVisible(), focused
        assert focused.isEnabled(), focused
        assert focused.focusPolicy() is not Qt.FocusPolicy.NoFocus, focused
        return focused

    def has_keyboard(self) -> bool:
        """Whether a control has the keyboard; ``focus`` says why not."""
        return self.focus.isVisible()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is, then wait for what it does."""
        QTest.keyClick(self.focus, key, modifiers or NONE)
        self.settle()

    def type(self, text: str) -> None:
        """Type over what stands in the field with the keyboard."""
        focused = self.focus
        QTest.keyClick(focused, Key.Key_A, CTRL)
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(focused, letter)
            else:  # As an input method sends it; the test library knows Latin letters only.
                kind = QEvent.Type.KeyPress
                QApplication.sendEvent(focused, QKeyEvent(kind, 0, NONE, letter))

    def fill(self, field: QWidget, text: str) -> None:
        field.setFocus()
        self.type(text)

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def click_row(self, table: QAbstractItemView, row: int) -> None:
        place = table.visualRect(table.model().index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.qtbot.wait(70)  # The side panel waits for the keys to rest.
        self.settle()

    def trigger(self, action: QAction) -> None:
        assert action.isEnabled(), action.text()
        assert action.isVisible(), action.text()
        action.trigger()
        self.settle()

    def undo(self) -> None:
        self.trigger(self.window.menus.undo)

    def redo(self) -> None:
        self.trigger(self.window.menus.redo)

    # What shows.

    def go(self, key: str) -> None:
        self.window.show_page(key)
        self.settle()

    @property
    def entries(self) -> EntriesPage:
        self.go("entries")
        page = self.window.pages["entries"]
        assert isinstance(page, EntriesPage)
        return page

    @property
    def statements(self) -> StatementsPage:
        self.go("statements")
        page = self.window.pages["statements"]
        assert isinstance(page, StatementsPage)
        return page

    @property
    def bills(self) -> ImportPage:
        self.go("import")
        return self.window.import_page

    @property
    def dialog(self) -> QDialog:
        """The dialog that is open; only one may be."""
        (dialog,) = self._dialogs(self.window)
        return dialog

    @property
    def has_dialog(self) -> bool:
        return bool(self._dialogs(self.window))

    def says(self, root: QWidget, words: str) -> bool:
        return any(words in text for text in visible_texts(root))

    def _dialogs(self, window: QWidget) -> list[QDialog]:
        return [each for each in window.findChildren(QDialog) if each.isVisible()]

    def door_copy(self, target: Path) -> None:
        """Write a copy of the open ledger."""
        self.desk.copy_to(target)
        self.settle()

    # Whole steps.

    def import_bill(self, *paths: Path) -> None:
        page = self.bills
        page.preview_files(list(paths))
        self.settle()
        self.click(page.apply_button)

    def take_in(self, bill: Path) -> None:
        """Import a bill without the window, before it is started."""
        door = self.door()
        service = door.open(door.default_path)
        service.imports.run([BillSource(bill.name, bill.read_bytes())], dry_run=False)
        service.close()

    def find_entry(self, words: str) -> EntriesPage:
        """Search on the entries page and choose the first row."""
        page = self.entries
        page.search_bar.set_text(words)
        self.qtbot.wait(60)
        self.settle()
        self.click_row(page.table, 0)
        return page

    def figures(self) -> list[tuple[str, int, int]]:
        """Day, total and left of every statement of the ledger, in fen."""
        return [
            (str(row.figures.statement_date), row.figures.total_fen, row.figures.left_fen)
            for row in self.service.statements()
        ]


def visible_texts(root: QWidget) -> list[str]:
    """The texts of the visible labels and buttons below ``root``."""
    parts = [each for each in [root, *root.findChildren(QWidget)] if each.isVisible()]
    return [each.text() for each in parts if isinstance(each, QLabel | QAbstractButton)]


def choose_file(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Let the system's dialogs answer with these files."""
    names = [str(each) for each in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: (names, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (names[0], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (names[0], ""))


def choose_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system's dialogs be cancelled."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))


def own_ledger_with_rules(user: User, bill: Path | None = None) -> None:
    """Give the user a ledger as the wizard leaves it, perhaps with a bill imported.

    The limit is 20,000 yuan, the statement day 15, due after 9 days.
    """
    door = user.door()
    service = door.create(door.default_path)
    view = service.account.view()
    answers = AccountAnswers(limit_fen=2_000_000, statement_day=15, due_days=9, due_day=None)
    service.account.save_account(told_account(view, answers))
    service.close()
    if bill is not None:
        user.take_in(bill)


def speak(preferences: Preferences, language: Language) -> None:
    preferences.put(LANGUAGE, language)
