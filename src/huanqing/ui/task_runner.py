"""Runs ledger work off the GUI thread, one task at a time, and brings the results back.

The runner owns every signal; a job on the pool thread holds plain data and a bound signal, never
a QObject of its own. What a task's callables refer to is released on the GUI thread.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QThreadPool, Signal, SignalInstance, Slot
from shiboken6 import isValid

from huanqing.application.refusals import REFUSALS
from huanqing.application.services import Cancelled, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

EXPECTED_ERRORS = (
    *REFUSALS,
    Cancelled,
    OSError,
)
"""What a page says in words; anything else is a bug."""

_REPORT_SECONDS = 0.05


@dataclass(slots=True)
class _Task:
    """A task as the GUI thread keeps it until its result has been handed over.

    ``work`` returns what hands the result over, to be called on the GUI thread.
    """

    owner: QObject
    work: Callable[[Progress], Callable[[], None]]
    on_failure: Callable[[Exception], None]
    cancelled: Event
    changes_ledger: bool


class _Job:
    """The pool thread's side of a task; lets go of it before it says that it is finished."""

    def __init__(
        self, number: int, task: _Task, reported: SignalInstance, finished: SignalInstance
    ) -> None:
        self._number = number
        self._task: _Task | None = task
        self._reported = reported
        self._finished = finished
        self._last_report = 0.0

    def __call__(self) -> None:
        task, self._task = self._task, None
        if task is None:
            return
        outcome = self._run(task)
        del task
        self._finished.emit(self._number, outcome)

    def _run(self, task: _Task) -> Callable[[], None] | Exception:
        cancelled = task.cancelled

        def progress(done: int, total: int) -> bool:
            now = time.monotonic()
            if now - self._last_report >= _REPORT_SECONDS or done >= total:
                self._last_report = now
                self._reported.emit(done, total)
            return not cancelled.is_set()

        if cancelled.is_set():
            return Cancelled()
        try:
            return task.work(progress)
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread, never swallowed
            return error


class TaskRunner(QObject):
    """One queue with one thread for everything that touches the ledger."""

    ledger_changed = Signal()
    progress_reported = Signal(int, int)
    busy_changed = Signal(bool)
    bug_found = Signal(object)
    _finished = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._numbers = itertools.count(1)
        self._pending: dict[int, _Task] = {}
        self._finished.connect(self._on_job_finished)

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return not self._pending

    def submit(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None],
        *,
        changes_ledger: bool = False,
    ) -> int:
        """Queue ``work``; its result or error reaches the callbacks on the GUI thread.

        Nothing is called if ``owner`` is gone by then. ``changes_ledger`` tells every page to
        refresh after a success. Returns the number by which ``drop`` knows it. GUI thread only.
        """

        def run(progress: Progress) -> Callable[[], None]:
            return partial(on_success, work(progress))

        task = _Task(owner, run, on_failure, Event(), changes_ledger)
        number = next(self._numbers)
        was_idle = self.is_idle
        self._pending[number] = task
        if was_idle:
            self.busy_changed.emit(True)  # noqa: FBT003 - a signal's argument
        self._pool.start(_Job(number, task, self.progress_reported, self._finished))
        return number

    def drop(self, number: int) -> None:
        """Ask one task to stop, because a newer one replaces it; harmless where it is done."""
        task = self._pending.get(number)
        if task is not None:
            task.cancelled.set()

    def cancel(self) -> None:
        """Ask everything that runs or waits to stop."""
        for task in self._pending.values():
            task.cancelled.set()

    def stop(self) -> None:
        """Cancel everything and wait for the thread; no callback is called any more."""
        self.cancel()
        self._pool.waitForDone()
        self._pending.clear()

    def wait_until_idle(self) -> None:
        """Process events until nothing runs or waits; for pictures and tests."""
        while not self.is_idle:
            loop = QEventLoop()
            self.busy_changed.connect(loop.quit)
            loop.exec()

    @Slot(int, object)
    def _on_job_finished(self, number: int, outcome: Callable[[], None] | Exception) -> None:
        task = self._pending.get(number)
        if task is None:
            return
        try:
            self._hand_over(task, outcome)
        finally:
            self._pending.pop(number, None)
            if self.is_idle:
                self.busy_changed.emit(False)  # noqa: FBT003 - a signal's argument

    def _hand_over(self, task: _Task, outcome: Callable[[], None] | Exception) -> None:
        is_owner_there = isValid(task.owner)
        if not isinstance(outcome, Exception):
            if is_owner_there:
                outcome()
            if task.changes_ledger:
                self.ledger_changed.emit()
            return
        if is_owner_there:
            task.on_failure(outcome)
        if not isinstance(outcome, EXPECTED_ERRORS):
            self.bug_found.emit(outcome)
