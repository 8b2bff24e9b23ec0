"""What happened to one entry, read out of the change journal."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from huanqing.application.entry_models import FieldChange, HistoryRow

if TYPE_CHECKING:
    import sqlite3

Row = dict[str, object]

_TOUCHING = """SELECT c.operation, c.before, c.after, a.id, a.name, a.arguments, a.done_at,
        a.is_undone
    FROM change c JOIN action a ON a.id = c.action_id
    WHERE c.table_name = 'entry' AND c.first_id <= :id AND c.last_id >= :id ORDER BY c.id"""
_NAME = "SELECT COALESCE(uid, printf('e%09d', id)) FROM entry WHERE id = ?"
_HIDDEN = frozenset({"id", "uid", "kind"})


class _Touch(NamedTuple):
    """A change of the entry's row: the action, and the row before and after where kept."""

    operation: str
    action_id: int
    name: str
    arguments: dict[str, str]
    done_at: str
    is_undone: bool
    before: Row | None
    after: Row | None

    @property
    def made_it(self) -> bool:
        """Whether the entry that is there now came with it."""
        return self.operation == "insert" and not self.is_undone


def history_of(connection: sqlite3.Connection, row_id: int) -> tuple[HistoryRow, ...]:
    """Return the actions that touched an entry since it was made, oldest first.

    A row id may have belonged to an entry that was deleted; what happened to that is left out.
    """
    found_rows = connection.execute(_TOUCHING, {"id": row_id}).fetchall()
    touches = [_touch(row, row_id) for row in found_rows]
    touches = [each for each in touches if each.operation == "insert" or each.before is not None]
    made = [at for at, each in enumerate(touches) if each.made_it]
    touches = touches[made[-1] if made else 0 :]
    found: dict[int, HistoryRow] = {}
    for at, touch in enumerate(touches):
        changes: tuple[FieldChange, ...] = ()
        if touch.operation == "update" and touch.before is not None:
            is_kept = touch.is_undone
            after = touch.after if is_kept else _after(connection, touches[at + 1 :], row_id)
            changes = _changes(connection, touch.before, after or {})
        earlier = found.get(touch.action_id)
        found[touch.action_id] = HistoryRow(
            touch.action_id,
            touch.name,
            touch.arguments,
            touch.done_at,
            touch.is_undone,
            (earlier.changes if earlier else ()) + changes,
        )
    return tuple(found.values())


def _touch(row: Any, row_id: int) -> _Touch:  # noqa: ANN401 - a driver row
    operation, before, after, action_id, name, arguments, done_at, is_undone = row
    return _Touch(
        operation,
        action_id,
        name,
        json.loads(arguments),
        done_at,
        bool(is_undone),
        None if operation == "insert" else _image(before, row_id),
        _image(after, row_id) if operation == "update" else None,
    )


def _image(packed: bytes | None, row_id: int) -> Row | None:
    if packed is None:
        return None
    rows: list[Row] = json.loads(zlib.decompress(packed))
    return next((row for row in rows if row["id"] == row_id), None)


def _after(connection: sqlite3.Connection, later: list[_Touch], row_id: int) -> Row | None:
    """Return the row as a change left it: as the next one found it, or as it is now."""
    following = next((each for each in later if not each.is_undone and each.before), None)
    undone = next((each for each in later if each.is_undone and each.before), None)
    if following is not None:
        return following.before
    if undone is not None:
        return undone.before
    cursor = connection.execute("SELECT * FROM entry WHERE id = ?", (row_id,))
    now = cursor.fetchone()
    if now is None:
        return None
    return dict(zip((each[0] for each in cursor.description), now, strict=True))


def _changes(connection: sqlite3.Connection, before: Row, after: Row) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            field, _text(connection, field, value), _text(connection, field, after.get(field, ""))
        )
        for field, value in before.items()
        if field not in _HIDDEN and value != after.get(field)
    )


def _text(connection: sqlite3.Connection, field: str, value: object) -> str:
    if value is None:
        return ""
    if field == "purchase_id":
        found = connection.execute(_NAME, (value,)).fetchone()
        return str(found[0]) if found else ""
    return str(value)
