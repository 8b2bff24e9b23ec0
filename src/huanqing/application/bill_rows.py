"""What a bill reader hands to the import: typed rows and the file's own totals.

The types here are the contract between the readers (``infrastructure/importers``) and the
use case that matches, previews and books (``application/import_bills``). They know nothing
of any provider's columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class RowKind(StrEnum):
    """What a row of a bill is, in the words of ``huanqing import --json``."""

    PURCHASE = "purchase"
    REFUND = "refund"
    REPAYMENT = "repayment"
    OTHER_SPENDING = "other_spending"
    OTHER_REFUND = "other_refund"
    OTHER_INCOME = "other_income"
    TRANSFER = "transfer"
    AUTHORISATION = "authorisation"
    OTHER_LOAN = "other_loan"
    REVIEW = "review"


class BillRow(NamedTuple):
    """One row of a bill, normalised; a tuple because a file may hold 200,000 of them.

    ``time`` is Beijing civil time, ISO ``YYYY-MM-DDTHH:MM:SS`` (empty where unreadable, then
    ``kind`` is ``review``). Amounts are integer fen, positive, gross; ``refunded_fen`` is what
    the row itself is annotated with (the whole amount for a full refund), else 0.
    ``reason`` is a short stable code such as ``paid_with_baitiao``, put into words by the
    caller. ``raw`` is the row's cells as they stand in the file, joined by U+001F.
    """

    line: int
    time: str
    kind: RowKind
    amount_fen: int
    refunded_fen: int
    method: str
    counterparty: str
    description: str
    category: str
    status: str
    direction: str
    order_no: str
    merchant_order_no: str
    note: str
    periods: int
    reason: str
    hints: tuple[str, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A count of rows and a sum in fen, as one line of a file's preamble states them."""

    count: int
    amount_fen: int


class BillTotals(NamedTuple):
    """The totals of a file, stated by it or computed from its rows; None where not stated."""

    records: int | None
    income: TotalLine | None
    spending: TotalLine | None
    neutral: TotalLine | None


@dataclass(slots=True)
class BillFile:
    """One bill inside a file the user gave (a zip may hold several).

    ``rows()`` may be called once and reads lazily; ``computed()`` is complete after the rows
    have been read to their end. ``covers`` is the stated date range, ISO dates, or empty.
    """

    name: str
    sha256: str
    provider: str
    layout: str
    encoding: str
    account: str
    covers: tuple[str, str]
    exported_at: str
    stated: BillTotals
    rows: Callable[[], Iterator[BillRow]]
    computed: Callable[[], BillTotals]


class BillReader(Protocol):
    """Reads what a user dropped; raises a ``BillFileError`` where it cannot."""

    def read(self, name: str, content: bytes, password: str | None = None) -> list[BillFile]:
        """Return the bills in ``content``, recognised by content, never by ``name``."""
        ...


class BillFileError(Exception):
    """A file that cannot be read; nothing of it may be booked. Fields only, no UI text."""

    def __init__(self, name: str) -> None:
        """Keep the name of the file, as the user knows it."""
        super().__init__(name)
        self.name = name


class UnknownLayoutError(BillFileError):
    """No known header row stands in the file."""


class UndecodableFileError(BillFileError):
    """The bytes are none of UTF-8, GB18030, UTF-16 with known header words."""


class PasswordNeededError(BillFileError):
    """The archive is encrypted and no password was given."""


class WrongPasswordError(BillFileError):
    """The password does not open the archive."""


class DamagedArchiveError(BillFileError):
    """The zip cannot be read: damaged, or it uses a method that is not supported."""


class OversizedFileError(BillFileError):
    """The file or an archive's entry is larger than the cap of ``limit_bytes``."""

    def __init__(self, name: str, limit_bytes: int) -> None:
        """Keep the name and the cap in bytes."""
        super().__init__(name)
        self.limit_bytes = limit_bytes


class EmptyArchiveError(BillFileError):
    """The archive holds no file that could be a bill."""
