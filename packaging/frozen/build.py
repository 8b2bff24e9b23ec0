"""Freezes the program into a folder that runs without Python; the same sources, the same bytes."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from frozen.licences import write_licences
from frozen.sbom import write_sbom
from hatch_build import compile_resources
from icons import draw_icons
from project import NAME, ROOT, PackagingError, run, source_date_epoch
from windows.version_file import write_version_file

if TYPE_CHECKING:
    from frozen.contents import TocEntry

SPEC = Path(__file__).with_name("huanqing.spec")


def missing_tools() -> list[str]:
    """Return what freezing needs and this machine lacks, in words that say what to do."""
    missing = []
    if importlib.util.find_spec("PyInstaller") is None:
        missing.append("PyInstaller: pip install -e .[package]")
    if sys.platform == "linux":
        missing += [
            f"{tool}: sudo apt-get install binutils"
            for tool in ("objdump", "strip")
            if shutil.which(tool) is None
        ]
        if not _has_shared_python():
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            missing.append(f"Python as a shared library: sudo apt-get install libpython{version}")
    return missing


def build_frozen(out: Path) -> Path:
    """Return the folder of the frozen program (on macOS the bundle), built anew under ``out``."""
    missing = missing_tools()
    if missing:
        message = "freezing needs " + "; ".join(missing)
        raise PackagingError(message)
    compile_resources(ROOT)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    art, contents = out / "art", out / "contents.json"
    draw_icons(ROOT / "resources/icons/huanqing.svg", art)
    environment = {
        "HUANQING_ART": str(art),
        "HUANQING_CONTENTS": str(contents),
        "HUANQING_VERSION_FILE": str(write_version_file(out / "version_info.txt")),
        "LC_ALL": "C.UTF-8",
        "PYINSTALLER_CONFIG_DIR": str(out / "cache"),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(ROOT / "packaging"),
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(source_date_epoch()),
    }
    places = ["--distpath", str(out / "dist"), "--workpath", str(out / "work")]
    words = ["--noconfirm", "--log-level", os.environ.get("HUANQING_LOG", "WARN")]
    run(sys.executable, "-m", "PyInstaller", *words, *places, SPEC, env=environment)
    tree = frozen_tree(out)
    entries: list[TocEntry] = [tuple(each) for each in json.loads(contents.read_text("utf-8"))]
    _strip_python(tree)
    folder = licence_folder(tree)
    write_sbom(write_licences(entries, folder), folder / f"{NAME}.cdx.json")
    return tree


def frozen_tree(out: Path) -> Path:
    """Return where the frozen program is, once it is built: a folder, on macOS the bundle."""
    return out / "dist" / ("Huanqing.app" if sys.platform == "darwin" else NAME)


def licence_folder(tree: Path) -> Path:
    """Return the folder of the licences in a frozen program."""
    return tree / "Contents/Resources/licences" if tree.suffix == ".app" else tree / "licences"


def _has_shared_python() -> bool:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    names = {f"libpython{version}.so.1.0", str(sysconfig.get_config_var("INSTSONAME"))}
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    folders = [sysconfig.get_config_var("LIBDIR"), f"/usr/lib/{multiarch}", "/usr/lib"]
    places = [Path(folder, name) for folder in folders if folder for name in names if ".so" in name]
    return any(place.exists() for place in places)


def _strip_python(tree: Path) -> None:
    """Take the symbols for debuggers out of Python's own library, which are most of it."""
    if sys.platform != "linux":
        return
    for library in sorted(tree.rglob("libpython*.so*")):
        if not library.is_symlink():
            command = ["strip", "--strip-unneeded", "--preserve-dates", str(library)]
            subprocess.run(command, check=True)
