"""Makes the Windows installer of a frozen program."""

from __future__ import annotations

import os
from pathlib import Path

from icons import draw_icons
from project import NAME, ROOT, PackagingError, need_tool, run, source_date_epoch, version
from windows.version_file import version_numbers

SCRIPT = Path(__file__).with_name("huanqing.nsi")
PROGRAMS = (f"{NAME}.exe", f"{NAME}-gui.exe")


def build_installer(tree: Path, out: Path, target: str = "") -> Path:
    """Return the installer of the Windows program in ``tree``, below ``out``.

    ``target`` is a kind of NSIS other than its default, such as ``amd64-unicode``.
    HUANQING_WINDOWS_SIGN, if set, is a command that signs the file named after it.
    """
    missing = [name for name in PROGRAMS if not (tree / name).exists()]
    if missing:
        message = f"{tree} holds no {' and no '.join(missing)}: it is not frozen on Windows"
        raise PackagingError(message)
    makensis = need_tool("makensis", "nsis")
    art = out / "art"
    draw_icons(ROOT / "resources/icons/huanqing.svg", art)
    installer = out / f"{NAME}-{version()}-windows-x64-setup.exe"
    defines = {
        "VERSION": version(),
        "VERSION4": ".".join(str(each) for each in version_numbers()),
        "STAGE": str(tree),
        "ART": str(art),
        "OUTPUT": str(installer),
        "TARGET": target,
        "SIGN": os.environ.get("HUANQING_WINDOWS_SIGN", ""),
    }
    words = [f"-D{name}={value}" for name, value in defines.items() if value]
    # -WX: a warning is an error. The time of building would make each installer another.
    environment = {"SOURCE_DATE_EPOCH": str(source_date_epoch())}
    run(makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, SCRIPT, env=environment)
    return installer
