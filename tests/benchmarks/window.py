"""Prints how quick the window is on a large ledger, beside floors measured in the same run.

``python tests/benchmarks/window.py [--rows 1000 200000]``. Starts are processes of their own
(``window_start.py``), timed from outside until the first figures are painted (offscreen
platform); the floor is an empty PySide6 window started the same way. Both find their modules
compiled, as an installed program does. A start finds the first figures that the program kept
when it was closed before, as a user's does unless another program has touched the ledger or
the day is another; starts without them are timed beside. The other figures come from one
process with the largest ledger open: the time until a page, a sort or a keystroke's result is
shown, and the longest single turn of the event loop while its table scrolls. Pages were built
before, and those that load ahead have loaded, as in the quiet after a start; one is also shown
as right after a change. What follows an import is told in ``window_import.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.window_import import fresh, typed
from benchmarks.window_tools import open_window, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    Measure = Callable[[str, Callable[[], object], Callable[[], bool]], None]

    from PySide6.QtWidgets import QApplication

    from huanqing.ui.main_window import MainWindow

START = Path(__file__).with_name("window_start.py")
STARTS, SCROLLS = 7, 3
START_NEEDED, START_FLOOR_NEEDED = 1.25, 2.0
SHOWN_NEEDED_MS, BLOCK_NEEDED_MS, MEMORY_NEEDED_MB = 100, 16, 200
HEAVY = ("alembic", "numpy", "pyzipper", "pypinyin", "highspy", "pyqtgraph", "importlib.metadata")
KEYSTROKES = ("大", "大米", "大米 金额:>1", "大米 金额:>100", "退", "退款", "zyx没有", "状态:未还")


class Start(NamedTuple):
    """Seconds until the figures were painted, processor time until then, ledger open (0: none)."""

    figures: float
    processor: float
    ledger: float


def main() -> None:
    """Measure and print, or run one job in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 200_000])
    parser.add_argument("--job", nargs=2, metavar=("NAME", "LEDGER"))
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if arguments.job:
        name, ledger = arguments.job[0], Path(arguments.job[1])
        if name.startswith("write:"):
            _write(ledger, int(name.partition(":")[2]))
        else:
            from huanqing.ui.qt_loading import load_qt

            # As the program does it before anything else of the window.
            load_qt()
            print(json.dumps(JOBS[name](ledger)), flush=True)
        # Not the program's own way out: only the time until here counts.
        os._exit(0)
    with tempfile.TemporaryDirectory() as folder:
        # A set-up compiles what it installs; a start from the sources would compile it each time.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        for name in ("DATA", "CONFIG", "STATE", "CACHE", "RUNTIME"):
            os.environ[f"XDG_{name}_{'DIR' if name == 'RUNTIME' else 'HOME'}"] = folder
        _compile()
        ledgers = {rows: _ledger(Path(folder), rows) for rows in arguments.rows}
        _print_starts(ledgers, Path(folder))
        _print_responses(ledgers[max(ledgers)], max(ledgers))


def _compile() -> None:
    """Compile the program, as whatever installs it does."""
    import huanqing

    command = [sys.executable, "-m", "compileall", "-q", str(Path(huanqing.__file__).parent)]
    subprocess.run(command, check=True)


def _print_starts(ledgers: dict[int, Path], folder: Path) -> None:
    """Time starts in turn, each beside a floor of the same moment."""
    small, large = min(ledgers), max(ledgers)
    for ledger in ledgers.values():
        _start(ledger)
    floors, few, many, bare_few, bare_many = (list[Start]() for _ in range(5))
    for _ in range(STARTS):
        floors.append(_start(None))
        few.append(_start(ledgers[small]))
        many.append(_start(ledgers[large]))
        shutil.rmtree(folder / "huanqing" / "seals")
        bare_few.append(_start(ledgers[small]))
        bare_many.append(_start(ledgers[large]))
    print(f"start until the first figures, median of {STARTS} (processor time in brackets)")
    floor, few_start = _median(floors), _median(few)
    _print_start("floor: an empty PySide6 window", floors, floor)
    _print_start(f"{small:,} entries", few, floor)
    _print_start(f"{large:,} entries", many, floor)
    print(f"    needed: {START_FLOOR_NEEDED} x floor")
    ratio = _median(many).figures / few_start.figures
    print(f"    {large:,} entries: {ratio:.2f} x {small:,} (needed {START_NEEDED})")
    print("  without figures kept by an earlier run")
    _print_start(f"{small:,} entries", bare_few, floor)
    _print_start(f"{large:,} entries", bare_many, floor)


def _print_start(name: str, starts: list[Start], floor: Start) -> None:
    found = _median(starts)
    words = (
        f"  {name:<32}{found.figures * 1000:6.0f} ms = {found.figures / floor.figures:.2f} x floor"
        f" ({found.processor * 1000:.0f} ms = {found.processor / floor.processor:.2f} x)"
    )
    print(words + (f"; ledger open at {found.ledger * 1000:.0f} ms" if found.ledger else ""))


def _median(starts: list[Start]) -> Start:
    return Start(*(statistics.median(each) for each in zip(*starts, strict=True)))


def _start(ledger: Path | None) -> Start:
    """Return when a start had painted its figures, and when it had opened its ledger."""
    from benchmarks.bills import LAST_DAY

    words = [] if ledger is None else [str(ledger), LAST_DAY.isoformat()]
    begin = time.perf_counter()
    moments: dict[str, tuple[float, float]] = {}
    with subprocess.Popen(
        [sys.executable, str(START), *words], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            word, spent = line.split()
            moments[word] = time.perf_counter() - begin, float(spent)
    if program.returncode:
        raise SystemExit(program.returncode)
    return Start(*moments["figures"], moments.get("ledger", (0.0, 0.0))[0])


def _print_responses(ledger: Path, rows: int) -> None:
    found = _timed("responses", ledger)[1]
    found["shown_ms"] |= _timed("fresh", ledger)[1]["shown_ms"]
    after_import = _timed("typed", ledger)[1]
    for each in ("shown_ms", "block_ms"):
        found[each] |= after_import[each]
    print(f"\none window on {rows:,} entries; needed {SHOWN_NEEDED_MS} ms until shown")
    for name, value in found["shown_ms"].items():
        print(f"  {name:<44}{value:7.1f} ms")
    print(
        f"longest turn of the GUI thread, median of {SCROLLS} times 300 turns; "
        f"needed {BLOCK_NEEDED_MS} ms while scrolling"
    )
    for name, value in found["block_ms"].items():
        print(f"  {name:<44}{value:7.1f} ms")
    print(f"peak memory {found['peak_mb']:.0f} MB (needed {MEMORY_NEEDED_MB})")
    print(f"heavy modules imported at start: {', '.join(found['heavy']) or 'none'}")


def _timed(name: str, ledger: Path) -> tuple[float, dict[str, dict[str, float]]]:
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--job", name, str(ledger)],
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - begin, json.loads(done.stdout.splitlines()[-1])


def _ledger(folder: Path, rows: int) -> Path:
    """Return a ledger of so many entries."""
    ledger = folder / f"ledger{rows}.huanqing"
    done = subprocess.run(
        [sys.executable, __file__, "--job", f"write:{rows}", str(ledger)],
        check=False,
        capture_output=True,
        text=True,
    )
    if not ledger.exists():
        raise SystemExit(done.stderr)
    return ledger


def _write(ledger: Path, rows: int) -> None:
    from benchmarks.bills import LAST_DAY, write_bill
    from huanqing.application.read_models import BillSource
    from huanqing.bootstrap import build
    from huanqing.cli.program import LedgerRequest

    bill = ledger.with_suffix(".csv")
    write_bill(bill, rows)
    opened = build().create_ledger(LedgerRequest(ledger, LAST_DAY, break_lock=False))
    source = BillSource("bill.csv", bill.read_bytes())
    opened.service.imports.run([source], dry_run=False, keep_rows=False)
    opened.close()


def _responses(ledger: Path) -> dict[str, object]:
    from huanqing.ui.pages import load_page_modules

    app, window = open_window(ledger)
    settle(app, window)
    heavy = [name for name in HEAVY if name in sys.modules]
    shown: dict[str, float] = {}
    blocks: dict[str, float] = {}

    def measure(name: str, act: Callable[[], object], until: Callable[[], bool]) -> None:
        begin = time.perf_counter()
        longest = 0.0
        act()
        first = time.perf_counter() - begin
        while not until():
            turn = time.perf_counter()
            app.processEvents()
            longest = max(longest, time.perf_counter() - turn)
            time.sleep(0.0002)
        app.processEvents()
        shown[name] = (time.perf_counter() - begin) * 1000
        blocks[name] = max(first, longest) * 1000
        settle(app, window)

    # In the program this happens in the quiet a second after the start.
    load_page_modules()
    service = window.context.service
    _ = service.entries, service.statement_actions, service.account, service.alerts
    built = 0.0
    is_missing = True
    while is_missing:
        begin = time.perf_counter()
        is_missing = window.stack.build_next()
        built = max(built, time.perf_counter() - begin)
    while window.stack.load_ahead():
        settle(app, window)
    app.processEvents()
    _measure_pages(app, window, measure)
    _measure_entries(app, window, measure, blocks)
    blocks["building a page in the quiet"] = built * 1000
    window.context.runner.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"shown_ms": shown, "block_ms": blocks, "peak_mb": peak, "heavy": heavy}


def _measure_pages(app: QApplication, window: MainWindow, measure: Measure) -> None:
    """Time each page's first showing (it has been built) and a later one, from a quiet overview."""
    from huanqing.ui.entries.view import EntriesPage
    from huanqing.ui.statements.view import StatementsPage

    def has_content(key: str) -> bool:
        page = window.stack.built.get(key)
        if isinstance(page, EntriesPage):
            return page.model.row_at(page.model.index(0, 0)) is not None
        if isinstance(page, StatementsPage):
            return bool(page.view_model.statements)
        return page is not None and window.context.runner.is_idle

    keys = [key for key in window.stack.keys if key != "overview"]
    for word in ("first", "again"):
        for key in keys:
            measure(
                f"page {key}, {word}",
                lambda key=key: window.show_page(key),  # type: ignore[misc]  # bound now
                lambda key=key: has_content(key),  # type: ignore[misc]  # bound now
            )
            window.show_page("overview")
            settle(app, window)
    # As where the user goes there before the quiet in which the page would load.
    window.stack.page("limit").mark_stale()
    measure(
        "page limit, right after a change",
        lambda: window.show_page("limit"),
        lambda: window.context.runner.is_idle,
    )
    window.show_page("overview")
    settle(app, window)


def _measure_entries(
    app: QApplication, window: MainWindow, measure: Measure, blocks: dict[str, float]
) -> None:
    """Time sorts and keystrokes until their first rows stand there, and scroll the table."""
    from PySide6.QtCore import Qt

    from huanqing.ui.entries.view import EntriesPage

    window.show_page("entries")
    page = window.stack.page("entries")
    assert isinstance(page, EntriesPage)
    settle(app, window)
    answers: list[object] = []
    page.view_model.found_changed.connect(lambda *_: answers.append(1))

    def has_answer() -> bool:
        first = page.model.row_at(page.model.index(0, 0))
        return bool(answers) and (first is not None or page.model.rowCount() == 0)

    def ask(act: Callable[[], object]) -> Callable[[], object]:
        answers.clear()
        return act

    header = page.table.horizontalHeader()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        for place, column in enumerate(page.model.columns):
            if header.sortIndicatorSection() == place and header.sortIndicatorOrder() is order:
                continue
            sort = ask(lambda place=place, order=order: page.table.sortByColumn(place, order))  # type: ignore[misc]  # bound now
            measure(f"sort {column.header} {order.name[:4]}", sort, has_answer)
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    settle(app, window)
    line = page.search_bar
    for text in KEYSTROKES:
        measure(f"keystroke to {text!r}", ask(lambda text=text: line.set_text(text)), has_answer)  # type: ignore[misc]  # bound now
    line.set_text("")
    settle(app, window)
    blocks.clear()
    bar = page.table.verticalScrollBar()
    for name, steps in (("scroll by wheel", 3), ("scroll by page", 22), ("drag the bar", 2_000)):
        worst = []
        for _ in range(SCROLLS):
            longest = 0.0
            for turn in range(300):
                begin = time.perf_counter()
                bar.setValue((turn * steps) % bar.maximum())
                app.processEvents()
                longest = max(longest, time.perf_counter() - begin)
            worst.append(longest * 1000)
            settle(app, window)
        blocks[name] = statistics.median(worst)


JOBS: dict[str, Callable[[Path], object]] = {
    "responses": _responses,
    "fresh": fresh,
    "typed": typed,
}

if __name__ == "__main__":
    main()
