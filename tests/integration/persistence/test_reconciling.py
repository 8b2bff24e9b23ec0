"""Reconciling on real files: what is kept, what a lock refuses, and that undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.change_entries import book_entry, split_purchase
from huanqing.application.entry_models import SavedSearch
from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import ExchangeFormatError, LockedStatementError
from huanqing.application.exchange import read_ledger
from huanqing.application.locked_statements import keep_locked
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.errors import InvalidFieldError
from integration.persistence.ledgers import EXAMPLE, TODAY, Bench, delete_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.read_models import StatementRow
    from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork

JUNE = date(2026, 6, 3)
JULY = date(2026, 7, 3)
BOUGHT: dict[str, Any] = {
    "id": "p0",
    "time": "2026-05-20T10:00:00",
    "amount": 30_000,
    "merchant": "京东自营",
}


def example() -> dict[str, Any]:
    return {**EXAMPLE, "purchases": [BOUGHT, *EXAMPLE["purchases"]]}


@pytest.fixture
def june(bench: Bench) -> Bench:
    """The example of ledger.md with a purchase of its own in the statement of June."""
    bench.load(example())
    return bench


def row_of(bench: Bench, statement_date: date) -> StatementRow:
    rows = bench.service.statements()
    return next(row for row in rows if row.figures.statement_date == statement_date)


def lock(bench: Bench, statement_date: date = JUNE) -> None:
    value = Reconciliation(statement_date=statement_date, stated_total_fen=1, is_locked=True)
    bench.service.statement_actions.save_reconciliation(value)


def guarded(
    bench: Bench, action: Callable[[SqlUnitOfWork], object], *, allow_locked: bool = False
) -> None:
    with bench.uow() as uow:
        with keep_locked(uow, TODAY, allow_locked=allow_locked):
            action(uow)
        uow.commit()


def undo_and_redo(bench: Bench, before: dict[str, Any], after: dict[str, Any]) -> None:
    bench.service.undo()
    assert bench.tables() == before
    bench.service.redo()
    assert bench.tables() == after
    bench.service.undo()
    assert bench.tables() == before


def test_what_was_noted_comes_back_as_it_was_saved(june: Bench) -> None:
    value = Reconciliation(
        statement_date=JUNE,
        stated_total_fen=1234,
        stated_due_date=date(2026, 6, 13),
        ticked=frozenset({("p1", 1), ("p0", 1)}),
        note="打电话问过",
    )
    june.service.statement_actions.save_reconciliation(value)
    assert june.service.statement_actions.reconciliation(JUNE) == value
    assert june.service.statement_actions.reconciliations() == {JUNE: value}
    assert june.service.statement_actions.reconciliation(JULY) == Reconciliation(
        statement_date=JULY
    )


def test_locking_notes_total_and_moment_and_unlocking_forgets_them(june: Bench) -> None:
    lock(june)
    found = june.service.statement_actions.reconciliation(JUNE)
    figures = row_of(june, JUNE).figures
    assert found.agreed_fen == figures.total_fen - figures.penalty_fen == 110_937
    assert found.done_at == "2026-06-20T12:00:00+08:00"
    june.service.statement_actions.save_reconciliation(replace(found, is_locked=False))
    found = june.service.statement_actions.reconciliation(JUNE)
    assert (found.agreed_fen, found.done_at, found.is_locked) == (None, "", False)
    assert found.stated_total_fen == 1


def test_each_save_is_one_action_with_its_name_undone_and_redone(june: Bench) -> None:
    begun = Reconciliation(statement_date=JUNE, stated_total_fen=5)
    for value, name in (
        (begun, "reconcile"),
        (replace(begun, is_locked=True), "lock"),
        (begun, "unlock"),
    ):
        before = june.tables()
        june.service.statement_actions.save_reconciliation(value)
        done = june.service.next_undo()
        assert done is not None
        assert (done.name, done.arguments) == (name, {"statement": "2026-06-03"})
        undo_and_redo(june, before, june.tables())
        june.service.redo()


def test_saving_what_is_there_already_is_no_action(june: Bench) -> None:
    lock(june)
    count = june.query("SELECT count(*) FROM action")
    june.service.statement_actions.save_reconciliation(
        june.service.statement_actions.reconciliation(JUNE)
    )
    june.service.statement_actions.save_reconciliation(Reconciliation(statement_date=JULY))
    assert june.query("SELECT count(*) FROM action") == count


@pytest.mark.parametrize("day", [JULY, date(2026, 4, 3)])
def test_a_statement_that_is_not_out_or_not_there_is_not_locked(june: Bench, day: date) -> None:
    before = june.tables()
    with pytest.raises(InvalidFieldError):
        lock(june, day)
    assert june.tables() == before


def test_a_note_on_a_locked_statement_keeps_what_was_agreed(june: Bench) -> None:
    lock(june)
    locked = june.service.statement_actions.reconciliation(JUNE)
    guarded(june, lambda uow: delete_named(uow, "purchase", "p0"), allow_locked=True)
    forged = replace(locked, note="later", agreed_fen=7, done_at="never")
    june.service.statement_actions.save_reconciliation(forged)
    assert june.service.statement_actions.reconciliation(JUNE) == replace(locked, note="later")


@pytest.mark.parametrize(
    "change",
    [
        lambda uow: delete_named(uow, "purchase", "p0"),
        lambda uow: split_purchase(uow, "p0", 3),
        lambda uow: book_entry(
            uow, EntryRecord(id="x", kind="purchase", day="2026-05-25", amount_fen=1, periods=1)
        ),
        lambda uow: book_entry(
            uow,
            EntryRecord(
                id="later",
                kind="refund",
                day="2026-06-25",
                amount_fen=200_000,
                state="booked",
                purchase_id="p1",
            ),
        ),
    ],
    ids=["remove", "split", "add", "refund of a day ahead"],
)
def test_a_change_of_a_locked_statement_is_refused_with_its_date(
    june: Bench, change: Callable[[SqlUnitOfWork], object]
) -> None:
    lock(june)
    before = june.tables()
    with pytest.raises(LockedStatementError) as caught:
        guarded(june, change)
    assert caught.value.statement_dates == (JUNE,)
    assert june.tables() == before
    guarded(june, change, allow_locked=True)
    assert june.tables() != before


def test_a_repayment_and_a_purchase_of_a_later_statement_are_no_alteration(june: Bench) -> None:
    lock(june)
    paid = EntryRecord(
        id="r9", kind="repayment", day="2026-06-11", amount_fen=2_000, state="booked"
    )
    guarded(june, lambda uow: book_entry(uow, paid))
    later = EntryRecord(id="p9", kind="purchase", day="2026-06-19", amount_fen=500, periods=1)
    guarded(june, lambda uow: book_entry(uow, later))
    assert row_of(june, JUNE).changed_since_lock is False


def test_a_row_tells_its_lock_and_a_change_behind_it_but_no_penalty(june: Bench) -> None:
    assert (row_of(june, JUNE).is_locked, row_of(june, JUNE).changed_since_lock) == (False, False)
    lock(june)
    month_later = Bench(june.file, date(2026, 7, 20))
    late = row_of(month_later, JUNE)
    assert late.figures.penalty_fen > row_of(june, JUNE).figures.penalty_fen
    assert (late.is_locked, late.changed_since_lock) == (True, False)
    guarded(june, lambda uow: delete_named(uow, "purchase", "p0"), allow_locked=True)
    assert (row_of(june, JUNE).is_locked, row_of(june, JUNE).changed_since_lock) == (True, True)


def test_the_overview_asks_for_the_newest_statement_that_is_out_and_not_locked(
    june: Bench,
) -> None:
    assert june.service.overview().unreconciled == JUNE
    lock(june)
    assert june.service.overview().unreconciled is None
    assert Bench(june.file, date(2026, 7, 5)).service.overview().unreconciled == JULY
    assert Bench(june.file, date(2027, 3, 5)).service.overview().unreconciled is None


def test_reconciliations_and_saved_searches_survive_the_exchange_format(
    june: Bench, tmp_path: Any
) -> None:
    lock(june)
    value = june.service.statement_actions.reconciliation(JUNE)
    june.service.statement_actions.save_reconciliation(
        replace(value, ticked=frozenset({("p0", 1)}), stated_due_date=JULY, note="好")
    )
    document = june.export()
    document["saved_searches"] = [{"name": "大额", "text": "amount>1000"}]
    other = Bench.new(tmp_path, "other.huanqing")
    other.load(document)
    assert other.export() == document
    assert other.service.entries.saved_searches() == [SavedSearch("大额", "amount>1000")]
    assert other.service.statement_actions.reconciliations() == (
        june.service.statement_actions.reconciliations()
    )
    other.close()


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("reconciliations", [{}], "reconciliations[0].statement_date"),
        ("reconciliations", [{"statement_date": "soon"}], "reconciliations[0].statement_date"),
        (
            "reconciliations",
            [{"statement_date": "2026-06-03"}, {"statement_date": "2026-06-03"}],
            "reconciliations[1].statement_date",
        ),
        (
            "reconciliations",
            [{"statement_date": "2026-06-03", "ticked": [{"purchase": "p1"}]}],
            "reconciliations[0].ticked[0]",
        ),
        (
            "reconciliations",
            [{"statement_date": "2026-06-03", "locked": 1}],
            "reconciliations[0].locked",
        ),
        ("saved_searches", [{"name": "x"}], "saved_searches[0].text"),
    ],
)
def test_notes_that_break_the_format_are_refused_with_their_field(
    key: str, value: object, field: str
) -> None:
    with pytest.raises(ExchangeFormatError) as refusal:
        read_ledger({**EXAMPLE, key: value})
    assert refusal.value.field == field


def test_an_empty_reconciliation_of_a_file_takes_the_defaults() -> None:
    content = read_ledger({**EXAMPLE, "reconciliations": [{"statement_date": "2026-06-03"}]})
    assert content.reconciliations == (Reconciliation(statement_date=JUNE),)
    assert content.extra == {}
