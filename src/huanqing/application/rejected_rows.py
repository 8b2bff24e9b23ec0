"""The rows of an import that were not booked, as a file for the user to look into."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from huanqing.application.read_models import ImportReport, PreviewRow

REJECTED = ("review", "skipped")
"""The outcomes of rows that an import books nowhere and that the user may look into."""
CELL_SEPARATOR = "\x1f"
_FORMULA = re.compile(r"[=@]|[+-](?![\d,]*(\.\d+)?\s*$)")


def has_rejected(report: ImportReport) -> bool:
    """Return whether anything was not booked."""
    counts = (file.counts.get(outcome, 0) for file in report.files for outcome in REJECTED)
    return bool(report.failures) or any(counts)


def rejected_csv(
    report: ImportReport,
    headings: Sequence[str],
    row_words: Callable[[PreviewRow], str],
    failure_words: Callable[[Exception], str],
) -> bytes:
    """Return a CSV in UTF-8 with byte order mark: file, line, reason, then the cells as read.

    ``headings`` name the first three columns; a file that could not be read has no line. The
    reasons are put into words by the caller.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(_lines(report, row_words, failure_words))
    return text.getvalue().encode("utf-8-sig")


def _lines(
    report: ImportReport,
    row_words: Callable[[PreviewRow], str],
    failure_words: Callable[[Exception], str],
) -> Iterator[list[str]]:
    for failure in report.failures:
        yield [failure.name, "", failure_words(failure.error)]
    for file in report.files:
        for each in file.rows:
            if each.outcome in REJECTED:
                cells = each.row.raw.split(CELL_SEPARATOR)
                yield [file.name, str(each.row.line), row_words(each), *map(_plain, cells)]


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
