"""The wizard on the desk, with ledger files: a new user from the first start to the preview."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.infrastructure.ledger_door import FileDoor
from huanqing.ui.desk import Desk
from huanqing.ui.preferences import Language, Preferences
from huanqing.ui.wizard.steps import AccountStep, BillStep, PlaceStep
from ui.conftest import settle, shown_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.wizard.dialog import Wizard

TODAY = date(2026, 7, 7)


@pytest.fixture
def door(tmp_path: Path) -> FileDoor:
    return FileDoor(tmp_path / "own.huanqing", tmp_path / "demo.huanqing", TODAY)


@pytest.fixture
def desk(qtbot: QtBot, door: FileDoor, preferences: Preferences) -> Iterator[Desk]:
    yield from shown_desk(qtbot, door, preferences)


def wizard_of(desk: Desk) -> Wizard:
    assert desk.wizard is not None
    return desk.wizard


def test_a_new_ledger_is_placed_told_and_comes_to_its_first_bill(
    qtbot: QtBot, desk: Desk, door: FileDoor, tmp_path: Path
) -> None:
    wizard = wizard_of(desk)
    (tmp_path / "files").mkdir()
    step = wizard.step
    assert isinstance(step, PlaceStep)
    step.path.setText(str(tmp_path / "files"))
    wizard.next_button.click()
    qtbot.waitUntil(lambda: isinstance(wizard.step, AccountStep))
    settle(qtbot, desk.window)
    assert desk.context.service.path == str(tmp_path / "files" / "own.huanqing")
    assert not door.default_path.exists()

    account = wizard.step
    assert isinstance(account, AccountStep)
    account.limit.edit.setText("20000")
    account.statement_day.edit.setText("3")
    wizard.next_button.click()
    settle(qtbot, desk.window)
    told = desk.context.service.account.view().account
    assert told.total_limit_on(TODAY) == 2000000
    assert told.rule_on(TODAY).statement_day == 3
    action = desk.context.service.next_undo()
    assert action is not None

    wizard.view_model.go_on()
    assert isinstance(wizard.step, BillStep)
    bill = tmp_path / "no-bill.csv"
    bill.write_text("nothing", encoding="utf-8")
    wizard.view_model.import_files([bill])
    settle(qtbot, desk.window)
    assert desk.wizard is None
    assert desk.window.import_page.isVisible()
    assert desk.window.import_page.failures.isVisible()


def test_the_language_changes_with_the_window_behind(qtbot: QtBot, desk: Desk) -> None:
    wizard, window = wizard_of(desk), desk.window
    wizard.view_model.choose_language(Language.CHINESE)
    settle(qtbot, desk.window)
    assert desk.window is not window
    assert wizard.isVisible()
    assert isinstance(wizard.step, PlaceStep)
    assert wizard.step.language.currentText() == "中文"
    desk.change_language(Language.ENGLISH)


def test_the_demo_takes_the_place_of_the_wizard(qtbot: QtBot, desk: Desk, door: FileDoor) -> None:
    wizard_of(desk).view_model.open_demo()
    qtbot.waitUntil(lambda: desk.context.service.path == str(door.demo_path))
    settle(qtbot, desk.window)
    assert desk.wizard is None
