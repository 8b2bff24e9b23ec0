"""What scenarios change, row by row: before, after, difference, and why each figure is so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    Term,
    Why,
    statement_reference,
)
from huanqing.ui.formatting import DASH
from huanqing.ui.limit.course import why_step
from huanqing.ui.limit.what_if import PlanState
from huanqing.ui.limit.words import summed
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huanqing.application.limit_models import (
        BillChange,
        PlanVerdict,
        PressureDay,
        WhatIfResult,
    )
    from huanqing.domain.day_figures import DayFigures
    from huanqing.ui.formatting import Formatter

translate = QCoreApplication.translate
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Figures:
    """An amount with what it can be asked."""

    fen: int
    why: object


Cell = Figures | str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A figure before and after; texts, or amounts whose difference is shown too."""

    name: str
    before: Cell
    after: Cell
    tone: str = ""

    @property
    def difference(self) -> Cell:
        """After less before; "" for texts."""
        if isinstance(self.before, str) or isinstance(self.after, str):
            return ""
        fen = self.after.fen - self.before.fen
        after, before = translate("LimitWhatIf", "What if"), translate("LimitWhatIf", "Now")
        return Figures(fen, summed((after, self.after.fen), (before, -self.before.fen)))


def change_columns(formatter: Formatter) -> tuple[Column[ChangeRow], ...]:
    """Return what changes, before, after, and by how much."""
    return (
        Column(
            header=translate("LimitWhatIf", "What changes"),
            text=lambda row: row.name,
            sort_key=lambda row: row.name,
            width=190,
            stretches=True,
        ),
        _cells(translate("LimitWhatIf", "Now"), formatter, lambda row: row.before),
        _cells(
            translate("LimitWhatIf", "What if"),
            formatter,
            lambda row: row.after,
            tone=lambda row: row.tone,
        ),
        _cells(translate("LimitWhatIf", "Difference"), formatter, lambda row: row.difference),
    )


def _cells(
    header: str,
    formatter: Formatter,
    cell_of: Callable[[ChangeRow], Cell],
    tone: Callable[[ChangeRow], str] | None = None,
) -> Column[ChangeRow]:
    def text(row: ChangeRow) -> str:
        cell = cell_of(row)
        return cell if isinstance(cell, str) else formatter.money_or_dash(cell.fen)

    def why(row: ChangeRow) -> object:
        cell = cell_of(row)
        return None if isinstance(cell, str) else cell.why

    return Column(
        header=header,
        text=text,
        sort_key=text,
        is_number=True,
        width=132,
        why=why,
        tone=None if tone is None else lambda row: tone(row) or "text",
    )


def change_rows(
    result: WhatIfResult, state: PlanState, formatter: Formatter
) -> tuple[ChangeRow, ...]:
    """Return everything that the scenarios change, the limit first, then bills, then the plan."""
    return (
        *_limit_rows(result, formatter),
        *_bill_rows(result.bills, formatter),
        *_pressure_rows(result, formatter),
        _row(
            translate("LimitWhatIf", "Fees to come"),
            _fees(result.fees_before_fen),
            _fees(result.fees_after_fen),
        ),
        *_plan_rows(result, state, formatter),
    )


def _row(name: str, before: Figures, after: Figures, *, more_is_better: bool = False) -> ChangeRow:
    if before.fen == after.fen:
        return ChangeRow(name, before, after)
    is_better = (after.fen > before.fen) is more_is_better
    return ChangeRow(name, before, after, "good" if is_better else "bad")


def _fees(fen: int) -> Figures:
    term = Term(why=Why.FEE, amount_fen=fen)
    return Figures(fen, Derivation(Question(figure=Figure.SHOWN_SUM), fen, (term,)))


def _limit_rows(result: WhatIfResult, formatter: Formatter) -> list[ChangeRow]:
    lowest = [_lowest(days) for days in (result.base, result.changed)]
    if lowest[0] is None or lowest[1] is None:
        return []
    (before, first), (after, second) = lowest[0], lowest[1]
    return [
        _row(
            translate("LimitWhatIf", "Lowest available limit"), before, after, more_is_better=True
        ),
        ChangeRow(translate("LimitWhatIf", "… on"), formatter.day(first), formatter.day(second)),
    ]


def _lowest(days: Sequence[DayFigures]) -> tuple[Figures, date] | None:
    known = [(each.available_fen, each.day) for each in days if each.available_fen is not None]
    if not known:
        return None
    fen, day = min(known)
    figures = days[(day - days[0].day).days]
    # Today's end with scenarios of today is nothing that the ledger knows.
    name = translate("LimitWhatIf", "Available at the end of the day")
    why = why_step(days, figures, days[0].day - timedelta(days=1)) or summed((name, fen))
    return Figures(fen, why), day


def _bill_rows(bills: Sequence[BillChange], formatter: Formatter) -> list[ChangeRow]:
    return [
        _row(
            translate("LimitWhatIf", "Bill due {0}").format(formatter.day(bill.due_date)),
            Figures(bill.before_fen, _why_bill(bill, 0)),
            Figures(bill.after_fen, _why_bill(bill, bill.after_fen - bill.before_fen)),
        )
        for bill in bills
        if bill.before_fen != bill.after_fen
    ]


def _why_bill(bill: BillChange, change_fen: int) -> Derivation:
    question = Question(figure=Figure.STATEMENT_LEFT, day=bill.statement_date)
    terms = [_bill_term(bill, bill.before_fen)] if bill.before_fen else []
    if change_fen:
        terms.append(
            Term(
                why=Why.OBLIGATION, amount_fen=change_fen, name=translate("LimitWhatIf", "What if")
            )
        )
    return Derivation(question, bill.before_fen + change_fen, tuple(terms))


def _bill_term(bill: BillChange, fen: int) -> Term:
    return Term(
        why=Why.STATEMENT,
        amount_fen=fen,
        day=bill.statement_date,
        until=bill.due_date,
        reference=statement_reference(bill.statement_date),
        question=Question(figure=Figure.STATEMENT_LEFT, day=bill.statement_date),
    )


def _pressure_rows(result: WhatIfResult, formatter: Formatter) -> list[ChangeRow]:
    before, after = result.pressure_before, result.pressure_after
    if before is None and after is None:
        return []
    name = translate("LimitWhatIf", "Most due in seven days")
    begins = [DASH if each is None else formatter.day(each.day) for each in (before, after)]
    return [
        _row(
            name,
            _pressure(before, [(each, each.before_fen) for each in result.bills]),
            _pressure(after, [(each, each.after_fen) for each in result.bills]),
        ),
        ChangeRow(translate("LimitWhatIf", "… from"), begins[0], begins[1]),
    ]


def _pressure(found: PressureDay | None, bills: list[tuple[BillChange, int]]) -> Figures:
    question = Question(figure=Figure.SHOWN_SUM)
    if found is None:
        return Figures(0, Derivation(question, 0))
    terms = tuple(
        _bill_term(bill, fen)
        for bill, fen in bills
        if fen and found.day <= bill.due_date < found.day + _WEEK
    )
    return Figures(found.amount_fen, Derivation(question, found.amount_fen, terms))


def _plan_rows(result: WhatIfResult, state: PlanState, formatter: Formatter) -> list[ChangeRow]:
    if state is PlanState.NOT_ASKED:
        return []
    before, after = result.plan_before, result.plan_after
    if before is None or after is None:
        words = {
            PlanState.SEARCHING: translate("LimitWhatIf", "being planned…"),
            PlanState.BLOCKED: translate("LimitWhatIf", "unknown"),
        }.get(state, translate("LimitWhatIf", "not found"))
        return [ChangeRow(translate("LimitWhatIf", "Repayment plan"), words, words)]
    rows = [
        ChangeRow(
            translate("LimitWhatIf", "Repayment plan"),
            _on_time(before),
            _on_time(after),
            _plan_tone(after),
        ),
        ChangeRow(
            translate("LimitWhatIf", "Start paying by"),
            _start(before, formatter),
            _start(after, formatter),
        ),
    ]
    if before.missing_fen or after.missing_fen:
        rows.append(
            _row(
                translate("LimitWhatIf", "Cannot be paid in time"),
                _missing(before),
                _missing(after),
            )
        )
    return rows


def _on_time(verdict: PlanVerdict) -> str:
    return (
        translate("LimitWhatIf", "all in time")
        if verdict.is_on_time
        else translate("LimitWhatIf", "not in time")
    )


def _plan_tone(verdict: PlanVerdict) -> str:
    return "good" if verdict.is_on_time else "bad"


def _start(verdict: PlanVerdict, formatter: Formatter) -> str:
    return DASH if verdict.latest_start is None else formatter.day(verdict.latest_start)


def _missing(verdict: PlanVerdict) -> Figures:
    name = translate("LimitWhatIf", "Unpaid on the due days")
    return Figures(verdict.missing_fen, summed((name, verdict.missing_fen)))
