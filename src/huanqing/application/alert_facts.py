"""Gathers what the rules of the alerts look at: ledger, plan, cash and the certain days ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.alert_cash import cash_courses
from huanqing.application.alert_evidence import AlertFacts
from huanqing.application.alert_rules import AHEAD_DAYS
from huanqing.application.alert_settings import RECONCILED_WITHIN
from huanqing.application.limit_health import monthly_income
from huanqing.application.plan_preferences import preferences_of
from huanqing.application.projection import entries_ahead, facts
from huanqing.domain.calendar_bounds import FIRST_DAY, LAST_DAY
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_limit import EntriesByDay
from huanqing.domain.projection import project
from huanqing.domain.trial import TrialForecast

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.alert_models import AlertSettings
    from huanqing.application.plan_models import AcceptedPlan
    from huanqing.application.ports import UnitOfWork
    from huanqing.application.progress import Progress
    from huanqing.domain.day_figures import DayFigures
    from huanqing.domain.statement import StatementFigures

BEHIND_DAYS = 62
"""How far back it is looked for the day on which the available limit fell."""


def alert_facts(
    uow: UnitOfWork, today: date, settings: AlertSettings, progress: Progress | None = None
) -> AlertFacts:
    """Return the facts at the end of ``today``; checkpoints made on the way are worth keeping.

    Raises Cancelled where ``progress`` says so.
    """
    lead = settings.temporary_lead_days or 0
    until = min(today + timedelta(days=max(AHEAD_DAYS, lead + 1)), LAST_DAY)
    statements = _statements(uow, today, progress)
    days, forecast = facts(uow, today, today, today, progress)
    trial = TrialForecast(forecast)
    ahead = list(project(trial, EntriesByDay(entries_ahead(uow, today, until)), until))
    bills = tuple(trial.bills().values())
    plan = _plan(uow, today)
    last = min(today + timedelta(days=AHEAD_DAYS), LAST_DAY)
    return AlertFacts(
        today=today,
        settings=settings,
        account=uow.account.get(),
        statements=statements,
        locked=frozenset(day for day, each in uow.reconciliations.all().items() if each.is_locked),
        past=_past(uow, days[-1], settings.floor_fen),
        days=(days[-1], *ahead),
        bills=bills,
        monthly_income_fen=monthly_income(uow.account.funding(), today),
        plan=plan,
        cash=cash_courses(
            uow,
            (today, last),
            None if plan is None else plan.steps,
            bills,
            preferences_of(uow).auto_debit_channel,
        ),
    )


def _statements(
    uow: UnitOfWork, today: date, progress: Progress | None
) -> tuple[StatementFigures, ...]:
    """Return what is left of, and everything that came out in the last two cycles."""
    standing = figures.standing_on(uow, today, progress)
    since = today - timedelta(days=RECONCILED_WITHIN)
    return tuple(
        each
        for each in figures.all_statements(uow, standing, with_lines=False)
        if each.left_fen or since <= each.statement_date <= today
    )


def _past(uow: UnitOfWork, now: DayFigures, floor_fen: int | None) -> tuple[DayFigures, ...]:
    """Return the days before today where the limit is below the floor: since when is asked."""
    if floor_fen is None or now.available_fen is None or now.available_fen >= floor_fen:
        return ()
    first = max(now.day - timedelta(days=BEHIND_DAYS), FIRST_DAY)
    return tuple(figures.limit_days(uow, first, now.day - ONE_DAY))


def _plan(uow: UnitOfWork, today: date) -> AcceptedPlan | None:
    stored = uow.plans.current()
    if stored is None:
        return None
    from huanqing.application.plan_keeping import (  # noqa: PLC0415 - only with a plan
        beside_what_was_paid,
        read_kept,
    )

    return beside_what_was_paid(uow, read_kept(stored), today)
