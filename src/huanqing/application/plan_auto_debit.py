"""Auto-debit (自动扣款): what JD takes by itself, as a payment on its day within the limits.

The day before a bill is due JD takes all that is left of it from one card, in one payment
(domain-facts.md section 3). A bill is left to it only where that one payment surely goes
through: within the card's limits of that day and month, and with the cash that is there on it
and every later day. Such a bill asks for no payment by hand; the debit uses up the card's
limits of its day and leaves the account as a flow of its own. A bill that does not fit is
planned by hand, and as a plan is done before that day, JD finds nothing left to take.

The flows carry what they are in their label, so a problem alone tells its debits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application.plan_cash import cash_left
from huanqing.application.plan_channels import room_on
from huanqing.application.plan_usage import Movement
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.planning.plan import Allocation, Payment
from huanqing.domain.planning.problem import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.plan_obligations import Owed
    from huanqing.application.plan_usage import Usage
    from huanqing.domain.payment_channel import PaymentChannel
    from huanqing.domain.planning.problem import Funding, Problem

_MARK = "auto-debit\u00a0"
_BETWEEN = "\u00a0| "


def debit_label(channel: str, obligation: str) -> str:
    """Return the label of the flow that a debit is."""
    return f"{_MARK}{channel}{_BETWEEN}{obligation}"


def debits_in(problem: Problem) -> tuple[Payment, ...]:
    """Return the auto-debits that a problem counts on, in the order of their days."""
    found = []
    for account in problem.funding:
        for flow in account.flows:
            if not flow.label.startswith(_MARK):
                continue
            channel, _, owed = flow.label.removeprefix(_MARK).partition(_BETWEEN)
            part = Allocation(owed, -flow.amount_fen)
            found.append(Payment(flow.day, channel, -flow.amount_fen, (part,)))
    return tuple(sorted(found, key=lambda each: (each.day, each.channel)))


def leave_to_debit(
    owed: Sequence[Owed],
    card: PaymentChannel,
    funding: Funding,
    usage: Usage,
    days: tuple[date, date],
) -> Funding:
    """Take off the bills that auto-debit will pay, and return the account with those debits.

    ``days`` are today and the end of the horizon; ``usage`` counts the debits as well. What
    a payment through the card costs is a further flow.
    """
    today, horizon_end = days
    for each in owed:
        day, amount = each.due - ONE_DAY, each.left_fen
        if not amount or not today <= day <= horizon_end or each.due > horizon_end:
            continue
        fee = card.fee_per_payment_fen
        fits = amount <= room_on(card, day, usage)
        if not fits or amount + fee > cash_left(funding, day, horizon_end):
            continue
        label = debit_label(card.id, each.id)
        each.take(amount)
        usage.add(Movement(card.id, day, amount, is_made=False, label=label))
        taken = [Flow(day=day, amount_fen=-amount, label=label)]
        taken += [Flow(day=day, amount_fen=-fee, label="fee")] if fee else []
        flows = sorted((*funding.flows, *taken), key=lambda each: each.day)
        funding = replace(funding, flows=tuple(flows))
    return funding
