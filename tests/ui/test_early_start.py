"""A start that shows the first figures before the ledger is open, and what may come between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from huanqing.application.errors import LedgerLockedError, NotALedgerError
from huanqing.application.overview_models import FirstFigures
from huanqing.domain.day_figures import DayFigures
from huanqing.ui import start
from huanqing.ui.attempt import Attempt
from huanqing.ui.main_window import MainWindow
from huanqing.ui.preferences import HIDE_AMOUNTS, LANGUAGE, WIZARD_SKIPPED, Language, Preferences
from huanqing.ui.start import WindowRequest, run_window
from ui.fake_door import FakeDoor, PlacedLedger
from ui.fake_service import TODAY, make_overview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from huanqing.application.services import LedgerDoor

EARLY = make_overview()._replace(
    owed_fen=1_111_100,
    limit=DayFigures(TODAY, 2_000_000, 1_111_100, 888_900, is_frozen=False),
)
EARLY_OWED, LATE_OWED = "¥11,111.00", "¥8,765.43"


class SlowDoor(FakeDoor):
    """Opens when it is told to; on the ledger thread, else the test would stand still."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.may_open = threading.Event()
        self.threads: list[threading.Thread] = []

    def open(self, path: Path, *, break_lock: bool = False) -> PlacedLedger:
        self.threads.append(threading.current_thread())
        assert self.may_open.wait(10)
        return super().open(path, break_lock=break_lock)


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDoor]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    door = SlowDoor(tmp_path)
    door.default_path.write_bytes(b"ledger")
    door.kept[door.default_path] = FirstFigures(EARLY, is_demo=False)
    preferences = Preferences.at(tmp_path / "window.ini")
    preferences.put(LANGUAGE, Language.ENGLISH)
    preferences.put(WIZARD_SKIPPED, (str(door.default_path),))
    yield door
    door.may_open.set()


def run(door: SlowDoor, *steps: Callable[[], object]) -> int:
    """Start the window, take a step whenever it has come to rest, then close it."""
    folder = door.default_path.parent
    request = WindowRequest(
        path=door.default_path,
        settings_file=folder / "window.ini",
        log_file=folder / "huanqing.log",
        start_log=lambda: None,
    )
    left = [*steps, QApplication.closeAllWindows]
    errors: list[BaseException] = []

    def take_step() -> None:
        try:
            if left[0]() is not False:
                left.pop(0)
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)
            door.may_open.set()
            left[:] = [QApplication.closeAllWindows]
        if not left:
            timer.stop()

    def give_up() -> None:
        errors.append(TimeoutError(f"stands before {left[0]}"))
        door.may_open.set()
        QApplication.exit(99)

    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(give_up)
    late.start(15_000)
    timer = QTimer()
    timer.timeout.connect(take_step)
    timer.start(30)
    status = run_window(request, door)
    timer.stop()
    late.stop()
    if errors:
        raise errors[0]
    return status


def windows() -> list[MainWindow]:
    tops = QApplication.topLevelWidgets()
    return [each for each in tops if isinstance(each, MainWindow) and each.isVisible()]


def window() -> MainWindow:
    (found,) = windows()
    return found


def words() -> list[str]:
    return [label.text() for label in window().stack.page("overview").findChildren(QLabel)]


def test_the_figures_stand_there_before_the_ledger_is_open_and_then_its_own(
    door: SlowDoor,
) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        assert window().isVisible()
        assert door.opened == []
        seen.append(words())
        door.may_open.set()

    def is_open() -> bool:
        return bool(door.opened) and window().context.runner.is_idle

    assert run(door, look, is_open, lambda: seen.append(words())) == 0
    assert EARLY_OWED in seen[0]
    assert LATE_OWED not in seen[0]
    assert LATE_OWED in seen[1]
    assert EARLY_OWED not in seen[1]
    assert [each is threading.main_thread() for each in door.threads] == [False]
    assert door.opened[0].is_closed


def test_without_kept_figures_the_start_opens_the_ledger_first(door: SlowDoor) -> None:
    door.kept.clear()
    door.may_open.set()
    assert run(door, lambda: bool(door.opened)) == 0
    assert [each is threading.main_thread() for each in door.threads] == [True]


def test_hidden_amounts_are_hidden_early_too(door: SlowDoor, tmp_path: Path) -> None:
    Preferences.at(tmp_path / "window.ini").put(HIDE_AMOUNTS, value=True)
    seen: list[str] = []
    run(door, lambda: seen.extend(words()), door.may_open.set)
    assert "***" in seen
    assert not any("¥" in text for text in seen)


def test_the_figures_come_in_the_language_chosen_since(door: SlowDoor, tmp_path: Path) -> None:
    Preferences.at(tmp_path / "window.ini").put(LANGUAGE, Language.CHINESE)
    seen: list[str] = []
    run(door, lambda: seen.extend(words()), door.may_open.set)
    assert EARLY_OWED in seen
    assert "What to do next" not in seen


def test_the_demo_is_marked_early(door: SlowDoor) -> None:
    door.kept[door.default_path] = FirstFigures(EARLY, is_demo=True)
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        seen.append((window().windowTitle(), window().demo_banner.isVisible()))

    run(door, look, door.may_open.set)
    assert "(demo)" in seen[0][0]
    assert seen[0][1]


def test_a_page_asked_for_during_the_opening_is_filled_after_it(door: SlowDoor) -> None:
    def choose() -> None:
        for key in ("statements", "entries", "settings"):
            window().show_page(key)
        assert window().stack.current_key == "settings"
        window().show_page("statements")
        assert door.opened == []
        door.may_open.set()

    def is_filled() -> bool:
        page = window().stack.page("statements")
        return bool(page.view_model.statements)  # type: ignore[attr-defined]

    assert run(door, choose, is_filled) == 0


def test_an_undo_asked_for_during_the_opening_comes_after_it(door: SlowDoor) -> None:
    def undo() -> None:
        window().edit_history.undo()
        assert not window().context.runner.is_idle
        door.may_open.set()

    def is_done() -> bool:
        return bool(door.opened) and window().context.runner.is_idle

    told: list[str] = []

    def watch() -> None:
        window().context.runner.ledger_changed.connect(lambda: told.append("changed"))

    assert run(door, watch, undo, is_done) == 0
    assert told == ["changed"]


def test_another_language_during_the_opening_keeps_the_figures(door: SlowDoor) -> None:
    seen: list[list[str]] = []

    def change() -> None:
        window().wishes.language_requested.emit(Language.CHINESE)
        seen.append(words())
        door.may_open.set()

    def is_open() -> bool:
        return bool(door.opened) and LATE_OWED in words()

    assert run(door, change, is_open) == 0
    assert EARLY_OWED in seen[0]


def test_closing_the_window_during_the_opening_closes_the_ledger(door: SlowDoor) -> None:
    QTimer.singleShot(200, door.may_open.set)
    threading.Timer(0.3, door.may_open.set).start()
    assert run(door) == 0
    assert all(each.is_closed for each in door.opened)


REFUSALS = [NotALedgerError("/a"), LedgerLockedError("/a", "desk", "li", 7, is_stale=True)]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_ledger_that_does_not_open_takes_its_figures_away_and_asks(
    door: SlowDoor, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    door.refusals[door.default_path] = refusal
    asked: list[tuple[Exception, Path, int]] = []

    def give_up(error: Exception, path: Path, _door: LedgerDoor) -> None:
        asked.append((error, path, len(windows())))

    monkeypatch.setattr(start, "ask_user", give_up)
    assert run(door, door.may_open.set, lambda: False) == 2
    assert asked == [(refusal, door.default_path, 0)]


def test_what_the_user_names_instead_is_shown_in_its_place(
    door: SlowDoor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    door.refusals[door.default_path] = NotALedgerError("/a")
    other = tmp_path / "other.huanqing"
    other.write_bytes(b"ledger")
    Preferences.at(tmp_path / "window.ini").put(WIZARD_SKIPPED, (str(other),))
    monkeypatch.setattr(start, "ask_user", lambda *_: Attempt(other))
    seen: list[list[str]] = []

    def is_shown() -> bool:
        is_there = bool(door.opened) and bool(windows()) and LATE_OWED in words()
        if is_there:
            seen.append([window().windowTitle(), *words()])
        return is_there

    assert run(door, door.may_open.set, is_shown) == 0
    assert "other.huanqing" in seen[0][0]
    assert EARLY_OWED not in seen[0]
    assert [each.path for each in door.opened] == [str(other)]


def test_a_window_that_has_the_ledger_by_then_gets_the_bills(
    door: SlowDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.refusals[door.default_path] = LedgerLockedError("/a", "desk", "li", 7, is_stale=False)
    rung: list[Path] = []

    def ring(path: Path, _bills: object) -> bool:
        rung.append(path)
        return True

    monkeypatch.setattr(start, "ring", ring)
    assert run(door, door.may_open.set, lambda: False) == 0
    assert rung == [door.default_path]
    assert door.opened == []


def test_the_wizard_comes_once_the_ledger_is_open(door: SlowDoor, tmp_path: Path) -> None:
    Preferences.at(tmp_path / "window.ini").put(WIZARD_SKIPPED, ())

    def wizards() -> list[object]:
        return [each for each in QApplication.topLevelWidgets() if type(each).__name__ == "Wizard"]

    def look() -> None:
        assert wizards() == []
        door.may_open.set()

    assert run(door, look, lambda: bool(wizards())) == 0


FIRST_PAINT = """
import json, sys
from huanqing.bootstrap import main
from huanqing.ui import first_paint
plain = first_paint.AfterFirstPaint._on_painted
def painted(self):
    from PySide6.QtWidgets import QApplication
    (window,) = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    print(json.dumps({"title": window.windowTitle(), "modules": sorted(sys.modules)}))
    plain(self)
    window.context.runner.wait_until_idle()
    QApplication.closeAllWindows()
first_paint.AfterFirstPaint._on_painted = painted
raise SystemExit(main(["open", sys.argv[1]]))
"""

NOT_BEFORE_FIGURES = {
    *("sqlalchemy", "asyncio", "typing_extensions", "psutil", "logging.handlers", "hashlib"),
    *("PySide6.QtNetwork", "huanqing.domain.entries", "huanqing.application.read_models"),
    *("huanqing.application.figures", "huanqing.ui.error_labels", "huanqing.ui.file_dialogs"),
    *("huanqing.ui.bug_dialog", "huanqing.ui.start_failure", "huanqing.ui.quiet_work"),
    *("huanqing.ui.text_keeper", "huanqing.ui.alert_keeper"),
}
"""What a start with kept figures loads only after their first paint."""


def test_a_real_start_paints_kept_figures_before_it_loads_the_database(tmp_path: Path) -> None:
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environment = os.environ | dict.fromkeys(names, str(tmp_path))
    ledger = str(tmp_path / "a.huanqing")

    def python(*arguments: str) -> str:
        return subprocess.run(  # noqa: S603 - this interpreter
            [sys.executable, *arguments],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout

    python("-m", "huanqing", "demo", ledger)
    close_soon = FIRST_PAINT.replace("first_paint.AfterFirstPaint._on_painted = painted", CLOSE)
    python("-c", close_soon, ledger)
    found = json.loads(python("-c", FIRST_PAINT, ledger))
    assert found["title"].startswith("a.huanqing (demo)")
    assert set(found["modules"]) & NOT_BEFORE_FIGURES == set()
    assert not (tmp_path / "a.huanqing.lock").exists()


CLOSE = """
from huanqing.ui import desk
show = desk.Desk.show
def show_and_close(self, opened, early=None):
    show(self, opened, early)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    QTimer.singleShot(300, QApplication.closeAllWindows)
desk.Desk.show = show_and_close
"""
