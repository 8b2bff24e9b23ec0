"""Bounds and branch and bound on models small enough to see through."""

from __future__ import annotations

import math
import time

import numpy as np

from huanqing.infrastructure.planning.linear_model import (
    INFINITE,
    SCALE,
    LinearModel,
    compacted,
    exact_bound,
    narrowed,
)
from huanqing.infrastructure.planning.relaxation import Budget
from huanqing.infrastructure.planning.search import TierSearch
from huanqing.infrastructure.planning.tree import Tree


def endless() -> Budget:
    return Budget(time.monotonic() + 60, lambda: False)


def steps(need: int = 1_000_001, size: int = 500_000) -> LinearModel:
    """Carry an amount in payments of a size: column 0 the amount, 1 the count."""
    model = LinearModel()
    amount = model.add_amount(need, 10 * size)
    count = model.add_count(0, 10)
    model.add_row(-INFINITE, 0, ((amount, 1), (count, -size)))
    return model


def test_one_fen_more_than_two_payments_carry_needs_a_third() -> None:
    search = TierSearch(steps().freeze(), [[1]], endless())

    found = search.minimise([0, 1])

    assert (found.cost, found.bound, found.values) == (3, 3, [1_000_001, 3])


def test_a_model_without_solution_is_proven_empty() -> None:
    model = steps()
    model.col_high[1] = 2

    found = TierSearch(model.freeze(), [[1]], endless()).minimise([0, 1])

    assert (found.values, found.bound) == (None, None)


def test_wrong_multipliers_prove_less_but_nothing_false() -> None:
    frozen = steps().freeze()

    for dual in (-1 / 500_000, -1.0, 0.0, 3.0, -1e-9, 1e6):
        bound = exact_bound(frozen, [0, 1], np.array([dual]), frozen.col_low, frozen.col_high)
        assert bound.value <= 3

    best = exact_bound(frozen, [0, 1], np.array([-1 / 500_000]), frozen.col_low, frozen.col_high)
    assert math.isclose(best.scaled / SCALE, 2.000002)


def test_a_poorer_solution_never_replaces_what_has_closed_nodes() -> None:
    search = TierSearch(steps().freeze(), [[1]], endless())
    run = Tree(search, [0, 1], 1, -INFINITE, upper=3)

    run.begin_with([1_000_001, 7])

    assert (run.best, run.values) == (3, None)


def test_a_compacted_model_gives_back_whole_solutions() -> None:
    model = steps()
    model.add_count(4, 4)
    model.add_row(5, 9, ((1, 1), (2, 1)), is_count=True)
    frozen = model.freeze()

    small = compacted(frozen, list(zip(frozen.col_low, frozen.col_high, strict=True)))

    assert small.model.columns == 2
    assert (small.model.row_low[1], small.model.row_high[1]) == (1, 5)
    assert small.whole([1_000_001, 3]) == [1_000_001, 3, 4]


def test_columns_are_narrowed_to_where_the_cost_can_be_reached() -> None:
    model = LinearModel()
    for _ in range(2):
        model.add_count(0, 9)
    model.add_row(3, INFINITE, ((0, 1), (1, 1)), is_count=True)
    frozen = model.freeze()
    bound = exact_bound(frozen, [1, 3], np.array([1.0]), frozen.col_low, frozen.col_high)

    assert bound.value == 3
    assert narrowed(frozen, bound, 7) == [(0, 9), (0, 2)]


def test_without_time_the_bound_says_what_is_known() -> None:
    search = TierSearch(steps().freeze(), [[1]], Budget(time.monotonic(), lambda: False))

    found = search.minimise([0, 1], at_least=2)

    assert (found.cost, found.bound) == (None, 2)
