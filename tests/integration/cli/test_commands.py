"""Every command through the door that ``huanqing`` itself takes: exit status, output, files."""

from __future__ import annotations

import copy
import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from huanqing.application.demo import demo_document
from integration.importers.jd_builder import Row, v1_bytes, v2_bytes, zipped
from integration.importers.jd_rows import CASES, rows_of
from integration.persistence.bean_reader import BeanLedger
from integration.persistence.ledgers import EXAMPLE, change_file, query, tables_of
from oracle import oracle

GOOD = [Row(order_no="1"), Row(order_no="2", amount="59.00")]
STATEMENT_KEYS = {"statement_date", "due_date", "principal", "fee", "penalty", "total", "paid",
                  "left", "state", "instalments"}  # fmt: skip
INSTALMENT_KEYS = {"purchase", "period", "periods", "principal", "fee", "left"}
ROW_KEYS = {
    "line", "time", "kind", "amount", "refunded", "method", "counterparty", "description",
    "category", "status", "direction", "order_no", "merchant_order_no", "outcome", "reason",
    "hints",
}  # fmt: skip


class Answer:
    """What a command left: its exit status and what it wrote."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Runs commands in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.ledger = folder / "mine.huanqing"
        self._capsys = capsys

    def run(self, *arguments: object) -> Answer:
        """Run a command as it is given."""
        from huanqing.bootstrap import build  # noqa: PLC0415 - the lead may be editing it
        from huanqing.cli.main import run  # noqa: PLC0415

        self._capsys.readouterr()
        try:
            status = run(build(), [str(each) for each in arguments])
        except SystemExit as left:
            status = int(left.code or 0)
        captured = self._capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    def on(self, command: str, *arguments: object) -> Answer:
        """Run a command on the ledger."""
        return self.run(command, "--ledger", self.ledger, *arguments)

    def file(self, name: str, content: bytes) -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def loaded(self, document: dict[str, Any] | None = None) -> None:
        """Load a document into the ledger."""
        text = json.dumps(EXAMPLE if document is None else document)
        answer = self.on("load", self.file("given.json", text.encode()))
        assert answer.status == 0, answer.err

    def left(self) -> list[str]:
        """What lies in the folder beside what a test put there."""
        return sorted(each.name for each in self.folder.iterdir())


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """A shell whose user has no ledger yet."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))
    folder = tmp_path / "work"
    folder.mkdir()
    return Shell(folder, capsys)


# --- demo, load, export ---


def test_demo_writes_a_ledger_that_answers(shell: Shell) -> None:
    target = shell.folder / "demo.huanqing"
    answer = shell.run("demo", target, "--json")
    assert (answer.status, answer.json) == (0, {"ledger": str(target)})
    shell.ledger = target
    assert shell.on("check").status == 0
    found = shell.on("statements", "--json").json
    expected = oracle.statements(demo_document(), oracle.day_of("2026-06-20"))
    assert found["today"] == "2026-06-20"
    assert [{k: v for k, v in each.items() if k != "minimum_payment"}
            for each in found["statements"]] == expected  # fmt: skip
    again = shell.run("demo", target)
    assert (again.status, again.out) == (2, "")
    assert str(target) in again.err
    assert shell.left() == ["demo.huanqing"]


def test_demo_without_a_path_is_apart_from_the_users_ledger(shell: Shell) -> None:
    answer = shell.run("demo", "--json")
    assert answer.status == 0
    assert Path(answer.json["ledger"]).is_file()
    assert shell.run("statements").status == 2


def test_load_and_export_are_lossless(shell: Shell) -> None:
    shell.loaded()
    answer = shell.on("export", "--format", "json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json == EXAMPLE
    target = shell.folder / "out.json"
    assert shell.on("export", "--output", target).status == 0
    assert json.loads(target.read_text(encoding="utf-8")) == EXAMPLE
    assert shell.on("export", "--today", "2026-06-21").json == {**EXAMPLE, "today": "2026-06-21"}


def test_load_takes_a_byte_order_mark(shell: Shell) -> None:
    text = json.dumps(EXAMPLE, ensure_ascii=False)
    answer = shell.on("load", shell.file("a.json", text.encode("utf-8-sig")), "--json")
    assert answer.json == {"ledger": str(shell.ledger), "entries": 4}


def test_load_never_overwrites(shell: Shell) -> None:
    shell.loaded()
    before = shell.ledger.read_bytes()
    answer = shell.on("load", shell.folder / "given.json")
    assert (answer.status, answer.out) == (2, "")
    assert "exists" in answer.err
    assert shell.ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"{", "line 1"),
        (b"\xff\xfe{}", ""),
        (b"[]", "object"),
        (b"{}", "format"),
        (json.dumps({**EXAMPLE, "today": "soon"}).encode(), "today"),
        (json.dumps({**EXAMPLE, "purchases": []}).encode(), "p1"),
        (json.dumps({**EXAMPLE, "imports": [{}]}).encode(), "imports"),
        (json.dumps({**EXAMPLE, "refunds": [], "repayments": [
            {"id": "r1", "date": "2026-06-12", "amount": 900000}]}).encode(), "r1"),
        (b"[" * 100_000, ""),
    ],
)  # fmt: skip
def test_load_of_a_broken_file_leaves_no_ledger(shell: Shell, content: bytes, words: str) -> None:
    path = shell.file("broken.json", content)
    answer = shell.on("load", path)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("huanqing: ")
    assert words in answer.err
    assert shell.left() == ["broken.json"]


def test_load_of_a_missing_file_leaves_no_ledger(shell: Shell) -> None:
    answer = shell.on("load", shell.folder / "none.json")
    assert (answer.status, shell.left()) == (2, [])
    assert "none.json" in answer.err


def test_csv_is_one_row_an_entry(shell: Shell) -> None:
    shell.loaded()
    printed = list(csv.reader(io.StringIO(shell.on("export", "--format", "csv").out)))
    target = shell.folder / "out.csv"
    shell.on("export", "--format", "csv", "--output", target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == printed
    assert [row[0] for row in printed] == ["id", "p1", "f1", "r1", "a1"]


def test_beancount_is_written_as_of_the_day_asked_for(shell: Shell) -> None:
    shell.loaded()
    answer = shell.on("export", "--format", "beancount")
    assert (answer.status, answer.err) == (0, "")
    statements = shell.on("statements", "--json").json["statements"]
    (asserted,) = BeanLedger(answer.out).of_kind("balance")
    assert asserted.day.isoformat() == "2026-06-21"
    assert asserted.amount == -sum(each["left"] for each in statements)
    target = shell.folder / "out.beancount"
    assert shell.on("export", "--format", "beancount", "--output", target).out == ""
    assert target.read_bytes().decode("utf-8").splitlines() == answer.out.splitlines()
    earlier = shell.on("export", "--format", "beancount", "--today", "2026-06-09").out
    (asserted,) = BeanLedger(earlier).of_kind("balance")
    assert asserted.day.isoformat() == "2026-06-10"


# --- import ---


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_import_answers_with_the_keys_of_the_format(shell: Shell, layout: str) -> None:
    content = (v1_bytes if layout == "v1" else v2_bytes)(rows_of(layout))
    path = shell.file("bill.csv", content)
    preview = shell.on("import", path, "--dry-run", "--json")
    assert preview.status == 3
    assert shell.left() == ["bill.csv"]
    booked = shell.on("import", path, "--json")
    assert (booked.status, booked.err) == (3, "")
    assert {**booked.json, "batch_id": None} == preview.json
    assert booked.json["batch_id"] == 1
    (file,) = booked.json["files"]
    assert {"name", "sha256", "provider", "layout", "rows", "totals"} <= file.keys()
    assert (file["name"], file["provider"], file["layout"]) == ("bill.csv", "jd", layout)
    assert {"stated", "computed", "agree"} == file["totals"].keys()
    assert [row["kind"] for row in file["rows"]] == [case.kind.value for case in CASES[layout]]
    assert all(row.keys() == ROW_KEYS for row in file["rows"])
    first = file["rows"][0]
    assert (first["amount"], first["refunded"], first["time"], first["outcome"]) == (
        10000, 0, "2026-01-05T10:00:00", "new"
    )  # fmt: skip
    again = shell.on("import", path, "--json")
    assert {row["outcome"] for row in again.json["files"][0]["rows"]} == {"unchanged"}
    assert again.json["batch_id"] is None


def test_import_that_is_understood_ends_with_0(shell: Shell) -> None:
    path = shell.file("bill.csv", v2_bytes(GOOD))
    answer = shell.on("import", path)
    assert (answer.status, answer.err) == (0, "")
    assert "2 new" in answer.out
    assert shell.on("check").status == 0
    assert shell.on("import", path).status == 0


def test_dry_run_leaves_an_existing_ledger_as_it_was(shell: Shell) -> None:
    shell.loaded()
    before = shell.ledger.read_bytes()
    answer = shell.on("import", shell.file("bill.csv", v2_bytes(GOOD)), "--dry-run")
    assert answer.status == 0
    assert shell.ledger.read_bytes() == before
    assert shell.left() == ["bill.csv", "given.json", shell.ledger.name]


def test_import_into_a_new_ledger_knows_no_limit(shell: Shell) -> None:
    shell.on("import", shell.file("bill.csv", v2_bytes(GOOD)))
    found = shell.on("limit", "--json", "--today", "2026-01-20").json
    assert (found["total"], found["available"]) == (None, None)
    assert found["days"][0]["used"] == 15900
    text = shell.on("limit", "--today", "2026-01-20")
    assert (text.status, "unknown" in text.out) == (0, True)


@pytest.mark.parametrize("is_aes", [True, False])
def test_encrypted_zip(shell: Shell, is_aes: bool) -> None:  # noqa: FBT001 - pytest's parameter
    content = zipped({"账单.csv": v2_bytes(GOOD)}, "123456" if is_aes else None)
    path = shell.file("bill.zip", content)
    if is_aes:
        missing = shell.on("import", path)
        assert (missing.status, "--password" in missing.err) == (2, True)
        wrong = shell.on("import", path, "--password", "000000", "--json")
        assert (wrong.status, "password" in wrong.err) == (2, True)
        assert wrong.json["files"][0]["rows"] == []
        assert wrong.json["batch_id"] is None
        assert shell.left() == ["bill.zip"]
    answer = shell.on("import", path, "--password", "123456")
    assert (answer.status, answer.err) == (0, "")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(shell: Shell) -> None:
    good = shell.file("good.csv", v2_bytes(GOOD))
    bad = shell.file("bad.csv", "这不是账单".encode())
    answer = shell.on("import", bad, shell.folder / "none.csv", good, "--json")
    assert answer.status == 2
    assert "bad.csv" in answer.err
    assert "none.csv" in answer.err
    named = {each["name"]: "error" in each for each in answer.json["files"]}
    assert named == {"good.csv": False, "bad.csv": True, "none.csv": True}
    assert query(shell.ledger, "SELECT count(*) FROM entry") == [(2,)]


def test_import_of_nothing_readable_leaves_no_ledger(shell: Shell) -> None:
    answer = shell.on("import", shell.file("bad.csv", b"\x00"))
    assert (answer.status, shell.left()) == (2, ["bad.csv"])


# --- statements and limit ---


def test_statements_have_the_keys_of_the_format(shell: Shell) -> None:
    shell.loaded()
    answer = shell.on("statements", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json["today"] == "2026-06-20"
    found = answer.json["statements"]
    assert all(each.keys() >= STATEMENT_KEYS for each in found)
    assert all(x.keys() == INSTALMENT_KEYS for each in found for x in each["instalments"])
    assert [each["statement_date"] for each in found] == ["2026-06-03", "2026-07-03", "2026-08-03"]
    assert all(each["total"] == each["principal"] + each["fee"] + each["penalty"]
               and each["left"] == each["total"] - each["paid"] for each in found)  # fmt: skip
    text = shell.on("statements")
    assert (text.status, len(text.out.splitlines())) == (0, 4)


def test_today_on_the_command_line_beats_the_pinned_day(shell: Shell) -> None:
    shell.loaded()
    for day in ("2026-06-02", "2026-06-09", "2026-09-01"):
        found = shell.on("statements", "--json", "--today", day).json
        assert found["today"] == day
        assert [{k: v for k, v in each.items() if k != "minimum_payment"}
                for each in found["statements"]] == oracle.statements(
                    EXAMPLE, oracle.day_of(day))  # fmt: skip
    assert shell.on("statements", "--json").json["today"] == "2026-06-20"


def test_limit_of_a_span_of_days(shell: Shell) -> None:
    shell.loaded()
    span = ("--from", "2026-05-31", "--until", "2026-06-20")
    answer = shell.on("limit", "--json", *span)
    assert (answer.status, answer.err) == (0, "")
    found = answer.json
    expected = oracle.day_figures(EXAMPLE, oracle.day_of(span[1]), oracle.day_of(span[3]))
    assert (found["today"], found["total"], found["available"]) == (
        "2026-06-20", 2500000, expected[oracle.day_of("2026-06-20")][2]
    )  # fmt: skip
    for day in found["days"]:
        assert day.keys() == {"date", "total", "used", "available", "frozen", "causes"}
        assert (day["total"], day["used"], day["available"], day["frozen"]) == expected[
            oracle.day_of(day["date"])
        ]
        assert all(x.keys() == {"kind", "amount", "ref"} for x in day["causes"])
    listed = [day["date"] for day in found["days"]]
    assert listed == sorted(listed)
    assert (listed[0], listed[-1]) == ("2026-05-31", "2026-06-20")
    for before, after in zip(found["days"], found["days"][1:], strict=False):
        change = sum(cause["amount"] for cause in after["causes"])
        assert after["available"] - before["available"] == change
    (today,) = shell.on("limit", "--json").json["days"]
    assert today["date"] == "2026-06-20"


@pytest.mark.parametrize(
    "arguments",
    [("--from", "2026-06-20", "--until", "2026-06-01"), ("--from", "soon"), ("--today", "1.6.")],
)
def test_limit_refuses_a_wrong_span(shell: Shell, arguments: tuple[str, ...]) -> None:
    shell.loaded()
    answer = shell.on("limit", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err


# --- check, undo, redo ---


def test_check_says_what_it_found(shell: Shell) -> None:
    shell.loaded()
    assert shell.on("check", "--json").json == {"ok": True, "findings": []}
    change_file(shell.ledger, "UPDATE entry SET purchase_id = 777 WHERE kind = 'refund'")
    answer = shell.on("check", "--json")
    assert answer.status == 3
    assert answer.json["ok"] is False
    assert {"code", "detail"} == answer.json["findings"][0].keys()
    assert shell.on("check").status == 3


def test_a_damaged_file_is_told_in_words(shell: Shell) -> None:
    shell.loaded()
    content = bytearray(shell.ledger.read_bytes())
    content[4096 * 2 :] = b"\xaa" * (len(content) - 4096 * 2)
    shell.ledger.write_bytes(bytes(content))
    for command in ("check", "statements", "limit", "export", "undo"):
        answer = shell.on(command)
        assert answer.status in {2, 3}, command
        assert answer.err.startswith("huanqing: ") or "integrity" in answer.out


def test_undo_and_redo(shell: Shell) -> None:
    shell.loaded()
    before = tables_of(shell.ledger)
    shell.on("import", shell.file("bill.csv", v2_bytes(GOOD)))
    after = tables_of(shell.ledger)
    undone = shell.on("undo", "--json")
    assert (undone.status, undone.json) == (0, {"undone": "import"})
    assert tables_of(shell.ledger) == before
    assert shell.on("redo", "--json").json == {"redone": "import"}
    assert tables_of(shell.ledger) == after
    assert shell.on("redo", "--json").json == {"redone": None}
    assert shell.on("undo").out == "undone: import\n"
    shell.on("undo")
    assert shell.on("undo").out == "undone: nothing\n"


@pytest.mark.parametrize(
    "arguments", [("split", "p1", "--periods", "6"), ("account", "--statement-day", "9")]
)
def test_a_command_leaves_a_locked_statement_alone(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    document = copy.deepcopy(EXAMPLE)
    document["account"]["rules"] = []  # Told for the first time, a day holds from the beginning.
    document["reconciliations"] = [{"statement_date": "2026-06-03", "locked": True, "agreed": 1}]
    shell.loaded(document)
    before = tables_of(shell.ledger, without=())
    answer = shell.on(*arguments)
    assert answer.status == 2
    assert "2026-06-03" in answer.err
    assert tables_of(shell.ledger, without=()) == before


# --- ledgers that cannot be used, and the command line itself ---


@pytest.mark.parametrize("command", ["statements", "limit", "export", "check", "undo", "redo"])
def test_commands_on_no_ledger_make_none(shell: Shell, command: str) -> None:
    answer = shell.on(command)
    assert (answer.status, answer.out, shell.left()) == (2, "", [])
    assert str(shell.ledger) in answer.err
    shell.file("mine.huanqing", b"not a ledger")
    answer = shell.on(command)
    assert (answer.status, answer.out) == (2, "")
    assert "no ledger" in answer.err
    assert shell.ledger.read_bytes() == b"not a ledger"


def test_locked_ledger_names_its_holder(shell: Shell) -> None:
    shell.loaded()
    lock = shell.ledger.with_name(shell.ledger.name + ".lock")
    lock.write_text(json.dumps({"host": "elsewhere", "user": "li", "pid": 4, "started": 1.0}))
    bill = shell.file("bill.csv", v2_bytes(GOOD))
    for arguments in (("statements",), ("import", bill), ("statements", "--break-lock")):
        answer = shell.on(arguments[0], *arguments[1:])
        assert (answer.status, answer.out) == (2, "")
        assert all(word in answer.err for word in ("li", "elsewhere", "4"))
    lock.write_text("left behind", encoding="utf-8")
    answer = shell.on("statements")
    assert (answer.status, "--break-lock" in answer.err) == (2, True)
    assert shell.on("statements", "--break-lock").status == 0
    assert not lock.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["load"],
        ["export", "--format", "pdf"],
        ["import"],
        ["statements", "--today", "9999-12-31"],
        ["statements", "--today", "0001-01-01"],
    ],
)
def test_wrong_usage_ends_with_2(shell: Shell, arguments: list[str]) -> None:
    answer = shell.run(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert "usage" in answer.err


def test_version_and_help(shell: Shell) -> None:
    assert shell.run("--version").out.startswith("huanqing ")
    assert "statements" in shell.run("--help").out


NO_QT = """
import sys
from huanqing.bootstrap import main
status = main(["demo", sys.argv[1]])
status += main(["statements", "--ledger", sys.argv[1], "--json"])
print([name for name in sys.modules if "PySide6" in name or "alembic" in name], file=sys.stderr)
sys.exit(status)
"""


def test_the_command_line_loads_no_qt(shell: Shell) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", NO_QT, str(shell.folder / "demo.huanqing")],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr.strip()) == (0, "[]")


def test_split_answers_the_question_of_an_import(shell: Shell) -> None:
    shell.loaded()
    bill = v2_bytes([Row(time="2026-06-19 10:00:00", note="计入多月账单", order_no="77")])
    shell.on("import", shell.file("bill.csv", bill))
    (name,) = [
        line["purchase"]
        for statement in shell.on("statements", "--json").json["statements"]
        for line in statement["instalments"]
        if line["purchase"].startswith("e0")
    ]
    assert shell.on("split", name, "--periods", "3", "--fee-ppm", "6000").status == 0
    lines = [
        line["principal"]
        for statement in shell.on("statements", "--json").json["statements"]
        for line in statement["instalments"]
        if line["purchase"] == name
    ]
    assert lines == [3333, 3333, 3334]
    assert shell.on("split", "nothing", "--periods", "3").status == 2


def test_account_makes_the_limit_known_and_changes_it_from_today_on(shell: Shell) -> None:
    shell.on("import", shell.file("bill.csv", v2_bytes(GOOD)))
    today = ("--today", "2026-03-01")
    assert "limit unknown" in shell.on("limit", *today).out
    assert shell.on("account", "--limit", "20000.00", "--statement-day", "5", *today).status == 0
    assert shell.on("limit", "--json", *today).json["total"] == 2_000_000

    assert shell.on("account", "--limit", "15000", "--today", "2026-04-01").status == 0

    assert shell.on("limit", "--json", *today).json["total"] == 2_000_000
    assert shell.on("limit", "--json", "--today", "2026-04-01").json["total"] == 1_500_000
    days = {
        row["statement_date"][-2:] for row in shell.on("statements", "--json").json["statements"]
    }
    assert days == {"05"}
    shell.on("undo")
    assert shell.on("limit", "--json", "--today", "2026-04-01").json["total"] == 2_000_000


@pytest.mark.parametrize("wrong", [("--limit", "much"), ("--limit=-1",), ("--statement-day", "32")])
def test_account_refuses_what_cannot_be(shell: Shell, wrong: tuple[str, ...]) -> None:
    shell.loaded()
    answer = shell.on("account", *wrong)
    assert answer.status == 2
    assert answer.err
