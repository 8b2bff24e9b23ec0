"""A second start on the same ledger reaches the first window."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from huanqing.ui.single_instance import Doorbell, bell_name, ring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

RING = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from huanqing.ui.single_instance import ring
app = QCoreApplication([])
print(ring(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
"""


@pytest.fixture
def bell() -> Iterator[Doorbell]:
    made = Doorbell()
    yield made
    made.close()


def start(*arguments: Path) -> Popen[str]:
    command = [sys.executable, "-c", RING, *map(str, arguments)]
    return Popen(command, stdout=PIPE, text=True)  # noqa: S603 - this interpreter


def test_a_second_start_hands_its_bills_over(qtbot: QtBot, bell: Doorbell, tmp_path: Path) -> None:
    ledger, bill = tmp_path / "a.huanqing", tmp_path / "账单.csv"
    assert bell.listen(ledger)
    with qtbot.waitSignal(bell.rung, timeout=20000) as heard:
        second = start(ledger, bill)
    said, _ = second.communicate(timeout=20)
    assert heard.args == [(bill,)]
    assert said.strip() == "True"


def test_the_same_ledger_by_another_path_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert bell_name(tmp_path / "link" / "a.huanqing") == bell_name(tmp_path / "a.huanqing")
    assert bell_name(tmp_path / "a.huanqing") != bell_name(tmp_path / "b.huanqing")


def test_nobody_listens_for_another_ledger(bell: Doorbell, tmp_path: Path) -> None:
    bell.listen(tmp_path / "a.huanqing")
    assert not ring(tmp_path / "b.huanqing")
    bell.listen(tmp_path / "b.huanqing")
    assert not ring(tmp_path / "a.huanqing")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows ends with its program")
def test_a_socket_left_behind_is_no_obstacle(bell: Doorbell, tmp_path: Path) -> None:
    ledger = tmp_path / "a.huanqing"
    server = QLocalServer()
    server.listen(bell_name(ledger))
    socket_file = Path(server.fullServerName())
    kept = socket_file.with_name(socket_file.name + "-kept")
    kept.hardlink_to(socket_file)
    server.close()
    kept.rename(socket_file)
    assert socket_file.exists()
    assert not ring(ledger)
    assert bell.listen(ledger)


def test_strange_words_are_not_heard(qtbot: QtBot, bell: Doorbell, tmp_path: Path) -> None:
    heard: list[object] = []
    bell.rung.connect(heard.append)
    bell.listen(tmp_path / "a.huanqing")
    socket = QLocalSocket()
    socket.connectToServer(bell_name(tmp_path / "a.huanqing"))
    assert socket.waitForConnected(1000)
    socket.write(b"open sesame\n")
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []
