"""How many threads the program's arithmetic may take."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

NAME = "OPENBLAS_NUM_THREADS"
CODE = f"""
import contextlib, os, sys
from huanqing.bootstrap import main
assert "numpy" not in sys.modules
with contextlib.suppress(SystemExit):
    main(["--version"])
print(os.environ["{NAME}"])
"""


@pytest.mark.parametrize(("given", "kept"), [(None, "1"), ("3", "3")])
def test_arithmetic_keeps_to_one_thread_unless_told_otherwise(given: str | None, kept: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != NAME}
    environment |= {} if given is None else {NAME: given}

    ended = subprocess.run(  # noqa: S603 - this interpreter on fixed words
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True
    )

    assert ended.stdout.split()[-1] == kept
