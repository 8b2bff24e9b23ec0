"""Fixtures of the window's tests: a fake ledger, settings in memory, an offscreen display."""

from __future__ import annotations

import gc
import itertools
import os
import sys
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from huanqing.ui.application import build_window, create_application
from huanqing.ui.desk import Desk, look_at
from huanqing.ui.main_window import MainWindow
from huanqing.ui.preferences import LANGUAGE, LOOK, WIZARD_SKIPPED, Language, Look, Preferences
from huanqing.ui.task_runner import TaskRunner
from huanqing.ui.tokens import METRICS
from huanqing.ui.zoom import apply_zoom
from ui.fake_service import FakeLedgerService
from ui.lone_page import PageStage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerDoor
    from huanqing.ui.context import UiContext

_FULL_EVERY = 10
_QUIET_TURNS = 3
OpenWindow = Callable[[FakeLedgerService], MainWindow]


def make_preferences() -> Preferences:
    preferences = Preferences.in_memory()
    preferences.put(LANGUAGE, Language.ENGLISH)
    preferences.put(LOOK, Look.LIGHT)
    return preferences


@pytest.fixture(scope="session", autouse=True)
def own_collector() -> Iterator[Iterator[int]]:
    """Collect cycles on this thread alone, as the window does; count the tests."""
    gc.disable()
    yield itertools.count(1)
    gc.enable()


@pytest.fixture(autouse=True)
def _collected(own_collector: Iterator[int]) -> Iterator[None]:
    yield
    # Windows that live on are dressed with every new look, each time more slowly.
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and not window.isVisible():
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if next(own_collector) % _FULL_EVERY == 0:
        # What the program keeps from the collector may hold them too.
        gc.unfreeze()
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    made = create_application(["huanqing"])
    assert made is qapp
    return made


@pytest.fixture
def preferences() -> Preferences:
    return make_preferences()


@pytest.fixture
def service() -> FakeLedgerService:
    return FakeLedgerService()


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.stop()


@pytest.fixture
def open_window(qtbot: QtBot, preferences: Preferences) -> Iterator[OpenWindow]:
    opened: list[UiContext] = []

    def build(service: FakeLedgerService) -> MainWindow:
        window = build_window(service, preferences)
        opened.append(window.context)
        qtbot.addWidget(window)
        window.show()
        settle(qtbot, window)
        return window

    yield build
    for context in opened:
        context.runner.stop()


@pytest.fixture
def stage(qtbot: QtBot, runner: TaskRunner, preferences: Preferences) -> PageStage:
    return PageStage(qtbot, runner, preferences)


@pytest.fixture
def window(open_window: OpenWindow, service: FakeLedgerService) -> MainWindow:
    return open_window(service)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the window has shown everything it asked for, and has laid it out."""
    runner, quiet = window.context.runner, 0
    while quiet < _QUIET_TURNS:
        qtbot.waitUntil(lambda: runner.is_idle)
        # What came may ask for more, and its layout waits for a turn of its own.
        QApplication.processEvents()
        quiet = quiet + 1 if runner.is_idle else 0


def shown_desk(qtbot: QtBot, door: LedgerDoor, preferences: Preferences) -> Iterator[Desk]:
    """Yield a desk with a new ledger in its usual place."""
    kept_hook = sys.excepthook
    desk = Desk(door, preferences, door.default_path.with_name("huanqing.log"))
    desk.show(look_at(door, door.create(door.default_path), preferences.get(WIZARD_SKIPPED)))
    settle(qtbot, desk.window)
    yield desk
    if desk.wizard is not None:
        desk.wizard.close()
    desk.close()
    desk.window.close()
    METRICS.zoom_to(100)
    sys.excepthook = kept_hook


@pytest.fixture
def zoomed(request: pytest.FixtureRequest) -> Iterator[int]:
    """The size of everything in percent, given by the test; the usual one after it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    zoom = int(request.param)
    apply_zoom(app, zoom)
    yield zoom
    apply_zoom(app, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen display say what it cannot do; every other Qt warning fails."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
