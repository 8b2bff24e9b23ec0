"""What the limit page and ``huanqing limit`` show: the limit's days, habit, what-ifs, health."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.credit_account import SettlementFee
    from huanqing.domain.credit_limit import DayFigures


@dataclass(frozen=True, slots=True)
class LimitProjection:
    """The limit at the end of every day from the first asked for to ``until``, in order.

    Days up to ``today`` are what happened; later ones are certain: a full replay in which each
    statement is paid on its due day (what is overdue stays unpaid, with its penalties), with
    dated rules, limits, freezes, repayments under way and the line's recovery lag; see
    ``application.projection`` and ``domain.projection``. ``plan`` are the later days with the
    accepted plan's payments before those of the due days, None without a plan.
    """

    today: date
    days: tuple[DayFigures, ...]
    plan: tuple[DayFigures, ...] | None = None


class HabitState(StrEnum):
    """Whether there is a band, and why not."""

    SHOWN = "shown"
    HISTORY_TOO_SHORT = "history_too_short"
    LIMIT_UNKNOWN = "limit_unknown"


@dataclass(frozen=True, slots=True)
class BackTest:
    """How a band did on the ledger's own past.

    ``coverage_ppm``: share of days on which what happened lay within 10 % to 90 %.
    ``pinball_*_fen``: mean pinball loss over the three lines, in fen; smaller is better.
    """

    days: int
    coverage_ppm: int
    pinball_habit_fen: int
    pinball_constant_fen: int
    pinball_last_year_fen: int | None


@dataclass(frozen=True, slots=True)
class HabitAnswer:
    """The available limit that the user's own spending suggests, per day, in fen.

    Each list has one figure per day from tomorrow to the day asked for: 10, 50 and 90 of a
    hundred paths lie at or below it. ``weeks`` is how much history there is. ``kept_fen`` is
    the most that nine of ten paths keep available from that day to the last.
    """

    state: HabitState
    first: date
    low_fen: tuple[int, ...] = ()
    middle_fen: tuple[int, ...] = ()
    high_fen: tuple[int, ...] = ()
    weeks: int = 0
    weeks_needed: int = 0
    back_test: BackTest | None = None
    kept_fen: tuple[int, ...] = ()

    def free_from(self, amount_fen: int) -> date | None:
        """Return the first day from which on nine of ten paths keep that much available."""
        line = self.kept_fen or self.low_fen
        place = len(line)
        while place and line[place - 1] >= amount_fen:
            place -= 1
        return self.first + timedelta(days=place) if place < len(line) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseScenario:
    """A purchase that might be made; ``discount_fen`` lowers its price."""

    day: date
    amount_fen: int
    periods: int = 1
    fee_rate_ppm: int = 0
    free_periods: int = 0
    discount_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentScenario:
    """Paying this much on a day, before it is due."""

    day: date
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementScenario:
    """Settling a purchase early on a day; None takes the account's fee rule."""

    day: date
    purchase_id: str
    fee_rule: SettlementFee | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitScenario:
    """Another total limit from a day on; temporary where ``until`` is set (then added)."""

    day: date
    amount_fen: int
    until: date | None = None


Scenario = PurchaseScenario | RepaymentScenario | SettlementScenario | LimitScenario


@dataclass(frozen=True, slots=True)
class BillChange:
    """A coming bill before and after; amounts in fen, 0 where there is none."""

    statement_date: date
    due_date: date
    before_fen: int
    after_fen: int


@dataclass(frozen=True, slots=True)
class PressureDay:
    """The seven days in which most falls due; ``day`` is their first."""

    day: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PlanVerdict:
    """What a plan with the scenarios comes to; None while it cannot be planned at all.

    ``missing_fen`` is what cannot be paid in time.
    """

    is_on_time: bool
    latest_start: date | None
    missing_fen: int


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """Base and changed days from today on, in pairs, and what becomes of the bills.

    ``bills`` are all that are to be paid, the same ones too: what each asks for when due (of an
    overdue one: what is left, without penalties to come). ``fees`` are those from today on.
    ``payments`` are what the scenarios themselves pay: day and fen. The plan's verdicts are
    None where the plan was not asked (see the plan service).
    """

    base: tuple[DayFigures, ...]
    changed: tuple[DayFigures, ...]
    bills: tuple[BillChange, ...]
    pressure_before: PressureDay | None
    pressure_after: PressureDay | None
    fees_before_fen: int = 0
    fees_after_fen: int = 0
    plan_before: PlanVerdict | None = None
    plan_after: PlanVerdict | None = None
    payments: tuple[tuple[date, int], ...] = ()


class StageKind(StrEnum):
    """The real course of an application about the limit."""

    SUBMITTED = "submitted"
    MORE_ASKED = "more_asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    RESTORED = "restored"


class ApplicationKind(StrEnum):
    """What is applied for."""

    RESTORE = "restore"
    RAISE = "raise"
    UNFREEZE = "unfreeze"


@dataclass(frozen=True, slots=True)
class ApplicationStage:
    """A stage reached (or, in the future, expected) on a day.

    ``amount_fen``: the fixed limit from that day on, where the stage restores a part of it;
    None where it changes no limit. An expected stage moves the certain line only once it is
    approved.
    """

    day: date
    kind: StageKind
    amount_fen: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitApplication:
    """An application about the limit with its stages in order; ``wanted_fen`` None: untold."""

    id: str
    kind: ApplicationKind
    filed_on: date
    wanted_fen: int | None = None
    stages: tuple[ApplicationStage, ...] = ()
    note: str = ""
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChange:
    """A change of the limit seen so far, beside the ninety days before it, in fen and days.

    ``before_fen`` is None where no limit was known. ``spent_fen`` are purchases, ``repaid_fen``
    repayments of those days, ``used_fen`` what was used at their end.
    """

    day: date
    is_temporary: bool
    before_fen: int | None
    after_fen: int
    used_fen: int
    spent_fen: int
    repaid_fen: int
    days_overdue: int


class HealthKind(StrEnum):
    """What the user can know and change about the limit; never JD's score."""

    UTILISATION = "utilisation"
    DAYS_OVERDUE = "days_overdue"
    ON_TIME_STREAK = "on_time_streak"
    INSTALMENT_SHARE = "instalment_share"
    PRESSURE = "pressure"
    LIMIT_CHANGES = "limit_changes"


class HealthMark(StrEnum):
    """How a factor stands."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HealthFactor:
    """A factor with its figures; ``value`` in the unit of its kind (ppm, days, count).

    ``parts_fen`` are the amounts of its formula by name (used, total, due, income ...).
    ``target`` is the value that would be good; ``gap_fen`` what to pay to reach it, None where
    it is reached or money does not help. ``since`` is the day that the value counts from.
    ``changes`` are the limit's, newest first. See ``limit_health`` for the formulas.
    """

    kind: HealthKind
    mark: HealthMark
    value: int | None
    target: int | None = None
    parts_fen: dict[str, int] = field(default_factory=dict)
    gap_fen: int | None = None
    since: date | None = None
    changes: tuple[LimitChange, ...] = ()
