"""Entries as rows: stored records in, domain entries for the replay out."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, RowMapping, delete, func, select, text

from huanqing.application.entry_record import EntryRecord
from huanqing.application.entry_records import entry_of
from huanqing.application.read_models import EntryRow
from huanqing.application.row_choices import SKIPPED
from huanqing.domain.entries import MIDNIGHT, Entry, Purchase
from huanqing.infrastructure.persistence.tables import (
    checkpoint,
    closed_statement,
    entry,
    import_row,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from huanqing.infrastructure.persistence.journal import JournaledTables

UID = "COALESCE(e.uid, printf('e%09d', e.id))"
"""The id by which the world knows an entry; an imported one is named after its row."""

ORDER = f"""e.day, CASE e.kind WHEN 'purchase' THEN 0 WHEN 'refund' THEN 1
    WHEN 'adjustment' THEN 2 WHEN 'early_settlement' THEN 3
    WHEN 'statement_instalment' THEN 4 WHEN 'repayment' THEN 5 ELSE 6 END,
    CASE WHEN e.kind = 'purchase' AND e.time <> '' THEN e.time ELSE '00:00:00' END, {UID}"""

_ROW_NAME = re.compile(r"e(\d{9}|[1-9]\d{9,17})", re.ASCII)
"""What ``UID`` makes of a row."""

REPLAYED = """e.kind IN ('purchase', 'refund', 'adjustment', 'early_settlement',
    'statement_instalment', 'repayment') AND e.state IN ('', 'booked')"""

BOUNDED = """(e.kind = 'statement_instalment' OR (e.kind = 'adjustment' AND e.amount < 0)
    OR (e.kind = 'repayment' AND (e.may_exceed_ledger = 0 OR e.details IS NOT NULL)))"""
"""What the replay refuses where what is owed before it has become less, or another."""

OPENS_DEBT = "e.kind IN ('purchase', 'adjustment', 'statement_instalment')"

SHOWN = f"""e.*, {UID} AS name, p.counterparty AS bought_from, p.description AS bought"""
SHOWN_FROM = "entry e LEFT JOIN entry p ON p.id = e.purchase_id"
"""An entry with its purchase: a refund typed by hand is shown by what was bought."""

ON_ACCOUNT = """e.kind IN ('purchase', 'refund', 'repayment', 'adjustment',
    'early_settlement', 'statement_instalment')"""


class SqlEntryStore:
    """The entries of the open transaction."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def add(self, records: Iterable[EntryRecord]) -> int:
        """Insert records and return the row of the last; one that names a purchase follows it.

        Id "" lets the row name the entry. 0 where there is no record.
        """
        row_id = 0
        first: str | None = None
        rowids: dict[str, int] = {}
        for record in records:
            values = _values(record)
            if record.purchase_id:
                values["purchase_id"] = rowids.get(record.purchase_id) or self._rowid(
                    "purchase", record.purchase_id
                )
            if not record.id:
                values["id"] = free_row(self._connection)
            row_id = self._tables.insert_row(entry, values)
            if record.kind == "purchase":
                rowids[record.id] = row_id
            first = record.day if first is None else min(first, record.day)
        if first is not None:
            forget_figures(self._connection, first)
        return row_id

    def record(self, kind: str, entry_id: str) -> EntryRecord | None:
        """Return one entry as it is stored, None where there is none."""
        row_id = self._find(kind, entry_id)
        return None if row_id is None else self.record_at(row_id)

    def change(self, record: EntryRecord) -> None:
        """Replace the fields of the entry with the record's kind and id."""
        self.rewrite(self._rowid(record.kind, record.id), record)

    def record_at(self, rowid: int) -> EntryRecord | None:
        """Return one entry as it is stored, None where it is gone."""
        query = f"""SELECT e.*, {UID} AS name, {UID.replace("e.", "p.")} AS purchase_name
            FROM entry e LEFT JOIN entry p ON p.id = e.purchase_id WHERE e.id = :id"""  # noqa: S608 - constants only
        found = self._connection.execute(text(query), {"id": rowid}).mappings().one_or_none()
        return None if found is None else _record(found)

    def rewrite(self, rowid: int, record: EntryRecord) -> None:
        """Replace every field of an entry but its kind and id."""
        values = _values(record)
        del values["uid"], values["kind"]
        purchase = record.purchase_id
        values["purchase_id"] = self._rowid("purchase", purchase) if purchase else None
        touch_entry(self._connection, self._tables, rowid, values)

    def delete(self, rowids: Sequence[int]) -> None:
        """Delete entries; bill rows that brought them stay and are not booked again."""
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        ids = {"ids": json.dumps(list(rowids))}
        among = "IN (SELECT value FROM json_each(:ids))"
        brought = text(f"SELECT id FROM import_row WHERE entry_id {among}")  # noqa: S608 - constants only
        for row_id in self._connection.execute(brought, ids).scalars().all():
            self._tables.update_row(import_row, row_id, {"entry_id": None, "reason": SKIPPED})
        days = text(f"SELECT min(day) FROM entry WHERE id {among}")  # noqa: S608 - constants only
        first = self._connection.execute(days, ids).scalar()
        self._tables.delete_rows(entry, rowids)
        if first is not None:
            forget_figures(self._connection, first)

    def remove(self, entry_ids: Sequence[str], kind: str | None = None) -> None:
        """Delete entries by id; ``kind`` where two kinds share one."""
        self.delete([self._rowid(kind, entry_id) for entry_id in entry_ids])

    def records(self) -> Iterator[EntryRecord]:
        """Yield every entry in the order in which they apply."""
        query = f"""SELECT e.*, {UID} AS name, {UID.replace("e.", "p.")} AS purchase_name
            FROM entry e LEFT JOIN entry p ON p.id = e.purchase_id ORDER BY {ORDER}"""  # noqa: S608 - constants only
        for row in self._connection.execute(text(query)).mappings():
            yield _record(row)

    def replayable(self, after: date, until: date) -> Iterator[Entry]:
        """Yield what moves debts after ``after`` up to and including ``until``."""
        query = f"""SELECT {UID}, e.kind, e.day, e.time, e.amount, e.periods, e.fee_rate_ppm,
                e.free_periods, e.details, e.may_exceed_ledger, CASE WHEN e.purchase_id IS NOT NULL
                THEN (SELECT {UID.replace("e.", "p.")} FROM entry p WHERE p.id = e.purchase_id) END
            FROM entry e WHERE e.day > ? AND e.day <= ? AND {REPLAYED} ORDER BY {ORDER}"""  # noqa: S608 - constants only
        # The driver's own cursor: SQLAlchemy's rows take as long again as reading them.
        driver = cast("sqlite3.Connection", self._connection.connection.driver_connection)
        day, day_text = after, ""
        for row in driver.execute(query, (after.isoformat(), until.isoformat())):
            uid, kind, text_of_day, time, amount, periods, rate, free, details, _, _ = row
            if text_of_day != day_text:
                day, day_text = date.fromisoformat(text_of_day), text_of_day
            if kind == "purchase" and details is None:
                yield Purchase(
                    id=uid,
                    day=day,
                    amount_fen=amount,
                    time=time or MIDNIGHT,
                    periods=periods,
                    fee_rate_ppm=rate,
                    free_periods=free,
                )
            else:
                yield _entry(row)

    def under_way(self, since: date, until: date) -> list[EntryRecord]:
        """Return the repayments of these days, both included, that are planned or processing."""
        query = f"""SELECT e.*, {UID} AS name FROM entry e WHERE e.day >= :since AND e.day <= :until
            AND e.kind = 'repayment' AND e.state IN ('planned', 'processing') ORDER BY {ORDER}"""  # noqa: S608 - constants only
        days = {"since": since.isoformat(), "until": until.isoformat()}
        return [_record(row) for row in self._connection.execute(text(query), days).mappings()]

    def recent(self, count: int) -> list[EntryRow]:
        """Return the newest entries of the credit account, newest first."""
        query = f"""SELECT {SHOWN} FROM {SHOWN_FROM}
            WHERE {ON_ACCOUNT} ORDER BY e.day DESC, e.time DESC, e.id DESC LIMIT :count"""  # noqa: S608 - constants only
        rows = self._connection.execute(text(query), {"count": count}).mappings()
        return [_entry_row(row) for row in rows]

    def rows(self, entry_ids: Sequence[str]) -> dict[str, EntryRow]:
        """Return what opened the debts of these ids (purchases, adjustments ...), by id."""
        found: dict[str, EntryRow] = {}
        for begin in range(0, len(entry_ids), 500):
            names = json.dumps(list(entry_ids[begin : begin + 500]))
            query = f"""SELECT {SHOWN} FROM {SHOWN_FROM} WHERE {OPENS_DEBT} AND e.uid IN
                (SELECT value FROM json_each(:names)) UNION ALL
                SELECT {SHOWN} FROM {SHOWN_FROM} WHERE {OPENS_DEBT} AND e.uid IS NULL
                AND e.id IN (SELECT CAST(substr(value, 2) AS INTEGER) FROM json_each(:names))"""  # noqa: S608 - constants only
            for row in self._connection.execute(text(query), {"names": names}).mappings():
                found[row["name"]] = _entry_row(row)
        return found

    def is_empty(self) -> bool:
        """Return whether the ledger holds no entry at all."""
        # Not counted: that reads them all.
        return self._connection.execute(select(entry.c.id).limit(1)).first() is None

    def has_bounded(self) -> bool:
        """Return whether any entry may become wrong by what happens before it."""
        query = text(f"SELECT 1 FROM entry e WHERE {REPLAYED} AND {BOUNDED} LIMIT 1")  # noqa: S608 - constants only
        return self._connection.execute(query).first() is not None

    def questions(self) -> tuple[int, int]:
        """Return how many purchases wait for their periods, how many refunds to be booked."""
        query = text("""SELECT COALESCE(SUM(needs_periods = 1), 0),
            COALESCE(SUM(kind = 'refund' AND state = 'pending'), 0)
            FROM entry WHERE needs_periods = 1 OR state = 'pending'""")
        periods, refunds = self._connection.execute(query).one()
        return int(periods), int(refunds)

    def _rowid(self, kind: str | None, uid: str) -> int:
        found = self._find(kind, uid)
        if found is None:
            raise KeyError(uid)
        return found

    def _find(self, kind: str | None, uid: str) -> int | None:
        return find_row(self._connection, kind, uid)


def _entry(row: Any) -> Entry:  # noqa: ANN401 - a driver row
    uid, kind, day, time, amount, periods, rate, free, details, may_exceed, purchase = row
    return entry_of(
        EntryRecord(
            id=uid,
            kind=kind,
            day=day,
            time=time,
            amount_fen=amount,
            periods=periods,
            fee_rate_ppm=rate,
            free_periods=free,
            purchase_id=purchase or "",
            may_exceed_ledger=bool(may_exceed),
            details=json.loads(details) if details else {},
        )
    )


def find_row(connection: Connection, kind: str | None, uid: str) -> int | None:
    """Return the row of the entry of an id, None where there is none."""
    query = text("SELECT id FROM entry WHERE uid = :uid AND kind = COALESCE(:kind, kind)")
    values: dict[str, object] = {"uid": uid, "kind": kind}
    found = connection.execute(query, values).scalar()
    if found is None and _ROW_NAME.fullmatch(uid):
        query = text("""SELECT id FROM entry
            WHERE uid IS NULL AND id = :row AND kind = COALESCE(:kind, kind)""")
        values = {"row": int(uid[1:]), "kind": kind}
        found = connection.execute(query, values).scalar()
    return None if found is None else int(found)


def free_row(connection: Connection) -> int:
    """Return a row id for a new entry whose name no other entry bears."""
    last = connection.execute(select(func.max(entry.c.id))).scalar() or 0
    # A reloaded ledger keeps the names of imported entries, under other row ids.
    named = select(func.max(entry.c.uid)).where(entry.c.uid.op("GLOB")("e" + "[0-9]" * 9))
    newest = connection.execute(named).scalar() or "e0"
    return max(int(last), int(newest[1:])) + 1


def forget_figures(connection: Connection, first_day: str | None) -> None:
    """Drop the checkpoints on and after a day whose entries changed; None drops all."""
    if first_day is None:
        connection.execute(delete(checkpoint))
        connection.execute(delete(closed_statement))
        return
    connection.execute(delete(checkpoint).where(checkpoint.c.day >= first_day))
    newest = connection.execute(select(func.max(checkpoint.c.day))).scalar()
    connection.execute(
        delete(closed_statement).where(closed_statement.c.closed_on > (newest or ""))
    )


def touch_entry(
    connection: Connection, tables: JournaledTables, row_id: int, values: dict[str, Any]
) -> None:
    """Change columns of one entry, keeping journal and checkpoints right."""
    before = connection.execute(select(entry.c.day).where(entry.c.id == row_id)).scalar_one()
    tables.update_row(entry, row_id, values)
    forget_figures(connection, min(before, values.get("day", before)))


def _values(record: EntryRecord) -> dict[str, Any]:
    return {
        "uid": record.id or None,
        "kind": record.kind,
        "day": record.day,
        "time": record.time,
        "amount": record.amount_fen,
        "state": record.state,
        "counterparty": record.counterparty,
        "description": record.description,
        "category": record.category,
        "method": record.method,
        "order_no": record.order_no,
        "merchant_order_no": record.merchant_order_no,
        "note": record.note,
        "periods": record.periods,
        "fee_rate_ppm": record.fee_rate_ppm,
        "free_periods": record.free_periods,
        "may_exceed_ledger": int(record.may_exceed_ledger),
        "needs_periods": int(record.needs_periods),
        "details": json.dumps(record.details, ensure_ascii=False) if record.details else None,
    }


def _record(row: RowMapping) -> EntryRecord:
    return EntryRecord(
        id=row["name"],
        kind=row["kind"],
        day=row["day"],
        amount_fen=row["amount"],
        time=row["time"],
        state=row["state"],
        counterparty=row["counterparty"],
        description=row["description"],
        category=row["category"],
        method=row["method"],
        order_no=row["order_no"],
        merchant_order_no=row["merchant_order_no"],
        note=row["note"],
        purchase_id=row["purchase_name"] if row["purchase_id"] is not None else "",
        periods=row["periods"],
        fee_rate_ppm=row["fee_rate_ppm"],
        free_periods=row["free_periods"],
        may_exceed_ledger=bool(row["may_exceed_ledger"]),
        needs_periods=bool(row["needs_periods"]),
        details=json.loads(row["details"]) if row["details"] else {},
    )


def _entry_row(row: RowMapping) -> EntryRow:
    return EntryRow(
        id=row["name"],
        kind=row["kind"],
        day=date.fromisoformat(row["day"]),
        time=row["time"],
        amount_fen=row["amount"],
        counterparty=row["counterparty"] or row["bought_from"] or "",
        description=row["description"] or row["bought"] or "",
        category=row["category"],
        method=row["method"],
        order_no=row["order_no"],
        state=row["state"],
        periods=row["periods"],
    )
