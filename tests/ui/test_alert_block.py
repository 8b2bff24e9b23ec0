"""The most urgent alerts on the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from huanqing.ui.formatting import HIDDEN
from huanqing.ui.overview.alert_block import AlertBlock
from huanqing.ui.widgets.asking import PROPERTY
from huanqing.ui.widgets.page import Page
from ui.lone_page import PageStage, shown_texts
from ui.walk import MONEY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.context import UiContext
    from ui.fake_service import FakeLedgerService


class BlockPage(Page):
    """A page with nothing but the block."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.block = AlertBlock(context)
        self.column.addWidget(self.block)

    def refresh(self) -> None:
        self.block.refresh()


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> BlockPage:
    return stage.show(BlockPage, service)


def test_the_three_most_urgent_are_shown(page: BlockPage) -> None:
    assert {
        "2 statements are overdue",
        "Today is the last day to start paying",
        "Cash will be short in 2 days",
        "and 7 more",
        "¥1,111.11",
    } <= shown_texts(page)
    assert [each.text() for each in page.block.buttons] == ["Show plan", "Show plan", "Show money"]


def test_each_leads_to_its_page_and_the_block_to_all(qtbot: QtBot, page: BlockPage) -> None:
    with qtbot.waitSignal(page.block.page_requested) as wished:
        page.block.buttons[2].click()
    assert wished.args == ["settings/money"]
    with qtbot.waitSignal(page.block.page_requested) as wished:
        page.block.more_button.click()
    assert wished.args == ["alerts"]


def test_its_amounts_can_be_asked_and_hidden(stage: PageStage, page: BlockPage) -> None:
    figures = [each for each in page.findChildren(QLabel) if MONEY.search(each.text())]
    assert len(figures) == 3
    assert all(each.property(PROPERTY) is not None for each in figures)
    stage.formatter.set_hide_amounts(hide=True)
    assert HIDDEN in shown_texts(page)
    assert not any(MONEY.search(text) for text in shown_texts(page))


def test_it_is_not_there_while_nothing_needs_the_user(
    stage: PageStage, page: BlockPage, service: FakeLedgerService
) -> None:
    service.alerts.raised = service.alerts.raised[:1]
    page.refresh()
    stage.settle()
    assert page.block.isVisible()
    assert len(page.block.buttons) == 1
    assert not any("more" in text for text in shown_texts(page))
    service.alerts.raised = ()
    page.refresh()
    stage.settle()
    assert not page.block.isVisible()
