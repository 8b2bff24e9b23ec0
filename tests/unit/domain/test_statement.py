"""A statement's figures, its state on a day, and the minimum payment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huanqing.domain.statement import InstalmentFigures, StatementFigures, StatementState
from unit.domain.builders import account, buy, day, pay, replayed, rule, statement_of

LATE = account(rule(late_rate_ppm_per_day=500))


def statement(*lines: InstalmentFigures, penalty_fen: int = 0) -> StatementFigures:
    """Return a statement of 3 June 2026, due on the 12th; what is not left is paid."""
    charged = sum(line.principal_fen + line.fee_fen for line in lines)
    return StatementFigures(
        statement_date=day("06-03"),
        due_date=day("06-12"),
        principal_fen=sum(line.principal_fen for line in lines),
        fee_fen=sum(line.fee_fen for line in lines),
        penalty_fen=penalty_fen,
        paid_fen=charged - sum(line.left_fen for line in lines),
        instalments=lines,
    )


def unsplit(amount_fen: int) -> InstalmentFigures:
    return InstalmentFigures("p1", 1, 1, amount_fen, 0, amount_fen)


def instalment(principal_fen: int, fee_fen: int) -> InstalmentFigures:
    return InstalmentFigures("p2", 2, 3, principal_fen, fee_fen, principal_fen + fee_fen)


def test_the_figures_are_those_of_the_lines_penalties_and_payments() -> None:
    # Two days late: 30540 + 1000 = 31540 x 0.05 % = 15.77, 16 a day; 16 a day x 2 = 32 are
    # paid first, then 500 of p1's fee.
    replay = replayed(
        LATE,
        buy("p1", "05-10", 90_000, periods=3, fee_rate_ppm=6000),
        buy("p2", "05-11", 1_000),
        pay("r1", "06-14", 532),
    )
    found = statement_of(replay, "06-03")
    assert found.instalments == (
        InstalmentFigures("p1", 1, 3, 30_000, 540, 30_040),
        InstalmentFigures("p2", 1, 1, 1_000, 0, 1_000),
    )
    assert (found.principal_fen, found.fee_fen, found.penalty_fen) == (31_000, 540, 32)
    assert (found.total_fen, found.paid_fen, found.left_fen) == (31_572, 532, 31_040)


@pytest.mark.parametrize(
    ("when", "left", "state"),
    [
        ("06-02", 100, StatementState.UNBILLED),
        ("06-02", 0, StatementState.UNBILLED),
        ("06-03", 100, StatementState.BILLED),
        ("06-12", 100, StatementState.BILLED),
        ("06-13", 100, StatementState.OVERDUE),
        ("06-03", 0, StatementState.PAID),
        ("06-13", 0, StatementState.PAID),
    ],
)
def test_the_state_of_a_day(when: str, left: int, state: StatementState) -> None:
    found = statement(replace(unsplit(100), left_fen=left))
    assert found.state_on(day(when)) is state


def test_an_unpaid_penalty_alone_keeps_a_statement_overdue() -> None:
    found = statement(replace(unsplit(100), left_fen=0), penalty_fen=1)
    assert (found.left_fen, found.state_on(day("06-13"))) == (1, StatementState.OVERDUE)


@pytest.mark.parametrize(
    ("found", "least"),
    [
        (statement(unsplit(100_000)), 10_000),
        (statement(unsplit(100_005)), 10_001),  # 10000.5 goes up
        # A tenth of what was not split, instalments, fees and penalties in full.
        (statement(unsplit(100_000), instalment(20_000, 120), penalty_fen=7), 30_127),
        (statement(instalment(50_000, 300)), 50_300),
        # Of what is paid nothing is asked again.
        (statement(replace(unsplit(100_000), left_fen=50_000)), 5_000),
        # Up to the carry threshold of ¥300 everything is due.
        (statement(unsplit(30_000)), 30_000),
        (statement(unsplit(30_001)), 3_000),
        (statement(), 0),
    ],
)
def test_the_minimum_payment(found: StatementFigures, least: int) -> None:
    assert found.minimum_payment_fen(rule()) == least


def test_the_minimum_payment_follows_the_rules_share_and_threshold() -> None:
    generous = rule(minimum_ratio_ppm=200_000, carry_threshold_fen=99_999)
    assert statement(unsplit(100_000)).minimum_payment_fen(generous) == 20_000
    assert statement(unsplit(99_999)).minimum_payment_fen(generous) == 99_999
