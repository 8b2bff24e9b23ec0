"""Version 4: accepted plans, applications about the limit, what was done with alerts, a cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=sa.text(f"'{default}'"))


def _needed(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade(operations: Operations) -> None:
    """Add the tables."""
    _add_plans(operations)
    operations.create_table(
        "limit_application",
        _id(),
        _needed("uid"),
        _needed("kind"),
        _needed("filed_on"),
        sa.Column("wanted", sa.Integer),
        _text("stages", "[]"),
        _text("note"),
        _text("extra", "{}"),
        sa.CheckConstraint(f"filed_on {_DAY}", name="ck_limit_application_filed_on"),
        sa.UniqueConstraint("uid", name="uq_limit_application_uid"),
        sqlite_strict=True,
    )
    operations.create_table(
        "alert_mark",
        _id(),
        _needed("key"),
        _needed("state"),
        sa.Column("until", sa.Text),
        _text("done_at"),
        sa.CheckConstraint("state = 'snoozed' OR state = 'done'", name="ck_alert_mark_state"),
        sa.CheckConstraint(f"until IS NULL OR until {_DAY}", name="ck_alert_mark_until"),
        sa.UniqueConstraint("key", name="uq_alert_mark_key"),
        sqlite_strict=True,
    )
    operations.create_table(
        "cache",
        _id(),
        _needed("key"),
        _needed("stamp"),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("key", name="uq_cache_key"),
        sqlite_strict=True,
    )


def _add_plans(operations: Operations) -> None:
    operations.create_table(
        "plan",
        _id(),
        _needed("made_on"),
        _needed("accepted_at"),
        _needed("problem"),
        _needed("answer"),
        sa.Column("is_ended", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.CheckConstraint(f"made_on {_DAY}", name="ck_plan_made_on"),
        sqlite_strict=True,
    )
    operations.create_table(
        "plan_mark",
        _id(),
        sa.Column(
            "plan_id",
            sa.Integer,
            sa.ForeignKey("plan.id", ondelete="CASCADE", name="fk_plan_mark_plan_id"),
            nullable=False,
        ),
        sa.Column("step", sa.Integer, nullable=False),
        _needed("state"),
        _text("repayment_uid"),
        _text("done_at"),
        sa.CheckConstraint(
            "state = 'paid' OR state = 'failed' OR state = 'skipped'", name="ck_plan_mark_state"
        ),
        sa.UniqueConstraint("plan_id", "step", name="uq_plan_mark_plan_id_step"),
        sqlite_strict=True,
    )
