"""The shell scripts and the workflows, as far as they can be checked without their systems."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def scripts(root: Path) -> list[Path]:
    found = sorted((root / "packaging").rglob("*.sh"))
    assert len(found) > 8
    return found


def test_every_shell_script_is_sound(project_root: Path) -> None:
    for path in scripts(project_root):
        subprocess.run(["sh", "-n", path], check=True)
        text = path.read_text("utf-8")
        assert text.startswith("#!/bin/sh\n"), path
        assert re.search(r"^set -e?u$", text, re.MULTILINE), path


def test_shellcheck_has_nothing_to_say(project_root: Path) -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("shellcheck is not installed")
    # The set-up splits its lists of packages into words on purpose.
    own = [path for path in scripts(project_root) if path.parent.name != "setup"]
    done = subprocess.run(
        ["shellcheck", "--severity=warning", *own], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_workflows_pin_every_action_to_a_version(project_root: Path) -> None:
    used = []
    for path in (project_root / ".github/workflows").glob("*.yml"):
        used += re.findall(r"uses: (\S+)", path.read_text("utf-8"))

    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@v\d+\.\d+\.\d+", each)] == []


def test_the_release_attaches_sums_of_every_system(project_root: Path) -> None:
    text = (project_root / ".github/workflows/release.yml").read_text("utf-8")

    assert "needs: [linux, windows, macos]" in text
    assert "package.py sums" in text
    for kind in ("deb", "portable", "windows", "dmg", "python"):
        assert f"package.py {kind}" in text
    assert text.count("smoke/smoke_test.py") >= 3


def test_the_smoke_test_fails_where_the_program_does_nothing(project_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, project_root / "packaging/smoke/smoke_test.py", sys.executable, "-c", "1"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "FAILED" in done.stdout
    assert "Traceback" not in done.stderr


def test_workflows_follow_their_schema(project_root: Path) -> None:
    if shutil.which("check-jsonschema") is None:
        pytest.skip("check-jsonschema is not installed")
    files = sorted((project_root / ".github/workflows").glob("*.yml"))
    words = ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    subprocess.run([*words, *map(str, files)], check=True)
