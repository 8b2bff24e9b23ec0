"""The rows of a preview with what the user may do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QWidget

from huanqing.ui.importing.kind_menu import KindMenu
from huanqing.ui.importing.periods_dialog import PeriodsDialog
from huanqing.ui.importing.row_table import PreviewTable
from huanqing.ui.labels import OUTCOMES, counted, outcome_label
from huanqing.ui.table_models.imports import preview_columns
from huanqing.ui.table_models.preview_rows import PreviewRowModel
from huanqing.ui.table_models.row_choices import can_have_periods, can_tick, kind_of, kinds_of
from huanqing.ui.table_models.row_filter import RowFilter
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from huanqing.application.bill_rows import RowKind
    from huanqing.application.read_models import PreviewRow
    from huanqing.ui.context import UiContext
    from huanqing.ui.importing.rows_view_model import RowsViewModel

_TYPING_MS = 150


class RowPanel(Card):
    """Shows what the view model holds; ``row_chosen`` carries the current PreviewRow or None."""

    row_chosen = Signal(object)
    totals_requested = Signal()
    export_requested = Signal()
    details_toggled = Signal(bool)

    def __init__(
        self, context: UiContext, view_model: RowsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._view_model = view_model
        self._shown: tuple[str, RowFilter] | None = None
        columns = preview_columns(context.formatter, view_model.choice_of)
        colour_of = context.appearance.colour_of
        self.model = PreviewRowModel(columns, colour_of, view_model.is_ticked, self)
        self.table = PreviewTable(self.model, self.tr("Rows"), context.preferences)
        self.count = make_label("label")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search rows"))
        self.search.setAccessibleName(self.tr("Search rows"))
        self.search.setClearButtonEnabled(True)
        self.outcome_box = QComboBox()
        self.outcome_box.setAccessibleName(self.tr("Show rows with outcome"))
        self.outcome_box.addItem(self.tr("All rows"), "")
        for outcome in OUTCOMES:
            self.outcome_box.addItem(outcome_label(outcome), outcome)
        self.kind_menu = KindMenu(self.tr("Kind"), self)
        self.tick_menu = QMenu(self.tr("Tick"), self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._dialog: PeriodsDialog | None = None
        self._make_actions()
        self._build()
        self._connect(context)
        self._on_selection_changed()

    def start_over(self) -> None:
        """Show all rows, unsorted, nothing searched."""
        for widget in (self.search, self.outcome_box):
            widget.blockSignals(True)  # noqa: FBT003 - Qt's own call
        self.search.clear()
        self.outcome_box.setCurrentIndex(0)
        for widget in (self.search, self.outcome_box):
            widget.blockSignals(False)  # noqa: FBT003 - Qt's own call
        header = self.table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    @Slot()
    def redraw(self) -> None:
        """Show the same rows again, after choices or the look changed."""
        self.model.redraw()
        self._on_selection_changed()

    def _make_actions(self) -> None:
        self.toggle_action = self._action(self.tr("Take in or leave out"), "")
        self.toggle_action.setShortcut(QKeySequence("Space"))
        # The table takes Space itself, so that it stays a letter in the search field.
        self.toggle_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.kind_action = self._action(self.tr("Kind…"), "F2")
        self.periods_action = self._action(self.tr("In how many periods?…"), "Ctrl+Shift+I")
        self.all_action = self._action(self.tr("Tick all shown"), "Ctrl+Shift+A")
        self.none_action = self._action(self.tr("Tick none shown"), "Ctrl+Shift+U")
        self.invert_action = self._action(self.tr("Invert what is shown"), "Ctrl+Shift+V")
        self.tick_menu.addActions([self.all_action, self.none_action, self.invert_action])
        separator = QAction(self)
        separator.setSeparator(True)
        self.table.addActions(
            [self.toggle_action, self.kind_action, self.periods_action, separator]
        )
        self.table.addActions(self.tick_menu.actions())

    def _action(self, text: str, shortcut: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _build(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(METRICS.spacing)
        upper.addWidget(make_label("heading", self.tr("Rows")))
        upper.addWidget(self.count)
        upper.addStretch(1)
        self.search.setMinimumWidth(METRICS.scaled(100))
        self.search.setMaximumWidth(METRICS.scaled(260))
        upper.addWidget(self.search, 2)
        upper.addWidget(self.outcome_box)
        lower = QHBoxLayout()
        lower.setSpacing(METRICS.spacing)
        self.tick_button = self._menu_button(self.tick_menu)
        self.kind_button = self._menu_button(self.kind_menu)
        self.periods_button = make_button(
            self.tr("Periods…"), description=self.tr("Say in how many periods a purchase is paid")
        )
        self.totals_button = make_button(
            self.tr("Totals…"), description=self.tr("Totals by month and by pay method")
        )
        self.export_button = make_button(
            self.tr("Export…"),
            description=self.tr("Write the rows that are not booked to a CSV file"),
        )
        self.details_button = make_button(
            self.tr("Details"), description=self.tr("Show totals and the row as it stands")
        )
        self.details_button.setCheckable(True)
        for button in (self.tick_button, self.kind_button, self.periods_button):
            lower.addWidget(button)
        lower.addStretch(1)
        for button in (self.totals_button, self.export_button, self.details_button):
            lower.addWidget(button)
        self.body.addLayout(upper)
        self.body.addLayout(lower)
        self.body.addWidget(self.table, 1)

    def _menu_button(self, menu: QMenu) -> QPushButton:
        button = make_button(menu.title())
        set_menu(button, menu)
        return button

    def _connect(self, context: UiContext) -> None:
        view_model = self._view_model
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_filter_changed)
        self.outcome_box.currentIndexChanged.connect(self._on_filter_changed)
        self.model.sort_requested.connect(self._on_sort_requested)
        self.model.tick_requested.connect(self._on_tick_requested)
        self.table.space_pressed.connect(self._on_toggle_requested)
        self.table.current_row_changed.connect(self._on_current_changed)
        self.table.row_selection_changed.connect(self._on_selection_changed)
        self.toggle_action.triggered.connect(self._on_toggle_requested)
        self.kind_action.triggered.connect(self._on_kind_requested)
        self.periods_action.triggered.connect(self.ask_for_periods)
        self.all_action.triggered.connect(lambda: view_model.tick(self.model.rows, ticked=True))
        self.none_action.triggered.connect(lambda: view_model.tick(self.model.rows, ticked=False))
        self.invert_action.triggered.connect(lambda: view_model.invert(self.model.rows))
        self.kind_menu.aboutToShow.connect(self._on_selection_changed)
        self.kind_menu.kind_chosen.connect(self._on_kind_chosen)
        self.periods_button.clicked.connect(self.ask_for_periods)
        self.totals_button.clicked.connect(self.totals_requested)
        self.export_button.clicked.connect(self.export_requested)
        self.details_button.toggled.connect(self.details_toggled)
        view_model.rows_changed.connect(self._on_rows_changed)
        view_model.choices_changed.connect(self.redraw)
        context.formatter.amounts_visibility_changed.connect(self.redraw)
        context.appearance.look_changed.connect(self.redraw)

    @Slot()
    def ask_for_periods(self) -> None:
        """Ask in how many periods the chosen purchases are paid."""
        rows = [each for each in self.table.chosen if self._can_have_periods(each)]
        if not rows:
            return
        choice = self._view_model.choice_of(rows[0])
        self._dialog = PeriodsDialog(rows[0].row.description, choice, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog, view_model = self._dialog, self._view_model
        dialog.accepted.connect(lambda: view_model.set_terms(rows, dialog.terms))
        dialog.open()

    def _can_have_periods(self, each: PreviewRow) -> bool:
        return can_have_periods(each, self._view_model.choice_of(each))

    @Slot()
    def _on_rows_changed(self) -> None:
        view_model = self._view_model
        now = (view_model.file.name if view_model.file is not None else "", view_model.filter)
        self.table.show_again(list(view_model.rows), keeps_place=now == self._shown)
        self._shown = now
        count = len(view_model.rows)
        self.count.setText(counted(count, self.tr("1 row"), self.tr("{0} rows")))
        self._on_selection_changed()
        self._on_current_changed()

    @Slot()
    def _on_filter_changed(self) -> None:
        old = self._view_model.filter
        outcome = str(self.outcome_box.currentData())
        wish = RowFilter(outcome, self.search.text(), old.sort_by, old.is_descending)
        self._view_model.set_filter(wish)

    @Slot(str, bool)
    def _on_sort_requested(self, key: str, is_descending: bool) -> None:  # noqa: FBT001 - the signal's
        old = self._view_model.filter
        self._view_model.set_filter(RowFilter(old.outcome, old.words, key, is_descending))

    @Slot(object, bool)
    def _on_tick_requested(self, row: PreviewRow, ticked: bool) -> None:  # noqa: FBT001 - the signal's
        self._view_model.tick([row], ticked=ticked)

    @Slot()
    def _on_toggle_requested(self) -> None:
        """Tick all chosen rows, or none where all are ticked."""
        rows = [each for each in self.table.chosen if can_tick(each)]
        are_ticked = all(self._view_model.is_ticked(each) for each in rows)
        self._view_model.tick(rows, ticked=not are_ticked)

    @Slot()
    def _on_kind_requested(self) -> None:
        if self.kind_button.isEnabled():
            rect = self.table.visualRect(self.table.currentIndex())
            self.kind_menu.popup(self.table.viewport().mapToGlobal(rect.bottomLeft()))

    @Slot(object)
    def _on_kind_chosen(self, kind: RowKind | None) -> None:
        rows = self.table.chosen
        self._view_model.set_kind(rows, kind)

    @Slot()
    def _on_current_changed(self) -> None:
        self.row_chosen.emit(self.model.row_at(self.table.currentIndex()))

    @Slot()
    def _on_selection_changed(self) -> None:
        """Offer what fits the chosen rows; the first ones stand for a long selection."""
        index = self.table.currentIndex()
        current = self.model.row_at(index)
        is_many = self.table.selected_count > 1
        rows = self.table.chosen if not is_many else self.table.chosen[:200]
        kinds = {kind for each in rows for kind in kinds_of(each)}
        is_one = current is not None and not is_many
        now = kind_of(current, self._view_model.choice_of(current)) if is_one and current else None
        self.kind_menu.show_state(kinds, now)
        has_periods = any(self._can_have_periods(each) for each in rows)
        for widget in (self.kind_button, self.kind_action):
            widget.setEnabled(bool(kinds))
        for widget in (self.periods_button, self.periods_action):
            widget.setEnabled(has_periods)
        self.toggle_action.setEnabled(any(can_tick(each) for each in rows))
