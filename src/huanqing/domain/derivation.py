"""Why a figure is what it is: what it is summed from, down to rows, rule and date.

Data without words: the window and the command line name the codes. The terms of a derivation
sum to its amount; a term may carry the question that derives it further.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Figure(StrEnum):
    """What can be asked about."""

    AVAILABLE = "available"
    TOTAL = "total"
    USED = "used"
    OWED = "owed"
    OVERDUE = "overdue"
    LIMIT_STEP = "limit_step"
    STATEMENT_TOTAL = "statement_total"
    STATEMENT_PRINCIPAL = "statement_principal"
    STATEMENT_FEE = "statement_fee"
    STATEMENT_PENALTY = "statement_penalty"
    STATEMENT_PAID = "statement_paid"
    STATEMENT_LEFT = "statement_left"
    STATEMENT_MINIMUM = "statement_minimum"
    LINE_PRINCIPAL = "line_principal"
    LINE_FEE = "line_fee"
    LINE_LEFT = "line_left"
    ENTRY = "entry"
    PAYMENT = "payment"
    DAY_PAYMENTS = "day_payments"
    DUE = "due"
    CASH = "cash"
    ROOM = "room"
    LATE_COST = "late_cost"
    SHORTAGE = "shortage"
    SHOWN_SUM = "shown_sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A figure asked about; what names it depends on the figure.

    ``day``: the day of a limit's figure (None: today), or a statement's date. ``subject``: a
    purchase's or entry's id, a channel or an account. ``number``: the period, or a place.
    ``kind``: the kind of an entry.
    """

    figure: Figure
    day: date | None = None
    subject: str = ""
    number: int = 0
    kind: str = ""


class Why(StrEnum):
    """What a term of a derivation is."""

    FIXED_LIMIT = "fixed_limit"
    TEMPORARY_LIMIT = "temporary_limit"
    TOTAL = "total"
    USED = "used"
    STATEMENT = "statement"
    FEES_NOT_COUNTED = "fees_not_counted"
    RECOVERING = "recovering"
    PRINCIPAL = "principal"
    FEE = "fee"
    PENALTY = "penalty"
    PAID = "paid"
    LINE = "line"
    SHARE = "share"
    EDITED = "edited"
    FEE_RATE = "fee_rate"
    FEE_FREE = "fee_free"
    FEE_SET = "fee_set"
    CHANGED_BY = "changed_by"
    PAID_BY = "paid_by"
    PENALTY_DAYS = "penalty_days"
    MINIMUM_WHOLE = "minimum_whole"
    MINIMUM_SHARE = "minimum_share"
    MINIMUM_REST = "minimum_rest"
    DAY_BEFORE = "day_before"
    AVAILABLE = "available"
    CAUSE = "cause"
    OBLIGATION = "obligation"
    PAYMENT = "payment"
    BALANCE = "balance"
    FLOW = "flow"
    RESERVE = "reserve"
    BELOW_ZERO = "below_zero"
    LIMIT = "limit"
    ALREADY_USED = "already_used"
    LATE_DAYS = "late_days"
    ROUNDING = "rounding"
    TYPED = "typed"
    LISTED = "listed"


class RefKind(StrEnum):
    """What a reference leads to."""

    ENTRY = "entry"
    STATEMENT = "statement"
    ACCOUNT = "account"
    CHANNEL = "channel"
    FUNDING = "funding"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a term comes from: an entry by kind and id, or a statement by its date."""

    kind: RefKind
    id: str
    entry_kind: str = ""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A dated rule that a figure rests on: its field, its value, and since when it holds.

    ``value`` is in the field's own unit: days, ppm, fen or a code.
    """

    field: str
    value: int | str
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A part of a figure; ``amount_fen`` is signed.

    ``name`` is text of the user's own (a merchant, a label) or a code of the term's kind.
    ``count`` and ``base_fen`` fill the words of some terms: so many days, of so much.
    """

    why: Why
    amount_fen: int
    day: date | None = None
    until: date | None = None
    name: str = ""
    count: int = 0
    of_count: int = 0
    base_fen: int = 0
    reference: Reference | None = None
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure with what it is summed from, and the rules it rests on.

    ``amount_fen`` is None where the figure is unknown. Without terms the figure is a fact:
    somebody typed it, or a bill stated it; ``source`` then names the entry.
    """

    question: Question
    amount_fen: int | None
    terms: tuple[Term, ...] = ()
    rules: tuple[RuleUse, ...] = ()
    source: Reference | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the terms sum to the amount; facts and unknown figures are whole."""
        if self.amount_fen is None or not self.terms:
            return True
        return sum(term.amount_fen for term in self.terms) == self.amount_fen


def entry_reference(kind: str, entry_id: str) -> Reference:
    """Return the reference to an entry."""
    return Reference(RefKind.ENTRY, entry_id, kind)


def statement_reference(statement_date: date) -> Reference:
    """Return the reference to a statement."""
    return Reference(RefKind.STATEMENT, statement_date.isoformat())
