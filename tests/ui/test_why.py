"""Every amount says where it comes from: the popup, how it is asked, and that none is without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from huanqing.domain.derivation import Derivation, Figure, Question, Reference, RefKind, Term, Why
from huanqing.ui.formatting import Formatter
from huanqing.ui.overview.view import OverviewPage
from huanqing.ui.table_models.row_model import WHY_ROLE
from huanqing.ui.why.dialog import WhyDialog
from huanqing.ui.why.words import _PLAIN, _SPECIAL, _TITLES, term_words
from huanqing.ui.widgets.asking import PROPERTY, let_ask
from ui.conftest import settle
from ui.fake_service import FakeLedgerService
from ui.walk import MONEY, named, shown_pages

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow

PAGES = ("overview", "statements", "plan", "limit")


def open_dialogs(window: MainWindow) -> list[WhyDialog]:
    return [each for each in window.findChildren(WhyDialog) if each.isVisible()]


def asked_dialog(qtbot: QtBot, window: MainWindow) -> WhyDialog:
    settle(qtbot, window)
    (dialog,) = open_dialogs(window)
    return dialog


def left_label(window: MainWindow) -> QLabel:
    """The figure of what is left of the chosen statement."""
    labels = window.pages["statements"].findChildren(QLabel)
    (label,) = [
        each
        for each in labels
        if isinstance(each.property(PROPERTY), Question)
        and each.property(PROPERTY).figure is Figure.STATEMENT_LEFT
    ]
    return label


@pytest.fixture
def statements(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.show_page("statements")
    settle(qtbot, window)
    return window


def test_a_click_on_a_figure_asks_the_ledger(
    qtbot: QtBot, statements: MainWindow, service: FakeLedgerService
) -> None:
    QTest.mouseClick(left_label(statements), Qt.MouseButton.LeftButton)
    dialog = asked_dialog(qtbot, statements)
    assert service.questions[-1].figure is Figure.STATEMENT_LEFT
    assert dialog.figure.text() == "¥7,654.32"
    assert dialog.terms.index(0, 0).data() == "Principal"
    assert "statement day 3" in dialog.rules.text()
    dialog.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_asks_too(
    qtbot: QtBot, statements: MainWindow, service: FakeLedgerService, key: Qt.Key
) -> None:
    label = left_label(statements)
    label.setFocus()
    QTest.keyClick(label, key)
    asked_dialog(qtbot, statements).close()
    assert service.questions[-1].figure is Figure.STATEMENT_LEFT


def test_shift_f1_asks_about_the_row_of_a_table(
    qtbot: QtBot, statements: MainWindow, service: FakeLedgerService
) -> None:
    table = statements.pages["statements"].detail.line_table  # type: ignore[attr-defined]
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 4))
    QTest.keyClick(table, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    asked_dialog(qtbot, statements).close()
    assert service.questions[-1].figure is Figure.LINE_LEFT


def test_a_part_leads_on_and_back(
    qtbot: QtBot, window: MainWindow, service: FakeLedgerService
) -> None:
    further = Question(figure=Figure.USED)
    terms = (Term(why=Why.USED, amount_fen=-5, question=further),)
    dialog = WhyDialog(window.context, window)
    dialog.show()
    dialog.ask(Derivation(Question(figure=Figure.AVAILABLE), -5, terms))
    assert not dialog.back.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert service.questions == [further]
    dialog.back.click()
    assert dialog.figure.text() == "-¥0.05"
    dialog.close()


def test_an_entry_opens_on_its_page(qtbot: QtBot, window: MainWindow) -> None:
    reference = Reference(RefKind.ENTRY, "e1", "purchase")
    terms = (Term(why=Why.LINE, amount_fen=5, name="大米", reference=reference),)
    dialog = WhyDialog(window.context, window)
    dialog.show()
    dialog.ask(Derivation(Question(figure=Figure.SHOWN_SUM), 5, terms))
    with qtbot.waitSignal(dialog.entry_requested) as asked:
        dialog.open_entry.click()
    assert asked.args == ["purchase", "e1"]


def test_what_is_gone_is_said_in_words(
    qtbot: QtBot, statements: MainWindow, service: FakeLedgerService
) -> None:
    service.derive_failure = KeyError("gone")
    QTest.mouseClick(left_label(statements), Qt.MouseButton.LeftButton)
    dialog = asked_dialog(qtbot, statements)
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "This is no longer in the ledger." in shown
    dialog.close()


def test_hidden_amounts_stay_hidden(window: MainWindow) -> None:
    window.context.formatter.set_hide_amounts(hide=True)
    terms = tuple(
        Term(why=why, amount_fen=123456, base_fen=654321, name="大米", count=2, of_count=3)
        for why in Why
    )
    dialog = WhyDialog(window.context, window)
    dialog.show()
    dialog.ask(Derivation(Question(figure=Figure.OWED), sum(t.amount_fen for t in terms), terms))
    words = [label.text() for label in dialog.findChildren(QLabel)]
    model = dialog.terms
    for row in range(model.rowCount()):
        words += [str(model.index(row, column).data()) for column in range(3)]
    assert not [each for each in words if MONEY.search(each)]
    dialog.close()


def test_every_code_has_words() -> None:
    assert set(_TITLES) == set(Figure)
    assert set(_PLAIN) | set(_SPECIAL) | {Why.OBLIGATION, Why.PAYMENT, Why.FLOW} == set(Why)
    for why in Why:
        assert term_words(Term(why=why, amount_fen=1, name="大米"), Formatter())


def test_a_label_that_shows_nothing_asks_nothing(qtbot: QtBot) -> None:
    label = QLabel("–")  # noqa: RUF001 - the typographic dash is meant
    qtbot.addWidget(label)
    let_ask(label, Question(figure=Figure.OWED))
    let_ask(label, None)
    assert label.focusPolicy() is Qt.FocusPolicy.NoFocus


def silent_amounts(page: QWidget) -> list[str]:
    """What shows an amount on a page and cannot be asked why."""
    found = [
        named(label)
        for label in page.findChildren(QLabel)
        if label.isVisible() and MONEY.search(label.text()) and label.property(PROPERTY) is None
    ]
    for view in page.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            found += [f"{named(view)}: {each}" for each in silent_cells(view)]
    return found


def silent_cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    columns = model.columnCount() if view.inherits("QTableView") else 1
    cells = [
        model.index(row, column, QModelIndex())
        for row in range(min(model.rowCount(), 20))
        for column in range(columns)
    ]
    return [
        str(cell.data())
        for cell in cells
        if MONEY.search(str(cell.data() or "")) and cell.data(WHY_ROLE) is None
    ]


def test_no_amount_is_without_its_why(qtbot: QtBot, window: MainWindow) -> None:
    seen = []
    for page in shown_pages(qtbot, window):
        key = next(name for name, each in window.pages.items() if each is page)
        if key in PAGES:
            seen.append(key)
            if isinstance(page, OverviewPage):
                qtbot.waitUntil(lambda page=page: page.ahead is not None)  # type: ignore[misc]
                settle(qtbot, window)
            assert silent_amounts(page) == [], key
    assert set(seen) == set(PAGES) & set(window.pages)
