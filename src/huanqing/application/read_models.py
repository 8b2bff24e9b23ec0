"""Frozen rows that a screen or a command shows; made by use cases, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.application.overview_models import EntryRow, Overview, StatementRow

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.bill_rows import BillRow, BillTotals, RowKind
    from huanqing.domain.statement import InstalmentFigures

__all__ = ["EntryRow", "Overview", "StatementRow"]


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
