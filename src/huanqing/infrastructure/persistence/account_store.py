"""The credit account, its dated rules and the payment side, as rows."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select

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
from huanqing.domain.money import Remainder
from huanqing.domain.payment_channel import (
    CashFlow,
    ChannelLimits,
    FundingAccount,
    PaymentChannel,
)
from huanqing.infrastructure.persistence.entry_store import forget_figures
from huanqing.infrastructure.persistence.row_sync import sync_rows
from huanqing.infrastructure.persistence.tables import (
    account,
    account_rule,
    entry,
    freeze,
    funding_account,
    limit_part,
    payment_channel,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.infrastructure.persistence.journal import JournaledTables

ACCOUNT_ID = 1


class SqlAccountStore:
    """Reads and replaces the one credit account of a ledger."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def get(self) -> CreditAccount:
        """Return the account; default rules and no limit where none was saved."""
        run = self._connection.execute
        found = run(select(account)).one_or_none()
        if found is None:
            return CreditAccount()
        rules = run(select(account_rule).order_by(account_rule.c.from_date))
        parts = run(select(limit_part).order_by(limit_part.c.id))
        freezes = run(select(freeze).order_by(freeze.c.id))
        return CreditAccount(
            name=found.name,
            billing=Billing(found.billing),
            rules=tuple(_rule(dict(row)) for row in rules.mappings()),
            limits=tuple(
                LimitPart(
                    from_date=date.fromisoformat(row.from_date),
                    until=_day(row.until),
                    kind=LimitKind(row.kind),
                    amount_fen=row.amount,
                )
                for row in parts
            ),
            freezes=tuple(
                Freeze(
                    from_date=date.fromisoformat(row.from_date),
                    until=_day(row.until),
                    reason=row.reason,
                )
                for row in freezes
            ),
        )

    def is_told(self) -> bool:
        """Return whether an account was ever saved."""
        return self._connection.execute(select(account.c.id)).first() is not None

    def save(self, value: CreditAccount) -> None:
        """Replace the account, touching only rows that differ.

        Checkpoints rest on rules and billing, and go where those change.
        """
        before = self.get()
        head = {"id": ACCOUNT_ID, "name": value.name, "billing": value.billing.value}
        self._sync(account, [head], ("id",))
        rules = [_rule_values(rule) for rule in value.rules]
        self._sync(account_rule, rules, ("from_date",), keeps_order=False)
        self._sync(limit_part, [_part_values(each) for each in value.limits], ("kind", "from_date"))
        self._sync(freeze, [_freeze_values(each) for each in value.freezes], ("from_date",))
        if (before.rules, before.billing) != (value.rules, value.billing):
            forget_figures(self._connection, None)

    def funding(self) -> list[FundingAccount]:
        """Return the funding accounts in the order of entry."""
        rows = self._connection.execute(select(funding_account).order_by(funding_account.c.id))
        return [
            FundingAccount(
                id=row.uid,
                balance_fen=row.balance,
                as_of=_day(row.as_of),
                reserve_fen=row.reserve,
                flows=tuple(_flow(each) for each in json.loads(row.flows)),
                extra=json.loads(row.extra),
            )
            for row in rows
        ]

    def channels(self) -> list[PaymentChannel]:
        """Return the channels in the order of entry."""
        rows = self._connection.execute(select(payment_channel).order_by(payment_channel.c.id))
        return [
            PaymentChannel(
                id=row.uid,
                funding_id=row.funding_uid,
                limits=tuple(_limits(each) for each in json.loads(row.limits)),
                fee_per_payment_fen=row.fee_per_payment,
                unavailable=tuple(date.fromisoformat(day) for day in json.loads(row.unavailable)),
                extra=json.loads(row.extra),
            )
            for row in rows
        ]

    def save_payment_side(
        self, funding: Sequence[FundingAccount], channels: Sequence[PaymentChannel]
    ) -> None:
        """Replace funding accounts and channels, touching only rows that differ."""
        self._sync(funding_account, [_funding_values(each) for each in funding], ("uid",))
        self._sync(payment_channel, [_channel_values(each) for each in channels], ("uid",))

    def rename_channel(self, old: str, new: str) -> None:
        """Rename a channel, and with it the repayments that name it; KeyError without it."""
        run = self._connection.execute
        row_id = run(select(payment_channel.c.id).where(payment_channel.c.uid == old)).scalar()
        if row_id is None:
            raise KeyError(old)
        self._tables.update_row(payment_channel, row_id, {"uid": new})
        paid_through = select(entry.c.id).where(entry.c.kind == "repayment", entry.c.method == old)
        for entry_row in run(paid_through).scalars().all():
            self._tables.update_row(entry, entry_row, {"method": new})

    def _sync(
        self,
        table: Table,
        wanted: Sequence[dict[str, Any]],
        key: tuple[str, ...],
        *,
        keeps_order: bool = True,
    ) -> None:
        sync_rows(self._connection, self._tables, table, wanted, key, keeps_order=keeps_order)


def _rule(row: dict[str, Any]) -> AccountRule:
    return AccountRule(
        from_date=date.fromisoformat(row["from_date"]),
        statement_day=row["statement_day"],
        due_days=row["due_days"],
        due_day=row["due_day"],
        on_statement_day=OnStatementDay(row["on_statement_day"]),
        day_change=DayChange(row["day_change"]),
        remainder=Remainder(row["remainder"]),
        fees_occupy_limit=bool(row["fees_occupy_limit"]),
        late_rate_ppm_per_day=row["late_rate_ppm_per_day"],
        min_payment_fen=row["min_payment_fen"],
        recovery_lag_days=row["recovery_lag_days"],
        order_free_days=row["order_free_days"],
        settlement_fee=SettlementFee(row["settlement_fee"]),
        minimum_ratio_ppm=row["minimum_ratio_ppm"],
        carry_threshold_fen=row["carry_threshold_fen"],
        conversion_share_ppm=row["conversion_share_ppm"],
        conversion_min_fen=row["conversion_min_fen"],
    )


def _rule_values(rule: AccountRule) -> dict[str, Any]:
    plain = {
        column.name: getattr(rule, column.name)
        for column in account_rule.columns
        if column.name not in {"id", "account_id"}
    }
    plain["account_id"] = ACCOUNT_ID
    plain["from_date"] = rule.from_date.isoformat()
    plain["fees_occupy_limit"] = int(rule.fees_occupy_limit)
    for name in ("on_statement_day", "day_change", "remainder", "settlement_fee"):
        plain[name] = plain[name].value
    return plain


def _part_values(part: LimitPart) -> dict[str, Any]:
    return {
        "account_id": ACCOUNT_ID,
        "from_date": part.from_date.isoformat(),
        "until": _text(part.until),
        "kind": part.kind.value,
        "amount": part.amount_fen,
    }


def _freeze_values(span: Freeze) -> dict[str, Any]:
    return {
        "account_id": ACCOUNT_ID,
        "from_date": span.from_date.isoformat(),
        "until": _text(span.until),
        "reason": span.reason,
    }


def _funding_values(money: FundingAccount) -> dict[str, Any]:
    flows = [
        [flow.day.isoformat(), flow.amount_fen, flow.label, flow.every] for flow in money.flows
    ]
    return {
        "uid": money.id,
        "balance": money.balance_fen,
        "as_of": _text(money.as_of),
        "reserve": money.reserve_fen,
        "flows": _json(flows),
        "extra": _json(money.extra),
    }


def _channel_values(channel: PaymentChannel) -> dict[str, Any]:
    limits = [
        [
            each.from_date.isoformat(),
            each.per_transaction_fen,
            each.per_day_fen,
            each.per_month_fen,
            each.payments_per_day,
        ]
        for each in channel.limits
    ]
    return {
        "uid": channel.id,
        "funding_uid": channel.funding_id,
        "limits": _json(limits),
        "fee_per_payment": channel.fee_per_payment_fen,
        "unavailable": _json([day.isoformat() for day in channel.unavailable]),
        "extra": _json(channel.extra),
    }


def _flow(stored: list[Any]) -> CashFlow:
    day, amount, label, every = stored
    return CashFlow(day=date.fromisoformat(day), amount_fen=amount, label=label, every=every)


def _limits(stored: list[Any]) -> ChannelLimits:
    day, per_transaction, per_day, per_month, count = stored
    return ChannelLimits(
        from_date=date.fromisoformat(day),
        per_transaction_fen=per_transaction,
        per_day_fen=per_day,
        per_month_fen=per_month,
        payments_per_day=count,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
