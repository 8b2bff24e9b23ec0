"""The program and the naive oracle must give the same figures, to the fen, every day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from huanqing.domain.credit_account import Billing
from huanqing.domain.credit_limit import DayFigures, limit_history
from huanqing.domain.replay import Replay
from oracle import oracle
from unit.domain.builders import RandomLedger, all_statements, generated

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.statement import StatementFigures

CHUNKS = [range(start, start + 8) for start in range(0, 48, 8)]
ORDER_BASED = (56, 74, 75, 83, 93, 95, 99, 119)


def described(statement: StatementFigures, today: date) -> oracle.Json:
    """Return a statement in the shape of the oracle's answer."""
    return {
        "statement_date": statement.statement_date.isoformat(),
        "due_date": statement.due_date.isoformat(),
        "principal": statement.principal_fen,
        "fee": statement.fee_fen,
        "penalty": statement.penalty_fen,
        "total": statement.total_fen,
        "paid": statement.paid_fen,
        "left": statement.left_fen,
        "state": statement.state_on(today).value,
        "instalments": [
            {
                "purchase": line.purchase_id,
                "period": line.period,
                "periods": line.periods,
                "principal": line.principal_fen,
                "fee": line.fee_fen,
                "left": line.left_fen,
            }
            for line in statement.instalments
        ],
    }


def statements_on(ledger: RandomLedger, today: date) -> list[oracle.Json]:
    """Return the statements as the program has them at the end of a day."""
    replay = Replay(ledger.account)
    closed: list[StatementFigures] = []
    for entry in ledger.entries:
        if entry.day > today:
            break
        replay.apply(entry)
        closed += replay.take_closed()
    replay.advance(today)
    return [described(statement, today) for statement in all_statements(replay, closed)]


def days_of(ledger: RandomLedger) -> list[DayFigures]:
    """Return every day's figures, from the first entry to today."""
    entries = iter(ledger.entries)
    return list(limit_history(Replay(ledger.account), entries, ledger.first, ledger.today))


def assert_agrees(ledger: RandomLedger) -> None:
    """Compare the statements of two days, and the limit of every day."""
    middle = ledger.first + (ledger.today - ledger.first) // 2
    for today in (middle, ledger.today):
        assert statements_on(ledger, today) == oracle.statements(ledger.document, today)
    figures = {
        each.day: (each.total_fen, each.used_fen, each.available_fen, each.is_frozen)
        for each in days_of(ledger)
    }
    assert figures == oracle.day_figures(ledger.document, ledger.first, ledger.today)


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_statements_and_every_days_limit_equal_the_oracles(seeds: range) -> None:
    for seed in seeds:
        assert_agrees(generated(seed, size=4 + seed % 4 * 12))


@pytest.mark.parametrize("seed", ORDER_BASED)
def test_order_based_ledgers_equal_the_oracles(seed: int) -> None:
    ledger = generated(seed, size=12)
    assert ledger.account.billing is Billing.ORDER, "the generator changed: choose other seeds"
    assert_agrees(ledger)


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_the_causes_of_a_day_sum_to_the_change_of_the_available_limit(seeds: range) -> None:
    for seed in seeds:
        ledger = generated(seed, size=16)
        # An unknown limit counts as none: the cause "limit_known" then brings all of it.
        available = ledger.account.total_limit_on(ledger.first - timedelta(days=1)) or 0
        for figures in days_of(ledger):
            now = (figures.total_fen or 0) - figures.used_fen
            caused = sum(cause.amount_fen for cause in figures.causes)
            assert caused == now - available, (seed, figures)
            available = now
