"""An entry as the ledger file keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

OPENS_DEBT = frozenset({"purchase", "adjustment", "statement_instalment"})
"""Kinds that put lines into statements; those are told apart by one common id."""

DEBT_KINDS = OPENS_DEBT | {"refund", "repayment", "early_settlement"}
"""Kinds that move debts where they are booked."""

UNDER_WAY = ("processing", "planned")
"""States of a repayment that the ledger's debts do not show yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """An entry as it is stored: the union of all kinds' fields, amounts in fen.

    ``day`` is the day on which it counts (a refund's booked day, its initiated day while it is
    pending). ``details`` holds what only few entries have, as JSON values: edited lines,
    overrides, allocations, and fields of an exchange file that this version does not know.
    """

    id: str
    kind: str
    day: str
    amount_fen: int
    time: str = ""
    state: str = ""
    counterparty: str = ""
    description: str = ""
    category: str = ""
    method: str = ""
    order_no: str = ""
    merchant_order_no: str = ""
    note: str = ""
    purchase_id: str = ""
    periods: int = 0
    fee_rate_ppm: int = 0
    free_periods: int = 0
    may_exceed_ledger: bool = False
    needs_periods: bool = False
    details: dict[str, object] = field(default_factory=dict)
