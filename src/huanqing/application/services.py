"""What the window and the command line ask of an open ledger.

``LedgerService`` is the narrow face of the use cases: bound to one open ledger and a clock by
``bootstrap``. Every call is one transaction, on the thread that calls; a service must be used
from one thread at a time (the window uses its task runner's single ledger thread).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from huanqing.application.account_models import AccountView
    from huanqing.application.ahead_services import AlertService, LimitService, PlanService
    from huanqing.application.entry_models import (
        EntryDetail,
        EntryListRow,
        EntryQuery,
        FieldProblem,
        FoundEntries,
        KindSum,
        SavedSearch,
    )
    from huanqing.application.entry_ports import EntryPreparing
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.overview_models import FirstFigures
    from huanqing.application.progress import Progress
    from huanqing.application.read_models import (
        ActionRow,
        BatchRow,
        BillSource,
        ImportReport,
        Overview,
        RowChoice,
        RowKey,
        StatementLineRow,
        StatementRow,
        WaitingRow,
    )
    from huanqing.application.statement_models import (
        ChangePreview,
        InstalmentDraft,
        InstalmentOffer,
        Reconciliation,
        SettlementDraft,
    )
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.derivation import Derivation, Question
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel


class EntriesService(Protocol):
    """Single entries: finding, reading, and changing them, each change one undoable action.

    A change that would alter a locked statement raises LockedStatementError and changes
    nothing, unless ``allow_locked``. Every change may raise a LedgerError.
    """

    @property
    def preparation(self) -> EntryPreparing:
        """What makes lists and searches quick and whole."""
        ...

    def find(
        self, query: EntryQuery, *, head: int | None = None, progress: Progress | None = None
    ) -> FoundEntries:
        """Return what the query finds; with ``head`` only so many of the first, quickly."""
        ...

    def rows(self, rowids: Sequence[int], *, waits: bool = True) -> list[EntryListRow]:
        """Return the rows of these ids, in their order; ids that are gone are left out.

        What is left of a debt may be None where it ``waits`` for no long replay.
        """
        ...

    def sums(self, rowids: Sequence[int]) -> tuple[KindSum, ...]:
        """Return count and sum by kind, in the order purchase, refund, repayment, others."""
        ...

    def detail(self, rowid: int) -> EntryDetail:
        """Return one entry in full; raises KeyError where it is gone."""
        ...

    def rowid_of(self, kind: str, entry_id: str) -> int | None:
        """Return the row of an entry by its id, None where there is none."""
        ...

    def problems(self, draft: EntryRecord) -> list[FieldProblem]:
        """Return what is wrong with a draft, field by field; empty where it can be booked."""
        ...

    def add(self, draft: EntryRecord, *, allow_locked: bool = False) -> int:
        """Book a new entry (id "" lets the ledger name it) and return its row."""
        ...

    def change(self, rowid: int, draft: EntryRecord, *, allow_locked: bool = False) -> None:
        """Replace the fields of an entry; its kind and id stay."""
        ...

    def remove(self, rowids: Sequence[int], *, allow_locked: bool = False) -> None:
        """Delete entries, with the refunds and early settlements of a deleted purchase."""
        ...

    def split(
        self,
        rowid: int,
        periods: int,
        fee_rate_ppm: int = 0,
        free_periods: int = 0,
        *,
        allow_locked: bool = False,
    ) -> None:
        """Say in how many periods a purchase is paid."""
        ...

    def preview(self, rowid: int | None, draft: EntryRecord) -> ChangePreview:
        """Return what adding (``rowid`` None) or changing would do to the statements."""
        ...

    def purchases_like(self, text: str, count: int = 20) -> list[EntryListRow]:
        """Return purchases to choose from for a refund, newest first."""
        ...

    def suggestions(self, field: str, count: int = 50) -> list[str]:
        """Return the values used most in counterparty, category or method, for completion."""
        ...

    def saved_searches(self) -> list[SavedSearch]:
        """Return the saved searches in the order in which they were saved."""
        ...

    def save_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Replace the saved searches; one undoable action."""
        ...


class StatementActions(Protocol):
    """Reconciling statements, and the operations on them; each booking one undoable action."""

    def reconciliations(self) -> dict[date, Reconciliation]:
        """Return every reconciliation begun or locked, by statement date."""
        ...

    def reconciliation(self, statement_date: date) -> Reconciliation:
        """Return what was noted of a statement; an empty one where nothing was."""
        ...

    def save_reconciliation(self, value: Reconciliation) -> None:
        """Keep ticks, figures and the lock; locking notes the ledger's total of the moment."""
        ...

    def post_difference(self, statement_date: date, amount_fen: int, note: str) -> None:
        """Change a statement's total by exactly ``amount_fen``; positive raises it.

        Raises StatementDifferenceError where that cannot honestly be done, and
        LockedStatementError; nothing has changed then.
        """
        ...

    def instalment_offer(self, statement_date: date) -> InstalmentOffer:
        """Return how much of a statement may be split into new periods."""
        ...

    def preview_instalment(self, draft: InstalmentDraft) -> ChangePreview:
        """Return what a statement instalment would change; raises what booking would."""
        ...

    def book_instalment(self, draft: InstalmentDraft, *, allow_locked: bool = False) -> None:
        """Book a statement instalment."""
        ...

    def preview_settlement(self, draft: SettlementDraft) -> ChangePreview:
        """Return what an early settlement would change; raises what booking would."""
        ...

    def settlement_cost(self, draft: SettlementDraft) -> int:
        """Return what must be paid on the day to settle the purchase, in fen."""
        ...

    def book_settlement(self, draft: SettlementDraft, *, allow_locked: bool = False) -> None:
        """Book an early settlement, with its repayment where the draft says so."""
        ...


class AccountService(Protocol):
    """The credit account and the payment side; each save one undoable action."""

    def view(self) -> AccountView:
        """Return everything as stored."""
        ...

    def save_account(self, account: CreditAccount, *, allow_locked: bool = False) -> None:
        """Replace the account with its dated rules, limits and freezes."""
        ...

    def save_payment_side(
        self, funding: Sequence[FundingAccount], channels: Sequence[PaymentChannel]
    ) -> None:
        """Replace funding accounts and payment channels."""
        ...

    def rename_channel(self, old: str, new: str) -> None:
        """Rename a channel, also in the repayments that went through it."""
        ...


class ImportService(Protocol):
    """Imports of bills, each one undoable batch, and the rows of theirs that wait."""

    def run(
        self,
        sources: Sequence[BillSource],
        *,
        dry_run: bool,
        choices: Mapping[RowKey, RowChoice] | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Preview (``dry_run``) or book the files, as one undoable batch.

        ``choices`` are the user's decisions on single rows; the preview shows their effect.
        Raises LedgerError, and books nothing, where an entry that was typed no longer fits:
        a repayment above what is owed now.
        """
        ...

    def waiting(self) -> list[WaitingRow]:
        """Return the imported rows that wait for a decision, oldest first."""
        ...

    def decide(self, choices: Mapping[int, RowChoice]) -> None:
        """Book or set aside waiting rows by their ids; one undoable action.

        Raises LedgerError as ``run``.
        """
        ...

    def history(self) -> list[BatchRow]:
        """Return the batches, newest first."""
        ...

    def undo(self, batch_id: int) -> ActionRow:
        """Undo one batch, also when it is not the last action.

        Raises LedgerError, and changes nothing, where later entries rest on it.
        """
        ...


class LedgerService(Protocol):
    """An open ledger, as its screens see it."""

    @property
    def entries(self) -> EntriesService:
        """Single entries."""
        ...

    @property
    def statement_actions(self) -> StatementActions:
        """Reconciling, statement instalments, early settlement."""
        ...

    @property
    def account(self) -> AccountService:
        """The credit account and what repays it."""
        ...

    @property
    def imports(self) -> ImportService:
        """Imports of bills, and the rows that wait."""
        ...

    @property
    def plans(self) -> PlanService:
        """Repayment plans."""
        ...

    @property
    def limits(self) -> LimitService:
        """The limit's recovery."""
        ...

    @property
    def alerts(self) -> AlertService:
        """What asks for attention."""
        ...

    @property
    def path(self) -> str:
        """The ledger file's path, for the title bar."""
        ...

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo ledger."""
        ...

    def today(self) -> date:
        """Return the pinned day, or the clock's."""
        ...

    def overview(self, progress: Progress | None = None) -> Overview:
        """Return the first figures; quick, from the last checkpoint."""
        ...

    def statements(self, progress: Progress | None = None) -> list[StatementRow]:
        """Return every statement that holds a line, oldest first, future ones included."""
        ...

    def statement_lines(self, statement_date: date) -> list[StatementLineRow]:
        """Return the lines of one statement with what was bought."""
        ...

    def derive(self, question: Question) -> Derivation:
        """Return why a figure of the ledger is what it is today.

        Raises KeyError where what is asked about is gone, ValueError for a figure of a plan.
        """
        ...

    def undo(self) -> ActionRow | None:
        """Undo the last action; None when there is nothing to undo."""
        ...

    def redo(self) -> ActionRow | None:
        """Redo the action undone last; None when there is none."""
        ...

    def next_undo(self) -> ActionRow | None:
        """Return what ``undo`` would undo, for the menu's text."""
        ...

    def next_redo(self) -> ActionRow | None:
        """Return what ``redo`` would redo."""
        ...

    def close(self) -> None:
        """Close the file and give back its lock."""
        ...


class LedgerDoor(Protocol):
    """Opens, makes and moves ledger files for the window; raises a LedgerFileError or OSError."""

    @property
    def default_path(self) -> Path:
        """Where the user's ledger lies unless they say otherwise."""
        ...

    @property
    def demo_path(self) -> Path:
        """Where the demo ledger lies."""
        ...

    def open(self, path: Path, *, break_lock: bool = False) -> LedgerService:
        """Open a ledger that is there."""
        ...

    def first_figures(self, path: Path) -> FirstFigures | None:
        """Return the figures of a ledger nobody has touched since they were kept; opens nothing.

        None without such figures, on another day, or where a program holds the ledger.
        """
        ...

    def put_away(self, service: LedgerService) -> None:
        """Close an open ledger, and keep its first figures for the next start."""
        ...

    def create(self, path: Path) -> LedgerService:
        """Make a new empty ledger; refused where a file is there already."""
        ...

    def open_demo(self) -> LedgerService:
        """Open the demo ledger, writing it anew where it is not there."""
        ...

    def copy(self, service: LedgerService, target: Path) -> None:
        """Write a whole copy of an open ledger; refused where a file is there already."""
        ...

    def move(self, service: LedgerService, target: Path) -> LedgerService:
        """Close the ledger, move its file and open it there; on failure nothing has moved."""
        ...

    def place_warning(self, path: Path) -> str:
        """Return a code where a folder is unwise (``cloud``, ``network``), "" where it is not."""
        ...
