"""Builds the menu bar; what its items do is connected by the main window."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from huanqing.ui.preferences import Language, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu, QMenuBar

Choice = TypeVar("Choice", bound=StrEnum)


class Menus(QObject):
    """The actions of the menu bar and the wishes that they express."""

    page_requested = Signal(str)
    look_requested = Signal(object)
    language_requested = Signal(object)

    def __init__(self, bar: QMenuBar, pages: Sequence[tuple[str, str]]) -> None:
        super().__init__(bar)
        keys = QKeySequence.StandardKey
        self.import_files = self._action(self.tr("Import…"), "Ctrl+I")
        self.quit = self._action(self.tr("Quit"), "Ctrl+Q")
        self.undo = self._action(self.tr("Undo"), keys.Undo)
        self.redo = self._action(self.tr("Redo"), "Ctrl+Shift+Z", "Ctrl+Y")
        self.hide_amounts = self._action(self.tr("Hide amounts"), "Ctrl+Shift+H")
        self.hide_amounts.setCheckable(True)
        self.about = self._action(self.tr("About Huanqing"))
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.looks = QActionGroup(self)
        self.languages = QActionGroup(self)
        self._fill(bar, pages)

    def show_choices(self, look: Look, language: Language) -> None:
        """Tick what is chosen now."""
        for group, value in ((self.looks, look.value), (self.languages, language.value)):
            for action in group.actions():
                action.setChecked(action.data() == value)

    def _action(self, text: str, *shortcuts: str | QKeySequence.StandardKey) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(each) for each in shortcuts])
        return action

    def _fill(self, bar: QMenuBar, pages: Sequence[tuple[str, str]]) -> None:
        file = bar.addMenu(self.tr("&File"))
        file.addAction(self.import_files)
        file.addSeparator()
        file.addAction(self.quit)
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([self.undo, self.redo])
        view = bar.addMenu(self.tr("&View"))
        for number, (key, title) in enumerate(pages, start=1):
            action = self._action(title, f"Ctrl+{number}")
            action.triggered.connect(lambda _checked=False, key=key: self.page_requested.emit(key))
            view.addAction(action)
        view.addSeparator()
        view.addAction(self.hide_amounts)
        self._fill_choices(view)
        bar.addMenu(self.tr("&Help")).addAction(self.about)

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
