"""``huanqing plan --export`` and ``huanqing export --format ics`` on a ledger."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from icalendar import Calendar

from integration.cli.test_commands import Shell
from integration.persistence.ledgers import query
from integration.persistence.plan_bench import document


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    found = Shell(tmp_path, capsys)
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps({"today": "2026-06-20", **document()}), encoding="utf-8")
    assert found.run("load", path, "--ledger", found.ledger).status == 0
    return found


def plan(shell: Shell, *more: object) -> int:
    return shell.run("plan", "--ledger", shell.ledger, *more).status


def events(path: Path) -> dict[str, int]:
    found = Calendar.from_ical(path.read_text(encoding="utf-8"))
    return {str(each["UID"]): int(str(each["SEQUENCE"])) for each in found.walk("VEVENT")}


def test_the_accepted_plan_goes_into_every_kind_of_file(shell: Shell) -> None:
    assert plan(shell, "--accept") == 0
    for kind in ("ics", "csv", "pdf"):
        assert plan(shell, "--export", shell.folder / f"plan.{kind}") == 0
    with (shell.folder / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(events(shell.folder / "plan.ics")) == len(rows) - 1 > 0
    assert (shell.folder / "plan.pdf").read_bytes().startswith(b"%PDF-")


def test_a_plan_can_be_accepted_and_exported_at_once(shell: Shell) -> None:
    path = shell.folder / "plan.ics"
    assert plan(shell, "--accept", "--export", path) == 0
    assert events(path)


def test_the_same_file_is_updated_in_place(shell: Shell) -> None:
    path = shell.folder / "plan.ics"
    plan(shell, "--accept", "--export", path)
    before = events(path)
    plan(shell, "--accept", "--timing", "early", "--export", path)
    after = events(path)
    assert set(before) <= set(after)
    assert all(after[uid] == 1 for uid in before)


def test_the_events_keep_their_names_whatever_is_undone(shell: Shell) -> None:
    path = shell.folder / "plan.ics"
    plan(shell, "--accept", "--export", path)
    before = set(events(path))
    for command in ("undo", "redo"):
        assert shell.run(command, "--ledger", shell.ledger).status == 0
    plan(shell, "--export", path)
    assert set(events(path)) == before


def test_an_export_is_no_action(shell: Shell) -> None:
    plan(shell, "--accept")
    count = query(shell.ledger, "SELECT count(*) FROM action")
    plan(shell, "--export", shell.folder / "plan.ics")
    assert query(shell.ledger, "SELECT count(*) FROM action") == count
    assert shell.run("check", "--ledger", shell.ledger).status == 0


def test_export_writes_the_calendar_to_standard_output(shell: Shell) -> None:
    plan(shell, "--accept")
    answer = shell.run("export", "--ledger", shell.ledger, "--format", "ics")
    assert answer.status == 0
    assert answer.out.startswith("BEGIN:VCALENDAR\n")
    path = shell.folder / "plan.ics"
    shell.run("export", "--ledger", shell.ledger, "--format", "ics", "--output", path)
    assert set(events(path).values()) == {0}


def test_without_an_accepted_plan_there_is_nothing_to_export(shell: Shell) -> None:
    path = shell.folder / "plan.ics"
    for arguments in (("plan", "--export", path), ("export", "--format", "ics", "--output", path)):
        answer = shell.run(*arguments, "--ledger", shell.ledger)
        assert answer.status == 2
        assert "there is no accepted plan" in answer.err
    assert not path.exists()


def test_a_name_must_say_what_the_file_should_be(shell: Shell) -> None:
    answer = shell.run("plan", "--ledger", shell.ledger, "--accept", "--export", "plan.docx")
    assert answer.status == 2
    assert ".ics, .csv, .pdf" in answer.err
    assert query(shell.ledger, "SELECT count(*) FROM plan") == [(0,)]


def test_wishes_are_not_taken_for_the_accepted_plans(shell: Shell) -> None:
    plan(shell, "--accept")
    path = shell.folder / "plan.ics"
    answer = shell.run("plan", "--ledger", shell.ledger, "--timing", "early", "--export", path)
    assert answer.status == 2
    assert "--timing" in answer.err
    assert not path.exists()


def test_a_file_that_is_no_calendar_stays_as_it_is(shell: Shell) -> None:
    plan(shell, "--accept")
    path = shell.folder / "notes.ics"
    path.write_text("my notes", encoding="utf-8")
    answer = shell.run("plan", "--ledger", shell.ledger, "--export", path)
    assert answer.status == 2
    assert "no calendar" in answer.err
    assert path.read_text(encoding="utf-8") == "my notes"


def test_a_folder_that_does_not_exist_is_refused_before_anything_is_kept(shell: Shell) -> None:
    path = shell.folder / "nowhere" / "plan.ics"

    found = shell.run("plan", "--ledger", shell.ledger, "--accept", "--export", path)

    assert found.status == 2
    assert f"--export: {str(path)!r}: is in a folder that does not exist" in found.err
    assert plan(shell, "--export", shell.folder / "plan.ics") == 2
