"""The table of a preview's rows: Space ticks, F2 opens the kinds, the context menu holds all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from typing_extensions import override

from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.table_memory import TableMemory

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from huanqing.application.read_models import PreviewRow
    from huanqing.ui.preferences import Preferences
    from huanqing.ui.table_models.preview_rows import PreviewRowModel


class PreviewTable(DataTable):
    """Selects any number of rows; keeps its place when the same rows come again."""

    space_pressed = Signal()

    def __init__(
        self,
        model: PreviewRowModel,
        name: str,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        memory = TableMemory(preferences, "import-rows")
        super().__init__(model, name, parent, memory=memory, is_extended=True)
        self._rows = model

    @property
    def chosen(self) -> list[PreviewRow]:
        """The selected rows, else the current one."""
        rows = self._rows.rows
        places = self.selected_rows or [self.currentIndex().row()]
        return [rows[place] for place in places if 0 <= place < len(rows)]

    def show_again(self, rows: list[PreviewRow], *, keeps_place: bool) -> None:
        """Show rows; the current row and (``keeps_place``) the scroll position stay."""
        current = self._rows.row_at(self.currentIndex())
        scrolled = self.verticalScrollBar().value()
        if self._rows.update_rows(rows) or current is None:
            return
        line = current.row.line
        place = self._rows.position_of(lambda each: each.row.line == line)
        if place is not None:
            self.select_row(place)
        if keeps_place:
            self.verticalScrollBar().setValue(scrolled)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and self.box_of(index).contains(event.position().toPoint()):
            state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            turned = (
                Qt.CheckState.Unchecked if state is Qt.CheckState.Checked else Qt.CheckState.Checked
            )
            self._rows.setData(index, turned.value, Qt.ItemDataRole.CheckStateRole)
            return
        super().mousePressEvent(event)

    def box_of(self, index: QModelIndex) -> QRect:
        """Return where the box of a row is, an empty place where it has none."""
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return QRect()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        features = QStyleOptionViewItem.ViewItemFeature
        option.features |= features.HasCheckIndicator
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        return self.style().subElementRect(part, option, self).adjusted(-4, -4, 4, 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.space_pressed.emit()
            return
        super().keyPressEvent(event)
