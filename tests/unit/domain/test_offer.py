"""The real cost of an instalment offer, against golden values and an independent root."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huanqing.domain.credit_account import Billing
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN, Remainder
from huanqing.domain.offer import (
    ANY_DAY,
    Offer,
    YearlyRates,
    dated_rate_of,
    lines_of_offer,
    percent_of,
    rates_of,
)
from huanqing.domain.schedule import Scheduler
from unit.domain.builders import account, buy, day, rule


def offered(amount_fen: int = 1_000_000, periods: int = 12, **fields: object) -> Offer:
    return Offer(amount_fen=amount_fen, periods=periods, **fields)  # type: ignore[arg-type]


def payments_of(offer: Offer) -> list[int]:
    return [line.principal_fen + line.fee_fen for line in lines_of_offer(offer)]


def rates(offer: Offer) -> YearlyRates:
    found = rates_of(offer.lent_fen, payments_of(offer))
    assert found is not None
    return found


def percents(offer: Offer) -> tuple[str, str]:
    found = rates(offer)
    return percent_of(found.nominal_hundredths), percent_of(found.effective_hundredths)


@pytest.mark.parametrize(
    ("rate_ppm", "periods", "nominal", "effective"),
    [
        (5000, 12, "10.90", "11.46"),
        (6000, 12, "13.03", "13.84"),
        (6600, 12, "14.31", "15.29"),
        (6000, 3, "10.77", "11.32"),
        (8000, 24, "17.47", "18.93"),
    ],
)
def test_the_golden_values(rate_ppm: int, periods: int, nominal: str, effective: str) -> None:
    assert percents(offered(periods=periods, fee_rate_ppm=rate_ppm)) == (nominal, effective)


@pytest.mark.parametrize(
    ("rate_ppm", "nominals"),
    [
        (5000, ("8.98", "10.21", "10.90", "11.13")),
        (6000, ("10.77", "12.24", "13.03", "13.27")),
        (8000, ("14.34", "16.27", "17.27", "17.47")),
        (10000, ("17.91", "20.29", "21.46", "21.57")),
        (12000, ("21.47", "24.28", "25.60", "25.59")),
    ],
)
def test_the_table_of_the_domain_facts(rate_ppm: int, nominals: tuple[str, ...]) -> None:
    found = tuple(
        percents(offered(periods=periods, fee_rate_ppm=rate_ppm))[0] for periods in (3, 6, 12, 24)
    )

    assert found == nominals


offers = st.builds(
    lambda amount, periods, rate, free, discount, remainder: Offer(
        amount_fen=amount,
        periods=periods,
        fee_rate_ppm=rate,
        free_periods=free * periods // 100,
        discount_fen=discount * amount // 1000,
        remainder=remainder,
    ),
    st.integers(1, 10**9),
    st.integers(1, 60),
    st.integers(0, 60_000),
    st.integers(0, 100),
    st.integers(0, 400),
    st.sampled_from(Remainder),
)


@settings(max_examples=150, deadline=None)
@given(offers)
def test_rates_equal_an_independent_root(offer: Offer) -> None:
    payments = payments_of(offer)
    with localcontext() as context:
        context.prec = 50
        month = monthly_root(offer.lent_fen, payments)
        nominal, effective = month * 1200, ((1 + month) ** 12 - 1) * 100

        found = rates(offer)

        assert found.nominal_hundredths == half_up(nominal)
        assert found.effective_hundredths == half_up(effective)


@settings(max_examples=80, deadline=None)
@given(offers, st.lists(st.integers(1, 40), min_size=60, max_size=60))
def test_dated_rates_equal_an_independent_root(offer: Offer, gaps: list[int]) -> None:
    payments = payments_of(offer)
    days = [sum(gaps[: place + 1]) for place in range(len(payments))]
    with localcontext() as context:
        context.prec = 50
        yearly = dated_root(offer.lent_fen, days, payments)

        found = dated_rate_of(offer.lent_fen, list(zip(days, payments, strict=True)))

        assert found == half_up(yearly * 100)


def monthly_root(lent_fen: int, payments: Sequence[int]) -> Decimal:
    """Newton from 0: the worth falls and is convex, so the steps rise to the root."""

    def worth(rate: Decimal) -> tuple[Decimal, Decimal]:
        value = slope = Decimal(0)
        for months, amount in enumerate(payments, start=1):
            value += amount / (1 + rate) ** months
            slope -= months * amount / (1 + rate) ** (months + 1)
        return value - lent_fen, slope

    return risen(worth)


def dated_root(lent_fen: int, days: Sequence[int], payments: Sequence[int]) -> Decimal:
    """Newton in the force of interest, per day."""

    def worth(force: Decimal) -> tuple[Decimal, Decimal]:
        parts = [
            (each, amount * (-force * each).exp())
            for each, amount in zip(days, payments, strict=True)
        ]
        return sum(part for _, part in parts) - Decimal(lent_fen), -sum(
            (each * part for each, part in parts), Decimal(0)
        )

    return (risen(worth) * 365).exp() - 1


def risen(worth: Callable[[Decimal], tuple[Decimal, Decimal]]) -> Decimal:
    rate = Decimal(0)
    for _ in range(500):
        value, slope = worth(rate)
        step = -value / slope
        rate += step
        if abs(step) < Decimal(10) ** -44:
            return rate
    raise AssertionError(rate)


def half_up(percent: Decimal) -> int:
    """Return hundredths; the root has more digits than count, so a half is taken for one."""
    return int((percent * 100).quantize(Decimal("1e-30")).quantize(Decimal(1), ROUND_HALF_UP))


def test_periods_and_fees_are_those_that_the_ledger_books() -> None:
    of = account(rule(remainder=Remainder.SPREAD))
    bought = buy("p", "06-05", 59_999, periods=24, fee_rate_ppm=6_600, free_periods=3)

    found = lines_of_offer(
        offered(59_999, 24, fee_rate_ppm=6_600, free_periods=3), of, day("06-05")
    )

    assert found == Scheduler(of).lines_of(bought)
    assert sum(line.principal_fen for line in found) == 59_999
    assert [line.fee_fen for line in found] == [0] * 3 + [396] * 21


def test_the_remainder_of_the_offer_comes_before_that_of_the_account() -> None:
    of = account(rule(remainder=Remainder.SPREAD))

    found = lines_of_offer(offered(100, 3, remainder=Remainder.FIRST), of, day("06-05"))

    assert [line.principal_fen for line in found] == [34, 33, 33]


def test_a_total_fee_spreads_over_the_periods_that_are_not_free() -> None:
    offer = offered(1_000_000, 3, total_fee_fen=18_001, free_periods=1)

    assert [line.fee_fen for line in lines_of_offer(offer)] == [0, 9_000, 9_001]
    assert (offer.rate_ppm, offer.quoted_hundredths) == (9_001, 90)


def test_a_total_fee_costs_what_the_rate_that_it_comes_to_costs() -> None:
    by_rate = offered(fee_rate_ppm=6_000)
    by_sum = offered(total_fee_fen=72_000)

    assert payments_of(by_sum) == payments_of(by_rate)
    assert by_sum.quoted_hundredths == by_rate.quoted_hundredths == 60


@pytest.mark.parametrize(("ppm", "quoted"), [(6_549, 65), (6_550, 66), (0, 0), (49, 0), (50, 1)])
def test_the_quoted_fee_is_rounded_half_up(ppm: int, quoted: int) -> None:
    assert offered(fee_rate_ppm=ppm).quoted_hundredths == quoted


@pytest.mark.parametrize(
    "offer",
    [
        offered(),
        offered(fee_rate_ppm=6_000, free_periods=12),
        offered(total_fee_fen=0),
        offered(periods=1),
        offered(amount_fen=1, periods=12),
    ],
    ids=["no fee", "all free", "total fee of nothing", "not split", "a single fen"],
)
def test_without_fees_and_discount_the_rate_is_nothing(offer: Offer) -> None:
    assert rates(offer) == YearlyRates(0, 0)


def test_free_periods_make_it_cheaper_and_later_fees_cheaper_still() -> None:
    full = rates(offered(fee_rate_ppm=6_000)).nominal_hundredths
    half = rates(offered(fee_rate_ppm=6_000, free_periods=6)).nominal_hundredths
    same_sum = rates(offered(total_fee_fen=36_000)).nominal_hundredths

    assert full > same_sum > half > 0


def test_a_discount_counts_though_every_period_is_free() -> None:
    offer = offered(free_periods=12, fee_rate_ppm=6_000, discount_fen=30_000)

    assert rates(offer).nominal_hundredths > 0
    assert rates(offer) == rates_of(970_000, payments_of(offered()))


def test_a_discount_above_the_fees_only_raises_the_rate() -> None:
    offer = offered(fee_rate_ppm=1_000, discount_fen=500_000)

    assert rates(offer).nominal_hundredths > 10_000


def test_half_a_hundredth_is_rounded_up() -> None:
    # ¥2,400 for a month at 1 fen: twelve times 1/240,000 is exactly half of 0.01 %.
    assert rates_of(240_000, [240_001]) == YearlyRates(1, 1)
    assert rates_of(240_001, [240_002]) == YearlyRates(0, 1)


def test_half_a_hundredth_of_a_year_is_rounded_up_too() -> None:
    # A year at 1 fen on ¥200: 0.005 %.
    assert rates_of(20_000, [0] * 11 + [20_001]) == YearlyRates(0, 1)
    assert dated_rate_of(20_000, [(365, 20_001)]) == 1
    assert dated_rate_of(20_001, [(365, 20_002)]) == 0


@pytest.mark.parametrize(
    ("lent_fen", "payments"),
    [(0, [100]), (-5, [100]), (100, []), (100, [0, 0]), (100, [99])],
    ids=["nothing lent", "less than nothing", "no payment", "payments of nothing", "a gift"],
)
def test_there_is_no_rate_where_it_is_no_loan(lent_fen: int, payments: list[int]) -> None:
    assert rates_of(lent_fen, payments) is None
    assert dated_rate_of(lent_fen, list(enumerate(payments, start=1))) is None


def test_what_is_paid_on_the_first_day_was_never_lent() -> None:
    assert dated_rate_of(1_000, [(0, 400), (365, 660)]) == 1_000
    assert dated_rate_of(1_000, [(0, 1_000)]) is None


def test_the_dated_rate_follows_the_due_dates_of_the_account() -> None:
    offer, bought = offered(fee_rate_ppm=6_000), day("06-04")

    def dated(billing: Billing) -> int:
        lines = lines_of_offer(offer, account(billing=billing), bought)
        flows = [
            ((each.due_date - bought).days, each.principal_fen + each.fee_fen) for each in lines
        ]
        found = dated_rate_of(offer.lent_fen, flows)
        assert found is not None
        return found

    # On the day after the statement day the first bill is due 38 days later.
    assert dated(Billing.STATEMENT) < dated(Billing.ORDER)
    assert abs(dated(Billing.ORDER) - rates(offer).effective_hundredths) < 25


def test_amounts_at_the_end_of_the_range_still_have_a_rate() -> None:
    offer = offered(MAX_FEN, 120, fee_rate_ppm=1_000_000, discount_fen=MAX_FEN - 1)

    assert rates(offer).effective_hundredths > 10**100


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount_fen": 0}, "amount"),
        ({"amount_fen": MAX_FEN + 1}, "amount"),
        ({"periods": 0}, "periods"),
        ({"periods": 121}, "periods"),
        ({"fee_rate_ppm": -1}, "fee_rate"),
        ({"fee_rate_ppm": 1_000_001}, "fee_rate"),
        ({"free_periods": -1}, "free_periods"),
        ({"free_periods": 13}, "free_periods"),
        ({"discount_fen": -1}, "discount"),
        ({"discount_fen": 1_000_000}, "discount"),
        ({"total_fee_fen": -1}, "total_fee"),
        ({"total_fee_fen": 1, "free_periods": 12}, "total_fee"),
    ],
)
def test_an_offer_out_of_range_is_refused_with_its_field(
    fields: dict[str, int], field: str
) -> None:
    with pytest.raises(InvalidFieldError) as caught:
        offered(**{"amount_fen": 1_000_000, "periods": 12, **fields})

    assert caught.value.field == field


def test_any_day_is_a_day_on_which_a_calendar_stands() -> None:
    lines = lines_of_offer(offered(periods=120))

    assert lines[-1].due_date - ANY_DAY > timedelta(days=3_600)
