"""What every test may rely on: Qt without a display, repeatable runs, the shared samples."""

import os
from pathlib import Path

# Before anything imports Qt; a developer may still choose another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

_PROJECT = Path(__file__).resolve().parent.parent

# A check must give the same answer twice; `HYPOTHESIS_PROFILE=search` looks for new examples.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile(
    "search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return _PROJECT


@pytest.fixture(scope="session")
def shared_samples() -> Path:
    """The folder of sample bills beside the project, where there is one."""
    folder = _PROJECT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("no shared samples beside the project")
    return folder
