"""Refusals of the planner."""

from __future__ import annotations

from huanqing.domain.errors import LedgerError


class PlanRuleError(LedgerError):
    """A plan breaks a rule; it must not be shown. A fault of the solver, not of the user."""

    def __init__(self, rule: str, place: str, found: int, allowed: int) -> None:
        """Keep the rule's name, where it is broken, and both figures."""
        super().__init__(f"{rule} at {place}: {found}, allowed {allowed}")
        self.rule = rule
        self.place = place
        self.found = found
        self.allowed = allowed


class PlanCancelledError(LedgerError):
    """The caller cancelled the planning before a plan was found."""
