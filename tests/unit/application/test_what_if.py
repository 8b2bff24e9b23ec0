"""What-ifs on the days ahead: each scenario alone, all together, and nothing left behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huanqing.application.limit_models import (
    BillChange,
    LimitScenario,
    PressureDay,
    PurchaseScenario,
    RepaymentScenario,
    Scenario,
    SettlementScenario,
    WhatIfResult,
)
from huanqing.application.what_if import (
    DaysAhead,
    differences,
    pressure,
    scenario_id,
    tried,
)
from huanqing.domain.credit_account import CreditAccount, SettlementFee
from huanqing.domain.credit_limit import DayFigures, EntriesByDay, limit_history
from huanqing.domain.entries import (
    EarlySettlement,
    Entry,
    Purchase,
    Repayment,
    entry_sort_key,
)
from huanqing.domain.errors import (
    InvalidFieldError,
    NothingOwedError,
    RepaymentExceedsDebtError,
)
from huanqing.domain.projection import Forecast, project
from huanqing.domain.trial import BillToPay
from unit.domain.builders import account, buy, day, fixed, pay, rule, temporary

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = day("06-20")
UNTIL = day("10-31")
PHONE = buy("phone", "06-10", 120_000, periods=3, fee_rate_ppm=6_000)
RICE = buy("rice", "05-20", 20_000)
LEDGER = (RICE, PHONE)


def ahead_of(*entries: Entry, of: CreditAccount | None = None, today: date = TODAY) -> DaysAhead:
    """Return where what-ifs begin; entries after today are booked ahead."""
    ordered = sorted(entries, key=entry_sort_key)
    forecast = Forecast(of or account())
    forecast.today = today
    facts = [each for each in ordered if each.day <= today]
    figures = list(limit_history(forecast, facts, today, today))
    forecast.take_closed()
    return DaysAhead(figures[-1], forecast, tuple(ordered[len(facts) :]))


def tried_on(*scenarios: Scenario, entries: Sequence[Entry] = LEDGER) -> WhatIfResult:
    return tried(ahead_of(*entries), scenarios, UNTIL)


def changed_bills(result: WhatIfResult) -> list[tuple[str, int, int]]:
    return [
        (f"{each.statement_date:%m-%d}", each.before_fen, each.after_fen)
        for each in result.bills
        if each.before_fen != each.after_fen
    ]


def difference_on(result: WhatIfResult, when: str) -> int:
    place = [each.day for each in result.base].index(day(when))
    return differences(result)[place]


def causes_on(days: Sequence[DayFigures], when: str) -> list[tuple[str, int, str]]:
    found = next(each for each in days if each.day == day(when))
    return [(cause.kind, cause.amount_fen, cause.ref) for cause in found.causes]


def test_without_scenarios_nothing_changes() -> None:
    result = tried_on()

    assert result.base == result.changed
    assert set(differences(result)) == {0}
    assert changed_bills(result) == []
    assert result.pressure_before == result.pressure_after
    assert result.fees_before_fen == result.fees_after_fen == 3 * 720
    assert result.payments == ()


def test_the_base_is_the_certain_projection() -> None:
    coming = buy("coming", "07-01", 5_000)
    ahead = ahead_of(*LEDGER, coming)
    certain = project(ahead.forecast.copy(), EntriesByDay([coming]), UNTIL)

    result = tried(ahead, (), UNTIL)

    assert result.base == (ahead.today, *certain)
    assert result.base[0].day == TODAY
    assert result.base[-1].day == UNTIL


def test_coming_bills_are_listed_also_where_they_stay() -> None:
    assert tried_on().bills == (
        # The rice fell in the statement of 3 June, which was due on the 12th and is overdue.
        BillChange(day("06-03"), day("06-12"), 20_000, 20_000),
        BillChange(day("07-03"), day("07-12"), 40_720, 40_720),
        BillChange(day("08-03"), day("08-12"), 40_720, 40_720),
        BillChange(day("09-03"), day("09-12"), 40_720, 40_720),
    )


def test_a_purchase_takes_the_limit_until_it_is_due() -> None:
    result = tried_on(PurchaseScenario(day=day("07-05"), amount_fen=30_000))

    assert difference_on(result, "07-04") == 0
    assert difference_on(result, "07-05") == -30_000
    assert difference_on(result, "08-11") == -30_000
    assert difference_on(result, "08-12") == 0
    assert changed_bills(result) == [("08-03", 40_720, 70_720)]
    assert ("purchase", -30_000, scenario_id(0)) in causes_on(result.changed, "07-05")


def test_a_split_purchase_charges_its_fees_on_the_bills_that_it_falls_in() -> None:
    result = tried_on(
        PurchaseScenario(
            day=TODAY, amount_fen=30_000, periods=3, fee_rate_ppm=5_000, free_periods=1
        )
    )

    assert changed_bills(result) == [
        ("07-03", 40_720, 50_720),
        ("08-03", 40_720, 50_870),
        ("09-03", 40_720, 50_870),
    ]
    assert result.fees_after_fen - result.fees_before_fen == 300
    assert differences(result)[0] == -30_300
    assert result.changed[0].causes[-1].ref == scenario_id(0)


def test_a_discount_lowers_the_price() -> None:
    result = tried_on(PurchaseScenario(day=TODAY, amount_fen=30_000, discount_fen=1_000))

    assert differences(result)[0] == -29_000


def test_a_purchase_of_today_shows_in_the_figures_of_today_only_once() -> None:
    base = ahead_of(*LEDGER)
    result = tried(base, [PurchaseScenario(day=TODAY, amount_fen=30_000)], UNTIL)
    available = base.today.available_fen
    assert available is not None

    assert result.changed[0].available_fen == available - 30_000
    assert sum(each.amount_fen for each in result.changed[0].causes) == -30_000


def test_an_early_repayment_pays_what_is_due_earliest_and_frees_the_limit_sooner() -> None:
    result = tried_on(RepaymentScenario(day=day("06-25"), amount_fen=50_000))

    assert changed_bills(result) == [("06-03", 20_000, 0), ("07-03", 40_720, 10_720)]
    assert difference_on(result, "06-24") == 0
    assert difference_on(result, "06-25") == 50_000
    # The bill of July is paid either way by then; the overdue one only by the repayment.
    assert difference_on(result, "07-12") == 20_000
    assert result.payments == ((day("06-25"), 50_000),)
    assert result.fees_before_fen == result.fees_after_fen


@pytest.mark.parametrize("when", ["06-20", "06-25"])
def test_a_repayment_above_what_is_owed_is_refused_with_the_figure(when: str) -> None:
    owed = 20_000 + 3 * 40_720

    with pytest.raises(RepaymentExceedsDebtError) as caught:
        tried_on(RepaymentScenario(day=day(when), amount_fen=owed + 1))

    assert (caught.value.excess_fen, caught.value.day) == (1, day(when))
    assert set(differences(tried_on(RepaymentScenario(day=day(when), amount_fen=owed)))) != {0}


def test_a_repayment_counts_what_fell_due_before_it_as_paid() -> None:
    with pytest.raises(RepaymentExceedsDebtError) as caught:
        tried_on(RepaymentScenario(day=day("09-20"), amount_fen=20_001))

    assert caught.value.owed_fen == 20_000


@pytest.mark.parametrize(
    ("fee_rule", "cost"),
    [
        (None, 80_000 + 2 * 720),
        (SettlementFee.ALL_DUE, 80_000 + 2 * 720),
        (SettlementFee.WAIVED, 80_000),
        (SettlementFee.CURRENT_PERIOD, 80_000 + 720),
    ],
)
def test_settling_early_pays_what_is_left_under_its_rule(
    fee_rule: SettlementFee | None, cost: int
) -> None:
    result = tried_on(SettlementScenario(day=day("07-20"), purchase_id="phone", fee_rule=fee_rule))

    assert result.payments == ((day("07-20"), cost),)
    assert changed_bills(result) == [("08-03", 40_720, 0), ("09-03", 40_720, 0)]
    assert result.fees_before_fen - result.fees_after_fen == 2 * 40_720 - cost
    assert difference_on(result, "07-20") == 2 * 40_720
    assert difference_on(result, "09-12") == 0


@pytest.mark.parametrize("purchase", ["phone", "nothing"])
def test_settling_what_is_not_owed_any_more_is_refused(purchase: str) -> None:
    with pytest.raises(NothingOwedError):
        tried_on(SettlementScenario(day=day("09-13"), purchase_id=purchase))


def test_a_purchase_of_the_list_can_be_settled_by_its_name() -> None:
    result = tried_on(
        PurchaseScenario(day=TODAY, amount_fen=90_000, periods=3, fee_rate_ppm=5_000),
        SettlementScenario(
            day=day("07-20"), purchase_id=scenario_id(0), fee_rule=SettlementFee.WAIVED
        ),
    )

    assert result.payments == ((day("07-20"), 60_000),)
    assert changed_bills(result) == [("07-03", 40_720, 71_170)]


def test_another_limit_holds_from_its_day_on() -> None:
    result = tried_on(LimitScenario(day=day("07-01"), amount_fen=1_500_000))

    assert difference_on(result, "06-30") == 0
    assert difference_on(result, "07-01") == 500_000
    assert difference_on(result, "10-31") == 500_000
    assert causes_on(result.changed, "07-01") == [("fixed_limit", 500_000, "2026-07-01")]
    assert changed_bills(result) == []


def test_a_temporary_limit_is_added_while_it_lasts() -> None:
    scenario = LimitScenario(day=day("07-01"), amount_fen=200_000, until=day("07-10"))

    result = tried_on(scenario)

    assert [difference_on(result, when) for when in ("06-30", "07-01", "07-10", "07-11")] == [
        0, 200_000, 200_000, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("scenario", "cause"),
    [
        (LimitScenario(day=TODAY, amount_fen=1_500_000), "fixed_limit"),
        (LimitScenario(day=TODAY, amount_fen=500_000, until=TODAY), "temporary_limit"),
    ],
)
def test_a_limit_of_today_is_a_cause_of_today(scenario: LimitScenario, cause: str) -> None:
    result = tried_on(scenario)

    assert differences(result)[0] == 500_000
    assert causes_on(result.changed, "06-20")[-1] == (cause, 500_000, "2026-06-20")


def test_a_limit_of_the_same_day_comes_before_that_of_the_account() -> None:
    of = account(limits=(fixed(1_000_000), fixed(900_000, "2026-07-01")))

    result = tried(ahead_of(of=of), [LimitScenario(day=day("07-01"), amount_fen=1_200_000)], UNTIL)

    assert result.changed[-1].total_fen == 1_200_000
    assert result.base[-1].total_fen == 900_000


def test_a_later_limit_of_the_account_still_comes() -> None:
    of = account(limits=(fixed(1_000_000), fixed(900_000, "2026-08-01")))

    result = tried(ahead_of(of=of), [LimitScenario(day=day("07-01"), amount_fen=1_200_000)], UNTIL)

    assert result.changed[-1].total_fen == 900_000


def test_an_unknown_limit_stays_unknown_but_what_is_used_changes() -> None:
    ahead = ahead_of(*LEDGER, of=account(limits=(temporary(100, "06-01", None),)))

    result = tried(ahead, [PurchaseScenario(day=TODAY, amount_fen=30_000)], UNTIL)

    assert result.changed[0].available_fen is None
    assert differences(result)[0] == -30_000


def test_a_limit_makes_the_unknown_one_known() -> None:
    ahead = ahead_of(*LEDGER, of=account(limits=(temporary(100, "06-01", None),)))

    result = tried(ahead, [LimitScenario(day=TODAY, amount_fen=500_000)], UNTIL)

    assert result.changed[0].total_fen == 500_100
    assert causes_on(result.changed, "06-20")[-1][:2] == ("limit_known", 500_100)


def test_the_recovery_lag_holds_for_scenarios_too() -> None:
    ahead = ahead_of(*LEDGER, of=account(rule(recovery_lag_days=3)))

    result = tried(ahead, [RepaymentScenario(day=day("06-25"), amount_fen=20_000)], UNTIL)

    assert [difference_on(result, f"06-{each}") for each in (25, 27, 28)] == [0, 0, 20_000]


def test_scenarios_come_together_in_the_order_of_their_days() -> None:
    scenarios = (
        RepaymentScenario(day=day("07-20"), amount_fen=50_000),
        PurchaseScenario(day=day("06-22"), amount_fen=50_000),
        LimitScenario(day=day("07-01"), amount_fen=1_200_000),
    )

    result = tried_on(*scenarios)

    assert difference_on(result, "06-22") == -50_000
    assert difference_on(result, "07-01") == 150_000
    # July's bill held the purchase and is paid by then: what is left pays the overdue one first.
    assert changed_bills(result) == [
        ("06-03", 20_000, 0), ("07-03", 40_720, 90_720), ("08-03", 40_720, 10_720),
    ]  # fmt: skip
    assert differences(tried_on(*reversed(scenarios))) == differences(result)


def test_nothing_of_a_what_if_stays() -> None:
    ahead = ahead_of(*LEDGER, buy("coming", "07-01", 5_000))
    before = ahead.forecast.dump()
    scenarios = (
        PurchaseScenario(day=TODAY, amount_fen=50_000),
        RepaymentScenario(day=day("06-22"), amount_fen=10_000),
        SettlementScenario(day=day("07-01"), purchase_id="phone"),
        LimitScenario(day=TODAY, amount_fen=1_200_000),
    )

    first, second = tried(ahead, scenarios, UNTIL), tried(ahead, scenarios, UNTIL)

    assert first == second
    assert ahead.forecast.dump() == before


def test_what_is_booked_ahead_is_no_payment_of_the_scenarios() -> None:
    booked = (
        *LEDGER,
        pay("booked", "06-22", 10_000),
        EarlySettlement(
            id="settled", day=day("06-23"), purchase_id="phone", fee_rule=SettlementFee.WAIVED
        ),
    )

    result = tried_on(RepaymentScenario(day=day("06-24"), amount_fen=15_000), entries=booked)

    assert result.payments == ((day("06-24"), 15_000),)
    # The settlement ahead only ends the fees: its money is a repayment of its own.
    assert changed_bills(result) == [("06-03", 10_000, 0), ("07-03", 40_000, 35_000)]
    assert result.fees_before_fen == 0


def test_the_pressure_is_the_week_with_the_most_due() -> None:
    result = tried_on(PurchaseScenario(day=day("07-20"), amount_fen=30_000))

    assert result.pressure_before == PressureDay(day("07-12"), 40_720)
    assert result.pressure_after == PressureDay(day("08-12"), 70_720)


def bill(due: str, amount_fen: int) -> BillToPay:
    return BillToPay(day(due) - timedelta(days=9), day(due), amount_fen)


def test_a_week_of_pressure_holds_seven_days() -> None:
    bills = [bill("07-01", 10), bill("07-07", 10), bill("07-08", 10), bill("07-14", 9)]

    assert pressure(bills, TODAY, UNTIL) == PressureDay(day("07-01"), 20)
    assert pressure([*bills, bill("07-14", 2)], TODAY, UNTIL) == PressureDay(day("07-08"), 21)


def test_what_is_overdue_or_beyond_is_no_pressure_ahead() -> None:
    assert pressure([bill("06-19", 10), bill("11-01", 10)], TODAY, UNTIL) is None
    assert pressure([], TODAY, UNTIL) is None


def test_penalties_to_come_are_no_part_of_an_overdue_bill() -> None:
    ahead = ahead_of(*LEDGER, of=account(rule(late_rate_ppm_per_day=500)))
    standing = ahead.forecast.open_statements()[0].left_fen

    result = tried(ahead, [PurchaseScenario(day=TODAY, amount_fen=100)], UNTIL)

    assert standing == 20_000 + 8 * 10
    assert (result.bills[0].before_fen, result.bills[0].after_fen) == (standing, standing)


@pytest.mark.parametrize(
    ("scenario", "field"),
    [
        (PurchaseScenario(day=day("06-19"), amount_fen=1), "scenarios[0].day"),
        (PurchaseScenario(day=day("11-01"), amount_fen=1), "scenarios[0].day"),
        (PurchaseScenario(day=TODAY, amount_fen=0), "scenarios[0].amount"),
        (PurchaseScenario(day=TODAY, amount_fen=10**15 + 1), "scenarios[0].amount"),
        (PurchaseScenario(day=TODAY, amount_fen=5, discount_fen=5), "scenarios[0].discount"),
        (PurchaseScenario(day=TODAY, amount_fen=5, discount_fen=-1), "scenarios[0].discount"),
        (PurchaseScenario(day=TODAY, amount_fen=5, periods=0), "scenarios[0].periods"),
        (PurchaseScenario(day=TODAY, amount_fen=5, free_periods=2), "scenarios[0].free_periods"),
        (
            PurchaseScenario(day=TODAY, amount_fen=5, fee_rate_ppm=-1),
            "scenarios[0].fee_rate_ppm_per_period",
        ),
        (RepaymentScenario(day=TODAY, amount_fen=0), "scenarios[0].amount"),
        (RepaymentScenario(day=TODAY, amount_fen=-5), "scenarios[0].amount"),
        (LimitScenario(day=TODAY, amount_fen=-1), "scenarios[0].amount"),
        (
            LimitScenario(day=TODAY, amount_fen=1, until=day("06-19")),
            "scenarios[0].until",
        ),
    ],
)
def test_a_scenario_that_cannot_be_is_refused_with_its_field(
    scenario: Scenario, field: str
) -> None:
    with pytest.raises(InvalidFieldError) as caught:
        tried_on(scenario)

    assert caught.value.field == field


amounts = st.integers(1, 300_000)
days_back = st.integers(1, 90).map(lambda back: TODAY - timedelta(days=back))
days_on = st.integers(0, 100).map(lambda on: TODAY + timedelta(days=on))
purchases = st.builds(
    PurchaseScenario,
    day=days_on,
    amount_fen=amounts,
    periods=st.sampled_from((1, 3, 12)),
    fee_rate_ppm=st.sampled_from((0, 6_000)),
)
small_repayments = st.builds(RepaymentScenario, day=days_on, amount_fen=st.integers(1, 500))
accounts = st.builds(
    lambda lag, occupies, late: account(
        rule(recovery_lag_days=lag, fees_occupy_limit=occupies, late_rate_ppm_per_day=late)
    ),
    st.sampled_from((0, 2)),
    st.booleans(),
    st.sampled_from((0, 500)),
)


@st.composite
def books(draw: st.DrawFn) -> tuple[Entry, ...]:
    others = [
        Purchase(
            id=f"p{number}",
            day=draw(days_back),
            amount_fen=draw(amounts),
            periods=draw(st.sampled_from((1, 3, 12))),
            fee_rate_ppm=6_000,
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return (buy("big", "2026-06-19", 900_000, periods=24), *others)


@settings(max_examples=60, deadline=None)
@given(books(), accounts, st.lists(purchases | small_repayments, max_size=4))
def test_scenarios_do_what_booking_them_would(
    entries: tuple[Entry, ...], of: CreditAccount, scenarios: list[Scenario]
) -> None:
    booked: list[Entry] = list(entries)
    for place, each in enumerate(scenarios):
        if isinstance(each, PurchaseScenario):
            booked.append(
                Purchase(
                    id=scenario_id(place),
                    day=each.day,
                    time="23:59:59",
                    amount_fen=each.amount_fen,
                    periods=each.periods,
                    fee_rate_ppm=each.fee_rate_ppm,
                )
            )
        elif isinstance(each, RepaymentScenario):
            booked.append(pay(scenario_id(place), str(each.day), each.amount_fen))
    really = ahead_of(*booked, of=of)
    certain = project(really.forecast, EntriesByDay(really.entries), UNTIL)

    result = tried(ahead_of(*entries, of=of), scenarios, UNTIL)

    assert result.changed == (really.today, *certain)


@settings(max_examples=60, deadline=None)
@given(books(), accounts, st.lists(purchases | small_repayments, max_size=4))
def test_the_causes_of_each_day_are_its_change(
    entries: tuple[Entry, ...], of: CreditAccount, scenarios: list[Scenario]
) -> None:
    result = tried(ahead_of(*entries, of=of), scenarios, UNTIL)

    for eve, after in zip(result.changed, result.changed[1:], strict=False):
        assert eve.available_fen is not None
        assert after.available_fen is not None
        moved = after.available_fen - eve.available_fen
        assert sum(cause.amount_fen for cause in after.causes) == moved


@settings(max_examples=60, deadline=None)
@given(books(), st.lists(purchases | small_repayments, max_size=4))
def test_no_fen_of_the_bills_is_lost(entries: tuple[Entry, ...], scenarios: list[Scenario]) -> None:
    result = tried(ahead_of(*entries), scenarios, UNTIL)

    bought = sum(each.amount_fen for each in scenarios if isinstance(each, PurchaseScenario))
    fees = result.fees_after_fen - result.fees_before_fen
    paid = sum(amount for _, amount in result.payments)
    more = sum(each.after_fen - each.before_fen for each in result.bills)
    assert more == bought + fees - paid


def test_a_repayment_scenario_is_a_repayment_of_its_day() -> None:
    result = tried_on(RepaymentScenario(day=day("06-25"), amount_fen=5_000))
    real = ahead_of(*LEDGER, Repayment(id=scenario_id(0), day=day("06-25"), amount_fen=5_000))

    certain = project(real.forecast, EntriesByDay(real.entries), UNTIL)

    assert result.changed[1:] == tuple(certain)
