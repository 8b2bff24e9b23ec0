"""Plans of made-up ledgers, followed day by day: what the plan promises, the ledger shows."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.plan_models import PlanPreferences, StepState
from huanqing.domain.planning.problem import Timing
from huanqing.domain.statement import StatementState
from integration.persistence.plan_bench import PlanBench, card, document, limits, money, purchase

if TYPE_CHECKING:
    from pathlib import Path

FIRST = date(2026, 6, 20)


def made_up(rng: random.Random) -> dict[str, Any]:
    """Return purchases before today, two or three cards whose limits change, and a salary."""
    purchases = [
        purchase(
            f"p{number}",
            (FIRST - timedelta(days=rng.randrange(16))).isoformat(),
            rng.randrange(5_000, 200_000),
            periods=rng.choice([1, 1, 2, 3]),
            fee_rate_ppm_per_period=rng.choice([0, 6_000]),
        )
        for number in range(rng.randrange(1, 6))
    ]
    cards = []
    for number in range(rng.randrange(1, 4)):
        each = card(f"c{number}", fee_per_payment=rng.choice([0, 0, 5]))
        each["limits"] = [
            limits("2025-01-01", rng.choice([None, 30_000, 80_000]), payments_per_day=2),
            limits(
                (FIRST + timedelta(days=rng.randrange(1, 30))).isoformat(),
                rng.choice([10_000, 40_000]),
                per_month=rng.choice([None, 200_000]),
            ),
        ]
        cards.append(each)
    salary = {"date": "2026-07-05", "amount": 300_000, "label": "salary", "every": "month"}
    rent = {"date": "2026-07-01", "amount": -50_000, "label": "rent", "every": "month"}
    balance = rng.randrange(60_000, 400_000)
    lag = rng.choice([0, 2])
    return document(
        purchases=purchases,
        channels=cards,
        funding=[money(balance, reserve=1_000, flows=[salary, rent])],
        rule={"recovery_lag_days": lag},
    )


@pytest.mark.parametrize("seed", range(6))
def test_a_plan_that_is_followed_pays_what_it_promises_when_it_does(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    bench = PlanBench(tmp_path, made_up(rng))
    try:
        debit = rng.choice(["", "c0"])
        timing = rng.choice(list(Timing))
        bench.plans.save_preferences(PlanPreferences(timing=timing, auto_debit_channel=debit))
        answer = bench.accept()
        kept = bench.plans.accepted()
        assert kept is not None
        bench.today = FIRST
        while bench.today <= kept.problem.horizon_end:
            for step in kept.steps:
                if step.payment.day == bench.today:
                    bench.plans.pay_step(step.number)
            _look(bench, is_on_time=answer.plan.is_on_time)
            bench.today += timedelta(days=1)
        assert bench.ledger.check(kept.problem.horizon_end) == []
    finally:
        bench.ledger.close()


def _look(bench: PlanBench, *, is_on_time: bool) -> None:
    now = bench.plans.accepted()
    assert now is not None
    assert (now.stale, now.unplanned_fen) == ((), 0)
    due = [each for each in now.steps if each.payment.day <= bench.today]
    assert all(each.state is StepState.PAID for each in due)
    problem = bench.inputs().problem
    assert problem is not None
    assert all(each.balance_fen >= each.reserve_fen for each in problem.funding)
    rows = bench.ledger.service.statements_on(bench.today, with_lines=False)
    if is_on_time:
        assert all(row.state is not StatementState.OVERDUE for row in rows)
