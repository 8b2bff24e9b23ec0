"""What a user does on the settings page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from huanqing.application.errors import LockedStatementError
from huanqing.domain.credit_account import (
    AccountRule,
    Billing,
    CreditAccount,
    Freeze,
    LimitKind,
    LimitPart,
)
from huanqing.domain.payment_channel import (
    CashFlow,
    ChannelLimits,
    FundingAccount,
    PaymentChannel,
)
from huanqing.ui.appearance import Appearance
from huanqing.ui.application import translate
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import Formatter
from huanqing.ui.preferences import HIDE_AMOUNTS, Language, Look, Preferences
from huanqing.ui.settings.card_editors import ChannelEditor, ChannelLimitsEditor, Scope
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.limit_editors import FreezeEditor, LimitEditor
from huanqing.ui.settings.money_editors import FlowEditor, FundingEditor
from huanqing.ui.settings.rule_editor import RuleEditor
from huanqing.ui.settings.view import SettingsPage
from huanqing.ui.tokens import METRICS
from huanqing.ui.zoom import apply_zoom
from ui.fake_account import TODAY
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from huanqing.ui.settings.record_card import RecordCard
    from huanqing.ui.task_runner import TaskRunner

Dialog = TypeVar("Dialog", bound=EditorDialog)

CARD = PaymentChannel(
    id="工行 1234",
    funding_id="工资卡",
    limits=(ChannelLimits(from_date=date(2026, 1, 1), per_day_fen=1000000),),
)
SALARY = CashFlow(day=date(2026, 7, 10), amount_fen=1500000, label="工资", every="month")
MONEY = FundingAccount(
    id="工资卡", balance_fen=987654, as_of=TODAY, reserve_fen=50000, flows=(SALARY,)
)


@pytest.fixture
def context(
    app: QApplication, service: FakeLedgerService, runner: TaskRunner, preferences: Preferences
) -> UiContext:
    return UiContext(service, runner, Formatter(), Appearance(app, preferences), preferences)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    context.runner.ledger_changed.connect(page.mark_stale)
    page.resize(834, 640)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.waitUntil(lambda: page.view_model.context.runner.is_idle)


def dialog_of(page: SettingsPage, kind: type[Dialog]) -> Dialog:
    return next(each for each in page.findChildren(kind) if each.isVisible())


def keep(qtbot: QtBot, page: SettingsPage, dialog: EditorDialog) -> None:
    dialog.accept_button.click()
    settle(qtbot, page)


def texts_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def cells_of(card: RecordCard) -> list[list[str]]:
    model = card.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def show(qtbot: QtBot, page: SettingsPage, section: str) -> None:
    page.open_section(section)
    page.refresh()
    settle(qtbot, page)


def test_a_new_ledger_knows_neither_limit_nor_statement_day(page: SettingsPage) -> None:
    assert not page.account.rules.table.isVisible()
    assert "Unknown: statement day and due date were never entered" in texts_of(page.account.rules)
    assert "Unknown: the limit was never entered" in texts_of(page.account.limits)
    assert page.account.identity.billing.currentText() == "Unknown"


def test_limit_and_statement_day_of_a_new_ledger_are_told(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    page.account.limits.add_button.click()
    limit = dialog_of(page, LimitEditor)
    limit.amount.edit.setText("20000")
    keep(qtbot, page, limit)
    page.account.rules.add_button.click()
    rule = dialog_of(page, RuleEditor)
    assert rule.statement_day.is_blank
    rule.statement_day.edit.setText("3")
    keep(qtbot, page, rule)

    account = service.account.account
    assert account.total_limit_on(TODAY) == 2000000
    assert account.rule_on(date(2015, 1, 1)).statement_day == 3
    assert service.account.saves == 2
    assert cells_of(page.account.limits) == [["Fixed", "¥20,000.00", "7 Jul 2026", "The next one"]]
    assert cells_of(page.account.rules) == [["The beginning", "3", "9 days later"]]


def test_a_rule_from_a_day_on_leaves_the_days_before_alone(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    first = AccountRule(from_date=date(2025, 7, 1), statement_day=3)
    service.account.account = CreditAccount(rules=(first,))
    service.account.is_told = True
    show(qtbot, page, "account")
    page.account.rules.add_button.click()
    dialog = dialog_of(page, RuleEditor)
    dialog.from_day.edit.set_day(date(2026, 8, 1))
    dialog.statement_day.edit.setText("15")
    dialog.due_kind.choose(True)  # noqa: FBT003
    dialog.due_day.edit.setText("25")
    dialog.late_rate.edit.setText("0.07 %")
    keep(qtbot, page, dialog)

    account = service.account.account
    assert account.rules[0] == first
    assert account.rule_on(date(2026, 7, 31)) == first
    changed = account.rule_on(date(2026, 8, 1))
    assert (changed.statement_day, changed.due_day) == (15, 25)
    assert changed.late_rate_ppm_per_day == 700
    assert cells_of(page.account.rules)[1] == ["1 Aug 2026", "15", "on day 25"]


def test_a_rule_on_a_day_that_has_one_is_refused_beside_its_field(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    first = AccountRule(from_date=date(2025, 7, 1))
    service.account.account = CreditAccount(rules=(first,))
    service.account.is_told = True
    show(qtbot, page, "account")
    page.account.rules.add_button.click()
    dialog = dialog_of(page, RuleEditor)
    dialog.from_day.edit.set_day(date(2025, 7, 1))
    keep(qtbot, page, dialog)
    assert "Another rule holds from this day" in texts_of(dialog)
    assert service.account.saves == 0


@pytest.mark.parametrize("wrong", ["", "0", "32", "3.5", "third"])
def test_a_wrong_statement_day_is_said_inline_and_nothing_is_saved(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService, wrong: str
) -> None:
    page.account.rules.add_button.click()
    dialog = dialog_of(page, RuleEditor)
    dialog.statement_day.edit.setText(wrong)
    keep(qtbot, page, dialog)
    expected = "Type a whole number from 1 to 31." if wrong else "This is needed."
    assert expected in texts_of(dialog)
    assert dialog.isVisible()
    assert service.account.saves == 0


def test_a_problem_on_another_tab_is_brought_to_sight(qtbot: QtBot, page: SettingsPage) -> None:
    page.account.rules.add_button.click()
    dialog = dialog_of(page, RuleEditor)
    dialog.statement_day.edit.setText("3")
    dialog.minimum_ratio.edit.setText("120")
    assert not dialog.minimum_ratio.edit.isVisible()
    keep(qtbot, page, dialog)
    assert dialog.minimum_ratio.edit.isVisible()
    assert "Type a percentage from 0 to 100" in texts_of(dialog)


def test_a_temporary_limit_needs_its_end(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    page.account.limits.add_button.click()
    dialog = dialog_of(page, LimitEditor)
    dialog.amount.edit.setText("5000")
    assert not dialog.until.edit.isVisible()
    dialog.kind.choose(LimitKind.TEMPORARY)
    assert dialog.until.edit.isVisible()
    keep(qtbot, page, dialog)
    assert service.account.saves == 0
    dialog.until.edit.set_day(date(2026, 7, 6))
    keep(qtbot, page, dialog)
    assert "it cannot be before the first" in texts_of(dialog)
    assert service.account.saves == 0
    dialog.until.edit.set_day(date(2026, 7, 31))
    keep(qtbot, page, dialog)
    assert service.account.account.limits == (
        LimitPart(
            from_date=TODAY,
            until=date(2026, 7, 31),
            kind=LimitKind.TEMPORARY,
            amount_fen=500000,
        ),
    )


def test_a_freeze_is_told_corrected_and_taken_away(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    page.account.freezes.add_button.click()
    dialog = dialog_of(page, FreezeEditor)
    dialog.reason.edit.setText("风控")
    keep(qtbot, page, dialog)
    assert cells_of(page.account.freezes) == [["7 Jul 2026", "Unknown", "风控"]]
    page.account.freezes.edit_button.click()
    dialog = dialog_of(page, FreezeEditor)
    dialog.until.edit.set_day(date(2026, 7, 9))
    keep(qtbot, page, dialog)
    assert service.account.account.freezes == (
        Freeze(from_date=TODAY, until=date(2026, 7, 9), reason="风控"),
    )
    page.account.freezes.remove_button.click()
    settle(qtbot, page)
    assert not service.account.account.freezes


def test_name_and_billing_are_kept_at_once(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    page.account.identity.name.setFocus()
    page.account.identity.name.setText("我的白条")
    QTest.keyClick(page.account.identity.name, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert service.account.account.name == "我的白条"
    page.account.identity.billing.setCurrentIndex(1)
    page.account.identity.billing.activated.emit(1)
    settle(qtbot, page)
    assert service.account.account.billing is Billing.ORDER
    assert service.account.saves == 2


def test_billing_by_statement_can_be_told_though_it_is_what_is_reckoned_with(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    billing = page.account.identity.billing
    assert billing.currentText() == "Unknown"
    billing.setCurrentIndex(1)
    billing.activated.emit(1)
    settle(qtbot, page)
    assert service.account.is_told
    assert billing.currentText() == "By statement: one bill a month"


def test_an_empty_name_is_said_inline_and_not_saved(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    page.account.identity.name.setFocus()
    page.account.identity.name.setText("  ")
    QTest.keyClick(page.account.identity.name, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert "The account needs a name." in texts_of(page.account.identity)
    assert service.account.saves == 0


def test_a_locked_statement_asks_before_it_changes(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.lock = LockedStatementError((date(2026, 6, 3),))
    page.account.rules.add_button.click()
    dialog = dialog_of(page, RuleEditor)
    dialog.statement_day.edit.setText("5")
    keep(qtbot, page, dialog)
    assert "locked statement of 2026-06-03" in texts_of(dialog)
    assert service.account.saves == 0
    assert dialog.accept_button.text() == "Change it anyway"
    keep(qtbot, page, dialog)
    assert service.account.account.rules[0].statement_day == 5

    page.account.rules.remove_button.click()
    settle(qtbot, page)
    assert service.account.saves == 1
    assert page.message.action_button_text == "Change it anyway"
    page.message.action_requested.emit()
    settle(qtbot, page)
    assert service.account.account.rules == CreditAccount().rules
    assert "never entered" in texts_of(page.account.rules)


def test_a_refused_save_keeps_the_editor_open_and_says_why(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.failure = OSError(28, "No space left on device")
    page.account.limits.add_button.click()
    dialog = dialog_of(page, LimitEditor)
    dialog.amount.edit.setText("100")
    keep(qtbot, page, dialog)
    assert dialog.isVisible()
    assert dialog.accept_button.isEnabled()
    assert "No space left on device" in texts_of(dialog)


def test_a_card_from_a_suggestion_with_a_figure_corrected(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    show(qtbot, page, "cards")
    page.cards.cards.add_button.click()
    dialog = dialog_of(page, ChannelEditor)
    assert dialog.limits is not None
    dialog.name.edit.setText("交行 5678")
    dialog.name.edit.editingFinished.emit()
    box = dialog.limits.preset.edit
    offered = [box.itemText(place) for place in range(box.count())]
    place = next(n for n, words in enumerate(offered) if "¥100,000.00 a day" in words)
    assert offered[place] == (
        "交通银行: ¥50,000.00 a payment, ¥100,000.00 a day, ¥600,000.00 a month "
        "(seen at Alipay, 2024)"
    )
    assert not any("工商" in words for words in offered)
    assert "A suggestion, not the truth: check in your bank's app." in texts_of(dialog)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert dialog.limits.scope.value is Scope.THESE
    dialog.limits.day.edit.setText("1000")
    dialog.funding.edit.setCurrentText("工资卡")
    keep(qtbot, page, dialog)

    (card,) = service.account.channels
    assert card.id == "交行 5678"
    assert card.limits == (
        ChannelLimits(
            from_date=TODAY,
            per_transaction_fen=5000000,
            per_day_fen=100000,
            per_month_fen=60000000,
        ),
    )
    assert service.account.funding == (FundingAccount(id="工资卡", balance_fen=None),)
    assert service.account.saves == 1
    assert cells_of(page.cards.cards)[0][1:5] == [
        "¥50,000.00",
        "¥1,000.00",
        "¥600,000.00",
        "No limit",
    ]


def test_a_card_of_unknown_limits_stays_unknown_and_is_not_unlimited(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    show(qtbot, page, "cards")
    page.cards.cards.add_button.click()
    dialog = dialog_of(page, ChannelEditor)
    dialog.name.edit.setText("某卡")
    keep(qtbot, page, dialog)
    assert not service.account.channels[0].limits
    assert cells_of(page.cards.cards)[0][1:6] == ["Unknown"] * 5
    assert "Unknown limits: look them up" in texts_of(page.cards.cards)

    page.cards.limits.add_button.click()
    editor = dialog_of(page, ChannelLimitsEditor)
    keep(qtbot, page, editor)
    assert "Type at least one limit" in texts_of(editor)
    assert service.account.saves == 1
    editor.limits.scope.choose(Scope.NONE)
    keep(qtbot, page, editor)
    assert list(service.account.channels[0].limits) == [ChannelLimits(from_date=TODAY)]
    assert cells_of(page.cards.cards)[0][1:5] == ["No limit"] * 4
    assert "Unknown limits" not in texts_of(page.cards.cards)


def test_limits_of_a_card_are_dated_and_keep_their_history(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.channels = (CARD,)
    service.account.funding = (MONEY,)
    show(qtbot, page, "cards")
    page.cards.limits.add_button.click()
    dialog = dialog_of(page, ChannelLimitsEditor)
    assert dialog.limits.day.value == 1000000
    dialog.from_day.edit.set_day(date(2026, 7, 20))
    dialog.limits.day.edit.setText("500")
    keep(qtbot, page, dialog)
    assert [row[0] for row in cells_of(page.cards.limits)] == ["1 Jan 2026", "20 Jul 2026"]
    assert cells_of(page.cards.cards)[0][2] == "¥10,000.00"
    page.cards.limits.table.select_row(1)
    page.cards.limits.remove_button.click()
    settle(qtbot, page)
    assert service.account.channels == (CARD,)


def test_limits_before_their_first_day_are_unknown(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    later = ChannelLimits(from_date=date(2026, 8, 1), per_day_fen=50000)
    service.account.channels = (replace(CARD, limits=(later,)),)
    show(qtbot, page, "cards")
    assert cells_of(page.cards.cards)[0][2] == "Unknown"


def test_a_renamed_card_takes_its_repayments_with_it(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.channels = (CARD,)
    service.account.funding = (MONEY,)
    show(qtbot, page, "cards")
    page.cards.cards.edit_button.click()
    dialog = dialog_of(page, ChannelEditor)
    dialog.name.edit.setText("工行 9999")
    dialog.fee.edit.setText("2")
    keep(qtbot, page, dialog)
    assert service.account.renames == [("工行 1234", "工行 9999")]
    assert service.account.channels == (replace(CARD, id="工行 9999", fee_per_payment_fen=200),)


def test_two_cards_cannot_have_one_name(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.channels = (CARD,)
    show(qtbot, page, "cards")
    page.cards.cards.add_button.click()
    dialog = dialog_of(page, ChannelEditor)
    dialog.name.edit.setText(CARD.id)
    keep(qtbot, page, dialog)
    assert "Another card has this name." in texts_of(dialog)
    assert service.account.saves == 0


def test_a_day_on_which_a_card_cannot_pay(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.channels = (CARD,)
    show(qtbot, page, "cards")
    page.cards.closed_days.add_button.click()
    dialog = dialog_of(page, EditorDialog)
    edit = dialog.findChildren(QLineEdit)[0]
    edit.setText("2026-07-18")
    keep(qtbot, page, dialog)
    assert service.account.channels[0].unavailable == (date(2026, 7, 18),)
    page.cards.closed_days.remove_button.click()
    settle(qtbot, page)
    assert not service.account.channels[0].unavailable


def test_money_behind_the_cards_and_its_flows(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    show(qtbot, page, "money")
    page.money.accounts.add_button.click()
    account = dialog_of(page, FundingEditor)
    account.name.edit.setText("工资卡")
    account.balance.edit.setText("9000")
    account.reserve.edit.setText("500")
    keep(qtbot, page, account)
    page.money.flows.add_button.click()
    flow = dialog_of(page, FlowEditor)
    flow.label.edit.setText("房租")
    flow.is_income.choose(False)  # noqa: FBT003
    flow.amount.edit.setText("3200")
    flow.day.edit.set_day(date(2026, 8, 1))
    keep(qtbot, page, flow)
    rent = CashFlow(day=date(2026, 8, 1), amount_fen=-320000, label="房租", every="month")
    assert service.account.funding == (
        FundingAccount(
            id="工资卡", balance_fen=900000, as_of=TODAY, reserve_fen=50000, flows=(rent,)
        ),
    )
    assert cells_of(page.money.flows) == [["房租", "-¥3,200.00", "1 Aug 2026", "Every month"]]


def test_a_renamed_account_keeps_its_cards_and_a_removed_one_frees_them(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.channels, service.account.funding = (CARD,), (MONEY,)
    show(qtbot, page, "money")
    page.money.accounts.edit_button.click()
    dialog = dialog_of(page, FundingEditor)
    dialog.name.edit.setText("新工资卡")
    keep(qtbot, page, dialog)
    assert service.account.channels[0].funding_id == "新工资卡"
    page.money.accounts.remove_button.click()
    settle(qtbot, page)
    assert not service.account.funding
    assert service.account.channels[0].funding_id is None


def test_a_list_is_worked_by_keyboard(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    service.account.channels, service.account.funding = (CARD,), (MONEY,)
    show(qtbot, page, "cards")
    table = page.cards.cards.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = dialog_of(page, ChannelEditor)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle(qtbot, page)
    assert not service.account.channels


def fill(service: FakeLedgerService) -> None:
    service.account.account = CreditAccount(
        rules=(AccountRule(from_date=date(2025, 7, 1)),),
        limits=(LimitPart(from_date=TODAY, until=None, kind=LimitKind.FIXED, amount_fen=7654321),),
    )
    service.account.is_told = True
    service.account.channels, service.account.funding = (CARD,), (MONEY,)


def test_hidden_amounts_leave_no_digit_of_money(
    qtbot: QtBot, page: SettingsPage, context: UiContext, service: FakeLedgerService
) -> None:
    fill(service)
    context.formatter.set_hide_amounts(hide=True)
    for section in ("account", "cards", "money"):
        show(qtbot, page, section)
    shown = texts_of(page) + "".join(
        "".join(map("".join, cells_of(card)))
        for card in (
            page.account.limits,
            page.cards.cards,
            page.cards.limits,
            page.money.accounts,
            page.money.flows,
        )
    )
    assert "***" in shown
    assert "¥" not in shown
    page.open_section("account")
    page.account.limits.edit_button.click()
    limit = dialog_of(page, LimitEditor)
    assert limit.amount.value == 7654321
    editors: list[EditorDialog] = [limit]
    page.account.rules.edit_button.click()
    editors.append(dialog_of(page, RuleEditor))
    page.cards.limits.edit_requested.emit(CARD.limits[0])
    editors.append(dialog_of(page, ChannelLimitsEditor))
    for dialog in editors:
        words = texts_of(dialog)
        words += "".join(edit.displayText() for edit in dialog.findChildren(QLineEdit))
        words += "".join(
            box.itemText(place)
            for box in dialog.findChildren(QComboBox)
            for place in range(box.count())
        )
        assert "¥" not in words
        assert "000" not in words


def test_hidden_amounts_are_redrawn_at_once(
    qtbot: QtBot, page: SettingsPage, context: UiContext, service: FakeLedgerService
) -> None:
    fill(service)
    show(qtbot, page, "window")
    with qtbot.waitSignal(page.account.limits.model.dataChanged):
        page.window_section.hide_amounts.click()
    assert context.formatter.hides_amounts
    assert context.preferences.get(HIDE_AMOUNTS)
    assert cells_of(page.account.limits)[0][1] == "***"


def test_the_look_changes_at_once_and_language_and_size_are_wishes(
    qtbot: QtBot, page: SettingsPage, context: UiContext
) -> None:
    page.open_section("window")
    page.window_section.look.activated.emit(2)
    assert context.appearance.look is Look.DARK
    with qtbot.waitSignal(page.language_requested) as language:
        page.window_section.language.activated.emit(1)
    assert language.args == [Language.CHINESE]
    with qtbot.waitSignal(page.zoom_requested) as zoom:
        page.window_section.zoom.activated.emit(3)
    assert zoom.args == [150]


def test_the_ledger_section_says_where_and_how_large_and_warns_of_a_cloud(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    show(qtbot, page, "ledger")
    assert page.ledger.path.text() == service.path
    assert page.ledger.size_text.text() == "Size: unknown"
    page.show_place("cloud", [service.path, "/data/other.huanqing"])
    assert "synchronised with a cloud" in texts_of(page.ledger)
    assert [page.ledger.recent.item(n).text() for n in range(page.ledger.recent.count())] == [
        "/data/other.huanqing"
    ]
    with qtbot.waitSignal(page.recent_requested) as recent:
        page.ledger.recent.setCurrentRow(0)
        page.ledger.recent.itemActivated.emit(page.ledger.recent.item(0))
    assert recent.args == ["/data/other.huanqing"]
    page.show_place("", [])
    assert "cloud" not in texts_of(page.ledger)


def test_every_wish_of_the_ledger_section_leaves_the_page(qtbot: QtBot, page: SettingsPage) -> None:
    wishes = {
        "Open…": page.open_ledger_requested,
        "New…": page.new_ledger_requested,
        "Move…": page.move_requested,
        "Save a copy…": page.copy_requested,
        "Open the demo ledger": page.demo_requested,
    }
    page.open_section("ledger")
    buttons = {button.text(): button for button in page.ledger.findChildren(QPushButton)}
    for words, wish in wishes.items():
        with qtbot.waitSignal(wish):
            buttons[words].click()


def belongs_to_a_combo(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, QComboBox) or belongs_to_a_combo(parent))


def test_no_field_of_the_settings_is_without_a_name_for_screen_readers(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    fill(service)
    for section in ("account", "cards", "money", "ledger", "window"):
        show(qtbot, page, section)
    page.account.rules.edit_button.click()
    page.account.limits.edit_button.click()
    page.cards.limits.edit_requested.emit(CARD.limits[0])
    named = (QLineEdit, QComboBox, QTableView, QListWidget)
    nameless = [
        widget
        for kind in named
        for widget in page.findChildren(kind)
        if not widget.accessibleName() and not belongs_to_a_combo(widget)
    ]
    assert nameless == []


def test_two_fixed_limits_cannot_begin_on_one_day(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    fill(service)
    show(qtbot, page, "account")
    page.account.limits.add_button.click()
    dialog = dialog_of(page, LimitEditor)
    dialog.amount.edit.setText("1")
    keep(qtbot, page, dialog)
    assert "Another fixed limit holds from this day." in texts_of(dialog)
    assert service.account.saves == 0


def test_an_undone_name_is_shown_though_the_field_has_the_focus(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    name = page.account.identity.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "A")
    QTest.keyClick(name, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert service.account.account.name == "A"
    service.account.account = CreditAccount()
    show(qtbot, page, "account")
    assert name.text() == "京东白条"


def test_an_overdrawn_account_is_told_as_it_is(
    qtbot: QtBot, page: SettingsPage, service: FakeLedgerService
) -> None:
    show(qtbot, page, "money")
    page.money.accounts.add_button.click()
    dialog = dialog_of(page, FundingEditor)
    dialog.name.edit.setText("工资卡")
    dialog.balance.edit.setText("-12.5")
    dialog.reserve.edit.setText("-1")
    keep(qtbot, page, dialog)
    assert "Type an amount that is not below zero." in texts_of(dialog)
    dialog.reserve.edit.setText("")
    keep(qtbot, page, dialog)
    assert service.account.funding[0].balance_fen == -1250


@pytest.mark.parametrize("language", [Language.CHINESE, Language.ENGLISH])
@pytest.mark.parametrize("zoom", [100, 150])
def test_everything_fits_a_small_window_in_both_languages(
    qtbot: QtBot,
    app: QApplication,
    context: UiContext,
    service: FakeLedgerService,
    language: Language,
    zoom: int,
) -> None:
    fill(service)
    translate(app, language)
    apply_zoom(app, zoom)
    context.appearance.dress_anew()
    try:
        page = SettingsPage(context)
        qtbot.addWidget(page)
        page.resize(1024 - METRICS.navigation_width, 620)
        page.show()
        settle(qtbot, page)
        assert page.choices.count() == 6
        for section in ("account", "cards", "money", "plan", "ledger", "window"):
            show(qtbot, page, section)
            assert cut_parts_of(page) == []
        page.account.rules.add_button.click()
        page.cards.cards.add_button.click()
        qtbot.wait(50)
        assert [
            (dialog.windowTitle(), cut_parts_of(dialog))
            for dialog in page.findChildren(EditorDialog)
            if cut_parts_of(dialog)
        ] == []
    finally:
        translate(app, Language.ENGLISH)
        apply_zoom(app, 100)
        context.appearance.dress_anew()


def cut_parts_of(widget: QWidget) -> list[str]:
    """Return the buttons without words or room for them, and areas that scroll sideways."""
    buttons = [each for each in widget.findChildren(QAbstractButton) if each.isVisible()]
    cut = [
        button.text()
        for button in buttons
        if isinstance(button, QPushButton | QCheckBox)
        and (not button.text() or button.width() < button.sizeHint().width())
    ]
    areas = [area for area in widget.findChildren(QScrollArea) if area.isVisible()]
    return cut + [
        area.accessibleName() or type(area).__name__
        for area in areas
        for content in (area.widget(),)
        if content is not None and content.width() > area.viewport().width()
    ]
