"""Prints what the ledger costs, as ratios to floors measured in the same run.

``python tests/benchmarks/run.py [--rows 10000 100000 200000]``. Every measurement runs in a
process of its own, so that memory is that of the one job; times are the best of several runs.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bills import LAST_DAY, write_bill

TIMES = 3
YEAR = 365
IMPORT_NEEDED, IMPORT_AIM = 6, 3
OPEN_NEEDED = 1.25
MEMORY_NEEDED, MEMORY_AIM = 250, 150


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 200_000])
    parser.add_argument("--job", nargs=3, metavar=("NAME", "BILL", "LEDGER"))
    arguments = parser.parse_args()
    if arguments.job:
        name, bill, ledger = arguments.job
        if name.startswith("write:"):
            write_bill(Path(bill), int(name.partition(":")[2]))
            print("{}")
        else:
            print(json.dumps(JOBS[name](Path(bill), Path(ledger))))
        return
    opening: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in arguments.rows:
            opening[rows] = _measure(Path(folder), rows)
    small, large = min(opening), max(opening)
    print(
        f"\nopening at {large:,} entries is {opening[large] / opening[small]:.2f} x that at "
        f"{small:,} (needed: at most {OPEN_NEEDED})"
    )


def _measure(folder: Path, rows: int) -> float:
    bill, ledger = folder / f"bill{rows}.csv", folder / f"ledger{rows}.huanqing"
    # In a process of its own: a child's peak memory begins with that of its parent.
    _job(f"write:{rows}", bill, ledger)
    floor = _best("floor", bill, ledger)
    imported = _best("import", bill, ledger)
    first = _job("first_figures", bill, ledger)
    opened = _best("open", bill, ledger)
    statements = _best("statements", bill, ledger)
    limit = _best("limit", bill, ledger)
    ratio = imported["seconds"] / floor["seconds"]
    print(f"\n{rows:,} entries ({bill.stat().st_size / 1e6:.1f} MB)")
    print(f"  floor: csv parse + plain executemany   {floor['seconds']:8.3f} s")
    print(
        f"  import                                 {imported['seconds']:8.3f} s = {ratio:.2f} x "
        f"floor (needed {IMPORT_NEEDED}, aim {IMPORT_AIM}); peak {imported['peak_mb']:.0f} MB "
        f"(needed {MEMORY_NEEDED}, aim {MEMORY_AIM})"
    )
    print(f"  first figures ever (builds checkpoints){first['seconds']:8.3f} s")
    for name, found in (("open", opened), ("statements", statements), ("limit of a year", limit)):
        part = found["seconds"] / floor["seconds"]
        print(
            f"  {name:<39}{found['seconds']:8.3f} s = {part:.2f} x floor; "
            f"peak {found['peak_mb']:.0f} MB"
        )
    return opened["seconds"]


def _best(name: str, bill: Path, ledger: Path) -> dict[str, float]:
    runs = [_job(name, bill, ledger) for _ in range(TIMES)]
    return min(runs, key=lambda run: run["seconds"])


def _job(name: str, bill: Path, ledger: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--job", name, str(bill), str(ledger)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def _timed(begin: float) -> dict[str, float]:
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "peak_mb": peak / (1e6 if sys.platform == "darwin" else 1024)}


def floor_job(bill: Path, ledger: Path) -> dict[str, float]:
    """Parse the file with ``csv`` and insert its rows as text into a plain table."""
    target = ledger.with_suffix(".floor")
    target.unlink(missing_ok=True)
    begin = time.perf_counter()
    with bill.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) == 12]
    connection = sqlite3.connect(target)
    columns = ", ".join(f"c{index} TEXT" for index in range(12))
    connection.execute(f"CREATE TABLE row ({columns})")
    connection.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return _timed(begin)


def import_job(bill: Path, ledger: Path) -> dict[str, float]:
    """Import the bill into a new ledger, journal and all."""
    from huanqing.application.read_models import BillSource
    from huanqing.bootstrap import build
    from huanqing.cli.program import LedgerRequest

    for path in ledger.parent.glob(ledger.name + "*"):
        path.unlink()
    opened = build().create_ledger(LedgerRequest(ledger, LAST_DAY, break_lock=False))
    begin = time.perf_counter()
    source = BillSource(bill.name, bill.read_bytes())
    opened.service.imports.run([source], dry_run=False, keep_rows=False)
    found = _timed(begin)
    opened.close()
    return found


def open_job(_bill: Path, ledger: Path) -> dict[str, float]:
    """Open the ledger and answer the overview, with all modules loaded by an empty one before."""
    from huanqing.bootstrap import build
    from huanqing.cli.program import LedgerRequest

    program = build()
    with tempfile.TemporaryDirectory() as folder:
        empty = LedgerRequest(Path(folder) / "empty.huanqing", LAST_DAY, break_lock=False)
        opened = program.create_ledger(empty)
        opened.service.overview()
        opened.close()
    begin = time.perf_counter()
    opened = program.open_ledger(LedgerRequest(ledger, LAST_DAY, break_lock=False))
    opened.service.overview()
    found = _timed(begin)
    opened.close()
    return found


def statements_job(_bill: Path, ledger: Path) -> dict[str, float]:
    """List the statements as the window does."""
    from huanqing.bootstrap import build
    from huanqing.cli.program import LedgerRequest

    opened = build().open_ledger(LedgerRequest(ledger, LAST_DAY, break_lock=False))
    begin = time.perf_counter()
    opened.service.statements()
    found = _timed(begin)
    opened.close()
    return found


def limit_job(_bill: Path, ledger: Path) -> dict[str, float]:
    """Compute the limit of every day of the last year, with its causes."""
    from huanqing.application.figures import limit_days
    from huanqing.bootstrap import build
    from huanqing.cli.program import LedgerRequest

    opened = build().open_ledger(LedgerRequest(ledger, LAST_DAY, break_lock=False))
    begin = time.perf_counter()
    with opened.unit_of_work() as uow:
        year: list[date] = [
            each.day for each in limit_days(uow, LAST_DAY - timedelta(days=YEAR), LAST_DAY)
        ]
    found = _timed(begin)
    opened.close()
    if len(year) != YEAR + 1:
        sys.exit("the limit does not cover the year")
    return found


JOBS = {
    "floor": floor_job,
    "import": import_job,
    "first_figures": open_job,
    "open": open_job,
    "statements": statements_job,
    "limit": limit_job,
}

if __name__ == "__main__":
    main()
