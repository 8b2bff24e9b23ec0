"""The limit's figures and what is owed, derived from a replay at the end of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.domain.credit_account import LimitKind, holds_on
from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    Reference,
    RefKind,
    RuleUse,
    Term,
    Why,
    entry_reference,
    statement_reference,
)
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.day_figures import Cause, DayFigures
    from huanqing.domain.replay import Replay
    from huanqing.domain.statement import StatementFigures

_ENTRY_CAUSES = {
    "purchase", "refund", "repayment", "adjustment", "statement_instalment", "early_settlement",
}  # fmt: skip


def derive_total(account: CreditAccount, day: date) -> Derivation:
    """Return the limit parts that hold on a day; unknown while no fixed one is."""
    total = account.total_limit_on(day)
    terms = [] if total is None else _parts_on(account, day)
    return Derivation(Question(figure=Figure.TOTAL, day=day), total, tuple(terms))


def _parts_on(account: CreditAccount, day: date) -> list[Term]:
    fixed = [
        part for part in account.limits if part.kind is LimitKind.FIXED and part.from_date <= day
    ]
    last = max(reversed(fixed), key=lambda part: part.from_date)
    holding = [last] + [
        part for part in account.limits if part.kind is LimitKind.TEMPORARY and holds_on(part, day)
    ]
    return [
        Term(
            why=Why.FIXED_LIMIT if part is last else Why.TEMPORARY_LIMIT,
            amount_fen=part.amount_fen,
            day=part.from_date,
            until=None if part is last else part.until,
            reference=Reference(RefKind.ACCOUNT, part.from_date.isoformat()),
        )
        for part in holding
    ]


def derive_available(replay: Replay) -> Derivation:
    """Return total less used; unknown while the limit is."""
    day = replay.day
    total, used = replay.account.total_limit_on(day), replay.used_fen()
    question = Question(figure=Figure.AVAILABLE, day=day)
    if total is None:
        return Derivation(question, None)
    terms = (
        Term(
            why=Why.TOTAL,
            amount_fen=total,
            day=day,
            question=Question(figure=Figure.TOTAL, day=day),
        ),
        Term(
            why=Why.USED, amount_fen=-used, day=day, question=Question(figure=Figure.USED, day=day)
        ),
    )
    return Derivation(question, total - used, terms)


def derive_used(replay: Replay) -> Derivation:
    """Return what takes of the limit: what is owed, and what was freed but not yet given back."""
    rule = replay.account.rule_on(replay.day)
    terms = statement_terms(replay.open_statements())
    if not rule.fees_occupy_limit and replay.unpaid_fee_fen:
        terms.append(Term(why=Why.FEES_NOT_COUNTED, amount_fen=-replay.unpaid_fee_fen))
    for released, principal, fee in replay.recovering:
        held = principal + fee if rule.fees_occupy_limit else principal
        if held:
            terms.append(Term(why=Why.RECOVERING, amount_fen=held, day=released))
    rules = (RuleUse("fees_occupy_limit", int(rule.fees_occupy_limit), rule.from_date),)
    question = Question(figure=Figure.USED, day=replay.day)
    return Derivation(question, replay.used_fen(), tuple(terms), rules)


def derive_owed(replay: Replay) -> Derivation:
    """Return everything owed, statement by statement."""
    terms = tuple(statement_terms(replay.open_statements()))
    return Derivation(Question(figure=Figure.OWED, day=replay.day), replay.owed_fen, terms)


def derive_overdue(replay: Replay) -> Derivation:
    """Return what is overdue, statement by statement."""
    terms = statement_terms(
        [
            each
            for each in replay.open_statements()
            if each.state_on(replay.day) is StatementState.OVERDUE
        ]
    )
    amount = sum(term.amount_fen for term in terms)
    return Derivation(Question(figure=Figure.OVERDUE, day=replay.day), amount, tuple(terms))


def statement_terms(statements: list[StatementFigures]) -> list[Term]:
    """Return a term for each statement of which something is left."""
    return [
        Term(
            why=Why.STATEMENT,
            amount_fen=each.left_fen,
            day=each.statement_date,
            until=each.due_date,
            reference=statement_reference(each.statement_date),
            question=Question(figure=Figure.STATEMENT_LEFT, day=each.statement_date),
        )
        for each in statements
        if each.left_fen
    ]


def derive_step(before: DayFigures, after: DayFigures) -> Derivation:
    """Return the available limit of a day as that of the day before, and what moved it."""
    question = Question(figure=Figure.LIMIT_STEP, day=after.day)
    if after.available_fen is None:
        return Derivation(question, None)
    terms = [_cause_term(cause, after.day) for cause in after.causes if cause.amount_fen]
    if before.available_fen is None:
        # The limit became known on this day: its whole is among the causes.
        used = -before.used_fen
        terms.insert(0, Term(why=Why.USED, amount_fen=used, day=before.day))
    else:
        asked = Question(figure=Figure.AVAILABLE, day=before.day)
        amount = before.available_fen
        first = Term(why=Why.DAY_BEFORE, amount_fen=amount, day=before.day, question=asked)
        terms.insert(0, first)
    return Derivation(question, after.available_fen, tuple(terms))


def _cause_term(cause: Cause, day: date) -> Term:
    reference = None
    if cause.kind in _ENTRY_CAUSES:
        reference = entry_reference(cause.kind, cause.ref)
    return Term(
        why=Why.CAUSE, amount_fen=cause.amount_fen, day=day, name=cause.kind, reference=reference
    )
