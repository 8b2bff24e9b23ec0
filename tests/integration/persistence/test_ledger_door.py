"""Opening, making, copying and moving real ledger files."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import psutil
import pytest

from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import (
    LedgerCopyError,
    LedgerExistsError,
    LedgerLockedError,
    LedgerMissingError,
    NotALedgerError,
)
from huanqing.infrastructure import bound_ledger, ledger_door
from huanqing.infrastructure.ledger_door import FileDoor, copy_ledger
from huanqing.infrastructure.persistence.ledger_file import open_ledger
from huanqing.infrastructure.places import place_warning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from huanqing.application.services import LedgerService


OTHER = EntryRecord(id="", kind="purchase", day="2026-06-01", amount_fen=777, periods=1)


@pytest.fixture
def door(tmp_path: Path) -> FileDoor:
    return FileDoor(tmp_path / "own.huanqing", tmp_path / "demo" / "demo.huanqing")


@pytest.fixture
def demo(door: FileDoor) -> Iterator[LedgerService]:
    service = door.open_demo()
    yield service
    service.close()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_ledger_is_made_closed_and_opened_again(door: FileDoor) -> None:
    made = door.create(door.default_path)
    made.close()
    again = door.open(door.default_path)
    assert again.path == str(door.default_path)
    assert not again.is_demo
    again.close()


def test_nothing_is_made_over_a_file_that_is_there(door: FileDoor) -> None:
    door.default_path.write_bytes(b"precious")
    with pytest.raises(LedgerExistsError):
        door.create(door.default_path)
    assert door.default_path.read_bytes() == b"precious"


def test_what_is_not_there_does_not_open(door: FileDoor) -> None:
    with pytest.raises(LedgerMissingError):
        door.open(door.default_path)
    assert not door.default_path.exists()


def test_the_demo_is_written_once_and_marked(door: FileDoor, demo: LedgerService) -> None:
    assert demo.is_demo
    assert demo.statements()
    written = door.demo_path.stat().st_ino
    demo.close()
    again = door.open_demo()
    assert door.demo_path.stat().st_ino == written
    again.close()
    assert names_in(door.demo_path.parent) == ["demo.huanqing"]


def test_a_copy_is_whole_while_the_ledger_is_open(
    door: FileDoor, demo: LedgerService, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "copy.huanqing"
    door.copy(demo, target)
    assert names_in(target.parent) == ["copy.huanqing"]
    copy = door.open(target)
    assert copy.statements() == demo.statements()
    copy.close()


def test_a_copy_never_replaces_a_file(door: FileDoor, demo: LedgerService, tmp_path: Path) -> None:
    target = tmp_path / "copy.huanqing"
    target.write_bytes(b"precious")
    with pytest.raises(LedgerExistsError):
        door.copy(demo, target)
    assert target.read_bytes() == b"precious"


def test_a_copy_that_fails_leaves_nothing(
    door: FileDoor, demo: LedgerService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)

    monkeypatch.setattr(ledger_door, "_back_up", fill_the_disk)
    folder = tmp_path / "full"
    with pytest.raises(LedgerCopyError):
        door.copy(demo, folder / "copy.huanqing")
    assert names_in(folder) == []


def test_a_damaged_ledger_is_not_copied_on(tmp_path: Path) -> None:
    source = tmp_path / "damaged.huanqing"
    source.write_bytes(b"this is no database, not even remotely" * 200)
    with pytest.raises(LedgerCopyError):
        copy_ledger(source, tmp_path / "copy.huanqing")
    assert names_in(tmp_path) == ["damaged.huanqing"]


def test_a_moved_ledger_lies_in_its_new_place_alone(
    door: FileDoor, demo: LedgerService, tmp_path: Path
) -> None:
    before = demo.statements()
    target = tmp_path / "new" / "moved.huanqing"
    moved = door.move(demo, target)
    assert moved.path == str(target)
    assert moved.statements() == before
    assert names_in(door.demo_path.parent) == []
    moved.close()
    assert names_in(target.parent) == ["moved.huanqing"]


def test_a_move_onto_a_file_changes_nothing(
    door: FileDoor, demo: LedgerService, tmp_path: Path
) -> None:
    target = tmp_path / "taken.huanqing"
    target.write_bytes(b"precious")
    with pytest.raises(LedgerExistsError):
        door.move(demo, target)
    assert target.read_bytes() == b"precious"
    assert demo.statements()


@pytest.mark.parametrize("step", ["open_ledger", "unlink"])
def test_a_move_that_fails_half_way_keeps_the_ledger_where_it_was(
    door: FileDoor,
    demo: LedgerService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    before = demo.statements()
    target = tmp_path / "new" / "moved.huanqing"
    plain_open, plain_unlink = open_ledger, type(target).unlink

    def refuse_to_open(path: Path, *arguments: object, **named: object) -> object:
        if path == target:
            raise NotALedgerError(str(path))
        return plain_open(path, *arguments, **named)  # type: ignore[arg-type]

    def refuse_to_unlink(path: Path, *, missing_ok: bool = False) -> None:
        if path == door.demo_path:
            raise PermissionError(13, "in use")
        plain_unlink(path, missing_ok=missing_ok)

    if step == "open_ledger":
        monkeypatch.setattr(bound_ledger, "open_ledger", refuse_to_open)
    else:
        monkeypatch.setattr(type(target), "unlink", refuse_to_unlink)
    with pytest.raises((NotALedgerError, PermissionError)):
        door.move(demo, target)
    monkeypatch.undo()

    assert names_in(target.parent) == []
    assert demo.statements() == before
    with pytest.raises(LedgerLockedError):
        door.open(door.demo_path)


def leave_a_log(door: FileDoor, place: Path) -> None:
    """Leave the write-ahead log of a ledger that is gone where another is about to lie."""
    old = door.create(place.with_name("gone.huanqing"))
    for _ in range(3):
        old.entries.add(OTHER)
    shutil.copy(f"{old.path}-wal", f"{place}-wal")
    old.close()


@pytest.mark.parametrize("is_moved", [False, True])
def test_the_log_of_a_ledger_that_is_gone_does_not_get_into_a_copy(
    door: FileDoor, tmp_path: Path, *, is_moved: bool
) -> None:
    target = tmp_path / "target.huanqing"
    leave_a_log(door, target)
    own = door.create(door.default_path)
    own.entries.add(replace(OTHER, amount_fen=5))
    if is_moved:
        found = door.move(own, target)
    else:
        door.copy(own, target)
        own.close()
        found = door.open(target)
    assert [row.amount_fen for row in found.entries.rows([1, 2, 3])] == [5]
    found.close()


def test_the_log_of_a_demo_that_is_gone_does_not_get_into_the_new_one(door: FileDoor) -> None:
    door.demo_path.parent.mkdir()
    leave_a_log(door, door.demo_path)
    demo = door.open_demo()
    assert demo.is_demo
    assert not demo.overview().is_empty
    demo.close()


def test_a_new_ledger_does_not_take_over_the_log_of_one_that_is_gone(door: FileDoor) -> None:
    leave_a_log(door, door.default_path)
    made = door.create(door.default_path)
    assert made.overview().is_empty
    made.close()


@pytest.mark.parametrize(
    ("folder", "warning"),
    [
        ("OneDrive - Firma", "cloud"),
        ("Dropbox", "cloud"),
        ("Mobile Documents", "cloud"),
        ("我的坚果云", "cloud"),
        ("BaiduNetdiskWorkspace", "cloud"),
        ("百度网盘同步", "cloud"),
        ("Documents", ""),
        ("dropbox.huanqing", "cloud"),
    ],
)
def test_a_synchronised_folder_is_unwise(tmp_path: Path, folder: str, warning: str) -> None:
    assert place_warning(tmp_path / folder / "deeper" / "ledger.huanqing") == warning


def test_the_name_of_the_file_itself_says_nothing(tmp_path: Path) -> None:
    assert place_warning(tmp_path / "dropbox.huanqing") == ""


def test_a_link_into_a_synchronised_folder_is_unwise(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    assert place_warning(tmp_path / "plain" / "ledger.huanqing") == "cloud"


@pytest.mark.parametrize(("system", "warning"), [("nfs4", "network"), ("ext4", "")])
def test_a_mounted_share_is_unwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, warning: str
) -> None:
    mounts = [
        SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw"),
        SimpleNamespace(mountpoint=str(tmp_path), fstype=system, opts="rw"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_named: mounts)
    assert place_warning(tmp_path / "ledger.huanqing") == warning
