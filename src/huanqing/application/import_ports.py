"""What the import needs from the ledger file: imported rows, and the entries booked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from huanqing.application.bill_rows import BillFile, BillRow, RowKind
    from huanqing.application.read_models import BatchRow, WaitingRow


BOOKED_COLUMNS = (
    "id",
    "kind",
    "day",
    "time",
    "amount",
    "state",
    "counterparty",
    "description",
    "category",
    "method",
    "order_no",
    "merchant_order_no",
    "note",
    "purchase_id",
    "periods",
    "may_exceed_ledger",
    "needs_periods",
)
"""The entry columns that an import fills, in the order of ``ImportStore.add_rows``."""


class KnownRow(NamedTuple):
    """A row of an earlier import, found again by its identity."""

    row_id: int
    identity: int
    ordinal: int
    kind: RowKind
    amount_fen: int
    refunded_fen: int
    entry_rowid: int | None
    reason: str


class PurchaseCandidate(NamedTuple):
    """A purchase that a refund row may belong to; ``refunded_fen`` by booked refunds so far."""

    rowid: int
    order_no: str
    amount_fen: int
    refunded_fen: int
    day: str
    time: str
    description: str


class TypedRepayment(NamedTuple):
    """A repayment, booked or under way, that no row of a bill belongs to.

    ``method`` names its card; ``state`` is booked, planned or processing.
    """

    rowid: int
    amount_fen: int
    day: str
    method: str
    state: str


class NewRow(NamedTuple):
    """A row to be kept with its record, in the order of the columns of ``import_row``.

    ``parsed`` (JSON of the row) only where no entry holds its fields.
    """

    row_id: int
    file_id: int
    line: int
    identity: int
    ordinal: int
    kind: str
    amount_fen: int
    refunded_fen: int
    entry_rowid: int | None
    reason: str
    raw: str
    parsed: str | None


class ImportStore(Protocol):
    """What was imported: batches, files, raw rows, and their entries."""

    def start_batch(self, imported_at: str) -> int:
        """Return the id of a new batch."""
        ...

    def add_file(self, batch_id: int, bill: BillFile) -> int:
        """Return the id of a new file of the batch."""
        ...

    def has_rows(self) -> bool:
        """Return whether any row was imported before."""
        ...

    def known(self, identities: Sequence[int]) -> list[KnownRow]:
        """Return the rows of earlier imports that have one of these identities."""
        ...

    def next_ids(self) -> tuple[int, int]:
        """Return the next free row ids of entries and of import rows."""
        ...

    def add_rows(self, entries: Sequence[tuple[object, ...]], rows: Sequence[NewRow]) -> None:
        """Insert a chunk of entries (see ``BOOKED_COLUMNS``) and their rows, ids ascending."""
        ...

    def replace_row(self, known: KnownRow, new: NewRow) -> None:
        """Update what a later export changed in a row."""
        ...

    def typed_repayments(self) -> list[TypedRepayment]:
        """Return the repayments, booked or under way, that came with no bill, oldest first."""
        ...

    def book(self, repayment_rowid: int) -> None:
        """Let a repayment that was under way be booked, as a bill says that it is."""
        ...

    def waiting(self) -> list[WaitingRow]:
        """Return the rows that are booked nowhere and wait for the user, oldest first."""
        ...

    def settle(self, row_id: int, kind: str, reason: str, entry_rowid: int | None) -> None:
        """Keep what the user decided about a row, and the entry booked for it if any."""
        ...

    def set_terms(self, purchase_rowid: int, fee_rate_ppm: int, free_periods: int) -> None:
        """Set the fee per period and the free periods of a purchase."""
        ...

    def undecided(self) -> int:
        """Return how many imported rows are booked nowhere and wait for the user."""
        ...

    def history(self) -> list[BatchRow]:
        """Return the batches, newest first."""
        ...

    def dump(self) -> list[dict[str, object]]:
        """Return every batch with its files and raw rows, as JSON values."""
        ...

    def restore(self, batches: Sequence[Mapping[str, object]]) -> None:
        """Insert what ``dump`` returned; its entries must be there already."""
        ...

    def remove_batch(self, batch_id: int) -> list[int]:
        """Delete a batch with its entries and rows; refused where later ones rest on it.

        Returns the purchases that stay and whose refunds changed.
        """
        ...


class RefundStore(Protocol):
    """The refunds that imports brought, and the purchases they belong to."""

    def candidates(
        self, order_numbers: Sequence[str], descriptions: Sequence[str]
    ) -> list[PurchaseCandidate]:
        """Return the purchases with one of these order numbers, or these descriptions."""
        ...

    def set_pending(self, purchase_rowid: int, amount_fen: int) -> None:
        """Keep a refund without a day: 0 removes it."""
        ...

    def undated(self, purchase_rowids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
        """Return (annotated, booked, pending) refunds by purchase, in fen."""
        ...

    def has_waiting(self) -> bool:
        """Return whether any refund row waits for its purchase."""
        ...

    def waiting(self, order_numbers: Sequence[str]) -> list[tuple[int, BillRow]]:
        """Return (import row id, row) of the refunds of these orders that found no purchase."""
        ...

    def tie(self, row_id: int, entry_rowid: int) -> None:
        """Point an import row at the entry that was booked for it."""
        ...
