"""Refusals of the planner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.domain.errors import InvalidFieldError, LedgerError
from huanqing.domain.money import format_yuan

if TYPE_CHECKING:
    from datetime import date


class PlanRuleError(LedgerError):
    """A plan breaks a rule; it must not be shown. A fault of the solver, not of the user."""

    def __init__(self, rule: str, place: str, found: int, allowed: int) -> None:
        """Keep the rule's name, where it is broken, and both figures."""
        super().__init__(f"{rule} at {place}: {found}, allowed {allowed}")
        self.rule = rule
        self.place = place
        self.found = found
        self.allowed = allowed


class TargetBeyondLimitError(InvalidFieldError):
    """More of the limit is wished for by a day than it could ever be; it or the limit is wrong."""

    def __init__(self, wanted_fen: int, most_fen: int | None, day: date) -> None:
        """Keep the wish and the most there can be, in fen; None: the limit is not known."""
        reason = "the limit is not known"
        if most_fen is not None:
            reason = f"no more than {format_yuan(most_fen)} can be available on {day}"
        super().__init__("target", wanted_fen, reason)
        self.wanted_fen = wanted_fen
        self.most_fen = most_fen
        self.day = day


class PlanCancelledError(LedgerError):
    """The caller cancelled the planning before a plan was found."""
