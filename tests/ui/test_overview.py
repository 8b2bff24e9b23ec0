from __future__ import annotations

from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from huanqing.application.progress import Cancelled
from huanqing.domain.credit_limit import DayFigures
from huanqing.domain.errors import InvalidAmountError
from huanqing.ui.formatting import HIDDEN, Formatter
from huanqing.ui.overview.view import OverviewPage
from huanqing.ui.overview.view_model import OverviewState, OverviewViewModel
from ui.fake_service import (
    STATEMENTS,
    TODAY,
    FakeLedgerService,
    make_empty_overview,
    make_overview,
)
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton
    from pytestqt.qtbot import QtBot

    from huanqing.application.progress import Progress
    from huanqing.application.read_models import Overview
    from huanqing.ui.task_runner import TaskRunner

QUIET = make_overview()._replace(next_due=STATEMENTS[2])
"""Nothing is to be done: what is due next is weeks away."""


def show(
    qtbot: QtBot, runner: TaskRunner, overview: Overview, *, hide: bool = False
) -> OverviewState:
    formatter = Formatter(hide_amounts=hide)
    model = OverviewViewModel(FakeLedgerService(overview), runner, formatter)
    with qtbot.waitSignal(model.state_changed):
        model.refresh()
    assert model.state is not None
    return model.state


def with_limit(total: int | None, used: int, *, is_frozen: bool = False) -> Overview:
    available = None if total is None else total - used
    limit = DayFigures(TODAY, total, used, available, is_frozen=is_frozen)
    return QUIET._replace(limit=limit)


def test_the_ring_shows_what_is_available_and_the_share_in_use(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    limit = show(qtbot, runner, with_limit(1000000, 250000)).limit
    assert limit.ring.figure == "¥7,500.00"
    assert limit.ring.used_permille == 250
    assert (limit.total, limit.used, limit.temporary) == ("¥10,000.00", "¥2,500.00", "")


def test_an_unknown_limit_is_shown_as_unknown(qtbot: QtBot, runner: TaskRunner) -> None:
    limit = show(qtbot, runner, with_limit(None, 250000)).limit
    assert limit.ring.figure == "Unknown"
    assert limit.ring.used_permille is None
    assert limit.note == "Unknown: enter your limit"


def test_a_negative_limit_is_red_and_not_clamped(qtbot: QtBot, runner: TaskRunner) -> None:
    ring = show(qtbot, runner, with_limit(100000, 123456)).limit.ring
    assert ring.figure == "-¥234.56"
    assert ring.tone == "bad"
    assert ring.used_permille == 1000


def test_a_frozen_limit_says_until_when(qtbot: QtBot, runner: TaskRunner) -> None:
    frozen = with_limit(100000, 0, is_frozen=True)
    limit = show(qtbot, runner, frozen).limit
    assert (limit.note, limit.tone) == ("The limit is frozen.", "bad")
    assert limit.ring.is_frozen
    limit = show(qtbot, runner, frozen._replace(freeze_until=date(2026, 7, 9))).limit
    assert limit.note == "The limit is frozen until 9 July."


def test_the_temporary_part_tells_its_end(qtbot: QtBot, runner: TaskRunner) -> None:
    ends = date(2026, 7, 31)
    overview = with_limit(1000000, 0)._replace(
        temporary_limit_ends=ends, temporary_limit_fen=200000
    )
    limit = show(qtbot, runner, overview).limit
    assert limit.temporary == "¥2,000.00 of it until 31 July"
    assert limit.ring.temporary_permille == 200


def test_a_hidden_ring_does_not_tell_its_share(qtbot: QtBot, runner: TaskRunner) -> None:
    overview = with_limit(100000, 123456)._replace(
        temporary_limit_ends=TODAY, temporary_limit_fen=50000
    )
    limit = show(qtbot, runner, overview, hide=True).limit
    assert limit.ring.figure == HIDDEN
    assert limit.ring.used_permille is None
    assert limit.ring.temporary_permille == 0
    assert limit.ring.tone == "text"
    assert not limit.note


def test_the_next_due_amount_counts_the_days(qtbot: QtBot, runner: TaskRunner) -> None:
    expected = {5: "in 5 days", 1: "tomorrow", 0: "today"}
    for days, words in expected.items():
        due_date = STATEMENTS[1].figures.due_date
        overview = make_overview()._replace(today=due_date.replace(day=due_date.day - days))
        state = show(qtbot, runner, overview)
        assert (state.due.name, state.due.figure) == ("Next due", "¥503.25")
        assert state.due.note == f"due 12 July, {words}"


def test_an_unbilled_statement_is_marked(qtbot: QtBot, runner: TaskRunner) -> None:
    state = show(qtbot, runner, QUIET)
    assert state.due.note == "due 12 August, in 36 days, not billed yet"


def test_what_is_overdue_comes_before_what_is_due(qtbot: QtBot, runner: TaskRunner) -> None:
    state = show(qtbot, runner, make_overview()._replace(overdue_fen=9900, overdue_count=2))
    assert (state.due.name, state.due.figure, state.due.tone) == ("Overdue", "¥99.00", "bad")
    assert state.due.note == (
        "2 statements are overdue: pay today. Then ¥503.25 due 12 July, in 5 days"
    )


def test_refunds_on_their_way_are_told(qtbot: QtBot, runner: TaskRunner) -> None:
    assert show(qtbot, runner, QUIET).owed.note == "Over all statements"
    state = show(qtbot, runner, QUIET._replace(pending_refunds=2))
    assert state.owed.note == "2 refunds are not booked yet"


STEPS: list[tuple[Overview, str, str, str]] = [
    (
        QUIET._replace(overdue_fen=9900, overdue_count=1),
        "Pay ¥99.00 today: 1 statement is overdue.",
        "statements",
        "",
    ),
    (make_overview(), "Pay ¥503.25 by 12 July, in 5 days.", "statements", ""),
    (with_limit(100000, 0, is_frozen=True), "The limit is frozen.", "settings", ""),
    (
        QUIET._replace(needs_periods=2),
        "2 purchases: say in how many periods they are paid.",
        "",
        "状态:待定",
    ),
    (QUIET._replace(waiting_rows=1), "1 imported row waits for your decision.", "import", ""),
    (with_limit(None, 0), "Your credit limit is not known yet.", "settings", ""),
    (
        QUIET._replace(is_account_told=False),
        "Statement day and due date are guessed.",
        "settings",
        "",
    ),
    (QUIET._replace(channel_count=0), "No card to repay from is known yet.", "settings", ""),
    (
        QUIET._replace(channel_count=3, unknown_card_limits=2),
        "2 cards have no limits yet.",
        "settings",
        "",
    ),
    (
        QUIET._replace(unreconciled=date(2026, 7, 3)),
        "Compare the statement of 3 July with what JD shows.",
        "statements",
        "",
    ),
]


@pytest.mark.parametrize(("overview", "text", "page", "search"), STEPS)
def test_each_situation_has_its_step_and_its_place(
    qtbot: QtBot, runner: TaskRunner, overview: Overview, text: str, page: str, search: str
) -> None:
    (step,) = show(qtbot, runner, overview).steps
    assert (step.text, step.page, step.search) == (text, page, search)
    assert step.action


def test_with_nothing_to_do_one_calm_line_says_so(
    stage: PageStage, qtbot: QtBot, runner: TaskRunner
) -> None:
    assert show(qtbot, runner, QUIET).steps == ()
    page = stage.show(OverviewPage, FakeLedgerService(QUIET))
    assert "Nothing to do: everything is paid and filled in." in shown_texts(page)
    assert page.steps.buttons == []


def test_a_statement_that_is_due_later_is_no_step_yet(qtbot: QtBot, runner: TaskRunner) -> None:
    overview = make_overview()._replace(today=date(2026, 7, 4))
    assert show(qtbot, runner, overview).steps == ()


BUSY = make_overview()._replace(
    limit=DayFigures(TODAY, None, 876543, None, is_frozen=True),
    overdue_fen=9900,
    overdue_count=1,
    needs_periods=1,
    waiting_rows=4,
    channel_count=0,
    unreconciled=date(2026, 7, 3),
)


def test_at_most_five_steps_are_shown_the_most_urgent_first(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    texts = [step.text for step in show(qtbot, runner, BUSY).steps]
    assert texts == [
        "Pay ¥99.00 today: 1 statement is overdue.",
        "Pay ¥503.25 by 12 July, in 5 days.",
        "The limit is frozen.",
        "1 purchase: say in how many periods it is paid.",
        "4 imported rows wait for your decision.",
    ]


def test_the_button_of_a_step_leads_to_its_place(qtbot: QtBot, stage: PageStage) -> None:
    page = stage.show(OverviewPage, FakeLedgerService(BUSY))
    buttons = page.steps.buttons
    assert len(buttons) == 5
    with qtbot.waitSignal(page.page_requested) as asked:
        press(buttons[0])
    assert asked.args == ["statements"]
    with qtbot.waitSignal(page.search_requested) as searched:
        press(buttons[3])
    assert searched.args == ["状态:待定"]
    with qtbot.waitSignal(page.page_requested) as asked:
        press(buttons[4])
    assert asked.args == ["import"]


def press(button: QPushButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_page_shows_the_figures(stage: PageStage) -> None:
    page = stage.show(OverviewPage, FakeLedgerService())
    expected = {"¥20,000.00", "¥8,765.43", "¥503.25", "due 12 July, in 5 days", "Next due"}
    assert expected <= shown_texts(page)
    assert page.entries.rowCount() == 10


def test_enter_opens_a_recent_entry(qtbot: QtBot, stage: PageStage) -> None:
    page = stage.show(OverviewPage, FakeLedgerService())
    page.entry_table.select_row(2)
    page.entry_table.setFocus()
    with qtbot.waitSignal(page.entry_requested) as asked:
        QTest.keyClick(page.entry_table, Qt.Key.Key_Return)
    assert asked.args == ["purchase", "e3"]


def test_an_empty_ledger_offers_three_ways_to_begin(qtbot: QtBot, stage: PageStage) -> None:
    page = stage.show(OverviewPage, FakeLedgerService(make_empty_overview()))
    assert "The ledger is empty" in shown_texts(page)
    assert not page.steps.isVisible()
    empty = page.empty
    ways = {empty.import_bills: "import", empty.open_demo: "demo"}
    for button, place in ways.items():
        assert button.isVisible()
        with qtbot.waitSignal(page.page_requested) as asked:
            press(button)
        assert asked.args == [place]
    with qtbot.waitSignal(page.new_entry_requested):
        press(empty.enter_purchase)


def test_hidden_amounts_leave_no_digit_of_money(stage: PageStage) -> None:
    overview = BUSY._replace(
        limit=DayFigures(TODAY, 2000000, 876543, 1123457, is_frozen=False),
        temporary_limit_ends=TODAY,
        temporary_limit_fen=500000,
    )
    page = stage.show(OverviewPage, FakeLedgerService(overview))
    stage.formatter.set_hide_amounts(hide=True)
    texts = shown_texts(page) | {button.text() for button in page.steps.buttons}
    texts |= {
        str(page.entries.index(row, column).data())
        for row in range(page.entries.rowCount())
        for column in range(page.entries.columnCount())
    }
    assert "Pay *** today: 1 statement is overdue." in texts
    for text in texts:
        assert "¥" not in text
        assert not any(figure in text for figure in ("503", "8,765", "99.00", "1,234", "5,000"))


@pytest.mark.parametrize("size", [(1024, 700), (1280, 860)])
def test_everything_fits_into_the_page(stage: PageStage, size: tuple[int, int]) -> None:
    page = stage.show(OverviewPage, FakeLedgerService(BUSY), size)
    hint = page.minimumSizeHint()
    assert hint.width() <= page.width()
    assert hint.height() <= page.height()
    last = page.steps.buttons[-1]
    assert page.steps.rect().contains(last.geometry())
    header = page.entry_table.horizontalHeader()
    assert header.length() <= page.entry_table.viewport().width()


def test_a_refusal_is_said_inside_the_page(stage: PageStage) -> None:
    service = FakeLedgerService()
    service.failure = InvalidAmountError("x")
    page = stage.show(OverviewPage, service)
    assert any("no amount of money" in text for text in shown_texts(page))


class SlowLedger(FakeLedgerService):
    """Keeps the overview waiting until its gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.figures_gate = Event()
        self.asked = 0

    def overview(self, progress: Progress | None = None) -> Overview:
        self.asked += 1
        self.figures_gate.wait(5)
        if progress is not None and not progress(0, 0):
            raise Cancelled
        return super().overview(progress)


def test_figures_that_are_still_loading_give_way_to_another_page(
    qtbot: QtBot, stage: PageStage
) -> None:
    ledger = SlowLedger()
    ledger.figures_gate.set()
    page = stage.show(OverviewPage, ledger)
    ledger.figures_gate.clear()
    page.mark_stale()
    qtbot.waitUntil(lambda: ledger.asked == 2)
    page.hide()
    ledger.figures_gate.set()
    stage.settle()
    before = shown_texts(page)
    page.show()
    stage.settle()
    assert ledger.asked == 3
    assert before <= shown_texts(page)
    page.hide()
    page.show()
    stage.settle()
    assert ledger.asked == 3
