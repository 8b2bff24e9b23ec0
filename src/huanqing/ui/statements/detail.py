"""The chosen statement: its figures as a quiet header, and its instalments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.table_models.statements import line_columns
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from huanqing.application.read_models import StatementLineRow
    from huanqing.ui.context import UiContext
    from huanqing.ui.statements.texts import FigureText, StatementDetail

_FIGURES_PER_ROW = 4
_LARGE_ZOOM = 125
_LARGE_PER_ROW = 3


class StatementPanel(QWidget):
    """Shows prepared texts and lines; ``entry_requested`` carries an entry's kind and id."""

    entry_requested = Signal(str, str)
    line_chosen = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        formatter, appearance = context.formatter, context.appearance
        self._title = make_label("heading")
        self._state = make_label("heading")
        self._due = make_label("label")
        self._mark = make_label("label")
        self._figures = FigureGrid()
        self.lines = RowTableModel(line_columns(formatter), appearance.colour_of, self)
        self.line_table = DataTable(self.lines, self.tr("Instalments"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.spacing)
        for left, right in ((self._title, self._state), (self._mark, self._due)):
            row = QHBoxLayout()
            row.addWidget(left, 1)
            row.addWidget(right, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        self._mark.setWordWrap(True)
        column.addWidget(self._figures)
        column.addWidget(self.line_table, 1)
        self.line_table.activated.connect(self._on_line_activated)
        self.line_table.current_row_changed.connect(self.line_chosen)
        formatter.amounts_visibility_changed.connect(self.lines.redraw)
        appearance.look_changed.connect(self.lines.redraw)

    @property
    def chosen_line(self) -> StatementLineRow | None:
        """The line that the user went to."""
        return self.lines.row_at(self.line_table.currentIndex())

    def show_detail(self, detail: StatementDetail) -> None:
        """Show the header of a statement."""
        self._title.setText(detail.title)
        self._state.setText(detail.state)
        set_tone(self._state, detail.state_tone)
        self._due.setText(detail.due)
        self._mark.setText(detail.mark)
        set_tone(self._mark, detail.mark_tone)
        self._figures.show_figures(detail.figures)

    def show_lines(self, lines: Sequence[StatementLineRow]) -> None:
        """Show the lines of a statement; the line that was chosen stays chosen."""
        before = self.chosen_line
        self.lines.set_rows(lines)
        if before is not None:
            wanted = before.figures.purchase_id, before.figures.period
            place = self.lines.position_of(
                lambda row: (row.figures.purchase_id, row.figures.period) == wanted
            )
            if place is not None:
                self.line_table.select_row(place)
        self.line_chosen.emit()

    @Slot(QModelIndex)
    def _on_line_activated(self, index: QModelIndex) -> None:
        row = self.lines.row_at(index)
        if row is not None:
            self.entry_requested.emit(row.kind, row.figures.purchase_id)


class FigureGrid(QWidget):
    """Small figures with their names above, a few in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, METRICS.spacing // 2, 0, METRICS.spacing // 2)
        self._grid.setHorizontalSpacing(METRICS.gap)
        self._grid.setVerticalSpacing(2)
        self._shown: list[tuple[QLabel, QLabel]] = []
        self._per_row = _LARGE_PER_ROW if METRICS.zoom > _LARGE_ZOOM else _FIGURES_PER_ROW

    def show_figures(self, figures: Sequence[FigureText]) -> None:
        """Show the figures; there are always as many as the first time."""
        for place, each in enumerate(figures):
            if place == len(self._shown):
                self._add(place)
            name, figure = self._shown[place]
            name.setText(each.name)
            figure.setText(each.figure)
            figure.setAccessibleName(f"{each.name}: {each.figure}")
            set_tone(figure, each.tone)
            let_ask(figure, each.why)

    def _add(self, place: int) -> None:
        name, figure = make_label("label"), make_label("heading")
        row, column = divmod(place, self._per_row)
        self._grid.addWidget(name, 2 * row, column)
        self._grid.addWidget(figure, 2 * row + 1, column)
        self._grid.setColumnStretch(column, 1)
        self._shown.append((name, figure))
