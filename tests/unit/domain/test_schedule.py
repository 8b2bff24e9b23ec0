"""The lines of purchases, adjustments and statement instalments; which entries are refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.domain.credit_account import Billing, OnStatementDay
from huanqing.domain.entries import (
    Adjustment,
    EarlySettlement,
    EditedLine,
    Entry,
    Purchase,
    Refund,
    StatementInstalment,
    check_entry,
    entry_sort_key,
)
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN, Remainder
from huanqing.domain.schedule import ScheduledLine, Scheduler
from unit.domain.builders import account, buy, day, pay, rule

if TYPE_CHECKING:
    from huanqing.domain.credit_account import CreditAccount

ORDER = account(billing=Billing.ORDER)


def lines(purchase: Purchase, of: CreditAccount | None = None) -> list[ScheduledLine]:
    return Scheduler(of or account()).lines_of(purchase)


def line(period: int, statement: str, due: str, principal: int, fee: int = 0) -> ScheduledLine:
    return ScheduledLine(period, day(statement), day(due), principal, fee)


def fees(purchase: Purchase) -> list[int]:
    return [each.fee_fen for each in lines(purchase)]


def edited(*edits: EditedLine, **fields: Any) -> Purchase:
    return buy("p1", "06-01", 1000, periods=4, edited_lines=edits, **fields)


# Purchases


def test_an_unsplit_purchase_is_one_line_of_the_next_statement() -> None:
    assert lines(buy("p1", "06-02", 1234)) == [line(1, "06-03", "06-12", 1234)]


def test_period_k_falls_k_minus_one_cycles_later() -> None:
    # 1000 / 3 = 333, the fen over in the last; 0.6 % of 1000 is 6 each.
    assert lines(buy("p1", "06-02", 1000, periods=3, fee_rate_ppm=6000)) == [
        line(1, "06-03", "06-12", 333, 6),
        line(2, "07-03", "07-12", 333, 6),
        line(3, "08-03", "08-12", 334, 6),
    ]


@pytest.mark.parametrize(
    ("of_rule", "of_purchase", "falls"),
    [
        (OnStatementDay.NEXT, None, "07-03"),
        (OnStatementDay.THIS, None, "06-03"),
        (OnStatementDay.NEXT, OnStatementDay.THIS, "06-03"),
        (OnStatementDay.THIS, OnStatementDay.NEXT, "07-03"),
    ],
)
def test_a_purchase_on_the_statement_day_falls_where_the_setting_or_its_override_says(
    of_rule: OnStatementDay, of_purchase: OnStatementDay | None, falls: str
) -> None:
    purchase = buy("p1", "06-03", 100, on_statement_day=of_purchase)
    found = lines(purchase, account(rule(on_statement_day=of_rule)))
    assert found[0].statement_date == day(falls)


def test_purchases_of_one_day_fall_each_where_its_own_override_says() -> None:
    scheduler = Scheduler(account(rule(on_statement_day=OnStatementDay.NEXT)))
    plain = buy("p1", "06-03", 100)
    moved = buy("p2", "06-03", 100, on_statement_day=OnStatementDay.THIS)
    other_day = buy("p3", "06-02", 100)
    found = [
        scheduler.lines_of(each)[0].statement_date
        for each in (plain, moved, plain, other_day, moved)
    ]
    assert found == [day(each) for each in ("07-03", "06-03", "07-03", "06-03", "06-03")]


def test_the_rule_of_the_purchases_day_says_where_the_remainder_goes() -> None:
    of = account(rule(), rule("2026-06-10", remainder=Remainder.FIRST))
    shares = {
        when: [each.principal_fen for each in lines(buy("p1", when, 1000, periods=3), of)]
        for when in ("06-09", "06-10")
    }
    assert shares == {"06-09": [333, 333, 334], "06-10": [334, 333, 333]}
    override = buy("p1", "06-09", 1001, periods=3, remainder=Remainder.SPREAD)
    assert [each.principal_fen for each in lines(override, of)] == [334, 334, 333]


def test_a_fee_is_the_rate_of_the_whole_principal_half_up() -> None:
    assert fees(buy("p1", "06-01", 250, periods=3, fee_rate_ppm=6000)) == [2, 2, 2]


def test_free_periods_bear_no_fee() -> None:
    purchase = buy("p1", "06-01", 1000, periods=3, fee_rate_ppm=6000, free_periods=2)
    assert fees(purchase) == [0, 0, 6]
    assert fees(replace(purchase, free_periods=3)) == [0, 0, 0]


def test_a_known_fee_replaces_the_rate() -> None:
    purchase = buy("p1", "06-01", 1000, periods=3, fee_rate_ppm=6000, fee_per_period_fen=5)
    assert fees(purchase) == [5, 5, 5]
    assert fees(replace(purchase, fee_per_period_fen=0)) == [0, 0, 0]


def test_an_unsplit_purchase_may_bear_a_fee() -> None:
    purchase = buy("p1", "06-01", 1000)
    assert fees(purchase) == [0]
    assert fees(replace(purchase, fee_rate_ppm=6000)) == [6]
    assert fees(replace(purchase, fee_per_period_fen=7)) == [7]
    assert fees(replace(purchase, fee_per_period_fen=7, free_periods=1)) == [0]


# Order-based billing


def test_an_unsplit_order_is_due_after_the_free_days() -> None:
    assert lines(buy("p1", "04-01", 100), ORDER) == [line(1, "05-01", "05-01", 100)]
    fortnight = account(rule(order_free_days=14), billing=Billing.ORDER)
    assert lines(buy("p1", "04-01", 100), fortnight) == [line(1, "04-15", "04-15", 100)]


def test_a_split_order_is_due_on_its_own_day_each_month_anchored() -> None:
    dues = [each.due_date for each in lines(buy("p1", "01-31", 300, periods=3), ORDER)]
    assert dues == [day("02-28"), day("03-31"), day("04-30")]


def test_an_edited_date_of_an_order_is_its_due_date() -> None:
    purchase = edited(EditedLine(period=2, statement_date=day("08-20")))
    assert lines(purchase, ORDER)[1] == line(2, "08-20", "08-20", 250)


# Edited lines


def test_an_edited_principal_stays_and_the_rest_is_split_over_the_others() -> None:
    found = lines(edited(EditedLine(period=2, principal_fen=500), remainder=Remainder.LAST))
    # 1000 - 500 over three: 166 each, two fen over in the last.
    assert [each.principal_fen for each in found] == [166, 500, 166, 168]


def test_an_edited_fee_or_date_leaves_the_split_alone() -> None:
    purchase = edited(
        EditedLine(period=1, fee_fen=99),
        EditedLine(period=2, statement_date=day("09-03")),
        fee_rate_ppm=6000,
        free_periods=1,
    )
    assert lines(purchase) == [
        line(1, "06-03", "06-12", 250, 99),
        line(2, "09-03", "09-12", 250, 6),
        line(3, "08-03", "08-12", 250, 6),
        line(4, "09-03", "09-12", 250, 6),
    ]


def test_the_line_of_an_unsplit_purchase_can_be_edited() -> None:
    edit = EditedLine(period=1, fee_fen=3)
    assert lines(buy("p1", "06-01", 100, edited_lines=(edit,)))[0].fee_fen == 3


def test_edits_of_all_lines_must_make_up_the_amount() -> None:
    exact = [EditedLine(period=p, principal_fen=f) for p, f in ((1, 1), (2, 2), (3, 3), (4, 994))]
    assert [each.principal_fen for each in lines(edited(*exact))] == [1, 2, 3, 994]

    with pytest.raises(InvalidFieldError, match="must fit the purchase") as refusal:
        lines(edited(*exact[:3], EditedLine(period=4, principal_fen=993)))
    assert (refusal.value.field, refusal.value.value) == ("p1.edited_lines", 1)


def test_edits_above_the_amount_are_refused() -> None:
    with pytest.raises(InvalidFieldError, match="must fit the purchase") as refusal:
        lines(edited(EditedLine(period=1, principal_fen=1001)))
    assert refusal.value.value == -1


# Adjustments and statement instalments


def test_an_adjustment_is_due_as_a_purchase_of_its_day() -> None:
    scheduler = Scheduler(account())
    assert scheduler.line_of_adjustment(day("06-03"), 77, "a1") == line(1, "07-03", "07-12", 77)


def converted(when: str, statement: str, **fields: Any) -> StatementInstalment:
    return StatementInstalment(
        id="c1",
        day=day(when),
        statement_date=day(statement),
        amount_fen=15_001,
        periods=3,
        fee_rate_ppm=6000,
        **fields,
    )


def test_a_statement_instalment_starts_in_the_next_statement() -> None:
    # 15001 / 3 = 5000 and 1 over; 0.6 % of 15001 is 90.006.
    assert Scheduler(account()).lines_of_conversion(converted("06-03", "06-03")) == [
        line(1, "07-03", "07-12", 5000, 90),
        line(2, "08-03", "08-12", 5000, 90),
        line(3, "09-03", "09-12", 5001, 90),
    ]


def test_a_statement_instalment_takes_its_own_remainder_and_free_periods() -> None:
    operation = converted("06-12", "06-03", remainder=Remainder.FIRST, free_periods=1)
    found = Scheduler(account()).lines_of_conversion(operation)
    assert [(each.principal_fen, each.fee_fen) for each in found] == [
        (5001, 0),
        (5000, 90),
        (5000, 90),
    ]


def test_a_statement_instalment_never_enters_a_statement_that_is_out() -> None:
    # GIVEN a bill of 3 June that is due on 12 July, after the bill of 3 July is out
    scheduler = Scheduler(account(rule(due_days=39)))

    found = scheduler.lines_of_conversion(converted("07-05", "06-03"))

    assert found[0].statement_date == day("08-03")


# Entries that cannot be


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (buy("p1", "06-01", 0), "p1.amount"),
        (buy("p1", "06-01", -1), "p1.amount"),
        (buy("p1", "06-01", MAX_FEN + 1), "p1.amount"),
        (pay("r1", "06-01", 0), "r1.amount"),
        (Refund(id="f1", purchase_id="p1", day=day("06-01"), amount_fen=-5), "f1.amount"),
        (Adjustment(id="a1", day=day("06-01"), amount_fen=0), "a1.amount"),
        (Adjustment(id="a1", day=day("06-01"), amount_fen=-MAX_FEN - 1), "a1.amount"),
        (buy("p1", "06-01", 1, periods=0), "p1.periods"),
        (buy("p1", "06-01", 1, periods=121), "p1.periods"),
        (buy("p1", "06-01", 1, free_periods=2), "p1.free_periods"),
        (buy("p1", "06-01", 1, free_periods=-1), "p1.free_periods"),
        (buy("p1", "06-01", 1, fee_rate_ppm=-1), "p1.fee_rate_ppm_per_period"),
        (buy("p1", "06-01", 1, fee_rate_ppm=1_000_001), "p1.fee_rate_ppm_per_period"),
        (replace(converted("06-03", "06-03"), periods=0), "c1.periods"),
        (buy("p1", "06-01", 1, fee_per_period_fen=-1), "p1.fee_per_period"),
        (edited(EditedLine(period=0)), "p1.edited_lines"),
        (edited(EditedLine(period=5, principal_fen=1)), "p1.edited_lines"),
        (edited(EditedLine(period=1), EditedLine(period=1)), "p1.edited_lines"),
        (edited(EditedLine(period=1, principal_fen=-1)), "p1.edited_lines"),
        (edited(EditedLine(period=1, fee_fen=-1)), "p1.edited_lines"),
        (edited(EditedLine(period=1, statement_date=day("05-31"))), "p1.edited_lines"),
    ],
)
def test_an_entry_that_breaks_a_rule_is_refused_with_its_field(entry: Entry, field: str) -> None:
    with pytest.raises(InvalidFieldError) as refusal:
        check_entry(entry)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "entry",
    [
        buy("p1", "06-01", MAX_FEN, periods=120, free_periods=120, fee_rate_ppm=1_000_000),
        buy("p1", "06-01", 1, fee_per_period_fen=0),
        edited(EditedLine(period=4, principal_fen=0, fee_fen=0, statement_date=day("06-01"))),
        Adjustment(id="a1", day=day("06-01"), amount_fen=-1),
        EarlySettlement(id="e1", day=day("06-01"), purchase_id="p1"),
        pay("r1", "06-01", 1),
    ],
)
def test_an_entry_at_the_edge_of_its_rules_is_accepted(entry: Entry) -> None:
    check_entry(entry)


def test_the_entries_of_a_day_apply_in_the_order_of_their_kinds_times_and_ids() -> None:
    today = day("06-05")
    wanted: list[Entry] = [
        pay("a0", "06-04", 1),
        buy("p9", "06-05", 1, time="09:00:00"),
        buy("p1", "06-05", 1, time="10:00:00"),
        buy("p2", "06-05", 1, time="10:00:00"),
        Refund(id="b1", purchase_id="p1", day=today, amount_fen=1),
        Adjustment(id="b0", day=today, amount_fen=1),
        EarlySettlement(id="a2", day=today, purchase_id="p1"),
        replace(converted("06-05", "06-03"), id="a1"),
        pay("a0", "06-05", 1),
        pay("a1", "06-05", 1),
    ]
    backwards = wanted[::-1]
    assert sorted(backwards, key=entry_sort_key) == wanted
