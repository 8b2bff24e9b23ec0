from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from huanqing.domain.credit_limit import DayFigures
from huanqing.domain.errors import InvalidAmountError
from huanqing.ui.formatting import HIDDEN, Formatter
from huanqing.ui.overview.view import OverviewPage
from huanqing.ui.overview.view_model import OverviewState, OverviewViewModel
from ui.conftest import OpenWindow, settle
from ui.fake_service import (
    STATEMENTS,
    TODAY,
    FakeLedgerService,
    make_empty_overview,
    make_overview,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.read_models import Overview
    from huanqing.ui.main_window import MainWindow
    from huanqing.ui.task_runner import TaskRunner


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
    return replace(
        make_overview(), limit=DayFigures(TODAY, total, used, available, is_frozen=is_frozen)
    )


def texts_of(window: MainWindow) -> set[str]:
    return {label.text() for label in window.findChildren(QLabel) if label.isVisible()}


def test_the_ring_shows_what_is_available_and_the_share_in_use(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    state = show(qtbot, runner, with_limit(1000000, 250000))
    assert state.ring.figure == "¥7,500.00"
    assert state.ring.used_permille == 250
    assert state.total == "¥10,000.00"
    assert state.used == "¥2,500.00"


def test_an_unknown_limit_is_shown_as_unknown(qtbot: QtBot, runner: TaskRunner) -> None:
    state = show(qtbot, runner, with_limit(None, 250000))
    assert state.ring.figure == "Unknown"
    assert state.ring.used_permille is None
    assert state.limit_note == "Unknown: enter your limit"


def test_a_negative_limit_is_red_and_not_clamped(qtbot: QtBot, runner: TaskRunner) -> None:
    state = show(qtbot, runner, with_limit(100000, 123456))
    assert state.ring.figure == "-¥234.56"
    assert state.ring.tone == "bad"
    assert state.ring.used_permille == 1000


def test_a_frozen_limit_says_so(qtbot: QtBot, runner: TaskRunner) -> None:
    state = show(qtbot, runner, with_limit(100000, 0, is_frozen=True))
    assert state.limit_note == "The limit is frozen"


def test_a_hidden_ring_does_not_tell_its_share(qtbot: QtBot, runner: TaskRunner) -> None:
    state = show(qtbot, runner, with_limit(100000, 123456), hide=True)
    assert state.ring.figure == HIDDEN
    assert state.ring.used_permille is None
    assert state.ring.tone == "text"
    assert not state.limit_note


def test_the_next_due_amount_counts_the_days(qtbot: QtBot, runner: TaskRunner) -> None:
    expected = {5: "in 5 days", 1: "tomorrow", 0: "today"}
    for days, words in expected.items():
        due_date = STATEMENTS[1].figures.due_date
        overview = replace(make_overview(), today=due_date.replace(day=due_date.day - days))
        state = show(qtbot, runner, overview)
        assert state.due.figure == "¥503.25"
        assert state.due.note == f"due 12 July, {words}"


def test_an_unbilled_statement_is_marked(qtbot: QtBot, runner: TaskRunner) -> None:
    state = show(qtbot, runner, replace(make_overview(), next_due=STATEMENTS[2]))
    assert state.due.note == "due 12 August, in 36 days, not billed yet"


def test_what_is_overdue_is_counted(qtbot: QtBot, runner: TaskRunner) -> None:
    assert show(qtbot, runner, make_overview()).overdue is None
    state = show(qtbot, runner, replace(make_overview(), overdue_fen=9900, overdue_count=2))
    assert state.overdue is not None
    assert state.overdue.figure == "¥99.00"
    assert state.overdue.note == "2 statements are overdue: pay today"


def test_the_page_shows_the_figures(window: MainWindow) -> None:
    shown = texts_of(window)
    assert {"¥20,000.00", "¥8,765.43", "¥503.25", "due 12 July, in 5 days"} <= shown
    assert "Overdue" not in shown
    page = window.pages["overview"]
    assert isinstance(page, OverviewPage)
    assert page.view_model.state is not None
    assert len(page.view_model.state.recent) == 10


def test_an_empty_ledger_leads_to_the_import(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(FakeLedgerService(make_empty_overview()))
    assert "The ledger is empty" in texts_of(window)
    (button,) = [
        each
        for each in window.pages["overview"].findChildren(QPushButton)
        if each.isVisible() and each.text() == "Import bills"
    ]
    button.click()
    settle(qtbot, window)
    assert window.pages["import"].isVisible()


def test_a_refusal_is_said_inside_the_page(open_window: OpenWindow) -> None:
    service = FakeLedgerService()
    service.failure = InvalidAmountError("x")
    window = open_window(service)
    assert any("no amount of money" in text for text in texts_of(window))
    assert window.bug_reporter.dialog is None
