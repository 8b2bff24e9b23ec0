"""Cycles that hold Qt's objects are collected on the GUI thread, and on no other."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from huanqing.ui import collector
from huanqing.ui.collector import Collector
from huanqing.ui.importing.large_results import kept_from_collector

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Cycle:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.held = QObject()
        self.itself = self


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Collector:
    monkeypatch.setattr(collector, "_INTERVAL_MS", 10)
    made = Collector()
    made.begin()
    return made


def fill() -> list[list[int]]:
    return [[number] for number in range(20_000)]


def test_no_other_thread_collects(qtbot: QtBot, begun: Collector) -> None:
    freed_on: list[int] = []
    weakref.finalize(Cycle(), lambda: freed_on.append(threading.get_ident()))
    worker = threading.Thread(target=fill)
    worker.start()
    worker.join()
    assert freed_on == []
    kept = fill()
    qtbot.waitUntil(lambda: bool(freed_on))
    assert freed_on == [threading.get_ident()]
    assert kept
    begun.stop()


def test_large_results_are_left_alone(qtbot: QtBot, begun: Collector) -> None:
    freed: list[bool] = []
    with kept_from_collector():
        weakref.finalize(Cycle(), lambda: freed.append(True))
        kept = fill()
        qtbot.wait(50)
        assert freed == []
    assert kept
    begun.stop()
    gc.unfreeze()


def test_python_takes_over_again(begun: Collector) -> None:
    assert not gc.isenabled()
    begun.stop()
    assert gc.isenabled()
    gc.disable()
