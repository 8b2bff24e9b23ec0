"""Imports that were taken back, as the change journal remembers them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, text

from huanqing.application.read_models import BatchRow
from huanqing.infrastructure.persistence.journal import image_text

if TYPE_CHECKING:
    from collections.abc import Sequence


class FileFacts(NamedTuple):
    """A file of a batch: its rows and those booked, and the days that it states, or empty."""

    name: str
    rows: int
    booked: int
    covers_from: str
    covers_until: str


_UNBOOKED = b'"entry_id": null'
"""Stands once in the kept JSON of a row without an entry; inside a text its quotes are escaped."""


def undone_batches(connection: Connection) -> list[BatchRow]:
    """Return the imports that were undone: as the last action, or by an action of its own."""
    query = """SELECT c.action_id, c.table_name, c.last_id - c.first_id + 1,
            CASE c.operation WHEN 'insert' THEN c.after ELSE c.before END
        FROM action a JOIN change c ON c.action_id = a.id
        WHERE ((a.name = 'import' AND a.is_undone = 1 AND c.operation = 'insert')
            OR (a.name = 'remove_batch' AND a.is_undone = 0 AND c.operation = 'delete'))
        AND c.table_name IN ('import_batch', 'import_file', 'import_row')
        ORDER BY c.action_id, c.id"""
    actions: dict[int, list[tuple[str, int, bytes]]] = {}
    for action_id, table, count, packed in connection.execute(text(query)):
        actions.setdefault(action_id, []).append((table, count, image_text(packed)))
    return [_batch(images) for images in actions.values()]


def batch_row(
    batch_id: int, imported_at: str, files: Sequence[FileFacts], *, is_undone: bool
) -> BatchRow:
    """Return a batch as its files add up."""
    return BatchRow(
        batch_id,
        imported_at,
        tuple(file.name for file in files),
        sum(file.rows for file in files),
        sum(file.booked for file in files),
        is_undone=is_undone,
        covers_from=min((file.covers_from for file in files if file.covers_from), default=""),
        covers_until=max((file.covers_until for file in files), default=""),
    )


def _batch(images: Sequence[tuple[str, int, bytes]]) -> BatchRow:
    """Return the batch whose rows these images hold."""
    (batch,) = next(json.loads(image) for table, _, image in images if table == "import_batch")
    kept = [each for table, _, image in images if table == "import_file"
            for each in json.loads(image)]  # fmt: skip
    rows = [(count, image) for table, count, image in images if table == "import_row"]
    count = sum(count for count, _ in rows)
    booked = count - sum(image.count(_UNBOOKED) for _, image in rows)
    files = [
        FileFacts(
            each["name"],
            0 if place else count,
            0 if place else booked,
            each["covers_from"],
            each["covers_until"],
        )
        for place, each in enumerate(kept)
    ]
    return batch_row(batch["id"], batch["imported_at"], files, is_undone=True)
