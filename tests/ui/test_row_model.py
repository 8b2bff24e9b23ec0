from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from huanqing.application.read_models import BatchRow, EntryRow, StatementLineRow
from huanqing.ui.formatting import Formatter
from huanqing.ui.overview.recent import recent_columns
from huanqing.ui.statements.texts import item_of
from huanqing.ui.table_models.imports import (
    batch_columns,
    file_columns,
    preview_columns,
    totals_columns,
    totals_rows,
)
from huanqing.ui.table_models.row_model import SORT_ROLE, Column, RowTableModel
from huanqing.ui.table_models.statements import line_columns, statement_columns
from huanqing.ui.tokens import LIGHT, as_mapping
from ui.fake_imports import make_file_report
from ui.fake_service import STATEMENTS, TODAY, make_entry

if TYPE_CHECKING:
    from collections.abc import Sequence


AMOUNT = 3
FORMATTER = Formatter()
FILE = make_file_report("a.csv", "new")
ITEMS = [item_of(row, None, TODAY, FORMATTER) for row in STATEMENTS]
LINE = StatementLineRow(STATEMENTS[1].figures.instalments[0], make_entry(1).day, "c", "d")
BATCH = BatchRow(1, "2026-07-07T09:30:00", ("a.csv",), 3, 2, is_undone=False)
UNDONE = BatchRow(2, "2026-07-08T09:30:00", ("b.csv",), 3, 2, is_undone=True)


def colour_of(tone: str) -> str:
    return as_mapping(LIGHT)[tone]


def make_models() -> list[RowTableModel[object]]:
    tables: list[tuple[tuple[Column[Any], ...], Sequence[object]]] = [
        (recent_columns(FORMATTER), [make_entry(3), make_entry(1), make_entry(2)]),
        (statement_columns(), ITEMS),
        (line_columns(FORMATTER), [LINE, LINE]),
        (file_columns(), [FILE, make_file_report("b.csv", "unchanged")]),
        (totals_columns(), totals_rows(FILE, FORMATTER)),
        (preview_columns(FORMATTER), FILE.rows),
        (batch_columns(FORMATTER), [BATCH, UNDONE]),
    ]
    models = []
    for columns, rows in tables:
        model: RowTableModel[object] = RowTableModel(columns, colour_of)
        model.set_rows(rows)
        models.append(model)
    return models


@pytest.mark.parametrize("place", range(7))
def test_every_model_keeps_qts_rules(place: int) -> None:
    model = make_models()[place]
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        model.sort(column)
    model.redraw()
    model.set_rows([])
    tester.deleteLater()


@pytest.mark.parametrize("place", range(7))
def test_sort_keys_are_numbers_or_texts(place: int) -> None:
    model = make_models()[place]
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert isinstance(model.index(row, column).data(SORT_ROLE), int | str)
            assert isinstance(model.index(row, column).data(), str)


def make_entry_model(amounts: list[int]) -> RowTableModel[EntryRow]:
    model = RowTableModel(recent_columns(FORMATTER), colour_of)
    model.set_rows([make_entry(1, amount) for amount in amounts])
    return model


def amounts_of(model: RowTableModel[EntryRow]) -> list[str]:
    return [str(model.index(row, AMOUNT).data()) for row in range(model.rowCount())]


def test_amounts_sort_by_value_and_stay_sorted() -> None:
    model = make_entry_model([99999, 1000000, 5])
    model.sort(AMOUNT, Qt.SortOrder.DescendingOrder)
    assert amounts_of(model) == ["¥10,000.01", "¥1,000.00", "¥0.06"]
    model.set_rows([make_entry(1, 10), make_entry(1, 20)])
    assert amounts_of(model) == ["¥0.21", "¥0.11"]


def test_the_selection_stays_with_its_row() -> None:
    model = make_entry_model([300, 100, 200])
    kept = model.index(0, AMOUNT)
    persistent = model.createIndex(0, AMOUNT)
    assert persistent == kept
    row = model.row_at(kept)
    model.sort(AMOUNT)
    assert model.position_of(lambda each: each is row) == 2


def test_numbers_stand_at_the_right() -> None:
    model = make_entry_model([1])
    alignment = model.index(0, AMOUNT).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag.AlignRight in Qt.AlignmentFlag(alignment)
    assert model.row_at(QModelIndex()) is None
