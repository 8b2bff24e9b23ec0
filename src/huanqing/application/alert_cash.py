"""The money behind the cards, day by day: what alerts say of cash that will be short.

Where a plan is followed, each account pays what the plan's steps still want of it. Without one
nobody has said which account pays a bill: it is the one of the auto-debit card where there is
one, else all accounts behind the cards together; bills that are overdue are paid today. An
account whose balance is unknown says nothing, nor does a sum with such a part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.application.plan_cash import funding_of
from huanqing.application.plan_channels import card_of
from huanqing.application.plan_usage import movements_of, repayments_for
from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    RuleUse,
    Term,
    Why,
)
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huanqing.application.plan_models import PlanStep
    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel
    from huanqing.domain.planning.problem import Funding
    from huanqing.domain.trial import BillToPay

_JOINED = " + "


@dataclass(frozen=True, slots=True)
class CashMove:
    """Money that comes (positive) or goes on a day, in fen, and what it is."""

    day: date
    amount_fen: int
    why: Why
    name: str = ""


@dataclass(frozen=True, slots=True)
class CashCourse:
    """The cash of an account (or of several) at the start of today, and what moves it."""

    subject: str
    balance_fen: int
    reserve_fen: int
    moves: tuple[CashMove, ...]
    pays_bills: bool = True


@dataclass(frozen=True, slots=True)
class Shortage:
    """The first day at whose end a course is below its reserve, and by how much."""

    course: CashCourse
    day: date
    missing_fen: int


def first_shortage(course: CashCourse, today: date) -> Shortage | None:
    """Return the first day of a shortage, None where there is none."""
    cash = course.balance_fen
    for day in sorted({today, *(each.day for each in course.moves)}):
        cash += sum(each.amount_fen for each in course.moves if each.day == day)
        if cash < course.reserve_fen:
            return Shortage(course, day, course.reserve_fen - cash)
    return None


def derive_shortage(shortage: Shortage, today: date) -> Derivation:
    """Return what is missing as the reserve and what goes, less the balance and what comes."""
    course = shortage.course
    terms = [
        Term(why=Why.RESERVE, amount_fen=course.reserve_fen),
        Term(why=Why.BALANCE, amount_fen=-course.balance_fen, day=today),
    ]
    terms += [
        Term(why=each.why, amount_fen=-each.amount_fen, day=each.day, name=each.name)
        for each in sorted(course.moves, key=lambda each: each.day)
        if each.day <= shortage.day
    ]
    question = Question(figure=Figure.SHORTAGE, day=shortage.day, subject=course.subject)
    shown = tuple(term for term in terms if term.amount_fen)
    rules = (RuleUse("reserve_fen", course.reserve_fen),) if course.reserve_fen else ()
    return Derivation(question, shortage.missing_fen, shown, rules)


def cash_courses(
    uow: UnitOfWork,
    days: tuple[date, date],
    steps: Sequence[PlanStep] | None,
    bills: Iterable[BillToPay],
    debit_card: str,
) -> tuple[CashCourse, ...]:
    """Return the cash of the accounts whose balance is known; ``days`` are today and the last.

    ``steps`` are those of the plan that is followed, None without one; ``debit_card`` is the
    card from which JD takes by itself, "" without one.
    """
    today, until = days
    cards = {each.id: each for each in uow.account.channels()}
    accounts = uow.account.funding()
    known = _known(uow, accounts, list(cards.values()), days)
    if steps is not None:
        return tuple(
            _course(each, _payments(each.id, steps, cards, days), today) for each in known.values()
        )
    payers = _payers(accounts, cards, debit_card)
    alone = [each for each in known.values() if each.id not in payers]
    found = [_course(each, [], today) for each in alone]
    if payers and payers <= known.keys():
        due = [
            CashMove(max(each.due_date, today), -each.amount_fen, Why.STATEMENT)
            for each in bills
            if each.due_date <= until
        ]
        found.append(_pool([known[each.id] for each in accounts if each.id in payers], due, today))
    return tuple(found)


def _known(
    uow: UnitOfWork,
    accounts: Sequence[FundingAccount],
    cards: Sequence[PaymentChannel],
    days: tuple[date, date],
) -> dict[str, Funding]:
    today, until = days
    told = [each for each in accounts if each.balance_fen is not None]
    if not told:
        return {}
    movements = movements_of(repayments_for(uow, today, told), cards, today)
    behind = {each.id: each.funding_id for each in cards}
    found = {}
    for account in told:
        own = [each for each in movements if behind[each.channel] == account.id]
        try:
            found[account.id] = funding_of(account, today, until, own)
        except InvalidFieldError:  # A repetition of a later version, from a file.
            continue
    return found


def _payers(
    accounts: Iterable[FundingAccount], cards: dict[str, PaymentChannel], debit_card: str
) -> set[str]:
    """Return the accounts that pay bills where no plan says which."""
    debited = cards.get(debit_card)
    if debited is not None and debited.funding_id is not None:
        return {debited.funding_id}
    behind = {each.funding_id for each in cards.values()}
    return {each.id for each in accounts if each.id in behind}


def _payments(
    account: str,
    steps: Sequence[PlanStep],
    cards: dict[str, PaymentChannel],
    days: tuple[date, date],
) -> list[CashMove]:
    """Return what the steps still take of an account; one whose day has passed does it today."""
    from huanqing.application.plan_models import StepState  # noqa: PLC0415 - only with a plan

    today, until = days
    moves = []
    for step in steps:
        card = cards.get(card_of(step.payment.channel))
        day = max(step.payment.day, today)
        left = step.payment.amount_fen - step.paid_fen
        is_over = step.state in {StepState.PAID, StepState.SKIPPED} or left <= 0
        if is_over or card is None or card.funding_id != account or day > until:
            continue
        moves.append(CashMove(day, -left, Why.PAYMENT, card.id))
        if card.fee_per_payment_fen:
            moves.append(CashMove(day, -card.fee_per_payment_fen, Why.FEE))
    return moves


def _flows(funding: Funding, today: date) -> list[CashMove]:
    return [
        CashMove(max(each.day, today), each.amount_fen, Why.FLOW, each.label)
        for each in funding.flows
    ]


def _course(funding: Funding, payments: list[CashMove], today: date) -> CashCourse:
    moves = (*_flows(funding, today), *payments)
    return CashCourse(
        funding.id, funding.balance_fen, funding.reserve_fen, moves, pays_bills=bool(payments)
    )


def _pool(several: Sequence[Funding], due: list[CashMove], today: date) -> CashCourse:
    moves = [move for each in several for move in _flows(each, today)]
    return CashCourse(
        _JOINED.join(each.id for each in several),
        sum(each.balance_fen for each in several),
        sum(each.reserve_fen for each in several),
        (*moves, *due),
        pays_bills=bool(due),
    )
