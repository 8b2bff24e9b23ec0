"""The ledger file: made, opened, refused, and the rules that SQLite itself enforces."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import (
    LedgerDamagedError,
    LedgerExistsError,
    LedgerMissingError,
    MigrationFailedError,
    NewerLedgerError,
    NotALedgerError,
)
from huanqing.infrastructure.persistence.ledger_file import create_ledger, open_ledger
from huanqing.infrastructure.persistence.schema import SCHEMA_VERSION
from integration.persistence.ledgers import (
    CLOCK,
    EXAMPLE,
    Bench,
    change_file,
    query,
    tables_of,
)

if TYPE_CHECKING:
    from pathlib import Path

PURCHASE = "INSERT INTO entry (kind, day, amount, periods) VALUES ('purchase', {}, {}, {})"
REFUND = "INSERT INTO entry (kind, day, amount, state, purchase_id) VALUES ('refund', "
REPAYMENT = "INSERT INTO entry (kind, day, amount, state) VALUES ('repayment', "

BROKEN_ROWS = {
    "text for money": PURCHASE.format("'2026-01-01'", "'ten'", 1),
    "fractions of a fen": PURCHASE.format("'2026-01-01'", 10.5, 1),
    "negative amount": PURCHASE.format("'2026-01-01'", -1, 1),
    "purchase of nothing": PURCHASE.format("'2026-01-01'", 0, 1),
    "no periods": PURCHASE.format("'2026-01-01'", 100, 0),
    "no day": PURCHASE.format("NULL", 100, 1),
    "another form of day": PURCHASE.format("'1.1.2026'", 100, 1),
    "a number for a day": PURCHASE.format(20260101, 100, 1),
    "unknown kind": "INSERT INTO entry (kind, day, amount) VALUES ('gift', '2026-01-01', 1)",
    "refund of nothing": REFUND + "'2026-01-01', 1, 'booked', NULL)",
    "refund of no entry": REFUND + "'2026-01-01', 1, 'booked', 77)",
    "refund in no state": REFUND + "'2026-01-01', 1, '', 1)",
    "repayment in no state": REPAYMENT + "'2026-01-01', 1, 'maybe')",
    "rule without account": "INSERT INTO freeze (account_id, from_date) VALUES (9, '2026-01-01')",
    "negative limit": "INSERT INTO limit_part (account_id, from_date, kind, amount)"
    " VALUES (1, '2026-01-01', 'fixed', -1)",
    "end of a limit": "INSERT INTO limit_part (account_id, from_date, until, kind, amount)"
    " VALUES (1, '2026-01-01', 'never', 'fixed', 1)",
    "billing": "UPDATE account SET billing = 'weekly'",
    "statement day": "UPDATE account_rule SET statement_day = 32",
    "flag": "UPDATE account_rule SET fees_occupy_limit = 2",
    "two rules of a day": "INSERT INTO account_rule SELECT id + 1, account_id, from_date,"
    " statement_day, due_days, due_day, on_statement_day, day_change, remainder,"
    " fees_occupy_limit, late_rate_ppm_per_day, min_payment_fen, recovery_lag_days,"
    " order_free_days, settlement_fee, minimum_ratio_ppm, carry_threshold_fen,"
    " conversion_share_ppm, conversion_min_fen FROM account_rule",
    "setting without value": "INSERT INTO setting (key) VALUES ('x')",
    "purchase with a refund": "DELETE FROM entry WHERE uid = 'p1'",
    "one id twice": "INSERT INTO entry (uid, kind, day, amount, periods)"
    " VALUES ('p1', 'purchase', '2026-01-01', 1, 1)",
    "row without its file": "INSERT INTO import_row (file_id, line, identity, ordinal, kind,"
    " amount, refunded, reason, raw) VALUES (9, 1, 1, 0, 'review', 1, 0, '', '')",
    "file without its batch": "INSERT INTO import_file (batch_id, name, sha256, provider, layout,"
    " encoding) VALUES (9, '', '', '', '', '')",
}


def test_new_ledger_is_an_empty_marked_database(bench: Bench) -> None:
    assert bench.query("PRAGMA application_id") == [(0x48515F31,)]
    assert bench.query("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert not any(rows for rows in tables_of(bench.path, without=()).values())
    assert bench.file.integrity_findings() == []
    assert bench.check() == []


def test_the_connection_is_wal_with_foreign_keys(bench: Bench) -> None:
    assert bench.query("PRAGMA journal_mode") == [("wal",)]
    with bench.uow() as uow:
        connection = uow._connection
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_every_table_is_strict(bench: Bench) -> None:
    found = bench.query("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    assert len(found) >= 15
    assert [name for name, sql in found if not sql.rstrip().endswith("STRICT")] == []


def test_money_is_integer_fen(bench: Bench) -> None:
    bench.load(EXAMPLE)
    assert bench.query("SELECT DISTINCT typeof(amount) FROM entry") == [("integer",)]
    assert bench.query("SELECT amount FROM entry WHERE uid = 'p1'") == [(239211,)]
    kinds = bench.query(
        "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p"
        " WHERE m.type = 'table' AND p.type IN ('REAL', 'NUMERIC', 'ANY')"
    )
    assert kinds == []


@pytest.mark.parametrize("name", BROKEN_ROWS)
def test_the_schema_itself_refuses(bench: Bench, name: str) -> None:
    bench.load(EXAMPLE)
    before = tables_of(bench.path, without=())
    with bench.uow() as uow, pytest.raises((IntegrityError, sqlite3.IntegrityError)):
        uow._connection.exec_driver_sql(BROKEN_ROWS[name])
    assert tables_of(bench.path, without=()) == before


def test_a_block_without_commit_changes_nothing(bench: Bench) -> None:
    before = tables_of(bench.path, without=())
    with bench.uow() as uow:
        uow.journal.begin("x", {})
        uow.entries.add([EntryRecord(id="p", kind="purchase", day="2026-01-01", amount_fen=1,
                                     periods=1)])  # fmt: skip
        assert not uow.entries.is_empty()
    with pytest.raises(ZeroDivisionError):
        fail_after_changes(bench)
    assert tables_of(bench.path, without=()) == before


def fail_after_changes(bench: Bench) -> None:
    with bench.uow() as uow:
        uow.journal.begin("x", {})
        uow.settings.put("k", "v")
        raise ZeroDivisionError


def test_closing_leaves_one_file_that_opens_again(bench: Bench) -> None:
    bench.load(EXAMPLE)
    before = bench.tables()
    bench.close()
    assert [each.name for each in bench.path.parent.iterdir()] == [bench.path.name]
    again = bench.reopened()
    try:
        assert again.tables() == before
    finally:
        again.close()


def test_create_makes_the_folders_on_the_way(tmp_path: Path) -> None:
    bench = Bench.new(tmp_path / "a" / "b")
    bench.close()
    assert bench.path.is_file()


def test_create_refuses_what_exists_and_leaves_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(LedgerExistsError) as caught:
        create_ledger(path, CLOCK)
    assert caught.value.path == str(path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_create_may_replace_when_told_to(bench: Bench) -> None:
    bench.load(EXAMPLE)
    bench.close()
    made = Bench(create_ledger(bench.path, CLOCK, replace=True))
    try:
        assert made.tables()["entry"] == []
    finally:
        made.close()


def test_missing_ledger_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissingError) as caught:
        open_ledger(tmp_path / "none.huanqing", CLOCK)
    assert caught.value.path == str(tmp_path / "none.huanqing")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerMissingError):
        open_ledger(tmp_path, CLOCK)


def test_what_is_no_ledger_is_refused_untouched(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    change_file(foreign, "CREATE TABLE t (x)", "PRAGMA user_version = 1")
    contents = {
        foreign: foreign.read_bytes(),
        tmp_path / "text": "交易时间,金额\n".encode(),
        tmp_path / "empty": b"",
        tmp_path / "short": b"SQLite format 3\x00" + b"\x00" * 10,
    }
    for path, content in contents.items():
        path.write_bytes(content)
        with pytest.raises(NotALedgerError) as caught:
            open_ledger(path, CLOCK)
        assert caught.value.path == str(path)
        assert path.read_bytes() == content
    assert sorted(tmp_path.iterdir()) == sorted(contents)


def test_newer_file_is_refused_with_both_versions(bench: Bench) -> None:
    bench.close()
    change_file(bench.path, "PRAGMA user_version = 99")
    before = bench.path.read_bytes()
    with pytest.raises(NewerLedgerError) as caught:
        open_ledger(bench.path, CLOCK)
    assert (caught.value.found, caught.value.known) == (99, SCHEMA_VERSION)
    assert bench.path.read_bytes() == before
    assert [each.name for each in bench.path.parent.iterdir()] == [bench.path.name]


def test_integrity_findings_name_a_broken_reference(bench: Bench) -> None:
    bench.load(EXAMPLE)
    bench.close()
    change_file(bench.path, "UPDATE entry SET purchase_id = 777 WHERE kind = 'refund'")
    again = bench.reopened()
    try:
        assert again.file.integrity_findings() == ["foreign key: entry row 2"]
    finally:
        again.close()


def test_damaged_older_file_is_not_migrated(bench: Bench) -> None:
    bench.load(EXAMPLE)
    bench.close()
    change_file(
        bench.path,
        "UPDATE entry SET purchase_id = 777 WHERE kind = 'refund'",
        "DROP TABLE checkpoint",
        "DROP TABLE closed_statement",
        "PRAGMA user_version = 1",
    )
    before = tables_of(bench.path, without=())
    with pytest.raises((LedgerDamagedError, MigrationFailedError)):
        open_ledger(bench.path, CLOCK)
    assert tables_of(bench.path, without=()) == before
    assert query(bench.path, "PRAGMA user_version") == [(1,)]


def test_json_columns_hold_text_as_written(bench: Bench) -> None:
    bench.load({**EXAMPLE, "note": "未来字段"})
    ((value,),) = bench.query("SELECT value FROM setting WHERE key = 'exchange_extra'")
    assert json.loads(value) == {"note": "未来字段"}
    assert "未来字段" in value


def test_damage_found_by_the_drivers_own_cursor_is_told_as_damage(bench: Bench) -> None:
    with pytest.raises(LedgerDamagedError), bench.uow():
        raise sqlite3.DatabaseError("database disk image is malformed")
    with pytest.raises(sqlite3.IntegrityError), bench.uow():
        raise sqlite3.IntegrityError("a bug, no damage")
