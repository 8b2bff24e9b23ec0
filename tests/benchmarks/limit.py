"""Prints what the limit's days ahead cost, as ratios to floors measured in the same run.

``python tests/benchmarks/limit.py [--rows 200000] [--days 400]``. The ledger holds an imported
bill of that many rows and 250 purchases in twelve periods: 3,000 open instalments. The floor
is numpy's cumulative sum over the very same events. Times are the best of several runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bills import LAST_DAY, write_bill
from huanqing.application.entry_models import EntryQuery
from huanqing.application.entry_record import EntryRecord
from huanqing.application.read_models import BillSource
from huanqing.bootstrap import build
from huanqing.cli.program import LedgerRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huanqing.cli.program import OpenedLedger
    from huanqing.domain.day_figures import DayFigures

TIMES = 7
PURCHASES, PERIODS = 250, 12
NEEDED_SECONDS = 0.100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--days", type=int, default=400)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "limit.huanqing"
        write_ledger(path, Path(folder) / "bill.csv", arguments.rows)
        ledger = build().open_ledger(LedgerRequest(path, LAST_DAY, break_lock=False))
        ledger.service.overview()
        measure(ledger, arguments.days)
        ledger.close()


def write_ledger(path: Path, bill: Path, rows: int) -> None:
    """Write a ledger of a bill and what is still to be paid of long purchases."""
    write_bill(bill, rows)
    ledger = build().create_ledger(LedgerRequest(path, LAST_DAY, break_lock=False))
    source = BillSource(bill.name, bill.read_bytes())
    ledger.service.imports.run([source], dry_run=False)
    with ledger.unit_of_work() as uow:
        uow.journal.begin("add", {})
        uow.entries.add(_long_purchase(number) for number in range(PURCHASES))
        uow.commit()
    ledger.close()


def _long_purchase(number: int) -> EntryRecord:
    day = LAST_DAY - timedelta(days=number % 25)
    return EntryRecord(
        id=f"long{number}",
        kind="purchase",
        day=day.isoformat(),
        time=f"{number % 24:02d}:00:00",
        amount_fen=120_000 + number,
        periods=PERIODS,
        fee_rate_ppm=6_000,
    )


def measure(ledger: OpenedLedger, days: int) -> None:
    """Print what the days ahead cost, beside the floor."""
    until = LAST_DAY + timedelta(days=days)
    limits = ledger.service.limits
    found = limits.projection(until).days
    entries = ledger.service.entries.find(EntryQuery()).count or 0
    open_lines = sum(
        bool(line.left_fen)
        for row in ledger.service.statements_on(LAST_DAY, with_lines=True)
        for line in row.figures.instalments
    )
    floor = best(_floor_of(found, LAST_DAY))
    ahead = best(lambda: limits.projection(until))
    free = best(lambda: limits.when_free(1, until))
    back = best(lambda: limits.projection(until, LAST_DAY - timedelta(days=90)))
    health = best(limits.health)
    print(f"{entries:,} entries, {open_lines:,} open instalments, {days} days ahead")
    print(f"  {'floor: numpy cumulative sum':<40}{floor * 1e3:9.3f} ms")
    for name, seconds, needed in (
        ("projection, the ledger open", ahead, NEEDED_SECONDS),
        ("the same with 90 days of the past", back, None),
        ("when is an amount free", free, None),
        ("limit health (a year once more)", health, None),
    ):
        ratio = f"{seconds * 1e3:9.3f} ms = {seconds / floor:,.0f} x floor"
        aim = "" if needed is None else f" (needed: under {needed * 1e3:.0f} ms)"
        print(f"  {name:<40}{ratio}{aim}")


def _floor_of(days: Sequence[DayFigures], today: date) -> Callable[[], object]:
    """Return the least that the answer needs: each day's sum of events, summed up."""
    events = [
        ((each.day - today).days, cause.amount_fen)
        for each in days
        if each.day > today
        for cause in each.causes
    ]
    where = np.array([place for place, _ in events])
    amounts = np.array([amount for _, amount in events], dtype=np.float64)
    count, used = len(days), days[0].used_fen

    def sums() -> object:
        return used - np.cumsum(np.bincount(where, amounts, count))

    found = sums()
    if not np.array_equal(np.asarray(found), [each.used_fen for each in days]):
        sys.exit("the floor does not come to the same figures")
    return sums


def best(job: Callable[[], object]) -> float:
    """Return the seconds of the quickest of several runs."""
    times = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        job()
        times.append(time.perf_counter() - begin)
    return min(times)


if __name__ == "__main__":
    main()
