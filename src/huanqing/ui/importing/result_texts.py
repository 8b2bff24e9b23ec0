"""The words of an import's report, of its rejected rows, and the search for its entries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.application.rejected_rows import rejected_csv
from huanqing.ui.error_labels import error_text
from huanqing.ui.labels import counted
from huanqing.ui.table_models.imports import row_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.read_models import ImportReport

_BOOKED = ("new", "update")


def result_words(report: ImportReport) -> str:
    """Return how many rows are new, updated, unchanged, left out, and wait for a decision."""
    translate = QCoreApplication.translate
    counts: Counter[str] = Counter()
    for file in report.files:
        counts.update(file.counts)
    one = translate("ImportResult", "Imported: 1 new row.")
    many = translate("ImportResult", "Imported: {0} new rows.")
    parts = [counted(counts["new"], one, many)]
    for outcome, one, many in _other_words():
        if counts[outcome]:
            parts.append(counted(counts[outcome], one, many))
    if report.needs_review:
        one = translate("ImportResult", "1 row waits for your decision.")
        many = translate("ImportResult", "{0} rows wait for your decision.")
        parts.append(counted(report.needs_review, one, many))
    return " ".join(parts)


def _other_words() -> tuple[tuple[str, str, str], ...]:
    translate = QCoreApplication.translate
    return (
        (
            "update",
            translate("ImportResult", "1 row updated."),
            translate("ImportResult", "{0} rows updated."),
        ),
        (
            "unchanged",
            translate("ImportResult", "1 row was known already."),
            translate("ImportResult", "{0} rows were known already."),
        ),
        (
            "memo",
            translate("ImportResult", "1 row kept as a memo."),
            translate("ImportResult", "{0} rows kept as memos."),
        ),
        (
            "skipped",
            translate("ImportResult", "1 row left out."),
            translate("ImportResult", "{0} rows left out."),
        ),
    )


def entries_search(report: ImportReport) -> str:
    """Return a search line for the days of what was booked, "" where nothing was."""
    days = [
        each.row.time[:10]
        for file in report.files
        for each in file.rows
        if each.outcome in _BOOKED and each.row.time
    ]
    return f"date:{min(days)}..{max(days)}" if days else ""


def rejected_file(report: ImportReport, money: Callable[[int], str]) -> bytes:
    """Return the CSV of the rows that are not booked, its headings and reasons in words."""
    translate = QCoreApplication.translate
    headings = (
        translate("ImportResult", "File"),
        translate("ImportResult", "Line"),
        translate("ImportResult", "Reason"),
    )
    return rejected_csv(report, headings, row_reason, lambda error: error_text(error, money))
