"""The dialog of an early settlement (提前结清): what is left of a purchase, paid now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from typing_extensions import override

from huanqing.application.statement_models import SettlementDraft
from huanqing.domain.credit_account import SettlementFee
from huanqing.ui.statements.change_dialog import ChangeDialog
from huanqing.ui.statements.change_view_model import ChangeViewModel, Estimate
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.read_models import StatementLineRow
    from huanqing.application.services import StatementActions
    from huanqing.ui.context import UiContext


def settlement_view_model(
    context: UiContext, actions: StatementActions
) -> ChangeViewModel[SettlementDraft]:
    """Return what works out and books early settlements."""

    def work_out(draft: SettlementDraft) -> Estimate:
        return Estimate(actions.preview_settlement(draft), actions.settlement_cost(draft))

    def write(draft: SettlementDraft, allow_locked: bool) -> None:  # noqa: FBT001 - a plain call
        actions.book_settlement(draft, allow_locked=allow_locked)

    return ChangeViewModel(context.runner, work_out, write)


class SettlementDialog(ChangeDialog):
    """Asks for the day, what becomes of the fees, and whether it is paid at once."""

    def __init__(
        self,
        context: UiContext,
        line: StatementLineRow,
        today: date,
        channels: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        model = settlement_view_model(context, context.service.statement_actions)
        super().__init__(context, self.tr("Early settlement"), self.tr("Settle it"), model, parent)
        self._line = line
        self.day = DayEdit(today, self.tr("Day"))
        self.rule = self._rule_box()
        self.fee = MoneyEdit(context.formatter, self.tr("Fee that JD charges"))
        self.fee.setPlaceholderText(self.tr("As the rule says"))
        self.pays = QCheckBox(self.tr("Book the repayment too"))
        self.pays.setChecked(True)
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("Paid with"))
        self.method.setEditable(True)
        self.method.addItems(list(channels))
        self.column.insertWidget(1, make_label("text", line.description or line.counterparty))
        self.add_field("day", self.tr("Day"), self.day)
        self.add_field("rule", self.tr("Fees of the periods to come"), self.rule)
        self.add_field("fee", self.tr("Fee that JD charges"), self.fee)
        self.add_field("pays", self.tr("Payment"), self.pays)
        self.add_field("method", self.tr("Paid with"), self.method)
        self.day.set_day(today)
        self.day.day_changed.connect(self.propose)
        self.rule.currentIndexChanged.connect(self.propose)
        self.fee.amount_changed.connect(self.propose)
        self.pays.toggled.connect(self._on_pays_toggled)
        self.method.editTextChanged.connect(self.propose)
        self.add_preview()

    @override
    def draft(self) -> SettlementDraft | None:
        day = self.day.day
        words = self.tr("Type a day such as 2026-07-12.") if day is None else ""
        if day is not None and day < self._line.day:
            words = self.tr("That is before the purchase.")
        self.show_problem("day", words)
        fee = self.fee.amount_fen
        is_wrong = self.fee.has_problem or (fee is not None and fee < 0)
        words = self.tr("Type an amount such as 12.34, or nothing.") if is_wrong else ""
        self.show_problem("fee", words)
        if self.has_problems or day is None:
            return None
        rule = str(self.rule.currentData())
        return SettlementDraft(
            purchase_id=self._line.figures.purchase_id,
            day=day,
            fee_rule=SettlementFee(rule) if rule else None,
            fee_fen=fee,
            pays=self.pays.isChecked(),
            method=self.method.currentText().strip() if self.pays.isChecked() else "",
        )

    @override
    def cost_text(self, cost: str) -> str:
        return self.tr("To pay on that day: {0}").format(cost)

    def _rule_box(self) -> QComboBox:
        rules = (
            (self.tr("As the account's rule says"), ""),
            (self.tr("All of them are due"), SettlementFee.ALL_DUE.value),
            (self.tr("None of them is charged"), SettlementFee.WAIVED.value),
            (self.tr("None on the day of the purchase"), SettlementFee.SAME_DAY.value),
            (self.tr("Only that of the next period"), SettlementFee.CURRENT_PERIOD.value),
        )
        box = QComboBox()
        for words, rule in rules:
            box.addItem(words, rule)
        return box

    @Slot(bool)
    def _on_pays_toggled(self, pays: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.set_field_visible("method", visible=pays)
        self.propose()
