"""What the ledger keeps about plans: one setting, a JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.plan_models import PlanPreferences
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN
from huanqing.domain.planning.problem import MAX_DAYS, Timing

if TYPE_CHECKING:
    from huanqing.application.ports import UnitOfWork

PREFERENCES = "plan_preferences"
"""The ledger's setting that holds them as JSON, and their key in the exchange format."""


def preferences_of(uow: UnitOfWork) -> PlanPreferences:
    """Return what the ledger keeps about plans; the defaults where it keeps nothing."""
    kept = uow.settings.get(PREFERENCES)
    return (
        PlanPreferences(timing=Timing.LATE) if kept is None else read_preferences(json.loads(kept))
    )


def read_preferences(document: object) -> PlanPreferences:
    """Return the preferences of a JSON object; what is absent takes its default.

    Raises InvalidFieldError naming the field.
    """
    field = PREFERENCES
    if not isinstance(document, dict):
        raise InvalidFieldError(field, document, "must be an object")
    usual = preferences_document(PlanPreferences(timing=Timing.LATE))
    values = usual | {name: value for name, value in document.items() if name in usual}
    timing = values["timing"]
    if not isinstance(timing, str) or timing not in set(Timing):
        name = f"{field}.timing"
        raise InvalidFieldError(name, timing, "must be late or early")
    for name in ("buffer_days", "horizon_days", "daily_cap"):
        value = values[name]
        if isinstance(value, bool) or not isinstance(value, int | None):
            place = f"{field}.{name}"
            raise InvalidFieldError(place, value, "must be an integer")
    found = PlanPreferences(
        buffer_days=_integer(values["buffer_days"]),
        timing=Timing(timing),
        horizon_days=_integer(values["horizon_days"]),
        daily_cap_fen=None if values["daily_cap"] is None else _integer(values["daily_cap"]),
        auto_debit_channel=str(values["auto_debit_channel"] or ""),
    )
    check_preferences(found)
    return found


def _integer(value: object) -> int:
    return value if isinstance(value, int) else -1


def preferences_document(preferences: PlanPreferences) -> dict[str, object]:
    """Return the preferences as a JSON object; amounts in fen."""
    return {
        "buffer_days": preferences.buffer_days,
        "timing": preferences.timing.value,
        "horizon_days": preferences.horizon_days,
        "daily_cap": preferences.daily_cap_fen,
        "auto_debit_channel": preferences.auto_debit_channel,
    }


def check_preferences(preferences: PlanPreferences) -> None:
    """Refuse preferences that no problem can have, naming the field."""
    for name, value, lowest, highest in (
        ("buffer_days", preferences.buffer_days, 0, MAX_DAYS),
        ("horizon_days", preferences.horizon_days, 1, MAX_DAYS),
        ("daily_cap", preferences.daily_cap_fen, 0, MAX_FEN),
    ):
        if value is not None and not lowest <= value <= highest:
            field = f"{PREFERENCES}.{name}"
            raise InvalidFieldError(field, value, f"must be {lowest} to {highest}")
