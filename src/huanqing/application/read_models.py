"""Frozen rows that a screen or a command shows; made by use cases, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.bill_rows import BillRow, BillTotals
    from huanqing.domain.credit_limit import DayFigures
    from huanqing.domain.statement import InstalmentFigures, StatementFigures, StatementState


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as a list shows it. ``kind`` as in the journal: purchase, refund, repayment ...

    ``amount_fen`` is positive except for adjustments. ``time`` may be empty.
    """

    id: str
    kind: str
    day: date
    time: str
    amount_fen: int
    counterparty: str
    description: str
    category: str
    method: str
    order_no: str
    state: str
    periods: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its state on the day asked for and its minimum payment in fen."""

    figures: StatementFigures
    state: StatementState
    minimum_fen: int


@dataclass(frozen=True, slots=True)
class StatementLineRow:
    """A line of a statement beside what was bought."""

    figures: InstalmentFigures
    day: date
    counterparty: str
    description: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The first figures of a ledger.

    ``next_due`` is the earliest billed statement with something left that is not overdue, else
    the next unbilled one; ``overdue_fen`` is what is overdue in all.
    """

    today: date
    is_pinned: bool
    account_name: str
    limit: DayFigures
    owed_fen: int
    next_due: StatementRow | None
    overdue_fen: int
    overdue_count: int
    recent: tuple[EntryRow, ...]
    entry_count: int
    open_questions: int


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of a file with what the import will do with it.

    ``outcome``: new, update, unchanged, linked, memo or review; ``reason``: a stable code.
    """

    row: BillRow
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file as previewed or booked. ``agree``: None where the file states no totals."""

    name: str
    sha256: str
    provider: str
    layout: str
    rows: tuple[PreviewRow, ...]
    stated: BillTotals
    computed: BillTotals
    agree: bool | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class FileFailure:
    """A file that could not be read; ``error`` says why (see ``labels``)."""

    name: str
    error: Exception


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with ``batch_id`` None would do."""

    batch_id: int | None
    files: tuple[FileReport, ...]
    failures: tuple[FileFailure, ...]
    needs_review: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import of the past."""

    batch_id: int
    imported_at: str
    file_names: tuple[str, ...]
    row_count: int
    new_count: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A user action in the change journal, named for the Edit menu."""

    action_id: int
    name: str
    arguments: dict[str, str]
    done_at: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class BillSource:
    """A file the user gave: its name, content and password if one is needed."""

    name: str
    content: bytes
    password: str | None = None
