"""Every figure can be derived: what it is summed from adds up to it, down to rows."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application import figures
from huanqing.application.derivations import derive
from huanqing.domain.credit_limit import figures_at
from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    Reference,
    RefKind,
    Why,
)
from integration.persistence.ledgers import EXAMPLE, TODAY, Bench
from oracle.generator import random_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = range(int(os.environ.get("DERIVATIONS", "5")))


def asked(bench: Bench, day: date, question: Question) -> Derivation:
    with bench.uow() as uow:
        return derive(uow, day, question)


def every_question(bench: Bench, day: date) -> Iterator[tuple[Question, int | None]]:
    """Yield what can be asked of a ledger on a day, with the figure that is shown."""
    with bench.uow() as uow:
        standing = figures.standing_on(uow, day)
        limit = figures_at(standing.replay)
        owed = standing.replay.owed_fen
    yield Question(figure=Figure.AVAILABLE), limit.available_fen
    yield Question(figure=Figure.TOTAL), limit.total_fen
    yield Question(figure=Figure.USED), limit.used_fen
    yield Question(figure=Figure.OWED), owed
    yield Question(figure=Figure.LIMIT_STEP), limit.available_fen
    rows = bench.service.statements_on(day, with_lines=True)
    overdue = sum(row.figures.left_fen for row in rows if row.state == "overdue")
    yield Question(figure=Figure.OVERDUE), overdue
    for row in rows:
        shown = row.figures
        for figure, amount in (
            (Figure.STATEMENT_TOTAL, shown.total_fen),
            (Figure.STATEMENT_PRINCIPAL, shown.principal_fen),
            (Figure.STATEMENT_FEE, shown.fee_fen),
            (Figure.STATEMENT_PENALTY, shown.penalty_fen),
            (Figure.STATEMENT_PAID, shown.paid_fen),
            (Figure.STATEMENT_LEFT, shown.left_fen),
            (Figure.STATEMENT_MINIMUM, row.minimum_fen),
        ):
            yield Question(figure=figure, day=shown.statement_date), amount
        for line in shown.instalments:
            for figure, amount in (
                (Figure.LINE_PRINCIPAL, line.principal_fen),
                (Figure.LINE_FEE, line.fee_fen),
                (Figure.LINE_LEFT, line.left_fen),
            ):
                yield Question(figure=figure, subject=line.purchase_id, number=line.period), amount


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_the_sum_of_its_terms(bench: Bench, seed: int) -> None:
    document: dict[str, Any] = random_ledger(random.Random(seed), 15)
    bench.load(document)
    last = date.fromisoformat(document["today"])
    for day in (last, last - timedelta(days=20)):
        for question, amount in every_question(bench, day):
            found = asked(bench, day, question)
            assert found.amount_fen == amount, question
            if amount:
                assert found.terms, question
            assert sum(term.amount_fen for term in found.terms) == (amount or 0), question


@pytest.mark.parametrize("seed", SEEDS)
def test_every_term_leads_on_or_names_its_row(bench: Bench, seed: int) -> None:
    """Following the questions from the available limit ends at entries, rules and dates."""
    document: dict[str, Any] = random_ledger(random.Random(seed), 15)
    bench.load(document)
    day = date.fromisoformat(document["today"])
    seen: set[Question] = set()
    todo = [Question(figure=Figure.AVAILABLE), Question(figure=Figure.OWED)]
    while todo:
        question = todo.pop()
        if question in seen:
            continue
        seen.add(question)
        found = asked(bench, day, question)
        for term in found.terms:
            if term.question is not None:
                todo.append(term.question)
                continue
            assert (
                term.reference is not None
                or term.day is not None
                or term.amount_fen == 0
                or (term.why in {Why.FEES_NOT_COUNTED, Why.MINIMUM_REST, Why.MINIMUM_SHARE})
            ), (question, term)
            if term.reference is not None and term.reference.kind is RefKind.ENTRY:
                reference = term.reference
                with bench.uow() as uow:
                    assert uow.entries.record(reference.entry_kind, reference.id) is not None


def test_a_line_says_what_a_refund_and_a_repayment_did_to_it(bench: Bench) -> None:
    bench.load(EXAMPLE)
    third = Question(figure=Figure.LINE_PRINCIPAL, subject="p1", number=3)
    found = asked(bench, TODAY, third)
    share, refund = found.terms
    assert (share.why, share.amount_fen, share.count, share.of_count) == (Why.SHARE, 79737, 3, 3)
    assert (refund.why, refund.name, refund.amount_fen) == (Why.CHANGED_BY, "refund", -39211)
    assert found.rules[0].field == "remainder"
    first = asked(bench, TODAY, Question(figure=Figure.LINE_LEFT, subject="p1", number=1))
    paid = [(term.name, term.amount_fen) for term in first.terms if term.why is Why.PAID_BY]
    assert paid == [("repayment", -50000), ("adjustment", -1155)]


def test_an_unknown_limit_stays_unknown(bench: Bench) -> None:
    found = asked(bench, TODAY, Question(figure=Figure.AVAILABLE))
    assert found.amount_fen is None
    assert found.terms == ()


def test_what_is_gone_is_no_answer(bench: Bench) -> None:
    for question in (
        Question(figure=Figure.STATEMENT_LEFT, day=TODAY),
        Question(figure=Figure.LINE_LEFT, subject="none", number=1),
        Question(figure=Figure.ENTRY, kind="purchase", subject="none"),
    ):
        with pytest.raises(KeyError):
            asked(bench, TODAY, question)


def test_a_penalty_is_told_in_days_of_one_sum(bench: Bench) -> None:
    document = {**EXAMPLE, "repayments": [], "adjustments": [], "refunds": []}
    bench.load(document)
    day = date(2026, 7, 20)
    statement = Question(figure=Figure.STATEMENT_PENALTY, day=date(2026, 7, 3))
    found = asked(bench, day, statement)
    (span,) = found.terms
    assert (span.count, span.day, span.until) == (8, date(2026, 7, 13), day)
    assert span.base_fen == 79737 + 1435
    assert span.amount_fen == 8 * 41
    assert found.rules[0].value == 500


def test_an_entry_is_a_fact_with_its_row_as_the_source(bench: Bench) -> None:
    bench.load(EXAMPLE)
    found = asked(bench, TODAY, Question(figure=Figure.ENTRY, kind="repayment", subject="r1"))
    assert (found.amount_fen, found.terms) == (50_000, ())
    assert found.source == Reference(RefKind.ENTRY, "r1", "repayment")


def test_a_statement_without_a_date_and_a_period_that_is_not_there_are_no_answer(
    bench: Bench,
) -> None:
    bench.load(EXAMPLE)
    for question in (
        Question(figure=Figure.STATEMENT_LEFT),
        Question(figure=Figure.LINE_LEFT, subject="p1", number=4),
    ):
        with pytest.raises(KeyError):
            asked(bench, TODAY, question)


def test_a_figure_of_a_plan_is_not_the_ledgers_to_derive(bench: Bench) -> None:
    bench.load(EXAMPLE)
    with pytest.raises(ValueError, match="cash"):
        asked(bench, TODAY, Question(figure=Figure.CASH, subject="salary account", day=TODAY))


def test_a_fee_says_whether_it_is_a_rate_free_set_or_edited(bench: Bench) -> None:
    rated = EXAMPLE["purchases"][0]
    free = {**rated, "id": "free", "free_periods": 1}
    own = {**rated, "id": "own", "fee_per_period": 777}
    own["edited_lines"] = [{"period": 2, "fee": 555}, {"period": 3, "principal": 79_737}]
    purchases = [{**each, "time": "2026-06-10T10:00:00"} for each in (rated, free, own)]
    bench.load({**EXAMPLE, "purchases": purchases, "refunds": []})
    told = {}
    for name, number in (("p1", 1), ("free", 1), ("free", 2), ("own", 1), ("own", 2), ("own", 3)):
        question = Question(figure=Figure.LINE_FEE, subject=name, number=number)
        (term,) = asked(bench, TODAY, question).terms
        told[name, number] = (term.why, term.amount_fen)
    assert told == {
        ("p1", 1): (Why.FEE_RATE, 1_435),
        ("free", 1): (Why.FEE_FREE, 0),
        ("free", 2): (Why.FEE_RATE, 1_435),
        ("own", 1): (Why.FEE_SET, 777),
        ("own", 2): (Why.EDITED, 555),
        ("own", 3): (Why.FEE_SET, 777),
    }
