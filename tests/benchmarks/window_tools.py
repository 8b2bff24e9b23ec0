"""Opens the window of a ledger for measurements, and waits until it rests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.bills import LAST_DAY

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from huanqing.ui.main_window import MainWindow


def open_window(ledger: Path) -> tuple[QApplication, MainWindow]:
    """Return the window of a ledger, shown."""
    from huanqing.bootstrap import build
    from huanqing.cli.program import LedgerRequest
    from huanqing.ui.application import build_window, create_application
    from huanqing.ui.preferences import Preferences

    # A start before this one ended without giving its lock back.
    opened = build().open_ledger(LedgerRequest(ledger, LAST_DAY, break_lock=True))
    app = create_application(["huanqing"])
    window = build_window(opened.service, Preferences.in_memory())
    window.resize(1280, 860)
    window.show()
    return app, window


def settle(app: QApplication, window: MainWindow) -> float:
    """Run until the ledger thread is idle and all is painted; return the longest turn in ms."""
    longest = 0.0
    quiet = 0
    while quiet < 3:
        begin = time.perf_counter()
        app.processEvents()
        longest = max(longest, time.perf_counter() - begin)
        quiet = quiet + 1 if window.context.runner.is_idle else 0
        if not quiet:
            time.sleep(0.0005)
    return longest * 1000
