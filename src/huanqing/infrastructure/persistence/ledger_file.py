"""Creating, opening, checking and migrating a ledger file; nothing is ever half done.

The schema's version stands in ``PRAGMA user_version`` so that opening needs no Alembic; it is
imported only when the version differs. A migration works on a copy, which replaces the file
only when it is whole; the file as it was stays beside it.
"""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from huanqing.application.errors import (
    LedgerDamagedError,
    LedgerExistsError,
    LedgerMissingError,
    MigrationFailedError,
    NewerLedgerError,
    NotALedgerError,
)
from huanqing.infrastructure.ledger_lock import LedgerLock
from huanqing.infrastructure.persistence.engine import ledger_engine, plain_connection
from huanqing.infrastructure.persistence.schema import SCHEMA_VERSION
from huanqing.infrastructure.persistence.tables import metadata
from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from huanqing.application.ports import Clock

APPLICATION_ID = 0x48515F31
"""``HQ_1``: marks the file as a ledger for ``file(1)`` and for us."""


class LedgerFile:
    """An open ledger: its engine and its lock."""

    def __init__(self, path: Path, engine: Engine, lock: LedgerLock, clock: Clock) -> None:
        """Take over an engine and a lock that is held."""
        self.path = path
        self._engine = engine
        self._lock = lock
        self._clock = clock

    def unit_of_work(self) -> SqlUnitOfWork:
        """Return a new unit of work on this file."""
        return SqlUnitOfWork(self._engine, self._clock, str(self.path))

    def integrity_findings(self) -> list[str]:
        """Return what SQLite's own checks find wrong; empty when the file is whole."""
        try:
            with self._engine.connect() as connection:
                found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
                broken = list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
        except DatabaseError as error:
            return [str(error.orig)]
        findings = [each for each in found if each != "ok"]
        return findings + [f"foreign key: {table} row {row}" for table, row, *_ in broken]

    def close(self) -> None:
        """Close the file, fold the write-ahead log in, and give the lock back."""
        self._engine.dispose()
        self._lock.release()


def create_ledger(path: Path, clock: Clock, *, replace: bool = False) -> LedgerFile:
    """Return a new, empty ledger at ``path``, locked by this process.

    Raises LedgerExistsError where something lies there already, unless ``replace``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = LedgerLock(path)
    lock.take(break_stale=replace)
    try:
        _make_room(path, replace=replace)
        engine = ledger_engine(plain_connection(path))
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        lock.release()
        raise
    return LedgerFile(path, engine, lock, clock)


def open_ledger(
    path: Path, clock: Clock, *, break_stale: bool = False, break_any: bool = False
) -> LedgerFile:
    """Return the ledger at ``path``, migrated if it is older, locked by this process.

    Raises LedgerMissingError, NotALedgerError, NewerLedgerError, LedgerLockedError,
    LedgerDamagedError or MigrationFailedError; the file is untouched in each case.
    """
    if not path.is_file():
        raise LedgerMissingError(str(path))
    lock = LedgerLock(path)
    lock.take(break_stale=break_stale, break_any=break_any)
    try:
        version = _known_version(path)
        if version < SCHEMA_VERSION:
            migrate_file(path, version)
        engine = ledger_engine(plain_connection(path))
        _try_out(engine, path)
    except BaseException:
        lock.release()
        raise
    return LedgerFile(path, engine, lock, clock)


def _try_out(engine: Engine, path: Path) -> None:
    try:
        engine.connect().close()
    except DatabaseError as error:
        raise LedgerDamagedError(str(path), (str(error.orig),)) from error


def migrate_file(path: Path, version: int) -> Path:
    """Bring the file to the newest schema and return where its earlier state is kept.

    The work happens on a copy: checked before, migrated in one transaction a step, checked
    after, and only then put in the file's place.
    """
    kept = _free_name(path, version)
    copy = path.with_name(f"{path.name}.migrating")
    draft = path.with_name(f"{path.name}.keeping")
    try:
        _copy_database(path, copy)
        _check_whole(copy)
        from huanqing.infrastructure.persistence.migrations import upgrade  # noqa: PLC0415 - Alembic costs 0.6 s

        upgrade(copy)
        _check_whole(copy)
        # Under its name only when it is whole: half a copy must not pass for the earlier state.
        shutil.copy2(path, draft)
        draft.replace(kept)
    except (sqlite3.Error, SQLAlchemyError, OSError, MigrationFailedError) as error:
        _remove(copy)
        raise MigrationFailedError(str(path), str(error)) from error
    except BaseException:
        _remove(copy)
        raise
    finally:
        draft.unlink(missing_ok=True)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    copy.replace(path)
    return kept


def _free_name(path: Path, version: int) -> Path:
    """Return where to keep the file as it was; an earlier one kept there stays."""
    kept = path.with_name(f"{path.name}.v{version}.bak")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.v{version}-{number}.bak")
    return kept


def _make_room(path: Path, *, replace: bool) -> None:
    if path.exists():
        if not replace:
            raise LedgerExistsError(str(path))
        _remove(path)


def _known_version(path: Path) -> int:
    version = _schema_version(path)
    if version > SCHEMA_VERSION:
        raise NewerLedgerError(str(path), version, SCHEMA_VERSION)
    return version


def _schema_version(path: Path) -> int:
    try:
        connection = sqlite3.connect(path)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise NotALedgerError(str(path)) from error
    if application != APPLICATION_ID or version < 1:
        raise NotALedgerError(str(path))
    return version


def _copy_database(source: Path, target: Path) -> None:
    """Copy through SQLite, so that what is still in the write-ahead log comes along."""
    _remove(target)
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    try:
        old.backup(new)
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        old.close()
        new.close()


def _check_whole(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    findings = tuple(each for each in found if each != "ok")
    if findings or broken:
        raise LedgerDamagedError(str(path), findings or ("foreign keys",))


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
