"""The card of the rows that wait for a decision; hidden while there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huanqing.application.read_models import RowChoice
from huanqing.ui.importing.kind_menu import KindMenu
from huanqing.ui.importing.periods_dialog import PeriodsDialog
from huanqing.ui.importing.waiting_view_model import asks_for_periods, kinds_for
from huanqing.ui.labels import counted
from huanqing.ui.table_models.imports import waiting_columns
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_menu
from huanqing.ui.widgets.table_memory import TableMemory

if TYPE_CHECKING:
    from huanqing.application.bill_rows import RowKind
    from huanqing.application.read_models import WaitingRow
    from huanqing.ui.context import UiContext
    from huanqing.ui.importing.waiting_view_model import WaitingViewModel


class WaitingCard(Card):
    """Shows what the view model holds; a kind books the chosen rows, or they are set aside."""

    def __init__(
        self, context: UiContext, view_model: WaitingViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._view_model = view_model
        self._dialog: PeriodsDialog | None = None
        self.title = make_label("heading")
        columns = waiting_columns(context.formatter)
        self.model = RowTableModel(columns, context.appearance.colour_of, self)
        self.table = DataTable(
            self.model,
            self.tr("Rows that wait for you"),
            memory=TableMemory(context.preferences, "import-waiting"),
            is_extended=True,
        )
        self.kind_menu = KindMenu(self.tr("Book as"), self, has_recognised=False)
        self.book_button = make_button(
            self.tr("Book as"), description=self.tr("Say what the chosen rows are")
        )
        set_menu(self.book_button, self.kind_menu)
        self.aside_button = make_button(
            self.tr("Set aside"),
            description=self.tr("Book the chosen rows nowhere and do not ask again"),
        )
        self.book_action = self._action(self.tr("Book as…"), "F2")
        self.aside_action = self._action(self.tr("Set aside"), "Del")
        self._build()
        self.kind_menu.kind_chosen.connect(self._on_kind_chosen)
        self.aside_button.clicked.connect(self._on_aside_requested)
        self.aside_action.triggered.connect(self._on_aside_requested)
        self.book_action.triggered.connect(self._on_book_requested)
        self.table.row_selection_changed.connect(self._on_selection_changed)
        view_model.rows_loaded.connect(self._on_rows_loaded)
        context.formatter.amounts_visibility_changed.connect(self.model.redraw)
        context.appearance.look_changed.connect(self.model.redraw)
        self.hide()

    @property
    def chosen(self) -> list[WaitingRow]:
        """The selected rows."""
        found = [self.model.row_at(self.model.index(row, 0)) for row in self.table.selected_rows]
        return [each for each in found if each is not None]

    def _action(self, text: str, shortcut: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(action)
        return action

    def _build(self) -> None:
        note = self.tr("They are booked nowhere until you say what they are.")
        self.title.setToolTip(note)
        self.setAccessibleDescription(note)
        row = QHBoxLayout()
        row.setSpacing(METRICS.spacing)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.book_button)
        row.addWidget(self.aside_button)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self._on_selection_changed()

    @Slot()
    def _on_rows_loaded(self) -> None:
        rows = self._view_model.rows
        self.model.set_rows(rows)
        one = self.tr("1 row waits for your decision")
        many = self.tr("{0} rows wait for your decision")
        self.title.setText(counted(len(rows), one, many))
        self.setVisible(bool(rows))
        self._on_selection_changed()

    @Slot()
    def _on_selection_changed(self) -> None:
        rows = self.chosen
        kinds = kinds_for(rows)
        self.kind_menu.show_state(kinds, None)
        for bookable in (self.book_button, self.book_action):
            bookable.setEnabled(bool(kinds))
        for removable in (self.aside_button, self.aside_action):
            removable.setEnabled(bool(rows))

    @Slot()
    def _on_book_requested(self) -> None:
        rect = self.table.visualRect(self.table.currentIndex())
        self.kind_menu.popup(self.table.viewport().mapToGlobal(rect.bottomLeft()))

    @Slot()
    def _on_aside_requested(self) -> None:
        self._view_model.set_aside(self.chosen)

    @Slot(object)
    def _on_kind_chosen(self, kind: RowKind) -> None:
        rows, view_model = self.chosen, self._view_model
        if not rows or not asks_for_periods(rows, kind):
            view_model.book_as(rows, kind)
            return
        dialog = PeriodsDialog(rows[0].row.description, RowChoice(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: view_model.book_as(rows, kind, dialog.terms))
        self._dialog = dialog
        dialog.open()
