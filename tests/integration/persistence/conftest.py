"""Ledgers that are closed again after the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from integration.persistence.ledgers import TODAY, Bench
from integration.persistence.plan_bench import Open, PlanBench, document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A new, empty ledger."""
    made = Bench.new(tmp_path)
    yield made
    made.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """What opens a ledger with cards and cash, on a day."""
    made: list[PlanBench] = []

    def build(today: date = TODAY, **more: Any) -> PlanBench:
        made.append(PlanBench(tmp_path, document(**more), today))
        return made[-1]

    yield build
    for each in made:
        each.ledger.close()
