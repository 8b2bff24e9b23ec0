"""Two plans beside each other: what one changes against the other, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.domain.planning.derivation import derive_fees, derive_late_cost
from huanqing.ui.formatting import DASH
from huanqing.ui.plan.words import late_cost_fen
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.derivation import Derivation
    from huanqing.domain.planning.problem import Problem
    from huanqing.ui.formatting import Formatter


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A figure of two plans; ``tone`` says whether the second is better or worse.

    ``why`` are the derivations of two amounts.
    """

    name: str
    before: str
    after: str
    tone: str = ""
    why: tuple[Derivation | None, Derivation | None] = (None, None)


def difference_rows(
    base: tuple[Problem, PlanAnswer], other: tuple[Problem, PlanAnswer], formatter: Formatter
) -> tuple[DifferenceRow, ...]:
    """Return the figures of two plans: start, slack, late cost, payments, fees, timing."""
    translate = QCoreApplication.translate
    plans = (base[1].plan, other[1].plan)
    starts = [answer.explanation.latest_start for _problem, answer in (base, other)]
    slacks = [
        None if start is None else (start - problem.today).days
        for start, (problem, _answer) in zip(starts, (base, other), strict=True)
    ]
    late = [late_cost_fen(plan) for plan in plans]
    counts = [len(plan.payments) for plan in plans]
    fees = [plan.objective.fees for plan in plans]
    averages = [_average_day(plan, formatter) for plan in (base, other)]
    days = [DASH if start is None else formatter.day_of_year(start) for start in starts]
    waits = [DASH if slack is None else str(slack) for slack in slacks]
    money = formatter.money
    wait_tone = _tone(slacks[1], slacks[0])
    return (
        DifferenceRow(translate("Difference", "Start by"), *_two(days), wait_tone),
        DifferenceRow(translate("Difference", "Slack, days"), *_two(waits), wait_tone),
        DifferenceRow(
            translate("Difference", "Late cost"),
            *_two([money(each) for each in late]),
            _tone(late[0], late[1]),
            _two_of([derive_late_cost(plan.late, plan.objective.late) for plan in plans]),
        ),
        DifferenceRow(
            translate("Difference", "Payments"),
            *_two([str(each) for each in counts]),
            _tone(counts[0], counts[1]),
        ),
        DifferenceRow(
            translate("Difference", "Fees"),
            *_two([money(each) for each in fees]),
            _tone(fees[0], fees[1]),
            _two_of(
                [derive_fees(problem, answer.plan.payments) for problem, answer in (base, other)]
            ),
        ),
        DifferenceRow(translate("Difference", "Paid on average"), *_two(averages)),
    )


def _two_of(found: list[Derivation]) -> tuple[Derivation, Derivation]:
    return found[0], found[1]


def _two(texts: list[str]) -> tuple[str, str]:
    return texts[0], texts[1]


def _tone(more: int | None, less: int | None) -> str:
    """Return the tone for the second plan, where ``more`` above ``less`` speaks for it."""
    if more is None or less is None or more == less:
        return ""
    return "good" if more > less else "bad"


def _average_day(plan: tuple[Problem, PlanAnswer], formatter: Formatter) -> str:
    """Return the day on which a fen is paid on average, the nearest."""
    problem, answer = plan
    paid = sum(each.amount_fen for each in answer.plan.payments)
    if not paid:
        return DASH
    days = (answer.plan.objective.timing * 2 + paid) // (2 * paid)
    return formatter.day_of_year(problem.today + timedelta(days=days))


def difference_columns(before: str, after: str) -> tuple[Column[DifferenceRow], ...]:
    """Return the columns for two plans of these names."""
    return (
        Column(
            header=QCoreApplication.translate("Difference", "Figure"),
            text=lambda row: row.name,
            sort_key=lambda row: row.name,
            width=92,
            stretches=True,
        ),
        Column(
            header=before,
            text=lambda row: row.before,
            sort_key=lambda row: row.before,
            is_number=True,
            width=96,
            why=lambda row: row.why[0],
        ),
        Column(
            header=after,
            text=lambda row: row.after,
            sort_key=lambda row: row.after,
            is_number=True,
            width=96,
            tone=lambda row: row.tone or "text",
            why=lambda row: row.why[1],
        ),
    )
