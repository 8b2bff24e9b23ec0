"""The next payments of the plan that is followed, as a short checklist on the overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import PlanStep, StepState
from huanqing.domain.planning.derivation import derive_payment
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.plan.shown import DONE
from huanqing.ui.plan.words import stale_text, weekday_text
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.message_bar import Message
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QLabel, QPushButton

    from huanqing.application.plan_models import AcceptedPlan
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.domain.derivation import Derivation
    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A payment in words; ``can_pay`` where its day has come, ``why`` what it is for."""

    number: int
    text: str
    tone: str
    can_pay: bool
    why: Derivation


class PlanBlockViewModel(LedgerViewModel):
    """Loads the plan that is followed, and books its payments."""

    plan_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._accepted: AcceptedPlan | None = None
        self._today: date | None = None
        formatter.amounts_visibility_changed.connect(self.plan_changed)

    @property
    def has_plan(self) -> bool:
        """Whether a plan is followed that still has something to pay."""
        return any(step.state not in DONE for step in self._steps)

    @property
    def done(self) -> str:
        """How far the plan is."""
        paid = sum(step.state is StepState.PAID for step in self._steps)
        return self.tr("{0} of {1} payments done").format(paid, len(self._steps))

    @property
    def stale(self) -> str:
        """Why the plan is out of date, "" while it is not."""
        accepted = self._accepted
        return stale_text(accepted.stale) if accepted is not None and accepted.stale else ""

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """The next payments in the order of their days."""
        today = self._today
        if today is None:
            return ()
        wanted = [step for step in self._steps if step.state not in DONE]
        wanted.sort(key=lambda step: (step.payment.day, step.number))
        return tuple(self._line(step, today) for step in wanted[:MOST_LINES])

    def refresh(self) -> None:
        """Load the plan."""
        service = self._service

        def work(_progress: Progress) -> tuple[AcceptedPlan | None, date]:
            return service.plans.accepted(), service.today()

        self._runner.submit(self, work, self._show, self._fail)

    def pay(self, number: int) -> None:
        """Book what is left of a payment as made today."""
        step = next((each for each in self._steps if each.number == number), None)
        today, plans = self._today, self._service.plans
        if step is None or today is None:
            return
        left_fen = step.payment.amount_fen - step.paid_fen

        def work(_progress: Progress) -> None:
            plans.pay_step(number, left_fen, today)

        def show(_nothing: None) -> None:
            words = self.tr("The repayment is booked. Edit > Undo takes it back.")
            self.message_changed.emit(Message(words, "good"))

        self._runner.submit(self, work, show, self._fail, changes_ledger=True)

    @property
    def _steps(self) -> tuple[PlanStep, ...]:
        return () if self._accepted is None else self._accepted.steps

    def _line(self, step: PlanStep, today: date) -> PlanLine:
        day = step.payment.day
        if day == today:
            when, tone = self.tr("today"), ""
        elif day < today:
            when, tone = self.tr("missed, {0}").format(self._formatter.day_of_year(day)), "bad"
        else:
            when, tone = weekday_text(day, self._formatter), ""
        text = self.tr("{0}: {1} {2}").format(
            when,
            card_of(step.payment.channel),
            self._formatter.money(step.payment.amount_fen - step.paid_fen),
        )
        return PlanLine(step.number, text, tone, day <= today, self._why(step))

    def _why(self, step: PlanStep) -> Derivation:
        accepted = self._accepted
        if accepted is None:
            raise ValueError(step)
        return derive_payment(accepted.problem, step.payment)

    def _show(self, loaded: tuple[AcceptedPlan | None, date]) -> None:
        self._accepted, self._today = loaded
        self.plan_changed.emit()


class PlanBlock(Card):
    """``plan_requested`` is the wish to see the whole plan; hidden while none is followed."""

    plan_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.view_model = PlanBlockViewModel(
            context.service, context.runner, context.formatter, self
        )
        self._done = make_label("label")
        self._stale = make_label("note")
        set_tone(self._stale, "warning")
        self.open_button = make_button(
            self.tr("Open the plan"), description=self.tr("Show the plan page")
        )
        head = QHBoxLayout()
        head.addWidget(make_label("heading", self.tr("The plan")))
        head.addSpacing(METRICS.gap)
        head.addWidget(self._done, 1)
        head.addWidget(self.open_button)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(METRICS.spacing)
        self._grid.setVerticalSpacing(METRICS.spacing // 2)
        self._grid.setColumnStretch(0, 1)
        self._lines = [self._add_line(place) for place in range(MOST_LINES)]
        self.body.addLayout(head)
        self.body.addWidget(self._stale)
        self.body.addLayout(self._grid)
        self.open_button.clicked.connect(self.plan_requested)
        self.view_model.plan_changed.connect(self._on_plan_changed)
        self.hide()

    @property
    def pay_buttons(self) -> list[QPushButton]:
        """The buttons of the payments whose day has come."""
        return [button for _text, button in self._lines if not button.isHidden()]

    def _add_line(self, place: int) -> tuple[QLabel, QPushButton]:
        text = make_label("text")
        button = make_button(
            self.tr("Paid"), description=self.tr("Book this payment as made today")
        )
        button.clicked.connect(lambda _checked=False: self._pay(place))
        self._grid.addWidget(text, place, 0)
        self._grid.addWidget(button, place, 1, Qt.AlignmentFlag.AlignRight)
        return text, button

    def _pay(self, place: int) -> None:
        lines = self.view_model.lines
        if place < len(lines):
            self.view_model.pay(lines[place].number)

    @Slot()
    def _on_plan_changed(self) -> None:
        model = self.view_model
        lines = model.lines
        self._done.setText(model.done)
        self._stale.setText(model.stale)
        self._stale.setVisible(bool(model.stale))
        for place, (text, button) in enumerate(self._lines):
            line = lines[place] if place < len(lines) else None
            text.setVisible(line is not None)
            button.setVisible(line is not None and line.can_pay)
            if line is not None:
                text.setText(line.text)
                set_tone(text, line.tone)
                let_ask(text, line.why)
                button.setAccessibleDescription(line.text)
        self.setVisible(model.has_plan)
