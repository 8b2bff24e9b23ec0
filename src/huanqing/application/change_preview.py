"""What a change would do to the statements and the limit, told without making it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.statement_models import ChangePreview, StatementChange
from huanqing.domain.credit_limit import figures_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.statement import StatementFigures


@dataclass(frozen=True, slots=True)
class Picture:
    """The figures at the end of a day, in fen."""

    statements: dict[date, StatementFigures]
    owed_fen: int
    fees_fen: int
    available_fen: int | None


def preview_change(uow: UnitOfWork, day: date, apply: Callable[[], object]) -> ChangePreview:
    """Return the figures at the end of ``day`` before and after ``apply`` has changed the ledger.

    ``apply`` works within ``uow``, and what it raises is raised; the caller must leave ``uow``
    without a commit. Statements are compared by due date, total and what is left of them.
    """
    before = picture_of(uow, day)
    apply()
    return compared(before, picture_of(uow, day))


def picture_of(uow: UnitOfWork, day: date) -> Picture:
    """Return the figures at the end of ``day``, with every statement, closed ones too."""
    standing = figures.standing_on(uow, day)
    found = figures.all_statements(uow, standing, with_lines=False)
    return Picture(
        statements={each.statement_date: each for each in found},
        owed_fen=standing.replay.owed_fen,
        fees_fen=sum(each.fee_fen for each in found),
        available_fen=figures_at(standing.replay).available_fen,
    )


def compared(before: Picture, after: Picture) -> ChangePreview:
    """Return how two pictures of one day differ."""
    dates = sorted(before.statements.keys() | after.statements.keys())
    changes = [_change(before.statements.get(each), after.statements.get(each)) for each in dates]
    return ChangePreview(
        statements=tuple(change for change in changes if change is not None),
        owed_before_fen=before.owed_fen,
        owed_after_fen=after.owed_fen,
        fees_before_fen=before.fees_fen,
        fees_after_fen=after.fees_fen,
        available_before_fen=before.available_fen,
        available_after_fen=after.available_fen,
    )


def _change(
    before: StatementFigures | None, after: StatementFigures | None
) -> StatementChange | None:
    """Return the change of one statement; None where it is the same."""
    shown = after or before
    if shown is None or _face(before) == _face(after):
        return None
    return StatementChange(
        statement_date=shown.statement_date,
        due_date=shown.due_date,
        total_before_fen=before.total_fen if before else 0,
        total_after_fen=after.total_fen if after else 0,
        left_before_fen=before.left_fen if before else 0,
        left_after_fen=after.left_fen if after else 0,
    )


def _face(figures_: StatementFigures | None) -> tuple[date, int, int] | None:
    if figures_ is None:
        return None
    return (figures_.due_date, figures_.total_fen, figures_.left_fen)
