"""What the rules of the alerts look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.alert_cash import CashCourse
    from huanqing.application.alert_models import AlertSettings
    from huanqing.application.plan_models import AcceptedPlan
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.day_figures import DayFigures
    from huanqing.domain.statement import StatementFigures
    from huanqing.domain.trial import BillToPay


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFacts:
    """What the rules look at, as of the end of ``today``.

    ``statements`` are those with something left, and every one of the last two cycles;
    ``locked`` the dates of the reconciled ones. ``past`` are limit's days before today, oldest
    first, ``days`` today and the certain days ahead. ``bills`` are what statements ask for when
    they are due.
    """

    today: date
    settings: AlertSettings
    account: CreditAccount
    statements: tuple[StatementFigures, ...] = ()
    locked: frozenset[date] = frozenset()
    past: tuple[DayFigures, ...] = ()
    days: tuple[DayFigures, ...] = ()
    bills: tuple[BillToPay, ...] = ()
    monthly_income_fen: int = 0
    plan: AcceptedPlan | None = None
    cash: tuple[CashCourse, ...] = ()
