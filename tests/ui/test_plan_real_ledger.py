"""The plan page on the demo ledger and the real solver, through the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from huanqing.ui.plan.shown import ShownKind
from huanqing.ui.plan.view import PlanPage
from huanqing.ui.scenes import SCENES
from ui.demo_stage import settle, shown_demo
from ui.lone_page import shown_texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from shown_demo(qtbot, tmp_path)


def plan_page(window: MainWindow) -> PlanPage:
    window.show_page("plan")
    settle(window)
    page = window.pages["plan"]
    assert isinstance(page, PlanPage)
    return page


def kind_of(page: PlanPage) -> ShownKind | None:
    return None if page.shown is None else page.shown.kind


def states(page: PlanPage) -> list[str]:
    model = page.checklist.model
    return [str(model.index(row, 4).data()) for row in range(model.rowCount())]


def test_propose_accept_pay_fail_and_undo_on_a_ledger_file(window: MainWindow) -> None:
    # GIVEN the proposal for the demo's pile-up
    page = plan_page(window)
    assert {"On time", "Start paying by 10 July"} <= shown_texts(page)
    count = page.checklist.model.rowCount()
    # WHEN it is accepted and its first payment made
    page.accept_button.click()
    settle(window)
    page.checklist.bar.paid.click()
    settle(window)
    # THEN the repayment is booked, and the plan knows it
    assert states(page) == ["paid", *["open"] * (count - 1)]
    assert page.checklist.chosen is not None
    # WHEN the next one fails
    page.checklist.bar.failed.click()
    settle(window)
    # THEN what is left is planned at once
    assert kind_of(page) is ShownKind.PROPOSED
    assert page.stale.keep.isVisible()
    # WHEN both are undone through the Edit menu
    window.menus.undo.trigger()
    settle(window)
    window.menus.undo.trigger()
    settle(window)
    # THEN the accepted plan stands as before
    assert kind_of(page) is ShownKind.ACCEPTED
    assert states(page) == ["open"] * count
    # AND without the acceptance there is the proposal
    window.menus.undo.trigger()
    settle(window)
    assert states(page) == ["proposed"] * count


@pytest.mark.parametrize("name", [each.name for each in SCENES if each.name.startswith("plan")])
def test_the_states_worth_a_picture_are_reached_without_a_change_to_the_ledger(
    window: MainWindow, tmp_path: Path, name: str
) -> None:
    scene = next(each for each in SCENES if each.name == name)
    settle(window)
    before = window.context.service.next_undo()
    scene.act(window, tmp_path)
    settle(window)
    page = window.pages["plan"]
    texts = shown_texts(page)
    wanted = {
        "plan": "Proposed payments",
        "plan-accepted": "Payments to make",
        "plan-failed": "The new plan beside the accepted one",
        "plan-what-if": "Calendar of the what-if: not in the ledger",
        "plan-late": "What binds",
        "plan-questions": "Please answer first",
        "plan-nothing": "Nothing to pay",
    }[name]
    assert wanted in texts
    assert window.context.service.next_undo() == before
