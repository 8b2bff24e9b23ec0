"""Says what binds and what would mend it, and turns a remedy into a what-if."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.application.plan_channels import card_of
from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel
from huanqing.domain.planning.explanation import (
    EarlierStart,
    HigherDayLimit,
    LimitKind,
    MoreCash,
    OneMoreChannel,
)
from huanqing.domain.planning.problem import Flow
from huanqing.ui.labels import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.plan_models import PlanWishes
    from huanqing.domain.planning.explanation import (
        BindingLimit,
        Bottleneck,
        Explanation,
        Remedy,
    )
    from huanqing.domain.planning.problem import Channel, Problem
    from huanqing.ui.formatting import Formatter


def bottleneck_text(bottleneck: Bottleneck, formatter: Formatter) -> str:
    """Return how much is needed and possible on which days, and what is short."""
    translate, money = QCoreApplication.translate, formatter.money
    days = _span(bottleneck.first_day, bottleneck.last_day, formatter)
    kinds = {each.kind is LimitKind.CASH for each in bottleneck.limits}
    if kinds == {True}:
        words = translate("Remedies", "{0} there is money for at most {1}, {2} is due: {3} short.")
    elif True in kinds:
        words = translate("Remedies", "{0} you can pay at most {1}, {2} is due: {3} short.")
    else:
        words = translate("Remedies", "{0} your cards can move at most {1}, {2} is due: {3} short.")
    figures = (bottleneck.possible_fen, bottleneck.needed_fen, bottleneck.missing_fen)
    return words.format(days, *(money(each) for each in figures))


def _span(first: date, last: date, formatter: Formatter) -> str:
    translate = QCoreApplication.translate
    if first == last:
        return translate("Remedies", "On {0}").format(formatter.day_of_year(first))
    words = translate("Remedies", "From {0} to {1}")
    return words.format(formatter.day_of_year(first), formatter.day_of_year(last))


def limit_text(limit: BindingLimit, formatter: Formatter) -> str:
    """Return which limit is used up, on which days, and what it lets through there."""
    translate = QCoreApplication.translate
    words = {
        LimitKind.PER_TRANSACTION: translate("Remedies", "{0}: limit per payment"),
        LimitKind.PER_DAY: translate("Remedies", "{0}: limit per day"),
        LimitKind.PAYMENTS: translate("Remedies", "{0}: payments per day"),
        LimitKind.PER_MONTH: translate("Remedies", "{0}: limit per month"),
        LimitKind.DAILY_CAP: translate("Remedies", "All cards together: limit per day"),
        LimitKind.CASH: translate("Remedies", "{0}: the money in it"),
    }[limit.kind].format(card_of(limit.subject))
    line = translate("Remedies", "{0}, {1} at most {2}")
    days = _span(limit.first_day, limit.last_day, formatter)
    return line.format(words, days[:1].lower() + days[1:], formatter.money(limit.amount_fen))


def remedies_text(explanation: Explanation, formatter: Formatter) -> str:
    """Return the remedies as one sentence, "" without any."""
    translate = QCoreApplication.translate
    parts = [_gerund(each, formatter) for each in explanation.remedies]
    if not parts:
        return ""
    words = translate("Remedies", ", or ").join(parts)
    sentence = translate("Remedies", "{0} mends it.").format(words)
    return sentence[:1].upper() + sentence[1:]


def _gerund(remedy: Remedy, formatter: Formatter) -> str:
    translate, money, day = QCoreApplication.translate, formatter.money, formatter.day_of_year
    if isinstance(remedy, HigherDayLimit):
        words = translate("Remedies", "raising the daily limit of {0} to {1}")
        return words.format(card_of(remedy.channel), money(remedy.per_day_fen))
    if isinstance(remedy, MoreCash):
        words = translate("Remedies", "putting {0} into {1} by {2}")
        return words.format(money(remedy.amount_fen), remedy.funding, day(remedy.by))
    if isinstance(remedy, OneMoreChannel):
        words = translate("Remedies", "one more card on {0} with {1} a day")
        return words.format(remedy.funding, money(remedy.per_day_fen))
    return counted(
        remedy.days,
        translate("Remedies", "a start 1 day ago (too late now, but good to know)"),
        translate("Remedies", "a start {0} days ago (too late now, but good to know)"),
    )


def remedy_action(remedy: Remedy, formatter: Formatter) -> str:
    """Return the words of the button that tries a remedy; "" for one that nobody can try."""
    translate, money, day = QCoreApplication.translate, formatter.money, formatter.day_of_year
    if isinstance(remedy, HigherDayLimit):
        words = translate("Remedies", "{0}: {1} a day")
        return words.format(card_of(remedy.channel), money(remedy.per_day_fen))
    if isinstance(remedy, MoreCash):
        words = translate("Remedies", "{0}: {1} more by {2}")
        return words.format(remedy.funding, money(remedy.amount_fen), day(remedy.by))
    if isinstance(remedy, OneMoreChannel):
        words = translate("Remedies", "One more card: {0} a day")
        return words.format(money(remedy.per_day_fen))
    return ""


def wishes_with(remedy: Remedy, wishes: PlanWishes, problem: Problem, card_name: str) -> PlanWishes:
    """Return the wishes with what a remedy changes; ``card_name`` is for one more card."""
    if isinstance(remedy, HigherDayLimit):
        limits = limits_of(problem, remedy.channel, wishes)
        raised = replace(limits, per_day_fen=remedy.per_day_fen)
        return replace(wishes, limits={**wishes.limits, card_of(remedy.channel): raised})
    if isinstance(remedy, MoreCash):
        flow = Flow(day=remedy.by, amount_fen=remedy.amount_fen)
        return replace(wishes, more_cash={**wishes.more_cash, remedy.funding: (flow,)})
    if isinstance(remedy, OneMoreChannel):
        card = new_card(card_name, remedy.funding, remedy.per_day_fen, problem.today)
        return replace(wishes, new_channels=(card,))
    return wishes


def new_card(name: str, funding: str, per_day_fen: int | None, today: date) -> PaymentChannel:
    """Return a card that is not in the ledger, with a limit per day and no other."""
    limits = ChannelLimits(from_date=today, per_day_fen=per_day_fen)
    return PaymentChannel(id=name, funding_id=funding, limits=(limits,))


def limits_of(problem: Problem, card: str, wishes: PlanWishes) -> ChannelLimits:
    """Return the limits of a card: wished ones, else those of the problem, else none."""
    wished = wishes.limits.get(card)
    if wished is not None:
        return wished
    found = next((each for each in problem.channels if each.id == card), None)
    if found is None:
        return ChannelLimits(from_date=problem.today)
    return told_limits(found, problem.today)


def told_limits(channel: Channel, today: date) -> ChannelLimits:
    """Return the limits of a problem's channel."""
    return ChannelLimits(
        from_date=today,
        per_transaction_fen=channel.per_transaction_fen,
        per_day_fen=channel.per_day_fen,
        per_month_fen=channel.per_month_fen,
        payments_per_day=channel.payments_per_day,
    )


def can_be_tried(remedies: Sequence[Remedy]) -> list[Remedy]:
    """Return the remedies that a what-if can show; nobody can start before today."""
    return [each for each in remedies if not isinstance(each, EarlierStart)]
