"""One entry in full: schedule, refunds, where money went, history and the row of the bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.application.entry_models import AllocationRow, EntryQuery, FieldChange
from huanqing.application.entry_record import EntryRecord
from huanqing.application.statement_models import InstalmentDraft
from huanqing.domain.entries import AllocationTarget
from huanqing.domain.statement import StatementState
from integration.importers.jd_builder import Row
from integration.persistence.entry_bench import furnished, replayed
from integration.persistence.ledgers import TODAY, Bench, change_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from huanqing.application.entry_models import EntryDetail

OLD = EntryRecord(
    id="old", kind="purchase", day="2024-01-10", time="09:00:00", amount_fen=30_000,
    counterparty="京东超市", description="牛奶", periods=3, fee_rate_ppm=10_000,
)  # fmt: skip


def paid(day: str, amount_fen: int, name: str) -> EntryRecord:
    return EntryRecord(id=name, kind="repayment", day=day, amount_fen=amount_fen)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Bench]:
    """A furnished ledger."""
    made = furnished(tmp_path)
    yield made
    made.close()


def detail(bench: Bench, kind: str, name: str) -> EntryDetail:
    rowid = bench.service.entries.rowid_of(kind, name)
    assert rowid is not None
    return bench.service.entries.detail(rowid)


def test_an_entry_that_is_gone_is_a_key_error(bench: Bench) -> None:
    with pytest.raises(KeyError):
        bench.service.entries.detail(1)
    assert bench.service.entries.rowid_of("purchase", "nope") is None


def test_a_schedule_says_what_is_left_in_closed_and_open_statements(bench: Bench) -> None:
    entries = bench.service.entries
    entries.add(OLD)
    # 300.00 / 3 = 100.00 and a fee of 3.00 a period; due on 12 February, March and April 2024.
    entries.add(paid("2024-02-10", 10_300, "r1"))
    entries.add(paid("2024-03-10", 10_300, "r2"))
    entries.add(paid("2024-04-10", 5_000, "r3"))
    bench.service.overview()
    assert bench.query("SELECT count(*) FROM closed_statement") == [(2,)]
    lines = detail(bench, "purchase", "old").schedule
    assert [(line.period, line.periods) for line in lines] == [(1, 3), (2, 3), (3, 3)]
    assert [line.statement_date for line in lines] == [date(2024, m, 3) for m in (2, 3, 4)]
    assert [line.due_date for line in lines] == [date(2024, m, 12) for m in (2, 3, 4)]
    assert [(line.principal_fen, line.fee_fen) for line in lines] == [(10_000, 300)] * 3
    # The repayment of April pays the fee first: 3.00, then 47.00 of the 100.00.
    assert [line.left_fen for line in lines] == [0, 0, 5_300]
    states = [StatementState.PAID, StatementState.PAID, StatementState.OVERDUE]
    assert [line.state for line in lines] == states


def test_a_schedule_ahead_of_today_is_as_agreed(bench: Bench) -> None:
    bench.service.entries.add(replace(OLD, day="2026-07-10"))
    lines = detail(bench, "purchase", "old").schedule
    assert [line.left_fen for line in lines] == [10_300] * 3
    assert {line.state for line in lines} == {StatementState.UNBILLED}


def test_every_schedule_agrees_with_a_full_replay(own: Bench) -> None:
    own.service.overview()
    statements = {each.statement_date: each for each in replayed(own).open_statements()}
    checked = 0
    for rowid in own.service.entries.find(EntryQuery(text="状态:未还")).rowids:
        found = own.service.entries.detail(rowid)
        for line in found.schedule:
            alike = [
                each
                for each in statements[line.statement_date].instalments
                if (each.purchase_id, each.period) == (found.row.id, line.period)
            ]
            assert [(x.principal_fen, x.fee_fen, x.left_fen) for x in alike] == [
                (line.principal_fen, line.fee_fen, line.left_fen)
            ]
            checked += 1
        assert sum(line.left_fen for line in found.schedule) == found.row.left_fen
    assert checked > 5


def test_a_repayment_has_no_schedule_and_a_purchase_no_allocations(own: Bench) -> None:
    assert detail(own, "repayment", "r1").schedule == ()
    assert detail(own, "purchase", "p1").allocations == ()
    assert [row.id for row in detail(own, "purchase", "p1").refunds] == ["f1"]
    assert detail(own, "repayment", "r1").refunds == ()


def test_a_repayment_says_where_it_went(bench: Bench) -> None:
    entries = bench.service.entries
    entries.add(OLD)
    entries.add(paid("2024-02-10", 10_500, "r1"))
    for _ in range(2):  # The second time from the checkpoints that the first question left.
        assert detail(bench, "repayment", "r1").allocations == (
            AllocationRow(AllocationTarget.FEE, 300, date(2024, 2, 3), "old", 1, "牛奶"),
            AllocationRow(AllocationTarget.PRINCIPAL, 10_000, date(2024, 2, 3), "old", 1, "牛奶"),
            AllocationRow(AllocationTarget.FEE, 200, date(2024, 3, 3), "old", 2, "牛奶"),
        )
        bench.service.overview()


def test_a_penalty_and_an_unknown_debt_are_named(bench: Bench) -> None:
    entries = bench.service.entries
    entries.add(replace(OLD, periods=1, fee_rate_ppm=0, day="2026-05-10"))
    # Due on 12 June; three days at 300.00 x 0.05 % = 0.15.
    entries.add(replace(paid("2026-06-15", 31_000, "r1"), may_exceed_ledger=True))
    parts = [
        (each.target, each.amount_fen) for each in detail(bench, "repayment", "r1").allocations
    ]
    assert parts == [
        (AllocationTarget.PENALTY, 45),
        (AllocationTarget.PRINCIPAL, 30_000),
        (AllocationTarget.UNKNOWN_DEBT, 955),
    ]


def test_a_refund_takes_from_the_last_period_then_pays_what_is_owed(bench: Bench) -> None:
    entries = bench.service.entries
    plain = replace(OLD, fee_rate_ppm=0)
    entries.add(plain)
    entries.add(replace(plain, id="other", day="2024-01-11", periods=1, amount_fen=50_000))
    entries.add(paid("2024-02-05", 65_000, "r1"))
    entries.add(replace(plain, id="third", day="2024-02-10", periods=1, amount_fen=3_000))
    entries.add(EntryRecord(id="f1", kind="refund", day="2024-02-20", amount_fen=20_000,
                            purchase_id="old"))  # fmt: skip
    parts = detail(bench, "refund", "f1").allocations
    # The repayment left 50.00 of the second period and 100.00 of the third; of the refund's
    # last 50.00 the other purchase takes 30.00 and 20.00 are paid out.
    assert [(x.purchase_id, x.period, x.amount_fen, x.statement_date) for x in parts] == [
        ("old", 3, 10_000, date(2024, 4, 3)),
        ("old", 2, 5_000, date(2024, 3, 3)),
        ("third", 1, 3_000, date(2024, 3, 3)),
    ]
    assert {each.target for each in parts} == {AllocationTarget.PRINCIPAL}


def test_allocations_of_every_payer_sum_to_what_it_paid(own: Bench) -> None:
    payers = own.service.entries.find(EntryQuery(text="类型:还款 日期:..2026-06-20")).rowids
    assert len(payers) > 2
    for rowid in payers:
        found = own.service.entries.detail(rowid)
        if found.row.state == "booked":
            assert sum(each.amount_fen for each in found.allocations) == found.row.amount_fen


def test_planned_and_pending_money_went_nowhere(own: Bench) -> None:
    for rowid in own.service.entries.find(EntryQuery(text="状态:计划")).rowids:
        assert own.service.entries.detail(rowid).allocations == ()


def test_history_tells_each_action_with_what_it_changed(own: Bench) -> None:
    entries = own.service.entries
    rowid = entries.rowid_of("purchase", "x1") or 0
    record = entries.detail(rowid).record
    entries.change(rowid, replace(record, amount_fen=60_000, note="新"))
    entries.split(rowid, 3, 6_000)
    entries.add(EntryRecord(id="", kind="transfer", day="2026-06-01", amount_fen=1))
    told = entries.detail(rowid).history
    assert [each.name for each in told] == ["add", "change", "split"]
    assert told[0].changes == ()
    assert set(told[1].changes) == {
        FieldChange("amount", "50050", "60000"), FieldChange("note", "", "新"),
    }  # fmt: skip
    assert set(told[2].changes) == {
        FieldChange("periods", "1", "3"), FieldChange("fee_rate_ppm", "0", "6000"),
    }  # fmt: skip
    own.service.undo()
    own.service.undo()
    undone = entries.detail(rowid).history
    assert [each.is_undone for each in undone] == [False, False, True]
    assert [each.changes for each in undone] == [each.changes for each in told]
    assert all(each.done_at for each in undone)


def test_history_of_an_imported_entry_begins_with_its_import(bench: Bench) -> None:
    bench.import_rows([Row(), Row(order_no="2")])
    told = bench.service.entries.detail(2).history
    assert [each.name for each in told] == ["import"]


def test_history_leaves_out_what_bore_the_row_before(bench: Bench) -> None:
    entries = bench.service.entries
    entries.add(OLD)
    entries.remove([1])
    assert entries.add(replace(OLD, id="new")) == 1
    assert [each.name for each in entries.detail(1).history] == ["add"]


def test_history_names_the_purchase_of_a_refund(own: Bench) -> None:
    entries = own.service.entries
    rowid = entries.rowid_of("refund", "f1") or 0
    entries.change(rowid, replace(entries.detail(rowid).record, purchase_id="x1", amount_fen=9))
    changes = entries.detail(rowid).history[-1].changes
    assert FieldChange("purchase_id", "p1", "x1") in changes


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_the_row_of_the_bill_is_shown_with_its_captions(bench: Bench, layout: str) -> None:
    bench.import_rows([Row(note="计入多月账单")], layout, name="六月.csv")
    raw = bench.service.entries.detail(1).raw
    assert raw is not None
    assert raw.file_name == "六月.csv"
    assert raw.reason == "paid_with_baitiao"
    assert raw.line > 1
    assert raw.imported_at
    cells = dict(raw.cells)
    assert cells["交易说明"] == "示例大米 5kg"
    assert cells["金额"] == "100.00"
    assert cells["收/支"] == "支出"
    assert cells["交易时间"] == "2026-01-05 10:00:00"
    assert cells["备注"] == "计入多月账单"


def test_an_entry_typed_in_has_no_row_of_a_bill(bench: Bench) -> None:
    bench.service.entries.add(OLD)
    assert bench.service.entries.detail(1).raw is None


def test_the_row_and_record_are_those_of_the_list(own: Bench) -> None:
    rowid = own.service.entries.rowid_of("purchase", "p1") or 0
    found = own.service.entries.detail(rowid)
    assert [found.row] == own.service.entries.rows([rowid])
    assert found.record.id == "p1"
    assert found.row.day <= TODAY


def test_a_statement_instalment_has_a_schedule_of_its_own(bench: Bench) -> None:
    entries = bench.service.entries
    entries.add(replace(OLD, day="2026-05-10", periods=1, fee_rate_ppm=0))
    bench.service.statement_actions.book_instalment(
        InstalmentDraft(statement_date=date(2026, 6, 3), day=date(2026, 6, 8), amount_fen=20_000,
                        periods=2, fee_rate_ppm=5_000)
    )  # fmt: skip
    (rowid,) = entries.find(EntryQuery(text="类型:账单分期")).rowids
    lines = entries.detail(rowid).schedule
    assert [(x.period, x.periods, x.principal_fen, x.fee_fen, x.left_fen) for x in lines] == [
        (1, 2, 10_000, 100, 10_100),
        (2, 2, 10_000, 100, 10_100),
    ]
    assert [x.statement_date for x in lines] == [date(2026, 7, 3), date(2026, 8, 3)]


def test_an_adjustment_has_a_schedule_where_it_raises_and_allocations_where_it_lowers(
    bench: Bench,
) -> None:
    entries = bench.service.entries
    up = entries.add(EntryRecord(id="up", kind="adjustment", day="2026-06-10", amount_fen=500))
    down = entries.add(EntryRecord(id="down", kind="adjustment", day="2026-06-11", amount_fen=-200))
    raised, lowered = entries.detail(up), entries.detail(down)
    (line,) = raised.schedule
    assert (line.statement_date, line.principal_fen, line.left_fen) == (date(2026, 7, 3), 500, 300)
    assert lowered.schedule == ()
    assert [(x.purchase_id, x.amount_fen) for x in lowered.allocations] == [("up", 200)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE import_file SET layout = 'v9'",
        "UPDATE import_row SET raw = raw || char(31) || '更多'",
        "UPDATE import_row SET raw = '2026-01-05' || char(31) || '示例大米 5kg'",
    ],
)
def test_a_row_of_another_layout_is_shown_without_captions(bench: Bench, change: str) -> None:
    bench.import_rows([Row()])
    change_file(bench.path, change)
    raw = bench.service.entries.detail(1).raw
    assert raw is not None
    assert {caption for caption, _ in raw.cells} == {""}
    assert "示例大米 5kg" in [text for _, text in raw.cells]
