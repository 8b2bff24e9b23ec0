"""What alerts say of the limit: frozen, a temporary part that ends, little that is available."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.alert_models import Alert, AlertKind, Urgency
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_account import LimitKind, holds_on
from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    Reference,
    RefKind,
    Term,
    Why,
    entry_reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from huanqing.application.alert_evidence import AlertFacts
    from huanqing.domain.day_figures import Cause, DayFigures

NEAR_DAYS = 7
"""What is no further ahead than this is near, and not only worth knowing."""

_ENTRY_CAUSES = frozenset(
    {"purchase", "refund", "repayment", "adjustment", "early_settlement", "statement_instalment"}
)


def _frozen(facts: AlertFacts) -> Iterator[Alert]:
    for each in facts.account.freezes:
        if holds_on(each, facts.today):
            yield Alert(
                key=f"{AlertKind.FROZEN}/{each.from_date}",
                kind=AlertKind.FROZEN,
                urgency=Urgency.SOON,
                day=each.from_date,
                until=each.until,
                subject=each.reason,
                page="limit/log",
            )


def _temporary_ends(facts: AlertFacts) -> Iterator[Alert]:
    lead = facts.settings.temporary_lead_days
    parts = [
        part
        for part in facts.account.limits
        if part.kind is LimitKind.TEMPORARY and holds_on(part, facts.today)
    ]
    for end in sorted({part.until for part in parts if part.until is not None}):
        days = (end - facts.today).days
        if lead is None or days > lead:
            continue
        ending = [part for part in parts if part.until == end]
        amount = sum(part.amount_fen for part in ending)
        terms = tuple(
            Term(
                why=Why.TEMPORARY_LIMIT,
                amount_fen=part.amount_fen,
                day=part.from_date,
                until=part.until,
                reference=Reference(RefKind.ACCOUNT, part.from_date.isoformat()),
            )
            for part in ending
        )
        left = derive_available(facts.days, end + ONE_DAY)
        yield Alert(
            key=f"{AlertKind.TEMPORARY_ENDS}/{end}",
            kind=AlertKind.TEMPORARY_ENDS,
            urgency=Urgency.SOON if days <= NEAR_DAYS or _is_negative(left) else Urgency.QUIET,
            day=end,
            amount_fen=amount,
            left_fen=None if left is None else left.amount_fen,
            count=days,
            page="limit",
            why=Derivation(Question(figure=Figure.SHOWN_SUM), amount, terms),
            left_why=left,
        )


def _is_negative(left: Derivation | None) -> bool:
    return left is not None and left.amount_fen is not None and left.amount_fen < 0


def _below_floor(facts: AlertFacts) -> Iterator[Alert]:
    floor = facts.settings.floor_fen
    found = None if floor is None else _first_below(facts.days, floor)
    if floor is None or found is None or found.available_fen is None:
        return
    days = (found.day - facts.today).days
    asked = (
        derive_available(facts.days, found.day)
        if days
        else Question(figure=Figure.AVAILABLE, day=found.day)
    )
    since = found.day if days else _below_since(facts, floor)
    yield Alert(
        key=f"{AlertKind.BELOW_FLOOR}/{since}",
        kind=AlertKind.BELOW_FLOOR,
        urgency=Urgency.SOON if days <= NEAR_DAYS else Urgency.QUIET,
        day=found.day,
        amount_fen=found.available_fen,
        count=days,
        page="limit",
        why=asked,
    )


def _first_below(days: Iterable[DayFigures], floor: int) -> DayFigures | None:
    return next(
        (each for each in days if each.available_fen is not None and each.available_fen < floor),
        None,
    )


def _below_since(facts: AlertFacts, floor: int) -> date:
    """Return the day from which on it has been below without a break, as far back as known."""
    since = facts.today
    for each in reversed(facts.past):
        if each.available_fen is None or each.available_fen >= floor:
            break
        since = each.day
    return since


def derive_available(days: Sequence[DayFigures], day: date) -> Derivation | None:
    """Return the available limit of a day ahead as today's and every step up to that day.

    None where it is unknown, or outside the days.
    """
    today = next(iter(days), None)
    found = next((each for each in days if each.day == day), None)
    if today is None or found is None or None in (today.available_fen, found.available_fen):
        return None
    first = Term(
        why=Why.AVAILABLE,
        amount_fen=today.available_fen or 0,
        day=today.day,
        question=Question(figure=Figure.AVAILABLE, day=today.day),
    )
    steps = [
        _cause_term(cause, each.day)
        for each in days[1:]
        if each.day <= day
        for cause in each.causes
        if cause.amount_fen
    ]
    question = Question(figure=Figure.AVAILABLE, day=day)
    return Derivation(question, found.available_fen, (first, *steps))


def _cause_term(cause: Cause, day: date) -> Term:
    is_entry = cause.kind in _ENTRY_CAUSES
    return Term(
        why=Why.CAUSE,
        amount_fen=cause.amount_fen,
        day=day,
        name=cause.kind,
        reference=entry_reference(cause.kind, cause.ref) if is_entry else None,
    )


LIMIT_RULES: tuple[Callable[[AlertFacts], Iterator[Alert]], ...] = (
    _frozen,
    _temporary_ends,
    _below_floor,
)
"""The rules about the limit."""
