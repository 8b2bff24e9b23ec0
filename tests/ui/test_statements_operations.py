from __future__ import annotations

from datetime import date
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from huanqing.application.statement_models import InstalmentDraft, InstalmentOffer
from huanqing.domain.credit_account import SettlementFee
from huanqing.domain.payment_channel import PaymentChannel
from huanqing.ui.rates import ppm_of_percent
from huanqing.ui.statements.change_dialog import ChangeDialog
from huanqing.ui.statements.instalment_dialog import InstalmentDialog
from huanqing.ui.statements.settlement_dialog import SettlementDialog
from huanqing.ui.statements.view import StatementsPage
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

JULY = date(2026, 7, 3)
_Dialog = TypeVar("_Dialog", bound=ChangeDialog)


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> StatementsPage:
    service.account.channels = (PaymentChannel(id="工商银行 1234"),)
    return stage.show(StatementsPage, service)


def open_dialog(stage: PageStage, page: StatementsPage, kind: type[_Dialog]) -> _Dialog:
    if kind is InstalmentDialog:
        page.actions_of_page.instalment.trigger()
    else:
        page.detail.line_table.select_row(0)
        page.actions_of_page.settlement.trigger()
    stage.settle()
    dialog = page.operations.dialog
    assert isinstance(dialog, kind)
    return dialog


def preview_of(dialog: ChangeDialog) -> list[list[str]]:
    model = dialog.preview
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_splitting_shows_what_changes_before_anything_is_written(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    dialog = open_dialog(stage, page, InstalmentDialog)
    assert "Of the statement of 3 Jul 2026, ¥100.00 to ¥503.25 can be split." in shown_texts(dialog)
    dialog.amount.set_amount(30000)
    dialog.rate.clear()
    dialog.rate.insert("0.5")
    dialog.propose()
    stage.settle()
    assert preview_of(dialog) == [
        ["Statement of 3 Jul 2026", "¥503.25", "¥203.25", "-¥300.00"],
        ["Statement of 3 Aug 2026", "¥0.00", "¥101.50", "+¥101.50"],
        ["Everything owed", "¥503.25", "¥507.75", "+¥4.50"],
        ["All fees", "¥3.25", "¥7.75", "+¥4.50"],
        ["Available limit", "¥11,234.57", "¥11,230.07", "-¥4.50"],
    ]
    assert dialog.cost.text() == "It costs ¥4.50 of fees in all."
    assert not service.statement_actions.instalments


def test_splitting_is_booked_with_what_was_typed(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    dialog = open_dialog(stage, page, InstalmentDialog)
    dialog.periods.setValue(6)
    dialog.free_periods.setValue(1)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    stage.settle()
    assert service.statement_actions.instalments == [
        InstalmentDraft(
            statement_date=JULY,
            day=date(2026, 7, 7),
            amount_fen=50325,
            periods=6,
            fee_rate_ppm=0,
            free_periods=1,
        )
    ]
    assert "The statement is split into new periods." in shown_texts(page)
    assert page.operations.dialog is None


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("amount", "503.26", "At most ¥503.25 can be split."),
        ("amount", "99", "At least ¥100.00 must be split."),
        ("amount", "x", "Type an amount such as 1234.56."),
        ("day", "2026-07-02", "The statement is not out yet on that day."),
        ("day", "never", "Type a day such as 2026-07-12."),
        ("rate", "half", "Type a rate such as 0.5."),
    ],
)
def test_what_cannot_be_split_is_said_beside_the_field(
    stage: PageStage,
    page: StatementsPage,
    service: FakeLedgerService,
    field: str,
    text: str,
    problem: str,
) -> None:
    dialog = open_dialog(stage, page, InstalmentDialog)
    edit = {"amount": dialog.amount, "day": dialog.day, "rate": dialog.rate}[field]
    edit.setFocus()
    edit.selectAll()
    for letter in text:
        QTest.keyClicks(edit, letter)
    dialog.propose()
    assert problem in shown_texts(dialog)
    dialog.accept_button.click()
    stage.settle()
    assert dialog.isVisible()
    assert not service.statement_actions.instalments


def test_more_free_periods_than_periods_is_a_problem(
    stage: PageStage, page: StatementsPage
) -> None:
    dialog = open_dialog(stage, page, InstalmentDialog)
    dialog.free_periods.setValue(4)
    assert "There are not so many periods." in shown_texts(dialog)
    dialog.periods.setValue(4)
    assert "There are not so many periods." not in shown_texts(dialog)


def test_only_the_newest_draft_is_shown(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    dialog = open_dialog(stage, page, InstalmentDialog)
    service.statement_actions.previewed.clear()
    service.statement_actions.gate = gate = Event()
    for amount in (20000, 30000, 40000):
        dialog.amount.set_amount(amount)
    gate.set()
    stage.settle()
    assert preview_of(dialog)[0][3] == "-¥400.00"
    amounts = [
        draft.amount_fen
        for draft in service.statement_actions.previewed
        if isinstance(draft, InstalmentDraft)
    ]
    assert 30000 not in amounts
    assert amounts[-1] == 40000


def test_a_locked_statement_is_named_and_changed_only_on_request(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    service.statement_actions.locks = (JULY,)
    dialog = open_dialog(stage, page, InstalmentDialog)
    dialog.accept_button.click()
    stage.settle()
    assert any("locked statement of 2026-07-03" in text for text in shown_texts(dialog))
    assert dialog.accept_button.text() == "Change anyway"
    assert not service.statement_actions.instalments
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    assert len(service.statement_actions.instalments) == 1


def test_a_change_of_the_draft_asks_about_the_lock_anew(
    stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    service.statement_actions.locks = (JULY,)
    dialog = open_dialog(stage, page, InstalmentDialog)
    dialog.accept_button.click()
    stage.settle()
    dialog.amount.set_amount(20000)
    stage.settle()
    assert dialog.accept_button.text() == "Split it"
    dialog.accept_button.click()
    stage.settle()
    assert not service.statement_actions.instalments


def test_a_statement_that_cannot_be_split_is_said_without_a_dialog(
    stage: PageStage,
    page: StatementsPage,
    service: FakeLedgerService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing = InstalmentOffer(JULY, 0, 10000)
    monkeypatch.setattr(service.statement_actions, "instalment_offer", lambda _day: nothing)
    page.actions_of_page.instalment.trigger()
    stage.settle()
    assert page.operations.dialog is None
    assert any(text.startswith("Nothing of this statement") for text in shown_texts(page))


def test_settling_early_shows_its_cost_and_books_the_repayment(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    dialog = open_dialog(stage, page, SettlementDialog)
    assert dialog.cost.text() == "To pay on that day: ¥2,516.25"
    assert "手机 256GB" in shown_texts(dialog)
    dialog.fee.set_amount(0)
    dialog.rule.setCurrentIndex(dialog.rule.findData(SettlementFee.WAIVED.value))
    stage.settle()
    assert dialog.cost.text() == "To pay on that day: ¥2,500.00"
    assert preview_of(dialog)[-1] == [
        "Available limit",
        "¥11,234.57",
        "¥13,734.57",
        "+¥2,500.00",
    ]
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    (booked,) = service.statement_actions.settlements
    assert (booked.purchase_id, booked.day) == ("p7", date(2026, 7, 7))
    assert (booked.fee_rule, booked.fee_fen) == (SettlementFee.WAIVED, 0)
    assert (booked.pays, booked.method) == (True, "工商银行 1234")
    stage.settle()
    assert "The purchase is settled." in shown_texts(page)


def test_settling_without_a_repayment_asks_for_no_card(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    dialog = open_dialog(stage, page, SettlementDialog)
    dialog.pays.setChecked(False)
    assert not dialog.method.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()
    (booked,) = service.statement_actions.settlements
    assert (booked.pays, booked.method, booked.fee_rule) == (False, "", None)


def test_a_dialog_is_filled_in_with_the_keyboard_alone(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    QTest.keyClick(
        page,
        Qt.Key.Key_B,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    stage.settle()
    dialog = page.operations.dialog
    assert isinstance(dialog, InstalmentDialog)
    assert dialog.focusWidget() is dialog.amount
    QTest.keyClicks(dialog.amount, "200")
    QTest.keyClick(dialog.amount, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.day
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    assert [each.amount_fen for each in service.statement_actions.instalments] == [20000]


def test_closing_the_dialog_changes_nothing(
    qtbot: QtBot, stage: PageStage, page: StatementsPage, service: FakeLedgerService
) -> None:
    dialog = open_dialog(stage, page, InstalmentDialog)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.settle()
    assert page.operations.dialog is None
    assert not service.statement_actions.instalments


def test_hidden_amounts_leave_no_digit_of_money_in_the_dialog(
    stage: PageStage, page: StatementsPage
) -> None:
    stage.formatter.set_hide_amounts(hide=True)
    dialog = open_dialog(stage, page, InstalmentDialog)
    cells = [cell for row in preview_of(dialog) for cell in row]
    for text in [*cells, *shown_texts(dialog), dialog.amount.text()]:
        assert "¥" not in text
        assert "503" not in text


def test_rates_are_read_to_the_millionth() -> None:
    read = [ppm_of_percent(text) for text in ("0.5", "0.5%", "1", "", "100", "0.0001", "101", "-1")]
    assert read == [5000, 5000, 10000, 0, 1_000_000, 1, None, None]
