"""The first figures of a ledger for the next start, which shows them before it opens the ledger.

The figures stand in the ledger itself; the user's cache folder holds only a seal: how the file
was when this program closed it, and for which day its figures are. Where anything about the
file is otherwise, where a program holds it or has left a log behind, or on another day there
are no figures to show early, and the start waits for the ledger as it always can.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from huanqing import __version__
from huanqing.application.first_figures import FORMAT, first_figures_of
from huanqing.infrastructure.persistence.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from huanqing.application.overview_models import FirstFigures

KEY = "first_figures"
STAMP = f"{FORMAT} {__version__}"

_HEADER_BYTES = 100
_COUNTER, _VERSION = slice(24, 28), slice(60, 64)
_SECOND_NS = 1_000_000_000
_BESIDE = (".lock", "-wal", "-journal")


class SealedFigures:
    """Keeps and reads seals in a folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the seals; it may not exist yet."""
        self._folder = folder

    def read(self, ledger: Path, given_day: date | None, clock_day: date) -> FirstFigures | None:
        """Return the figures of a ledger nobody has touched since, None without such figures.

        ``given_day`` is the day that the user asked for, ``clock_day`` that of the clock.
        """
        try:
            seal = json.loads(self._seal_of(ledger).read_text(encoding="utf-8"))
            if seal != _seal(ledger, given_day) or not _is_at_rest(ledger):
                return None
            first = first_figures_of(_kept_text(ledger))
        except (OSError, ValueError, sqlite3.Error):
            return None
        if first is None:
            return None
        is_pinned = given_day is None and first.overview.is_pinned
        is_of_day = is_pinned or first.overview.today == (given_day or clock_day)
        return first if is_of_day else None

    def seal(self, ledger: Path, given_day: date | None) -> None:
        """Vouch for the figures in a ledger that was closed just now."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps(_seal(ledger, given_day))
            self._seal_of(ledger).write_text(text, encoding="utf-8")

    def _seal_of(self, ledger: Path) -> Path:
        # A checksum is enough of a name: the seal says whose it is.
        name = zlib.crc32(str(ledger.resolve()).encode("utf-8", "surrogateescape"))
        return self._folder / f"{name:08x}.seal"


def _seal(ledger: Path, given_day: date | None) -> dict[str, object]:
    """Return what must all be the same again; OSError where the file is not there."""
    with ledger.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    found = ledger.stat()
    return {
        "figures": STAMP,
        "ledger": str(ledger.resolve()),
        "size": found.st_size,
        "changed_ns": found.st_mtime_ns,
        "inode": found.st_ino,
        "counter": header[_COUNTER].hex(),
        "schema": int.from_bytes(header[_VERSION], "big"),
        "known_schema": SCHEMA_VERSION,
        "given_day": None if given_day is None else given_day.isoformat(),
    }


def _is_at_rest(ledger: Path) -> bool:
    """Return whether nobody holds the ledger, and its file alone is the whole ledger.

    A time of change in whole seconds may be all that the file system knows; then a change soon
    after the sealing would leave it as it was.
    """
    if ledger.stat().st_mtime_ns % _SECOND_NS == 0:
        return False
    return not any(ledger.with_name(ledger.name + each).exists() for each in _BESIDE)


def _kept_text(ledger: Path) -> str:
    """Return the text in the ledger, "" without one; takes no lock and leaves no file behind."""
    address = f"{ledger.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        row = connection.execute(
            "SELECT value FROM cache WHERE key = ? AND stamp = ?", (KEY, STAMP)
        ).fetchone()
    return "" if row is None else bytes(row[0]).decode("utf-8")
