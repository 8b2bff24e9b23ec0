"""``huanqing plan`` on a ledger: answer, questions, wishes, bad input, and what it keeps."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from huanqing.application.demo import demo_document
from huanqing.application.plan_answers import read_answer
from huanqing.application.plan_exchange import read_problem
from huanqing.domain.planning.checker import check_plan
from integration.cli.test_commands import Shell
from integration.persistence.plan_bench import card, document, money

PLAN_KEYS = {
    "format", "on_time", "proven_optimal", "objective", "bound", "payments", "late",
    "latest_start", "slack_days", "bottleneck", "remedies",
}  # fmt: skip
MORE_KEYS = {
    "today", "problem", "questions", "obligations", "auto_debits", "balances_as_of",
    "stale_balances", "accepted",
}  # fmt: skip


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def load(shell: Shell, content: dict[str, Any]) -> None:
    path = shell.folder / "ledger.json"
    path.write_text(json.dumps({"today": "2026-06-20", **content}), encoding="utf-8")
    assert shell.run("load", path, "--ledger", shell.ledger).status == 0


def plan(shell: Shell, *more: object) -> Any:
    return shell.run("plan", "--ledger", shell.ledger, *more)


def test_the_answer_has_the_plan_and_the_problem_it_is_for(shell: Shell) -> None:
    load(shell, document())

    answer = plan(shell, "--json")

    assert answer.status == 0
    assert set(answer.json) == PLAN_KEYS | MORE_KEYS
    problem = read_problem(answer.json["problem"])
    found = read_answer(answer.json).plan
    assert check_plan(problem, found.payments).objective == found.objective
    assert answer.json["obligations"][0] == {
        "id": "2026-07 bill",
        "statement_date": "2026-07-03",
        "due": "2026-07-12",
        "amount": 300_000,
        "state": "unbilled",
    }
    assert answer.json["balances_as_of"] == "2026-06-20"
    assert not answer.json["accepted"]


def test_its_problem_solved_as_a_file_gives_the_same_plan(shell: Shell) -> None:
    load(shell, document())
    answer = plan(shell, "--json").json
    path = shell.folder / "problem.json"
    path.write_text(json.dumps(answer["problem"]), encoding="utf-8")

    again = shell.run("plan", "--problem", path, "--json").json

    assert again == {key: answer[key] for key in PLAN_KEYS}


def test_the_options_are_wishes(shell: Shell) -> None:
    load(shell, document(channels=[card(), card("CMB")]))

    found = plan(
        shell, "--json", "--until", "2026-07-20", "--buffer", "4", "--timing", "early",
        "--without", "CMB", "--start", "2026-06-25", "--today", "2026-06-21",
    ).json  # fmt: skip

    asked = found["problem"]
    assert (asked["today"], asked["horizon_end"]) == ("2026-06-21", "2026-07-20")
    assert asked["preferences"] == {"buffer_days": 4, "timing": "early"}
    assert [each["id"] for each in asked["channels"]] == ["ICBC"]
    assert found["payments"][0]["date"] == "2026-06-25"


def test_a_target_is_planned_for(shell: Shell) -> None:
    load(shell, document())

    found = plan(shell, "--json", "--target", "18000.00:2026-07-01").json

    paid = sum(each["amount"] for each in found["payments"] if each["date"] <= "2026-07-01")
    assert (found["on_time"], paid) == (True, 100_000)


def test_an_accepted_plan_is_kept_and_undone(shell: Shell) -> None:
    load(shell, document())

    said = plan(shell, "--accept")

    assert "this is now the plan to follow" in said.out
    exported = shell.run("export", "--ledger", shell.ledger).json
    assert len(exported["plans"]) == 1
    assert shell.run("undo", "--ledger", shell.ledger, "--json").json == {"undone": "accept_plan"}


def test_a_blocking_question_leaves_no_plan_and_asks(shell: Shell) -> None:
    load(shell, document(channels=[card("工商银行", limits=[])]))

    words, found = plan(shell, "--accept"), plan(shell, "--json")

    assert (words.status, found.status) == (3, 3)
    assert "工商银行" in words.err
    assert "tell its limits in the settings" in words.err
    assert "payments" not in found.json
    assert found.json["problem"] is None
    assert found.json["questions"] == [
        {"kind": "unknown_limits", "subject": "工商银行", "blocking": True}
    ]
    assert "plans" not in shell.run("export", "--ledger", shell.ledger).json


def test_another_question_leaves_a_plan_that_names_it(shell: Shell) -> None:
    load(shell, document(channels=[card(), card("CMB", limits=[])]))

    answer = plan(shell)

    assert answer.status == 3
    assert "2026-07-10  ICBC" in answer.out
    assert "CMB" in answer.err


def test_what_is_short_is_told_in_one_sentence(shell: Shell) -> None:
    load(shell, document(channels=[card(per_day=50_000)]))

    answer = plan(shell, "--today", "2026-07-09", "--buffer", "0")

    assert (
        "From 9 to 12 July your cards can move at most ¥2,000, ¥3,000 is due: ¥1,000 short. "
        "Raising ICBC's daily limit to ¥750, one more card on salary for ¥250 a day, "
        "or paying ¥1,000 from 7 to 8 July, mends it."
    ) in answer.out


def test_an_old_balance_is_pointed_out(shell: Shell) -> None:
    load(shell, document(funding=[money(as_of="2026-04-30")]))

    answer = plan(shell)

    assert answer.status == 0
    assert "the balance of salary was told in an earlier month" in answer.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--until", "2026-06-01"], "--until: '2026-06-01': is before today"),
        (["--start", "2026-06-01"], "--start: '2026-06-01': is before today"),
        (["--buffer", "-1"], "--buffer: '-1'"),
        (["--buffer", "5000"], "--buffer: '5000': must be 0 to 3660"),
        (["--without", "nobody"], "--without: 'nobody': is no channel of the ledger"),
        (["--target", "5000"], "--target: '5000': must be an amount and a day"),
        (["--target", "x:2026-07-01"], "--target: 'x:2026-07-01': must be an amount and a day"),
        (["--target", "50000:2026-07-01"], "--target: '50000:2026-07-01': no more than"),
        (["--problem", "p.json", "--buffer", "0"], "--buffer: '0': is for a ledger"),
        (["--timing", "never"], "never"),
        (["--start", "soon"], "soon"),
    ],
)
def test_bad_input_is_refused_with_field_and_value(
    shell: Shell, arguments: list[str], words: str
) -> None:
    load(shell, document())

    answer = plan(shell, *arguments)

    assert answer.status == 2
    assert words in answer.err


def test_a_field_of_the_ledger_that_cannot_be_planned_with_is_refused(shell: Shell) -> None:
    flows = [{"date": "2026-06-25", "amount": 1, "label": "salary", "every": "moon"}]
    load(shell, document(funding=[money(flows=flows)]))

    answer = plan(shell)

    assert (answer.status, "'moon'" in answer.err) == (2, True)


def test_the_demo_has_a_plan_with_several_cards_that_no_due_day_could_replace(
    shell: Shell,
) -> None:
    load(shell, copy.deepcopy(demo_document()))

    found = plan(shell, "--json").json

    assert found["on_time"]
    assert found["questions"] == []
    assert {each["channel"] for each in found["payments"]} == {"工商银行 1234", "邮储银行 5678"}
    assert len({each["date"] for each in found["payments"]}) > 1


def test_the_solver_is_not_loaded_before_a_plan_is_asked_for() -> None:
    code = (
        "import sys; import huanqing.bootstrap, huanqing.infrastructure.bound_ledger; "
        "sys.exit(any(name in sys.modules for name in ('highspy', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code


def test_payments_name_the_ledgers_cards_where_a_limit_changes_in_between(shell: Shell) -> None:
    wider = {**card()["limits"][0], "from": "2026-06-25", "per_day": 200_000}
    load(shell, document(channels=[card(limits=[*card()["limits"], wider])]))

    answer = plan(shell, "--json")

    parts = {each["id"] for each in answer.json["problem"]["channels"]}
    assert len(parts) > 1
    assert {each["channel"] for each in answer.json["payments"]} == {card()["id"]}
