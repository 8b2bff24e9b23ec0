"""The planning problem of a ledger on its day, changed by wishes; writes nothing.

What is unknown is asked for and never assumed: a card without limits, or without money whose
balance is known, is left out of the problem and named; where no card is left, the question
blocks the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.plan_auto_debit import leave_to_debit
from huanqing.application.plan_cash import funding_of
from huanqing.application.plan_channels import channels_of, limits_on
from huanqing.application.plan_keeping import cards_that_failed
from huanqing.application.plan_models import (
    PlanInputs,
    PlanQuestion,
    PlanQuestionKind,
    PlanWishes,
)
from huanqing.application.plan_obligations import (
    advance_for,
    obligations_of,
    owed_by,
    take_under_way,
)
from huanqing.application.plan_usage import Usage, movements_of, repayments_for
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.problem import MAX_DAYS, Platform, Preferences, Problem
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.figures import Standing
    from huanqing.application.plan_channels import Demand
    from huanqing.application.plan_models import PlanPreferences
    from huanqing.application.plan_obligations import Owed
    from huanqing.application.ports import UnitOfWork
    from huanqing.domain.payment_channel import FundingAccount, PaymentChannel
    from huanqing.domain.planning.problem import Channel, Funding, Obligation


@dataclass(slots=True)
class _PaymentSide:
    """Cards that can be planned with, the accounts behind them, and what is unknown."""

    cards: list[PaymentChannel]
    accounts: list[FundingAccount]
    questions: list[PlanQuestion]


def plan_inputs(
    uow: UnitOfWork, today: date, preferences: PlanPreferences, wishes: PlanWishes
) -> PlanInputs:
    """Return the problem that ledger and wishes make, with what has to be asked first.

    Raises InvalidFieldError naming the wish, or the field of the ledger, that cannot be.
    """
    standing = figures.standing_on(uow, today)
    side = _payment_side(uow, today, wishes)
    records = repayments_for(uow, today, side.accounts)
    owed = owed_by(standing.replay.open_statements(), standing.replay.account, today)
    take_under_way(owed, records, today)
    horizon_end = _horizon_end(today, owed, preferences, wishes)
    _check_wishes(wishes, today, side)
    if wishes.target is not None:
        advance_for(owed, standing.replay, wishes.target, horizon_end)
    horizon = (today, horizon_end)
    funding, channels = _means(uow, side, (owed, records), horizon, preferences, wishes)
    obligations, sources = obligations_of(owed, standing.replay.account, today, horizon_end)
    told = [each.as_of or today for each in side.accounts if each.id in funding]
    found = PlanInputs(
        today=today,
        problem=None,
        questions=_asked(side.questions, obligations, channels),
        obligations=tuple(sources),
        balances_as_of=min(told, default=None),
        stale_balances=_stale(side.accounts, today),
    )
    if any(each.is_blocking for each in found.questions):
        return found
    problem = Problem(
        today=today,
        horizon_end=horizon_end,
        platform=_platform(standing, today, preferences),
        obligations=tuple(obligations),
        funding=tuple(funding.values()),
        channels=tuple(channels),
        preferences=_preferences(preferences, wishes),
    )
    return replace(found, problem=problem)


def _means(
    uow: UnitOfWork,
    side: _PaymentSide,
    debts: tuple[Sequence[Owed], Sequence[EntryRecord]],
    horizon: tuple[date, date],
    preferences: PlanPreferences,
    wishes: PlanWishes,
) -> tuple[dict[str, Funding], list[Channel]]:
    """Return accounts and channels less what was used; what auto-debit takes is taken off."""
    owed, records = debts
    today = horizon[0]
    known = uow.account.channels()
    movements = movements_of(records, known, today)
    usage = Usage(movements)
    behind = {each.id: each.funding_id for each in known}
    funding = {
        account.id: funding_of(
            account,
            *horizon,
            [each for each in movements if behind[each.channel] == account.id],
            wishes.more_cash.get(account.id, ()),
        )
        for account in side.accounts
    }
    card = next((x for x in side.cards if x.id == preferences.auto_debit_channel), None)
    if card is not None and card.funding_id in funding:
        account = funding[card.funding_id]
        funding[account.id] = leave_to_debit(owed, card, account, usage, horizon)
    cards = _open_cards(side, cards_that_failed(uow, today), today, wishes.start)
    demand = _demand(owed, horizon[1])
    return funding, _channels(cards, usage, horizon, preferences.daily_cap_fen, demand)


def _open_cards(
    side: _PaymentSide, refused: frozenset[str], today: date, start: date | None
) -> list[PaymentChannel]:
    """Return the cards closed before the start, and today where a payment of today failed."""
    early = [today + timedelta(days=n) for n in range((start - today).days if start else 0)]
    closed = {each.id: [*early, today] if each.id in refused else early for each in side.cards}
    return [replace(each, unavailable=(*each.unavailable, *closed[each.id])) for each in side.cards]


def _payment_side(uow: UnitOfWork, today: date, wishes: PlanWishes) -> _PaymentSide:
    """Return what can pay, and the questions about what cannot (none of them blocking yet)."""
    accounts = {each.id: each for each in uow.account.funding()}
    known = uow.account.channels()
    cards = [
        _as_wished(each, today, wishes)
        for each in (*known, *wishes.new_channels)
        if each.id not in wishes.without_channels
    ]
    questions = [] if cards else [PlanQuestion(PlanQuestionKind.NO_CHANNELS)]
    usable, asked = [], set()
    for card in cards:
        account = accounts.get(card.funding_id or "")
        if limits_on(card.limits, today) is None:
            questions.append(PlanQuestion(PlanQuestionKind.UNKNOWN_LIMITS, card.id))
        if account is None:
            questions.append(PlanQuestion(PlanQuestionKind.NO_FUNDING, card.id))
        elif account.balance_fen is None and account.id not in asked:
            asked.add(account.id)
            questions.append(PlanQuestion(PlanQuestionKind.UNKNOWN_BALANCE, account.id))
        if card.limits and account is not None and account.balance_fen is not None:
            usable.append(card)
    paying = {each.funding_id for each in usable}
    return _PaymentSide(usable, [x for x in accounts.values() if x.id in paying], questions)


def _as_wished(card: PaymentChannel, today: date, wishes: PlanWishes) -> PaymentChannel:
    wanted = wishes.limits.get(card.id)
    if wanted is None:
        return card
    return replace(card, limits=(replace(wanted, from_date=today),))


def _check_wishes(wishes: PlanWishes, today: date, side: _PaymentSide) -> None:
    """Refuse wishes that name nothing there is, or days that are past."""
    for field, day in (
        ("start", wishes.start),
        ("target", None if wishes.target is None else wishes.target.day),
    ):
        if day is not None and day < today:
            raise InvalidFieldError(field, day.isoformat(), "is before today")
    if wishes.buffer_days is not None and wishes.buffer_days < 0:
        field = "buffer_days"
        raise InvalidFieldError(field, wishes.buffer_days, "must not be below zero")
    if wishes.target is not None and wishes.target.amount_fen <= 0:
        field = "target"
        raise InvalidFieldError(field, wishes.target.amount_fen, "must be above zero")
    accounts = {each.id for each in side.accounts}
    for name in wishes.more_cash:
        if name not in accounts:
            field = "more_cash"
            raise InvalidFieldError(field, name, "is no account whose balance is known")


def check_names(wishes: PlanWishes, cards: Iterable[PaymentChannel]) -> None:
    """Refuse wishes about channels that the ledger does not hold, or that it holds already."""
    known = {each.id for each in cards}
    for field, names in (("without", wishes.without_channels), ("limits", wishes.limits)):
        for name in sorted(names):
            if name not in known | {each.id for each in wishes.new_channels}:
                raise InvalidFieldError(field, name, "is no channel of the ledger")
    for each in wishes.new_channels:
        if each.id in known:
            field = "new_channels"
            raise InvalidFieldError(field, each.id, "is a channel already")


def _horizon_end(
    today: date, owed: Iterable[Owed], preferences: PlanPreferences, wishes: PlanWishes
) -> date:
    """Return the last day to plan for: as asked, else so that every bill that is out fits."""
    target = [wishes.target.day] if wishes.target is not None else []
    if wishes.horizon_end is not None:
        field, last = "horizon_end", max([wishes.horizon_end, *target])
        if wishes.horizon_end < today:
            raise InvalidFieldError(field, wishes.horizon_end.isoformat(), "is before today")
        if (last - today).days >= MAX_DAYS:
            reason = f"is more than {MAX_DAYS} days ahead"
            raise InvalidFieldError(field, last.isoformat(), reason)
        return last
    usual = today + timedelta(days=preferences.horizon_days - 1)
    billed = [each.due for each in owed if each.state is not StatementState.UNBILLED]
    return max([usual, *billed, *target])


def _channels(
    cards: Sequence[PaymentChannel],
    usage: Usage,
    days: tuple[date, date],
    daily_cap_fen: int | None,
    demand: Demand,
) -> list[Channel]:
    today = days[0]
    used_today = sum(usage.on_day(card.id, today) for card in cards)
    found: list[Channel] = []
    for card in cards:
        left: int | None = None
        if daily_cap_fen is not None and used_today:
            # The platform's rest of the day goes to one card: the problem has no place for it.
            left = max(0, daily_cap_fen - used_today) if not found else 0
        found += channels_of(card, days, usage, left, demand)
    return found


def _demand(owed: Iterable[Owed], horizon_end: date) -> Demand:
    """Return what a plan up to that day is to pay, by its due days."""
    return [
        (day, amount)
        for each in owed
        for day, amount in ((each.due, each.left_fen), *each.wished.items())
        if amount and day <= horizon_end
    ]


def _asked(
    questions: Sequence[PlanQuestion],
    obligations: Sequence[Obligation],
    channels: Sequence[Channel],
) -> tuple[PlanQuestion, ...]:
    """Return what has to be asked; nothing where nothing is owed, blocking without a channel."""
    if not obligations:
        return ()
    return tuple(replace(each, is_blocking=not channels) for each in questions)


def _stale(accounts: Iterable[FundingAccount], today: date) -> tuple[str, ...]:
    """Return the accounts whose balance was told in an earlier month."""
    first = today.replace(day=1)
    return tuple(each.id for each in accounts if each.as_of is not None and each.as_of < first)


def _platform(standing: Standing, today: date, preferences: PlanPreferences) -> Platform:
    rule = standing.replay.account.rule_on(today)
    return Platform(daily_cap_fen=preferences.daily_cap_fen, min_payment_fen=rule.min_payment_fen)


def _preferences(preferences: PlanPreferences, wishes: PlanWishes) -> Preferences:
    buffer_days = preferences.buffer_days if wishes.buffer_days is None else wishes.buffer_days
    timing = preferences.timing if wishes.timing is None else wishes.timing
    return Preferences(buffer_days=buffer_days, timing=timing)
