"""How the program starts: pictures, the first ledger, a second start, what is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEventLoop, QProcess, QProcessEnvironment, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from huanqing.application.errors import LedgerLockedError, NotALedgerError
from huanqing.ui.attempt import Attempt
from huanqing.ui.desk import Desk, look_at
from huanqing.ui.preferences import RECENT, WIZARD_SKIPPED, Preferences
from huanqing.ui.scenes import SCENES
from huanqing.ui.screenshots import render_screenshots
from huanqing.ui.single_instance import Doorbell
from huanqing.ui.start import HandedOver, WindowRequest, first_ledger, run_window
from huanqing.ui.start_failure import StartFailureDialog
from ui.fake_door import FakeDoor
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerDoor

LOCKED = LedgerLockedError("/a", "desk", "li", 7, is_stale=True)
HELD = LedgerLockedError("/a", "desk", "li", 7, is_stale=False)
REFUSED = NotALedgerError("/a")
HEAVY = (
    *("alembic", "numpy", "pyzipper", "pypinyin", "highspy", "hypothesis", "openpyxl", "pytest"),
    "sqlalchemy.orm",
)
NOT_AT_START = (
    *("cli.commands", "cli.plan", "cli.tour", "cli.words"),
    *("application.demo", "application.exchange", "application.import_bills"),
    *("application.decide_rows", "application.entry_search", "application.entry_service"),
    *("application.import_refunds", "infrastructure.persistence.refund_store"),
    *("application.statement_service", "application.plan_repayments", "domain.planning"),
    *("infrastructure.importers", "infrastructure.planning"),
    *("infrastructure.persistence.search_store", "infrastructure.persistence.migrations"),
    *("ui.entries.view", "ui.importing.view", "ui.settings.view", "ui.statements.view"),
    *("ui.wizard", "ui.screenshots", "ui.scenes", "ui.about", "ui.shortcut_sheet"),
    *("ui.plan.view", "ui.limit.view", "ui.alerts.view", "ui.why", "ui.overview.ahead"),
    *("ui.alert_keeper", "ui.tray", "application.plan_service", "application.limit_service"),
    *("application.alert_service", "application.derivations", "application.habit"),
    *("domain.derivation", "domain.projection", "infrastructure.habit"),
)
"""Our own modules that only something else than the first figures needs."""

START = """
import json, sys
from huanqing.bootstrap import main
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from huanqing.ui import desk
plain = desk.Desk.show
def show(self, opened):
    plain(self, opened)
    self.context.runner.wait_until_idle()
    QApplication.processEvents()
    windows = [each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible()]
    print(json.dumps({"windows": windows, "modules": sorted(sys.modules)}))
    QTimer.singleShot(0, QApplication.quit)
desk.Desk.show = show
raise SystemExit(main(sys.argv[1:]))
"""


def give_up(_error: Exception, _path: Path, _door: LedgerDoor) -> Attempt | None:
    return None


def test_pictures_are_written_in_both_looks_and_languages(tmp_path: Path) -> None:
    bill = tmp_path / "a.csv"
    bill.write_bytes(b"bill")
    service = FakeLedgerService()
    scenes = [scene for scene in SCENES if scene.name in {"overview", "import-preview"}]
    pictures = list(render_screenshots(service, tmp_path / "shots", bill, scenes, [(1040, 700)]))
    assert [path.name for path in pictures] == [
        f"{scene}-{look}-{language}-1040x700.png"
        for language in ("zh_CN", "en")
        for look in ("light", "dark")
        for scene in ("overview", "import-preview")
    ]
    for path in pictures:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1040, 700)
    assert service.imports.writes == 0


def test_an_uncaught_exception_opens_the_dialog(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, preferences: Preferences, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    door = FakeDoor(tmp_path)
    preferences.put(WIZARD_SKIPPED, (str(door.default_path),))
    desk = Desk(door, preferences, tmp_path / "log")
    desk.show(look_at(door, door.create(door.default_path), (str(door.default_path),)))
    sys.excepthook(RuntimeError, RuntimeError("boom"), None)
    qtbot.waitUntil(lambda: desk.window.bug_reporter.dialog is not None)
    desk.close()
    desk.window.close()


def test_the_first_start_makes_a_ledger_and_the_next_opens_it(tmp_path: Path) -> None:
    door = FakeDoor(tmp_path)
    assert first_ledger(Attempt(door.default_path), door, give_up) is door.opened[0]
    assert door.default_path.exists()
    assert first_ledger(Attempt(door.default_path), door, give_up) is door.opened[1]


def test_a_stale_lock_can_be_taken_over(tmp_path: Path) -> None:
    door = FakeDoor(tmp_path)
    door.default_path.write_bytes(b"ledger")
    door.refusals[door.default_path] = LOCKED
    asked: list[Exception] = []

    def agree(error: Exception, path: Path, _door: LedgerDoor) -> Attempt:
        asked.append(error)
        return Attempt(path, break_lock=True)

    assert first_ledger(Attempt(door.default_path), door, agree) is not None
    assert asked == [LOCKED]


def test_a_refusal_at_the_start_may_end_the_program(tmp_path: Path) -> None:
    door = FakeDoor(tmp_path)
    door.default_path.write_bytes(b"ledger")
    door.refusals[door.default_path] = REFUSED
    assert first_ledger(Attempt(door.default_path), door, give_up) is None
    assert door.opened == []


def test_a_ledger_held_by_a_window_that_hears_is_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = FakeDoor(tmp_path)
    door.default_path.write_bytes(b"ledger")
    door.refusals[door.default_path] = HELD
    answers = iter([False, True])
    monkeypatch.setattr("huanqing.ui.start.ring", lambda _path, _bills: next(answers))
    with pytest.raises(HandedOver):
        first_ledger(Attempt(door.default_path), door, give_up)


@pytest.mark.parametrize(("error", "may_take_over"), [(LOCKED, True), (REFUSED, False)])
def test_the_start_says_why_a_ledger_does_not_open(
    qtbot: QtBot, tmp_path: Path, error: Exception, *, may_take_over: bool
) -> None:
    dialog = StartFailureDialog(error, tmp_path / "a", FakeDoor(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.take_over.isVisible() is may_take_over
    assert any("/a" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.attempt is None
    dialog.try_path(tmp_path / "b")
    assert dialog.attempt == Attempt(tmp_path / "b")


def test_a_lock_is_broken_only_where_the_user_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = StartFailureDialog(LOCKED, tmp_path / "a", FakeDoor(tmp_path))
    qtbot.addWidget(dialog)
    dialog.take_over.click()
    assert dialog.attempt == Attempt(tmp_path / "a", break_lock=True)


def make_request(folder: Path, path: Path, *bills: Path, is_chosen: bool = True) -> WindowRequest:
    return WindowRequest(
        path=path,
        settings_file=folder / "window.ini",
        log_file=folder / "huanqing.log",
        start_log=lambda: None,
        is_chosen=is_chosen,
        bills=bills,
    )


def test_a_second_start_ends_well_without_opening_anything(tmp_path: Path) -> None:
    door = FakeDoor(tmp_path)
    Preferences.at(tmp_path / "window.ini").put(RECENT, ())
    bell = Doorbell()
    heard: list[object] = []
    bell.rung.connect(heard.append)
    bell.listen(door.default_path)
    program = start_process(tmp_path, door.default_path, "a.csv")
    assert program.exitCode() == 0, bytes(program.readAllStandardError().data()).decode()
    assert heard == [(tmp_path / "a.csv",)]
    assert not door.default_path.exists()
    bell.close()


def start_process(folder: Path, ledger: Path, bill: str) -> QProcess:
    """Run a second start to its end, while this one goes on to answer."""
    environment = QProcessEnvironment.systemEnvironment()
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        environment.insert(name, str(folder))
    program = QProcess()
    program.setProcessEnvironment(environment)
    program.setWorkingDirectory(str(folder))
    loop = QEventLoop()
    program.finished.connect(loop.quit)
    QTimer.singleShot(20000, loop, loop.quit)
    program.start(sys.executable, ["-m", "huanqing", "open", "--ledger", str(ledger), bill])
    loop.exec()
    return program


def test_the_window_opens_on_the_ledger_used_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    door = FakeDoor(tmp_path)
    last = tmp_path / "last.huanqing"
    last.write_bytes(b"ledger")
    preferences = Preferences.at(tmp_path / "window.ini")
    preferences.put(RECENT, (str(last),))
    preferences.put(WIZARD_SKIPPED, (str(last),))
    QTimer.singleShot(300, QApplication.closeAllWindows)
    request = make_request(tmp_path, door.default_path, is_chosen=False)
    assert run_window(request, door) == 0
    assert [each.path for each in door.opened] == [str(last)]
    assert door.opened[0].is_closed


def test_the_pages_are_loaded_in_the_quiet_after_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("huanqing.ui.start._QUIET_MS", 0)
    threads: list[threading.Thread] = []
    monkeypatch.setattr(
        "huanqing.ui.start.load_page_modules", lambda: threads.append(threading.current_thread())
    )
    door = FakeDoor(tmp_path)
    door.default_path.write_bytes(b"ledger")
    request = make_request(tmp_path, door.default_path)
    Preferences.at(request.settings_file).put(WIZARD_SKIPPED, (str(door.default_path),))
    closing = QTimer()
    closing.timeout.connect(lambda: threads and QApplication.closeAllWindows())
    closing.start(20)
    assert run_window(request, door) == 0
    closing.stop()
    assert [each is threading.main_thread() for each in threads] == [False]


def test_every_page_is_among_those_that_are_loaded() -> None:
    code = """
import sys
from huanqing.ui import pages
pages.load_page_modules()
before = set(sys.modules)
from PySide6.QtWidgets import QApplication
from huanqing.ui.application import create_application, build_window
from huanqing.ui.preferences import Preferences
sys.path.insert(0, sys.argv[1])
from ui.fake_service import FakeLedgerService
create_application([""])
window = build_window(FakeLedgerService(), Preferences.in_memory())
for key in window.stack.keys:
    window.stack.page(key)
window.context.runner.stop()
late = {each for each in set(sys.modules) - before if each.endswith(".view")}
print(sorted(late - {"huanqing.ui.overview.view"}))
"""
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code, str(Path(__file__).parents[1])],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def started(folder: Path, *arguments: str) -> dict[str, list[str]]:
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    environment = os.environ | dict.fromkeys(names, str(folder))
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", START, *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_a_started_window_has_loaded_nothing_heavy(tmp_path: Path) -> None:
    subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-m", "huanqing", "demo", str(tmp_path / "a.huanqing")],
        check=True,
        capture_output=True,
    )
    found = started(tmp_path, str(tmp_path / "a.huanqing"))
    assert any("a.huanqing (demo)" in title for title in found["windows"])
    loaded = set(found["modules"])
    assert loaded & set(HEAVY) == set()
    assert loaded & {f"huanqing.{name}" for name in NOT_AT_START} == set()
    assert "huanqing.ui.overview.view" in loaded


def test_the_very_first_start_shows_the_wizard(tmp_path: Path) -> None:
    assert len(started(tmp_path)["windows"]) == 2
