"""The SQLAlchemy engine of one ledger file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

if TYPE_CHECKING:
    from pathlib import Path

Connect = Callable[[], sqlite3.Connection]


def plain_connection(path: Path) -> Connect:
    """Return what connects to the file; an encrypted ledger would bring its own."""

    def connect() -> sqlite3.Connection:
        # One thread at a time uses a ledger, not always the one that opened it.
        return sqlite3.connect(path, check_same_thread=False, isolation_level=None)

    return connect


def ledger_engine(connect: Connect) -> Engine:
    """Return an engine with one connection, explicit transactions and foreign keys.

    With Python 3.11's sqlite3 DDL is transactional only when the module starts no
    transactions of its own (``isolation_level=None``) and BEGIN is sent here.
    """
    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            "foreign_keys = ON",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "busy_timeout = 3000",
            "temp_store = MEMORY",
            "cache_size = -16384",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
