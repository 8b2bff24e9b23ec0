"""Tests of the oracle itself, on small cases worked out by hand in the comments."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest

from oracle.generator import random_ledger
from oracle.oracle import Json, day_figures, half_up, months_later, split_principal, statements

LATER = date(2026, 12, 31)


def rule(**changes: Any) -> Json:
    """Return a rule from 2024: statement on the 3rd, due 9 days later, no penalty, no lag."""
    plain: Json = {"from": "2024-01-01", "statement_day": 3, "due_days": 9,
                   "late_rate_ppm_per_day": 0}  # fmt: skip
    return {**plain, **changes}


def buy(name: str, when: str, amount: int, **fields: Any) -> Json:
    """Return a purchase; a bare date means ten o'clock."""
    return {"id": name, "time": when if "T" in when else f"{when}T10:00:00",
            "amount": amount, **fields}  # fmt: skip


def pay(name: str, day: str, amount: int, state: str = "booked") -> Json:
    """Return a repayment."""
    return {"id": name, "date": day, "amount": amount, "state": state, "allocations": None}


def give_back(name: str, purchase: str, booked: str, amount: int) -> Json:
    """Return a refund."""
    return {"id": name, "purchase": purchase, "initiated": booked, "booked": booked,
            "amount": amount}  # fmt: skip


def ledger_of(*rules: Json, billing: str = "statement", **entries: Any) -> Json:
    """Return a ledger whose fixed limit is 10 000.00 unless limits are given."""
    fixed = {"from": "2024-01-01", "to": None, "kind": "fixed", "amount": 1000000}
    account = {"billing": billing, "rules": list(rules) or [rule()],
               "limits": entries.pop("limits", [fixed]),
               "freezes": entries.pop("freezes", [])}  # fmt: skip
    return {"format": "huanqing-ledger/1", "today": LATER.isoformat(), "account": account,
            **entries}  # fmt: skip


def brief(ledger: Json, today: date = LATER) -> list[tuple[str, str, int, int, str]]:
    """Return (statement date, due date, total, left, state) of each statement."""
    return [
        (s["statement_date"], s["due_date"], s["total"], s["left"], s["state"])
        for s in statements(ledger, today)
    ]


def on(ledger: Json, day: date) -> tuple[int | None, int, int | None, bool]:
    """Return the figures of one day."""
    return day_figures(ledger, day, day)[day]


def charged(ledger: Json, today: date) -> list[tuple[int, int, int]]:
    """Return (principal, fee, left) of each instalment, statement by statement."""
    return [
        (line["principal"], line["fee"], line["left"])
        for s in statements(ledger, today)
        for line in s["instalments"]
    ]


def test_half_up() -> None:
    """1.5 -> 2, 2.5 -> 3, 1.49 -> 1."""
    assert (half_up(15, 10), half_up(25, 10), half_up(149, 100)) == (2, 3, 1)


def test_remainder_modes() -> None:
    """1000.00 / 3 = 333.33 rest 1; 599.99 / 24 = 24.99 rest 23 (24 x 2499 = 59976)."""
    assert split_principal(100000, 3, "last") == [33333, 33333, 33334]
    assert split_principal(100000, 3, "first") == [33334, 33333, 33333]
    assert split_principal(59999, 24, "last") == [2499] * 23 + [2522]
    assert split_principal(59999, 24, "spread") == [2500] * 23 + [2499]


def test_remainder_of_the_rule_on_the_purchase_day_and_its_override() -> None:
    """101 / 2 leaves one fen: "first" by the second rule, "last" by the purchase's own word."""
    rules = rule(), rule(**{"from": "2024-05-01", "remainder": "first"})
    old = ledger_of(*rules, purchases=[buy("p", "2024-04-30", 101, periods=2)])
    new = ledger_of(*rules, purchases=[buy("p", "2024-05-01", 101, periods=2)])
    own = ledger_of(*rules, purchases=[buy("p", "2024-05-01", 101, periods=2, remainder="last")])
    principals = [[line[0] for line in charged(x, date(2024, 5, 2))] for x in (old, new, own)]
    assert principals == [[50, 51], [51, 50], [50, 51]]


def test_statement_day_31_is_clamped_and_does_not_drift() -> None:
    """31 Jan, 29 Feb (leap), 31 Mar; due nine days on: 9 Feb, 9 Mar, 9 Apr."""
    ledger = ledger_of(rule(statement_day=31), purchases=[buy("p", "2024-01-30", 300, periods=3)])
    assert [s[:3] for s in brief(ledger)] == [
        ("2024-01-31", "2024-02-09", 100),
        ("2024-02-29", "2024-03-09", 100),
        ("2024-03-31", "2024-04-09", 100),
    ]


@pytest.mark.parametrize(
    ("when", "mode", "expected"),
    [
        ("2024-04-02T23:59:59", "next", "2024-04-03"),
        ("2024-04-03T00:00:00", "next", "2024-05-03"),
        ("2024-04-03T23:59:59", "next", "2024-05-03"),
        ("2024-04-03T23:59:59", "this", "2024-04-03"),
        ("2024-04-04T00:00:00", "this", "2024-05-03"),
    ],
)
def test_purchase_around_the_statement_day(when: str, mode: str, expected: str) -> None:
    """A purchase on the statement day goes to the next statement, or by the setting to this."""
    ledger = ledger_of(rule(on_statement_day=mode), purchases=[buy("p", when, 500)])
    assert [s[0] for s in brief(ledger)] == [expected]


def test_changed_statement_day_may_give_two_statements_in_a_month() -> None:
    """3 Mar by the old rule; from 10 Mar the 20th: 20 Mar, 20 Apr. Due days 9, then 5."""
    ledger = ledger_of(
        rule(),
        rule(**{"from": "2024-03-10", "statement_day": 20, "due_days": 5}),
        purchases=[buy("p", "2024-02-10", 300, periods=3)],
    )
    assert [s[:2] for s in brief(ledger)] == [
        ("2024-03-03", "2024-03-12"), ("2024-03-20", "2024-03-25"), ("2024-04-20", "2024-04-25")
    ]  # fmt: skip


def test_order_billing() -> None:
    """31 Jan in 3 -> 29 Feb, 31 Mar, 30 Apr; unsplit 1 Apr -> 1 May, 31 Mar -> 30 Apr."""
    assert months_later(date(2024, 12, 31), 2) == date(2025, 2, 28)
    ledger = ledger_of(
        billing="order",
        purchases=[
            buy("p1", "2024-01-31", 300, periods=3),
            buy("p2", "2024-04-01", 70),
            buy("p3", "2024-03-31", 50),
        ],
    )
    # 30 Apr holds the third instalment of p1 and p3: 100 + 50.
    assert [s[:3] for s in brief(ledger)] == [
        ("2024-02-29", "2024-02-29", 100),
        ("2024-03-31", "2024-03-31", 100),
        ("2024-04-30", "2024-04-30", 150),
        ("2024-05-01", "2024-05-01", 70),
    ]


def test_fee_half_up_and_free_periods() -> None:
    """250 x 0.6 % = 1.5 -> 2 fen; the first period is free."""
    bought = buy("p", "2024-04-01", 250, periods=3, fee_rate_ppm_per_period=6000, free_periods=1)
    ledger = ledger_of(purchases=[bought])
    assert charged(ledger, date(2024, 4, 1)) == [(83, 0, 83), (83, 2, 85), (84, 2, 86)]


def test_states() -> None:
    """Statement 3 Apr, due 12 Apr: unbilled to the 2nd, billed to the 12th, then overdue."""
    ledger = ledger_of(purchases=[buy("p", "2024-04-01", 500)])
    days = [2, 3, 12, 13]
    found = [brief(ledger, date(2024, 4, day))[0][4] for day in days]
    assert found == ["unbilled", "billed", "billed", "overdue"]
    paid = ledger_of(
        purchases=[buy("p", "2024-04-01", 500)], repayments=[pay("r", "2024-04-02", 500)]
    )
    assert brief(paid, date(2024, 4, 2))[0][3:] == (0, "unbilled")
    assert brief(paid, date(2024, 4, 3))[0][3:] == (0, "paid")


def test_penalty_is_at_least_one_fen_and_does_not_compound() -> None:
    """500 x 0.05 % = 0.25 -> 1 fen a day: 13, 14, 15 Apr = 3. 10.00 x 0.15 % = 1.5 -> 2 a day."""
    ledger = ledger_of(rule(late_rate_ppm_per_day=500), purchases=[buy("p", "2024-04-01", 500)])
    assert brief(ledger, date(2024, 4, 12))[0][2:4] == (500, 500)
    assert brief(ledger, date(2024, 4, 15))[0][2:4] == (503, 503)
    dear = ledger_of(rule(late_rate_ppm_per_day=1500), purchases=[buy("p", "2024-04-01", 1000)])
    assert brief(dear, date(2024, 4, 22))[0][2:4] == (1020, 1020)
    assert brief(ledger_of(purchases=[buy("p", "2024-04-01", 500)]))[0][2] == 500


def test_late_repayment_pays_penalty_then_fee_then_principal() -> None:
    """100.00 in 2 at 1 %: 50.00 + 1.00 each. On 14 Apr two days of 5100 x 0.1 % = 5.1 -> 5."""
    bought = buy("p", "2024-04-01", 10000, periods=2, fee_rate_ppm_per_period=10000)
    ledger = ledger_of(
        rule(late_rate_ppm_per_day=1000),
        purchases=[bought],
        repayments=[pay("r", "2024-04-14", 60)],
    )
    # 60 = 10 penalty + 50 of the fee of 100; the rest of the statement: 50 + 5000.
    first = statements(ledger, date(2024, 4, 14))[0]
    assert (first["penalty"], first["paid"], first["left"]) == (10, 60, 5050)
    assert first["instalments"][0]["left"] == 5050
    # The next day: 5050 x 0.1 % = 5.05 -> 5 more.
    assert statements(ledger, date(2024, 4, 15))[0]["left"] == 5055


def test_repayment_goes_line_by_line_in_the_order_of_purchase_times() -> None:
    """p2 is bought first. 1 Apr, 1000 at 1 %: fee 10. 1500 = 1010 of p2, then 10 + 480 of p1."""
    fee = {"fee_rate_ppm_per_period": 10000}
    ledger = ledger_of(
        purchases=[
            buy("p1", "2024-04-01T11:00:00", 1000, **fee),
            buy("p2", "2024-04-01T09:00:00", 1000, **fee),
        ],
        repayments=[pay("r", "2024-04-01", 1500)],
    )
    lines = statements(ledger, date(2024, 4, 1))[0]["instalments"]
    assert [(x["purchase"], x["left"]) for x in lines] == [("p2", 0), ("p1", 520)]


def test_repayment_above_everything_owed_is_refused_with_the_figure() -> None:
    """Owed 500; 501 is refused; a failed payment is not looked at."""
    bought = [buy("p", "2024-04-01", 500)]
    refused = ledger_of(purchases=bought, repayments=[pay("r", "2024-04-01", 501)])
    with pytest.raises(ValueError, match="500"):
        statements(refused, LATER)
    failed = ledger_of(purchases=bought, repayments=[pay("r", "2024-04-01", 501, "failed")])
    assert brief(failed)[0][3] == 500


def test_refund_goes_backwards_and_lowers_the_fees() -> None:
    """300.00 in 3 at 1 %: fee 3.00 each. 150.00 back: 100 of period 3, 50 of 2; fees 1.50."""
    ledger = ledger_of(
        purchases=[buy("p", "2024-04-01", 30000, periods=3, fee_rate_ppm_per_period=10000)],
        refunds=[give_back("f", "p", "2024-04-02", 15000)],
    )
    assert charged(ledger, date(2024, 4, 2)) == [
        (10000, 150, 10150), (5000, 150, 5150), (0, 150, 150)
    ]  # fmt: skip


def test_refund_after_payment_with_surplus() -> None:
    """p1 60.00 in 2 at 1 % (fee 0.60 each), p2 40.00 due with its first period; p1 returned.

    Paid 30.60 on 2 Apr: period 1 of p1 is settled (60 + 3000). 60.00 back on 5 Apr: 3000 off
    period 2; fees 60 x 0 / 6000 = 0, but 60 of period 1 is paid and stays. Surplus 3000 pays
    p2: 1000 left.
    """
    ledger = ledger_of(
        purchases=[
            buy("p1", "2024-04-01T08:00:00", 6000, periods=2, fee_rate_ppm_per_period=10000),
            buy("p2", "2024-04-01T09:00:00", 4000),
        ],
        repayments=[pay("r", "2024-04-02", 3060)],
        refunds=[give_back("f", "p1", "2024-04-05", 6000)],
    )
    assert charged(ledger, date(2024, 4, 5)) == [(3000, 60, 0), (4000, 0, 1000), (0, 0, 0)]
    # Nothing charged, nothing left: the emptied statement is still listed.
    assert brief(ledger, date(2024, 5, 3))[1] == ("2024-05-03", "2024-05-12", 0, 0, "paid")


def test_two_refunds_and_the_rest_paid_out() -> None:
    """10.00 in 2 at 1 % (fee 10 each), paid in full (1020), then 3.00 and 7.00 come back.

    Everything is paid, so both refunds are paid out and the charged figures stay.
    """
    ledger = ledger_of(
        purchases=[buy("p", "2024-04-01", 1000, periods=2, fee_rate_ppm_per_period=10000)],
        repayments=[pay("r", "2024-04-01", 1020)],
        refunds=[give_back("f1", "p", "2024-04-02", 300), give_back("f2", "p", "2024-04-03", 700)],
    )
    assert charged(ledger, LATER) == [(500, 10, 0), (500, 10, 0)]
    assert on(ledger, date(2024, 4, 3)) == (1000000, 0, 1000000, False)


def test_partly_paid_fee_is_kept() -> None:
    """1000 unsplit at 1 %: fee 10, of which 8 paid. 500 back: fee 5, but never below 8."""
    ledger = ledger_of(
        purchases=[buy("p", "2024-04-01", 1000, fee_rate_ppm_per_period=10000)],
        repayments=[pay("r", "2024-04-01", 8)],
        refunds=[give_back("f", "p", "2024-04-02", 500)],
    )
    assert charged(ledger, date(2024, 4, 2)) == [(500, 8, 500)]


def test_adjustments() -> None:
    """+200 on the statement day is a line of the next statement; -150 pays the earliest due."""
    ledger = ledger_of(
        purchases=[buy("p", "2024-04-01", 1000)],
        adjustments=[
            {"id": "a1", "date": "2024-04-03", "amount": 200, "note": ""},
            {"id": "a2", "date": "2024-04-04", "amount": -150, "note": ""},
        ],
    )
    assert [s[0:4:3] for s in brief(ledger, date(2024, 4, 4))] == [
        ("2024-04-03", 850), ("2024-05-03", 200)
    ]  # fmt: skip
    line = statements(ledger, date(2024, 4, 4))[1]["instalments"][0]
    assert (line["purchase"], line["period"], line["periods"], line["fee"]) == ("a1", 1, 1, 0)


def test_temporary_limit_ends_and_available_turns_negative() -> None:
    """1000 fixed + 500 to 10 Apr included. 1200 used: 300 left on the 10th, -200 on the 11th."""
    limits = [
        {"from": "2024-04-01", "to": None, "kind": "fixed", "amount": 1000},
        {"from": "2024-04-02", "to": "2024-04-10", "kind": "temporary", "amount": 500},
    ]
    freezes = [{"from": "2024-04-11", "to": "2024-04-11", "reason": ""}]
    bought = [buy("p", "2024-04-02", 1200)]
    ledger = ledger_of(purchases=bought, limits=limits, freezes=freezes)
    assert on(ledger, date(2024, 3, 31)) == (None, 0, None, False)
    assert on(ledger, date(2024, 4, 1)) == (1000, 0, 1000, False)
    assert on(ledger, date(2024, 4, 10)) == (1500, 1200, 300, False)
    assert on(ledger, date(2024, 4, 11)) == (1000, 1200, -200, True)
    assert on(ledger, date(2024, 4, 12)) == (1000, 1200, -200, False)


def test_lag_holds_repayments_and_refunds_back() -> None:
    """Lag 2: 300 repaid and 200 refunded on the 5th count as used on the 5th and 6th."""
    ledger = ledger_of(
        rule(recovery_lag_days=2),
        purchases=[buy("p", "2024-04-01", 1000)],
        repayments=[pay("r", "2024-04-05", 300)],
        refunds=[give_back("f", "p", "2024-04-05", 200)],
    )
    used = [on(ledger, date(2024, 4, day))[1] for day in (4, 5, 6, 7)]
    assert used == [1000, 1000, 1000, 500]
    # What is owed falls at once: 1000 - 200 refunded - 300 paid.
    assert brief(ledger, date(2024, 4, 5))[0][3] == 500


def test_fees_occupy_the_limit_by_the_day_asked() -> None:
    """1000 in 2 at 1 %: 20 of fees, counted until the rule of 10 Apr says otherwise."""
    ledger = ledger_of(
        rule(),
        rule(**{"from": "2024-04-10", "fees_occupy_limit": False}),
        purchases=[buy("p", "2024-04-05", 1000, periods=2, fee_rate_ppm_per_period=10000)],
    )
    assert [on(ledger, date(2024, 4, day))[1] for day in (9, 10)] == [1020, 1000]


def test_entries_after_today_do_not_exist() -> None:
    """Asked on 4 Apr, the purchase of the 5th is unknown; the figures stop at today."""
    ledger = ledger_of(purchases=[buy("p", "2024-04-05", 1000)])
    assert statements(ledger, date(2024, 4, 4)) == []
    ledger["today"] = "2024-04-06"
    assert list(day_figures(ledger, date(2024, 4, 6), LATER)) == [date(2024, 4, 6)]


@pytest.mark.parametrize("seed", range(60))
def test_generated_ledgers_are_valid_and_balance(seed: int) -> None:
    """Every random ledger replays, and principals, refunds and payments add up."""
    ledger: Json = random_ledger(random.Random(seed), seed % 40)
    json.dumps(ledger)
    today = date.fromisoformat(ledger["today"])
    listed = statements(ledger, today)
    for one in listed:
        assert one["total"] == one["principal"] + one["fee"] + one["penalty"]
        assert one["left"] == one["total"] - one["paid"] >= 0
        penalty_left = one["left"] - sum(x["left"] for x in one["instalments"])
        assert 0 <= penalty_left <= one["penalty"]
    bought = sum(x["amount"] for x in ledger["purchases"])
    posted = sum(x["amount"] for x in ledger["adjustments"] if x["amount"] > 0)
    taken = bought + posted - sum(x["principal"] for x in listed)
    assert 0 <= taken <= sum(x["amount"] for x in ledger["refunds"])
    figures = day_figures(ledger, today - timedelta(days=400), today)
    for total, used, available, _ in figures.values():
        assert used >= 0
        assert (available is None) == (total is None)
        assert total is None or available == total - used


def test_generator_is_reproducible_and_varied() -> None:
    """One seed gives one ledger; many seeds reach the states and both ways of billing."""
    assert random_ledger(random.Random(5), 20) == random_ledger(random.Random(5), 20)
    states: set[str] = set()
    billing: set[str] = set()
    for seed in range(40):
        ledger: Json = random_ledger(random.Random(seed), 15)
        billing.add(ledger["account"]["billing"])
        listed = statements(ledger, date.fromisoformat(ledger["today"]))
        states |= {one["state"] for one in listed}
    assert states == {"unbilled", "billed", "paid", "overdue"}
    assert billing == {"order", "statement"}
