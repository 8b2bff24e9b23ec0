"""What an offer comes to: the rates in a line, and three tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from huanqing.domain.offer import percent_of
from huanqing.ui.offer.tables import (
    as_text,
    line_columns,
    percent,
    settlement_columns,
    way_columns,
)
from huanqing.ui.statements.change_dialog import count_box
from huanqing.ui.table_models.row_model import RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import make_field_label, make_label

if TYPE_CHECKING:
    from huanqing.application.offers import OfferSettlement, WayToPay
    from huanqing.domain.schedule import ScheduledLine
    from huanqing.ui.context import UiContext
    from huanqing.ui.offer.view_model import OfferAnswer

_ROWS = 7
_SETTLE_AFTER = 3


class OfferResults(QWidget):
    """Rates above, tables below; ``after`` asks after how many periods one settles."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        formatter, colour_of = context.formatter, context.appearance.colour_of
        self._formatter = formatter
        self._answer: OfferAnswer | None = None
        self.rates = make_label("heading")
        self.rates.setWordWrap(True)
        self.note = make_label("note")
        self.copied = make_label("note", self.tr("Copied."))
        self.copied.hide()
        self.lines: RowTableModel[ScheduledLine] = RowTableModel(
            line_columns(formatter), colour_of, self
        )
        self.ways: RowTableModel[WayToPay] = RowTableModel(way_columns(formatter), colour_of, self)
        self.settlements: RowTableModel[OfferSettlement] = RowTableModel(
            settlement_columns(formatter), colour_of, self
        )
        self.after = count_box(self.tr("Settled after so many periods"), 0, 11, _SETTLE_AFTER)
        self.tabs = QTabWidget()
        for part in (self.tabs, self.tabs.tabBar()):
            part.setAccessibleName(self.tr("What the offer comes to"))
        self._tables = (
            DataTable(self.lines, self.tr("Periods of the offer")),
            DataTable(self.ways, self.tr("Other ways to pay")),
            DataTable(self.settlements, self.tr("Settling early")),
        )
        self._lay_out()
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)
        for model in (self.lines, self.ways, self.settlements):
            context.appearance.look_changed.connect(model.redraw)
        self.show_answer(None)

    def _lay_out(self) -> None:
        lines, ways, settlements = self._tables
        for table in self._tables:
            table.setMinimumHeight(METRICS.header_height + _ROWS * METRICS.row_height)
        self.tabs.addTab(lines, self.tr("Periods"))
        self.tabs.addTab(ways, self.tr("Other ways to pay"))
        early = QWidget()
        column = QVBoxLayout(early)
        column.setContentsMargins(0, METRICS.spacing, 0, 0)
        asked = QHBoxLayout()
        label = make_field_label(self.tr("Settled after so many periods"), self.after)
        asked.addWidget(label)
        asked.addWidget(self.after)
        asked.addStretch(1)
        column.addLayout(asked)
        column.addWidget(settlements, 1)
        self.tabs.addTab(early, self.tr("Settling early"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(METRICS.spacing)
        whole.addWidget(self.rates)
        whole.addWidget(self.note)
        whole.addWidget(self.copied)
        whole.addWidget(self.tabs, 1)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, from the top."""
        lines, ways, settlements = self._tables
        return (self.tabs.tabBar(), lines, ways, self.after, settlements)

    def show_answer(self, answer: OfferAnswer | None) -> None:
        """Show what an offer comes to; None while there is none."""
        self._answer = answer
        self.copied.hide()
        self.lines.set_rows(() if answer is None else answer.cost.lines)
        self.ways.set_rows(() if answer is None else answer.ways)
        self.settlements.set_rows(() if answer is None else answer.settlements)
        self._say_figures()

    def as_text(self) -> str:
        """Return everything as text, amounts hidden where the screen hides them; "" for none."""
        answer = self._answer
        if answer is None:
            return ""
        after = answer.settlements[0].after_period
        early = self.tr("Settling early, periods paid: {0}").format(after)
        return "\n\n".join(
            (
                f"{self.rates.text()}\n{self.note.text()}",
                as_text(self.tr("Periods"), self.lines.columns, answer.cost.lines),
                as_text(self.tr("Other ways to pay"), self.ways.columns, answer.ways),
                as_text(early, self.settlements.columns, answer.settlements),
            )
        )

    def say_copied(self) -> None:
        """Say that the text is on the clipboard."""
        self.copied.show()

    def _say_figures(self) -> None:
        if self._answer is None:
            self.rates.setText(self.tr("Type the price and the fee to see what it costs."))
            self.note.setText("")
            return
        cost = self._answer.cost
        rates = cost.rates
        # An offer always has rates; only other flows have none.
        nominal = percent(None if rates is None else rates.nominal_hundredths)
        effective = percent(None if rates is None else rates.effective_hundredths)
        words = self.tr("{0} a year nominal, {1} effective; quoted {2} % a period")
        quoted = percent_of(cost.offer.quoted_hundredths)
        self.rates.setText(words.format(nominal, effective, quoted))
        money = self._formatter.money
        parts = [
            self.tr("Fees {0} in all; {1} more than paying at once.").format(
                money(cost.total_fee_fen), money(cost.extra_fen)
            )
        ]
        if cost.dated_hundredths is not None:
            dated = self.tr("Bought today, by your own due dates: {0} effective.")
            parts.append(dated.format(percent(cost.dated_hundredths)))
        self.note.setText("\n".join(parts))

    @Slot()
    def _on_visibility_changed(self) -> None:
        for model in (self.lines, self.ways, self.settlements):
            model.redraw()
        self.copied.hide()
        self._say_figures()
