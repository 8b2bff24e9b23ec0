"""Where accepted plans are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.entry_record import EntryRecord


@dataclass(frozen=True, slots=True)
class PlanMark:
    """What was noted of one step: ``paid``, ``failed`` or ``skipped``.

    ``repayment``: the ids of the repayments that were booked for the step, one a line.
    """

    step: int
    state: str
    repayment: str = ""
    done_at: str = ""

    @property
    def repayments(self) -> list[str]:
        """The ids of the repayments that were booked for the step."""
        return self.repayment.split("\n") if self.repayment else []


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """An accepted plan as it is kept; ``problem`` and ``answer`` are JSON texts."""

    plan_id: int = 0
    made_on: str
    accepted_at: str
    problem: str
    answer: str
    is_ended: bool = False
    marks: tuple[PlanMark, ...] = ()


class PlanStore(Protocol):
    """Accepted plans and what was noted of their steps; journaled like everything else."""

    def current(self) -> StoredPlan | None:
        """Return the plan that is followed, None without one."""
        ...

    def all(self) -> list[StoredPlan]:
        """Return every plan that was ever accepted, oldest first."""
        ...

    def add(self, plan: StoredPlan) -> int:
        """Keep a plan with its marks and return its id; its own id does not count."""
        ...

    def rewrite(self, plan: StoredPlan) -> None:
        """Replace what is kept under the plan's id, except for its marks."""
        ...

    def put_mark(self, plan_id: int, mark: PlanMark) -> None:
        """Note something of a step, in the place of what was noted before."""
        ...

    def remove_mark(self, plan_id: int, step: int) -> None:
        """Forget what was noted of a step."""
        ...

    def repayments(self, since: date, under_way: Sequence[str]) -> list[EntryRecord]:
        """Return the repayments from a day on, in every state, in the order of their days.

        With them come earlier ones that are in one of the states ``under_way``.
        """
        ...
