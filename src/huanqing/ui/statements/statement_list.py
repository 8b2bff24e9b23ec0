"""The list of statements: three quiet lines each, painted from prepared texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from huanqing.ui.icons import tinted_pixmap
from huanqing.ui.table_models.row_model import WHY_ROLE, RowTableModel
from huanqing.ui.table_models.statements import StatementItem, statement_columns
from huanqing.ui.tokens import METRICS, as_mapping
from huanqing.ui.widgets.asking import ask_why
from huanqing.ui.widgets.parts import tabular

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.ui.appearance import Appearance

_PADDING = 10
_LINE_GAP = 3
_WIDE = "0000-00-00 ¥000,000.00 0000000000"
"""As wide as a due date with its countdown and a state in small figures."""


class StatementList(QListView):
    """Shows statements; ``statement_chosen`` carries the date of the one the user went to."""

    statement_chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_items = RowTableModel(statement_columns(), appearance.colour_of, self)
        self.setModel(self.model_of_items)
        self.setItemDelegate(_StatementDelegate(self.model_of_items, appearance, self))
        self.setAccessibleName(self.tr("Statements"))
        self.setFont(tabular(self.font()))
        self.setProperty("role", "cards")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.why = QAction(self.tr("Why this amount?"), self)
        self.why.setShortcut(QKeySequence("Shift+F1"))
        self.why.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.why.triggered.connect(self._on_why_triggered)
        self.addAction(self.why)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        appearance.look_changed.connect(self.model_of_items.redraw)

    def show_items(self, items: Sequence[StatementItem], chosen: date | None) -> None:
        """Show other statements; the chosen one stays where the user sees it."""
        bar = self.verticalScrollBar().value()
        self.model_of_items.set_rows(items)
        place = self.model_of_items.position_of(lambda item: item.statement_date == chosen)
        if place is not None:
            self.setCurrentIndex(self.model_of_items.index(place, 0))
            self.verticalScrollBar().setValue(bar)
            self.scrollTo(self.currentIndex())

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(_WIDE) + 2 * _PADDING
        return QSize(width, super().sizeHint().height())

    @Slot()
    def _on_why_triggered(self) -> None:
        asked = self.currentIndex().data(WHY_ROLE)
        if asked is not None:
            ask_why(self, asked)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        item = self.model_of_items.row_at(current)
        if item is not None:
            self.statement_chosen.emit(item.statement_date)


class _StatementDelegate(QStyledItemDelegate):
    """Paints date and amount, due date and state, and the sums below."""

    def __init__(
        self, model: RowTableModel[StatementItem], appearance: Appearance, view: QListView
    ) -> None:
        super().__init__(view)
        self._model = model
        self._appearance = appearance
        self._view = view

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        font = self._view.font()
        lines = QFontMetrics(font).height() + 2 * QFontMetrics(_small(font)).height()
        return QSize(0, lines + 2 * _LINE_GAP + 2 * _PADDING)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        item = self._model.row_at(index)
        if item is None:
            return
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._paint_ground(painter, box, state)
        self._paint_words(painter, box, item)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        colours = self._appearance.colours
        flags = QStyle.StateFlag
        if state & flags.State_Selected:
            painter.fillRect(box, QColor(colours.selection))
        elif state & flags.State_MouseOver:
            painter.fillRect(box, QColor(colours.hover))
        painter.setPen(QColor(colours.border))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if state & flags.State_HasFocus:
            painter.setPen(QColor(colours.focus))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _paint_words(self, painter: QPainter, box: QRect, item: StatementItem) -> None:
        inner = box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        strong = QFont(self._view.font())
        strong.setWeight(QFont.Weight.DemiBold)
        small = _small(self._view.font())
        colours = as_mapping(self._appearance.colours)
        height = QFontMetrics(strong).height()
        line = QRect(inner.left(), inner.top(), inner.width(), height)
        room = self._paint_pair(painter, line, strong, (item.title, "text"), (item.left, "text"))
        if item.icon:
            picture = tinted_pixmap(item.icon, colours[item.icon_tone], METRICS.icon - 2)
            painter.drawPixmap(room + _PADDING // 2, line.top() + (height - 16) // 2, picture)
        below = QFontMetrics(small).height()
        line = QRect(inner.left(), line.bottom() + 1 + _LINE_GAP, inner.width(), below)
        self._paint_pair(painter, line, small, (item.due, "muted"), (item.state, item.state_tone))
        line = QRect(inner.left(), line.bottom() + 1 + _LINE_GAP, inner.width(), below)
        self._paint_pair(painter, line, small, (item.totals, "muted"), ("", "muted"))

    def _paint_pair(
        self,
        painter: QPainter,
        line: QRect,
        font: QFont,
        left: tuple[str, str],
        right: tuple[str, str],
    ) -> int:
        """Paint a text at the left and one at the right; return where the left one ends."""
        colours = as_mapping(self._appearance.colours)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        taken = metrics.horizontalAdvance(right[0])
        painter.setPen(QColor(colours[right[1]]))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, right[0])
        room = line.width() - taken - (_PADDING if taken else 0)
        words = metrics.elidedText(left[0], Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(colours[left[1]]))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, words)
        return line.left() + metrics.horizontalAdvance(words)


def _small(font: QFont) -> QFont:
    """Return the font in the size of notes, in proportion to the base size."""
    small = QFont(font)
    small.setPixelSize(max(1, font.pixelSize() * METRICS.font_small // METRICS.font))
    return small
