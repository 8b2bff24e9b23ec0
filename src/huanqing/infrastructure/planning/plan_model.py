"""A linear model of a plan: its columns by what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from huanqing.infrastructure.planning.linear_model import LinearModel

Key = tuple[str, int, int]
Bounds = dict[Key, tuple[int, int]]
Draws = dict[tuple[int, int], list[int]]
ABSENT = -1


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
    branching: list[list[int]] = field(default_factory=list)
    """Columns of counts to branch on, in this order of preference."""

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

    def balance(self, inside: list[int], outside: list[int], *, is_count: bool = False) -> None:
        """Add the row that the first columns add up to the others; absent ones are zero."""
        terms = [(each, 1) for each in inside if each != ABSENT]
        terms += [(each, -1) for each in outside if each != ABSENT]
        if terms:
            self.model.add_row(0, 0, terms, is_count=is_count)
