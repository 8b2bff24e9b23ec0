"""``huanqing limit``: past, today and the days ahead, as recovery.md names them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.bootstrap import build
from huanqing.cli.main import run
from integration.persistence.ledgers import EXAMPLE
from integration.persistence.plan_bench import PlanBench, document
from oracle.days_ahead import projected
from oracle.ledgers_ahead import ledger_ahead
from oracle.oracle import ONE_DAY, day_of

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]
REPAID = {**EXAMPLE["repayments"][0], "amount": 80_937}
PUNCTUAL: Json = {**EXAMPLE, "repayments": [REPAID]}


class Shell:
    """Runs the command on one ledger and keeps what it wrote."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.ledger = folder / "mine.huanqing"
        self._given = folder / "given.json"
        self._capsys = capsys
        self.out = self.err = ""

    def load(self, document: Json) -> None:
        self._given.write_text(json.dumps(document), encoding="utf-8")
        assert self._run("load", str(self._given)) == 0, self.err

    def limit(self, *arguments: str) -> int:
        return self._run("limit", *arguments)

    def answer(self, *arguments: str) -> Any:
        assert self.limit("--json", *arguments) == 0, self.err
        return json.loads(self.out)

    def _run(self, command: str, *arguments: str) -> int:
        try:
            status = run(build(), [command, "--ledger", str(self.ledger), *arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return status


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_the_answer_is_the_documented_one(shell: Shell) -> None:
    shell.load(PUNCTUAL)
    used = 79_737 + 40_526 + 1_200
    assert shell.answer("--until", "2026-07-12") == {
        "today": "2026-06-20",
        "total": 2_500_000,
        "available": 2_500_000 - used,
        "days": [
            {
                "date": "2026-06-20",
                "total": 2_500_000,
                "used": used,
                "available": 2_500_000 - used,
                "frozen": False,
                "causes": [],
            },
            {
                "date": "2026-07-01",
                "total": 2_000_000,
                "used": used,
                "available": 2_000_000 - used,
                "frozen": True,
                "causes": [
                    {"kind": "temporary_limit", "amount": -500_000, "ref": "2026-06-01"},
                    {"kind": "freeze", "amount": 0, "ref": "2026-07-01"},
                ],
            },
            {
                "date": "2026-07-04",
                "total": 2_000_000,
                "used": used,
                "available": 2_000_000 - used,
                "frozen": False,
                "causes": [{"kind": "unfreeze", "amount": 0, "ref": "2026-07-01"}],
            },
            {
                "date": "2026-07-12",
                "total": 2_000_000,
                "used": used - 79_737,
                "available": 2_000_000 - used + 79_737,
                "frozen": False,
                "causes": [{"kind": "due_payment", "amount": 79_737, "ref": "2026-07-03"}],
            },
        ],
    }


def test_an_unknown_limit_is_null(shell: Shell) -> None:
    shell.load({**PUNCTUAL, "account": {**EXAMPLE["account"], "limits": []}})
    found = shell.answer("--until", "2026-07-12")
    assert (found["total"], found["available"]) == (None, None)
    assert {(each["total"], each["available"]) for each in found["days"]} == {(None, None)}
    assert found["days"][-1]["used"] == 41_726


@pytest.mark.parametrize("seed", range(200, 208))
def test_every_day_between_the_listed_ones_is_as_the_one_before(shell: Shell, seed: int) -> None:
    document = ledger_ahead(random.Random(seed), 20)
    shell.load(document)
    today = day_of(document["today"])
    first, until = today - 40 * ONE_DAY, today + 400 * ONE_DAY
    found = shell.answer("--from", first.isoformat(), "--until", until.isoformat())
    expected = projected(document, today, first, until)
    listed = {day_of(each["date"]): each for each in found["days"]}
    assert list(listed) == sorted(listed)
    assert {first, today} <= set(listed)
    now: Json = {}
    for day, figures in expected.items():
        now = listed.get(day, now)
        assert (now["total"], now["used"], now["available"], now["frozen"]) == figures, day
    for each in found["days"]:
        assert each["causes"] or day_of(each["date"]) in {first, today}


def test_another_today_gives_other_days_ahead(shell: Shell) -> None:
    shell.load(PUNCTUAL)
    before = shell.answer("--today", "2026-06-05", "--until", "2026-06-12")
    # The repayment of the 12th is a fact of the ledger, so nothing is left to assume.
    assert [each["date"] for each in before["days"]] == ["2026-06-05", "2026-06-08", "2026-06-12"]
    assert before["days"][-1]["causes"] == [{"kind": "repayment", "amount": 80_937, "ref": "r1"}]
    assert shell.answer("--today", "2026-08-12")["days"][0]["date"] == "2026-08-12"


def test_only_days_ahead_may_be_asked_for(shell: Shell) -> None:
    shell.load(PUNCTUAL)
    found = shell.answer("--from", "2026-07-02", "--until", "2026-07-12")
    dates = [each["date"] for each in found["days"]]
    assert dates == ["2026-06-20", "2026-07-04", "2026-07-12"]


def test_only_days_past_may_be_asked_for(shell: Shell) -> None:
    shell.load(PUNCTUAL)
    found = shell.answer("--from", "2026-05-30", "--until", "2026-06-08")
    dates = [each["date"] for each in found["days"]]
    assert dates == ["2026-05-30", "2026-06-01", "2026-06-08"]
    assert found["available"] == 2_500_000 - 121_463


def test_it_says_when_an_amount_stays_free(shell: Shell) -> None:
    shell.load(PUNCTUAL)
    found = shell.answer("--free", "19500.00", "--until", "2026-09-01")
    assert found["free"] == {"amount": 1_950_000, "from": "2026-07-12"}
    assert shell.answer("--free", "20000.01")["free"]["from"] is None
    assert shell.answer("--free", "20000.00")["free"]["from"] == "2026-08-12"
    assert shell.limit("--free", "20000.00") == 0
    assert shell.out.splitlines()[-1] == "¥20,000.00: free from 2026-08-12 on"
    assert shell.limit("--free", "20000.01", "--until", "2026-09-01") == 0
    assert "not free by 2026-09-01" in shell.out


def test_days_are_listed_for_people_too(shell: Shell) -> None:
    shell.load(PUNCTUAL)
    assert shell.limit("--until", "2026-08-12") == 0
    assert shell.out.splitlines() == [
        "2026-06-20: available ¥23,785.37 of ¥25,000.00, used ¥1,214.63",
        (
            "2026-07-01:     ¥18,785.37, frozen  "
            "temporary_limit 2026-06-01 -¥5,000.00, freeze 2026-07-01"
        ),
        "2026-07-04:     ¥18,785.37  unfreeze 2026-07-01",
        "2026-07-12:     ¥19,582.74  due_payment 2026-07-03 ¥797.37",
        "2026-08-12:     ¥20,000.00  due_payment 2026-08-03 ¥417.26",
    ]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--until", "soon"), "--until"),
        (("--until", "2200-01-01"), "--until"),
        (("--from", "2026-13-01"), "--from"),
        (("--from", "2026-06-21"), "--from"),
        (("--from", "2026-06-21", "--until", "2026-06-20"), "--from"),
        (("--free", "-5"), "--free"),
        (("--free", "much"), "much"),
        (("--free", "5", "--from", "2026-06-01", "--until", "2026-06-19"), "--until"),
    ],
)
def test_a_wrong_argument_is_named(shell: Shell, arguments: tuple[str, ...], named: str) -> None:
    shell.load(PUNCTUAL)
    assert shell.limit(*arguments) == 2
    assert shell.out == ""
    assert named in shell.err


def test_the_accepted_plan_stands_beside_the_certain_line(tmp_path: Path, shell: Shell) -> None:
    bench = PlanBench(tmp_path, document())
    bench.accept()
    bench.ledger.close()
    shell.ledger = bench.ledger.path
    found = shell.answer("--today", "2026-06-20", "--until", "2026-07-12")
    assert [each["causes"][0]["kind"] for each in found["days"][1:]] == ["due_payment"]
    assert [each["causes"] for each in found["plan"]] == [
        [{"kind": "plan_payment", "amount": 100_000, "ref": str(number)}] for number in (1, 2, 3)
    ]
    assert found["plan"][-1]["used"] == 0


def test_a_last_day_before_today_is_refused_by_the_name_of_its_option(shell: Shell) -> None:
    shell.load(PUNCTUAL)

    status = shell.limit("--until", "2026-06-19", "--today", "2026-06-20")

    assert status == 2
    assert shell.err.startswith("huanqing: --until: '2026-06-19': must not be before 2026-06-20")


def test_the_days_ahead_come_true_where_every_bill_is_paid_on_its_due_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Load the ledger again with those repayments, and look back from the last day."""
    first, last = "2026-06-20", "2026-11-30"
    (tmp_path / "then").mkdir()
    ahead, back = Shell(tmp_path, capsys), Shell(tmp_path / "then", capsys)
    ahead.load(PUNCTUAL)
    projected_days = ahead.answer("--today", first, "--until", last)["days"]
    paid = [
        {"id": f"paid {each['date']}", "date": each["date"], "amount": cause["amount"]}
        for each in projected_days
        for cause in each["causes"]
        if cause["kind"] == "due_payment"
    ]
    assert len(paid) > 1

    back.load({**PUNCTUAL, "repayments": [*PUNCTUAL["repayments"], *paid]})
    found = back.answer("--today", last, "--from", first)["days"]

    assert figures(found)[:-1] == figures(projected_days)


def figures(days: list[Json]) -> list[Json]:
    """The days without what caused them: a due payment has become a repayment."""
    return [{name: each[name] for name in each if name != "causes"} for each in days]
