"""What the alerts page and the badge show: one quiet list, and what was done with each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.derivation import Derivation, Question


class AlertKind(StrEnum):
    """What an alert is about, in the order in which equals are listed."""

    OVERDUE = "overdue"
    PLAN_IN_DANGER = "plan_in_danger"
    CASH_SHORT = "cash_short"
    DUE_SOON = "due_soon"
    PLAN_STALE = "plan_stale"
    FROZEN = "frozen"
    TEMPORARY_ENDS = "temporary_ends"
    BELOW_FLOOR = "below_floor"
    PRESSURE = "pressure"
    UNRECONCILED = "unreconciled"


class Urgency(StrEnum):
    """How much an alert matters now."""

    URGENT = "urgent"
    SOON = "soon"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to know, with what it rests on.

    ``key`` names it for good: what was snoozed or done stays so until the thing itself is
    another one (the next lead, the next statement). ``day`` is when it matters, ``until`` the
    end of a span. ``amount_fen`` and ``left_fen`` are what it is about and what it leaves
    (the available limit after a temporary limit's end), None where it has none. ``count``:
    days of slack, or days until ``day`` (negative: since); of ``OVERDUE`` how many statements.
    ``subject``: an account (several joined by `` + ``), a statement's date, a plan's stale
    reasons by commas, a freeze's reason. ``page`` is where to act, as pages ask for each
    other. ``left_why`` derives ``left_fen``.
    """

    key: str
    kind: AlertKind
    urgency: Urgency
    day: date
    until: date | None = None
    amount_fen: int | None = None
    left_fen: int | None = None
    count: int = 0
    subject: str = ""
    page: str = ""
    why: Question | Derivation | None = None
    left_why: Derivation | None = None


class MarkState(StrEnum):
    """What the user did with an alert."""

    SNOOZED = "snoozed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AlertMark:
    """What was done with an alert, by its key; ``until`` is the last day of a snooze."""

    key: str
    state: MarkState
    until: date | None = None
    done_at: str = ""


@dataclass(frozen=True, slots=True)
class AlertList:
    """The alerts of a day: those that ask for attention, and those put aside."""

    today: date
    open: tuple[Alert, ...]
    snoozed: tuple[tuple[Alert, date], ...]
    done: tuple[Alert, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSettings:
    """When an alert is raised; kept in the ledger. None switches a rule off.

    ``due_leads``: so many days before a due day. ``slack_days``: a plan with less slack is in
    danger. ``floor_fen``: the available limit below which to tell. ``pressure_fen``: so much
    falling due within seven days is pressure (None: 60 % of the monthly income expected from
    flows; 0: never). ``temporary_lead_days``: before a temporary limit ends.
    ``unreconciled_after_days``: after a statement came out.
    """

    due_leads: tuple[int, ...] = (7, 3, 1, 0)
    slack_days: int | None = 3
    floor_fen: int | None = None
    pressure_fen: int | None = None
    temporary_lead_days: int | None = 14
    unreconciled_after_days: int | None = 3
