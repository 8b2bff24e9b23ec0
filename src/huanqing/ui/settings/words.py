"""Words for what the settings hold: rules, limits and cards; English source, tr-able."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.domain.credit_account import (
    Billing,
    DayChange,
    LimitKind,
    OnStatementDay,
    SettlementFee,
)
from huanqing.domain.money import Remainder
from huanqing.ui.settings.changes import BEGINNING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.account_models import LimitPreset
    from huanqing.domain.credit_account import AccountRule
    from huanqing.domain.payment_channel import ChannelLimits
    from huanqing.ui.formatting import Formatter


def unknown() -> str:
    """Return the word for what was never told."""
    return QCoreApplication.translate("SettingsWords", "Unknown")


def no_limit() -> str:
    """Return the words for a limit that is known not to exist."""
    return QCoreApplication.translate("SettingsWords", "No limit")


def billing_choices() -> list[tuple[Billing, str]]:
    """Return how purchases become due, with words."""
    translate = QCoreApplication.translate
    return [
        (Billing.STATEMENT, translate("SettingsWords", "By statement: one bill a month")),
        (Billing.ORDER, translate("SettingsWords", "By order: each order is due alone")),
    ]


def statement_day_choices() -> list[tuple[OnStatementDay, str]]:
    """Return where a purchase on the statement day falls, with words."""
    translate = QCoreApplication.translate
    return [
        (OnStatementDay.NEXT, translate("SettingsWords", "In the next statement")),
        (OnStatementDay.THIS, translate("SettingsWords", "In the statement of that day")),
    ]


def day_change_choices() -> list[tuple[DayChange, str]]:
    """Return what a new statement day does to a month with a statement, with words."""
    translate = QCoreApplication.translate
    return [
        (DayChange.KEEP, translate("SettingsWords", "The month gets a second statement")),
        (DayChange.SLIP, translate("SettingsWords", "It merges into the next statement")),
    ]


def remainder_choices() -> list[tuple[Remainder, str]]:
    """Return which period bears the odd fen, with words."""
    translate = QCoreApplication.translate
    return [
        (Remainder.LAST, translate("SettingsWords", "The last period")),
        (Remainder.FIRST, translate("SettingsWords", "The first period")),
        (Remainder.SPREAD, translate("SettingsWords", "One fen each from the first")),
    ]


def settlement_choices() -> list[tuple[SettlementFee, str]]:
    """Return what early settlement does with fees, with words."""
    translate = QCoreApplication.translate
    return [
        (SettlementFee.ALL_DUE, translate("SettingsWords", "All fees are still due")),
        (SettlementFee.WAIVED, translate("SettingsWords", "Fees not billed yet are waived")),
        (SettlementFee.SAME_DAY, translate("SettingsWords", "Waived on the day of purchase only")),
        (
            SettlementFee.CURRENT_PERIOD,
            translate("SettingsWords", "Only the current period's fee is due"),
        ),
    ]


def yes_no_choices() -> list[tuple[bool, str]]:
    """Return yes and no, with words."""
    translate = QCoreApplication.translate
    return [(True, translate("SettingsWords", "Yes")), (False, translate("SettingsWords", "No"))]


def limit_kind_choices() -> list[tuple[LimitKind, str]]:
    """Return the kinds of a part of the limit, with words."""
    translate = QCoreApplication.translate
    return [
        (LimitKind.FIXED, translate("SettingsWords", "Fixed")),
        (LimitKind.TEMPORARY, translate("SettingsWords", "Temporary")),
    ]


def limit_kind_label(kind: LimitKind) -> str:
    """Return the word for a kind of limit."""
    return dict(limit_kind_choices())[kind]


def every_choices(present: str | None) -> list[tuple[str | None, str]]:
    """Return how often money moves, with words; a word of a loaded file stays as it is."""
    translate = QCoreApplication.translate
    choices: list[tuple[str | None, str]] = [
        (None, translate("SettingsWords", "Once")),
        ("month", translate("SettingsWords", "Every month")),
    ]
    if all(present != value for value, _ in choices):
        choices.append((present, str(present)))
    return choices


def every_label(every: str | None) -> str:
    """Return how often money moves."""
    return dict(every_choices(every))[every]


def due_label(rule: AccountRule) -> str:
    """Return when a statement is due."""
    translate = QCoreApplication.translate
    if rule.due_day is not None:
        return translate("SettingsWords", "on day {0}").format(rule.due_day)
    return translate("SettingsWords", "{0} days later").format(rule.due_days)


def from_label(formatter: Formatter, day: date) -> str:
    """Return from when a rule holds."""
    if day <= BEGINNING:
        return QCoreApplication.translate("SettingsWords", "The beginning")
    return formatter.day(day)


def until_label(formatter: Formatter, until: date | None, *, is_open: str) -> str:
    """Return until when something holds, ``is_open`` without an end."""
    return is_open if until is None else formatter.day(until)


def bound_label(formatter: Formatter, limits: ChannelLimits | None, amount_fen: int | None) -> str:
    """Return a limit of a card: unknown without limits, none where none exists."""
    if limits is None:
        return unknown()
    return no_limit() if amount_fen is None else formatter.money(amount_fen)


def count_label(limits: ChannelLimits | None) -> str:
    """Return how many payments a card lets through in a day."""
    if limits is None:
        return unknown()
    return no_limit() if limits.payments_per_day is None else str(limits.payments_per_day)


_SOURCES = {
    "hyjf": QT_TRANSLATE_NOOP("SettingsWords", "seen at 汇盈金服"),
    "fudian": QT_TRANSLATE_NOOP("SettingsWords", "seen at 富滇银行"),
    "liandong": QT_TRANSLATE_NOOP("SettingsWords", "seen at 联动优势"),
    "news": QT_TRANSLATE_NOOP("SettingsWords", "seen in the news"),
    "alipay": QT_TRANSLATE_NOOP("SettingsWords", "seen at Alipay"),
    "tenpay": QT_TRANSLATE_NOOP("SettingsWords", "seen at Tenpay"),
    "phpkaifa": QT_TRANSLATE_NOOP("SettingsWords", "seen on a web page"),
    "anti_fraud": QT_TRANSLATE_NOOP("SettingsWords", "restricted against fraud"),
    "class_2": QT_TRANSLATE_NOOP("SettingsWords", "account of class II"),
    "class_3": QT_TRANSLATE_NOOP("SettingsWords", "account of class III"),
    "lianlian": QT_TRANSLATE_NOOP("SettingsWords", "seen at 连连支付"),
    "fuiou": QT_TRANSLATE_NOOP("SettingsWords", "seen at 富友支付"),
}


def source_label(source: str) -> str:
    """Return where the figures of a suggestion come from; an unknown code as it stands."""
    words = _SOURCES.get(source)
    if words is None:
        return source.replace("_", " ")
    return QCoreApplication.translate("SettingsWords", str(words))


def preset_label(formatter: Formatter, preset: LimitPreset) -> str:
    """Return a suggestion: the bank, its figures, where they come from and when."""
    translate = QCoreApplication.translate
    parts = (
        (preset.per_transaction_fen, translate("SettingsWords", "{0} a payment")),
        (preset.per_day_fen, translate("SettingsWords", "{0} a day")),
        (preset.per_month_fen, translate("SettingsWords", "{0} a month")),
    )
    figures = ", ".join(
        words.format(formatter.money(amount)) for amount, words in parts if amount is not None
    )
    bank = preset.bank or translate("SettingsWords", "Any bank")
    return f"{bank}: {figures} ({source_label(preset.source)}, {preset.seen})"
