"""Stories of a user, from the first start on, told with keyboard and mouse on real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huanqing.domain.statement import StatementState
from huanqing.ui.preferences import Language
from huanqing.ui.settings.card_editors import ChannelEditor, Scope
from huanqing.ui.wizard.steps import AccountStep, BillStep, CardsStep, PlaceStep
from ui.stories import (
    STATEMENT_DAY,
    Key,
    User,
    choose_file,
    own_ledger_with_rules,
    speak,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.preferences import Preferences


@pytest.fixture
def user(qtbot: QtBot, tmp_path: Path, preferences: Preferences) -> Iterator[User]:
    user = User(qtbot, tmp_path, preferences)
    yield user
    user.close()


@pytest.fixture
def bill(project_root: Path) -> Path:
    return project_root / "tests" / "fixtures" / "jd" / "v2_all_kinds.csv"


def walk_through_the_wizard(user: User, bill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every step with the keyboard, where a keyboard reaches it."""
    wizard = user.desk.wizard
    assert wizard is not None
    assert isinstance(wizard.step, PlaceStep)
    user.press(Key.Key_Return)
    step = wizard.step
    assert isinstance(step, AccountStep)
    assert user.focus is step.limit.widget
    user.type("20000")
    user.press(Key.Key_Tab)
    assert user.focus is step.statement_day.widget
    user.type("15")
    user.press(Key.Key_Return)
    step = wizard.step
    assert isinstance(step, CardsStep)
    user.press(Key.Key_Space)
    (editor,) = [each for each in wizard.findChildren(ChannelEditor) if each.isVisible()]
    user.type("招商银行储蓄卡(1234)")
    assert editor.limits is not None
    editor.limits.scope.choose(Scope.NONE)
    user.press(Key.Key_Return)
    assert not wizard.findChildren(ChannelEditor)
    assert step.cards.table.model().rowCount() == 1
    user.click(wizard.next_button)
    assert isinstance(wizard.step, BillStep)
    choose_file(monkeypatch, bill)
    user.press(Key.Key_Return)
    assert user.desk.wizard is None


@pytest.mark.parametrize("language", [Language.CHINESE, Language.ENGLISH])
def test_a_first_start_leads_to_the_first_own_bill(
    user: User, bill: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    speak(user.preferences, language)
    user.start()
    walk_through_the_wizard(user, bill, monkeypatch)
    page = user.window.import_page
    assert user.window.stack.current_key == "import"
    assert page.apply_button.isEnabled()
    assert user.service.statements() == []
    user.click(page.apply_button)
    statements = user.statements
    row = statements.view_model.chosen_row
    assert row is not None
    assert row.figures.statement_date == STATEMENT_DAY
    assert str(row.figures.due_date) == "2026-01-24"
    assert row.state in (StatementState.BILLED, StatementState.PAID)
    view = user.service.account.view()
    assert view.is_told
    assert [each.id for each in view.channels] == ["招商银行储蓄卡(1234)"]
    user.restart()
    assert user.desk.wizard is None
    assert user.statements.view_model.chosen == STATEMENT_DAY


def test_a_split_changes_the_statements_until_it_is_undone(user: User, bill: Path) -> None:
    own_ledger_with_rules(user)
    user.start()
    user.import_bill(bill)
    before = user.figures()
    page = user.find_entry("示例大米")
    user.trigger(page.actions_of_entry.split)
    assert user.has_dialog
    user.type("3")
    user.press(Key.Key_Return)
    assert not user.has_dialog
    split = user.figures()
    assert split != before
    assert user.window.menus.undo.text() == "Undo: split into 3 periods, 示例大米 5kg"
    shown = {str(each.figures.statement_date) for each in user.statements.view_model.statements}
    assert {"2026-01-15", "2026-02-15", "2026-03-15"} <= shown
    user.undo()
    assert user.figures() == before
    assert page.search_bar.line.text() == "示例大米"
    user.restart()
    assert user.figures() == before
    assert user.window.menus.redo.text() == "Redo: split into 3 periods, 示例大米 5kg"
    user.redo()
    assert user.figures() == split
    user.restart()
    assert user.figures() == split
    user.undo()
    assert user.figures() == before


def test_another_language_keeps_what_was_typed_in_the_wizard(user: User) -> None:
    speak(user.preferences, Language.ENGLISH)
    user.start()
    wizard = user.desk.wizard
    assert wizard is not None
    user.press(Key.Key_Return)
    user.type("20000")
    user.press(Key.Key_Tab)
    user.type("15")
    user.click(wizard.back_button)
    step = wizard.step
    assert isinstance(step, PlaceStep)
    elsewhere = str(user.folder / "elsewhere" / "mine.huanqing")
    user.fill(step.path, elsewhere)
    step.language.setFocus()
    user.press(Key.Key_Up)
    step = wizard.step
    assert isinstance(step, PlaceStep)
    assert wizard.windowTitle() == "欢迎使用还清"
    assert step.path.text() == elsewhere
    user.click(wizard.next_button)
    step = wizard.step
    assert isinstance(step, AccountStep)
    assert user.service.path == elsewhere
    assert step.limit.value == 2_000_000
    assert step.statement_day.value == 15
    assert user.focus is step.limit.widget


def test_a_wizard_left_by_the_demo_button_leads_back_to_ones_own(user: User) -> None:
    user.start()
    wizard = user.desk.wizard
    assert wizard is not None
    own = user.service.path
    for _ in range(3):
        user.press(Key.Key_Escape)
    step = wizard.step
    assert isinstance(step, BillStep)
    user.click(step.demo_button)
    user.settle()
    assert user.service.is_demo
    assert user.desk.wizard is None
    user.click(user.window.demo_banner.button)
    user.settle()
    assert user.service.path == own
    assert user.desk.wizard is None


def test_a_wizard_at_work_cannot_be_closed(user: User) -> None:
    user.start()
    wizard = user.desk.wizard
    assert wizard is not None
    step = wizard.step
    assert isinstance(step, PlaceStep)
    step.path.setText(str(user.folder / "elsewhere" / "mine.huanqing"))
    wizard.next_button.click()
    assert wizard.view_model.is_busy
    wizard.close()
    assert wizard.isVisible()
    user.settle()
    assert isinstance(wizard.step, AccountStep)
    wizard.close()
    assert user.desk.wizard is None
