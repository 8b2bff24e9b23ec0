"""Plans kept long ago, or kept broken; renamed cards in what a late plan explains."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application.check_ledger import Finding
from huanqing.application.plan_models import (
    AcceptedPlan,
    PlanPreferences,
    PlanQuestionKind,
    StaleReason,
    StepState,
)
from huanqing.domain.planning.explanation import HigherDayLimit, LimitKind, MoreCash
from huanqing.domain.planning.problem import Timing
from integration.persistence.ledgers import change_file
from integration.persistence.plan_bench import Open, PlanBench, card, day, money

if TYPE_CHECKING:
    pass

NO_BASIS = "UPDATE plan SET answer = json_remove(answer, '$.basis')"


def followed(bench: PlanBench) -> AcceptedPlan:
    found = bench.plans.accepted()
    assert found is not None
    return found


def rename(bench: PlanBench) -> None:
    bench.ledger.service.account.rename_channel("ICBC", "工商银行")


def test_a_step_paid_in_part_is_missed_once_its_day_is_over(opened: Open) -> None:
    bench = opened()
    bench.accept()
    bench.today = day("07-08")
    bench.plans.pay_step(1, 40_000)
    assert followed(bench).stale == ()

    bench.today = day("07-09")

    assert followed(bench).steps[0].state is StepState.PARTLY
    assert followed(bench).stale == (StaleReason.STEP_MISSED,)


def test_a_plan_kept_without_its_facts_is_followed_and_outdated_by_none(opened: Open) -> None:
    bench = opened()
    bench.accept()
    account = bench.ledger.service.account
    view = account.view()
    poorer = [replace(each, balance_fen=1) for each in view.funding]
    account.save_payment_side(poorer, view.channels)
    assert followed(bench).stale == (StaleReason.CASH_CHANGED,)
    change_file(bench.ledger.path, NO_BASIS)

    assert followed(bench).stale == ()
    bench.today = day("07-08")
    bench.plans.pay_step(1)
    assert followed(bench).steps[0].state is StepState.PAID
    bench.today = day("07-10")
    assert followed(bench).stale == (StaleReason.STEP_MISSED,)
    rename(bench)
    assert {each.payment.channel for each in followed(bench).steps} == {"工商银行"}


def test_an_account_whose_balance_is_not_known_any_more_makes_the_plan_stale(opened: Open) -> None:
    bench = opened()
    bench.accept()
    account = bench.ledger.service.account
    view = account.view()
    (known,) = view.funding
    account.save_payment_side([replace(known, balance_fen=None)], view.channels)

    assert followed(bench).stale == (StaleReason.CASH_CHANGED,)


def test_money_that_a_late_plan_did_not_know_of_makes_it_stale(opened: Open) -> None:
    bench = opened(funding=[money(100_000), {**money(None), "id": "second"}])
    bench.accept()
    account = bench.ledger.service.account
    view = account.view()
    first, second = view.funding
    account.save_payment_side([first, replace(second, balance_fen=1)], view.channels)

    assert followed(bench).stale == (StaleReason.CASH_CHANGED,)


def test_a_renamed_card_keeps_what_a_late_plan_says_about_it(opened: Open) -> None:
    bench = opened(channels=[card(per_day=10_000)])
    bench.accept()
    before = followed(bench).answer.explanation
    assert before.bottleneck is not None
    assert (LimitKind.PER_DAY, "ICBC") in [(x.kind, x.subject) for x in before.bottleneck.limits]
    (higher,) = [each for each in before.remedies if isinstance(each, HigherDayLimit)]
    assert higher.channel == "ICBC"

    rename(bench)

    after = followed(bench)
    told = after.answer.explanation
    assert told.bottleneck is not None
    assert (LimitKind.PER_DAY, "工商银行") in [(x.kind, x.subject) for x in told.bottleneck.limits]
    assert HigherDayLimit("工商银行", higher.per_day_fen) in told.remedies
    assert "ICBC" not in json.dumps(bench.ledger.export()["plans"][0], ensure_ascii=False)
    assert after.stale == ()


def test_an_account_of_the_cards_name_keeps_it_in_what_a_late_plan_explains(opened: Open) -> None:
    account = {**money(100_000), "id": "ICBC"}
    bench = opened(funding=[account], channels=[{**card(), "funding": "ICBC"}])
    bench.accept()
    before = followed(bench).answer.explanation
    assert before.bottleneck is not None
    assert (LimitKind.CASH, "ICBC") in [(x.kind, x.subject) for x in before.bottleneck.limits]
    assert [x.funding for x in before.remedies if isinstance(x, MoreCash)] == ["ICBC"]

    rename(bench)

    assert followed(bench).answer.explanation == before
    assert {each.payment.channel for each in followed(bench).steps} == {"工商银行"}


def test_a_renamed_card_keeps_its_auto_debit(opened: Open) -> None:
    bench = opened(channels=[card(per_day=400_000)])
    bench.plans.save_preferences(PlanPreferences(timing=Timing.LATE, auto_debit_channel="ICBC"))
    bench.accept()

    rename(bench)

    (step,) = followed(bench).steps
    assert (step.payment.channel, step.payment.amount_fen) == ("工商银行", 300_000)
    assert followed(bench).stale == ()


def test_a_card_that_moves_nobodys_money_is_asked_about_and_not_planned(opened: Open) -> None:
    bench = opened(channels=[card(), {**card("BOC", per_day=900_000), "funding": None}])

    found = bench.inputs()

    assert [(x.kind, x.subject) for x in found.questions] == [(PlanQuestionKind.NO_FUNDING, "BOC")]
    assert found.problem is not None
    assert [each.id for each in found.problem.channels] == ["ICBC"]


def test_the_check_finds_two_plans_that_are_followed_at_once(opened: Open) -> None:
    bench = opened()
    bench.accept()
    bench.accept()
    assert bench.ledger.check() == []
    change_file(bench.ledger.path, "UPDATE plan SET is_ended = 0")

    assert bench.ledger.check() == [Finding("plan", "2 plans are followed at once")]
