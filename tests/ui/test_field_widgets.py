"""The fields for amounts and days, and the dialog that holds them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QToolTip

from huanqing.ui.formatting import HIDDEN, Formatter
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.form_dialog import FormDialog
from huanqing.ui.widgets.money_edit import MoneyEdit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 7, 7)
KEY = Qt.Key


@pytest.fixture
def formatter() -> Formatter:
    return Formatter()


@pytest.fixture
def money(qtbot: QtBot, formatter: Formatter) -> MoneyEdit:
    edit = MoneyEdit(formatter, "Amount")
    qtbot.addWidget(edit)
    edit.show()
    return edit


@pytest.fixture
def day(qtbot: QtBot) -> DayEdit:
    edit = DayEdit(TODAY, "Day")
    qtbot.addWidget(edit)
    edit.show()
    return edit


def test_an_amount_is_shown_in_full_when_the_field_is_left(money: MoneyEdit) -> None:
    heard: list[object] = []
    money.amount_changed.connect(heard.append)
    QTest.keyClicks(money, "10+3.2*2")
    assert money.amount_fen == 1640
    QTest.keyClick(money, KEY.Key_Return)
    assert money.text() == "¥16.40"
    assert heard[0] == 100
    assert heard[-1] == 1640


def test_a_sum_says_what_it_comes_to_while_it_is_typed(money: MoneyEdit) -> None:
    money.setFocus()
    QTest.keyClicks(money, "10+3")
    assert money.toolTip() == "= ¥13.00"
    QTest.keyClick(money, KEY.Key_Return)
    assert money.toolTip() == ""
    QToolTip.hideText()


def test_what_is_no_amount_is_marked_once_it_is_left(money: MoneyEdit) -> None:
    QTest.keyClicks(money, "12,34")
    assert money.has_problem
    assert not money.property("invalid")
    money.editingFinished.emit()
    assert money.property("invalid")
    QTest.keyClick(money, KEY.Key_Backspace)
    QTest.keyClick(money, KEY.Key_Backspace)
    QTest.keyClick(money, KEY.Key_Backspace)
    assert not money.property("invalid")
    assert money.amount_fen == 1200


def test_an_empty_field_holds_nothing_and_is_no_problem(money: MoneyEdit) -> None:
    money.set_amount(None)
    assert money.amount_fen is None
    assert not money.has_problem


def test_a_hidden_amount_cannot_be_read(formatter: Formatter, money: MoneyEdit) -> None:
    money.set_amount(123456)
    formatter.set_hide_amounts(hide=True)
    assert money.text() == HIDDEN
    money.setFocus()
    assert money.text() == HIDDEN
    money.undo()
    money.selectAll()
    money.copy()
    assert "1" not in money.text() + money.toolTip() + QGuiApplication.clipboard().text()
    assert money.amount_fen == 123456
    formatter.set_hide_amounts(hide=False)
    assert money.text() == "¥1,234.56"


def test_typing_into_a_hidden_amount_begins_anew_and_hides_it_again(
    formatter: Formatter, money: MoneyEdit
) -> None:
    money.set_amount(123456)
    formatter.set_hide_amounts(hide=True)
    money.setCursorPosition(1)
    QTest.keyClicks(money, "20*3")
    assert money.text() == "20*3"
    assert money.toolTip() == ""
    money.editingFinished.emit()
    assert money.text() == HIDDEN
    assert money.amount_fen == 6000
    QTest.keyClick(money, KEY.Key_Backspace)
    assert money.text() == ""
    assert money.amount_fen is None


def test_a_wrong_amount_is_hidden_too_but_not_lost(formatter: Formatter, money: MoneyEdit) -> None:
    QTest.keyClicks(money, "12,34")
    formatter.set_hide_amounts(hide=True)
    assert money.text() == HIDDEN
    assert money.has_problem
    formatter.set_hide_amounts(hide=False)
    assert money.text() == "12,34"


@pytest.mark.parametrize(
    ("start", "key", "expected"),
    [
        (None, KEY.Key_T, TODAY),
        (date(2026, 1, 31), KEY.Key_Up, date(2026, 2, 1)),
        (date(2026, 2, 1), KEY.Key_Down, date(2026, 1, 31)),
        (date(2026, 1, 31), KEY.Key_PageUp, date(2026, 2, 28)),
        (date(2026, 3, 31), KEY.Key_PageDown, date(2026, 2, 28)),
        (date(2026, 2, 14), KEY.Key_M, date(2026, 2, 1)),
        (date(2026, 2, 14), KEY.Key_H, date(2026, 2, 28)),
        (date(2026, 2, 14), KEY.Key_Plus, date(2026, 2, 15)),
        (date(2026, 2, 14), KEY.Key_Minus, date(2026, 2, 13)),
        (None, KEY.Key_Up, date(2026, 7, 8)),
    ],
)
def test_keys_move_the_day(day: DayEdit, start: date | None, key: Qt.Key, expected: date) -> None:
    day.set_day(start)
    heard: list[object] = []
    day.day_changed.connect(heard.append)
    QTest.keyClick(day, key)
    assert day.day == expected
    assert day.text() == expected.isoformat()
    assert heard == [expected]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2026-9-3", "2026-09-03"),
        ("20260903", "2026-09-03"),
        ("9-3", "2026-09-03"),
        ("9月3日", "2026-09-03"),
    ],
)
def test_a_typed_day_is_written_in_full_when_the_field_is_left(
    day: DayEdit, typed: str, text: str
) -> None:
    if typed.isascii():
        QTest.keyClicks(day, typed)
    else:
        day.insert(typed)
    QTest.keyClick(day, KEY.Key_Return)
    assert day.text() == text


def test_what_is_no_day_is_marked_once_it_is_left(day: DayEdit) -> None:
    QTest.keyClicks(day, "2026-2-30")
    assert day.has_problem
    assert not day.property("invalid")
    day.editingFinished.emit()
    assert day.property("invalid")
    QTest.keyClick(day, KEY.Key_Up)
    assert day.text() == "2026-2-30"
    day.set_day(TODAY)
    assert not day.property("invalid")


def test_a_day_is_chosen_from_the_calendar_by_keyboard(day: DayEdit) -> None:
    day.set_day(date(2026, 2, 14))
    QTest.keyClick(day, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = day.calendar
    assert popup is not None
    assert popup.isVisible()
    assert popup.accessibleName() == "Day"
    assert popup.view.selectedDate().toPython() == date(2026, 2, 14)
    view = popup.view.findChild(type(popup.view)) or popup.view
    grid = view.focusProxy() or view
    QTest.keyClick(grid, KEY.Key_Right)
    QTest.keyClick(grid, KEY.Key_Return)
    assert not popup.isVisible()
    assert day.day == date(2026, 2, 15)


def make_dialog(qtbot: QtBot, next_text: str = "") -> tuple[FormDialog, QLineEdit, QPlainTextEdit]:
    dialog = FormDialog("New entry", "Book", next_text=next_text)
    qtbot.addWidget(dialog)
    name, note = QLineEdit(), QPlainTextEdit()
    name.setAccessibleDescription("Who got the money")
    dialog.add_field("name", "Name", name)
    dialog.add_field("note", "Note", note)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog, name, note


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_dialog_is_submitted_by_keyboard(qtbot: QtBot) -> None:
    dialog, name, note = make_dialog(qtbot)
    heard: list[str] = []
    dialog.submitted.connect(lambda: heard.append("submitted"))
    dialog.submitted_and_next.connect(lambda: heard.append("next"))
    QTest.keyClick(name, KEY.Key_Return)
    assert heard == ["submitted"]
    note.setFocus()
    QTest.keyClick(note, KEY.Key_Return, CONTROL)
    assert heard == ["submitted"] * 2
    QTest.keyClick(note, KEY.Key_Return, CONTROL | SHIFT)
    assert heard == ["submitted"] * 2
    assert not dialog.next_button.isVisible()
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def test_a_dialog_may_go_on_to_the_next(qtbot: QtBot) -> None:
    dialog, name, _note = make_dialog(qtbot, "Book and next")
    with qtbot.waitSignal(dialog.submitted_and_next):
        QTest.keyClick(name, KEY.Key_Return, CONTROL | SHIFT)
    assert dialog.next_button.isVisible()
    assert dialog.isVisible()


def test_a_problem_stands_beside_its_field_and_in_its_description(qtbot: QtBot) -> None:
    dialog, name, note = make_dialog(qtbot)
    dialog.show_problem("name", "Type a name.")
    assert dialog.has_problems
    assert name.accessibleDescription() == "Type a name. Who got the money"
    assert name.property("invalid")
    assert any(label.text() == "Type a name." for label in dialog.findChildren(QLabel))
    dialog.show_problem("name", "")
    assert not dialog.has_problems
    assert name.accessibleDescription() == "Who got the money"
    assert not name.property("invalid")
    assert note.accessibleName() == "Note"


def test_a_refused_dialog_goes_to_its_first_problem(qtbot: QtBot) -> None:
    dialog, name, note = make_dialog(qtbot)

    def refuse() -> None:
        dialog.show_problem("note", "Too long.")
        dialog.show_problem("name", "Type a name.")

    dialog.submitted.connect(refuse)
    note.setFocus()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: dialog.focusWidget() is name)


def test_a_problem_while_typing_leaves_the_keyboard_where_it_is(qtbot: QtBot) -> None:
    dialog, _name, note = make_dialog(qtbot)
    note.setFocus()
    dialog.show_problem("name", "Type a name.")
    qtbot.wait(10)
    assert dialog.focusWidget() is note


def test_a_dialog_higher_than_the_screen_scrolls(qtbot: QtBot) -> None:
    dialog = FormDialog("Many", "Keep")
    qtbot.addWidget(dialog)
    fields = [QLineEdit() for _ in range(60)]
    for number, field in enumerate(fields):
        dialog.add_field(str(number), f"Field {number}", field)
    dialog.show()
    qtbot.waitExposed(dialog)
    screen = dialog.screen().availableGeometry()
    assert dialog.height() <= screen.height()
    assert dialog.accept_button.isVisible()
    assert dialog.rect().contains(
        dialog.accept_button.mapTo(dialog, dialog.accept_button.rect().center())
    )
    dialog.show_problem("59", "Wrong.")
    dialog.focus_first_problem()
    assert not fields[59].visibleRegion().isEmpty()


def test_a_short_dialog_shows_all_of_its_fields(qtbot: QtBot) -> None:
    dialog, name, note = make_dialog(qtbot)
    dialog.show_error("The statement of July is locked, so nothing was booked. Unlock it first.")
    for each in (name, note, dialog.error):
        assert each.visibleRegion().boundingRect().height() >= each.height()


def test_the_mask_takes_a_pasted_amount(formatter: Formatter, money: MoneyEdit) -> None:
    money.set_amount(123456)
    formatter.set_hide_amounts(hide=True)
    pasted = QMimeData()
    pasted.setText("88.80")
    QGuiApplication.clipboard().setMimeData(pasted)
    money.end(False)  # noqa: FBT003 - Qt's own argument
    money.paste()
    assert money.amount_fen == 8880
