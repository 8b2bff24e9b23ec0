"""How a search goes about its work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import INFINITE

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.linear_model import Compacted

Pursue = Callable[[int, int], Found]
"""Takes the best cost and what is proven of it; returns what is better, and proven then."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How far a search goes, and what it may do on the way."""

    most_blind: int = INFINITE
    """How many nodes to search as long as there is no solution."""
    most_nodes: int = INFINITE
    """How many nodes to search where there is one."""
    is_first_enough: bool = False
    """Whether to stop at the first solution."""
    looks_around: bool = False
    """Whether a long search is interrupted to look for better plans."""
    pursue: Pursue | None = None
    """Where a long search turns to, once."""

    def inside(self, small: Compacted, offset: int, nodes: int) -> Manner:
        """Return how to go on in a part of the model after so many nodes.

        ``offset`` is what its fixed columns cost.
        """
        pursue = None if self.pursue is None else _inside(self.pursue, small, offset)
        return Manner(
            most_nodes=max(0, self.most_nodes - nodes),
            is_first_enough=self.is_first_enough,
            looks_around=self.looks_around,
            pursue=pursue,
        )


def _inside(outer: Pursue, small: Compacted, offset: int) -> Pursue:
    def pursue(best: int, least: int) -> Found:
        found = outer(best + offset, least + offset)
        values = found.values and [found.values[column] for column in small.kept]
        cost = None if found.cost is None else found.cost - offset
        bound = None if found.bound is None else found.bound - offset
        return Found(cost, values, bound, found.nodes)

    return pursue
