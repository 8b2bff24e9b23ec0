"""``huanqing tour`` and ``screenshots``: a demo ledger in a folder of its own, and pictures."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from huanqing.application.read_models import BillSource
from huanqing.cli import commands
from huanqing.cli.program import DONE, LedgerRequest, Program

if TYPE_CHECKING:
    from argparse import Namespace

SAMPLE = "sample_jd_v2.csv"
BILL_IS_OUT = date(2026, 7, 5)
"""Two days after the demo ledger's next statement."""


def tour(program: Program, arguments: Namespace) -> int:
    """Write the demo ledger, import the bundled bill, print figures and draw the pages."""
    folder = Path(arguments.out)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    request = LedgerRequest(folder / "demo.huanqing", arguments.today, break_lock=False)
    commands.write_demo(program, request)
    print(f"demo ledger: {request.path}")
    ledger = program.open_ledger(request)
    try:
        content = files("huanqing").joinpath("samples", SAMPLE).read_bytes()
        bill = folder / SAMPLE
        bill.write_bytes(content)
        shots = list(program.write_screenshots(ledger, folder / "screenshots", bill, "pages"))
        report = ledger.service.imports.run([BillSource(SAMPLE, content)], dry_run=False)
        for each in report.files:
            counts = ", ".join(f"{n} {outcome}" for outcome, n in sorted(each.counts.items()))
            print(f"imported {each.name}: {each.provider} {each.layout}, {counts}")
        today = ledger.service.today()
        print(f"\nstatements on {today}")
        commands.print_statements(ledger.service.statements())
        print("\nlimit")
        commands.print_limit(ledger.service.overview().limit)
    finally:
        ledger.close()
    print(f"\n{len(shots)} screenshots: {folder / 'screenshots'}")
    return DONE


def screenshots(program: Program, arguments: Namespace) -> int:
    """Draw every page and dialog of the demo ledger, on its day and once its bill is out."""
    if sys.platform == "linux":
        # Dialogs would flash up on a screen; nothing has to be seen to be drawn.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments.out)
    folder.mkdir(parents=True, exist_ok=True)
    bill = folder / SAMPLE
    bill.write_bytes(files("huanqing").joinpath("samples", SAMPLE).read_bytes())
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "demo.huanqing")
        commands.write_demo(program, LedgerRequest(path, None, break_lock=False))
        for scope, today in (("all", arguments.today), ("billed", BILL_IS_OUT)):
            ledger = program.open_ledger(LedgerRequest(path, today, break_lock=False))
            try:
                for picture in program.write_screenshots(ledger, folder, bill, scope):
                    count += 1
                    print(picture.name)
            finally:
                ledger.close()
    bill.unlink()
    print(f"{count} screenshots: {folder}")
    return DONE
