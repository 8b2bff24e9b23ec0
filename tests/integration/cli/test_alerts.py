"""``huanqing alerts``: what asks for attention, in words and in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.bootstrap import build
from huanqing.cli.main import run
from integration.persistence.plan_bench import document, money

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "mine.huanqing"
    given = tmp_path / "given.json"
    given.write_text(json.dumps(document(funding=[money()])), encoding="utf-8")
    assert run(build(), ["load", "--ledger", str(path), str(given)]) == 0
    return path


def answer(ledger: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert run(build(), ["alerts", "--ledger", str(ledger), *arguments]) == 0
    return capsys.readouterr().out


def test_the_answer_in_json(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found: Any = json.loads(answer(ledger, capsys, "--json", "--today", "2026-07-05"))
    assert found == {
        "today": "2026-07-05",
        "open": [
            {
                "key": "due_soon/2026-07-03/7",
                "kind": "due_soon",
                "urgency": "soon",
                "date": "2026-07-12",
                "until": None,
                "amount": 300_000,
                "left": None,
                "count": 7,
                "subject": "2026-07-03",
            }
        ],
        "snoozed": [],
        "done": [],
    }


def test_the_answer_in_words(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = answer(ledger, capsys, "--today", "2026-07-14")
    assert words.splitlines() == [
        "urgent: overdue, 2026-07-12 ¥3,003.00",
        "worth knowing: a statement is not reconciled, 2026-07-03 ¥3,003.00",
    ]


def test_nothing_to_tell_is_said(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(ledger, capsys, "--today", "2026-06-20") == "nothing needs you\n"


def test_what_was_put_aside_is_listed_apart(
    ledger: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    marks = [
        {"key": "due_soon/2026-07-03/7", "state": "snoozed", "until": "2026-07-06"},
        {"key": "unreconciled/2026-07-03", "state": "done", "until": None},
    ]
    given, other = tmp_path / "marked.json", tmp_path / "other.huanqing"
    given.write_text(json.dumps({**document(), "alert_marks": marks}), encoding="utf-8")
    assert run(build(), ["load", "--ledger", str(other), str(given)]) == 0
    found: Any = json.loads(answer(other, capsys, "--json", "--today", "2026-07-06"))
    assert found["open"] == []
    assert [each["snoozed_until"] for each in found["snoozed"]] == ["2026-07-06"]
    assert [each["key"] for each in found["done"]] == ["unreconciled/2026-07-03"]
    assert ledger.exists()
