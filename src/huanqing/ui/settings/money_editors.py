"""The editors of a funding account and of the money that comes to it and leaves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from huanqing.domain.payment_channel import CashFlow, FundingAccount
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.fields import AmountField, ChoiceField, DayField, TextField
from huanqing.ui.settings.words import every_choices

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.account_models import AccountView
    from huanqing.ui.formatting import Formatter


class FundingEditor(EditorDialog):
    """Edits the money behind cards."""

    def __init__(
        self,
        formatter: Formatter,
        view: AccountView,
        account: FundingAccount | None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Add an account") if account is None else self.tr("Edit an account")
        super().__init__(title, self.tr("Save"), formatter, parent)
        self._account = account
        self._taken = {each.id for each in view.funding if each != account}
        base = account or FundingAccount(id="", balance_fen=None, as_of=view.today)
        names = (self.tr("Name"), self.tr("Balance"), self.tr("As of"), self.tr("Reserve"))
        self.name = TextField(names[0], base.id, is_needed=True)
        self.balance = AmountField(formatter, names[1], base.balance_fen, may_be_negative=True)
        as_of = base.as_of or view.today
        self.as_of = DayField(view.today, names[2], as_of, is_needed=False)
        self.reserve = AmountField(formatter, names[3], base.reserve_fen)
        self.add("name", names[0], self.name, self.tr("For example: salary account."))
        hint = self.tr("Leave it empty while it is unknown.")
        self.add("balance", names[1], self.balance, hint)
        self.add("as_of", names[2], self.as_of, self.tr("The day on which you looked."))
        hint = self.tr("What repayments must not touch. Default: nothing.")
        self.add("reserve", names[3], self.reserve, hint)
        self.point_at("name")

    @override
    def make(self) -> FundingAccount | None:
        """Return the account, None where its name is taken or its day is missing."""
        if self.name.value in self._taken:
            self.refuse("name", self.tr("Another account has this name."))
            return None
        balance, as_of = self.balance.value, self.as_of.value
        if balance is not None and as_of is None:
            self.refuse("as_of", self.tr("Say on which day the account held this."))
            return None
        base = self._account or FundingAccount(id="", balance_fen=None)
        return replace(
            base,
            id=self.name.value,
            balance_fen=balance,
            as_of=None if balance is None else as_of,
            reserve_fen=self.reserve.value or 0,
        )


class FlowEditor(EditorDialog):
    """Edits money that comes or goes, once or every month."""

    def __init__(
        self,
        formatter: Formatter,
        today: date,
        flow: CashFlow | None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Money in or out") if flow is None else self.tr("Edit money in or out")
        super().__init__(title, self.tr("Save"), formatter, parent)
        names = (
            self.tr("What for"),
            self.tr("Direction"),
            self.tr("Amount"),
            self.tr("Day"),
            self.tr("Repeats"),
        )
        directions = [(True, self.tr("Comes in")), (False, self.tr("Goes out"))]
        self.label = TextField(names[0], flow.label if flow else "", is_needed=True)
        self.is_income = ChoiceField(names[1], directions, flow is None or flow.amount_fen >= 0)
        amount = None if flow is None else abs(flow.amount_fen)
        self.amount = AmountField(formatter, names[2], amount, is_needed=True)
        self.day = DayField(today, names[3], today if flow is None else flow.day)
        every = "month" if flow is None else flow.every
        self.every = ChoiceField(names[4], every_choices(every), every)
        self.add("label", names[0], self.label, self.tr("For example: salary, rent."))
        self.add("direction", names[1], self.is_income)
        self.add("amount", names[2], self.amount)
        hint = self.tr("The first day; every month on the same day, or the month's last.")
        self.add("day", names[3], self.day, hint)
        self.add("every", names[4], self.every)
        self.point_at("label")

    @override
    def make(self) -> CashFlow | None:
        """Return the flow, None where it moves nothing."""
        day, amount = self.day.value, self.amount.value
        if day is None:
            return None
        if not amount:
            self.refuse("amount", self.tr("Type how much it is."))
            return None
        signed = amount if self.is_income.value else -amount
        return CashFlow(day=day, amount_fen=signed, label=self.label.value, every=self.every.value)
