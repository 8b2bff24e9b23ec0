from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from huanqing.domain.statement import StatementState
from huanqing.ui.formatting import Formatter
from huanqing.ui.statements.view import StatementsPage
from huanqing.ui.statements.view_model import StatementsViewModel
from ui.conftest import OpenWindow, settle
from ui.fake_service import STATEMENTS, FakeLedgerService

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow
    from huanqing.ui.task_runner import TaskRunner


def open_page(qtbot: QtBot, window: MainWindow) -> StatementsPage:
    window.show_page("statements")
    settle(qtbot, window)
    page = window.pages["statements"]
    assert isinstance(page, StatementsPage)
    return page


def load(qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService) -> StatementsViewModel:
    model = StatementsViewModel(service, runner, Formatter())
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    return model


def test_the_first_statement_that_is_not_paid_is_chosen(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = load(qtbot, runner, service)
    assert model.chosen == date(2026, 7, 3)
    assert [row.figures.statement_date.month for row in model.statements] == [8, 7, 6]


def test_with_all_paid_the_newest_is_chosen(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    service.all_statements = [STATEMENTS[0]]
    assert load(qtbot, runner, service).chosen == date(2026, 6, 3)


def test_a_refresh_keeps_the_choice(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = load(qtbot, runner, service)
    model.choose(date(2026, 8, 3))
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert model.chosen == date(2026, 8, 3)


def test_the_page_shows_statements_and_lines(qtbot: QtBot, window: MainWindow) -> None:
    page = open_page(qtbot, window)
    chosen = page.statements.row_at(page.statement_table.currentIndex())
    assert chosen is not None
    assert chosen.state is StatementState.BILLED
    texts = [str(page.lines.index(0, column).data()) for column in range(7)]
    assert texts == [
        "20 May 2026",
        "手机 256GB",
        "2/6",
        "¥500.00",
        "¥3.25",
        "¥503.25",
        "小米京东自营",
    ]


def test_another_row_shows_other_lines(qtbot: QtBot, window: MainWindow) -> None:
    page = open_page(qtbot, window)
    page.statement_table.select_row(0)
    settle(qtbot, window)
    assert page.view_model.chosen == date(2026, 8, 3)
    titles = {label.text() for label in page.findChildren(QLabel)}
    assert "Instalments of 3 Aug 2026" in titles


def test_without_statements_the_page_says_so(
    qtbot: QtBot, open_window: OpenWindow, service: FakeLedgerService
) -> None:
    service.all_statements = []
    page = open_page(qtbot, open_window(service))
    shown = {label.text() for label in page.findChildren(QLabel) if label.isVisible()}
    assert "No statement yet" in shown
