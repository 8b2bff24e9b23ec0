"""A reader that stops reading early, as ``huanqing export | head`` does, is no fault."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from huanqing.cli.main import READER_LEFT

if TYPE_CHECKING:
    from pathlib import Path


def test_a_reader_that_leaves_early_hears_no_complaint(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "huanqing"]
    ledger = str(tmp_path / "demo.huanqing")
    subprocess.run([*command, "demo", ledger], check=True, capture_output=True)  # noqa: S603 - our own
    export = [*command, "export", "--ledger", ledger]
    with subprocess.Popen(  # noqa: S603 - our own
        export, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        # Long before the program has anything to say.
        done.stdout.close()
        complaints = done.stderr.read()
    assert (complaints, done.returncode) == ("", READER_LEFT)
