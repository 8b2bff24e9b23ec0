"""The calendar's view: days under their heads, bars for limits, rows' names always in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from huanqing.ui.overriding import override
from huanqing.ui.plan.calendar_model import CLOSED_ROLE, FILL_ROLE, CalendarModel
from huanqing.ui.table_models.row_model import WHY_ROLE
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import ask_why
from huanqing.ui.widgets.parts import tabular

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from huanqing.ui.appearance import Appearance
    from huanqing.ui.plan.calendar import Calendar
    from huanqing.ui.tokens import Colours

_DAY_WIDTH = 104
_LEAST_NAME = 96
_MOST_NAME = 180
_BAR_HEIGHT = 4
_MARK = 6
_FULL = 1000
_SATURDAY = 5
_FRAME = 2
_WHY_KEYS = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F1)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the user was among the days, to go back there with the next plan of these days."""

    days: tuple[date, ...]
    row: int
    column: int
    scrolled: int


class CalendarTable(QTableView):
    """``place_chosen`` carries the index of the cell on which Enter or a double click fell.

    The names of the rows are the vertical header, which stays where it is while the days scroll.
    """

    place_chosen = Signal(QModelIndex)

    def __init__(
        self, model: CalendarModel, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._calendar_model = model
        self._wants_today = True
        self._left: _Place | None = None
        self.setModel(model)
        self.setObjectName("plan-calendar")
        self.setAccessibleName(self.tr("Calendar of payments"))
        self.setFont(tabular(self.font()))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(CalendarDelegate(appearance, self))
        self.setHorizontalHeader(DayHeader(appearance, self))
        self._set_headers()
        self._copy = QAction(self.tr("Copy"), self)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._today = QAction(self.tr("Go to today"), self)
        self._today.setShortcut(QKeySequence("T"))
        self._today.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._why = QAction(self.tr("Why this amount?"), self)
        self._why.setShortcut(QKeySequence("Shift+F1"))
        self._why.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addActions([self._why, self._copy, self._today])
        self._why.triggered.connect(self.ask_why)
        self._copy.triggered.connect(self.copy_cells)
        self._today.triggered.connect(self.go_to_today)
        self.activated.connect(self.place_chosen)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        appearance.look_changed.connect(self._on_look_changed)

    def _set_headers(self) -> None:
        header = self.horizontalHeader()
        header.setAccessibleName(self.tr("Days"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(METRICS.scaled(_DAY_WIDTH))
        header.setHighlightSections(False)
        header.setFixedHeight(METRICS.scaled(52))
        names = self.verticalHeader()
        names.setAccessibleName(self.tr("Cards, cash and bills"))
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultSectionSize(METRICS.row_height + METRICS.spacing)
        names.setHighlightSections(False)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def copy_cells(self) -> None:
        """Put the selected cells on the clipboard as text with days and names, else all."""
        model = self._calendar_model
        chosen = self.selectionModel().selectedIndexes()
        if len(chosen) == 1:
            QGuiApplication.clipboard().setText(model.text_of(chosen[0]))
            return
        rows = sorted({each.row() for each in chosen}) or list(range(model.rowCount()))
        columns = sorted({each.column() for each in chosen}) or list(range(model.columnCount()))
        days = [day.isoformat() for place in columns if (day := model.day_at(place)) is not None]
        lines = ["\t".join(["", *days])]
        for row in rows:
            name = str(model.headerData(row, Qt.Orientation.Vertical))
            cells = [str(model.index(row, place).data() or "") for place in columns]
            lines.append("\t".join([name, *cells]))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def go_to_today(self) -> None:
        """Bring today to the left edge, and the keyboard with it."""
        calendar = self._calendar_model.calendar
        if calendar is None or not calendar.rows:
            return
        index = self._calendar_model.index(max(self.currentIndex().row(), 0), calendar.today_place)
        self.setCurrentIndex(index)
        self._show_today(calendar)

    def ask_why(self) -> None:
        """Ask where the current amount comes from."""
        asked = self.currentIndex().data(WHY_ROLE)
        if asked is not None:
            ask_why(self, asked)

    def choose(self, row: int, column: int) -> None:
        """Go to a cell."""
        self.setCurrentIndex(self._calendar_model.index(row, column))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        calendar = self._calendar_model.calendar
        if self._wants_today and calendar is not None:
            self._wants_today = False
            self._show_start(calendar)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_cells()
        elif event.keyCombination() == _WHY_KEYS:
            self.ask_why()
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.go_to_today()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._why.setEnabled(self.currentIndex().data(WHY_ROLE) is not None)
        menu.addActions([self._why, self._copy, self._today])
        menu.aboutToHide.connect(lambda: self._why.setEnabled(True))
        menu.popup(event.globalPos())

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._needed_height())

    def _fit_names(self) -> None:
        """Give the rows' names the room they need, within bounds."""
        names, model = self.verticalHeader(), self._calendar_model
        measure = names.fontMetrics()
        texts = [
            str(model.headerData(row, Qt.Orientation.Vertical)) for row in range(model.rowCount())
        ]
        widest = max((measure.horizontalAdvance(text) for text in texts), default=0)
        least, most = METRICS.scaled(_LEAST_NAME), METRICS.scaled(_MOST_NAME)
        names.setFixedWidth(min(max(widest + 3 * METRICS.spacing, least), most))

    def _needed_height(self) -> int:
        rows = self._calendar_model.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().height() + rows + bar + _FRAME

    def _show_start(self, calendar: Calendar) -> None:
        """Begin with today, or just before the first payment where that is out of sight."""
        header = self.horizontalHeader()
        shown = max(1, self.viewport().width() // max(1, header.defaultSectionSize()))
        place = calendar.today_place
        first = calendar.first_place
        if first is not None and first >= place + shown:
            place = first - 1
        self.horizontalScrollBar().setValue(header.sectionPosition(place))

    def _show_today(self, calendar: Calendar) -> None:
        left = self.horizontalHeader().sectionPosition(calendar.today_place)
        self.horizontalScrollBar().setValue(left)

    @Slot()
    def _on_model_about_to_be_reset(self) -> None:
        calendar, at = self._calendar_model.calendar, self.currentIndex()
        if calendar is not None:
            scrolled = self.horizontalScrollBar().value()
            self._left = _Place(calendar.days, at.row(), at.column(), scrolled)

    @Slot()
    def _on_model_reset(self) -> None:
        # As high as its rows: the page scrolls, and the calendar only from day to day.
        self.setFixedHeight(self._needed_height())
        self._fit_names()
        calendar, left = self._calendar_model.calendar, self._left
        self._wants_today = not self.isVisible()
        if calendar is None or not self.isVisible():
            return
        if left is None or left.days != calendar.days:
            self._show_start(calendar)
            return
        if left.row < len(calendar.rows) and left.column >= 0:
            self.choose(left.row, left.column)
        self.horizontalScrollBar().setValue(left.scrolled)

    @Slot()
    def _on_look_changed(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()


class DayHeader(QHeaderView):
    """Weekday and date of each day; today stands out, money in and bills due have a mark."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._appearance = appearance
        self.setSectionsClickable(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model: QAbstractItemModel = self.model()
        if not isinstance(model, CalendarModel) or model.calendar is None:
            return
        calendar, colours = model.calendar, self._appearance.colours
        day = calendar.days[logicalIndex]
        is_today = day == calendar.today
        painter.save()
        ground = colours.selection if is_today else colours.card
        painter.fillRect(rect, QColor(ground))
        _paint_edges(painter, rect, colours, starts_month=day.day == 1)
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        font = painter.font()
        font.setPixelSize(METRICS.font_small)
        font.setBold(is_today)
        painter.setFont(font)
        is_quiet = day.weekday() >= _SATURDAY and not is_today
        tone = colours.selection_text if is_today else colours.muted if is_quiet else colours.text
        painter.setPen(QColor(tone))
        room = rect.adjusted(METRICS.spacing, 0, -METRICS.spacing, 0)
        painter.drawText(room, int(_TEXT), words)
        marks = [colours.good] if day in calendar.incomes else []
        marks += [colours.warning] if day in calendar.dues else []
        self._paint_marks(painter, rect, marks)
        painter.restore()

    @staticmethod
    def _paint_marks(painter: QPainter, rect: QRect, marks: list[str]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        size = METRICS.scaled(_MARK)
        for place, colour in enumerate(marks):
            painter.setBrush(QColor(colour))
            left = rect.left() + METRICS.spacing + place * (size + 3)
            painter.drawEllipse(left, rect.center().y() - size // 2, size, size)


_TEXT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CalendarDelegate(QStyledItemDelegate):
    """Paints a cell: its ground, the bar of its limit, the amount, and where the keyboard is."""

    def __init__(self, appearance: Appearance, parent: QTableView) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._table = parent

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, CalendarModel) or model.calendar is None:
            return
        calendar, colours = model.calendar, self._appearance.colours
        rect = QRect(option.rect)
        state = option.state
        day = calendar.days[index.column()]
        painter.save()
        painter.fillRect(rect, QColor(self._ground(state, index)))
        _paint_edges(painter, rect, colours, starts_month=day.day == 1)
        fill = index.data(FILL_ROLE)
        if isinstance(fill, int):
            self._paint_bar(painter, rect, fill)
        font = option.font
        painter.setFont(font)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(colour if isinstance(colour, QColor) else QColor(colours.text))
        bottom = _BAR_HEIGHT if isinstance(fill, int) else 0
        room = rect.adjusted(METRICS.spacing, 0, -METRICS.spacing, -bottom)
        painter.drawText(room, int(_TEXT), str(index.data() or ""))
        if state & QStyle.StateFlag.State_HasFocus and self._table.hasFocus():
            painter.setPen(QColor(colours.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _ground(self, state: QStyle.StateFlag, index: Index) -> str:
        colours = self._appearance.colours
        model = index.model()
        if state & QStyle.StateFlag.State_Selected:
            return colours.selection
        if index.data(CLOSED_ROLE):
            return colours.track
        assert isinstance(model, CalendarModel)  # noqa: S101 - the caller has looked
        day, calendar = model.day_at(index.column()), model.calendar
        if calendar is not None and day == calendar.today:
            return colours.info_ground
        return colours.hover if day is not None and day.weekday() >= _SATURDAY else colours.card

    def _paint_bar(self, painter: QPainter, rect: QRect, fill: int) -> None:
        colours = self._appearance.colours
        height = METRICS.scaled(_BAR_HEIGHT)
        left, width = rect.left() + METRICS.spacing, rect.width() - 2 * METRICS.spacing
        top = rect.bottom() - height - 2
        painter.fillRect(left, top, width, height, QColor(colours.track))
        tone = colours.warning if fill >= _FULL else colours.accent
        painter.fillRect(left, top, width * fill // _FULL, height, QColor(tone))


def _paint_edges(painter: QPainter, rect: QRect, colours: Colours, *, starts_month: bool) -> None:
    """Draw the line below, and a strong one at the left where a month begins."""
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.border))
    if starts_month:
        painter.fillRect(rect.left(), rect.top(), 2, rect.height(), QColor(colours.disabled))
