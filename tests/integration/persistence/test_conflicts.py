"""Imports and what is taken back, where entries that were typed rest on what was there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huanqing.application.bill_rows import RowKind
from huanqing.application.entry_record import EntryRecord
from huanqing.application.read_models import RowChoice
from huanqing.domain.errors import RepaymentExceedsDebtError
from integration.importers.jd_builder import Row
from integration.persistence.ledgers import tables_of

if TYPE_CHECKING:
    from integration.persistence.ledgers import Bench

BOUGHT = Row(time="2026-06-01 10:00:00", amount="1000.00")
ANNOTATED = Row(time="2026-06-01 10:00:00", amount="1000.00(已退款400.00)", booked=60_000)
BACK = Row(
    time="2026-06-08 10:00:00", amount="400.00", description="退款-示例大米 5kg",
    direction="不计收支", status="退款成功",
)  # fmt: skip
UNCLEAR = Row(
    time="2026-06-02 10:00:00", amount="300.00", order_no="77", description="示例未知业务",
    direction="不计收支", category="其他", method="招商银行储蓄卡(1234)",
)  # fmt: skip
PAID = EntryRecord(id="", kind="repayment", day="2026-06-12", amount_fen=100_000)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_bill_that_a_typed_repayment_does_not_bear_is_refused_as_a_whole(
    bench: Bench, *, dry_run: bool
) -> None:
    bench.import_rows([BOUGHT])
    bench.service.entries.add(PAID)
    before = tables_of(bench.path, without=())
    with pytest.raises(RepaymentExceedsDebtError) as caught:
        bench.import_rows([ANNOTATED, BACK], name="later.csv", dry_run=dry_run)
    assert (caught.value.amount_fen, caught.value.owed_fen) == (100_000, 60_000)
    assert tables_of(bench.path, without=()) == before
    assert bench.service.overview().owed_fen == 0


def test_the_bill_is_booked_once_the_repayment_may_exceed_the_ledger(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    rowid = bench.service.entries.add(PAID)
    paid = bench.service.entries.detail(rowid).record
    bench.service.entries.change(rowid, replace(paid, may_exceed_ledger=True))
    bench.import_rows([ANNOTATED, BACK], name="later.csv")
    assert bench.service.overview().owed_fen == 0
    assert bench.check() == []


def test_an_import_that_a_typed_repayment_rests_on_cannot_be_taken_out(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    bench.service.entries.add(PAID)
    before = tables_of(bench.path, without=())
    (batch,) = bench.service.imports.history()
    with pytest.raises(RepaymentExceedsDebtError):
        bench.service.imports.undo(batch.batch_id)
    assert tables_of(bench.path, without=()) == before
    assert bench.service.overview().owed_fen == 0


def test_a_decision_that_a_typed_repayment_does_not_bear_is_refused(bench: Bench) -> None:
    bench.import_rows([BOUGHT, UNCLEAR])
    bench.service.entries.add(PAID)
    (waiting,) = bench.service.imports.waiting()
    before = tables_of(bench.path, without=())
    with pytest.raises(RepaymentExceedsDebtError):
        bench.service.imports.decide({waiting.row_id: RowChoice(kind=RowKind.REPAYMENT)})
    assert tables_of(bench.path, without=()) == before


def test_bills_alone_never_conflict(bench: Bench) -> None:
    with bench.uow() as uow:
        assert not uow.entries.has_bounded()
    bench.import_rows([BOUGHT])
    paid = Row(time="2026-06-12 10:00:00", amount="1000.00", description="白条还款", order_no="9",
               direction="不计收支", category="白条", method="招商银行储蓄卡(1234)")  # fmt: skip
    bench.import_rows([BOUGHT, paid], name="later.csv")
    with bench.uow() as uow:
        assert not uow.entries.has_bounded()
    bench.service.imports.undo(bench.service.imports.history()[-1].batch_id)
    assert bench.service.overview().owed_fen == 0
