"""Waiting rows that the user decides to be no entry of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.bill_rows import RowKind
from huanqing.application.read_models import RowChoice
from integration.importers.jd_builder import Row
from integration.persistence.ledgers import outcomes
from integration.persistence.whole_actions import is_undone_and_redone

if TYPE_CHECKING:
    from integration.persistence.ledgers import Bench

UNCLEAR = Row(order_no="77", description="示例未知业务", amount="12.00", direction="不计收支",
              category="其他", method="招商银行储蓄卡(1234)")  # fmt: skip


def test_a_waiting_row_that_is_called_a_memo_waits_no_more_and_is_booked_nowhere(
    bench: Bench,
) -> None:
    bench.import_rows([UNCLEAR])
    (waiting,) = bench.service.imports.waiting()
    memo = RowChoice(kind=RowKind.AUTHORISATION)
    is_undone_and_redone(bench, lambda: bench.service.imports.decide({waiting.row_id: memo}))
    assert bench.service.imports.waiting() == []
    assert bench.query("SELECT kind, reason, entry_id FROM import_row") == [
        ("authorisation", "chosen_by_user", None)
    ]
    assert bench.query("SELECT count(*) FROM entry") == [(0,)]
    assert outcomes(bench.import_rows([UNCLEAR])) == ["unchanged"]
