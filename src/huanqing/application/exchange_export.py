"""A ledger written out: the exchange format's document, and a table for spreadsheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.alert_settings import SETTINGS as ALERT_SETTINGS
from huanqing.application.exchange import FORMAT, SAVED_SEARCHES
from huanqing.application.exchange_account import (
    account_document,
    channel_document,
    funding_document,
)
from huanqing.application.exchange_alerts import KEY as ALERT_MARKS
from huanqing.application.exchange_alerts import mark_document
from huanqing.application.exchange_entries import OTHER_KINDS
from huanqing.application.exchange_extras import add_extras
from huanqing.application.exchange_limits import KEY as LIMIT_APPLICATIONS
from huanqing.application.exchange_limits import application_document
from huanqing.application.exchange_notes import reconciliation_document
from huanqing.application.exchange_plans import KEY as PLANS
from huanqing.application.exchange_plans import stored_document
from huanqing.application.plan_preferences import PREFERENCES as PLAN_PREFERENCES
from huanqing.domain.entries import MIDNIGHT
from huanqing.domain.money import format_yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork

SECTIONS = {
    "purchase": "purchases",
    "repayment": "repayments",
    "refund": "refunds",
    "adjustment": "adjustments",
    "statement_instalment": "statement_instalments",
    "early_settlement": "early_settlements",
    "snapshot": "snapshots",
    **dict.fromkeys(OTHER_KINDS, "other_entries"),
}
_ALWAYS_WRITTEN = ("purchases", "repayments", "refunds", "adjustments", "funding", "channels")

CSV_HEADER = (
    "id", "kind", "date", "time", "amount", "state", "counterparty", "description", "category",
    "method", "order_no", "merchant_order_no", "purchase", "periods", "note",
)  # fmt: skip


def ledger_document(uow: UnitOfWork) -> dict[str, object]:
    """Return the whole ledger as a document of the exchange format."""
    document: dict[str, object] = {"format": FORMAT}
    today = uow.settings.get("pinned_today")
    if today is not None:
        document["today"] = today
    document["account"] = account_document(uow.account.get())
    sections: dict[str, list[dict[str, object]]] = {key: [] for key in _ALWAYS_WRITTEN}
    for record in uow.entries.records():
        sections.setdefault(SECTIONS[record.kind], []).append(_item(record))
    sections["funding"] = [funding_document(each) for each in uow.account.funding()]
    sections["channels"] = [channel_document(each) for each in uow.account.channels()]
    document.update(sections)
    imports = uow.imports.dump()
    if imports:
        document["imports"] = imports
    noted = uow.reconciliations.all()
    if noted:
        document["reconciliations"] = [reconciliation_document(each) for each in noted.values()]
    searches = json.loads(uow.settings.get(SAVED_SEARCHES) or "[]")
    if searches:
        document[SAVED_SEARCHES] = [{"name": name, "text": text} for name, text in searches]
    applications = uow.applications.all()
    if applications:
        document[LIMIT_APPLICATIONS] = [application_document(each) for each in applications]
    plans = uow.plans.all()
    if plans:
        document[PLANS] = [stored_document(each) for each in plans]
    preferences = uow.settings.get(PLAN_PREFERENCES)
    if preferences is not None:
        document[PLAN_PREFERENCES] = json.loads(preferences)
    _add_alerts(uow, document)
    extra = uow.settings.get("exchange_extra")
    if extra is not None:
        document.update(json.loads(extra))
    add_extras(uow, document)
    return document


def _add_alerts(uow: UnitOfWork, document: dict[str, object]) -> None:
    marks = uow.alerts.marks()
    if marks:
        document[ALERT_MARKS] = [mark_document(each) for each in marks]
    settings = uow.settings.get(ALERT_SETTINGS)
    if settings is not None:
        document[ALERT_SETTINGS] = json.loads(settings)


def csv_rows(uow: UnitOfWork) -> Iterator[tuple[str, ...]]:
    """Yield the header and one row an entry, amounts in yuan, dates as ISO text."""
    yield CSV_HEADER
    for record in uow.entries.records():
        yield (
            record.id,
            record.kind,
            record.day,
            record.time,
            format_yuan(record.amount_fen, symbol="", grouped=False),
            record.state,
            record.counterparty,
            record.description,
            record.category,
            record.method,
            record.order_no,
            record.merchant_order_no,
            record.purchase_id,
            str(record.periods or ""),
            record.note,
        )


def _item(record: EntryRecord) -> dict[str, object]:
    item: dict[str, object] = {"id": record.id}
    if record.kind == "purchase":
        item |= _purchase(record)
    elif record.kind == "repayment":
        item |= {
            "date": record.day,
            "amount": record.amount_fen,
            "channel": record.method,
            "state": record.state,
            "allocations": None,
        }
        item |= _filled({"time": record.time, "may_exceed_ledger": record.may_exceed_ledger})
        item |= _texts(record)
    elif record.kind == "refund":
        item |= {
            "purchase": record.purchase_id,
            "initiated": None if record.state == "booked" else record.day,
            "booked": record.day if record.state == "booked" else None,
            "amount": record.amount_fen,
        }
        item |= _filled({"time": record.time, "method": record.method}) | _texts(record)
    elif record.kind in OTHER_KINDS:
        item |= {"kind": record.kind} | _moment(record)
        item |= {"amount": record.amount_fen, "merchant": record.counterparty}
        item |= _filled({"method": record.method}) | _texts(record)
        item.pop("counterparty", None)
    else:
        item |= _operation(record)
    item |= _filled({"note": record.note})
    return item | record.details


def _purchase(record: EntryRecord) -> dict[str, object]:
    return {
        **_moment(record),
        "amount": record.amount_fen,
        "merchant": record.counterparty,
        "description": record.description,
        "category": record.category,
        "order_no": record.order_no,
        "merchant_order_no": record.merchant_order_no,
        "periods": record.periods,
        "fee_rate_ppm_per_period": record.fee_rate_ppm,
        "free_periods": record.free_periods,
    } | _filled({"method": record.method, "needs_periods": record.needs_periods})


def _operation(record: EntryRecord) -> dict[str, object]:
    item: dict[str, object] = {"date": record.day}
    if record.kind in {"adjustment", "statement_instalment"}:
        item["amount"] = record.amount_fen
    if record.kind == "statement_instalment":
        item |= {
            "periods": record.periods,
            "fee_rate_ppm_per_period": record.fee_rate_ppm,
            "free_periods": record.free_periods,
        }
    item |= _filled({"purchase": record.purchase_id})
    return item | _filled({"time": record.time, "method": record.method}) | _texts(record)


def _moment(record: EntryRecord) -> dict[str, object]:
    """Return day and time; midnight stands for a time that is not known, which is said."""
    stamp = {"time": f"{record.day}T{record.time or MIDNIGHT}"}
    return stamp | ({} if record.time else {"has_time": False})


def _texts(record: EntryRecord) -> dict[str, object]:
    return _filled(
        {
            "counterparty": record.counterparty,
            "description": record.description,
            "category": record.category,
            "order_no": record.order_no,
            "merchant_order_no": record.merchant_order_no,
        }
    )


def _filled(fields: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value}
