"""The dialog of a statement instalment (账单分期): a part of a bill in new periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from huanqing.application.statement_models import InstalmentDraft, InstalmentOffer
from huanqing.domain.entries import MAX_PERIODS
from huanqing.ui.rates import ppm_of_percent
from huanqing.ui.statements.change_dialog import ChangeDialog, count_box
from huanqing.ui.statements.change_view_model import ChangeViewModel, Estimate
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.services import StatementActions
    from huanqing.ui.context import UiContext

_USUAL_PERIODS = 3


def instalment_view_model(
    context: UiContext, actions: StatementActions
) -> ChangeViewModel[InstalmentDraft]:
    """Return what works out and books statement instalments."""

    def work_out(draft: InstalmentDraft) -> Estimate:
        preview = actions.preview_instalment(draft)
        return Estimate(preview, preview.fees_after_fen - preview.fees_before_fen)

    def write(draft: InstalmentDraft, allow_locked: bool) -> None:  # noqa: FBT001 - a plain call
        actions.book_instalment(draft, allow_locked=allow_locked)

    return ChangeViewModel(context.runner, work_out, write)


class InstalmentDialog(ChangeDialog):
    """Asks for amount, day, periods and fee, within what the statement allows."""

    def __init__(
        self,
        context: UiContext,
        offer: InstalmentOffer,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        model = instalment_view_model(context, context.service.statement_actions)
        super().__init__(
            context, self.tr("Statement instalment"), self.tr("Split it"), model, parent
        )
        self._offer = offer
        self.amount = MoneyEdit(context.formatter, self.tr("Amount to split"))
        self.day = DayEdit(today, self.tr("Day"))
        self.periods = count_box(self.tr("Periods"), 2, MAX_PERIODS, _USUAL_PERIODS)
        self.rate = QLineEdit("0")
        self.free_periods = count_box(self.tr("Periods free of fees"), 0, MAX_PERIODS, 0)
        self._range = make_label("note")
        self.column.insertWidget(1, self._range)
        self.add_field("amount", self.tr("Amount to split"), self.amount)
        self.add_field("day", self.tr("Day"), self.day)
        self.add_field("periods", self.tr("Periods"), self.periods)
        self.add_field("rate", self.tr("Fee per period, %"), self.rate)
        self.add_field("free_periods", self.tr("Periods free of fees"), self.free_periods)
        self.amount.set_amount(offer.most_fen)
        self.amount.selectAll()
        self.day.set_day(today)
        self._show_range()
        self.amount.amount_changed.connect(self.propose)
        self.day.day_changed.connect(self.propose)
        self.periods.valueChanged.connect(self.propose)
        self.rate.textEdited.connect(self.propose)
        self.free_periods.valueChanged.connect(self.propose)
        context.formatter.amounts_visibility_changed.connect(self._show_range)
        self.add_preview()

    @override
    def draft(self) -> InstalmentDraft | None:
        amount, day, rate = self.amount.amount_fen, self.day.day, ppm_of_percent(self.rate.text())
        self.show_problem("amount", self._amount_problem(amount))
        self.show_problem("day", self._day_problem(day))
        words = self.tr("Type a rate such as 0.5.") if rate is None else ""
        self.show_problem("rate", words)
        too_many = self.free_periods.value() > self.periods.value()
        words = self.tr("There are not so many periods.") if too_many else ""
        self.show_problem("free_periods", words)
        if self.has_problems or amount is None or day is None or rate is None:
            return None
        return InstalmentDraft(
            statement_date=self._offer.statement_date,
            day=day,
            amount_fen=amount,
            periods=self.periods.value(),
            fee_rate_ppm=rate,
            free_periods=self.free_periods.value(),
        )

    @override
    def cost_text(self, cost: str) -> str:
        return self.tr("It costs {0} of fees in all.").format(cost)

    def _amount_problem(self, amount_fen: int | None) -> str:
        money = self.context.formatter.money
        if amount_fen is None:
            return self.tr("Type an amount such as 1234.56.")
        if amount_fen > self._offer.most_fen:
            return self.tr("At most {0} can be split.").format(money(self._offer.most_fen))
        if amount_fen < self._offer.least_fen:
            return self.tr("At least {0} must be split.").format(money(self._offer.least_fen))
        return ""

    def _day_problem(self, day: date | None) -> str:
        if day is None:
            return self.tr("Type a day such as 2026-07-12.")
        if day < self._offer.statement_date:
            return self.tr("The statement is not out yet on that day.")
        return ""

    def _show_range(self) -> None:
        formatter, offer = self.context.formatter, self._offer
        self._range.setText(
            self.tr("Of the statement of {0}, {1} to {2} can be split.").format(
                formatter.day(offer.statement_date),
                formatter.money(offer.least_fen),
                formatter.money(offer.most_fen),
            )
        )
