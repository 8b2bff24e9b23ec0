"""The ten traps of domain-facts.md, section 7.3, with figures worked out by hand.

Traps 6 (a daily limit below what is due, a remainder below ¥10) and 7 (per-payment below per-day,
a month used up, two cards) are the planner's: the domain only keeps a channel's limits, it
never spends them. Their tests are those of the planner.
"""

from __future__ import annotations

from typing import Any

import pytest

from huanqing.application.entry_records import entry_of
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.exchange import read_ledger
from huanqing.domain.billing_cycle import StatementCalendar
from huanqing.domain.credit_account import Billing, DayChange
from huanqing.domain.entries import Refund, Repayment
from huanqing.domain.errors import RepaymentExceedsDebtError
from huanqing.domain.replay import Replay
from huanqing.domain.schedule import Scheduler
from unit.domain.builders import (
    account,
    buy,
    day,
    fixed,
    history,
    pay,
    replayed,
    rule,
    statement_of,
    temporary,
)


@pytest.mark.parametrize("statement_day", [29, 30, 31])
@pytest.mark.parametrize(("year", "last"), [(2026, "02-28"), (2028, "02-29")])
def test_trap_1_a_late_statement_day_is_februarys_last_and_comes_back(
    statement_day: int, year: int, last: str
) -> None:
    calendar = StatementCalendar(account(rule(statement_day=statement_day)))
    found = calendar.statement_dates_from(day(f"{year}-02-01"), 2, include_day=True)
    assert found == [day(f"{year}-{last}"), day(f"{year}-03-{statement_day}")]


def test_trap_1_an_order_of_the_31st_is_anchored_and_does_not_drift() -> None:
    # JD's own example: 31 January in three: 28 February (or 29), 31 March, 30 April.
    scheduler = Scheduler(account(billing=Billing.ORDER))
    for year, february in ((2026, "02-28"), (2028, "02-29")):
        lines = scheduler.lines_of(buy("p1", f"{year}-01-31", 300, periods=3))
        expected = [day(f"{year}-{when}") for when in (february, "03-31", "04-30")]
        assert [line.due_date for line in lines] == expected


def test_trap_2_a_purchase_on_the_statement_day_goes_into_the_next_bill() -> None:
    # The bill of 3 June takes purchases of 3 May to 2 June, to the last second.
    replay = replayed(
        account(),
        buy("p1", "06-02", 100, time="23:59:59"),
        buy("p2", "06-03", 20, time="00:00:00"),
        buy("p3", "06-03", 3, time="23:59:59"),
    )
    assert statement_of(replay, "06-03").total_fen == 100
    assert statement_of(replay, "07-03").total_fen == 23


@pytest.mark.parametrize(
    ("amount_fen", "periods", "rate_ppm", "each", "last", "fee"),
    [
        # 100000 / 3 = 33333, 1 over; 0.5 % of 100000 is 500.
        (100_000, 3, 5_000, 33_333, 33_334, 500),
        # 59999 / 24 = 2499, 23 over; 0.6 % of 59999 is 359.994, 360.
        (59_999, 24, 6_000, 2_499, 2_522, 360),
    ],
)
def test_trap_3_lines_sum_to_the_principal_and_no_fee_is_lost(
    amount_fen: int, periods: int, rate_ppm: int, each: int, last: int, fee: int
) -> None:
    bought = buy("p1", "06-01", amount_fen, periods=periods, fee_rate_ppm=rate_ppm)
    lines = Scheduler(account()).lines_of(bought)
    assert [line.principal_fen for line in lines] == [each] * (periods - 1) + [last]
    assert sum(line.principal_fen for line in lines) == amount_fen
    assert [line.fee_fen for line in lines] == [fee] * periods
    assert replayed(account(), bought).owed_fen == amount_fen + periods * fee


def test_trap_4_fees_push_available_below_zero() -> None:
    # ¥10,000 in three with ¥70 each on a limit of ¥10,000: -210.00.
    bought = buy("p1", "06-01", 1_000_000, periods=3, fee_rate_ppm=7_000)
    found = history(account(), bought, first="06-01", until="06-01")[0]
    assert (found.total_fen, found.used_fen, found.available_fen) == (1_000_000, 1_021_000, -21_000)


def test_trap_4_an_expiring_temporary_limit_pushes_available_below_zero() -> None:
    of = account(limits=(fixed(10_000), temporary(5_000, "06-01", "06-10")))
    found = history(of, buy("p1", "06-05", 12_000), first="06-10", until="06-11")
    assert [each.available_fen for each in found] == [3_000, -2_000]


def test_trap_4_a_refund_of_what_was_repaid_is_paid_out_and_lifts_available_to_the_limit() -> None:
    # The surplus of a refund is paid out (ledger.md), so it leaves available at the limit.
    bought, paid = buy("p1", "06-01", 100), pay("r1", "06-02", 100)
    back = Refund(id="f1", purchase_id="p1", day=day("06-03"), amount_fen=100)
    found = history(account(), bought, paid, back, first="06-03", until="06-03")[0]
    assert (found.used_fen, found.available_fen) == (0, 1_000_000)


def test_trap_5_a_refund_of_an_instalment_order_leaves_the_next_ones_due() -> None:
    # 90000 in three; the first is paid; 30000 come back: the third goes, the second stays.
    replay = replayed(
        account(),
        buy("p1", "05-10", 90_000, periods=3),
        pay("r1", "06-12", 30_000),
        Refund(id="f1", purchase_id="p1", day=day("06-20"), amount_fen=30_000),
    )
    assert statement_of(replay, "07-03").left_fen == 30_000
    assert statement_of(replay, "08-03").left_fen == 0


def test_trap_8_a_changed_statement_day_puts_two_instalments_in_one_bill() -> None:
    # Statement day 3 becomes 15 on 10 June and the 15th slips: the bill of 3 June, then 15 July
    # with the second and the third instalment.
    of = account(rule(), rule("2026-06-10", statement_day=15, day_change=DayChange.SLIP))
    replay = replayed(of, buy("p1", "05-20", 90_000, periods=3, fee_rate_ppm=6_000))

    found = [
        (str(each.statement_date), str(each.due_date), each.total_fen)
        for each in replay.open_statements()
    ]

    assert found == [("2026-06-03", "2026-06-12", 30_540), ("2026-07-15", "2026-07-24", 61_080)]
    july = statement_of(replay, "07-15")
    assert [line.period for line in july.instalments] == [2, 3]
    again = Replay.restore(of, replay.dump())
    assert again.open_statements() == replay.open_statements()
    replay.apply(pay("r1", "07-20", 91_620))
    assert replay.owed_fen == 0


def processing_ledger(state: str) -> dict[str, object]:
    """Return a ledger with ¥100 due on 12 June, paid on that day in some state."""
    repayment: dict[str, Any] = {
        "id": "r1", "date": "2026-06-12", "time": "23:59:00", "amount": 10_000, "state": state,
    }  # fmt: skip
    return {
        "format": "huanqing-ledger/1",
        "account": {"rules": [{"from": "2025-01-01", "statement_day": 3}]},
        "purchases": [{"id": "p1", "time": "2026-05-10T10:00:00", "amount": 10_000}],
        "repayments": [repayment],
    }


def test_trap_9_a_payment_booked_after_midnight_counts_on_the_day_it_was_made() -> None:
    # GIVEN a payment made a minute before midnight of the due date, booked later
    content = read_ledger(processing_ledger("booked"))
    entries = [entry_of(record) for record in content.records]
    # THEN it is not late
    replay = replayed(content.account, *entries, until="06-20")
    assert (replay.owed_fen, replay.unpaid_penalty_fen) == (0, 0)


@pytest.mark.parametrize("state", ["processing", "planned", "failed"])
def test_trap_9_a_payment_that_is_not_booked_pays_nothing(state: str) -> None:
    # What is not booked may even be more than is owed: it is not replayed.
    document = processing_ledger(state)
    document["purchases"] = []
    content = read_ledger(document)
    assert [record.state for record in content.records] == [state]


def test_trap_9_without_its_booking_the_penalty_runs() -> None:
    # 10000 x 0.05 % is 5 a day, from 13 to 20 June 8 days.
    content = read_ledger(processing_ledger("processing"))
    entries = [entry_of(each) for each in content.records if each.state in {"", "booked"}]
    assert not [entry for entry in entries if isinstance(entry, Repayment)]
    assert replayed(content.account, *entries, until="06-20").unpaid_penalty_fen == 40


def test_trap_10_the_same_repayment_twice_is_refused_where_nothing_is_owed() -> None:
    # Typed in by hand and read from a pasted text: the second has an id of its own.
    replay = replayed(account(), buy("p1", "05-10", 10_000), pay("r1", "06-12", 10_000))
    with pytest.raises(RepaymentExceedsDebtError) as refusal:
        replay.apply(pay("r2", "06-12", 10_000))
    assert refusal.value.excess_fen == 10_000


def test_trap_10_the_same_id_twice_is_refused_wherever_something_is_owed() -> None:
    document = processing_ledger("booked")
    document["purchases"] = [{"id": "p1", "time": "2026-05-10T10:00:00", "amount": 90_000}]
    document["repayments"] = [
        {"id": "r1", "date": "2026-06-12", "amount": 10_000},
        {"id": "r1", "date": "2026-06-12", "amount": 10_000},
    ]
    with pytest.raises(ExchangeFormatError, match="stands twice"):
        read_ledger(document)
