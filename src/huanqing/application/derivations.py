"""Answers "why?" for the ledger's figures: what each is summed from, down to rows and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.debt_stories import KINDS, line_story, payers_of, penalty_spans
from huanqing.application.entry_records import entry_of
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_limit import figures_at
from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    RuleUse,
    Term,
    Why,
    entry_reference,
)
from huanqing.domain.entries import Purchase, StatementInstalment
from huanqing.domain.limit_derivation import (
    derive_available,
    derive_overdue,
    derive_owed,
    derive_step,
    derive_total,
    derive_used,
)
from huanqing.domain.money import rate_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.debt_stories import LineStory
    from huanqing.application.ports import UnitOfWork
    from huanqing.application.read_models import EntryRow
    from huanqing.domain.credit_account import AccountRule
    from huanqing.domain.derivation import Reference
    from huanqing.domain.entries import Entry
    from huanqing.domain.replay import Replay
    from huanqing.domain.statement import StatementFigures

_OF_REPLAY: dict[Figure, Callable[[Replay], Derivation]] = {
    Figure.AVAILABLE: derive_available,
    Figure.USED: derive_used,
    Figure.OWED: derive_owed,
    Figure.OVERDUE: derive_overdue,
}
_OPENING = ("purchase", "adjustment", "statement_instalment")


def derive(uow: UnitOfWork, today: date, question: Question) -> Derivation:
    """Return why a figure of the ledger is what it is at the end of ``today``.

    Raises KeyError where what is asked about is not in the ledger, ValueError for a figure
    that does not come from the ledger (a plan's).
    """
    if question.figure is Figure.TOTAL:
        return derive_total(uow.account.get(), question.day or today)
    if question.figure in _OF_REPLAY:
        standing = figures.standing_on(uow, question.day or today)
        return _OF_REPLAY[question.figure](standing.replay)
    if question.figure is Figure.LIMIT_STEP:
        return _step(uow, question.day or today)
    if question.figure is Figure.ENTRY:
        return _fact(uow, question)
    if question.figure in {Figure.LINE_PRINCIPAL, Figure.LINE_FEE, Figure.LINE_LEFT}:
        return _of_line(uow, today, question)
    if question.figure in _OF_STATEMENT:
        return _of_statement(uow, today, question)
    raise ValueError(question)


def _step(uow: UnitOfWork, day: date) -> Derivation:
    before = figures_at(figures.standing_on(uow, day - ONE_DAY).replay)
    (after,) = figures.limit_days(uow, day, day)
    return derive_step(before, after)


def _fact(uow: UnitOfWork, question: Question) -> Derivation:
    record = uow.entries.record(question.kind, question.subject)
    if record is None:
        raise KeyError(question.subject)
    source = entry_reference(record.kind, record.id)
    return Derivation(question, record.amount_fen, source=source)


# Statements.


def _of_statement(uow: UnitOfWork, today: date, question: Question) -> Derivation:
    if question.day is None:
        raise KeyError(question.figure)
    statement = _statement(uow, today, question.day)
    terms, rules = _OF_STATEMENT[question.figure](uow, today, statement)
    amounts = {
        Figure.STATEMENT_TOTAL: statement.total_fen,
        Figure.STATEMENT_PRINCIPAL: statement.principal_fen,
        Figure.STATEMENT_FEE: statement.fee_fen,
        Figure.STATEMENT_PENALTY: statement.penalty_fen,
        Figure.STATEMENT_PAID: statement.paid_fen,
        Figure.STATEMENT_LEFT: statement.left_fen,
    }
    amount = amounts.get(question.figure)
    if amount is None:
        amount = statement.minimum_payment_fen(_rule_of(uow, statement))
    return Derivation(question, amount, tuple(terms), tuple(rules))


def _statement(uow: UnitOfWork, today: date, statement_date: date) -> StatementFigures:
    standing = figures.standing_on(uow, today)
    wanted = frozenset({statement_date})
    stored = uow.replays.closed(today - ONE_DAY, with_lines=True, only=wanted)
    every = (*stored, *standing.closed, *standing.replay.open_statements())
    found = [each for each in every if each.statement_date == statement_date]
    if not found:
        raise KeyError(statement_date)
    return found[-1]


def _rule_of(uow: UnitOfWork, statement: StatementFigures) -> AccountRule:
    return uow.account.get().rule_on(statement.statement_date)


Parts = tuple[list[Term], list[RuleUse]]


def _total(_uow: UnitOfWork, _today: date, statement: StatementFigures) -> Parts:
    return [
        _part(statement, Why.PRINCIPAL, statement.principal_fen, Figure.STATEMENT_PRINCIPAL),
        _part(statement, Why.FEE, statement.fee_fen, Figure.STATEMENT_FEE),
        _part(statement, Why.PENALTY, statement.penalty_fen, Figure.STATEMENT_PENALTY),
    ], []


def _left(_uow: UnitOfWork, _today: date, statement: StatementFigures) -> Parts:
    return [
        _part(statement, Why.TOTAL, statement.total_fen, Figure.STATEMENT_TOTAL),
        _part(statement, Why.PAID, -statement.paid_fen, Figure.STATEMENT_PAID),
    ], []


def _part(statement: StatementFigures, why: Why, amount_fen: int, figure: Figure) -> Term:
    question = Question(figure=figure, day=statement.statement_date) if amount_fen else None
    return Term(why=why, amount_fen=amount_fen, question=question)


def _principal(uow: UnitOfWork, _today: date, statement: StatementFigures) -> Parts:
    rule = _rule_of(uow, statement)
    rules = [
        RuleUse("statement_day", rule.statement_day, rule.from_date),
        RuleUse("on_statement_day", rule.on_statement_day, rule.from_date),
    ]
    return _lines(uow, statement, Figure.LINE_PRINCIPAL), rules


def _fee(uow: UnitOfWork, _today: date, statement: StatementFigures) -> Parts:
    return _lines(uow, statement, Figure.LINE_FEE), []


def _lines(uow: UnitOfWork, statement: StatementFigures, figure: Figure) -> list[Term]:
    rows = uow.entries.rows([line.purchase_id for line in statement.instalments])
    terms = []
    for line in statement.instalments:
        amount = line.principal_fen if figure is Figure.LINE_PRINCIPAL else line.fee_fen
        row = rows.get(line.purchase_id)
        if not amount:
            continue
        terms.append(
            Term(
                why=Why.LINE,
                amount_fen=amount,
                day=row.day if row else None,
                name=_name_of(row),
                count=line.period,
                of_count=line.periods,
                reference=entry_reference(row.kind, row.id) if row else None,
                question=Question(figure=figure, subject=line.purchase_id, number=line.period),
            )
        )
    return terms


def _name_of(row: EntryRow | None) -> str:
    return "" if row is None else row.description or row.counterparty


def _penalty(uow: UnitOfWork, today: date, statement: StatementFigures) -> Parts:
    spans = penalty_spans(uow, statement, today)
    terms = [
        Term(
            why=Why.PENALTY_DAYS,
            amount_fen=span.amount_fen,
            day=span.first,
            until=span.last,
            count=span.days,
            base_fen=span.base_fen,
        )
        for span in spans
    ]
    account = uow.account.get()
    rules = dict.fromkeys(account.rule_on(span.first) for span in spans)
    return terms, [
        RuleUse("late_rate_ppm_per_day", rule.late_rate_ppm_per_day, rule.from_date)
        for rule in rules
    ]


def _paid(uow: UnitOfWork, today: date, statement: StatementFigures) -> Parts:
    return [
        Term(
            why=Why.PAID_BY,
            amount_fen=payer.amount_fen,
            day=payer.day,
            name=payer.kind,
            reference=entry_reference(payer.kind, payer.id),
        )
        for payer in payers_of(uow, statement, today)
    ], []


def _minimum(uow: UnitOfWork, _today: date, statement: StatementFigures) -> Parts:
    rule = _rule_of(uow, statement)
    rules = [RuleUse("carry_threshold_fen", rule.carry_threshold_fen, rule.from_date)]
    left = statement.left_fen
    if left <= rule.carry_threshold_fen:
        asked = Question(figure=Figure.STATEMENT_LEFT, day=statement.statement_date)
        return [Term(why=Why.MINIMUM_WHOLE, amount_fen=left, question=asked)], rules
    unsplit = sum(line.left_fen for line in statement.instalments if line.periods == 1)
    rules.append(RuleUse("minimum_ratio_ppm", rule.minimum_ratio_ppm, rule.from_date))
    share = rate_of(unsplit, rule.minimum_ratio_ppm)
    return [
        Term(why=Why.MINIMUM_SHARE, amount_fen=share, base_fen=unsplit),
        Term(why=Why.MINIMUM_REST, amount_fen=left - unsplit),
    ], rules


_OF_STATEMENT: dict[Figure, Callable[[UnitOfWork, date, StatementFigures], Parts]] = {
    Figure.STATEMENT_TOTAL: _total,
    Figure.STATEMENT_LEFT: _left,
    Figure.STATEMENT_PRINCIPAL: _principal,
    Figure.STATEMENT_FEE: _fee,
    Figure.STATEMENT_PENALTY: _penalty,
    Figure.STATEMENT_PAID: _paid,
    Figure.STATEMENT_MINIMUM: _minimum,
}


# Lines.


def _of_line(uow: UnitOfWork, today: date, question: Question) -> Derivation:
    opened = _opened(uow, question.subject)
    story = line_story(uow, opened, question.number, today)
    if story is None:
        raise KeyError(question.subject)
    rule = uow.account.get().rule_on(opened.day)
    if question.figure is Figure.LINE_LEFT:
        terms = [*_charged(question, story), *_payments(story)]
        rules: list[RuleUse] = []
    elif question.figure is Figure.LINE_PRINCIPAL:
        terms = [_share(opened, question, story), *_changes(story, of_fee=False)]
        rules = [RuleUse("remainder", _remainder(opened, rule), rule.from_date)]
    else:
        terms = [_agreed_fee(opened, question, story), *_changes(story, of_fee=True)]
        rules = []
    amount = sum(term.amount_fen for term in terms)
    return Derivation(question, amount, tuple(terms), tuple(rules))


def _opened(uow: UnitOfWork, entry_id: str) -> Entry:
    for kind in _OPENING:
        record = uow.entries.record(kind, entry_id)
        if record is not None:
            return entry_of(record)
    raise KeyError(entry_id)


def _remainder(opened: Entry, rule: AccountRule) -> str:
    own = opened.remainder if isinstance(opened, Purchase | StatementInstalment) else None
    return own or rule.remainder


def _periods(opened: Entry) -> int:
    return opened.periods if isinstance(opened, Purchase | StatementInstalment) else 1


def _edited(opened: Entry, period: int, *, of_fee: bool) -> bool:
    if not isinstance(opened, Purchase):
        return False
    return any(
        edit.period == period and (edit.fee_fen if of_fee else edit.principal_fen) is not None
        for edit in opened.edited_lines
    )


def _share(opened: Entry, question: Question, story: LineStory) -> Term:
    is_edited = _edited(opened, question.number, of_fee=False)
    return Term(
        why=Why.EDITED if is_edited else Why.SHARE,
        amount_fen=story.agreed_principal_fen,
        day=opened.day,
        count=question.number,
        of_count=_periods(opened),
        base_fen=_amount_of(opened),
        reference=_reference(opened),
    )


def _amount_of(opened: Entry) -> int:
    return getattr(opened, "amount_fen", 0)


def _agreed_fee(opened: Entry, question: Question, story: LineStory) -> Term:
    why, count = Why.FEE_RATE, 0
    if isinstance(opened, Purchase | StatementInstalment):
        count = opened.fee_rate_ppm
        if question.number <= opened.free_periods:
            why = Why.FEE_FREE
        elif isinstance(opened, Purchase) and opened.fee_per_period_fen is not None:
            why = Why.FEE_SET
    if _edited(opened, question.number, of_fee=True):
        why = Why.EDITED
    return Term(
        why=why,
        amount_fen=story.agreed_fee_fen,
        day=opened.day,
        count=count,
        base_fen=_amount_of(opened),
        reference=_reference(opened),
    )


def _reference(opened: Entry) -> Reference:
    return entry_reference(KINDS[type(opened)], opened.id)


def _changes(story: LineStory, *, of_fee: bool) -> list[Term]:
    return [
        Term(
            why=Why.CHANGED_BY,
            amount_fen=amount,
            day=event.day,
            name=event.kind,
            reference=entry_reference(event.kind, event.id),
        )
        for event in story.events
        if (amount := event.fee_fen if of_fee else event.principal_fen)
    ]


def _charged(question: Question, story: LineStory) -> list[Term]:
    principal = story.agreed_principal_fen + sum(each.principal_fen for each in story.events)
    fee = story.agreed_fee_fen + sum(each.fee_fen for each in story.events)
    found = []
    for why, figure, amount in (
        (Why.PRINCIPAL, Figure.LINE_PRINCIPAL, principal),
        (Why.FEE, Figure.LINE_FEE, fee),
    ):
        if amount:
            asked = Question(figure=figure, subject=question.subject, number=question.number)
            found.append(Term(why=why, amount_fen=amount, question=asked))
    return found


def _payments(story: LineStory) -> list[Term]:
    return [
        Term(
            why=Why.PAID_BY,
            amount_fen=-event.paid_fen,
            day=event.day,
            name=event.kind,
            reference=entry_reference(event.kind, event.id),
        )
        for event in story.events
        if event.paid_fen
    ]
