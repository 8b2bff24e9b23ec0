"""Work beside the ledger: a thread of its own, ended with the runner, its bugs told by it."""

from __future__ import annotations

from threading import Event, get_ident
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huanqing.ui.task_runner import TaskRunner
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.progress import Progress
    from ui.conftest import OpenWindow


def test_work_aside_runs_beside_the_work_of_the_ledger(qtbot: QtBot, runner: TaskRunner) -> None:
    owner, gate = QObject(), Event()
    threads: list[int] = []

    def wait(_progress: Progress) -> int:
        gate.wait(5)
        return get_ident()

    runner.aside().submit(owner, wait, threads.append, lambda _error: None)
    runner.submit(owner, lambda _progress: get_ident(), threads.append, lambda _error: None)
    qtbot.waitUntil(lambda: len(threads) == 1)
    assert not runner.is_idle
    gate.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert len(set(threads)) == 2


def test_the_runner_waits_for_work_aside(runner: TaskRunner) -> None:
    owner = QObject()
    done: list[int] = []
    runner.aside().submit(owner, lambda _progress: 1, done.append, lambda _error: None)
    runner.wait_until_idle()
    assert done == [1]


def test_a_bug_aside_is_told_by_the_runner(qtbot: QtBot, runner: TaskRunner) -> None:
    owner = QObject()

    def break_down(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(runner.bug_found) as found:
        runner.aside().submit(owner, break_down, lambda _none: None, lambda _error: None)
    assert isinstance(found.args[0], ZeroDivisionError)


def test_closing_the_window_ends_a_search_for_a_plan(
    qtbot: QtBot, open_window: OpenWindow, service: FakeLedgerService
) -> None:
    window = open_window(service)
    service.plans.gate = Event()
    window.show_page("plan")
    qtbot.waitUntil(lambda: service.plans.begun == 1)
    window.close()
    assert window.context.runner.is_idle
    assert service.plans.cancelled == 1
