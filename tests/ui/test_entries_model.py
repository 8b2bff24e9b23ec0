from __future__ import annotations

import time
from array import array
from datetime import date, timedelta
from threading import Event
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from huanqing.application.entry_models import EntryListRow, EntryOrder, EntryQuery
from huanqing.ui.entries.entry_model import BLOCK, KEPT, EntryTableModel
from huanqing.ui.entries.entry_table import EntryTable
from huanqing.ui.entries.view_model import EntriesViewModel
from huanqing.ui.formatting import Formatter
from huanqing.ui.preferences import Preferences
from huanqing.ui.table_models.entries import (
    ENTRY_ORDERS,
    allocation_columns,
    entry_list_columns,
    refund_columns,
    schedule_columns,
)
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import LIGHT, as_mapping
from ui.fake_entries import FakeEntries, make_allocation, make_record
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerService
    from huanqing.ui.task_runner import TaskRunner

MANY = 200_000


def colour_of(tone: str) -> str:
    return as_mapping(LIGHT)[tone]


def make_model() -> EntryTableModel:
    return EntryTableModel(entry_list_columns(Formatter()), colour_of)


def ids(rowids: Iterable[int]) -> array[int]:
    return array("q", rowids)


def make_row(rowid: int) -> EntryListRow:
    return EntryListRow(
        rowid=rowid,
        id=f"e{rowid}",
        kind="purchase",
        day=date(2020, 1, 1) + timedelta(days=rowid % 2000),
        time="10:00:00",
        amount_fen=rowid,
        counterparty="京东超市",
        description=f"大米 {rowid}",
        category="食品酒饮",
        method="京东白条",
        order_no=str(rowid),
        state="",
        periods=1,
        needs_periods=rowid % 7 == 0,
        left_fen=rowid % 2,
    )


def test_the_model_keeps_qts_rules_while_the_list_changes() -> None:
    model = make_model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rowids(ids(range(1, 301)))
    model.set_rows([make_row(rowid) for rowid in range(1, 65)])
    model.set_rowids(ids(range(1, 2001)))
    model.set_rowids(ids([1, 2, 3, 5, *range(8, 2001)]))
    model.set_rowids(ids([1, 2, 9999, 3, 5, *range(8, 2001)]))
    model.set_rowids(ids(reversed(range(1, 2001))))
    model.forget()
    model.redraw()
    assert model.rowCount() == 2000
    assert model.rowids[0] == 2000
    model.set_rowids(ids([]))
    assert model.rowCount() == 0


def test_the_columns_and_their_orders_fit_together() -> None:
    assert len(entry_list_columns(Formatter())) == len(ENTRY_ORDERS) == len(set(EntryOrder))


def test_the_complete_list_leaves_its_head_in_place() -> None:
    model = make_model()
    model.set_rowids(ids(range(300)))
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    kept = QPersistentModelIndex(model.index(250, 0))
    model.set_rowids(ids(range(MANY)))
    assert kept.row() == 250
    assert not resets


def test_a_deleted_row_leaves_the_others_in_place() -> None:
    model = make_model()
    model.set_rowids(ids(range(1000)))
    kept = QPersistentModelIndex(model.index(900, 0))
    model.set_rowids(ids([each for each in range(1000) if each not in (3, 5)]))
    assert kept.row() == 898
    assert model.rowids[898] == 900


def test_rows_are_asked_for_in_blocks_and_shown_when_they_come(qtbot: QtBot) -> None:
    model = make_model()
    model.set_rowids(ids(range(1000)))
    assert model.index(130, 0).data() == "…"
    with qtbot.waitSignal(model.rows_wanted) as asked:
        pass
    wanted = asked.args[0]
    assert wanted == list(range(128, 192))

    model.set_rows([make_row(rowid) for rowid in wanted])
    assert model.index(130, 4).data() == "大米 130"
    assert model.row_at(model.index(130, 0)) == make_row(130)
    assert model.row_at(QModelIndex()) is None


def test_rows_that_are_gone_are_not_asked_for_again_and_again(qtbot: QtBot) -> None:
    model = make_model()
    model.set_rowids(ids(range(10)))
    model.index(0, 0).data()
    with qtbot.waitSignal(model.rows_wanted):
        pass
    model.set_rows([make_row(rowid) for rowid in range(9)])
    with qtbot.assertNotEmitted(model.rows_wanted, wait=30):
        model.index(9, 0).data()
    model.forget()
    with qtbot.waitSignal(model.rows_wanted):
        model.index(9, 0).data()


def test_after_a_change_the_old_text_stays_until_the_new_one_comes(qtbot: QtBot) -> None:
    model = make_model()
    model.set_rowids(ids(range(10)))
    model.set_rows([make_row(rowid) for rowid in range(10)])
    model.forget()
    with qtbot.waitSignal(model.rows_wanted):
        assert model.index(3, 4).data() == "大米 3"


def test_only_so_many_rows_are_remembered() -> None:
    model = make_model()
    model.set_rowids(ids(range(3 * KEPT)))
    for start in range(0, 3 * KEPT, BLOCK):
        model.set_rows([make_row(rowid) for rowid in range(start, start + BLOCK)])
    assert len(model._cache) <= KEPT
    assert model.row_at(model.index(3 * KEPT - 1, 0)) is not None


def test_two_hundred_thousand_rows_scroll_without_a_block(
    qtbot: QtBot, preferences: Preferences
) -> None:
    model = make_model()
    table = EntryTable(model, "Entries", preferences)
    qtbot.addWidget(table)
    table.resize(1000, 700)
    model.rows_wanted.connect(lambda wanted: model.set_rows([make_row(n) for n in wanted]))
    table.show()
    table.show_rowids(ids(range(300)), is_other_query=True)
    table.show_rowids(ids(range(MANY)), is_other_query=False)
    qtbot.wait(50)
    paints = []
    for step in range(40):
        table.verticalScrollBar().setValue(step * 4999)
        begun = time.thread_time()
        table.viewport().repaint()
        paints.append(time.thread_time() - begun)
        qtbot.wait(1)
    assert sorted(paints)[len(paints) // 2] < 0.016


def test_the_current_entry_stays_selected_in_another_list(
    qtbot: QtBot, preferences: Preferences
) -> None:
    model = make_model()
    table = EntryTable(model, "Entries", preferences)
    qtbot.addWidget(table)
    table.show_rowids(ids(range(1000)), is_other_query=True)
    table.select_row(500)
    table.show_rowids(ids(reversed(range(1000))), is_other_query=True)
    assert table.current_rowid == 500
    assert list(table.selected_rowids) == [500]
    table.show_rowids(ids([1, 2]), is_other_query=True)
    assert table.current_rowid is None


def test_everything_can_be_selected_at_once(qtbot: QtBot, preferences: Preferences) -> None:
    model = make_model()
    table = EntryTable(model, "Entries", preferences)
    qtbot.addWidget(table)
    table.show()
    table.show_rowids(ids(range(MANY)), is_other_query=True)
    begun = time.thread_time()
    table.selectAll()
    table.repaint()
    assert table.selected_rowids == ids(range(MANY))
    assert time.thread_time() - begun < 0.5


def make_view_model(service: FakeLedgerService, runner: TaskRunner) -> EntriesViewModel:
    return EntriesViewModel(cast("LedgerService", service), runner, Formatter())


def many_records() -> FakeEntries:
    return FakeEntries([make_record(number) for number in range(1, 1001)])


def loaded_view_model(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> EntriesViewModel:
    service.entries = many_records()
    model = make_view_model(service, runner)
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    return model


def test_the_head_shows_before_everything_is_found(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    service.entries = many_records()
    model = make_view_model(service, runner)
    shown: list[tuple[int, bool]] = []
    model.found_changed.connect(lambda rowids, is_other: shown.append((len(rowids), is_other)))
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert shown == [(300, True), (1000, False)]
    assert model.summary_text.startswith("1000 entries · Purchases ¥")


def test_a_newer_key_press_drops_the_running_search(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = loaded_view_model(qtbot, runner, service)
    service.entries.gate = Event()
    service.entries.queries.clear()
    model.search("大米 1")
    qtbot.waitUntil(lambda: len(service.entries.queries) == 1)
    model.search("大米 12")
    qtbot.waitUntil(lambda: service.entries.cancelled_searches == 1)
    service.entries.gate.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert service.entries.queries[-1].text == "大米 12"
    assert model.is_settled


def test_a_refresh_shows_no_head_between(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = loaded_view_model(qtbot, runner, service)
    shown: list[int] = []
    model.found_changed.connect(lambda rowids, _is_other: shown.append(len(rowids)))
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert shown == [1000]


def test_another_order_is_another_query(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    model = make_view_model(service, runner)
    model.sort(EntryOrder.AMOUNT, is_descending=False)
    assert service.entries.queries == []
    model.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert service.entries.queries[0] == EntryQuery(
        text="", order=EntryOrder.AMOUNT, is_descending=False
    )


def test_sorting_by_a_header_names_the_order(qtbot: QtBot) -> None:
    model = make_model()
    with qtbot.waitSignal(model.sort_requested) as asked:
        model.sort(2, Qt.SortOrder.DescendingOrder)
    assert asked.args == [EntryOrder.AMOUNT, True]


def test_the_tables_of_one_entry_keep_qts_rules() -> None:
    entries = FakeEntries([make_record(1, periods=3), make_record(2, kind="refund")])
    detail = entries.detail(1)
    tables: list[tuple[tuple[Column[Any], ...], list[Any]]] = [
        (schedule_columns(Formatter()), list(detail.schedule)),
        (allocation_columns(Formatter()), [make_allocation(100), make_allocation(200)]),
        (refund_columns(Formatter()), [detail.row]),
    ]
    for columns, rows in tables:
        model: RowTableModel[Any] = RowTableModel(columns, colour_of)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.set_rows(rows)
        for place in range(len(columns)):
            model.sort(place)
            assert all(isinstance(columns[place].sort_key(row), int | str) for row in rows)
            assert model.index(0, place).data() != ""
