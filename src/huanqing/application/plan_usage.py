"""What repayments took of a channel's limits, or will take: made, planned, or debited by JD."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.card_names import card_named
from huanqing.application.entry_record import UNDER_WAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel

MADE = ("booked", "processing")
"""States of a repayment that the bank has seen."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that moved, or will, through a channel on a day; fen, fee apart.

    ``is_made``: the bank has seen it; otherwise it is still to come.
    """

    channel: str
    day: date
    amount_fen: int
    fee_fen: int = 0
    is_made: bool = True
    label: str = ""

    @property
    def cost_fen(self) -> int:
        """What leaves the account: the amount and the fee."""
        return self.amount_fen + self.fee_fen


def movements_of(
    records: Iterable[EntryRecord], channels: Sequence[PaymentChannel], today: date
) -> list[Movement]:
    """Return what the repayments of a ledger move through its channels, named by their method.

    One that was planned for a day before today never came about and moves nothing.
    """
    fees = {each.id: each.fee_per_payment_fen for each in channels}
    found = []
    for record in records:
        card = card_named(record.method, fees)
        if card is None:
            continue
        day = date.fromisoformat(record.day)
        is_made = record.state in {"", *MADE} and day <= today
        is_ahead = record.state in {"", *MADE, "planned"} and day >= today
        if is_made or is_ahead:
            found.append(Movement(card, day, record.amount_fen, fees[card], is_made, record.id))
    return found


def repayments_for(
    uow: UnitOfWork, today: date, accounts: Iterable[FundingAccount]
) -> list[EntryRecord]:
    """Return the repayments that limits, balances or debts of a plan made today depend on."""
    told = [each.as_of for each in accounts if each.as_of is not None]
    return uow.plans.repayments(min([today.replace(day=1), *told]), UNDER_WAY)


class Usage:
    """Sums and counts of movements by channel and day."""

    def __init__(self, movements: Iterable[Movement] = ()) -> None:
        """Count the movements."""
        self._amounts: dict[tuple[str, date], int] = {}
        self._counts: dict[tuple[str, date], int] = {}
        for each in movements:
            self.add(each)

    def add(self, movement: Movement) -> None:
        """Count one more."""
        key = (movement.channel, movement.day)
        self._amounts[key] = self._amounts.get(key, 0) + movement.amount_fen
        self._counts[key] = self._counts.get(key, 0) + 1

    def on_day(self, channel: str, day: date) -> int:
        """Return what moved on a day, in fen."""
        return self._amounts.get((channel, day), 0)

    def count_on(self, channel: str, day: date) -> int:
        """Return in how many payments."""
        return self._counts.get((channel, day), 0)

    def in_month(self, channel: str, day: date) -> int:
        """Return what moved in the calendar month of a day, in fen."""
        return sum(
            amount
            for (name, moved), amount in self._amounts.items()
            if name == channel and (moved.year, moved.month) == (day.year, day.month)
        )
