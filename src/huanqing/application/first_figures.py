"""The first figures as text, to be kept with a ledger for the next start, and read back.

What is read back shows what the overview does, without the lines of the statement due next
and without the causes of the limit's steps, which no overview shows.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from huanqing.application.overview_models import EntryRow, FirstFigures, Overview, StatementRow
from huanqing.domain.day_figures import DayFigures
from huanqing.domain.statement import StatementFigures, StatementState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = "huanqing-first-figures/1"

_DAYS = frozenset(
    {"today", "day", "statement_date", "due_date", "unreconciled"}
    | {"temporary_limit_ends", "freeze_until"}
)
"""The fields that hold a day, or None, in whatever they stand."""


def first_figures_text(first: FirstFigures) -> str:
    """Return the figures as JSON."""
    overview = first.overview
    due = overview.next_due
    if due is not None:
        due = due._replace(figures=replace(due.figures, instalments=()))
    kept = overview._replace(next_due=due, limit=replace(overview.limit, causes=()))
    whole = {"is_demo": first.is_demo, "overview": _plain(kept)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def first_figures_of(text: str) -> FirstFigures | None:
    """Return the figures that a text holds, None where it is no such text."""
    try:
        whole = json.loads(text)
        return FirstFigures(_overview(whole["overview"]), bool(whole["is_demo"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    names: Iterable[str] = getattr(value, "_fields", getattr(value, "__dataclass_fields__", ()))
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _with_days(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DAYS and value is not None else value
        for name, value in found.items()
    }


def _overview(found: Mapping[str, Any]) -> Overview:
    due = found["next_due"]
    return Overview(
        **_with_days(found)
        | {
            "limit": DayFigures(**_with_days(found["limit"]) | {"causes": ()}),
            "next_due": None if due is None else _statement(due),
            "recent": tuple(EntryRow(**_with_days(each)) for each in found["recent"]),
        }
    )


def _statement(found: Mapping[str, Any]) -> StatementRow:
    figures = StatementFigures(**_with_days(found["figures"]) | {"instalments": ()})
    state = StatementState(found["state"])
    return StatementRow(**{**found, "figures": figures, "state": state})
