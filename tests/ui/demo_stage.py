"""The demo ledger in a real window, for tests of whole pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from huanqing.infrastructure.ledger_door import FileDoor
from huanqing.ui.application import build_window
from ui.conftest import make_preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from huanqing.ui.main_window import MainWindow


def shown_demo(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Yield a small window on the demo ledger; close both afterwards."""
    service = FileDoor(folder / "own.huanqing", folder / "demo.huanqing").open_demo()
    window = build_window(service, make_preferences())
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    yield window
    window.context.runner.stop()
    service.close()


def settle(window: MainWindow) -> None:
    """Wait until what was asked for, and what that asked for in turn, is shown."""
    for _ in range(4):
        window.context.runner.wait_until_idle()
        QApplication.processEvents()
