"""Every write goes through ``JournaledTables``, so that every action can be taken back.

A change names a table and a range of rows. Of an insert nothing is copied until it is undone;
of an update or delete the earlier rows are kept as compressed JSON. Undo and redo work on
whole rows, whatever the table means.
"""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from huanqing.application.read_models import ActionRow
from huanqing.infrastructure.persistence.tables import RULES, action, change, entry, metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RANGE = 5_000
"""Rows a change may cover: the size of what undo copies at a time."""

Row = dict[str, Any]


def _pack(rows: list[Row]) -> bytes:
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 1)


def _unpack(packed: bytes) -> list[Row]:
    rows: list[Row] = json.loads(image_text(packed))
    return rows


def image_text(packed: bytes) -> bytes:
    """Return the JSON of the rows that a change kept."""
    return zlib.decompress(packed)


class JournaledTables:
    """Inserts, updates and deletes rows, and keeps the journal of it."""

    def __init__(self, connection: Connection, now_text: str) -> None:
        """Work on the connection's open transaction."""
        self._connection = connection
        self._now_text = now_text
        self._action_id: int | None = None

    def begin(self, name: str, arguments: dict[str, str]) -> None:
        """Start an action; what had been undone can no longer be redone."""
        run = self._connection.execute
        run(delete(action).where(action.c.is_undone == 1))
        values = {
            "name": name,
            "arguments": json.dumps(arguments, ensure_ascii=False),
            "done_at": self._now_text,
        }
        result = run(insert(action).values(values))
        self._action_id = int(result.inserted_primary_key[0])  # type: ignore[index]  # set by SQLite

    def mark_batch(self, batch_id: int) -> None:
        """Note which import batch the running action books."""
        self._connection.execute(
            update(action).where(action.c.id == self._action_id).values(batch_id=batch_id)
        )

    def insert_row(self, table: Table, values: Row) -> int:
        """Insert one row and return its id."""
        result = self._connection.execute(insert(table).values(values))
        row_id = int(result.inserted_primary_key[0])  # type: ignore[index]  # integer primary key
        self.note_inserted(table, row_id, row_id)
        return row_id

    def insert_block(
        self, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
    ) -> None:
        """Insert rows whose first column is ``id``, ascending without gaps."""
        if not rows:
            return
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        # The driver's executemany with tuples: SQLAlchemy's own takes twice the time.
        self._connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) VALUES ({marks})",  # noqa: S608 - own names
            list(rows),
        )
        first, last = int(str(rows[0][0])), int(str(rows[-1][0]))
        for begin in range(first, last + 1, RANGE):
            self.note_inserted(table, begin, min(begin + RANGE - 1, last))

    def note_inserted(self, table: Table, first_id: int, last_id: int) -> None:
        """Journal rows that were just inserted."""
        self._note(table, "insert", first_id, last_id, None)

    def update_row(self, table: Table, row_id: int, values: Row) -> None:
        """Change a row, keeping what it was."""
        before = self._rows(table, row_id, row_id)
        self._connection.execute(update(table).where(table.c.id == row_id).values(values))
        self._note(table, "update", row_id, row_id, _pack(before))

    def delete_rows(self, table: Table, row_ids: Iterable[int]) -> None:
        """Delete rows, keeping what they were."""
        wanted = sorted(row_ids)
        for begin in range(0, len(wanted), RANGE):
            part = wanted[begin : begin + RANGE]
            chosen = table.c.id.in_(part)
            before = [
                dict(row)
                for row in self._connection.execute(
                    select(table).where(chosen).order_by(table.c.id)
                ).mappings()
            ]
            self._connection.execute(delete(table).where(chosen))
            self._note(table, "delete", part[0], part[-1], _pack(before))

    def next_undo(self) -> ActionRow | None:
        """Return the newest action that is not undone."""
        return self._find(is_undone=False)

    def next_redo(self) -> ActionRow | None:
        """Return the oldest action that is undone."""
        return self._find(is_undone=True)

    def undo(self) -> ActionRow | None:
        """Take back the newest action."""
        found = self.next_undo()
        if found is not None:
            self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for row in self._changes(found.action_id, newest_first=True):
                self._take_back(row)
            self._mark(found.action_id, is_undone=True)
        return found

    def redo(self) -> ActionRow | None:
        """Do again the oldest undone action."""
        found = self.next_redo()
        if found is not None:
            self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for row in self._changes(found.action_id, newest_first=False):
                self._do_again(row)
            self._mark(found.action_id, is_undone=False)
        return found

    def first_day_touched(self, action_id: int) -> str | None:
        """Return the earliest day of the entries that an action touched, in either state.

        None where it touched the account, on whose rules every figure rests; the last day
        there is where it touched neither.
        """
        first = date.max.isoformat()
        for row in self._changes(action_id, newest_first=False):
            if row["table_name"] in RULES:
                return None
            if row["table_name"] == entry.name:
                images = [_unpack(row[key]) for key in ("before", "after") if row[key] is not None]
                days = [each["day"] for image in images for each in image]
                chosen = entry.c.id.between(row["first_id"], row["last_id"])
                now = self._connection.execute(select(func.min(entry.c.day)).where(chosen))
                first = min(first, *days, now.scalar() or first)
        return first

    def action_of_batch(self, batch_id: int) -> int | None:
        """Return the action that imported the batch: the newest, where its id was used before."""
        found = self._connection.execute(
            select(func.max(action.c.id)).where(action.c.batch_id == batch_id)
        ).scalar()
        return None if found is None else int(found)

    def only_changed_by(self, action_id: int, table: Table) -> list[Row]:
        """Return what the rows were that this action updated, and no later one did."""
        later = select(change.c.first_id).where(
            change.c.action_id.in_(
                select(action.c.id).where(action.c.id > action_id, action.c.is_undone == 0)
            ),
            change.c.table_name == table.name,
            change.c.operation == "update",
        )
        changed_later = set(self._connection.execute(later).scalars())
        found: dict[int, Row] = {}
        for row in self._changes(action_id, newest_first=False):
            if (row["table_name"], row["operation"]) == (table.name, "update"):
                for each in _unpack(row["before"]):
                    found.setdefault(each["id"], each)
        return [each for row_id, each in found.items() if row_id not in changed_later]

    def _note(
        self, table: Table, operation: str, first_id: int, last_id: int, before: bytes | None
    ) -> None:
        if self._action_id is None:
            message = "a change outside an action"
            raise RuntimeError(message)
        self._connection.execute(
            insert(change).values(
                action_id=self._action_id,
                table_name=table.name,
                operation=operation,
                first_id=first_id,
                last_id=last_id,
                before=before,
            )
        )

    def _find(self, *, is_undone: bool) -> ActionRow | None:
        order = action.c.id if is_undone else action.c.id.desc()
        row = self._connection.execute(
            select(action).where(action.c.is_undone == int(is_undone)).order_by(order).limit(1)
        ).one_or_none()
        if row is None:
            return None
        return ActionRow(row.id, row.name, json.loads(row.arguments), row.done_at, is_undone)

    def _changes(self, action_id: int, *, newest_first: bool) -> list[Row]:
        order = change.c.id.desc() if newest_first else change.c.id
        rows = self._connection.execute(
            select(change).where(change.c.action_id == action_id).order_by(order)
        )
        return [dict(row) for row in rows.mappings()]

    def _mark(self, action_id: int, *, is_undone: bool) -> None:
        self._connection.execute(
            update(action).where(action.c.id == action_id).values(is_undone=int(is_undone))
        )

    def _take_back(self, row: Row) -> None:
        table = metadata.tables[row["table_name"]]
        if row["operation"] == "delete":
            self._restore(table, _unpack(row["before"]))
            return
        now = _pack(self._rows(table, row["first_id"], row["last_id"]))
        self._connection.execute(update(change).where(change.c.id == row["id"]).values(after=now))
        if row["operation"] == "insert":
            self._remove(table, row["first_id"], row["last_id"])
        else:
            self._rewrite(table, _unpack(row["before"]))

    def _do_again(self, row: Row) -> None:
        table = metadata.tables[row["table_name"]]
        if row["operation"] == "insert":
            self._restore(table, _unpack(row["after"]))
        elif row["operation"] == "update":
            self._rewrite(table, _unpack(row["after"]))
        else:
            for old in _unpack(row["before"]):
                self._remove(table, old["id"], old["id"])

    def _rows(self, table: Table, first_id: int, last_id: int) -> list[Row]:
        chosen = table.c.id.between(first_id, last_id)
        rows = self._connection.execute(select(table).where(chosen).order_by(table.c.id))
        return [dict(row) for row in rows.mappings()]

    def _restore(self, table: Table, rows: list[Row]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _rewrite(self, table: Table, rows: list[Row]) -> None:
        for row in rows:
            values = {name: value for name, value in row.items() if name != "id"}
            self._connection.execute(
                update(table).where(table.c.id == bindparam("row_id")).values(values),
                {"row_id": row["id"]},
            )

    def _remove(self, table: Table, first_id: int, last_id: int) -> None:
        self._connection.execute(delete(table).where(table.c.id.between(first_id, last_id)))
