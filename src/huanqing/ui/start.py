"""Starts the window on a ledger file; what ``bootstrap`` calls."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from huanqing.application.errors import LedgerFileError, LedgerLockedError
from huanqing.application.late_ledger import LateLedger
from huanqing.application.progress import Cancelled
from huanqing.lean_tuple import LeanTuple
from huanqing.ui.application import create_application, translate
from huanqing.ui.attempt import Attempt
from huanqing.ui.collector import Collector
from huanqing.ui.desk import Desk, Early, Opened, look_at, own_ledger
from huanqing.ui.first_paint import AfterFirstPaint
from huanqing.ui.pages import load_page_modules
from huanqing.ui.preferences import LANGUAGE, WIZARD_SKIPPED, ZOOM, Preferences
from huanqing.ui.single_instance import ring
from huanqing.ui.zoom import apply_zoom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from huanqing.application.overview_models import FirstFigures
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerDoor, LedgerService
    from huanqing.ui.quiet_work import QuietWork
    from huanqing.ui.task_runner import TaskRunner

_DONE, _FAILED = 0, 2
_PATIENCE_SECONDS = 3.0
_PAUSE_SECONDS = 0.1
_QUIET_MS = 1_000


class WindowRequest(LeanTuple):
    """Which ledger the window should show, and what for.

    ``is_chosen`` is False where the user named none: then the one open last comes. ``bills``
    are previewed at once. ``start_log`` is called by the program that keeps the window.
    """

    path: Path
    settings_file: Path
    log_file: Path
    start_log: Callable[[], object]
    is_chosen: bool = True
    break_lock: bool = False
    bills: tuple[Path, ...] = ()


class Ask(Protocol):
    """Says why a ledger does not open, and asks what to try instead."""

    def __call__(self, error: Exception, failed: Path, door: LedgerDoor, /) -> Attempt | None:
        """Return the next attempt, None to give up."""
        ...


def run_window(request: WindowRequest, door: LedgerDoor) -> int:
    """Show the window of a ledger until it is closed; return the exit status.

    Where a window shows the ledger already, that one rises and gets the bills instead.
    """
    app, preferences = create_application(["huanqing"]), Preferences.at(request.settings_file)
    translate(app, preferences.get(LANGUAGE))
    apply_zoom(app, preferences.get(ZOOM))
    if not request.is_chosen:
        request = request._replace(path=own_ledger(door, preferences))
    attempt = Attempt(request.path, request.break_lock)
    # Nobody holds a ledger whose figures are there.
    first, service = door.first_figures(request.path), None
    if first is None:
        if ring(request.path, request.bills):
            return _DONE
        request.start_log()
        try:
            service = first_ledger(attempt, door, ask_user, request.bills)
        except HandedOver:
            return _DONE
        if service is None:
            return _FAILED
    desk = Desk(door, preferences, request.log_file)
    quiet = AfterStart(app, desk)
    try:
        if first is not None:
            opening = EarlyOpening(app, desk, door, preferences, request)
            opening.opened.connect(quiet.begin)
            opening.show(attempt, first)
        elif service is not None:
            desk.show(look_at(door, service, preferences.get(WIZARD_SKIPPED)))
            quiet.begin()
        if request.bills:
            desk.import_files(list(request.bills))
        return app.exec()
    finally:
        quiet.stop()
        desk.close()


class AfterStart(QObject):
    """Loads, then builds the other pages in the quiet after a start: a first look is quick.

    After a change of the ledger, pages that take long load again in the quiet.
    """

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._app = app
        self._pages: QuietWork | None = None
        self._runner: TaskRunner | None = None
        self._collector = Collector(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_quiet_begun)

    @Slot()
    def begin(self) -> None:
        """Begin once the start is over."""
        self._collector.begin()
        self._timer.start(_QUIET_MS)

    def stop(self) -> None:
        """Leave what is not done."""
        self._timer.stop()
        self._collector.stop()
        pages, self._pages = self._pages, None
        if pages is not None:
            pages.stop()

    def _take_files(self) -> None:
        from huanqing.ui.opened_files import OpenedFiles  # noqa: PLC0415 - after the start

        OpenedFiles(self._app, self._desk)

    def _keep_alerts(self) -> None:
        from huanqing.ui.alert_keeper import AlertKeeper  # noqa: PLC0415 - after the start

        AlertKeeper(self._desk).attend()

    def _prepare_page(self) -> bool:
        """Build a page of the window that is open now, or load one; return False for neither.

        Pages load when nothing else does: they need what an import leaves to be done first.
        """
        stack = self._desk.window.stack
        return stack.build_next() or not self._desk.context.runner.is_idle or stack.load_ahead()

    @Slot()
    def _attend(self) -> None:
        """Serve the window that is open now."""
        from huanqing.ui.text_keeper import TextKeeper  # noqa: PLC0415 - after the start

        context = self._desk.context
        TextKeeper(context.service, context.runner, self._desk.window).refresh()
        if context.runner is not self._runner:
            self._runner = context.runner
            self._runner.ledger_changed.connect(self._go_on)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """Begin again with what is to be done in the quiet."""
        if self._pages is not None:
            self._pages.start()

    @Slot()
    def _on_quiet_begun(self) -> None:
        from huanqing.ui.quiet_work import QuietWork  # noqa: PLC0415 - after the first figures

        self._pages = QuietWork(self._app, self._prepare_page, self)

        def ignore(_outcome: object) -> None:
            """Leave it to the page itself, which loads it again."""

        def build(_nothing: None) -> None:
            self._attend()
            self._desk.window_shown.connect(self._attend)
            self._take_files()
            self._keep_alerts()

        service = self._desk.context.service

        def load(_progress: Progress) -> None:
            load_page_modules()
            for name in ("alert_keeper", "text_keeper"):
                import_module(f"huanqing.ui.{name}")
            # Asking for them loads what they are made of.
            _ = service.entries, service.statement_actions, service.account, service.alerts

        self._desk.context.runner.submit(self, load, build, ignore)


class EarlyOpening(QObject):
    """Opens the ledger of a window that shows its first figures already; ``opened`` then.

    The window stands and answers at once; what is asked of the ledger meanwhile waits in the
    queue behind the opening. Where the file does not open, the window goes and the user is
    asked as at any start.
    """

    opened = Signal()

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        door: LedgerDoor,
        preferences: Preferences,
        request: WindowRequest,
    ) -> None:
        super().__init__(desk)
        self._app = app
        self._desk = desk
        self._door = door
        self._skipped = preferences.get(WIZARD_SKIPPED)
        self._request = request

    def show(self, attempt: Attempt, first: FirstFigures) -> None:
        """Show the figures, and open the ledger after the first paint."""

        def open_file() -> LedgerService:
            # Never a new one: there was a ledger a moment ago.
            return open_or_hand_over(attempt, self._door, self._request.bills)

        late = cast("LedgerService", LateLedger(str(attempt.path), open_file))

        def begin(runner: TaskRunner) -> None:
            runner.submit(self, lambda _progress: self._look_at(late), self._go_on, self._fail)

        shown = Opened(late, first.is_demo, wants_wizard=False, place_warning="")
        self._desk.show(shown, Early(first, begin))
        AfterFirstPaint(self._desk.window, self._desk.context.runner.let_go, self)

    def _look_at(self, service: LedgerService) -> Opened:
        self._request.start_log()
        return look_at(self._door, service, self._skipped)

    def _go_on(self, opened: Opened) -> None:
        self._desk.show(opened)
        self.opened.emit()

    def _fail(self, error: Exception) -> None:
        """Let the window go, and ask; outside of the runner, which may end by that."""
        if isinstance(error, HandedOver):
            self._app.exit(_DONE)
        elif isinstance(error, (LedgerFileError, OSError)):
            self._desk.window.hide()
            QTimer.singleShot(0, self, lambda: self._ask(error))

    def _ask(self, error: LedgerFileError | OSError) -> None:
        # The dialog is the last window for a moment; what the user names in it comes after it.
        self._app.setQuitOnLastWindowClosed(False)
        try:
            following = ask_user(error, self._request.path, self._door)
            service = None
            if following is not None:
                service = first_ledger(following, self._door, ask_user, self._request.bills)
        except HandedOver:
            self._app.exit(_DONE)
            return
        finally:
            self._app.setQuitOnLastWindowClosed(True)
        if service is None:
            self._app.exit(_FAILED)
        else:
            self._go_on(look_at(self._door, service, self._skipped))


def screenshots(service: LedgerService, folder: Path, bill: Path, scope: str) -> Iterator[Path]:
    """Yield pictures of ``pages``, of ``all`` scenes, or of those of a ``billed`` statement.

    In both looks, languages and sizes; ``bill`` is shown in the preview of an import.
    """
    from huanqing.ui.scenes import BILLED_SCENES, PAGES_ONLY, SCENES  # noqa: PLC0415 - for pictures
    from huanqing.ui.screenshots import render_screenshots  # noqa: PLC0415 - for pictures

    create_application(["huanqing"])
    scenes = {
        "pages": tuple(each for each in SCENES if each.name in PAGES_ONLY),
        "all": SCENES,
        "billed": BILLED_SCENES,
    }
    yield from render_screenshots(service, folder, bill, scenes[scope])


class HandedOver(Cancelled):
    """Another window shows the ledger, and has heard what this start wanted."""


def first_ledger(
    attempt: Attempt, door: LedgerDoor, ask: Ask, bills: tuple[Path, ...] = ()
) -> LedgerService | None:
    """Return the open ledger, a new one where there is none; None where the user gives up.

    Raises HandedOver where a window that was only just starting holds it.
    """
    try:
        if not attempt.path.exists():
            return door.create(attempt.path)
        return open_or_hand_over(attempt, door, bills)
    except (LedgerFileError, OSError) as error:
        following = ask(error, attempt.path, door)
    return None if following is None else first_ledger(following, door, ask, bills)


def open_or_hand_over(
    attempt: Attempt, door: LedgerDoor, bills: tuple[Path, ...] = ()
) -> LedgerService:
    """Return the ledger that is there, open; see ``first_ledger``."""
    try:
        return door.open(attempt.path, break_lock=attempt.break_lock)
    except LedgerLockedError as error:
        if error.is_stale or not _rings_in_time(attempt.path, bills):
            raise
    raise HandedOver


def ask_user(error: Exception, failed: Path, door: LedgerDoor) -> Attempt | None:
    """Show why a ledger does not open and return what to try next, None to give up."""
    from huanqing.ui.start_failure import StartFailureDialog  # noqa: PLC0415 - where it fails

    dialog = StartFailureDialog(error, failed, door)
    dialog.exec()
    return dialog.attempt


def _rings_in_time(path: Path, bills: tuple[Path, ...]) -> bool:
    """Give a window that has opened the ledger but does not listen yet a moment to do so."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while not ring(path, bills):
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True
