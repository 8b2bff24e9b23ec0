"""What a plan rests on, kept with it as JSON, so that one can tell when that has changed.

``debts``: what each statement due within the horizon charges, without penalty; ``paid``: the
repayments that were known when the plan was made, made or under way; ``limits``: what the cards
let through within the horizon; ``cash``: each account with its flows as it was to go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.plan_cash import cash_left, funding_of
from huanqing.application.plan_usage import MADE, movements_of, repayments_for
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.problem import Flow, Funding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.payment_channel import PaymentChannel

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Basis:
    """The facts of a ledger that a plan from one day to another rests on."""

    debts: Mapping[str, int]
    paid: Mapping[str, int]
    limits: Json
    cash: Mapping[str, Funding]


def basis_of(uow: UnitOfWork, today: date, horizon_end: date, dates: Sequence[date] = ()) -> Basis:
    """Return what a plan made today would rest on.

    ``dates`` are statements to look at even where nothing of them is owed any more.
    """
    accounts = [each for each in uow.account.funding() if each.balance_fen is not None]
    records = repayments_for(uow, today, accounts)
    channels = uow.account.channels()
    movements = movements_of(records, channels, today)
    behind = {each.id: each.funding_id for each in channels}
    return Basis(
        debts=_debts(uow, today, horizon_end, dates),
        paid={
            each.id: each.amount_fen
            for each in records
            if each.day >= today.isoformat() or each.state not in {"", "booked", "failed"}
        },
        limits={each.id: _limits(each, today, horizon_end) for each in channels},
        cash={
            each.id: funding_of(
                each, today, horizon_end, [x for x in movements if behind[x.channel] == each.id]
            )
            for each in accounts
        },
    )


def _debts(
    uow: UnitOfWork, today: date, horizon_end: date, dates: Sequence[date]
) -> dict[str, int]:
    standing = figures.standing_on(uow, today)
    found = {
        each.statement_date: each.principal_fen + each.fee_fen
        for each in standing.replay.open_statements()
        if each.due_date <= horizon_end and (each.left_fen or each.statement_date in dates)
    }
    missing = [day for day in dates if day not in found]
    if missing:
        for each in figures.final_statements(uow, today, missing):
            found[each.statement_date] = each.principal_fen + each.fee_fen
    return {day.isoformat(): amount for day, amount in sorted(found.items())}


def _limits(card: PaymentChannel, today: date, horizon_end: date) -> Json:
    """Return what of a card matters from today on; earlier limits only as they hold today."""
    past = [each.from_date for each in card.limits if each.from_date <= today]
    since = max(past, default=today)
    return {
        "funding": card.funding_id,
        "fee": card.fee_per_payment_fen,
        "limits": [
            [
                max(each.from_date, today).isoformat(),
                each.per_transaction_fen,
                each.per_day_fen,
                each.per_month_fen,
                each.payments_per_day,
            ]
            for each in sorted(card.limits, key=lambda each: each.from_date)
            if since <= each.from_date <= horizon_end
        ],
        "closed": sorted(x.isoformat() for x in card.unavailable if today <= x <= horizon_end),
    }


def basis_document(basis: Basis) -> Json:
    """Return the facts as JSON values."""
    return {
        "debts": dict(basis.debts),
        "paid": dict(basis.paid),
        "limits": basis.limits,
        "cash": {
            name: {
                "balance": each.balance_fen,
                "reserve": each.reserve_fen,
                "flows": [[flow.day.isoformat(), flow.amount_fen] for flow in each.flows],
            }
            for name, each in basis.cash.items()
        },
    }


def read_basis(document: object) -> Basis | None:
    """Return kept facts, None where a plan was kept without; InvalidFieldError for others."""
    if document is None:
        return None
    field = "answer.basis"
    if not isinstance(document, dict):
        raise InvalidFieldError(field, document, "must be an object")
    try:
        return Basis(
            debts={str(day): int(amount) for day, amount in document["debts"].items()},
            paid={str(name): int(amount) for name, amount in document["paid"].items()},
            limits=dict(document["limits"]),
            cash={
                str(name): Funding(
                    id=str(name),
                    balance_fen=int(each["balance"]),
                    reserve_fen=int(each["reserve"]),
                    flows=tuple(
                        Flow(day=date.fromisoformat(day), amount_fen=int(amount))
                        for day, amount in each["flows"]
                    ),
                )
                for name, each in document["cash"].items()
            },
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InvalidFieldError(field, str(error), "is not what a plan rests on") from error


def repayments_since(
    records: Sequence[EntryRecord], basis: Basis | None, made_on: date
) -> list[EntryRecord]:
    """Return the repayments made since a plan was: not those that it knew already."""
    known = {} if basis is None else basis.paid
    return [
        each
        for each in records
        if each.state in {"", *MADE} and each.day >= made_on.isoformat() and each.id not in known
    ]


def debts_differ(then: Basis, now: Basis, records: Sequence[EntryRecord]) -> bool:
    """Return whether statements charge something else, or money under way did not arrive."""
    if dict(then.debts) != dict(now.debts):
        return True
    arrived = {each.id: each.amount_fen for each in records if each.state != "failed"}
    return any(arrived.get(name) != amount for name, amount in then.paid.items())


def limits_differ(then: Basis, now: Basis, today: date) -> bool:
    """Return whether a card lets through something else from today on."""
    return any(
        _from_day(then.limits.get(name), today) != _from_day(now.limits.get(name), today)
        for name in {*then.limits, *now.limits}
    )


def _from_day(found: object, today: date) -> object:
    """Return a card's facts as they matter from a day on, so that passing days change nothing."""
    if not isinstance(found, dict):
        return None
    first = today.isoformat()
    limits = [[max(day, first), *rest] for day, *rest in found["limits"]]
    last_past = max((place for place, each in enumerate(limits) if each[0] == first), default=0)
    closed = [day for day in found["closed"] if day >= first]
    return [found["funding"], found["fee"], limits[last_past:], closed]


def cash_differs(
    then: Basis,
    now: Basis,
    spent: Mapping[str, int],
    days: tuple[date, date],
    *,
    is_late: bool,
) -> bool:
    """Return whether an account has less than the plan counted on, or more where it is late.

    ``spent`` is what repayments since the plan took out of each account, ``days`` are today and
    the end of the horizon.
    """
    for name, kept in then.cash.items():
        found = now.cash.get(name)
        if found is None:
            return True
        for day in _days(kept, found, days):
            expected = cash_left(kept, day, day) - spent.get(name, 0)
            there = cash_left(found, day, day)
            if there < max(0, expected) or (is_late and there > expected):
                return True
    return is_late and any(name not in then.cash for name in now.cash)


def _days(one: Funding, other: Funding, days: tuple[date, date]) -> list[date]:
    today, until = days
    flows = {each.day for each in (*one.flows, *other.flows)}
    return sorted({today, *(day for day in flows if today < day <= until)})
