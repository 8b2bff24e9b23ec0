"""The JSON of the command line, with the keys of ledger.md, import.md and recovery.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from huanqing.application.bill_rows import BillTotals, TotalLine
    from huanqing.application.read_models import FileReport, ImportReport, PreviewRow, StatementRow
    from huanqing.domain.credit_limit import DayFigures

Json = dict[str, object]


def statements_json(today: date, rows: Iterable[StatementRow]) -> Json:
    """Return ``huanqing statements --json``."""
    return {"today": today.isoformat(), "statements": [_statement(row) for row in rows]}


def _statement(row: StatementRow) -> Json:
    figures = row.figures
    return {
        "statement_date": figures.statement_date.isoformat(),
        "due_date": figures.due_date.isoformat(),
        "principal": figures.principal_fen,
        "fee": figures.fee_fen,
        "penalty": figures.penalty_fen,
        "total": figures.total_fen,
        "paid": figures.paid_fen,
        "left": figures.left_fen,
        "minimum_payment": row.minimum_fen,
        "state": row.state.value,
        "instalments": [
            {
                "purchase": line.purchase_id,
                "period": line.period,
                "periods": line.periods,
                "principal": line.principal_fen,
                "fee": line.fee_fen,
                "left": line.left_fen,
            }
            for line in figures.instalments
        ],
    }


def limit_json(today: date, now: DayFigures, days: Iterable[DayFigures]) -> Json:
    """Return ``huanqing limit --json``; ``days`` as they are to be listed."""
    return {
        "today": today.isoformat(),
        "total": now.total_fen,
        "available": now.available_fen,
        "days": [limit_day_json(figures) for figures in days],
    }


def limit_day_json(figures: DayFigures) -> Json:
    """Return a day of ``huanqing limit --json``; amounts in fen."""
    return {
        "date": figures.day.isoformat(),
        "total": figures.total_fen,
        "used": figures.used_fen,
        "available": figures.available_fen,
        "frozen": figures.is_frozen,
        "causes": [
            {"kind": cause.kind, "amount": cause.amount_fen, "ref": cause.ref}
            for cause in figures.causes
        ],
    }


def import_json(report: ImportReport, errors: dict[str, str]) -> Json:
    """Return ``huanqing import --json``; ``errors`` are the failures in words, by file name."""
    files: list[Json] = [_file(each) for each in report.files]
    files += [{"name": name, "error": words, "rows": []} for name, words in errors.items()]
    return {"files": files, "batch_id": report.batch_id, "needs_review": report.needs_review}


def _file(report: FileReport) -> Json:
    return {
        "name": report.name,
        "sha256": report.sha256,
        "provider": report.provider,
        "layout": report.layout,
        "rows": [_row(each) for each in report.rows],
        "totals": {
            "stated": _totals(report.stated),
            "computed": _totals(report.computed),
            "agree": report.agree,
        },
        "counts": dict(report.counts),
    }


def _row(preview: PreviewRow) -> Json:
    row = preview.row
    return {
        "line": row.line,
        "time": row.time,
        "kind": row.kind.value,
        "amount": row.amount_fen,
        "refunded": row.refunded_fen,
        "method": row.method,
        "counterparty": row.counterparty,
        "description": row.description,
        "category": row.category,
        "status": row.status,
        "direction": row.direction,
        "order_no": row.order_no,
        "merchant_order_no": row.merchant_order_no,
        "outcome": preview.outcome,
        "reason": preview.reason,
        "hints": list(row.hints),
    }


def _totals(totals: BillTotals) -> Json:
    return {
        "records": totals.records,
        "income": _line(totals.income),
        "spending": _line(totals.spending),
        "neutral": _line(totals.neutral),
    }


def _line(line: TotalLine | None) -> Json | None:
    return None if line is None else {"count": line.count, "amount": line.amount_fen}
