"""Differences at their edges: fees the user typed, lines that vanish, steps that are missed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from huanqing.domain.errors import StatementDifferenceError
from integration.persistence.ledgers import EXAMPLE, Bench
from integration.persistence.whole_actions import is_refused, is_undone_and_redone

if TYPE_CHECKING:
    from huanqing.domain.statement import StatementFigures

MAY = date(2026, 5, 3)
JUNE = date(2026, 6, 3)
BILLED = date(2026, 6, 8)


def purchase(name: str, time: str, amount: int, **fields: Any) -> dict[str, Any]:
    return {"id": name, "time": time, "amount": amount, **fields}


SPLIT = purchase("p1", "2026-05-20T10:00:00", 90_000, periods=3, fee_rate_ppm_per_period=6000)


def opened(bench: Bench, *purchases: dict[str, Any], today: date = BILLED, **more: Any) -> Bench:
    empty: dict[str, Any] = {"repayments": [], "refunds": [], "adjustments": []}
    bench.load({**EXAMPLE, **empty, "purchases": list(purchases), **more})
    return Bench(bench.file, today)


def statement(bench: Bench, statement_date: date) -> StatementFigures | None:
    rows = bench.service.statements()
    return next((row.figures for row in rows if row.figures.statement_date == statement_date), None)


def test_a_fee_that_the_user_typed_is_lowered_where_it_stands(bench: Bench) -> None:
    typed = purchase("p3", "2026-05-22T10:00:00", 60_000, periods=3)
    typed["edited_lines"] = [{"period": 1, "fee": 9_000}, {"period": 2, "principal": 20_000}]
    ledger = opened(bench, SPLIT, typed)
    # Of the 6.00 the fee as agreed takes 5.40.
    is_undone_and_redone(
        ledger, lambda: ledger.service.statement_actions.post_difference(JUNE, -600, "")
    )
    lines = {
        line.figures.purchase_id: line.figures for line in ledger.service.statement_lines(JUNE)
    }
    assert {name: line.fee_fen for name, line in lines.items()} == {"p1": 0, "p3": 8_940}
    written = {each["id"]: each for each in ledger.export()["purchases"]}
    assert [(x["period"], x.get("fee")) for x in written["p3"]["edited_lines"]] == [
        (1, 8_940),
        (2, None),
    ]


def test_fees_of_two_periods_in_one_statement_are_both_lowered(bench: Bench) -> None:
    twice = {**SPLIT, "edited_lines": [{"period": 2, "statement_date": str(JUNE)}]}
    ledger = opened(bench, twice)
    before = statement(ledger, JUNE)
    assert before is not None
    assert before.fee_fen == 2 * 540
    ledger.service.statement_actions.post_difference(JUNE, -1_000, "")
    after = statement(ledger, JUNE)
    assert after is not None
    assert (after.principal_fen, after.fee_fen) == (before.principal_fen, 80)
    assert ledger.check(BILLED) == []


def test_a_statement_that_was_one_adjustment_is_gone_when_that_is_taken_back(bench: Bench) -> None:
    ledger = opened(bench, SPLIT, today=date(2026, 5, 10))
    actions = ledger.service.statement_actions
    actions.post_difference(MAY, 500, "")
    assert statement(ledger, MAY) is not None
    actions.post_difference(MAY, -500, "")
    assert statement(ledger, MAY) is None
    assert ledger.entries("adjustment") == []


def test_a_fen_more_that_costs_more_in_penalty_than_it_is_worth_is_refused(bench: Bench) -> None:
    # From 3,070.00 on, each of the 27 days costs a fen more: one fen more is never met.
    ledger = opened(bench, purchase("p0", "2026-04-20T10:00:00", 306_999))
    error = is_refused(
        ledger,
        StatementDifferenceError,
        lambda: ledger.service.statement_actions.post_difference(MAY, 1, ""),
    )
    assert isinstance(error, StatementDifferenceError)
    assert error.reason == "penalty"
