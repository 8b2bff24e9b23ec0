"""What goes into the frozen program, and what of Qt and of the system stays out."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from project import ROOT, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SOURCES = ROOT / "src"

TocEntry = tuple[str, str, str]
"""PyInstaller's: where a file goes, where it is from, of which kind it is."""

_TOOLS = """
IPython PIL _pytest cyclonedx hatchling hypothesis jsonschema matplotlib mypy pandas pip
pkg_resources pygments pytest requests rich ruff scipy setuptools wheel yaml
numpy.distutils numpy.f2py numpy.testing sqlalchemy.testing
"""
"""Of the development environment; some libraries import them where they are installed."""

_STANDARD_LIBRARY = """
_crypt _curses _curses_panel _hashlib _ssl _tkinter crypt curses distutils ensurepip idlelib
lib2to3 nis ossaudiodev pydoc_data readline spwd ssl test tkinter turtle turtledemo venv
"""
"""For other purposes. Without ssl there is no OpenSSL to keep current; nothing asks a server."""

_QT_MODULES = """
QtConcurrent QtDesigner QtHelp QtQml QtQuick QtQuickControls2 QtQuickWidgets QtSql QtTest QtUiTools
QtXml
"""
"""For other purposes; libraries look for some of them."""

EXCLUDED_MODULES = (
    *_TOOLS.split(),
    *_STANDARD_LIBRARY.split(),
    *(f"PySide6.{name}" for name in _QT_MODULES.split()),
)

_PLUGINS = frozenset(
    {
        "iconengines/qsvgicon",
        "imageformats/qsvg",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "platforms/qcocoa",
        "platforms/qoffscreen",
        "platforms/qwayland",
        "platforms/qwayland-egl",
        "platforms/qwayland-generic",
        "platforms/qwindows",
        "platforms/qxcb",
        "platformthemes/qxdgdesktopportal",
        "wayland-decoration-client/adwaita",
        "wayland-decoration-client/bradient",
        "wayland-shell-integration/xdg-shell",
    }
)
"""Qt's plugins in use, without the prefix and suffix of a library."""

_TRANSLATIONS = frozenset({"qtbase_zh_CN.qm"})

_LEFT_OUT_FOLDERS = (
    "PySide6/Qt/qml",
    "PySide6/qml",
    "alembic/templates",
    "numpy/_core/include",
    "numpy/_core/lib",
)

_SYSTEM_FOLDERS = ("/lib", "/usr/lib", "/usr/local/lib")
_BUNDLED_LIBRARIES = ("libpython", "libsqlite3.", "libffi.", "libbz2.", "liblzma.", "libmpdec.")
"""Linux: what of the system's libraries ships too; those of X11, Wayland, fonts and the C runtime
are the distribution's own, which the .deb depends on."""

_LINK = "SYMLINK"
_SLOW_HOOKS = ("pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_pyside6")

_QT_LIBRARY = re.compile(r"(lib)?(Qt6?[A-Z]|icu(data|i18n|uc|dt|in))\w*|pyside6qml.*")


def package_modules() -> list[str]:
    """Return every module of the program, also those that it imports by name.

    Windows has no time zones of its own for Python, so there their package comes along.
    """
    found = ["tzdata"] if sys.platform == "win32" else []
    if any(each.startswith("pyqtgraph") for each in metadata()["dependencies"]):
        # It imports this by a name that it puts together.
        found += ["PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"]
    for path in SOURCES.joinpath("huanqing").rglob("*.py"):
        parts = path.relative_to(SOURCES).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return sorted(found)


def package_data() -> list[tuple[str, str]]:
    """Return the files of the program that are no modules, each with its folder."""
    found = []
    for path in SOURCES.joinpath("huanqing").rglob("*"):
        is_code = path.suffix in {".py", ".pyc"} or path.is_dir()
        if not is_code and not any(part.startswith(".") for part in path.parts[len(ROOT.parts) :]):
            found.append((str(path), path.parent.relative_to(SOURCES).as_posix()))
    return sorted(found)


def wanted_data(entries: Iterable[TocEntry]) -> list[TocEntry]:
    """Return the data files without those of parts that are not in use, in order."""
    return sorted(each for each in entries if _is_wanted(PurePosixPath(_posix(each[0]))))


def wanted_binaries(
    entries: Iterable[TocEntry], imports_of: Callable[[str], Iterable[str]]
) -> list[TocEntry]:
    """Return the libraries in use, in order.

    ``imports_of`` names the libraries that a file links; a library of Qt stays only if
    something that is kept leads to it.
    """
    kept = [
        each
        for each in entries
        if _is_wanted(PurePosixPath(_posix(each[0]))) and not _is_of_system(each)
    ]
    optional = {_file_name(each): each for each in kept if _is_qt_library(each)}
    # Grows while it is walked: what a library leads to is looked at in its turn.
    reached = [each for each in kept if _file_name(each) not in optional]
    for entry in reached:
        for name in imports_of(entry[1]) if entry[2] != _LINK else ():
            found = optional.pop(PurePosixPath(_posix(name)).name, None)
            if found is not None:
                reached.append(found)
    return sorted(reached)


def is_wanted_script(name: str) -> bool:
    """Return whether a script that PyInstaller runs before the program is of use.

    On Linux those that import half of the standard library, and Qt, at every start are not:
    the program's own entry does what is left of their work.
    """
    return sys.platform != "linux" or name not in _SLOW_HOOKS


def without_dangling(entries: Iterable[TocEntry], libraries: Iterable[TocEntry]) -> list[TocEntry]:
    """Return the entries without links to, and parts of, libraries that are not kept."""
    kept = [PurePosixPath(_posix(each[0])) for each in libraries if each[2] != _LINK]
    places, frameworks = set(kept), {_framework(each) for each in kept}

    def stands(entry: TocEntry) -> bool:
        place = PurePosixPath(_posix(entry[0]))
        framework = _framework(place)
        if framework is not None:
            return framework in frameworks
        return entry[2] != _LINK or place.parent / _posix(entry[1]) in places

    return [each for each in entries if stands(each)]


def _framework(place: PurePosixPath) -> PurePosixPath | None:
    """Return the folder of macOS that bundles a library with its links, if it is in one."""
    found = (each for each in place.parents if each.suffix == ".framework")
    return next(found, None)


def _is_wanted(place: PurePosixPath) -> bool:
    text = place.as_posix()
    if text.startswith(_LEFT_OUT_FOLDERS) or place.suffix in {".pyi", ".pxd", ".h", ".lib", ".a"}:
        return False
    if "tests" in place.parts:
        return False
    if "plugins" in place.parts and "PySide6" in place.parts:
        return f"{place.parent.name}/{_stem(place)}" in _PLUGINS
    if "translations" in place.parts and "PySide6" in place.parts:
        return place.name in _TRANSLATIONS
    # A software renderer for machines without a graphics card driver; widgets draw without one.
    return place.name != "opengl32sw.dll"


def _is_of_system(entry: TocEntry) -> bool:
    if sys.platform != "linux" or entry[2] != "BINARY":
        return False
    is_there = entry[1].startswith(_SYSTEM_FOLDERS) and len(PurePosixPath(entry[0]).parts) == 1
    return is_there and not _file_name(entry).startswith(_BUNDLED_LIBRARIES)


def _is_qt_library(entry: TocEntry) -> bool:
    place = PurePosixPath(_posix(entry[0]))
    if place.parts[0] != "PySide6" or "plugins" in place.parts:
        return False
    if ".abi3." in place.name or place.suffix == ".pyd":
        return False
    return bool(_QT_LIBRARY.fullmatch(place.name.partition(".")[0]))


def _file_name(entry: TocEntry) -> str:
    return PurePosixPath(_posix(entry[0])).name


def _stem(place: PurePosixPath) -> str:
    return place.name.partition(".")[0].removeprefix("lib")


def _posix(text: str) -> str:
    return text.replace("\\", "/")


def shipped_files(folder: Path) -> Iterator[Path]:
    """Yield the files and links of a built tree, in order, relative to it."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or path.is_file():
            yield path.relative_to(folder)
