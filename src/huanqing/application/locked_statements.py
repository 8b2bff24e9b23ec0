"""Statements that the user reconciled and locked: a change may not alter them silently.

What is locked is what a statement charges: its due date and, line by line, principal and fee.
Its penalty is not: that grows with the days and shrinks when a repayment is booked late.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.errors import LockedStatementError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.application.ports import UnitOfWork

Face = tuple[date, frozenset[tuple[str, int, int, int]]]
"""What a statement charges: due date, and purchase, period, principal and fee of its lines."""


def locked_dates(uow: UnitOfWork) -> frozenset[date]:
    """Return the dates of the statements that are locked."""
    every = uow.reconciliations.all()
    return frozenset(day for day, value in every.items() if value.is_locked)


@contextmanager
def keep_locked(uow: UnitOfWork, day: date, *, allow_locked: bool) -> Iterator[None]:
    """Guard the changes made within the block of an open transaction; ``day`` is today.

    Raises LockedStatementError, with the dates of the locked statements that now charge
    something else, unless ``allow_locked``; the transaction must then not be committed.
    Entries ahead of ``day`` count too. Where nothing is locked the block costs one query.
    """
    dates: frozenset[date] = frozenset() if allow_locked else locked_dates(uow)
    if not dates:
        yield
        return
    before = _faces(uow, day, dates)
    yield
    after = _faces(uow, day, dates)
    altered = sorted(each for each in dates if before.get(each) != after.get(each))
    if altered:
        raise LockedStatementError(tuple(altered))


def _faces(uow: UnitOfWork, day: date, dates: frozenset[date]) -> dict[date, Face]:
    found = figures.final_statements(uow, day, dates)
    return {
        each.statement_date: (
            each.due_date,
            frozenset(
                (line.purchase_id, line.period, line.principal_fen, line.fee_fen)
                for line in each.instalments
            ),
        )
        for each in found
    }
