"""Starts the window on a ledger file; what ``bootstrap`` calls."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from huanqing.application.errors import LedgerFileError, LedgerLockedError
from huanqing.ui.application import create_application, translate
from huanqing.ui.desk import Desk, look_at, own_ledger
from huanqing.ui.pages import load_page_modules
from huanqing.ui.preferences import LANGUAGE, WIZARD_SKIPPED, ZOOM, Preferences
from huanqing.ui.quiet_work import QuietWork
from huanqing.ui.single_instance import ring
from huanqing.ui.start_failure import Attempt, ask_user
from huanqing.ui.zoom import apply_zoom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from huanqing.application.services import LedgerDoor, LedgerService, Progress

_DONE, _FAILED = 0, 2
_PATIENCE_SECONDS = 3.0
_PAUSE_SECONDS = 0.1
_QUIET_MS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRequest:
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
    app = create_application(["huanqing"])
    preferences = Preferences.at(request.settings_file)
    translate(app, preferences.get(LANGUAGE))
    apply_zoom(app, preferences.get(ZOOM))
    if not request.is_chosen:
        request = replace(request, path=own_ledger(door, preferences))
    if ring(request.path, request.bills):
        return _DONE
    request.start_log()
    try:
        service = first_ledger(
            Attempt(request.path, request.break_lock), door, ask_user, request.bills
        )
    except HandedOver:
        return _DONE
    if service is None:
        return _FAILED
    desk = Desk(door, preferences, request.log_file)
    quiet = QTimer(desk)
    quiet.setSingleShot(True)
    pages = QuietWork(app, partial(_build_page, desk), desk)
    quiet.timeout.connect(partial(_load_pages, desk, pages))
    try:
        desk.show(look_at(door, service, preferences.get(WIZARD_SKIPPED)))
        if request.bills:
            desk.import_files(list(request.bills))
        # What is loaded now is never garbage, and need not be looked through any more.
        gc.freeze()
        gc.enable()
        quiet.start(_QUIET_MS)
        return app.exec()
    finally:
        quiet.stop()
        pages.stop()
        desk.close()


def _build_page(desk: Desk) -> bool:
    """Build one page of the window that is open now; return False where there is none left."""
    return desk.window.stack.build_next()


def _load_pages(desk: Desk, pages: QuietWork) -> None:
    """Load, then build the pages in the quiet after the start: a first look at one is quick."""

    def ignore(_outcome: object) -> None:
        """Leave it to the page itself, which loads it again."""

    def build(_nothing: None) -> None:
        pages.start()

    service = desk.context.service

    def load(_progress: Progress) -> None:
        load_page_modules()
        # Asking for them loads what they are made of.
        _ = service.entries, service.statement_actions, service.account

    desk.context.runner.submit(desk, load, build, ignore)


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


class HandedOver(Exception):  # noqa: N818 - the other window has it, which is no error
    """Another window shows the ledger, and has heard what this start wanted."""


def first_ledger(
    attempt: Attempt, door: LedgerDoor, ask: Ask, bills: tuple[Path, ...] = ()
) -> LedgerService | None:
    """Return the open ledger, a new one where there is none; None where the user gives up.

    Raises HandedOver where a window that was only just starting holds it.
    """
    try:
        if attempt.path.exists():
            return door.open(attempt.path, break_lock=attempt.break_lock)
        return door.create(attempt.path)
    except (LedgerFileError, OSError) as error:
        is_held = isinstance(error, LedgerLockedError) and not error.is_stale
        if is_held and _rings_in_time(attempt.path, bills):
            raise HandedOver from None
        following = ask(error, attempt.path, door)
    return None if following is None else first_ledger(following, door, ask, bills)


def _rings_in_time(path: Path, bills: tuple[Path, ...]) -> bool:
    """Give a window that has opened the ledger but does not listen yet a moment to do so."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while not ring(path, bills):
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True
