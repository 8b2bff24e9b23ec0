"""The commands: each takes the parsed arguments, writes its answer and returns its status."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from huanqing.application.beancount_export import beancount_ledger
from huanqing.application.change_entries import split_purchase, tell_account
from huanqing.application.check_ledger import check_ledger
from huanqing.application.demo_ledger import fill_with_demo
from huanqing.application.exchange import load_ledger, read_ledger
from huanqing.application.exchange_account import account_document
from huanqing.application.exchange_export import csv_rows, ledger_document
from huanqing.application.locked_statements import keep_locked
from huanqing.application.read_models import BillSource, ImportReport, StatementRow
from huanqing.cli.json_file import read_json
from huanqing.cli.json_output import import_json, statements_json
from huanqing.cli.program import (
    BAD_INPUT,
    DONE,
    NEEDS_USER,
    LedgerRequest,
    OpenedLedger,
    Program,
    request_of,
)
from huanqing.cli.words import words_for
from huanqing.domain.errors import InvalidAmountError
from huanqing.domain.money import format_yuan, parse_yuan

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from huanqing.domain.credit_limit import DayFigures


@contextmanager
def opened(program: Program, arguments: Namespace) -> Iterator[OpenedLedger]:
    """Open the ledger of the arguments and close it again."""
    ledger = program.open_ledger(request_of(program, arguments))
    try:
        yield ledger
    finally:
        ledger.close()


def demo(program: Program, arguments: Namespace) -> int:
    """Write the demo ledger."""
    path = Path(arguments.path) if arguments.path else program.demo_ledger
    write_demo(program, request_of(program, arguments)._replace(path=path))
    _say(arguments, {"ledger": str(path)}, f"demo ledger: {path}")
    return DONE


def write_demo(program: Program, request: LedgerRequest) -> None:
    """Create the demo ledger where the request says."""
    ledger = program.create_ledger(request)
    try:
        with ledger.unit_of_work() as uow:
            fill_with_demo(uow)
            uow.commit()
    finally:
        ledger.close()


def load(program: Program, arguments: Namespace) -> int:
    """Load an exchange file into a new ledger."""
    content = read_ledger(read_json(arguments.file))
    request = request_of(program, arguments)
    ledger = program.create_ledger(request)
    is_whole = False
    try:
        with ledger.unit_of_work() as uow:
            load_ledger(uow, content)
            uow.commit()
        is_whole = True
    finally:
        ledger.close()
        if not is_whole:
            request.path.unlink(missing_ok=True)
    found = {"ledger": str(request.path), "entries": len(content.records)}
    _say(arguments, found, f"{len(content.records)} entries loaded into {request.path}")
    return DONE


def export(program: Program, arguments: Namespace) -> int:
    """Write the ledger, or its plan as a calendar, to standard output or a file."""
    if arguments.format == "beancount":
        return _export_beancount(program, arguments)
    if arguments.format == "ics":
        from huanqing.cli.plan_export import export_calendar  # noqa: PLC0415 - only for a plan

        with opened(program, arguments) as ledger:
            export_calendar(ledger, arguments.output)
        return DONE
    with opened(program, arguments) as ledger, ledger.unit_of_work() as uow:
        if arguments.format == "json":
            document = ledger_document(uow)
            if arguments.today is not None:
                document["today"] = arguments.today.isoformat()
            text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
            _write(arguments.output, text, encoding="utf-8")
        elif arguments.output:
            # Excel in Chinese takes a CSV without a BOM for GBK.
            target = Path(arguments.output)
            with target.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(csv_rows(uow))
        else:
            csv.writer(sys.stdout).writerows(csv_rows(uow))
    return DONE


def _export_beancount(program: Program, arguments: Namespace) -> int:
    with opened(program, arguments) as ledger:
        today = ledger.service.today()
        with ledger.unit_of_work() as uow:
            text = beancount_ledger(uow, today)
    _write(arguments.output, text, encoding="utf-8")
    return DONE


def import_files(program: Program, arguments: Namespace) -> int:
    """Preview or book bill files."""
    sources, unread = _read_sources(arguments)
    with _ledger_for_import(program, arguments) as ledger:
        report = ledger.service.imports.run(
            sources, dry_run=arguments.dry_run, keep_rows=arguments.json
        )
    errors = unread | {each.name: words_for(each.error) for each in report.failures}
    for words in errors.values():
        print(f"huanqing: {words}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(import_json(report, errors), ensure_ascii=False, indent=1))
    else:
        _print_import(report, is_dry_run=arguments.dry_run)
    if errors:
        return BAD_INPUT
    return NEEDS_USER if report.needs_review else DONE


def _read_sources(arguments: Namespace) -> tuple[list[BillSource], dict[str, str]]:
    sources, unread = [], {}
    for name in arguments.files:
        path = Path(name)
        try:
            sources.append(BillSource(path.name, path.read_bytes(), arguments.password))
        except OSError as error:
            unread[path.name] = f"{name}: {error.strerror}. Nothing of it was booked."
    return sources, unread


@contextmanager
def _ledger_for_import(program: Program, arguments: Namespace) -> Iterator[OpenedLedger]:
    """Open the ledger, or a new one; a dry run without a ledger leaves no file behind."""
    request = request_of(program, arguments)
    if request.path.exists():
        with opened(program, arguments) as ledger:
            yield ledger
        return
    with tempfile.TemporaryDirectory() as folder:
        if arguments.dry_run:
            request = request._replace(path=Path(folder) / "dry-run.huanqing")
        ledger = program.create_ledger(request)
        is_empty = True
        try:
            yield ledger
            is_empty = not ledger.service.imports.history()
        finally:
            ledger.close()
            if is_empty:
                request.path.unlink(missing_ok=True)


def statements(program: Program, arguments: Namespace) -> int:
    """Print the statements."""
    with opened(program, arguments) as ledger:
        today = ledger.service.today()
        rows = ledger.service.statements_on(today, with_lines=arguments.json)
    if arguments.json:
        print(json.dumps(statements_json(today, rows), ensure_ascii=False, indent=1))
    else:
        print_statements(rows)
    return DONE


def check(program: Program, arguments: Namespace) -> int:
    """Verify file and rules, and print what was found."""
    with opened(program, arguments) as ledger:
        found = [("integrity", each) for each in ledger.integrity_findings()]
        today = ledger.service.today()
        with ledger.unit_of_work() as uow:
            findings = check_ledger(uow, today)
        found += [(each.code, each.detail) for each in findings]
    answer = {"ok": not found, "findings": [{"code": a, "detail": b} for a, b in found]}
    text = "\n".join(f"{code}: {detail}" for code, detail in found) or "the ledger is whole"
    _say(arguments, answer, text)
    return NEEDS_USER if found else DONE


def split(program: Program, arguments: Namespace) -> int:
    """Say in how many periods a purchase is paid."""
    with opened(program, arguments) as ledger:
        today = ledger.service.today()
        with ledger.unit_of_work() as uow:
            with keep_locked(uow, today, allow_locked=False):
                split_purchase(
                    uow,
                    arguments.purchase,
                    arguments.periods,
                    arguments.fee_ppm,
                    arguments.free_periods,
                )
            uow.commit()
    answer = {"purchase": arguments.purchase, "periods": arguments.periods}
    _say(arguments, answer, f"{arguments.purchase}: {arguments.periods} periods")
    return DONE


def account(program: Program, arguments: Namespace) -> int:
    """Say what is known of the account, after setting what was given."""
    limit_fen = None if arguments.limit is None else parse_yuan(arguments.limit)
    if limit_fen is not None and limit_fen < 0:
        raise InvalidAmountError(arguments.limit)
    with opened(program, arguments) as ledger:
        today = ledger.service.today()
        with ledger.unit_of_work() as uow:
            known = uow.account.get()
            if limit_fen is not None or arguments.statement_day is not None:
                with keep_locked(uow, today, allow_locked=False):
                    known = tell_account(uow, today, limit_fen, arguments.statement_day)
                uow.commit()
    total, rule = known.total_limit_on(today), known.rule_on(today)
    answer: dict[str, object] = {"today": today.isoformat(), "account": account_document(known)}
    shown = "unknown" if total is None else format_yuan(total)
    _say(arguments, answer, f"{known.name}: limit {shown}, statement day {rule.statement_day}")
    return DONE


def undo(program: Program, arguments: Namespace) -> int:
    """Undo the last action."""
    with opened(program, arguments) as ledger:
        done = ledger.service.undo()
    _say(arguments, {"undone": done and done.name}, f"undone: {done.name if done else 'nothing'}")
    return DONE


def redo(program: Program, arguments: Namespace) -> int:
    """Redo the action undone last."""
    with opened(program, arguments) as ledger:
        done = ledger.service.redo()
    _say(arguments, {"redone": done and done.name}, f"redone: {done.name if done else 'nothing'}")
    return DONE


def print_statements(rows: list[StatementRow]) -> None:
    """Print statements as a table for people."""
    print(f"{'statement':<12}{'due':<12}{'total':>14}{'paid':>14}{'left':>14}  state")
    for row in rows:
        each = row.figures
        amounts = "".join(
            f"{format_yuan(amount):>14}"
            for amount in (each.total_fen, each.paid_fen, each.left_fen)
        )
        print(f"{each.statement_date!s:<12}{each.due_date!s:<12}{amounts}  {row.state.value}")


def print_limit(now: DayFigures) -> None:
    """Print the limit of a day for people."""
    if now.total_fen is None or now.available_fen is None:
        print(f"{now.day}: limit unknown, used {format_yuan(now.used_fen)}")
        return
    frozen = ", frozen" if now.is_frozen else ""
    print(
        f"{now.day}: available {format_yuan(now.available_fen)} "
        f"of {format_yuan(now.total_fen)}, used {format_yuan(now.used_fen)}{frozen}"
    )


def _print_import(report: ImportReport, *, is_dry_run: bool) -> None:
    for each in report.files:
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(each.counts.items()))
        agree = {True: "totals agree", False: "totals differ", None: "no totals stated"}[each.agree]
        print(f"{each.name}: {each.provider} {each.layout}, {counts or 'no rows'}; {agree}")
    if is_dry_run:
        print("dry run: nothing was booked")


def _say(arguments: Namespace, answer: dict[str, object], text: str) -> None:
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else text)


def _write(target: str | None, text: str, encoding: str) -> None:
    if target:
        Path(target).write_text(text, encoding=encoding)
    else:
        sys.stdout.write(text)
