"""The payments in the order of their days, and what can be done with the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import PlanStep, StepState
from huanqing.domain.planning.derivation import derive_payment
from huanqing.ui.overriding import override
from huanqing.ui.plan.shown import DONE, ShownKind
from huanqing.ui.plan.words import STATE_TONES, bills_text, state_word, weekday_text
from huanqing.ui.table_models.columns import text_column
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import Card, make_button, make_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from huanqing.application.plan_models import PlanObligation
    from huanqing.domain.planning.problem import Problem
    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.plan.shown import ShownPlan

_MOST_ROWS = 12
_FRAME = 4
_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the list shows it."""

    step: PlanStep
    kind: ShownKind
    is_today: bool
    bills: str
    problem: Problem

    @property
    def left_fen(self) -> int:
        """What of the planned amount is not paid yet."""
        return max(self.step.payment.amount_fen - self.step.paid_fen, 0)


def step_rows(
    shown: ShownPlan, obligations: Mapping[str, PlanObligation], formatter: Formatter
) -> list[StepRow]:
    """Return the steps of a plan in the order of their days."""
    return [
        StepRow(
            step,
            shown.kind,
            step.payment.day == shown.today,
            bills_text(step.payment, obligations, formatter),
            shown.problem,
        )
        for step in sorted(shown.steps, key=lambda each: (each.payment.day, each.number))
    ]


def step_columns(formatter: Formatter) -> tuple[Column[StepRow], ...]:
    """Return day, card, amount, what it is for, and what became of it."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("Columns", "Date"),
            text=lambda row: _day_text(row, formatter),
            sort_key=lambda row: row.step.payment.day.toordinal() * 10_000 + row.step.number,
            width=136,
            tone=lambda row: "selection_text" if row.is_today else "text",
        ),
        text_column(
            translate("PlanColumns", "Card"), lambda row: card_of(row.step.payment.channel), 130
        ),
        Column(
            header=translate("Columns", "Amount"),
            text=lambda row: formatter.money(row.step.payment.amount_fen),
            sort_key=lambda row: row.step.payment.amount_fen,
            is_number=True,
            width=104,
            why=lambda row: derive_payment(row.problem, row.step.payment),
        ),
        Column(
            header=translate("PlanColumns", "For"),
            text=lambda row: row.bills,
            sort_key=lambda row: row.bills,
            width=150,
            stretches=True,
        ),
        Column(
            header=translate("Columns", "State"),
            text=lambda row: _state_text(row, formatter),
            sort_key=lambda row: _state_text(row, formatter),
            width=150,
            tone=lambda row: STATE_TONES[row.step.state],
        ),
    )


def _day_text(row: StepRow, formatter: Formatter) -> str:
    words = weekday_text(row.step.payment.day, formatter)
    if not row.is_today:
        return words
    return QCoreApplication.translate("PlanColumns", "today, {0}").format(words)


def _state_text(row: StepRow, formatter: Formatter) -> str:
    translate = QCoreApplication.translate
    if row.kind is ShownKind.PROPOSED:
        return translate("PlanColumns", "proposed")
    if row.kind is ShownKind.WHAT_IF:
        return translate("PlanColumns", "what if")
    word = state_word(row.step.state)
    if row.step.state is not StepState.PARTLY:
        return word
    words = translate("PlanColumns", "{0}, {1} left")
    return words.format(word, formatter.money(row.left_fen))


class StepTable(DataTable):
    """The list; Space notes the current step as paid, Del skips it."""

    paid_wished = Signal()
    skip_wished = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.paid_wished.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.skip_wished.emit()
        else:
            super().keyPressEvent(event)


class Checklist(Card):
    """The list with the fields and buttons of the chosen step.

    ``paid`` carries the step's number, the fen and the day; ``marked`` its number and state;
    ``repayment_requested`` the id of a booked repayment.
    """

    paid = Signal(int, object, object)
    marked = Signal(int, object)
    repayment_requested = Signal(str)
    step_changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        formatter, appearance = context.formatter, context.appearance
        self._formatter = formatter
        self._today: date | None = None
        self._kind = ShownKind.PROPOSED
        self.heading = make_label("heading")
        self.note = make_label("note")
        self.model = RowTableModel(step_columns(formatter), appearance.colour_of, self)
        self.table = StepTable(self.model, self.tr("Payments"))
        self.bar = StepBar(formatter)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.note)
        self.body.addWidget(self.table)
        self.body.addWidget(self.bar)
        self.table.current_row_changed.connect(self._on_table_current_changed)
        self.table.paid_wished.connect(self.note_paid)
        self.table.skip_wished.connect(self.skip)
        self.bar.paid.clicked.connect(self.note_paid)
        self.bar.failed.clicked.connect(self.note_failed)
        self.bar.skip.clicked.connect(self.skip)
        self.bar.take_back.clicked.connect(self.take_back)
        self.bar.repayment.clicked.connect(self._on_repayment_clicked)
        formatter.amounts_visibility_changed.connect(self.model.redraw)
        appearance.look_changed.connect(self.model.redraw)

    @property
    def chosen(self) -> StepRow | None:
        """The step that the user went to."""
        return self.model.row_at(self.table.currentIndex())

    def show_steps(self, shown: ShownPlan, obligations: Mapping[str, PlanObligation]) -> None:
        """Show a plan's steps; the chosen one stays chosen while something is asked of it."""
        before, self._today, self._kind = self.chosen, shown.today, shown.kind
        self.bar.day.set_today(shown.today)
        self.model.set_rows(step_rows(shown, obligations, self._formatter))
        self.heading.setText(self._heading())
        self.note.setText(self._note())
        self.note.setVisible(bool(self.note.text()))
        rows = max(min(self.model.rowCount(), _MOST_ROWS), 1)
        self.table.setFixedHeight(METRICS.header_height + rows * METRICS.row_height + _FRAME)
        self.bar.setVisible(shown.kind is ShownKind.ACCEPTED)
        self._choose_again(before, shown)
        self._show_chosen()

    def choose(self, number: int) -> None:
        """Go to a step."""
        place = self.model.position_of(lambda row: row.step.number == number)
        if place is not None:
            self.table.select_row(place)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def can(self, state: StepState) -> bool:
        """Whether the chosen step can come to be in a state."""
        row = self.chosen
        if row is None or row.kind is not ShownKind.ACCEPTED:
            return False
        if state is StepState.OPEN:
            return row.step.state in (StepState.FAILED, StepState.SKIPPED)
        return row.step.state not in DONE

    @Slot()
    def note_paid(self) -> None:
        """Book what the fields say for the chosen step."""
        row = self.chosen
        amount, day = self.bar.amount.amount_fen, self.bar.day.day
        if row is None or not self.can(StepState.PAID):
            return
        if amount is None or amount <= 0:
            self.bar.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        elif day is None:
            self.bar.day.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.paid.emit(row.step.number, amount, day)

    @Slot()
    def note_failed(self) -> None:
        """Say that the chosen payment did not go through."""
        self._mark(StepState.FAILED)

    @Slot()
    def skip(self) -> None:
        """Say that the chosen payment is not wanted."""
        self._mark(StepState.SKIPPED)

    @Slot()
    def take_back(self) -> None:
        """Take the mark of the chosen step back."""
        self._mark(StepState.OPEN)

    def _mark(self, state: StepState) -> None:
        row = self.chosen
        if row is not None and self.can(state):
            self.marked.emit(row.step.number, state)

    def _heading(self) -> str:
        return {
            ShownKind.ACCEPTED: self.tr("Payments to make"),
            ShownKind.PROPOSED: self.tr("Proposed payments"),
            ShownKind.WHAT_IF: self.tr("Payments of the what-if"),
        }[self._kind]

    def _note(self) -> str:
        return {
            ShownKind.ACCEPTED: "",
            ShownKind.PROPOSED: self.tr("Accept the plan to tick its payments off."),
            ShownKind.WHAT_IF: self.tr("Not in the ledger."),
        }[self._kind]

    def _choose_again(self, before: StepRow | None, shown: ShownPlan) -> None:
        """Stay with the chosen step; go to the next one where it has just come to its end."""
        kept = has_just_ended = None
        if before is not None and before.kind is shown.kind:
            number = before.step.number
            kept = next((step for step in shown.steps if step.number == number), None)
            is_done = kept is not None and kept.state in DONE
            has_just_ended = is_done and before.step.state not in DONE
        if kept is None or has_just_ended:
            kept = shown.next_step or kept or next(iter(shown.steps), None)
        if kept is None:
            return
        wanted = kept.number
        place = self.model.position_of(lambda row: row.step.number == wanted)
        if place is not None:
            self.table.select_row(place)

    def _show_chosen(self) -> None:
        row = self.chosen
        if row is not None and self._today is not None:
            self.bar.show_step(row, self._today)
        for button, state in (
            (self.bar.paid, StepState.PAID),
            (self.bar.failed, StepState.FAILED),
            (self.bar.skip, StepState.SKIPPED),
            (self.bar.take_back, StepState.OPEN),
        ):
            button.setEnabled(self.can(state))
        for field in (self.bar.amount, self.bar.day):
            field.setEnabled(self.can(StepState.PAID))
        self.bar.repayment.setEnabled(row is not None and bool(row.step.repayments))
        self.step_changed.emit()

    @Slot()
    def _on_table_current_changed(self) -> None:
        self._show_chosen()

    @Slot()
    def _on_repayment_clicked(self) -> None:
        row = self.chosen
        if row is not None and row.step.repayments:
            self.repayment_requested.emit(row.step.repayments[-1])


class StepBar(QWidget):
    """Amount and day of the payment as it was made, and the buttons of a step."""

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[int, int] | None = None
        amount_name, day_name = self.tr("Amount paid"), self.tr("Paid on")
        self.amount = MoneyEdit(formatter, amount_name)
        # Which day T means is said with the first plan; no day stands there before.
        self.day = DayEdit(_NO_DAY, day_name)
        self.paid = make_button(
            self.tr("Paid"), "primary", self.tr("Book this repayment (Space in the list)")
        )
        self.failed = make_button(
            self.tr("Failed"), description=self.tr("Note it and plan what is left at once")
        )
        self.skip = make_button(
            self.tr("Skip"), description=self.tr("Leave this payment out (Del in the list)")
        )
        self.take_back = make_button(
            self.tr("Take back"), description=self.tr("Take back that it failed or is skipped")
        )
        self.repayment = make_button(
            self.tr("Show repayment"), "quiet", self.tr("Open the booked repayment")
        )
        for field in (self.amount, self.day):
            field.setMinimumWidth(METRICS.scaled(118))
            field.setMaximumWidth(METRICS.scaled(160))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(METRICS.spacing)
        grid.addWidget(make_label("label", amount_name), 0, 0)
        grid.addWidget(make_label("label", day_name), 0, 1)
        grid.addWidget(self.amount, 1, 0)
        grid.addWidget(self.day, 1, 1)
        grid.addWidget(self.paid, 1, 2)
        grid.setColumnStretch(3, 1)
        others = QHBoxLayout()
        others.setSpacing(METRICS.spacing)
        for button in (self.failed, self.skip, self.take_back, self.repayment):
            others.addWidget(button)
        others.addStretch(1)
        grid.addLayout(others, 2, 0, 1, 4)

    def show_step(self, row: StepRow, today: date) -> None:
        """Offer what is left of a step, on its day or today where that is still ahead."""
        key = (row.step.number, row.left_fen)
        if key == self._shown:
            return
        self._shown = key
        self.amount.set_amount(row.left_fen)
        self.day.set_day(min(row.step.payment.day, today))
