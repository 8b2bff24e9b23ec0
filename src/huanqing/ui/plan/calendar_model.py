"""The calendar as a Qt table: rows of cards, a column for each day, text in every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from huanqing.ui.overriding import override
from huanqing.ui.plan import calendar_words
from huanqing.ui.plan.calendar import EMPTY
from huanqing.ui.plan.calendar_why import why_of
from huanqing.ui.table_models.row_model import WHY_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from huanqing.application.plan_models import PlanObligation
    from huanqing.domain.derivation import Derivation
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.plan.calendar import Calendar, CalendarRow, Cell

Index = QModelIndex | QPersistentModelIndex

FILL_ROLE = Qt.ItemDataRole.UserRole + 11
"""How full the limit per day is, in thousandths; None for no bar."""
CLOSED_ROLE = Qt.ItemDataRole.UserRole + 12
"""Whether the card cannot pay on that day."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CalendarModel(QAbstractTableModel):
    """Shows a Calendar; ``colour_of`` gives the colour of a tone in the current look."""

    def __init__(
        self,
        formatter: Formatter,
        colour_of: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._formatter = formatter
        self._colour_of = colour_of
        self._calendar: Calendar | None = None
        self._obligations: Mapping[str, PlanObligation] = {}

    @property
    def calendar(self) -> Calendar | None:
        """What is shown."""
        return self._calendar

    def show_calendar(self, calendar: Calendar, obligations: Mapping[str, PlanObligation]) -> None:
        """Show another calendar, with the bills that its obligations stand for."""
        if calendar is self._calendar and obligations == self._obligations:
            self.redraw()
            return
        self.beginResetModel()
        self._calendar, self._obligations = calendar, dict(obligations)
        self.endResetModel()

    def redraw(self) -> None:
        """Show the same again, after the look or the hiding of amounts changed."""
        rows, columns = self.rowCount(), self.columnCount()
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)

    def day_at(self, column: int) -> date | None:
        """Return the day of a column."""
        calendar = self._calendar
        if calendar is None or not 0 <= column < len(calendar.days):
            return None
        return calendar.days[column]

    def row_at(self, row: int) -> CalendarRow | None:
        """Return what a row is about."""
        calendar = self._calendar
        if calendar is None or not 0 <= row < len(calendar.rows):
            return None
        return calendar.rows[row]

    def cell_at(self, index: Index) -> Cell:
        """Return the cell behind an index, an empty one for an invalid one."""
        row = self.row_at(index.row()) if index.isValid() else None
        return EMPTY if row is None else row.cells[index.column()]

    def text_of(self, index: Index) -> str:
        """Return a cell as a sentence, with its row and its day."""
        row, day = self.row_at(index.row()), self.day_at(index.column())
        if row is None or day is None or self._calendar is None:
            return ""
        where = f"{calendar_words.row_title(row)}, {self._day_note(day)}"
        lines = self._lines(row, self.cell_at(index))
        return f"{where}: {'; '.join(lines)}" if lines else f"{where}: {self.tr('nothing')}"

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        is_shown = self._calendar is not None and not parent.isValid()
        return len(self._calendar.rows) if is_shown and self._calendar else 0

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        is_shown = self._calendar is not None and not parent.isValid()
        return len(self._calendar.days) if is_shown and self._calendar else 0

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        cell = self.cell_at(index)
        plain: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: calendar_words.cell_text(cell, self._formatter),
            Qt.ItemDataRole.ToolTipRole: lambda: "\n".join(self._lines(row, cell)),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self.text_of(index),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _RIGHT,
            Qt.ItemDataRole.ForegroundRole: lambda: QColor(
                self._colour_of(calendar_words.cell_tone(row, cell))
            ),
            FILL_ROLE: lambda: cell.fill_permille,
            CLOSED_ROLE: lambda: cell.is_unavailable,
            WHY_ROLE: lambda: self._why(index),
        }
        answer = plain.get(role)
        return None if answer is None else answer()

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            day = self.day_at(section)
            return None if day is None else self._day_data(day, role)
        row = self.row_at(section)
        return None if row is None else self._row_data(row, role)

    def _day_data(self, day: date, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return calendar_words.day_title(day)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._day_note(day)
        return None

    def _row_data(self, row: CalendarRow, role: int) -> object:
        title = calendar_words.row_title(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            note = calendar_words.row_note(row, self._formatter)
            return f"{title}\n{note}" if note else title
        return None

    def _day_note(self, day: date) -> str:
        if self._calendar is None:
            return ""
        return calendar_words.day_note(self._calendar, day, self._formatter)

    def _why(self, index: Index) -> Derivation | None:
        row, day, calendar = self.row_at(index.row()), self.day_at(index.column()), self._calendar
        if row is None or day is None or calendar is None:
            return None
        has_amount = self.cell_at(index).amount_fen is not None
        return why_of(calendar, row, day) if has_amount else None

    def _lines(self, row: CalendarRow, cell: Cell) -> list[str]:
        return calendar_words.cell_lines(row, cell, self._obligations, self._formatter)
