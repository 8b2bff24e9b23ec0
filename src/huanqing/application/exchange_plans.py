"""Accepted plans in the exchange format, both ways."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.plan_keeping import read_kept
from huanqing.application.plan_ports import PlanMark, StoredPlan
from huanqing.application.plan_progress import FAILED, PAID, SKIPPED
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.entry_records import Details

KEY = "plans"
_STATES = (PAID, FAILED, SKIPPED)


def plan_of(item: Details) -> StoredPlan:
    """Return a plan of the format; InvalidFieldError names the field."""
    found = StoredPlan(
        made_on=item.needed_day("made_on").isoformat(),
        accepted_at=item.string("accepted_at") or "",
        problem=json.dumps(item.values.get("problem"), ensure_ascii=False),
        answer=json.dumps(item.values.get("answer"), ensure_ascii=False),
        is_ended=item.flag("ended") or False,
        marks=tuple(_mark(each) for each in item.children("marks") or []),
    )
    steps = [each.step for each in found.marks]
    if len(set(steps)) < len(steps):
        field = f"{item.owner}.marks"
        raise InvalidFieldError(field, steps, "a step stands twice")
    try:
        read_kept(found)
    except InvalidFieldError as error:
        field = f"{item.owner}.{error.field}"
        raise InvalidFieldError(field, error.value, error.reason) from error
    return found


def _mark(item: Details) -> PlanMark:
    step, state = item.number("step"), item.needed_string("state")
    if step is None or step < 1:
        field = f"{item.owner}.step"
        raise InvalidFieldError(field, step, "must be 1 or more")
    if state not in _STATES:
        field = f"{item.owner}.state"
        raise InvalidFieldError(field, state, f"must be one of {', '.join(_STATES)}")
    return PlanMark(step, state, item.string("repayment") or "", item.string("done_at") or "")


def check_plans(plans: Sequence[StoredPlan]) -> None:
    """Refuse more than one plan that is followed."""
    followed = [each.made_on for each in plans if not each.is_ended]
    if len(followed) > 1:
        field = f"{KEY}.ended"
        raise InvalidFieldError(field, followed, "only one plan can be followed")


def stored_document(plan: StoredPlan) -> dict[str, object]:
    """Return a plan as an object of the format."""
    return {
        "made_on": plan.made_on,
        "accepted_at": plan.accepted_at,
        "ended": plan.is_ended,
        "problem": json.loads(plan.problem),
        "answer": json.loads(plan.answer),
        "marks": [
            {
                "step": each.step,
                "state": each.state,
                "repayment": each.repayment,
                "done_at": each.done_at,
            }
            for each in plan.marks
        ],
    }
