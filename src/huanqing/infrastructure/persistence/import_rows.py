"""What the stores of imports and of their refunds share."""

from __future__ import annotations

import json

from sqlalchemy import Connection, func, select

from huanqing.application.bill_rows import BillRow, RowKind
from huanqing.application.row_choices import SKIPPED
from huanqing.infrastructure.persistence.tables import entry

WAITS = f"entry_id IS NULL AND kind IN ('review', 'refund') AND reason <> '{SKIPPED}'"
"""Rows that wait for the user: found by the index ``ix_import_row_undecided``."""
_ROW_NAME = "e" + "[0-9]" * 9


def next_entry_id(connection: Connection) -> int:
    """Return the next free row id of entries."""
    found = connection.execute(select(func.max(entry.c.id))).scalar() or 0
    # A reloaded ledger keeps the names of imported entries, under other row ids.
    newest = select(func.max(entry.c.uid)).where(entry.c.uid.op("GLOB")(_ROW_NAME))
    named = connection.execute(newest).scalar() or "e0"
    return max(int(found), int(named[1:])) + 1


def parsed_row(kind: str, reason: str, text_: str) -> BillRow:
    """Return a row as it was read, with the kind and reason that were decided since."""
    fields = json.loads(text_)
    row = BillRow(*fields)
    return row._replace(kind=RowKind(kind), reason=reason, hints=tuple(row.hints))
