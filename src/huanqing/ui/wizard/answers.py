"""What the answers of the wizard make of the account and the payment side; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huanqing.domain.civil_dates import add_months
from huanqing.domain.credit_account import AccountRule, CreditAccount, LimitKind, LimitPart
from huanqing.domain.payment_channel import CashFlow, FundingAccount
from huanqing.ui.settings.changes import (
    BEGINNING,
    PaymentSide,
    are_rules_told,
    with_funding,
    with_limit,
    with_rule,
)

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.account_models import AccountView


@dataclass(frozen=True, slots=True)
class AccountAnswers:
    """What the user said of the account; None for what stays unknown.

    ``due_day`` fixes a day of the month instead of ``due_days`` after the statement; both
    count only with a statement day.
    """

    limit_fen: int | None
    statement_day: int | None
    due_days: int
    due_day: int | None


@dataclass(frozen=True, slots=True)
class SalaryAnswer:
    """How much money comes to which account on which day of each month, with its label."""

    account: str
    amount_fen: int
    day: int
    label: str


def told_account(view: AccountView, answers: AccountAnswers) -> CreditAccount:
    """Return the account with the answers; what was told before stays where nothing is said."""
    account = view.account
    if answers.statement_day is not None:
        account = _with_statement_day(view, answers, answers.statement_day)
    if answers.limit_fen is not None and answers.limit_fen != account.total_limit_on(view.today):
        account = _with_fixed_limit(account, view.today, answers.limit_fen)
    return account


def with_salary(view: AccountView, answer: SalaryAnswer) -> PaymentSide:
    """Return the payment side with the salary, in the place of one of the same label."""
    side = PaymentSide(view.funding, view.channels)
    known = next((each for each in side.funding if each.id == answer.account), None)
    base = known or FundingAccount(id=answer.account, balance_fen=None)
    salary = CashFlow(
        day=first_such_day(view.today, answer.day),
        amount_fen=answer.amount_fen,
        label=answer.label,
        every="month",
    )
    others = tuple(flow for flow in base.flows if flow.label != answer.label)
    return with_funding(side, known, replace(base, flows=(*others, salary)))


def first_such_day(today: date, day: int) -> date:
    """Return the first day on or after ``today`` that is that day of its month.

    Months that are too short are passed over, so that the 31st stays the 31st.
    """
    first = today.replace(day=1)
    months = (add_months(first, number) for number in range(12))
    found = (_day_of(month, day) for month in months)
    return next(each for each in found if each is not None and each >= today)


def _day_of(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def _with_statement_day(view: AccountView, answers: AccountAnswers, day: int) -> CreditAccount:
    account = view.account
    now = account.rule_on(view.today)
    told = replace(now, statement_day=day, due_days=answers.due_days, due_day=answers.due_day)
    if not are_rules_told(view):
        return with_rule(account, None, replace(told, from_date=BEGINNING))
    if told == now:
        return account
    is_only = account.rules == (now,) and now.from_date == BEGINNING
    if is_only or now.from_date == view.today:
        return with_rule(account, now, told)
    return with_rule(account, None, replace(told, from_date=view.today))


def _with_fixed_limit(account: CreditAccount, today: date, amount_fen: int) -> CreditAccount:
    new = LimitPart(from_date=today, until=None, kind=LimitKind.FIXED, amount_fen=amount_fen)
    same_day = (
        part for part in account.limits if part.kind is LimitKind.FIXED and part.from_date == today
    )
    return with_limit(account, next(same_day, None), new)


def known_answers(view: AccountView) -> AccountAnswers:
    """Return what was told already, to begin with."""
    fixed = [part for part in view.account.limits if part.kind is LimitKind.FIXED]
    holding = [part for part in fixed if part.from_date <= view.today]
    latest = max(holding, key=lambda part: part.from_date, default=None)
    if are_rules_told(view):
        rule = view.account.rule_on(view.today)
        day: int | None = rule.statement_day
    else:
        rule, day = AccountRule(from_date=BEGINNING), None
    amount = None if latest is None else latest.amount_fen
    return AccountAnswers(amount, day, rule.due_days, rule.due_day)
