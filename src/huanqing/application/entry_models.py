"""What the entries page asks for and shows: a query, rows, sums, and one entry in full."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from datetime import date

    from huanqing.application.entry_record import EntryRecord
    from huanqing.domain.entries import AllocationTarget
    from huanqing.domain.statement import StatementState


class EntryOrder(StrEnum):
    """What a list of entries is sorted by; ties go by day, time and row, newest first."""

    DAY = "day"
    KIND = "kind"
    AMOUNT = "amount"
    DESCRIPTION = "description"
    COUNTERPARTY = "counterparty"
    CATEGORY = "category"
    METHOD = "method"
    ORDER_NO = "order_no"
    PERIODS = "periods"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryQuery:
    """A search line as it was typed (see ``entry_search``) and an order."""

    text: str = ""
    order: EntryOrder = EntryOrder.DAY
    is_descending: bool = True


@dataclass(frozen=True, slots=True)
class KindSum:
    """How many entries of a kind, and their amounts in fen together."""

    kind: str
    count: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """The row ids that a query found, in its order.

    ``is_complete`` is False where only the head of the list was asked for; ``sums`` and
    ``count`` are of all that was found, None while that is not known.
    ``not_understood`` holds the words of the search line that name a field or a value that
    does not exist; they are searched for as plain text.
    """

    rowids: array[int]
    is_complete: bool
    count: int | None
    sums: tuple[KindSum, ...] | None
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryListRow:
    """An entry as the list shows it.

    ``amount_fen`` is positive except for adjustments; ``left_fen`` is what is still owed of a
    purchase, an adjustment or a statement instalment, None for other kinds.
    """

    rowid: int
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
    needs_periods: bool
    left_fen: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A line of a purchase's schedule as it stands today, in fen."""

    period: int
    periods: int
    statement_date: date
    due_date: date
    principal_fen: int
    fee_fen: int
    left_fen: int
    state: StatementState
    is_edited: bool


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """Where a part of a repayment or refund went; the dates None for unknown debts."""

    target: AllocationTarget
    amount_fen: int
    statement_date: date | None
    purchase_id: str
    period: int | None
    description: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A stored field before and after an action; texts, amounts in fen as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An action that touched an entry; ``changes`` only where it changed an existing one."""

    action_id: int
    name: str
    arguments: dict[str, str]
    done_at: str
    is_undone: bool
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RawRow:
    """The row of a bill from which an entry was booked: captions where known, and cells."""

    file_name: str
    line: int
    imported_at: str
    reason: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One entry in full; lists are empty where a kind has no such thing."""

    row: EntryListRow
    record: EntryRecord
    schedule: tuple[ScheduleRow, ...]
    refunds: tuple[EntryListRow, ...]
    allocations: tuple[AllocationRow, ...]
    history: tuple[HistoryRow, ...]
    raw: RawRow | None


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a field of a draft cannot stay as it is: a stable code, and its bound where it has one.

    ``bound`` is an int of fen for amounts, else a number or a day as ISO text.
    """

    field: str
    code: str
    bound: int | str | None = None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search line with the name that the user gave it."""

    name: str
    text: str
