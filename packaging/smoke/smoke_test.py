"""Tries the main jobs of any build of the program, all in the same way.

``python packaging/smoke/smoke_test.py .venv/bin/huanqing``: from the sources, frozen or
installed. Needs only Python's standard library. Everything happens in a scratch folder, the
window on Qt's offscreen platform.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "src/huanqing/samples/sample_jd_v2.csv"
OLD_LEDGER = ROOT / "tests/fixtures/ledgers/v1.sql"
PAGES_SOURCE = ROOT / "src/huanqing/ui/pages.py"
APPLICATION_ID = 0x48515F31
ZIP_PASSWORD = "123456"  # noqa: S105 - of an invented bill
TODAY = "2026-06-20"

ENTRY_KINDS = ("purchases", "repayments", "refunds", "adjustments")

DONE = 0
_PATIENCE_SECONDS = 600
_WINDOW_SECONDS = 60
_SETTLED_SECONDS = 3.0
_LEAST_PICTURE_BYTES = 4_000
_PLANNED_FEN = 1_845_678


class FailedError(Exception):
    """The program did not do what it should."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program under test: what starts it, the scratch folder, the root that it runs in."""

    words: tuple[str, ...]
    scratch: Path
    root: Path | None = None
    user: str = "root"

    def inside(self, path: Path) -> str:
        """Return a path as the program sees it."""
        return str(path) if self.root is None else f"/{path.relative_to(self.root)}"

    def command(self, *arguments: str) -> list[str]:
        """Return the command line for some arguments."""
        if self.root is None:
            return [*self.words, *arguments]
        home = self.inside(self.scratch)
        places = [f"{name}={value}" for name, value in self._variables(home).items()]
        prefix = ["chroot", f"--userspec={self.user}", str(self.root), "env", "-i"]
        return [*prefix, "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", *places, *self.words, *arguments]

    def environment(self) -> dict[str, str]:
        """Return the variables to start with: nothing of the user's is touched."""
        return {**os.environ, **self._variables(str(self.scratch))}

    def run(self, *arguments: str, expected: int = DONE) -> str:
        """Return what the program prints; raises FailedError with it where the status differs."""
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(),
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        output = done.stdout.decode("utf-8", "replace")
        if done.returncode != expected:
            errors = done.stderr.decode("utf-8", "replace")
            message = f"{' '.join(arguments)}: status {done.returncode}\n{output}\n{errors}"
            raise FailedError(message)
        return output

    @staticmethod
    def _variables(home: str) -> dict[str, str]:
        names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        return {"QT_QPA_PLATFORM": "offscreen", "HOME": home, **dict.fromkeys(names, home)}


def main() -> int:
    """Run every check in turn; return 0 if all passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chroot", type=Path, metavar="ROOT", help="run inside this root")
    parser.add_argument("--user", default="root", help="run there as this user")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy the pictures there")
    parser.add_argument("program", nargs=argparse.REMAINDER, help="what starts the program")
    arguments = parser.parse_args()
    root = arguments.chroot.resolve() if arguments.chroot else None
    words = arguments.program
    if root is None and words and Path(words[0]).exists():
        words[0] = str(Path(words[0]).absolute())
    folder = root / "tmp" if root else None
    # Windows keeps the log of a window that has just ended for a moment.
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as name:
        scratch = Path(name).resolve()
        scratch.chmod(0o777)
        program = Program(tuple(words), scratch, root, arguments.user)
        is_well = all([_try(check, program) for check in CHECKS])  # noqa: C419 - run every one
        if arguments.keep:
            pictures = scratch / "tour/screenshots"
            shutil.copytree(pictures, arguments.keep, dirs_exist_ok=True)
    print("smoke test passed" if is_well else "smoke test FAILED")
    return 0 if is_well else 1


def _try(check: Callable[[Program], str], program: Program) -> bool:
    begin = time.monotonic()
    try:
        words, is_well = check(program), True
    except (FailedError, OSError, ValueError, LookupError, subprocess.TimeoutExpired) as error:
        words, is_well = f"{type(error).__name__}: {error}", False
    taken = time.monotonic() - begin
    name = check.__name__.replace("_", " ")
    print(f"{'ok' if is_well else 'FAILED':<7}{taken:6.1f} s  {name}: {words}", flush=True)
    return is_well


def _need(condition: object, words: str) -> None:
    if not condition:
        raise FailedError(words)


def version(program: Program) -> str:
    """It names its version."""
    words = program.run("--version").strip()
    _need(re.fullmatch(r"huanqing \d+\.\d+.*", words), words)
    return words


def demo_ledger(program: Program) -> str:
    """It writes the demo ledger, and the ledger is whole."""
    ledger = _demo(program)
    _need((program.scratch / "demo.huanqing").exists(), "no ledger was written")
    return program.run("check", "--ledger", ledger).strip()


def statements(program: Program) -> str:
    """It lists the demo's statements."""
    document = _json(program, "statements", "--ledger", _demo(program), "--today", TODAY)
    rows = document["statements"]
    _need(sum(row["left"] for row in rows) > 0, "nothing is owed")
    return f"{len(rows)} statements"


def limit(program: Program) -> str:
    """It tells the demo's limit, day by day."""
    document = _json(program, "limit", "--ledger", _demo(program), "--today", TODAY)
    _need(0 < document["available"] <= document["total"], f"{document['available']} available")
    return f"{document['available']} of {document['total']} fen on {TODAY}"


def bill(program: Program) -> str:
    """It books a bill once, also out of an encrypted zip."""
    ledger = program.inside(program.scratch / "bill.huanqing")
    plain, packed = _copy(program, SAMPLE), _copy(program, HERE / "bill_aes.zip")
    program.run("import", "--ledger", ledger, packed, "--password", ZIP_PASSWORD)
    entries = _entries(program, ledger)
    _need(entries, "no entry was booked")
    program.run("import", "--ledger", ledger, plain)
    _need(_entries(program, ledger) == entries, "a second import booked rows again")
    program.run("undo", "--ledger", ledger)
    program.run("check", "--ledger", ledger)
    return f"{entries} entries from an AES zip, none from its twin"


def old_ledger(program: Program) -> str:
    """It opens a ledger of the oldest schema, which migrates it."""
    if not OLD_LEDGER.exists():
        return "skipped: no old ledger at hand"
    path = program.scratch / "old.huanqing"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD_LEDGER.read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    path.chmod(0o666)
    words = program.run("check", "--ledger", program.inside(path)).strip()
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    _need(found > 1, "the schema is still version 1")
    return f"schema 1 to {found}; {words}"


def plan(program: Program) -> str:
    """It plans the repayments of a problem file with the solver."""
    document = _json(program, "plan", "--problem", _copy(program, HERE / "problem.json"))
    paid = sum(payment["amount"] for payment in document["payments"])
    _need(paid == _PLANNED_FEN, f"{paid} fen are planned instead of {_PLANNED_FEN}")
    return f"{len(document['payments'])} payments of {paid} fen"


def offer(program: Program) -> str:
    """It knows the command for an instalment offer, where this version has it."""
    if not re.search(r"^\s+offer\s", program.run("--help"), re.MULTILINE):
        return "skipped: not in this version"
    program.run("offer", "--help")
    return "its help is there"


def exported_plan(program: Program) -> str:
    """It plans the demo's own repayments and writes them out, where this version does."""
    if "--export" not in program.run("plan", "--help"):
        return "skipped: not in this version"
    told = ("plan", "--ledger", _demo(program), "--today", TODAY)
    program.run(*told, "--accept")
    starts = {"plan.ics": b"BEGIN:VCALENDAR", "plan.csv": b"\xef\xbb\xbf", "plan.pdf": b"%PDF"}
    for name, start in starts.items():
        path = program.scratch / name
        program.run(*told, "--export", program.inside(path))
        _need(path.read_bytes().startswith(start), f"{name} is something else")
    return ", ".join(starts)


def tour(program: Program) -> str:
    """It draws every page."""
    folder = program.scratch / "tour"
    program.run("tour", "--out", program.inside(folder))
    pictures = sorted(folder.glob("screenshots/*.png"))
    pages = re.findall(r'PageSpec\("(\w+)"', PAGES_SOURCE.read_text("utf-8"))
    _need(pages, "the sources name no page")
    missing = [key for key in pages if not any(each.name.startswith(key) for each in pictures)]
    _need(not missing, f"no picture of {', '.join(missing)}")
    for each in pictures:
        _look_at(each)
    return f"{len(pictures)} pictures of {', '.join(pages)}"


def window(program: Program) -> str:
    """Its window opens, hears of a second start, and previews the bill that it brings."""
    ledger, bill_path = _demo(program), _copy(program, SAMPLE)
    words = program.command("open", "--ledger", ledger)
    log = program.scratch / "window.txt"
    with log.open("wb") as output:
        first = subprocess.Popen(
            words, env=program.environment(), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_for_lock(program.scratch, first)
        time.sleep(_SETTLED_SECONDS)
        program.run("open", "--ledger", ledger, bill_path)
        time.sleep(_SETTLED_SECONDS)
        _need(first.poll() is None, f"the window is gone: {log.read_text('utf-8', 'replace')}")
    finally:
        first.terminate()
        first.wait(_WINDOW_SECONDS)
    said = log.read_text("utf-8", "replace").strip()
    _need("Traceback" not in said, said)
    return "a second start handed its bill over"


CHECKS = (
    version,
    demo_ledger,
    statements,
    limit,
    bill,
    old_ledger,
    plan,
    exported_plan,
    offer,
    tour,
    window,
)


def _demo(program: Program) -> str:
    path = program.scratch / "demo.huanqing"
    if not path.exists():
        program.run("demo", program.inside(path))
    return program.inside(path)


def _copy(program: Program, source: Path) -> str:
    target = program.scratch / source.name
    shutil.copyfile(source, target)
    target.chmod(0o644)
    return program.inside(target)


def _json(program: Program, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(program.run(*arguments, "--json"))
    return found


def _entries(program: Program, ledger: str) -> int:
    text = program.run("export", "--ledger", ledger, "--format", "json")
    document = json.loads(text)
    return sum(len(document[kind]) for kind in ENTRY_KINDS)


def _wait_for_lock(folder: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _WINDOW_SECONDS
    while not any("lock" in each.name for each in folder.iterdir()):
        _need(process.poll() is None, "the window ended at once")
        _need(time.monotonic() < until, "the window did not open its ledger")
        time.sleep(0.1)


def _look_at(picture: Path) -> None:
    """Refuse a picture that is not whole, or so simple that nothing can be on it."""
    content = picture.read_bytes()
    is_whole = content.startswith(b"\x89PNG") and content.rstrip().endswith(b"IEND\xaeB`\x82")
    width, height = struct.unpack(">II", content[16:24])
    _need(is_whole and width >= 1000 and height >= 600, f"{picture.name} is {width}x{height}")  # noqa: PLR2004
    _need(len(content) > _LEAST_PICTURE_BYTES, f"{picture.name} is empty")


if __name__ == "__main__":
    sys.exit(main())
