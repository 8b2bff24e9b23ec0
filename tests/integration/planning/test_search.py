"""Bounds and branch and bound on models small enough to see through."""

from __future__ import annotations

import math
import time
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import (
    INFINITE,
    SCALE,
    LinearModel,
    compacted,
    exact_bound,
    narrowed,
)
from huanqing.infrastructure.planning.pseudo_costs import PseudoCosts
from huanqing.infrastructure.planning.relaxation import Budget, is_solution
from huanqing.infrastructure.planning.search import TierSearch
from huanqing.infrastructure.planning.tree import Tree

if TYPE_CHECKING:
    from random import Random


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


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_what_is_too_dear_leaves_out_nothing_that_is_cheap_enough(rng: Random) -> None:
    # GIVEN a model small enough to list all that keeps its rows
    model = LinearModel()
    width = 3
    for _ in range(width):
        model.add_count(rng.randrange(2), rng.randrange(2, 5))
    for _ in range(2):
        terms = [(column, rng.randrange(-3, 8)) for column in range(width)]
        model.add_row(rng.randrange(12), INFINITE, terms, is_count=True)
    cost = [rng.randrange(1, 9) for _ in range(width)]
    frozen = model.freeze()
    ranges = [range(a, b + 1) for a, b in zip(frozen.col_low, frozen.col_high, strict=True)]
    whole = [list(each) for each in product(*ranges) if is_solution(frozen, list(each))]
    search = TierSearch(frozen, [[0, 1, 2]], endless())
    search.set_cost(cost)
    answer, proven = search.visit({})
    if proven is None or not whole:
        assert not whole
        return
    # WHEN what is dearer than one of them is narrowed away
    worths = [sum(c * v for c, v in zip(cost, each, strict=True)) for each in whole]
    at_most = rng.choice(worths)
    narrower = search.too_dear(answer, proven, at_most, {})
    # THEN every one that is as cheap is still inside
    for values, worth in zip(whole, worths, strict=True):
        if worth <= at_most:
            assert all(low <= values[each] <= high for each, (low, high) in narrower.items())


def test_what_costs_more_than_the_rest_pays_is_narrowed() -> None:
    model = LinearModel()
    for _ in range(2):
        model.add_count(0, 9)
    model.add_row(3, INFINITE, ((0, 1), (1, 1)), is_count=True)
    search = TierSearch(model.freeze(), [[0, 1]], endless())
    search.set_cost([1, 3])
    answer, proven = search.visit({})

    assert proven is not None
    assert search.too_dear(answer, proven, 7, {}) == {1: (0, 2)}
    assert search.too_dear(answer, proven, 7, {1: (1, 9)}) == {1: (1, 3)}


def within(bounds: list[tuple[int, int]], most: int) -> Found:
    """What a search for at most so many payments comes to within the bounds."""
    search = TierSearch(steps().freeze(), [[1]], endless())
    return search.minimise_within(bounds, [0, 1], (0, most), 50, PseudoCosts(), endless())


def test_within_bounds_a_solution_is_found_or_none_is_proven() -> None:
    wide = [(1_000_001, 5_000_000), (0, 10)]

    found = within(wide, 9)
    assert found.values is not None
    assert found.cost == found.values[1]
    assert 3 <= found.values[1] <= 9
    assert within(wide, 3).cost == 3
    assert within(wide, 2) == Found(None, None, 3, within(wide, 2).nodes)
    assert within([(1_000_001, 5_000_000), (0, 2)], 9).bound == 10


def test_where_the_bounds_leave_nothing_open_they_are_the_solution_or_not() -> None:
    assert within([(1_500_000, 1_500_000), (3, 3)], 9) == Found(3, [1_500_000, 3], 3, 0)
    assert within([(1_500_000, 1_500_000), (4, 4)], 3) == Found(None, None, 4, 0)
    assert within([(1_500_001, 1_500_001), (3, 3)], 9) == Found(None, None, 10, 0)


def test_rows_come_and_go_and_leave_the_model_as_it_was() -> None:
    model = steps()
    model.add_row(0, 9, ((0, 0), (1, 1)), is_count=True)
    frozen = model.freeze()

    more = frozen.with_rows([(7, ((1, 2), (0, 5))), (1, ((1, 1),))])
    less = more.without_rows([2])

    assert (more.rows, more.first_added, less.rows, less.first_added) == (4, 2, 3, 2)
    assert more.activity([10, 3]) == [10 - 1_500_000, 3, 56, 3]
    assert less.activity([10, 3]) == [10 - 1_500_000, 3, 3]
    assert less.without_rows([2]).activity([10, 3]) == frozen.activity([10, 3])
    assert list(more.row_unit) == [1000.0, 1.0, 1000.0, 1000.0]
    assert less.without_rows([0]).first_added == 1
