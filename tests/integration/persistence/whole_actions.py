"""What holds of every action: it is undone and redone whole, and a refused one does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from integration.persistence.ledgers import Bench


def is_undone_and_redone(bench: Bench, action: Callable[[], object]) -> None:
    before = bench.tables()
    action()
    after = bench.tables()
    assert after != before
    bench.service.undo()
    assert bench.tables() == before
    bench.service.redo()
    assert bench.tables() == after


def is_refused(bench: Bench, error: type[Exception], action: Callable[[], object]) -> Exception:
    before, actions = bench.tables(), bench.query("SELECT * FROM action")
    with pytest.raises(error) as caught:
        action()
    assert bench.tables() == before
    assert bench.query("SELECT * FROM action") == actions
    assert bench.check() == []
    return caught.value
