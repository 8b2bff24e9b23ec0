"""Splits the lines below a header row into rows of cells, without ever losing a line.

Bills hold hardly any quotes, so a line without one is split directly. A line with quotes goes
through :mod:`csv` (non-strict), which may join the following lines into one cell. Where the
closing quote is missing, that would swallow the following rows; then the quotes of that line
are taken literally instead.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CELL_LINES = 50
"""A quoted cell spans at most this many lines; beyond that its closing quote is missing."""

_ROW_START = re.compile(r'[\s"]*[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[ T]')


def split_records(
    lines: Iterator[str], delimiter: str, first_line: int
) -> Iterator[tuple[int, list[str]]]:
    """Return each row as its first physical line and its cells, unstripped.

    ``first_line`` is the 1-based number of the first of ``lines``. Blank lines come back too,
    as rows of blank cells.
    """
    waiting: deque[str] = deque()
    number = first_line
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        if '"' not in line:
            yield number, line.rstrip("\r\n").split(delimiter)
            number += 1
        else:
            quoted = _Quoted(line, lines, waiting)
            cells = quoted.cells(delimiter)
            yield number, cells
            number += len(quoted.taken)


class _Quoted:
    """One line with quotes, and the lines that its cells continue on."""

    def __init__(self, line: str, lines: Iterator[str], waiting: deque[str]) -> None:
        self.taken = [line]
        self._lines = lines
        self._waiting = waiting
        self._is_unclosed = False

    def cells(self, delimiter: str) -> list[str]:
        """Return the cells; ``taken`` then holds the lines that they came from."""
        try:
            cells = next(csv.reader(self._feed(), delimiter=delimiter, strict=False), [])
        except csv.Error:
            self._is_unclosed = True
        if not self._is_unclosed:
            return cells
        self._waiting.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
        return self.taken[0].rstrip("\r\n").split(delimiter)

    def _feed(self) -> Iterator[str]:
        """Return lines for as long as the csv reader is inside a quoted cell."""
        yield self.taken[0]
        while len(self.taken) < MAX_CELL_LINES:
            line = self._waiting.popleft() if self._waiting else next(self._lines, None)
            if line is None:
                break
            if _ROW_START.match(line):
                self._waiting.appendleft(line)
                break
            self.taken.append(line)
            yield line
        self._is_unclosed = True
