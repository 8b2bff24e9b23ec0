"""Takes back an import that is not the last action, with what it changed in earlier rows."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text

from huanqing.application.entry_record import UNDER_WAY
from huanqing.application.errors import BatchInUseError
from huanqing.application.typed_repayments import TYPED
from huanqing.infrastructure.persistence.entry_store import forget_figures
from huanqing.infrastructure.persistence.tables import (
    entry,
    import_batch,
    import_file,
    import_row,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from huanqing.infrastructure.persistence.journal import JournaledTables

_AMONG = "(SELECT value FROM json_each(:ids))"


def remove_batch(connection: Connection, tables: JournaledTables, batch_id: int) -> list[int]:
    """Delete a batch with its entries and rows, and put back what it changed in earlier rows.

    Returns the purchases that stay and whose refunds changed. Raises KeyError where there is
    no such batch, BatchInUseError where later entries rest on it.
    """
    run = connection.execute
    files = select(import_file.c.id).where(import_file.c.batch_id == batch_id)
    if run(files).first() is None:
        raise KeyError(batch_id)
    rows = run(
        select(import_row.c.id, import_row.c.entry_id, import_row.c.reason).where(
            import_row.c.file_id.in_(files)
        )
    ).all()
    earlier = _earlier_rows(connection, tables, batch_id, {row.id for row in rows})
    # What somebody booked before the bill came is not the bill's to take away.
    brought = [row for row in rows if row.reason != TYPED]
    entry_ids = {row.entry_id for row in brought if row.entry_id is not None}
    entry_ids |= {now for before, now in earlier if now is not None and before["entry_id"] is None}
    entry_ids |= _pending_of(connection, entry_ids)
    _refuse_where_used(connection, batch_id, entry_ids)
    touched = _refunded_by(connection, entry_ids) | {
        before["entry_id"] for before, _ in earlier if before["entry_id"] is not None
    }
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for before, _ in earlier:
        values = {name: value for name, value in before.items() if name != "id"}
        tables.update_row(import_row, before["id"], values)
    tables.delete_rows(import_row, [row.id for row in rows])
    _put_back_under_way(tables, batch_id)
    tables.delete_rows(entry, entry_ids)
    tables.delete_rows(import_file, run(files).scalars().all())
    tables.delete_rows(import_batch, [batch_id])
    forget_figures(connection, date.min.isoformat())
    return sorted(touched - entry_ids)


def _earlier_rows(
    connection: Connection, tables: JournaledTables, batch_id: int, own: Collection[int]
) -> list[tuple[dict[str, Any], int | None]]:
    """Return the rows of other imports that only this one changed, as they were before it.

    With each goes the entry that the row has now. Rows that a later action changed too are
    left out: what it read from a later export stays.
    """
    action_id = tables.action_of_batch(batch_id)
    if action_id is None:
        return []
    before = [
        each for each in tables.only_changed_by(action_id, import_row) if each["id"] not in own
    ]
    query = f"SELECT id, entry_id FROM import_row WHERE id IN {_AMONG}"  # noqa: S608 - constants only
    ids = json.dumps([each["id"] for each in before])
    found = connection.execute(text(query), {"ids": ids})
    now: dict[int, int | None] = {each.id: each.entry_id for each in found}
    return [(each, now[each["id"]]) for each in before if each["id"] in now]


def _put_back_under_way(tables: JournaledTables, batch_id: int) -> None:
    """Let the repayments be under way again that only this bill said were booked."""
    action_id = tables.action_of_batch(batch_id)
    for before in [] if action_id is None else tables.only_changed_by(action_id, entry):
        if before["kind"] == "repayment" and before["state"] in UNDER_WAY:
            values = {name: before[name] for name in ("state", "may_exceed_ledger")}
            tables.update_row(entry, before["id"], values)


def _pending_of(connection: Connection, purchases: Collection[int]) -> set[int]:
    query = f"""SELECT id FROM entry WHERE state = 'pending' AND kind = 'refund'
        AND purchase_id IN {_AMONG}"""  # noqa: S608 - constants only
    found = connection.execute(text(query), {"ids": json.dumps(list(purchases))})
    return set(found.scalars())


def _refunded_by(connection: Connection, entries: Collection[int]) -> set[int]:
    query = f"""SELECT purchase_id FROM entry
        WHERE kind = 'refund' AND purchase_id IS NOT NULL AND id IN {_AMONG}"""  # noqa: S608 - constants only
    found = connection.execute(text(query), {"ids": json.dumps(list(entries))})
    return set(found.scalars())


def _refuse_where_used(connection: Connection, batch_id: int, entries: Collection[int]) -> None:
    query = f"""SELECT count(*) FROM entry
        WHERE purchase_id IN {_AMONG} AND id NOT IN {_AMONG}"""  # noqa: S608 - constants only
    found = connection.execute(text(query), {"ids": json.dumps(list(entries))})
    resting = int(found.scalar_one())
    if resting:
        raise BatchInUseError(batch_id, resting)
