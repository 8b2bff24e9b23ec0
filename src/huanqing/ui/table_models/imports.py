"""The columns of previewed files, their totals and rows, and of the history of imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.application.bill_rows import RowKind
from huanqing.ui.formatting import DASH, Formatter
from huanqing.ui.labels import OUTCOMES, kind_label, outcome_label, provider_label, reason_label
from huanqing.ui.table_models.columns import Row, count_column, money_column, text_column
from huanqing.ui.table_models.row_choices import PLAIN, asks_for_periods, kind_of
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.bill_rows import BillTotals, TotalLine
    from huanqing.application.read_models import (
        BatchRow,
        FileReport,
        PreviewRow,
        RowChoice,
        WaitingRow,
    )
    from huanqing.ui.table_models.preview_totals import GroupTotals

_OUTCOME_TONES = {"new": "good", "review": "warning", "unchanged": "muted", "memo": "muted",
                  "skipped": "muted"}  # fmt: skip
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


def row_reason(each: PreviewRow, choice: RowChoice = PLAIN) -> str:
    """Return why a row is booked as it is, and what the user will be asked about it."""
    if asks_for_periods(each, choice):
        return QCoreApplication.translate("Columns", "Paid in instalments, how many?")
    return reason_label(each.reason)


def _periods_of(each: PreviewRow, choice: RowChoice) -> str:
    """Return the number of periods of a purchase, a question mark where it is asked for."""
    if kind_of(each, choice) is not RowKind.PURCHASE:
        return ""
    if asks_for_periods(each, choice):
        return "?"
    return str(choice.periods or max(1, each.row.periods))


def _undecided(_each: PreviewRow) -> RowChoice:
    return PLAIN


def preview_columns(
    formatter: Formatter, choice_of: Callable[[PreviewRow], RowChoice] = _undecided
) -> tuple[Column[PreviewRow], ...]:
    """Return what a row of a file says and what the import does with it, as decided so far.

    The columns stand in the order of ``row_filter.SORT_KEYS``.
    """
    translate = QCoreApplication.translate
    return (
        count_column(translate("Columns", "Line"), lambda each: each.row.line, 72),
        _moment_column(translate("Columns", "Time"), formatter, lambda each: each.row.time),
        text_column(
            translate("Columns", "Kind"),
            lambda each: kind_label(kind_of(each, choice_of(each)).value),
            112,
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
            width=84,
        ),
        Column(
            header=translate("Columns", "Periods"),
            text=lambda each: _periods_of(each, choice_of(each)),
            sort_key=lambda each: each.row.periods,
            is_number=True,
            width=74,
            tone=lambda each: "warning" if asks_for_periods(each, choice_of(each)) else "text",
        ),
        Column(
            header=translate("Columns", "Outcome"),
            text=lambda each: outcome_label(each.outcome),
            sort_key=lambda each: each.outcome,
            width=88,
            tone=lambda each: _OUTCOME_TONES.get(each.outcome, "text"),
        ),
        text_column(
            translate("Columns", "Reason"), lambda each: row_reason(each, choice_of(each)), 160
        ),
        text_column(translate("Columns", "Counterparty"), lambda each: each.row.counterparty, 130),
        text_column(translate("Columns", "Method"), lambda each: each.row.method, 130),
    )


def group_columns(header: str, formatter: Formatter) -> tuple[Column[GroupTotals], ...]:
    """Return the totals of a month or a pay method."""
    translate = QCoreApplication.translate

    def sums(title: str, fen_of: Callable[[GroupTotals], int]) -> Column[GroupTotals]:
        return money_column(title, formatter, fen_of, dashes_zero=True, width=116)

    return (
        text_column(header, lambda group: group.name or DASH),
        count_column(translate("Columns", "Rows"), lambda group: group.count, 70),
        sums(translate("Columns", "Baitiao"), lambda group: group.baitiao_fen),
        sums(translate("Columns", "Other spending"), lambda group: group.other_fen),
        sums(translate("Columns", "Refunded"), lambda group: group.back_fen),
        sums(translate("Columns", "Repaid"), lambda group: group.repaid_fen),
    )


def waiting_columns(formatter: Formatter) -> tuple[Column[WaitingRow], ...]:
    """Return what a row of an earlier import says that waits for a decision."""
    translate = QCoreApplication.translate
    return (
        _moment_column(translate("Columns", "Time"), formatter, lambda each: each.row.time),
        text_column(translate("Columns", "Description"), lambda each: each.row.description),
        money_column(
            translate("Columns", "Amount"), formatter, lambda each: each.row.amount_fen, width=100
        ),
        text_column(
            translate("Columns", "Reason"), lambda each: reason_label(waiting_reason(each)), 210
        ),
        text_column(translate("Columns", "Method"), lambda each: each.row.method, 130),
        text_column(translate("Columns", "File"), lambda each: each.file_name, 150),
    )


def waiting_reason(each: WaitingRow) -> str:
    """Return the code of what a row waits for."""
    return "purchase_not_found" if each.row.kind is RowKind.REFUND else each.row.reason


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
