"""The bank cards and wallets that repay, and the money behind them; limits are dated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CashFlow:
    """Money that comes (positive) or goes (negative) on a day, in fen; ``every`` repeats it."""

    day: date
    amount_fen: int
    label: str = ""
    every: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingAccount:
    """The money behind channels: a balance as of a day, a reserve not to touch, dated flows."""

    id: str
    balance_fen: int | None
    as_of: date | None = None
    reserve_fen: int = 0
    flows: tuple[CashFlow, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLimits:
    """What a bank lets through, in fen, from a day on; None: no such limit is known to exist."""

    from_date: date
    per_transaction_fen: int | None = None
    per_day_fen: int | None = None
    per_month_fen: int | None = None
    payments_per_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentChannel:
    """A card or wallet; without ``limits`` its limits are unknown and asked for."""

    id: str
    funding_id: str | None = None
    limits: tuple[ChannelLimits, ...] = ()
    fee_per_payment_fen: int = 0
    unavailable: tuple[date, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
