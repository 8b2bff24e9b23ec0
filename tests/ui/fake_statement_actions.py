"""Reconciling, statement instalments and early settlement in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.application.errors import LockedStatementError
from huanqing.application.read_models import StatementRow
from huanqing.application.statement_models import (
    ChangePreview,
    InstalmentDraft,
    InstalmentOffer,
    Reconciliation,
    SettlementDraft,
    StatementChange,
)
from huanqing.domain.errors import StatementDifferenceError, StatementInstalmentError
from huanqing.domain.money import rate_of
from huanqing.domain.statement import InstalmentFigures

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

MONTH = timedelta(days=31)


class FakeStatementActions:
    """Keeps reconciliations in a dictionary and what was booked in lists.

    ``statements`` gives the list of the fake ledger, which adjustments change in place.
    ``undo`` takes back the last change of either. ``gate`` keeps a preview waiting. Amounts of
    a statement instalment: half a percent a period where the draft names a rate.
    """

    def __init__(self, statements: Callable[[], list[StatementRow]] = list) -> None:
        self._statements = statements
        self.kept: dict[date, Reconciliation] = {}
        self.saves = 0
        self.posted: list[tuple[date, int, str]] = []
        self.instalments: list[InstalmentDraft] = []
        self.settlements: list[SettlementDraft] = []
        self.previewed: list[InstalmentDraft | SettlementDraft] = []
        self.locks: tuple[date, ...] = ()
        self.save_failure: Exception | None = None
        self.gate: Event | None = None
        self._past: list[tuple[dict[date, Reconciliation], list[StatementRow]]] = []

    def marked(self, row: StatementRow) -> StatementRow:
        """Return a statement with what was noted of it, as the ledger's list tells it."""
        value = self.kept.get(row.figures.statement_date)
        if value is None or not value.is_locked:
            return row
        has_changed = value.agreed_fen != row.figures.principal_fen + row.figures.fee_fen
        return row._replace(is_locked=True, changed_since_lock=has_changed)

    def undo(self) -> None:
        """Take back the last change."""
        self.kept, statements = self._past.pop()
        self._statements()[:] = statements

    def reconciliations(self) -> dict[date, Reconciliation]:
        return dict(self.kept)

    def reconciliation(self, statement_date: date) -> Reconciliation:
        return self.kept.get(statement_date, Reconciliation(statement_date=statement_date))

    def save_reconciliation(self, value: Reconciliation) -> None:
        if self.save_failure is not None:
            raise self.save_failure
        self._remember()
        self.saves += 1
        if value.is_locked:
            figures = self._row(value.statement_date).figures
            agreed = figures.principal_fen + figures.fee_fen
            value = replace(value, agreed_fen=agreed, done_at="2026-07-07T09:30:00+08:00")
        self.kept[value.statement_date] = value

    def post_difference(self, statement_date: date, amount_fen: int, note: str) -> None:
        self._remember()
        self.posted.append((statement_date, amount_fen, note))
        figures = self._row(statement_date).figures
        if amount_fen < 0:
            first = figures.instalments[0]
            if -amount_fen > first.fee_fen:
                raise StatementDifferenceError(statement_date, "no_fees", first.fee_fen)
            lines = (replace(first, fee_fen=first.fee_fen + amount_fen), *figures.instalments[1:])
            fee = figures.fee_fen + amount_fen
            figures = replace(figures, fee_fen=fee, instalments=lines)
        else:
            line = InstalmentFigures("adjustment", 1, 1, amount_fen, 0, amount_fen)
            figures = replace(
                figures,
                principal_fen=figures.principal_fen + amount_fen,
                instalments=(*figures.instalments, line),
            )
        self.change(statement_date, self._row(statement_date)._replace(figures=figures))

    def change(self, statement_date: date, row: StatementRow) -> None:
        """Let the ledger hold another statement of this date."""
        statements = self._statements()
        place = statements.index(self._row(statement_date))
        statements[place] = row

    def instalment_offer(self, statement_date: date) -> InstalmentOffer:
        return InstalmentOffer(statement_date, self._row(statement_date).figures.left_fen, 10000)

    def preview_instalment(self, draft: InstalmentDraft) -> ChangePreview:
        self._wait()
        self.previewed.append(draft)
        left = self._row(draft.statement_date).figures.left_fen
        if draft.amount_fen > left:
            raise StatementInstalmentError("new", "too much", left)
        fees = rate_of(draft.amount_fen, draft.fee_rate_ppm) * draft.periods
        later = draft.statement_date + MONTH
        part = (draft.amount_fen + fees) // draft.periods
        return ChangePreview(
            statements=(
                _changed(draft.statement_date, left, left - draft.amount_fen),
                _changed(later, 0, part),
            ),
            owed_before_fen=left,
            owed_after_fen=left + fees,
            fees_before_fen=325,
            fees_after_fen=325 + fees,
            available_before_fen=1123457,
            available_after_fen=1123457 - fees,
        )

    def book_instalment(self, draft: InstalmentDraft, *, allow_locked: bool = False) -> None:
        self._check_locks(allow_locked=allow_locked)
        self.instalments.append(draft)

    def preview_settlement(self, draft: SettlementDraft) -> ChangePreview:
        self.previewed.append(draft)
        after = 1123457 + (self.settlement_cost(draft) if draft.pays else 0)
        return ChangePreview((), 876543, 0, 325, 325, 1123457, after)

    def settlement_cost(self, draft: SettlementDraft) -> int:
        return 250000 + (draft.fee_fen if draft.fee_fen is not None else 1625)

    def book_settlement(self, draft: SettlementDraft, *, allow_locked: bool = False) -> None:
        self._check_locks(allow_locked=allow_locked)
        self.settlements.append(draft)

    def _check_locks(self, *, allow_locked: bool) -> None:
        if self.locks and not allow_locked:
            raise LockedStatementError(self.locks)

    def _row(self, statement_date: date) -> StatementRow:
        return next(
            row for row in self._statements() if row.figures.statement_date == statement_date
        )

    def _remember(self) -> None:
        self._past.append((dict(self.kept), list(self._statements())))

    def _wait(self) -> None:
        if self.gate is not None:
            self.gate.wait(5)


def _changed(statement_date: date, before: int, after: int) -> StatementChange:
    due_date = statement_date + timedelta(days=9)
    return StatementChange(statement_date, due_date, before, after, before, after)
