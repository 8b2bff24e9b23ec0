"""The limit of an open ledger: applications, the accepted plan's line, habit and what-ifs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.errors import ExchangeFormatError
from huanqing.application.exchange import read_ledger
from huanqing.application.limit_models import (
    ApplicationKind,
    ApplicationStage,
    HabitState,
    LimitApplication,
    RepaymentScenario,
    StageKind,
)
from huanqing.application.limit_service import plan_days
from huanqing.application.plan_models import PlanStep, StepState
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.plan import Payment
from huanqing.domain.projection import PlannedPayment
from huanqing.infrastructure.bound_ledger import open_bound
from huanqing.infrastructure.clock import FixedClock
from integration.persistence.ledgers import EXAMPLE, TODAY, Bench
from integration.persistence.plan_bench import PlanBench, document
from integration.persistence.whole_actions import is_refused, is_undone_and_redone

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]
UNTIL = TODAY + timedelta(days=60)

FIRST = LimitApplication(
    id="a1",
    kind=ApplicationKind.RESTORE,
    filed_on=date(2026, 5, 2),
    wanted_fen=2_500_000,
    stages=(
        ApplicationStage(date(2026, 5, 2), StageKind.SUBMITTED),
        ApplicationStage(date(2026, 5, 9), StageKind.MORE_ASKED, note="收入证明"),
        ApplicationStage(date(2026, 6, 1), StageKind.APPROVED),
        ApplicationStage(date(2026, 6, 25), StageKind.RESTORED, 2_200_000),
        ApplicationStage(date(2026, 7, 25), StageKind.RESTORED, 2_500_000),
    ),
    note="分批恢复",
    extra={"reference": "X-1"},
)
SECOND = LimitApplication(id="a2", kind=ApplicationKind.UNFREEZE, filed_on=date(2026, 6, 2))


@pytest.fixture
def ledger(bench: Bench) -> Bench:
    """The example of ledger.md."""
    bench.load(EXAMPLE)
    return bench


# --- Applications ---


def test_applications_come_back_as_they_were_saved_oldest_first(ledger: Bench) -> None:
    limits = ledger.service.limits
    assert limits.applications() == ()
    limits.save_applications([SECOND, FIRST])
    assert ledger.reopened().service.limits.applications() == (FIRST, SECOND)


def test_saving_applications_is_one_action_and_undone_whole(ledger: Bench) -> None:
    limits = ledger.service.limits
    is_undone_and_redone(ledger, lambda: limits.save_applications([FIRST]))
    is_undone_and_redone(ledger, lambda: limits.save_applications([FIRST, SECOND]))
    changed = replace(FIRST, wanted_fen=None, stages=FIRST.stages[:2])
    is_undone_and_redone(ledger, lambda: limits.save_applications([changed, SECOND]))
    is_undone_and_redone(ledger, lambda: limits.save_applications([SECOND]))
    names = ledger.query("SELECT name, arguments FROM action ORDER BY id")
    assert [(name, json.loads(told)) for name, told in names[1:]] == [
        ("applications", {"change": change}) for change in ("added", "added", "changed", "removed")
    ]


def test_saving_the_same_applications_is_no_action(ledger: Bench) -> None:
    limits = ledger.service.limits
    limits.save_applications([FIRST, SECOND])
    actions = ledger.query("SELECT count(*) FROM action")
    limits.save_applications([SECOND, FIRST])
    assert ledger.query("SELECT count(*) FROM action") == actions


def test_a_new_application_is_given_a_name(ledger: Bench) -> None:
    limits = ledger.service.limits
    limits.save_applications([replace(FIRST, id=""), replace(SECOND, id="application1")])
    limits.save_applications([*limits.applications(), replace(SECOND, id="")])
    names = [each.id for each in limits.applications()]
    assert names == ["application2", "application1", "application3"]


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ([FIRST, replace(SECOND, id="a1")], "[1].id"),
        ([replace(FIRST, filed_on=date(1960, 1, 1))], "[0].filed_on"),
        ([replace(FIRST, wanted_fen=-1)], "[0].wanted"),
        ([replace(FIRST, filed_on=date(2026, 5, 3))], "[0].stages[0].day"),
        ([replace(FIRST, stages=FIRST.stages[1::-1])], "[0].stages[1].day"),
        (
            [replace(FIRST, stages=(replace(FIRST.stages[2], amount_fen=5),))],
            "[0].stages[0].amount",
        ),
        (
            [replace(FIRST, stages=(replace(FIRST.stages[3], amount_fen=-5),))],
            "[0].stages[0].amount",
        ),
    ],
)
def test_an_application_that_cannot_be_is_refused_by_field(
    ledger: Bench, broken: list[LimitApplication], field: str
) -> None:
    limits = ledger.service.limits
    error = is_refused(ledger, InvalidFieldError, lambda: limits.save_applications(broken))
    assert isinstance(error, InvalidFieldError)
    assert error.field == field


def test_applications_leave_statements_and_checkpoints_alone(ledger: Bench) -> None:
    ledger.service.overview()
    kept = ledger.query("SELECT day FROM checkpoint")
    ledger.service.limits.save_applications([FIRST])
    ledger.service.undo()
    assert ledger.query("SELECT day FROM checkpoint") == kept


def test_applications_survive_an_export(ledger: Bench, tmp_path: Path) -> None:
    ledger.service.limits.save_applications([FIRST, SECOND])
    written = json.loads(json.dumps(ledger.export()))
    assert written["limit_applications"][0] == {
        "id": "a1",
        "kind": "restore",
        "filed": "2026-05-02",
        "wanted": 2_500_000,
        "stages": [
            {"date": "2026-05-02", "kind": "submitted", "amount": None, "note": ""},
            {"date": "2026-05-09", "kind": "more_asked", "amount": None, "note": "收入证明"},
            {"date": "2026-06-01", "kind": "approved", "amount": None, "note": ""},
            {"date": "2026-06-25", "kind": "restored", "amount": 2_200_000, "note": ""},
            {"date": "2026-07-25", "kind": "restored", "amount": 2_500_000, "note": ""},
        ],
        "note": "分批恢复",
        "reference": "X-1",
    }
    other = Bench.new(tmp_path, "other.huanqing")
    other.load(written)
    assert other.service.limits.applications() == (FIRST, SECOND)
    assert other.export() == written
    other.close()


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"id": "a1", "filed": "2026-05-02"}, "limit_applications[0].kind"),
        ({"id": "a1", "kind": "beg", "filed": "2026-05-02"}, "limit_applications[0].kind"),
        ({"id": "", "kind": "raise", "filed": "2026-05-02"}, "limit_applications[0].id"),
        ({"id": "a1", "kind": "raise"}, "limit_applications[0].filed"),
        (
            {"id": "a1", "kind": "raise", "filed": "2026-05-02", "stages": [{"kind": "approved"}]},
            "limit_applications[0].stages[0].date",
        ),
        (
            {
                "id": "a1",
                "kind": "raise",
                "filed": "2026-05-02",
                "stages": [{"date": "2026-05-02"}],
            },
            "limit_applications[0].stages[0].kind",
        ),
        (
            {
                "id": "a1",
                "kind": "raise",
                "filed": "2026-05-02",
                "stages": [{"kind": "approved", "date": "2026-05-01"}],
            },
            "limit_applications[0].stages[0].day",
        ),
    ],
)
def test_a_broken_application_in_a_file_is_named(broken: Json, field: str) -> None:
    with pytest.raises(ExchangeFormatError) as refused:
        read_ledger({**EXAMPLE, "limit_applications": [broken]})
    assert refused.value.field == field


# --- The accepted plan's line ---


def test_the_plan_is_followed_beside_the_certain_line(tmp_path: Path) -> None:
    # ¥3,000 are due on July 12th, the card lets ¥1,000 a day through: three days of payments.
    bench = PlanBench(tmp_path, document())
    limits = bench.ledger.service.limits
    assert limits.projection(UNTIL).plan is None
    bench.accept()
    found = limits.projection(UNTIL)
    assert found.plan is not None
    assert [each.day for each in found.plan] == [each.day for each in found.days[1:]]
    assert [cause.kind for each in found.days for cause in each.causes] == ["due_payment"]
    steps = [cause for each in found.plan for cause in each.causes]
    assert [(each.kind, each.amount_fen, each.ref) for each in steps] == [
        ("plan_payment", 100_000, "1"),
        ("plan_payment", 100_000, "2"),
        ("plan_payment", 100_000, "3"),
    ]
    assert found.plan[-1].used_fen == found.days[-1].used_fen == 0
    for before, after in pairwise([found.days[0], *found.plan]):
        assert sum(cause.amount_fen for cause in after.causes) == before.used_fen - after.used_fen
    bench.plans.end()
    assert limits.projection(UNTIL).plan is None
    bench.ledger.close()


def test_a_step_that_was_paid_is_not_paid_again(tmp_path: Path) -> None:
    bench = PlanBench(tmp_path, document())
    bench.accept()
    bench.plans.pay_step(1, day=TODAY)
    found = bench.ledger.service.limits.projection(UNTIL)
    assert found.plan is not None
    refs = [cause.ref for each in found.plan for cause in each.causes]
    assert refs == ["2", "3"]
    assert found.plan[-1].used_fen == 0
    bench.ledger.close()


@pytest.mark.parametrize(
    ("state", "paid", "days", "expected"),
    [
        (StepState.OPEN, 0, 1, 500),
        (StepState.OPEN, 0, 0, 500),
        (StepState.PARTLY, 200, 1, 300),
        (StepState.PARTLY, 200, -1, None),
        (StepState.PAID, 500, 1, None),
        (StepState.FAILED, 0, 1, None),
        (StepState.SKIPPED, 0, 1, None),
        (StepState.MISSED, 0, -1, None),
    ],
)
def test_only_what_a_plan_still_has_to_pay_is_ahead(
    state: StepState, paid: int, days: int, expected: int | None
) -> None:
    when = TODAY + timedelta(days=days)
    step = PlanStep(4, Payment(when, "ICBC", 500, ()), state, paid)
    wanted = () if expected is None else (PlannedPayment(when, expected, "4"),)
    assert plan_days([step], TODAY) == wanted


# --- Habit and what-ifs, through the service ---


def test_habit_and_what_ifs_are_asked_of_the_same_service(ledger: Bench) -> None:
    ledger.close()
    bound = open_bound(ledger.path, FixedClock(TODAY))
    try:
        limits = bound.service.limits
        assert limits.habit(UNTIL).state is HabitState.HISTORY_TOO_SHORT
        found = limits.what_if([RepaymentScenario(day=TODAY, amount_fen=1_000)], UNTIL)
    finally:
        bound.close()
    assert found.changed[0].used_fen == found.base[0].used_fen - 1_000
