"""``huanqing tour``: the main job without a display, on a demo ledger, in a folder of its own."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from huanqing.application.read_models import BillSource
from huanqing.cli import commands
from huanqing.cli.program import LedgerRequest, Program

if TYPE_CHECKING:
    from argparse import Namespace

SAMPLE = "sample_jd_v2.csv"


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
        shots = program.write_screenshots(ledger, folder / "screenshots", bill)
        report = ledger.service.import_bills([BillSource(SAMPLE, content)], dry_run=False)
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
    return commands.DONE
