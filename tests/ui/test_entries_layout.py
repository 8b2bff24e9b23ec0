"""How the entries page stands on the screen, and what it remembers of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from huanqing.application.entry_models import EntryOrder
from huanqing.ui.entries.view import EntriesPage
from huanqing.ui.tokens import METRICS
from huanqing.ui.zoom import apply_zoom
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage
from ui.test_entries_page import AMOUNT, DESCRIPTION, choose, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerService


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> EntriesPage:
    return show(stage, service)


@pytest.mark.parametrize("zoom", [100, 150])
def test_everything_fits_a_small_window(
    stage: PageStage, service: FakeLedgerService, zoom: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_zoom(app, zoom)
    try:
        width = 1024 - METRICS.navigation_width
        page = stage.show(EntriesPage, cast("LedgerService", service), (width + 190, 700))
        page.table.select_row(0)
        stage.settle()
        assert page.minimumSizeHint().width() <= page.width() == width
        assert page.table.width() >= width // 3
        assert page.panel.width() >= METRICS.scaled(240)
    finally:
        apply_zoom(app, 100)


def test_the_line_between_list_and_entry_is_kept(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page._splitter.setSizes([500, 500])
    page._splitter.splitterMoved.emit(500, 1)
    sizes = page._splitter.sizes()
    assert show(stage, service)._splitter.sizes() == sizes


def test_the_columns_and_the_order_are_kept(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    page.table.set_column_shown(DESCRIPTION, shown=False)
    page.table.sortByColumn(AMOUNT, Qt.SortOrder.AscendingOrder)
    stage.settle()
    page.hide()
    service.entries.queries.clear()
    again = show(stage, service)
    assert again.table.isColumnHidden(DESCRIPTION)
    assert service.entries.queries[0].order is EntryOrder.AMOUNT
    assert not service.entries.queries[0].is_descending


def test_the_context_menu_mirrors_the_entry_menu(
    qtbot: QtBot, stage: PageStage, page: EntriesPage
) -> None:
    choose(qtbot, stage, page, "手机 256GB")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Menu)
    menu = page.table._menu
    assert menu is not None
    shown = {each.text() for each in menu.actions()}
    wanted = {each.text() for each in page.menu_actions() if each is not None}
    assert wanted - {page.actions_of_entry.copy.text()} <= shown
    menu.close()
