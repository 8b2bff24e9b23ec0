"""Repayments on the steps of a plan: each fen once, whatever was paid when."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from huanqing.application.entry_record import EntryRecord
from huanqing.application.plan_models import StepState
from huanqing.application.plan_ports import PlanMark
from huanqing.application.plan_progress import match_repayments
from huanqing.domain.planning.plan import Payment

TODAY = date(2026, 7, 7)
CARDS = ("A", "B", "other")


def step(after: int, amount: int, channel: str = "A") -> Payment:
    return Payment(TODAY + timedelta(days=after), channel, amount, ())


def paid(name: str, after: int, amount: int, method: str = "A") -> EntryRecord:
    day = (TODAY + timedelta(days=after)).isoformat()
    return EntryRecord(id=name, kind="repayment", day=day, amount_fen=amount, method=method)


def test_an_early_payment_goes_to_the_oldest_open_step() -> None:
    found = match_repayments([step(3, 100), step(5, 100)], [], [paid("r", 0, 100)], TODAY)

    assert [each.state for each in found.steps] == [StepState.PAID, StepState.OPEN]


def test_a_late_payment_fills_the_step_that_was_missed() -> None:
    steps = [step(-3, 100), step(2, 100)]
    assert match_repayments(steps, [], [], TODAY).steps[0].state is StepState.MISSED

    found = match_repayments(steps, [], [paid("r", 0, 100)], TODAY)

    assert [each.state for each in found.steps] == [StepState.PAID, StepState.OPEN]


def test_a_split_payment_fills_its_step_piece_by_piece() -> None:
    pieces = [paid("r1", 0, 60), paid("r2", 1, 40), paid("r3", 1, 1)]

    found = match_repayments([step(0, 100), step(5, 100)], [], pieces, TODAY)

    assert found.steps[0].repayments == ("r1", "r2")
    assert [each.paid_fen for each in found.steps] == [100, 1]


def test_a_larger_payment_spills_into_the_next_steps_and_then_is_unplanned() -> None:
    steps = [step(0, 100), step(1, 100, "B"), step(2, 100)]

    found = match_repayments(steps, [], [paid("r", 0, 250)], TODAY)

    assert [each.paid_fen for each in found.steps] == [100, 0, 100]
    assert found.unplanned_fen == 50
    assert found.steps[2].repayments == ("r",)


def test_a_payment_through_another_card_is_on_no_step() -> None:
    found = match_repayments([step(0, 100)], [], [paid("r", 0, 100, "other")], TODAY)

    assert (found.steps[0].state, found.unplanned_fen) == (StepState.OPEN, 100)


def test_a_payment_booked_for_a_step_goes_there_before_older_ones() -> None:
    steps = [step(0, 100), step(3, 100)]
    marks = [PlanMark(2, "paid", "r2")]

    found = match_repayments(steps, marks, [paid("r1", 0, 150), paid("r2", 1, 100)], TODAY)

    assert [each.repayments for each in found.steps] == [("r1",), ("r2",)]
    assert found.unplanned_fen == 50


def test_what_was_booked_for_a_step_that_is_full_goes_on_to_the_next() -> None:
    marks = [PlanMark(1, "paid", "r1\nr2")]
    made = [paid("r1", 0, 100), paid("r2", 0, 70)]

    found = match_repayments([step(0, 100), step(3, 60)], marks, made, TODAY)

    assert [each.repayments for each in found.steps] == [("r1",), ("r2",)]
    assert [each.paid_fen for each in found.steps] == [100, 60]
    assert found.unplanned_fen == 10


def test_a_mark_whose_payment_is_gone_counts_no_more() -> None:
    found = match_repayments([step(0, 100)], [PlanMark(1, "paid", "gone")], [], TODAY)

    assert found.steps[0].state is StepState.OPEN


def test_a_failed_or_skipped_step_takes_no_payment() -> None:
    marks = [PlanMark(1, "failed"), PlanMark(2, "skipped")]
    steps = [step(0, 100), step(1, 100), step(2, 100)]

    found = match_repayments(steps, marks, [paid("r", 2, 100)], TODAY)

    expected = [StepState.FAILED, StepState.SKIPPED, StepState.PAID]
    assert [each.state for each in found.steps] == expected


def test_a_part_of_a_card_is_the_card() -> None:
    found = match_repayments([step(0, 100, "A\u00a0@2026-07-01")], [], [paid("r", 0, 100)], TODAY)

    assert found.steps[0].state is StepState.PAID


amounts = st.integers(1, 300)
days = st.integers(-5, 5)


@given(
    st.lists(st.builds(step, days, amounts, st.sampled_from(CARDS[:2])), max_size=6),
    st.lists(st.tuples(days, amounts, st.sampled_from(CARDS)), max_size=8),
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["paid", "failed", "skipped"]),
                       st.integers(0, 8)), max_size=6, unique_by=lambda mark: mark[0]),
)  # fmt: skip
def test_every_fen_is_on_one_step_or_unplanned(
    steps: list[Payment],
    payments: list[tuple[int, int, str]],
    marks: list[tuple[int, str, int]],
) -> None:
    made = sorted(
        (paid(f"r{place}", *each) for place, each in enumerate(payments)), key=lambda x: x.day
    )
    noted = [PlanMark(number, state, f"r{name}") for number, state, name in marks]

    found = match_repayments(steps, noted, made, TODAY)

    booked = sum(each.amount_fen for each in made)
    assert sum(each.paid_fen for each in found.steps) + found.unplanned_fen == booked
    assert found.matched_fen + found.unplanned_fen == booked
    assert all(0 <= x.paid_fen <= x.payment.amount_fen for x in found.steps)
    for each in found.steps:
        assert (each.paid_fen > 0) == bool(each.repayments)
        own = sum(x.amount_fen for x in made if x.id in each.repayments)
        assert own >= each.paid_fen
    assert found == match_repayments(steps, noted, made, TODAY)
