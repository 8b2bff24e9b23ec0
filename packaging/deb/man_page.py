"""Writes the manual page from the command line's own help, so that it names every command."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from huanqing.cli.main import _parser
from project import source_date_epoch, version

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = (
    ("~/.local/share/huanqing/ledger.huanqing", "your ledger"),
    ("~/.local/share/huanqing/demo.huanqing", "the demo ledger"),
    ("~/.config/huanqing/window.ini", "the window, its language and look"),
    ("~/.local/state/huanqing/log/huanqing.log", "the log of the last starts"),
)
_STATUS = (
    ("0", "done"),
    ("2", "bad input; the reason stands on standard error"),
    ("3", "done, but something needs you"),
)


def man_page() -> str:
    """Return ``huanqing.1``."""
    parser = _parser()
    day = time.strftime("%Y-%m-%d", time.gmtime(source_date_epoch()))
    lines = [
        f'.TH HUANQING 1 "{day}" "huanqing {version()}" "User Commands"',
        ".SH NAME",
        r"huanqing \- ledger and repayment planner for one JD Baitiao account",
        ".SH SYNOPSIS",
        ".B huanqing",
        r"[\fICOMMAND\fR] [\fIOPTION\fR]... [\fIFILE\fR]...",
        ".SH DESCRIPTION",
        "Without a command, or with files alone, it opens the window: on the ledger that was open",
        r"last, on a ledger (\fI*.huanqing\fR), or with bills (\fI*.csv\fR, \fI*.zip\fR) in the",
        "preview of the import.",
        "It works offline, talks to no server, and is not a program of JD.",
        ".SH COMMANDS",
    ]
    for name, child in _commands(parser).items():
        lines += [".SS " + _text(name), _sentence(child.description or "")]
        lines += _arguments(child, is_common=False)
    common = next(iter(_commands(parser).values()))
    lines += [".SH OPTIONS", "All commands take these.", *_arguments(common, is_common=True)]
    lines += [".TP", r"\fB\-\-version\fR", "print the version and end", ".SH EXIT STATUS"]
    for number, words in _STATUS:
        lines += [".TP", f".B {number}", words]
    lines += [".SH FILES"]
    for place, words in _FILES:
        lines += [".TP", f".I {_text(place)}", words]
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:  # noqa: SLF001 - argparse shows its commands to nobody
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            found: dict[str, argparse.ArgumentParser] = action.choices
            return found
    return {}


COMMON = ("--ledger", "--today", "--json", "--break-lock")


def _arguments(parser: argparse.ArgumentParser, *, is_common: bool) -> Iterator[str]:
    for action in parser._actions:  # noqa: SLF001 - as above
        is_shared = bool(set(COMMON) & set(action.option_strings))
        if is_shared is not is_common or "--help" in action.option_strings:
            continue
        yield ".TP"
        yield _heading(action)
        yield _text(_help_of(action))


def _heading(action: argparse.Action) -> str:
    if not action.option_strings:
        return rf"\fI{_text(_place_of(action))}\fR"
    names = ", ".join(rf"\fB{_text(name)}\fR" for name in action.option_strings)
    return names if action.nargs == 0 else rf"{names} \fI{_text(_place_of(action))}\fR"


def _place_of(action: argparse.Action) -> str:
    return str(action.metavar or action.dest.upper().replace("_", "-"))


def _help_of(action: argparse.Action) -> str:
    chosen = ", ".join(str(each) for each in action.choices or ())
    words = action.help or (f"one of {chosen}" if chosen else _place_of(action).lower())
    return words.replace("%(default)s", str(action.default)).replace("%%", "%")


def _sentence(words: str) -> str:
    return _text(words[:1].upper() + words[1:]) + "."


def _text(words: str) -> str:
    """Return words as roff shows them unchanged."""
    escaped = words.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
