"""The calendar with its heading, what its marks mean, and a button that leads to today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from huanqing.ui.plan.calendar import calendar_of
from huanqing.ui.plan.calendar_model import CalendarModel
from huanqing.ui.plan.calendar_table import CalendarTable
from huanqing.ui.plan.shown import ShownKind
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.plan_models import PlanObligation
    from huanqing.ui.context import UiContext
    from huanqing.ui.plan.calendar import Calendar
    from huanqing.ui.plan.shown import ShownPlan


class CalendarCard(Card):
    """``step_chosen`` carries the number of the first payment of the cell that was opened."""

    step_chosen = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._formatter = context.formatter
        self._shown: ShownPlan | None = None
        self._calendar: Calendar | None = None
        self.heading = make_label("heading")
        self.note = make_label("note")
        self.today_button = make_button(
            self.tr("Today"), "quiet", self.tr("Go to today in the calendar (T)")
        )
        self.model = CalendarModel(context.formatter, context.appearance.colour_of, self)
        self.table = CalendarTable(self.model, context.appearance)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.today_button)
        self.body.addLayout(head)
        self.body.addLayout(self._legend())
        self.body.addWidget(self.table)
        self.today_button.clicked.connect(self._on_today_clicked)
        self.table.place_chosen.connect(self._on_place_chosen)
        context.formatter.amounts_visibility_changed.connect(self.model.redraw)
        context.appearance.look_changed.connect(self.model.redraw)

    def show_plan(
        self,
        shown: ShownPlan,
        obligations: Mapping[str, PlanObligation],
        balances_as_of: date | None,
    ) -> None:
        """Show a plan's days; ``balances_as_of`` is the day up to which the cash is known."""
        is_what_if = shown.kind is ShownKind.WHAT_IF
        self.heading.setText(
            self.tr("Calendar of the what-if: not in the ledger")
            if is_what_if
            else self.tr("Calendar")
        )
        set_tone(self.heading, "warning" if is_what_if else "")
        words = self.tr("A bar shows how full the limit of a day is.")
        if balances_as_of is not None:
            told = self.tr("Cash as of {0}.")
            words = f"{words} {told.format(self._formatter.day_of_year(balances_as_of))}"
        self.note.setText(words)
        before = self._shown
        if before is None or not _is_same(before, shown):
            self._shown = shown
            self._calendar = calendar_of(shown)
        if self._calendar is not None:
            self.model.show_calendar(self._calendar, obligations)

    def _legend(self) -> QHBoxLayout:
        """Return what the bars and the marks of the days mean."""
        row = QHBoxLayout()
        row.setSpacing(METRICS.gap)
        row.addWidget(self.note, 1)
        marks = ((self.tr("● money comes in"), "good"), (self.tr("● a bill is due"), "warning"))
        for words, tone in marks:
            label = make_label("note", words)
            label.setWordWrap(False)
            set_tone(label, tone)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _on_today_clicked(self) -> None:
        self.table.go_to_today()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _on_place_chosen(self, index: QModelIndex) -> None:
        steps = self.model.cell_at(index).steps
        if steps:
            self.step_chosen.emit(steps[0].number)


def _is_same(before: ShownPlan, after: ShownPlan) -> bool:
    """Whether two plans are one object's, so that their calendar is the same."""
    return (
        before.today == after.today
        and before.answer is after.answer
        and before.problem is after.problem
        and before.accepted is after.accepted
    )
