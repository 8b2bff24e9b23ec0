"""What the core and the command line pull in: the standard library only, and no Qt."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def test_domain_imports_the_standard_library_only(project_root: Path) -> None:
    package = project_root / "src" / "huanqing" / "domain"

    foreign = {
        f"{path.name}: {module}"
        for path in package.rglob("*.py")
        for module in imported_modules(path)
        if module.partition(".")[0] not in sys.stdlib_module_names
        and not f"{module}.".startswith("huanqing.domain.")
    }

    assert foreign == set()


@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        (["huanqing.bootstrap", "huanqing.cli.main"], {"PySide6", "shiboken6"}),
        (["huanqing.bootstrap", "huanqing.cli.main"], {"alembic", "numpy"}),
    ],
)
def test_command_line_starts_without(modules: list[str], unwanted: set[str]) -> None:
    """Qt, Alembic and numpy cost 0.2 to 0.6 s each: only a command that needs one may load it."""
    assert loaded_top_modules(modules) & unwanted == set()


@pytest.mark.parametrize("layer", ["domain", "application"])
def test_core_loads_no_framework(project_root: Path, layer: str) -> None:
    source = project_root / "src"
    modules = [
        ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for path in (source / "huanqing" / layer).rglob("*.py")
    ]

    loaded = loaded_top_modules(modules)

    assert loaded & {"PySide6", "sqlalchemy", "alembic", "platformdirs", "pyzipper"} == set()


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def loaded_top_modules(modules: list[str]) -> set[str]:
    """Import the modules in a fresh interpreter and return the top-level modules then loaded."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *modules], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    return {name.partition(".")[0] for name in result.stdout.split()}
