"""Limit health: each factor's figures by its formula, on ledgers small enough to count by hand."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.limit_health import monthly_income
from huanqing.application.limit_models import HealthFactor, HealthKind, HealthMark
from huanqing.domain.payment_channel import CashFlow, FundingAccount
from integration.persistence.ledgers import TODAY, Bench
from oracle.days_ahead import FullReplay
from oracle.ledgers_ahead import ledger_ahead
from oracle.oracle import ONE_DAY, day_of, days_between, first_event

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]
INCOME = {"date": "2026-06-25", "amount": 500_000, "label": "salary", "every": "month"}


def purchase(name: str, day: str, amount: int, periods: int = 1) -> Json:
    return {"id": name, "time": f"{day}T10:00:00", "amount": amount, "periods": periods}


def repayment(name: str, day: str, amount: int) -> Json:
    return {"id": name, "date": day, "amount": amount}


def ledger(
    purchases: Iterable[Json] = (),
    repayments: Iterable[Json] = (),
    limits: Iterable[Json] = ({"from": "2025-01-01", "kind": "fixed", "amount": 1_000_000},),
    flows: Iterable[Json] = (),
) -> Json:
    """Return a ledger of statements on the 3rd, due on the 12th, without penalties."""
    rule = {"from": "2025-01-01", "statement_day": 3, "due_days": 9, "late_rate_ppm_per_day": 0}
    return {
        "format": "huanqing-ledger/1",
        "account": {"rules": [rule], "limits": list(limits)},
        "purchases": list(purchases),
        "repayments": list(repayments),
        "funding": [{"id": "salary", "balance": 0, "flows": list(flows)}],
    }


def factor(bench: Bench, kind: HealthKind) -> HealthFactor:
    found = bench.service.limits.health()
    assert [each.kind for each in found] == list(HealthKind)
    return next(each for each in found if each.kind is kind)


@pytest.mark.parametrize(
    ("used", "value", "mark", "gap"),
    [
        (300_000, 300_000, HealthMark.GOOD, None),
        (300_001, 300_001, HealthMark.FAIR, 1),
        (700_000, 700_000, HealthMark.FAIR, 400_000),
        (1_100_000, 1_100_000, HealthMark.POOR, 800_000),
    ],
)
def test_utilisation_is_used_by_total(
    bench: Bench, used: int, value: int, mark: HealthMark, gap: int | None
) -> None:
    bench.load(ledger([purchase("p1", "2026-06-10", used)]))
    assert factor(bench, HealthKind.UTILISATION) == HealthFactor(
        HealthKind.UTILISATION,
        mark,
        value,
        300_000,
        {"used": used, "total": 1_000_000},
        gap_fen=gap,
    )


def test_without_a_limit_there_is_no_utilisation(bench: Bench) -> None:
    bench.load(ledger([purchase("p1", "2026-06-10", 5)], limits=()))
    found = factor(bench, HealthKind.UTILISATION)
    assert (found.mark, found.value, found.parts_fen) == (HealthMark.UNKNOWN, None, {"used": 5})


def test_a_new_ledger_knows_nothing_bad(bench: Bench) -> None:
    found = {each.kind: each.mark for each in bench.service.limits.health()}
    assert found == {
        HealthKind.UTILISATION: HealthMark.UNKNOWN,
        HealthKind.DAYS_OVERDUE: HealthMark.GOOD,
        HealthKind.ON_TIME_STREAK: HealthMark.UNKNOWN,
        HealthKind.INSTALMENT_SHARE: HealthMark.GOOD,
        HealthKind.PRESSURE: HealthMark.UNKNOWN,
        HealthKind.LIMIT_CHANGES: HealthMark.UNKNOWN,
    }


# Bills of January to June: due on the 12th of each month.
BILLS = [purchase(f"p{n}", f"2026-{n:02d}-01", 1_000) for n in (1, 2, 3, 4, 5, 6)]
ON_TIME = [repayment(f"r{n}", f"2026-{n:02d}-12", 1_000) for n in (1, 2, 3, 4, 5, 6)]


def test_a_streak_counts_bills_paid_by_the_end_of_their_due_date(bench: Bench) -> None:
    bench.load(ledger(BILLS, ON_TIME))
    found = factor(bench, HealthKind.ON_TIME_STREAK)
    assert (found.value, found.mark, found.since) == (6, HealthMark.FAIR, date(2026, 1, 12))
    days = factor(bench, HealthKind.DAYS_OVERDUE)
    assert (days.value, days.mark, days.since) == (0, HealthMark.GOOD, None)


@pytest.mark.parametrize(
    ("bills", "mark"),
    [(2, HealthMark.POOR), (3, HealthMark.FAIR), (11, HealthMark.FAIR), (12, HealthMark.GOOD)],
)
def test_a_year_of_bills_on_time_is_good_and_a_few_are_fair(
    bench: Bench, bills: int, mark: HealthMark
) -> None:
    months = [(2025, n) for n in range(7, 13)] + [(2026, n) for n in range(1, 7)]
    chosen = months[-bills:]
    bought = [purchase(f"p{y}{m}", f"{y}-{m:02d}-01", 1_000) for y, m in chosen]
    paid = [repayment(f"r{y}{m}", f"{y}-{m:02d}-12", 1_000) for y, m in chosen]
    bench.load(ledger(bought, paid))
    found = factor(bench, HealthKind.ON_TIME_STREAK)
    assert (found.value, found.mark) == (bills, mark)
    assert found.since == date(*chosen[0], 12)


def test_a_late_bill_ends_the_streak_and_its_days_are_counted(bench: Bench) -> None:
    late = [*ON_TIME[:2], repayment("r3", "2026-03-15", 1_000), *ON_TIME[3:]]
    bench.load(ledger(BILLS, late))
    found = factor(bench, HealthKind.ON_TIME_STREAK)
    assert (found.value, found.since) == (3, date(2026, 4, 12))
    days = factor(bench, HealthKind.DAYS_OVERDUE)
    # The 13th and the 14th: on the 15th it is paid by the end of the day.
    assert (days.value, days.mark, days.since) == (2, HealthMark.FAIR, date(2026, 3, 14))
    assert (days.parts_fen, days.gap_fen) == ({"overdue": 0}, None)


def test_what_is_overdue_now_is_what_to_pay(bench: Bench) -> None:
    bench.load(ledger(BILLS, ON_TIME[:5]))
    days = factor(bench, HealthKind.DAYS_OVERDUE)
    assert (days.value, days.mark, days.since) == (8, HealthMark.POOR, TODAY)
    assert (days.parts_fen, days.gap_fen) == ({"overdue": 1_000}, 1_000)
    streak = factor(bench, HealthKind.ON_TIME_STREAK)
    assert (streak.value, streak.mark, streak.since) == (0, HealthMark.POOR, None)


def test_a_bill_due_today_counts_once_it_is_paid(bench: Bench) -> None:
    for paid, expected in ((False, 5), (True, 6)):
        folder = bench.path.parent
        name = f"today{paid}.huanqing"
        other = Bench.new(folder, name)
        other.load(ledger(BILLS, ON_TIME if paid else ON_TIME[:5]))
        on_the_day = Bench(other.file, date(2026, 6, 12))
        assert factor(on_the_day, HealthKind.ON_TIME_STREAK).value == expected
        assert factor(on_the_day, HealthKind.DAYS_OVERDUE).value == 0
        other.close()


@pytest.mark.parametrize("seed", range(10))
def test_punctuality_equals_a_naive_count(bench: Bench, seed: int) -> None:
    document = ledger_ahead(random.Random(seed), 25)
    bench.load(document)
    today, begin = day_of(document["today"]), first_event(document)
    assert begin is not None
    first = today - timedelta(days=364)
    replay = FullReplay(document, today)
    overdue, late = 0, set()
    for day in days_between(min(begin, first), today):
        replay.run_day(document, day)
        statements = list(replay.statements.values())
        if day >= first:
            overdue += any(each.due_date < day and each.left() for each in statements)
        late |= {each.statement_date for each in statements if each.due_date == day and each.left()}
    bills = []
    for each in sorted(replay.statements.values(), key=lambda x: (x.due_date, x.statement_date)):
        charged = sum(line.principal + line.fee for line in each.lines)
        undecided = each.due_date == today and each.left()
        if first <= each.due_date <= today and charged and not undecided:
            bills.append(each.statement_date not in late)
    streak = len(bills) - max((place + 1 for place, x in enumerate(bills) if not x), default=0)
    assert factor(bench, HealthKind.DAYS_OVERDUE).value == overdue
    assert factor(bench, HealthKind.ON_TIME_STREAK).value == (streak if bills else None)


@pytest.mark.parametrize("checkpoint", [TODAY - 400 * ONE_DAY, TODAY - 30 * ONE_DAY, TODAY])
def test_checkpoints_change_no_count(bench: Bench, checkpoint: date) -> None:
    late = [*ON_TIME[:2], repayment("r3", "2026-03-15", 1_000), *ON_TIME[3:]]
    bench.load(ledger(BILLS, late))
    expected = bench.service.limits.health()
    with bench.uow() as uow:
        uow.replays.clear()
        uow.commit()
    bench.service.statements_on(checkpoint, with_lines=False)
    assert bench.service.limits.health() == expected


def test_the_share_of_instalments_says_what_paying_off_would_take(bench: Bench) -> None:
    bench.load(
        ledger([purchase("p1", "2026-06-10", 2_000), purchase("p2", "2026-06-11", 6_000, 3)])
    )
    found = factor(bench, HealthKind.INSTALMENT_SHARE)
    assert (found.value, found.target, found.mark) == (750_000, 500_000, HealthMark.FAIR)
    assert found.parts_fen == {"instalments": 6_000, "owed": 8_000}
    # With 4000 less of them 2000 of 4000 are in periods: a half.
    assert found.gap_fen == 4_000


def test_pressure_is_the_heaviest_week_against_a_months_income(bench: Bench) -> None:
    bench.load(
        ledger(
            [purchase("p1", "2026-06-10", 300_000, 3), purchase("p2", "2026-07-05", 80_000)],
            flows=[INCOME, {"date": "2026-07-01", "amount": 900_000, "label": "once"}],
        )
    )
    found = factor(bench, HealthKind.PRESSURE)
    # Only what is booked by today is owed today: July's statement, then August's.
    assert found.parts_fen == {"due": 100_000, "income": 500_000}
    assert (found.value, found.mark, found.since) == (200_000, HealthMark.GOOD, date(2026, 7, 12))
    assert found.gap_fen is None


def test_income_is_what_comes_again_and_again() -> None:
    def flow(amount: int, every: str | None) -> CashFlow:
        return CashFlow(day=date(2026, 6, 25), amount_fen=amount, every=every)

    account = FundingAccount(
        id="salary",
        balance_fen=0,
        flows=(
            flow(500_000, "month"),
            flow(120_000, "year"),
            flow(-300_000, "month"),
            flow(999_999, None),
            flow(7, "full moon"),
        ),
    )
    assert monthly_income([account], TODAY) == 500_000 + 10_000


def test_limit_changes_stand_beside_the_ninety_days_before_them(bench: Bench) -> None:
    limits = [
        {"from": "2025-06-01", "kind": "fixed", "amount": 1_000_000},
        {"from": "2026-04-01", "kind": "fixed", "amount": 800_000},
        {"from": "2026-06-01", "to": "2026-06-30", "kind": "temporary", "amount": 50_000},
        {"from": "2026-07-01", "kind": "fixed", "amount": 2_000_000},
    ]
    late = [*ON_TIME[:2], repayment("r3", "2026-03-15", 1_000), *ON_TIME[3:]]
    bench.load(ledger(BILLS, late, limits))
    found = factor(bench, HealthKind.LIMIT_CHANGES)
    assert (found.value, found.mark, found.since) == (2, HealthMark.POOR, date(2026, 6, 1))
    temporary, cut = found.changes
    assert (cut.day, cut.is_temporary) == (date(2026, 4, 1), False)
    assert (cut.before_fen, cut.after_fen) == (1_000_000, 800_000)
    # From January 1st to March 31st: three purchases and repayments, two days overdue.
    assert (cut.spent_fen, cut.repaid_fen, cut.days_overdue, cut.used_fen) == (3_000, 3_000, 2, 0)
    assert (temporary.is_temporary, temporary.after_fen) == (True, 50_000)
    assert temporary.before_fen == 800_000
    # From March 3rd to May 31st.
    assert (temporary.spent_fen, temporary.days_overdue) == (2_000, 2)
