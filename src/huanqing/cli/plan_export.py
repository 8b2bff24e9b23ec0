"""``huanqing plan --export`` and ``huanqing export --format ics``: the accepted plan as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from huanqing.application.plan_export import PlanWords, plan_csv
from huanqing.application.whole_file import write_whole
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from huanqing.application.plan_export import PlanSheet
    from huanqing.cli.program import OpenedLedger, Program

_NO_PLAN = "there is no accepted plan; run 'huanqing plan --accept' first"
SUFFIXES = (".ics", ".csv", ".pdf")


def check_name(name: str) -> None:
    """Refuse a file whose name does not say what it should be, or that nothing can be put at."""
    field = "--export"
    if Path(name).suffix.casefold() not in SUFFIXES:
        raise InvalidFieldError(field, name, f"must end in {', '.join(SUFFIXES)}")
    if not Path(name).parent.is_dir():
        raise InvalidFieldError(field, name, "is in a folder that does not exist")


def export_plan(program: Program, ledger: OpenedLedger, name: str) -> int:
    """Write the accepted plan into a file of the kind that its name says.

    Returns the number of its payments. An .ics file that is there is updated.
    """
    check_name(name)
    path = Path(name)
    sheet = _sheet(ledger, "--export", name)
    suffix, words = path.suffix.casefold(), PlanWords()
    if suffix == ".ics":
        _write_calendar(ledger, sheet, path)
    elif suffix == ".csv":
        write_whole(path, plan_csv(sheet, words))
    else:
        program.write_plan_pdf(sheet, words, path)
    return len(sheet.rows)


def export_calendar(ledger: OpenedLedger, output: str | None) -> None:
    """Write the accepted plan as a calendar, to a file or standard output."""
    sheet = _sheet(ledger, "--format", "ics")
    if output is not None:
        _write_calendar(ledger, sheet, Path(output))
        return
    content = ledger.service.plans.calendar(sheet, PlanWords(), None)
    sys.stdout.write(content.decode("utf-8").replace("\r\n", "\n"))


def _write_calendar(ledger: OpenedLedger, sheet: PlanSheet, path: Path) -> None:
    previous = path.read_bytes() if path.exists() else None
    write_whole(path, ledger.service.plans.calendar(sheet, PlanWords(), previous))


def _sheet(ledger: OpenedLedger, field: str, value: str) -> PlanSheet:
    sheet = ledger.service.plans.sheet()
    if sheet is None:
        raise InvalidFieldError(field, value, _NO_PLAN)
    return sheet
