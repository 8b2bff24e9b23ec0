"""What early settlements and statement instalments ask of a replay before they are booked."""

from __future__ import annotations

import pytest

from huanqing.domain.entries import AllocationTarget, EarlySettlement, check_entry
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN
from unit.domain.builders import account, buy, day, pay, replayed, rule

# ¥900 in three: 300 and 5.40 each, statements of 3 June, July and August, due on the 12th.
THREE = buy("p1", "05-10", 90_000, periods=3, fee_rate_ppm=6000)
UNSPLIT = (
    buy("p1", "05-10", 10_000),
    buy("p2", "05-11", 20_000),
    buy("p3", "05-12", 3),
)


def settle(fee_fen: int) -> EarlySettlement:
    return EarlySettlement(id="s1", day=day("06-15"), purchase_id="p1", fee_fen=fee_fen)


def test_what_settles_a_purchase_is_its_unpaid_fees_and_principals_and_nothing_else() -> None:
    other = buy("p2", "05-09", 7_000)
    replay = replayed(account(), THREE, other, pay("r1", "06-14", 7_000 + 540 + 1_000))
    told = replay.allocations_of_purchase("p1")
    assert [(each.target, each.period, each.amount_fen) for each in told] == [
        (AllocationTarget.PRINCIPAL, 1, 29_000),
        (AllocationTarget.FEE, 2, 540),
        (AllocationTarget.PRINCIPAL, 2, 30_000),
        (AllocationTarget.FEE, 3, 540),
        (AllocationTarget.PRINCIPAL, 3, 30_000),
    ]
    amount = sum(each.amount_fen for each in told)
    assert amount == replay.unpaid_of_purchase("p1")
    replay.apply(pay("r2", "06-15", amount, allocations=told))
    assert replay.unpaid_of_purchase("p1") == replay.owed_fen == 0
    assert replay.allocations_of_purchase("p1") == ()
    assert replay.allocations_of_purchase("p9") == ()


@pytest.mark.parametrize("fee_fen", [-1, MAX_FEN + 1])
def test_an_early_settlement_with_an_impossible_fee_is_refused(fee_fen: int) -> None:
    check_entry(settle(0))
    with pytest.raises(InvalidFieldError) as refusal:
        check_entry(settle(fee_fen))
    assert refusal.value.field == "s1.fee"


@pytest.mark.parametrize(
    ("until", "statement", "fen"),
    [
        ("06-02", "06-03", 0),
        ("06-03", "06-03", 18_001),
        ("06-12", "06-03", 18_001),
        ("06-13", "06-03", 0),
        ("06-05", "06-04", 0),
    ],
)
def test_what_may_be_split_is_told_for_the_days_on_which_it_may(
    until: str, statement: str, fen: int
) -> None:
    old_rule = account(rule(conversion_share_ppm=900_000))
    split = buy("p4", "05-13", 60_000, periods=3)
    paid = pay("r1", "05-20", 10_001)
    replay = replayed(old_rule, *UNSPLIT, split, paid, until=until)
    assert replay.convertible_fen(day(statement)) == fen
