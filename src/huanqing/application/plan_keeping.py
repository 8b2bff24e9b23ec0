"""Accepted plans as they are kept, and read back beside what was paid since."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.card_names import card_named
from huanqing.application.entry_record import UNDER_WAY
from huanqing.application.plan_answers import read_answer
from huanqing.application.plan_auto_debit import debits_in
from huanqing.application.plan_basis import (
    basis_document,
    basis_of,
    cash_differs,
    debts_differ,
    limits_differ,
    read_basis,
    repayments_since,
)
from huanqing.application.plan_channels import card_of
from huanqing.application.plan_exchange import plan_document, problem_document, read_problem
from huanqing.application.plan_models import AcceptedPlan, StaleReason, StepState
from huanqing.application.plan_ports import StoredPlan
from huanqing.application.plan_preferences import (
    PREFERENCES,
    preferences_document,
    preferences_of,
)
from huanqing.application.plan_progress import FAILED, match_repayments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.plan_basis import Basis
    from huanqing.application.plan_progress import Progress
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.payment_channel import PaymentChannel
    from huanqing.domain.planning.plan import Payment
    from huanqing.domain.planning.problem import Problem

_OF_STEPS = {
    StepState.MISSED: StaleReason.STEP_MISSED,
    StepState.FAILED: StaleReason.STEP_FAILED,
    StepState.SKIPPED: StaleReason.STEP_SKIPPED,
}


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A kept plan, parsed; ``basis`` is None where it was kept without."""

    stored: StoredPlan
    problem: Problem
    answer: PlanAnswer
    basis: Basis | None

    @property
    def made_on(self) -> date:
        """The day on which it was accepted."""
        return date.fromisoformat(self.stored.made_on)

    @property
    def payments(self) -> tuple[Payment, ...]:
        """What the steps are: the plan's payments and its auto-debits, by day; never reordered."""
        return planned_payments(self.problem, self.answer)


def planned_payments(problem: Problem, answer: PlanAnswer) -> tuple[Payment, ...]:
    """Return payments and auto-debits in the order of their days, the payments first."""
    every = (*answer.plan.payments, *debits_in(problem))
    return tuple(sorted(every, key=lambda each: each.day))


def to_keep(
    uow: UnitOfWork, today: date, now_text: str, problem: Problem, answer: PlanAnswer
) -> StoredPlan:
    """Return the plan as it is kept, with the facts of the ledger that it rests on."""
    basis = basis_document(basis_of(uow, today, problem.horizon_end))
    document = plan_document(answer) | {"basis": basis}
    return StoredPlan(
        made_on=today.isoformat(),
        accepted_at=now_text,
        problem=json.dumps(problem_document(problem), ensure_ascii=False),
        answer=json.dumps(document, ensure_ascii=False),
    )


def read_kept(stored: StoredPlan) -> KeptPlan:
    """Return a kept plan; raises LedgerError or JSONDecodeError where it is broken."""
    document = json.loads(stored.answer)
    answer = read_answer(document)
    basis = read_basis(document.get("basis"))
    return KeptPlan(stored, read_problem(json.loads(stored.problem)), answer, basis)


def cards_that_failed(uow: UnitOfWork, today: date) -> frozenset[str]:
    """Return the cards whose payment of today, in the plan that is followed, failed.

    A new plan does not ask for them again before tomorrow.
    """
    stored = uow.plans.current()
    failed = set() if stored is None else {x.step for x in stored.marks if x.state == FAILED}
    if stored is None or not failed:
        return frozenset()
    steps = enumerate(read_kept(stored).payments, start=1)
    return frozenset(
        card_of(each.channel) for step, each in steps if step in failed and each.day == today
    )


def beside_what_was_paid(uow: UnitOfWork, kept: KeptPlan, today: date) -> AcceptedPlan:
    """Return the plan with the state of each step, and why it is stale, if it is."""
    records = uow.plans.repayments(kept.made_on, UNDER_WAY)
    since = repayments_since(records, kept.basis, kept.made_on)
    progress = match_repayments(kept.payments, kept.stored.marks, since, today)
    return AcceptedPlan(
        plan_id=kept.stored.plan_id,
        made_on=kept.made_on,
        accepted_at=kept.stored.accepted_at,
        problem=kept.problem,
        answer=kept.answer,
        steps=progress.steps,
        stale=_stale(uow, kept, today, records, since, progress),
        unplanned_fen=progress.unplanned_fen,
    )


def _stale(
    uow: UnitOfWork,
    kept: KeptPlan,
    today: date,
    records: Sequence[EntryRecord],
    since: Sequence[EntryRecord],
    progress: Progress,
) -> tuple[StaleReason, ...]:
    found = {_OF_STEPS[each.state] for each in progress.steps if each.state in _OF_STEPS}
    late_parts = [
        x for x in progress.steps if x.state is StepState.PARTLY and x.payment.day < today
    ]
    if late_parts:
        found.add(StaleReason.STEP_MISSED)
    if progress.unplanned_fen:
        found.add(StaleReason.PAID_OUTSIDE)
    if today > kept.problem.horizon_end:
        found.add(StaleReason.HORIZON_OVER)
    elif kept.basis is not None:
        found |= _changed_facts(uow, kept, kept.basis, today, records, since)
    return tuple(each for each in StaleReason if each in found)


def _changed_facts(
    uow: UnitOfWork,
    kept: KeptPlan,
    basis: Basis,
    today: date,
    records: Sequence[EntryRecord],
    since: Sequence[EntryRecord],
) -> set[StaleReason]:
    end = kept.problem.horizon_end
    now = basis_of(uow, today, end, [date.fromisoformat(day) for day in basis.debts])
    spent = _spent(since, uow.account.channels())
    is_late = not kept.answer.plan.is_on_time
    found = set()
    if debts_differ(basis, now, records):
        found.add(StaleReason.DEBTS_CHANGED)
    if limits_differ(basis, now, today):
        found.add(StaleReason.LIMITS_CHANGED)
    if cash_differs(basis, now, spent, (today, end), is_late=is_late):
        found.add(StaleReason.CASH_CHANGED)
    return found


def _spent(records: Sequence[EntryRecord], channels: Sequence[PaymentChannel]) -> dict[str, int]:
    """Return what repayments took out of each account, with their fees, in fen."""
    cards = {each.id: each for each in channels}
    found: dict[str, int] = {}
    for each in records:
        card = cards.get(card_named(each.method, cards) or "")
        if card is not None and card.funding_id is not None:
            cost = each.amount_fen + card.fee_per_payment_fen
            found[card.funding_id] = found.get(card.funding_id, 0) + cost
    return found


def rename_card(uow: UnitOfWork, old: str, new: str) -> None:
    """Rename a card in the plan that is followed; a part of the running action."""
    stored = uow.plans.current()
    if stored is not None:
        uow.plans.rewrite(renamed(stored, old, new))
    preferences = preferences_of(uow)
    if preferences.auto_debit_channel == old:
        document = preferences_document(replace(preferences, auto_debit_channel=new))
        uow.settings.put(PREFERENCES, json.dumps(document, ensure_ascii=False))


def renamed(stored: StoredPlan, old: str, new: str) -> StoredPlan:
    """Return the kept plan with a card's new name wherever it names the card."""
    problem, answer = json.loads(stored.problem), json.loads(stored.answer)
    for each in problem["channels"]:
        each["id"] = _renamed(each["id"], old, new)
    for account in problem["funding"]:
        for flow in account["flows"]:
            flow["label"] = flow["label"].replace(f"\u00a0{old}\u00a0", f"\u00a0{new}\u00a0")
    for each in answer["payments"]:
        each["channel"] = _renamed(each["channel"], old, new)
    limits = answer.get("basis", {}).get("limits", {})
    if old in limits:
        limits[new] = limits.pop(old)
    _rename_explanation(answer, old, new)
    return replace(
        stored,
        problem=json.dumps(problem, ensure_ascii=False),
        answer=json.dumps(answer, ensure_ascii=False),
    )


def _rename_explanation(answer: dict[str, object], old: str, new: str) -> None:
    bottleneck, remedies = answer.get("bottleneck"), answer.get("remedies")
    limits = bottleneck.get("limits", []) if isinstance(bottleneck, dict) else []
    for each in limits:
        if each["kind"] in {"per_day", "payments_per_day", "per_month"} and each["of"]:
            each["of"] = _renamed(each["of"], old, new)
    for each in remedies if isinstance(remedies, list) else []:
        if "channel" in each:
            each["channel"] = _renamed(each["channel"], old, new)


def _renamed(channel: str, old: str, new: str) -> str:
    card = card_of(channel)
    return new + channel[len(card) :] if card == old else channel
