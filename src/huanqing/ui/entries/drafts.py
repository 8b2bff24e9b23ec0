"""Drafts of entries: what a new one begins with, and what a form makes of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from huanqing.application.entry_models import FieldProblem
from huanqing.application.entry_record import EntryRecord
from huanqing.domain.errors import LedgerError
from huanqing.ui.rates import ppm_of_percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huanqing.application.entry_models import EntryListRow

EDITABLE_KINDS = ("purchase", "repayment", "refund", "adjustment")
"""Kinds that the editor knows; the others are booked on the statements page or imported."""
SUGGESTED = ("counterparty", "category", "method")
_OWN_DETAILS = ("edited_lines", "allocations")


class EntryGoneError(LedgerError):
    """The entry was deleted while something was still asked of it."""


@dataclass(frozen=True, slots=True)
class EditorStart:
    """What an editor opens with; ``rowid`` None for a new entry."""

    record: EntryRecord
    rowid: int | None
    today: date
    purchase: EntryListRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormValues:
    """What stands in a form; None where a field holds nothing or what is no value."""

    day: date | None
    has_day_problem: bool
    amount_fen: int | None
    has_amount_problem: bool
    texts: Mapping[str, str]
    time: str = ""
    state: str = ""
    purchase_id: str = ""
    may_exceed_ledger: bool = False
    fee_percent: str = ""


def new_record(kind: str, today: date) -> EntryRecord:
    """Return the draft of a new entry."""
    return EntryRecord(
        id="",
        kind=kind,
        day=today.isoformat(),
        amount_fen=0,
        state="booked" if kind in ("refund", "repayment") else "",
        periods=1 if kind == "purchase" else 0,
    )


def duplicate_of(record: EntryRecord, today: date) -> EntryRecord:
    """Return a draft like an entry, of today, without what only that one had."""
    details = {key: value for key, value in record.details.items() if key not in _OWN_DETAILS}
    return replace(
        record, id="", day=today.isoformat(), order_no="", merchant_order_no="", details=details
    )


def read_values(base: EntryRecord, values: FormValues) -> tuple[EntryRecord, list[FieldProblem]]:
    """Return the draft that a form describes, and what in it is missing or is no value."""
    problems: list[FieldProblem] = []
    if values.day is None:
        problems.append(FieldProblem("day", "bad_day" if values.has_day_problem else "required"))
    if values.amount_fen is None:
        code = "not_money" if values.has_amount_problem else "required"
        problems.append(FieldProblem("amount", code))
    clock = base.time
    if base.kind == "purchase":
        clock = _time_of(values.time, problems)
    rate = ppm_of_percent(values.fee_percent)
    if rate is None:
        problems.append(FieldProblem("fee_rate_ppm", "not_a_rate"))
    texts = {key: text.strip() for key, text in values.texts.items()}
    draft = replace(
        base,
        day=base.day if values.day is None else values.day.isoformat(),
        amount_fen=values.amount_fen or 0,
        time=clock,
        state=values.state,
        purchase_id=values.purchase_id,
        may_exceed_ledger=values.may_exceed_ledger,
        fee_rate_ppm=rate or 0,
        counterparty=texts.get("counterparty", base.counterparty),
        description=texts.get("description", base.description),
        category=texts.get("category", base.category),
        method=texts.get("method", base.method),
        order_no=texts.get("order_no", base.order_no),
        note=texts.get("note", base.note),
    )
    return draft, problems


def _time_of(text: str, problems: list[FieldProblem]) -> str:
    """Return a time as it is stored, "" for none."""
    plain = text.strip().replace("：", ":")
    if not plain:
        return ""
    try:
        return time.fromisoformat(plain.zfill(5)).replace(microsecond=0).isoformat()
    except ValueError:
        problems.append(FieldProblem("time", "not_a_time"))
        return ""


def with_line(
    record: EntryRecord,
    period: int,
    *,
    principal_fen: int | None,
    fee_fen: int | None,
    statement_date: date | None,
) -> EntryRecord:
    """Return the purchase with one line of its schedule edited; all None gives it back."""
    stored = record.details.get("edited_lines")
    lines = [
        line
        for line in (stored if isinstance(stored, list) else [])
        if isinstance(line, dict) and line.get("period") != period
    ]
    told = {
        "principal": principal_fen,
        "fee": fee_fen,
        "statement_date": None if statement_date is None else statement_date.isoformat(),
    }
    edited = {key: value for key, value in told.items() if value is not None}
    if edited:
        lines.append({"period": period, **edited})
    lines.sort(key=lambda line: int(str(line["period"])))
    details = {key: value for key, value in record.details.items() if key != "edited_lines"}
    if lines:
        details["edited_lines"] = lines
    return replace(record, details=details)


def line_of(record: EntryRecord, period: int) -> dict[str, object]:
    """Return what the user set on one line of a schedule, empty where nothing was."""
    stored = record.details.get("edited_lines")
    for line in stored if isinstance(stored, list) else []:
        if isinstance(line, dict) and line.get("period") == period:
            return dict(line)
    return {}
