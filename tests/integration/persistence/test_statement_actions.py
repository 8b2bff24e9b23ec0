"""Differences, statement instalments and early settlements on real files."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.errors import LockedStatementError
from huanqing.application.figures import standing_on
from huanqing.application.statement_models import (
    InstalmentDraft,
    Reconciliation,
    SettlementDraft,
)
from huanqing.domain.credit_account import SettlementFee
from huanqing.domain.errors import (
    InvalidFieldError,
    LedgerError,
    NothingOwedError,
    StatementDifferenceError,
    StatementInstalmentError,
    UnknownPurchaseError,
)
from integration.persistence.ledgers import EXAMPLE, Bench
from integration.persistence.whole_actions import is_refused, is_undone_and_redone
from oracle.generator import random_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from huanqing.application.statement_models import ChangePreview
    from huanqing.domain.statement import StatementFigures

MAY = date(2026, 5, 3)
JUNE = date(2026, 6, 3)
JULY = date(2026, 7, 3)
BILLED = date(2026, 6, 8)
"""A day on which the statement of June is out and not due."""


def purchase(name: str, time: str, amount: int, **fields: Any) -> dict[str, Any]:
    return {"id": name, "time": time, "amount": amount, **fields}


def repayment(name: str, day: str, amount: int) -> dict[str, Any]:
    return {"id": name, "date": day, "amount": amount, "channel": "ICBC 1234"}


def opened(
    bench: Bench, purchases: list[dict[str, Any]], *repayments: dict[str, Any], **more: Any
) -> Bench:
    """Return the ledger with these entries, standing on the day after June's statement."""
    document = {
        **EXAMPLE,
        "purchases": purchases,
        "repayments": list(repayments),
        "refunds": [],
        "adjustments": [],
        **more,
    }
    bench.load(document)
    return Bench(bench.file, BILLED)


def statement(bench: Bench, statement_date: date) -> StatementFigures | None:
    rows = bench.service.statements()
    return next((row.figures for row in rows if row.figures.statement_date == statement_date), None)


def total(bench: Bench, statement_date: date) -> int:
    found = statement(bench, statement_date)
    return 0 if found is None else found.total_fen


# Differences.

SPLIT = purchase("p1", "2026-05-20T10:00:00", 90_000, periods=3, fee_rate_ppm_per_period=6000)
PLAIN = purchase("p2", "2026-05-21T10:00:00", 30_000)


@pytest.mark.parametrize("amount", [1, 37, 250_000, -1, -37, -540])
@pytest.mark.parametrize("day", [JUNE, JULY])
def test_a_posted_difference_is_gone_and_no_other_statement_moves(
    bench: Bench, amount: int, day: date
) -> None:
    ledger = opened(bench, [SPLIT, PLAIN])
    before = {row.figures.statement_date: row.figures for row in ledger.service.statements()}
    stated = total(ledger, day) + amount
    is_undone_and_redone(
        ledger, lambda: ledger.service.statement_actions.post_difference(day, amount, "对账")
    )
    assert stated - total(ledger, day) == 0
    for row in ledger.service.statements():
        if row.figures.statement_date != day:
            assert row.figures == before[row.figures.statement_date]
    done = ledger.service.next_undo()
    assert done is not None
    assert done.name == "difference"
    assert done.arguments == {"statement": day.isoformat(), "amount": str(amount)}
    assert ledger.check(BILLED) == []


@pytest.mark.parametrize("where", ["next", "this"])
def test_the_adjustment_falls_in_its_statement_whatever_the_cut_off(
    bench: Bench, where: str
) -> None:
    rule = {**EXAMPLE["account"]["rules"][0], "on_statement_day": where}
    account = {**EXAMPLE["account"], "rules": [rule]}
    ledger = opened(bench, [SPLIT, PLAIN], account=account)
    stated = total(ledger, JUNE) + 99
    ledger.service.statement_actions.post_difference(JUNE, 99, "")
    assert total(ledger, JUNE) == stated


def test_a_bill_that_the_ledger_does_not_know_yet_gets_a_line(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT], repayment("r1", "2026-06-05", 30_540))
    is_refused(
        ledger,
        StatementDifferenceError,
        lambda: ledger.service.statement_actions.post_difference(MAY, 500, ""),
    )  # Nobody paid it in time.
    early = Bench(ledger.file, date(2026, 5, 10))
    early.service.statement_actions.post_difference(MAY, 500, "")
    assert total(early, MAY) == 500


def test_a_difference_of_a_bill_that_was_paid_in_full_moves_the_surplus_back(
    bench: Bench,
) -> None:
    # The bill was 300.02; the ledger thought 300.00, so 2 fen of it paid the next one.
    old = purchase("p0", "2026-04-20T10:00:00", 30_000)
    new = purchase("p9", "2026-05-10T10:00:00", 800)
    ledger = opened(bench, [old, new], repayment("r1", "2026-05-12", 30_002))
    ledger.service.statement_actions.post_difference(MAY, 2, "")
    found = statement(ledger, MAY)
    assert found is not None
    assert (found.total_fen, found.left_fen, found.penalty_fen) == (30_002, 0, 0)


def test_a_rise_that_nobody_paid_in_time_is_refused_as_late(bench: Bench) -> None:
    old = purchase("p0", "2026-04-20T10:00:00", 30_000)
    ledger = opened(bench, [old], repayment("r1", "2026-05-12", 30_000))
    error = is_refused(
        ledger,
        StatementDifferenceError,
        lambda: ledger.service.statement_actions.post_difference(MAY, 500, ""),
    )
    assert isinstance(error, StatementDifferenceError)
    assert error.reason == "late"


@pytest.mark.parametrize("amount", [5_000, -4_000])
def test_the_difference_of_an_overdue_bill_counts_its_penalty(bench: Bench, amount: int) -> None:
    old = purchase("p0", "2026-04-20T10:00:00", 900_000, fee_rate_ppm_per_period=6000, periods=3)
    ledger = opened(bench, [old])
    before = statement(ledger, MAY)
    assert before is not None
    assert before.penalty_fen > 0
    ledger.service.statement_actions.post_difference(MAY, amount, "")
    assert total(ledger, MAY) == before.total_fen + amount
    after = statement(ledger, MAY)
    assert after is not None
    assert after.penalty_fen != before.penalty_fen


def test_a_figure_that_the_penalty_steps_over_is_refused(bench: Bench) -> None:
    # From 3,070.00 on, each of the 27 days costs a fen more: 1,610 fen more are never met.
    old = purchase("p0", "2026-04-20T10:00:00", 305_400)
    ledger = opened(bench, [old])
    actions = ledger.service.statement_actions
    error = is_refused(
        ledger, StatementDifferenceError, lambda: actions.post_difference(MAY, 1_610, "")
    )
    assert isinstance(error, StatementDifferenceError)
    assert error.reason == "penalty"
    before = total(ledger, MAY)
    actions.post_difference(MAY, 1_627, "")
    assert total(ledger, MAY) == before + 1_627


def test_lowering_takes_back_adjustments_first_and_fees_typed_by_the_user_last(
    bench: Bench,
) -> None:
    typed = purchase("p3", "2026-05-22T10:00:00", 60_000, periods=3)
    typed["edited_lines"] = [{"period": 1, "fee": 9_000}]
    ledger = opened(bench, [SPLIT, typed])
    ledger.service.statement_actions.post_difference(JUNE, 100, "")
    ledger.service.statement_actions.post_difference(JUNE, -130, "")
    lines = {
        line.figures.purchase_id: line.figures for line in ledger.service.statement_lines(JUNE)
    }
    assert {name: (line.principal_fen, line.fee_fen) for name, line in lines.items()} == {
        "p1": (30_000, 510),
        "p3": (20_000, 9_000),
    }


def test_a_principal_that_is_too_high_is_refused_with_what_is_possible(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT, PLAIN])
    error = is_refused(
        ledger,
        StatementDifferenceError,
        lambda: ledger.service.statement_actions.post_difference(JUNE, -541, ""),
    )
    assert isinstance(error, StatementDifferenceError)
    assert (error.reason, error.possible_fen) == ("no_fees", 540)


def test_a_fee_that_a_refund_scaled_is_left_alone(bench: Bench) -> None:
    refund = {"id": "f1", "purchase": "p1", "booked": "2026-06-04", "amount": 30_001}
    ledger = opened(bench, [SPLIT], refunds=[refund])
    is_refused(
        ledger,
        StatementDifferenceError,
        lambda: ledger.service.statement_actions.post_difference(JUNE, -1, ""),
    )


def test_a_statement_too_far_ahead_is_refused(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT])
    error = is_refused(
        ledger,
        StatementDifferenceError,
        lambda: ledger.service.statement_actions.post_difference(date(2026, 8, 3), 5, ""),
    )
    assert isinstance(error, StatementDifferenceError)
    assert error.reason == "ahead"


def test_no_difference_and_a_locked_statement_are_refused(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT])
    actions = ledger.service.statement_actions
    is_refused(ledger, InvalidFieldError, lambda: actions.post_difference(JUNE, 0, ""))
    actions.save_reconciliation(Reconciliation(statement_date=JUNE, is_locked=True))
    for amount in (5, -5):
        is_refused(
            ledger,
            LockedStatementError,
            lambda amount=amount: actions.post_difference(JUNE, amount, ""),  # type: ignore[misc]
        )


# Statement instalments.

SPLITTING = InstalmentDraft(
    statement_date=JUNE, day=BILLED, amount_fen=20_000, periods=3, fee_rate_ppm=5_000
)


def test_the_offer_is_what_is_unsplit_and_unpaid_while_the_bill_may_be_split(
    bench: Bench,
) -> None:
    ledger = opened(bench, [SPLIT, PLAIN], repayment("r1", "2026-06-05", 35_540))
    offer = ledger.service.statement_actions.instalment_offer(JUNE)
    assert (offer.most_fen, offer.least_fen) == (25_000, 10_000)
    assert ledger.service.statement_actions.instalment_offer(JULY).most_fen == 0
    late = Bench(ledger.file, date(2026, 6, 13))
    assert late.service.statement_actions.instalment_offer(JUNE).most_fen == 0


def test_an_offer_below_the_least_is_nothing(bench: Bench) -> None:
    ledger = opened(bench, [PLAIN], repayment("r1", "2026-06-05", 20_001))
    assert ledger.service.statement_actions.instalment_offer(JUNE).most_fen == 0


def test_a_statement_instalment_moves_its_part_into_the_next_statements(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT, PLAIN])
    actions = ledger.service.statement_actions
    preview = actions.preview_instalment(SPLITTING)
    is_undone_and_redone(ledger, lambda: actions.book_instalment(SPLITTING))
    assert total(ledger, JUNE) == 40_540
    assert preview.fees_after_fen - preview.fees_before_fen == 300
    assert_previewed(ledger, preview)
    lines = ledger.service.statement_lines(JULY)
    assert [line.split_from for line in lines] == [None, JUNE]


@pytest.mark.parametrize(
    "draft",
    [
        replace(SPLITTING, amount_fen=30_001),
        replace(SPLITTING, amount_fen=9_999),
        replace(SPLITTING, day=date(2026, 6, 2)),
        replace(SPLITTING, day=date(2026, 6, 13)),
        replace(SPLITTING, statement_date=date(2026, 6, 4)),
    ],
)
def test_what_a_statement_does_not_allow_is_refused(bench: Bench, draft: InstalmentDraft) -> None:
    ledger = opened(bench, [SPLIT, PLAIN])
    actions = ledger.service.statement_actions
    is_refused(ledger, StatementInstalmentError, lambda: actions.book_instalment(draft))
    is_refused(ledger, StatementInstalmentError, lambda: actions.preview_instalment(draft))


def test_a_locked_statement_is_split_only_where_that_is_allowed(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT, PLAIN])
    actions = ledger.service.statement_actions
    actions.save_reconciliation(Reconciliation(statement_date=JUNE, is_locked=True))
    is_refused(ledger, LockedStatementError, lambda: actions.book_instalment(SPLITTING))
    actions.book_instalment(SPLITTING, allow_locked=True)
    assert total(ledger, JUNE) == 40_540


# Early settlements.

SETTLING = SettlementDraft(purchase_id="p1", day=BILLED, method="ICBC 1234")


@pytest.mark.parametrize(
    ("rule", "fee", "cost"),
    [
        (None, None, 91_620),
        (SettlementFee.ALL_DUE, None, 91_620),
        (SettlementFee.WAIVED, None, 90_540),
        (SettlementFee.CURRENT_PERIOD, None, 91_080),
        (SettlementFee.ALL_DUE, 777, 91_317),
    ],
)
def test_a_settlement_costs_what_is_left_and_pays_that_purchase_alone(
    bench: Bench, rule: SettlementFee | None, fee: int | None, cost: int
) -> None:
    ledger = opened(bench, [SPLIT, PLAIN])
    actions = ledger.service.statement_actions
    draft = replace(SETTLING, fee_rule=rule, fee_fen=fee)
    assert actions.settlement_cost(draft) == cost
    assert actions.settlement_cost(replace(draft, pays=False)) == cost
    preview = actions.preview_settlement(draft)
    is_undone_and_redone(ledger, lambda: actions.book_settlement(draft))
    assert_previewed(ledger, preview)
    assert ledger.query("SELECT amount, method FROM entry WHERE kind = 'repayment'") == [
        (cost, "ICBC 1234")
    ]
    june = statement(ledger, JUNE)
    july = statement(ledger, JULY)
    assert june is not None
    assert june.left_fen == 30_000
    assert july is None or july.left_fen == 0
    done = ledger.service.next_undo()
    assert done is not None
    assert (done.name, done.arguments["purchase"]) == ("early_settlement", "p1")


def test_a_settlement_that_does_not_pay_leaves_the_debt_and_changes_the_fees(
    bench: Bench,
) -> None:
    ledger = opened(bench, [SPLIT])
    draft = replace(SETTLING, pays=False, fee_rule=SettlementFee.WAIVED)
    is_undone_and_redone(ledger, lambda: ledger.service.statement_actions.book_settlement(draft))
    assert ledger.service.overview().owed_fen == 90_540
    assert ledger.query("SELECT count(*) FROM entry WHERE kind = 'repayment'") == [(0,)]


def test_settling_nothing_or_the_unknown_is_refused(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT, PLAIN], repayment("r1", "2026-06-05", 60_540))
    actions = ledger.service.statement_actions
    for draft, error in (
        (replace(SETTLING, purchase_id="p2"), NothingOwedError),
        (replace(SETTLING, day=date(2026, 5, 19)), NothingOwedError),
        (replace(SETTLING, purchase_id="nobody"), UnknownPurchaseError),
        (replace(SETTLING, fee_fen=-1), InvalidFieldError),
    ):
        is_refused(ledger, error, lambda draft=draft: actions.book_settlement(draft))  # type: ignore[misc]
        is_refused(ledger, error, lambda draft=draft: actions.preview_settlement(draft))  # type: ignore[misc]
        is_refused(ledger, error, lambda draft=draft: actions.settlement_cost(draft))  # type: ignore[misc]


def test_a_settlement_beside_a_repayment_of_the_same_day_still_ends_the_purchase(
    bench: Bench,
) -> None:
    ledger = opened(bench, [SPLIT, PLAIN], repayment("zz", "2026-06-08", 30_000))
    actions = ledger.service.statement_actions
    cost = actions.settlement_cost(SETTLING)
    assert cost == 91_620 - 30_000
    actions.book_settlement(SETTLING)
    assert ledger.service.overview().owed_fen == 30_000


def test_a_settlement_keeps_locked_statements_unless_allowed(bench: Bench) -> None:
    ledger = opened(bench, [SPLIT, PLAIN])
    actions = ledger.service.statement_actions
    actions.save_reconciliation(Reconciliation(statement_date=JUNE, is_locked=True))
    actions.book_settlement(SETTLING)  # June's lines are billed: only paid, not altered.
    assert total(ledger, JUNE) == 60_540


# Over random ledgers.


def assert_previewed(bench: Bench, preview: ChangePreview) -> None:
    """The figures after booking are those of the preview, and what it leaves out is the same."""
    overview = bench.service.overview()
    assert overview.owed_fen == preview.owed_after_fen
    assert overview.limit.available_fen == preview.available_after_fen
    rows = {row.figures.statement_date: row.figures for row in bench.service.statements()}
    assert sum(each.fee_fen for each in rows.values()) == preview.fees_after_fen
    for change in preview.statements:
        found = rows.get(change.statement_date)
        assert (found.total_fen if found else 0) == change.total_after_fen
        assert (found.left_fen if found else 0) == change.left_after_fen
    bench.service.undo()
    before = {row.figures.statement_date: row.figures for row in bench.service.statements()}
    assert bench.service.overview().owed_fen == preview.owed_before_fen
    changed = {change.statement_date for change in preview.statements}
    assert changed == {
        day
        for day in rows.keys() | before.keys()
        if day not in rows
        or day not in before
        or (rows[day].due_date, rows[day].total_fen, rows[day].left_fen)
        != (before[day].due_date, before[day].total_fen, before[day].left_fen)
    }
    for change in preview.statements:
        old = before.get(change.statement_date)
        assert (old.total_fen if old else 0) == change.total_before_fen
        assert (old.left_fen if old else 0) == change.left_before_fen
    bench.service.redo()


@pytest.mark.parametrize("seed", range(14))
def test_over_random_ledgers_booking_gives_what_the_preview_said(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    document = random_ledger(rng, 20)
    bench = Bench.new(tmp_path)
    try:
        bench.load(document)
        _settle_some(bench, rng)
        _split_some(bench, rng)
        _post_some(bench, rng)
    finally:
        bench.close()


def _settle_some(bench: Bench, rng: random.Random) -> None:
    today = bench.service.today()
    actions = bench.service.statement_actions
    with bench.uow() as uow:
        replay = standing_on(uow, today).replay
        ids = [each.id for each in uow.entries.records() if each.kind == "purchase"]
        owing = [name for name in ids if replay.unpaid_of_purchase(name)]
    for name in owing[:2]:
        rule = rng.choice([None, *SettlementFee])
        draft = SettlementDraft(purchase_id=name, day=today, fee_rule=rule, method="x")
        try:
            preview = actions.preview_settlement(draft)
        except LedgerError as error:
            is_refused(bench, type(error), lambda draft=draft: actions.book_settlement(draft))  # type: ignore[misc]
            continue
        is_undone_and_redone(bench, lambda draft=draft: actions.book_settlement(draft))  # type: ignore[misc]
        assert_previewed(bench, preview)
        with bench.uow() as uow:
            assert standing_on(uow, today).replay.unpaid_of_purchase(name) == 0


def _split_some(bench: Bench, rng: random.Random) -> None:
    today = bench.service.today()
    actions = bench.service.statement_actions
    for row in bench.service.statements():
        offer = actions.instalment_offer(row.figures.statement_date)
        if not offer.most_fen:
            continue
        draft = InstalmentDraft(
            statement_date=row.figures.statement_date,
            day=today,
            amount_fen=rng.randint(offer.least_fen, offer.most_fen),
            periods=rng.choice((1, 3, 6)),
            fee_rate_ppm=rng.choice((0, 6000)),
        )
        preview = actions.preview_instalment(draft)
        is_undone_and_redone(bench, lambda draft=draft: actions.book_instalment(draft))  # type: ignore[misc]
        assert_previewed(bench, preview)


def _post_some(bench: Bench, rng: random.Random) -> None:
    actions = bench.service.statement_actions
    rows = bench.service.statements()
    for row in rng.sample(rows, min(5, len(rows))):
        day = row.figures.statement_date
        amount = rng.choice((-300, -7, -1, 1, 7, 300, 70_000))
        stated = total(bench, day) + amount
        before = bench.tables()
        try:
            actions.post_difference(day, amount, "")
        except LedgerError:
            assert bench.tables() == before
            continue
        assert total(bench, day) == stated
        assert bench.check(bench.service.today()) == []
