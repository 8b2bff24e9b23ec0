"""What the user noted, in the exchange format: reconciliations and saved searches, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.entry_models import SavedSearch
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from huanqing.application.entry_records import Details


def reconciliation_of(item: Details) -> Reconciliation:
    """Return a reconciliation of the format; amounts in fen."""
    ticked = [_line(each) for each in item.children("ticked") or []]
    return Reconciliation(
        statement_date=item.needed_day("statement_date"),
        stated_total_fen=item.number("stated_total"),
        stated_due_date=item.day("stated_due_date"),
        ticked=frozenset(ticked),
        is_locked=item.flag("locked") or False,
        agreed_fen=item.number("agreed"),
        done_at=item.string("done_at") or "",
        note=item.string("note") or "",
    )


def _line(item: Details) -> tuple[str, int]:
    purchase, period = item.string("purchase"), item.number("period")
    if not purchase or period is None:
        raise InvalidFieldError(item.owner, None, "purchase and period are needed")
    return purchase, period


def reconciliation_document(value: Reconciliation) -> dict[str, object]:
    """Return a reconciliation as an object of the format."""
    due = value.stated_due_date
    return {
        "statement_date": value.statement_date.isoformat(),
        "stated_total": value.stated_total_fen,
        "stated_due_date": None if due is None else due.isoformat(),
        "ticked": [
            {"purchase": purchase, "period": period} for purchase, period in sorted(value.ticked)
        ],
        "locked": value.is_locked,
        "agreed": value.agreed_fen,
        "done_at": value.done_at,
        "note": value.note,
    }


def search_of(item: Details) -> SavedSearch:
    """Return a saved search of the format."""
    name, text = item.string("name"), item.string("text")
    for key, value in (("name", name), ("text", text)):
        if value is None:
            field = f"{item.owner}.{key}"
            raise InvalidFieldError(field, None, "is needed")
    return SavedSearch(name or "", text or "")
