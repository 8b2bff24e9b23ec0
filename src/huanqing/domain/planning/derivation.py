"""Why the figures of a plan are what they are: payments, cash, room in a limit, late cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.domain.derivation import Derivation, Figure, Question, RuleUse, Term, Why
from huanqing.domain.money import PPM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.domain.planning.plan import LateObligation, Payment
    from huanqing.domain.planning.problem import Channel, Problem


def derive_payment(problem: Problem, payment: Payment) -> Derivation:
    """Return what a payment is for, and the limits that it keeps."""
    terms = tuple(
        Term(why=Why.OBLIGATION, amount_fen=part.amount_fen, name=part.obligation)
        for part in payment.allocations
    )
    channel = _channel(problem, payment.channel)
    rules = () if channel is None else _limits(channel)
    question = Question(figure=Figure.PAYMENT, day=payment.day, subject=payment.channel)
    return Derivation(question, payment.amount_fen, terms, rules)


def derive_day(
    problem: Problem, payments: Sequence[Payment], channel_id: str, day: date
) -> Derivation:
    """Return the payments of a channel on a day."""
    terms = tuple(
        Term(
            why=Why.PAYMENT,
            amount_fen=each.amount_fen,
            day=day,
            name="; ".join(part.obligation for part in each.allocations),
        )
        for each in payments
        if each.channel == channel_id and each.day == day
    )
    channel = _channel(problem, channel_id)
    question = Question(figure=Figure.DAY_PAYMENTS, day=day, subject=channel_id)
    rules = () if channel is None else _limits(channel)
    return Derivation(question, sum(term.amount_fen for term in terms), terms, rules)


def derive_due(problem: Problem, day: date) -> Derivation:
    """Return what falls due on a day; on the first day also what is overdue."""
    terms = tuple(
        Term(why=Why.OBLIGATION, amount_fen=each.amount_fen, day=each.due, name=each.id)
        for each in problem.obligations
        if each.due == day or (day == problem.today and each.due < day)
    )
    question = Question(figure=Figure.DUE, day=day)
    return Derivation(question, sum(term.amount_fen for term in terms), terms)


def derive_owed(problem: Problem) -> Derivation:
    """Return all that the plan has to pay."""
    terms = tuple(
        Term(why=Why.OBLIGATION, amount_fen=each.amount_fen, day=each.due, name=each.id)
        for each in problem.obligations
    )
    return Derivation(Question(figure=Figure.OWED), problem.owed_fen, terms)


def derive_cash(
    problem: Problem, payments: Sequence[Payment], account: str, day: date
) -> Derivation:
    """Return what an account holds at the end of a day, the plan's payments and fees taken."""
    funding = next(each for each in problem.funding if each.id == account)
    fees = {each.id: each.fee_per_payment_fen for each in problem.channels}
    own = {each.id for each in problem.channels if each.funding == account}
    terms = [Term(why=Why.BALANCE, amount_fen=funding.balance_fen, day=problem.today)]
    terms += [
        Term(why=Why.FLOW, amount_fen=flow.amount_fen, day=flow.day, name=flow.label)
        for flow in sorted(funding.flows, key=lambda flow: flow.day)
        if flow.day <= day
    ]
    for each in payments:
        if each.channel in own and each.day <= day:
            terms.append(
                Term(why=Why.PAYMENT, amount_fen=-each.amount_fen, day=each.day, name=each.channel)
            )
            if fees[each.channel]:
                terms.append(Term(why=Why.FEE, amount_fen=-fees[each.channel], day=each.day))
    rules = (RuleUse("reserve_fen", funding.reserve_fen),) if funding.reserve_fen else ()
    question = Question(figure=Figure.CASH, day=day, subject=account)
    return Derivation(question, sum(term.amount_fen for term in terms), tuple(terms), rules)


def derive_room(
    problem: Problem, payments: Sequence[Payment], channel_id: str, day: date
) -> Derivation:
    """Return what a channel's limit of the day leaves; unknown where it has none."""
    question = Question(figure=Figure.ROOM, day=day, subject=channel_id)
    channel = _channel(problem, channel_id)
    if channel is None or channel.per_day_fen is None:
        return Derivation(question, None)
    terms = [Term(why=Why.LIMIT, amount_fen=channel.per_day_fen, day=day)]
    if day == problem.today and channel.used_today_fen:
        terms.append(Term(why=Why.ALREADY_USED, amount_fen=-channel.used_today_fen, day=day))
    terms += [
        Term(why=Why.PAYMENT, amount_fen=-each.amount_fen, day=day, name=channel_id)
        for each in payments
        if each.channel == channel_id and each.day == day
    ]
    return Derivation(question, sum(term.amount_fen for term in terms), tuple(terms))


def derive_fees(problem: Problem, payments: Sequence[Payment]) -> Derivation:
    """Return the fees of payments, each with its day and channel."""
    fees = {each.id: each.fee_per_payment_fen for each in problem.channels}
    terms = tuple(
        Term(why=Why.PAYMENT, amount_fen=fees[each.channel], day=each.day, name=each.channel)
        for each in payments
        if fees[each.channel]
    )
    question = Question(figure=Figure.SHOWN_SUM)
    return Derivation(question, sum(term.amount_fen for term in terms), terms)


def derive_excess(payments: Sequence[Payment], over_fen: Sequence[int]) -> Derivation:
    """Return by how much each payment breaks a limit, or takes cash that is not there."""
    terms = tuple(
        Term(why=Why.PAYMENT, amount_fen=over, day=each.day, name=each.channel)
        for each, over in zip(payments, over_fen, strict=True)
        if over
    )
    question = Question(figure=Figure.SHOWN_SUM)
    return Derivation(question, sum(over_fen), terms)


def derive_late_cost(late: Sequence[LateObligation], late_worth: int) -> Derivation:
    """Return what each late obligation costs; roundings of the parts are a part of their own.

    ``late_worth`` is the first tier of the plan's objective, in millionths of a fen.
    """
    terms = [
        Term(
            why=Why.OBLIGATION,
            amount_fen=each.cost_fen,
            day=each.cleared_on,
            name=each.obligation,
            base_fen=each.unpaid_when_due_fen,
        )
        for each in late
    ]
    cost = (late_worth * 2 + PPM) // (2 * PPM)
    rest = cost - sum(term.amount_fen for term in terms)
    if rest:
        terms.append(Term(why=Why.ROUNDING, amount_fen=rest))
    return Derivation(Question(figure=Figure.LATE_COST), cost, tuple(terms))


def _channel(problem: Problem, channel_id: str) -> Channel | None:
    return next((each for each in problem.channels if each.id == channel_id), None)


def _limits(channel: Channel) -> tuple[RuleUse, ...]:
    named = (
        ("per_transaction_fen", channel.per_transaction_fen),
        ("per_day_fen", channel.per_day_fen),
        ("per_month_fen", channel.per_month_fen),
    )
    return tuple(RuleUse(name, value) for name, value in named if value is not None)
