"""The days ahead of real ledgers equal a naive replay of every single day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.limit_models import (
    ApplicationKind,
    ApplicationStage,
    LimitApplication,
    StageKind,
)
from huanqing.application.progress import Cancelled
from huanqing.domain.errors import InvalidFieldError
from integration.persistence.ledgers import EXAMPLE, TODAY, Bench
from oracle.days_ahead import projected
from oracle.ledgers_ahead import AHEAD_DAYS, ledger_ahead
from oracle.oracle import day_of, first_event

if TYPE_CHECKING:
    from huanqing.application.limit_models import LimitProjection
    from huanqing.domain.day_figures import DayFigures

Json = dict[str, Any]
UNTIL = TODAY + timedelta(days=120)
JUNE_IS_PAID = {**EXAMPLE["repayments"][0], "amount": 80_937}
PUNCTUAL: Json = {**EXAMPLE, "repayments": [JUNE_IS_PAID]}
"""The example of ledger.md with its first bill paid: ¥797.37 and ¥12.00 fee."""


def figures_of(days: tuple[DayFigures, ...]) -> dict[date, Any]:
    return {x.day: (x.total_fen, x.used_fen, x.available_fen, x.is_frozen) for x in days}


def steps_of(days: tuple[DayFigures, ...]) -> dict[str, list[tuple[str, int, str]]]:
    """Return the days after today on which something changes, with the causes."""
    return {
        str(each.day)[5:]: [(cause.kind, cause.amount_fen, cause.ref) for cause in each.causes]
        for each in days
        if each.causes and each.day > TODAY
    }


def assert_is_one_chain(found: LimitProjection) -> None:
    """Each day's causes sum to its step; an unknown limit counts as none."""
    for before, after in pairwise(found.days):
        assert after.day - before.day == timedelta(days=1)
        step = (after.total_fen or 0) - after.used_fen - (before.total_fen or 0) + before.used_fen
        assert sum(cause.amount_fen for cause in after.causes) == step, after
        assert all(cause.ref for cause in after.causes)


@pytest.mark.parametrize("seeds", [range(start, start + 5) for start in range(0, 40, 5)], ids=str)
def test_each_of_400_days_ahead_equals_the_oracle(tmp_path: Any, seeds: range) -> None:
    for seed in seeds:
        rng = random.Random(seed)
        document = ledger_ahead(rng, 3 + seed % 5 * 9)
        today = day_of(document["today"])
        first = first_event(document)
        assert first is not None
        begin = max(first, today - timedelta(days=rng.choice((0, 0, 50, 300))))
        until = today + timedelta(days=AHEAD_DAYS)
        bench = Bench.new(tmp_path, f"{seed}.huanqing")
        try:
            bench.load(document)
            found = bench.service.limits.projection(until, begin)
            # What was asked before leaves checkpoints, and changes nothing.
            again = bench.service.limits.projection(until)
        finally:
            bench.close()
        assert figures_of(found.days) == projected(document, today, begin, until), seed
        assert again.days == tuple(each for each in found.days if each.day >= today)
        assert_is_one_chain(found)


def test_days_past_and_ahead_of_the_example(bench: Bench) -> None:
    bench.load(PUNCTUAL)
    found = bench.service.limits.projection(UNTIL, TODAY - timedelta(days=30))
    assert (found.today, found.plan) == (TODAY, None)
    assert [found.days[0].day, found.days[-1].day] == [TODAY - timedelta(days=30), UNTIL]
    now = next(each for each in found.days if each.day == TODAY)
    assert replace(now, causes=()) == bench.service.overview().limit
    # The adjustment of ¥12.00 paid July's fee, the refund of ¥392.11 took from the third period.
    assert steps_of(found.days) == {
        "07-01": [("temporary_limit", -500_000, "2026-06-01"), ("freeze", 0, "2026-07-01")],
        "07-04": [("unfreeze", 0, "2026-07-01")],
        "07-12": [("due_payment", 79_737, "2026-07-03")],
        "08-12": [("due_payment", 41_726, "2026-08-03")],
    }


def test_what_is_overdue_grows_day_by_day_in_words_of_its_statement(bench: Bench) -> None:
    bench.load(EXAMPLE)
    tomorrow = bench.service.limits.projection(TODAY + timedelta(days=1)).days[1]
    # ¥309.37 of June's bill are unpaid: 0.05 % of it is 15.47 fen.
    assert [(each.kind, each.amount_fen, each.ref) for each in tomorrow.causes] == [
        ("penalty", -15, "2026-06-03")
    ]


def under_way(day: date, state: str, amount: int = 10_000) -> Json:
    entry = {"id": "r9", "date": day.isoformat(), "amount": amount, "channel": "ICBC 1234",
             "state": state, "allocations": None}  # fmt: skip
    return {**PUNCTUAL, "repayments": [JUNE_IS_PAID, entry]}


@pytest.mark.parametrize(
    ("state", "days", "booked"),
    [
        ("planned", 3, 3),
        ("processing", 3, 3),
        ("failed", 3, None),
        ("planned", 0, None),
        ("planned", -1, None),
        ("processing", 0, 1),
        ("processing", -2, 1),
        ("processing", -3, None),
    ],
)
def test_a_repayment_under_way_is_booked_when_it_can_be_expected(
    bench: Bench, state: str, days: int, booked: int | None
) -> None:
    bench.load(under_way(TODAY + timedelta(days=days), state))
    found = bench.service.limits.projection(TODAY + timedelta(days=8))
    expected = {} if booked is None else {
        str(TODAY + timedelta(days=booked))[5:]: [("repayment", 10_000, "r9")]
    }  # fmt: skip
    assert steps_of(found.days) == expected


def test_a_refund_that_is_not_booked_stays_pending(bench: Bench) -> None:
    pending = {"id": "f9", "purchase": "p1", "initiated": "2026-06-19", "booked": None,
               "amount": 5}  # fmt: skip
    bench.load({**PUNCTUAL, "refunds": [*EXAMPLE["refunds"], pending]})
    found = bench.service.limits.projection(UNTIL)
    assert not any(cause.ref == "f9" for each in found.days for cause in each.causes)


def application(*stages: ApplicationStage) -> LimitApplication:
    return LimitApplication(
        id="a1", kind=ApplicationKind.RESTORE, filed_on=date(2026, 6, 1), stages=stages
    )


APPROVED = ApplicationStage(date(2026, 6, 10), StageKind.APPROVED)
RESTORED = ApplicationStage(date(2026, 6, 25), StageKind.RESTORED, 2_300_000)


@pytest.mark.parametrize(
    ("stages", "is_expected"),
    [
        ((APPROVED, RESTORED), True),
        ((RESTORED,), False),
        ((ApplicationStage(date(2026, 6, 21), StageKind.APPROVED), RESTORED), False),
        ((APPROVED, ApplicationStage(TODAY, StageKind.REJECTED), RESTORED), False),
        ((APPROVED, ApplicationStage(date(2026, 6, 25), StageKind.RESTORED)), False),
        ((APPROVED, ApplicationStage(TODAY, StageKind.RESTORED, 2_300_000)), False),
    ],
)
def test_only_an_approved_application_moves_the_limit_and_only_ahead(
    bench: Bench, *, stages: tuple[ApplicationStage, ...], is_expected: bool
) -> None:
    bench.load(PUNCTUAL)
    limits = bench.service.limits
    before = limits.projection(UNTIL)
    limits.save_applications([application(*stages)])
    after = limits.projection(UNTIL)
    assert after.days[0] == before.days[0]
    if not is_expected:
        assert after == before
        return
    assert steps_of(after.days)["06-25"] == [("application", 300_000, "a1")]
    assert after.days[-1].total_fen == 2_300_000
    assert_is_one_chain(after)


def test_when_so_much_is_free_for_good(bench: Bench) -> None:
    bench.load(PUNCTUAL)
    limits = bench.service.limits
    found = limits.projection(UNTIL)
    by_day = {each.day: each.available_fen for each in found.days}
    last = by_day[UNTIL]
    assert last is not None
    # The temporary limit leaves in July: before it there is more, but not to stay.
    assert limits.when_free(last, UNTIL) == date(2026, 8, 12)
    assert limits.when_free(last + 1, UNTIL) is None
    assert limits.when_free(last + 1, TODAY) == TODAY
    assert limits.when_free(0, UNTIL) == TODAY


def test_an_unknown_limit_is_never_free(bench: Bench) -> None:
    bench.load({**PUNCTUAL, "account": {**EXAMPLE["account"], "limits": []}})
    found = bench.service.limits.projection(UNTIL)
    assert {(each.total_fen, each.available_fen) for each in found.days} == {(None, None)}
    assert found.days[-1].used_fen == 0
    assert bench.service.limits.when_free(0, UNTIL) is None


def test_a_span_that_cannot_be_is_refused_by_name(bench: Bench) -> None:
    for until, first in ((TODAY - timedelta(days=1), None), (date(2200, 1, 1), None)):
        with pytest.raises(InvalidFieldError) as refused:
            bench.service.limits.projection(until, first)
        assert refused.value.field == "until"


def test_the_past_alone_may_be_asked_for(bench: Bench) -> None:
    bench.load(PUNCTUAL)
    first, until = date(2026, 6, 1), date(2026, 6, 8)
    found = bench.service.limits.projection(until, first)
    assert [each.day for each in found.days] == [first + timedelta(days=n) for n in range(8)]


def test_a_cancelled_question_changes_nothing(bench: Bench) -> None:
    document = ledger_ahead(random.Random(3), 30)
    purchases = [{"id": f"x{n}", "time": "2020-01-01T00:00:00", "amount": 100} for n in range(2500)]
    bench.load({**document, "purchases": [*document["purchases"], *purchases]})
    before = bench.tables()
    with pytest.raises(Cancelled):
        bench.service.limits.projection(
            date(2030, 1, 1), date(2019, 1, 1), lambda _done, _all: False
        )
    assert bench.tables() == before
