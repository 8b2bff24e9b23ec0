"""Prints the size of the package and how the frozen program starts beside the unfrozen one.

``python tests/benchmarks/package.py [--packages build/packages]`` takes what
``python packaging/package.py deb`` made. Both programs are started from outside, in turn; the
window counts as started once it has opened its ledger and listens for a second start, on Qt's
offscreen platform. The unfrozen program is the one of this environment, with compiled modules.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
STARTS = 9
DEB_NEEDED_MB, INSTALLED_NEEDED_MB, START_NEEDED = 90, 260, 1.3
PATIENCE_SECONDS = 60
MB = 1_000_000
TODAY = "2026-06-20"


def main() -> int:
    """Measure and print; return 1 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, default=ROOT / "build/packages")
    packages: Path = parser.parse_args().packages
    frozen = packages / "frozen/dist/huanqing/huanqing"
    if not frozen.exists():
        print(f"no frozen program in {packages}: python packaging/package.py deb makes it")
        return 1
    for deb in sorted(packages.glob("huanqing_*.deb")):
        _print_size(deb)
    unfrozen = Path(sys.executable).with_name("huanqing")
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        _print_starts(frozen, unfrozen, Path(name))
    return 0


def _print_size(deb: Path) -> None:
    installed = int(_output("dpkg-deb", "--field", str(deb), "Installed-Size")) * 1024 / MB
    size = deb.stat().st_size / MB
    print(f"{deb.name}")
    print(f"  size                      {size:7.1f} MB (needed {DEB_NEEDED_MB})")
    print(f"  installed                 {installed:7.1f} MB (needed {INSTALLED_NEEDED_MB})")


def _print_starts(frozen: Path, unfrozen: Path, folder: Path) -> None:
    ledger = folder / "demo.huanqing"
    _prepare(folder)
    for program in (unfrozen, frozen):
        _output(str(program), "demo", str(folder / f"{program.parent.name}.huanqing"))
    shutil.copyfile(folder / f"{unfrozen.parent.name}.huanqing", ledger)
    print(f"start, median of {STARTS}            unfrozen    frozen")

    def answer(program: Path) -> float:
        words = ("statements", "--ledger", str(ledger), "--today", TODAY)
        return _timed(lambda: _output(str(program), *words))

    def version(program: Path) -> float:
        return _timed(lambda: _output(str(program), "--version"))

    def window(program: Path) -> float:
        return _window(program, ledger, folder)

    for name, measure in (("version", version), ("statements", answer), ("window", window)):
        _print_ratio(name, measure, unfrozen, frozen)


def _print_ratio(name: str, measure: Callable[[Path], float], unfrozen: Path, frozen: Path) -> None:
    taken: dict[Path, list[float]] = {unfrozen: [], frozen: []}
    for program in (unfrozen, frozen):
        measure(program)
    for _ in range(STARTS):
        for program, times in taken.items():
            times.append(measure(program))
    before, after = (statistics.median(times) for times in taken.values())
    print(
        f"  {name:<26}{before * 1000:7.0f} ms{after * 1000:7.0f} ms"
        f" = {after / before:.2f} x (needed {START_NEEDED})"
    )


def _window(program: Path, ledger: Path, folder: Path) -> float:
    """Return the seconds until the window of a ledger listens, and close it."""
    for left in (*folder.glob("huanqing-*"), *folder.glob("*.lock")):
        left.unlink()
    begin = time.perf_counter()
    words = [str(program), "open", "--ledger", str(ledger)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not any(_listens(each) for each in folder.glob("huanqing-*")):
            if process.poll() is not None or time.perf_counter() - begin > PATIENCE_SECONDS:
                raise SystemExit(f"{program} shows no window")
            time.sleep(0.002)
        return time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait()


def _listens(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(place))
        except OSError:
            return False
    return True


def _prepare(folder: Path) -> None:
    """Let both programs find nothing of the user's, and the sockets here."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("TMPDIR", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder)


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _output(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
