from __future__ import annotations

import gc
import threading
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import delete

from huanqing.application.progress import Cancelled, Progress
from huanqing.domain.errors import InvalidAmountError
from huanqing.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

REFUSED = InvalidAmountError("x")


class Outcome:
    """Collects what the callbacks got, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    def succeed(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def fail(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


def wait(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: runner.is_idle)


def test_a_result_arrives_on_the_gui_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()
    runner.submit(
        QObject(runner), lambda _progress: threading.get_ident(), outcome.succeed, outcome.fail
    )
    wait(qtbot, runner)
    assert outcome.results != [threading.get_ident()]
    assert outcome.threads == {threading.get_ident()}
    assert not outcome.errors


def test_an_amount_above_32_bits_arrives_whole(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()
    runner.submit(QObject(runner), lambda _p: 3_000_000_000, outcome.succeed, outcome.fail)
    wait(qtbot, runner)
    assert outcome.results == [3_000_000_000]


def test_a_refusal_reaches_the_page_and_is_no_bug(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome, bugs = Outcome(), Outcome()
    runner.bug_found.connect(bugs.succeed)

    def refuse(_progress: Progress) -> None:
        raise REFUSED

    runner.submit(QObject(runner), refuse, outcome.succeed, outcome.fail)
    wait(qtbot, runner)
    assert isinstance(outcome.errors[0], InvalidAmountError)
    assert not bugs.results


def test_a_bug_reaches_the_page_and_the_reporter(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome, bugs = Outcome(), Outcome()
    runner.bug_found.connect(bugs.succeed)

    def fail(_progress: Progress) -> None:
        raise ZeroDivisionError

    runner.submit(QObject(runner), fail, outcome.succeed, outcome.fail)
    wait(qtbot, runner)
    assert isinstance(outcome.errors[0], ZeroDivisionError)
    assert bugs.results == outcome.errors


def test_cancelling_stops_what_runs_and_what_waits(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()
    started = Event()

    def work(progress: Progress) -> None:
        started.set()
        while progress(1, 10):
            pass
        raise Cancelled

    runner.submit(QObject(runner), work, outcome.succeed, outcome.fail)
    runner.submit(QObject(runner), work, outcome.succeed, outcome.fail)
    assert started.wait(5)
    runner.cancel()
    wait(qtbot, runner)
    assert [type(error) for error in outcome.errors] == [Cancelled, Cancelled]


def test_nothing_is_called_for_an_owner_that_is_gone(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()
    gate = Event()
    owner = QObject()
    runner.submit(owner, lambda _p: gate.wait(5), outcome.succeed, outcome.fail)
    delete(owner)
    gate.set()
    wait(qtbot, runner)
    assert not outcome.results
    assert not outcome.errors


def test_a_write_is_announced_even_if_its_page_is_gone(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()
    gate = Event()
    owner = QObject()
    runner.submit(
        owner, lambda _p: gate.wait(5), outcome.succeed, outcome.fail, changes_ledger=True
    )
    delete(owner)
    with qtbot.waitSignal(runner.ledger_changed):
        gate.set()


def test_reads_announce_no_change(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()
    with qtbot.assertNotEmitted(runner.ledger_changed):
        runner.submit(QObject(runner), lambda _p: 1, outcome.succeed, outcome.fail)
        wait(qtbot, runner)


def test_progress_reaches_the_gui_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()

    def work(progress: Progress) -> bool:
        return progress(7, 7)

    with qtbot.waitSignal(runner.progress_reported) as reported:
        runner.submit(QObject(runner), work, outcome.succeed, outcome.fail)
    wait(qtbot, runner)
    assert reported.args == [7, 7]
    assert outcome.results == [True]


def test_tasks_run_one_at_a_time_in_order(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()
    running: list[int] = []

    def work(number: int, _progress: Progress) -> int:
        running.append(number)
        assert len(running) == 1
        running.remove(number)
        return number

    for number in range(20):
        runner.submit(QObject(runner), partial(work, number), outcome.succeed, outcome.fail)
    wait(qtbot, runner)
    assert outcome.results == list(range(20))


def test_what_a_task_holds_is_released_on_the_gui_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    released: list[int] = []

    def is_missing(held: object, _progress: Progress) -> bool:
        return held is None

    class Held:
        def __del__(self) -> None:
            released.append(threading.get_ident())

    outcome = Outcome()
    for _ in range(50):
        held = Held()
        runner.submit(QObject(runner), partial(is_missing, held), outcome.succeed, outcome.fail)
        del held
    wait(qtbot, runner)
    gc.collect()
    assert set(released) == {threading.get_ident()}


def test_stopping_waits_and_calls_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome = Outcome()

    def work(progress: Progress) -> None:
        while progress(0, 1):
            pass

    runner.submit(QObject(runner), work, outcome.succeed, outcome.fail)
    runner.stop()
    assert runner.is_idle
    qtbot.wait(1)
    assert not outcome.results


def _answer(number: int, _progress: Progress) -> int:
    return number


class Patient:
    """Work that goes on until it may end, and notes each time that it begins."""

    def __init__(self) -> None:
        self.begun = 0
        self.started = Event()
        self.may_end = Event()

    def __call__(self, progress: Progress) -> str:
        self.begun += 1
        self.started.set()
        while not self.may_end.is_set():
            if not progress(0, 1):
                raise Cancelled
        return "patient"


def test_what_gives_way_lets_others_go_first_and_begins_again(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    outcome, patient = Outcome(), Patient()
    owner = QObject(runner)
    runner.submit(owner, patient, outcome.succeed, outcome.fail, gives_way=True)
    assert patient.started.wait(5)
    for number in range(3):
        runner.submit(owner, partial(_answer, number), outcome.succeed, outcome.fail)
    qtbot.waitUntil(lambda: len(outcome.results) == 3)
    assert not runner.is_idle
    qtbot.waitUntil(lambda: patient.begun >= 2)
    patient.may_end.set()
    wait(qtbot, runner)
    assert outcome.results == [0, 1, 2, "patient"]
    assert not outcome.errors


def test_what_gives_way_begins_after_all_that_waits(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome, gate = Outcome(), Event()
    owner = QObject(runner)
    runner.submit(owner, lambda _p: gate.wait(5), outcome.succeed, outcome.fail)
    runner.submit(owner, lambda _p: "last", outcome.succeed, outcome.fail, gives_way=True)
    runner.submit(owner, lambda _p: "first", outcome.succeed, outcome.fail)
    gate.set()
    wait(qtbot, runner)
    assert outcome.results == [True, "first", "last"]


def test_what_gives_way_and_is_dropped_does_not_begin_again(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    outcome, patient = Outcome(), Patient()
    owner = QObject(runner)
    number = runner.submit(owner, patient, outcome.succeed, outcome.fail, gives_way=True)
    assert patient.started.wait(5)
    runner.drop(number)
    runner.submit(owner, lambda _p: 1, outcome.succeed, outcome.fail)
    wait(qtbot, runner)
    assert patient.begun == 1
    assert [type(error) for error in outcome.errors] == [Cancelled]
    assert outcome.results == [1]


def test_what_stops_by_itself_does_not_begin_again(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome, begun = Outcome(), []

    def stop(_progress: Progress) -> None:
        begun.append(1)
        raise Cancelled

    runner.submit(QObject(runner), stop, outcome.succeed, outcome.fail, gives_way=True)
    wait(qtbot, runner)
    assert begun == [1]
    assert len(outcome.errors) == 1


def test_what_gives_way_is_forgotten_with_its_owner(qtbot: QtBot, runner: TaskRunner) -> None:
    outcome, patient = Outcome(), Patient()
    owner = QObject()
    runner.submit(owner, patient, outcome.succeed, outcome.fail, gives_way=True)
    assert patient.started.wait(5)
    delete(owner)
    runner.submit(QObject(runner), lambda _p: 1, outcome.succeed, outcome.fail)
    wait(qtbot, runner)
    assert patient.begun == 1
    assert outcome.results == [1]
    assert not outcome.errors


def test_a_held_runner_keeps_the_order_too(qtbot: QtBot) -> None:
    runner = TaskRunner(is_held=True)
    outcome = Outcome()
    owner = QObject(runner)
    runner.submit(owner, lambda _p: "last", outcome.succeed, outcome.fail, gives_way=True)
    runner.submit(owner, lambda _p: "first", outcome.succeed, outcome.fail)
    runner.let_go()
    wait(qtbot, runner)
    assert outcome.results == ["first", "last"]
    runner.stop()
