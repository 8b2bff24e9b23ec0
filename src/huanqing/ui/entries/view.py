"""The entries page: a search line, the list of what was found, and the selected entry in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget
from typing_extensions import override

from huanqing.ui.entries.actions import EntryActions
from huanqing.ui.entries.changes import EntryChanges
from huanqing.ui.entries.detail_model import DetailViewModel
from huanqing.ui.entries.detail_panel import DetailPanel
from huanqing.ui.entries.dialogs import EntryDialogs
from huanqing.ui.entries.entry_model import EntryTableModel
from huanqing.ui.entries.entry_table import EntryTable
from huanqing.ui.entries.list_splitter import ListSplitter
from huanqing.ui.entries.saved_searches import SavedSearches, SaveSearchDialog
from huanqing.ui.entries.search_bar import SearchBar
from huanqing.ui.entries.view_model import EntriesViewModel
from huanqing.ui.error_labels import error_text
from huanqing.ui.table_models.entries import entry_list_columns
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import Message, MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import (
    Card,
    EmptyState,
    PageHeader,
    make_button,
    make_label,
    set_menu,
)

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from huanqing.application.entry_models import EntryListRow, EntryOrder, ScheduleRow
    from huanqing.ui.context import UiContext

_LIST, _NO_ENTRY, _NOTHING_FOUND = range(3)


class EntriesPage(Page):
    """Shows what ``EntriesViewModel`` found and ``DetailViewModel`` loaded."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        parts = (context.service, context.runner, context.formatter, self)
        self.view_model = EntriesViewModel(*parts)
        self.detail_model = DetailViewModel(*parts)
        self.saved = SavedSearches(*parts)
        self.changes = EntryChanges(*parts)
        self.dialogs = EntryDialogs(context, self)
        self.actions_of_entry = EntryActions(self)
        self._wanted: int | None = None
        self._shows_error = False
        self._save_dialog: SaveSearchDialog | None = None
        self._message = MessageBar()
        self.search_bar = SearchBar()
        self.model = EntryTableModel(
            entry_list_columns(context.formatter), context.appearance.colour_of, self
        )
        self.table = EntryTable(self.model, self.tr("Entries"), context.preferences)
        self.panel = DetailPanel(context)
        self._summary = make_label("note")
        self._selection = make_label("note")
        self._no_entry = EmptyState(
            self.tr("No entry yet"),
            self.tr("Import your bills from JD, or book a purchase by hand."),
            self.tr("Import bills"),
        )
        self._nothing = EmptyState(
            self.tr("Nothing found"),
            self.tr("No entry is like this search."),
            self.tr("Clear the search"),
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._splitter = self._build_splitter()
        self._connect_search()
        self._connect_table()
        self._connect_actions()

    @override
    def refresh(self) -> None:
        self.view_model.refresh()
        self.detail_model.reload()
        self.saved.refresh()

    @override
    def begun(self) -> object:
        return self.search_bar.line.text(), self.table.current_rowid

    @override
    def go_on_with(self, begun: object) -> None:
        if isinstance(begun, tuple):
            text, self._wanted = begun
            self.search_bar.set_text(str(text))

    @override
    def menu_title(self) -> str:
        return self.tr("E&ntry")

    @override
    def menu_actions(self) -> list[QAction | None]:
        return self.actions_of_entry.in_order()

    def open_search(self, text: str) -> None:
        """Search for something, as if it had been typed."""
        self.search_bar.set_text(text)

    def open_entry(self, kind: str, entry_id: str) -> None:
        """Select an entry by its id; a search that hides it is cleared."""
        entries = self._context.service.entries

        def show(rowid: int | None) -> None:
            if rowid is None:
                self._show_message(Message(self.tr("This entry is not in the ledger any more.")))
                return
            self._wanted = rowid
            if not self._show_wanted():
                self.search_bar.set_text("")

        self._context.runner.submit(
            self, lambda _progress: entries.rowid_of(kind, entry_id), show, self._on_opening_failed
        )

    def focus_search(self) -> None:
        """Put the keyboard into the search line."""
        self.search_bar.focus()

    @Slot(str)
    def new_entry(self, kind: str = "purchase") -> None:
        """Open the editor for a new purchase, repayment, refund or adjustment."""
        self.dialogs.begin(kind, self.table.current_rowid)

    def _build_splitter(self) -> ListSplitter:
        """Put the outer parts together first: what moves with its parts is dressed with them."""
        ground, beside = Card(), Card()
        splitter = ListSplitter(self._context.preferences, ground, beside)
        for each in (splitter, self._no_entry, self._nothing):
            self._stack.addWidget(each)
        ground.body.setContentsMargins(1, 1, 1, 1)
        ground.body.addWidget(self.table)
        padding = METRICS.spacing
        beside.body.setContentsMargins(padding, padding, padding, padding)
        beside.body.addWidget(self.panel)
        return splitter

    def _lay_out(self) -> None:
        header = PageHeader(self.tr("Entries"))
        actions = self.actions_of_entry
        others = QMenu(self)
        others.addActions([actions.new_repayment, actions.new_refund, actions.new_adjustment])
        more = make_button(self.tr("New…"), description=self.tr("Repayment, refund, adjustment"))
        set_menu(more, others)
        new = make_button(self.tr("New purchase"), "primary")
        new.setToolTip("Ctrl+T")
        new.clicked.connect(actions.new_purchase.trigger)
        header.add_button(more)
        header.add_button(new)
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._summary, 1)
        row.addWidget(self._selection, 1)
        self._selection.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._summary.setAccessibleName(self.tr("What was found"))
        self._selection.setAccessibleName(self.tr("What is selected"))
        for each in (header, self._message, self.search_bar):
            self.column.addWidget(each)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(footer)

    def _connect_search(self) -> None:
        view_model, bar = self.view_model, self.search_bar
        bar.text_changed.connect(view_model.search)
        bar.left_downwards.connect(self._on_search_left)
        bar.save_requested.connect(self._on_save_requested)
        bar.search_removed.connect(self.saved.remove)
        self.saved.changed.connect(self._on_saved_changed)
        view_model.found_changed.connect(self._on_found_changed)
        view_model.summary_changed.connect(self._on_summary_changed)
        view_model.selection_summed.connect(self._on_selection_summed)
        self._nothing.button.clicked.connect(bar.clear)
        self._no_entry.button.clicked.connect(self._on_import_clicked)
        self._context.formatter.amounts_visibility_changed.connect(self._on_visibility_changed)
        for source in (view_model, self.detail_model, self.saved, self.changes, self.dialogs):
            source.message_changed.connect(self._show_message)
        self._message.action_requested.connect(self.changes.accept_offer)

    def _connect_table(self) -> None:
        table, model, view_model = self.table, self.model, self.view_model
        model.rows_wanted.connect(view_model.fetch)
        model.sort_requested.connect(self._on_sort_requested)
        view_model.rows_arrived.connect(self._on_rows_arrived)
        view_model.rows_given_up.connect(model.give_up)
        view_model.rows_outdated.connect(model.forget)
        view_model.text_copied.connect(self._on_text_copied)
        table.row_selection_changed.connect(self._on_selection_changed)
        table.entry_opened.connect(self.actions_of_entry.edit.trigger)
        table.copy_requested.connect(self._on_copy_requested)
        self.detail_model.detail_changed.connect(self._on_detail_changed)
        self._context.formatter.amounts_visibility_changed.connect(model.redraw)
        self._context.appearance.look_changed.connect(model.redraw)
        self._restore_sorting()

    def _connect_actions(self) -> None:
        actions = self.actions_of_entry
        for action in actions.in_order():
            if action is None:
                action = QAction(self)  # noqa: PLW2901 - a separator of the table's own menu
                action.setSeparator(True)
            if action is not actions.copy:
                self.table.addAction(action)
        actions.new_requested.connect(self.new_entry)
        actions.edit.triggered.connect(partial(self._with_current, self.dialogs.edit))
        actions.duplicate.triggered.connect(partial(self._with_current, self.dialogs.duplicate))
        actions.split.triggered.connect(partial(self._with_current, self.dialogs.split))
        actions.delete.triggered.connect(self._on_delete_triggered)
        actions.show_raw.triggered.connect(self.panel.show_raw)
        actions.copy.triggered.connect(self._on_copy_requested)
        self.panel.edit_requested.connect(actions.edit.trigger)
        self.panel.split_requested.connect(actions.split.trigger)
        self.panel.line_edit_requested.connect(self._on_line_edit_requested)
        self.dialogs.entry_booked.connect(self._on_entry_booked)

    def _restore_sorting(self) -> None:
        """Sort as the table remembers it; else newest first, as the first search does."""
        header = self.table.horizontalHeader()
        section, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        if 0 <= section < len(self.model.columns):
            self.model.sort(section, order)
        else:
            header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)

    def _with_current(self, use: Callable[[int], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's argument
        rowid = self.table.current_rowid
        if rowid is not None:
            use(rowid)

    def _show_wanted(self) -> bool:
        """Select the entry that shall be shown, if the list holds it."""
        if self._wanted is None or not self.table.select_rowid(self._wanted):
            return False
        self._wanted = None
        return True

    def _follow_selection(self) -> None:
        row = self.model.row_at(self.table.currentIndex())
        detail = self.detail_model.detail
        is_loaded = detail is not None and detail.row.rowid == self.table.current_rowid
        has_raw = is_loaded and detail is not None and detail.raw is not None
        kind = row.kind if row is not None else ""
        count = self.table.selected_count
        self.actions_of_entry.follow_selection(count, kind=kind, has_raw=has_raw)

    def _on_opening_failed(self, error: Exception) -> None:
        words = error_text(error, self._context.formatter.money)
        self._show_message(Message(words, "bad"))

    @Slot(object, bool)
    def _on_found_changed(self, rowids: array[int], is_other_query: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.table.show_rowids(rowids, is_other_query=is_other_query)
        if self.view_model.is_ledger_empty:
            self._stack.setCurrentIndex(_NO_ENTRY)
        else:
            self._stack.setCurrentIndex(_NOTHING_FOUND if not rowids else _LIST)
        if not self._show_wanted() and self.view_model.is_settled:
            self._wanted = None
        self._on_selection_changed()

    @Slot(object)
    def _on_rows_arrived(self, rows: list[EntryListRow]) -> None:
        self.model.set_rows(rows)
        self._follow_selection()

    @Slot()
    def _on_summary_changed(self) -> None:
        self._summary.setText(self.view_model.summary_text)
        self.search_bar.show_note(self.view_model.not_understood_text)

    @Slot()
    def _on_selection_summed(self) -> None:
        self._selection.setText(self.view_model.selection_text)

    @Slot()
    def _on_selection_changed(self) -> None:
        self.view_model.select(self.table.selected_rowids)
        self.detail_model.show_entry(self.table.current_rowid)
        self._follow_selection()

    @Slot()
    def _on_detail_changed(self) -> None:
        self.panel.show_detail(self.detail_model.detail)
        self._follow_selection()

    @Slot(object, bool)
    def _on_sort_requested(self, order: EntryOrder, is_descending: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.view_model.sort(order, is_descending=is_descending)

    @Slot()
    def _on_search_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.table.current_rowid is None and self.model.rowCount():
            self.table.select_row(0)

    @Slot()
    def _on_delete_triggered(self) -> None:
        self.changes.remove(self.table.selected_rowids)

    @Slot()
    def _on_copy_requested(self) -> None:
        self.view_model.copy(self.table.selected_rowids)

    @Slot(str)
    def _on_text_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    @Slot(object)
    def _on_line_edit_requested(self, line: ScheduleRow) -> None:
        if self.detail_model.detail is not None:
            self.dialogs.edit_line(self.detail_model.detail, line)

    @Slot(int)
    def _on_entry_booked(self, rowid: int) -> None:
        self._wanted = rowid

    @Slot()
    def _on_saved_changed(self) -> None:
        self.search_bar.show_saved(self.saved.searches)

    @Slot()
    def _on_save_requested(self) -> None:
        text = self.view_model.text
        self._save_dialog = SaveSearchDialog(text, self)
        self._save_dialog.name_chosen.connect(lambda name: self.saved.save(name, text))
        self._save_dialog.open()

    @Slot()
    def _on_import_clicked(self) -> None:
        self.page_requested.emit("import")

    @Slot(object)
    def _show_message(self, message: Message | None) -> None:
        self._shows_error = message is not None and message.tone == "bad"
        self._message.show_message(message)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self._on_summary_changed()
        self._on_selection_summed()
        if self._shows_error:
            self._show_message(None)  # Its words may hold an amount.
