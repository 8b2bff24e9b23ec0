"""The columns of the tables of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.ui.formatting import DASH
from huanqing.ui.settings.changes import limits_on
from huanqing.ui.settings.words import (
    bound_label,
    count_label,
    due_label,
    every_label,
    from_label,
    limit_kind_label,
    unknown,
    until_label,
)
from huanqing.ui.table_models.columns import (
    Row,
    count_column,
    day_column,
    money_column,
    text_column,
)
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.domain.credit_account import AccountRule, Freeze, LimitPart
    from huanqing.domain.payment_channel import (
        CashFlow,
        ChannelLimits,
        FundingAccount,
        PaymentChannel,
    )
    from huanqing.ui.formatting import Formatter


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card with the limits that hold today, None while they are unknown."""

    channel: PaymentChannel
    limits: ChannelLimits | None


def card_rows(channels: tuple[PaymentChannel, ...], today: date) -> list[CardRow]:
    """Return the cards with their limits of a day."""
    return [CardRow(channel, limits_on(channel, today)) for channel in channels]


def rule_columns(formatter: Formatter) -> tuple[Column[AccountRule], ...]:
    """Return from when a rule holds, its statement day, and when it is due."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("SettingsColumns", "From"),
            text=lambda rule: from_label(formatter, rule.from_date),
            sort_key=lambda rule: rule.from_date.toordinal(),
            width=116,
        ),
        count_column(
            translate("SettingsColumns", "Statement day"), lambda rule: rule.statement_day, 120
        ),
        _wide(translate("SettingsColumns", "Due"), due_label, 130),
    )


def limit_columns(formatter: Formatter) -> tuple[Column[LimitPart], ...]:
    """Return the kind, the amount and the days of a part of the limit."""
    translate = QCoreApplication.translate
    next_one = translate("SettingsColumns", "The next one")
    return (
        text_column(
            translate("SettingsColumns", "Kind"), lambda part: limit_kind_label(part.kind), 104
        ),
        money_column(
            translate("SettingsColumns", "Amount"),
            formatter,
            lambda part: part.amount_fen,
            width=110,
        ),
        day_column(
            translate("SettingsColumns", "From"), formatter, lambda part: part.from_date, 116
        ),
        _wide(
            translate("SettingsColumns", "Until"),
            lambda part: until_label(formatter, part.until, is_open=next_one),
            116,
        ),
    )


def freeze_columns(formatter: Formatter) -> tuple[Column[Freeze], ...]:
    """Return the days and the reason of a freeze."""
    translate = QCoreApplication.translate
    return (
        day_column(
            translate("SettingsColumns", "From"), formatter, lambda each: each.from_date, 116
        ),
        text_column(
            translate("SettingsColumns", "Expected end"),
            lambda each: until_label(formatter, each.until, is_open=unknown()),
            120,
        ),
        _wide(translate("SettingsColumns", "Reason"), lambda each: each.reason, 120),
    )


def card_columns(formatter: Formatter) -> tuple[Column[CardRow], ...]:
    """Return the name, today's limits, the money and the fee of a card."""
    translate = QCoreApplication.translate
    return (
        _wide(translate("SettingsColumns", "Card"), lambda row: row.channel.id, 110),
        *_bounds(formatter, lambda row: row.limits),
        text_column(
            translate("SettingsColumns", "Money from"),
            lambda row: row.channel.funding_id or unknown(),
            100,
        ),
        money_column(
            translate("SettingsColumns", "Fee"),
            formatter,
            lambda row: row.channel.fee_per_payment_fen,
            dashes_zero=True,
            width=68,
        ),
    )


def channel_limit_columns(formatter: Formatter) -> tuple[Column[ChannelLimits], ...]:
    """Return from when a card's limits hold, and what they are."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("SettingsColumns", "From"),
            text=lambda limits: formatter.day(limits.from_date),
            sort_key=lambda limits: limits.from_date.toordinal(),
            width=130,
            stretches=True,
        ),
        *_bounds(formatter, _itself),
    )


def closed_day_columns(formatter: Formatter) -> tuple[Column[date], ...]:
    """Return a day."""
    return (
        day_column(
            QCoreApplication.translate("SettingsColumns", "Day"), formatter, lambda day: day, 160
        ),
    )


def funding_columns(formatter: Formatter) -> tuple[Column[FundingAccount], ...]:
    """Return the name, the balance as of a day, and the reserve of an account."""
    translate = QCoreApplication.translate

    def balance(account: FundingAccount) -> str:
        fen = account.balance_fen
        return unknown() if fen is None else formatter.money(fen)

    return (
        _wide(translate("SettingsColumns", "Account"), lambda account: account.id, 110),
        Column(
            header=translate("SettingsColumns", "Balance"),
            text=balance,
            sort_key=lambda account: account.balance_fen or 0,
            is_number=True,
            width=110,
            tone=lambda account: "warning" if account.balance_fen is None else "text",
        ),
        text_column(
            translate("SettingsColumns", "As of"),
            lambda account: until_label(formatter, account.as_of, is_open=DASH),
            116,
        ),
        money_column(
            translate("SettingsColumns", "Reserve"),
            formatter,
            lambda account: account.reserve_fen,
            dashes_zero=True,
            width=100,
        ),
    )


def flow_columns(formatter: Formatter) -> tuple[Column[CashFlow], ...]:
    """Return what money is for, how much comes or goes, when and how often."""
    translate = QCoreApplication.translate
    return (
        _wide(translate("SettingsColumns", "What for"), lambda flow: flow.label, 110),
        money_column(
            translate("SettingsColumns", "In or out"),
            formatter,
            lambda flow: flow.amount_fen,
            width=110,
        ),
        day_column(translate("SettingsColumns", "Day"), formatter, lambda flow: flow.day, 116),
        text_column(
            translate("SettingsColumns", "Repeats"), lambda flow: every_label(flow.every), 100
        ),
    )


def _wide(header: str, text_of: Callable[[Row], str], width: int) -> Column[Row]:
    """Return a column of texts that takes the free room, but never less than its width."""
    return Column(header=header, text=text_of, sort_key=text_of, width=width, stretches=True)


def _itself(limits: ChannelLimits) -> ChannelLimits | None:
    return limits


def _bounds(
    formatter: Formatter, limits_of: Callable[[Row], ChannelLimits | None]
) -> tuple[Column[Row], ...]:
    """Return the limits of whatever has some; unknown ones stand out."""
    translate = QCoreApplication.translate

    def bound(
        header: str, width: int, amount_of: Callable[[ChannelLimits], int | None]
    ) -> Column[Row]:
        def amount(row: Row) -> int | None:
            limits = limits_of(row)
            return None if limits is None else amount_of(limits)

        return Column(
            header=header,
            text=lambda row: bound_label(formatter, limits_of(row), amount(row)),
            sort_key=lambda row: amount(row) or 0,
            is_number=True,
            width=width,
            tone=lambda row: "warning" if limits_of(row) is None else "text",
        )

    return (
        bound(translate("SettingsColumns", "Per payment"), 104, lambda it: it.per_transaction_fen),
        bound(translate("SettingsColumns", "Per day"), 104, lambda it: it.per_day_fen),
        bound(translate("SettingsColumns", "Per month"), 104, lambda it: it.per_month_fen),
        Column(
            header=translate("SettingsColumns", "Times a day"),
            text=lambda row: count_label(limits_of(row)),
            sort_key=lambda row: count_label(limits_of(row)),
            is_number=True,
            width=100,
            tone=lambda row: "warning" if limits_of(row) is None else "text",
        ),
    )
