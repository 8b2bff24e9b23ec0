"""``huanqing check`` on ledgers that were changed behind the program's back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.application import check_ledger
from huanqing.application.check_ledger import Finding
from huanqing.application.entry_models import EntryQuery
from huanqing.application.entry_record import EntryRecord
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.replay import Replay
from huanqing.domain.schedule import ScheduledLine, Scheduler
from integration.persistence.ledgers import EXAMPLE, change_file

if TYPE_CHECKING:
    from huanqing.domain.entries import Allocation, Purchase
    from integration.persistence.ledgers import Bench

FAR = date(2026, 6, 30)
AHEAD = """INSERT INTO entry (kind, day, amount, state)
    VALUES ('repayment', '2026-12-01', 999999999, 'booked')"""


def edited(*lines: list[int]) -> str:
    """Return what sets the principals of a purchase's periods."""
    told = [{"period": period, "principal": fen} for period, fen in lines]
    details = json.dumps({"edited_lines": told})
    return f"UPDATE entry SET details = '{details}' WHERE kind = 'purchase'"  # noqa: S608 - a test


def codes(bench: Bench) -> list[str]:
    return sorted({each.code for each in bench.check()})


def test_a_ledger_in_use_is_whole(bench: Bench) -> None:
    bench.load(EXAMPLE)
    bench.service.entries.find(EntryQuery(text="京东"))
    june = bench.service.statements()[0].figures.statement_date
    bench.service.statement_actions.save_reconciliation(
        Reconciliation(statement_date=june, is_locked=june <= bench.service.today())
    )
    assert bench.check() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (edited([1, 9], [2, 9], [3, 9]), "entry"),
        (edited([4, 239_211]), "entry"),
        ("UPDATE entry SET details = '{\"edited_lines\": 5}' WHERE kind = 'purchase'", "entry"),
        ("UPDATE entry SET day = '2999-01-01' WHERE kind = 'purchase'", "entry"),
        ("UPDATE entry SET amount = 239212 WHERE kind = 'refund'", "refund_sum"),
        ("UPDATE search_text SET words = 'x'", "search_text"),
        ("INSERT INTO reconciliation (statement_date) VALUES ('2020-02-03')", "reconciliation"),
        (AHEAD, "RepaymentExceedsDebtError"),
    ],
)
def test_what_is_wrong_is_found(bench: Bench, change: str, code: str) -> None:
    bench.load(EXAMPLE)
    bench.service.entries.find(EntryQuery(text="京东"))
    assert bench.check() == []
    change_file(bench.path, change)
    with bench.uow() as uow:
        uow.replays.clear()
        uow.commit()
    assert code in codes(bench)


def test_a_reconciliation_of_a_statement_still_to_come_is_none_too_many(bench: Bench) -> None:
    bench.service.entries.add(
        EntryRecord(id="", kind="purchase", day=FAR.isoformat(), amount_fen=600)
    )
    begun = Reconciliation(statement_date=date(2026, 7, 3), stated_total_fen=600)
    bench.service.statement_actions.save_reconciliation(begun)
    assert bench.check() == []


class LossyScheduler(Scheduler):
    """Forgets the last line of every schedule."""

    def lines_of(self, purchase: Purchase) -> list[ScheduledLine]:
        return super().lines_of(purchase)[:-1]


class SilentReplay(Replay):
    """Tells of no money where it went."""

    def _tell(self, payer: object, allocation: Allocation) -> None:
        pass


def test_a_program_that_loses_a_part_of_a_purchase_or_a_repayment_is_found_out(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.load(EXAMPLE)
    with monkeypatch.context() as broken:
        broken.setattr(check_ledger, "Scheduler", LossyScheduler)
        assert Finding("schedule_sum", "p1") in bench.check()
    with monkeypatch.context() as broken:
        broken.setattr(check_ledger, "Replay", SilentReplay)
        assert bench.check() == [Finding("allocation_sum", "r1")]
    assert bench.check() == []
