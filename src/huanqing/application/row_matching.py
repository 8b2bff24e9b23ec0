"""Which purchase a refund row belongs to, and when two rows are one row seen twice."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.bill_rows import BillRow
    from huanqing.application.import_ports import PurchaseCandidate

REFUND_PREFIX = "退款-"
PARTS_OF_AN_ORDER = 5
"""An order may be paid in parts; more purchases under one number mean that it is masked."""


def identity_of(provider: str, row: BillRow) -> int:
    """Return a 64-bit identity of what never changes in a row from one export to the next.

    Direction, status and the refund annotation change when a refund comes, so they are left
    out; rows that are equal in all the rest are told apart by their ordinal.
    """
    text = "\x1f".join(
        (
            provider,
            row.order_no,
            row.merchant_order_no,
            row.time,
            str(row.amount_fen),
            row.description,
            row.counterparty,
        )
    )
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def bought_description(row: BillRow) -> str:
    """Return the description of the purchase that a refund row names."""
    return row.description.removeprefix(REFUND_PREFIX)


def choose_purchase(
    row: BillRow, candidates: Sequence[PurchaseCandidate]
) -> PurchaseCandidate | None:
    """Return the purchase that a refund row belongs to, None where that is not certain.

    The order number decides, and where it stands on several purchases the description; a
    row without a number needs the one purchase of that description. The purchase must have
    room for the refund; one made before the refund is preferred.
    """
    fitting = [each for each in candidates if each.amount_fen - each.refunded_fen >= row.amount_fen]
    named = bought_description(row)
    if not row.order_no:
        alike = [each for each in fitting if each.description == named]
        return alike[0] if len(alike) == 1 else None
    ordered = [each for each in fitting if each.order_no == row.order_no]
    alike = [each for each in ordered if each.description == named]
    if not alike:
        if len(ordered) > PARTS_OF_AN_ORDER:
            return None
        alike = ordered
    earlier = [each for each in alike if f"{each.day}T{each.time}" <= row.time]
    return next(iter(earlier or alike), None)
