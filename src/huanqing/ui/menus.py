"""Builds the menu bar; what its items do is connected by the main window."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from huanqing.ui.preferences import Language, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenuBar

Choice = TypeVar("Choice", bound=StrEnum)


class Menus(QObject):
    """The actions of the menu bar and the wishes that they express."""

    page_requested = Signal(str)
    look_requested = Signal(object)
    language_requested = Signal(object)
    recent_requested = Signal(str)

    def __init__(self, bar: QMenuBar, pages: Sequence[tuple[str, str]]) -> None:
        super().__init__(bar)
        self._bar = bar
        self._page_menus: dict[str, QMenu] = {}
        self._make_file_actions()
        self._make_edit_actions()
        self._make_view_actions()
        self.shortcuts = self._action(self.tr("Keyboard shortcuts"), "F1")
        self.log_folder = self._action(self.tr("Open the folder of the log"))
        self.about = self._action(self.tr("About Huanqing"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.looks = QActionGroup(self)
        self.languages = QActionGroup(self)
        self.recent = QMenu(self.tr("Open recent"), bar)
        self.recent.setEnabled(False)
        self._fill(pages)

    @property
    def titled_actions(self) -> list[tuple[str, QAction]]:
        """The actions of the bar that can be chosen now, each with its menu's title."""
        found: list[tuple[str, QAction]] = []
        for top in self._bar.actions():
            menu = top.menu()
            if isinstance(menu, QMenu) and top.isVisible():
                title = top.text().replace("&", "")
                found += [(title, action) for action in _leaves(menu)]
        return found

    def show_choices(self, look: Look, language: Language) -> None:
        """Tick what is chosen now."""
        for group, value in ((self.looks, look.value), (self.languages, language.value)):
            for action in group.actions():
                action.setChecked(action.data() == value)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer the ledgers that were open before."""
        self.recent.clear()
        self.recent.setEnabled(bool(paths))
        for path in paths:
            # A lone ampersand in a file's name would become a mnemonic.
            action = self.recent.addAction(PurePath(path).name.replace("&", "&&"))
            action.setToolTip(path)
            action.setStatusTip(path)
            action.triggered.connect(
                lambda _checked=False, path=path: self.recent_requested.emit(path)
            )

    def add_page_menu(self, key: str, title: str, actions: Sequence[QAction | None]) -> None:
        """Put a page's own menu before the help; it shows while its page does."""
        menu = QMenu(title, self._bar)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        self._bar.insertMenu(self._help.menuAction(), menu)
        menu.menuAction().setVisible(False)
        self._page_menus[key] = menu

    def show_page_menu(self, key: str) -> None:
        """Show the menu of the page that is shown, and no other page's."""
        for page, menu in self._page_menus.items():
            menu.menuAction().setVisible(page == key)
        # The entries page has an item of its own for this, with the same keys.
        self.new_entry.setVisible(key != "entries")

    def _make_file_actions(self) -> None:
        self.new_ledger = self._action(self.tr("New…"), QKeySequence.StandardKey.New)
        self.open_ledger = self._action(self.tr("Open…"), QKeySequence.StandardKey.Open)
        self.import_files = self._action(self.tr("Import…"), "Ctrl+I")
        self.copy_ledger = self._action(self.tr("Save a copy…"), "Ctrl+Shift+S")
        self.move_ledger = self._action(self.tr("Move…"))
        self.demo = self._action(self.tr("Open the demo"))
        self.quit = self._action(self.tr("Quit"), "Ctrl+Q", "Ctrl+W")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit_actions(self) -> None:
        self.undo = self._action(self.tr("Undo"), QKeySequence.StandardKey.Undo)
        self.redo = self._action(self.tr("Redo"), "Ctrl+Shift+Z", "Ctrl+Y")
        self.new_entry = self._action(self.tr("New purchase"), "Ctrl+T", "F9")
        self.find = self._action(self.tr("Find"), QKeySequence.StandardKey.Find)
        self.settings = self._action(self.tr("Settings"), "Ctrl+,")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)

    def _make_view_actions(self) -> None:
        self.hide_amounts = self._action(self.tr("Hide amounts"), "Ctrl+Shift+H")
        self.hide_amounts.setCheckable(True)
        self.zoom_in = self._action(self.tr("Larger"), "Ctrl++", "Ctrl+=")
        self.zoom_out = self._action(self.tr("Smaller"), "Ctrl+-")
        self.zoom_reset = self._action(self.tr("Normal size"), "Ctrl+0")
        self.full_screen = self._action(self.tr("Full screen"), "F11")
        self.full_screen.setCheckable(True)
        self.refresh = self._action(self.tr("Refresh"), "F5")

    def _action(self, text: str, *shortcuts: str | QKeySequence.StandardKey) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(each) for each in shortcuts])
        return action

    def _fill(self, pages: Sequence[tuple[str, str]]) -> None:
        bar = self._bar
        file = bar.addMenu(self.tr("&File"))
        file.addActions([self.new_ledger, self.open_ledger])
        file.addMenu(self.recent)
        file.addAction(self.demo)
        file.addSeparator()
        file.addActions([self.import_files, self.copy_ledger, self.move_ledger])
        file.addSeparator()
        file.addAction(self.quit)
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.new_entry, self.find])
        edit.addSeparator()
        edit.addAction(self.settings)
        self._fill_view(bar.addMenu(self.tr("&View")), pages)
        self._help = bar.addMenu(self.tr("&Help"))
        self._help.addActions([self.shortcuts, self.log_folder])
        self._help.addSeparator()
        self._help.addAction(self.about)

    def _fill_view(self, view: QMenu, pages: Sequence[tuple[str, str]]) -> None:
        for number, (key, title) in enumerate(pages, start=1):
            action = self._action(title, f"Ctrl+{number}")
            action.triggered.connect(lambda _checked=False, key=key: self.page_requested.emit(key))
            view.addAction(action)
        view.addSeparator()
        view.addActions([self.hide_amounts, self.refresh])
        view.addSeparator()
        view.addActions([self.zoom_in, self.zoom_out, self.zoom_reset, self.full_screen])
        view.addSeparator()
        self._fill_choices(view)

    def _fill_choices(self, view: QMenu) -> None:
        looks = (
            (Look.SYSTEM, self.tr("Follow the system")),
            (Look.LIGHT, self.tr("Light")),
            (Look.DARK, self.tr("Dark")),
        )
        languages = (
            (Language.SYSTEM, self.tr("Follow the system")),
            (Language.CHINESE, "中文"),
            (Language.ENGLISH, "English"),
        )
        self._choices(view.addMenu(self.tr("Look")), self.looks, looks, self.look_requested.emit)
        self._choices(
            view.addMenu(self.tr("Language")),
            self.languages,
            languages,
            self.language_requested.emit,
        )

    def _choices(
        self,
        menu: QMenu,
        group: QActionGroup,
        choices: Sequence[tuple[Choice, str]],
        choose: Callable[[Choice], None],
    ) -> None:
        for value, text in choices:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setData(value.value)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _checked=False, value=value: choose(value))
            menu.addAction(action)


def _leaves(menu: QMenu) -> list[QAction]:
    """Return the actions of a menu and of its submenus, separators left out."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _leaves(inner)
        elif not action.isSeparator():
            found.append(action)
    return found
