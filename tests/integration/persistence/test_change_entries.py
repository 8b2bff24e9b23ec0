"""Actions on single entries: what they change, what they refuse, and that undo takes them back."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.application.change_entries import (
    Snapshot,
    SnapshotDifference,
    book_entry,
    change_account,
    snapshot_difference,
    split_purchase,
)
from huanqing.application.entry_record import EntryRecord
from huanqing.application.figures import limit_days, statement_rows
from huanqing.domain.credit_account import CreditAccount, LimitKind, LimitPart
from huanqing.domain.errors import (
    InvalidFieldError,
    RepaymentExceedsDebtError,
    UnknownPurchaseError,
)
from integration.persistence.ledgers import TODAY, delete_named, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork
    from integration.persistence.ledgers import Bench

ORDER = EntryRecord(
    id="p1", kind="purchase", day="2026-06-05", time="10:00:00", amount_fen=30_000, periods=1
)
OVERDUE = replace(ORDER, day="2026-06-01")
PAID = EntryRecord(
    id="r1", kind="repayment", day="2026-06-10", amount_fen=10_000, state="booked", method="ICBC"
)


def act(bench: Bench, action: Callable[[SqlUnitOfWork], object]) -> None:
    with bench.file.unit_of_work() as uow:
        action(uow)
        uow.commit()


def lefts(bench: Bench) -> list[int]:
    with bench.file.unit_of_work() as uow:
        return [row.figures.left_fen for row in statement_rows(uow, TODAY, with_lines=False)]


def test_entries_are_added_and_each_is_undone_alone(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, ORDER))
    before = tables_of(bench.path)
    act(bench, lambda uow: book_entry(uow, PAID))
    assert lefts(bench) == [20_000]

    bench.service.undo()

    assert tables_of(bench.path) == before
    assert lefts(bench) == [30_000]


def test_a_repayment_above_everything_owed_changes_nothing(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, ORDER))
    before = tables_of(bench.path)
    too_much = EntryRecord(
        id="r2", kind="repayment", day="2026-06-10", amount_fen=30_001, state="booked"
    )
    with pytest.raises(RepaymentExceedsDebtError) as refusal:
        act(bench, lambda uow: book_entry(uow, too_much))
    assert refusal.value.excess_fen == 1
    assert tables_of(bench.path) == before


def test_removing_what_a_repayment_paid_is_refused(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, ORDER))
    act(bench, lambda uow: book_entry(uow, PAID))
    with pytest.raises(RepaymentExceedsDebtError):
        act(bench, lambda uow: delete_named(uow, "purchase", "p1"))
    act(bench, lambda uow: delete_named(uow, "repayment", "r1"))
    assert lefts(bench) == [30_000]


def test_a_purchase_is_split_and_the_split_undone(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, ORDER))
    act(bench, lambda uow: split_purchase(uow, "p1", 3, fee_rate_ppm=6_000))
    # 300.00 / 3 = 100.00 and 300.00 x 0.6 % = 1.80 each period.
    assert lefts(bench) == [10_180, 10_180, 10_180]
    bench.service.undo()
    assert lefts(bench) == [30_000]
    bench.service.redo()
    assert lefts(bench) == [10_180, 10_180, 10_180]


@pytest.mark.parametrize("periods", [0, 121])
def test_a_split_into_impossible_periods_is_refused(bench: Bench, periods: int) -> None:
    act(bench, lambda uow: book_entry(uow, ORDER))
    with pytest.raises(InvalidFieldError, match="periods"):
        act(bench, lambda uow: split_purchase(uow, "p1", periods))


def test_an_id_that_is_taken_is_refused(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, ORDER))
    before = tables_of(bench.path)
    same = EntryRecord(id="p1", kind="adjustment", day="2026-06-06", amount_fen=5)
    for record in (ORDER, same):
        with pytest.raises(InvalidFieldError, match="taken"):
            act(bench, functools.partial(book_entry, draft=record))
    assert tables_of(bench.path) == before


def test_an_unknown_purchase_cannot_be_split(bench: Bench) -> None:
    with pytest.raises(UnknownPurchaseError):
        act(bench, lambda uow: split_purchase(uow, "p9", 3))


def test_a_limit_makes_the_available_figure_known(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, ORDER))
    part = LimitPart(
        from_date=date(2026, 1, 1), until=None, kind=LimitKind.FIXED, amount_fen=100_000
    )
    act(bench, lambda uow: change_account(uow, CreditAccount(limits=(part,))))
    with bench.file.unit_of_work() as uow:
        (today,) = limit_days(uow, TODAY, TODAY)
    assert today.available_fen == 70_000


def test_a_snapshot_is_compared_with_the_ledger(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, OVERDUE))
    # The purchase of 1 June falls in the statement of 3 June, due on 12 June; from the 13th on
    # a day costs 300.00 x 0.05 % = 0.15: eight days to the 20th make 1.20.
    shown = Snapshot(day=TODAY, available_fen=5, owed_fen=30_000, due_this_month_fen=30_120)
    with bench.file.unit_of_work() as uow:
        difference = snapshot_difference(uow, shown)
    assert difference == SnapshotDifference(available_fen=None, owed_fen=-120, due_this_month_fen=0)


def test_the_difference_can_be_posted_as_an_adjustment(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, OVERDUE))
    posted = EntryRecord(id="a1", kind="adjustment", day=TODAY.isoformat(), amount_fen=-120)
    act(bench, lambda uow: book_entry(uow, posted))
    assert lefts(bench) == [30_000]


def test_undo_and_redo_drop_only_the_checkpoints_they_outdate(bench: Bench) -> None:
    months = [
        replace(ORDER, id=f"m{month}", day=f"2026-0{month}-05", amount_fen=100) for month in (1, 2)
    ]
    act(bench, lambda uow: book_entry(uow, months[0]))
    act(bench, lambda uow: book_entry(uow, months[1]))
    act(bench, lambda uow: book_entry(uow, ORDER))
    act(bench, lambda uow: split_purchase(uow, "p1", 3))
    for turn in (bench.service.undo, bench.service.redo, bench.service.undo):
        bench.service.overview()
        turn()
        days = [day for (day,) in bench.query("SELECT day FROM checkpoint ORDER BY day")]
        assert days
        assert max(days) < ORDER.day
        assert bench.check() == []
    bench.service.undo()
    bench.service.undo()
    assert bench.query("SELECT count(*) FROM checkpoint WHERE day >= '2026-02-05'") == [(0,)]
    assert bench.check() == []


def test_undoing_a_change_of_the_account_drops_every_checkpoint(bench: Bench) -> None:
    act(bench, lambda uow: book_entry(uow, replace(ORDER, id="p0", day="2026-01-05")))
    act(bench, lambda uow: book_entry(uow, ORDER))
    act(bench, lambda uow: change_account(uow, CreditAccount(name="other")))
    bench.service.overview()
    assert bench.query("SELECT count(*) FROM checkpoint") != [(0,)]
    bench.service.undo()
    assert bench.query("SELECT count(*) FROM checkpoint") == [(0,)]
    assert bench.check() == []
