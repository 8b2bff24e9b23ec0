"""What a minimisation came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """The best solution of a tier, its cost, and the proven bound; None: there is none.

    ``bound`` is None where the model has no solution at all, and that is proven.
    """

    cost: int | None
    values: list[int] | None
    bound: int | None
    nodes: int

    @property
    def is_proven(self) -> bool:
        """Whether no solution can be better."""
        return self.cost == self.bound
