from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ui.conftest import settle
from ui.fake_imports import LOCK_CODE
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.importing.view import ImportPage
    from huanqing.ui.main_window import MainWindow

TWO_FOR_THE_SUM = "2 × ¥15,309.11"  # noqa: RUF001 - the times sign
REASON = 8


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ImportPage:
    window.show_page("import")
    settle(qtbot, window)
    return window.import_page


def write_files(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(b"bill")
    return paths


def preview(qtbot: QtBot, window: MainWindow, folder: Path, *names: str) -> None:
    window.import_page.preview_files(write_files(folder, *names))
    settle(qtbot, window)


def texts_of(page: ImportPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_nothing_is_written_before_the_preview(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv", "b.csv")
    assert service.imports.writes == 0
    assert page.apply_button.isEnabled()
    assert page.preview.files.rowCount() == 2
    assert page.preview.panel.model.rowCount() == 3
    assert page.preview.detail.totals.index(2, 1).data() == TWO_FOR_THE_SUM


def test_preview_then_apply_then_undo(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv", "b.csv", "c.csv")
    page.apply_button.click()
    settle(qtbot, window)
    assert service.imports.writes == 1
    assert "Imported: 6 new rows. 3 rows wait for your decision." in texts_of(page)
    assert not page.apply_button.isVisible()
    assert page.history.model.rowCount() == 1
    assert window.menus.undo.text() == "Undo: import of 3 files"

    page.result.undo_button.click()
    settle(qtbot, window)
    assert service.imports.batches[0].is_undone
    assert "The import was undone." in texts_of(page)
    assert not page.result.isVisible()
    assert page.history.model.index(0, 4).data() == "Undone"
    assert window.menus.redo.text() == "Redo: import of 3 files"


def test_an_import_of_the_history_can_be_undone(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv")
    page.apply_button.click()
    settle(qtbot, window)
    assert not page.history.undo_button.isEnabled()
    page.history.table.select_row(0)
    page.history.undo_button.click()
    settle(qtbot, window)
    assert service.imports.batches[0].is_undone


def test_rows_can_be_filtered_by_outcome(
    qtbot: QtBot, window: MainWindow, page: ImportPage, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv")
    box = page.preview.panel.outcome_box
    box.setCurrentIndex(box.findData("review"))
    assert page.preview.panel.model.rowCount() == 1
    assert page.preview.panel.model.index(0, REASON).data() == "Row not understood"
    box.setCurrentIndex(box.findData("linked"))
    assert page.preview.panel.model.rowCount() == 0
    box.setCurrentIndex(0)
    assert page.preview.panel.model.rowCount() == 3


def test_a_wrong_password_asks_again_and_the_right_one_opens(
    qtbot: QtBot, window: MainWindow, page: ImportPage, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv", "locked.zip")
    (row,) = page.failures.rows
    assert "locked" in texts_of(page)
    assert page.preview.files.rowCount() == 1

    row.password.setText("wrong")
    QTest.keyClick(row.password, Qt.Key.Key_Return)
    settle(qtbot, window)
    (row,) = page.failures.rows
    assert "does not open" in texts_of(page)

    row.password.setText(LOCK_CODE)
    row.open_button.click()
    settle(qtbot, window)
    assert not page.failures.rows
    assert page.preview.files.rowCount() == 2


def test_a_file_that_is_no_bill_is_explained_and_left_out(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "unknown.csv", "a.csv")
    assert "no bill that Huanqing knows" in texts_of(page)
    assert not page.failures.rows[0].password.isVisible()
    page.apply_button.click()
    settle(qtbot, window)
    assert service.imports.batches[0].file_names == ("a.csv",)


def test_a_file_that_is_not_there_is_explained(
    qtbot: QtBot, window: MainWindow, page: ImportPage, tmp_path: Path
) -> None:
    page.preview_files([tmp_path / "gone.csv"])
    settle(qtbot, window)
    assert "gone.csv" in texts_of(page)
    assert not page.apply_button.isEnabled()


def test_rows_that_are_all_known_need_no_import(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv")
    page.apply_button.click()
    settle(qtbot, window)
    preview(qtbot, window, tmp_path, "a.csv")
    page.preview.panel.outcome_box.setCurrentIndex(
        page.preview.panel.outcome_box.findData("unchanged")
    )
    assert page.preview.panel.model.rowCount() == 2
    assert service.imports.writes == 1


def test_discarding_writes_nothing(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv")
    page.discard_button.click()
    assert page.drop_zone.isVisible()
    assert service.imports.writes == 0


def test_cancelling_an_import_changes_nothing(
    qtbot: QtBot, window: MainWindow, page: ImportPage, service: FakeLedgerService, tmp_path: Path
) -> None:
    preview(qtbot, window, tmp_path, "a.csv")
    service.imports.gate = Event()
    page.apply_button.click()
    qtbot.waitUntil(window.indicator.isVisible)
    assert not page.apply_button.isEnabled()
    window.indicator.cancel_button.click()
    settle(qtbot, window)
    assert service.imports.writes == 0
    assert "Cancelled. Nothing was changed." in texts_of(page)
    assert page.apply_button.isEnabled()
    assert not window.indicator.isVisible()


def test_equal_names_in_two_folders_are_told_apart(
    qtbot: QtBot, window: MainWindow, page: ImportPage, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    page.preview_files(write_files(tmp_path, "a.csv") + write_files(other, "a.csv"))
    settle(qtbot, window)
    names = {page.preview.files.index(row, 0).data() for row in range(2)}
    assert names == {str(tmp_path / "a.csv"), str(other / "a.csv")}
