"""The settings page on a ledger file: what is told is kept, and can be undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.infrastructure.ledger_door import FileDoor
from huanqing.ui.appearance import Appearance
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import Formatter
from huanqing.ui.settings.card_editors import ChannelEditor, Scope
from huanqing.ui.settings.limit_editors import LimitEditor
from huanqing.ui.settings.rule_editor import RuleEditor
from huanqing.ui.settings.view import SettingsPage
from ui.test_settings import dialog_of, keep, settle, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerService
    from huanqing.ui.preferences import Preferences
    from huanqing.ui.task_runner import TaskRunner

TODAY = date(2026, 7, 7)


@pytest.fixture
def door(tmp_path: Path) -> FileDoor:
    return FileDoor(tmp_path / "own.huanqing", tmp_path / "demo.huanqing", TODAY)


@pytest.fixture
def ledger(door: FileDoor) -> Iterator[LedgerService]:
    ledger = door.create(door.default_path)
    yield ledger
    ledger.close()


@pytest.fixture
def page(
    qtbot: QtBot,
    app: QApplication,
    ledger: LedgerService,
    runner: TaskRunner,
    preferences: Preferences,
) -> SettingsPage:
    look = Appearance(app, preferences)
    page = SettingsPage(UiContext(ledger, runner, Formatter(), look, preferences))
    qtbot.addWidget(page)
    runner.ledger_changed.connect(page.mark_stale)
    page.show()
    settle(qtbot, page)
    return page


def test_limit_and_default_statement_day_are_told_kept_and_undone(
    qtbot: QtBot, page: SettingsPage, ledger: LedgerService
) -> None:
    page.account.limits.add_button.click()
    limit = dialog_of(page, LimitEditor)
    limit.amount.edit.setText("20000")
    keep(qtbot, page, limit)
    assert "never entered" in texts_of(page.account.rules)
    page.account.rules.add_button.click()
    rule = dialog_of(page, RuleEditor)
    rule.statement_day.edit.setText("3")
    keep(qtbot, page, rule)
    assert ledger.account.view().account.total_limit_on(TODAY) == 2000000
    assert page.account.rules.model.rowCount() == 1

    ledger.undo()
    page.refresh()
    settle(qtbot, page)
    assert "never entered" in texts_of(page.account.rules)
    assert page.account.limits.model.rowCount() == 1
    ledger.undo()
    page.refresh()
    settle(qtbot, page)
    assert "never entered" in texts_of(page.account.limits)


def test_a_card_and_its_money_are_one_action(
    qtbot: QtBot, page: SettingsPage, ledger: LedgerService
) -> None:
    page.open_section("cards")
    page.cards.cards.add_button.click()
    dialog = dialog_of(page, ChannelEditor)
    assert dialog.limits is not None
    dialog.name.edit.setText("工行 1234")
    dialog.limits.scope.choose(Scope.THESE)
    dialog.limits.day.edit.setText("1000")
    dialog.funding.edit.setCurrentText("工资卡")
    keep(qtbot, page, dialog)
    view = ledger.account.view()
    assert [each.id for each in view.channels] == ["工行 1234"]
    assert [each.id for each in view.funding] == ["工资卡"]
    ledger.undo()
    assert not ledger.account.view().channels
    assert not ledger.account.view().funding


def test_the_size_of_the_file_is_shown(qtbot: QtBot, page: SettingsPage) -> None:
    page.open_section("ledger")
    settle(qtbot, page)
    assert page.ledger.size_text.text().startswith("Size: ")
    assert page.ledger.size_text.text() != "Size: unknown"
