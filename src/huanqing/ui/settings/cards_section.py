"""The cards that repay: what each lets through today, since when, and on which days nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from typing_extensions import override

from huanqing.ui.settings import changes
from huanqing.ui.settings.card_editors import (
    ChannelEditor,
    ChannelLimitsEditor,
    ClosedDayEditor,
)
from huanqing.ui.settings.columns import (
    CardRow,
    card_columns,
    card_rows,
    channel_limit_columns,
    closed_day_columns,
)
from huanqing.ui.settings.record_card import RecordCard
from huanqing.ui.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel
    from huanqing.ui.settings.changes import PaymentSide
    from huanqing.ui.settings.editor import Attempt
    from huanqing.ui.settings.view_model import SettingsViewModel


class CardsCard(RecordCard):
    """The cards with today's limits; opens their editor. Also a step of the wizard."""

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        context = view_model.context
        super().__init__(
            context,
            self.tr("Cards, with today's limits"),
            card_columns(context.formatter),
            self.tr("Add a card…"),
            parent,
        )
        self._view_model = view_model
        self.add_requested.connect(self._on_add_requested)
        self.edit_requested.connect(self._on_edit_requested)
        self.remove_requested.connect(self._on_remove_requested)

    @property
    def channel(self) -> PaymentChannel | None:
        """The card that is chosen."""
        row = self.current
        return row.channel if isinstance(row, CardRow) else None

    def show_stored(self) -> None:
        """Show the cards of the ledger, and what is unknown of them."""
        view = self._view_model.view
        if view is None:
            return
        rows = card_rows(view.channels, view.today)
        self.show_records(rows, self.tr("No card yet. Add the cards from which you repay."))
        has_unknown = any(row.limits is None for row in rows)
        words = self.tr("Unknown limits: look them up in the bank's app and enter them here.")
        self.show_note(words if has_unknown else "", "warning")

    @Slot()
    def _on_add_requested(self) -> None:
        self._edit(None)

    @Slot(object)
    def _on_edit_requested(self, row: CardRow) -> None:
        self._edit(row.channel)

    def _edit(self, channel: PaymentChannel | None) -> None:
        view_model = self._view_model
        if view_model.view is None:
            return
        formatter = view_model.context.formatter
        dialog = ChannelEditor(formatter, view_model.view, channel, self)

        def book(new: PaymentChannel, attempt: Attempt) -> None:
            if channel is not None:
                view_model.change_channel(channel, new, attempt)
                return
            view_model.change_payment_side(
                lambda side: changes.with_channel(side, None, new), attempt
            )

        dialog.book_with(book)
        dialog.open()

    @Slot(object)
    def _on_remove_requested(self, row: CardRow) -> None:
        def change(side: PaymentSide) -> PaymentSide:
            return changes.without_channel(side, row.channel)

        self._view_model.attempt(partial(self._view_model.change_payment_side, change))


class CardsSection(Section):
    """Shows the cards, and of the chosen one the history of its limits and its closed days."""

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(view_model, parent)
        context = view_model.context
        self.cards = CardsCard(view_model)
        self.limits = RecordCard(
            context,
            self.tr("Limits of the card"),
            channel_limit_columns(context.formatter),
            self.tr("Add limits from a day on…"),
        )
        self.closed_days = RecordCard(
            context,
            self.tr("Days on which it cannot pay"),
            closed_day_columns(context.formatter),
            self.tr("Add a day…"),
        )
        self.closed_days.allow_editing(is_allowed=False)
        for card in (self.cards, self.limits, self.closed_days):
            self.column.addWidget(card)
        self.cards.current_changed.connect(self._on_card_changed)
        self.limits.add_requested.connect(self._on_limits_add_requested)
        self.limits.edit_requested.connect(self._on_limits_edit_requested)
        self.limits.remove_requested.connect(self._on_limits_remove_requested)
        self.closed_days.add_requested.connect(self._on_closed_day_add_requested)
        self.closed_days.remove_requested.connect(self._on_closed_day_remove_requested)

    @override
    def show_stored(self) -> None:
        self.cards.show_stored()

    def _change(
        self,
        channel: PaymentChannel,
        change: Callable[[PaymentChannel], PaymentChannel],
        attempt: Attempt,
    ) -> None:
        def change_side(side: PaymentSide) -> PaymentSide:
            if channel not in side.channels:
                return side
            return changes.with_channel(side, channel, change(channel))

        self.view_model.change_payment_side(change_side, attempt)

    @Slot()
    def _on_card_changed(self) -> None:
        channel = self.cards.channel
        for card in (self.limits, self.closed_days):
            card.setVisible(channel is not None)
        if channel is None:
            return
        self.limits.heading.setText(self.tr("Limits of {0}").format(channel.id))
        none = self.tr(
            "Unknown: no limit was entered. A card without limits is not taken as unlimited."
        )
        self.limits.show_records(channel.limits, none, "warning")
        self.closed_days.heading.setText(self.tr("Days without {0}").format(channel.id))
        self.closed_days.show_records(channel.unavailable, self.tr("None entered yet."))

    @Slot()
    def _on_limits_add_requested(self) -> None:
        self._edit_limits(None)

    @Slot(object)
    def _on_limits_edit_requested(self, limits: ChannelLimits) -> None:
        self._edit_limits(limits)

    def _edit_limits(self, limits: ChannelLimits | None) -> None:
        channel = self.cards.channel
        if channel is None:
            return
        formatter, today = self.view_model.context.formatter, self.stored.today
        dialog = ChannelLimitsEditor(formatter, today, channel, limits, self)

        def book(new: ChannelLimits, attempt: Attempt) -> None:
            self._change(
                channel, lambda card: changes.with_channel_limits(card, limits, new), attempt
            )

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_limits_remove_requested(self, limits: ChannelLimits) -> None:
        def change(card: PaymentChannel) -> PaymentChannel:
            return replace(card, limits=changes.without_item(card.limits, limits))

        if self.cards.channel is not None:
            self.view_model.attempt(partial(self._change, self.cards.channel, change))

    @Slot()
    def _on_closed_day_add_requested(self) -> None:
        channel = self.cards.channel
        if channel is None:
            return
        formatter, today = self.view_model.context.formatter, self.stored.today
        dialog = ClosedDayEditor(formatter, today, channel, self)

        def book(day: date, attempt: Attempt) -> None:
            def change(card: PaymentChannel) -> PaymentChannel:
                return replace(card, unavailable=tuple(sorted({*card.unavailable, day})))

            self._change(channel, change, attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_closed_day_remove_requested(self, day: date) -> None:
        def change(card: PaymentChannel) -> PaymentChannel:
            return replace(card, unavailable=changes.without_item(card.unavailable, day))

        if self.cards.channel is not None:
            self.view_model.attempt(partial(self._change, self.cards.channel, change))
