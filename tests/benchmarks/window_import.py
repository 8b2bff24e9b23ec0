"""What a window takes right after a large import, for ``window.py``: lists and first searches.

``fresh`` opens a ledger that nobody has looked at since its import. ``typed`` imports within the
window as the program runs it, with all that it does in the background after a start and after a
change, then goes to the entries and types: at once, or after some seconds of reading the result.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.bills import LAST_DAY
from benchmarks.window_tools import open_window

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from huanqing.application.entry_models import EntryListRow
    from huanqing.ui.desk import Desk
    from huanqing.ui.entries.view import EntriesPage
    from huanqing.ui.main_window import MainWindow

    Wait = Callable[[Callable[[], object]], float]

READING_SECONDS = 3.0
"""How long a user is taken to look at the result of an import of many years."""
WORDS = ("大米", "大米 示例", "zyx没有")


def fresh(ledger: Path) -> dict[str, dict[str, float]]:
    """Time the list and a search where nobody has looked at the ledger since its import."""
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.executescript(
            "DELETE FROM checkpoint; DELETE FROM closed_statement; DELETE FROM search_text"
        )
    app, window = open_window(ledger)
    app.processEvents()
    shown: dict[str, float] = {}
    wait = _waiting(app)
    begin = time.perf_counter()

    def note(name: str, until: Callable[[], object]) -> None:
        wait(until)
        shown[f"fresh import: {name}"] = (time.perf_counter() - begin) * 1000

    page = _entries(window)
    model, view_model = page.model, page.view_model
    note("first entries", lambda: model.row_at(model.index(0, 0)) is not None)
    note("all entries", lambda: view_model.is_settled)
    note("what is still owed", lambda: any(row.left_fen is not None for row in _rows(page)))
    shown["fresh import: first keystroke"] = _type(page, "大米", wait) * 1000
    window.context.runner.stop()
    return {"shown_ms": shown}


def typed(ledger: Path) -> dict[str, dict[str, float]]:
    """Time searches typed at once after an import, and after its result was read."""
    shown: dict[str, float] = {}
    blocks: dict[str, float] = {}
    bill = ledger.with_suffix(".csv")
    with TemporaryDirectory() as folder:
        for pause in (0.0, READING_SECONDS):
            name = f"import, {pause:.0f} s later" if pause else "import, at once"
            place = Path(folder) / f"{pause:.0f}.huanqing"
            found, longest = _after_import(place, bill, pause)
            if pause:
                blocks["while texts are made after an import"] = longest
            shown |= {f"{name}: {key}": value for key, value in found.items()}
    return {"shown_ms": shown, "block_ms": blocks}


def _after_import(ledger: Path, bill: Path, pause: float) -> tuple[dict[str, float], float]:
    """Return until when each search was answered, and the longest turn of the GUI before it."""
    app, desk, stop = _program(ledger)
    wait = _waiting(app)
    _import(desk.window, bill, wait)
    longest = 0.0
    end = time.perf_counter() + pause
    while time.perf_counter() < end:
        begin = time.perf_counter()
        app.processEvents()
        longest = max(longest, time.perf_counter() - begin)
        time.sleep(0.01)
    shown: dict[str, float] = {}
    begin = time.perf_counter()
    page = _entries(desk.window)
    wait(lambda: page.model.row_at(page.model.index(0, 0)) is not None)
    shown["first entries"] = (time.perf_counter() - begin) * 1000
    for words in WORDS:
        shown[f"keystroke to {words!r}"] = _type(page, words, wait) * 1000
    page.search_bar.set_text("")
    wait(lambda: page.view_model.is_settled and any(row.left_fen for row in _rows(page)))
    shown["what is still owed"] = (time.perf_counter() - begin) * 1000
    stop()
    return shown, longest * 1000


def _program(ledger: Path) -> tuple[QApplication, Desk, Callable[[], None]]:
    """Return a window on a new ledger as the program has it when its start is over."""
    from huanqing.infrastructure.ledger_door import FileDoor
    from huanqing.ui.application import create_application
    from huanqing.ui.desk import Desk, look_at
    from huanqing.ui.preferences import Preferences
    from huanqing.ui.start import AfterStart

    app = create_application(["huanqing"])
    door = FileDoor(ledger, ledger.with_name("demo.huanqing"), LAST_DAY)
    service = door.create(ledger)
    desk = Desk(door, Preferences.in_memory(), ledger.with_name("log.txt"))
    desk.show(look_at(door, service, (service.path,)))
    desk.window.resize(1280, 860)
    after = AfterStart(app, desk)
    after.begin()
    stack = desk.window.stack
    _waiting(app)(lambda: len(stack.built) == len(stack.keys) and desk.context.runner.is_idle)

    def stop() -> None:
        after.stop()
        desk.window.hide()
        desk.close()

    return app, desk, stop


def _import(window: MainWindow, bill: Path, wait: Wait) -> None:
    """Import as the window does, without the preview."""
    from huanqing.application.read_models import BillSource

    window.show_page("import")
    content = bill.read_bytes()
    imports = window.context.service.imports
    done: list[object] = []

    def fail(error: Exception) -> None:
        raise error

    window.context.runner.submit(
        window,
        lambda progress: imports.run(
            [BillSource(bill.name, content)], dry_run=False, progress=progress
        ),
        lambda _report: done.append(1),
        fail,
        changes_ledger=True,
    )
    wait(lambda: done)


def _entries(window: MainWindow) -> EntriesPage:
    from huanqing.ui.entries.view import EntriesPage

    window.show_page("entries")
    page = window.stack.page("entries")
    assert isinstance(page, EntriesPage)
    return page


def _type(page: EntriesPage, words: str, wait: Wait) -> float:
    """Return the seconds until the list answers the words."""
    answers: list[object] = []

    def note(_rows: object, is_other: object) -> None:
        if is_other:
            answers.append(1)

    page.view_model.found_changed.connect(note)
    page.search_bar.set_text(words)
    try:
        return wait(lambda: answers)
    finally:
        page.view_model.found_changed.disconnect(note)


def _waiting(app: QApplication) -> Wait:
    """Return what runs the event loop until something holds, and returns after how long.

    It sleeps between events, as the program's own does: a loop that only looks takes the
    processor, and Python's lock, from the ledger's thread.
    """
    from PySide6.QtCore import QEventLoop

    def wait(until: Callable[[], object]) -> float:
        begin = time.perf_counter()
        while not until():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return time.perf_counter() - begin

    return wait


def _rows(page: EntriesPage) -> list[EntryListRow]:
    found = (page.model.row_at(page.model.index(place, 0)) for place in range(20))
    return [row for row in found if row is not None]
