"""Repayments that were booked by hand, or from a plan, and come again in a bill."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.card_names import card_named
from huanqing.application.entry_record import UNDER_WAY

if TYPE_CHECKING:
    from huanqing.application.bill_rows import BillRow
    from huanqing.application.import_ports import ImportStore, TypedRepayment

TYPED = "typed_before"
"""The reason of a row whose money the ledger holds already; its entry is not the import's."""

MOST_DAYS = 3
"""A bank books over a weekend what was paid before it."""


class TypedRepayments:
    """Those that no bill has named yet, booked or under way; each is given away once."""

    def __init__(self, imports: ImportStore) -> None:
        """Look into the ledger when the first repayment asks."""
        self._imports = imports
        self._left: list[TypedRepayment] | None = None

    def take(self, row: BillRow) -> int | None:
        """Return the row id of the entry that holds the row's money, None where none does.

        The same amount, through the same card as far as both say, at most a few days apart;
        the nearest day first, then the older one. One that was under way is booked by that;
        else the plan would count on its money once more.
        """
        if self._left is None:
            self._left = self._imports.typed_repayments()
        day = date.fromisoformat(row.time[:10])
        fitting = [
            (abs((date.fromisoformat(each.day) - day).days), place)
            for place, each in enumerate(self._left)
            if each.amount_fen == row.amount_fen and _may_be_one(each.method, row.method)
        ]
        apart, place = min(fitting, default=(MOST_DAYS + 1, -1))
        if apart > MOST_DAYS:
            return None
        found = self._left.pop(place)
        if found.state in UNDER_WAY:
            self._imports.book(found.rowid)
        return found.rowid


def _may_be_one(typed: str, stated: str) -> bool:
    if not typed or not stated:
        return True
    return card_named(stated, [typed]) is not None or card_named(typed, [stated]) is not None
