"""The account: its name and regime, its dated rules, its limits and freezes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget
from typing_extensions import override

from huanqing.ui.settings import changes
from huanqing.ui.settings.columns import freeze_columns, limit_columns, rule_columns
from huanqing.ui.settings.limit_editors import FreezeEditor, LimitEditor
from huanqing.ui.settings.record_card import RecordCard
from huanqing.ui.settings.rule_editor import RuleEditor
from huanqing.ui.settings.section import Section
from huanqing.ui.settings.words import billing_choices, unknown
from huanqing.ui.widgets.parts import Card, make_field_label, make_label, set_invalid, set_tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.domain.credit_account import (
        AccountRule,
        Billing,
        CreditAccount,
        Freeze,
        LimitPart,
    )
    from huanqing.ui.settings.editor import Attempt
    from huanqing.ui.settings.view_model import SettingsViewModel


class AccountSection(Section):
    """Shows and changes the credit account."""

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(view_model, parent)
        context = view_model.context
        formatter = context.formatter
        self.identity = IdentityCard()
        self.rules = RecordCard(
            context,
            self.tr("Billing rules"),
            rule_columns(formatter),
            self.tr("Enter them…"),
        )
        self.limits = RecordCard(
            context, self.tr("Credit limit"), limit_columns(formatter), self.tr("Add a limit…")
        )
        self.freezes = RecordCard(
            context, self.tr("Freezes"), freeze_columns(formatter), self.tr("Add a freeze…")
        )
        for card in (self.identity, self.limits, self.rules, self.freezes):
            self.column.addWidget(card)
        self.identity.name.editingFinished.connect(self._on_name_edited)
        self.identity.billing.activated.connect(self._on_billing_chosen)
        self.rules.add_requested.connect(self._on_rule_add_requested)
        self.rules.edit_requested.connect(self._on_rule_edit_requested)
        self.rules.remove_requested.connect(self._on_rule_remove_requested)
        self.limits.add_requested.connect(self._on_limit_add_requested)
        self.limits.edit_requested.connect(self._on_limit_edit_requested)
        self.limits.remove_requested.connect(self._on_limit_remove_requested)
        self.freezes.add_requested.connect(self._on_freeze_add_requested)
        self.freezes.edit_requested.connect(self._on_freeze_edit_requested)
        self.freezes.remove_requested.connect(self._on_freeze_remove_requested)

    @override
    def show_stored(self) -> None:
        account, is_told = self.stored.account, self.stored.is_told
        self.identity.show_account(account.name, account.billing if is_told else None)
        are_told = changes.are_rules_told(self.stored)
        self.rules.show_records(
            account.rules if are_told else (),
            self.tr(
                "Unknown: statement day and due date were never entered. Until you enter them, "
                "Huanqing assumes day 3 and 9 days."
            ),
            "warning",
        )
        words = self.tr("Add a rule from a day on…") if are_told else self.tr("Enter them…")
        self.rules.set_add_text(words)
        none = self.tr("Unknown: the limit was never entered. JD shows it as 总额度.")
        self.limits.show_records(account.limits, none, "warning")
        self.freezes.show_records(account.freezes, self.tr("No freeze entered."))

    def _change(self, change: Callable[[CreditAccount], CreditAccount], attempt: Attempt) -> None:
        self.view_model.change_account(change, attempt)

    def _make(self, change: Callable[[CreditAccount], CreditAccount]) -> None:
        self.view_model.attempt(partial(self._change, change))

    @Slot()
    def _on_name_edited(self) -> None:
        name = self.identity.name.text().strip()
        self.identity.show_problem("" if name else self.tr("The account needs a name."))
        if name and name != self.stored.account.name:
            self.identity.name.setModified(False)
            self._make(lambda account: replace(account, name=name))

    @Slot()
    def _on_billing_chosen(self) -> None:
        billing = self.identity.chosen_billing
        if billing is not None and (
            billing is not self.stored.account.billing or not self.stored.is_told
        ):
            self._make(lambda account: replace(account, billing=billing))

    @Slot()
    def _on_rule_add_requested(self) -> None:
        self._edit_rule(None)

    @Slot(object)
    def _on_rule_edit_requested(self, rule: AccountRule) -> None:
        self._edit_rule(rule)

    def _edit_rule(self, rule: AccountRule | None) -> None:
        view = self.stored
        known = view.account.rules if changes.are_rules_told(view) else ()
        taken = [each.from_date for each in known if each != rule]
        dialog = RuleEditor(self.view_model.context.formatter, view, rule, taken, self)

        def book(new: AccountRule, attempt: Attempt) -> None:
            self._change(lambda account: changes.with_rule(account, rule, new), attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_rule_remove_requested(self, rule: AccountRule) -> None:
        self._make(lambda account: changes.without_rule(account, rule))

    @Slot()
    def _on_limit_add_requested(self) -> None:
        self._edit_limit(None)

    @Slot(object)
    def _on_limit_edit_requested(self, part: LimitPart) -> None:
        self._edit_limit(part)

    def _edit_limit(self, part: LimitPart | None) -> None:
        dialog = LimitEditor(self.view_model.context.formatter, self.stored, part, self)

        def book(new: LimitPart, attempt: Attempt) -> None:
            self._change(lambda account: changes.with_limit(account, part, new), attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_limit_remove_requested(self, part: LimitPart) -> None:
        self._make(lambda account: changes.without_limit(account, part))

    @Slot()
    def _on_freeze_add_requested(self) -> None:
        self._edit_freeze(None)

    @Slot(object)
    def _on_freeze_edit_requested(self, freeze: Freeze) -> None:
        self._edit_freeze(freeze)

    def _edit_freeze(self, freeze: Freeze | None) -> None:
        dialog = FreezeEditor(self.view_model.context.formatter, self.stored.today, freeze, self)

        def book(new: Freeze, attempt: Attempt) -> None:
            self._change(lambda account: changes.with_freeze(account, freeze, new), attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_freeze_remove_requested(self, freeze: Freeze) -> None:
        self._make(lambda account: changes.without_freeze(account, freeze))


class IdentityCard(Card):
    """The account's name and how its purchases become due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Account"), parent)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the account"))
        self.problem = make_label("note")
        set_tone(self.problem, "bad")
        self.problem.hide()
        self.billing = QComboBox()
        self.billing.setAccessibleName(self.tr("Billing"))
        self._choices: list[Billing | None] = []
        form = QFormLayout()
        form.addRow(make_field_label(self.tr("Name"), self.name), self.name)
        form.addRow("", self.problem)
        form.addRow(make_field_label(self.tr("Billing"), self.billing), self.billing)
        self.body.addLayout(form)
        hint = self.tr("JD bills most accounts by statement; old ones by order.")
        self.body.addWidget(make_label("note", hint))

    @property
    def chosen_billing(self) -> Billing | None:
        """What is chosen, None for unknown."""
        return self._choices[self.billing.currentIndex()]

    def show_account(self, name: str, billing: Billing | None) -> None:
        """Show what was told; None for a regime that was not."""
        if not (self.name.hasFocus() and self.name.isModified()):
            self.name.setText(name)
            self.show_problem("")
        choices: list[tuple[Billing | None, str]] = [*billing_choices()]
        if billing is None:
            choices.insert(0, (None, unknown()))
        self._choices = [each for each, _ in choices]
        self.billing.clear()
        self.billing.addItems([words for _, words in choices])
        self.billing.setCurrentIndex(self._choices.index(billing))

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the name, "" for nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        set_invalid(self.name, is_invalid=bool(text))
