"""The editor of a billing rule that holds from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from typing_extensions import override

from huanqing.domain.credit_account import AccountRule
from huanqing.domain.errors import InvalidFieldError
from huanqing.ui.settings.changes import BEGINNING
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.fields import (
    AmountField,
    ChoiceField,
    DayField,
    NumberField,
    PercentField,
)
from huanqing.ui.settings.words import (
    day_change_choices,
    remainder_choices,
    settlement_choices,
    statement_day_choices,
    yes_no_choices,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.account_models import AccountView
    from huanqing.ui.formatting import Formatter

_USUAL = AccountRule(from_date=BEGINNING)


class RuleEditor(EditorDialog):
    """Edits one rule; ``taken`` are the days from which other rules hold."""

    def __init__(
        self,
        formatter: Formatter,
        view: AccountView,
        rule: AccountRule | None,
        taken: Sequence[date],
        parent: QWidget | None = None,
    ) -> None:
        title = self._title_of(rule, is_first=not taken)
        super().__init__(title, self.tr("Save"), formatter, parent)
        self._taken = tuple(taken)
        self._is_new = rule is None
        start = view.account.rule_on(view.today) if rule is None else rule
        self._add_billing(view.today, start, is_first=rule is None and not taken)
        self._add_fees(start)
        self._add_minimum(start)
        self.due_kind.edit.currentIndexChanged.connect(self._on_due_kind_changed)
        self._on_due_kind_changed()
        self.point_at("from" if rule is None and taken else "statement_day")

    @override
    def make(self) -> AccountRule | None:
        """Return the rule, None where its day is taken or a figure is refused."""
        day = self.from_day.value or BEGINNING
        if day in self._taken:
            self.refuse("from", self.tr("Another rule holds from this day. Edit that one."))
            return None
        has_fixed_day = self.due_kind.value
        try:
            return AccountRule(
                from_date=day,
                statement_day=self.statement_day.value or 0,
                due_days=self.due_days.value or 0,
                due_day=self.due_day.value if has_fixed_day else None,
                on_statement_day=self.on_statement_day.value,
                day_change=self.day_change.value,
                remainder=self.remainder.value,
                fees_occupy_limit=self.fees_occupy.value,
                late_rate_ppm_per_day=self.late_rate.value or 0,
                min_payment_fen=self.min_payment.value or 0,
                recovery_lag_days=self.recovery_lag.value or 0,
                order_free_days=self.order_free_days.value or 0,
                settlement_fee=self.settlement_fee.value,
                minimum_ratio_ppm=self.minimum_ratio.value or 0,
                carry_threshold_fen=self.carry_threshold.value or 0,
                conversion_share_ppm=self.conversion_share.value or 0,
                conversion_min_fen=self.conversion_min.value or 0,
            )
        except InvalidFieldError as error:
            self.refuse(error.field, self.tr("This value is not allowed."))
            return None

    def _title_of(self, rule: AccountRule | None, *, is_first: bool) -> str:
        if rule is not None:
            return self.tr("Edit a billing rule")
        if is_first:
            return self.tr("Enter the billing rule")
        return self.tr("A billing rule from a day on")

    def _add_billing(self, today: date, rule: AccountRule, *, is_first: bool) -> None:
        from_day = today if self._is_new else rule.from_date
        is_early = is_first or from_day <= BEGINNING
        label = self.tr("From")
        self.from_day = DayField(today, label, None if is_early else from_day, is_needed=False)
        self.from_day.edit.setPlaceholderText(self.tr("The beginning"))
        label_day = self.tr("Statement day")
        day = None if is_first else rule.statement_day
        self.statement_day = NumberField(label_day, day, (1, 31))
        label_kind = self.tr("Due")
        kinds = [
            (False, self.tr("Some days after the statement")),
            (True, self.tr("On a fixed day of the month")),
        ]
        self.due_kind = ChoiceField(label_kind, kinds, rule.due_day is not None)
        self.due_days = NumberField(self.tr("Days until due"), rule.due_days, (0, 366))
        self.due_day = NumberField(
            self.tr("Due day"), rule.due_day, (1, 31), is_needed=rule.due_day is not None
        )
        self.begin_tab(self.tr("Statement"))
        self.add("from", label, self.from_day, self.tr("Before this day nothing changes."))
        hint = self.tr("1 to 31, as JD shows it; in a short month the last day.")
        self.add("statement_day", label_day, self.statement_day, hint)
        self.add("due_kind", label_kind, self.due_kind, self.tr("Default: 9 days after."))
        hint = self.tr("JD's usual is 9 days.")
        self.add("due_days", self.tr("Days until due"), self.due_days, hint)
        hint = self.tr("The first such day on or after the statement.")
        self.add("due_day", self.tr("Due day"), self.due_day, hint)
        self._add_edges(rule)

    def _add_edges(self, rule: AccountRule) -> None:
        label_on = self.tr("Purchases on the statement day")
        label_move = self.tr("When the statement day moves")
        on_day = statement_day_choices()
        self.on_statement_day = ChoiceField(label_on, on_day, rule.on_statement_day)
        self.day_change = ChoiceField(label_move, day_change_choices(), rule.day_change)
        hint = self.tr("JD's usual: the next one.")
        self.add("on_statement_day", label_on, self.on_statement_day, hint)
        hint = self.tr("Default: a second statement.")
        self.add("day_change", label_move, self.day_change, hint)

    def _add_fees(self, rule: AccountRule) -> None:
        label_rest = self.tr("Odd fen go to")
        label_fees = self.tr("Fees occupy the limit")
        label_settle = self.tr("Early settlement")
        label_rate = self.tr("Late charge, % a day")
        label_free = self.tr("Free days of an order")
        self.remainder = ChoiceField(label_rest, remainder_choices(), rule.remainder)
        self.fees_occupy = ChoiceField(label_fees, yes_no_choices(), rule.fees_occupy_limit)
        self.settlement_fee = ChoiceField(label_settle, settlement_choices(), rule.settlement_fee)
        self.late_rate = PercentField(label_rate, rule.late_rate_ppm_per_day)
        self.order_free_days = NumberField(label_free, rule.order_free_days, (1, 366))
        self.begin_tab(self.tr("Instalments and fees"))
        hint = self.tr("What an even split leaves over. Default: the last period.")
        self.add("remainder", label_rest, self.remainder, hint)
        hint = self.tr("Default: yes, as with Baitiao.")
        self.add("fees_occupy_limit", label_fees, self.fees_occupy, hint)
        hint = self.tr("Sources differ. Default: all are still due.")
        self.add("settlement_fee", label_settle, self.settlement_fee, hint)
        hint = self.tr("From the day after the due date. Default: 0.05 %.")
        self.add("late_rate_ppm_per_day", label_rate, self.late_rate, hint)
        hint = self.tr("For billing by order, unsplit. Default: 30 days.")
        self.add("order_free_days", label_free, self.order_free_days, hint)

    def _add_minimum(self, rule: AccountRule) -> None:
        money = self._formatter
        label_min = self.tr("Smallest payment")
        label_lag = self.tr("Limit comes back after, days")
        label_ratio = self.tr("Minimum payment, %")
        label_carry = self.tr("Minimum payment from")
        label_share = self.tr("Splittable share, %")
        label_least = self.tr("Smallest split")
        self.min_payment = AmountField(money, label_min, rule.min_payment_fen, is_needed=True)
        self.recovery_lag = NumberField(label_lag, rule.recovery_lag_days, (0, 366))
        self.minimum_ratio = PercentField(label_ratio, rule.minimum_ratio_ppm)
        self.carry_threshold = AmountField(
            money, label_carry, rule.carry_threshold_fen, is_needed=True
        )
        self.conversion_share = PercentField(label_share, rule.conversion_share_ppm)
        self.conversion_min = AmountField(
            money, label_least, rule.conversion_min_fen, is_needed=True
        )
        self.begin_tab(self.tr("Paying and splitting"))
        hint = self.tr("JD takes no payment below it. Default: {0}.").format(
            money.money(_USUAL.min_payment_fen)
        )
        self.add("min_payment", label_min, self.min_payment, hint)
        hint = self.tr("Days from a repayment until its limit is free. Default: 0.")
        self.add("recovery_lag_days", label_lag, self.recovery_lag, hint)
        hint = self.tr("Share of a bill that must be paid. Default: 10 %.")
        self.add("minimum_ratio_ppm", label_ratio, self.minimum_ratio, hint)
        hint = self.tr("Bills below it must be paid whole. Default: {0}.").format(
            money.money(_USUAL.carry_threshold_fen)
        )
        self.add("carry_threshold", label_carry, self.carry_threshold, hint)
        hint = self.tr("How much of a bill may be split. Default: 100 %.")
        self.add("conversion_share_ppm", label_share, self.conversion_share, hint)
        hint = self.tr("Smaller sums cannot be split. Default: {0}.").format(
            money.money(_USUAL.conversion_min_fen)
        )
        self.add("conversion_min", label_least, self.conversion_min, hint)

    @Slot()
    def _on_due_kind_changed(self) -> None:
        is_fixed = self.due_kind.value
        self.due_day.is_needed = is_fixed
        self.due_days.is_needed = not is_fixed
        self.show_row("due_days", visible=not is_fixed)
        self.show_row("due_day", visible=is_fixed)
