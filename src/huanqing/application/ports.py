"""What the use cases need from the outside: protocols, implemented by ``infrastructure``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, Self

from huanqing.application.entry_ports import EntryRows

if TYPE_CHECKING:
    from datetime import date
    from types import TracebackType

    from huanqing.application.alert_ports import AlertStore
    from huanqing.application.entry_ports import SearchStore
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.import_ports import ImportStore, RefundStore
    from huanqing.application.limit_ports import ApplicationStore
    from huanqing.application.plan_ports import PlanStore
    from huanqing.application.read_models import ActionRow, EntryRow
    from huanqing.application.reconcile_ports import ReconciliationStore
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


class AccountStore(Protocol):
    """The credit account with its dated rules, and what repays it."""

    def get(self) -> CreditAccount:
        """Return the account; a new ledger has one with default rules and no limit."""
        ...

    def is_told(self) -> bool:
        """Return whether an account was ever saved, so that ``get`` is more than defaults."""
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

    def rename_channel(self, old: str, new: str) -> None:
        """Rename a channel, and with it the repayments that name it; KeyError without it."""
        ...


class EntryStore(EntryRows, Protocol):
    """The entries."""

    def add(self, records: Iterable[EntryRecord]) -> int:
        """Insert records and return the row of the last; their ids must be new.

        Id "" lets the ledger name the entry.
        """
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

    def under_way(self, since: date, until: date) -> list[EntryRecord]:
        """Return the repayments of these days, both included, that are planned or processing."""
        ...

    def recent(self, count: int) -> list[EntryRow]:
        """Return the newest entries of the credit account, newest first."""
        ...

    def rows(self, entry_ids: Sequence[str]) -> dict[str, EntryRow]:
        """Return what opened the debts of these ids, by id; unknown ids are absent."""
        ...

    def is_empty(self) -> bool:
        """Return whether the ledger holds no entry at all."""
        ...

    def has_bounded(self) -> bool:
        """Return whether any entry may become wrong by what happens before it."""
        ...

    def questions(self) -> tuple[int, int]:
        """Return how many purchases wait for their periods, how many refunds to be booked."""
        ...


class ReplayStore(Protocol):
    """Checkpoints of the replay; derived data that may be dropped at any time."""

    def latest(self, until: date) -> dict[str, object] | None:
        """Return the newest checkpoint on or before ``until``."""
        ...

    def save(self, day: date, dump: dict[str, object], closed: list[StatementFigures]) -> None:
        """Keep a checkpoint and the statements closed since the one before."""
        ...

    def closed(
        self, until: date, *, with_lines: bool, only: Collection[date] | None = None
    ) -> list[StatementFigures]:
        """Return the statements closed by the checkpoint of ``until``, oldest first.

        ``only`` asks for those of a few dates.
        """
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

    def ledger_id(self) -> str:
        """Return the ledger's own id, given when first asked for; no action, never undone."""
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
    def refunds(self) -> RefundStore:
        """What ties imported refunds to their purchases."""
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

    @property
    def search(self) -> SearchStore:
        """Lists of entries."""
        ...

    @property
    def reconciliations(self) -> ReconciliationStore:
        """The reconciliations."""
        ...

    @property
    def applications(self) -> ApplicationStore:
        """The applications about the limit."""
        ...

    @property
    def plans(self) -> PlanStore:
        """The accepted plans."""
        ...

    @property
    def alerts(self) -> AlertStore:
        """What was done with alerts."""
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
