"""Whether a repayment plan still works with what-ifs: the hook between limit and planner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application.limit_models import PlanVerdict
from huanqing.domain.planning.problem import Obligation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.limit_models import WhatIfResult
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.planning.problem import Problem

_RATE_PPM = 500
"""The late rate of a bill of which the problem holds no like (domain-facts.md section 7.2)."""


def with_plan(
    result: WhatIfResult, problem: Problem, solve: Callable[[Problem], PlanAnswer]
) -> WhatIfResult:
    """Return the result with the plan's verdicts before and after; ``solve`` raises as it does."""
    return replace(
        result,
        plan_before=verdict_of(solve(problem)),
        plan_after=verdict_of(solve(changed_problem(problem, result))),
    )


def verdict_of(answer: PlanAnswer) -> PlanVerdict:
    """Return whether a plan is on time, until when it can begin, and what it pays late."""
    return PlanVerdict(
        is_on_time=answer.plan.is_on_time,
        latest_start=answer.explanation.latest_start,
        missing_fen=sum(each.unpaid_when_due_fen for each in answer.plan.late),
    )


def changed_problem(problem: Problem, result: WhatIfResult) -> Problem:
    """Return the problem with the bills as the what-ifs leave them, up to its horizon.

    What the what-ifs pay must come from the same cards and cash: each payment is an obligation
    of its day, to be paid on it.
    """
    obligations = list(problem.obligations)
    rate = max((each.late_rate_ppm_per_day for each in obligations), default=_RATE_PPM)
    for bill in result.bills:
        change = bill.after_fen - bill.before_fen
        if change > 0:
            _raise(obligations, f"{bill.statement_date} bill", bill.due_date, change, rate)
        elif change < 0:
            _lower(obligations, bill.due_date, -change)
    for number, (day, amount) in enumerate(result.payments, start=1):
        obligations.append(
            Obligation(
                id=f"what-if {number}",
                due=day,
                amount_fen=amount,
                late_rate_ppm_per_day=rate,
                earliest=day,
            )
        )
    kept = [each for each in obligations if each.amount_fen and each.due <= problem.horizon_end]
    return replace(problem, obligations=tuple(kept))


def _raise(
    obligations: list[Obligation], name: str, due: date, amount_fen: int, rate_ppm: int
) -> None:
    for place, each in enumerate(obligations):
        if each.due == due:
            obligations[place] = replace(each, amount_fen=each.amount_fen + amount_fen)
            return
    obligations.append(
        Obligation(id=name, due=due, amount_fen=amount_fen, late_rate_ppm_per_day=rate_ppm)
    )


def _lower(obligations: list[Obligation], due: date, amount_fen: int) -> None:
    """Take so much off a bill, then off what a wish has made due earlier of it."""
    bills = [place for place, each in enumerate(obligations) if each.due == due]
    prefixes = tuple(f"{obligations[place].id} by " for place in bills)
    wishes = [place for place, each in enumerate(obligations) if each.id.startswith(prefixes)]
    for place in [*bills, *wishes]:
        each = obligations[place]
        taken = min(each.amount_fen, amount_fen)
        obligations[place] = replace(each, amount_fen=each.amount_fen - taken)
        amount_fen -= taken
