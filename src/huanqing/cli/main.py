"""The command line: arguments in, one command, an exit status out.

0 done; 2 bad input, with the reason on standard error; 3 done, but something needs the user.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from huanqing import __version__
from huanqing.application.errors import LedgerMissingError
from huanqing.cli.offer_arguments import add_offer_arguments
from huanqing.cli.plan_arguments import add_plan_arguments
from huanqing.cli.program import BAD_INPUT, request_of
from huanqing.domain.calendar_bounds import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.cli.program import Program

LEDGER_SUFFIX = ".huanqing"
READER_LEFT = 141
"""The status of a program whose output nobody read to its end, as a shell gives it."""
_BILL_SUFFIXES = (".csv", ".zip")


def run(program: Program, arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = _with_command(arguments)
    # A window starts the quicker for not knowing the other commands.
    parsed = _parser(only_window=words[:1] == ["open"]).parse_args(words)
    try:
        status = int(parsed.run(program, parsed))
        print(end="", flush=True)
    except BrokenPipeError:
        # Whoever reads the output has seen enough. What is left must not go there at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    except Exception as error:
        if not _is_expected(error):
            raise
        from huanqing.cli.words import words_for  # noqa: PLC0415 - after an error only

        print(f"huanqing: {words_for(error)}", file=sys.stderr)
        return BAD_INPUT
    return status


def _is_expected(error: Exception) -> bool:
    """Return whether it is the user's to mend; anything else is a bug and shows its trace."""
    import json  # noqa: PLC0415 - after an error only
    import sqlite3  # noqa: PLC0415 - after an error only

    from huanqing.application.refusals import REFUSALS  # noqa: PLC0415 - after an error only

    others = (json.JSONDecodeError, UnicodeDecodeError, OSError, sqlite3.DatabaseError)
    return isinstance(error, (*REFUSALS, *others))


def _parser(*, only_window: bool = False) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="huanqing", description="还清: what do I owe, what do I pay today, when is it free?"
    )
    parser.add_argument("--version", action="version", version=f"huanqing {__version__}")
    common = _common()
    parser.set_defaults(run=_window, demo_if_new=False, files=[])
    for action in common._actions:  # noqa: SLF001 - argparse has no other way to share defaults
        parser.set_defaults(**{action.dest: action.default})
    added = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: str, words: str) -> argparse.ArgumentParser:
        child = added.add_parser(name, parents=[common], help=words, description=words)
        child.set_defaults(run=_later(run))
        return child

    window = command("open", "main._window", "open the window")
    window.add_argument("files", nargs="*", metavar="FILE", help="a ledger, or bills to preview")
    window.add_argument("--demo-if-new", action="store_true", help="begin on the demo ledger")
    if not only_window:
        _add_others(command)
    return parser


def _add_others(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    demo = command("demo", "commands.demo", "write the demo ledger")
    demo.add_argument("path", nargs="?", help="where to; default: beside the user's ledger")
    load = command("load", "commands.load", "load an exchange file into a new ledger")
    load.add_argument("file", help="a huanqing-ledger/1 JSON file")
    export = command("export", "commands.export", "write the ledger out")
    export.add_argument("--format", choices=("json", "csv", "beancount", "ics"), default="json")
    export.add_argument("--output", metavar="FILE", help="default: standard output")
    bills = command("import", "commands.import_files", "import bill exports")
    bills.add_argument("files", nargs="+", metavar="FILE", help="a CSV or zip exported from JD")
    bills.add_argument("--dry-run", action="store_true", help="show what would happen")
    bills.add_argument("--password", help="the password of an encrypted zip")
    command("statements", "commands.statements", "list the statements")
    limit = command("limit", "limit.limit", "show the available limit, past and ahead")
    limit.add_argument("--from", dest="first", type=_day, metavar="DATE", help="default: today")
    limit.add_argument("--until", type=_day, metavar="DATE", help="default: today")
    limit.add_argument("--free", metavar="YUAN", help="say when so much will stay available")
    limit.add_argument("--habit", action="store_true", help="show what your spending suggests")
    command("alerts", "alerts.alerts", "list what asks for attention")
    planned = command("plan", "plan.plan", "find the best repayments")
    add_plan_arguments(planned, _day)
    add_offer_arguments(command("offer", "offer.offer", "what an instalment offer really costs"))
    command("check", "commands.check", "verify the ledger")
    account = command("account", "commands.account", "show or set limit and statement day")
    account.add_argument("--limit", metavar="YUAN", help="the fixed limit, such as 20000.00")
    account.add_argument("--statement-day", type=int, metavar="DAY", help="1 to 31")
    split = command("split", "commands.split", "say in how many periods a purchase is paid")
    split.add_argument("purchase", help="its id, as statements --json names it")
    split.add_argument("--periods", type=int, required=True)
    split.add_argument("--fee-ppm", type=int, default=0, help="fee a period, parts per million")
    split.add_argument("--free-periods", type=int, default=0)
    command("undo", "commands.undo", "undo the last action")
    command("redo", "commands.redo", "redo the action undone last")
    shown = command("tour", "tour.tour", "try everything on a demo ledger, without a display")
    shown.add_argument("--out", default="tour", metavar="FOLDER", help="where to write")
    drawn = command("screenshots", "tour.screenshots", "draw every page and dialog of the demo")
    drawn.add_argument("--out", default="screenshots", metavar="FOLDER", help="where to write")


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--ledger", metavar="PATH", help="default: the user's ledger")
    common.add_argument("--today", type=_day, metavar="DATE", help="answer as of this day")
    common.add_argument("--json", action="store_true", help="answer in JSON")
    common.add_argument(
        "--break-lock", action="store_true", help="take over the lock of a program that ended"
    )
    return common


def _later(name: str) -> Callable[[Program, argparse.Namespace], int]:
    """Return the command ``module.function``; its module loads when it runs."""
    module, _, function = name.partition(".")

    def run(program: Program, arguments: argparse.Namespace) -> int:
        found = getattr(import_module(f"huanqing.cli.{module}"), function)
        return int(found(program, arguments))

    return run


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    message = f"{text!r} is not a day YYYY-MM-DD of {FIRST_DAY.year} to {LAST_DAY.year}"
    raise argparse.ArgumentTypeError(message)


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Return the arguments, with ``open`` before files that a desktop hands over alone."""
    if arguments and Path(arguments[0]).suffix.casefold() in {LEDGER_SUFFIX, *_BILL_SUFFIXES}:
        return ["open", *arguments]
    return list(arguments)


def _window(program: Program, arguments: argparse.Namespace) -> int:
    request = request_of(program, arguments)
    files = [Path(name).absolute() for name in arguments.files]
    ledgers = [path for path in files if path.suffix.casefold() == LEDGER_SUFFIX]
    bills = tuple(path for path in files if path not in ledgers)
    if len(ledgers) + bool(arguments.ledger) > 1:
        print("huanqing: one window shows one ledger; name only one", file=sys.stderr)
        return BAD_INPUT
    for path in ledgers:
        if not path.exists():
            raise LedgerMissingError(str(path))
        request = request._replace(path=path)
    request = request._replace(bills=bills, is_chosen=bool(ledgers or arguments.ledger))
    if not request.path.exists() and not request.is_chosen and arguments.demo_if_new:
        request = request._replace(path=program.demo_ledger, is_chosen=True)
        if not request.path.exists():
            from huanqing.cli.commands import write_demo  # noqa: PLC0415 - where there is none

            write_demo(program, request)
    return program.open_window(request)
