"""The statements page on a real ledger file: what it books, and that it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.domain.statement import StatementState
from huanqing.infrastructure.ledger_door import FileDoor
from huanqing.ui.overview.view import OverviewPage
from huanqing.ui.statements.instalment_dialog import InstalmentDialog
from huanqing.ui.statements.reconcile_texts import charged_fen
from huanqing.ui.statements.settlement_dialog import SettlementDialog
from huanqing.ui.statements.view import StatementsPage
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.application.read_models import StatementRow
    from huanqing.application.services import LedgerService
    from huanqing.ui.task_runner import TaskRunner


@pytest.fixture
def ledger(tmp_path: Path, runner: TaskRunner) -> Iterator[LedgerService]:
    day = date(2026, 7, 5)
    service = FileDoor(tmp_path / "own.huanqing", tmp_path / "demo.huanqing", day).open_demo()
    yield service
    runner.stop()
    service.close()


@pytest.fixture
def page(stage: PageStage, ledger: LedgerService) -> StatementsPage:
    page = stage.show(StatementsPage, ledger)
    assert page.view_model.lines
    return page


def undo(stage: PageStage, page: StatementsPage, ledger: LedgerService) -> None:
    assert ledger.undo() is not None
    page.mark_stale()
    stage.settle()


def go_to(stage: PageStage, page: StatementsPage, state: StatementState) -> date:
    """Go to the newest statement of a state."""
    row = next(row for row in page.view_model.statements if row.state is state)
    model = page.list_card.list.model_of_items
    wanted = row.figures.statement_date
    place = model.position_of(lambda item: item.statement_date == wanted)
    assert place is not None
    page.list_card.list.setCurrentIndex(model.index(place, 0))
    stage.settle()
    assert page.view_model.chosen == wanted
    return wanted


def begin_reconciling(stage: PageStage, page: StatementsPage) -> StatementRow:
    go_to(stage, page, StatementState.BILLED)
    row = page.view_model.chosen_row
    assert row is not None
    page.actions_of_page.reconcile.trigger()
    return row


def test_a_statement_is_reconciled_locked_and_every_step_undone(
    stage: PageStage, page: StatementsPage, ledger: LedgerService
) -> None:
    row = begin_reconciling(stage, page)
    day = row.figures.statement_date
    panel, actions = page.reconcile_panel, ledger.statement_actions
    panel.fields.total.set_amount(row.figures.total_fen)
    page.reconciling.keep()
    panel.tick_all.click()
    stage.settle()
    state = page.reconciling.state
    assert state is not None
    assert state.difference == "¥0.00"
    assert sum(charged_fen(line) for line in page.reconciling.rows) == row.figures.total_fen
    panel.finish.click()
    stage.settle()
    assert actions.reconciliation(day).is_locked
    assert "Reconciled and locked" in shown_texts(page)

    undo(stage, page, ledger)
    assert not actions.reconciliation(day).is_locked
    assert actions.reconciliation(day).ticked
    undo(stage, page, ledger)
    assert not actions.reconciliation(day).ticked
    undo(stage, page, ledger)
    assert actions.reconciliation(day).stated_total_fen is None
    assert "Not reconciled yet" in shown_texts(page)


def test_a_posted_difference_makes_the_statement_agree(
    stage: PageStage, page: StatementsPage, ledger: LedgerService
) -> None:
    row = begin_reconciling(stage, page)
    day = row.figures.statement_date
    page.reconcile_panel.fields.total.set_amount(row.figures.total_fen + 350)
    page.reconciling.keep()
    page.reconcile_panel.tick_all.click()
    stage.settle()
    page.reconcile_panel.post.click()
    stage.settle()
    state = page.reconciling.state
    assert state is not None
    assert (state.difference, state.can_lock) == ("¥0.00", True)
    after = next(each for each in ledger.statements() if each.figures.statement_date == day)
    assert after.figures.total_fen == row.figures.total_fen + 350


def test_a_statement_is_split_as_the_preview_said(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, ledger: LedgerService
) -> None:
    day = go_to(stage, page, StatementState.BILLED)
    page.actions_of_page.instalment.trigger()
    stage.settle()
    dialog = page.operations.dialog
    assert isinstance(dialog, InstalmentDialog)
    dialog.rate.setText("0.5")
    dialog.propose()
    stage.settle()
    estimate = dialog.view_model.estimate
    assert estimate is not None
    assert estimate.cost_fen > 0
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    stage.settle()
    left = {row.figures.statement_date: row.figures.left_fen for row in ledger.statements()}
    for change in estimate.preview.statements:
        assert left[change.statement_date] == change.left_after_fen
    assert day in left
    undo(stage, page, ledger)
    before = {row.figures.statement_date: row.figures.left_fen for row in ledger.statements()}
    for change in estimate.preview.statements:
        assert before.get(change.statement_date, 0) == change.left_before_fen


def test_a_purchase_is_settled_early_as_the_preview_said(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, ledger: LedgerService
) -> None:
    go_to(stage, page, StatementState.BILLED)
    place = page.detail.lines.position_of(
        lambda line: line.figures.periods > line.figures.period and line.kind == "purchase"
    )
    assert place is not None
    page.detail.line_table.select_row(place)
    page.actions_of_page.settlement.trigger()
    stage.settle()
    dialog = page.operations.dialog
    assert isinstance(dialog, SettlementDialog)
    estimate = dialog.view_model.estimate
    assert estimate is not None
    assert estimate.preview.owed_before_fen - estimate.preview.owed_after_fen == estimate.cost_fen
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    stage.settle()
    assert ledger.overview().owed_fen == estimate.preview.owed_after_fen
    undo(stage, page, ledger)
    assert ledger.overview().owed_fen == estimate.preview.owed_before_fen


def test_the_overview_of_the_demo_has_steps(stage: PageStage, ledger: LedgerService) -> None:
    page = stage.show(OverviewPage, ledger)
    state = page.view_model.state
    assert state is not None
    assert 1 <= len(state.steps) <= 5
    assert all(step.page or step.search for step in state.steps)
