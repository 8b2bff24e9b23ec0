"""An offer beside other ways to pay, and settled early."""

from __future__ import annotations

import pytest

from huanqing.application.offers import (
    OfferSettlement,
    WayKind,
    cost_of,
    settlements,
    ways_to_pay,
)
from huanqing.domain.credit_account import Billing, SettlementFee
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import Remainder
from huanqing.domain.offer import Offer, percent_of, rates_of
from unit.domain.builders import account, day, rule

OFFER = Offer(amount_fen=1_000_000, periods=12, fee_rate_ppm=6_000)
DISCOUNTED = Offer(amount_fen=1_000_000, periods=12, fee_rate_ppm=6_000, discount_fen=5_000)


def by_rule(offer: Offer, after: int, **where: object) -> dict[SettlementFee, OfferSettlement]:
    return {each.rule: each for each in settlements(offer, after, **where)}  # type: ignore[arg-type]


def test_the_cost_sums_the_flows() -> None:
    cost = cost_of(DISCOUNTED)

    assert cost.total_fee_fen == 72_000
    assert cost.total_fen == 1_072_000
    assert cost.extra_fen == 77_000
    assert cost.rates is not None
    assert percent_of(cost.rates.nominal_hundredths) == "13.99"
    assert cost.dated_hundredths is None


def test_the_account_gives_remainder_and_due_dates() -> None:
    of = account(rule(remainder=Remainder.FIRST))

    cost = cost_of(OFFER, of, day("06-04"))

    assert cost.lines[0].principal_fen == 83_337
    assert cost.lines[0].due_date == day("07-12")
    assert cost.dated_hundredths is not None
    assert cost.rates is not None
    assert cost.dated_hundredths < cost.rates.effective_hundredths


def test_ways_to_pay_stand_from_at_once_to_24_periods() -> None:
    found = ways_to_pay(DISCOUNTED)

    assert [way.periods for way in found] == [0, 1, 3, 6, 12, 24]
    assert [way.total_fen for way in found] == [
        995_000, 995_000, 1_018_000, 1_036_000, 1_072_000, 1_144_000,
    ]  # fmt: skip
    assert [way.extra_fen for way in found] == [0, 0, 23_000, 41_000, 77_000, 149_000]
    assert [way.first_payment_fen for way in found] == [
        995_000, 995_000, 339_333, 172_666, 89_333, 47_666,
    ]  # fmt: skip


def test_paying_at_once_lends_nothing_and_the_next_bill_lends_for_free() -> None:
    at_once, unsplit, *_ = ways_to_pay(DISCOUNTED)

    assert (at_once.kind, at_once.rates) == (WayKind.AT_ONCE, None)
    assert unsplit.kind is WayKind.UNSPLIT
    assert unsplit.rates == rates_of(995_000, [995_000])
    assert unsplit.total_fee_fen == 0


def test_a_way_costs_what_an_offer_of_its_periods_costs() -> None:
    for way in ways_to_pay(DISCOUNTED)[2:]:
        alone = cost_of(
            Offer(
                amount_fen=1_000_000,
                periods=way.periods,
                fee_rate_ppm=6_000,
                discount_fen=5_000,
            )
        )
        assert (way.total_fee_fen, way.rates) == (alone.total_fee_fen, alone.rates)


def test_an_unusual_number_of_periods_has_its_own_row() -> None:
    offer = Offer(amount_fen=1_000_000, periods=9, fee_rate_ppm=6_000)

    assert [way.periods for way in ways_to_pay(offer)] == [0, 1, 3, 6, 9, 12, 24]


def test_one_period_with_a_fee_is_shown_as_it_is_offered() -> None:
    offer = Offer(amount_fen=1_000_000, periods=1, fee_rate_ppm=6_000)

    way = ways_to_pay(offer)[1]

    assert (way.kind, way.periods, way.total_fee_fen) == (WayKind.SPLIT, 1, 6_000)


def test_a_total_fee_becomes_a_rate_for_the_other_periods() -> None:
    offer = Offer(amount_fen=1_000_000, periods=12, total_fee_fen=72_012)

    fees = {way.periods: way.total_fee_fen for way in ways_to_pay(offer)}

    assert fees == {0: 0, 1: 0, 3: 18_003, 6: 36_006, 12: 72_012, 24: 144_024}


def test_free_periods_are_no_more_than_the_periods() -> None:
    offer = Offer(amount_fen=1_000_000, periods=12, fee_rate_ppm=6_000, free_periods=4)

    fees = {way.periods: way.total_fee_fen for way in ways_to_pay(offer)}

    assert (fees[3], fees[6], fees[12]) == (0, 12_000, 48_000)


def test_settling_after_three_periods_under_each_rule() -> None:
    found = by_rule(OFFER, 3)

    principal = 1_000_000 - 3 * 83_333
    assert {key: each.to_pay_fen - principal for key, each in found.items()} == {
        SettlementFee.ALL_DUE: 54_000,
        SettlementFee.WAIVED: 0,
        SettlementFee.SAME_DAY: 54_000,
        SettlementFee.CURRENT_PERIOD: 6_000,
    }
    assert {key: each.saved_fen for key, each in found.items()} == {
        SettlementFee.ALL_DUE: 0,
        SettlementFee.WAIVED: 54_000,
        SettlementFee.SAME_DAY: 0,
        SettlementFee.CURRENT_PERIOD: 48_000,
    }
    assert found[SettlementFee.WAIVED].total_fen == 1_018_000


def test_fees_that_stay_due_make_settling_early_dear() -> None:
    found = by_rule(OFFER, 3)
    kept = cost_of(OFFER).rates
    assert kept is not None

    all_due, waived = found[SettlementFee.ALL_DUE].rates, found[SettlementFee.WAIVED].rates

    assert all_due == rates_of(1_000_000, [89_333, 89_333, 89_333 + 750_001 + 54_000])
    assert all_due is not None
    assert all_due.nominal_hundredths > 2 * kept.nominal_hundredths
    assert waived is not None
    assert waived.nominal_hundredths < kept.nominal_hundredths


def test_settling_on_the_day_of_the_purchase_is_free_where_the_rule_says_so() -> None:
    found = by_rule(OFFER, 0)

    assert found[SettlementFee.SAME_DAY].to_pay_fen == 1_000_000
    assert found[SettlementFee.ALL_DUE].to_pay_fen == 1_072_000
    assert found[SettlementFee.CURRENT_PERIOD].total_fee_fen == 6_000
    assert {each.rates for each in found.values()} == {None}


def test_free_periods_are_not_charged_by_settling() -> None:
    offer = Offer(amount_fen=1_000_000, periods=12, fee_rate_ppm=6_000, free_periods=4)

    assert by_rule(offer, 3)[SettlementFee.CURRENT_PERIOD].total_fee_fen == 0
    assert by_rule(offer, 4)[SettlementFee.CURRENT_PERIOD].total_fee_fen == 6_000


@pytest.mark.parametrize("billing", list(Billing))
def test_settling_works_under_both_billings(billing: Billing) -> None:
    found = by_rule(OFFER, 11, account=account(billing=billing), day=day("2026-01-31"))

    assert found[SettlementFee.ALL_DUE].to_pay_fen == 89_337
    flows = [89_333] * 10 + [89_333 + 89_337]
    assert found[SettlementFee.ALL_DUE].rates == rates_of(1_000_000, flows)


@pytest.mark.parametrize("after", [-1, 12])
def test_there_is_nothing_to_settle_outside_the_periods(after: int) -> None:
    with pytest.raises(InvalidFieldError) as caught:
        settlements(OFFER, after)

    assert (caught.value.field, caught.value.value) == ("after_period", after)
