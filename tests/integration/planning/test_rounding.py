"""Rounded sums of rows: none may take a whole solution away, whatever was chosen."""

from __future__ import annotations

import itertools
import random
import time

import numpy as np
import pytest

from huanqing.infrastructure.planning.derivation import Choice, Deriver, whole_numbers
from huanqing.infrastructure.planning.linear_model import INFINITE, FrozenModel, LinearModel
from huanqing.infrastructure.planning.lp import LpStatus
from huanqing.infrastructure.planning.mir import Rounder
from huanqing.infrastructure.planning.projection import Projection
from huanqing.infrastructure.planning.relaxation import Budget, Relaxation, is_solution
from huanqing.infrastructure.planning.strengthen import narrow_for, strengthen

AMOUNTS, COUNTS = 2, 3
MOST_AMOUNT, MOST_COUNT = 9, 3
Values = list[int]


def endless() -> Budget:
    return Budget(time.monotonic() + 60, lambda: False)


def random_model(seed: int) -> FrozenModel:
    """Return a model of some amounts and counts, each amount carried by a count."""
    rng = random.Random(seed)
    model = LinearModel()
    amounts = [model.add_amount(rng.randrange(3), MOST_AMOUNT) for _ in range(AMOUNTS)]
    counts = [model.add_count(rng.randrange(2), MOST_COUNT) for _ in range(COUNTS)]
    for amount in amounts:
        size = rng.randrange(2, 6)
        model.add_row(-INFINITE, rng.randrange(2), ((amount, 1), (rng.choice(counts), -size)))
    if rng.random() < 0.5:
        smallest = rng.randrange(1, 3)
        model.add_row(-1, INFINITE, ((amounts[0], 1), (counts[0], -smallest)))
    model.add_row(rng.randrange(2, 12), INFINITE, [(each, 1) for each in amounts])
    for _ in range(3):
        terms = [(each, rng.randrange(-4, 5)) for each in (*amounts, *counts)]
        terms = [each for each in terms if each[1] and rng.random() < 0.8]
        low = rng.randrange(-10, 4)
        high = rng.choice((INFINITE, low + rng.randrange(15)))
        if terms:
            model.add_row(low, high, terms)
    terms = [(each, rng.randrange(1, 4)) for each in counts]
    model.add_row(-INFINITE, rng.randrange(4, 12), terms, is_count=True)
    return model.freeze()


def solutions(model: FrozenModel) -> list[Values]:
    ranges = [range(low, high + 1) for low, high in zip(model.col_low, model.col_high, strict=True)]
    return [list(each) for each in itertools.product(*ranges) if is_solution(model, list(each))]


def worth(terms: tuple[tuple[int, int], ...], values: Values) -> int:
    return sum(values[column] * by for column, by in terms)


@pytest.mark.parametrize("seed", range(60))
def test_no_rounded_sum_takes_a_whole_solution_away(seed: int) -> None:
    model = random_model(seed)
    known = solutions(model)
    rng = random.Random(seed)
    search = Relaxation(model, [], endless())
    for _ in range(4):
        cost = [rng.randrange(-9, 10) for _ in range(model.columns)]
        search.set_cost(cost)
        answer, _ = search.visit({})
        if answer.status is not LpStatus.OPTIMAL:
            assert known == []
            return
        counts = np.flatnonzero(model.is_count).tolist()
        cuts = Rounder(search.model, answer.values).find(search.engine.sums_for(counts), 20)
        for cut in cuts:
            now = sum(by * float(answer.values[column]) for column, by in cut.terms)
            assert now < cut.low
            assert all(worth(cut.terms, each) >= cut.low for each in known)
        search.add_rows([(each.low, each.terms) for each in cuts])


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_chosen_a_derived_row_holds(seed: int) -> None:
    model = random_model(seed)
    known = solutions(model)
    rng = np.random.default_rng(seed)
    low, high = np.array(model.col_low, dtype=float), np.array(model.col_high, dtype=float)
    derived = 0
    for _ in range(25):
        given = Projection(model, low + rng.random(model.columns) * (high - low))
        deriver = Deriver(model, given.by_row, given.standing, given.at_low)
        rows = np.sort(rng.choice(model.rows, size=rng.integers(1, 5), replace=False))
        weights = rng.choice((rng.normal(size=len(rows)), rng.integers(1, 6, len(rows)) / 3.0))
        divisor = int(rng.choice(np.flatnonzero(model.is_count)))
        turned = tuple(np.flatnonzero(model.is_count & (rng.random(model.columns) < 0.3)).tolist())
        choice = Choice(
            rows, weights, int(rng.choice((-1, 1))), divisor, int(rng.integers(4)), turned
        )
        row = deriver.derive(choice)
        if row is not None:
            derived += 1
            assert all(worth(row[1], each) >= row[0] for each in known)
    assert derived


def test_a_broken_payment_is_cut_off() -> None:
    model = LinearModel()
    amount = model.add_amount(0, 5_000_000)
    count = model.add_count(0, 10)
    model.add_row(-INFINITE, 0, ((amount, 1), (count, -500_000)))
    other = model.add_amount(0, 100_000)
    model.add_row(1_200_000, INFINITE, ((amount, 1), (other, 1)))
    search = Relaxation(model.freeze(), [], endless())
    cost = [0, 1000, 1]
    _, before = search.relax(cost)

    values = strengthen(search, None)

    _, after = search.relax(cost)
    assert before is not None
    assert after is not None
    assert values is not None
    assert before.value == 2400
    # Three payments; or two and 200,000 fen of the other, which has only 100,000.
    assert after.value == 3000


def test_a_search_is_narrowed_to_what_may_be_better() -> None:
    model = LinearModel()
    for _ in range(2):
        model.add_count(0, 9)
    model.add_row(3, INFINITE, ((0, 1), (1, 1)), is_count=True)
    search = Relaxation(model.freeze(), [], endless())

    narrow_for(search, [1, 3], 7)

    assert (search.model.col_low, search.model.col_high) == ([0, 0], [9, 2])


def test_counts_are_settled_with_the_best_amounts_or_none() -> None:
    model = LinearModel()
    amount = model.add_amount(4, 9)
    count = model.add_count(0, 9)
    model.add_row(-INFINITE, 0, ((amount, 1), (count, -3)))
    search = Relaxation(model.freeze(), [], endless())
    search.add_rows([(2, ((count, 1),))])

    assert search.settled([-1, 0], {count: (2, 2)}) == [6, 2]
    assert search.settled([-1, 0], {count: (1, 1)}) is None


def test_multipliers_are_made_whole_where_they_are_fractions() -> None:
    assert whole_numbers(np.array([0.5, -1 / 3, 1.0])) == ([3, -2, 6], True)

    numbers, is_exact = whole_numbers(np.array([1.0, 2.0**0.5]))

    assert not is_exact
    assert numbers[1] / numbers[0] == pytest.approx(2.0**0.5, rel=1e-12)
