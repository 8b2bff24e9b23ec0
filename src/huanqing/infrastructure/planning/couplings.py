"""What couples single channels beyond the total they pay: accounts, months and fees, priced.

Each of these limits is taken off the plans and put into their cost instead, at a price for
every fen beyond it (Lagrangian relaxation). Whatever the prices, the cheapest course at them,
less what the limits themselves are worth, costs no more than the best plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huanqing.infrastructure.planning.plan_model import Key
    from huanqing.infrastructure.planning.terms import Terms

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

PRICE_UNIT = 1024
"""Prices are integers: so many parts of a fen x day."""
HIGHEST_PRICE = 128
"""No fen is priced at more than so many times the days of the horizon."""
HIGHEST_PRICE_OF_FEES = 1_000_000
"""No fen of fees is priced at more than so many fen x days."""


class Prices(NamedTuple):
    """By day and channel: what a fen costs, and what a payment costs beyond its fen."""

    of_amounts: Ints
    of_payments: Ints
    limits: int
    """What all the limits are worth at these prices."""


class Paid(NamedTuple):
    """An amount that one payment moves."""

    day: int
    channel: int
    amount: int


class Couplings:
    """Limits on sums of amounts, and of fees; each has a key like the model's column of it."""

    def __init__(self, terms: Terms, most_fees: int | None) -> None:
        """Read the limits; ``most_fees`` limits the fees of all payments, where there are any."""
        self.keys: list[Key] = []
        self._days = terms.days
        self._shape = (terms.days, len(terms.channels))
        self._fees = np.array([each.fee for each in terms.channels], dtype=np.int64)
        self._amounts: Ints = np.zeros((0, *self._shape), dtype=np.int64)
        self._payments: Ints = np.zeros((0, *self._shape), dtype=np.int64)
        self._limits: list[int] = []
        rows = [*self._accounts(terms), *self._months(terms)]
        if most_fees is not None:
            nothing = np.zeros(self._shape, dtype=np.int64)
            rows.append((("fees", 0, 0), nothing, nothing + self._fees, most_fees))
        self.keys = [each[0] for each in rows]
        if rows:
            self._amounts = np.stack([each[1] for each in rows])
            self._payments = np.stack([each[2] for each in rows])
        self._limits = [each[3] for each in rows]
        highest = np.full(len(rows), (HIGHEST_PRICE - 1) * terms.days / max(1, len(rows)))
        self._highest = np.where(
            [key[0] == "fees" for key in self.keys], HIGHEST_PRICE_OF_FEES, highest
        )

    def _accounts(self, terms: Terms) -> list[tuple[Key, Ints, Ints, int]]:
        found: list[tuple[Key, Ints, Ints, int]] = []
        for account, levels in enumerate(terms.cash):
            is_its = np.array([each.account == account for each in terms.channels], dtype=bool)
            for day, level in enumerate(levels):
                if day == terms.days - 1 or level < levels[day + 1]:
                    amounts = np.zeros(self._shape, dtype=np.int64)
                    amounts[: day + 1, is_its] = 1
                    found.append((("cash", account, day), amounts, amounts * self._fees, level))
        return found

    def _months(self, terms: Terms) -> list[tuple[Key, Ints, Ints, int]]:
        found: list[tuple[Key, Ints, Ints, int]] = []
        nothing = np.zeros(self._shape, dtype=np.int64)
        for place, channel in enumerate(terms.channels):
            for first, end, room in channel.months:
                amounts = nothing.copy()
                amounts[first:end, place] = 1
                found.append((("month", place, first), amounts, nothing, room))
        return found

    def prices(self, multipliers: Floats) -> Prices:
        """Return the prices where late days are wanted; multipliers are at least zero.

        They are per fen by which a limit is exceeded, and cut off where they are too high.
        """
        whole = np.rint(np.minimum(multipliers, self._highest) * PRICE_UNIT).astype(np.int64)
        timing = np.broadcast_to(-PRICE_UNIT * np.arange(self._days)[:, None], self._shape)
        return Prices(
            timing + np.tensordot(whole, self._amounts, 1),
            np.tensordot(whole, self._payments, 1),
            sum(a * b for a, b in zip(whole.tolist(), self._limits, strict=True)),
        )

    def excess(self, payments: list[Paid]) -> Floats:
        """Return by how much the payments exceed each limit; negative: what is left of it."""
        found = -np.array(self._limits, dtype=np.float64)
        for day, channel, amount in payments:
            found += self._amounts[:, day, channel] * float(amount)
            found += self._payments[:, day, channel]
        return found
