"""What the statements page asks for and shows beyond the statements: reconciling, what-ifs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.credit_account import SettlementFee

LineKey = tuple[str, int]
"""The purchase's id and the period: what names a line of a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """How a statement compares with what JD shows; amounts in fen, None where not typed yet.

    ``agreed_fen`` is the ledger's total when it was locked, so that a later change shows;
    without penalties, which grow by themselves.
    """

    statement_date: date
    stated_total_fen: int | None = None
    stated_due_date: date | None = None
    ticked: frozenset[LineKey] = field(default_factory=frozenset)
    is_locked: bool = False
    agreed_fen: int | None = None
    done_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement before and after a what-if, in fen; 0 where it is not there."""

    statement_date: date
    due_date: date
    total_before_fen: int
    total_after_fen: int
    left_before_fen: int
    left_after_fen: int


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What an action would change; nothing was written. Amounts in fen.

    ``statements`` holds only those that differ, oldest first; ``fees`` are of all statements,
    paid or not; the available limit is None while the limit is unknown.
    """

    statements: tuple[StatementChange, ...]
    owed_before_fen: int
    owed_after_fen: int
    fees_before_fen: int
    fees_after_fen: int
    available_before_fen: int | None
    available_after_fen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentDraft:
    """A statement instalment (账单分期) to preview or book; amounts in fen, rate per period."""

    statement_date: date
    day: date
    amount_fen: int
    periods: int
    fee_rate_ppm: int = 0
    free_periods: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDraft:
    """An early settlement (提前结清): what is left of a purchase is paid on ``day``.

    ``fee_rule`` None takes the account's rule; ``fee_fen`` replaces what it charges.
    ``pays`` books the repayment too, through the channel ``method``.
    """

    purchase_id: str
    day: date
    fee_rule: SettlementFee | None = None
    fee_fen: int | None = None
    pays: bool = True
    method: str = ""


@dataclass(frozen=True, slots=True)
class InstalmentOffer:
    """How much of a statement may be split, and the least that may, in fen."""

    statement_date: date
    most_fen: int
    least_fen: int
