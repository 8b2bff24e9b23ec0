"""The first figures of real files: kept when a ledger is put away, never shown when stale."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from huanqing.application.entry_record import EntryRecord
from huanqing.application.overview_models import FirstFigures, Overview
from huanqing.infrastructure import first_figures
from huanqing.infrastructure.ledger_door import FileDoor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = date(2026, 7, 21)
BOUGHT = EntryRecord(
    id="", kind="purchase", day="2026-07-20", amount_fen=1_234_567, counterparty="小米之家"
)


def door_of(folder: Path, day: date | None = DAY) -> FileDoor:
    return FileDoor(folder / "own.huanqing", folder / "demo.huanqing", day, folder / "seals")


def shown(overview: Overview) -> Overview:
    """Return what an overview shows: no lines of the statement due next."""
    due = overview.next_due
    if due is not None:
        due = due._replace(figures=replace(due.figures, instalments=()))
    return overview._replace(next_due=due)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with a purchase, put away."""
    door = door_of(tmp_path)
    service = door.create(door.default_path)
    service.entries.add(BOUGHT)
    door.put_away(service)
    return door.default_path


def test_the_figures_of_a_ledger_put_away_are_those_it_shows(tmp_path: Path, ledger: Path) -> None:
    found = door_of(tmp_path).first_figures(ledger)
    service = door_of(tmp_path).open(ledger)
    assert found == FirstFigures(shown(service.overview()), is_demo=False)
    assert found.overview.recent[0].amount_fen == BOUGHT.amount_fen
    service.close()


def test_the_demo_is_known_as_the_demo(tmp_path: Path) -> None:
    door = door_of(tmp_path, None)
    door.put_away(door.open_demo())
    found = door.first_figures(door.demo_path)
    assert found is not None
    assert found.is_demo
    assert found.overview.is_pinned


def add_by_another_program(ledger: Path) -> None:
    door = FileDoor(ledger, ledger, DAY)
    service = door.open(ledger)
    service.entries.add(replace(BOUGHT, amount_fen=5))
    service.close()


def undo_by_another_program(ledger: Path) -> None:
    service = FileDoor(ledger, ledger, DAY).open(ledger)
    service.undo()
    service.close()


def replace_by_a_copy(ledger: Path) -> None:
    other = ledger.with_name("other")
    shutil.copy2(ledger, other)
    other.replace(ledger)


def touch(ledger: Path) -> None:
    found = ledger.stat()
    os.utime(ledger, ns=(found.st_atime_ns, found.st_mtime_ns + 1))


def hold(ledger: Path) -> None:
    ledger.with_name(ledger.name + ".lock").write_text("{}", encoding="utf-8")


def leave_a_log(ledger: Path) -> None:
    ledger.with_name(ledger.name + "-wal").write_bytes(b"")


def remove(ledger: Path) -> None:
    ledger.unlink()


def seal_of(ledger: Path) -> Path:
    (seal,) = (ledger.parent / "seals").iterdir()
    return seal


def break_the_seal(ledger: Path) -> None:
    seal_of(ledger).write_bytes(b"\xff{")


def lose_the_seal(ledger: Path) -> None:
    seal_of(ledger).unlink()


CHANGES = (
    *(add_by_another_program, undo_by_another_program, replace_by_a_copy, touch, hold),
    *(leave_a_log, remove, break_the_seal, lose_the_seal),
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_ledger_that_is_not_as_it_was_left_shows_nothing_early(
    tmp_path: Path, ledger: Path, change: Callable[[Path], None]
) -> None:
    change(ledger)
    assert door_of(tmp_path).first_figures(ledger) is None


@pytest.mark.parametrize("day", [DAY + timedelta(days=1), None])
def test_another_day_shows_nothing_early(tmp_path: Path, ledger: Path, day: date | None) -> None:
    assert door_of(tmp_path, day).first_figures(ledger) is None


def test_figures_of_the_clock_end_with_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = door_of(tmp_path, None)
    door.put_away(door.create(door.default_path))
    assert door.first_figures(door.default_path) is not None
    tomorrow = door._clock.today() + timedelta(days=1)
    monkeypatch.setattr(door._clock, "today", lambda: tomorrow)
    assert door.first_figures(door.default_path) is None


@pytest.mark.parametrize("name", ["STAMP", "SCHEMA_VERSION"])
def test_another_version_of_the_program_shows_nothing_early(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(first_figures, name, "another")
    assert door_of(tmp_path).first_figures(ledger) is None


def test_a_file_system_that_knows_whole_seconds_only_is_not_trusted(
    tmp_path: Path, ledger: Path
) -> None:
    second = ledger.stat().st_mtime_ns // 10**9 * 10**9
    os.utime(ledger, ns=(second, second))
    first_figures.SealedFigures(tmp_path / "seals").seal(ledger, DAY)
    assert door_of(tmp_path).first_figures(ledger) is None


def test_broken_figures_under_a_whole_seal_are_not_shown(tmp_path: Path, ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("UPDATE cache SET value = x'7b'")
    first_figures.SealedFigures(tmp_path / "seals").seal(ledger, DAY)
    assert door_of(tmp_path).first_figures(ledger) is None


def test_no_figure_lies_outside_of_the_ledger(tmp_path: Path, ledger: Path) -> None:
    text = seal_of(ledger).read_text(encoding="utf-8")
    assert "小米" not in text
    assert "1234567" not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.huanqing", "seals"]


def test_looking_leaves_the_file_alone(tmp_path: Path, ledger: Path) -> None:
    before = ledger.read_bytes(), ledger.stat().st_mtime_ns
    assert door_of(tmp_path).first_figures(ledger) is not None
    assert (ledger.read_bytes(), ledger.stat().st_mtime_ns) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.huanqing", "seals"]


def test_a_ledger_that_was_only_looked_at_is_put_away_unwritten(
    tmp_path: Path, ledger: Path
) -> None:
    before = ledger.read_bytes()
    door = door_of(tmp_path)
    door.put_away(door.open(ledger))
    assert ledger.read_bytes() == before
    assert door_of(tmp_path).first_figures(ledger) is not None


def test_figures_that_take_too_long_are_left_out(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_the_seal(ledger)
    monkeypatch.setattr("huanqing.infrastructure.bound_ledger._PATIENCE_SECONDS", -1.0)
    monkeypatch.setattr("huanqing.application.figures.REPORT_EVERY", 1)
    door = door_of(tmp_path)
    service = door.open(ledger)
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.executescript("DELETE FROM checkpoint; DELETE FROM closed_statement")
    door.put_away(service)
    assert list((tmp_path / "seals").iterdir()) == []
    service = door_of(tmp_path).open(ledger)
    service.close()
