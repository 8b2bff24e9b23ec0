"""Applications about the limit as rows."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from huanqing.application.entry_records import Details
from huanqing.application.exchange_limits import stage_documents, stages_of
from huanqing.application.limit_models import ApplicationKind, LimitApplication
from huanqing.infrastructure.persistence.row_sync import sync_rows
from huanqing.infrastructure.persistence.tables import limit_application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.infrastructure.persistence.journal import JournaledTables, Row


class SqlApplicationStore:
    """The applications of the open transaction. Implements ``ApplicationStore``."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def all(self) -> tuple[LimitApplication, ...]:
        """Return the applications, oldest first."""
        table = limit_application
        rows = self._connection.execute(select(table).order_by(table.c.filed_on, table.c.id))
        return tuple(
            LimitApplication(
                id=row.uid,
                kind=ApplicationKind(row.kind),
                filed_on=date.fromisoformat(row.filed_on),
                wanted_fen=row.wanted,
                stages=stages_of(Details(row.uid, {"stages": json.loads(row.stages)})),
                note=row.note,
                extra=json.loads(row.extra),
            )
            for row in rows
        )

    def replace(self, applications: Sequence[LimitApplication]) -> None:
        """Keep these and no others, touching only what differs."""
        wanted = [_values(each) for each in applications]
        sync_rows(self._connection, self._tables, limit_application, wanted, ("uid",))


def _values(value: LimitApplication) -> Row:
    return {
        "uid": value.id,
        "kind": value.kind.value,
        "filed_on": value.filed_on.isoformat(),
        "wanted": value.wanted_fen,
        "stages": json.dumps(stage_documents(value.stages), ensure_ascii=False),
        "note": value.note,
        "extra": json.dumps(value.extra, ensure_ascii=False),
    }
