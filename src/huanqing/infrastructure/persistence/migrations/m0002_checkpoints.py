"""Version 2: checkpoints of the replay and closed statements, so that opening stays quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(operations: Operations) -> None:
    """Add the two derived tables."""
    operations.create_table(
        "checkpoint",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("day", name="uq_checkpoint_day"),
        sqlite_strict=True,
    )
    operations.create_table(
        "closed_statement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("statement_date", sa.Text, nullable=False),
        sa.Column("closed_on", sa.Text, nullable=False),
        sa.Column("due_date", sa.Text, nullable=False),
        sa.Column("principal", sa.Integer, nullable=False),
        sa.Column("fee", sa.Integer, nullable=False),
        sa.Column("penalty", sa.Integer, nullable=False),
        sa.Column("paid", sa.Integer, nullable=False),
        sa.Column("lines", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("statement_date", name="uq_closed_statement_statement_date"),
        sqlite_strict=True,
    )
