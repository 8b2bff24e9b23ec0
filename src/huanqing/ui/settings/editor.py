"""The dialog that every editor of the settings is: fields with explanations, booked at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFormLayout, QTabWidget, QVBoxLayout, QWidget

from huanqing.application.errors import LockedStatementError
from huanqing.ui.error_labels import error_text
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.form_dialog import FormDialog
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.ui.formatting import Formatter
    from huanqing.ui.settings.fields import Field


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a change is booked: for which dialog, whether past locks, and whom to tell."""

    owner: QObject
    allow_locked: bool
    on_done: Callable[[], None]
    on_refused: Callable[[Exception], None]


class EditorDialog(FormDialog):
    """An editor; a subclass adds its fields and builds its value in ``make``.

    ``book`` gets what was made and the attempt; the dialog stays open until it is done.
    """

    def __init__(
        self, title: str, accept_text: str, formatter: Formatter, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, accept_text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry().width() * 9 // 10
        self.setMinimumWidth(min(METRICS.scaled(560), room))
        self._formatter = formatter
        self._editors: dict[str, Field[Any]] = {}
        self._tab_of: dict[str, int] = {}
        self._form_of: dict[str, QFormLayout] = {}
        self._tabs: QTabWidget | None = None
        self._book: Callable[[Any, Attempt], None] | None = None
        self._allows_locked = False
        self._accept_text = accept_text
        self.submitted.connect(self._on_submitted)

    def book_with(self, book: Callable[[Any, Attempt], None]) -> None:
        """Say who books what the editor makes."""
        self._book = book

    def make(self) -> object:
        """Return the value of the fields, None where a problem is shown instead."""
        raise NotImplementedError

    def add(self, key: str, label: str, field: Field[Any], hint: str = "") -> None:
        """Add a field with one line that explains it."""
        self._editors[key] = field
        self._form_of[key] = self.form
        if self._tabs is not None:
            self._tab_of[key] = self._tabs.count() - 1
        field.widget.setAccessibleDescription(hint)
        self.add_field(key, label, field.widget)
        box = self._boxes[key].layout()
        if hint and isinstance(box, QVBoxLayout):
            box.insertWidget(1, make_label("note", hint))

    def show_row(self, key: str, *, visible: bool) -> None:
        """Show or hide a field, on whatever tab it is."""
        current, self.form = self.form, self._form_of[key]
        self.set_field_visible(key, visible=visible)
        self.form = current

    def begin_tab(self, title: str) -> None:
        """Put the fields that follow on a tab of their own."""
        if self._tabs is None:
            self._tabs = QTabWidget()
            self._tabs.setAccessibleName(self.windowTitle())
            self.column.insertWidget(1, self._tabs, 1)
        ground = QWidget()
        self.form = QFormLayout()
        column = QVBoxLayout(ground)
        column.addLayout(self.form)
        column.addStretch(1)
        self._tabs.addTab(ground, title)

    def check(self) -> bool:
        """Show the problem of each field that is asked for; return whether there is none."""
        faulty = [
            key
            for key, field in self._editors.items()
            if self._show(key, "" if self._boxes[key].isHidden() else field.problem())
        ]
        if faulty:
            self.point_at(faulty[0])
        return not faulty

    def refuse(self, key: str, words: str) -> None:
        """Say what is wrong with a field, and go there."""
        self.show_problem(key, words)
        self.point_at(key)

    def point_at(self, key: str) -> None:
        """Put the focus on a field, on whatever tab it is."""
        if self._tabs is not None and key in self._tab_of:
            self._tabs.setCurrentIndex(self._tab_of[key])
        self._editors[key].widget.setFocus()

    def _show(self, key: str, problem: str) -> bool:
        self.show_problem(key, problem)
        return bool(problem)

    @Slot()
    def _on_submitted(self) -> None:
        self.show_error("")
        value = self.make() if self.check() else None
        if value is None or self._book is None:
            return
        self.accept_button.setEnabled(False)
        self._book(value, Attempt(self, self._allows_locked, self.accept, self._on_refused))

    def _on_refused(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        self._allows_locked = isinstance(error, LockedStatementError)
        self.accept_button.setText(
            self.tr("Change it anyway") if self._allows_locked else self._accept_text
        )
        self.show_error(error_text(error, self._formatter.money))
