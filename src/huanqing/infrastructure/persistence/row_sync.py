"""Makes a small table hold given rows while touching only those that differ.

Rows that stay keep their id, so the journal of a save holds what changed and no more.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.infrastructure.persistence.journal import JournaledTables, Row


def sync_rows(
    connection: Connection,
    tables: JournaledTables,
    table: Table,
    wanted: Sequence[Row],
    key: tuple[str, ...],
    *,
    keeps_order: bool = True,
) -> None:
    """Insert, update and delete rows until the table holds ``wanted``.

    Rows are known again by the columns of ``key``, else by their place. With ``keeps_order``
    the ids rise in the order of ``wanted``: what would break that is written anew at the end.
    """
    stored = [
        dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()
    ]
    matched = _matched(stored, wanted, key)
    if keeps_order:
        matched = _rising(matched)
    kept = {row["id"] for row in matched if row is not None}
    tables.delete_rows(table, [row["id"] for row in stored if row["id"] not in kept])
    for row, values in zip(matched, wanted, strict=True):
        if row is None:
            tables.insert_row(table, values)
        elif any(row[name] != value for name, value in values.items()):
            tables.update_row(table, row["id"], values)


def _matched(
    stored: Sequence[Row], wanted: Sequence[Row], key: tuple[str, ...]
) -> list[Row | None]:
    """Return the stored row of each wanted one, None for a new one."""
    by_key: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in reversed(stored):
        by_key[tuple(row[name] for name in key)].append(row)
    matched: list[Row | None] = []
    for values in wanted:
        found = by_key[tuple(values[name] for name in key)]
        matched.append(found.pop() if found else None)
    used = {row["id"] for row in matched if row is not None}
    for index, row in enumerate(stored[: len(matched)]):
        if matched[index] is None and row["id"] not in used:
            matched[index] = row
    return matched


def _rising(matched: Sequence[Row | None]) -> list[Row | None]:
    """Return the matches up to the first that is new or out of order, and no more."""
    last = 0
    for index, row in enumerate(matched):
        if row is None or row["id"] < last:
            return [*matched[:index], *([None] * (len(matched) - index))]
        last = row["id"]
    return list(matched)
