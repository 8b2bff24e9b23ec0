"""Operations on statements: 账单分期 and 提前结清, each one action; the caller commits.

Each ends with a replay up to the last entry, so that an operation which would make a later
entry break a rule is refused as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.entry_record import EntryRecord
from huanqing.application.entry_records import entry_of
from huanqing.application.statement_models import InstalmentOffer
from huanqing.domain.entries import check_entry
from huanqing.domain.errors import NothingOwedError, UnknownPurchaseError

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.ports import UnitOfWork
    from huanqing.application.statement_models import InstalmentDraft, SettlementDraft
    from huanqing.domain.entries import Allocation


def instalment_offer(uow: UnitOfWork, day: date, statement_date: date) -> InstalmentOffer:
    """Return what of a statement may be split at the end of ``day``.

    The most is 0 where nothing may be: out of its days, or less than the least.
    """
    replay = figures.standing_on(uow, day).replay
    most = replay.convertible_fen(statement_date)
    least = replay.account.rule_on(day).conversion_min_fen
    return InstalmentOffer(statement_date, most if most >= least else 0, least)


def book_instalment(uow: UnitOfWork, draft: InstalmentDraft) -> None:
    """Book a statement instalment.

    Raises StatementInstalmentError where the statement does not allow it, InvalidFieldError
    where the draft itself is wrong.
    """
    record = EntryRecord(
        id="",
        kind="statement_instalment",
        day=draft.day.isoformat(),
        amount_fen=draft.amount_fen,
        periods=draft.periods,
        fee_rate_ppm=draft.fee_rate_ppm,
        free_periods=draft.free_periods,
        details={"statement_date": draft.statement_date.isoformat()},
    )
    check_entry(entry_of(record))
    told = {
        "statement": draft.statement_date.isoformat(),
        "amount": str(draft.amount_fen),
        "periods": str(draft.periods),
    }
    uow.journal.begin("statement_instalment", told)
    uow.entries.add([record])
    figures.replay_rest(uow)


def book_settlement(uow: UnitOfWork, draft: SettlementDraft) -> int:
    """Book an early settlement and, where the draft pays, its repayment; return what it costs.

    The cost is in fen: everything that is owed for the purchase at the end of the day, with
    the fees that the settlement leaves. Raises UnknownPurchaseError, and NothingOwedError
    where there is nothing to settle.
    """
    purchase = uow.entries.record("purchase", draft.purchase_id)
    if purchase is None:
        raise UnknownPurchaseError(draft.purchase_id, draft.purchase_id)
    settlement = _settlement_record(draft)
    check_entry(entry_of(settlement))
    told = {"purchase": purchase.id, "description": purchase.description or purchase.counterparty}
    uow.journal.begin("early_settlement", told)
    uow.entries.add([settlement])
    replay = figures.standing_on(uow, draft.day).replay
    allocations = replay.allocations_of_purchase(draft.purchase_id)
    cost = sum(each.amount_fen for each in allocations)
    if not cost:
        raise NothingOwedError(draft.purchase_id, draft.day)
    if draft.pays:
        uow.entries.add([_repayment_record(draft, cost, allocations)])
    figures.replay_rest(uow)
    return cost


def _settlement_record(draft: SettlementDraft) -> EntryRecord:
    details: dict[str, object] = {}
    if draft.fee_rule is not None:
        details["fee_rule"] = draft.fee_rule.value
    if draft.fee_fen is not None:
        details["fee"] = draft.fee_fen
    return EntryRecord(
        id="",
        kind="early_settlement",
        day=draft.day.isoformat(),
        amount_fen=0,
        purchase_id=draft.purchase_id,
        details=details,
    )


def _repayment_record(
    draft: SettlementDraft, cost: int, allocations: tuple[Allocation, ...]
) -> EntryRecord:
    told = [
        {
            "target": each.target.value,
            "amount": each.amount_fen,
            "statement_date": each.statement_date.isoformat() if each.statement_date else None,
            "purchase": each.purchase_id,
            "period": each.period,
        }
        for each in allocations
    ]
    return EntryRecord(
        id="",
        kind="repayment",
        day=draft.day.isoformat(),
        amount_fen=cost,
        state="booked",
        method=draft.method,
        details={"allocations": told},
    )
