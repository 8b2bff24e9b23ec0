"""The dialog of an instalment offer: what is quoted, and what it costs a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from huanqing.domain.entries import MAX_PERIODS
from huanqing.domain.offer import Offer
from huanqing.ui.error_labels import error_text
from huanqing.ui.offer.results import OfferResults
from huanqing.ui.offer.view_model import OfferViewModel
from huanqing.ui.rates import ppm_of_percent
from huanqing.ui.statements.change_dialog import count_box
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.form_dialog import FormDialog
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from huanqing.ui.context import UiContext

_USUAL_PERIODS = 12
_WIDTH = 640


class OfferDialog(FormDialog):
    """Asks for the offer, shows its flows and rates while it is typed; books nothing.

    ``amount_fen`` is the price to begin with. The button copies everything as text.
    """

    def __init__(
        self, context: UiContext, parent: QWidget | None = None, amount_fen: int | None = None
    ) -> None:
        super().__init__(self.tr("What an instalment offer costs"), self.tr("Copy"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(METRICS.scaled(_WIDTH))
        self._formatter = context.formatter
        self.view_model = OfferViewModel(context.service, context.runner, self)
        self.amount = MoneyEdit(context.formatter, self.tr("Price"))
        self.periods = count_box(self.tr("Periods"), 1, MAX_PERIODS, _USUAL_PERIODS)
        self.fee_kind = QComboBox()
        self.fee_kind.addItem(self.tr("A share of the price, each period"))
        self.fee_kind.addItem(self.tr("A sum for all periods"))
        self.rate = QLineEdit()
        self.total_fee = MoneyEdit(context.formatter, self.tr("Fees in all"))
        self.free_periods = count_box(self.tr("Periods free of fees"), 0, MAX_PERIODS, 0)
        self.discount = MoneyEdit(context.formatter, self.tr("Discount for not splitting"))
        self.results = OfferResults(context)
        self._add_fields()
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setAccessibleName(self.tr("Close"))
        self.accept_button.setToolTip(self.tr("Copy figures and tables as text (Ctrl+Enter)"))
        self.amount.set_amount(amount_fen)
        self._connect()
        (self.rate if amount_fen else self.amount).setFocus()
        self._propose()

    def _add_fields(self) -> None:
        note = self.tr("The fee is of the whole price each period, though you owe less each time.")
        self.column.insertWidget(1, make_label("note", note))
        self.add_field("amount", self.tr("Price"), self.amount)
        self.add_field("periods", self.tr("Periods"), self.periods)
        self.add_field("fee_kind", self.tr("Fee is told as"), self.fee_kind)
        self.add_field("rate", self.tr("Fee per period, %"), self.rate)
        self.add_field("total_fee", self.tr("Fees in all"), self.total_fee)
        self.add_field("free_periods", self.tr("Periods free of fees"), self.free_periods)
        self.add_field("discount", self.tr("Discount for not splitting"), self.discount)
        self.rate.setPlaceholderText("0.6")
        self.discount.setPlaceholderText(self.tr("None"))
        self.set_field_visible("total_fee", visible=False)
        self.column.addWidget(self.results, 1)
        # As for the fields: Qt moves nothing behind the last widget of the window.
        before: QWidget = self.discount
        for each in self.results.controls:
            QWidget.setTabOrder(before, each)
            before = each
        QWidget.setTabOrder(before, self.accept_button)

    def _connect(self) -> None:
        for box in (self.periods, self.free_periods, self.results.after):
            box.valueChanged.connect(self._propose)
        for money in (self.amount, self.total_fee, self.discount):
            money.amount_changed.connect(self._propose)
        self.rate.textChanged.connect(self._propose)
        self.fee_kind.currentIndexChanged.connect(self._on_fee_kind_changed)
        self.submitted.connect(self._on_submitted)
        self.view_model.answer_changed.connect(self._on_answer_changed)

    @property
    def _tells_sum(self) -> bool:
        return self.fee_kind.currentIndex() == 1

    def offer(self) -> Offer | None:
        """Return what the fields say; None, and the problems beside them, where they cannot."""
        amount = self._read_amount("amount", self.amount, least=1)
        too_high = self.tr("It must be below the price.")
        most = None if amount is None else amount - 1
        discount = self._read_amount("discount", self.discount, most=most, too_high=too_high)
        periods, free = self.periods.value(), self.free_periods.value()
        words = self.tr("There are not that many periods.") if free > periods else ""
        self.show_problem("free_periods", words)
        too_high = self.tr("No period is left that could bear it.")
        most = 0 if free >= periods else None
        total_fee = self._read_amount("total_fee", self.total_fee, most=most, too_high=too_high)
        rate = self._read_rate()
        fee_is_told = (total_fee if self._tells_sum else rate) is not None
        if self.has_problems or amount is None or not fee_is_told:
            return None
        return Offer(
            amount_fen=amount,
            periods=periods,
            fee_rate_ppm=rate or 0,
            total_fee_fen=total_fee if self._tells_sum else None,
            free_periods=free,
            discount_fen=discount or 0,
        )

    def _read_amount(
        self,
        key: str,
        field: MoneyEdit,
        *,
        least: int = 0,
        most: int | None = None,
        too_high: str = "",
    ) -> int | None:
        """Return the amount of a field that counts, None without one; say what is wrong."""
        amount, words = field.amount_fen, ""
        if self.form.isRowVisible(self._boxes[key]):
            if field.has_problem or (amount is not None and amount < least):
                words = self.tr("Type an amount such as 1234.56.")
            elif amount is not None and most is not None and amount > most:
                words = too_high
        self.show_problem(key, words)
        return amount

    def _read_rate(self) -> int | None:
        """Return the rate in parts per million, None where there is none; say what is wrong."""
        text = self.rate.text()
        rate = ppm_of_percent(text) if text.strip() and not self._tells_sum else None
        is_wrong = rate is None and bool(text.strip()) and not self._tells_sum
        self.show_problem("rate", self.tr("Type a percentage such as 0.6.") if is_wrong else "")
        return rate

    @override
    def reject(self) -> None:
        self.view_model.propose(None)
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.view_model.propose(None)
        super().closeEvent(event)

    @Slot()
    def _propose(self) -> None:
        offer = self.offer()
        self.results.after.setMaximum(max(self.periods.value() - 1, 0))
        self.view_model.propose(offer, self.results.after.value())

    @Slot(int)
    def _on_fee_kind_changed(self, _place: int) -> None:
        self.set_field_visible("rate", visible=not self._tells_sum)
        self.set_field_visible("total_fee", visible=self._tells_sum)
        self._propose()

    @Slot()
    def _on_answer_changed(self) -> None:
        error = self.view_model.error
        self.show_error("" if error is None else error_text(error, self._formatter.money))
        self.accept_button.setEnabled(self.view_model.answer is not None)
        self.results.show_answer(self.view_model.answer)

    @Slot()
    def _on_submitted(self) -> None:
        text = self.results.as_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.results.say_copied()
