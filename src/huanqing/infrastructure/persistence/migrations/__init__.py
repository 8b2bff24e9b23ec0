"""Numbered migrations; imported only when a file's schema version differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations

from huanqing.infrastructure.persistence.engine import ledger_engine, plain_connection
from huanqing.infrastructure.persistence.migrations import (
    m0002_checkpoints,
    m0003_reconciling,
    m0004_plans,
)
from huanqing.infrastructure.persistence.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

STEPS = {2: m0002_checkpoints.upgrade, 3: m0003_reconciling.upgrade, 4: m0004_plans.upgrade}
"""What brings a file to a version from the one before; a literal table survives freezing."""


def upgrade(path: Path) -> None:
    """Bring the file at ``path`` to the newest schema, one transaction a step."""
    engine = ledger_engine(plain_connection(path))
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        for version in range(int(found) + 1, SCHEMA_VERSION + 1):
            with engine.begin() as connection:
                STEPS[version](Operations(MigrationContext.configure(connection)))
                connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    finally:
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]  # sqlite3
        engine.dispose()
