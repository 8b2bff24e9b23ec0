"""Imported rows that wait for the user: what they are, and booking what the user decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huanqing.application.bill_rows import RowKind
from huanqing.application.booked_rows import booked_entry
from huanqing.application.import_refunds import candidates_for, date_refunds, tie_waiting_refunds
from huanqing.application.row_choices import CHOSEN, SKIPPED, decided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huanqing.application.bill_rows import BillRow
    from huanqing.application.ports import UnitOfWork
    from huanqing.application.read_models import RowChoice

_UNDECIDED = (RowKind.REVIEW, RowKind.REFUND)


def decide_rows(uow: UnitOfWork, choices: Mapping[int, RowChoice]) -> None:
    """Book or set aside waiting rows by their ids, as one action; the caller commits.

    A row that is a refund by choice and finds no purchase keeps waiting for it. Rows that do
    not wait any more are left alone. Raises InvalidFieldError for a choice that does not fit.
    """
    waiting = {each.row_id: each.row for each in uow.imports.waiting()}
    rows = [
        (row_id, decided(waiting[row_id], choice), choice)
        for row_id, choice in choices.items()
        if row_id in waiting and choice != type(choice)()
    ]
    if not rows:
        return
    uow.journal.begin("decide", {"rows": str(len(rows))})
    booking = _Booking(uow, uow.imports.next_ids()[0])
    for row_id, row, choice in rows:
        booking.decide(row_id, row, choice)
    refunds = [(row_id, row) for row_id, row, _ in rows if _is_refund(row)]
    booking.book_refunds(refunds)
    booking.finish()


def _is_refund(row: BillRow) -> bool:
    return row.kind is RowKind.REFUND and row.reason != SKIPPED


@dataclass(slots=True)
class _Booking:
    """What the rows of one decision share."""

    uow: UnitOfWork
    entry_id: int
    annotated: set[int] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)

    def decide(self, row_id: int, row: BillRow, choice: RowChoice) -> None:
        """Set a row aside or book it; refunds are booked later, when purchases are there."""
        imports = self.uow.imports
        kind = row.kind
        if row.reason == SKIPPED:
            imports.settle(row_id, kind.value, SKIPPED, None)
        elif kind is RowKind.AUTHORISATION:
            imports.settle(row_id, kind.value, CHOSEN, None)
        elif kind not in _UNDECIDED:
            imports.add_rows([booked_entry(self.entry_id, row, None)], [])
            imports.settle(row_id, kind.value, CHOSEN, self.entry_id)
            if kind is RowKind.PURCHASE:
                self.orders.add(row.order_no)
                self.annotated.add(self.entry_id)
            if choice.fee_rate_ppm or choice.free_periods:
                imports.set_terms(self.entry_id, choice.fee_rate_ppm, choice.free_periods)
            self.entry_id += 1

    def book_refunds(self, rows: list[tuple[int, BillRow]]) -> None:
        """Tie refunds to their purchases; those without one keep waiting."""
        candidates = candidates_for(self.uow.refunds, [row for _, row in rows])
        for row_id, row in rows:
            purchase = candidates.take(row)
            if purchase is None:
                self.uow.imports.settle(row_id, row.kind.value, row.reason, None)
                continue
            self.uow.imports.add_rows([booked_entry(self.entry_id, row, purchase)], [])
            self.uow.imports.settle(row_id, row.kind.value, row.reason, self.entry_id)
            self.annotated.add(purchase.rowid)
            self.entry_id += 1

    def finish(self) -> None:
        """Tie refunds that waited for a purchase decided now, and date what is annotated."""
        self.annotated |= tie_waiting_refunds(self.uow, self.orders, self.entry_id)
        date_refunds(self.uow.refunds, self.annotated)
