"""A row of a bill as it is kept: the entry that is booked for it, or its fields for later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.bill_rows import BillRow, RowKind
from huanqing.application.row_choices import SKIPPED

if TYPE_CHECKING:
    from huanqing.application.import_ports import PurchaseCandidate

INSTALMENTS_HINT = "instalments"


def booked_entry(
    rowid: int, row: BillRow, purchase: PurchaseCandidate | None
) -> tuple[object, ...]:
    """Return the entry of a row, in the order of ``BOOKED_COLUMNS``.

    A refund counts on its purchase's day at the earliest, whatever the file says.
    """
    day = row.time[:10] if purchase is None else max(row.time[:10], purchase.day)
    kind = row.kind
    is_purchase = kind is RowKind.PURCHASE
    is_repayment = kind is RowKind.REPAYMENT
    return (
        rowid,
        str.__str__(kind),
        day,
        row.time[11:],
        row.amount_fen,
        "booked" if is_repayment or kind is RowKind.REFUND else "",
        row.counterparty,
        row.description,
        row.category,
        row.method,
        row.order_no,
        row.merchant_order_no,
        row.note,
        None if purchase is None else purchase.rowid,
        max(1, row.periods) if is_purchase else 0,
        int(is_repayment),
        int(is_purchase and not row.periods and INSTALMENTS_HINT in row.hints),
    )


def parsed_text(row: BillRow) -> str | None:
    """Return the fields of a row that has no entry, so that it can be booked later."""
    if row.kind is RowKind.AUTHORISATION and row.reason != SKIPPED:
        return None
    return json.dumps(row._replace(raw=""), ensure_ascii=False)
