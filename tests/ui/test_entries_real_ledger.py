"""The entries page on a real ledger file: what the fake promises holds there, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.infrastructure.ledger_door import FileDoor
from huanqing.ui.entries.editor import EntryEditor
from huanqing.ui.entries.split_dialog import SplitDialog
from huanqing.ui.entries.view import EntriesPage
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerService

TODAY = date(2026, 6, 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[LedgerService]:
    service = FileDoor(tmp_path / "a.huanqing", tmp_path / "demo.huanqing", TODAY).open_demo()
    yield service
    service.close()


@pytest.fixture
def page(stage: PageStage, ledger: LedgerService) -> EntriesPage:
    return stage.show(EntriesPage, ledger)


@pytest.fixture
def until(qtbot: QtBot, stage: PageStage) -> Callable[[Callable[[], bool]], None]:
    def wait(is_so: Callable[[], bool]) -> None:
        qtbot.waitUntil(is_so)
        stage.settle()

    return wait


Wait = Callable[[Callable[[], bool]], None]


def book_purchase(page: EntriesPage, until: Wait) -> int:
    page.new_entry("purchase")
    until(lambda: page.dialogs.opened is not None)
    editor = page.dialogs.opened
    assert isinstance(editor, EntryEditor)
    editor.amount.set_amount(123456)
    editor.text_field("description").setText("测试手机")
    until(lambda: editor.preview.model.rowCount() == 1)
    editor.accept_button.click()
    until(lambda: page.detail_model.detail is not None)
    rowid = page.table.current_rowid
    assert rowid is not None
    return rowid


def test_a_purchase_is_booked_found_split_and_undone(
    page: EntriesPage, ledger: LedgerService, until: Wait
) -> None:
    before = page.model.rowCount()
    rowid = book_purchase(page, until)
    page.search_bar.set_text("测试 金额:>1000")
    until(lambda: list(page.model.rowids) == [rowid])

    page.table.select_row(0)
    page.actions_of_entry.split.trigger()
    until(lambda: page.dialogs.opened is not None)
    dialog = page.dialogs.opened
    assert isinstance(dialog, SplitDialog)
    dialog.periods.setCurrentText("3")
    until(lambda: dialog.preview.model.rowCount() == 3)
    dialog.accept_button.click()
    until(lambda: page.panel.schedule.model.rowCount() == 3)
    assert ledger.entries.detail(rowid).record.periods == 3

    page.actions_of_entry.delete.trigger()
    until(lambda: page.model.rowCount() == 0)
    page.changes.accept_offer()
    until(lambda: page.model.rowCount() == 1)
    page.search_bar.clear()
    until(lambda: page.model.rowCount() == before + 1)


def test_a_repayment_above_what_is_owed_is_said_at_its_amount(
    page: EntriesPage, until: Wait
) -> None:
    page.new_entry("repayment")
    until(lambda: page.dialogs.opened is not None)
    editor = page.dialogs.opened
    assert isinstance(editor, EntryEditor)
    editor.amount.set_amount(99_999_999)
    editor.accept_button.click()
    until(lambda: editor.has_problems)
    assert any(text.startswith("Only ¥") for text in shown_texts(editor))
    editor.reject()
