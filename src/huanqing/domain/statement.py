"""Statements as they are read: frozen figures, their state on a day, the minimum payment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from huanqing.domain.money import rate_of

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.credit_account import AccountRule
    from huanqing.domain.debt import OpenStatement


class StatementState(StrEnum):
    """Where a statement stands on a day."""

    UNBILLED = "unbilled"
    BILLED = "billed"
    PAID = "paid"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class InstalmentFigures:
    """One line of a statement: what is charged after refunds, and what is left, in fen."""

    purchase_id: str
    period: int
    periods: int
    principal_fen: int
    fee_fen: int
    left_fen: int


class LineFigures(NamedTuple):
    """What a line charges after refunds and what of it is paid, in fen."""

    principal_fen: int
    fee_fen: int
    paid_principal_fen: int
    paid_fee_fen: int


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """The figures of one statement in fen; principal and fee are after refunds."""

    statement_date: date
    due_date: date
    principal_fen: int
    fee_fen: int
    penalty_fen: int
    paid_fen: int
    instalments: tuple[InstalmentFigures, ...]

    @property
    def total_fen(self) -> int:
        """Principal, fees and penalty."""
        return self.principal_fen + self.fee_fen + self.penalty_fen

    @property
    def left_fen(self) -> int:
        """What is still owed of it."""
        return self.total_fen - self.paid_fen

    def state_on(self, day: date) -> StatementState:
        """Return the state at the end of ``day``; a future statement is unbilled, paid or not."""
        if self.statement_date > day:
            return StatementState.UNBILLED
        if self.left_fen == 0:
            return StatementState.PAID
        return StatementState.OVERDUE if day > self.due_date else StatementState.BILLED

    def minimum_payment_fen(self, rule: AccountRule) -> int:
        """Return the least payment that keeps the statement out of arrears (最低还款).

        A share of the unsplit purchases, everything else in full; all of it where the
        statement is below the carry threshold. Source: domain-facts.md section 2.
        """
        unsplit = sum(line.left_fen for line in self.instalments if line.periods == 1)
        rest = self.left_fen - unsplit
        if self.left_fen <= rule.carry_threshold_fen:
            return self.left_fen
        return rest + rate_of(unsplit, rule.minimum_ratio_ppm)


def figures_of(statement: OpenStatement) -> StatementFigures:
    """Return the figures of a statement as it stands in a replay."""
    principal = fee = paid = 0
    instalments = []
    for line in statement.lines:
        principal += line.principal_fen
        fee += line.fee_fen
        paid += line.paid_principal_fen + line.paid_fee_fen
        instalments.append(
            InstalmentFigures(
                line.purchase_id,
                line.period,
                line.periods,
                line.principal_fen,
                line.fee_fen,
                line.left_fen,
            )
        )
    return StatementFigures(
        statement.statement_date,
        statement.due_date,
        principal,
        fee,
        statement.penalty_fen,
        paid + statement.paid_penalty_fen,
        tuple(instalments),
    )
