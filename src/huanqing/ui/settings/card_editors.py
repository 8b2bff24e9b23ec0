"""The editors of a card, of its dated limits, and of a day on which it cannot pay."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from typing_extensions import override

from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel
from huanqing.ui.settings.changes import BEGINNING, limits_on
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.fields import (
    AmountField,
    ChoiceField,
    DayField,
    Field,
    NameField,
    NumberField,
    TextField,
)
from huanqing.ui.settings.suggestions import suggestions_for
from huanqing.ui.settings.words import preset_label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.account_models import AccountView, LimitPreset
    from huanqing.ui.formatting import Formatter


class Scope(StrEnum):
    """What is known of a card's limits."""

    UNKNOWN = "unknown"
    THESE = "these"
    NONE = "none"


class LimitFields(QObject):
    """The fields of a card's limits inside an editor, with suggestions to start from."""

    def __init__(
        self,
        dialog: EditorDialog,
        formatter: Formatter,
        card: str,
        limits: ChannelLimits | None,
        *,
        may_be_unknown: bool,
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.scope = ChoiceField(
            self.tr("Limits"),
            self._scopes(may_be_unknown=may_be_unknown),
            _scope_of(limits, may_be_unknown=may_be_unknown),
        )
        self._formatter = formatter
        self.preset = ChoiceField(self.tr("Suggestion"), self._suggestions(card), None)
        given = limits or ChannelLimits(from_date=BEGINNING)
        self.payment = AmountField(formatter, self.tr("Per payment"), given.per_transaction_fen)
        self.day = AmountField(formatter, self.tr("Per day"), given.per_day_fen)
        self.month = AmountField(formatter, self.tr("Per month"), given.per_month_fen)
        self.count = NumberField(
            self.tr("Payments per day"), given.payments_per_day, (1, 999), is_needed=False
        )
        self._add_all(may_be_unknown=may_be_unknown)
        self.scope.edit.currentIndexChanged.connect(self._on_scope_changed)
        self.preset.edit.activated.connect(self._on_preset_chosen)
        self._on_scope_changed()

    def limits_from(self, day: date) -> ChannelLimits | None:
        """Return the limits from a day on, None where they are unknown."""
        if self.scope.value is Scope.UNKNOWN:
            return None
        if self.scope.value is Scope.NONE:
            return ChannelLimits(from_date=day)
        return ChannelLimits(
            from_date=day,
            per_transaction_fen=self.payment.value,
            per_day_fen=self.day.value,
            per_month_fen=self.month.value,
            payments_per_day=self.count.value,
        )

    def are_told(self) -> bool:
        """Return whether the fields say what they have to; else say what is missing."""
        if self.scope.value is not Scope.THESE:
            return True
        amounts: tuple[Field[int], ...] = (self.payment, self.day, self.month, self.count)
        if all(field.is_blank for field in amounts):
            words = self.tr("Type at least one limit, or choose another answer above.")
            self._dialog.refuse("payment", words)
            return False
        payment, day = self.payment.value, self.day.value
        if payment == 0 or day == 0 or self.month.value == 0:
            self._dialog.refuse("payment", self.tr("A limit of zero lets nothing through."))
            return False
        return True

    def suggest_for(self, card: str) -> None:
        """Offer what suits another name of the card; a suggestion that was taken stays."""
        if self.preset.value is None:
            self.preset.offer(self._suggestions(card), None)

    def _suggestions(self, card: str) -> list[tuple[LimitPreset | None, str]]:
        found: list[tuple[LimitPreset | None, str]] = [(None, self.tr("None"))]
        presets = suggestions_for(card)
        return [*found, *((each, preset_label(self._formatter, each)) for each in presets)]

    def _scopes(self, *, may_be_unknown: bool) -> list[tuple[Scope, str]]:
        scopes = [
            (Scope.THESE, self.tr("These limits")),
            (Scope.NONE, self.tr("No limit at all")),
        ]
        if may_be_unknown:
            scopes.insert(0, (Scope.UNKNOWN, self.tr("Unknown for now")))
        return scopes

    def _add_all(self, *, may_be_unknown: bool) -> None:
        add = self._dialog.add
        hint = self.tr("“No limit at all” says that the bank sets none.")
        if may_be_unknown:
            hint = self.tr(
                "Unknown stays a question; “No limit at all” says that the bank sets none."
            )
        add("scope", self.tr("Limits"), self.scope, hint)
        hint = self.tr("A suggestion, not the truth: check in your bank's app.")
        add("preset", self.tr("Suggestion"), self.preset, hint)
        hint = self.tr("The most that one payment may move. Empty: no such limit.")
        add("payment", self.tr("Per payment"), self.payment, hint)
        hint = self.tr("Empty: no such limit.")
        add("day", self.tr("Per day"), self.day, hint)
        add("month", self.tr("Per month"), self.month, hint)
        add("count", self.tr("Payments per day"), self.count, hint)

    @Slot()
    def _on_scope_changed(self) -> None:
        is_told = self.scope.value is Scope.THESE
        for key in ("payment", "day", "month", "count"):
            self._dialog.show_row(key, visible=is_told)

    @Slot()
    def _on_preset_chosen(self) -> None:
        preset = self.preset.value
        if preset is None:
            return
        self.scope.choose(Scope.THESE)
        self.payment.edit.set_amount(preset.per_transaction_fen)
        self.day.edit.set_amount(preset.per_day_fen)
        self.month.edit.set_amount(preset.per_month_fen)


class ChannelEditor(EditorDialog):
    """Edits a card; a new one takes its first limits with it."""

    def __init__(
        self,
        formatter: Formatter,
        view: AccountView,
        channel: PaymentChannel | None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Add a card") if channel is None else self.tr("Edit a card")
        super().__init__(title, self.tr("Save"), formatter, parent)
        self._channel = channel
        self._today = view.today
        others = (each for each in view.channels if each != channel)
        self._taken = {each.id for each in others}
        name, money, fee = self.tr("Name"), self.tr("Money from"), self.tr("Fee per payment")
        self.name = TextField(name, channel.id if channel else "", is_needed=True)
        self.funding = NameField(
            money, [each.id for each in view.funding], channel.funding_id if channel else None
        )
        self.fee = AmountField(formatter, fee, channel.fee_per_payment_fen if channel else 0)
        self.limits: LimitFields | None = None
        self.name.edit.setPlaceholderText(self.tr("Bank and last four digits"))
        self.add("name", name, self.name, self.tr("As your repayments call it."))
        if channel is None:
            self.limits = LimitFields(self, formatter, "", None, may_be_unknown=True)
            self.name.edit.editingFinished.connect(self._on_name_edited)
            self.limits.preset.edit.activated.connect(self._on_preset_chosen)
        hint = self.tr("Choose the account behind the card, or type a new name.")
        self.add("funding", money, self.funding, hint)
        self.add("fee", fee, self.fee, self.tr("What the bank takes for each payment."))
        self.point_at("name")

    @override
    def make(self) -> PaymentChannel | None:
        """Return the card, None where its name is taken or its limits are not told."""
        if self.name.value in self._taken:
            self.refuse("name", self.tr("Another card has this name."))
            return None
        if self.limits is not None and not self.limits.are_told():
            return None
        base = self._channel or PaymentChannel(id="")
        limits = base.limits
        if self.limits is not None:
            told = self.limits.limits_from(self._today)
            limits = () if told is None else (told,)
        return replace(
            base,
            id=self.name.value,
            funding_id=self.funding.value or None,
            fee_per_payment_fen=self.fee.value or 0,
            limits=limits,
        )

    @Slot()
    def _on_name_edited(self) -> None:
        if self.limits is not None:
            self.limits.suggest_for(self.name.value)

    @Slot()
    def _on_preset_chosen(self) -> None:
        preset = self.limits.preset.value if self.limits is not None else None
        if preset is not None and self.name.is_blank:
            self.name.edit.setText(preset.bank)


class ChannelLimitsEditor(EditorDialog):
    """Edits the limits of a card that hold from a day on."""

    def __init__(
        self,
        formatter: Formatter,
        today: date,
        channel: PaymentChannel,
        limits: ChannelLimits | None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Limits of {0}").format(channel.id)
        super().__init__(title, self.tr("Save"), formatter, parent)
        self._taken = {each.from_date for each in channel.limits if each != limits}
        label = self.tr("From")
        day = today if limits is None else limits.from_date
        self.from_day = DayField(today, label, day)
        self.add("from", label, self.from_day, self.tr("Before this day nothing changes."))
        self.limits = LimitFields(
            self,
            formatter,
            channel.id,
            limits or limits_on(channel, today),
            may_be_unknown=False,
        )
        self.point_at("from")

    @override
    def make(self) -> ChannelLimits | None:
        """Return the limits, None where their day is taken or nothing was told."""
        day = self.from_day.value
        if day is None:
            return None
        if day in self._taken:
            self.refuse("from", self.tr("Other limits hold from this day. Edit those."))
            return None
        return self.limits.limits_from(day) if self.limits.are_told() else None


class ClosedDayEditor(EditorDialog):
    """Asks for a day on which a card cannot pay."""

    def __init__(
        self,
        formatter: Formatter,
        today: date,
        channel: PaymentChannel,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("A day without {0}").format(channel.id)
        super().__init__(title, self.tr("Save"), formatter, parent)
        self._taken = channel.unavailable
        self.day = DayField(today, self.tr("Day"), None)
        hint = self.tr("For example while the bank works on its systems.")
        self.add("day", self.tr("Day"), self.day, hint)
        self.point_at("day")

    @override
    def make(self) -> date | None:
        """Return the day, None where it is there already."""
        if self.day.value in self._taken:
            self.refuse("day", self.tr("This day is there already."))
            return None
        return self.day.value


def _scope_of(limits: ChannelLimits | None, *, may_be_unknown: bool) -> Scope:
    if limits is None:
        return Scope.UNKNOWN if may_be_unknown else Scope.THESE
    return Scope.NONE if limits == ChannelLimits(from_date=limits.from_date) else Scope.THESE
