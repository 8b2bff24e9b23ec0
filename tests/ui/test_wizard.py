"""The first start, as a new user goes through it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from huanqing.application.errors import LedgerExistsError
from huanqing.domain.credit_account import AccountRule, CreditAccount, LimitKind, LimitPart
from huanqing.domain.payment_channel import CashFlow, ChannelLimits, FundingAccount
from huanqing.ui.appearance import Appearance
from huanqing.ui.application import translate
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import Formatter
from huanqing.ui.preferences import LANGUAGE, Language, Preferences
from huanqing.ui.settings.card_editors import ChannelEditor, Scope
from huanqing.ui.wizard.answers import (
    AccountAnswers,
    SalaryAnswer,
    first_such_day,
    told_account,
    with_salary,
)
from huanqing.ui.wizard.dialog import Wizard
from huanqing.ui.wizard.steps import AccountStep, BillStep, CardsStep, PlaceStep
from ui.fake_account import TODAY, FakeAccount
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from huanqing.ui.task_runner import TaskRunner


@dataclass
class FakeHost:
    """Remembers what the wizard asked for; ``failure`` refuses another place."""

    app: QApplication
    context: UiContext
    failure: Exception | None = None
    warning: str = ""
    placed: list[Path] = field(default_factory=list)
    imported: list[Path] = field(default_factory=list)
    demos: int = 0

    def change_language(self, language: Language) -> None:
        self.context.preferences.put(LANGUAGE, language)
        translate(self.app, language)
        # Another window has another context.
        self.context = self.context._replace(formatter=Formatter())

    def place_ledger(self, path: Path, on_done: Callable[[Exception | None], None]) -> None:
        if self.failure is None:
            self.placed.append(path)
        on_done(self.failure)

    def place_warning(self, path: Path) -> str:
        return self.warning if "云盘" in str(path) else ""

    def import_files(self, paths: list[Path]) -> None:
        self.imported = paths

    def open_demo(self) -> None:
        self.demos += 1


@pytest.fixture
def host(
    app: QApplication, service: FakeLedgerService, runner: TaskRunner, preferences: Preferences
) -> Iterator[FakeHost]:
    look = Appearance(app, preferences)
    yield FakeHost(app, UiContext(service, runner, Formatter(), look, preferences))
    translate(app, Language.ENGLISH)


@pytest.fixture
def wizard(qtbot: QtBot, host: FakeHost) -> Wizard:
    wizard = Wizard(host)
    qtbot.addWidget(wizard)
    wizard.show()
    qtbot.waitExposed(wizard)
    settle(qtbot, wizard)
    return wizard


def settle(qtbot: QtBot, wizard: Wizard) -> None:
    qtbot.waitUntil(lambda: wizard.view_model.host.context.runner.is_idle)


def press(qtbot: QtBot, wizard: Wizard, key: Qt.Key) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(wizard), key)
    settle(qtbot, wizard)


def focused(wizard: Wizard) -> QWidget:
    widget = wizard.focusWidget()
    assert widget is not None
    return widget


def type_into(wizard: Wizard, name: str, text: str) -> None:
    """Go to a field with the Tab key and type."""
    for _ in range(40):
        if focused(wizard).accessibleName() == name:
            break
        QTest.keyClick(focused(wizard), Qt.Key.Key_Tab)
    edit = focused(wizard)
    assert edit.accessibleName() == name
    QTest.keyClicks(edit, text)


def texts_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def go_to(qtbot: QtBot, wizard: Wizard, step: type) -> None:
    while not isinstance(wizard.step, step):
        wizard.view_model.go_on()
        settle(qtbot, wizard)


def test_from_first_to_last_step_by_keyboard_alone(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService
) -> None:
    assert isinstance(wizard.step, PlaceStep)
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert isinstance(wizard.step, AccountStep)
    QTest.keyClicks(focused(wizard), "20000")
    type_into(wizard, "Statement day", "3")
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert isinstance(wizard.step, CardsStep)
    assert service.account.saves == 1
    assert service.account.account.total_limit_on(TODAY) == 2000000
    rule = service.account.account.rule_on(TODAY)
    assert (rule.statement_day, rule.due_days, rule.due_day) == (3, 9, None)

    press(qtbot, wizard, Qt.Key.Key_Space)
    dialog = next(iter(wizard.findChildren(ChannelEditor)))
    QTest.keyClicks(dialog.name.edit, "ICBC 1234")
    assert dialog.limits is not None
    QTest.keyClick(dialog.limits.scope.edit, Qt.Key.Key_Down)
    QTest.keyClicks(dialog.limits.day.edit, "1000")
    QTest.keyClick(dialog.limits.day.edit, Qt.Key.Key_Return)
    settle(qtbot, wizard)
    assert service.account.channels[0].limits == (
        ChannelLimits(from_date=TODAY, per_day_fen=100000),
    )
    type_into(wizard, "Amount", "15000")
    type_into(wizard, "Day of the month", "10")
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert service.account.funding == (
        FundingAccount(
            id="Salary account",
            balance_fen=None,
            flows=(
                CashFlow(day=date(2026, 7, 10), amount_fen=1500000, label="Salary", every="month"),
            ),
        ),
    )
    assert isinstance(wizard.step, BillStep)
    # Enter would choose files now: to begin without a bill is a wish of its own.
    wizard.next_button.setFocus()
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert wizard.result() == QDialog.DialogCode.Accepted
    assert not wizard.isVisible()


def test_every_step_can_be_skipped_and_then_nothing_is_told(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService, host: FakeHost
) -> None:
    seen = []
    while wizard.isVisible():
        seen.append(type(wizard.step))
        press(qtbot, wizard, Qt.Key.Key_Escape)
    assert seen == [PlaceStep, AccountStep, CardsStep, BillStep]
    assert service.account.saves == 0
    assert not service.account.is_told
    assert (host.placed, host.imported, host.demos) == ([], [], 0)


def test_a_skipped_step_loses_nothing_of_the_one_before(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService
) -> None:
    go_to(qtbot, wizard, AccountStep)
    QTest.keyClicks(focused(wizard), "8000")
    press(qtbot, wizard, Qt.Key.Key_Return)
    press(qtbot, wizard, Qt.Key.Key_Escape)
    wizard.close()
    assert service.account.account.total_limit_on(TODAY) == 800000


def test_what_stays_empty_stays_unknown(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService
) -> None:
    go_to(qtbot, wizard, AccountStep)
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert isinstance(wizard.step, CardsStep)
    assert service.account.saves == 0
    wizard.view_model.go_back()
    QTest.keyClicks(focused(wizard), "8000")
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert service.account.account.rules == CreditAccount().rules


def test_a_wrong_answer_is_said_beside_its_field_and_the_step_stays(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService
) -> None:
    go_to(qtbot, wizard, AccountStep)
    type_into(wizard, "Statement day", "32")
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert isinstance(wizard.step, AccountStep)
    assert "Type a whole number from 1 to 31." in texts_of(wizard)
    assert focused(wizard).accessibleName() == "Statement day"
    assert service.account.saves == 0


def test_a_fixed_due_day_is_told(qtbot: QtBot, wizard: Wizard, service: FakeLedgerService) -> None:
    go_to(qtbot, wizard, AccountStep)
    step = wizard.step
    assert isinstance(step, AccountStep)
    assert not step.due_kind.edit.isVisible()
    type_into(wizard, "Statement day", "13")
    assert step.due_kind.edit.isVisible()
    step.due_kind.choose(True)  # noqa: FBT003
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert "This is needed." in texts_of(wizard)
    step.due_day.edit.setText("25")
    press(qtbot, wizard, Qt.Key.Key_Return)
    rule = service.account.account.rule_on(TODAY)
    assert (rule.statement_day, rule.due_day) == (13, 25)


def test_a_refused_answer_keeps_the_step_and_says_why(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService
) -> None:
    go_to(qtbot, wizard, AccountStep)
    service.account.failure = OSError(28, "No space left on device")
    QTest.keyClicks(focused(wizard), "8000")
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert isinstance(wizard.step, AccountStep)
    assert "No space left on device" in texts_of(wizard)
    assert wizard.next_button.isEnabled()


def test_half_a_salary_is_asked_for_in_full(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService
) -> None:
    go_to(qtbot, wizard, CardsStep)
    type_into(wizard, "Amount", "15000")
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert "Type the day, or leave the amount empty." in texts_of(wizard)
    assert service.account.saves == 0


def test_the_wizard_changes_its_language_at_once_and_keeps_its_step(
    qtbot: QtBot, wizard: Wizard, host: FakeHost
) -> None:
    first = wizard.step
    assert isinstance(first, PlaceStep)
    first.language.setCurrentIndex(1)
    first.language.activated.emit(1)
    settle(qtbot, wizard)
    assert host.context.preferences.get(LANGUAGE) is Language.CHINESE
    assert wizard.step is not first
    assert isinstance(wizard.step, PlaceStep)
    assert wizard.step.language.currentText() == "中文"
    go_to(qtbot, wizard, AccountStep)
    assert isinstance(wizard.step, AccountStep)
    assert wizard.step.view_model.settings.context is host.context


def test_another_place_for_the_ledger(
    qtbot: QtBot, wizard: Wizard, host: FakeHost, tmp_path: Path
) -> None:
    step = wizard.step
    assert isinstance(step, PlaceStep)
    step.path.setText(str(tmp_path))
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert host.placed == [tmp_path / "账本.huanqing"]
    assert isinstance(wizard.step, AccountStep)


def test_a_refused_place_keeps_the_step_and_an_unwise_one_warns(
    qtbot: QtBot, wizard: Wizard, host: FakeHost, tmp_path: Path
) -> None:
    step = wizard.step
    assert isinstance(step, PlaceStep)
    host.warning = "cloud"
    assert not step.warning.isVisible()
    wanted = str(tmp_path / "云盘" / "a.huanqing")
    step.path.setText(wanted)
    assert "which can damage an open ledger" in texts_of(wizard)
    host.failure = LedgerExistsError(wanted)
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert wizard.step is step
    assert wizard.message.isVisible()
    assert wizard.next_button.isEnabled()


def test_dropped_bills_close_the_wizard_and_go_to_the_preview(
    qtbot: QtBot, wizard: Wizard, host: FakeHost, tmp_path: Path
) -> None:
    go_to(qtbot, wizard, BillStep)
    assert "账单导出" in texts_of(wizard)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.csv"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    wizard.dropEvent(event)
    assert host.imported == [tmp_path / "a.csv"]
    assert not wizard.isVisible()


def test_the_demo_is_opened_instead(qtbot: QtBot, wizard: Wizard, host: FakeHost) -> None:
    go_to(qtbot, wizard, BillStep)
    assert isinstance(wizard.step, BillStep)
    wizard.step.demo_button.click()
    assert host.demos == 1
    assert not wizard.isVisible()


def test_every_button_and_field_has_a_name(qtbot: QtBot, wizard: Wizard) -> None:
    for _ in range(4):
        fields: list[QWidget] = [
            *wizard.step.findChildren(QPushButton),
            *wizard.step.findChildren(QLineEdit),
            *wizard.step.findChildren(QComboBox),
        ]
        for widget in fields:
            if not isinstance(widget.parent(), QComboBox):
                assert widget.accessibleName()
        for button in (wizard.next_button, wizard.skip_button, wizard.back_button):
            assert button.accessibleName() == button.text()
        wizard.view_model.go_on()
        settle(qtbot, wizard)


def test_a_told_rule_is_replaced_only_where_the_wizard_told_it() -> None:
    answers = AccountAnswers(None, 5, 9, None)
    first = told_account(FakeAccount().view(), answers)
    again = told_account(
        FakeAccount(account=first, is_told=True).view(), replace(answers, statement_day=6)
    )
    assert [rule.statement_day for rule in again.rules] == [6]
    loaded = CreditAccount(rules=(AccountRule(from_date=date(2025, 7, 1), statement_day=3),))
    changed = told_account(FakeAccount(account=loaded, is_told=True).view(), answers)
    assert [(rule.from_date, rule.statement_day) for rule in changed.rules] == [
        (date(2025, 7, 1), 3),
        (TODAY, 5),
    ]


def test_a_limit_told_twice_on_one_day_is_one_limit() -> None:
    answers = AccountAnswers(500000, None, 9, None)
    first = told_account(FakeAccount().view(), answers)
    again = told_account(FakeAccount(account=first).view(), replace(answers, limit_fen=600000))
    assert again.limits == (
        LimitPart(from_date=TODAY, until=None, kind=LimitKind.FIXED, amount_fen=600000),
    )


def test_a_salary_told_twice_is_one_salary() -> None:
    answer = SalaryAnswer("工资卡", 100, 10, "工资")
    side = with_salary(FakeAccount().view(), answer)
    fake = FakeAccount(funding=side.funding)
    again = with_salary(fake.view(), replace(answer, amount_fen=200))
    assert [flow.amount_fen for flow in again.funding[0].flows] == [200]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(7, date(2026, 7, 7)), (6, date(2026, 8, 6)), (31, date(2026, 7, 31))],
)
def test_a_salary_day_is_the_next_such_day(day: int, expected: date) -> None:
    assert first_such_day(TODAY, day) == expected


def test_the_31st_passes_over_short_months() -> None:
    assert first_such_day(date(2026, 9, 1), 31) == date(2026, 10, 31)
    assert first_such_day(date(2026, 2, 1), 30) == date(2026, 3, 30)


def test_unknown_card_limits_stay_unknown_in_the_wizard(
    qtbot: QtBot, wizard: Wizard, service: FakeLedgerService
) -> None:
    go_to(qtbot, wizard, CardsStep)
    assert isinstance(wizard.step, CardsStep)
    wizard.step.cards.add_button.click()
    dialog = next(iter(wizard.findChildren(ChannelEditor)))
    assert dialog.limits is not None
    assert dialog.limits.scope.value is Scope.UNKNOWN
    dialog.name.edit.setText("某卡")
    dialog.accept_button.click()
    settle(qtbot, wizard)
    assert service.account.channels[0].limits == ()
    assert "Unknown" in str(wizard.step.cards.model.index(0, 2).data())


def test_hidden_amounts_leave_no_digit_of_a_told_limit(
    qtbot: QtBot, host: FakeHost, service: FakeLedgerService
) -> None:
    told = AccountAnswers(7654321, 3, 9, None)
    service.account.account = told_account(FakeAccount().view(), told)
    service.account.is_told = True
    host.context.formatter.set_hide_amounts(hide=True)
    wizard = Wizard(host)
    qtbot.addWidget(wizard)
    wizard.show()
    settle(qtbot, wizard)
    go_to(qtbot, wizard, AccountStep)
    step = wizard.step
    assert isinstance(step, AccountStep)
    assert step.limit.value == 7654321
    assert step.statement_day.value == 3
    assert not set(step.limit.edit.displayText()) & set("0123456789")
    press(qtbot, wizard, Qt.Key.Key_Return)
    assert service.account.saves == 0
