"""What alerts say of the plan that is followed; from its kept answer, without solving again.

The slack is the kept latest start less today. It is of no concern any more once the plan's
first payments are made and none was missed: then the plan itself says when to pay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.alert_models import Alert, AlertKind, Urgency
from huanqing.application.plan_models import StepState
from huanqing.domain.derivation import Derivation, Figure, Question, Term, Why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from huanqing.application.plan_models import AcceptedPlan, PlanStep

LATE = "late"
"""The subject of the alert of a plan that cannot be on time whatever is done."""

_OVER = {StepState.PAID, StepState.SKIPPED}


def plan_alerts(plan: AcceptedPlan, today: date, slack_days: int | None) -> Iterator[Alert]:
    """Yield what to know of the plan; nothing once all of it is paid.

    ``slack_days`` None switches the danger off, but not that the plan is out of date.
    """
    left = [each for each in plan.steps if each.state not in _OVER]
    if not left and not plan.answer.plan.late:
        return
    if slack_days is not None:
        yield from _danger(plan, left, today, slack_days)
    if plan.stale:
        yield Alert(
            key=f"{AlertKind.PLAN_STALE}/{plan.accepted_at}/{','.join(plan.stale)}",
            kind=AlertKind.PLAN_STALE,
            urgency=Urgency.SOON,
            day=today,
            subject=",".join(plan.stale),
            page="plan",
        )


def _danger(
    plan: AcceptedPlan, left: list[PlanStep], today: date, slack_days: int
) -> Iterator[Alert]:
    late = plan.answer.plan.late
    if late and today <= plan.problem.horizon_end:
        yield Alert(
            key=f"{AlertKind.PLAN_IN_DANGER}/{plan.accepted_at}/{LATE}",
            kind=AlertKind.PLAN_IN_DANGER,
            urgency=Urgency.URGENT,
            day=today,
            amount_fen=sum(each.unpaid_when_due_fen for each in late),
            subject=LATE,
            page="plan",
            why=_derive_late(plan),
        )
        return
    latest = plan.answer.explanation.latest_start
    if latest is None or not left or _is_on_course(plan, today):
        return
    slack = (latest - today).days
    if slack >= slack_days:
        return
    band = "over" if slack < 0 else "now" if slack == 0 else "soon"
    derived = _derive_left(left)
    yield Alert(
        key=f"{AlertKind.PLAN_IN_DANGER}/{plan.accepted_at}/{band}",
        kind=AlertKind.PLAN_IN_DANGER,
        urgency=Urgency.URGENT if slack <= 0 else Urgency.SOON,
        day=latest,
        amount_fen=derived.amount_fen,
        count=slack,
        page="plan",
        why=derived,
    )


def _is_on_course(plan: AcceptedPlan, today: date) -> bool:
    """Return whether a payment is made already, and every one whose day has passed is."""
    passed = [each for each in plan.steps if each.payment.day < today]
    return any(each.state is StepState.PAID for each in plan.steps) and all(
        each.state is StepState.PAID for each in passed
    )


def _derive_left(left: list[PlanStep]) -> Derivation:
    terms = tuple(
        Term(
            why=Why.PAYMENT,
            amount_fen=each.payment.amount_fen - each.paid_fen,
            day=each.payment.day,
            name=each.payment.channel,
        )
        for each in left
    )
    amount = sum(term.amount_fen for term in terms)
    return Derivation(Question(figure=Figure.SHOWN_SUM), amount, terms)


def _derive_late(plan: AcceptedPlan) -> Derivation:
    terms = tuple(
        Term(
            why=Why.OBLIGATION,
            amount_fen=each.unpaid_when_due_fen,
            day=each.cleared_on,
            name=each.obligation,
        )
        for each in plan.answer.plan.late
    )
    amount = sum(term.amount_fen for term in terms)
    return Derivation(Question(figure=Figure.SHOWN_SUM), amount, terms)
