"""``huanqing offer``: the documented answer, what it refuses, and what it does not load."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from huanqing.bootstrap import build
from huanqing.cli.main import run

ASKED = ("--amount", "10000.00", "--periods", "12", "--fee-rate", "0.6%")


class Shell:
    """Runs the command and keeps what it wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def run(self, *arguments: str) -> int:
        try:
            status = run(build(), ["offer", *arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return status

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def test_the_answer_is_the_documented_one(shell: Shell) -> None:
    assert shell.run(*ASKED, "--json") == 0

    assert shell.json == {
        "quoted_rate_percent": "0.60",
        "total_fee": 72000,
        "instalments": [
            {"period": period, "principal": 83333 if period < 12 else 83337, "fee": 6000}
            for period in range(1, 13)
        ],
        "apr_nominal_percent": "13.03",
        "apr_effective_percent": "13.84",
    }


@pytest.mark.parametrize(
    ("rate", "periods", "nominal", "effective"),
    [
        ("0.5%", "12", "10.90", "11.46"),
        ("0.66 %", "12", "14.31", "15.29"),
        ("0.6％", "3", "10.77", "11.32"),  # noqa: RUF001 - as a Chinese keyboard writes it
        ("0.80%", "24", "17.47", "18.93"),
    ],
)
def test_the_golden_values(
    shell: Shell, rate: str, periods: str, nominal: str, effective: str
) -> None:
    shell.run("--amount", "10000.00", "--periods", periods, "--fee-rate", rate, "--json")

    found = shell.json
    assert (found["apr_nominal_percent"], found["apr_effective_percent"]) == (nominal, effective)


def test_free_periods_and_a_discount_in_fen_change_the_flows(shell: Shell) -> None:
    shell.run(*ASKED, "--free-periods", "3", "--discount", "5000", "--json")

    found = shell.json
    assert [each["fee"] for each in found["instalments"]] == [0] * 3 + [6000] * 9
    assert found["total_fee"] == 54000
    assert found["apr_nominal_percent"] == "10.64"


def test_a_total_fee_stands_in_for_the_rate(shell: Shell) -> None:
    shell.run("--amount", "10000", "--periods", "12", "--total-fee", "720.00", "--json")

    assert shell.json["quoted_rate_percent"] == "0.60"
    assert shell.json["apr_nominal_percent"] == "13.03"


def test_the_remainder_goes_where_it_is_told(shell: Shell) -> None:
    shell.run(*ASKED, "--remainder", "spread", "--json")

    assert [each["principal"] for each in shell.json["instalments"]] == [83334] * 4 + [83333] * 8


def test_the_comparison_holds_every_way_to_pay(shell: Shell) -> None:
    shell.run(*ASKED, "--discount", "5000", "--compare", "--json")

    found = shell.json["comparison"]
    assert [(each["kind"], each["periods"]) for each in found] == [
        ("at_once", 0), ("unsplit", 1), ("split", 3), ("split", 6), ("split", 12), ("split", 24),
    ]  # fmt: skip
    assert found[0]["apr_nominal_percent"] is None
    assert found[1]["apr_nominal_percent"] == "0.00"
    assert found[4]["apr_nominal_percent"] == shell.json["apr_nominal_percent"]
    assert [each["extra"] for each in found] == [0, 0, 23000, 41000, 77000, 149000]


def test_settling_early_is_told_under_each_rule(shell: Shell) -> None:
    shell.run(*ASKED, "--settle-after", "3", "--json")

    found = {each["rule"]: each["to_pay"] for each in shell.json["early_settlement"]}
    assert found == {
        "all_due": 804001, "waived": 750001, "same_day": 804001, "current_period": 756001,
    }  # fmt: skip


def test_the_answer_in_words_names_rates_and_ways(shell: Shell) -> None:
    assert shell.run(*ASKED, "--compare", "--settle-after", "0") == 0

    assert "quoted 0.60 % a period, fees ¥720.00" in shell.out
    assert "yearly: 13.03 % nominal, 13.84 % effective" in shell.out
    assert "24 periods" in shell.out
    assert "no rate" in shell.out


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--amount", "abc"),
        ("--amount", "0"),
        ("--amount", "-10"),
        ("--amount", "1.234"),
        ("--periods", "0"),
        ("--periods", "121"),
        ("--periods", "x"),
        ("--fee-rate", "0.6"),
        ("--fee-rate", "101%"),
        ("--fee-rate", "0.60001%"),
        ("--free-periods", "13"),
        ("--free-periods", "-1"),
        ("--discount", "1.50"),
        ("--discount", "1000000"),
        ("--discount", "-1"),
        ("--settle-after", "12"),
    ],
)
def test_bad_input_is_refused_with_field_and_value(shell: Shell, option: str, text: str) -> None:
    given = dict(zip(ASKED[::2], ASKED[1::2], strict=True)) | {option: text}

    status = shell.run(*(each for pair in given.items() for each in pair))

    assert status == 2
    assert shell.err.startswith(f"huanqing: {option}: {text!r}: ")
    assert shell.out == ""


def test_a_fee_needs_a_rate_or_a_sum(shell: Shell) -> None:
    assert shell.run("--amount", "10000", "--periods", "12") == 2
    assert "--fee-rate" in shell.err


def test_a_total_fee_with_every_period_free_is_refused(shell: Shell) -> None:
    status = shell.run(
        "--amount", "100", "--periods", "3", "--total-fee", "1", "--free-periods", "3"
    )

    assert status == 2
    assert shell.err.startswith("huanqing: --total-fee: '1': ")


def test_it_loads_neither_window_nor_ledger() -> None:
    code = (
        "import sys\n"
        "from huanqing.bootstrap import main\n"
        "main(['offer', *sys.argv[1:], '--json'])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "sys.exit(bool(loaded & {'PySide6', 'sqlalchemy', 'numpy', 'alembic', 'highspy'}))"
    )

    done = subprocess.run(  # noqa: S603 - this interpreter on fixed arguments
        [sys.executable, "-c", code, *ASKED], capture_output=True, check=False, encoding="utf-8"
    )

    assert done.returncode == 0, done.stderr


def test_a_rate_out_of_range_is_refused_in_percent(shell: Shell) -> None:
    assert shell.run("--amount", "100", "--periods", "3", "--fee-rate", "101%") == 2
    assert shell.err == "huanqing: --fee-rate: '101%': must be 0% to 100%\n"
