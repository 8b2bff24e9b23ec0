"""What a change on the settings page makes of the account and the payment side; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from huanqing.domain.credit_account import CreditAccount
from huanqing.domain.payment_channel import FundingAccount

if TYPE_CHECKING:
    from huanqing.application.account_models import AccountView
    from huanqing.domain.credit_account import AccountRule, Freeze, LimitPart
    from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel

T = TypeVar("T")

BEGINNING = date(2014, 2, 1)
"""From when the first told rule is dated: the month in which Baitiao began.

The default rule is dated a month earlier, so a told rule is never equal to it, even where the
user tells exactly the default figures.
"""


@dataclass(frozen=True, slots=True)
class PaymentSide:
    """The money and the cards, as they are saved together."""

    funding: tuple[FundingAccount, ...]
    channels: tuple[PaymentChannel, ...]


def are_rules_told(view: AccountView) -> bool:
    """Return whether the billing rules were told, or are only what is reckoned with meanwhile."""
    return view.is_told and view.account.rules != CreditAccount().rules


def with_item(items: tuple[T, ...], old: T | None, new: T) -> tuple[T, ...]:
    """Return the items with ``new`` in the place of ``old``, or at the end without one."""
    if old is None or old not in items:
        return (*items, new)
    place = items.index(old)
    return (*items[:place], new, *items[place + 1 :])


def without_item(items: tuple[T, ...], item: T) -> tuple[T, ...]:
    """Return the items without one."""
    if item not in items:
        return items
    place = items.index(item)
    return (*items[:place], *items[place + 1 :])


def with_rule(account: CreditAccount, old: AccountRule | None, new: AccountRule) -> CreditAccount:
    """Return the account with a rule more or another one; what was never told goes."""
    kept = () if account.rules == CreditAccount().rules else account.rules
    rules = with_item(kept, old, new)
    return replace(account, rules=tuple(sorted(rules, key=lambda rule: rule.from_date)))


def without_rule(account: CreditAccount, rule: AccountRule) -> CreditAccount:
    """Return the account without a rule; without any, the rules are unknown again."""
    return replace(account, rules=without_item(account.rules, rule) or CreditAccount().rules)


def with_limit(account: CreditAccount, old: LimitPart | None, new: LimitPart) -> CreditAccount:
    """Return the account with a part of the limit more, or another one."""
    parts = with_item(account.limits, old, new)
    return replace(account, limits=tuple(sorted(parts, key=lambda part: part.from_date)))


def without_limit(account: CreditAccount, part: LimitPart) -> CreditAccount:
    """Return the account without a part of the limit."""
    return replace(account, limits=without_item(account.limits, part))


def with_freeze(account: CreditAccount, old: Freeze | None, new: Freeze) -> CreditAccount:
    """Return the account with a freeze more, or another one."""
    freezes = with_item(account.freezes, old, new)
    return replace(account, freezes=tuple(sorted(freezes, key=lambda each: each.from_date)))


def without_freeze(account: CreditAccount, freeze: Freeze) -> CreditAccount:
    """Return the account without a freeze."""
    return replace(account, freezes=without_item(account.freezes, freeze))


def with_channel(side: PaymentSide, old: PaymentChannel | None, new: PaymentChannel) -> PaymentSide:
    """Return the payment side with a card more or another one; unheard-of money is added."""
    funding = side.funding
    if new.funding_id and all(each.id != new.funding_id for each in funding):
        funding = (*funding, FundingAccount(id=new.funding_id, balance_fen=None))
    return PaymentSide(funding, with_item(side.channels, old, new))


def without_channel(side: PaymentSide, channel: PaymentChannel) -> PaymentSide:
    """Return the payment side without a card."""
    return replace(side, channels=without_item(side.channels, channel))


def with_channel_limits(
    channel: PaymentChannel, old: ChannelLimits | None, new: ChannelLimits
) -> PaymentChannel:
    """Return the card with dated limits more, or other ones."""
    limits = with_item(channel.limits, old, new)
    return replace(channel, limits=tuple(sorted(limits, key=lambda each: each.from_date)))


def limits_on(channel: PaymentChannel, day: date) -> ChannelLimits | None:
    """Return the limits of a card on a day, None while none are known."""
    known = [each for each in channel.limits if each.from_date <= day]
    return max(known, key=lambda each: each.from_date, default=None)


def with_funding(side: PaymentSide, old: FundingAccount | None, new: FundingAccount) -> PaymentSide:
    """Return the payment side with money more or other; its cards follow another name."""
    channels = side.channels
    if old is not None and old.id != new.id:
        channels = _relinked(channels, old.id, new.id)
    return PaymentSide(with_item(side.funding, old, new), channels)


def without_funding(side: PaymentSide, account: FundingAccount) -> PaymentSide:
    """Return the payment side without a funding account; its cards lose what funds them."""
    return PaymentSide(
        without_item(side.funding, account), _relinked(side.channels, account.id, None)
    )


def _relinked(
    channels: tuple[PaymentChannel, ...], old: str, new: str | None
) -> tuple[PaymentChannel, ...]:
    return tuple(
        replace(channel, funding_id=new) if channel.funding_id == old else channel
        for channel in channels
    )
