"""What a form is told about a draft, and that booking agrees with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.entry_models import FieldProblem
from huanqing.application.entry_record import EntryRecord
from huanqing.domain.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from integration.persistence.ledgers import Bench

BOUGHT = EntryRecord(
    id="b", kind="purchase", day="2026-06-10", amount_fen=30_000, periods=3, description="手环"
)
TOO_LARGE = 10**15


def draft(kind: str, **fields: Any) -> EntryRecord:
    given = {"id": "", "day": "2026-06-12", "amount_fen": 100, **fields}
    return EntryRecord(kind=kind, **given)


def edited(*lines: Mapping[str, object]) -> EntryRecord:
    return replace(BOUGHT, id="", details={"edited_lines": list(lines)})


def problem(field: str, code: str, bound: int | str | None = None) -> FieldProblem:
    return FieldProblem(field, code, bound)


CASES = [
    (draft("gift"), problem("kind", "unknown_kind")),
    (draft("purchase", day=""), problem("day", "required")),
    (draft("purchase", day="2026-02-30"), problem("day", "bad_day")),
    (draft("purchase", amount_fen=0), problem("amount_fen", "required")),
    (draft("purchase", amount_fen=-1), problem("amount_fen", "not_above_zero")),
    (draft("transfer", amount_fen=-1), problem("amount_fen", "not_above_zero")),
    (draft("adjustment", amount_fen=0), problem("amount_fen", "required")),
    (draft("purchase", amount_fen=TOO_LARGE + 1), problem("amount_fen", "too_large", TOO_LARGE)),
    (draft("purchase", periods=121), problem("periods", "bad_range", 120)),
    (draft("purchase", periods=-1), problem("periods", "bad_range", 120)),
    (draft("purchase", periods=3, free_periods=4), problem("free_periods", "bad_range", 3)),
    (draft("purchase", fee_rate_ppm=-1), problem("fee_rate_ppm", "bad_range", 1_000_000)),
    (draft("repayment", state="lost"), problem("state", "bad_state")),
    (draft("repayment", amount_fen=30_001), problem("amount_fen", "exceeds_debt", 30_000)),
    (draft("adjustment", amount_fen=-30_001), problem("amount_fen", "exceeds_debt", 30_000)),
    (draft("refund"), problem("purchase_id", "required")),
    (draft("refund", purchase_id="x"), problem("purchase_id", "unknown_purchase")),
    (
        draft("refund", purchase_id="b", day="2026-06-09"),
        problem("day", "before_purchase", "2026-06-10"),
    ),
    (
        draft("refund", purchase_id="b", amount_fen=30_001),
        problem("amount_fen", "exceeds_purchase", 30_000),
    ),
    (
        draft("purchase", details={"fee_per_period": -1}),
        problem("fee_per_period", "bad_range", TOO_LARGE),
    ),
    (
        edited({"period": 1, "principal": 20_000}, {"period": 2, "principal": 10_001}),
        problem("edited_lines", "sum_differs", -1),
    ),
    (
        edited(*({"period": k, "principal": 9_000} for k in (1, 2, 3))),
        problem("edited_lines", "sum_differs", 3_000),
    ),
    (edited({"period": 4}), problem("edited_lines", "no_such_period", 3)),
    (edited({"period": 1}, {"period": 1}), problem("edited_lines", "period_twice")),
    (edited({"period": 1, "fee": -1}), problem("edited_lines", "not_above_zero")),
    (
        edited({"period": 1, "fee": TOO_LARGE + 1}),
        problem("edited_lines", "too_large", TOO_LARGE),
    ),
    (
        edited({"period": 1, "statement_date": "2026-06-09"}),
        problem("edited_lines", "before_purchase", "2026-06-10"),
    ),
    (edited({"period": 1, "principal": "x"}), problem("principal", "bad_value")),
]


@pytest.mark.parametrize(("wrong", "expected"), CASES)
def test_a_problem_is_told_by_its_field_and_refused_in_booking(
    bench: Bench, wrong: EntryRecord, expected: FieldProblem
) -> None:
    bench.service.entries.add(BOUGHT)
    assert bench.service.entries.problems(wrong) == [expected]
    with pytest.raises(LedgerError):
        bench.service.entries.add(wrong)


@pytest.mark.parametrize(
    "right",
    [
        draft("purchase"),
        draft("adjustment", amount_fen=-30_000),
        draft("repayment", amount_fen=30_000),
        draft("repayment", amount_fen=30_001, state="planned"),
        draft("repayment", amount_fen=30_001, may_exceed_ledger=True),
        draft("refund", purchase_id="b", amount_fen=30_000),
        draft("refund", purchase_id="b", amount_fen=30_001, state="pending"),
        draft("early_settlement", purchase_id="b", amount_fen=0),
        draft("snapshot", amount_fen=0),
        draft("other_spending"),
        edited({"period": 1, "principal": 20_000}, {"period": 3, "fee": 5}),
        edited(*({"period": k, "principal": 10_000} for k in (1, 2, 3))),
    ],
)
def test_what_has_no_problem_can_be_booked(bench: Bench, right: EntryRecord) -> None:
    bench.service.entries.add(BOUGHT)
    assert bench.service.entries.problems(right) == []
    bench.service.entries.add(right)
    assert bench.check() == []


def test_several_problems_are_told_together(bench: Bench) -> None:
    wrong = draft("purchase", amount_fen=0, periods=0, free_periods=5, fee_rate_ppm=-1)
    fields = {each.field for each in bench.service.entries.problems(wrong)}
    assert fields == {"amount_fen", "free_periods", "fee_rate_ppm"}


def test_an_entry_that_changes_does_not_stand_in_its_own_way(bench: Bench) -> None:
    entries = bench.service.entries
    entries.add(BOUGHT)
    entries.add(draft("refund", id="f", purchase_id="b", amount_fen=10_000))
    paid = draft("repayment", id="r", amount_fen=20_000)
    entries.add(paid)
    assert entries.problems(replace(paid, amount_fen=15_000)) == []
    assert entries.problems(replace(paid, amount_fen=20_001)) == [
        problem("amount_fen", "exceeds_debt", 20_000)
    ]
    refund = draft("refund", id="f", purchase_id="b", amount_fen=30_001)
    assert entries.problems(refund) == [problem("amount_fen", "exceeds_purchase", 30_000)]


def test_a_repayment_that_moves_is_measured_without_what_it_has_paid(bench: Bench) -> None:
    """Also where a checkpoint between the two days knows it as booked."""
    entries = bench.service.entries
    entries.add(replace(BOUGHT, day="2025-01-10"))
    rowid = entries.add(draft("repayment", day="2025-01-20", amount_fen=30_000))
    entries.add(replace(BOUGHT, id="later", day="2026-05-20", amount_fen=10_000))
    bench.service.overview()
    assert bench.query("SELECT 1 FROM checkpoint WHERE day BETWEEN '2025-01-20' AND '2026-05-31'")
    moved = replace(entries.detail(rowid).record, day="2026-06-15")
    entries.change(rowid, replace(moved, day="2025-01-25"))
    bench.service.overview()
    assert entries.problems(moved) == []
    entries.change(rowid, moved)
    assert bench.check() == []


def test_what_comes_later_on_the_same_day_does_not_count(bench: Bench) -> None:
    """Payments of one day apply in the order of their names."""
    entries = bench.service.entries
    entries.add(BOUGHT)
    first = entries.add(draft("repayment", id="r1", amount_fen=10_000))
    entries.add(draft("repayment", id="r2", amount_fen=20_000))
    larger = replace(entries.detail(first).record, amount_fen=30_000, note="n")
    assert entries.problems(replace(larger, amount_fen=30_001)) == [
        problem("amount_fen", "exceeds_debt", 30_000)
    ]
    assert entries.problems(larger) == []
    entries.add(draft("repayment", id="r3", amount_fen=1, may_exceed_ledger=True))
    assert entries.problems(replace(larger, amount_fen=10_000)) == []


def test_a_purchase_must_bear_its_refunds(bench: Bench) -> None:
    entries = bench.service.entries
    entries.add(BOUGHT)
    entries.add(draft("refund", purchase_id="b", amount_fen=10_000))
    assert entries.problems(replace(BOUGHT, amount_fen=9_999)) == [
        problem("amount_fen", "below_refunds", 10_000)
    ]
    assert entries.problems(replace(BOUGHT, day="2026-06-13")) == [
        problem("day", "after_refund", "2026-06-12")
    ]


def test_a_pending_refund_keeps_no_purchase_from_moving(bench: Bench) -> None:
    entries = bench.service.entries
    rowid = entries.add(BOUGHT)
    entries.add(draft("refund", purchase_id="b", day="2026-06-10", state="pending"))
    moved = replace(BOUGHT, day="2026-06-11")
    assert entries.problems(moved) == []
    entries.change(rowid, moved)


def test_asking_writes_nothing(bench: Bench) -> None:
    bench.service.entries.add(BOUGHT)
    before = bench.query("SELECT * FROM action"), bench.tables()
    bench.service.entries.problems(draft("repayment", amount_fen=30_001))
    assert (bench.query("SELECT * FROM action"), bench.tables()) == before
