"""A plan beside what was paid: which repayment belongs to which step.

The rule, the same on every call: a repayment that was booked for a step ("paid") goes to that
step; then every other one, in the order of their days, goes to the oldest step of the same card
that is neither full nor marked. What a repayment has more than its step wants goes on to the
card's next such step, and what then is left was not planned. So every fen that was paid is
either on one step or unplanned, none on two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huanqing.application.card_names import card_named
from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import PlanStep, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.plan_ports import PlanMark
    from huanqing.domain.planning.plan import Payment

PAID, FAILED, SKIPPED = "paid", "failed", "skipped"
"""The states of a mark."""


@dataclass(slots=True)
class _Slot:
    """A step while repayments are put on it."""

    number: int
    payment: Payment
    mark: str = ""
    paid_fen: int = 0
    repayments: list[str] = field(default_factory=list)

    @property
    def room_fen(self) -> int:
        return self.payment.amount_fen - self.paid_fen

    @property
    def is_open(self) -> bool:
        return self.room_fen > 0 and self.mark not in {FAILED, SKIPPED}


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps with what became of them, and what was paid beside them, in fen."""

    steps: tuple[PlanStep, ...]
    unplanned_fen: int
    matched_fen: int


def match_repayments(
    payments: Sequence[Payment],
    marks: Iterable[PlanMark],
    repayments: Sequence[EntryRecord],
    today: date,
) -> Progress:
    """Return what became of planned payments, numbered from 1.

    ``repayments`` are those made since the plan, in the order of their days; their method
    names the card (see ``card_named``). A mark whose repayment is gone counts no more.
    """
    slots = [_Slot(number, each) for number, each in enumerate(payments, start=1)]
    linked: dict[str, _Slot] = {}
    made = {each.id for each in repayments}
    for mark in marks:
        if 1 <= mark.step <= len(slots):
            slots[mark.step - 1].mark = mark.state
            linked |= {name: slots[mark.step - 1] for name in mark.repayments if name in made}
    # What was booked for a step goes there first, whatever came in between.
    rests = {
        each.id: _put(linked[each.id], each, each.amount_fen)
        if each.id in linked
        else each.amount_fen
        for each in repayments
    }
    cards = {card_of(slot.payment.channel) for slot in slots}
    unplanned = 0
    for each in repayments:
        left = rests[each.id]
        card = card_named(each.method, cards)
        for slot in slots:
            if slot.is_open and left and card_of(slot.payment.channel) == card:
                left = _put(slot, each, left)
        unplanned += left
    return Progress(
        tuple(_step(each, today) for each in slots),
        unplanned,
        sum(each.paid_fen for each in slots),
    )


def _put(slot: _Slot, repayment: EntryRecord, amount_fen: int) -> int:
    taken = min(slot.room_fen, amount_fen)
    if taken:
        slot.paid_fen += taken
        slot.repayments.append(repayment.id)
    return amount_fen - taken


def _step(slot: _Slot, today: date) -> PlanStep:
    if not slot.room_fen:
        state = StepState.PAID
    elif slot.mark in {FAILED, SKIPPED}:
        state = StepState(slot.mark)
    elif slot.paid_fen:
        state = StepState.PARTLY
    else:
        state = StepState.MISSED if slot.payment.day < today else StepState.OPEN
    return PlanStep(slot.number, slot.payment, state, slot.paid_fen, tuple(slot.repayments))
