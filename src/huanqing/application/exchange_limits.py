"""Applications about the limit in the exchange format, both ways; also as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.limit_models import (
    ApplicationKind,
    ApplicationStage,
    LimitApplication,
    StageKind,
)
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.entry_records import Details

KEY = "limit_applications"


def application_of(item: Details) -> LimitApplication:
    """Return an application of the format; InvalidFieldError names the field."""
    known = {"id", "kind", "filed", "wanted", "stages", "note"}
    kind = item.choice("kind", ApplicationKind)
    if kind is None:
        field = f"{item.owner}.kind"
        raise InvalidFieldError(field, None, "is needed")
    return LimitApplication(
        id=item.needed_string("id"),
        kind=kind,
        filed_on=item.needed_day("filed"),
        wanted_fen=item.number("wanted"),
        stages=stages_of(item),
        note=item.string("note") or "",
        extra={key: value for key, value in item.values.items() if key not in known},
    )


def stages_of(item: Details) -> tuple[ApplicationStage, ...]:
    """Return the stages that an object holds under ``stages``."""
    return tuple(_stage(each) for each in item.children("stages") or [])


def _stage(item: Details) -> ApplicationStage:
    kind = item.choice("kind", StageKind)
    if kind is None:
        field = f"{item.owner}.kind"
        raise InvalidFieldError(field, None, "is needed")
    return ApplicationStage(
        day=item.needed_day("date"),
        kind=kind,
        amount_fen=item.number("amount"),
        note=item.string("note") or "",
    )


def application_document(value: LimitApplication) -> dict[str, object]:
    """Return an application as an object of the format."""
    return {
        "id": value.id,
        "kind": value.kind.value,
        "filed": value.filed_on.isoformat(),
        "wanted": value.wanted_fen,
        "stages": stage_documents(value.stages),
        "note": value.note,
        **value.extra,
    }


def stage_documents(stages: Sequence[ApplicationStage]) -> list[dict[str, object]]:
    """Return stages as objects of the format."""
    return [
        {
            "date": each.day.isoformat(),
            "kind": each.kind.value,
            "amount": each.amount_fen,
            "note": each.note,
        }
        for each in stages
    ]
