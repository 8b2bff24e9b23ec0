"""The limit's figures sum up from what they are derived from."""

from __future__ import annotations

from dataclasses import replace

from huanqing.domain.credit_account import AccountRule
from huanqing.domain.derivation import Derivation, Figure, Question, RefKind, Term, Why
from huanqing.domain.entries import EarlySettlement
from huanqing.domain.limit_derivation import derive_step, derive_used
from unit.domain.builders import account, buy, day, fixed, history, pay, replayed, rule


def parts(found: Derivation) -> list[tuple[Why, int]]:
    assert found.is_whole
    return [(term.why, term.amount_fen) for term in found.terms]


def test_a_sum_is_whole_only_when_its_terms_meet_it_and_a_fact_always_is() -> None:
    question = Question(figure=Figure.OWED)
    terms = (Term(why=Why.PRINCIPAL, amount_fen=70), Term(why=Why.FEE, amount_fen=-7))
    assert Derivation(question, 63, terms).is_whole
    assert not Derivation(question, 64, terms).is_whole
    assert Derivation(question, 64).is_whole
    assert Derivation(question, None, terms).is_whole


def test_a_step_is_the_day_before_and_every_entry_that_moved_it() -> None:
    bought, paid = buy("p1", "05-21", 30_000), pay("r1", "05-21", 10_000)
    eve, now = history(account(), bought, paid, first="05-20", until="05-21")
    found = derive_step(eve, now)
    assert found.amount_fen == 1_000_000 - 20_000
    assert parts(found) == [(Why.DAY_BEFORE, 1_000_000), (Why.CAUSE, -30_000), (Why.CAUSE, 10_000)]
    asked = found.terms[0].question
    assert asked == Question(figure=Figure.AVAILABLE, day=day("05-20"))
    told = [each.reference for each in found.terms[1:]]
    assert [(x.kind, x.entry_kind, x.id) for x in told if x] == [
        (RefKind.ENTRY, "purchase", "p1"),
        (RefKind.ENTRY, "repayment", "r1"),
    ]


def test_the_step_on_which_the_limit_becomes_known_is_its_whole_less_what_was_used() -> None:
    of = account(limits=(fixed(1_000_000, "2026-05-21"),))
    eve, now = history(of, buy("p1", "05-10", 30_000), first="05-20", until="05-21")
    found = derive_step(eve, now)
    assert found.amount_fen == 970_000
    assert parts(found) == [(Why.USED, -30_000), (Why.CAUSE, 1_000_000)]
    assert found.terms[1].reference is None


def test_the_step_of_an_unknown_limit_is_unknown() -> None:
    eve, now = history(account(limits=()), first="05-20", until="05-21")
    assert derive_step(eve, now).amount_fen is None


def test_a_fee_that_was_freed_holds_nothing_back_where_fees_do_not_occupy_the_limit() -> None:
    def used(of: AccountRule) -> Derivation:
        bought = buy("p1", "05-10", 30_000, periods=3, fee_per_period_fen=100)
        settled = EarlySettlement(id="e1", purchase_id="p1", day=day("05-20"), fee_fen=0)
        paid = pay("r1", "05-20", 100, allocations=None)
        return derive_used(replayed(account(of), bought, settled, paid, until="05-20"))

    # All 3.00 of fees are waived, and the 1.00 that was paid goes to the first principal.
    lagging = rule(recovery_lag_days=2)
    assert parts(used(lagging)) == [
        (Why.STATEMENT, 9_900),
        (Why.STATEMENT, 10_000),
        (Why.STATEMENT, 10_000),
        (Why.RECOVERING, 100),
    ]
    assert parts(used(replace(lagging, fees_occupy_limit=False)))[-1] == (Why.RECOVERING, 100)

    def of_fee(of: AccountRule) -> Derivation:
        bought = buy("p1", "05-10", 30_000, fee_per_period_fen=100)
        return derive_used(replayed(account(of), bought, pay("r1", "05-20", 60), until="05-20"))

    # The 0.60 pay a part of the fee alone.
    assert parts(of_fee(lagging)) == [(Why.STATEMENT, 30_040), (Why.RECOVERING, 60)]
    assert parts(of_fee(replace(lagging, fees_occupy_limit=False))) == [
        (Why.STATEMENT, 30_040),
        (Why.FEES_NOT_COUNTED, -40),
    ]
