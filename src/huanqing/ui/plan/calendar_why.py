"""Where the amounts of the calendar come from, as derivations of the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.domain.planning.derivation import derive_cash, derive_day, derive_due
from huanqing.ui.plan.calendar import RowKind, moved_fen

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.derivation import Derivation
    from huanqing.ui.plan.calendar import Calendar, CalendarRow


def why_of(calendar: Calendar, row: CalendarRow, day: date) -> Derivation | None:
    """Return why a cell's amount is what it is; None where there is nothing to derive."""
    problem = calendar.problem
    if row.kind is RowKind.DUE:
        return derive_due(problem, day)
    if row.kind is RowKind.CHANNEL:
        payments = [*(step.payment for step in calendar.steps), *calendar.debits]
        return derive_day(problem, payments, row.subject, day)
    if row.kind is RowKind.CASH:
        moved = [
            replace(step.payment, amount_fen=moved_fen(step))
            for step in calendar.steps
            if moved_fen(step)
        ]
        return derive_cash(problem, moved, row.subject, day)
    return None
