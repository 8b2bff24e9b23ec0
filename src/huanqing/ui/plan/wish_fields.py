"""The fields of a what-if: cards, one more card, cash, start, timing, safety days, a target."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from huanqing.application.plan_models import FreeTarget, PlanWishes
from huanqing.domain.planning.problem import Flow, Timing
from huanqing.ui.plan.card_wishes import CardWishes
from huanqing.ui.plan.remedies import new_card
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_field_label, make_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from huanqing.application.plan_models import PlanInputs
    from huanqing.domain.payment_channel import PaymentChannel
    from huanqing.ui.formatting import Formatter

_AS_TOLD = -1
_MOST_BUFFER = 60
_NO_DAY = date.min


class WishFields(QWidget):
    """Reads and shows PlanWishes; ``wished`` after each change by the user."""

    wished = Signal()

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self._today = _NO_DAY
        self.cards = CardWishes(formatter)
        self.new_per_day = MoneyEdit(formatter, self.tr("One more card, per day"))
        self.cash = MoneyEdit(formatter, self.tr("More cash"))
        self.cash_day = DayEdit(_NO_DAY, self.tr("More cash on"))
        self.account = _combo(self.tr("Account"))
        self.start = DayEdit(_NO_DAY, self.tr("Pay nothing before"))
        self.timing = _combo(self.tr("Timing"))
        self.buffer = QSpinBox()
        self.target = MoneyEdit(formatter, self.tr("Limit to be free"))
        self.target_day = DayEdit(_NO_DAY, self.tr("Free by"))
        self._fill_choices()
        self._build()
        self._connect()

    @property
    def wishes(self) -> PlanWishes:
        """What the fields say; what is half typed or incomplete counts for nothing."""
        timing = self.timing.currentData()
        return PlanWishes(
            start=self.start.day,
            timing=None if timing is None else Timing(timing),
            buffer_days=None if self.buffer.value() == _AS_TOLD else self.buffer.value(),
            without_channels=self.cards.without,
            limits=dict(self.cards.limits),
            new_channels=self._new_channels(),
            more_cash=self._more_cash(),
            target=self._target(),
        )

    def show_wishes(self, inputs: PlanInputs, wishes: PlanWishes) -> None:
        """Show wishes about a ledger."""
        self._is_filling = True
        self._today = inputs.today
        for edit in (self.cash_day, self.start, self.target_day):
            edit.set_today(inputs.today)
        problem = inputs.problem
        self._offer_accounts([] if problem is None else [each.id for each in problem.funding])
        self.cards.show_wishes(inputs, wishes)
        new = wishes.new_channels[0] if wishes.new_channels else None
        self.new_per_day.set_amount(new.limits[0].per_day_fen if new and new.limits else None)
        if new is not None and new.funding_id is not None:
            self.account.setCurrentText(new.funding_id)
        self._show_cash(wishes.more_cash)
        self.start.set_day(wishes.start)
        timing = None if wishes.timing is None else wishes.timing.value
        self.timing.setCurrentIndex(max(self.timing.findData(timing), 0))
        self.buffer.setValue(_AS_TOLD if wishes.buffer_days is None else wishes.buffer_days)
        self.target.set_amount(None if wishes.target is None else wishes.target.amount_fen)
        self.target_day.set_day(None if wishes.target is None else wishes.target.day)
        self._is_filling = False

    def follow_ledger(self, inputs: PlanInputs) -> None:
        """Offer what the ledger holds now; what is wished stays."""
        self.show_wishes(inputs, self.wishes)

    def _show_cash(self, more_cash: Mapping[str, Sequence[Flow]]) -> None:
        account = next(iter(more_cash), "")
        flow = more_cash[account][0] if account else None
        if account:
            self.account.setCurrentText(account)
        self.cash.set_amount(None if flow is None else flow.amount_fen)
        self.cash_day.set_day(None if flow is None else flow.day)

    def _offer_accounts(self, accounts: list[str]) -> None:
        shown = [self.account.itemText(place) for place in range(self.account.count())]
        if shown != accounts:
            before = self.account.currentText()
            self.account.clear()
            self.account.addItems(accounts)
            self.account.setCurrentIndex(max(self.account.findText(before), 0) if accounts else -1)

    def _new_channels(self) -> tuple[PaymentChannel, ...]:
        per_day, account = self.new_per_day.amount_fen, self.account.currentText()
        if not per_day or per_day < 0 or not account:
            return ()
        return (new_card(self.tr("one more card"), account, per_day, self._today),)

    def _more_cash(self) -> dict[str, tuple[Flow, ...]]:
        amount, account = self.cash.amount_fen, self.account.currentText()
        if not amount or amount < 0 or not account or self.cash_day.has_problem:
            return {}
        return {account: (Flow(day=self.cash_day.day or self._today, amount_fen=amount),)}

    def _target(self) -> FreeTarget | None:
        amount, day = self.target.amount_fen, self.target_day.day
        if not amount or amount < 0 or day is None:
            return None
        return FreeTarget(amount, day)

    def _fill_choices(self) -> None:
        self.timing.addItem(self.tr("As in the settings"), None)
        self.timing.addItem(self.tr("Late: keep the cash"), Timing.LATE.value)
        self.timing.addItem(self.tr("Early: free the limit"), Timing.EARLY.value)
        self.buffer.setRange(_AS_TOLD, _MOST_BUFFER)
        self.buffer.setSpecialValueText(self.tr("As in the settings"))
        self.buffer.setValue(_AS_TOLD)
        name = self.tr("Safety days")
        self.buffer.setAccessibleName(name)
        self.buffer.lineEdit().setAccessibleName(name)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.spacing)
        column.addWidget(make_label("heading", self.tr("A card")))
        column.addWidget(self.cards)
        groups = (
            (
                self.tr("More means"),
                (
                    (self.tr("New card, per day"), self.new_per_day),
                    (self.tr("More cash"), self.cash),
                    (self.tr("On"), self.cash_day),
                    (self.tr("Account"), self.account),
                ),
            ),
            (
                self.tr("When"),
                (
                    (self.tr("Start"), self.start),
                    (self.tr("Timing"), self.timing),
                    (self.tr("Safety days"), self.buffer),
                ),
            ),
            (
                self.tr("Limit free again"),
                ((self.tr("Amount"), self.target), (self.tr("By"), self.target_day)),
            ),
        )
        for heading, fields in groups:
            column.addWidget(make_label("heading", heading))
            column.addWidget(_group(fields))

    def _connect(self) -> None:
        self.cards.wished.connect(self._on_field_changed)
        for amount in (self.new_per_day, self.cash, self.target):
            amount.amount_changed.connect(self._on_field_changed)
        for day in (self.cash_day, self.start, self.target_day):
            day.day_changed.connect(self._on_field_changed)
        for combo in (self.account, self.timing):
            combo.currentIndexChanged.connect(self._on_field_changed)
        self.buffer.valueChanged.connect(self._on_field_changed)

    @Slot()
    def _on_field_changed(self) -> None:
        if not self._is_filling:
            self.wished.emit()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    combo.setSizeAdjustPolicy(policy)
    combo.setMinimumContentsLength(10)
    return combo


def _group(fields: Sequence[tuple[str, QWidget]]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(METRICS.spacing)
    grid.setColumnStretch(1, 1)
    for place, (name, field) in enumerate(fields):
        grid.addWidget(make_field_label(name, field), place, 0)
        grid.addWidget(field, place, 1)
    return group
