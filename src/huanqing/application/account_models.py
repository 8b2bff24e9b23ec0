"""What the settings page and the wizard ask for and show: the account and what repays it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel


@dataclass(frozen=True, slots=True)
class AccountView:
    """The credit account, the money behind the cards, and the cards; as stored.

    ``is_told`` is whether the user (or a loaded file) ever said anything of the account, so
    that default rules are not mistaken for known ones.
    """

    today: date
    account: CreditAccount
    is_told: bool
    funding: tuple[FundingAccount, ...]
    channels: tuple[PaymentChannel, ...]


@dataclass(frozen=True, slots=True)
class LimitPreset:
    """Limits of a bank seen somewhere, in fen: a suggestion to pick from, never the truth.

    ``source`` is a stable code for where the figures come from, ``seen`` the years.
    """

    bank: str
    per_transaction_fen: int | None
    per_day_fen: int | None
    per_month_fen: int | None
    source: str
    seen: str
