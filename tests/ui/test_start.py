from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from huanqing.application.errors import LedgerFileError, LedgerLockedError, NotALedgerError
from huanqing.ui.application import open_window
from huanqing.ui.preferences import Language, Look
from huanqing.ui.screenshots import render_screenshots
from huanqing.ui.start import StartFailureDialog, open_ledger
from ui.conftest import make_preferences
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LOCKED = LedgerLockedError("/a", "desk", "li", 7, is_stale=True)
REFUSED = NotALedgerError("/a")


def test_pictures_of_every_page_are_written(tmp_path: Path) -> None:
    bill = tmp_path / "a.csv"
    bill.write_bytes(b"bill")
    service = FakeLedgerService()
    pictures = render_screenshots(
        service, tmp_path / "shots", [(1040, 700)], [Look.DARK], [Language.ENGLISH], bills=[bill]
    )
    assert [path.name for path in pictures] == [
        "overview-dark-en-1040x700.png",
        "statements-dark-en-1040x700.png",
        "import-dark-en-1040x700.png",
        "import-preview-dark-en-1040x700.png",
    ]
    for path in pictures:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1040, 700)
    assert service.writes == 0


def test_an_opened_window_takes_uncaught_exceptions(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = open_window(FakeLedgerService(), make_preferences())
    qtbot.addWidget(window)
    sys.excepthook(RuntimeError, RuntimeError("boom"), None)
    qtbot.waitUntil(lambda: window.bug_reporter.dialog is not None)
    window.context.runner.stop()


def test_a_stale_lock_can_be_taken_over(tmp_path: Path) -> None:
    asked: list[LedgerFileError] = []

    def open_or_create(_path: Path, *, break_lock: bool) -> FakeLedgerService:
        if not break_lock:
            raise LOCKED
        return FakeLedgerService()

    def agree(error: LedgerFileError) -> bool:
        asked.append(error)
        return True

    assert open_ledger(tmp_path, open_or_create, agree, break_lock=False) is not None
    assert asked == [LOCKED]


def test_a_refusal_at_the_start_ends_the_program(tmp_path: Path) -> None:
    def open_or_create(_path: Path, *, break_lock: bool) -> FakeLedgerService:
        assert not break_lock
        raise REFUSED

    opened = open_ledger(tmp_path, open_or_create, lambda _error: False, break_lock=False)
    assert opened is None


@pytest.mark.parametrize(("error", "may_take_over"), [(LOCKED, True), (REFUSED, False)])
def test_the_start_says_why_a_ledger_does_not_open(
    qtbot: QtBot, error: LedgerFileError, *, may_take_over: bool
) -> None:
    dialog = StartFailureDialog(error)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.take_over.isVisible() is may_take_over
    assert any("/a" in label.text() for label in dialog.findChildren(QLabel))
