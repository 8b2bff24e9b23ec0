"""Texts of searches are made after every change, and nobody waits for that."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huanqing.ui.text_keeper import TextKeeper

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.progress import Progress
    from huanqing.ui.task_runner import TaskRunner
    from ui.fake_service import FakeLedgerService


def test_texts_are_made_after_a_start_and_after_a_change(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    preparation = service.entries.preparation
    preparation.texts = 5
    window = QObject()
    keeper = TextKeeper(service, runner, window)
    keeper.refresh()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert preparation.texts == 0
    preparation.texts = 5
    runner.ledger_changed.emit()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert preparation.texts == 0


def test_other_work_comes_before_the_rest_of_the_texts(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    preparation = service.entries.preparation
    preparation.texts = 1_000
    preparation.gate = Event()
    window = QObject()
    TextKeeper(service, runner, window).refresh()
    qtbot.waitUntil(lambda: preparation.is_waiting)
    left: list[int] = []
    runner.submit(window, lambda _p: preparation.texts, left.append, lambda _e: None)
    preparation.gate.set()
    qtbot.waitUntil(lambda: bool(left))
    assert left[0] >= 998
    qtbot.waitUntil(lambda: runner.is_idle)
    assert preparation.texts == 0


def test_several_changes_make_them_once(
    qtbot: QtBot, runner: TaskRunner, service: FakeLedgerService
) -> None:
    gate = Event()
    window = QObject()
    runner.submit(window, lambda _p: gate.wait(5), lambda _r: None, lambda _e: None)
    asked: list[object] = []

    def index(progress: Progress | None = None) -> None:
        asked.append(progress)

    service.entries.preparation.index = index  # type: ignore[method-assign]
    keeper = TextKeeper(service, runner, window)
    for _ in range(4):
        keeper.refresh()
    gate.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert len(asked) == 1
