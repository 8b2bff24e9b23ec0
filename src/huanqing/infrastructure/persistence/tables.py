"""The schema. Money is INTEGER fen, days are ISO text, every table is STRICT.

Every table has an integer ``id`` so that the change journal can name any row. Tables in
``DERIVED`` can be dropped and computed again; they are not journaled.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

metadata = MetaData(
    naming_convention={
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

ENTRY_KINDS = (
    "purchase",
    "refund",
    "repayment",
    "adjustment",
    "statement_instalment",
    "early_settlement",
    "snapshot",
    "other_spending",
    "other_refund",
    "other_income",
    "transfer",
    "other_loan",
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def _flag(name: str) -> Column[int]:
    return _number(name)


def _one_of(column: str, values: tuple[str, ...], name: str) -> CheckConstraint:
    """Return a check that tries the values in turn; IN would build a set for every row."""
    tried = " OR ".join(f"{column} = '{value}'" for value in values)
    return CheckConstraint(tried, name=name)


def _date_check(column: str, *, optional: bool = False) -> CheckConstraint:
    rule = f"{column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    return CheckConstraint(f"{column} IS NULL OR {rule}" if optional else rule, name=column)


setting = Table(
    "setting",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

account = Table(
    "account",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("billing", Text, nullable=False),
    _one_of("billing", ("statement", "order"), "billing"),
    sqlite_strict=True,
)

account_rule = Table(
    "account_rule",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("from_date", Text, nullable=False),
    Column("statement_day", Integer, nullable=False),
    Column("due_days", Integer, nullable=False),
    Column("due_day", Integer),
    Column("on_statement_day", Text, nullable=False),
    Column("day_change", Text, nullable=False),
    Column("remainder", Text, nullable=False),
    Column("fees_occupy_limit", Integer, nullable=False),
    Column("late_rate_ppm_per_day", Integer, nullable=False),
    Column("min_payment_fen", Integer, nullable=False),
    Column("recovery_lag_days", Integer, nullable=False),
    Column("order_free_days", Integer, nullable=False),
    Column("settlement_fee", Text, nullable=False),
    Column("minimum_ratio_ppm", Integer, nullable=False),
    Column("carry_threshold_fen", Integer, nullable=False),
    Column("conversion_share_ppm", Integer, nullable=False),
    Column("conversion_min_fen", Integer, nullable=False),
    _date_check("from_date"),
    CheckConstraint("statement_day BETWEEN 1 AND 31", name="statement_day"),
    CheckConstraint("late_rate_ppm_per_day >= 0", name="late_rate"),
    CheckConstraint("fees_occupy_limit IN (0, 1)", name="fees_occupy_limit"),
    UniqueConstraint("account_id", "from_date"),
    sqlite_strict=True,
)

limit_part = Table(
    "limit_part",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("from_date", Text, nullable=False),
    Column("until", Text),
    Column("kind", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    _date_check("from_date"),
    _date_check("until", optional=True),
    _one_of("kind", ("fixed", "temporary"), "kind"),
    CheckConstraint("amount >= 0", name="amount"),
    sqlite_strict=True,
)

freeze = Table(
    "freeze",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("from_date", Text, nullable=False),
    Column("until", Text),
    _text("reason"),
    _date_check("from_date"),
    _date_check("until", optional=True),
    sqlite_strict=True,
)

entry = Table(
    "entry",
    metadata,
    _id(),
    Column("uid", Text),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    _text("time"),
    Column("amount", Integer, nullable=False),
    _text("state"),
    _text("counterparty"),
    _text("description"),
    _text("category"),
    _text("method"),
    _text("order_no"),
    _text("merchant_order_no"),
    _text("note"),
    Column("purchase_id", ForeignKey("entry.id")),
    _number("periods"),
    _number("fee_rate_ppm"),
    _number("free_periods"),
    _flag("may_exceed_ledger"),
    _flag("needs_periods"),
    Column("details", Text),
    _one_of("kind", ENTRY_KINDS, "kind"),
    _date_check("day"),
    CheckConstraint("amount >= 0 OR kind = 'adjustment'", name="amount"),
    CheckConstraint("kind <> 'purchase' OR (periods >= 1 AND amount > 0)", name="purchase"),
    CheckConstraint("kind <> 'refund' OR purchase_id IS NOT NULL", name="refund"),
    CheckConstraint(
        "kind <> 'refund' OR state = 'booked' OR state = 'pending'", name="refund_state"
    ),
    CheckConstraint(
        "kind <> 'repayment' OR state = 'booked' OR state = 'processing' OR state = 'planned'"
        " OR state = 'failed'",
        name="repayment_state",
    ),
    sqlite_strict=True,
)
Index("ix_entry_day", entry.c.day)
Index(
    "ux_entry_uid",
    entry.c.uid,
    entry.c.kind,
    unique=True,
    sqlite_where=entry.c.uid.is_not(None),
)
Index("ix_entry_purchase", entry.c.purchase_id, sqlite_where=entry.c.purchase_id.is_not(None))
Index(
    "ix_entry_question",
    entry.c.id,
    sqlite_where=text("needs_periods = 1 OR state = 'pending'"),
)

funding_account = Table(
    "funding_account",
    metadata,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("balance", Integer),
    Column("as_of", Text),
    _number("reserve"),
    _text("flows", "[]"),
    _text("extra", "{}"),
    _date_check("as_of", optional=True),
    sqlite_strict=True,
)

payment_channel = Table(
    "payment_channel",
    metadata,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("funding_uid", Text),
    _text("limits", "[]"),
    _number("fee_per_payment"),
    _text("unavailable", "[]"),
    _text("extra", "{}"),
    CheckConstraint("fee_per_payment >= 0", name="fee_per_payment"),
    sqlite_strict=True,
)

import_batch = Table(
    "import_batch",
    metadata,
    _id(),
    Column("imported_at", Text, nullable=False),
    sqlite_strict=True,
)

import_file = Table(
    "import_file",
    metadata,
    _id(),
    Column("batch_id", ForeignKey("import_batch.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("layout", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    _text("account"),
    _text("covers_from"),
    _text("covers_until"),
    _text("exported_at"),
    sqlite_strict=True,
)
Index("ix_import_file_batch", import_file.c.batch_id)

import_row = Table(
    "import_row",
    metadata,
    _id(),
    Column("file_id", ForeignKey("import_file.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("identity", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("refunded", Integer, nullable=False),
    Column("entry_id", ForeignKey("entry.id")),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("parsed", Text),
    sqlite_strict=True,
)
Index("ix_import_row_identity", import_row.c.identity)
Index("ix_import_row_entry", import_row.c.entry_id)
Index(
    "ix_import_row_undecided",
    import_row.c.id,
    sqlite_where=text("entry_id IS NULL AND kind IN ('review', 'refund')"),
)

action = Table(
    "action",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("arguments", Text, nullable=False),
    Column("done_at", Text, nullable=False),
    _flag("is_undone"),
    Column("batch_id", Integer),
    sqlite_strict=True,
)

change = Table(
    "change",
    metadata,
    _id(),
    Column("action_id", ForeignKey("action.id", ondelete="CASCADE"), nullable=False),
    Column("table_name", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("first_id", Integer, nullable=False),
    Column("last_id", Integer, nullable=False),
    Column("before", LargeBinary),
    Column("after", LargeBinary),
    _one_of("operation", ("insert", "update", "delete"), "operation"),
    sqlite_strict=True,
)
Index("ix_change_action", change.c.action_id)

checkpoint = Table(
    "checkpoint",
    metadata,
    _id(),
    Column("day", Text, nullable=False, unique=True),
    Column("state", LargeBinary, nullable=False),
    sqlite_strict=True,
)

closed_statement = Table(
    "closed_statement",
    metadata,
    _id(),
    Column("statement_date", Text, nullable=False, unique=True),
    Column("closed_on", Text, nullable=False),
    Column("due_date", Text, nullable=False),
    Column("principal", Integer, nullable=False),
    Column("fee", Integer, nullable=False),
    Column("penalty", Integer, nullable=False),
    Column("paid", Integer, nullable=False),
    Column("lines", LargeBinary, nullable=False),
    sqlite_strict=True,
)

reconciliation = Table(
    "reconciliation",
    metadata,
    _id(),
    Column("statement_date", Text, nullable=False, unique=True),
    Column("stated_total", Integer),
    Column("stated_due_date", Text),
    _text("ticked", "[]"),
    _flag("is_locked"),
    Column("agreed", Integer),
    _text("done_at"),
    _text("note"),
    _date_check("statement_date"),
    _date_check("stated_due_date", optional=True),
    sqlite_strict=True,
)

search_text = Table(
    "search_text",
    metadata,
    Column("id", ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("words", Text, nullable=False),
    sqlite_strict=True,
)
event.listen(
    search_text,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy gives it no types
        """CREATE TRIGGER entry_texts_changed AFTER UPDATE OF counterparty, description, category,
        method, order_no, merchant_order_no, note, purchase_id ON entry BEGIN
        DELETE FROM search_text WHERE id = NEW.id
            OR id IN (SELECT id FROM entry WHERE purchase_id = NEW.id);
        END"""
    ),
)

plan = Table(
    "plan",
    metadata,
    _id(),
    Column("made_on", Text, nullable=False),
    Column("accepted_at", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("answer", Text, nullable=False),
    _flag("is_ended"),
    _date_check("made_on"),
    sqlite_strict=True,
)

plan_mark = Table(
    "plan_mark",
    metadata,
    _id(),
    Column("plan_id", ForeignKey("plan.id", ondelete="CASCADE"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("state", Text, nullable=False),
    _text("repayment_uid"),
    _text("done_at"),
    _one_of("state", ("paid", "failed", "skipped"), "state"),
    UniqueConstraint("plan_id", "step"),
    sqlite_strict=True,
)

limit_application = Table(
    "limit_application",
    metadata,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("filed_on", Text, nullable=False),
    Column("wanted", Integer),
    _text("stages", "[]"),
    _text("note"),
    _text("extra", "{}"),
    _date_check("filed_on"),
    sqlite_strict=True,
)

alert_mark = Table(
    "alert_mark",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("until", Text),
    _text("done_at"),
    _one_of("state", ("snoozed", "done"), "state"),
    _date_check("until", optional=True),
    sqlite_strict=True,
)

cache = Table(
    "cache",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("stamp", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    sqlite_strict=True,
)

RULES = frozenset({account.name, account_rule.name, limit_part.name, freeze.name})
DERIVED = frozenset({"checkpoint", "closed_statement", "search_text", "cache"})
JOURNAL = frozenset({"action", "change"})
