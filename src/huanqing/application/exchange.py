"""The open exchange format ``huanqing-ledger/1``: a ledger as JSON, lossless both ways.

Names and keys are those of ledger.md. Fields that this version does not know are kept and
written again. ``read_ledger`` changes nothing; ``load_ledger`` books into a unit of work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huanqing.application import exchange_entries as entries
from huanqing.application.alert_settings import SETTINGS as ALERT_SETTINGS
from huanqing.application.alert_settings import read_settings, settings_document
from huanqing.application.entry_record import DEBT_KINDS, OPENS_DEBT
from huanqing.application.entry_records import Details, entry_of
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.exchange_account import (
    account_of,
    channel_of,
    funding_of,
)
from huanqing.application.exchange_alerts import KEY as ALERT_MARKS
from huanqing.application.exchange_alerts import check_marks, mark_of
from huanqing.application.exchange_extras import extras_of, keep_extras, plain_imports
from huanqing.application.exchange_limits import KEY as LIMIT_APPLICATIONS
from huanqing.application.exchange_limits import application_of
from huanqing.application.exchange_notes import reconciliation_of, search_of
from huanqing.application.exchange_plans import KEY as PLANS
from huanqing.application.exchange_plans import check_plans, plan_of
from huanqing.application.limit_applications import check_applications
from huanqing.application.plan_preferences import PREFERENCES as PLAN_PREFERENCES
from huanqing.application.plan_preferences import preferences_document, read_preferences
from huanqing.domain.entries import check_day, check_entry, entry_sort_key
from huanqing.domain.errors import InvalidFieldError, UnknownPurchaseError
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huanqing.application.alert_models import AlertMark, AlertSettings
    from huanqing.application.entry_models import SavedSearch
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.exchange_extras import Extras
    from huanqing.application.limit_models import LimitApplication
    from huanqing.application.plan_models import PlanPreferences
    from huanqing.application.plan_ports import StoredPlan
    from huanqing.application.ports import UnitOfWork
    from huanqing.application.statement_models import Reconciliation
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel

FORMAT = "huanqing-ledger/1"
SAVED_SEARCHES = "saved_searches"
"""The key of the format, and of the ledger's setting that holds names and texts as JSON."""


@dataclass(frozen=True, slots=True)
class LedgerContent:
    """A whole ledger as values; purchases precede what refers to them.

    ``extra`` holds top-level fields that this version does not know, ``nested_extra`` those of
    objects that do not carry their own.
    """

    today: str | None
    account: CreditAccount
    records: tuple[EntryRecord, ...]
    funding: tuple[FundingAccount, ...]
    channels: tuple[PaymentChannel, ...]
    imports: tuple[Mapping[str, object], ...]
    extra: dict[str, object]
    reconciliations: tuple[Reconciliation, ...] = ()
    saved_searches: tuple[SavedSearch, ...] = ()
    applications: tuple[LimitApplication, ...] = ()
    plans: tuple[StoredPlan, ...] = ()
    plan_preferences: PlanPreferences | None = None
    alert_marks: tuple[AlertMark, ...] = ()
    alert_settings: AlertSettings | None = None
    nested_extra: Extras = field(default_factory=dict)


def read_ledger(document: object) -> LedgerContent:
    """Return the ledger that a parsed JSON document holds.

    Raises ExchangeFormatError naming the field, for anything that breaks the format, and
    LedgerError where the ledger itself breaks a rule (a repayment above everything owed).
    """
    if not isinstance(document, dict):
        field = ""
        raise ExchangeFormatError(field, "the file must hold one JSON object")
    if document.get("format") != FORMAT:
        field = "format"
        raise ExchangeFormatError(field, f"must be {FORMAT!r}")
    try:
        _refuse_half_characters(document)
        content = _read(Details("", document))
        _check(content)
    except InvalidFieldError as error:
        field = error.field.lstrip(".")
        raise ExchangeFormatError(field, f"{error.value!r} {error.reason}") from error
    return content


def _refuse_half_characters(document: dict[str, object]) -> None:
    """Refuse texts that no file can hold: halves of a pair that JSON can still write."""
    try:
        _dump(document).encode()
    except UnicodeEncodeError as error:
        field = ""
        before = error.object[max(0, error.start - 20) : error.start]
        raise ExchangeFormatError(field, f"holds half a character after {before!r}") from None


def load_ledger(uow: UnitOfWork, content: LedgerContent) -> None:
    """Book a ledger into an empty one, as one action; the caller commits."""
    uow.journal.begin("load", {})
    uow.account.save(content.account)
    uow.account.save_payment_side(content.funding, content.channels)
    uow.entries.add(content.records)
    if content.imports:
        uow.imports.restore(plain_imports(content.imports))
    for each in content.reconciliations:
        uow.reconciliations.save(each)
    if content.saved_searches:
        pairs = [[each.name, each.text] for each in content.saved_searches]
        uow.settings.put(SAVED_SEARCHES, _dump(pairs))
    if content.applications:
        uow.applications.replace(content.applications)
    for plan in content.plans:
        uow.plans.add(plan)
    if content.plan_preferences is not None:
        uow.settings.put(PLAN_PREFERENCES, _dump(preferences_document(content.plan_preferences)))
    _load_alerts(uow, content)
    if content.today is not None:
        uow.settings.put("pinned_today", content.today)
    if content.extra:
        uow.settings.put("exchange_extra", _dump(content.extra))
    keep_extras(uow, content.nested_extra)


def _load_alerts(uow: UnitOfWork, content: LedgerContent) -> None:
    for mark in content.alert_marks:
        uow.alerts.put(mark)
    if content.alert_settings is not None:
        uow.settings.put(ALERT_SETTINGS, _dump(settings_document(content.alert_settings)))


_KNOWN = frozenset(
    {
        "format",
        "today",
        "account",
        "purchases",
        "repayments",
        "refunds",
        "adjustments",
        "statement_instalments",
        "early_settlements",
        "snapshots",
        "other_entries",
        "funding",
        "channels",
        "imports",
        "reconciliations",
        SAVED_SEARCHES,
        LIMIT_APPLICATIONS,
        PLANS,
        PLAN_PREFERENCES,
        ALERT_MARKS,
        ALERT_SETTINGS,
    }
)


def _read(document: Details) -> LedgerContent:
    today = document.day("today")
    if today is not None:
        field = "today"
        check_day(field, today)
    records = [
        *(entries.purchase_of(each) for each in document.children("purchases") or []),
        *(entries.refund_of(each) for each in document.children("refunds") or []),
        *(entries.repayment_of(each) for each in document.children("repayments") or []),
        *(entries.adjustment_of(each) for each in document.children("adjustments") or []),
        *(entries.conversion_of(each) for each in document.children("statement_instalments") or []),
        *(entries.settlement_of(each) for each in document.children("early_settlements") or []),
        *(entries.snapshot_of(each) for each in document.children("snapshots") or []),
        *(entries.other_of(each) for each in document.children("other_entries") or []),
    ]
    return LedgerContent(
        today=today.isoformat() if today else None,
        account=account_of(document),
        records=tuple(records),
        funding=tuple(funding_of(each) for each in document.children("funding") or []),
        channels=tuple(channel_of(each) for each in document.children("channels") or []),
        imports=tuple(_import(each) for each in document.children("imports") or []),
        extra={key: value for key, value in document.values.items() if key not in _KNOWN},
        reconciliations=tuple(
            reconciliation_of(each) for each in document.children("reconciliations") or []
        ),
        saved_searches=tuple(search_of(each) for each in document.children(SAVED_SEARCHES) or []),
        applications=tuple(
            application_of(each) for each in document.children(LIMIT_APPLICATIONS) or []
        ),
        plans=tuple(plan_of(each) for each in document.children(PLANS) or []),
        plan_preferences=_preferences(document.values.get(PLAN_PREFERENCES)),
        alert_marks=tuple(mark_of(each) for each in document.children(ALERT_MARKS) or []),
        alert_settings=_alert_settings(document.values.get(ALERT_SETTINGS)),
        nested_extra=extras_of(document.values),
    )


def _import(item: Details) -> Mapping[str, object]:
    item.children("files")  # Refuses what is no list of objects.
    return item.values


def _preferences(value: object) -> PlanPreferences | None:
    return None if value is None else read_preferences(value)


def _alert_settings(value: object) -> AlertSettings | None:
    return None if value is None else read_settings(value)


def _check(content: LedgerContent) -> None:
    """Refuse ids that stand twice, refunds of nothing, and a history that breaks a rule."""
    debts: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for record in content.records:
        opens_debt = record.kind in OPENS_DEBT
        if (record.kind, record.id) in seen or (opens_debt and record.id in debts):
            field = f"{record.kind} {record.id}.id"
            raise InvalidFieldError(field, record.id, "stands twice")
        seen.add((record.kind, record.id))
        if opens_debt:
            debts.add(record.id)
    _check_payment_side(content)
    _check_reconciliations(content)
    check_applications(content.applications, LIMIT_APPLICATIONS)
    check_plans(content.plans)
    check_marks(content.alert_marks)
    purchases = {each.id: each for each in content.records if each.kind == "purchase"}
    for record in content.records:
        if record.purchase_id and record.purchase_id not in purchases:
            raise UnknownPurchaseError(record.id, record.purchase_id)
    _check_refunds(content, purchases)
    entries = [entry_of(each) for each in content.records if _is_replayed(each)]
    for entry in entries:
        check_entry(entry)
    replay = Replay(content.account)
    for entry in sorted(entries, key=entry_sort_key):
        replay.apply(entry)
        replay.take_closed()


def _check_payment_side(content: LedgerContent) -> None:
    for section, ids in (
        ("funding", [each.id for each in content.funding]),
        ("channels", [each.id for each in content.channels]),
    ):
        for index, each in enumerate(ids):
            if each in ids[:index]:
                field = f"{section}[{index}].id"
                raise InvalidFieldError(field, each, "stands twice")
    for index, channel in enumerate(content.channels):
        if channel.fee_per_payment_fen < 0:
            field = f"channels[{index}].fee_per_payment"
            raise InvalidFieldError(field, channel.fee_per_payment_fen, "must not be negative")


def _check_reconciliations(content: LedgerContent) -> None:
    days = [each.statement_date for each in content.reconciliations]
    for index, day in enumerate(days):
        if day in days[:index]:
            field = f"reconciliations[{index}].statement_date"
            raise InvalidFieldError(field, day.isoformat(), "stands twice")


def _check_refunds(content: LedgerContent, purchases: Mapping[str, EntryRecord]) -> None:
    refunded: dict[str, int] = {}
    for record in content.records:
        if record.kind == "refund" and record.state == "booked":
            total = refunded.get(record.purchase_id, 0) + record.amount_fen
            refunded[record.purchase_id] = total
            purchase = purchases[record.purchase_id]
            if total > purchase.amount_fen:
                field = f"refunds {record.id}.amount"
                raise InvalidFieldError(
                    field,
                    record.amount_fen,
                    f"refunds of {purchase.id} sum to {total}, it cost {purchase.amount_fen}",
                )
            if record.day < purchase.day:
                field = f"refunds {record.id}.booked"
                raise InvalidFieldError(field, record.day, f"is before {purchase.id}")


def _is_replayed(record: EntryRecord) -> bool:
    return record.kind in DEBT_KINDS and record.state in {"", "booked"}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
