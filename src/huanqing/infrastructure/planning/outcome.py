"""What minimising the tiers over one model came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.domain.planning.solver import Tier

if TYPE_CHECKING:
    from huanqing.infrastructure.planning.plan_model import PlanModel


@dataclass(slots=True)
class Outcome:
    """What the tiers came to: a solution, or none; ``is_empty`` says that this is proven."""

    plan: PlanModel
    values: list[int] | None
    bounds: dict[Tier, int]
    is_empty: bool = False
    is_on_face: bool = False

    def counted(self) -> dict[Tier, int]:
        """Return what the tiers with a total came to."""
        found = {}
        for tier in Tier:
            column = self.plan.total(tier)
            if self.values is not None and column is not None and tier in self.bounds:
                found[tier] = self.values[column]
        return found
