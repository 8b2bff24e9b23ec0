"""Frozen rows that a screen or a command shows; made by use cases, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.bill_rows import BillRow, BillTotals, RowKind
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
    """A statement with its state on the day asked for and its minimum payment in fen.

    ``changed_since_lock`` is whether principal and fees are no longer those agreed on.
    """

    figures: StatementFigures
    state: StatementState
    minimum_fen: int
    is_locked: bool = False
    changed_since_lock: bool = False


@dataclass(frozen=True, slots=True)
class StatementLineRow:
    """A line of a statement beside what was bought; ``kind`` is that of the entry it is of.

    ``split_from`` is the statement whose parts a statement instalment moved here, None for
    other lines.
    """

    figures: InstalmentFigures
    day: date
    counterparty: str
    description: str
    kind: str = "purchase"
    split_from: date | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The first figures of a ledger.

    ``next_due`` is the earliest billed statement with something left that is not overdue, else
    the next unbilled one; ``overdue_fen`` is what is overdue in all.
    ``unknown_card_limits`` counts the channels without limits. ``unreconciled`` is the newest
    statement of the last 62 days that is out and not locked. ``temporary_limit_ends`` is the
    last day of the temporary limits that end first, ``temporary_limit_fen`` their sum.
    ``freeze_until`` is the last day of the freeze of today; None also where it is open.
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
    channel_count: int = 0
    unknown_card_limits: int = 0
    is_account_told: bool = True
    unreconciled: date | None = None
    pending_refunds: int = 0
    needs_periods: int = 0
    waiting_rows: int = 0
    temporary_limit_ends: date | None = None
    temporary_limit_fen: int = 0
    freeze_until: date | None = None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of a file with what the import will do with it.

    ``outcome``: new, update, unchanged, linked, memo or review; ``reason``: a stable code.
    """

    row: BillRow
    outcome: str
    reason: str


RowKey = tuple[str, int]
"""A row of a preview: the bill's name as its FileReport gives it, and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoice:
    """What the user decided about a row before it is booked; None leaves it as recognised.

    A skipped row is kept with its raw text but booked nowhere and not asked about again.
    ``periods`` answers the question of a purchase that is paid in several.
    """

    is_skipped: bool = False
    kind: RowKind | None = None
    periods: int | None = None
    fee_rate_ppm: int = 0
    free_periods: int = 0


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An imported row that is booked nowhere and waits for the user's decision."""

    row_id: int
    file_name: str
    row: BillRow


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
    """An import of the past; ``covers`` is the range that its files state, ISO days or empty."""

    batch_id: int
    imported_at: str
    file_names: tuple[str, ...]
    row_count: int
    new_count: int
    is_undone: bool
    covers_from: str = ""
    covers_until: str = ""


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
