"""A plan: dated payments, what they are for, and how good the plan is, tier by tier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Allocation:
    """The part of a payment that goes to one obligation, in fen, above zero."""

    obligation: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Payment:
    """One amount through one channel on one day; the allocations add up to it."""

    day: date
    channel: str
    amount_fen: int
    allocations: tuple[Allocation, ...]


@dataclass(frozen=True, slots=True, order=True)
class Objective:
    """The five tiers, in their strict order; the same class holds proven bounds.

    ``late``: unpaid fen x ppm a day, summed over the late days (divide by a million for fen).
    ``inside_buffer``: unpaid fen x days inside the buffer. ``fees``: fen. ``payments``: a
    count. ``timing``: sum of fen x days since today, which ``"late"`` wants large and
    ``"early"`` small. All are exact integers.
    """

    late: int
    inside_buffer: int
    fees: int
    payments: int
    timing: int

    def __iter__(self) -> Iterator[int]:
        """Yield the tiers in order."""
        return iter((self.late, self.inside_buffer, self.fees, self.payments, self.timing))


@dataclass(frozen=True, slots=True)
class LateObligation:
    """An obligation that the plan does not pay in time.

    ``unpaid_when_due_fen``: what is unpaid when the due date ends (all of it for one due
    before today). ``cost_fen``: its share of the late cost, half up to the fen.
    """

    obligation: str
    unpaid_when_due_fen: int
    cleared_on: date | None
    cost_fen: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Checked payments in the order of their days, their worth, and what is proven of it.

    A tier is proven where ``bound`` equals ``objective``: no plan is better on that tier
    among those as good on the tiers before it.
    """

    payments: tuple[Payment, ...]
    objective: Objective
    bound: Objective
    late: tuple[LateObligation, ...]

    @property
    def is_on_time(self) -> bool:
        """Whether no obligation is late on any day of the horizon."""
        return not self.late

    @property
    def is_proven(self) -> bool:
        """Whether all five tiers are proven to be the best possible."""
        return self.bound == self.objective

    @property
    def proven_tiers(self) -> int:
        """How many tiers are proven, counted from the first."""
        pairs = zip(self.objective, self.bound, strict=True)
        return next((place for place, (a, b) in enumerate(pairs) if a != b), 5)
