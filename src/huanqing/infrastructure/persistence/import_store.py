"""Imported batches, files and raw rows, and the entries booked for them."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from huanqing.application.bill_rows import BillFile, RowKind
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.import_ports import (
    BOOKED_COLUMNS,
    KnownRow,
    NewRow,
    TypedRepayment,
)
from huanqing.application.read_models import BatchRow, WaitingRow
from huanqing.infrastructure.persistence.batch_history import (
    FileFacts,
    batch_row,
    undone_batches,
)
from huanqing.infrastructure.persistence.batch_removal import remove_batch
from huanqing.infrastructure.persistence.entry_store import UID, forget_figures, touch_entry
from huanqing.infrastructure.persistence.import_rows import WAITS, next_entry_id, parsed_row
from huanqing.infrastructure.persistence.tables import (
    entry,
    import_batch,
    import_file,
    import_row,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from huanqing.infrastructure.persistence.journal import JournaledTables

ROW_COLUMNS = (
    "id",
    "file_id",
    "line",
    "identity",
    "ordinal",
    "kind",
    "amount",
    "refunded",
    "entry_id",
    "reason",
    "raw",
    "parsed",
)
_OWN_KEYS = frozenset({"id", "batch_id"})
_TYPED = """SELECT e.id, e.amount, e.day, e.method, e.state FROM entry e
    LEFT JOIN import_row r ON r.entry_id = e.id
    WHERE e.kind = 'repayment' AND e.state IN ('booked', 'planned', 'processing')
    AND r.id IS NULL ORDER BY e.day, e.id"""


class SqlImportStore:
    """Imports within the open transaction."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def start_batch(self, imported_at: str) -> int:
        """Return the id of a new batch."""
        batch_id = self._tables.insert_row(import_batch, {"imported_at": imported_at})
        self._tables.mark_batch(batch_id)
        return batch_id

    def add_file(self, batch_id: int, bill: BillFile) -> int:
        """Return the id of a new file of the batch."""
        return self._tables.insert_row(
            import_file,
            {
                "batch_id": batch_id,
                "name": bill.name,
                "sha256": bill.sha256,
                "provider": bill.provider,
                "layout": bill.layout,
                "encoding": bill.encoding,
                "account": bill.account,
                "covers_from": bill.covers[0],
                "covers_until": bill.covers[1],
                "exported_at": bill.exported_at,
            },
        )

    def has_rows(self) -> bool:
        """Return whether any row was imported before."""
        return self._connection.execute(select(import_row.c.id).limit(1)).first() is not None

    def known(self, identities: Sequence[int]) -> list[KnownRow]:
        """Return the rows of earlier imports that have one of these identities."""
        query = """SELECT id, identity, ordinal, kind, amount, refunded, entry_id, reason
            FROM import_row WHERE identity IN (SELECT value FROM json_each(?))"""
        rows = self._connection.exec_driver_sql(query, (json.dumps(list(identities)),))
        return [
            KnownRow(row_id, identity, ordinal, RowKind(kind), amount, refunded, entry_id, reason)
            for row_id, identity, ordinal, kind, amount, refunded, entry_id, reason in rows
        ]

    def next_ids(self) -> tuple[int, int]:
        """Return the next free row ids of entries and of import rows."""
        rows = self._connection.execute(select(func.max(import_row.c.id))).scalar() or 0
        return next_entry_id(self._connection), int(rows) + 1

    def add_rows(self, entries: Sequence[tuple[object, ...]], rows: Sequence[NewRow]) -> None:
        """Insert a chunk of entries and the import rows that brought them."""
        self._tables.insert_block(entry, BOOKED_COLUMNS, entries)
        self._tables.insert_block(import_row, ROW_COLUMNS, rows)
        if entries:
            day = BOOKED_COLUMNS.index("day")
            forget_figures(self._connection, min(str(each[day]) for each in entries))

    def replace_row(self, known: KnownRow, new: NewRow) -> None:
        """Update what a later export changed in a row; it stays with the batch that brought it."""
        self._tables.update_row(
            import_row,
            known.row_id,
            {
                "kind": new.kind,
                "refunded": new.refunded_fen,
                "entry_id": new.entry_rowid,
                "reason": new.reason,
                "raw": new.raw,
                "parsed": new.parsed,
            },
        )

    def typed_repayments(self) -> list[TypedRepayment]:
        """Return the repayments, booked or under way, that came with no bill, oldest first."""
        found = self._connection.execute(text(_TYPED)).all()
        return [TypedRepayment(*row) for row in found]

    def book(self, repayment_rowid: int) -> None:
        """Let a repayment that was under way be booked, as a bill says that it is."""
        # As every repayment of a bill, which may have paid debts from before this ledger.
        values = {"state": "booked", "may_exceed_ledger": 1}
        touch_entry(self._connection, self._tables, repayment_rowid, values)

    def waiting(self) -> list[WaitingRow]:
        """Return the rows that are booked nowhere and wait for the user, oldest first."""
        query = f"""SELECT r.id, f.name, r.raw, r.kind, r.reason, r.parsed FROM import_row r
            JOIN import_file f ON f.id = r.file_id
            WHERE r.id IN (SELECT id FROM import_row WHERE {WAITS}) ORDER BY r.id"""  # noqa: S608 - constants only
        rows = self._connection.execute(text(query))
        return [
            WaitingRow(row_id, name, parsed_row(*row)._replace(raw=raw))
            for row_id, name, raw, *row in rows
        ]

    def settle(self, row_id: int, kind: str, reason: str, entry_rowid: int | None) -> None:
        """Keep what the user decided about a row, and the entry booked for it if any."""
        values = {"kind": kind, "reason": reason, "entry_id": entry_rowid}
        if entry_rowid is not None:
            values["parsed"] = None
        self._tables.update_row(import_row, row_id, values)

    def set_terms(self, purchase_rowid: int, fee_rate_ppm: int, free_periods: int) -> None:
        """Set the fee per period and the free periods of a purchase."""
        values = {"fee_rate_ppm": fee_rate_ppm, "free_periods": free_periods}
        touch_entry(self._connection, self._tables, purchase_rowid, values)

    def undecided(self) -> int:
        """Return how many imported rows are booked nowhere and wait for the user."""
        query = f"SELECT count(*) FROM import_row WHERE {WAITS}"  # noqa: S608 - constants only
        return int(self._connection.execute(text(query)).scalar_one())

    def history(self) -> list[BatchRow]:
        """Return the batches, newest first."""
        query = """SELECT b.id, b.imported_at, f.name, COALESCE(r.rows, 0),
                COALESCE(r.booked, 0), f.covers_from, f.covers_until
            FROM import_batch b JOIN import_file f ON f.batch_id = b.id
            LEFT JOIN (SELECT file_id, count(*) AS rows, count(entry_id) AS booked
                FROM import_row GROUP BY file_id) r ON r.file_id = f.id
            ORDER BY b.id DESC, f.id"""
        batches: dict[tuple[int, str], list[FileFacts]] = {}
        for batch_id, imported_at, *file in self._connection.execute(text(query)):
            batches.setdefault((batch_id, imported_at), []).append(FileFacts(*file))
        booked = [
            batch_row(batch_id, imported_at, files, is_undone=False)
            for (batch_id, imported_at), files in batches.items()
        ]
        undone = undone_batches(self._connection)
        return sorted([*booked, *undone], key=lambda each: -each.batch_id)

    def dump(self) -> list[dict[str, object]]:
        """Return every batch with its files and raw rows; entries by kind and id."""
        batches: list[dict[str, object]] = []
        for batch in self._connection.execute(select(import_batch).order_by("id")).all():
            files = []
            chosen = select(import_file).where(import_file.c.batch_id == batch.id).order_by("id")
            for file in self._connection.execute(chosen).mappings().all():
                kept = {key: value for key, value in file.items() if key not in _OWN_KEYS}
                files.append({**kept, "rows": self._dump_rows(file["id"])})
            batches.append({"imported_at": batch.imported_at, "files": files})
        return batches

    def restore(self, batches: Sequence[Mapping[str, object]]) -> None:
        """Insert what ``dump`` returned; raises ExchangeFormatError where it does not fit."""
        names = f"SELECT e.kind, {UID}, e.id FROM entry e"  # noqa: S608 - constants only
        known = {
            (kind, uid): row_id for kind, uid, row_id in self._connection.exec_driver_sql(names)
        }
        _, row_id = self.next_ids()
        try:
            for batch in batches:
                batch_id = self._tables.insert_row(
                    import_batch, {"imported_at": batch["imported_at"]}
                )
                for file in cast("list[dict[str, Any]]", batch["files"]):
                    kept = {key: value for key, value in file.items() if key != "rows"}
                    file_id = self._tables.insert_row(import_file, {**kept, "batch_id": batch_id})
                    rows = [
                        NewRow._make(
                            (
                                row_id + index,
                                file_id,
                                *row[:6],
                                None if row[6] is None else known[(row[6][0], row[6][1])],
                                *row[7:],
                            )
                        )
                        for index, row in enumerate(file["rows"])
                    ]
                    self._tables.insert_block(import_row, ROW_COLUMNS, rows)
                    row_id += len(rows)
        except (LookupError, TypeError, OverflowError, SQLAlchemyError, sqlite3.Error) as error:
            field = "imports"
            raise ExchangeFormatError(field, str(error)) from error

    def _dump_rows(self, file_id: int) -> list[list[object]]:
        query = f"""SELECT r.line, r.identity, r.ordinal, r.kind, r.amount, r.refunded,
                e.kind, {UID}, r.reason, r.raw, r.parsed
            FROM import_row r LEFT JOIN entry e ON e.id = r.entry_id
            WHERE r.file_id = :file ORDER BY r.id"""  # noqa: S608 - constants only
        rows = self._connection.execute(text(query), {"file": file_id})
        return [[*row[:6], None if row[6] is None else [row[6], row[7]], *row[8:]] for row in rows]

    def remove_batch(self, batch_id: int) -> list[int]:
        """Delete a batch with its entries and rows; refused where later ones rest on it.

        What it changed in rows of earlier imports is put back, unless a later one changed it too.
        Returns the purchases that stay and whose refunds changed.
        """
        return remove_batch(self._connection, self._tables, batch_id)
