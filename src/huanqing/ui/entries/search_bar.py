"""The search line with its helps: the fields that it knows, and saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label, set_menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from huanqing.application.entry_models import SavedSearch

_FIELDS: tuple[tuple[object, object], ...] = (
    (
        QT_TRANSLATE_NOOP("SearchBar", "amount:>500"),
        QT_TRANSLATE_NOOP("SearchBar", "Amount: above, below (<500), between (100-200)"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "date:2026-06"),
        QT_TRANSLATE_NOOP("SearchBar", "A year, a month, a day, or 2026-01..2026-03"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "merchant:Xiaomi"),
        QT_TRANSLATE_NOOP("SearchBar", "The shop or counterparty"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "description:phone"),
        QT_TRANSLATE_NOOP("SearchBar", "What was bought"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "category:food"),
        QT_TRANSLATE_NOOP("SearchBar", "The category"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "method:ICBC"),
        QT_TRANSLATE_NOOP("SearchBar", "The payment method or channel"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "kind:repayment"),
        QT_TRANSLATE_NOOP("SearchBar", "Purchase, repayment, refund, adjustment …"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "state:owed"),
        QT_TRANSLATE_NOOP("SearchBar", "Owed, paid, overdue, refunded, question"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "periods:>1"),
        QT_TRANSLATE_NOOP("SearchBar", "The number of periods"),
    ),
    (
        QT_TRANSLATE_NOOP("SearchBar", "order:3000"),
        QT_TRANSLATE_NOOP("SearchBar", "The order number"),
    ),
    (QT_TRANSLATE_NOOP("SearchBar", "note:gift"), QT_TRANSLATE_NOOP("SearchBar", "The note")),
    (QT_TRANSLATE_NOOP("SearchBar", "-refund"), QT_TRANSLATE_NOOP("SearchBar", "Without a word")),
)
"""An example of each field as it is inserted, and what it asks; Chinese names serve as well."""


class SearchLine(QLineEdit):
    """Escape clears it; Down leaves it for the table."""

    left_downwards = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """The search line, its menus, and what was not understood.

    ``save_requested`` when the line shall be kept, ``search_removed`` carries a saved name.
    """

    text_changed = Signal(str)
    left_downwards = Signal()
    save_requested = Signal()
    search_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = SearchLine()
        self.line.setPlaceholderText(
            self.tr("Search: words, or fields like amount:>500 state:owed -refund")
        )
        self.line.setAccessibleName(self.tr("Search the entries"))
        self.clear_button = make_button(self.tr("Clear"), "quiet", self.tr("Clear the search"))
        self.fields_button = make_button(
            self.tr("Fields"), description=self.tr("What can be searched for, with examples")
        )
        self.saved_button = make_button(
            self.tr("Saved"), description=self.tr("Saved searches: choose, save or remove one")
        )
        self._note = make_label("note")
        self._note.hide()
        self._saved = QMenu(self.saved_button)
        set_menu(self.saved_button, self._saved)
        self._build_fields()
        self._lay_out()
        self.line.textChanged.connect(self._on_text_changed)
        self.line.left_downwards.connect(self.left_downwards)
        self.clear_button.clicked.connect(self.clear)
        self.show_saved(())
        self.clear_button.setEnabled(False)

    @property
    def saved_menu(self) -> QMenu:
        """The menu of saved searches."""
        return self._saved

    def set_text(self, text: str) -> None:
        """Search for something else."""
        self.line.setText(text)

    def focus(self) -> None:
        """Put the keyboard into the line, with all of it selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def show_note(self, text: str) -> None:
        """Say below the line what was not understood, "" for nothing."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.line.setAccessibleDescription(text)

    def show_saved(self, searches: Sequence[SavedSearch]) -> None:
        """Fill the menu of saved searches."""
        self._saved.clear()
        for search in searches:
            action = self._saved.addAction(_plain(search.name))
            action.setToolTip(search.text)
            action.triggered.connect(
                lambda _checked=False, text=search.text: self.line.setText(text)
            )
        if searches:
            self._saved.addSeparator()
        save = self._saved.addAction(self.tr("Save this search…"))
        save.setEnabled(bool(self.line.text().strip()))
        save.triggered.connect(self.save_requested)
        self._save_action = save
        if searches:
            removal = self._saved.addMenu(self.tr("Remove"))
            for search in searches:
                action = QAction(_plain(search.name), removal)
                action.triggered.connect(
                    lambda _checked=False, name=search.name: self.search_removed.emit(name)
                )
                removal.addAction(action)

    @Slot()
    def clear(self) -> None:
        """Search for nothing in particular."""
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_fields(self) -> None:
        menu = QMenu(self.fields_button)
        for example_source, source in _FIELDS:
            example = QCoreApplication.translate("SearchBar", str(example_source))
            words = QCoreApplication.translate("SearchBar", str(source))
            action = menu.addAction(f"{example}\t{words}")
            action.triggered.connect(lambda _checked=False, text=example: self._insert(text))
        set_menu(self.fields_button, menu)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(METRICS.spacing)
        row.addWidget(self.line, 1)
        buttons: tuple[QPushButton, ...] = (
            self.clear_button,
            self.fields_button,
            self.saved_button,
        )
        for button in buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._note)

    def _insert(self, example: str) -> None:
        """Add a field behind what stands there, its value selected to be typed over."""
        before = self.line.text().rstrip()
        text = f"{before} {example}".lstrip()
        self.line.setText(text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        start = len(text) - len(example)
        value = example.partition(":")[2] or example[1:]
        self.line.setSelection(start + len(example) - len(value), len(value))

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.clear_button.setEnabled(bool(text))
        self._save_action.setEnabled(bool(text.strip()))
        self.text_changed.emit(text)


def _plain(name: str) -> str:
    """Return a name for a menu, where a lone ampersand would become a mnemonic."""
    return name.replace("&", "&&")
