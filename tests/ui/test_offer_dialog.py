"""The dialog of an instalment offer: live figures, refusals, hiding, copying, keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from huanqing.domain.credit_account import AccountRule, CreditAccount
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import Remainder
from huanqing.domain.offer import Offer
from huanqing.ui.appearance import Appearance
from huanqing.ui.application import translate
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import HIDDEN, Formatter
from huanqing.ui.offer.dialog import OfferDialog
from huanqing.ui.offer.view_model import OfferAnswer, OfferViewModel
from huanqing.ui.preferences import LANGUAGE, Language, Preferences
from huanqing.ui.task_runner import TaskRunner
from huanqing.ui.tokens import METRICS
from ui.fake_account import TODAY
from ui.fake_service import FakeLedgerService
from ui.test_walk import cut_texts
from ui.walk import controls_in, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot


@pytest.fixture
def context(service: FakeLedgerService, runner: TaskRunner, preferences: Preferences) -> UiContext:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translate(app, preferences.get(LANGUAGE))
    return UiContext(
        service=service,
        runner=runner,
        formatter=Formatter(),
        appearance=Appearance(app, preferences),
        preferences=preferences,
    )


@pytest.fixture
def open_dialog(qtbot: QtBot, context: UiContext) -> Iterator[Callable[..., OfferDialog]]:
    def build(amount_fen: int | None = None) -> OfferDialog:
        dialog = OfferDialog(context, amount_fen=amount_fen)
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot, context)
        return dialog

    yield build
    METRICS.zoom_to(100)


@pytest.fixture
def dialog(
    qtbot: QtBot, context: UiContext, open_dialog: Callable[..., OfferDialog]
) -> OfferDialog:
    """Shows ¥10,000 in 12 periods at 0.6 %."""
    opened: OfferDialog = open_dialog(1_000_000)
    opened.rate.insert("0.6")
    settle(qtbot, context)
    return opened


def settle(qtbot: QtBot, context: UiContext) -> None:
    qtbot.waitUntil(lambda: context.runner.is_idle)
    QApplication.processEvents()


def rows_of(model: QAbstractItemModel) -> list[list[str]]:
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def problems_in(dialog: OfferDialog) -> set[str]:
    return {label.text() for label in dialog._problems.values() if not label.isHidden()}


def test_the_rates_stand_beside_the_quoted_fee(dialog: OfferDialog) -> None:
    assert (
        dialog.results.rates.text()
        == "13.03 % a year nominal, 13.84 % effective; quoted 0.60 % a period"
    )
    assert "Fees ¥720.00 in all; ¥720.00 more than paying at once." in dialog.results.note.text()
    assert "by your own due dates: 13.42 % effective" in dialog.results.note.text()


def test_each_period_shows_its_flow_and_due_date(dialog: OfferDialog) -> None:
    rows = rows_of(dialog.results.lines)

    assert len(rows) == 12
    assert rows[0] == ["1", "12 Aug 2026", "¥833.33", "¥60.00", "¥893.33"]
    assert rows[11] == ["12", "12 Jul 2027", "¥833.37", "¥60.00", "¥893.37"]


def test_other_ways_to_pay_are_compared(
    qtbot: QtBot, context: UiContext, dialog: OfferDialog
) -> None:
    dialog.discount.set_amount(5_000)
    settle(qtbot, context)

    rows = rows_of(dialog.results.ways)
    assert [row[0] for row in rows] == [
        "At once",
        "Not split, on the next bill",
        "3 periods",
        "6 periods",
        "12 periods",
        "24 periods",
    ]
    assert rows[0][1:] == ["¥9,950.00", "¥9,950.00", "¥0.00", "–", "–"]  # noqa: RUF001 - the dash of the program
    assert rows[4][1:] == ["¥893.33", "¥10,720.00", "¥770.00", "13.99 %", "14.92 %"]


def test_settling_early_follows_the_number_of_periods_paid(
    qtbot: QtBot, context: UiContext, dialog: OfferDialog
) -> None:
    assert [row[:3] for row in rows_of(dialog.results.settlements)] == [
        ["All of them are due", "¥8,040.01", "¥0.00"],
        ["None of them is charged", "¥7,500.01", "¥540.00"],
        ["None on the day of the purchase", "¥8,040.01", "¥0.00"],
        ["Only that of the next period", "¥7,560.01", "¥480.00"],
    ]

    dialog.results.after.setValue(0)
    settle(qtbot, context)

    assert rows_of(dialog.results.settlements)[2][1:3] == ["¥10,000.00", "¥720.00"]


def test_fewer_periods_leave_fewer_to_settle_after(
    qtbot: QtBot, context: UiContext, dialog: OfferDialog
) -> None:
    dialog.results.after.setValue(11)

    dialog.periods.setValue(3)
    settle(qtbot, context)

    assert dialog.results.after.value() == 2
    assert rows_of(dialog.results.settlements)[0][1] == "¥3,393.34"


def test_fees_may_be_told_as_a_sum(qtbot: QtBot, context: UiContext, dialog: OfferDialog) -> None:
    dialog.fee_kind.setCurrentIndex(1)
    assert dialog.total_fee.isVisible()
    assert not dialog.rate.isVisible()
    settle(qtbot, context)
    assert rows_of(dialog.results.lines) == []

    QTest.keyClicks(dialog.total_fee, "720")
    settle(qtbot, context)

    assert "13.03 % a year nominal" in dialog.results.rates.text()
    assert "quoted 0.60 %" in dialog.results.rates.text()


def test_one_period_with_a_fee_is_named_as_one(
    qtbot: QtBot, context: UiContext, dialog: OfferDialog
) -> None:
    dialog.periods.setValue(1)
    settle(qtbot, context)

    assert rows_of(dialog.results.ways)[1][:4] == ["1 period", "¥10,060.00", "¥10,060.00", "¥60.00"]
    assert dialog.results.after.maximum() == 0


def test_the_comparison_sorts_by_rate_with_none_last(dialog: OfferDialog) -> None:
    dialog.results.ways.sort(4, Qt.SortOrder.DescendingOrder)

    assert [row[4] for row in rows_of(dialog.results.ways)] == [
        "13.27 %", "13.03 %", "12.24 %", "10.77 %", "0.00 %", "–",  # noqa: RUF001 - the dash of the program
    ]  # fmt: skip


def test_free_periods_lower_the_fees(qtbot: QtBot, context: UiContext, dialog: OfferDialog) -> None:
    dialog.free_periods.setValue(12)
    settle(qtbot, context)

    assert "0.00 % a year nominal" in dialog.results.rates.text()
    assert "Fees ¥0.00 in all" in dialog.results.note.text()


def test_the_account_of_the_ledger_gives_the_rules(
    qtbot: QtBot,
    context: UiContext,
    service: FakeLedgerService,
    open_dialog: Callable[..., OfferDialog],
) -> None:
    rule = AccountRule(from_date=TODAY.replace(year=2025), remainder=Remainder.FIRST, due_days=20)
    service.account.account = CreditAccount(rules=(rule,))

    opened = open_dialog(1_000_000)
    opened.rate.insert("0.6")
    settle(qtbot, context)

    assert rows_of(opened.results.lines)[0][1:3] == ["23 Aug 2026", "¥833.37"]


def test_nothing_is_filled_in_before_price_and_fee_are_known(
    qtbot: QtBot, context: UiContext, open_dialog: Callable[..., OfferDialog]
) -> None:
    opened = open_dialog()
    hint = "Type the price and the fee to see what it costs."
    assert opened.results.rates.text() == hint
    assert opened.amount.hasFocus()

    QTest.keyClicks(opened.amount, "10000")
    settle(qtbot, context)
    assert opened.results.rates.text() == hint
    assert not opened.has_problems
    assert not opened.accept_button.isEnabled()

    QTest.keyClicks(opened.rate, "0.5")
    settle(qtbot, context)
    assert "10.90 % a year nominal, 11.46 % effective" in opened.results.rates.text()
    assert opened.accept_button.isEnabled()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda it: it.amount.set_amount(0), "Type an amount such as 1234.56."),
        (lambda it: it.amount.setText("12x"), "Type an amount such as 1234.56."),
        (lambda it: it.rate.setText("0,6"), "Type a percentage such as 0.6."),
        (lambda it: it.rate.setText("101"), "Type a percentage such as 0.6."),
        (lambda it: it.discount.set_amount(1_000_000), "It must be below the price."),
        (lambda it: it.discount.set_amount(-1), "Type an amount such as 1234.56."),
        (lambda it: it.free_periods.setValue(13), "There are not that many periods."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    qtbot: QtBot,
    context: UiContext,
    dialog: OfferDialog,
    spoil: Callable[[OfferDialog], None],
    words: str,
) -> None:
    spoil(dialog)
    settle(qtbot, context)

    assert problems_in(dialog) == {words}
    assert rows_of(dialog.results.lines) == []
    assert not dialog.accept_button.isEnabled()


def test_a_sum_that_no_period_can_bear_is_refused_and_forgotten_with_its_field(
    qtbot: QtBot, context: UiContext, dialog: OfferDialog
) -> None:
    dialog.fee_kind.setCurrentIndex(1)
    dialog.total_fee.set_amount(100)
    dialog.free_periods.setValue(12)
    assert problems_in(dialog) == {"No period is left that could bear it."}

    dialog.fee_kind.setCurrentIndex(0)
    settle(qtbot, context)

    assert problems_in(dialog) == set()
    assert len(rows_of(dialog.results.lines)) == 12


def test_hidden_amounts_leave_no_amount(
    qtbot: QtBot, context: UiContext, dialog: OfferDialog
) -> None:
    context.formatter.set_hide_amounts(hide=True)
    settle(qtbot, context)

    words = [word for each in dialog.findChildren(QLabel) for word in words_of(each)]
    words += [word for each in dialog.findChildren(QTableView) for word in words_of(each)]
    assert not [word for word in words if "¥" in word]
    assert rows_of(dialog.results.lines)[0][2:] == [HIDDEN] * 3
    assert dialog.amount.text() == HIDDEN
    assert "13.03 %" in dialog.results.rates.text()

    dialog.accept_button.click()
    assert "¥" not in QGuiApplication.clipboard().text()

    context.formatter.set_hide_amounts(hide=False)
    assert rows_of(dialog.results.lines)[0][2] == "¥833.33"
    assert "¥720.00" in dialog.results.note.text()


def test_everything_is_copied_as_text(dialog: OfferDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("13.03 % a year nominal")
    assert "Period\tDue\tPrincipal\tFee\tTo pay" in lines
    assert "1\t12 Aug 2026\t¥833.33\t¥60.00\t¥893.33" in lines
    assert any(line.startswith("12 periods\t¥893.33") for line in lines)
    assert "Settling early, periods paid: 3" in lines
    assert dialog.results.copied.isVisible()
    assert dialog.isVisible()


def test_the_word_about_copying_goes_with_the_next_change(
    qtbot: QtBot, context: UiContext, dialog: OfferDialog
) -> None:
    dialog.accept_button.click()

    dialog.periods.setValue(6)
    settle(qtbot, context)

    assert not dialog.results.copied.isVisible()


def test_an_account_that_cannot_be_read_is_said_in_words(
    qtbot: QtBot,
    context: UiContext,
    service: FakeLedgerService,
    open_dialog: Callable[..., OfferDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(service.account, "view", fail)
    opened = open_dialog(1_000_000)
    opened.rate.insert("0.6")
    settle(qtbot, context)

    assert "Input/output error" in opened.error.text()
    assert rows_of(opened.results.lines) == []


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
@pytest.mark.parametrize("zoom", [100, 150])
def test_no_text_is_cut_off(
    qtbot: QtBot,
    context: UiContext,
    open_dialog: Callable[..., OfferDialog],
    language: Language,
    zoom: int,
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translate(app, language)
    METRICS.zoom_to(zoom)
    opened = open_dialog(1_000_000)
    opened.rate.insert("0.6")
    settle(qtbot, context)

    cut: set[str] = set()
    for tab in range(opened.results.tabs.count()):
        opened.results.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        cut |= cut_texts(opened)

    assert cut == set()
    assert opened.width() <= 1024


def test_the_keyboard_reaches_every_control_in_the_order_of_the_eye(
    qtbot: QtBot, dialog: OfferDialog
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.amount.setFocus()
    reached = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    names = [each.accessibleName() for each in reached]
    assert names[:3] == ["Price", "Periods", "Fee is told as"]
    wanted = {each for each in controls_in(dialog) if each.isEnabled()}
    assert all(each.accessibleName() for each in wanted)
    # The field of a count and its line are one, and so are tabs and their bar.
    for each in reached:
        wanted -= {each, each.focusProxy(), each.parentWidget()}
    assert {each.accessibleName() for each in wanted} == set()


def test_an_older_offer_never_replaces_a_newer_one(
    qtbot: QtBot, service: FakeLedgerService, runner: TaskRunner
) -> None:
    model = OfferViewModel(service, runner)
    answers: list[OfferAnswer | None] = []
    model.answer_changed.connect(lambda: answers.append(model.answer))
    first = Offer(amount_fen=100_000, periods=3, fee_rate_ppm=6_000)

    model.propose(first)
    model.propose(replace(first, periods=6))
    qtbot.waitUntil(lambda: runner.is_idle)

    assert [each.cost.offer.periods for each in answers if each is not None] == [6]


def test_an_offer_taken_back_leaves_no_answer(
    qtbot: QtBot, service: FakeLedgerService, runner: TaskRunner
) -> None:
    model = OfferViewModel(service, runner)
    model.propose(Offer(amount_fen=100_000, periods=3))
    model.propose(None)
    qtbot.waitUntil(lambda: runner.is_idle)

    assert model.answer is None


def test_a_refusal_is_kept_for_the_view(
    qtbot: QtBot,
    service: FakeLedgerService,
    runner: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> None:
        field, reason = "limit", "no"
        raise InvalidFieldError(field, 1, reason)

    monkeypatch.setattr(service.account, "view", refuse)
    model = OfferViewModel(service, runner)
    model.propose(Offer(amount_fen=100_000, periods=3))
    qtbot.waitUntil(lambda: runner.is_idle)

    assert isinstance(model.error, InvalidFieldError)
    assert model.answer is None
