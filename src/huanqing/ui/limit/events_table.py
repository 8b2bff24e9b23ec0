"""The limit's steps as a table: what the chart shows, for the keyboard and for reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot

from huanqing.ui.formatting import DASH
from huanqing.ui.limit.course import why_cause
from huanqing.ui.limit.words import cause_words
from huanqing.ui.overriding import override
from huanqing.ui.table_models.columns import day_column, money_column, text_column
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_button, make_label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.limit.course import Course, EventRow

_ROWS = 8


def event_columns(
    formatter: Formatter, why: Callable[[EventRow], object]
) -> tuple[Column[EventRow], ...]:
    """Return day, cause, amount, and what is available after it, which ``why`` asks about."""
    translate = QCoreApplication.translate
    return (
        day_column(translate("LimitEvents", "Day"), formatter, lambda row: row.figures.day, 124),
        text_column(
            translate("LimitEvents", "What happens"), lambda row: cause_words(row.cause, formatter)
        ),
        money_column(
            translate("LimitEvents", "Amount"),
            formatter,
            lambda row: row.cause.amount_fen,
            dashes_zero=True,
            width=120,
            why=why_cause,
        ),
        Column(
            header=translate("LimitEvents", "Available after"),
            text=lambda row: _available(row, formatter),
            sort_key=lambda row: row.figures.available_fen or 0,
            is_number=True,
            width=132,
            why=why,
        ),
    )


def _day_of(row: EventRow) -> date:
    return row.figures.day


def _available(row: EventRow, formatter: Formatter) -> str:
    fen = row.figures.available_fen
    return DASH if fen is None else formatter.money(fen)


class EventsCard(Card):
    """Lists the steps by day; ``event_chosen`` when another row is current, with its day.

    ``event_opened`` carries the EventRow that Enter, a double click or the button opens.
    """

    event_chosen = Signal(object)
    event_opened = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._course: Course | None = None
        self._is_following = False
        title = self.tr("What moves the limit")
        self.model: RowTableModel[EventRow] = RowTableModel(
            event_columns(context.formatter, self._why), context.appearance.colour_of, self
        )
        self.table = DataTable(self.model, title)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setMinimumHeight(METRICS.header_height + _ROWS * METRICS.row_height)
        self.none = make_label("text", self.tr("Nothing moves the limit in this time."))
        self.open_button = make_button(
            self.tr("Open the row"), description=self.tr("Show the entry or the bill behind it")
        )
        self.body.addWidget(make_label("heading", title))
        self.body.addWidget(self.none)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.open_button)
        self.table.current_row_changed.connect(self._on_current_row_changed)
        self.table.doubleClicked.connect(self._open)
        self.open_button.clicked.connect(self._open)
        context.appearance.look_changed.connect(self.model.redraw)
        context.formatter.amounts_visibility_changed.connect(self.model.redraw)

    @property
    def current(self) -> EventRow | None:
        """The row that is chosen."""
        return self.model.row_at(self.table.currentIndex())

    def show_course(self, course: Course) -> None:
        """List the steps of a look at the days."""
        if course is self._course:
            return
        self._course = course
        self._is_following = True
        self.model.set_rows(course.rows)
        self._is_following = False
        for widget in (self.table, self.open_button):
            widget.setVisible(bool(course.rows))
        self.none.setVisible(not course.rows)

    def follow(self, day: date) -> None:
        """Go to the step of a day, or to the last one before it."""
        current = self.current
        if current is not None and current.figures.day == day:
            return
        rows = () if self._course is None else self._course.rows
        last = bisect_right(rows, day, key=_day_of)
        if not last:
            return
        first = bisect_left(rows, _day_of(rows[last - 1]), key=_day_of)
        wanted = rows[first]
        # Sorted by day, as it is at first, the table has the rows in the same places.
        place: int | None = first
        if self.model.row_at(self.model.index(first, 0)) is not wanted:
            place = self.model.position_of(lambda row: row is wanted)
        if place is not None:
            self._is_following = True
            self.table.select_row(place)
            self._is_following = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._open()
        else:
            super().keyPressEvent(event)

    def _why(self, row: EventRow) -> object:
        return None if self._course is None else self._course.why(row.figures.day)

    @Slot()
    def _on_current_row_changed(self) -> None:
        row = self.current
        if row is not None and not self._is_following:
            self.event_chosen.emit(row.figures.day)

    @Slot()
    def _open(self) -> None:
        row = self.current
        if row is not None:
            self.event_opened.emit(row)
