"""One program at a time: who holds a ledger, and what becomes of a lock left behind."""

from __future__ import annotations

import getpass
import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from huanqing.application.errors import LedgerLockedError, NotALedgerError
from huanqing.infrastructure.ledger_lock import LedgerLock, LockHolder
from huanqing.infrastructure.persistence.ledger_file import create_ledger, open_ledger
from integration.persistence.ledgers import CLOCK, Bench

if TYPE_CHECKING:
    from pathlib import Path

CRASH = """
import os, sys
from pathlib import Path
from huanqing.infrastructure.ledger_lock import LedgerLock
LedgerLock(Path(sys.argv[1])).take()
os._exit(1)
"""


def lock_of(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def closed_ledger(folder: Path) -> Path:
    bench = Bench.new(folder)
    bench.close()
    return bench.path


def opens(path: Path, **flags: bool) -> None:
    open_ledger(path, CLOCK, **flags).close()


def write_lock(path: Path, **changes: Any) -> None:
    holder = LockHolder.this_process()
    plain = {"host": holder.host, "user": holder.user, "pid": holder.pid, "started": holder.started}
    lock_of(path).write_text(json.dumps(plain | changes), encoding="utf-8")


def test_second_open_names_the_holder_and_leaves_the_lock(bench: Bench) -> None:
    for flags in ({}, {"break_stale": True}):
        with pytest.raises(LedgerLockedError) as caught:
            opens(bench.path, **flags)
        found = caught.value
        assert (found.host, found.pid) == (socket.gethostname(), os.getpid())
        assert found.user == getpass.getuser()
        assert found.path == str(bench.path)
        assert not found.is_stale
    assert lock_of(bench.path).is_file()
    bench.close()
    assert not lock_of(bench.path).exists()
    opens(bench.path)


def test_creating_over_an_open_ledger_is_refused(bench: Bench) -> None:
    with pytest.raises(LedgerLockedError):
        create_ledger(bench.path, CLOCK, replace=True)
    assert bench.service.overview().is_empty


def test_lock_of_a_program_that_ended_is_broken_only_when_told(tmp_path: Path) -> None:
    path = closed_ledger(tmp_path)
    ended = subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)  # noqa: S603
    assert ended.returncode == 1
    left_behind = lock_of(path).read_bytes()
    with pytest.raises(LedgerLockedError) as caught:
        opens(path)
    assert caught.value.is_stale
    assert caught.value.pid == json.loads(left_behind)["pid"]
    assert lock_of(path).read_bytes() == left_behind
    opens(path, break_stale=True)
    assert not lock_of(path).exists()


def test_reused_process_id_is_told_by_its_start(tmp_path: Path) -> None:
    path = closed_ledger(tmp_path)
    write_lock(path, started=LockHolder.this_process().started - 3600)
    with pytest.raises(LedgerLockedError) as caught:
        opens(path)
    assert caught.value.is_stale
    opens(path, break_stale=True)


def test_lock_of_another_machine_is_never_called_stale(tmp_path: Path) -> None:
    path = closed_ledger(tmp_path)
    write_lock(path, host="elsewhere", user="li", pid=4)
    with pytest.raises(LedgerLockedError) as caught:
        opens(path, break_stale=True)
    found = caught.value
    assert (found.host, found.user, found.pid, found.is_stale) == ("elsewhere", "li", 4, False)
    opens(path, break_any=True)
    assert not lock_of(path).exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"[]", b"null", b"\xff\xfe\x00", b'{"host": "a"}', b'{"host": 1, "pid": []}',
     b'{"host": "a", "user": "b", "pid": "x", "started": 1}'],
)  # fmt: skip
def test_garbage_in_the_lock_file_counts_as_stale(tmp_path: Path, content: bytes) -> None:
    path = closed_ledger(tmp_path)
    lock_of(path).write_bytes(content)
    with pytest.raises(LedgerLockedError) as caught:
        opens(path)
    assert caught.value.is_stale
    assert lock_of(path).read_bytes() == content
    opens(path, break_stale=True)


def test_a_refused_file_gives_the_lock_back(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("x" * 2000, encoding="utf-8")
    with pytest.raises(NotALedgerError):
        opens(path)
    assert not lock_of(path).exists()


def test_release_is_harmless_twice_and_never_takes_anothers_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.huanqing"
    first, second = LedgerLock(path), LedgerLock(path)
    first.take()
    second.release()
    assert lock_of(path).exists()
    first.release()
    first.release()
    assert not lock_of(path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no zombies")
def test_a_program_that_was_killed_and_not_waited_for_holds_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as killed:
        started = psutil.Process(killed.pid).create_time()
        holder = LockHolder(socket.gethostname(), "somebody", killed.pid, started)
        assert not holder.is_stale()
        killed.kill()
        os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)
        assert holder.is_stale()
