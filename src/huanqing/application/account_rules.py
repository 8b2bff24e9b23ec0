"""What an account and its payment side must fulfil before they are saved, and what was changed.

Fields are named by their path in the values given: ``limits[0].until``, ``channels[1].id``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.domain.credit_account import LimitKind
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.domain.credit_account import CreditAccount, Freeze, LimitPart
    from huanqing.domain.payment_channel import ChannelLimits, FundingAccount, PaymentChannel

BEGINNING = date(2014, 1, 1)
"""Before the first Baitiao purchase there was."""


def check_account(account: CreditAccount, before: CreditAccount) -> None:
    """Refuse an account that breaks a rule, naming the field.

    Limits and freezes that stand in ``before`` already are not looked at again: a loaded file
    may hold what the window would not take.
    """
    if not account.name.strip():
        field = "name"
        raise InvalidFieldError(field, account.name, "is needed")
    for index, part in enumerate(account.limits):
        if part not in before.limits:
            _check_limit(f"limits[{index}]", part)
    starts = [part.from_date for part in account.limits if part.kind is LimitKind.FIXED]
    for index, part in enumerate(account.limits):
        stands_twice = part.kind is LimitKind.FIXED and starts.count(part.from_date) > 1
        if stands_twice and part not in before.limits:
            field = f"limits[{index}].from_date"
            raise InvalidFieldError(field, part.from_date, "stands twice")
    for index, freeze in enumerate(account.freezes):
        if freeze not in before.freezes:
            _check_span(f"freezes[{index}]", freeze)


def _check_limit(field: str, part: LimitPart) -> None:
    _check_amount(f"{field}.amount", part.amount_fen)
    if part.kind is LimitKind.TEMPORARY:
        if part.until is None:
            msg = f"{field}.until"
            raise InvalidFieldError(msg, None, "is needed")
        _check_span(field, part)


def _check_span(field: str, span: LimitPart | Freeze) -> None:
    if span.until is not None and span.until < span.from_date:
        msg = f"{field}.until"
        raise InvalidFieldError(msg, span.until, "is before its first day")


def _check_amount(field: str, amount_fen: int | None) -> None:
    if amount_fen is not None and not 0 <= amount_fen <= MAX_FEN:
        raise InvalidFieldError(field, amount_fen, "must not be below zero, nor too large")


def with_earlier_days_kept(account: CreditAccount, before: CreditAccount) -> CreditAccount:
    """Return ``account`` so that the days before its first rule stay as they were.

    The first rule holds before its date too. Where a new or changed first rule would so reach
    back into days that another rule billed, that other rule is kept for them, as a rule from
    the beginning of Baitiao on: changing a dated rule changes nothing before its date. A first
    rule that is taken away leaves its days, and those before it, to the next one.
    """
    first, old = account.rules[0], before.rules[0]
    reaches_back = BEGINNING < first.from_date <= old.from_date
    if not reaches_back or replace(first, from_date=BEGINNING) == replace(old, from_date=BEGINNING):
        return account
    return replace(account, rules=(replace(old, from_date=BEGINNING), *account.rules))


def changed_part(account: CreditAccount, before: CreditAccount) -> str:
    """Return what kind of change a save makes: limit, rule, freeze, name; several; or "".

    The way of billing counts as a rule.
    """
    found = [
        name
        for name, is_changed in (
            ("limit", account.limits != before.limits),
            (
                "rule",
                (account.rules, account.billing) != (before.rules, before.billing),
            ),
            ("freeze", account.freezes != before.freezes),
            ("name", account.name != before.name),
        )
        if is_changed
    ]
    if len(found) > 1:
        return "several"
    return found[0] if found else ""


def check_payment_side(
    funding: Sequence[FundingAccount], channels: Sequence[PaymentChannel]
) -> None:
    """Refuse a payment side that breaks a rule, naming the field."""
    _check_ids("funding", [each.id for each in funding])
    _check_ids("channels", [each.id for each in channels])
    for index, money in enumerate(funding):
        _check_amount(f"funding[{index}].reserve", money.reserve_fen)
    known = {each.id for each in funding}
    for index, channel in enumerate(channels):
        if channel.funding_id is not None and channel.funding_id not in known:
            field = f"channels[{index}].funding_id"
            raise InvalidFieldError(field, channel.funding_id, "there is no such money")
        _check_amount(f"channels[{index}].fee_per_payment", channel.fee_per_payment_fen)
        _check_channel_limits(f"channels[{index}].limits", channel.limits)


def _check_ids(section: str, ids: Sequence[str]) -> None:
    for index, each in enumerate(ids):
        field = f"{section}[{index}].id"
        if not each.strip():
            raise InvalidFieldError(field, each, "is needed")
        if each in ids[:index]:
            raise InvalidFieldError(field, each, "stands twice")


def _check_channel_limits(field: str, limits: Sequence[ChannelLimits]) -> None:
    days = [each.from_date for each in limits]
    for index, each in enumerate(limits):
        place = f"{field}[{index}]"
        if each.from_date in days[:index]:
            msg = f"{place}.from_date"
            raise InvalidFieldError(msg, each.from_date, "stands twice")
        _check_amount(f"{place}.per_transaction", each.per_transaction_fen)
        _check_amount(f"{place}.per_day", each.per_day_fen)
        _check_amount(f"{place}.per_month", each.per_month_fen)
        if each.payments_per_day is not None and each.payments_per_day < 0:
            msg = f"{place}.payments_per_day"
            raise InvalidFieldError(msg, each.payments_per_day, "must not be below zero")


def changed_cards(
    before: tuple[Sequence[FundingAccount], Sequence[PaymentChannel]],
    after: tuple[Sequence[FundingAccount], Sequence[PaymentChannel]],
) -> dict[str, str]:
    """Return what a save of the payment side changes, for the journal; empty for nothing.

    ``change`` is money, added, removed, card_limit, card, order or several; ``card`` names the
    one channel or funding account where it is one.
    """
    found = [*_changed(before[0], after[0], "money"), *_changed(before[1], after[1], "card")]
    if len(found) == 1:
        return found[0]
    if found:
        return {"change": "several"}
    same = (list(before[0]), list(before[1])) == (list(after[0]), list(after[1]))
    return {} if same else {"change": "order"}


def _changed(
    before: Sequence[FundingAccount] | Sequence[PaymentChannel],
    after: Sequence[FundingAccount] | Sequence[PaymentChannel],
    kind: str,
) -> list[dict[str, str]]:
    old = {each.id: each for each in before}
    new = {each.id: each for each in after}
    is_card = kind == "card"
    found = []
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) == new.get(name):
            continue
        change = kind
        if is_card and name not in old:
            change = "added"
        elif is_card and name not in new:
            change = "removed"
        elif is_card and _limits_differ(old[name], new[name]):
            change = "card_limit"
        found.append({"change": change, "card": name})
    return found


def _limits_differ(
    before: FundingAccount | PaymentChannel, after: FundingAccount | PaymentChannel
) -> bool:
    return getattr(before, "limits", ()) != getattr(after, "limits", ())
