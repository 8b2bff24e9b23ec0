"""A repayment that was booked by hand and comes again in a bill is one repayment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.typed_repayments import TYPED
from integration.importers.jd_builder import Row
from integration.persistence.ledgers import Bench, outcomes

if TYPE_CHECKING:
    from collections.abc import Mapping


def bill_row(
    amount: str = "500.00", day: str = "2026-06-15", method: str = "工商银行储蓄卡(1234)"
) -> Row:
    return Row(
        time=f"{day} 10:00:00",
        counterparty="京东金融",
        description="白条主动还款",
        category="白条",
        direction="不计收支",
        method=method,
        status="交易成功",
        amount=amount,
        order_no=f"9{day.replace('-', '')}{amount.replace('.', '')}",
    )


def document(*repayments: Mapping[str, object]) -> dict[str, Any]:
    purchase = {"id": "p1", "time": "2026-05-01T10:00:00", "amount": 500_000}
    return {
        "format": "huanqing-ledger/1",
        "today": "2026-06-20",
        "account": {"name": "京东白条", "billing": "statement", "rules": [{"from": "2025-01-01"}]},
        "purchases": [purchase],
        "repayments": [
            {"id": f"r{n}", "date": "2026-06-14", "amount": 50_000, "state": "booked", **each}
            for n, each in enumerate(repayments, start=1)
        ],
    }


@pytest.mark.parametrize("method", ["工商银行 1234", "工商银行储蓄卡(1234)", ""])
def test_it_is_linked_and_not_booked_again(bench: Bench, method: str) -> None:
    bench.load(document({"channel": method}))
    before = bench.entries("repayment")
    report = bench.import_rows([bill_row()])
    assert outcomes(report) == ["linked"]
    assert report.files[0].rows[0].reason == TYPED
    assert bench.entries("repayment") == before


@pytest.mark.parametrize(
    "row",
    [
        bill_row(amount="500.01"),
        bill_row(day="2026-06-18"),
        bill_row(method="招商银行储蓄卡(4321)"),
    ],
)
def test_another_repayment_is_booked(bench: Bench, row: Row) -> None:
    bench.load(document({"channel": "工商银行 1234"}))
    assert outcomes(bench.import_rows([row])) == ["new"]
    assert len(bench.entries("repayment")) == 2


def test_each_is_linked_once(bench: Bench) -> None:
    bench.load(document({"channel": "工商银行 1234"}))
    report = bench.import_rows([bill_row(), bill_row(day="2026-06-14")])
    assert sorted(outcomes(report)) == ["linked", "new"]
    again = bench.import_rows([bill_row(), bill_row(day="2026-06-14")])
    assert outcomes(again) == ["unchanged", "unchanged"]


def test_taking_the_import_back_leaves_what_was_typed(bench: Bench) -> None:
    bench.load(document({"channel": "工商银行 1234"}))
    before = bench.tables()
    report = bench.import_rows([bill_row(), bill_row(amount="3.00", day="2026-06-02")])
    bench.service.undo()
    assert bench.tables() == before
    bench.service.redo()
    assert report.batch_id is not None
    bench.service.imports.undo(report.batch_id)
    assert [entry[0] for entry in bench.entries("repayment")] == [50_000]


@pytest.mark.parametrize("state", ["processing", "planned"])
def test_one_under_way_is_booked_by_the_bill_that_names_it(bench: Bench, state: str) -> None:
    # GIVEN a repayment of ¥500 that the bank was still working on
    bench.load(document({"channel": "工商银行 1234", "state": state}))
    owed = bench.service.overview().owed_fen
    before = bench.tables()
    # WHEN a bill says that it came through
    report = bench.import_rows([bill_row()])
    # THEN it is the same repayment, and counts
    assert outcomes(report) == ["linked"]
    assert bench.query("SELECT amount, state FROM entry WHERE kind = 'repayment'") == [
        (50_000, "booked")
    ]
    assert bench.service.overview().owed_fen <= owed - 50_000
    # WHEN the import is taken back, at once or later, THEN it is under way again
    bench.service.undo()
    assert bench.tables() == before
    bench.service.redo()
    bench.import_rows([bill_row(amount="3.00", day="2026-06-02")], name="later.csv")
    assert report.batch_id is not None
    bench.service.imports.undo(report.batch_id)
    assert bench.query("SELECT state FROM entry WHERE amount = 50000") == [(state,)]
    assert bench.service.overview().owed_fen > owed - 50_000


def test_one_that_failed_is_not_the_one_in_the_bill(bench: Bench) -> None:
    bench.load(document({"channel": "工商银行 1234", "state": "failed"}))
    assert outcomes(bench.import_rows([bill_row()])) == ["new"]
