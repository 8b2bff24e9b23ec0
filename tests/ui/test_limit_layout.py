"""How the limit page stands on a small screen: room, names, hidden amounts, and the why of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from huanqing.application.limit_models import HealthKind, HealthMark
from huanqing.domain.credit_account import CreditAccount, Freeze, LimitKind, LimitPart
from huanqing.ui.limit.view import LimitPage
from huanqing.ui.preferences import LANGUAGE, Language, Preferences
from huanqing.ui.tokens import METRICS
from ui.fake_limits import HEALTH, TODAY
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage
from ui.test_limit_page import CHANGE, PURCHASE, REPAYMENT
from ui.test_walk import cut_texts
from ui.test_why import silent_amounts
from ui.walk import MONEY, controls_in, named, widgets_in, words_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Prepare = Callable[[FakeLedgerService], None]

ACCOUNT = CreditAccount(
    limits=(
        LimitPart(from_date=TODAY, until=None, kind=LimitKind.FIXED, amount_fen=2000000),
        LimitPart(from_date=TODAY, until=TODAY, kind=LimitKind.TEMPORARY, amount_fen=300000),
    ),
    freezes=(Freeze(from_date=TODAY, until=None, reason="风控"),),
)


def be_full(service: FakeLedgerService) -> None:
    service.limits.has_plan = True
    service.account.account = ACCOUNT
    changes = replace(
        HEALTH[-1], kind=HealthKind.LIMIT_CHANGES, mark=HealthMark.POOR, changes=(CHANGE,)
    )
    service.limits.factors = (*HEALTH[:-1], changes)


def be_unknown(service: FakeLedgerService) -> None:
    service.limits.is_known = False


def show_all(stage: PageStage, service: FakeLedgerService, width: int = 1024) -> LimitPage:
    """Show the page with everything switched on."""
    page = stage.show(LimitPage, service, (width, 700))
    page.course_card.habit_box.setChecked(True)
    page.free.amount.set_amount(1150000)
    page.what_if.begin_with((PURCHASE, REPAYMENT))
    stage.settle()
    return page


def tabs_of(stage: PageStage, page: LimitPage) -> Iterator[str]:
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        stage.settle()
        for table in page.findChildren(QTableView):
            if table.isVisible() and table.model().rowCount():
                table.selectRow(0)
        stage.settle()
        yield page.tabs.tabText(place)


@pytest.mark.parametrize("zoomed", [100, 150], indirect=True)
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
@pytest.mark.parametrize("prepare", [be_full, be_unknown])
def test_everything_fits_a_small_window(
    stage: PageStage,
    service: FakeLedgerService,
    preferences: Preferences,
    zoomed: int,
    language: Language,
    prepare: Prepare,
) -> None:
    preferences.put(LANGUAGE, language)
    prepare(service)
    width = 1024 - METRICS.navigation_width
    page = show_all(stage, service, width + 190)
    for tab in tabs_of(stage, page):
        assert page.minimumSizeHint().width() <= page.width() == width, (zoomed, tab)
        assert cut_texts(page) == set(), tab


@pytest.mark.parametrize("prepare", [be_full, be_unknown])
def test_every_control_has_a_name_and_a_role(
    stage: PageStage, service: FakeLedgerService, prepare: Prepare
) -> None:
    prepare(service)
    page = show_all(stage, service)
    nameless = set()
    for _tab in tabs_of(stage, page):
        for control in controls_in(page):
            read = QAccessible.queryAccessibleInterface(control)
            if not read.text(QAccessible.Text.Name).strip():
                nameless.add(named(control))
            assert read.role() is not QAccessible.Role.NoRole, named(control)
    assert nameless == set()


def test_hidden_amounts_leave_no_digit_of_money(
    stage: PageStage, service: FakeLedgerService
) -> None:
    be_full(service)
    page = show_all(stage, service)
    shown = 0
    for _tab in tabs_of(stage, page):
        shown += sum(bool(MONEY.search(w)) for each in widgets_in(page) for w in words_of(each))
    stage.formatter.set_hide_amounts(hide=True)
    stage.settle()
    leaks = set()
    for _tab in tabs_of(stage, page):
        leaks |= {
            f"{word!r}: {named(each)}"
            for each in widgets_in(page)
            for word in words_of(each)
            if MONEY.search(word)
        }
    assert leaks == set()
    assert shown > 60


@pytest.mark.parametrize("prepare", [be_full, be_unknown])
def test_no_amount_is_without_its_why(
    stage: PageStage, service: FakeLedgerService, prepare: Prepare
) -> None:
    prepare(service)
    page = show_all(stage, service)
    for tab in tabs_of(stage, page):
        assert silent_amounts(page) == [], tab


def test_tab_reaches_every_control(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    be_full(service)
    page = show_all(stage, service)
    qtbot.waitUntil(page.isActiveWindow)
    for tab in tabs_of(stage, page):
        wanted = {each for each in controls_in(page) if each.isEnabled()}
        wanted = {each for each in wanted if each.focusPolicy() & Qt.FocusPolicy.TabFocus}
        assert wanted
        page.tabs.tabBar().setFocus()
        for _ in range(2 * len(wanted) + 20):
            focused = QApplication.focusWidget()
            assert focused is not None
            wanted -= {focused, focused.focusProxy(), focused.parentWidget()}
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert {named(each) for each in wanted} == set(), tab
