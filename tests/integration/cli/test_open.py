"""What files on the command line mean for the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huanqing.bootstrap import build
from huanqing.cli.main import run
from huanqing.cli.program import BAD_INPUT, DONE

if TYPE_CHECKING:
    from pathlib import Path

    from huanqing.cli.program import LedgerRequest, Program


@pytest.fixture
def asked() -> list[LedgerRequest]:
    return []


@pytest.fixture
def program(tmp_path: Path, asked: list[LedgerRequest]) -> Program:
    def open_window(request: LedgerRequest) -> int:
        asked.append(request)
        return DONE

    return build()._replace(
        default_ledger=tmp_path / "own.huanqing",
        demo_ledger=tmp_path / "demo.huanqing",
        open_window=open_window,
    )


@pytest.mark.parametrize("command", [[], ["open"]])
def test_a_ledger_is_opened_by_its_name(
    program: Program, asked: list[LedgerRequest], tmp_path: Path, command: list[str]
) -> None:
    path = tmp_path / "mine.huanqing"
    path.write_bytes(b"ledger")
    assert run(program, [*command, str(path)]) == DONE
    assert (asked[0].path, asked[0].is_chosen, asked[0].bills) == (path, True, ())


@pytest.mark.parametrize("name", ["a.csv", "B.ZIP"])
def test_a_bill_is_previewed_in_the_ledger_used_last(
    program: Program, asked: list[LedgerRequest], tmp_path: Path, name: str
) -> None:
    bill = tmp_path / name
    assert run(program, [str(bill)]) == DONE
    assert asked[0].bills == (bill,)
    assert asked[0].path == program.default_ledger
    assert not asked[0].is_chosen


def test_a_ledger_and_its_bills_come_together(
    program: Program, asked: list[LedgerRequest], tmp_path: Path
) -> None:
    path, bill = tmp_path / "mine.huanqing", tmp_path / "a.csv"
    path.write_bytes(b"ledger")
    assert run(program, ["open", str(bill), str(path)]) == DONE
    assert (asked[0].path, asked[0].bills) == (path, (bill,))


def test_a_named_ledger_that_is_gone_is_not_made_anew(
    program: Program,
    asked: list[LedgerRequest],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "gone.huanqing"
    assert run(program, [str(path)]) == BAD_INPUT
    assert asked == []
    assert not path.exists()
    assert "gone.huanqing" in capsys.readouterr().err


def test_one_window_shows_one_ledger(
    program: Program, asked: list[LedgerRequest], tmp_path: Path
) -> None:
    names = [str(tmp_path / name) for name in ("a.huanqing", "b.huanqing")]
    assert run(program, names) == BAD_INPUT
    assert run(program, ["open", "--ledger", names[0], names[1]]) == BAD_INPUT
    assert asked == []


def test_without_arguments_the_ledger_used_last_comes(
    program: Program, asked: list[LedgerRequest]
) -> None:
    assert run(program, []) == DONE
    assert not asked[0].is_chosen


def test_the_first_start_may_begin_on_the_demo(
    program: Program, asked: list[LedgerRequest]
) -> None:
    assert run(program, ["open", "--demo-if-new"]) == DONE
    assert asked[0].path == program.demo_ledger
    assert program.demo_ledger.exists()
