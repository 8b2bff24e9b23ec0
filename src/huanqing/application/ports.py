"""What the use cases need from the outside: protocols, implemented by ``infrastructure``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from datetime import date
    from types import TracebackType

    from huanqing.application.bill_rows import BillFile, BillRow, RowKind
    from huanqing.application.read_models import ActionRow, BatchRow, EntryRow
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.entries import Entry
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel
    from huanqing.domain.statement import StatementFigures


class Clock(Protocol):
    """The day and the moment, in Asia/Shanghai."""

    def today(self) -> date:
        """Return the civil day in Asia/Shanghai."""
        ...

    def now_text(self) -> str:
        """Return the moment as ISO text with its offset, for the journal."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """An entry as it is stored: the union of all kinds' fields, amounts in fen.

    ``day`` is the day on which it counts (a refund's booked day, its initiated day while it is
    pending). ``details`` holds what only few entries have, as JSON values: edited lines,
    overrides, allocations, and fields of an exchange file that this version does not know.
    """

    id: str
    kind: str
    day: str
    amount_fen: int
    time: str = ""
    state: str = ""
    counterparty: str = ""
    description: str = ""
    category: str = ""
    method: str = ""
    order_no: str = ""
    merchant_order_no: str = ""
    note: str = ""
    purchase_id: str = ""
    periods: int = 0
    fee_rate_ppm: int = 0
    free_periods: int = 0
    may_exceed_ledger: bool = False
    needs_periods: bool = False
    details: dict[str, object] = field(default_factory=dict)


class KnownRow(NamedTuple):
    """A row of an earlier import, found again by its identity."""

    row_id: int
    identity: int
    ordinal: int
    kind: RowKind
    amount_fen: int
    refunded_fen: int
    entry_rowid: int | None


class PurchaseCandidate(NamedTuple):
    """A purchase that a refund row may belong to; ``refunded_fen`` by booked refunds so far."""

    rowid: int
    order_no: str
    amount_fen: int
    refunded_fen: int
    day: str
    time: str
    description: str


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


class AccountStore(Protocol):
    """The credit account with its dated rules, and what repays it."""

    def get(self) -> CreditAccount:
        """Return the account; a new ledger has one with default rules and no limit."""
        ...

    def save(self, account: CreditAccount) -> None:
        """Replace the account, its rules, limits and freezes."""
        ...

    def funding(self) -> list[FundingAccount]:
        """Return the funding accounts in the order of entry."""
        ...

    def channels(self) -> list[PaymentChannel]:
        """Return the payment channels in the order of entry."""
        ...

    def save_payment_side(
        self, funding: Sequence[FundingAccount], channels: Sequence[PaymentChannel]
    ) -> None:
        """Replace funding accounts and channels."""
        ...


class EntryStore(Protocol):
    """The entries."""

    def add(self, records: Iterable[EntryRecord]) -> None:
        """Insert records; their ids must be new."""
        ...

    def record(self, kind: str, entry_id: str) -> EntryRecord | None:
        """Return one entry as it is stored, None where there is none."""
        ...

    def change(self, record: EntryRecord) -> None:
        """Replace the fields of the entry with the record's kind and id."""
        ...

    def remove(self, entry_ids: Sequence[str], kind: str | None = None) -> None:
        """Delete entries by id; ``kind`` where two kinds share one."""
        ...

    def records(self) -> Iterator[EntryRecord]:
        """Yield every entry in the order in which they apply."""
        ...

    def replayable(self, after: date, until: date) -> Iterator[Entry]:
        """Yield what moves debts after ``after`` up to ``until``, in the order of applying."""
        ...

    def recent(self, count: int) -> list[EntryRow]:
        """Return the newest entries of the credit account, newest first."""
        ...

    def rows(self, entry_ids: Sequence[str]) -> dict[str, EntryRow]:
        """Return what opened the debts of these ids, by id; unknown ids are absent."""
        ...

    def count(self) -> int:
        """Return how many entries the ledger holds."""
        ...

    def open_questions(self) -> int:
        """Return how many entries wait for the user: periods unknown, refunds without a day."""
        ...


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

    def candidates(
        self, order_numbers: Sequence[str], descriptions: Sequence[str]
    ) -> list[PurchaseCandidate]:
        """Return the purchases with one of these order numbers, or these descriptions."""
        ...

    def set_pending_refund(self, purchase_rowid: int, amount_fen: int) -> None:
        """Keep a refund without a day: 0 removes it."""
        ...

    def undated_refunds(self, purchase_rowids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
        """Return (annotated, booked, pending) refunds by purchase, in fen."""
        ...

    def has_waiting_refunds(self) -> bool:
        """Return whether any refund row waits for its purchase."""
        ...

    def waiting_refunds(self, order_numbers: Sequence[str]) -> list[tuple[int, BillRow]]:
        """Return (import row id, row) of the refunds of these orders that found no purchase."""
        ...

    def tie(self, row_id: int, entry_rowid: int) -> None:
        """Point an import row at the entry that was booked for it."""
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

    def remove_batch(self, batch_id: int) -> None:
        """Delete a batch with its entries and rows; refused where later ones rest on it."""
        ...


class ReplayStore(Protocol):
    """Checkpoints of the replay; derived data that may be dropped at any time."""

    def latest(self, until: date) -> dict[str, object] | None:
        """Return the newest checkpoint on or before ``until``."""
        ...

    def save(self, day: date, dump: dict[str, object], closed: list[StatementFigures]) -> None:
        """Keep a checkpoint and the statements closed since the one before."""
        ...

    def closed(self, until: date, *, with_lines: bool) -> list[StatementFigures]:
        """Return the statements closed by the checkpoint of ``until``, oldest first."""
        ...

    def clear(self) -> None:
        """Drop every checkpoint."""
        ...


class Journal(Protocol):
    """The change journal: each action one transaction, undone and redone from its changes."""

    def begin(self, name: str, arguments: dict[str, str]) -> None:
        """Name the action that the following changes belong to; drops what could be redone."""
        ...

    def next_undo(self) -> ActionRow | None:
        """Return the newest action that is not undone."""
        ...

    def next_redo(self) -> ActionRow | None:
        """Return the oldest action that is undone."""
        ...

    def undo(self) -> ActionRow | None:
        """Take back the newest action, to the exact earlier state."""
        ...

    def redo(self) -> ActionRow | None:
        """Do again the oldest undone action."""
        ...

    def action_of_batch(self, batch_id: int) -> int | None:
        """Return the id of the action that imported the batch."""
        ...


class SettingStore(Protocol):
    """Facts about the ledger itself, such as the pinned day."""

    def get(self, key: str) -> str | None:
        """Return the value, None where it is not set."""
        ...

    def put(self, key: str, value: str | None) -> None:
        """Set or (None) remove a value; journaled like everything else."""
        ...


class UnitOfWork(Protocol):
    """One transaction: leaving the block without ``commit`` rolls everything back."""

    @property
    def account(self) -> AccountStore:
        """The account store."""
        ...

    @property
    def entries(self) -> EntryStore:
        """The entry store."""
        ...

    @property
    def imports(self) -> ImportStore:
        """The import store."""
        ...

    @property
    def replays(self) -> ReplayStore:
        """The checkpoint store."""
        ...

    @property
    def journal(self) -> Journal:
        """The change journal."""
        ...

    @property
    def settings(self) -> SettingStore:
        """The ledger's own settings."""
        ...

    def commit(self) -> None:
        """Make the block's changes durable."""
        ...

    def __enter__(self) -> Self:
        """Begin the transaction."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed."""
        ...


OpenUnitOfWork = Callable[[], UnitOfWork]

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
