"""A ledger of an older version is brought up to date without a lost value, or left as it was."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.entry_models import EntryQuery
from huanqing.application.errors import MigrationFailedError
from huanqing.infrastructure.persistence import migrations
from huanqing.infrastructure.persistence.ledger_file import migrate_file, open_ledger
from huanqing.infrastructure.persistence.schema import SCHEMA_VERSION
from integration.persistence.ledgers import (
    CLOCK,
    DERIVED,
    V1_DUMP,
    V2_DUMP,
    V3_DUMP,
    Bench,
    dump_of,
    query,
    recreate,
    tables_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


DUMPS = {1: V1_DUMP, 2: V2_DUMP, 3: V3_DUMP}
NEW_IN_4 = {"plan", "plan_mark", "limit_application", "alert_mark", "cache"}
NEW_TABLES = {
    1: NEW_IN_4 | DERIVED | {"reconciliation"},
    2: NEW_IN_4 | {"search_text", "reconciliation"},
    3: NEW_IN_4,
}


def old_ledger(tmp_path: Path, version: int) -> Path:
    folder = tmp_path / "old"
    folder.mkdir()
    path = folder / "old.huanqing"
    recreate(DUMPS[version], path)
    return path


@pytest.fixture(params=sorted(DUMPS))
def version(request: pytest.FixtureRequest) -> int:
    """Every older version."""
    number: int = request.param
    return number


@pytest.fixture
def old(tmp_path: Path, version: int) -> Path:
    """A ledger of an older version with data in every table, in a folder of its own."""
    return old_ledger(tmp_path, version)


def kept_copy(path: Path, version: int) -> Path:
    return path.with_name(f"{path.name}.v{version}.bak")


def schema_of(path: Path) -> list[tuple[Any, ...]]:
    found = query(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return [(*rest, re.sub(r"\s+", " ", sql or "").strip()) for *rest, sql in found]


def files_of(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def opened_and_closed(path: Path) -> None:
    open_ledger(path, CLOCK).close()


def failing_steps(wanted: BaseException) -> dict[int, Callable[[Any], None]]:
    """Steps of which the last fails after it has done its work."""

    def step(operations: Any) -> None:
        migrations.m0004_plans.upgrade(operations)
        raise wanted

    return {**migrations.STEPS, SCHEMA_VERSION: step}


def test_the_fixture_has_its_version_and_data_in_every_table(old: Path, version: int) -> None:
    tables = tables_of(old, without=())
    assert query(old, "PRAGMA user_version") == [(version,)]
    assert set(tables).isdisjoint(NEW_TABLES[version])
    assert {name for name, rows in tables.items() if not rows} == set()
    assert {kind for (kind,) in query(old, "SELECT DISTINCT kind FROM entry")} >= {
        "purchase", "refund", "repayment", "adjustment", "snapshot", "other_spending", "transfer",
        "other_income", "other_loan", "other_refund",
    }  # fmt: skip


def test_every_row_of_every_table_survives(old: Path, version: int) -> None:
    before = tables_of(old, without=())
    opened_and_closed(old)
    after = tables_of(old, without=())
    assert after.keys() == before.keys() | NEW_TABLES[version]
    assert not any(after[name] for name in NEW_TABLES[version])
    for name, rows in before.items():
        assert after[name] == rows, name
    assert query(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert query(old, "PRAGMA application_id") == [(0x48515F31,)]


def test_the_schema_becomes_that_of_a_new_ledger(old: Path, bench: Bench) -> None:
    opened_and_closed(old)
    assert schema_of(old) == schema_of(bench.path)


def test_the_file_as_it_was_is_kept(old: Path, version: int) -> None:
    before = old.read_bytes()
    opened_and_closed(old)
    kept = kept_copy(old, version)
    assert files_of(old) == [old.name, kept.name]
    assert kept.read_bytes() == before
    assert old.read_bytes() != before
    opened_and_closed(old)
    assert files_of(old) == [old.name, kept.name]


def test_an_earlier_copy_is_not_overwritten(old: Path, version: int) -> None:
    kept = kept_copy(old, version)
    shutil.copy2(old, kept)
    marked = kept.read_bytes() + b"an older state"
    kept.write_bytes(marked)
    before = old.read_bytes()
    opened_and_closed(old)
    assert kept.read_bytes() == marked
    second = kept.with_name(f"{old.name}.v{version}-2.bak")
    assert second.read_bytes() == before


def test_half_a_copy_is_not_taken_for_the_file_as_it_was(
    old: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()

    def torn(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:1000])
        message = "disk full"
        raise OSError(message)

    monkeypatch.setattr(shutil, "copy2", torn)
    with pytest.raises(MigrationFailedError):
        opened_and_closed(old)
    assert files_of(old) == [old.name]
    assert old.read_bytes() == before
    monkeypatch.undo()
    opened_and_closed(old)
    assert kept_copy(old, version).read_bytes() == before


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
    monkeypatch.setattr(migrations, "STEPS", failing_steps(reason))
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
        monkeypatch.setattr(migrations, "STEPS", failing_steps(wanted))
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

    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, SCHEMA_VERSION: step})
    with pytest.raises(MigrationFailedError):
        open_ledger(old, CLOCK)
    assert old.read_bytes() == before
    assert files_of(old) == [old.name]


def test_what_is_still_in_the_write_ahead_log_survives(
    old: Path, version: int, tmp_path: Path
) -> None:
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
    kept = kept_copy(path, version)
    assert query(kept, "SELECT value FROM setting WHERE key = 'only in the log'") == [("yes",)]


def test_a_half_done_copy_of_an_earlier_try_is_no_obstacle(old: Path, version: int) -> None:
    old.with_name(f"{old.name}.migrating").write_bytes(b"half done")
    before = tables_of(old, without=())
    opened_and_closed(old)
    assert tables_of(old, without=NEW_TABLES[version]) == before
    assert files_of(old) == [old.name, kept_copy(old, version).name]


def test_migrate_file_returns_where_the_copy_is(old: Path, version: int) -> None:
    assert migrate_file(old, version) == kept_copy(old, version)


def test_a_migrated_ledger_can_be_searched_and_keeps_its_texts_right(old: Path) -> None:
    with closing_bench(old) as bench:
        entries = bench.service.entries
        (rowid,) = entries.find(EntryQuery(text="商户:京东平台 说明:… 类型:消费")).rowids
        record = entries.detail(rowid).record
        entries.change(rowid, replace(record, description="示例台灯"))
        assert list(entries.find(EntryQuery(text="说明:…")).rowids) == []
        assert rowid in entries.find(EntryQuery(text="sltd")).rowids


def test_the_fixture_is_what_a_dump_of_it_says(old: Path, version: int) -> None:
    assert "\n".join([*dump_of(old), ""]) == DUMPS[version].read_text(encoding="utf-8")


class closing_bench:  # noqa: N801 - a context manager
    def __init__(self, path: Path) -> None:
        self.bench = Bench(open_ledger(path, CLOCK))

    def __enter__(self) -> Bench:
        return self.bench

    def __exit__(self, *_: object) -> None:
        self.bench.close()
