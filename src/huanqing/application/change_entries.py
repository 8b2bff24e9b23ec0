"""Actions on single entries: each one named action in the journal; the caller commits.

Every action ends with a replay up to the last entry, so that a change which would make a later
repayment exceed what is owed is refused as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.account_rules import BEGINNING
from huanqing.application.entry_record import OPENS_DEBT
from huanqing.application.entry_rules import completed, refuse_entry
from huanqing.domain.credit_account import AccountRule, CreditAccount, LimitKind, LimitPart
from huanqing.domain.credit_limit import figures_at
from huanqing.domain.errors import InvalidFieldError, UnknownPurchaseError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork


def split_purchase(
    uow: UnitOfWork, purchase_id: str, periods: int, fee_rate_ppm: int = 0, free_periods: int = 0
) -> None:
    """Say in how many periods a purchase is paid; answers what an import asked.

    Raises UnknownPurchaseError where there is no such purchase.
    """
    rowid = uow.search.rowid_of("purchase", purchase_id)
    if rowid is None:
        raise UnknownPurchaseError(purchase_id, purchase_id)
    split_entry(uow, rowid, periods, fee_rate_ppm, free_periods)


def book_entry(uow: UnitOfWork, draft: EntryRecord) -> int:
    """Book a new entry as one action and return its row; id "" lets the ledger name it.

    Raises LedgerError where it, or what is left of the ledger with it, breaks a rule.
    """
    record = completed(uow, draft)
    refuse_entry(uow, record, None)
    if record.id and _is_taken(uow, record):
        field = f"{record.kind}.id"
        raise InvalidFieldError(field, record.id, "is taken")
    uow.journal.begin("add", telling(record))
    rowid = uow.entries.add([record])
    _replay_to_the_end(uow)
    return rowid


def rewrite_entry(uow: UnitOfWork, rowid: int, draft: EntryRecord) -> None:
    """Replace the fields of an entry as one action; its kind and id stay.

    Raises KeyError where it is gone, LedgerError as ``book_entry``.
    """
    stored = _stored(uow, rowid)
    if draft.kind != stored.kind:
        field = f"{stored.id}.kind"
        raise InvalidFieldError(field, draft.kind, "cannot change")
    record = completed(uow, replace(draft, id=stored.id))
    if record == stored:
        return
    refuse_entry(uow, record, rowid)
    uow.journal.begin("change", telling(record))
    uow.entries.rewrite(rowid, record)
    _replay_to_the_end(uow)


def delete_entries(uow: UnitOfWork, rowids: Sequence[int]) -> None:
    """Delete entries, with what belongs to deleted purchases, as one action.

    Raises KeyError where one is gone, LedgerError where what is left breaks a rule: a
    statement instalment or a repayment's own allocation may rest on a purchase.
    """
    chosen = {rowid: _stored(uow, rowid) for rowid in rowids}
    if not chosen:
        return
    purchases = [rowid for rowid, each in chosen.items() if each.kind == "purchase"]
    every = sorted({*chosen, *uow.search.resting_on(purchases)})
    first = next(iter(chosen.values()))
    told = telling(first) if len(chosen) == 1 else {"kind": first.kind}
    uow.journal.begin("remove", {**told, "count": str(len(every))})
    uow.entries.delete(every)
    _replay_to_the_end(uow)


def split_entry(
    uow: UnitOfWork, rowid: int, periods: int, fee_rate_ppm: int = 0, free_periods: int = 0
) -> None:
    """Say in how many periods a purchase is paid, as one action.

    Raises KeyError where it is gone, LedgerError where it is no purchase or cannot be split so.
    """
    stored = _stored(uow, rowid)
    if stored.kind != "purchase":
        raise UnknownPurchaseError(stored.id, stored.id)
    changed = replace(
        stored,
        periods=periods,
        fee_rate_ppm=fee_rate_ppm,
        free_periods=free_periods,
        needs_periods=False,
    )
    refuse_entry(uow, changed, rowid)
    uow.journal.begin("split", {**telling(changed), "periods": str(periods)})
    uow.entries.rewrite(rowid, changed)
    _replay_to_the_end(uow)


def telling(record: EntryRecord) -> dict[str, str]:
    """Return what the Edit menu says of an action on one entry; the amount in fen."""
    shown = record.description or record.counterparty
    told = {"kind": record.kind, "amount": str(record.amount_fen), "count": "1"}
    return told | ({"description": shown} if shown else {})


def _stored(uow: UnitOfWork, rowid: int) -> EntryRecord:
    found = uow.entries.record_at(rowid)
    if found is None:
        raise KeyError(rowid)
    return found


def _is_taken(uow: UnitOfWork, record: EntryRecord) -> bool:
    shared = OPENS_DEBT if record.kind in OPENS_DEBT else (record.kind,)
    return any(uow.entries.record(kind, record.id) is not None for kind in shared)


def change_account(uow: UnitOfWork, account: CreditAccount) -> None:
    """Replace the account with its dated rules, limits and freezes."""
    uow.journal.begin("account", {"name": account.name})
    uow.account.save(account)
    _replay_to_the_end(uow)


def tell_account(
    uow: UnitOfWork, today: date, limit_fen: int | None, statement_day: int | None
) -> CreditAccount:
    """Set the fixed limit and the statement day, and return the account.

    What was never told before holds from the beginning on, a change of it from ``today`` on.
    """
    account = uow.account.get()
    if limit_fen is not None:
        is_first = all(part.kind is not LimitKind.FIXED for part in account.limits)
        part = LimitPart(
            from_date=BEGINNING if is_first else today,
            until=None,
            kind=LimitKind.FIXED,
            amount_fen=limit_fen,
        )
        kept = [each for each in account.limits if not _same_start(each, part)]
        account = replace(account, limits=(*kept, part))
    if statement_day is not None:
        account = replace(account, rules=_with_day(account.rules, today, statement_day))
    change_account(uow, account)
    return account


def _same_start(one: LimitPart, other: LimitPart) -> bool:
    return one.kind is other.kind and one.from_date == other.from_date


def _with_day(
    rules: tuple[AccountRule, ...], today: date, statement_day: int
) -> tuple[AccountRule, ...]:
    last = rules[-1]
    if rules == CreditAccount().rules or last.from_date == today:
        return (*rules[:-1], replace(last, statement_day=statement_day))
    return (*rules, replace(last, from_date=today, statement_day=statement_day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What JD shows on a day, in fen; None for a figure that was not looked at."""

    day: date
    available_fen: int | None = None
    owed_fen: int | None = None
    due_this_month_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotDifference:
    """JD's figures less the ledger's, in fen; None where either is unknown."""

    available_fen: int | None
    owed_fen: int | None
    due_this_month_fen: int | None


def snapshot_difference(uow: UnitOfWork, snapshot: Snapshot) -> SnapshotDifference:
    """Return how far the ledger is from what JD shows; changes nothing.

    "Due this month" is what is left of the statements due in the snapshot's month.
    """
    standing = figures.standing_on(uow, snapshot.day)
    limit = figures_at(standing.replay)
    month = (snapshot.day.year, snapshot.day.month)
    due = sum(
        each.left_fen
        for each in standing.replay.open_statements()
        if (each.due_date.year, each.due_date.month) == month
    )
    return SnapshotDifference(
        available_fen=_less(snapshot.available_fen, limit.available_fen),
        owed_fen=_less(snapshot.owed_fen, standing.replay.owed_fen),
        due_this_month_fen=_less(snapshot.due_this_month_fen, due),
    )


def _less(shown: int | None, known: int | None) -> int | None:
    return None if shown is None or known is None else shown - known


def _replay_to_the_end(uow: UnitOfWork) -> None:
    figures.replay_rest(uow)
