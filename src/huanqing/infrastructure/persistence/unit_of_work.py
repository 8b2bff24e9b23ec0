"""One transaction over one ledger file, with its stores."""

from __future__ import annotations

import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DatabaseError

from huanqing.application.errors import LedgerDamagedError
from huanqing.infrastructure.persistence.account_store import SqlAccountStore
from huanqing.infrastructure.persistence.entry_store import SqlEntryStore, forget_figures
from huanqing.infrastructure.persistence.import_store import SqlImportStore
from huanqing.infrastructure.persistence.journal import JournaledTables
from huanqing.infrastructure.persistence.reconciliation_store import SqlReconciliationStore
from huanqing.infrastructure.persistence.replay_store import SqlReplayStore
from huanqing.infrastructure.persistence.tables import setting

if TYPE_CHECKING:
    from types import TracebackType

    from huanqing.application.ports import Clock
    from huanqing.application.read_models import ActionRow
    from huanqing.infrastructure.persistence.alert_store import SqlAlertStore
    from huanqing.infrastructure.persistence.application_store import SqlApplicationStore
    from huanqing.infrastructure.persistence.cache_store import SqlCacheStore
    from huanqing.infrastructure.persistence.plan_store import SqlPlanStore
    from huanqing.infrastructure.persistence.refund_store import SqlRefundStore
    from huanqing.infrastructure.persistence.search_store import SqlSearchStore

_LEDGER_ID = "ledger_id"


class SqlSettingStore:
    """Facts about the ledger itself, within the open transaction."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def get(self, key: str) -> str | None:
        """Return the value, None where it is not set."""
        found = self._connection.execute(select(setting.c.value).where(setting.c.key == key))
        value: str | None = found.scalar()
        return value

    def put(self, key: str, value: str | None) -> None:
        """Set or (None) remove a value."""
        row_id = self._connection.execute(select(setting.c.id).where(setting.c.key == key)).scalar()
        if row_id is None:
            if value is not None:
                self._tables.insert_row(setting, {"key": key, "value": value})
        elif value is None:
            self._tables.delete_rows(setting, [row_id])
        else:
            self._tables.update_row(setting, row_id, {"value": value})

    def ledger_id(self) -> str:
        """Return the ledger's own id, given when first asked for."""
        known = self.get(_LEDGER_ID)
        if known is not None:
            return known
        from uuid import uuid4  # noqa: PLC0415 - once in the life of a ledger

        given = uuid4().hex
        # Outside the journal, and out of the way of the rows that it numbers.
        row = {"id": -1, "key": _LEDGER_ID, "value": given}
        self._connection.execute(insert(setting).values(row))
        return given


class SqlJournal:
    """The change journal as the use cases see it; undo drops the checkpoints it outdates."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables
        self.begin = tables.begin
        self.next_undo = tables.next_undo
        self.next_redo = tables.next_redo
        self.action_of_batch = tables.action_of_batch

    def undo(self) -> ActionRow | None:
        """Take back the newest action."""
        self._forget(self._tables.next_undo())
        return self._tables.undo()

    def redo(self) -> ActionRow | None:
        """Do again the oldest undone action."""
        self._forget(self._tables.next_redo())
        return self._tables.redo()

    def _forget(self, coming: ActionRow | None) -> None:
        """Drop the checkpoints that rest on what the action touches."""
        if coming is not None:
            first = self._tables.first_day_touched(coming.action_id)
            forget_figures(self._connection, first)


class SqlUnitOfWork:
    """Implements ``UnitOfWork``; leaving the block without ``commit`` rolls back."""

    def __init__(self, engine: Engine, clock: Clock, path: str) -> None:
        """Prepare; the transaction begins with the ``with`` block. ``path`` is for errors."""
        self._path = path
        self._engine = engine
        self._clock = clock

    def __enter__(self) -> Self:
        """Begin the transaction."""
        self._connection = self._engine.connect()
        self._transaction = self._connection.begin()
        tables = JournaledTables(self._connection, self._clock.now_text())
        self._tables = tables
        self.account = SqlAccountStore(self._connection, tables)
        self.entries = SqlEntryStore(self._connection, tables)
        self.imports = SqlImportStore(self._connection, tables)
        self.replays = SqlReplayStore(self._connection)
        self.journal = SqlJournal(self._connection, tables)
        self.settings = SqlSettingStore(self._connection, tables)
        self.reconciliations = SqlReconciliationStore(self._connection, tables)
        return self

    @cached_property
    def search(self) -> SqlSearchStore:
        """What finds and reads entries for lists."""
        from huanqing.infrastructure.persistence.search_store import (  # noqa: PLC0415 - not at start
            SqlSearchStore,
        )

        return SqlSearchStore(self._connection)

    @cached_property
    def cache(self) -> SqlCacheStore:
        """What the ledger keeps of texts derived from it."""
        from huanqing.infrastructure.persistence.cache_store import (  # noqa: PLC0415 - at the end
            SqlCacheStore,
        )

        return SqlCacheStore(self._connection)

    @cached_property
    def applications(self) -> SqlApplicationStore:
        """The applications about the limit."""
        from huanqing.infrastructure.persistence.application_store import (  # noqa: PLC0415 - not at start
            SqlApplicationStore,
        )

        return SqlApplicationStore(self._connection, self._tables)

    @cached_property
    def refunds(self) -> SqlRefundStore:
        """What ties imported refunds to their purchases."""
        from huanqing.infrastructure.persistence.refund_store import (  # noqa: PLC0415 - not at start
            SqlRefundStore,
        )

        return SqlRefundStore(self._connection, self._tables)

    @cached_property
    def plans(self) -> SqlPlanStore:
        """The accepted plans."""
        from huanqing.infrastructure.persistence.plan_store import (  # noqa: PLC0415 - not at start
            SqlPlanStore,
        )

        return SqlPlanStore(self._connection, self._tables)

    @cached_property
    def alerts(self) -> SqlAlertStore:
        """What was done with alerts."""
        from huanqing.infrastructure.persistence.alert_store import (  # noqa: PLC0415 - not at start
            SqlAlertStore,
        )

        return SqlAlertStore(self._connection, self._tables)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed and give the connection back.

        Raises LedgerDamagedError where SQLite found the file damaged on the way.
        """
        try:
            if self._transaction.is_active:
                self._transaction.rollback()
        finally:
            self._connection.close()
        # Some stores read with the driver's own cursors, whose errors nobody wraps.
        cause = error.orig if isinstance(error, DatabaseError) else error
        if type(cause) is sqlite3.DatabaseError:
            raise LedgerDamagedError(self._path, (str(cause),)) from error

    def commit(self) -> None:
        """Make the block's changes durable."""
        self._transaction.commit()
