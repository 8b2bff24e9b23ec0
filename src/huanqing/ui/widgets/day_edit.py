"""A field for a day: T today, + and - a day, arrows, and a calendar to choose from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.application.day_text import day_of_text, month_end, month_later, month_start
from huanqing.ui.icons import tinted_pixmap
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import set_invalid, tabular

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

_DAY = timedelta(days=1)
_KEYS: dict[Qt.Key, Callable[[date], date]] = {
    Qt.Key.Key_Up: lambda day: day + _DAY,
    Qt.Key.Key_Down: lambda day: day - _DAY,
    Qt.Key.Key_PageUp: lambda day: month_later(day, 1),
    Qt.Key.Key_PageDown: lambda day: month_later(day, -1),
}
_LETTERS: dict[str, Callable[[date], date]] = {
    "m": month_start,
    "h": month_end,
    "+": lambda day: day + _DAY,
    "=": lambda day: day + _DAY,
    "-": lambda day: day - _DAY,
}


class DayEdit(QLineEdit):
    """Holds a day or nothing, written ``YYYY-MM-DD``; ``day_changed`` carries a date or None."""

    day_changed = Signal(object)

    def __init__(self, today: date, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: CalendarPopup | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("YYYY-MM-DD")
        self.setFont(tabular(self.font()))
        self.setToolTip(
            self.tr("T: today. + and -: a day. Page keys: a month. M and H: month's start and end.")
        )
        self._calendar_action = QAction(self.tr("Calendar (Alt+Down)"), self)
        self.addAction(self._calendar_action, QLineEdit.ActionPosition.TrailingPosition)
        self._tint()
        self._calendar_action.triggered.connect(self.open_calendar)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_left)

    @property
    def day(self) -> date | None:
        """The day; None where the field is empty or holds no day."""
        return day_of_text(self.text(), self._today)

    @property
    def has_problem(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.text().strip()) and self.day is None

    @property
    def calendar(self) -> CalendarPopup | None:
        """The calendar that was opened last."""
        return self._popup

    def set_today(self, today: date) -> None:
        """Say which day T means."""
        self._today = today

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing for None."""
        self.setText("" if day is None else day.isoformat())
        set_invalid(self, is_invalid=False)
        self.day_changed.emit(day)

    @Slot()
    def open_calendar(self) -> None:
        """Open a calendar below the field; Enter or a click there chooses a day."""
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.setAccessibleName(self.accessibleName())
            self._popup.day_chosen.connect(self._on_calendar_chosen)
        self._popup.open_at(self.day or self._today, self.mapToGlobal(QPoint(0, self.height())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
            return
        moved = None if alt or self.isReadOnly() else self._moved(event)
        if moved is None:
            super().keyPressEvent(event)
        else:
            self.set_day(moved)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _moved(self, event: QKeyEvent) -> date | None:
        """Return the day to which a key moves, None where the key is plain typing."""
        letter = event.text().lower()
        if letter == "t":
            return self._today
        move = _KEYS.get(Qt.Key(event.key())) or _LETTERS.get(letter)
        if move is None or self.has_problem:
            return None
        try:
            return move(self.day or self._today)
        except (ValueError, OverflowError):
            return None

    def _tint(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.Text).name()
        icon = QIcon(tinted_pixmap("calendar", colour, METRICS.icon))
        action = getattr(self, "_calendar_action", None)
        if action is not None:
            action.setIcon(icon)

    @Slot()
    def _on_edited(self) -> None:
        if not self.has_problem:
            set_invalid(self, is_invalid=False)
        self.day_changed.emit(self.day)

    @Slot()
    def _on_left(self) -> None:
        day = self.day
        if day is not None and self.text() != day.isoformat():
            self.setText(day.isoformat())
        set_invalid(self, is_invalid=self.has_problem)

    @Slot(object)
    def _on_calendar_chosen(self, day: date) -> None:
        self.set_day(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class CalendarPopup(QFrame):
    """A month of days; ``day_chosen`` carries the date that was chosen."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.view = QCalendarWidget()
        self.view.setAccessibleName(self.tr("Calendar"))
        self.view.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.view.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.view.setGridVisible(False)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Qt paints weekends in a red of its own, which no look knows.
            self.view.setWeekdayTextFormat(weekday, QTextCharFormat())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.view)
        self.view.activated.connect(self._on_day_chosen)
        self.view.clicked.connect(self._on_day_chosen)

    def open_at(self, day: date, place: QPoint) -> None:
        """Show the month of a day at a place on the screen."""
        self.view.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(place.x(), screen.right() - self.width()))
        top = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(QDate)
    def _on_day_chosen(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.day_chosen.emit(date(day.year(), day.month(), day.day()))
