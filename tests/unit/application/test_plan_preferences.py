"""What a ledger keeps about plans, read back or refused by the field."""

from __future__ import annotations

import pytest

from huanqing.application.plan_models import FreeTarget, PlanPreferences, PlanWishes
from huanqing.application.plan_preferences import preferences_document, read_preferences
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN
from huanqing.domain.planning.problem import Timing
from unit.domain.planning.builders import TODAY

USUAL = PlanPreferences(timing=Timing.LATE)


def test_preferences_are_read_back_as_they_were_written() -> None:
    kept = PlanPreferences(
        buffer_days=0,
        timing=Timing.EARLY,
        horizon_days=90,
        daily_cap_fen=MAX_FEN,
        auto_debit_channel="ICBC",
    )
    assert read_preferences(preferences_document(kept)) == kept


@pytest.mark.parametrize("document", [{}, {"daily_cap": None, "auto_debit_channel": None, "x": 1}])
def test_what_is_absent_or_unknown_leaves_the_defaults(document: dict[str, object]) -> None:
    assert read_preferences(document) == USUAL


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ([], "plan_preferences"),
        (None, "plan_preferences"),
        ({"timing": "soon"}, "plan_preferences.timing"),
        ({"timing": 3}, "plan_preferences.timing"),
        ({"buffer_days": True}, "plan_preferences.buffer_days"),
        ({"buffer_days": "2"}, "plan_preferences.buffer_days"),
        ({"horizon_days": 45.0}, "plan_preferences.horizon_days"),
        ({"daily_cap": []}, "plan_preferences.daily_cap"),
        ({"buffer_days": None}, "plan_preferences.buffer_days"),
        ({"horizon_days": 0}, "plan_preferences.horizon_days"),
        ({"daily_cap": MAX_FEN + 1}, "plan_preferences.daily_cap"),
    ],
)
def test_preferences_that_cannot_be_are_refused_by_the_field(document: object, field: str) -> None:
    with pytest.raises(InvalidFieldError) as caught:
        read_preferences(document)
    assert caught.value.field == field


@pytest.mark.parametrize(
    "asked",
    [
        PlanWishes(start=TODAY),
        PlanWishes(timing=USUAL.timing),
        PlanWishes(buffer_days=0),
        PlanWishes(without_channels=frozenset({"ICBC"})),
        PlanWishes(target=FreeTarget(1, TODAY)),
    ],
)
def test_wishes_are_empty_only_while_nothing_at_all_is_asked_for(asked: PlanWishes) -> None:
    assert PlanWishes().is_empty
    assert not asked.is_empty
