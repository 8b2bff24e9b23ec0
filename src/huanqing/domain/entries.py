"""The entries of a ledger: what happened, on which day, for how much.

Every amount is in fen and positive unless its docstring says otherwise. Entries are frozen;
a change of an entry is a new value. ``ENTRY_ORDER`` gives the order of one day's entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from huanqing.domain.calendar_bounds import FIRST_DAY, LAST_DAY
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN, PPM, Remainder

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.credit_account import OnStatementDay, SettlementFee

MAX_PERIODS = 120
MIDNIGHT = "00:00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedLine:
    """What the user set on one line of a schedule; None leaves that part to the rules."""

    period: int
    principal_fen: int | None = None
    fee_fen: int | None = None
    statement_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """An order bought on credit. ``time`` is HH:MM:SS, Beijing time.

    ``fee_per_period_fen`` replaces the rate where the user knows the figure; ``remainder``
    and ``on_statement_day`` override the account's rule for this purchase.
    """

    id: str
    day: date
    amount_fen: int
    time: str = MIDNIGHT
    periods: int = 1
    fee_rate_ppm: int = 0
    free_periods: int = 0
    fee_per_period_fen: int | None = None
    remainder: Remainder | None = None
    on_statement_day: OnStatementDay | None = None
    edited_lines: tuple[EditedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money that came back for a purchase, on the day it was booked."""

    id: str
    purchase_id: str
    day: date
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A correction of what is owed: positive adds to the debt, negative takes from it."""

    id: str
    day: date
    amount_fen: int


class AllocationTarget(StrEnum):
    """The part of a debt that money pays."""

    PENALTY = "penalty"
    FEE = "fee"
    PRINCIPAL = "principal"
    UNKNOWN_DEBT = "unknown_debt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """How much of a repayment or refund went where.

    ``purchase_id`` and ``period`` are set for fee and principal, ``statement_date`` always,
    except for ``UNKNOWN_DEBT``: money that paid debts from before the ledger begins.
    """

    target: AllocationTarget
    amount_fen: int
    statement_date: date | None = None
    purchase_id: str | None = None
    period: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    """Money paid to the credit account, booked on ``day``.

    ``allocations`` is the user's own order, or None for the default one. With
    ``may_exceed_ledger`` the part above everything owed counts as paid to debts that the
    ledger does not hold (an imported bill begins in the middle of a life); without it such a
    repayment is refused.
    """

    id: str
    day: date
    amount_fen: int
    allocations: tuple[Allocation, ...] | None = None
    may_exceed_ledger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementInstalment:
    """账单分期: ``amount_fen`` of a statement's unsplit purchases moved into new periods."""

    id: str
    day: date
    statement_date: date
    amount_fen: int
    periods: int
    fee_rate_ppm: int = 0
    free_periods: int = 0
    remainder: Remainder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlySettlement:
    """提前结清: a purchase's unbilled periods end; says what becomes of their fees.

    ``fee_rule`` and ``fee_fen`` (what is still charged for the unbilled periods in all)
    override the account's setting. The money itself is a repayment of its own.
    """

    id: str
    day: date
    purchase_id: str
    fee_rule: SettlementFee | None = None
    fee_fen: int | None = None


Entry = Purchase | Refund | Adjustment | EarlySettlement | StatementInstalment | Repayment

ENTRY_ORDER: dict[type, int] = {
    Purchase: 0,
    Refund: 1,
    Adjustment: 2,
    EarlySettlement: 3,
    StatementInstalment: 4,
    Repayment: 5,
}


def entry_sort_key(entry: Entry) -> tuple[date, int, str, str]:
    """Return the key that puts entries in the order in which they apply (ledger.md)."""
    time = entry.time if isinstance(entry, Purchase) else MIDNIGHT
    return (entry.day, ENTRY_ORDER[type(entry)], time, entry.id)


def check_entry(entry: Entry) -> None:
    """Refuse an entry whose own fields break a rule, naming the field."""
    check_day(f"{entry.id}.day", entry.day)
    amount = entry.amount_fen if not isinstance(entry, EarlySettlement) else 1
    if amount == 0 or (amount < 0 and not isinstance(entry, Adjustment)):
        field = f"{entry.id}.amount"
        raise InvalidFieldError(field, amount, "must be above zero")
    if abs(amount) > MAX_FEN:
        field = f"{entry.id}.amount"
        raise InvalidFieldError(field, amount, "is too large")
    if isinstance(entry, Purchase | StatementInstalment):
        if not 1 <= entry.periods <= MAX_PERIODS:
            field = f"{entry.id}.periods"
            raise InvalidFieldError(field, entry.periods, f"must be 1 to {MAX_PERIODS}")
        if not 0 <= entry.free_periods <= entry.periods:
            field = f"{entry.id}.free_periods"
            raise InvalidFieldError(field, entry.free_periods, "must be 0 to the periods")
        if not 0 <= entry.fee_rate_ppm <= PPM:
            field = f"{entry.id}.fee_rate_ppm_per_period"
            raise InvalidFieldError(field, entry.fee_rate_ppm, "must be 0 to 1000000")
    if isinstance(entry, Purchase):
        _check_schedule(entry)
    fee = entry.fee_fen if isinstance(entry, EarlySettlement) else None
    if fee is not None and not 0 <= fee <= MAX_FEN:
        field = f"{entry.id}.fee"
        raise InvalidFieldError(field, fee, "must not be below zero, nor too large")


def check_day(field: str, day: date) -> None:
    """Refuse a day that no entry can have; ``field`` is what the error names."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise InvalidFieldError(field, day.isoformat(), f"must be {FIRST_DAY} to {LAST_DAY}")


def _check_schedule(purchase: Purchase) -> None:
    """Refuse fees below zero, and edited lines that no schedule can hold."""
    fee = purchase.fee_per_period_fen
    if fee is not None and not 0 <= fee <= MAX_FEN:
        msg = f"{purchase.id}.fee_per_period"
        raise InvalidFieldError(msg, fee, "must not be below zero, nor too large")
    msg = f"{purchase.id}.edited_lines"
    periods = [line.period for line in purchase.edited_lines]
    if len(set(periods)) < len(periods):
        raise InvalidFieldError(msg, periods, "a period stands twice")
    for line in purchase.edited_lines:
        if not 1 <= line.period <= purchase.periods:
            raise InvalidFieldError(msg, line.period, "no such period")
        amounts = (line.principal_fen or 0, line.fee_fen or 0)
        if not 0 <= min(amounts) <= max(amounts) <= MAX_FEN:
            reason = "amounts must not be below zero, nor too large"
            raise InvalidFieldError(msg, line.period, reason)
        if line.statement_date is None:
            continue
        check_day(msg, line.statement_date)
        if line.statement_date < purchase.day:
            raise InvalidFieldError(msg, line.statement_date, "is before the purchase")
