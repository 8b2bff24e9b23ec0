"""The account, funding and channels of the exchange format, both ways."""

from __future__ import annotations

from datetime import date

from huanqing.application.entry_records import Details
from huanqing.domain.credit_account import (
    AccountRule,
    Billing,
    CreditAccount,
    DayChange,
    Freeze,
    LimitKind,
    LimitPart,
    OnStatementDay,
    SettlementFee,
)
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import Remainder
from huanqing.domain.payment_channel import (
    CashFlow,
    ChannelLimits,
    FundingAccount,
    PaymentChannel,
)

_DEFAULT = AccountRule(from_date=date(2014, 1, 1))
_NUMBERS = {
    "statement_day": "statement_day",
    "due_days": "due_days",
    "late_rate_ppm_per_day": "late_rate_ppm_per_day",
    "min_payment": "min_payment_fen",
    "recovery_lag_days": "recovery_lag_days",
    "order_free_days": "order_free_days",
    "minimum_ratio_ppm": "minimum_ratio_ppm",
    "carry_threshold": "carry_threshold_fen",
    "conversion_share_ppm": "conversion_share_ppm",
    "conversion_min": "conversion_min_fen",
}
"""Keys of the format and the fields of ``AccountRule`` that they fill."""

_ALWAYS = ("statement_day", "due_days", "late_rate_ppm_per_day", "min_payment", "recovery_lag_days")
"""Keys that are written even where they hold the default."""


def account_of(document: Details) -> CreditAccount:
    """Return the account of a document; absent fields take their defaults."""
    value = document.values.get("account")
    if value is None:
        return CreditAccount()
    if not isinstance(value, dict):
        field = "account"
        raise InvalidFieldError(field, value, "must be an object")
    item = Details("account", value)
    rules = sorted(
        (_rule(each) for each in item.children("rules") or []), key=lambda rule: rule.from_date
    )
    return CreditAccount(
        name=item.string("name") or "京东白条",
        billing=item.choice("billing", Billing) or Billing.STATEMENT,
        rules=tuple(rules) or (_DEFAULT,),
        limits=tuple(_limit(each) for each in item.children("limits") or []),
        freezes=tuple(_freeze(each) for each in item.children("freezes") or []),
    )


def _rule(item: Details) -> AccountRule:
    numbers: dict[str, int] = {}
    for key, name in _NUMBERS.items():
        value = item.number(key)
        if value is not None:
            numbers[name] = value
    occupies = item.flag("fees_occupy_limit")
    try:
        return AccountRule(
            from_date=item.needed_day("from"),
            due_day=item.number("due_day"),
            on_statement_day=item.choice("on_statement_day", OnStatementDay) or OnStatementDay.NEXT,
            day_change=item.choice("day_change", DayChange) or DayChange.KEEP,
            remainder=item.choice("remainder", Remainder) or Remainder.LAST,
            fees_occupy_limit=True if occupies is None else occupies,
            settlement_fee=item.choice("settlement_fee", SettlementFee) or SettlementFee.ALL_DUE,
            **numbers,
        )
    except InvalidFieldError as error:
        if error.field.startswith("account"):
            raise
        field = f"{item.owner}.{error.field}"
        raise InvalidFieldError(field, error.value, error.reason) from None


def _limit(item: Details) -> LimitPart:
    amount = item.number("amount")
    if amount is None or amount < 0:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, amount, "must be fen, not negative")
    return LimitPart(
        from_date=item.needed_day("from"),
        until=item.day("to"),
        kind=item.choice("kind", LimitKind) or LimitKind.FIXED,
        amount_fen=amount,
    )


def _freeze(item: Details) -> Freeze:
    return Freeze(
        from_date=item.needed_day("from"), until=item.day("to"), reason=item.string("reason") or ""
    )


def funding_of(item: Details) -> FundingAccount:
    """Return a funding account of the format."""
    flows = tuple(
        CashFlow(
            day=each.needed_day("date"),
            amount_fen=each.number("amount") or 0,
            label=each.string("label") or "",
            every=each.string("every"),
        )
        for each in item.children("flows") or []
    )
    known = {"id", "balance", "as_of", "reserve", "flows"}
    return FundingAccount(
        id=item.needed_string("id"),
        balance_fen=item.number("balance"),
        as_of=item.day("as_of"),
        reserve_fen=item.number("reserve") or 0,
        flows=flows,
        extra={key: value for key, value in item.values.items() if key not in known},
    )


def channel_of(item: Details) -> PaymentChannel:
    """Return a payment channel of the format."""
    limits = tuple(
        ChannelLimits(
            from_date=each.needed_day("from"),
            per_transaction_fen=each.number("per_transaction"),
            per_day_fen=each.number("per_day"),
            per_month_fen=each.number("per_month"),
            payments_per_day=each.number("payments_per_day"),
        )
        for each in item.children("limits") or []
    )
    days = item.values.get("unavailable") or []
    if not isinstance(days, list):
        field = f"{item.owner}.unavailable"
        raise InvalidFieldError(field, days, "must be a list of days")
    closed = [Details(f"{item.owner}.unavailable", {"day": day}).day("day") for day in days]
    known = {"id", "funding", "limits", "fee_per_payment", "unavailable"}
    return PaymentChannel(
        id=item.needed_string("id"),
        funding_id=item.string("funding"),
        limits=limits,
        fee_per_payment_fen=item.number("fee_per_payment") or 0,
        unavailable=tuple(day for day in closed if day is not None),
        extra={key: value for key, value in item.values.items() if key not in known},
    )


def account_document(account: CreditAccount) -> dict[str, object]:
    """Return the account as the format writes it."""
    return {
        "name": account.name,
        "billing": account.billing.value,
        "rules": [_rule_document(rule) for rule in account.rules],
        "limits": [
            {
                "from": part.from_date.isoformat(),
                "to": _text(part.until),
                "kind": part.kind.value,
                "amount": part.amount_fen,
            }
            for part in account.limits
        ],
        "freezes": [
            {
                "from": each.from_date.isoformat(),
                "to": _text(each.until),
                "reason": each.reason,
            }
            for each in account.freezes
        ],
    }


def _rule_document(rule: AccountRule) -> dict[str, object]:
    written: dict[str, object] = {
        "from": rule.from_date.isoformat(),
        "on_statement_day": rule.on_statement_day.value,
        "remainder": rule.remainder.value,
        "fees_occupy_limit": rule.fees_occupy_limit,
    }
    for key, name in _NUMBERS.items():
        value = getattr(rule, name)
        if key in _ALWAYS or value != getattr(_DEFAULT, name):
            written[key] = value
    if rule.due_day is not None:
        written["due_day"] = rule.due_day
    if rule.day_change is not DayChange.KEEP:
        written["day_change"] = rule.day_change.value
    if rule.settlement_fee is not SettlementFee.ALL_DUE:
        written["settlement_fee"] = rule.settlement_fee.value
    return written


def funding_document(account: FundingAccount) -> dict[str, object]:
    """Return a funding account as the format writes it."""
    flows = []
    for flow in account.flows:
        item: dict[str, object] = {
            "date": flow.day.isoformat(),
            "amount": flow.amount_fen,
            "label": flow.label,
        }
        if flow.every is not None:
            item["every"] = flow.every
        flows.append(item)
    return {
        "id": account.id,
        "balance": account.balance_fen,
        "as_of": _text(account.as_of),
        "reserve": account.reserve_fen,
        "flows": flows,
        **account.extra,
    }


def channel_document(channel: PaymentChannel) -> dict[str, object]:
    """Return a payment channel as the format writes it."""
    return {
        "id": channel.id,
        "funding": channel.funding_id,
        "limits": [
            {
                "from": each.from_date.isoformat(),
                "per_transaction": each.per_transaction_fen,
                "per_day": each.per_day_fen,
                "per_month": each.per_month_fen,
                "payments_per_day": each.payments_per_day,
            }
            for each in channel.limits
        ],
        "fee_per_payment": channel.fee_per_payment_fen,
        "unavailable": [day.isoformat() for day in channel.unavailable],
        **channel.extra,
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
