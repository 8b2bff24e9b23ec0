"""``huanqing limit --habit``: the band beside the certain line, or why there is none."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from integration.cli.test_limit import Shell
from integration.persistence.habit_ledgers import document, months_before

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 6, 20)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def load(shell: Shell, months: int, limit: int | None = 5_000_000) -> None:
    shell.load(document(1, months_before(TODAY, months), TODAY, limit=limit))


def test_the_band_comes_with_its_back_test_and_the_day_an_amount_is_free(shell: Shell) -> None:
    load(shell, 8)
    found: Any = shell.answer("--habit", "--until", "2026-09-30", "--free", "20000")
    band = found["habit"]
    assert band["state"] == "shown"
    assert [band["days"][0]["date"], band["days"][-1]["date"]] == ["2026-06-21", "2026-09-30"]
    assert all(day["low"] <= day["middle"] <= day["high"] for day in band["days"])
    assert band["back_test"]["days"] > 0
    assert band["free"]["from"] is not None
    assert found["free"]["from"] <= band["free"]["from"]


def test_it_is_told_in_words(shell: Shell) -> None:
    load(shell, 8)
    assert shell.limit("--habit", "--until", "2026-07-31", "--free", "49999") == 0
    assert "2026-07-20: habit" in shell.out
    assert "2026-07-31: habit" in shell.out
    assert "¥49,999.00: not free, in 9 of 10 paths of habit" in shell.out
    assert "lay within" in shell.out


def test_a_short_history_is_said(shell: Shell) -> None:
    load(shell, 2)
    assert shell.limit("--habit") == 0
    assert "habit: unknown after 8 weeks of spending, 12 needed" in shell.out
    assert shell.answer("--habit")["habit"]["days"] == []


def test_an_unknown_limit_is_said(shell: Shell) -> None:
    load(shell, 8, limit=None)
    assert shell.limit("--habit") == 0
    assert "habit: unknown while the limit is" in shell.out


def test_habit_is_asked_for_only_where_it_is_wanted(shell: Shell) -> None:
    load(shell, 8)
    assert "habit" not in shell.answer("--until", "2026-07-31")


def test_there_is_no_band_for_the_past(shell: Shell) -> None:
    load(shell, 8)
    assert shell.limit("--habit", "--until", "2026-06-20") == 2
    assert json.dumps("until")[1:-1] in shell.err
