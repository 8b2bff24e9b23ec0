"""The fields for one card of a what-if: other limits, or doing without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox, QWidget

from huanqing.application.plan_models import PlanQuestionKind, PlanWishes
from huanqing.domain.payment_channel import ChannelLimits
from huanqing.ui.plan.remedies import limits_of
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_field_label

if TYPE_CHECKING:
    from huanqing.application.plan_models import PlanInputs
    from huanqing.ui.formatting import Formatter

_SHORTEST_NAME = 10
_MOST_PAYMENTS = 99


class CardWishes(QWidget):
    """Holds the wishes for all cards and shows those for one; ``wished`` after each change."""

    wished = Signal()

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inputs: PlanInputs | None = None
        self._is_filling = False
        self.limits: dict[str, ChannelLimits] = {}
        self.without: frozenset[str] = frozenset()
        names = (self.tr("Card"), self.tr("Per payment"), self.tr("Per day"), self.tr("Per month"))
        self.card = QComboBox()
        self.card.setAccessibleName(names[0])
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.card.setSizeAdjustPolicy(policy)
        self.card.setMinimumContentsLength(_SHORTEST_NAME)
        self.is_used = QCheckBox(self.tr("Pay with this card"))
        self.is_used.setAccessibleName(self.is_used.text())
        self.per_payment = MoneyEdit(formatter, names[1])
        self.per_day = MoneyEdit(formatter, names[2])
        self.per_month = MoneyEdit(formatter, names[3])
        self.count = QSpinBox()
        self.count.setRange(0, _MOST_PAYMENTS)
        self.count.setSpecialValueText(self.tr("no limit"))
        for part in (self.count, self.count.lineEdit()):
            part.setAccessibleName(self.tr("Payments per day"))
        self._edits = (self.per_payment, self.per_day, self.per_month)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(METRICS.spacing)
        grid.setColumnStretch(1, 1)
        grid.addWidget(make_field_label(names[0], self.card), 0, 0)
        grid.addWidget(self.card, 0, 1)
        grid.addWidget(self.is_used, 1, 0, 1, 2)
        for place, (name, edit) in enumerate(zip(names[1:], self._edits, strict=True), start=2):
            grid.addWidget(make_field_label(name, edit), place, 0)
            grid.addWidget(edit, place, 1)
            edit.setPlaceholderText(self.tr("no limit"))
            edit.amount_changed.connect(self._on_edit_amount_changed)
        grid.addWidget(make_field_label(self.count.accessibleName(), self.count), 5, 0)
        grid.addWidget(self.count, 5, 1)
        self.count.valueChanged.connect(self._on_edit_amount_changed)
        self.card.currentIndexChanged.connect(self._on_card_changed)
        self.is_used.toggled.connect(self._on_is_used_toggled)

    def show_wishes(self, inputs: PlanInputs, wishes: PlanWishes) -> None:
        """Offer the cards of a ledger, with what is wished of them."""
        self._inputs = inputs
        self.limits, self.without = dict(wishes.limits), wishes.without_channels
        names = _names(inputs)
        shown = [self.card.itemText(place) for place in range(self.card.count())]
        if names != shown:
            self._is_filling = True
            before = self.card.currentText()
            self.card.clear()
            self.card.addItems(names)
            self.card.setCurrentIndex(max(self.card.findText(before), 0) if names else -1)
            self._is_filling = False
        changed = [name for name in names if name in wishes.limits]
        if changed and self.card.currentText() not in changed:
            self.card.setCurrentText(changed[0])
        self._fill()

    def _fill(self) -> None:
        name = self.card.currentText()
        self._is_filling = True
        limits = self._limits_of(name)
        values = (limits.per_transaction_fen, limits.per_day_fen, limits.per_month_fen)
        for edit, value in zip(self._edits, values, strict=True):
            if edit.amount_fen != value or edit.has_problem:
                edit.set_amount(value)
        self.count.setValue(limits.payments_per_day or 0)
        self.is_used.setChecked(bool(name) and name not in self.without)
        for widget in (self.is_used, self.count, *self._edits):
            widget.setEnabled(bool(name))
        self._is_filling = False

    def _limits_of(self, name: str, *, is_told: bool = False) -> ChannelLimits:
        """Return the limits of a card, with the wishes or as the ledger told them."""
        inputs = self._inputs
        if inputs is None or inputs.problem is None:
            return ChannelLimits(from_date=date.min)
        wishes = PlanWishes() if is_told else PlanWishes(limits=self.limits)
        return limits_of(inputs.problem, name, wishes)

    @Slot()
    def _on_card_changed(self) -> None:
        if not self._is_filling:
            self._fill()

    @Slot(bool)
    def _on_is_used_toggled(self, is_used: bool) -> None:  # noqa: FBT001 - the signal's argument
        if self._is_filling:
            return
        name = {self.card.currentText()}
        self.without = self.without - name if is_used else self.without | name
        self.wished.emit()

    @Slot()
    def _on_edit_amount_changed(self) -> None:
        name = self.card.currentText()
        if self._is_filling or not name or any(edit.has_problem for edit in self._edits):
            return
        told = self._limits_of(name, is_told=True)
        wished = replace(
            told,
            per_transaction_fen=self.per_payment.amount_fen,
            per_day_fen=self.per_day.amount_fen,
            per_month_fen=self.per_month.amount_fen,
            payments_per_day=self.count.value() or None,
        )
        if wished == told:
            self.limits.pop(name, None)
        else:
            self.limits[name] = wished
        self.wished.emit()


def _names(inputs: PlanInputs) -> list[str]:
    """Return the cards of the plan, then those that wait for their limits."""
    problem = inputs.problem
    known = [] if problem is None else [each.id for each in problem.channels]
    unknown = [
        each.subject
        for each in inputs.questions
        if each.kind is PlanQuestionKind.UNKNOWN_LIMITS and each.subject not in known
    ]
    return known + unknown
