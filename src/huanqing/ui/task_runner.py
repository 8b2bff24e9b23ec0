"""Runs ledger work off the GUI thread, one task at a time, and brings the results back.

The runner owns every signal; a job on the pool thread holds plain data and a bound signal, never
a QObject of its own. What a task's callables refer to is released on the GUI thread.
"""

from __future__ import annotations

import itertools
import time
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QThreadPool, Signal, SignalInstance, Slot
from shiboken6 import isValid

from huanqing.application.progress import Cancelled, Progress
from huanqing.lean_tuple import LeanTuple

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_REPORT_SECONDS = 0.05

_FIRST, _LAST = 0, -1
"""Priorities on the pool: what gives way begins when nothing else waits."""


class _GaveWay(Cancelled):
    """A task stopped because another one waits for the thread; it is to begin again."""


class _Task(LeanTuple):
    """A task as the GUI thread keeps it until its result has been handed over.

    ``work`` returns what hands the result over, to be called on the GUI thread. ``hurry`` is
    set while others wait that come first; None where it gives way to none.
    """

    owner: QObject
    work: Callable[[Progress], Callable[[], None]]
    on_failure: Callable[[Exception], None]
    cancelled: Event
    changes_ledger: bool
    hurry: Event | None


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
        cancelled, hurry = task.cancelled, task.hurry
        gives_way = False

        def progress(done: int, total: int) -> bool:
            nonlocal gives_way
            now = time.monotonic()
            if now - self._last_report >= _REPORT_SECONDS or done >= total:
                self._last_report = now
                self._reported.emit(done, total)
            gives_way = gives_way or (hurry is not None and hurry.is_set())
            return not (gives_way or cancelled.is_set())

        if cancelled.is_set():
            return Cancelled()
        if hurry is not None and hurry.is_set():
            return _GaveWay()
        try:
            return task.work(progress)
        except Cancelled as error:
            return _GaveWay() if gives_way and not cancelled.is_set() else error
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread, never swallowed
            return error


class TaskRunner(QObject):
    """One queue with one thread for everything that touches the ledger.

    One that ``is_held`` begins with its work when it is let go.
    """

    ledger_changed = Signal()
    progress_reported = Signal(int, int)
    busy_changed = Signal(bool)
    bug_found = Signal(object)
    _finished = Signal(int, object)

    def __init__(self, parent: QObject | None = None, *, is_held: bool = False) -> None:
        super().__init__(parent)
        self._held: list[int] | None = [] if is_held else None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._numbers = itertools.count(1)
        self._pending: dict[int, _Task] = {}
        self._hurry = Event()
        self._aside: TaskRunner | None = None
        self._finished.connect(self._on_job_finished)

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits, here and aside."""
        return not self._pending and (self._aside is None or self._aside.is_idle)

    def aside(self) -> TaskRunner:
        """Return the runner of what touches no ledger: a thread of its own, stopped with this."""
        if self._aside is None:
            self._aside = TaskRunner(self)
            self._aside.bug_found.connect(self.bug_found)
        return self._aside

    def submit(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None],
        *,
        changes_ledger: bool = False,
        gives_way: bool = False,
    ) -> int:
        """Queue ``work``; its result or error reaches the callbacks on the GUI thread.

        Nothing is called if ``owner`` is gone by then. ``changes_ledger`` tells every page to
        refresh after a success. What ``gives_way`` is for nobody who waits: it runs after all
        others, is told to stop when one of them comes, and then begins again, so what it has
        done until then should be kept. Returns the number by which ``drop`` knows it. GUI
        thread only.
        """

        def run(progress: Progress) -> Callable[[], None]:
            return partial(on_success, work(progress))

        hurry = self._hurry if gives_way else None
        task = _Task(owner, run, on_failure, Event(), changes_ledger, hurry)
        number = next(self._numbers)
        was_idle = not self._pending
        self._pending[number] = task
        if not gives_way:
            self._hurry.set()
        if was_idle:
            self.busy_changed.emit(True)  # noqa: FBT003 - a signal's argument
        self._begin(number, task)
        return number

    def let_go(self) -> None:
        """Begin with what was held back; harmless where nothing was."""
        held, self._held = self._held or [], None
        for number in held:
            if number in self._pending:
                self._begin(number, self._pending[number])

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
        """Cancel everything and wait for the threads; no callback is called any more."""
        if self._aside is not None:
            self._aside.stop()
        self.cancel()
        self._held = None
        self._pool.waitForDone()
        self._pending.clear()

    def wait_until_idle(self) -> None:
        """Process events until nothing runs or waits; for pictures and tests."""
        while not self.is_idle:
            loop = QEventLoop()
            self.busy_changed.connect(loop.quit)
            if self._aside is not None:
                self._aside.busy_changed.connect(loop.quit)
            loop.exec()

    def _begin(self, number: int, task: _Task) -> None:
        if self._held is not None:
            self._held.append(number)
            return
        job = _Job(number, task, self.progress_reported, self._finished)
        self._pool.start(job, _FIRST if task.hurry is None else _LAST)

    @Slot(int, object)
    def _on_job_finished(self, number: int, outcome: Callable[[], None] | Exception) -> None:
        task = self._pending.get(number)
        if task is None:
            return
        if isinstance(outcome, _GaveWay) and isValid(task.owner):
            self._begin(number, task)
            return
        try:
            self._hand_over(task, outcome)
        finally:
            self._pending.pop(number, None)
            if all(each.hurry is not None for each in self._pending.values()):
                self._hurry.clear()
            if not self._pending:
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
        if not _is_expected(outcome):
            self.bug_found.emit(outcome)


def _is_expected(error: Exception) -> bool:
    """Return whether it is something that a page says in words; anything else is a bug."""
    from huanqing.application.refusals import REFUSALS  # noqa: PLC0415 - after an error only

    return isinstance(error, (*REFUSALS, Cancelled, OSError))
