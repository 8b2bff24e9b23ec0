"""The rows of the first figures; apart from the others, so that a start loads only these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.lean_tuple import LeanTuple

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.day_figures import DayFigures
    from huanqing.domain.statement import StatementFigures, StatementState


class EntryRow(LeanTuple):
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


class StatementRow(LeanTuple):
    """A statement with its state on the day asked for and its minimum payment in fen.

    ``changed_since_lock`` is whether principal and fees are no longer those agreed on.
    """

    figures: StatementFigures
    state: StatementState
    minimum_fen: int
    is_locked: bool = False
    changed_since_lock: bool = False


class Overview(LeanTuple):
    """The first figures of a ledger.

    ``next_due`` is the earliest billed statement with something left that is not overdue, else
    the next unbilled one; ``overdue_fen`` is what is overdue in all. ``is_empty``: without any
    entry.
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
    is_empty: bool
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


class FirstFigures(LeanTuple):
    """What a window shows first: the overview, and whether it is of the demo ledger."""

    overview: Overview
    is_demo: bool
