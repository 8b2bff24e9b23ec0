"""What was done with alerts, in the exchange format, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.alert_models import AlertMark, MarkState
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.entry_records import Details

KEY = "alert_marks"


def mark_of(item: Details) -> AlertMark:
    """Return a mark of the format; InvalidFieldError names the field."""
    state = item.choice("state", MarkState)
    if state is None:
        field = f"{item.owner}.state"
        raise InvalidFieldError(field, None, "is needed")
    snoozed = state is MarkState.SNOOZED
    return AlertMark(
        key=item.needed_string("key"),
        state=state,
        until=item.needed_day("until") if snoozed else item.day("until"),
        done_at=item.string("done_at") or "",
    )


def mark_document(mark: AlertMark) -> dict[str, object]:
    """Return a mark as an object of the format."""
    return {
        "key": mark.key,
        "state": mark.state.value,
        "until": None if mark.until is None else mark.until.isoformat(),
        "done_at": mark.done_at,
    }


def check_marks(marks: Sequence[AlertMark]) -> None:
    """Refuse two marks of one alert."""
    seen: set[str] = set()
    for place, each in enumerate(marks):
        if each.key in seen:
            field = f"{KEY}[{place}].key"
            raise InvalidFieldError(field, each.key, "stands twice")
        seen.add(each.key)
