"""Collects the licences of everything that ships; a part without one stops the build."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import TYPE_CHECKING

from project import NAME, ROOT, PackagingError, version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frozen.contents import TocEntry

OWN_TEXTS = ROOT / "packaging/licences"
_QT_DISTRIBUTIONS = frozenset({"pyside6-essentials", "shiboken6"})
_QT_TEXTS = ("LGPL-3.0-only.txt", "GPL-3.0-only.txt", "qt-third-party.txt")
_LICENCE_NAME = re.compile(r"(licen[cs]e|copying|notice|authors|third_party)", re.IGNORECASE)
_MOST_WORDS_OF_A_NAME = 60
"""A longer ``License`` field holds the text itself."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part that ships: what it is called, where it is from, under what it is used.

    ``licence`` is an SPDX expression where the part names one, else its own words.
    """

    name: str
    version: str
    licence: str
    package_url: str
    texts: tuple[Path, ...] = field(default=())
    is_program: bool = False


def write_licences(entries: Iterable[TocEntry], folder: Path) -> list[Component]:
    """Copy the licence texts into ``folder``, and return the parts by name, the program first."""
    found = components(entries)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(OWN_TEXTS / "NOTICE.txt", folder / "NOTICE.txt")
    qt = folder / "qt"
    qt.mkdir()
    for name in _QT_TEXTS:
        shutil.copyfile(OWN_TEXTS / name, qt / name)
    for part in found:
        if not part.texts and _normalised(part.name) not in {*_QT_DISTRIBUTIONS, "qt"}:
            message = f"{part.name} ships without a licence text: put one into {OWN_TEXTS}"
            raise PackagingError(message)
        _copy_texts(part, folder)
    return found


def components(entries: Iterable[TocEntry]) -> list[Component]:
    """Return the parts that own the shipped files."""
    owners = _files_of_distributions()
    used: dict[str, Distribution] = {}
    foreign: set[Path] = set()
    for place, source, kind in entries:
        if not source or source in {"-", "built-in"} or kind == "SYMLINK":
            continue
        path = _origin(place, source)
        owner = owners.get(path) or owners.get(path.resolve())
        if owner is not None:
            used[_normalised(owner.metadata["Name"])] = owner
        elif path.is_absolute() and path.suffix != ".py" and not _is_own(path):
            foreign.add(path.resolve())
    for name in (NAME, "pyinstaller", "pyinstaller-hooks-contrib"):
        used.pop(name, None)
    parts = [_of_distribution(used[name]) for name in sorted(used)]
    if _QT_DISTRIBUTIONS & used.keys():
        parts.append(_qt(used))
    parts += [_python(), _bootloader(), *_of_system(foreign)]
    return [_program(), *sorted(parts, key=lambda part: part.name.casefold())]


def _origin(place: str, source: str) -> Path:
    """Return where a file is from; a compiled module stands for its source."""
    path = Path(source)
    if path.suffix != ".pyc":
        return path
    return Path(sysconfig.get_path("purelib"), place).with_suffix(".py")


def _program() -> Component:
    texts = (ROOT / "LICENSE",)
    return Component(NAME, version(), "MIT", f"pkg:pypi/{NAME}@{version()}", texts, is_program=True)


def _python() -> Component:
    number = ".".join(str(each) for each in sys.version_info[:3])
    candidates = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE",
    )
    texts = tuple(path for path in candidates if path.exists())[:1]
    return Component("Python", number, "PSF-2.0", f"pkg:generic/python@{number}", texts)


def _bootloader() -> Component:
    """Return PyInstaller, whose start program ships; its exception permits any licence."""
    found = Distribution.from_name("pyinstaller")
    name = "GPL-2.0-or-later WITH Bootloader-exception"
    url = f"pkg:pypi/pyinstaller@{found.version}"
    return Component("PyInstaller bootloader", found.version, name, url, _texts_of(found))


def _qt(used: dict[str, Distribution]) -> Component:
    number = next(used[name].version for name in sorted(_QT_DISTRIBUTIONS & used.keys()))
    return Component("Qt", number, "LGPL-3.0-only", f"pkg:generic/qt@{number}")


def _of_distribution(found: Distribution) -> Component:
    name = found.metadata["Name"]
    url = f"pkg:pypi/{_normalised(name)}@{found.version}"
    is_qt = _normalised(name) in _QT_DISTRIBUTIONS
    licence = "LGPL-3.0-only" if is_qt else _licence_of(found)
    return Component(name, found.version, licence, url, _texts_of(found))


def _licence_of(found: Distribution) -> str:
    fields = found.metadata.json
    for name in ("license_expression", "license"):
        named = str(fields.get(name, ""))
        if 0 < len(named) < _MOST_WORDS_OF_A_NAME:
            return named
    classified = [
        each.rpartition(" :: ")[2]
        for each in fields.get("classifier", [])
        if each.startswith("License ::")
    ]
    return " OR ".join(classified) or "see its text"


def _texts_of(found: Distribution) -> tuple[Path, ...]:
    texts = []
    for file in found.files or []:
        is_text = ".dist-info" in file.parts[0] and _LICENCE_NAME.search("/".join(file.parts[1:]))
        path = Path(str(file.locate()))
        if is_text and path.is_file():
            texts.append(path)
    return tuple(sorted(texts))


@cache
def _files_of_distributions() -> dict[Path, Distribution]:
    owners = {}
    for each in distributions():
        for file in each.files or []:
            owners[Path(str(file.locate()))] = each
    return owners


def _of_system(files: Iterable[Path]) -> list[Component]:
    """Return the Debian packages that own bundled libraries; elsewhere Python brings its own."""
    if sys.platform != "linux":
        return []
    packages = {_debian_package(path) for path in files if not _is_of_python(path)}
    return [_of_debian(name) for name in sorted(packages)]


def _debian_package(path: Path) -> str:
    # dpkg knows a library by the place that it had before /usr took in /lib.
    for place in (path, Path("/", *path.parts[2:])):
        done = _dpkg("dpkg", "--search", str(place))
        if done:
            return done.split(":", 1)[0]
    message = f"{path} ships, but no Debian package owns it: whose licence has it?"
    raise PackagingError(message)


def _of_debian(name: str) -> Component:
    number = _dpkg("dpkg-query", "--show", "--showformat=${Version}\n", name).split("\n", 1)[0]
    text = Path("/usr/share/doc", name, "copyright")
    texts = (text,) if text.exists() else ()
    url = f"pkg:deb/debian/{name}@{number}"
    return Component(name, number, "see its text", url, texts)


def _dpkg(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def _is_own(path: Path) -> bool:
    own = (ROOT / "src", ROOT / "packaging")
    is_made = path.name == "base_library.zip" or "PyInstaller" in path.parts
    return is_made or any(path.is_relative_to(each) for each in own)


def _is_of_python(path: Path) -> bool:
    homes = (sysconfig.get_path("stdlib"), sys.prefix, sys.base_prefix)
    is_library = path.name.startswith("libpython")
    return is_library or any(
        path.is_relative_to(Path(home).resolve()) for home in homes if home != "/usr"
    )


def _copy_texts(part: Component, folder: Path) -> None:
    if not part.texts:
        return
    target = folder / _normalised(part.name)
    target.mkdir(exist_ok=True)
    for text in part.texts:
        place = target / text.name
        if place.exists():
            place = target / f"{text.parent.name}-{text.name}"
        shutil.copyfile(text, place)


def _normalised(name: str) -> str:
    return re.sub(r"[-_. ]+", "-", name).lower()
