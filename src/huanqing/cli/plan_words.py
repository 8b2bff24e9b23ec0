"""A plan in English words: data in, sentences out, nothing printed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import PlanQuestionKind
from huanqing.domain.money import PPM, format_yuan
from huanqing.domain.planning.explanation import (
    EarlierStart,
    HigherDayLimit,
    LimitKind,
    MoreCash,
)

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.plan_models import PlanInputs, PlanQuestion
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.planning.explanation import BindingLimit, Bottleneck, Remedy
    from huanqing.domain.planning.plan import LateObligation, Payment

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def yuan(amount_fen: int) -> str:
    """Return an amount without the decimals that say nothing: ``¥8,000``, ``¥8,000.50``."""
    return format_yuan(amount_fen).removesuffix(".00")


def day_words(day: date) -> str:
    """Return ``9 July``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def span_words(first: date, last: date) -> str:
    """Return ``on 9 July``, ``from 9 to 12 July`` or ``from 28 June to 3 July``."""
    if first == last:
        return f"on {day_words(first)}"
    if first.year != last.year:
        return f"from {day_words(first)} {first.year} to {day_words(last)} {last.year}"
    begin = str(first.day) if first.month == last.month else day_words(first)
    return f"from {begin} to {day_words(last)}"


def payment_words(payment: Payment, *, is_debit: bool = False) -> str:
    """Return one line for a payment."""
    parts = ", ".join(
        f"{part.obligation} {format_yuan(part.amount_fen)}" for part in payment.allocations
    )
    how = "  (auto-debit)" if is_debit else ""
    card = card_of(payment.channel)
    return f"{payment.day}  {card}  {format_yuan(payment.amount_fen)}  for {parts}{how}"


def late_words(late: LateObligation) -> str:
    """Return one line for an obligation that is late."""
    cleared = f"cleared on {late.cleared_on}" if late.cleared_on else "never cleared"
    return (
        f"late: {late.obligation}, {format_yuan(late.unpaid_when_due_fen)} unpaid when due, "
        f"{cleared}, costs {format_yuan(late.cost_fen)}"
    )


def bottleneck_words(bottleneck: Bottleneck) -> str:
    """Return what cannot be moved when, and by how much: one sentence."""
    span = span_words(bottleneck.first_day, bottleneck.last_day)
    return (
        f"{span} {_movers(bottleneck)} can move at most {yuan(bottleneck.possible_fen)}, "
        f"{yuan(bottleneck.needed_fen)} is due: {yuan(bottleneck.missing_fen)} short"
    )


def _movers(bottleneck: Bottleneck) -> str:
    kinds = {each.kind for each in bottleneck.limits}
    if kinds and kinds <= {LimitKind.CASH}:
        return "your cash"
    return "your cards and cash" if LimitKind.CASH in kinds else "your cards"


def limit_words(limit: BindingLimit) -> str:
    """Return one line for a limit that is used up."""
    names = {
        LimitKind.PER_TRANSACTION: "the limit per payment of {0}",
        LimitKind.PER_DAY: "the daily limit of {0}",
        LimitKind.PAYMENTS: "the number of payments a day of {0}",
        LimitKind.PER_MONTH: "the monthly limit of {0}",
        LimitKind.DAILY_CAP: "the limit per day over all cards",
        LimitKind.CASH: "the cash in {0}",
    }
    name = names[limit.kind].format(card_of(limit.subject))
    span = span_words(limit.first_day, limit.last_day)
    return f"{name} lets through {yuan(limit.amount_fen)} {span}"


def remedy_words(remedy: Remedy, missing_fen: int, today: date) -> str:
    """Return what would mend it, to stand before ``mends it``."""
    if isinstance(remedy, MoreCash):
        amount, by = yuan(remedy.amount_fen), day_words(remedy.by)
        return f"having {amount} more in {remedy.funding} by {by}"
    if isinstance(remedy, HigherDayLimit):
        card = card_of(remedy.channel)
        return f"raising {card}'s daily limit to {yuan(remedy.per_day_fen)}"
    if isinstance(remedy, EarlierStart):
        eve = today - timedelta(days=1)
        start = today - timedelta(days=remedy.days)
        when = f"by {day_words(eve)}" if start == eve else span_words(start, eve)
        return f"paying {yuan(missing_fen)} {when}"
    return f"one more card on {remedy.funding} for {yuan(remedy.per_day_fen)} a day"


def mending_words(answer: PlanAnswer, today: date) -> str:
    """Return one sentence of all remedies, empty where there is none."""
    bottleneck, remedies = answer.explanation.bottleneck, answer.explanation.remedies
    missing = 0 if bottleneck is None else bottleneck.missing_fen
    found = [remedy_words(each, missing, today) for each in remedies]
    if not found:
        return ""
    if len(found) == 1:
        return f"{found[0][0].upper()}{found[0][1:]} mends it."
    words = f"{', '.join(found[:-1])}, or {found[-1]}"
    return f"{words[0].upper()}{words[1:]}, mends it."


def question_words(question: PlanQuestion) -> str:
    """Return what is unknown and what to do about it."""
    subject = question.subject
    words = {
        PlanQuestionKind.NO_CHANNELS: "there is no card to pay with; add one in the settings",
        PlanQuestionKind.UNKNOWN_LIMITS: (
            f"what {subject} lets through today is not known; tell its limits in the settings"
        ),
        PlanQuestionKind.NO_FUNDING: (
            f"whose money {subject} moves is not known; choose its account in the settings"
        ),
        PlanQuestionKind.UNKNOWN_BALANCE: (
            f"the balance of {subject} is not known; tell it in the settings"
        ),
    }
    what = "no plan before that" if question.is_blocking else "planned without it"
    return f"{words[question.kind]} ({what})"


def plan_lines(answer: PlanAnswer, today: date, debits: tuple[Payment, ...] = ()) -> list[str]:
    """Return the plan, line by line: payments, what is late and why, what would mend it."""
    found, explanation = answer.plan, answer.explanation
    every = [(each.day, payment_words(each)) for each in found.payments]
    every += [(each.day, payment_words(each, is_debit=True)) for each in debits]
    lines = [words for _, words in sorted(every, key=lambda each: each[0])] or ["nothing to pay"]
    lines += [late_words(each) for each in found.late]
    worth = found.objective
    proven = "proven optimal" if found.is_proven else f"{found.proven_tiers} of 5 tiers proven"
    late = format_yuan((worth.late * 2 + PPM) // (2 * PPM))
    fees = format_yuan(worth.fees)
    lines.append(f"late cost {late}, fees {fees}, {worth.payments} payments, {proven}")
    if explanation.latest_start is not None and found.payments:
        slack = explanation.slack_days
        lines.append(f"start paying by {explanation.latest_start} ({slack} days of slack)")
    if explanation.bottleneck is not None:
        words = bottleneck_words(explanation.bottleneck)
        lines.append(f"{words[0].upper()}{words[1:]}. {mending_words(answer, today)}".rstrip())
        lines += [f"  {limit_words(each)}" for each in explanation.bottleneck.limits]
    return lines


def notice_lines(inputs: PlanInputs) -> list[str]:
    """Return what the plan could not take into account, or trusts: line by line."""
    lines = [question_words(each) for each in inputs.questions]
    lines += [
        f"the balance of {name} was told in an earlier month; check it"
        for name in inputs.stale_balances
    ]
    return lines
