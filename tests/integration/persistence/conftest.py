"""Ledgers that are closed again after the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from integration.persistence.ledgers import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A new, empty ledger."""
    made = Bench.new(tmp_path)
    yield made
    made.close()
