"""Version 3: what was reconciled, and the derived texts that a search looks through.

The trigger drops the texts of an entry that changes, and of the refunds shown by what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"


def upgrade(operations: Operations) -> None:
    """Add the two tables."""
    operations.create_table(
        "reconciliation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("statement_date", sa.Text, nullable=False),
        sa.Column("stated_total", sa.Integer),
        sa.Column("stated_due_date", sa.Text),
        sa.Column("ticked", sa.Text, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("is_locked", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("agreed", sa.Integer),
        sa.Column("done_at", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("note", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.CheckConstraint(f"statement_date {_DAY}", name="ck_reconciliation_statement_date"),
        sa.CheckConstraint(
            f"stated_due_date IS NULL OR stated_due_date {_DAY}",
            name="ck_reconciliation_stated_due_date",
        ),
        sa.UniqueConstraint("statement_date", name="uq_reconciliation_statement_date"),
        sqlite_strict=True,
    )
    operations.create_table(
        "search_text",
        sa.Column(
            "id",
            sa.Integer,
            sa.ForeignKey("entry.id", ondelete="CASCADE", name="fk_search_text_id"),
            primary_key=True,
        ),
        sa.Column("words", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    operations.execute(
        """CREATE TRIGGER entry_texts_changed AFTER UPDATE OF counterparty, description, category,
        method, order_no, merchant_order_no, note, purchase_id ON entry BEGIN
        DELETE FROM search_text WHERE id = NEW.id
            OR id IN (SELECT id FROM entry WHERE purchase_id = NEW.id);
        END"""
    )
