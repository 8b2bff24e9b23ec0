"""Sheets of plans for the tests of exports."""

from __future__ import annotations

from datetime import date, timedelta

from huanqing.application.plan_export import PlanPart, PlanRow, PlanSheet
from huanqing.application.plan_models import StepState

FIRST = date(2026, 7, 9)
DUE = date(2026, 7, 12)


def row(
    number: int,
    amount_fen: int = 123456,
    *,
    day: date | None = None,
    card: str = "工商银行 1234",
    state: StepState = StepState.OPEN,
    left_fen: int | None = None,
) -> PlanRow:
    return PlanRow(
        number=number,
        day=day or FIRST + timedelta(days=number - 1),
        card=card,
        amount_fen=amount_fen,
        left_fen=amount_fen if left_fen is None else left_fen,
        state=state,
        parts=(PlanPart("2026-07", DUE, amount_fen),),
    )


def sheet(
    *rows: PlanRow,
    ledger_id: str = "a1b2",
    written_at: str = "2026-07-08T20:00:00+08:00",
    is_on_time: bool = True,
) -> PlanSheet:
    return PlanSheet(
        ledger_id=ledger_id,
        account="京东白条",
        made_on=date(2026, 7, 8),
        written_at=written_at,
        is_on_time=is_on_time,
        rows=rows,
    )
