"""The money behind the cards: balances, reserves, and what comes and goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from typing_extensions import override

from huanqing.ui.settings import changes
from huanqing.ui.settings.columns import flow_columns, funding_columns
from huanqing.ui.settings.money_editors import FlowEditor, FundingEditor
from huanqing.ui.settings.record_card import RecordCard
from huanqing.ui.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from huanqing.domain.payment_channel import CashFlow, FundingAccount
    from huanqing.ui.settings.changes import PaymentSide
    from huanqing.ui.settings.editor import Attempt
    from huanqing.ui.settings.view_model import SettingsViewModel


class MoneySection(Section):
    """Shows the funding accounts, and of the chosen one what comes and goes."""

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(view_model, parent)
        context = view_model.context
        self.accounts = RecordCard(
            context,
            self.tr("Accounts behind the cards"),
            funding_columns(context.formatter),
            self.tr("Add an account…"),
        )
        self.flows = RecordCard(
            context,
            self.tr("What comes and goes"),
            flow_columns(context.formatter),
            self.tr("Add money in or out…"),
        )
        for card in (self.accounts, self.flows):
            self.column.addWidget(card)
        self.accounts.current_changed.connect(self._on_account_changed)
        self.accounts.add_requested.connect(self._on_account_add_requested)
        self.accounts.edit_requested.connect(self._on_account_edit_requested)
        self.accounts.remove_requested.connect(self._on_account_remove_requested)
        self.flows.add_requested.connect(self._on_flow_add_requested)
        self.flows.edit_requested.connect(self._on_flow_edit_requested)
        self.flows.remove_requested.connect(self._on_flow_remove_requested)

    @override
    def show_stored(self) -> None:
        none = self.tr("No account yet. Add the one to which your salary comes.")
        self.accounts.show_records(self.stored.funding, none)

    def _change(self, change: Callable[[PaymentSide], PaymentSide], attempt: Attempt) -> None:
        self.view_model.change_payment_side(change, attempt)

    @Slot()
    def _on_account_changed(self) -> None:
        account = self.accounts.current
        self.flows.setVisible(account is not None)
        if account is not None:
            words = self.tr("What comes to {0} and leaves it").format(account.id)
            self.flows.heading.setText(words)
            self.flows.show_records(account.flows, self.tr("Nothing entered yet."))

    @Slot()
    def _on_account_add_requested(self) -> None:
        self._edit_account(None)

    @Slot(object)
    def _on_account_edit_requested(self, account: FundingAccount) -> None:
        self._edit_account(account)

    def _edit_account(self, account: FundingAccount | None) -> None:
        dialog = FundingEditor(self.view_model.context.formatter, self.stored, account, self)

        def book(new: FundingAccount, attempt: Attempt) -> None:
            self._change(lambda side: changes.with_funding(side, account, new), attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_account_remove_requested(self, account: FundingAccount) -> None:
        def change(side: PaymentSide) -> PaymentSide:
            return changes.without_funding(side, account)

        self.view_model.attempt(partial(self._change, change))

    @Slot()
    def _on_flow_add_requested(self) -> None:
        self._edit_flow(None)

    @Slot(object)
    def _on_flow_edit_requested(self, flow: CashFlow) -> None:
        self._edit_flow(flow)

    def _edit_flow(self, flow: CashFlow | None) -> None:
        account = self.accounts.current
        if account is None:
            return
        dialog = FlowEditor(self.view_model.context.formatter, self.stored.today, flow, self)

        def book(new: CashFlow, attempt: Attempt) -> None:
            flows = changes.with_item(account.flows, flow, new)
            self._change(_with_flows(account, flows), attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_flow_remove_requested(self, flow: CashFlow) -> None:
        account = self.accounts.current
        if account is not None:
            flows = changes.without_item(account.flows, flow)
            self.view_model.attempt(partial(self._change, _with_flows(account, flows)))


def _with_flows(
    account: FundingAccount, flows: tuple[CashFlow, ...]
) -> Callable[[PaymentSide], PaymentSide]:
    def change(side: PaymentSide) -> PaymentSide:
        if account not in side.funding:
            return side
        return changes.with_funding(side, account, replace(account, flows=flows))

    return change
