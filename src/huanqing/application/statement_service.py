"""Reconciling and the operations on statements. Implements ``StatementActions``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application import figures, statement_operations
from huanqing.application.change_preview import preview_change
from huanqing.application.locked_statements import keep_locked
from huanqing.application.statement_differences import post_difference
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.ports import Clock, OpenUnitOfWork, UnitOfWork
    from huanqing.application.statement_models import (
        ChangePreview,
        InstalmentDraft,
        InstalmentOffer,
        SettlementDraft,
    )


class OpenStatementActions:
    """Reconciling and the operations on statements. Implements ``StatementActions``."""

    def __init__(self, open_uow: OpenUnitOfWork, today: Callable[[], date], clock: Clock) -> None:
        """Bind the use cases; ``today`` tells the ledger's day."""
        self._open = open_uow
        self._today = today
        self._clock = clock

    def reconciliations(self) -> dict[date, Reconciliation]:
        """Return every reconciliation begun or locked, by statement date."""
        with self._open() as uow:
            return uow.reconciliations.all()

    def reconciliation(self, statement_date: date) -> Reconciliation:
        """Return what was noted of a statement; an empty one where nothing was."""
        empty = Reconciliation(statement_date=statement_date)
        return self.reconciliations().get(statement_date, empty)

    def save_reconciliation(self, value: Reconciliation) -> None:
        """Keep ticks, figures and the lock; no action where nothing is new.

        Locking notes the ledger's total and the moment, whatever ``value`` says of them.
        Raises InvalidFieldError for locking a statement that is not out, or is not there.
        """
        day = self._today()
        with self._open() as uow:
            noted = uow.reconciliations.all().get(value.statement_date)
            before = noted or Reconciliation(statement_date=value.statement_date)
            after = replace(value, agreed_fen=before.agreed_fen, done_at=before.done_at)
            name = "reconcile"
            if value.is_locked and not before.is_locked:
                name = "lock"
                agreed = _charged_by(uow, day, value.statement_date)
                after = replace(after, agreed_fen=agreed, done_at=self._clock.now_text())
            elif before.is_locked and not value.is_locked:
                name = "unlock"
                after = replace(after, agreed_fen=None, done_at="")
            if after == before:
                return
            uow.journal.begin(name, {"statement": value.statement_date.isoformat()})
            uow.reconciliations.save(after)
            uow.commit()

    def post_difference(self, statement_date: date, amount_fen: int, note: str) -> None:
        """Change a statement's total by exactly the amount; see ``statement_differences``.

        Raises StatementDifferenceError where that cannot be done.
        """
        post_difference(self._open, self._today(), statement_date, amount_fen, note)

    def instalment_offer(self, statement_date: date) -> InstalmentOffer:
        """Return how much of a statement may be split into new periods."""
        day = self._today()
        with self._open() as uow:
            found = statement_operations.instalment_offer(uow, day, statement_date)
            uow.commit()
        return found

    def preview_instalment(self, draft: InstalmentDraft) -> ChangePreview:
        """Return what a statement instalment would change, locked statements or not."""
        return self._preview(
            draft.day, lambda uow: statement_operations.book_instalment(uow, draft)
        )

    def book_instalment(self, draft: InstalmentDraft, *, allow_locked: bool = False) -> None:
        """Book a statement instalment; see ``statement_operations`` for what it raises."""
        today = self._today()
        with self._open() as uow:
            with keep_locked(uow, today, allow_locked=allow_locked):
                statement_operations.book_instalment(uow, draft)
            uow.commit()

    def preview_settlement(self, draft: SettlementDraft) -> ChangePreview:
        """Return what an early settlement would change, locked statements or not."""
        return self._preview(
            draft.day, lambda uow: statement_operations.book_settlement(uow, draft)
        )

    def settlement_cost(self, draft: SettlementDraft) -> int:
        """Return what must be paid on the day to settle the purchase, in fen."""
        unpaid = replace(draft, pays=False)
        with self._open() as uow:
            return statement_operations.book_settlement(uow, unpaid)

    def book_settlement(self, draft: SettlementDraft, *, allow_locked: bool = False) -> None:
        """Book an early settlement, with its repayment where the draft says so."""
        today = self._today()
        with self._open() as uow:
            with keep_locked(uow, today, allow_locked=allow_locked):
                statement_operations.book_settlement(uow, draft)
            uow.commit()

    def _preview(self, day: date, book: Callable[[UnitOfWork], object]) -> ChangePreview:
        shown = max(day, self._today())
        with self._open() as uow:
            return preview_change(uow, shown, lambda: book(uow))


def _charged_by(uow: UnitOfWork, day: date, statement_date: date) -> int:
    """Return principal and fees of a statement that is out, in fen."""
    field = "statement_date"
    if statement_date > day:
        raise InvalidFieldError(field, statement_date, "is not out yet")
    standing = figures.standing_on(uow, day)
    for each in figures.all_statements(uow, standing, with_lines=False):
        if each.statement_date == statement_date:
            return each.principal_fen + each.fee_fen
    raise InvalidFieldError(field, statement_date, "there is no such statement")
