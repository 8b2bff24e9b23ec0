"""A preview on a real file: it tells what would change and changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.application.change_entries import book_entry
from huanqing.application.change_preview import preview_change
from huanqing.application.entry_record import EntryRecord
from huanqing.application.statement_models import StatementChange
from huanqing.domain.errors import RepaymentExceedsDebtError
from integration.persistence.ledgers import EXAMPLE, TODAY, delete_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.statement_models import ChangePreview
    from huanqing.infrastructure.persistence.unit_of_work import SqlUnitOfWork
    from integration.persistence.ledgers import Bench

OLD = {"id": "old", "time": "2025-05-20T10:00:00", "amount": 30_000}
PAID = {"id": "r0", "date": "2025-06-05", "amount": 30_000, "channel": "ICBC 1234"}
JUNE_2025 = date(2025, 6, 3)


def previewed(bench: Bench, apply: Callable[[SqlUnitOfWork], object]) -> ChangePreview:
    with bench.uow() as uow:
        return preview_change(uow, TODAY, lambda: apply(uow))


def load(bench: Bench) -> None:
    bench.load({
        **EXAMPLE,
        "purchases": [OLD, *EXAMPLE["purchases"]],
        "repayments": [PAID, *EXAMPLE["repayments"]],
    })  # fmt: skip


def test_a_purchase_shows_in_its_statement_the_debt_and_the_limit(bench: Bench) -> None:
    load(bench)
    before = bench.tables()
    new = EntryRecord(id="n", kind="purchase", day="2026-06-10", amount_fen=700, periods=1)
    found = previewed(bench, lambda uow: book_entry(uow, new))
    (change,) = found.statements
    assert change.statement_date == date(2026, 7, 3)
    assert change.total_after_fen - change.total_before_fen == 700
    assert change.left_after_fen - change.left_before_fen == 700
    assert found.owed_after_fen - found.owed_before_fen == 700
    assert found.available_before_fen is not None
    assert found.available_after_fen == found.available_before_fen - 700
    assert found.fees_after_fen == found.fees_before_fen
    assert bench.tables() == before
    assert bench.query("SELECT count(*) FROM action") == [(1,)]


def test_closed_statements_are_compared_too_and_one_that_goes_shows_as_nothing(
    bench: Bench,
) -> None:
    load(bench)
    bench.service.overview()
    assert bench.query("SELECT statement_date FROM closed_statement") == [("2025-06-03",)]

    def take_away(uow: SqlUnitOfWork) -> None:
        delete_named(uow, "repayment", "r0")
        delete_named(uow, "purchase", "old")

    found = previewed(bench, take_away)
    assert found.statements == (StatementChange(JUNE_2025, date(2025, 6, 12), 30_000, 0, 0, 0),)
    assert found.owed_after_fen == found.owed_before_fen


def test_an_unknown_limit_stays_unknown_and_no_change_shows_nothing(bench: Bench) -> None:
    bench.load({**EXAMPLE, "account": {"name": "x"}})
    found = previewed(bench, lambda _uow: None)
    assert found.statements == ()
    assert (found.available_before_fen, found.available_after_fen) == (None, None)


def test_what_booking_would_raise_is_raised(bench: Bench) -> None:
    load(bench)
    too_much = EntryRecord(
        id="n", kind="repayment", day="2026-06-20", amount_fen=10**9, state="booked"
    )
    with pytest.raises(RepaymentExceedsDebtError):
        previewed(bench, lambda uow: book_entry(uow, too_much))
