"""Imported batches, files and raw rows, and the entries booked for them."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from huanqing.application.bill_rows import BillFile, BillRow, RowKind
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.import_ports import (
    BOOKED_COLUMNS,
    KnownRow,
    NewRow,
    PurchaseCandidate,
)
from huanqing.application.read_models import BatchRow, WaitingRow
from huanqing.application.row_choices import SKIPPED
from huanqing.infrastructure.persistence.batch_history import (
    FileFacts,
    batch_row,
    undone_batches,
)
from huanqing.infrastructure.persistence.batch_removal import remove_batch
from huanqing.infrastructure.persistence.entry_store import UID, forget_figures, touch_entry
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
_WAITS = f"entry_id IS NULL AND kind IN ('review', 'refund') AND reason <> '{SKIPPED}'"
"""Rows that wait for the user: found by the index ``ix_import_row_undecided``."""
_ROW_NAME = "e" + "[0-9]" * 9
_OWN_KEYS = frozenset({"id", "batch_id"})


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
        run = self._connection.execute
        entries = run(select(func.max(entry.c.id))).scalar() or 0
        # A reloaded ledger keeps the names of imported entries, under other row ids.
        newest = run(select(func.max(entry.c.uid)).where(entry.c.uid.op("GLOB")(_ROW_NAME)))
        entries = max(int(entries), int((newest.scalar() or "e0")[1:]))
        rows = run(select(func.max(import_row.c.id))).scalar() or 0
        return int(entries) + 1, int(rows) + 1

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

    def candidates(
        self, order_numbers: Sequence[str], descriptions: Sequence[str]
    ) -> list[PurchaseCandidate]:
        """Return the purchases with one of these order numbers or descriptions."""
        query = """SELECT e.id, e.order_no, e.amount, e.day, e.time, e.description,
                COALESCE((SELECT sum(r.amount) FROM entry r WHERE r.purchase_id = e.id
                    AND r.kind = 'refund' AND r.state = 'booked'), 0)
            FROM entry e WHERE e.kind = 'purchase' AND (
                (e.order_no <> '' AND e.order_no IN (SELECT value FROM json_each(:numbers)))
                OR e.description IN (SELECT value FROM json_each(:descriptions)))
            ORDER BY e.day, e.time, e.id"""
        rows = self._connection.execute(
            text(query),
            {"numbers": json.dumps(list(order_numbers)), "descriptions": _json(descriptions)},
        )
        return [
            PurchaseCandidate(row_id, order_no, amount, refunded, day, time, description)
            for row_id, order_no, amount, day, time, description, refunded in rows
        ]

    def set_pending_refund(self, purchase_rowid: int, amount_fen: int) -> None:
        """Keep, change or (with 0) remove the refund of a purchase that has no day yet."""
        found = self._connection.execute(
            select(entry.c.id, entry.c.amount).where(
                entry.c.purchase_id == purchase_rowid,
                entry.c.kind == "refund",
                entry.c.state == "pending",
            )
        ).first()
        if found is not None and found.amount == amount_fen:
            return
        if found is not None and amount_fen == 0:
            self._tables.delete_rows(entry, [found.id])
        elif found is not None:
            touch_entry(self._connection, self._tables, found.id, {"amount": amount_fen})
        elif amount_fen:
            purchase = self._connection.execute(
                select(entry).where(entry.c.id == purchase_rowid)
            ).one()
            self._tables.insert_row(
                entry,
                {
                    "id": self.next_ids()[0],
                    "kind": "refund",
                    "day": purchase.day,
                    "amount": amount_fen,
                    "state": "pending",
                    "counterparty": purchase.counterparty,
                    "description": purchase.description,
                    "order_no": purchase.order_no,
                    "purchase_id": purchase_rowid,
                },
            )

    def undated_refunds(self, purchase_rowids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
        """Return (annotated, booked, pending) refunds by purchase, in fen."""
        query = """SELECT p.value, COALESCE((SELECT max(r.refunded) FROM import_row r
                    WHERE r.entry_id = p.value AND r.kind = 'purchase'), 0),
                COALESCE(sum(CASE WHEN b.state = 'booked' THEN b.amount END), 0),
                COALESCE(sum(CASE WHEN b.state = 'pending' THEN b.amount END), 0)
            FROM json_each(:ids) p
            LEFT JOIN entry b ON b.purchase_id = p.value AND b.kind = 'refund'
            GROUP BY p.value"""
        rows = self._connection.execute(text(query), {"ids": json.dumps(list(purchase_rowids))})
        return {row_id: (annotated, booked, held) for row_id, annotated, booked, held in rows}

    def has_waiting_refunds(self) -> bool:
        """Return whether any refund row waits for its purchase."""
        query = text(f"SELECT 1 FROM import_row WHERE {_WAITS} AND kind = 'refund' LIMIT 1")  # noqa: S608 - constants only
        return self._connection.execute(query).first() is not None

    def waiting_refunds(self, order_numbers: Sequence[str]) -> list[tuple[int, BillRow]]:
        """Return (row id, row) of the refunds of these orders that found no purchase."""
        query = text(f"""SELECT id, kind, reason, parsed FROM import_row
            WHERE {_WAITS} AND kind = 'refund'""")  # noqa: S608 - constants only
        wanted = set(order_numbers)
        rows = [(row_id, _parsed(*row)) for row_id, *row in self._connection.execute(query)]
        return [(row_id, row) for row_id, row in rows if row.order_no in wanted]

    def waiting(self) -> list[WaitingRow]:
        """Return the rows that are booked nowhere and wait for the user, oldest first."""
        query = f"""SELECT r.id, f.name, r.raw, r.kind, r.reason, r.parsed FROM import_row r
            JOIN import_file f ON f.id = r.file_id
            WHERE r.id IN (SELECT id FROM import_row WHERE {_WAITS}) ORDER BY r.id"""  # noqa: S608 - constants only
        rows = self._connection.execute(text(query))
        return [
            WaitingRow(row_id, name, _parsed(*row)._replace(raw=raw))
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

    def tie(self, row_id: int, entry_rowid: int) -> None:
        """Point an import row at the entry that was booked for it."""
        self._tables.update_row(import_row, row_id, {"entry_id": entry_rowid})

    def undecided(self) -> int:
        """Return how many imported rows are booked nowhere and wait for the user."""
        query = f"SELECT count(*) FROM import_row WHERE {_WAITS}"  # noqa: S608 - constants only
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
        except (KeyError, TypeError, IndexError, SQLAlchemyError, sqlite3.Error) as error:
            field = "imports"
            raise ExchangeFormatError(field, str(error)) from error

    def _dump_rows(self, file_id: int) -> list[list[object]]:
        query = f"""SELECT r.line, r.identity, r.ordinal, r.kind, r.amount, r.refunded,
                e.kind, {UID}, r.reason, r.raw, r.parsed
            FROM import_row r LEFT JOIN entry e ON e.id = r.entry_id
            WHERE r.file_id = :file ORDER BY r.id"""  # noqa: S608 - constants only
        rows = self._connection.execute(text(query), {"file": file_id})
        return [[*row[:6], None if row[6] is None else [row[6], row[7]], *row[8:]] for row in rows]

    def remove_batch(self, batch_id: int) -> None:
        """Delete a batch with its entries and rows; refused where later ones rest on it.

        What it changed in rows of earlier imports is put back, unless a later one changed it too.
        """
        touched = remove_batch(self._connection, self._tables, batch_id)
        for purchase, (annotated, booked, pending) in self.undated_refunds(touched).items():
            if max(0, annotated - booked) != pending:
                self.set_pending_refund(purchase, max(0, annotated - booked))


def _parsed(kind: str, reason: str, text_: str) -> BillRow:
    """Return a row as it was read, with the kind and reason that were decided since."""
    fields = json.loads(text_)
    row = BillRow(*fields)
    return row._replace(kind=RowKind(kind), reason=reason, hints=tuple(row.hints))


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
