"""What the system hands to the running program is opened as if it were chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from huanqing.ui.opened_files import OpenedFiles
from ui.conftest import make_preferences, settle, shown_desk
from ui.fake_door import FakeDoor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    yield from shown_desk(qtbot, FakeDoor(tmp_path), make_preferences())


def hand_over(qtbot: QtBot, app: QApplication, desk: Desk, path: Path) -> None:
    opened = OpenedFiles(app, desk)
    QApplication.sendEvent(app, QFileOpenEvent(str(path)))
    settle(qtbot, desk.window)
    app.removeEventFilter(opened)


def test_a_bill_is_shown_in_the_preview(
    qtbot: QtBot, app: QApplication, desk: Desk, tmp_path: Path
) -> None:
    bill = tmp_path / "a.csv"
    bill.write_bytes(b"bill")
    hand_over(qtbot, app, desk, bill)
    assert desk.window.stack.current_key == "import"


def test_a_ledger_is_opened(qtbot: QtBot, app: QApplication, desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.huanqing"
    other.touch()
    hand_over(qtbot, app, desk, other)
    settle(qtbot, desk.window)
    assert desk.context.service.path == str(other)
