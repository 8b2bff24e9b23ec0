"""Reconciliations as rows."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from huanqing.application.statement_models import Reconciliation
from huanqing.infrastructure.persistence.tables import reconciliation

if TYPE_CHECKING:
    from huanqing.infrastructure.persistence.journal import JournaledTables


class SqlReconciliationStore:
    """The reconciliations of the open transaction."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def all(self) -> dict[date, Reconciliation]:
        """Return every reconciliation, by statement date."""
        rows = self._connection.execute(
            select(reconciliation).order_by(reconciliation.c.statement_date)
        )
        found = {}
        for row in rows:
            day = date.fromisoformat(row.statement_date)
            due = row.stated_due_date
            found[day] = Reconciliation(
                statement_date=day,
                stated_total_fen=row.stated_total,
                stated_due_date=None if due is None else date.fromisoformat(due),
                ticked=frozenset((name, period) for name, period in json.loads(row.ticked)),
                is_locked=bool(row.is_locked),
                agreed_fen=row.agreed,
                done_at=row.done_at,
                note=row.note,
            )
        return found

    def save(self, value: Reconciliation) -> None:
        """Keep a reconciliation in the place of the earlier one of its statement."""
        day = value.statement_date.isoformat()
        due = value.stated_due_date
        values = {
            "statement_date": day,
            "stated_total": value.stated_total_fen,
            "stated_due_date": None if due is None else due.isoformat(),
            "ticked": json.dumps(sorted(value.ticked), ensure_ascii=False),
            "is_locked": int(value.is_locked),
            "agreed": value.agreed_fen,
            "done_at": value.done_at,
            "note": value.note,
        }
        chosen = select(reconciliation.c.id).where(reconciliation.c.statement_date == day)
        row_id = self._connection.execute(chosen).scalar()
        if row_id is None:
            self._tables.insert_row(reconciliation, values)
        else:
            self._tables.update_row(reconciliation, row_id, values)
