"""Puts plans into words: the headline, questions, states, reasons; the views only show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from huanqing.application.plan_auto_debit import debits_in
from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import (
    PlanQuestionKind,
    RivalKind,
    StaleReason,
    StepState,
)
from huanqing.domain.money import PPM
from huanqing.domain.planning.derivation import derive_late_cost
from huanqing.domain.planning.solver import Tier
from huanqing.ui.labels import counted
from huanqing.ui.plan.shown import ShownKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from huanqing.application.plan_models import FreeTarget, PlanObligation, PlanQuestion
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.derivation import Derivation
    from huanqing.domain.planning.plan import LateObligation, Payment, Plan
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.plan.shown import ShownPlan

_STATES = {
    StepState.OPEN: QT_TRANSLATE_NOOP("Plan", "open"),
    StepState.PAID: QT_TRANSLATE_NOOP("Plan", "paid"),
    StepState.PARTLY: QT_TRANSLATE_NOOP("Plan", "partly paid"),
    StepState.FAILED: QT_TRANSLATE_NOOP("Plan", "failed"),
    StepState.SKIPPED: QT_TRANSLATE_NOOP("Plan", "skipped"),
    StepState.MISSED: QT_TRANSLATE_NOOP("Plan", "missed"),
}
STATE_TONES = {
    StepState.OPEN: "text",
    StepState.PAID: "good",
    StepState.PARTLY: "warning",
    StepState.FAILED: "bad",
    StepState.SKIPPED: "muted",
    StepState.MISSED: "bad",
}
_REASONS = {
    StaleReason.DEBTS_CHANGED: QT_TRANSLATE_NOOP("Plan", "what you owe has changed"),
    StaleReason.LIMITS_CHANGED: QT_TRANSLATE_NOOP("Plan", "the limits of a card have changed"),
    StaleReason.CASH_CHANGED: QT_TRANSLATE_NOOP("Plan", "the money at hand has changed"),
    StaleReason.STEP_MISSED: QT_TRANSLATE_NOOP("Plan", "the day of a payment has passed"),
    StaleReason.STEP_FAILED: QT_TRANSLATE_NOOP("Plan", "a payment failed"),
    StaleReason.STEP_SKIPPED: QT_TRANSLATE_NOOP("Plan", "a payment was skipped"),
    StaleReason.PAID_OUTSIDE: QT_TRANSLATE_NOOP("Plan", "something was paid beside the plan"),
    StaleReason.HORIZON_OVER: QT_TRANSLATE_NOOP("Plan", "its last day has passed"),
}
_RIVALS = {
    RivalKind.PLAN: QT_TRANSLATE_NOOP("Plan", "This plan"),
    RivalKind.ON_DUE_DAY: QT_TRANSLATE_NOOP("Plan", "Everything on the due day"),
    RivalKind.AS_EARLY_AS_POSSIBLE: QT_TRANSLATE_NOOP("Plan", "As early as possible"),
}
_TIERS = {
    Tier.LATE: QT_TRANSLATE_NOOP("Plan", "paying in time"),
    Tier.INSIDE_BUFFER: QT_TRANSLATE_NOOP("Plan", "keeping the safety days"),
    Tier.FEES: QT_TRANSLATE_NOOP("Plan", "the least fees"),
    Tier.PAYMENTS: QT_TRANSLATE_NOOP("Plan", "the fewest payments"),
    Tier.TIMING: QT_TRANSLATE_NOOP("Plan", "the best days"),
}
_QUESTIONS = {
    PlanQuestionKind.NO_CHANNELS: QT_TRANSLATE_NOOP("Plan", "No card to repay from is known yet."),
    PlanQuestionKind.UNKNOWN_LIMITS: QT_TRANSLATE_NOOP(
        "Plan", "How much can {0} move in one payment and on one day?"
    ),
    PlanQuestionKind.NO_FUNDING: QT_TRANSLATE_NOOP(
        "Plan", "From which account does {0} take its money?"
    ),
    PlanQuestionKind.UNKNOWN_BALANCE: QT_TRANSLATE_NOOP("Plan", "How much money is in {0}?"),
}
_ANSWERS = {
    PlanQuestionKind.NO_CHANNELS: QT_TRANSLATE_NOOP("Plan", "Add a card"),
    PlanQuestionKind.UNKNOWN_LIMITS: QT_TRANSLATE_NOOP("Plan", "Enter its limits"),
    PlanQuestionKind.NO_FUNDING: QT_TRANSLATE_NOOP("Plan", "Choose the account"),
    PlanQuestionKind.UNKNOWN_BALANCE: QT_TRANSLATE_NOOP("Plan", "Enter the balance"),
}
_SECTIONS = {
    PlanQuestionKind.NO_CHANNELS: "settings/cards",
    PlanQuestionKind.UNKNOWN_LIMITS: "settings/cards",
    PlanQuestionKind.NO_FUNDING: "settings/cards",
    PlanQuestionKind.UNKNOWN_BALANCE: "settings/money",
}


_WISHED = " bill by "
_BILL = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?) bill\b", re.ASCII)


def _translate(source: object) -> str:
    return QCoreApplication.translate("Plan", str(source))


def state_word(state: StepState) -> str:
    """Return what became of a step."""
    return _translate(_STATES[state])


def rival_word(kind: RivalKind) -> str:
    """Return the name of a way of paying."""
    return _translate(_RIVALS[kind])


def stale_text(reasons: Iterable[StaleReason]) -> str:
    """Return why the accepted plan is not the best any more."""
    comma = QCoreApplication.translate("Plan", ", ")
    words = comma.join(_translate(_REASONS[each]) for each in reasons)
    return QCoreApplication.translate("Plan", "The accepted plan is out of date: {0}.").format(
        words
    )


def tier_text(tier: Tier) -> str:
    """Return what is being searched for."""
    words = QCoreApplication.translate("Plan", "Looking for the best plan: {0} ({1} of {2})")
    return words.format(_translate(_TIERS[tier]), int(tier) + 1, len(Tier))


def weekday_text(day: date, formatter: Formatter) -> str:
    """Return a day with its weekday."""
    weekday = QLocale().toString(QDate(day.year, day.month, day.day), "ddd")
    words = QCoreApplication.translate("Plan", "{0} {1}")
    return words.format(weekday, formatter.day_of_year(day))


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question with the words of its button, and the page that answers it."""

    text: str
    action: str
    page: str


def question_text(question: PlanQuestion) -> QuestionText:
    """Return a question in words."""
    kind = question.kind
    text = _translate(_QUESTIONS[kind]).format(question.subject)
    if not question.is_blocking:
        words = QCoreApplication.translate("Plan", "{0} Until then the plan does without it.")
        text = words.format(text)
    return QuestionText(text, _translate(_ANSWERS[kind]), _SECTIONS[kind])


def stale_balance_text(account: str) -> QuestionText:
    """Return that an account's balance is from an earlier month."""
    translate = QCoreApplication.translate
    words = translate("Plan", "The balance of {0} is from an earlier month.").format(account)
    return QuestionText(words, translate("Plan", "Enter the balance"), "settings/money")


def bill_word(key: str, obligations: Mapping[str, PlanObligation], formatter: Formatter) -> str:
    """Return a short name of a bill; its id where that tells neither month nor day."""
    words = QCoreApplication.translate("Plan", "bill of {0}")
    found = obligations.get(key)
    if found is not None:
        return words.format(formatter.day_of_year(found.statement_date))
    # A bill that is paid by now is not among those owed; its id begins with its month or day.
    told = _BILL.match(key)
    return key if told is None else words.format(told.group(1))


def bills_text(
    payment: Payment, obligations: Mapping[str, PlanObligation], formatter: Formatter
) -> str:
    """Return for which bills a payment is."""
    comma = QCoreApplication.translate("Plan", ", ")
    return comma.join(
        bill_word(each.obligation, obligations, formatter) for each in payment.allocations
    )


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands up front: the state with its tone, the figure, and what is beside it."""

    state: str
    tone: str
    figure: str
    note: str
    cost: str
    proof: str
    why_cost: Derivation | None = None


def headline_of(
    shown: ShownPlan, formatter: Formatter, fresh: PlanAnswer | None = None
) -> Headline:
    """Return what is up front for a plan.

    ``fresh`` is the answer for the ledger of today: how long one may still wait stands there,
    while an accepted plan knows it as of the day on which it was made.
    """
    plan, explanation = shown.answer.plan, shown.answer.explanation
    latest = (fresh.explanation if fresh is not None else explanation).latest_start
    if shown.accepted is not None and shown.is_all_paid:
        return _calm(QCoreApplication.translate("Plan", "All paid"), _done_note(shown, formatter))
    debits = debit_text(shown, formatter)
    if not shown.problem.owed_fen and debits:
        return _calm(QCoreApplication.translate("Plan", "Nothing to pay by hand"), debits)
    if not shown.problem.owed_fen:
        until = formatter.day_of_year(shown.problem.horizon_end)
        words = QCoreApplication.translate("Plan", "No bill is due up to {0}.").format(until)
        return _calm(QCoreApplication.translate("Plan", "Nothing to pay"), words)
    is_late = not plan.is_on_time
    return Headline(
        state=_state(plan),
        tone="bad" if is_late else "good",
        figure=_start(latest, shown.today, formatter),
        note=_note(shown, latest, formatter),
        cost=_late_cost(plan, formatter) if _late_bills(plan) else "",
        proof=proof_text(plan),
        why_cost=derive_late_cost(plan.late, plan.objective.late)
        if is_late and not _late_wishes(plan)
        else None,
    )


def _calm(figure: str, note: str) -> Headline:
    return Headline("", "good", figure, note, "", "")


def _late_wishes(plan: Plan) -> list[LateObligation]:
    """Return what is late of a wished free limit; what is due for it says so in its id."""
    return [each for each in plan.late if _WISHED in each.obligation]


def _late_bills(plan: Plan) -> list[LateObligation]:
    return [each for each in plan.late if _WISHED not in each.obligation]


def _state(plan: Plan) -> str:
    if plan.is_on_time:
        return QCoreApplication.translate("Plan", "On time")
    bills = _late_bills(plan)
    if not bills:
        return QCoreApplication.translate(
            "Plan", "Every bill is paid in time, but the limit is not free soon enough"
        )
    return counted(
        len(bills),
        QCoreApplication.translate("Plan", "Late: 1 bill cannot be paid in time"),
        QCoreApplication.translate("Plan", "Late: {0} bills cannot be paid in time"),
    )


def _start(latest: date | None, today: date, formatter: Formatter) -> str:
    translate = QCoreApplication.translate
    if latest is None:
        return translate("Plan", "How long you may wait is not known")
    if latest <= today:
        return translate("Plan", "Start paying today")
    return translate("Plan", "Start paying by {0}").format(formatter.day_of_year(latest))


def _note(shown: ShownPlan, latest: date | None, formatter: Formatter) -> str:
    """Return the slack, then what is next or how many payments there are."""
    translate = QCoreApplication.translate
    parts = []
    if latest is not None:
        parts.append(_slack((latest - shown.today).days, is_late=not shown.answer.plan.is_on_time))
    parts.append(
        _progress(shown, formatter)
        if shown.kind is ShownKind.ACCEPTED
        else payments_text(shown.answer.plan, formatter)
    )
    parts += [debit_text(shown, formatter), _unplanned(shown, formatter)]
    return translate("Plan", "; ").join(part for part in parts if part)


def _unplanned(shown: ShownPlan, formatter: Formatter) -> str:
    if shown.accepted is None or shown.accepted.unplanned_fen <= 0:
        return ""
    words = QCoreApplication.translate("Plan", "{0} paid beside the plan")
    return words.format(formatter.money(shown.accepted.unplanned_fen))


def target_text(target: FreeTarget, plan: Plan, formatter: Formatter) -> str:
    """Return whether a plan has so much of the limit free by the wished day."""
    translate = QCoreApplication.translate
    words = (
        translate("Plan", "{0} cannot be free by {1}.")
        if _late_wishes(plan)
        else translate("Plan", "{0} is free by {1}.")
    )
    return words.format(formatter.money(target.amount_fen), formatter.day_of_year(target.day))


def debit_text(shown: ShownPlan, formatter: Formatter) -> str:
    """Return what JD will take by itself and when it begins; "" for nothing."""
    translate = QCoreApplication.translate
    debits = [each for each in debits_in(shown.problem) if each.day >= shown.today]
    if not debits:
        return ""
    words = translate("Plan", "JD takes {0} by itself, {1} from {2}")
    return words.format(
        formatter.money(sum(each.amount_fen for each in debits)),
        formatter.day_of_year(debits[0].day)
        if len(debits) == 1
        else translate("Plan", "beginning {0}").format(formatter.day_of_year(debits[0].day)),
        card_of(debits[0].channel),
    )


def _slack(days: int, *, is_late: bool) -> str:
    translate = QCoreApplication.translate
    if days <= 0:
        return translate("Plan", "No slack: every day counts")
    if is_late:
        return counted(
            days,
            translate("Plan", "1 day of slack before it gets worse"),
            translate("Plan", "{0} days of slack before it gets worse"),
        )
    return counted(
        days, translate("Plan", "1 day of slack"), translate("Plan", "{0} days of slack")
    )


def _done_note(shown: ShownPlan, formatter: Formatter) -> str:
    made = "" if shown.accepted is None else formatter.day_of_year(shown.accepted.made_on)
    words = QCoreApplication.translate("Plan", "The plan of {0} is done.")
    return words.format(made)


def _progress(shown: ShownPlan, formatter: Formatter) -> str:
    """Return how far the accepted plan is, and what comes next."""
    translate = QCoreApplication.translate
    done = translate("Plan", "{0} of {1} payments done").format(shown.done_count, len(shown.steps))
    step = shown.next_step
    if step is None:
        return done
    words = translate("Plan", "{0}; next: {1}, {2} from {3}")
    return words.format(
        done,
        weekday_text(step.payment.day, formatter),
        formatter.money(max(step.payment.amount_fen - step.paid_fen, 0)),
        card_of(step.payment.channel),
    )


def payments_text(plan: Plan, formatter: Formatter) -> str:
    """Return how many payments a plan has, and from when to when."""
    translate = QCoreApplication.translate
    if not plan.payments:
        return translate("Plan", "no payment is possible")
    first, last = plan.payments[0].day, plan.payments[-1].day
    count = counted(
        len(plan.payments), translate("Plan", "1 payment"), translate("Plan", "{0} payments")
    )
    if first == last:
        return translate("Plan", "{0} on {1}").format(count, formatter.day_of_year(first))
    words = translate("Plan", "{0} from {1} to {2}")
    return words.format(count, formatter.day_of_year(first), formatter.day_of_year(last))


def late_cost_fen(plan: Plan) -> int:
    """Return what being late costs, half up to the fen; a wish that is missed costs nothing."""
    if _late_wishes(plan):
        return sum(each.cost_fen for each in _late_bills(plan))
    return (plan.objective.late * 2 + PPM) // (2 * PPM)


def _late_cost(plan: Plan, formatter: Formatter) -> str:
    words = QCoreApplication.translate("Plan", "Being late costs {0}.")
    return words.format(formatter.money(late_cost_fen(plan)))


def proof_text(plan: Plan) -> str:
    """Return whether the plan is proven to be the best."""
    translate = QCoreApplication.translate
    if plan.is_proven:
        return translate("Plan", "Proven: no other plan is better.")
    words = translate("Plan", "Best found, not proven ({0} of {1} tiers proven).")
    return words.format(plan.proven_tiers, len(Tier))
