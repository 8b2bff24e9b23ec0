"""The text of the first figures, and the ledger that is opened late."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from huanqing.application.first_figures import first_figures_of, first_figures_text
from huanqing.application.late_ledger import LateLedger
from huanqing.application.overview_models import EntryRow, FirstFigures, Overview, StatementRow
from huanqing.application.progress import Cancelled
from huanqing.application.services import LedgerService
from huanqing.domain.day_figures import Cause, DayFigures
from huanqing.domain.statement import InstalmentFigures, StatementFigures, StatementState

TODAY = date(2026, 7, 21)
LINES = (InstalmentFigures("p1", 1, 3, 50_000, 325, 50_325),)
DUE = StatementRow(
    StatementFigures(date(2026, 7, 3), date(2026, 7, 12), 50_000, 325, 9, 0, LINES),
    StatementState.OVERDUE,
    5_033,
    is_locked=True,
    changed_since_lock=True,
)
ENTRY = EntryRow(
    "p1", "purchase", TODAY, "08:00:00", 150_000, "小米", "手机", "", "白条", "7", "", 3
)
OVERVIEW = Overview(
    today=TODAY,
    is_pinned=True,
    account_name="京东白条",
    limit=DayFigures(TODAY, None, 7, None, is_frozen=True, causes=(Cause("paid", 1, "p1"),)),
    owed_fen=50_334,
    next_due=DUE,
    overdue_fen=12,
    overdue_count=1,
    recent=(ENTRY, ENTRY._replace(id="p2")),
    is_empty=False,
    open_questions=3,
    channel_count=4,
    unknown_card_limits=5,
    is_account_told=False,
    unreconciled=date(2026, 7, 3),
    pending_refunds=6,
    needs_periods=7,
    waiting_rows=8,
    temporary_limit_ends=date(2026, 8, 1),
    temporary_limit_fen=9,
    freeze_until=date(2026, 9, 1),
)


def test_figures_come_back_as_they_were_but_for_lines_and_causes() -> None:
    found = first_figures_of(first_figures_text(FirstFigures(OVERVIEW, is_demo=True)))
    bare = DUE._replace(figures=replace(DUE.figures, instalments=()))
    expected = OVERVIEW._replace(next_due=bare, limit=replace(OVERVIEW.limit, causes=()))
    assert found == FirstFigures(expected, is_demo=True)


def test_a_ledger_without_anything_due_comes_back() -> None:
    quiet = OVERVIEW._replace(
        next_due=None,
        recent=(),
        unreconciled=None,
        freeze_until=None,
        temporary_limit_ends=None,
        limit=DayFigures(TODAY, 10, 3, 7, is_frozen=False),
    )
    first = FirstFigures(quiet, is_demo=False)
    assert first_figures_of(first_figures_text(first)) == first


def broken_texts() -> list[str]:
    whole = json.loads(first_figures_text(FirstFigures(OVERVIEW, is_demo=False)))
    of_another_program = {**whole, "overview": {**whole["overview"], "new_field": 1}}
    of_no_day = {**whole, "overview": {**whole["overview"], "today": "soon"}}
    lacking = {"is_demo": False, "overview": {"today": "2026-07-21"}}
    return ["", "{", "[]", "7", *map(json.dumps, (of_another_program, of_no_day, lacking))]


@pytest.mark.parametrize("text", broken_texts())
def test_what_is_no_such_text_holds_no_figures(text: str) -> None:
    assert first_figures_of(text) is None


class Entries:
    def find(self, text: str, *, head: int) -> tuple[str, int]:
        return text, head

    @property
    def preparation(self) -> Entries:
        return self


class Ledger:
    is_demo = True

    def __init__(self) -> None:
        self.entries = Entries()
        self.is_closed = False

    def today(self) -> date:
        return TODAY

    def next_undo(self) -> str:
        return "undo"

    def close(self) -> None:
        self.is_closed = True


class Opening:
    """Opens a ledger, or raises; counts how often it was asked to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.count = 0
        self.ledger = Ledger()

    def __call__(self) -> LedgerService:
        self.count += 1
        if self.error is not None:
            raise self.error
        return cast("LedgerService", self.ledger)


def test_a_late_ledger_is_opened_once_by_the_first_who_asks() -> None:
    opening = Opening()
    late = LateLedger("/a", opening)
    assert late.path == "/a"
    entries, next_undo = late.entries, late.next_undo
    preparation = entries.preparation
    assert opening.count == 0
    assert next_undo() == "undo"
    assert entries.find("大米", head=3) == ("大米", 3)
    assert preparation.find("x", head=1) == ("x", 1)
    assert (late.is_demo, late.today()) == (True, TODAY)
    assert late.entries is opening.ledger.entries
    assert opening.count == 1


def test_the_first_hears_why_a_late_ledger_does_not_open_and_the_rest_do_not() -> None:
    opening = Opening(OSError("gone"))
    late = LateLedger("/a", opening)
    with pytest.raises(OSError, match="gone"):
        late.next_undo()
    with pytest.raises(Cancelled):
        _ = late.is_demo
    with pytest.raises(Cancelled):
        late.entries.find("x", head=1)
    assert opening.count == 1


def test_closing_a_late_ledger_closes_what_was_opened_and_opens_nothing() -> None:
    opening = Opening()
    late = LateLedger("/a", opening)
    late.close()
    with pytest.raises(Cancelled):
        late.next_undo()
    assert opening.count == 0
    again = LateLedger("/a", opening)
    again.today()
    again.close()
    assert opening.ledger.is_closed
