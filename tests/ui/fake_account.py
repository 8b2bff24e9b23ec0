"""An account in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.account_models import AccountView
from huanqing.domain.credit_account import CreditAccount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel

TODAY = date(2026, 7, 7)


@dataclass
class FakeAccount:
    """Keeps what was saved last; ``failure`` refuses each save, a lock those without consent."""

    account: CreditAccount = field(default_factory=CreditAccount)
    is_told: bool = False
    funding: tuple[FundingAccount, ...] = ()
    channels: tuple[PaymentChannel, ...] = ()
    saves: int = 0
    renames: list[tuple[str, str]] = field(default_factory=list)
    failure: Exception | None = None
    lock: Exception | None = None

    def view(self) -> AccountView:
        return AccountView(TODAY, self.account, self.is_told, self.funding, self.channels)

    def save_account(self, account: CreditAccount, *, allow_locked: bool = False) -> None:
        if self.lock is not None and not allow_locked:
            raise self.lock
        self._write()
        self.account = account
        self.is_told = True

    def save_payment_side(
        self, funding: Sequence[FundingAccount], channels: Sequence[PaymentChannel]
    ) -> None:
        self._write()
        self.funding = tuple(funding)
        self.channels = tuple(channels)

    def rename_channel(self, old: str, new: str) -> None:
        self._write()
        self.renames.append((old, new))
        self.channels = tuple(
            replace(channel, id=new) if channel.id == old else channel for channel in self.channels
        )

    def _write(self) -> None:
        if self.failure is not None:
            raise self.failure
        self.saves += 1
