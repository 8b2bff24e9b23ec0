"""States of the limit page worth a picture, without a change to the ledger behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application.limit_models import (
    ApplicationKind,
    ApplicationStage,
    LimitApplication,
    LimitProjection,
    PurchaseScenario,
    RepaymentScenario,
    StageKind,
)
from huanqing.ui.limit.course import course_of

if TYPE_CHECKING:
    from huanqing.domain.day_figures import DayFigures
    from huanqing.ui.limit.view import LimitPage

_WANTED_FEN = 1_000_000


def ask(page: LimitPage) -> None:
    """Show habit's band and when an amount is free."""
    page.course_card.habit_box.setChecked(True)
    page.free.amount.set_amount(_WANTED_FEN)


def wonder(page: LimitPage) -> None:
    """Try a purchase in periods and an early repayment."""
    course = page.view_model.course
    if course is None:
        return
    today = course.today
    page.open_section("what-if")
    page.what_if.begin_with(
        (
            PurchaseScenario(
                day=today + timedelta(days=10),
                amount_fen=479_900,
                periods=12,
                fee_rate_ppm=5_000,
                free_periods=3,
            ),
            RepaymentScenario(day=today + timedelta(days=3), amount_fen=200_000),
        )
    )


def keep_log(page: LimitPage) -> None:
    """Show the log with an application on its way."""
    course = page.view_model.course
    page.open_section("log")
    if course is None:
        return
    filed = course.today - timedelta(days=12)
    days = (filed, filed + timedelta(days=2), filed + timedelta(days=9), filed + timedelta(days=30))
    kinds = (StageKind.SUBMITTED, StageKind.MORE_ASKED, StageKind.APPROVED, StageKind.RESTORED)
    page.view_model.applications = (
        LimitApplication(
            id="picture",
            kind=ApplicationKind.RESTORE,
            filed_on=filed,
            wanted_fen=2_500_000,
            stages=tuple(
                ApplicationStage(day, kind) for day, kind in zip(days, kinds, strict=True)
            ),
        ),
    )
    page.view_model.applications_changed.emit()


def look_after(page: LimitPage) -> None:
    """Show the limit's health."""
    page.open_section("health")


def know_nothing(page: LimitPage) -> None:
    """Show a ledger whose limit was never entered."""
    _show(page, is_empty=False)


def be_empty(page: LimitPage) -> None:
    """Show a ledger with nothing in it."""
    _show(page, is_empty=True)


def _show(page: LimitPage, *, is_empty: bool) -> None:
    course = page.view_model.course
    if course is None:
        return

    def unknown(figures: DayFigures) -> DayFigures:
        lost = replace(figures, total_fen=None, available_fen=None)
        return replace(lost, used_fen=0, causes=()) if is_empty else lost

    days = tuple(unknown(each) for each in course.projection.days)
    page.view_model.course = course_of(LimitProjection(course.today, days))
    page.view_model.course_changed.emit()
