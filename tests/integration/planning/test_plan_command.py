"""``huanqing plan`` through its function: output, and what it refuses."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from pathlib import Path

import pytest

from huanqing import bootstrap
from huanqing.application.plan_exchange import problem_document
from huanqing.cli.plan import plan
from huanqing.domain.errors import InvalidFieldError
from unit.application.test_plan_exchange import document, without
from unit.domain.planning.builders import account, bill, problem


def run(path: Path, content: object, *, as_json: bool = True) -> int:
    path.write_text(json.dumps(content), encoding="utf-8")
    return plan(bootstrap.build(), Namespace(problem=str(path), json=as_json, time_limit=20.0))


def test_a_problem_file_gives_a_plan_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(tmp_path / "problem.json", document())

    found = json.loads(capsys.readouterr().out)
    assert status == 0
    assert (found["format"], found["proven_optimal"]) == ("huanqing-plan/1", True)


def test_a_late_plan_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = problem(bill(50_000, "06-25"), funding=(account(20_000),))

    run(tmp_path / "problem.json", problem_document(asked), as_json=False)

    words = capsys.readouterr().out
    assert "2026-06-25  card  ¥200.00  for bill ¥200.00" in words
    assert "late: bill, ¥300.00 unpaid when due, never cleared, costs ¥0.90" in words
    assert "your cash can move at most ¥200, ¥500 is due: ¥300 short." in words
    assert "Having ¥300 more in account by 25 June mends it." in words


def test_nothing_to_pay_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path / "problem.json", problem_document(problem()), as_json=False)

    assert "nothing to pay" in capsys.readouterr().out


def test_a_malformed_file_is_refused_with_field_and_value(tmp_path: Path) -> None:
    with pytest.raises(InvalidFieldError, match=r"channels\[0\]\.per_day: None: is missing"):
        run(tmp_path / "problem.json", without("channels.0.per_day"))


def test_a_file_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000, encoding="utf-8")

    with pytest.raises(InvalidFieldError, match="nested too deeply"):
        plan(bootstrap.build(), Namespace(problem=str(path), json=True, time_limit=1.0))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[]".encode("utf-16"), "is not UTF-8 text"),
        (b"{", "is not JSON: Expecting property name"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "holds a number with too many digits"),
        (b"[]", r"the file: \[\]: must be an object"),
    ],
)
def test_a_file_that_is_no_problem_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    path = tmp_path / "problem.json"
    path.write_bytes(content)

    status = bootstrap.main(["plan", "--problem", str(path), "--json"])

    assert status == 2
    assert re.search(words, capsys.readouterr().err)


def test_a_long_value_is_shown_in_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps({**document(), "today": ["x"] * 5_000}), encoding="utf-8")

    status = bootstrap.main(["plan", "--problem", str(path)])

    error = capsys.readouterr().err
    assert status == 2
    assert error.startswith("huanqing: today: ['x', ")
    assert "must be a day YYYY-MM-DD" in error
    assert len(error) < 300


@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "-1", "soon"])
def test_a_time_limit_is_a_number_of_seconds(tmp_path: Path, seconds: str) -> None:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(document()), encoding="utf-8")

    with pytest.raises(SystemExit) as refused:
        bootstrap.main(["plan", "--problem", str(path), "--time-limit", seconds])

    assert refused.value.code == 2
