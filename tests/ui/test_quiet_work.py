from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from huanqing.ui import quiet_work
from huanqing.ui.quiet_work import QuietWork

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow


def test_pieces_are_done_in_the_quiet_until_there_are_none(
    qtbot: QtBot, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet_work, "QUIET_MS", 0)
    left = [3, 2, 1]
    field = QLineEdit()
    qtbot.addWidget(field)

    def piece() -> bool:
        left.pop()
        return bool(left)

    work = QuietWork(app, piece, field)
    work.start()
    qtbot.waitUntil(lambda: not work.is_running)
    assert left == []


def test_a_key_puts_the_work_off(qtbot: QtBot, app: QApplication) -> None:
    done: list[int] = []
    field = QLineEdit()
    qtbot.addWidget(field)

    def piece() -> bool:
        done.append(1)
        return True

    work = QuietWork(app, piece, field)
    work.start()
    for _ in range(8):
        QTest.keyClick(field, Qt.Key.Key_A)
        QTest.qWait(200)
    assert done == []
    work.stop()


def test_every_page_is_built_in_turn(window: MainWindow) -> None:
    before = len(window.stack.built)
    while window.stack.build_next():
        before += 1
        assert len(window.stack.built) == before
    assert tuple(window.stack.built) == window.stack.keys
    assert window.stack.current_key == "overview"
