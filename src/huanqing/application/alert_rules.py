"""The rules of the alerts: from figures that are known to what asks for attention.

Every rule is a pure function of the facts. A key names an alert for good: what was done with it
holds until the thing itself is another one, the next lead, statement, day or plan.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application.alert_limit_rules import LIMIT_RULES, NEAR_DAYS
from huanqing.application.alert_models import (
    Alert,
    AlertKind,
    AlertList,
    MarkState,
    Urgency,
)
from huanqing.application.alert_settings import RECONCILED_WITHIN
from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    Term,
    Why,
    statement_reference,
)
from huanqing.domain.money import share_of
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from huanqing.application.alert_evidence import AlertFacts
    from huanqing.application.alert_models import AlertMark
    from huanqing.domain.trial import BillToPay

AHEAD_DAYS = 45
"""How far the rules look: what is booked today is due within."""

URGENT_DAYS = 1
CASH_URGENT_DAYS = 3
PRESSURE_WEEK = 7
PRESSURE_PPM = 600_000
"""The share of a month's income whose falling due within a week is pressure."""

_STEMMED = frozenset({AlertKind.DUE_SOON, AlertKind.PLAN_IN_DANGER})
"""Kinds whose key ends in how far it has come; a snooze holds whatever that end is."""

_ORDER = {each: place for place, each in enumerate(Urgency)}
_KINDS = {each: place for place, each in enumerate(AlertKind)}


def alerts_of(facts: AlertFacts) -> tuple[Alert, ...]:
    """Return what asks for attention, the most urgent first."""
    found = [alert for rule in _RULES for alert in rule(facts)]
    return tuple(
        sorted(found, key=lambda each: (_ORDER[each.urgency], _KINDS[each.kind], each.day))
    )


def stem_of(key: str) -> str:
    """Return what of a key a snooze holds for: all of it, or all but how far it has come."""
    kind = key.partition("/")[0]
    return key.rpartition("/")[0] if kind in _STEMMED else key


def sorted_by_marks(alerts: Iterable[Alert], marks: Iterable[AlertMark], today: date) -> AlertList:
    """Return the alerts apart: open ones, those put aside for a while, and those done."""
    done: set[str] = set()
    snoozed: dict[str, date] = {}
    for mark in marks:
        if mark.state is MarkState.DONE:
            done.add(mark.key)
        elif mark.until is not None and mark.until >= today:
            stem = stem_of(mark.key)
            snoozed[stem] = max(mark.until, snoozed.get(stem, mark.until))
    open_ones, asleep, finished = [], [], []
    for each in alerts:
        if each.key in done:
            finished.append(each)
        elif stem_of(each.key) in snoozed:
            asleep.append((each, snoozed[stem_of(each.key)]))
        else:
            open_ones.append(each)
    return AlertList(today, tuple(open_ones), tuple(asleep), tuple(finished))


# Bills.


def _overdue(facts: AlertFacts) -> Iterator[Alert]:
    late = [
        each for each in facts.statements if each.state_on(facts.today) is StatementState.OVERDUE
    ]
    if late:
        newest = max(each.statement_date for each in late)
        first = min(late, key=lambda each: each.due_date)
        yield Alert(
            key=f"{AlertKind.OVERDUE}/{newest}",
            kind=AlertKind.OVERDUE,
            urgency=Urgency.URGENT,
            day=first.due_date,
            amount_fen=sum(each.left_fen for each in late),
            count=len(late),
            subject=first.statement_date.isoformat(),
            page=f"statements/{first.statement_date}",
            why=Question(figure=Figure.OVERDUE, day=facts.today),
        )


def _due_soon(facts: AlertFacts) -> Iterator[Alert]:
    for each in facts.statements:
        days = (each.due_date - facts.today).days
        leads = [lead for lead in facts.settings.due_leads if lead >= days]
        if days < 0 or not leads or not each.left_fen:
            continue
        yield Alert(
            key=f"{AlertKind.DUE_SOON}/{each.statement_date}/{min(leads)}",
            kind=AlertKind.DUE_SOON,
            urgency=Urgency.URGENT if days <= URGENT_DAYS else Urgency.SOON,
            day=each.due_date,
            amount_fen=each.left_fen,
            count=days,
            subject=each.statement_date.isoformat(),
            page=f"statements/{each.statement_date}",
            why=Question(figure=Figure.STATEMENT_LEFT, day=each.statement_date),
        )


def _unreconciled(facts: AlertFacts) -> Iterator[Alert]:
    after = facts.settings.unreconciled_after_days
    if after is None:
        return
    for each in facts.statements:
        age = (facts.today - each.statement_date).days
        is_asked = after <= age <= RECONCILED_WITHIN and each.total_fen
        if not is_asked or each.statement_date in facts.locked:
            continue
        yield Alert(
            key=f"{AlertKind.UNRECONCILED}/{each.statement_date}",
            kind=AlertKind.UNRECONCILED,
            urgency=Urgency.QUIET,
            day=each.statement_date,
            amount_fen=each.total_fen,
            count=-age,
            subject=each.statement_date.isoformat(),
            page=f"statements/{each.statement_date}",
            why=Question(figure=Figure.STATEMENT_TOTAL, day=each.statement_date),
        )


def _pressure(facts: AlertFacts) -> Iterator[Alert]:
    """Yield the weeks in which much falls due, beginning with a due day, none within another.

    Not those in which every bill is told of as due soon: that says it already.
    """
    bound = facts.settings.pressure_fen
    if bound is None:
        bound = share_of(facts.monthly_income_fen, PRESSURE_PPM, 1_000_000)
    if not bound:
        return
    until = facts.today + timedelta(days=AHEAD_DAYS)
    coming = sorted(
        (each for each in facts.bills if facts.today <= each.due_date <= until),
        key=lambda each: each.due_date,
    )
    while coming:
        first = coming[0].due_date
        week = [each for each in coming if each.due_date < first + timedelta(days=PRESSURE_WEEK)]
        amount = sum(each.amount_fen for each in week)
        if amount < bound:
            coming = coming[1:]
            continue
        coming = coming[len(week) :]
        if (week[-1].due_date - facts.today).days > max(facts.settings.due_leads, default=-1):
            yield _week(facts, week, amount)


def _week(facts: AlertFacts, week: Sequence[BillToPay], amount: int) -> Alert:
    days = (week[0].due_date - facts.today).days
    return Alert(
        key=f"{AlertKind.PRESSURE}/{week[0].due_date}",
        kind=AlertKind.PRESSURE,
        urgency=Urgency.SOON if days <= NEAR_DAYS else Urgency.QUIET,
        day=week[0].due_date,
        until=week[-1].due_date if week[-1].due_date > week[0].due_date else None,
        amount_fen=amount,
        count=days,
        page="plan",
        why=Derivation(
            Question(figure=Figure.SHOWN_SUM),
            amount,
            tuple(_bill_term(facts, each) for each in week),
        ),
    )


def _bill_term(facts: AlertFacts, bill: BillToPay) -> Term:
    """Return a bill as a part of a sum; the ledger can say why where it still is what is left."""
    left = {each.statement_date: each.left_fen for each in facts.statements}
    is_ledgers = left.get(bill.statement_date) == bill.amount_fen
    asked = Question(figure=Figure.STATEMENT_LEFT, day=bill.statement_date)
    return Term(
        why=Why.STATEMENT,
        amount_fen=bill.amount_fen,
        day=bill.statement_date,
        until=bill.due_date,
        reference=statement_reference(bill.statement_date),
        question=asked if is_ledgers else None,
    )


# Plan and cash; their parts load only where there is a plan or money.


def _plan(facts: AlertFacts) -> Iterator[Alert]:
    if facts.plan is not None:
        from huanqing.application.alert_plan_rules import (  # noqa: PLC0415 - only with a plan
            plan_alerts,
        )

        yield from plan_alerts(facts.plan, facts.today, facts.settings.slack_days)


def _cash_short(facts: AlertFacts) -> Iterator[Alert]:
    if not facts.cash:
        return
    from huanqing.application.alert_cash import (  # noqa: PLC0415 - only with money
        derive_shortage,
        first_shortage,
    )

    for course in facts.cash:
        found = first_shortage(course, facts.today)
        if found is None:
            continue
        days = (found.day - facts.today).days
        yield Alert(
            key=f"{AlertKind.CASH_SHORT}/{course.subject}/{found.day}",
            kind=AlertKind.CASH_SHORT,
            urgency=Urgency.URGENT if days <= CASH_URGENT_DAYS else Urgency.SOON,
            day=found.day,
            amount_fen=found.missing_fen,
            count=days,
            subject=course.subject,
            page="plan" if course.pays_bills else "settings/money",
            why=derive_shortage(found, facts.today),
        )


_RULES: tuple[Callable[[AlertFacts], Iterator[Alert]], ...] = (
    _overdue,
    _plan,
    _cash_short,
    _due_soon,
    *LIMIT_RULES,
    _pressure,
    _unreconciled,
)
