"""The columns of previewed files, their totals and rows, and of the history of imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.ui.formatting import DASH, Formatter
from huanqing.ui.labels import OUTCOMES, kind_label, outcome_label, provider_label, reason_label
from huanqing.ui.table_models.columns import Row, count_column, money_column, text_column
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.bill_rows import BillTotals, TotalLine
    from huanqing.application.read_models import BatchRow, FileReport, PreviewRow

_OUTCOME_TONES = {"new": "good", "review": "warning", "unchanged": "muted", "memo": "muted"}
_AGREE_TONES = {True: "good", False: "bad", None: "muted"}


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A line of a file's totals as the file states it and as its rows add up; texts."""

    name: str
    stated: str
    computed: str
    agrees: bool


def file_columns() -> tuple[Column[FileReport], ...]:
    """Return the name, what was recognised, the counts and the check of a file."""
    translate = QCoreApplication.translate
    return (
        text_column(translate("Columns", "File"), lambda file: file.name),
        text_column(
            translate("Columns", "Recognised as"),
            lambda file: f"{provider_label(file.provider)} {file.layout}",
            122,
        ),
        Column(
            header=translate("Columns", "Totals"),
            text=lambda file: agreement_label(agree=file.agree),
            sort_key=lambda file: str(file.agree),
            width=80,
            tone=lambda file: _AGREE_TONES[file.agree],
        ),
        count_column(translate("Columns", "Rows"), lambda file: len(file.rows), 64),
        text_column(translate("Columns", "Outcome"), _outcomes_of, 120),
    )


def _outcomes_of(file: FileReport) -> str:
    """Return how many rows have which outcome, those that occur."""
    counts = ((outcome, file.counts.get(outcome, 0)) for outcome in OUTCOMES)
    return " · ".join(f"{outcome_label(outcome)} {count}" for outcome, count in counts if count)


def agreement_label(*, agree: bool | None) -> str:
    """Return whether a file's own totals agree with its rows."""
    if agree is None:
        return QCoreApplication.translate("Columns", "Not stated")
    if agree:
        return QCoreApplication.translate("Columns", "Agree")
    return QCoreApplication.translate("Columns", "Differ")


def totals_columns() -> tuple[Column[TotalsRow], ...]:
    """Return a line's name, its stated and its computed text."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("Columns", "Totals"),
            text=lambda row: row.name,
            sort_key=lambda row: row.name,
            width=86,
        ),
        Column(
            header=translate("Columns", "Stated"),
            text=lambda row: row.stated,
            sort_key=lambda row: row.stated,
            is_number=True,
            width=112,
            stretches=True,
        ),
        Column(
            header=translate("Columns", "Computed"),
            text=lambda row: row.computed,
            sort_key=lambda row: row.computed,
            is_number=True,
            width=112,
            stretches=True,
            tone=lambda row: "text" if row.agrees else "bad",
        ),
    )


def totals_rows(file: FileReport, formatter: Formatter) -> list[TotalsRow]:
    """Return records, income, spending and neutral, each stated and computed."""
    translate = QCoreApplication.translate
    names = (
        translate("Columns", "Records"),
        translate("Columns", "Income"),
        translate("Columns", "Spending"),
        translate("Columns", "Neutral"),
    )
    return [
        TotalsRow(
            name, _total(stated, formatter), _total(computed, formatter), _fits(stated, computed)
        )
        for name, stated, computed in zip(
            names, _lines(file.stated), _lines(file.computed), strict=True
        )
    ]


def _lines(totals: BillTotals) -> tuple[int | TotalLine | None, ...]:
    return (totals.records, totals.income, totals.spending, totals.neutral)


def _fits(stated: int | TotalLine | None, computed: int | TotalLine | None) -> bool:
    return stated is None or stated == computed


def _total(line: int | TotalLine | None, formatter: Formatter) -> str:
    if line is None:
        return DASH
    if isinstance(line, int):
        return str(line)
    return f"{line.count} × {formatter.money(line.amount_fen)}"  # noqa: RUF001 - the times sign


def _reason_of(each: PreviewRow) -> str:
    """Return why a row is booked as it is, and what the user will be asked about it."""
    if "instalments" in each.row.hints and not each.row.periods:
        return QCoreApplication.translate("Columns", "Paid in instalments, how many?")
    return reason_label(each.reason)


def preview_columns(formatter: Formatter) -> tuple[Column[PreviewRow], ...]:
    """Return what a row of a file says and what the import does with it."""
    translate = QCoreApplication.translate
    return (
        count_column(translate("Columns", "Line"), lambda each: each.row.line, 56),
        _moment_column(translate("Columns", "Time"), formatter, lambda each: each.row.time),
        text_column(
            translate("Columns", "Kind"), lambda each: kind_label(each.row.kind.value), 116
        ),
        text_column(translate("Columns", "Description"), lambda each: each.row.description),
        money_column(
            translate("Columns", "Amount"), formatter, lambda each: each.row.amount_fen, width=100
        ),
        money_column(
            translate("Columns", "Refunded"),
            formatter,
            lambda each: each.row.refunded_fen,
            dashes_zero=True,
            width=92,
        ),
        Column(
            header=translate("Columns", "Outcome"),
            text=lambda each: outcome_label(each.outcome),
            sort_key=lambda each: each.outcome,
            width=80,
            tone=lambda each: _OUTCOME_TONES.get(each.outcome, "text"),
        ),
        text_column(translate("Columns", "Reason"), _reason_of, 200),
        text_column(translate("Columns", "Counterparty"), lambda each: each.row.counterparty, 130),
        text_column(translate("Columns", "Method"), lambda each: each.row.method, 130),
    )


def batch_columns(formatter: Formatter) -> tuple[Column[BatchRow], ...]:
    """Return when, what and how much an import brought."""
    translate = QCoreApplication.translate
    booked, undone = translate("Columns", "Booked"), translate("Columns", "Undone")
    return (
        _moment_column(
            translate("Columns", "Imported"), formatter, lambda batch: batch.imported_at
        ),
        text_column(translate("Columns", "Files"), lambda batch: ", ".join(batch.file_names)),
        count_column(translate("Columns", "Rows"), lambda batch: batch.row_count, 90),
        count_column(translate("Columns", "New"), lambda batch: batch.new_count, 90),
        Column(
            header=translate("Columns", "State"),
            text=lambda batch: undone if batch.is_undone else booked,
            sort_key=lambda batch: int(batch.is_undone),
            width=110,
            tone=lambda batch: "muted" if batch.is_undone else "text",
        ),
    )


def _moment_column(
    header: str, formatter: Formatter, moment_of: Callable[[Row], str]
) -> Column[Row]:
    return Column(
        header=header,
        text=lambda row: formatter.moment(moment_of(row)),
        sort_key=moment_of,
        width=150,
    )
