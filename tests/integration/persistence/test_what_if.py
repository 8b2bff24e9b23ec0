"""What-ifs on a real ledger: equal to booking them, and nothing of them is written."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from huanqing.application.demo import demo_document
from huanqing.application.entry_record import EntryRecord
from huanqing.application.limit_models import (
    LimitScenario,
    PurchaseScenario,
    RepaymentScenario,
    SettlementScenario,
    WhatIfResult,
)
from huanqing.application.plan_models import PlanWishes
from huanqing.application.plan_service import OpenPlans
from huanqing.application.projection import projection
from huanqing.application.statement_models import SettlementDraft
from huanqing.application.what_if import OpenWhatIf, differences
from huanqing.application.what_if_plan import changed_problem, verdict_of, with_plan
from huanqing.domain.credit_account import LimitKind, LimitPart, SettlementFee
from huanqing.domain.errors import InvalidFieldError
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from integration.persistence.ledgers import CLOCK, EXAMPLE, TODAY, Bench
from oracle.generator import random_ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.limit_models import Scenario
    from huanqing.domain.credit_limit import DayFigures
    from huanqing.domain.planning.problem import Problem

UNTIL = TODAY + timedelta(days=120)


def try_out(
    bench: Bench, *scenarios: Scenario, today: date = TODAY, until: date = UNTIL
) -> WhatIfResult:
    return OpenWhatIf(bench.file.unit_of_work, lambda: today).what_if(scenarios, until)


def projected(bench: Bench, today: date = TODAY, until: date = UNTIL) -> tuple[DayFigures, ...]:
    with bench.uow() as uow:
        return projection(uow, today, until, today).days


def figures(days: Sequence[DayFigures]) -> list[tuple[date, int | None, int, int | None, bool]]:
    return [
        (each.day, each.total_fen, each.used_fen, each.available_fen, each.is_frozen)
        for each in days
    ]


def test_the_base_is_the_projection_of_the_ledger(bench: Bench) -> None:
    bench.load(EXAMPLE)

    assert try_out(bench).base == projected(bench)


def test_nothing_is_written(bench: Bench) -> None:
    bench.load(EXAMPLE)
    before, action = bench.tables(), bench.service.next_undo()

    try_out(
        bench,
        PurchaseScenario(day=TODAY, amount_fen=50_000),
        RepaymentScenario(day=TODAY, amount_fen=10_000),
        SettlementScenario(day=TODAY, purchase_id="p1"),
        LimitScenario(day=TODAY, amount_fen=3_000_000),
    )

    assert bench.tables() == before
    assert bench.service.next_undo() == action


@pytest.mark.parametrize("seed", range(6))
def test_a_purchase_and_a_repayment_change_what_booking_them_changes(
    bench: Bench, seed: int
) -> None:
    document = random_ledger(random.Random(seed), 25)
    bench.load(document)
    today = date.fromisoformat(str(document["today"]))
    until = today + timedelta(days=90)
    buys = PurchaseScenario(day=today, amount_fen=61_237, periods=6, fee_rate_ppm=6_000)
    pays = RepaymentScenario(day=today, amount_fen=1_111)

    tried = try_out(bench, buys, pays, today=today, until=until)
    service = Bench(bench.file, today).service
    service.entries.add(
        EntryRecord(
            id="",
            kind="purchase",
            day=today.isoformat(),
            time="23:59:59",
            amount_fen=61_237,
            periods=6,
            fee_rate_ppm=6_000,
        ),
        allow_locked=True,
    )
    service.entries.add(
        EntryRecord(
            id="", kind="repayment", day=today.isoformat(), amount_fen=1_111, state="booked"
        ),
        allow_locked=True,
    )

    booked = projected(bench, today, until)
    assert figures(tried.changed) == figures(booked)


@pytest.mark.parametrize("rule", [None, *SettlementFee])
def test_settling_early_changes_what_booking_it_changes(
    bench: Bench, rule: SettlementFee | None
) -> None:
    bench.load(EXAMPLE)
    scenario = SettlementScenario(day=TODAY, purchase_id="p1", fee_rule=rule)
    draft = SettlementDraft(purchase_id="p1", day=TODAY, fee_rule=rule)
    cost = bench.service.statement_actions.settlement_cost(draft)

    tried = try_out(bench, scenario)
    bench.service.statement_actions.book_settlement(draft)

    assert tried.payments == ((TODAY, cost),)
    assert figures(tried.changed) == figures(projected(bench))


@pytest.mark.parametrize("until", [None, TODAY + timedelta(days=40)])
def test_a_limit_changes_what_saving_it_changes(bench: Bench, until: date | None) -> None:
    bench.load(EXAMPLE)
    begins = TODAY + timedelta(days=5)
    scenario = LimitScenario(day=begins, amount_fen=700_000, until=until)
    kind = LimitKind.FIXED if until is None else LimitKind.TEMPORARY
    part = LimitPart(from_date=begins, until=until, kind=kind, amount_fen=700_000)

    tried = try_out(bench, scenario)
    view = bench.service.account.view()
    changed = type(view.account)(
        name=view.account.name,
        billing=view.account.billing,
        rules=view.account.rules,
        limits=(*view.account.limits, part),
        freezes=view.account.freezes,
    )
    bench.service.account.save_account(changed)

    assert tried.changed == projected(bench)


def test_the_demo_shows_what_a_phone_does_to_bills_and_peak(bench: Bench) -> None:
    document = demo_document()
    bench.load(document)
    today = date.fromisoformat(str(document["today"]))

    tried = try_out(
        bench,
        PurchaseScenario(day=today, amount_fen=600_000, periods=12, fee_rate_ppm=6_000),
        today=today,
        until=today + timedelta(days=400),
    )

    raised = [each for each in tried.bills if each.after_fen > each.before_fen]
    assert len(raised) == 12
    assert sum(each.after_fen - each.before_fen for each in raised) == 643_200
    assert differences(tried)[0] == -643_200
    assert tried.fees_after_fen - tried.fees_before_fen == 43_200
    assert tried.pressure_before is not None
    assert tried.pressure_after is not None
    assert tried.pressure_after.amount_fen > tried.pressure_before.amount_fen


def test_the_plan_is_asked_with_the_bills_that_booking_would_make(bench: Bench) -> None:
    bench.load(EXAMPLE)
    plans = OpenPlans(bench.file.unit_of_work, lambda: TODAY, CLOCK, HighsPlanSolver)
    wishes = PlanWishes(horizon_end=UNTIL)
    asked = plans.inputs(wishes).problem
    assert asked is not None
    tried = try_out(bench, PurchaseScenario(day=TODAY, amount_fen=900_000, periods=3))

    judged = with_plan(tried, asked, plans.solve)
    bench.service.entries.add(
        EntryRecord(id="", kind="purchase", day=TODAY.isoformat(), amount_fen=900_000, periods=3),
        allow_locked=True,
    )

    booked = plans.inputs(wishes).problem
    assert booked is not None
    assert due_in(changed_problem(asked, tried)) == due_in(booked)
    assert judged.plan_before == verdict_of(plans.solve(asked))
    assert judged.plan_after == verdict_of(plans.solve(booked))
    assert judged.bills == tried.bills


def due_in(problem: Problem) -> list[tuple[date, int]]:
    return sorted((each.due, each.amount_fen) for each in problem.obligations)


def test_the_past_is_no_place_for_a_what_if(bench: Bench) -> None:
    bench.load(EXAMPLE)

    with pytest.raises(InvalidFieldError) as caught:
        try_out(bench, until=TODAY - timedelta(days=1))

    assert caught.value.field == "until"
