"""Every field of a problem in turn holds what it must not, or is not there."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.plan_exchange import problem_document, read_problem
from huanqing.domain.errors import InvalidFieldError
from unit.application.test_plan_exchange import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.domain.planning.problem import Problem

Place = tuple[str | int, ...]

ODD: list[Any] = [
    None, True, 0, -1, 1.0, float("nan"), float("inf"), 10**13, -(10**30), "", " ", "x",
    "2026-06-20", "20260620", "2026-W25-6", "2026-02-30", "0001-01-01", "9999-12-31",
    [], {}, [[]], [{}], {"a": 1},
]  # fmt: skip


def places(value: object, here: Place = ()) -> Iterator[Place]:
    """Where there is something in a JSON document, the document itself first."""
    yield here
    names: list[Any] = list(value) if isinstance(value, dict) else []
    holder: Any = value
    for name in range(len(holder)) if isinstance(value, list) else names:
        yield from places(holder[name], (*here, name))


def changed(place: Place, *new: object) -> object:
    """The document with something else at a place, or with nothing there."""
    whole: list[Any] = [copy.deepcopy(document())]
    holder, last = whole, 0
    for name in place:
        holder, last = holder[last], name  # type: ignore[assignment]
    if new:
        holder[last] = new[0]
    else:
        del holder[last]
    return whole[0]


def read(asked: object) -> Problem | str:
    """The problem, or the field that is refused."""
    try:
        return read_problem(asked)
    except InvalidFieldError as refused:
        return refused.field


@pytest.mark.parametrize("place", list(places(document())), ids=str)
def test_a_field_is_read_as_it_stands_or_refused_by_name(place: Place) -> None:
    cases = [changed(place, value) for value in ODD] + ([changed(place)] if place else [])
    for asked in cases:
        found = read(asked)
        if isinstance(found, str):
            assert (found == "") == (not isinstance(asked, dict))
        else:
            assert read(json.loads(json.dumps(problem_document(found)))) == found
