"""A table view with the habits that every table of the program shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView

from huanqing.ui.overriding import override
from huanqing.ui.table_models.row_model import WHY_ROLE
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import ask_why
from huanqing.ui.widgets.parts import tabular
from huanqing.ui.widgets.table_memory import ColumnState, TableMemory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_SAVE_DELAY_MS = 400
_WHY_KEYS = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F1)


class ColumnLook(Protocol):
    """How a column wants to stand: its words, its width at 100 percent, whether it stretches."""

    @property
    def header(self) -> str:
        """The words above the column."""
        ...

    @property
    def width(self) -> int:
        """The width in pixels at a zoom of 100 percent; the least of one that stretches."""
        ...

    @property
    def stretches(self) -> bool:
        """Whether the column takes what room is left."""
        ...


@runtime_checkable
class HasColumns(Protocol):
    """A model that says how its columns look."""

    @property
    def columns(self) -> Sequence[ColumnLook]:
        """The columns in the order of the model."""
        ...


class DataTable(QTableView):
    """Selects rows, sorts by a click on the header, shows tabular figures.

    With a ``memory`` the user may move, hide and size columns, and finds them so again. The
    context menu (right click, Menu key, Shift+F10) holds the table's ``actions()``.
    """

    current_row_changed = Signal()
    row_selection_changed = Signal()

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        parent: QWidget | None = None,
        *,
        memory: TableMemory | None = None,
        is_extended: bool = False,
    ) -> None:
        super().__init__(parent)
        if not isinstance(model, HasColumns):
            raise TypeError(model)
        self._model: QAbstractItemModel = model
        self._columns: Sequence[ColumnLook] = model.columns
        self._memory = memory
        self._is_arranging = False
        self._room = 0
        self._menu: QMenu | None = None
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFont(tabular(self.font()))
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if is_extended else modes.SingleSelection)
        self._set_habits()
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(_SAVE_DELAY_MS)
        self._set_header(name)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _set_habits(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(METRICS.row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_header(self, name: str) -> None:
        header = self.horizontalHeader()
        header.setAccessibleName(self.tr("Columns of {0}").format(name))
        header.setHighlightSections(False)
        # Else it asks of every row whether its column is selected: seconds, with all selected.
        header.setSelectionModel(QItemSelectionModel(self._model, self))
        header.setFixedHeight(METRICS.header_height)
        header.setSectionsMovable(self._memory is not None)
        self._arrange(None if self._memory is None else self._memory.load(len(self._columns)))
        self.setSortingEnabled(True)
        if self._memory is not None:
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.customContextMenuRequested.connect(self._on_header_menu_requested)
            header.sectionResized.connect(self._on_columns_arranged)
            header.sectionMoved.connect(self._on_columns_arranged)
            header.sortIndicatorChanged.connect(self._on_columns_arranged)
            self._save_timer.timeout.connect(self._save)

    @property
    def selected_rows(self) -> list[int]:
        """The places of the selected rows, from the top."""
        rows: set[int] = set()
        for part in self.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    @property
    def selected_count(self) -> int:
        """How many rows are selected, without listing them."""
        return sum(part.height() for part in self.selectionModel().selection().toList())

    def select_row(self, row: int) -> None:
        """Select a row and bring it into view."""
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as text, cells parted by tabs."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(at) for at in range(header.count())]
        shown = [place for place in places if not self.isColumnHidden(place)]
        lines = ["\t".join(self._cell(row, place) for place in shown) for row in self.selected_rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def column_actions(self, parent: QMenu) -> list[QAction]:
        """Return what shows and hides each column, then what sets them back."""
        actions = []
        for place, column in enumerate(self._columns):
            action = QAction(column.header, parent)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(self.isColumnHidden(place) or self._shown_count() > 1)
            action.toggled.connect(
                lambda shown, place=place: self.set_column_shown(place, shown=shown)
            )
            actions.append(action)
        reset = QAction(self.tr("Reset columns"), parent)
        reset.triggered.connect(self.reset_columns)
        return [*actions, reset]

    def set_column_shown(self, place: int, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not shown and self._shown_count() <= 1:
            return
        self.setColumnHidden(place, not shown)
        self._stretch_columns()
        self._on_columns_arranged()

    @Slot()
    def reset_columns(self) -> None:
        """Show every column in its first place and width, unsorted."""
        self._arrange(None)
        self._save_timer.stop()
        if self._memory is not None:
            self._memory.forget()

    def _shown_count(self) -> int:
        return sum(not self.isColumnHidden(place) for place in range(len(self._columns)))

    def _cell(self, row: int, place: int) -> str:
        text = self._model.index(row, place).data(Qt.ItemDataRole.DisplayRole)
        return "" if text is None else " ".join(str(text).split())

    def _arrange(self, state: ColumnState | None) -> None:
        self._is_arranging = True
        header = self.horizontalHeader()
        order = range(len(self._columns)) if state is None else state.order
        for at, place in enumerate(order):
            header.moveSection(header.visualIndex(place), at)
        for place, column in enumerate(self._columns):
            width = column.width if state is None else state.widths[place]
            self.setColumnWidth(place, METRICS.scaled(width))
            self.setColumnHidden(place, state is not None and place in state.hidden)
        place, descends = (-1, False) if state is None else state.sorted_by or (-1, False)
        orders = Qt.SortOrder
        header.setSortIndicator(
            place, orders.DescendingOrder if descends else orders.AscendingOrder
        )
        self._is_arranging = False
        self._stretch_columns()

    @Slot()
    def _save(self) -> None:
        if self._memory is None:
            return
        header = self.horizontalHeader()
        hidden = [place for place in range(header.count()) if self.isColumnHidden(place)]
        widths = [
            column.width
            if column.stretches or place in hidden
            else self.columnWidth(place) * 100 // METRICS.zoom
            for place, column in enumerate(self._columns)
        ]
        place = header.sortIndicatorSection()
        descends = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self._memory.save(
            ColumnState(
                tuple(widths),
                tuple(header.logicalIndex(at) for at in range(header.count())),
                frozenset(hidden),
                (place, descends) if 0 <= place < header.count() else None,
            )
        )

    def _stretch_columns(self) -> None:
        """Give free room to the columns that stretch, but never less than their own width."""
        if self._is_arranging:
            return
        shown = [
            (place, column)
            for place, column in enumerate(self._columns)
            if not self.isColumnHidden(place)
        ]
        stretching = [(place, column) for place, column in shown if column.stretches]
        fixed = sum(self.columnWidth(place) for place, column in shown if not column.stretches)
        self._is_arranging = True
        for place, column in stretching:
            room = (self._room - fixed) // len(stretching)
            self.setColumnWidth(place, max(room, METRICS.scaled(column.width)))
        self._is_arranging = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The event is that of the viewport, which costs a start 15 ms to ask for.
        self._room = event.size().width()
        self._stretch_columns()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if self._save_timer.isActive():
            self._save_timer.stop()
            self._save()
        super().hideEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.keyCombination() == _WHY_KEYS and self._ask_current():
            event.accept()
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self._request_menu()
        else:
            super().keyPressEvent(event)

    def _request_menu(self) -> None:
        """Ask for the context menu at the current row, as the mouse would."""
        place = self.visualRect(self.currentIndex()).center()
        if not self.viewport().rect().contains(place):
            place = self.viewport().rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        asked = QContextMenuEvent(reason, place, self.viewport().mapToGlobal(place))
        QApplication.sendEvent(self, asked)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._menu is not None and self._menu.isVisible():
            return
        menu = QMenu(self)
        menu.addActions([each for each in self.actions() if each.isVisible()])
        self._offer_why(menu)
        if self.selected_count:
            menu.addSeparator()
            copy = menu.addAction(self.tr("Copy rows"))
            copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
            copy.triggered.connect(self.copy_rows)
        if self._memory is not None:
            menu.addSeparator()
            columns = menu.addMenu(self.tr("Columns"))
            columns.addActions(self.column_actions(columns))
        self._show_menu(menu, event.globalPos())

    def _offer_why(self, menu: QMenu) -> None:
        """Offer to say where each amount of the current row comes from."""
        found = [
            (place, asked)
            for place in range(len(self._columns))
            if (asked := self._asked(self.currentIndex().row(), place)) is not None
        ]
        if not found:
            return
        menu.addSeparator()
        # One column asks at once; several are told apart by their headers and amounts.
        offers = menu if len(found) == 1 else menu.addMenu(self.tr("Why this amount?"))
        for place, asked in found:
            row = self.currentIndex().row()
            words = f"{self._columns[place].header}  {self._cell(row, place)}"
            action = offers.addAction(self.tr("Why this amount?") if len(found) == 1 else words)
            action.triggered.connect(lambda _=False, asked=asked: ask_why(self, asked))

    def _asked(self, row: int, place: int) -> object:
        if row < 0 or self.isColumnHidden(place):
            return None
        return self._model.index(row, place).data(WHY_ROLE)

    def _ask_current(self) -> bool:
        """Ask about the current cell, else about the first amount of its row."""
        row, at = self.currentIndex().row(), self.currentIndex().column()
        for place in (at, *range(len(self._columns))):
            asked = self._asked(row, place)
            if asked is not None:
                ask_why(self, asked)
                return True
        return False

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        is_asking = event.modifiers() == Qt.KeyboardModifier.AltModifier
        index = self.indexAt(event.position().toPoint())
        if is_asking and index.isValid():
            asked = index.data(WHY_ROLE)
            if asked is not None:
                ask_why(self, asked)

    def _show_menu(self, menu: QMenu, place: QPoint) -> None:
        """Show a menu in the place of the last one, which has done its work by now."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        if not menu.isEmpty():
            menu.popup(place)

    @Slot(QPoint)
    def _on_header_menu_requested(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.column_actions(menu))
        self._show_menu(menu, self.horizontalHeader().mapToGlobal(place))

    @Slot()
    def _on_columns_arranged(self) -> None:
        if not self._is_arranging and self._memory is not None:
            self._save_timer.start()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_row_changed.emit()

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.row_selection_changed.emit()
