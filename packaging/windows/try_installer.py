"""Runs the Windows installer on Linux, under Wine, with a staged tree in place of the program.

``.venv/bin/python packaging/windows/try_installer.py``; needs Debian's nsis, wine64 and wine, but
no display. It installs silently and looks at the files, the menu, the file association and the
list of programs, upgrades, and uninstalls: then only what is not the program's may be left.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from project import NAME, PackagingError, version
from windows.build import PROGRAMS, build_installer

_STUB = Path("/usr/share/nsis/Stubs/zlib-amd64-unicode")
"""Any Windows program will do: it is copied, not run."""
_WINE = ("/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine")
_TARGET = "amd64-unicode"
"""Wine for 64 bit alone runs no 32 bit installer, which NSIS makes otherwise."""
_CLASSES = r"HKCU\Software\Classes"
_LISTED = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Huanqing"
_PATIENCE_SECONDS = 180


class Windows:
    """A Wine of its own in a folder, which it leaves with ``end``."""

    def __init__(self, folder: Path) -> None:
        found = [each for each in _WINE if Path(each).exists()]
        if not found:
            message = "Wine is not installed; on Debian: sudo apt-get install wine64 wine"
            raise PackagingError(message)
        self._wine = found[0]
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(folder / "wine"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
        }
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        self.home = next((folder / "wine/drive_c/users").glob("[!P]*"))
        self.program = self.home / "AppData/Local/Programs/Huanqing"
        self.menu = self.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"

    def run(self, *words: str | Path) -> tuple[int, str]:
        """Return the status and the output of a Windows program."""
        command = [self._wine, *(str(each) for each in words)]
        done = subprocess.run(
            command,
            env=self._environment,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def knows(self, key: str, words: str = "") -> bool:
        """Return whether the registry has a key, with such words somewhere in it."""
        status, output = self.run("reg", "query", key, "/s")
        return status == 0 and words in output

    def end(self) -> None:
        """Stop what Wine started for this folder."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
        subprocess.run([server, "-k"], env=self._environment, check=False)


def main() -> int:
    """Run the steps and return 0 if all went well."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            windows = Windows(folder)
        except PackagingError as error:
            print(f"try_installer.py: {error}", file=sys.stderr)
            return 1
        try:
            return 0 if _steps(windows, folder) else 1
        finally:
            windows.end()


def _steps(windows: Windows, folder: Path) -> bool:
    data = windows.home / "AppData/Local/huanqing/ledger.huanqing"
    data.parent.mkdir(parents=True)
    data.write_bytes(b"a ledger")
    stage = staged_tree(folder / "stage")
    installer = build_installer(stage, folder, _TARGET)
    steps = [_say("installs silently", windows.run(installer, "/S")[0] == 0)]
    steps += _installed(windows)
    stale = windows.program / "_internal/of_the_version_before.txt"
    stale.write_text("old")
    steps.append(_say("upgrades silently", windows.run(installer, "/S")[0] == 0))
    steps.append(_say("leaves nothing of the version before", not stale.exists()))
    notes = windows.program / "notes.txt"
    notes.write_text("mine")
    # It copies itself elsewhere and goes on there, so that it can delete itself.
    windows.run(windows.program / "uninstall.exe", "/S")
    _wait(lambda: not (windows.program / "uninstall.exe").exists())
    left = sorted(path.name for path in windows.program.rglob("*"))
    steps.append(_say("uninstalls its own files only", left == ["notes.txt"]))
    steps.append(_say("leaves the ledger", data.read_bytes() == b"a ledger"))
    steps.append(_say("leaves no menu entry", not list(windows.menu.glob("*Huanqing*"))))
    steps.append(_say("leaves no association", not windows.knows(rf"{_CLASSES}\.huanqing")))
    steps.append(_say("leaves the list of programs", not windows.knows(_LISTED)))
    windows.run(installer, "/S", "/NOASSOC", r"/D=C:\users\Public\还清")
    elsewhere = windows.home.parent / "Public/还清" / PROGRAMS[0]
    steps.append(_say("installs where /D= says", elsewhere.exists()))
    has_none = not windows.knows(rf"{_CLASSES}\.huanqing")
    steps.append(_say("takes no files with /NOASSOC", has_none))
    return all(steps)


def _installed(windows: Windows) -> list[bool]:
    files = sorted(path.name for path in windows.program.iterdir())
    wanted = sorted([*PROGRAMS, "_internal", "licences", "uninstall.exe"])
    command = r'Programs\Huanqing\huanqing-gui.exe" "%1"'
    return [
        _say("writes into the user's programs", files == wanted),
        _say("keeps Chinese file names", (windows.program / "_internal/还.txt").exists()),
        _say("adds a menu entry", bool(list(windows.menu.glob("*Huanqing.lnk")))),
        _say("opens ledgers", windows.knows(rf"{_CLASSES}\Huanqing.Ledger", command)),
        _say("is in the list of programs", windows.knows(_LISTED, version())),
    ]


def staged_tree(folder: Path) -> Path:
    """Return a folder that looks like the program frozen on Windows."""
    folder.joinpath("_internal").mkdir(parents=True)
    folder.joinpath("licences").mkdir()
    folder.joinpath("_internal/还.txt").write_text(NAME)
    folder.joinpath("licences/NOTICE.txt").write_text(NAME)
    for name in PROGRAMS:
        shutil.copyfile(_STUB, folder / name)
    return folder


def _wait(is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS / 6
    while not is_done() and time.monotonic() < until:
        time.sleep(0.2)


def _say(words: str, is_well: object) -> bool:
    print(f"{'ok' if is_well else 'FAILED':<7}{words}", flush=True)
    return bool(is_well)


if __name__ == "__main__":
    sys.exit(main())
