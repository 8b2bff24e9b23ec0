"""Since when the available limit is below the floor that the user set."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from huanqing.application.alert_evidence import AlertFacts
from huanqing.application.alert_models import AlertKind, AlertSettings
from huanqing.application.alert_rules import alerts_of
from huanqing.domain.credit_account import CreditAccount
from huanqing.domain.credit_limit import DayFigures

TODAY = date(2026, 7, 5)
SETTINGS = AlertSettings(
    due_leads=(),
    slack_days=None,
    floor_fen=1_000,
    pressure_fen=0,
    temporary_lead_days=None,
    unreconciled_after_days=None,
)


def figures(after: int, available: int | None) -> DayFigures:
    day = TODAY + timedelta(days=after)
    total = None if available is None else 5_000
    return DayFigures(day, total, 5_000 - (available or 0), available, is_frozen=False)


@pytest.mark.parametrize(
    ("past", "since"),
    [
        ([], 0),
        ([999, 998], -2),
        ([1_000, 999], -1),
        ([999, 1_000], 0),
        ([999, None, 999], -1),
    ],
)
def test_it_is_below_since_the_first_day_without_a_break_as_far_back_as_known(
    past: list[int | None], since: int
) -> None:
    facts = AlertFacts(
        today=TODAY,
        settings=SETTINGS,
        account=CreditAccount(),
        past=tuple(figures(place - len(past), each) for place, each in enumerate(past)),
        days=(figures(0, 900),),
    )
    [alert] = alerts_of(facts)
    assert alert.kind is AlertKind.BELOW_FLOOR
    assert alert.key == f"below_floor/{TODAY + timedelta(days=since)}"
    assert (alert.day, alert.amount_fen) == (TODAY, 900)
