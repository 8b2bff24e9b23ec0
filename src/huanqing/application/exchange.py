"""The open exchange format ``huanqing-ledger/1``: a ledger as JSON, lossless both ways.

Names and keys are those of ledger.md. Fields that this version does not know are kept and
written again. ``read_ledger`` changes nothing; ``load_ledger`` books into a unit of work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from huanqing.application.entry_records import Details, entry_of
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.exchange_account import (
    account_of,
    channel_of,
    funding_of,
)
from huanqing.application.ports import EntryRecord, UnitOfWork
from huanqing.domain.entries import check_entry, entry_sort_key
from huanqing.domain.errors import InvalidFieldError, UnknownPurchaseError
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel

FORMAT = "huanqing-ledger/1"
REPLAYED_KINDS = frozenset(
    {"purchase", "refund", "repayment", "adjustment", "statement_instalment", "early_settlement"}
)
REPAYMENT_STATES = ("planned", "processing", "booked", "failed")
OTHER_KINDS = ("other_spending", "other_refund", "other_income", "transfer", "other_loan")


@dataclass(frozen=True, slots=True)
class LedgerContent:
    """A whole ledger as values; purchases precede what refers to them.

    ``extra`` holds top-level fields that this version does not know.
    """

    today: str | None
    account: CreditAccount
    records: tuple[EntryRecord, ...]
    funding: tuple[FundingAccount, ...]
    channels: tuple[PaymentChannel, ...]
    imports: tuple[Mapping[str, object], ...]
    extra: dict[str, object]


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
        content = _read(Details("", document))
        _check(content)
    except InvalidFieldError as error:
        field = error.field.lstrip(".")
        raise ExchangeFormatError(field, f"{error.value!r} {error.reason}") from error
    return content


def load_ledger(uow: UnitOfWork, content: LedgerContent) -> None:
    """Book a ledger into an empty one, as one action; the caller commits."""
    uow.journal.begin("load", {})
    uow.account.save(content.account)
    uow.account.save_payment_side(content.funding, content.channels)
    uow.entries.add(content.records)
    if content.imports:
        uow.imports.restore(content.imports)
    if content.today is not None:
        uow.settings.put("pinned_today", content.today)
    if content.extra:
        uow.settings.put("exchange_extra", _dump(content.extra))


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
    }
)


def _read(document: Details) -> LedgerContent:
    today = document.day("today")
    records = [
        *(_purchase(each) for each in document.children("purchases") or []),
        *(_refund(each) for each in document.children("refunds") or []),
        *(_repayment(each) for each in document.children("repayments") or []),
        *(_adjustment(each) for each in document.children("adjustments") or []),
        *(_conversion(each) for each in document.children("statement_instalments") or []),
        *(_settlement(each) for each in document.children("early_settlements") or []),
        *(_snapshot(each) for each in document.children("snapshots") or []),
        *(_other(each) for each in document.children("other_entries") or []),
    ]
    return LedgerContent(
        today=today.isoformat() if today else None,
        account=account_of(document),
        records=tuple(records),
        funding=tuple(funding_of(each) for each in document.children("funding") or []),
        channels=tuple(channel_of(each) for each in document.children("channels") or []),
        imports=tuple(each.values for each in document.children("imports") or []),
        extra={key: value for key, value in document.values.items() if key not in _KNOWN},
    )


def _check(content: LedgerContent) -> None:
    """Refuse ids that stand twice, refunds of nothing, and a history that breaks a rule."""
    debts: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for record in content.records:
        opens_debt = record.kind in {"purchase", "adjustment", "statement_instalment"}
        if (record.kind, record.id) in seen or (opens_debt and record.id in debts):
            field = f"{record.kind} {record.id}.id"
            raise InvalidFieldError(field, record.id, "stands twice")
        seen.add((record.kind, record.id))
        if opens_debt:
            debts.add(record.id)
    _check_payment_side(content)
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


def _check_refunds(content: LedgerContent, purchases: Mapping[str, EntryRecord]) -> None:
    refunded: dict[str, int] = {}
    for record in content.records:
        if record.kind == "refund":
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
            if record.state == "booked" and record.day < purchase.day:
                field = f"refunds {record.id}.booked"
                raise InvalidFieldError(field, record.day, f"is before {purchase.id}")


def _is_replayed(record: EntryRecord) -> bool:
    return record.kind in REPLAYED_KINDS and record.state in {"", "booked"}


def _purchase(item: Details) -> EntryRecord:
    stamp = _need(item, "time")
    day, time = _moment(item, stamp)
    known = {
        "id", "time", "amount", "merchant", "description", "category", "order_no",
        "merchant_order_no", "periods", "fee_rate_ppm_per_period", "free_periods",
        "note", "method", "needs_periods",
    }  # fmt: skip
    periods = item.number("periods")
    return EntryRecord(
        id=_need(item, "id"),
        kind="purchase",
        day=day,
        time=time,
        amount_fen=_amount(item),
        counterparty=item.string("merchant") or "",
        description=item.string("description") or "",
        category=item.string("category") or "",
        method=item.string("method") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        periods=1 if periods is None else periods,
        fee_rate_ppm=item.number("fee_rate_ppm_per_period") or 0,
        free_periods=item.number("free_periods") or 0,
        needs_periods=item.flag("needs_periods") or False,
        details=_rest(item, known),
    )


def _repayment(item: Details) -> EntryRecord:
    state = item.string("state") or "booked"
    if state not in REPAYMENT_STATES:
        field = f"{item.owner}.state"
        raise InvalidFieldError(field, state, f"must be one of {', '.join(REPAYMENT_STATES)}")
    known = {
        "id", "date", "time", "amount", "channel", "state", "note", "may_exceed_ledger",
        "counterparty", "description", "category", "order_no", "merchant_order_no",
    }  # fmt: skip
    rest = _rest(item, known)
    if rest.get("allocations", "") is None:
        del rest["allocations"]
    return EntryRecord(
        id=_need(item, "id"),
        kind="repayment",
        day=_need_day(item, "date"),
        time=item.string("time") or "",
        amount_fen=_amount(item),
        method=item.string("channel") or "",
        state=state,
        counterparty=item.string("counterparty") or "",
        description=item.string("description") or "",
        category=item.string("category") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        may_exceed_ledger=item.flag("may_exceed_ledger") or False,
        details=rest,
    )


def _refund(item: Details) -> EntryRecord:
    initiated, booked = item.day("initiated"), item.day("booked")
    day = booked or initiated
    if day is None:
        field = f"{item.owner}.booked"
        raise InvalidFieldError(field, None, "booked or initiated is needed")
    known = {"id", "purchase", "booked", "amount", "note", "time", "description",
             "counterparty", "category", "method", "order_no", "merchant_order_no"}  # fmt: skip
    rest = _rest(item, known)
    if rest.get("initiated", "") is None:
        del rest["initiated"]
    return EntryRecord(
        id=_need(item, "id"),
        kind="refund",
        day=day.isoformat(),
        time=item.string("time") or "",
        amount_fen=_amount(item),
        state="booked" if booked else "pending",
        purchase_id=_need(item, "purchase"),
        description=item.string("description") or "",
        counterparty=item.string("counterparty") or "",
        category=item.string("category") or "",
        method=item.string("method") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        details=rest,
    )


def _adjustment(item: Details) -> EntryRecord:
    amount = item.number("amount")
    if not amount:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, amount, "must be a whole number of fen")
    return EntryRecord(
        id=_need(item, "id"),
        kind="adjustment",
        day=_need_day(item, "date"),
        amount_fen=amount,
        note=item.string("note") or "",
        details=_rest(item, {"id", "date", "amount", "note"}),
    )


def _conversion(item: Details) -> EntryRecord:
    _need_day(item, "statement_date")
    known = {"id", "date", "amount", "periods", "fee_rate_ppm_per_period", "free_periods",
             "note"}  # fmt: skip
    return EntryRecord(
        id=_need(item, "id"),
        kind="statement_instalment",
        day=_need_day(item, "date"),
        amount_fen=_amount(item),
        periods=item.number("periods") or 1,
        fee_rate_ppm=item.number("fee_rate_ppm_per_period") or 0,
        free_periods=item.number("free_periods") or 0,
        note=item.string("note") or "",
        details=_rest(item, known),
    )


def _settlement(item: Details) -> EntryRecord:
    return EntryRecord(
        id=_need(item, "id"),
        kind="early_settlement",
        day=_need_day(item, "date"),
        amount_fen=0,
        purchase_id=_need(item, "purchase"),
        note=item.string("note") or "",
        details=_rest(item, {"id", "date", "purchase", "note"}),
    )


def _snapshot(item: Details) -> EntryRecord:
    for key in ("available", "owed", "due_this_month"):
        item.number(key)
    return EntryRecord(
        id=_need(item, "id"),
        kind="snapshot",
        day=_need_day(item, "date"),
        amount_fen=0,
        note=item.string("note") or "",
        details=_rest(item, {"id", "date", "note"}),
    )


def _other(item: Details) -> EntryRecord:
    kind = _need(item, "kind")
    if kind not in OTHER_KINDS:
        field = f"{item.owner}.kind"
        raise InvalidFieldError(field, kind, f"must be one of {OTHER_KINDS}")
    day, time = _moment(item, _need(item, "time"))
    known = {"id", "kind", "time", "amount", "merchant", "description", "category", "method",
             "order_no", "merchant_order_no", "note"}  # fmt: skip
    return EntryRecord(
        id=_need(item, "id"),
        kind=kind,
        day=day,
        time=time,
        amount_fen=_amount(item, lowest=0),
        counterparty=item.string("merchant") or "",
        description=item.string("description") or "",
        category=item.string("category") or "",
        method=item.string("method") or "",
        order_no=item.string("order_no") or "",
        merchant_order_no=item.string("merchant_order_no") or "",
        note=item.string("note") or "",
        details=_rest(item, known),
    )


def _need(item: Details, key: str) -> str:
    value = item.string(key)
    if not value:
        field = f"{item.owner}.{key}"
        raise InvalidFieldError(field, value, "is needed")
    return value


def _need_day(item: Details, key: str) -> str:
    value = item.day(key)
    if value is None:
        field = f"{item.owner}.{key}"
        raise InvalidFieldError(field, None, "is needed")
    return value.isoformat()


def _amount(item: Details, lowest: int = 1) -> int:
    value = item.number("amount")
    if value is None or value < lowest:
        field = f"{item.owner}.amount"
        raise InvalidFieldError(field, value, "must be a whole number of fen above zero")
    return value


def _moment(item: Details, stamp: str) -> tuple[str, str]:
    """Return day and time of a stamp such as ``2026-06-01T10:00:00``; a bare day is midnight."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        raise InvalidFieldError(
            f"{item.owner}.time",  # noqa: EM102 - a field's path, not a message
            stamp,
            "must be a Beijing time YYYY-MM-DDTHH:MM:SS",
        )
    return moment.date().isoformat(), moment.time().isoformat(timespec="seconds")


def _rest(item: Details, known: set[str]) -> dict[str, object]:
    return {key: value for key, value in item.values.items() if key not in known}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
