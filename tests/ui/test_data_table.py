"""The table that every page uses: columns, selection, menu, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QStringListModel, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from huanqing.ui.preferences import Preferences, table_spec
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.table_memory import TableMemory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

KEY = Qt.Key
Pair = tuple[str, int]


def make_model() -> RowTableModel[Pair]:
    columns: tuple[Column[Pair], ...] = (
        Column(header="Name", text=lambda row: row[0], sort_key=lambda row: row[0], stretches=True),
        Column(
            header="Count",
            text=lambda row: str(row[1]),
            sort_key=lambda row: row[1],
            is_number=True,
            width=90,
        ),
        Column(header="Twice", text=lambda row: row[0] * 2, sort_key=lambda row: row[0], width=70),
    )
    model = RowTableModel(columns, lambda _tone: "#000000")
    model.set_rows([("b", 2), ("a", 1), ("c", 3)])
    return model


def make_table(
    qtbot: QtBot, preferences: Preferences | None = None, *, is_extended: bool = False
) -> DataTable:
    memory = None if preferences is None else TableMemory(preferences, "things")
    model = make_model()
    table = DataTable(model, "Things", memory=memory, is_extended=is_extended)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    return table


@pytest.fixture
def zoomed() -> Iterator[None]:
    METRICS.zoom_to(150)
    yield
    METRICS.zoom_to(100)


def menu_of(table: DataTable) -> QMenu:
    menus = [each for each in table.findChildren(QMenu) if each.isVisible()]
    assert len(menus) == 1
    return menus[0]


def test_a_model_without_columns_is_refused() -> None:
    with pytest.raises(TypeError):
        DataTable(QStringListModel(["a"]), "Things")


def test_the_header_has_a_name_of_its_own(qtbot: QtBot) -> None:
    assert "Things" in make_table(qtbot).horizontalHeader().accessibleName()


def test_columns_come_back_as_the_user_left_them(qtbot: QtBot) -> None:
    preferences = Preferences.in_memory()
    first = make_table(qtbot, preferences)
    header = first.horizontalHeader()
    header.moveSection(2, 0)
    first.setColumnWidth(2, 111)
    first.set_column_shown(1, shown=False)
    first.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    first.hide()

    second = make_table(qtbot, preferences)

    header = second.horizontalHeader()
    assert [header.logicalIndex(at) for at in range(3)] == [2, 0, 1]
    assert second.columnWidth(2) == 111
    assert second.isColumnHidden(1)
    assert second.model().index(0, 0).data() == "c"
    assert header.sortIndicatorSection() == 0


def test_reset_columns_forgets_everything(qtbot: QtBot) -> None:
    preferences = Preferences.in_memory()
    table = make_table(qtbot, preferences)
    table.set_column_shown(1, shown=False)
    table.horizontalHeader().moveSection(2, 0)
    table.reset_columns()
    table.hide()
    assert not table.isColumnHidden(1)
    assert table.columnWidth(1) == 90
    assert table.horizontalHeader().visualIndex(2) == 2
    assert TableMemory(preferences, "things").load(3) is None


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"widths": [1, 2], "order": [0, 1], "hidden": [], "sorted_by": None},
        {"widths": [1, 2, 3], "order": [0, 1, 1], "hidden": [], "sorted_by": None},
        {"widths": [1, 2, 3], "order": [0, 1, 2], "hidden": [0, 1, 2], "sorted_by": None},
        {"widths": "wide", "order": [0, 1, 2], "hidden": [], "sorted_by": None},
        {"widths": [1, 2, 3], "order": [0, 1, 2], "hidden": [], "sorted_by": [1]},
    ],
)
def test_columns_that_do_not_fit_are_not_taken(qtbot: QtBot, kept: dict[str, object]) -> None:
    preferences = Preferences.in_memory()
    preferences.put(table_spec("things"), kept)
    table = make_table(qtbot, preferences)
    assert table.columnWidth(1) == 90
    assert not any(table.isColumnHidden(place) for place in range(3))


def test_the_last_column_stays(qtbot: QtBot) -> None:
    table = make_table(qtbot, Preferences.in_memory())
    for place in range(3):
        table.set_column_shown(place, shown=False)
    assert [table.isColumnHidden(place) for place in range(3)] == [True, True, False]


def test_the_header_menu_hides_a_column(qtbot: QtBot) -> None:
    table = make_table(qtbot, Preferences.in_memory())
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    actions = menu_of(table).actions()
    assert [each.text() for each in actions] == ["Name", "Count", "Twice", "Reset columns"]
    actions[1].trigger()
    assert table.isColumnHidden(1)
    menu_of(table).close()


@pytest.mark.usefixtures("zoomed")
def test_widths_grow_with_the_zoom(qtbot: QtBot) -> None:
    assert make_table(qtbot).columnWidth(1) == 135


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (KEY.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_the_keyboard_opens_the_menu_of_the_table(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    table = make_table(qtbot, Preferences.in_memory())
    done: list[str] = []
    action = QAction("Edit", table)
    action.triggered.connect(lambda: done.append("edit"))
    table.addAction(action)
    table.select_row(1)
    QTest.keyClick(table, key, modifier)
    menu = menu_of(table)
    texts = [each.text() for each in menu.actions() if not each.isSeparator()]
    assert texts == ["Edit", "Copy rows", "Columns"]
    menu.actions()[0].trigger()
    assert done == ["edit"]
    menu.close()


def test_the_selected_rows_are_copied_as_the_screen_shows_them(qtbot: QtBot) -> None:
    table = make_table(qtbot, Preferences.in_memory(), is_extended=True)
    table.horizontalHeader().moveSection(1, 0)
    table.set_column_shown(2, shown=False)
    table.selectAll()
    QTest.keyClick(table, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2\tb\n1\ta\n3\tc"


def test_an_extended_table_selects_several_rows(qtbot: QtBot) -> None:
    table = make_table(qtbot, is_extended=True)
    with qtbot.waitSignal(table.row_selection_changed):
        table.select_row(2)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.model().index(0, 0), flags.Select | flags.Rows)
    assert table.selected_rows == [0, 2]
    assert table.selected_count == 2


def test_the_header_looks_at_no_selected_row(qtbot: QtBot) -> None:
    table = make_table(qtbot, is_extended=True)
    table.selectAll()
    assert table.selected_count == table.model().rowCount() > 1
    assert not table.horizontalHeader().selectionModel().hasSelection()


def test_a_plain_table_selects_one_row(qtbot: QtBot) -> None:
    table = make_table(qtbot)
    table.selectAll()
    assert table.selected_count <= 1


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    table = make_table(qtbot)
    table.select_row(0)
    QTest.keyClick(table, KEY.Key_Tab)
    assert table.currentIndex().row() == 0
    assert table.currentIndex().column() == 0
