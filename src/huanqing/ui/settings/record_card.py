"""A card with a short list of records and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from huanqing.ui.context import UiContext

_MOST_ROWS = 6


class RecordCard(Card):
    """Shows records; Enter or a double click edits one, Insert adds one, Delete removes one.

    ``add_requested``, ``edit_requested`` and ``remove_requested`` are wishes, the latter two
    with the record. Without records a sentence stands there instead of the table.
    """

    add_requested = Signal()
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    current_changed = Signal()

    def __init__(
        self,
        context: UiContext,
        title: str,
        columns: tuple[Column[Any], ...],
        add_text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.model: RowTableModel[Any] = RowTableModel(columns, context.appearance.colour_of, self)
        self.heading = make_label("heading", title)
        self.note = make_label("note")
        self.none = make_label("text")
        self.table = DataTable(self.model, title, self)
        self.table.setSortingEnabled(False)
        self.add_button = make_button(add_text)
        self.edit_button = make_button(self.tr("Edit…"))
        self.remove_button = make_button(
            self.tr("Remove"), description=self.tr("Can be undone in the Edit menu")
        )
        for button, words in self._spoken(title):
            button.setAccessibleName(words)
        self._actions = [self._action_of(each) for each in self._buttons]
        buttons = QHBoxLayout()
        buttons.setSpacing(METRICS.spacing)
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        for widget in (self.heading, self.note, self.none, self.table):
            self.body.addWidget(widget)
        self.body.addLayout(buttons)
        self.note.hide()
        self._may_edit = True
        self.show_records((), "")
        self.add_button.clicked.connect(self.add_requested)
        self.edit_button.clicked.connect(self._on_edit_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.table.doubleClicked.connect(self._on_edit_clicked)
        self.table.current_row_changed.connect(self._on_current_changed)
        context.appearance.look_changed.connect(self.model.redraw)
        context.formatter.amounts_visibility_changed.connect(self.model.redraw)

    @property
    def current(self) -> Any:  # noqa: ANN401 - the record of whatever the card lists
        """The record that is chosen, None for none."""
        return self.model.row_at(self.table.currentIndex())

    def allow_editing(self, *, is_allowed: bool) -> None:
        """Say whether a record can be edited, or only added and removed."""
        self._may_edit = is_allowed
        self._on_current_changed()

    def set_add_text(self, text: str) -> None:
        """Call the adding of a record otherwise."""
        self.add_button.setText(text)
        self.add_button.setAccessibleName(text)
        self._actions[0].setText(text)

    def show_note(self, text: str, tone: str = "") -> None:
        """Say something of all records, "" for nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        set_tone(self.note, tone)

    def show_records(self, records: Sequence[Any], none: str, tone: str = "") -> None:
        """Show records, or ``none`` where there are none; the choice stays where it was."""
        place = max(0, self.table.currentIndex().row())
        self.model.set_rows(records)
        self.table.setVisible(bool(records))
        self.none.setText(none)
        self.none.setVisible(not records)
        set_tone(self.none, tone)
        shown = min(len(records), _MOST_ROWS)
        # A narrow window may need the bar that scrolls sideways.
        bar = self.table.horizontalScrollBar().sizeHint().height()
        rows = shown * METRICS.row_height
        self.table.setFixedHeight(METRICS.header_height + rows + bar + 4)
        if records:
            self.table.select_row(min(place, len(records) - 1))
        self._on_current_changed()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._on_edit_clicked()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_requested.emit()
        elif event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self._on_remove_clicked()
        else:
            super().keyPressEvent(event)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.add_button, self.edit_button, self.remove_button

    def _action_of(self, button: QPushButton) -> QAction:
        """Return an item of the table's context menu that does what a button does."""
        action = QAction(button.text(), self)
        action.triggered.connect(button.click)
        self.table.addAction(action)
        return action

    def _spoken(self, title: str) -> tuple[tuple[QPushButton, str], ...]:
        return (
            (self.edit_button, self.tr("Edit: {0}").format(title)),
            (self.remove_button, self.tr("Remove: {0}").format(title)),
        )

    @Slot()
    def _on_current_changed(self) -> None:
        has_one = self.current is not None
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(has_one)
            button.setVisible(self.model.rowCount() > 0)
        if not self._may_edit:
            self.edit_button.hide()
        for action, button in zip(self._actions, self._buttons, strict=True):
            action.setVisible(not button.isHidden())
            action.setEnabled(button.isEnabled())
        self.current_changed.emit()

    @Slot()
    def _on_edit_clicked(self) -> None:
        if self.current is not None and self._may_edit:
            self.edit_requested.emit(self.current)

    @Slot()
    def _on_remove_clicked(self) -> None:
        if self.current is not None:
            self.remove_requested.emit(self.current)
