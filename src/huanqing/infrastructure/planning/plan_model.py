"""A linear model of a plan: its columns by what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huanqing.domain.planning.solver import Tier
from huanqing.infrastructure.planning.linear_model import LinearModel

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.terms import Steps, Terms

Key = tuple[str, int, int]
Bounds = dict[Key, tuple[int, int]]
Draws = dict[tuple[int, int], list[int]]
ABSENT = -1


@dataclass(frozen=True, slots=True)
class Cover:
    """An amount of a day and what carries it: (amount, count) columns by step, large ones first.

    One part alone carries all steps.
    """

    amount: int
    parts: tuple[tuple[int, int], ...]
    steps: Steps


@dataclass(frozen=True, slots=True)
class Carrier:
    """A count whose payments carry the amounts of a channel's days up to ``day``."""

    channel: int
    day: int
    count: int
    amounts: tuple[int, ...]
    steps: Steps


@dataclass(frozen=True, slots=True)
class Sum:
    """A column that is the sum of (column, coefficient)."""

    column: int
    terms: tuple[tuple[int, int], ...]
    plain: tuple[int, ...] | None = field(init=False)
    """The columns alone, where each counts once."""

    def __post_init__(self) -> None:
        """Notice a plain sum, which is added up more quickly."""
        is_plain = all(by == 1 for _, by in self.terms)
        columns = tuple(column for column, _ in self.terms)
        object.__setattr__(self, "plain", columns if is_plain else None)


@dataclass(slots=True)
class PlanModel:
    """A linear model with the meaning of its columns.

    ``late``, ``inside`` and ``timing`` are costs by column; timing is the plain sum of fen x
    days, whichever way it is wanted. ``bounds`` says what is known of some columns already;
    one that can only be zero is left out,
    unless ``keeps_closed`` asks what it would be worth.
    """

    bounds: Bounds = field(default_factory=dict)
    keeps_closed: bool = False
    model: LinearModel = field(default_factory=LinearModel)
    columns: dict[Key, int] = field(default_factory=dict)
    late: dict[int, int] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)
    timing: dict[int, int] = field(default_factory=dict)
    group_rows: list[int] = field(default_factory=list)
    pool_rows: dict[tuple[int, int], int] = field(default_factory=dict)
    """By class and day: the row of what is drawn up to that day, since the one before."""
    count_rows: dict[Key, int] = field(default_factory=dict)
    """By the sum's key: the row of the payments up to that day, since the one before."""
    branching: list[list[int]] = field(default_factory=list)
    """Columns of counts to branch on, in this order of preference."""
    covers: list[Cover] = field(default_factory=list)
    carriers: list[Carrier] = field(default_factory=list)
    ends: list[int] | None = None
    """The last days of the runs that share their counts; None: every day has its own."""
    _counts: dict[tuple[int, int], list[int]] | None = None
    sums: list[Sum] = field(default_factory=list)

    def amount(self, key: Key, high: int) -> int:
        """Return the new column of that key, bounded in fen; ABSENT where it must be zero."""
        low, most = self.bounds.get(key, (0, high))
        if min(most, high) <= 0 and not self.keeps_closed:
            return ABSENT
        column = self.columns[key] = self.model.add_amount(low, min(most, high))
        return column

    def count(self, key: Key, high: int) -> int:
        """Return the new integer column of that key."""
        column = self.columns[key] = self.model.add_count(0, high)
        return column

    def cost(self, costs: dict[int, int], sign: int = 1) -> list[int]:
        """Return the costs of all columns."""
        found = [0] * len(self.model.col_low)
        for column, value in costs.items():
            found[column] = sign * value
        return found

    def is_narrowed(self, key: Key, high: int) -> bool:
        """Whether more is known of the column than that it lies between zero and ``high``."""
        return self.bounds.get(key, (0, high)) != (0, high)

    def column(self, name: str, place: int, day: int) -> int:
        """Return the column of that key, or ABSENT."""
        return self.columns.get((name, place, day), ABSENT)

    def most_left(self, group: int) -> int:
        """Return how much of a group may be unpaid when it is due."""
        column = self.column("left", group, 0)
        return 0 if column == ABSENT else self.model.col_high[column]

    def draw_days(self, terms: Terms, group: int) -> list[int]:
        """Return the days on which a group may still be paid in time."""
        due = min(terms.groups[group].due, terms.days - 1)
        first = max(0, due - terms.buffer)
        return [day for day in range(first, due + 1) if ("q", group, day) in self.columns]

    def counts_at(self, place: int, day: int) -> list[int]:
        """Return the counts of a channel's payments that belong to the day."""
        if self._counts is None:
            self._counts = {}
            for each in self.carriers:
                self._counts.setdefault((each.channel, each.day), []).append(each.count)
        return self._counts.get((place, day), [])

    def total(self, tier: Tier) -> int | None:
        """Return the column that sums the tier; None where there is nothing to choose."""
        if tier is Tier.FEES:
            return self.columns.get(("fees", 0, 0))
        if tier is Tier.PAYMENTS:
            ends = [day for name, place, day in self.columns if (name, place) == ("N", -1)]
            return self.columns["N", -1, max(ends)] if ends else None
        return self.columns.get(("total", int(tier), 0))

    def balance(self, inside: list[int], outside: list[int], *, is_count: bool = False) -> int:
        """Add the row that the first columns add up to the others; absent ones are zero.

        Return its index, or ABSENT where there is nothing to add up.
        """
        terms = [(each, 1) for each in inside if each != ABSENT]
        terms += [(each, -1) for each in outside if each != ABSENT]
        return self.model.add_row(0, 0, terms, is_count=is_count) if terms else ABSENT

    def rounded_up(self, values: list[int]) -> list[int]:
        """Return the values with the fewest payments that carry the amounts, and their sums."""
        found = list(values)
        for carrier in self.carriers:
            found[carrier.count] = 0
        for each in self.covers:
            if found[each.amount] > 0:
                _carry(found, each)
        for total in self.sums:
            if total.plain is not None:
                found[total.column] = sum(map(found.__getitem__, total.plain))
            else:
                found[total.column] = sum(found[column] * by for column, by in total.terms)
        return found


def _carry(values: list[int], cover: Cover) -> None:
    """Add the payments of an amount to its counts."""
    amount = values[cover.amount]
    if len(cover.parts) == 1:
        values[cover.parts[0][1]] += payments_for(amount, cover.steps)
        return
    for (part, count), (size, most) in zip(cover.parts, cover.steps, strict=True):
        number = min(most, -(-amount // size))
        values[part] = min(amount, number * size)
        values[count] += number
        amount -= values[part]


def payments_for(amount: int, steps: Steps) -> int:
    """Return how many payments the amount takes, the largest first."""
    number = 0
    for size, most in steps:
        if amount <= 0:
            break
        used = min(most, -(-amount // size))
        number, amount = number + used, amount - used * size
    return number
