"""The limit day by day in memory: steps, a band, what-ifs, applications and health factors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.application.limit_models import (
    ApplicationKind,
    ApplicationStage,
    BackTest,
    BillChange,
    HabitAnswer,
    HabitState,
    HealthFactor,
    HealthKind,
    HealthMark,
    LimitApplication,
    LimitChange,
    LimitProjection,
    LimitScenario,
    PressureDay,
    PurchaseScenario,
    RepaymentScenario,
    Scenario,
    StageKind,
    WhatIfResult,
)
from huanqing.domain.day_figures import Cause, DayFigures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from threading import Event

    from huanqing.application.progress import Progress

TODAY = date(2026, 7, 7)
ONE_DAY = timedelta(days=1)
BEGINS = date(2026, 5, 1)
FIXED_FEN, USED_AT_FIRST_FEN = 2000000, 1000000
FROZEN = (date(2026, 7, 20), date(2026, 7, 21))

STEPS: dict[date, tuple[Cause, ...]] = {
    date(2026, 5, 20): (Cause("purchase", -123456, "e1"),),
    date(2026, 6, 1): (Cause("temporary_limit", 300000, "2026-06-01"),),
    date(2026, 6, 12): (Cause("repayment", 150000, "r1"),),
    date(2026, 6, 20): (Cause("purchase", -153412, "e2"), Cause("refund", 250325, "f1")),
    date(2026, 7, 1): (Cause("temporary_limit", -300000, "2026-06-01"),),
    date(2026, 7, 12): (Cause("due_payment", 50325, "2026-07-03"),),
    date(2026, 7, 14): (Cause("temporary_limit", 100000, "2026-07-14"),),
    date(2026, 7, 25): (Cause("temporary_limit", -100000, "2026-07-14"),),
    date(2026, 7, 20): (Cause("freeze", 0, "2026-07-20"),),
    date(2026, 7, 22): (Cause("unfreeze", 0, "2026-07-20"),),
    date(2026, 8, 1): (Cause("application", 200000, "a1"),),
    date(2026, 8, 12): (Cause("due_payment", 50325, "2026-08-03"),),
}
"""What moves the limit; up to ``TODAY`` it sums to used 8765.43 of 20000.00."""

PLAN_STEPS: dict[date, tuple[Cause, ...]] = {
    **{day: causes for day, causes in STEPS.items() if causes[0].kind != "due_payment"},
    date(2026, 7, 10): (Cause("plan_payment", 50325, "1"),),
    date(2026, 8, 10): (Cause("plan_payment", 50325, "2"),),
}
"""The same with the accepted plan's payments, two days before each due day."""

_PARTS_OF_TOTAL = frozenset({"temporary_limit", "fixed_limit", "application", "limit_known"})


def days_of(
    first: date, until: date, steps: dict[date, tuple[Cause, ...]] | None = None
) -> tuple[DayFigures, ...]:
    """Return every day of a span; each step is the sum of its causes."""
    total, used = FIXED_FEN, USED_AT_FIRST_FEN
    found = []
    day = min(BEGINS, first)
    while day <= until:
        causes = (STEPS if steps is None else steps).get(day, ())
        for cause in causes:
            if cause.kind in _PARTS_OF_TOTAL:
                total += cause.amount_fen
            else:
                used -= cause.amount_fen
        if day >= first:
            frozen = FROZEN[0] <= day <= FROZEN[1]
            found.append(DayFigures(day, total, used, total - used, frozen, causes))
        day += ONE_DAY
    return tuple(found)


APPLICATIONS = (
    LimitApplication(
        id="a1",
        kind=ApplicationKind.RESTORE,
        filed_on=date(2026, 6, 15),
        wanted_fen=2500000,
        stages=(
            ApplicationStage(date(2026, 6, 15), StageKind.SUBMITTED),
            ApplicationStage(date(2026, 6, 18), StageKind.MORE_ASKED, note="收入证明"),
            ApplicationStage(date(2026, 6, 28), StageKind.APPROVED),
            ApplicationStage(date(2026, 8, 1), StageKind.RESTORED, 2200000),
        ),
        note="分批恢复",
    ),
)

HEALTH = (
    HealthFactor(
        HealthKind.UTILISATION,
        HealthMark.FAIR,
        438271,
        300000,
        {"used": 876543, "total": 2000000},
        gap_fen=276543,
    ),
    HealthFactor(HealthKind.DAYS_OVERDUE, HealthMark.GOOD, 0, 0),
    HealthFactor(HealthKind.ON_TIME_STREAK, HealthMark.FAIR, 5, 12, since=date(2026, 2, 12)),
    HealthFactor(
        HealthKind.INSTALMENT_SHARE,
        HealthMark.POOR,
        720000,
        500000,
        {"instalments": 631111, "owed": 876543},
        gap_fen=385679,
    ),
    HealthFactor(
        HealthKind.PRESSURE,
        HealthMark.GOOD,
        67100,
        300000,
        {"due": 50325, "income": 750000},
        since=date(2026, 7, 12),
    ),
    HealthFactor(
        HealthKind.LIMIT_CHANGES,
        HealthMark.GOOD,
        2,
        since=date(2026, 6, 1),
        changes=(
            LimitChange(
                day=date(2026, 6, 1),
                is_temporary=True,
                before_fen=2000000,
                after_fen=300000,
                used_fen=1123456,
                spent_fen=123456,
                repaid_fen=0,
                days_overdue=0,
            ),
            LimitChange(
                day=date(2026, 2, 1),
                is_temporary=False,
                before_fen=1500000,
                after_fen=2000000,
                used_fen=640000,
                spent_fen=910000,
                repaid_fen=870000,
                days_overdue=2,
            ),
        ),
    ),
)


class FakeLimits:
    """Answers from the steps above; the first ``failure`` set is raised by every question.

    ``gate`` keeps a projection waiting. ``saved`` holds what was saved, newest last; ``asked``
    the what-ifs. Without ``is_known`` the limit is unknown, without ``has_plan`` no plan is
    accepted.
    """

    def __init__(self) -> None:
        self.kept: tuple[LimitApplication, ...] = APPLICATIONS
        self.saved: list[tuple[LimitApplication, ...]] = []
        self.asked: list[tuple[Scenario, ...]] = []
        self.has_plan = False
        self.is_known = True
        self.habit_state = HabitState.SHOWN
        self.factors: tuple[HealthFactor, ...] = HEALTH
        self.failure: Exception | None = None
        self.gate: Event | None = None

    def projection(
        self, until: date, first: date | None = None, progress: Progress | None = None
    ) -> LimitProjection:
        self._fail()
        if self.gate is not None:
            self.gate.wait(5)
        if progress is not None:
            progress(0, 0)
        days = self._known(days_of(TODAY if first is None else first, until))
        plan = self._known(days_of(TODAY + ONE_DAY, until, PLAN_STEPS)) if self.has_plan else None
        return LimitProjection(TODAY, days, plan)

    def when_free(self, amount_fen: int, until: date) -> date | None:
        self._fail()
        found: date | None = None
        for each in reversed(self._known(days_of(TODAY, until))):
            if each.available_fen is None or each.available_fen < amount_fen:
                break
            found = each.day
        return found

    def habit(self, until: date, progress: Progress | None = None) -> HabitAnswer:
        self._fail()
        if progress is not None:
            progress(0, 0)
        first = TODAY + ONE_DAY
        if not self.is_known:
            return HabitAnswer(HabitState.LIMIT_UNKNOWN, first)
        if self.habit_state is not HabitState.SHOWN:
            return HabitAnswer(self.habit_state, first, weeks=9, weeks_needed=26)
        certain = [each.available_fen or 0 for each in days_of(first, until)]
        return HabitAnswer(
            HabitState.SHOWN,
            first,
            low_fen=tuple(amount - 9000 * (n + 1) for n, amount in enumerate(certain)),
            middle_fen=tuple(amount - 5000 * (n + 1) for n, amount in enumerate(certain)),
            high_fen=tuple(amount - 2000 * (n + 1) for n, amount in enumerate(certain)),
            weeks=104,
            weeks_needed=26,
            back_test=BackTest(200, 815000, 41234, 56789, 61234),
        )

    def what_if(self, scenarios: Sequence[Scenario], until: date) -> WhatIfResult:
        self._fail()
        self.asked.append(tuple(scenarios))
        base = self._known(days_of(TODAY, until))
        changed = base
        for each in scenarios:
            changed = tuple(_changed(day, each) for day in changed)
        more = sum(_bought(each) for each in scenarios)
        july = BillChange(date(2026, 7, 3), date(2026, 7, 12), 50325, 50325)
        august = BillChange(date(2026, 8, 3), date(2026, 8, 12), 50325, 50325 + more)
        return WhatIfResult(
            base=base,
            changed=changed,
            bills=(july, august),
            pressure_before=PressureDay(date(2026, 8, 12), 50325),
            pressure_after=PressureDay(date(2026, 8, 12), 50325 + more),
            fees_before_fen=650,
            fees_after_fen=650 + more // 200,
        )

    def applications(self) -> tuple[LimitApplication, ...]:
        self._fail()
        return self.kept

    def save_applications(self, applications: Sequence[LimitApplication]) -> None:
        self._fail()
        self.kept = tuple(applications)
        self.saved.append(self.kept)

    def health(self) -> tuple[HealthFactor, ...]:
        self._fail()
        return self.factors

    def _known(self, days: tuple[DayFigures, ...]) -> tuple[DayFigures, ...]:
        if self.is_known:
            return days
        return tuple(replace(each, total_fen=None, available_fen=None) for each in days)

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


def _bought(scenario: Scenario) -> int:
    if not isinstance(scenario, PurchaseScenario):
        return 0
    return scenario.amount_fen - scenario.discount_fen


def _changed(figures: DayFigures, scenario: Scenario) -> DayFigures:
    if figures.day < scenario.day or figures.total_fen is None:
        return figures
    total, used = figures.total_fen, figures.used_fen
    if isinstance(scenario, LimitScenario):
        if scenario.until is None:
            total = scenario.amount_fen
        elif figures.day <= scenario.until:
            total += scenario.amount_fen
    elif isinstance(scenario, RepaymentScenario):
        used -= scenario.amount_fen
    else:
        used += _bought(scenario)
    return replace(figures, total_fen=total, used_fen=used, available_fen=total - used)
