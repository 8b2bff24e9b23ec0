"""The account of an open ledger. Implements ``AccountService``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.account_models import AccountView
from huanqing.application.account_rules import (
    BEGINNING,
    changed_cards,
    changed_part,
    check_account,
    check_payment_side,
    with_earlier_days_kept,
)
from huanqing.application.locked_statements import keep_locked
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel


class OpenAccount:
    """The account of an open ledger. Implements ``AccountService``."""

    def __init__(self, open_uow: OpenUnitOfWork, today: Callable[[], date]) -> None:
        """Bind the use cases; ``today`` tells the ledger's day."""
        self._open = open_uow
        self._today = today

    def view(self) -> AccountView:
        """Return everything as stored."""
        today = self._today()
        with self._open() as uow:
            return AccountView(
                today=today,
                account=uow.account.get(),
                is_told=uow.account.is_told(),
                funding=tuple(uow.account.funding()),
                channels=tuple(uow.account.channels()),
            )

    def save_account(self, account: CreditAccount, *, allow_locked: bool = False) -> None:
        """Replace the account with its dated rules, limits and freezes.

        No action where nothing is new. Days before a new first rule that hold entries keep the
        rule they had, see ``account_rules.with_earlier_days_kept``. Raises InvalidFieldError
        naming the field, LockedStatementError, and LedgerError where a rule would make an
        entry break one of its own.
        """
        today = self._today()
        with self._open() as uow:
            before = uow.account.get()
            check_account(account, before)
            if _has_entries_before(uow, account.rules[0].from_date):
                account = with_earlier_days_kept(account, before)
            part = changed_part(account, before)
            if not part and uow.account.is_told():
                return
            moves_statements = part in {"rule", "several"}
            with keep_locked(uow, today, allow_locked=allow_locked or not moves_statements):
                uow.journal.begin("account", {"name": account.name, "change": part})
                uow.account.save(account)
                if moves_statements:
                    # Keeps the checkpoints that the next question would lay anew.
                    figures.standing_on(uow, today)
                    figures.replay_rest(uow)
            uow.commit()

    def save_payment_side(
        self, funding: Sequence[FundingAccount], channels: Sequence[PaymentChannel]
    ) -> None:
        """Replace funding accounts and channels; no action where nothing is new.

        Raises InvalidFieldError naming the field.
        """
        check_payment_side(funding, channels)
        with self._open() as uow:
            before = uow.account.funding(), uow.account.channels()
            change = changed_cards(before, (funding, channels))
            if not change:
                return
            uow.journal.begin("cards", change)
            uow.account.save_payment_side(funding, channels)
            uow.commit()

    def rename_channel(self, old: str, new: str) -> None:
        """Rename a channel, also in the repayments that went through it and in the plan.

        Raises InvalidFieldError where there is no such channel, or the new name is empty or
        taken.
        """
        if new == old:
            return
        from huanqing.application.plan_keeping import rename_card  # noqa: PLC0415 - not at start

        field = "id"
        with self._open() as uow:
            known = {channel.id for channel in uow.account.channels()}
            if old not in known:
                raise InvalidFieldError(field, old, "there is no such channel")
            if not new.strip():
                raise InvalidFieldError(field, new, "is needed")
            if new in known:
                raise InvalidFieldError(field, new, "stands twice")
            uow.journal.begin("rename_card", {"old": old, "new": new})
            uow.account.rename_channel(old, new)
            rename_card(uow, old, new)
            uow.commit()


def _has_entries_before(uow: UnitOfWork, day: date) -> bool:
    if day <= BEGINNING:
        return False
    return next(uow.entries.replayable(day.min, day - ONE_DAY), None) is not None
