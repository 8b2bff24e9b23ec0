"""A ledger of version 1 is brought up to date without a lost value, or left as it was."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.errors import MigrationFailedError
from huanqing.infrastructure.persistence import migrations
from huanqing.infrastructure.persistence.ledger_file import migrate_file, open_ledger
from huanqing.infrastructure.persistence.tables import SCHEMA_VERSION
from integration.persistence.ledgers import (
    CLOCK,
    DERIVED,
    V1_DUMP,
    Bench,
    query,
    recreate,
    tables_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger of version 1 with data in every table, in a folder of its own."""
    folder = tmp_path / "old"
    folder.mkdir()
    path = folder / "old.huanqing"
    recreate(V1_DUMP, path)
    return path


def schema_of(path: Path) -> list[tuple[Any, ...]]:
    found = query(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return [(*rest, re.sub(r"\s+", " ", sql or "").strip()) for *rest, sql in found]


def files_of(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def opened_and_closed(path: Path) -> None:
    open_ledger(path, CLOCK).close()


def failing_step(wanted: BaseException) -> Callable[[Any], None]:
    def step(operations: Any) -> None:
        migrations.m0002_checkpoints.upgrade(operations)
        raise wanted

    return step


def test_the_fixture_is_version_1_with_data_in_every_table(old: Path) -> None:
    tables = tables_of(old, without=())
    assert query(old, "PRAGMA user_version") == [(1,)]
    assert set(tables).isdisjoint(DERIVED)
    assert {name for name, rows in tables.items() if not rows} == set()
    assert {kind for (kind,) in query(old, "SELECT DISTINCT kind FROM entry")} >= {
        "purchase", "refund", "repayment", "adjustment", "snapshot", "other_spending", "transfer",
        "other_income", "other_loan", "other_refund",
    }  # fmt: skip


def test_every_row_of_every_table_survives(old: Path) -> None:
    before = tables_of(old, without=())
    opened_and_closed(old)
    after = tables_of(old, without=DERIVED)
    assert after.keys() == before.keys()
    for name, rows in before.items():
        assert after[name] == rows, name
    assert query(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert query(old, "PRAGMA application_id") == [(0x48515F31,)]


def test_the_schema_becomes_that_of_a_new_ledger(old: Path, bench: Bench) -> None:
    opened_and_closed(old)
    assert schema_of(old) == schema_of(bench.path)


def test_the_file_as_it_was_is_kept(old: Path) -> None:
    before = old.read_bytes()
    opened_and_closed(old)
    assert files_of(old) == [old.name, f"{old.name}.v1.bak"]
    assert old.with_name(f"{old.name}.v1.bak").read_bytes() == before
    assert old.read_bytes() != before
    opened_and_closed(old)
    assert files_of(old) == [old.name, f"{old.name}.v1.bak"]


def test_an_earlier_copy_is_not_overwritten(old: Path) -> None:
    kept = old.with_name(f"{old.name}.v1.bak")
    shutil.copy2(old, kept)
    marked = kept.read_bytes() + b"an older state"
    kept.write_bytes(marked)
    opened_and_closed(old)
    assert kept.read_bytes() == marked


def test_a_migrated_ledger_works(old: Path) -> None:
    with closing_bench(old) as bench:
        assert bench.file.integrity_findings() == []
        assert bench.check() == []
        assert bench.service.statements()
        before = bench.tables()
        assert bench.service.redo() is not None
        assert bench.tables() != before
        bench.service.undo()
        assert bench.tables() == before
        while bench.service.undo() is not None:
            pass
        assert not any(bench.tables().values())
        while bench.service.next_redo() is not None:
            bench.service.redo()
        bench.service.undo()
        assert bench.tables() == before


@pytest.mark.parametrize("reason", [sqlite3.OperationalError("disk full"), OSError("no space")])
def test_a_failing_migration_leaves_the_file_untouched(
    old: Path, monkeypatch: pytest.MonkeyPatch, reason: BaseException
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(migrations, "STEPS", {2: failing_step(reason)})
    with pytest.raises(MigrationFailedError) as caught:
        open_ledger(old, CLOCK)
    assert str(reason) in caught.value.reason
    assert old.read_bytes() == before
    assert files_of(old) == [old.name]
    monkeypatch.undo()
    opened_and_closed(old)


def test_a_bug_or_a_wish_to_stop_leaves_the_file_untouched_too(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    for wanted in (ZeroDivisionError(), KeyboardInterrupt()):
        monkeypatch.setattr(migrations, "STEPS", {2: failing_step(wanted)})
        with pytest.raises(type(wanted)):
            open_ledger(old, CLOCK)
        assert old.read_bytes() == before
        assert files_of(old) == [old.name]


def test_a_migration_that_sqlite_refuses_is_a_failed_migration(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Alembic runs fails with SQLAlchemy's errors, not with those of sqlite3."""
    before = old.read_bytes()

    def step(operations: Any) -> None:
        operations.execute("INSERT INTO no_such_table VALUES (1)")

    monkeypatch.setattr(migrations, "STEPS", {2: step})
    with pytest.raises(MigrationFailedError):
        open_ledger(old, CLOCK)
    assert old.read_bytes() == before
    assert files_of(old) == [old.name]


def test_what_is_still_in_the_write_ahead_log_survives(old: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO setting (key, value) VALUES ('only in the log', 'yes')")
        connection.commit()
        # The folder as a crash would leave it: the last change stands in the log alone.
        for each in old.parent.iterdir():
            shutil.copy2(each, crashed / each.name)
    path = crashed / old.name
    assert (crashed / f"{old.name}-wal").stat().st_size > 0
    assert b"only in the log" not in path.read_bytes()
    opened_and_closed(path)
    assert query(path, "SELECT value FROM setting WHERE key = 'only in the log'") == [("yes",)]
    kept = path.with_name(f"{path.name}.v1.bak")
    assert query(kept, "SELECT value FROM setting WHERE key = 'only in the log'") == [("yes",)]


def test_a_half_done_copy_of_an_earlier_try_is_no_obstacle(old: Path) -> None:
    old.with_name(f"{old.name}.migrating").write_bytes(b"half done")
    before = tables_of(old, without=())
    opened_and_closed(old)
    assert tables_of(old, without=DERIVED) == before
    assert files_of(old) == [old.name, f"{old.name}.v1.bak"]


def test_migrate_file_returns_where_the_copy_is(old: Path) -> None:
    assert migrate_file(old, 1) == old.with_name(f"{old.name}.v1.bak")


class closing_bench:  # noqa: N801 - a context manager
    def __init__(self, path: Path) -> None:
        self.bench = Bench(open_ledger(path, CLOCK))

    def __enter__(self) -> Bench:
        return self.bench

    def __exit__(self, *_: object) -> None:
        self.bench.close()
