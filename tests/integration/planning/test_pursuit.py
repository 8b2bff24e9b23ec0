"""Searches along courses: they find and prove what the tree alone would, only sooner."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from benchmarks.plan_problems import problem_of
from huanqing.domain.planning.problem import Timing
from huanqing.domain.planning.solver import SolveOptions
from huanqing.infrastructure.planning import courses, pursuit, tree
from huanqing.infrastructure.planning.found import Found
from huanqing.infrastructure.planning.linear_model import INFINITE, LinearModel, compacted
from huanqing.infrastructure.planning.manner import Manner
from huanqing.infrastructure.planning.pursuit import units_for
from huanqing.infrastructure.planning.relaxation import Budget
from huanqing.infrastructure.planning.search import TierSearch
from huanqing.infrastructure.planning.solver import HighsPlanSolver

if TYPE_CHECKING:
    from huanqing.domain.planning.plan import Plan
    from huanqing.domain.planning.problem import Problem

OPTIONS = SolveOptions(time_limit_seconds=60)


def solved(problem: Problem) -> Plan:
    return HighsPlanSolver().solve(problem, OPTIONS)


def forced(monkeypatch: pytest.MonkeyPatch) -> list[Found]:
    """Have every search turn to courses at once; what they come to is listed."""
    found: list[Found] = []
    run = pursuit.Pursuit.run

    def listed(self: pursuit.Pursuit, best: int, least: int) -> Found:
        found.append(run(self, best, least))
        return found[-1]

    monkeypatch.setattr(pursuit.Pursuit, "run", listed)
    monkeypatch.setattr(tree, "_BEFORE_PURSUIT", 0)
    return found


@pytest.mark.parametrize("days", [14, 45])
def test_along_courses_the_same_plans_are_best(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [problem_of(days, seed) for seed in range(40 if days < 20 else 12)]
    known = [solved(problem) for problem in problems]

    found = forced(monkeypatch)
    again = [solved(problem) for problem in problems]

    assert [each.objective for each in again] == [each.objective for each in known]
    assert all(each.is_proven for each in again)
    assert len(found) > len(problems) // 3
    assert all(each.bound == each.cost for each in found)
    assert any(each.values is not None for each in found)


def test_where_time_is_over_what_courses_prove_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = next(
        each
        for each in (problem_of(45, seed) for seed in range(99))
        if each.preferences.timing is Timing.LATE and solved(each).objective.late == 0
    )
    best = solved(problem)
    found = forced(monkeypatch)
    steps = iter(range(1000))
    monkeypatch.setattr(pursuit.Pursuit, "is_over", lambda _: next(steps) >= 2)

    again = solved(problem)

    assert again.objective == best.objective
    assert found
    assert all(each.bound is not None and each.bound <= -best.objective.timing for each in found)


def test_a_pursuit_whose_searches_give_up_leaves_it_to_the_tree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problems = [problem_of(14, seed) for seed in range(30)]
    known = [solved(problem).objective for problem in problems]
    found = forced(monkeypatch)
    asked: list[int] = []

    def given_up(_: object, view: pursuit._View, most_nodes: int) -> Found:
        asked.append(most_nodes)
        return Found(None, None, view.least, 1)

    monkeypatch.setattr(pursuit.Pursuit, "searched", given_up)

    assert [solved(problem).objective for problem in problems] == known
    assert 0 < len(asked) <= len(found)


def test_frames_that_are_too_wide_are_left_to_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [problem_of(14, seed) for seed in range(20)]
    known = [solved(problem).objective for problem in problems]
    found = forced(monkeypatch)

    for most in (10, 20_000):
        monkeypatch.setattr(courses, "_MOST_CELLS", most)
        assert [solved(problem).objective for problem in problems] == known

    assert found
    assert all(each.values is None for each in found[: len(found) // 2])


def test_what_a_search_could_not_settle_is_part_of_what_another_way_begins_with() -> None:
    model = LinearModel()
    amount, count = model.add_amount(7, 20), model.add_count(0, 10)
    model.add_row(-INFINITE, 0, [(amount, 1), (count, -5)])
    budget = Budget(time.monotonic() + 60, lambda: False)
    asked: list[tuple[int, int]] = []

    def pursue(best: int, least: int) -> Found:
        asked.append((best, least))
        return Found(best, None, least, 0)

    run = tree.Tree(TierSearch(model.freeze(), [[count]], budget), [0, 1], 1, 4, upper=9)
    run.manner = Manner(pursue=pursue)
    run._unresolved = 2
    run._at_least = -INFINITE
    run._pursue()

    assert asked == [(9, 2)]
    assert run._bound() == 2


def test_units_are_round_and_go_from_coarse_to_fine() -> None:
    assert units_for(15_540_460) == [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000]
    assert units_for(150) == [1]
    assert units_for(0) == [1]


def test_rows_of_fixed_columns_alone_are_looked_at_where_a_model_is_made_smaller() -> None:
    model = LinearModel()
    one, two = model.add_amount(0, 9), model.add_amount(0, 9)
    model.add_row(4, 5, [(one, 1)])
    frozen = model.freeze()

    assert compacted(frozen, [(4, 4), (0, 9)]).is_possible
    assert not compacted(frozen, [(3, 3), (0, 9)]).is_possible
    assert not compacted(frozen, [(0, 9), (5, 4)]).is_possible
    assert two == one + 1


def test_a_search_inside_turns_to_where_the_outer_one_does() -> None:
    model = LinearModel()
    for _ in range(3):
        model.add_amount(0, 9)
    asked: list[tuple[int, int]] = []

    def pursue(best: int, least: int) -> Found:
        asked.append((best, least))
        return Found(best - 1, [1, 2, 3], least + 1, 5)

    small = compacted(model.freeze(), [(1, 1), (0, 9), (0, 9)])
    inside = Manner(most_nodes=50, pursue=pursue).inside(small, 100, 20)

    assert inside.most_nodes == 30
    assert inside.pursue is not None
    assert inside.pursue(7, 3) == Found(6, [2, 3], 4, 5)
    assert asked == [(107, 103)]
    assert Manner().inside(small, 100, 20).pursue is None
