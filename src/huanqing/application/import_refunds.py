"""Refund rows of an import and the purchases they belong to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from huanqing.application.booked_rows import booked_entry
from huanqing.application.row_matching import bought_description, choose_purchase

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from huanqing.application.bill_rows import BillRow
    from huanqing.application.import_ports import PurchaseCandidate, RefundStore
    from huanqing.application.ports import UnitOfWork


class Candidates:
    """Purchases that refunds may belong to, with what each has left to refund."""

    def __init__(self, found: Sequence[PurchaseCandidate]) -> None:
        """Take the purchases that the store found."""
        self._now = {each.rowid: each for each in found}
        self._by_order: defaultdict[str, list[int]] = defaultdict(list)
        self._by_description: defaultdict[str, list[int]] = defaultdict(list)
        for each in found:
            self._by_order[each.order_no].append(each.rowid)
            self._by_description[each.description].append(each.rowid)

    def take(self, row: BillRow) -> PurchaseCandidate | None:
        """Return the purchase of a refund row, less the amount from then on."""
        if row.order_no:
            pool = self._by_order[row.order_no]
        else:
            pool = self._by_description[bought_description(row)]
        chosen = choose_purchase(row, [self._now[rowid] for rowid in pool])
        if chosen is not None:
            refunded = chosen.refunded_fen + row.amount_fen
            self._now[chosen.rowid] = chosen._replace(refunded_fen=refunded)
        return chosen


def candidates_for(refunds: RefundStore, rows: Sequence[BillRow]) -> Candidates:
    """Return the purchases that these refund rows may belong to."""
    numbers = sorted({row.order_no for row in rows if row.order_no})
    descriptions = sorted({bought_description(row) for row in rows if not row.order_no})
    if not numbers and not descriptions:
        return Candidates([])
    return Candidates(refunds.candidates(numbers, descriptions))


def tie_waiting_refunds(uow: UnitOfWork, orders: Collection[str], entry_id: int) -> set[int]:
    """Book waiting refunds of these orders whose purchase is there now.

    ``entry_id`` is the next free one. Returns the rows of the purchases that were tied to.
    """
    if not orders or not uow.refunds.has_waiting():
        return set()
    waiting = uow.refunds.waiting(sorted(orders))
    candidates = candidates_for(uow.refunds, [row for _, row in waiting])
    tied: set[int] = set()
    for row_id, row in waiting:
        purchase = candidates.take(row)
        if purchase is not None:
            uow.imports.add_rows([booked_entry(entry_id, row, purchase)], [])
            uow.refunds.tie(row_id, entry_id)
            entry_id += 1
            tied.add(purchase.rowid)
    return tied


def date_refunds(refunds: RefundStore, purchases: Collection[int]) -> None:
    """Keep what a purchase is annotated with beyond its refund rows as a pending refund."""
    if not purchases:
        return
    sums = refunds.undated(sorted(purchases))
    for purchase, (annotated, booked, pending) in sums.items():
        missing = max(0, annotated - booked)
        if missing != pending:
            refunds.set_pending(purchase, missing)
