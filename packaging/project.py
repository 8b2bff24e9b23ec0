"""What the packages are told of the project: names, version, date, places."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NAME = "huanqing"
NAME_ENGLISH = "Huanqing"
NAME_CHINESE = "还清"
SUMMARY = "Ledger for JD Baitiao: what you owe, when it is due, what is left to spend"

_NO_HISTORY_EPOCH = 1_767_225_600
"""2026-01-01, for a source tree without its history."""


class PackagingError(Exception):
    """Something that packaging needs is not there; the message says what to do."""


@cache
def metadata() -> dict[str, Any]:
    """Return the ``project`` table of pyproject.toml."""
    with ROOT.joinpath("pyproject.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)["project"]
    return found


def version() -> str:
    """Return the version of the program."""
    return str(metadata()["version"])


def source_date_epoch() -> int:
    """Return the second that stands for the time of building: equal sources, equal packages."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    if ROOT.joinpath(".git").exists() and shutil.which("git"):
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip():
            return int(done.stdout)
    return _NO_HISTORY_EPOCH


def need_tool(name: str, package: str) -> str:
    """Return the path of a program; raises PackagingError with the package that holds it."""
    found = shutil.which(name)
    if found is None:
        message = f"{name} is not installed; on Debian: sudo apt-get install {package}"
        raise PackagingError(message)
    return found


def run(*command: str | Path, env: dict[str, str] | None = None, cwd: Path | None = None) -> None:
    """Run a program; raises PackagingError where it fails."""
    words = [str(each) for each in command]
    environment = None if env is None else {**os.environ, **env}
    done = subprocess.run(words, env=environment, cwd=cwd, check=False)
    if done.returncode:
        message = f"{words[0]} ended with {done.returncode}: {' '.join(words)}"
        raise PackagingError(message)
