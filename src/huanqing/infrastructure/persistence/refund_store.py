"""Refunds that an import brought, and the purchases they belong to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, text

from huanqing.application.import_ports import PurchaseCandidate
from huanqing.infrastructure.persistence.entry_store import touch_entry
from huanqing.infrastructure.persistence.import_rows import WAITS, next_entry_id, parsed_row
from huanqing.infrastructure.persistence.tables import entry, import_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.bill_rows import BillRow
    from huanqing.infrastructure.persistence.journal import JournaledTables


class SqlRefundStore:
    """Imported refunds within the open transaction."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

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

    def set_pending(self, purchase_rowid: int, amount_fen: int) -> None:
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
                    "id": next_entry_id(self._connection),
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

    def undated(self, purchase_rowids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
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

    def has_waiting(self) -> bool:
        """Return whether any refund row waits for its purchase."""
        query = text(f"SELECT 1 FROM import_row WHERE {WAITS} AND kind = 'refund' LIMIT 1")  # noqa: S608 - constants only
        return self._connection.execute(query).first() is not None

    def waiting(self, order_numbers: Sequence[str]) -> list[tuple[int, BillRow]]:
        """Return (row id, row) of the refunds of these orders that found no purchase."""
        query = text(f"""SELECT id, kind, reason, parsed FROM import_row
            WHERE {WAITS} AND kind = 'refund'""")  # noqa: S608 - constants only
        wanted = set(order_numbers)
        rows = [(row_id, parsed_row(*row)) for row_id, *row in self._connection.execute(query)]
        return [(row_id, row) for row_id, row in rows if row.order_no in wanted]

    def tie(self, row_id: int, entry_rowid: int) -> None:
        """Point an import row at the entry that was booked for it."""
        self._tables.update_row(import_row, row_id, {"entry_id": entry_rowid})


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
