"""An accepted plan in a ledger file: steps, what was paid, why it is stale, undo, exchange."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.plan_models import AcceptedPlan, PlanPreferences, StaleReason, StepState
from huanqing.domain.errors import InvalidFieldError, RepaymentExceedsDebtError
from huanqing.domain.payment_channel import ChannelLimits
from huanqing.domain.planning.problem import Timing
from integration.persistence.ledgers import TODAY, Bench, change_file
from integration.persistence.plan_bench import (
    Open,
    PlanBench,
    card,
    day,
    money,
    repayment,
)
from integration.persistence.whole_actions import is_refused, is_undone_and_redone

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bench(opened: Open) -> PlanBench:
    """A plan of three payments of ¥1,000 on 8, 9 and 10 July is followed."""
    made = opened()
    made.accept()
    return made


def followed(bench: PlanBench) -> AcceptedPlan:
    found = bench.plans.accepted()
    assert found is not None
    return found


def states(bench: PlanBench) -> list[StepState]:
    return [each.state for each in followed(bench).steps]


def book(bench: PlanBench, when: str, amount: int, method: str = "ICBC") -> int:
    draft = EntryRecord(
        id="", kind="repayment", day=f"2026-{when}", amount_fen=amount, method=method
    )
    return bench.ledger.service.entries.add(draft)


def test_an_accepted_plan_is_kept_as_it_was_made(bench: PlanBench) -> None:
    kept = followed(bench)

    assert kept.problem == bench.problem()
    assert kept.answer == bench.plans.solve(kept.problem)
    assert [each.number for each in kept.steps] == [1, 2, 3]
    assert [each.payment.day for each in kept.steps] == [day("07-08"), day("07-09"), day("07-10")]
    assert (kept.made_on, kept.stale, kept.unplanned_fen) == (TODAY, (), 0)
    assert set(states(bench)) == {StepState.OPEN}


def test_every_change_is_one_undoable_action(opened: Open) -> None:
    bench = opened()
    problem = bench.problem()
    answer = bench.plans.solve(problem)

    is_undone_and_redone(bench.ledger, lambda: bench.plans.accept(problem, answer))
    is_undone_and_redone(bench.ledger, lambda: bench.plans.pay_step(1))
    is_undone_and_redone(bench.ledger, lambda: bench.plans.mark_step(2, StepState.FAILED))
    is_undone_and_redone(bench.ledger, lambda: bench.plans.mark_step(2, StepState.OPEN))
    is_undone_and_redone(bench.ledger, lambda: bench.plans.accept(problem, answer))
    preferences = PlanPreferences(timing=Timing.EARLY, daily_cap_fen=1)
    is_undone_and_redone(bench.ledger, lambda: bench.plans.save_preferences(preferences))
    is_undone_and_redone(bench.ledger, bench.plans.end)
    names = [name for (name,) in bench.ledger.query("SELECT name FROM action ORDER BY id")]
    assert names == [
        "load",
        "accept_plan",
        "pay_step",
        "mark_step",
        "mark_step",
        "accept_plan",
        "plan_preferences",
        "end_plan",
    ]
    assert bench.plans.accepted() is None
    assert bench.ledger.check() == []


def test_a_new_plan_takes_the_place_of_the_one_before(bench: PlanBench) -> None:
    first = followed(bench)
    bench.accept()

    assert followed(bench).plan_id != first.plan_id
    assert bench.ledger.query("SELECT is_ended FROM plan ORDER BY id") == [(1,), (0,)]


def test_what_changes_nothing_is_no_action(bench: PlanBench) -> None:
    bench.plans.end()
    actions = bench.ledger.query("SELECT count(*) FROM action")

    bench.plans.end()
    bench.plans.save_preferences(bench.plans.preferences())
    bench.ledger.service.undo()
    actions = bench.ledger.query("SELECT count(*) FROM action")
    bench.plans.mark_step(1, StepState.OPEN)
    assert bench.ledger.query("SELECT count(*) FROM action") == actions
    bench.plans.mark_step(1, StepState.FAILED)
    actions = bench.ledger.query("SELECT count(*) FROM action")
    bench.plans.mark_step(1, StepState.FAILED)

    assert bench.ledger.query("SELECT count(*) FROM action") == actions


def test_paying_a_step_books_a_repayment_through_its_card(bench: PlanBench) -> None:
    bench.today = day("07-08")
    bench.plans.pay_step(1)

    (booked,) = bench.ledger.export()["repayments"]
    assert (booked["date"], booked["amount"], booked["channel"]) == ("2026-07-08", 100_000, "ICBC")
    assert booked["state"] == "booked"
    step = followed(bench).steps[0]
    assert (step.state, step.paid_fen, step.repayments) == (
        StepState.PAID,
        100_000,
        (booked["id"],),
    )
    assert followed(bench).stale == ()
    assert bench.problem().obligations[0].amount_fen == 200_000
    assert bench.problem().channels[0].used_today_fen == 100_000


def test_a_step_can_be_paid_early_in_part_and_on_another_day(bench: PlanBench) -> None:
    bench.plans.pay_step(2, 40_000, day("06-19"))

    assert bench.ledger.export()["repayments"][0]["date"] == "2026-06-19"


def test_a_step_paid_ahead_is_booked_today(bench: PlanBench) -> None:
    bench.plans.pay_step(3)

    assert bench.ledger.export()["repayments"][0]["date"] == "2026-06-20"
    assert states(bench) == [StepState.OPEN, StepState.OPEN, StepState.PAID]


def test_a_missed_step_is_booked_on_its_own_day(bench: PlanBench) -> None:
    bench.today = day("07-09")
    assert states(bench)[0] is StepState.MISSED
    bench.plans.pay_step(1)

    assert bench.ledger.export()["repayments"][0]["date"] == "2026-07-08"


def test_a_part_paid_leaves_the_rest_of_the_step(bench: PlanBench) -> None:
    bench.plans.pay_step(1, 30_000)
    assert states(bench)[0] is StepState.PARTLY

    bench.plans.pay_step(1)

    assert [x["amount"] for x in bench.ledger.export()["repayments"]] == [30_000, 70_000]
    assert states(bench) == [StepState.PAID, StepState.OPEN, StepState.OPEN]


def test_what_was_booked_for_a_step_stays_on_it_piece_by_piece(bench: PlanBench) -> None:
    bench.plans.pay_step(2, 30_000)
    bench.plans.pay_step(2, 20_000)
    bench.plans.mark_step(2, StepState.FAILED)

    assert [each.paid_fen for each in followed(bench).steps] == [0, 50_000, 0]
    assert states(bench)[1] is StepState.FAILED
    bench.plans.mark_step(2, StepState.OPEN)
    bench.plans.pay_step(2)
    assert [each.paid_fen for each in followed(bench).steps] == [0, 100_000, 0]
    assert len(followed(bench).steps[1].repayments) == 3


def test_undoing_or_deleting_the_repayment_reopens_the_step(bench: PlanBench) -> None:
    bench.plans.pay_step(1)
    bench.ledger.service.undo()
    assert states(bench)[0] is StepState.OPEN

    bench.plans.pay_step(1)
    rowid = bench.ledger.service.entries.rowid_of(
        "repayment", bench.ledger.export()["repayments"][0]["id"]
    )
    assert rowid is not None
    bench.ledger.service.entries.remove([rowid])

    assert states(bench)[0] is StepState.OPEN
    bench.plans.pay_step(1)
    assert states(bench)[0] is StepState.PAID
    assert bench.ledger.check() == []


def test_a_repayment_that_turns_out_to_have_failed_reopens_the_step(bench: PlanBench) -> None:
    bench.plans.pay_step(1)
    entries = bench.ledger.service.entries
    rowid = entries.rowid_of("repayment", followed(bench).steps[0].repayments[0])
    assert rowid is not None
    failed = replace(entries.detail(rowid).record, state="failed")
    entries.change(rowid, failed)

    assert states(bench)[0] is StepState.OPEN


def test_what_cannot_be_paid_or_marked_is_refused_and_changes_nothing(bench: PlanBench) -> None:
    plans = bench.plans
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.pay_step(4))
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.pay_step(1, 0))
    is_refused(bench.ledger, RepaymentExceedsDebtError, lambda: plans.pay_step(1, 300_001))
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.mark_step(1, StepState.PAID))
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.mark_step(0, StepState.FAILED))
    plans.pay_step(1)
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.pay_step(1))
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.pay_step(1, 5))
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.mark_step(1, StepState.SKIPPED))
    wrong = PlanPreferences(timing=Timing.LATE, horizon_days=0)
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.save_preferences(wrong))
    wrong = PlanPreferences(timing=Timing.LATE, auto_debit_channel="nobody")
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.save_preferences(wrong))
    plans.end()
    is_refused(bench.ledger, InvalidFieldError, lambda: plans.pay_step(2))


def test_a_repayment_by_hand_is_matched_with_the_oldest_open_step(bench: PlanBench) -> None:
    bench.plans.mark_step(1, StepState.FAILED)
    book(bench, "06-25", 150_000)
    bench.today = day("06-25")

    steps = followed(bench).steps

    assert [each.paid_fen for each in steps] == [0, 100_000, 50_000]
    assert [each.state for each in steps] == [StepState.FAILED, StepState.PAID, StepState.PARTLY]


def test_what_was_paid_before_the_plan_is_on_no_step(opened: Open) -> None:
    bench = opened(
        repayments=[
            repayment("r1", "2026-06-20", 10_000),
            repayment("r2", "2026-06-25", 20_000, state="planned"),
        ],
    )
    bench.accept()

    assert followed(bench).unplanned_fen == 0
    assert set(states(bench)) == {StepState.OPEN}
    assert followed(bench).stale == ()


def test_a_card_that_failed_today_is_not_asked_again_today(bench: PlanBench) -> None:
    bench.today = day("07-10")
    bench.plans.mark_step(3, StepState.FAILED)
    bench.plans.mark_step(1, StepState.FAILED)

    answer = bench.accept()

    assert answer.plan.payments[0].day == day("07-11")
    bench.today = day("07-11")
    assert day("07-11") not in bench.channel().unavailable


# Stale.


def test_a_missed_failed_or_skipped_step_makes_the_plan_stale(bench: PlanBench) -> None:
    bench.plans.mark_step(2, StepState.FAILED)
    bench.plans.mark_step(3, StepState.SKIPPED)
    bench.today = day("07-09")

    assert followed(bench).stale == (
        StaleReason.STEP_MISSED,
        StaleReason.STEP_FAILED,
        StaleReason.STEP_SKIPPED,
    )
    bench.plans.mark_step(2, StepState.OPEN)
    assert StaleReason.STEP_FAILED not in followed(bench).stale


def test_a_repayment_outside_the_plan_makes_it_stale(bench: PlanBench) -> None:
    book(bench, "06-20", 12_345, "微信")

    assert followed(bench).unplanned_fen == 12_345
    assert followed(bench).stale == (StaleReason.PAID_OUTSIDE,)


@pytest.mark.parametrize(
    "entry",
    [
        EntryRecord(id="", kind="purchase", day="2026-06-20", amount_fen=500),
        EntryRecord(id="", kind="adjustment", day="2026-06-20", amount_fen=-500),
        EntryRecord(
            id="", kind="refund", day="2026-06-20", amount_fen=500, purchase_id="p1", state="booked"
        ),
    ],
)
def test_other_debts_make_it_stale(bench: PlanBench, entry: EntryRecord) -> None:
    if entry.kind == "adjustment":
        entry = replace(entry, amount_fen=500)
    bench.ledger.service.entries.add(entry)

    assert followed(bench).stale == (StaleReason.DEBTS_CHANGED,)
    bench.ledger.service.undo()
    assert followed(bench).stale == ()


def test_money_under_way_that_does_not_arrive_makes_it_stale(opened: Open) -> None:
    bench = opened(repayments=[repayment("r1", "2026-06-20", 10_000, state="processing")])
    bench.accept()
    entries = bench.ledger.service.entries
    rowid = entries.rowid_of("repayment", "r1")
    assert rowid is not None

    entries.change(rowid, replace(entries.detail(rowid).record, state="booked"))
    assert followed(bench).stale == ()
    entries.change(rowid, replace(entries.detail(rowid).record, state="failed"))
    assert StaleReason.DEBTS_CHANGED in followed(bench).stale


def test_another_limit_within_the_horizon_makes_it_stale(bench: PlanBench) -> None:
    account = bench.ledger.service.account
    view = account.view()
    (known,) = view.channels
    far = ChannelLimits(from_date=day("09-01"), per_day_fen=1)
    account.save_payment_side(view.funding, [replace(known, limits=(*known.limits, far))])
    assert followed(bench).stale == ()

    soon = ChannelLimits(from_date=day("07-09"), per_day_fen=1)
    account.save_payment_side(view.funding, [replace(known, limits=(*known.limits, soon))])
    assert followed(bench).stale == (StaleReason.LIMITS_CHANGED,)
    account.save_payment_side(view.funding, [])
    assert StaleReason.LIMITS_CHANGED in followed(bench).stale


def test_less_cash_makes_it_stale_and_more_does_not(bench: PlanBench) -> None:
    account = bench.ledger.service.account
    view = account.view()
    (known,) = view.funding
    account.save_payment_side([replace(known, balance_fen=1_000_001)], view.channels)
    assert followed(bench).stale == ()
    account.save_payment_side([replace(known, balance_fen=999_999)], view.channels)
    assert followed(bench).stale == (StaleReason.CASH_CHANGED,)


def test_more_cash_makes_a_late_plan_stale(opened: Open) -> None:
    bench = opened(funding=[money(100_000)])
    bench.accept()
    account = bench.ledger.service.account
    view = account.view()
    account.save_payment_side([replace(view.funding[0], balance_fen=200_000)], view.channels)

    assert followed(bench).stale == (StaleReason.CASH_CHANGED,)


def test_a_plan_that_goes_as_planned_never_gets_stale(opened: Open) -> None:
    bench = opened(
        funding=[
            money(
                as_of="2026-06-10",
                flows=[{"date": "2026-06-25", "amount": 5, "label": "x", "every": "month"}],
            )
        ],
        channels=[card(fee_per_payment=10)],
    )
    bench.accept()
    for when in ("06-26", "07-08", "07-09", "07-10"):
        bench.today = day(when)
        for step in followed(bench).steps:
            if step.payment.day == bench.today:
                bench.plans.pay_step(step.number)
        assert followed(bench).stale == ()
    bench.today = day("08-03")
    assert (followed(bench).stale, set(states(bench))) == ((), {StepState.PAID})
    bench.today = day("08-04")
    assert followed(bench).stale == (StaleReason.HORIZON_OVER,)


# Names, files, auto-debit.


def test_a_renamed_card_keeps_its_steps(opened: Open) -> None:
    bench = opened(channels=[card(per_day=200_000)])
    bench.plans.save_preferences(PlanPreferences(timing=Timing.LATE, auto_debit_channel="ICBC"))
    bench.accept()
    bench.plans.pay_step(1, 50_000)
    before = states(bench)

    is_undone_and_redone(
        bench.ledger, lambda: bench.ledger.service.account.rename_channel("ICBC", "工商银行")
    )

    assert {each.payment.channel for each in followed(bench).steps} == {"工商银行"}
    assert (states(bench), followed(bench).stale) == (before, ())
    assert bench.plans.preferences().auto_debit_channel == "工商银行"


def test_an_auto_debit_is_a_step_that_the_debit_fulfils(opened: Open) -> None:
    bench = opened(channels=[card(per_day=400_000)])
    bench.plans.save_preferences(PlanPreferences(timing=Timing.LATE, auto_debit_channel="ICBC"))
    bench.accept()

    (step,) = followed(bench).steps
    assert (step.payment.day, step.payment.amount_fen) == (day("07-11"), 300_000)
    bench.today = day("07-11")
    book(bench, "07-11", 300_000)

    assert states(bench) == [StepState.PAID]
    assert followed(bench).stale == ()


def test_a_ledger_with_plans_comes_back_the_same_from_its_exchange_file(
    bench: PlanBench, tmp_path: Path
) -> None:
    bench.plans.pay_step(1)
    bench.plans.mark_step(2, StepState.FAILED)
    bench.accept()
    bench.plans.pay_step(1, 5_000)
    bench.plans.save_preferences(PlanPreferences(timing=Timing.EARLY, buffer_days=4))
    written = json.loads(json.dumps(bench.ledger.export()))
    other = Bench.new(tmp_path, "other.huanqing")
    try:
        other.load(written)
        assert other.export() == written
        assert other.check() == []
        with other.uow() as uow:
            assert [each.is_ended for each in uow.plans.all()] == [True, False]
    finally:
        other.close()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda plan: plan["problem"].pop("today"), r"plans\[0\]\.today"),
        (lambda plan: plan["answer"].update(format="x"), r"plans\[0\]\.format"),
        (lambda plan: plan["answer"]["payments"][0].update(amount="1"), r"payments\[0\]\.amount"),
        (lambda plan: plan["answer"].update(basis=[]), r"plans\[0\]\.answer\.basis"),
        (lambda plan: plan["answer"]["basis"].pop("cash"), r"plans\[0\]\.answer\.basis"),
        (lambda plan: plan.update(made_on="x"), r"plans\[0\]\.made_on"),
        (lambda plan: plan.update(marks=[{"step": 0, "state": "paid"}]), r"marks\[0\]\.step"),
        (lambda plan: plan.update(marks=[{"step": 1, "state": "x"}]), r"marks\[0\]\.state"),
        (lambda plan: plan.update(marks=[{"step": 1, "state": "paid"}] * 2), r"plans\[0\]\.marks"),
        (lambda plan: plan.update(problem=None), r"plans\[0\]"),
    ],
)
def test_a_broken_plan_in_a_file_is_refused_by_name(
    bench: PlanBench, tmp_path: Path, change: Callable[[dict[str, Any]], object], place: str
) -> None:
    written = json.loads(json.dumps(bench.ledger.export()))
    change(written["plans"][0])
    other = Bench.new(tmp_path, "other.huanqing")
    try:
        with pytest.raises(ExchangeFormatError, match=place):
            other.load(written)
    finally:
        other.close()


def test_two_plans_followed_at_once_are_refused(bench: PlanBench, tmp_path: Path) -> None:
    written = json.loads(json.dumps(bench.ledger.export()))
    written["plans"] *= 2
    other = Bench.new(tmp_path, "other.huanqing")
    try:
        with pytest.raises(ExchangeFormatError, match="only one plan"):
            other.load(written)
    finally:
        other.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE plan SET answer = '{}'", "plan"),
        ("UPDATE plan SET problem = 'x'", "plan"),
        (
            "UPDATE plan SET answer = replace(answer, '\"amount\": 100000', '\"amount\": 99')",
            "plan",
        ),
        ("UPDATE plan_mark SET step = 9", "plan_mark"),
    ],
)
def test_the_check_finds_a_broken_plan(bench: PlanBench, statement: str, code: str) -> None:
    bench.plans.mark_step(1, StepState.FAILED)
    assert bench.ledger.check() == []
    change_file(bench.ledger.path, statement)

    assert [each.code for each in bench.ledger.check()] == [code]
