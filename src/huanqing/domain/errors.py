"""Refusals: one class per condition, with fields and no UI text (``labels`` gives words)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class LedgerError(Exception):
    """Base of everything the domain refuses."""


class InvalidAmountError(LedgerError):
    """An amount that is not money to the fen."""

    def __init__(self, text: str) -> None:
        """Keep the text as it was given."""
        super().__init__(text)
        self.text = text


class InvalidFieldError(LedgerError):
    """A field of an entry, rule or file holds something that its rule forbids."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        """Keep where it stands, what stands there, and a short reason in English."""
        super().__init__(f"{field}: {value!r}: {reason}")
        self.field = field
        self.value = value
        self.reason = reason


class RepaymentExceedsDebtError(LedgerError):
    """A repayment above everything that is owed on its day."""

    def __init__(self, repayment: str, day: date, amount_fen: int, owed_fen: int) -> None:
        """Keep the repayment's id and day, its amount and what is owed, in fen."""
        super().__init__(f"{repayment} on {day}: {amount_fen} fen, owed {owed_fen} fen")
        self.repayment = repayment
        self.day = day
        self.amount_fen = amount_fen
        self.owed_fen = owed_fen

    @property
    def excess_fen(self) -> int:
        """What the repayment is too large by, in fen."""
        return self.amount_fen - self.owed_fen


class RefundExceedsPurchaseError(LedgerError):
    """The refunds of a purchase add up to more than the purchase."""

    def __init__(self, refund: str, purchase: str, amount_fen: int, left_fen: int) -> None:
        """Keep the ids, the refund's amount and what could still be refunded, in fen."""
        super().__init__(f"{refund} of {purchase}: {amount_fen} fen, refundable {left_fen} fen")
        self.refund = refund
        self.purchase = purchase
        self.amount_fen = amount_fen
        self.left_fen = left_fen


class UnknownPurchaseError(LedgerError):
    """An entry refers to a purchase that the ledger does not hold before it."""

    def __init__(self, entry: str, purchase: str) -> None:
        """Keep the id of the entry and the id it refers to."""
        super().__init__(f"{entry}: no purchase {purchase}")
        self.entry = entry
        self.purchase = purchase


class AllocationError(LedgerError):
    """The allocations that a user gave do not fit the repayment or what is owed."""

    def __init__(self, repayment: str, reason: str) -> None:
        """Keep the repayment's id and a short reason in English."""
        super().__init__(f"{repayment}: {reason}")
        self.repayment = repayment
        self.reason = reason


class StatementInstalmentError(LedgerError):
    """A statement instalment that the statement does not allow."""

    def __init__(self, operation: str, reason: str, allowed_fen: int) -> None:
        """Keep the operation's id, the reason, and the most it may convert, in fen."""
        super().__init__(f"{operation}: {reason} (at most {allowed_fen} fen)")
        self.operation = operation
        self.reason = reason
        self.allowed_fen = allowed_fen


class StatementDifferenceError(LedgerError):
    """A statement's total cannot honestly be brought to what JD shows.

    ``reason``: ``ahead`` (nothing booked by now falls in that statement), ``late`` (the
    repayments in the ledger do not cover the larger bill in time: correct those first),
    ``no_fees`` (it is not fees that are too high: correct the purchase or its lines) or
    ``penalty`` (the penalty moves along and steps over the figure: correct the entries).
    """

    def __init__(self, statement_date: date, reason: str, possible_fen: int = 0) -> None:
        """Keep the statement, the reason, and what could be taken off it, in fen."""
        super().__init__(f"{statement_date}: {reason} (possible: {possible_fen} fen)")
        self.statement_date = statement_date
        self.reason = reason
        self.possible_fen = possible_fen


class NothingOwedError(LedgerError):
    """An early settlement of a purchase for which nothing is owed on the day."""

    def __init__(self, purchase: str, day: date) -> None:
        """Keep the purchase's id and the day."""
        super().__init__(f"{purchase} on {day}: nothing is owed")
        self.purchase = purchase
        self.day = day
