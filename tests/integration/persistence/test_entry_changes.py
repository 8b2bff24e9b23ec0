"""Adding, changing, removing and splitting entries: one undoable action each, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.entry_models import EntryQuery, SavedSearch
from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import LockedStatementError
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.errors import (
    InvalidFieldError,
    LedgerError,
    RefundExceedsPurchaseError,
    RepaymentExceedsDebtError,
    StatementInstalmentError,
    UnknownPurchaseError,
)
from integration.importers.jd_builder import Row
from integration.persistence.entry_bench import furnished
from integration.persistence.ledgers import TODAY, Bench, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from huanqing.application.entry_service import OpenEntries

BOUGHT = EntryRecord(
    id="", kind="purchase", day="2026-06-10", time="09:00:00", amount_fen=30_000,
    counterparty="小米之家", description="手环",
)  # fmt: skip
PAID = EntryRecord(id="", kind="repayment", day="2026-06-12", amount_fen=10_000, method="ICBC")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Bench]:
    """A furnished ledger to change."""
    made = furnished(tmp_path)
    yield made
    made.close()


def everything(bench: Bench) -> dict[str, list[tuple[Any, ...]]]:
    return tables_of(bench.path, without=())


def row_of(bench: Bench, kind: str, name: str) -> int:
    found = bench.service.entries.rowid_of(kind, name)
    assert found is not None
    return found


def record(bench: Bench, rowid: int) -> EntryRecord:
    return bench.service.entries.detail(rowid).record


def imported(bench: Bench, description: str) -> int:
    (rowid,) = bench.service.entries.find(EntryQuery(text=f'说明:"{description}" 类型:消费')).rowids
    return int(rowid)


ACTIONS: dict[str, Callable[[Bench, OpenEntries], object]] = {
    "add": lambda _, e: e.add(BOUGHT),
    "add with an id": lambda _, e: e.add(replace(BOUGHT, id="mine")),
    "add a refund": lambda _, e: e.add(
        EntryRecord(id="", kind="refund", day="2026-06-11", amount_fen=5, purchase_id="x1")
    ),
    "add other spending": lambda _, e: e.add(replace(BOUGHT, kind="other_spending")),
    "change": lambda b, e: e.change(
        row_of(b, "purchase", "p1"),
        replace(record(b, row_of(b, "purchase", "p1")), amount_fen=240_000, note="新"),
    ),
    "change an imported one": lambda b, e: e.change(
        imported(b, "示例冰箱"), replace(record(b, imported(b, "示例冰箱")), category="家电")
    ),
    "change a refund's purchase": lambda b, e: e.change(
        row_of(b, "refund", "f1"),
        replace(record(b, row_of(b, "refund", "f1")), purchase_id="x1", amount_fen=10),
    ),
    "remove": lambda b, e: e.remove([row_of(b, "repayment", "r1")]),
    "remove a purchase": lambda b, e: e.remove([imported(b, "示例T恤 等多件")]),
    "remove many": lambda _, e: e.remove(list(e.find(EntryQuery(text="类型:其他")).rowids)),
    "split": lambda b, e: e.split(imported(b, "示例冰箱"), 12, 6_000, 1),
    "searches": lambda _, e: e.save_searches([SavedSearch("大额", "金额:>500")]),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_is_one_and_undone_to_the_exact_state(own: Bench, name: str) -> None:
    before, actions = own.tables(), own.query("SELECT count(*) FROM action")[0][0]
    ACTIONS[name](own, own.service.entries)
    after = own.tables()
    assert after != before
    assert own.query("SELECT count(*) FROM action") == [(actions + 1,)]
    done = own.service.next_undo()
    assert done is not None
    assert done.name == name.split(maxsplit=1)[0]
    assert own.check() == []
    own.service.undo()
    assert own.tables() == before
    assert own.check() == []
    own.service.redo()
    assert own.tables() == after
    assert own.check() == []


def test_the_action_tells_what_it_was_about(own: Bench) -> None:
    rowid = own.service.entries.add(BOUGHT)
    told = {"kind": "purchase", "description": "手环", "amount": "30000", "count": "1"}
    done = own.service.next_undo()
    assert done is not None
    assert done.arguments == told
    own.service.entries.remove([rowid, row_of(own, "repayment", "r1")])
    done = own.service.next_undo()
    assert done is not None
    assert done.arguments["count"] == "2"


def test_the_ledger_names_a_new_entry_as_it_does_an_imported_one(own: Bench) -> None:
    rowid = own.service.entries.add(BOUGHT)
    assert own.query("SELECT uid FROM entry WHERE id = ?", rowid) == [(None,)]
    assert record(own, rowid).id == f"e{rowid:09d}"


def test_a_new_entry_takes_no_name_that_a_reloaded_one_bears(own: Bench) -> None:
    own.service.entries.add(replace(BOUGHT, id="e000000900"))
    assert own.service.entries.add(BOUGHT) == 901


def test_an_imported_entry_keeps_its_name_and_its_row_of_the_bill(own: Bench) -> None:
    rowid = imported(own, "示例冰箱")
    stored = record(own, rowid)
    own.service.entries.change(rowid, replace(stored, id="other", amount_fen=1, note="n"))
    assert record(own, rowid) == replace(stored, amount_fen=1, note="n")
    assert own.query("SELECT uid FROM entry WHERE id = ?", rowid) == [(None,)]
    assert own.query("SELECT count(*) FROM import_row WHERE entry_id = ?", rowid) == [(1,)]


def test_a_change_of_nothing_is_no_action(own: Bench) -> None:
    before = everything(own)
    rowid = row_of(own, "purchase", "p1")
    own.service.entries.change(rowid, record(own, rowid))
    own.service.entries.remove([])
    own.service.entries.save_searches([])
    assert own.tables() == {name: before[name] for name in own.tables()}
    assert everything(own)["action"] == before["action"]


def test_a_removed_purchase_takes_its_refunds_and_settlements_along(bench: Bench) -> None:
    entries = bench.service.entries
    bought = entries.add(replace(BOUGHT, id="b", periods=3, fee_rate_ppm=5_000))
    kept = entries.add(replace(BOUGHT, id="c"))
    entries.add(EntryRecord(id="", kind="refund", day="2026-06-11", amount_fen=5, purchase_id="b"))
    entries.add(EntryRecord(id="", kind="early_settlement", day="2026-06-12", amount_fen=0,
                            purchase_id="b"))  # fmt: skip
    assert len(bench.query("SELECT id FROM entry")) == 4
    entries.remove([bought])
    assert bench.query("SELECT id FROM entry") == [(kept,)]


def test_a_removed_row_of_a_bill_does_not_come_back(bench: Bench) -> None:
    rows = [
        Row(order_no="1", description="示例鼠标"),
        Row(order_no="1", description="退款-示例鼠标", amount="9.00", direction="不计收支",
            status="退款成功", time="2026-01-09 08:00:00"),
    ]  # fmt: skip
    bench.import_rows(rows)
    bench.service.entries.remove([imported(bench, "示例鼠标")])
    assert bench.query("SELECT * FROM entry") == []
    again = bench.import_rows(rows, name="again.csv")
    assert bench.query("SELECT * FROM entry") == []
    assert again.needs_review == 0
    assert bench.service.overview().open_questions == 0
    assert bench.service.imports.waiting() == []
    bench.service.undo()
    assert len(bench.query("SELECT * FROM entry")) == 2


def draft(kind: str, **fields: Any) -> EntryRecord:
    given = {"id": "", "day": "2026-06-11", "amount_fen": 100, **fields}
    return EntryRecord(kind=kind, **given)


Refusal = tuple[type[LedgerError], "Callable[[Bench, OpenEntries], object]"]
REFUSALS: dict[str, Refusal] = {
    "no amount": (InvalidFieldError, lambda _, e: e.add(draft("purchase", amount_fen=0))),
    "below zero": (InvalidFieldError, lambda _, e: e.add(draft("transfer", amount_fen=-1))),
    "too large": (InvalidFieldError, lambda _, e: e.add(draft("transfer", amount_fen=10**16))),
    "no day": (InvalidFieldError, lambda _, e: e.add(draft("purchase", day="2026-6-1"))),
    "no kind": (InvalidFieldError, lambda _, e: e.add(draft("gift"))),
    "no state": (InvalidFieldError, lambda _, e: e.add(draft("repayment", state="lost"))),
    "taken id": (InvalidFieldError, lambda _, e: e.add(draft("adjustment", id="p1"))),
    "periods": (InvalidFieldError, lambda _, e: e.add(draft("purchase", periods=121))),
    "too much paid": (
        RepaymentExceedsDebtError, lambda _, e: e.add(draft("repayment", amount_fen=10**9)),
    ),
    "paid too much after all": (
        RepaymentExceedsDebtError,
        lambda b, e: e.change(row_of(b, "repayment", "r1"),
                              replace(record(b, row_of(b, "repayment", "r1")), amount_fen=10**9)),
    ),
    "refund of nothing": (
        UnknownPurchaseError, lambda _, e: e.add(draft("refund", purchase_id="nope")),
    ),
    "refund without a purchase": (UnknownPurchaseError, lambda _, e: e.add(draft("refund"))),
    "refund too large": (
        RefundExceedsPurchaseError,
        lambda _, e: e.add(draft("refund", purchase_id="x1", amount_fen=50_001)),
    ),
    "refund too early": (
        InvalidFieldError, lambda _, e: e.add(draft("refund", purchase_id="x1", day="2026-01-01")),
    ),
    "purchase below its refunds": (
        RefundExceedsPurchaseError,
        lambda b, e: e.change(row_of(b, "purchase", "x1"),
                              replace(record(b, row_of(b, "purchase", "x1")), amount_fen=49)),
    ),
    "purchase after its refund": (
        InvalidFieldError,
        lambda b, e: e.change(row_of(b, "purchase", "x1"),
                              replace(record(b, row_of(b, "purchase", "x1")), day="2026-03-10")),
    ),
    "another kind": (
        InvalidFieldError,
        lambda b, e: e.change(row_of(b, "purchase", "x1"),
                              replace(record(b, row_of(b, "purchase", "x1")), kind="transfer")),
    ),
    "split of a repayment": (
        UnknownPurchaseError, lambda b, e: e.split(row_of(b, "repayment", "r1"), 3),
    ),
    "split into too many": (
        InvalidFieldError, lambda b, e: e.split(row_of(b, "purchase", "x1"), 121),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_leaves_the_file_as_it_was(own: Bench, name: str) -> None:
    error, action = REFUSALS[name]
    own.service.overview()
    before = everything(own)
    with pytest.raises(error):
        action(own, own.service.entries)
    assert everything(own) == before


@pytest.mark.parametrize("action", ["change", "remove", "split"])
def test_an_entry_that_is_gone_is_a_key_error(own: Bench, action: str) -> None:
    entries = own.service.entries
    before = everything(own)
    calls: dict[str, Callable[[], None]] = {
        "change": lambda: entries.change(9_999, BOUGHT),
        "remove": lambda: entries.remove([9_999]),
        "split": lambda: entries.split(9_999, 3),
    }
    with pytest.raises(KeyError):
        calls[action]()
    assert everything(own) == before


def test_a_purchase_under_a_statement_instalment_cannot_go(bench: Bench) -> None:
    entries = bench.service.entries
    bought = entries.add(replace(BOUGHT, day="2026-05-20"))
    entries.add(draft("statement_instalment", day="2026-06-05", amount_fen=20_000, periods=3,
                      details={"statement_date": "2026-06-03"}))  # fmt: skip
    before = everything(bench)
    with pytest.raises(StatementInstalmentError):
        entries.remove([bought])
    assert everything(bench) == before


def test_a_purchase_that_a_repayment_names_cannot_go(bench: Bench) -> None:
    entries = bench.service.entries
    bought = entries.add(replace(BOUGHT, id="b", day="2026-05-20"))
    entries.add(replace(BOUGHT, id="c", day="2026-05-20"))
    told = [{"target": "principal", "amount": 10_000, "statement_date": "2026-06-03",
             "purchase": "b", "period": 1}]  # fmt: skip
    entries.add(replace(PAID, details={"allocations": told}))
    before = everything(bench)
    with pytest.raises(UnknownPurchaseError):
        entries.remove([bought])
    assert everything(bench) == before


def edited(bench: Bench) -> int:
    lines = [{"period": 2, "principal": 5_000}, {"period": 3, "statement_date": "2026-12-03"}]
    return bench.service.entries.add(
        replace(BOUGHT, periods=4, fee_rate_ppm=5_000, details={"edited_lines": lines})
    )


def principals(bench: Bench, rowid: int) -> list[int]:
    return [line.principal_fen for line in bench.service.entries.detail(rowid).schedule]


def test_edited_lines_stay_when_the_purchase_changes(bench: Bench) -> None:
    rowid = edited(bench)
    # (300.00 - 50.00) / 3 = 83.33, the remainder in the last period.
    assert principals(bench, rowid) == [8_333, 5_000, 8_333, 8_334]
    bench.service.entries.change(rowid, replace(record(bench, rowid), amount_fen=35_000))
    assert principals(bench, rowid) == [10_000, 5_000, 10_000, 10_000]
    bench.service.entries.split(rowid, 3, 5_000)
    assert principals(bench, rowid) == [15_000, 5_000, 15_000]
    schedule = bench.service.entries.detail(rowid).schedule
    assert [line.is_edited for line in schedule] == [False, True, True]
    assert schedule[2].statement_date == date(2026, 12, 3)


def test_a_change_that_edited_lines_cannot_bear_is_refused(bench: Bench) -> None:
    rowid = edited(bench)
    before = everything(bench)
    stored = record(bench, rowid)
    for changed in (replace(stored, amount_fen=4_999), replace(stored, periods=2)):
        with pytest.raises(InvalidFieldError, match="edited_lines"):
            bench.service.entries.change(rowid, changed)
        assert everything(bench) == before


def lock(bench: Bench, day: date) -> None:
    with bench.uow() as uow:
        uow.journal.begin("reconcile", {})
        uow.reconciliations.save(Reconciliation(statement_date=day, is_locked=True))
        uow.commit()


@pytest.mark.parametrize("action", ["add", "change", "remove", "split"])
def test_a_locked_statement_is_asked_about_first(bench: Bench, action: str) -> None:
    entries = bench.service.entries
    rowid = entries.add(replace(BOUGHT, day="2026-05-20"))
    lock(bench, date(2026, 6, 3))
    changed = replace(record(bench, rowid), amount_fen=1)
    calls: dict[str, Callable[..., object]] = {
        "add": lambda *, sure: entries.add(replace(BOUGHT, day="2026-05-21"), allow_locked=sure),
        "change": lambda *, sure: entries.change(rowid, changed, allow_locked=sure),
        "remove": lambda *, sure: entries.remove([rowid], allow_locked=sure),
        "split": lambda *, sure: entries.split(rowid, 3, allow_locked=sure),
    }
    before = everything(bench)
    with pytest.raises(LockedStatementError) as refusal:
        calls[action](sure=False)
    assert refusal.value.statement_dates == (date(2026, 6, 3),)
    assert everything(bench) == before
    calls[action](sure=True)
    assert bench.tables() != {name: before[name] for name in bench.tables()}


def test_what_leaves_a_locked_statement_alone_needs_no_leave(bench: Bench) -> None:
    rowid = bench.service.entries.add(replace(BOUGHT, day="2026-05-20"))
    lock(bench, date(2026, 6, 3))
    bench.service.entries.add(BOUGHT)
    bench.service.entries.change(rowid, replace(record(bench, rowid), note="x"))


def test_a_preview_says_what_the_change_does_and_writes_nothing(own: Bench) -> None:
    entries = own.service.entries
    own.service.overview()
    before = everything(own)
    rowid = row_of(own, "purchase", "p1")
    changed = replace(record(own, rowid), periods=1, details={})
    previews = [entries.preview(None, BOUGHT), entries.preview(rowid, changed)]
    with pytest.raises(RepaymentExceedsDebtError):
        entries.preview(None, replace(PAID, amount_fen=10**9))
    assert everything(own) == before
    totals = {row.figures.statement_date: row.figures.total_fen for row in own.service.statements()}
    owed = own.service.overview().owed_fen
    acts: list[Callable[[], object]] = [
        lambda: entries.add(BOUGHT),
        lambda: entries.change(rowid, changed),
    ]
    for preview, act in zip(previews, acts, strict=True):
        assert preview.owed_before_fen == owed
        assert preview.statements
        act()
        after = {row.figures.statement_date: row.figures.total_fen
                 for row in own.service.statements()}  # fmt: skip
        for each in preview.statements:
            assert each.total_before_fen == totals.get(each.statement_date, 0)
            assert each.total_after_fen == after.get(each.statement_date, 0)
        assert preview.owed_after_fen == own.service.overview().owed_fen
        own.service.undo()


def test_a_preview_of_what_is_still_ahead_shows_that_day(bench: Bench) -> None:
    ahead = replace(BOUGHT, day="2026-07-10")
    shown = bench.service.entries.preview(None, ahead)
    (change,) = shown.statements
    assert (change.statement_date, change.total_after_fen) == (date(2026, 8, 3), 30_000)
    assert (shown.owed_before_fen, shown.owed_after_fen) == (0, 30_000)
    rowid = bench.service.entries.add(ahead)
    back = bench.service.entries.preview(rowid, replace(record(bench, rowid), day="2026-06-10"))
    assert {each.statement_date: each.total_after_fen for each in back.statements} == {
        date(2026, 7, 3): 30_000, date(2026, 8, 3): 0,
    }  # fmt: skip


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_calendar_bears_is_refused(bench: Bench, day: str) -> None:
    wrong = replace(BOUGHT, day=day)
    assert [each.code for each in bench.service.entries.problems(wrong)] == ["bad_day"]
    with pytest.raises(InvalidFieldError):
        bench.service.entries.add(wrong)
    late = replace(
        BOUGHT, periods=2, details={"edited_lines": [{"period": 1, "statement_date": "9999-12-31"}]}
    )
    with pytest.raises(InvalidFieldError):
        bench.service.entries.add(late)
    assert bench.service.overview().is_empty


@pytest.mark.parametrize("time", ["10:00", "24:00:00", "1:00:00", "x", "10:00:00.5"])
def test_a_time_that_is_none_is_refused(bench: Bench, time: str) -> None:
    wrong = replace(BOUGHT, time=time)
    assert [each.field for each in bench.service.entries.problems(wrong)] == ["time"]
    with pytest.raises(InvalidFieldError):
        bench.service.entries.add(wrong)


def test_a_purchase_without_a_time_counts_as_one_of_midnight(bench: Bench) -> None:
    bench.service.entries.add(replace(BOUGHT, day="2026-06-01"))
    bench.service.entries.add(replace(BOUGHT, day="2026-06-01", time="", amount_fen=500))
    bench.service.entries.add(replace(PAID, amount_fen=500))
    (statement,) = bench.service.statements_on(TODAY, with_lines=True)
    lines = statement.figures.instalments
    assert [(line.principal_fen, line.left_fen) for line in lines] == [(500, 0), (30_000, 30_000)]


@pytest.mark.parametrize("name", ["e²", "e" + "9" * 30, "e1", "e0000000001", "e"])
def test_a_name_that_only_looks_like_one_of_the_ledgers_is_found_nowhere(
    bench: Bench, name: str
) -> None:
    bench.service.entries.add(BOUGHT)
    assert bench.service.entries.rowid_of("purchase", name) is None
    assert bench.service.entries.rowid_of("purchase", "e000000001") == 1


def test_saved_searches_are_kept_in_their_order(own: Bench) -> None:
    entries = own.service.entries
    assert entries.saved_searches() == []
    kept = [SavedSearch("小米", "商户:小米"), SavedSearch("大额", '金额:>500 "x"')]
    entries.save_searches(kept)
    assert entries.saved_searches() == kept
    again = own.reopened()
    assert again.service.entries.saved_searches() == kept
    again.service.entries.save_searches([])
    assert again.service.entries.saved_searches() == []
    again.service.undo()
    assert again.service.entries.saved_searches() == kept
    again.close()


def test_a_refund_is_shown_by_what_was_bought(own: Bench) -> None:
    refund = draft("refund", purchase_id="x1", amount_fen=7)
    rowid = own.service.entries.add(refund)
    (row,) = own.service.entries.rows([rowid])
    assert (row.description, row.state, row.day) == ("示例大米 10kg", "booked", date(2026, 6, 11))
    assert row.day <= TODAY
