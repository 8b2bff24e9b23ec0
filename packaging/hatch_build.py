"""Compiles resources/ into the Python module that the window loads its icons and words from.

Hatchling runs this as a build hook, for an editable install as for a wheel. By hand, after an icon
or a translation changed: ``python packaging/hatch_build.py`` (or ``make resources``).

A file ``resources/icons/undo.svg`` becomes ``:/icons/undo.svg``; a translation source
``resources/i18n/zh_CN.ts`` becomes the compiled ``:/i18n/zh_CN.qm``.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SHIPPED = ("icons", "i18n")
"""Folders of resources/ that go into the program; the README's pictures do not."""
_TARGET = Path("src", "huanqing", "ui", "_resources.py")
_TRANSLATION_SOURCE = ".ts"


class ResourcesBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling leaves its configuration type open
    """Writes the resource module before hatchling collects the files of the package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Compile the resources; a failure stops the build."""
        compile_resources(Path(self.root))


def compile_resources(root: Path) -> Path:
    """Return the path of the resource module, rewritten only if its content changed."""
    target = root / _TARGET
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        collection = _write_collection(_collect(root / "resources", scratch), scratch)
        compiled = scratch / "_resources.py"
        _run_qt_tool("rcc", "--output", str(compiled), str(collection))
        content = compiled.read_bytes()
    if not target.exists() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return target


def _collect(resources: Path, scratch: Path) -> dict[str, Path]:
    """Return alias -> file in alphabetical order; a compiled file stands for its translation."""
    collected: dict[str, Path] = {}
    for path in sorted(resources.rglob("*")):
        relative = path.relative_to(resources)
        if relative.parts[0] not in _SHIPPED or not path.is_file():
            continue
        if any(part.startswith(".") for part in relative.parts):
            continue
        if path.suffix == _TRANSLATION_SOURCE:
            relative = relative.with_suffix(".qm")
            compiled = scratch / relative
            compiled.parent.mkdir(parents=True, exist_ok=True)
            _run_qt_tool("lrelease", "-silent", str(path), "-qm", str(compiled))
            path = compiled  # noqa: PLW2901  # from here on the compiled file is the resource
        collected[relative.as_posix()] = path
    return collected


def _write_collection(files: dict[str, Path], scratch: Path) -> Path:
    root = ET.Element("RCC")
    group = ET.SubElement(root, "qresource", prefix="/")
    for alias, path in files.items():
        ET.SubElement(group, "file", alias=alias).text = str(path)
    collection = scratch / "resources.qrc"
    ET.ElementTree(root).write(collection, encoding="utf-8", xml_declaration=True)
    return collection


def _run_qt_tool(tool: str, *arguments: str) -> None:
    """Run a tool of PySide6 through its own entry, which knows where each platform keeps it."""
    entry = f"from PySide6.scripts.pyside_tool import {tool}; {tool}()"
    # rcc writes modification times into its output; without them equal resources give equal bytes.
    environment = {**os.environ, "QT_RCC_SOURCE_DATE_OVERRIDE": "1"}
    subprocess.run([sys.executable, "-c", entry, *arguments], check=True, env=environment)


if __name__ == "__main__":
    compile_resources(Path(__file__).resolve().parent.parent)
