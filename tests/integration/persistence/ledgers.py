"""Opens ledgers in a folder and looks at their tables from outside the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huanqing.application.change_entries import delete_entries
from huanqing.application.check_ledger import Finding, check_ledger
from huanqing.application.exchange import load_ledger, read_ledger
from huanqing.application.exchange_export import ledger_document
from huanqing.application.ledger_service import OpenLedger
from huanqing.application.read_models import BillSource, ImportReport
from huanqing.infrastructure.clock import FixedClock
from huanqing.infrastructure.importers.registry import BillReaders
from huanqing.infrastructure.persistence.ledger_file import (
    LedgerFile,
    create_ledger,
    open_ledger,
)
from integration.importers.jd_builder import LAYOUTS, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from huanqing.application.progress import Progress
    from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork

TODAY = date(2026, 6, 20)
CLOCK = FixedClock(TODAY)
JOURNAL = frozenset({"action", "change"})
DERIVED = frozenset({"checkpoint", "closed_statement", "search_text", "cache"})
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "ledgers"
V1_DUMP = FIXTURES / "v1.sql"
V2_DUMP = FIXTURES / "v2.sql"
V3_DUMP = FIXTURES / "v3.sql"

Tables = dict[str, list[tuple[Any, ...]]]


def tables_of(path: Path, without: Iterable[str] = JOURNAL | DERIVED) -> Tables:
    """Return every row of every table, read by a connection of its own."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()  # noqa: S608
            for (name,) in sorted(names.fetchall())
            if name not in set(without)
        }


def query(path: Path, text: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a query on the file finds, by a connection of its own."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(text, values).fetchall()


def change_file(path: Path, *statements: str) -> None:
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        for text in statements:
            connection.execute(text)
        connection.commit()


class Bench:
    """One ledger file under test, with what the tests ask of it."""

    def __init__(self, file: LedgerFile, today: date | None = None) -> None:
        """Take over an open file."""
        self.file = file
        self.path = file.path
        self.service = OpenLedger(
            str(file.path), file.unit_of_work, BillReaders(), CLOCK, file.close, today
        )

    @classmethod
    def new(cls, folder: Path, name: str = "test.huanqing") -> Bench:
        """Return a new, empty ledger."""
        return cls(create_ledger(folder / name, CLOCK))

    def reopened(self) -> Bench:
        """Close the file and open it again."""
        self.close()
        return Bench(open_ledger(self.path, CLOCK))

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def uow(self) -> SqlUnitOfWork:
        """Return a new unit of work."""
        return self.file.unit_of_work()

    def tables(self) -> Tables:
        """Return the contents of what the user entered."""
        return tables_of(self.path)

    def query(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        return query(self.path, text, *values)

    def load(self, document: dict[str, object]) -> None:
        """Load an exchange document as one action."""
        content = read_ledger(document)
        with self.uow() as uow:
            load_ledger(uow, content)
            uow.commit()

    def export(self) -> dict[str, Any]:
        """Return the ledger as an exchange document."""
        with self.uow() as uow:
            return ledger_document(uow)

    def check(self, day: date = TODAY) -> list[Finding]:
        """Return what ``huanqing check`` finds."""
        with self.uow() as uow:
            return check_ledger(uow, day)

    def import_rows(
        self,
        rows: list[Row],
        layout: str = "v2",
        *,
        name: str = "bill.csv",
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import a synthetic bill."""
        source = BillSource(name, LAYOUTS[layout](rows))
        return self.service.imports.run([source], dry_run=dry_run, progress=progress)

    def entries(self, kind: str) -> list[tuple[Any, ...]]:
        """Return (amount, state, id of the purchase, day) of the entries of a kind."""
        return self.query(
            "SELECT amount, state, purchase_id, day FROM entry WHERE kind = ? ORDER BY id", kind
        )

    def purchase_row(self, order_no: str, ordinal: int = 0) -> int:
        """Return the row id of a purchase by its order number."""
        found = self.query(
            "SELECT id FROM entry WHERE kind = 'purchase' AND order_no = ? ORDER BY id", order_no
        )
        return int(found[ordinal][0])


def outcomes(report: ImportReport) -> list[str]:
    """Return the outcomes of the first file's rows, in order."""
    return [row.outcome for row in report.files[0].rows]


def recreate(dump: Path, path: Path) -> None:
    """Build a ledger file from a dump in SQL text."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))


def dump_of(path: Path) -> Iterator[str]:
    """Yield the SQL text of a ledger; how a fixture is made with the program of its version."""
    with closing(sqlite3.connect(path)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        yield from connection.iterdump()
    yield f"PRAGMA application_id = {application};"
    yield f"PRAGMA user_version = {version};"


EXAMPLE: dict[str, Any] = {
    "format": "huanqing-ledger/1",
    "today": "2026-06-20",
    "account": {
        "name": "京东白条",
        "billing": "statement",
        "rules": [
            {"from": "2025-01-01", "statement_day": 3, "due_days": 9, "on_statement_day": "next",
             "remainder": "last", "fees_occupy_limit": True, "late_rate_ppm_per_day": 500,
             "min_payment": 1000, "recovery_lag_days": 0}
        ],
        "limits": [
            {"from": "2025-01-01", "to": None, "kind": "fixed", "amount": 2000000},
            {"from": "2026-06-01", "to": "2026-06-30", "kind": "temporary", "amount": 500000},
        ],
        "freezes": [{"from": "2026-07-01", "to": "2026-07-03", "reason": "…"}],
    },
    "purchases": [
        {"id": "p1", "time": "2026-06-01T10:00:00", "amount": 239211, "merchant": "京东平台商户",
         "description": "…", "category": "数码电器", "order_no": "300000000002",
         "merchant_order_no": "…", "periods": 3, "fee_rate_ppm_per_period": 6000,
         "free_periods": 0}
    ],
    "repayments": [
        {"id": "r1", "date": "2026-06-12", "amount": 50000, "channel": "ICBC 1234",
         "state": "booked", "allocations": None}
    ],
    "refunds": [
        {"id": "f1", "purchase": "p1", "initiated": "2026-06-05", "booked": "2026-06-08",
         "amount": 39211}
    ],
    "adjustments": [{"id": "a1", "date": "2026-06-15", "amount": -1200, "note": "…"}],
    "funding": [
        {"id": "salary account", "balance": 900000, "as_of": "2026-06-20", "reserve": 50000,
         "flows": [{"date": "2026-07-05", "amount": 1500000, "label": "salary",
                    "every": "month"}]}
    ],
    "channels": [
        {"id": "ICBC 1234", "funding": "salary account",
         "limits": [{"from": "2025-01-01", "per_transaction": 500000, "per_day": 1000000,
                     "per_month": None, "payments_per_day": None}],
         "fee_per_payment": 0, "unavailable": []}
    ],
}  # fmt: skip
"""The example of ledger.md, word for word."""


def delete_named(uow: SqlUnitOfWork, kind: str, entry_id: str) -> None:
    rowid = uow.search.rowid_of(kind, entry_id)
    assert rowid is not None
    delete_entries(uow, [rowid])
