"""The layers of pyproject.toml hold, and each contract breaks on its offence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKELETON = {
    "__init__": "",
    "bootstrap": "from huanqing import cli, infrastructure, ui\n",
    "ui.__init__": "",
    "ui.window": "import PySide6\nimport huanqing.application.use_case\n",
    "cli.__init__": "",
    "cli.main": "import huanqing.application.use_case\n",
    "infrastructure.__init__": "",
    "infrastructure.store": "import sqlalchemy\nimport huanqing.application.use_case\n",
    "application.__init__": "",
    "application.use_case": "import huanqing.domain.money\n",
    "domain.__init__": "",
    "domain.money": "import decimal\n",
}

OFFENCES = [
    ("layers", "domain.money", "import huanqing.application.use_case"),
    ("layers", "application.use_case", "import huanqing.infrastructure.store"),
    ("layers", "ui.window", "import huanqing.infrastructure.store"),
    ("layers", "cli.main", "import huanqing.ui.window"),
    ("core-is-pure", "domain.money", "import numpy"),
    ("core-is-pure", "application.use_case", "from sqlalchemy import select"),
    ("cli-is-light", "cli.main", "import PySide6.QtCore"),
    ("infrastructure-has-no-window", "infrastructure.store", "import PySide6.QtCore"),
    ("ui-has-no-sql", "ui.window", "import sqlalchemy.orm"),
    (
        "layers",
        "domain.money",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import huanqing.ui.window",
    ),
    ("no-cycles", "domain.money", "import huanqing.domain.coin"),
]


def test_project_keeps_every_contract(project_root: Path) -> None:
    result = lint_imports(project_root / "pyproject.toml", project_root / "src")

    assert result.returncode == 0, result.stdout + result.stderr


def test_skeleton_keeps_every_contract(project_root: Path, tmp_path: Path) -> None:
    write_package(tmp_path, SKELETON)

    result = lint_imports(project_root / "pyproject.toml", tmp_path)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "module", "offence"), OFFENCES)
def test_contract_breaks_on_an_offence(
    project_root: Path, tmp_path: Path, contract: str, module: str, offence: str
) -> None:
    # GIVEN a package that keeps every contract, but for one import
    sources = {**SKELETON, "domain.coin": "import huanqing.domain.money\n"}
    sources[module] += offence + "\n"
    write_package(tmp_path, sources)

    # WHEN the one contract is checked
    result = lint_imports(project_root / "pyproject.toml", tmp_path, "--contract", contract)

    # THEN it names the offence
    assert result.returncode == 1, result.stdout + result.stderr
    assert "0 kept, 1 broken" in result.stdout


def write_package(folder: Path, sources: dict[str, str]) -> None:
    for module, source in sources.items():
        path = folder.joinpath("huanqing", *module.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")


def lint_imports(
    config: Path, source_folder: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    """Check the package in `source_folder`, found there by an interpreter of its own."""
    command = "from importlinter.cli import lint_imports_command as main; main()"
    return subprocess.run(
        [
            sys.executable,
            "-c",
            command,
            "--config",
            str(config),
            "--no-cache",
            "--no-logo",
            *options,
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(source_folder), "PYTHONUTF8": "1", "NO_COLOR": "1"},
    )
