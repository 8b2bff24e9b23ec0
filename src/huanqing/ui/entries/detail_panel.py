"""The side panel: one entry in full, in sections; a section without contents is not shown."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from huanqing.ui.entries.drafts import EDITABLE_KINDS
from huanqing.ui.entries.entry_texts import (
    booking_label,
    change_text,
    field_label,
    history_label,
)
from huanqing.ui.formatting import HIDDEN
from huanqing.ui.labels import kind_label
from huanqing.ui.rates import percent_text
from huanqing.ui.table_models.columns import text_column
from huanqing.ui.table_models.entries import (
    allocation_columns,
    description_of,
    refund_columns,
    schedule_columns,
)
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.entry_models import EntryDetail, ScheduleRow
    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.table_models.row_model import Column

_MOST_ROWS = 12
_FIGURE = re.compile(r"-?\d{1,9}")
_MONEY = re.compile(r"[¥￥]?\d[\d,]*\.\d{1,2}")


class Section(QWidget):
    """A heading with what stands below it."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, METRICS.spacing, 0, 0)
        self.body.setSpacing(METRICS.spacing)
        self.body.addWidget(make_label("heading", heading))


class TableSection(Section):
    """A heading and a table as high as its rows."""

    def __init__(self, heading: str, columns: tuple[Column[Any], ...], context: UiContext) -> None:
        super().__init__(heading)
        self.model: RowTableModel[Any] = RowTableModel(columns, context.appearance.colour_of, self)
        self.table = DataTable(self.model, heading)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.table)
        context.formatter.amounts_visibility_changed.connect(self.model.redraw)
        context.appearance.look_changed.connect(self.model.redraw)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; without any the section is hidden."""
        self.model.set_rows(rows)
        count = min(len(rows), _MOST_ROWS)
        self.table.setFixedHeight(METRICS.header_height + count * METRICS.row_height + 4)
        self.setVisible(bool(rows))


class DetailPanel(QScrollArea):
    """Shows an EntryDetail; ``line_edit_requested`` carries a ScheduleRow."""

    line_edit_requested = Signal(object)
    edit_requested = Signal()
    split_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        formatter = context.formatter
        self._formatter = formatter
        self._detail: EntryDetail | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("The selected entry"))
        self.setMinimumWidth(METRICS.scaled(300))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = make_label("note", self.tr("Select an entry to see all of it here."))
        self._title = make_label("text")
        self._title.setProperty("role", "heading")
        self._figure = make_label("figure")
        self._facts = QFormLayout()
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._facts.setHorizontalSpacing(METRICS.gap)
        self._edit = make_button(self.tr("Edit"), description=self.tr("Edit this entry (F2)"))
        self._split = make_button(self.tr("Split into periods…"))
        self._line = make_button(self.tr("Edit period…"))
        self.schedule = TableSection(self.tr("Schedule"), schedule_columns(formatter), context)
        self.refunds = TableSection(self.tr("Refunds"), refund_columns(formatter), context)
        self.allocations = TableSection(
            self.tr("Where it went"), allocation_columns(formatter), context
        )
        self.raw = TableSection(self.tr("Imported row"), self._raw_columns(), context)
        self._raw_source = make_label("note")
        self.history = Section(self.tr("History"))
        self._history_labels: list[QLabel] = []
        self._content = QWidget()
        self._lay_out()
        self._edit.clicked.connect(self.edit_requested)
        self._split.clicked.connect(self.split_requested)
        self._line.clicked.connect(self._on_line_clicked)
        self.schedule.table.activated.connect(self._on_line_clicked)
        self.schedule.table.current_row_changed.connect(self._on_line_chosen)
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)
        self.show_detail(None)

    def show_detail(self, detail: EntryDetail | None) -> None:
        """Show an entry, or the hint to select one."""
        self._detail = detail
        self._content.setVisible(detail is not None)
        self._empty.setVisible(detail is None)
        if detail is None:
            return
        row = detail.row
        self._title.setText(description_of(row) or kind_label(row.kind))
        self._figure.setText(self._formatter.money(row.amount_fen))
        self._figure.setAccessibleName(field_label("amount"))
        self._show_facts(_facts_of(detail, self._formatter))
        is_purchase = row.kind == "purchase"
        self._edit.setVisible(row.kind in EDITABLE_KINDS)
        self._split.setVisible(is_purchase)
        self.schedule.show_rows(detail.schedule)
        self._line.setVisible(is_purchase)
        self._line.setEnabled(False)
        self.refunds.show_rows(detail.refunds)
        self.allocations.show_rows(detail.allocations)
        self._show_history(detail)
        self._show_raw(detail)

    def show_raw(self) -> None:
        """Bring the imported row into view, with the keyboard in it."""
        self.raw.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self.raw)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, METRICS.spacing, 0)
        column.setSpacing(METRICS.spacing)
        column.addWidget(self._title)
        column.addWidget(self._figure)
        column.addLayout(self._facts)
        buttons = QHBoxLayout()
        buttons.setSpacing(METRICS.spacing)
        for button in (self._edit, self._split):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.schedule.body.addWidget(self._line)
        self.raw.body.insertWidget(1, self._raw_source)
        for section in (self.schedule, self.refunds, self.allocations, self.history, self.raw):
            column.addWidget(section)
        column.addStretch(1)
        ground = QWidget()
        ground.setProperty("role", "ground")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(METRICS.spacing, 0, 0, 0)
        outer.addWidget(self._empty)
        outer.addWidget(self._content, 1)
        self.setWidget(ground)

    def _raw_columns(self) -> tuple[Column[tuple[str, str]], ...]:
        return (
            text_column(self.tr("Column"), lambda cell: cell[0], 110),
            text_column(self.tr("Cell"), self._cell_text),
        )

    def _cell_text(self, cell: tuple[str, str]) -> str:
        """Return a cell of a bill; no figure of money while amounts are hidden."""
        caption, text = cell
        if not self._formatter.hides_amounts:
            return text
        is_bare_figure = not caption and _FIGURE.fullmatch(text.strip()) is not None
        if is_bare_figure or "金额" in caption or "amount" in caption.casefold():
            return HIDDEN
        return _MONEY.sub(HIDDEN, text)

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, text in facts:
            value = make_label("text", text)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(name)
            self._facts.addRow(make_label("label", name), value)

    def _show_history(self, detail: EntryDetail) -> None:
        for label in self._history_labels:
            label.hide()
            label.deleteLater()
        self._history_labels = []
        for row in detail.history:
            when = self._formatter.moment(row.done_at)
            self._history_labels.append(make_label("text", f"{when} {history_label(row)}"))
            self._history_labels.extend(
                make_label("note", change_text(change, self._formatter)) for change in row.changes
            )
        for label in self._history_labels:
            self.history.body.addWidget(label)
        self.history.setVisible(bool(detail.history))

    def _show_raw(self, detail: EntryDetail) -> None:
        raw = detail.raw
        self.raw.show_rows(() if raw is None else raw.cells)
        if raw is None:
            self._raw_source.setText("")
            return
        words = self.tr("{0}, line {1}, imported {2}")
        when = self._formatter.moment(raw.imported_at)
        self._raw_source.setText(words.format(raw.file_name, raw.line, when))

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.show_detail(self._detail)

    @Slot()
    def _on_line_chosen(self) -> None:
        self._line.setEnabled(self._chosen_line() is not None)

    @Slot()
    def _on_line_clicked(self) -> None:
        line = self._chosen_line()
        if line is not None and not self._line.isHidden():
            self.line_edit_requested.emit(line)

    def _chosen_line(self) -> ScheduleRow | None:
        row: ScheduleRow | None = self.schedule.model.row_at(self.schedule.table.currentIndex())
        return row


def _facts_of(detail: EntryDetail, formatter: Formatter) -> list[tuple[str, str]]:
    """Return the facts that an entry has, with their names."""
    row, record = detail.row, detail.record
    clock = row.time[:5] if row.time and row.time != "00:00:00" else ""
    when = " ".join(part for part in (formatter.day(row.day), clock) if part)
    facts = [(field_label("kind"), kind_label(row.kind)), (field_label("day"), when)]
    if row.left_fen is not None:
        facts.append((field_label("left"), formatter.money(row.left_fen)))
    if record.state:
        facts.append((field_label("state"), booking_label(record.state)))
    if row.needs_periods:
        facts.append((field_label("periods"), field_label("needs_periods")))
    elif row.periods:
        facts.append((field_label("periods"), str(row.periods)))
    if record.fee_rate_ppm:
        facts.append((field_label("fee_rate_ppm"), percent_text(record.fee_rate_ppm) + "%"))
    if record.free_periods:
        facts.append((field_label("free_periods"), str(record.free_periods)))
    statement = record.details.get("statement_date")
    if isinstance(statement, str):
        facts.append((field_label("statement_date"), formatter.day(date.fromisoformat(statement))))
    texts = ("counterparty", "category", "method", "order_no", "merchant_order_no", "note")
    facts.extend((field_label(key), text) for key in texts if (text := getattr(record, key)))
    return facts
