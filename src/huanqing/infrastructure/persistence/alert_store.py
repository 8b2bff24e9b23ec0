"""What was done with alerts, as rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from huanqing.application.alert_models import AlertMark, MarkState
from huanqing.infrastructure.persistence.tables import alert_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.infrastructure.persistence.journal import JournaledTables


class SqlAlertStore:
    """The marks of the open transaction. Implements ``AlertStore``."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def marks(self) -> tuple[AlertMark, ...]:
        """Return every mark in the order of the keys."""
        rows = self._connection.execute(select(alert_mark).order_by(alert_mark.c.key))
        return tuple(
            AlertMark(
                row.key,
                MarkState(row.state),
                None if row.until is None else date.fromisoformat(row.until),
                row.done_at,
            )
            for row in rows
        )

    def put(self, mark: AlertMark) -> None:
        """Keep a mark in the place of the earlier one of its key."""
        values = {
            "key": mark.key,
            "state": mark.state.value,
            "until": None if mark.until is None else mark.until.isoformat(),
            "done_at": mark.done_at,
        }
        row_id = self._row(mark.key)
        if row_id is None:
            self._tables.insert_row(alert_mark, values)
        else:
            self._tables.update_row(alert_mark, row_id, values)

    def remove(self, keys: Iterable[str]) -> None:
        """Forget marks; keys without one are passed over."""
        found = [self._row(key) for key in keys]
        self._tables.delete_rows(alert_mark, [row_id for row_id in found if row_id is not None])

    def _row(self, key: str) -> int | None:
        query = select(alert_mark.c.id).where(alert_mark.c.key == key)
        found: int | None = self._connection.execute(query).scalar()
        return found
