"""When alerts are raised: one setting of the ledger, a JSON object; amounts in fen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.alert_models import AlertSettings
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huanqing.application.ports import UnitOfWork

SETTINGS = "alert_settings"
"""The ledger's setting that holds them as JSON, and their key in the exchange format."""

MOST_LEADS = 12
MOST_DAYS = 366
RECONCILED_WITHIN = 62
"""For how long a statement that is out asks to be reconciled: two cycles."""

_USUAL = AlertSettings()
_NUMBERS = ("slack_days", "floor", "pressure", "temporary_lead_days", "unreconciled_after_days")


def settings_of(uow: UnitOfWork) -> AlertSettings:
    """Return when the ledger raises alerts; the defaults where it keeps nothing."""
    kept = uow.settings.get(SETTINGS)
    return _USUAL if kept is None else read_settings(json.loads(kept))


def read_settings(document: object) -> AlertSettings:
    """Return the settings of a JSON object; what is absent takes its default.

    Raises InvalidFieldError naming the field.
    """
    if not isinstance(document, dict):
        raise InvalidFieldError(SETTINGS, document, "must be an object")
    values = settings_document(_USUAL) | document
    numbers = {name: _number(values, name) for name in _NUMBERS}
    found = AlertSettings(
        due_leads=_leads(values["due_leads"]),
        slack_days=numbers["slack_days"],
        floor_fen=numbers["floor"],
        pressure_fen=numbers["pressure"],
        temporary_lead_days=numbers["temporary_lead_days"],
        unreconciled_after_days=numbers["unreconciled_after_days"],
    )
    check_settings(found)
    return found


def settings_document(settings: AlertSettings) -> dict[str, object]:
    """Return the settings as a JSON object."""
    return {
        "due_leads": list(settings.due_leads),
        "slack_days": settings.slack_days,
        "floor": settings.floor_fen,
        "pressure": settings.pressure_fen,
        "temporary_lead_days": settings.temporary_lead_days,
        "unreconciled_after_days": settings.unreconciled_after_days,
    }


def check_settings(settings: AlertSettings) -> None:
    """Refuse settings that no rule can have, naming the field."""
    leads = settings.due_leads
    if len(leads) > MOST_LEADS or len(set(leads)) < len(leads):
        field = f"{SETTINGS}.due_leads"
        reason = f"must be at most {MOST_LEADS} days, each named once"
        raise InvalidFieldError(field, list(leads), reason)
    for name, value, highest in (
        *(("due_leads", lead, MOST_DAYS) for lead in leads),
        ("slack_days", settings.slack_days, MOST_DAYS),
        ("floor", settings.floor_fen, MAX_FEN),
        ("pressure", settings.pressure_fen, MAX_FEN),
        ("temporary_lead_days", settings.temporary_lead_days, MOST_DAYS),
        ("unreconciled_after_days", settings.unreconciled_after_days, RECONCILED_WITHIN),
    ):
        if value is not None and not 0 <= value <= highest:
            field = f"{SETTINGS}.{name}"
            raise InvalidFieldError(field, value, f"must be 0 to {highest}")


def _number(values: Mapping[str, object], name: str) -> int | None:
    value = values[name]
    if isinstance(value, bool) or not isinstance(value, int | None):
        field = f"{SETTINGS}.{name}"
        raise InvalidFieldError(field, value, "must be an integer")
    return value


def _leads(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or any(type(each) is not int for each in value):
        field = f"{SETTINGS}.due_leads"
        raise InvalidFieldError(field, value, "must be a list of integers")
    return tuple(sorted(value, reverse=True))
