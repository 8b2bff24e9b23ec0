"""One look at the limit's days: the chart, the rows of the table, and why each day is so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    Term,
    Why,
    entry_reference,
)
from huanqing.domain.limit_derivation import derive_step
from huanqing.ui.limit.chart_model import ChartData, chart_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.limit_models import LimitProjection
    from huanqing.domain.day_figures import Cause, DayFigures

ENTRY_KINDS = frozenset(
    {"purchase", "refund", "repayment", "adjustment", "statement_instalment", "early_settlement"}
)
"""Causes whose reference is the id of an entry of that kind."""


class Place(StrEnum):
    """Where a cause leads to."""

    ENTRY = "entry"
    STATEMENT = "statement"
    PLAN = "plan"
    LOG = "log"
    RULES = "rules"
    SOME_ENTRY = "some_entry"


_PLACES = {
    "temporary_limit": Place.LOG,
    "fixed_limit": Place.LOG,
    "limit_known": Place.LOG,
    "freeze": Place.LOG,
    "unfreeze": Place.LOG,
    "application": Place.LOG,
    "plan_payment": Place.PLAN,
    "rule": Place.RULES,
}


class Lead(NamedTuple):
    """A place, with the kind and id of an entry, or the date of a statement."""

    place: Place
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A cause on its day, with what is available at the day's end."""

    figures: DayFigures
    cause: Cause
    is_ahead: bool


def lead_of(cause: Cause) -> Lead | None:
    """Return where a cause leads, None where there is nothing to open."""
    if cause.ref.startswith("what-if-"):
        return None
    if cause.kind in ENTRY_KINDS:
        return Lead(Place.ENTRY, cause.kind, cause.ref)
    if cause.kind in _PLACES:
        return Lead(_PLACES[cause.kind])
    if _is_day(cause.ref):
        return Lead(Place.STATEMENT, id=cause.ref)
    return Lead(Place.SOME_ENTRY, id=cause.ref) if cause.ref else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a projection, with what is drawn and listed of them."""

    projection: LimitProjection
    chart: ChartData
    rows: tuple[EventRow, ...]

    @property
    def today(self) -> date:
        """The ledger's day."""
        return self.projection.today

    @property
    def until(self) -> date:
        """The last day."""
        return self.projection.days[-1].day

    @property
    def is_known(self) -> bool:
        """Whether the limit is known on any day."""
        return bool(self.chart.values)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: no limit, no debt, nothing that happens."""
        return not self.is_known and not self.rows and not self.projection.days[-1].used_fen

    def figures(self, day: date) -> DayFigures | None:
        """Return the figures of a day, None outside the days."""
        days = self.projection.days
        place = (day - days[0].day).days
        return days[place] if 0 <= place < len(days) else None

    def why(self, day: date) -> Question | Derivation | None:
        """Return what a day's figure can be asked; see ``why_step``."""
        figures = self.figures(day)
        return None if figures is None else why_step(self.projection.days, figures, self.today)


def course_of(projection: LimitProjection) -> Course:
    """Return a look at a projection; it takes milliseconds, so on the ledger's thread."""
    rows = tuple(
        EventRow(each, cause, each.day > projection.today)
        for each in projection.days
        for cause in each.causes
    )
    return Course(projection, chart_data(projection), rows)


def why_step(
    days: Sequence[DayFigures], figures: DayFigures, today: date
) -> Question | Derivation | None:
    """Return what the available limit of a day can be asked.

    The ledger answers for days up to today; later ones are derived from the days themselves.
    None while it is unknown, or on the first of the days.
    """
    if figures.available_fen is None:
        return None
    if figures.day <= today:
        return Question(figure=Figure.LIMIT_STEP, day=figures.day)
    place = (figures.day - days[0].day).days
    if place <= 0:
        return None
    before = days[place - 1]
    derived = derive_step(before, figures)
    if before.day <= today or not derived.terms:
        return derived
    # The ledger knows nothing of the assumptions that the day before rests on.
    first = replace(derived.terms[0], question=None)
    return replace(derived, terms=(first, *derived.terms[1:]))


def why_cause(row: EventRow) -> Derivation:
    """Return what the amount of a cause can be asked: its row, and the step it is a part of."""
    cause, day = row.cause, row.figures.day
    asks_ledger = not row.is_ahead and row.figures.available_fen is not None
    term = Term(
        why=Why.CAUSE,
        amount_fen=cause.amount_fen,
        day=day,
        name=cause.kind,
        reference=entry_reference(cause.kind, cause.ref) if cause.kind in ENTRY_KINDS else None,
        question=Question(figure=Figure.LIMIT_STEP, day=day) if asks_ledger else None,
    )
    return Derivation(Question(figure=Figure.SHOWN_SUM), cause.amount_fen, (term,))
