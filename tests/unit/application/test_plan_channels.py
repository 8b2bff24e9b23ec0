"""A card as channels of a problem: on every day its own limits, and never more than those."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from huanqing.application.plan_channels import card_of, channels_of, limits_on, room_on
from huanqing.application.plan_usage import Movement, Usage
from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel
from huanqing.domain.planning.problem import Channel

TODAY, END = date(2026, 6, 20), date(2026, 8, 5)
DAYS = [TODAY + timedelta(days=n) for n in range((END - TODAY).days + 1)]

fen = st.none() | st.integers(0, 100_000)
day = st.integers(-40, 60).map(lambda n: TODAY + timedelta(days=n))
limits = st.builds(
    ChannelLimits,
    from_date=day,
    per_transaction_fen=fen,
    per_day_fen=fen,
    per_month_fen=fen,
    payments_per_day=st.none() | st.integers(0, 4),
)
cards = st.builds(
    PaymentChannel,
    id=st.just("card"),
    funding_id=st.just("money"),
    limits=st.lists(limits, max_size=4, unique_by=lambda each: each.from_date).map(tuple),
    unavailable=st.lists(day, max_size=3).map(tuple),
)
moves = st.lists(st.builds(Movement, st.just("card"), day, st.integers(1, 60_000)), max_size=5)


@given(cards, moves, st.none() | st.integers(0, 50_000))
def test_parts_let_through_what_the_card_does_on_each_day_and_no_more_in_a_month(
    card: PaymentChannel, moved: list[Movement], today_fen: int | None
) -> None:
    usage = Usage(moved)
    parts = channels_of(card, (TODAY, END), usage, today_fen)

    assert {card_of(each.id) for each in parts} <= {"card"}
    assert len({each.id for each in parts}) == len(parts)
    allowed: dict[tuple[int, int], int] = {}
    for when in DAYS:
        found = [each for each in parts if when not in each.unavailable]
        assert len(found) <= 1
        known = limits_on(card.limits, when)
        if known is None or when in card.unavailable:
            assert not found
            continue
        for each in found:
            assert each.per_transaction_fen == known.per_transaction_fen
            if known.per_day_fen is not None:
                assert each.per_day_fen is not None
                used = each.used_today_fen if when == TODAY else 0
                most = known.per_day_fen - usage.on_day("card", when)
                assert each.per_day_fen - used <= max(0, most) or each.per_day_fen - used <= most
    for part in parts:
        months = {(x.year, x.month) for x in DAYS if x not in part.unavailable}
        for month in months:
            used = part.used_this_month_fen if month == (TODAY.year, TODAY.month) else 0
            if part.per_month_fen is not None:
                left = max(0, part.per_month_fen - used)
                allowed[month] = allowed.get(month, 0) + left
    for (year, number), total in allowed.items():
        days = [x for x in DAYS if (x.year, x.month) == (year, number)]
        bounds = [x.per_month_fen for d in days if (x := limits_on(card.limits, d)) is not None]
        known_bounds = [each for each in bounds if each is not None]
        used = usage.in_month("card", days[0])
        assert total <= max(0, min(known_bounds) - used)


def test_limits_that_never_change_make_one_channel_with_the_cards_name() -> None:
    card = PaymentChannel(
        id="card",
        funding_id="money",
        limits=(ChannelLimits(from_date=date(2020, 1, 1), per_day_fen=5, per_month_fen=9),),
    )
    usage = Usage([Movement("card", TODAY, 2), Movement("card", date(2026, 6, 1), 3)])

    (found,) = channels_of(card, (TODAY, END), usage)

    assert (found.id, found.per_day_fen, found.per_month_fen) == ("card", 5, 9)
    assert (found.used_today_fen, found.used_this_month_fen) == (2, 5)
    assert found.unavailable == frozenset()


def test_the_room_of_a_day_is_its_tightest_limit() -> None:
    known = ChannelLimits(
        from_date=date(2020, 1, 1),
        per_transaction_fen=50,
        per_day_fen=60,
        per_month_fen=70,
        payments_per_day=2,
    )
    card = PaymentChannel(id="card", limits=(known,), unavailable=(END,))

    assert room_on(card, TODAY, Usage()) == 50
    assert room_on(card, TODAY, Usage([Movement("card", TODAY, 20)])) == 40
    assert room_on(card, TODAY, Usage([Movement("card", date(2026, 6, 2), 60)])) == 10
    assert room_on(card, TODAY, Usage([Movement("card", TODAY, 1)] * 2)) == 0
    assert room_on(card, END, Usage()) == 0
    assert room_on(card, date(2019, 1, 1), Usage()) == 0


LIMITS = ChannelLimits(from_date=date(2020, 1, 1), per_month_fen=400_000, payments_per_day=2)
LATER = ChannelLimits(
    from_date=TODAY + timedelta(days=3), per_month_fen=400_000, payments_per_day=1
)


def june(parts: list[Channel]) -> list[int | None]:
    """What the parts that are open in June let through in the month."""
    return [
        each.per_month_fen
        for each in parts
        if any(when.month == 6 and when not in each.unavailable for when in DAYS)
    ]


def test_a_month_that_has_room_for_all_that_is_owed_is_not_shared_out() -> None:
    card = PaymentChannel(id="card", funding_id="money", limits=(LIMITS, LATER))

    parts = channels_of(card, (TODAY, END), Usage(), demand=[(END, 400_000)])

    assert june(parts) == [400_000, 400_000]


def test_what_is_overdue_gets_the_month_while_a_payment_of_today_changes_the_count() -> None:
    card = PaymentChannel(id="card", funding_id="money", limits=(LIMITS,))
    usage = Usage([Movement("card", TODAY, 50_000)])

    parts = channels_of(card, (TODAY, END), usage, demand=[(date(2026, 6, 12), 450_000)])

    assert june(parts) == [350_000]
    assert TODAY not in parts[0].unavailable


def test_a_shared_month_is_used_up_to_the_fen() -> None:
    card = PaymentChannel(id="card", funding_id="money", limits=(LIMITS, LATER))

    parts = channels_of(card, (TODAY, END), Usage(), demand=[(END, 400_001)])

    assert sum(each or 0 for each in june(parts)) == 400_000


def test_days_that_later_ones_cannot_stand_in_for_get_their_part_first() -> None:
    small = ChannelLimits(from_date=date(2026, 6, 26), per_day_fen=10_000, per_month_fen=100_000)
    card = PaymentChannel(
        id="card",
        funding_id="money",
        limits=(ChannelLimits(from_date=date(2020, 1, 1), per_month_fen=100_000), small),
    )

    parts = channels_of(
        card, (TODAY, END), Usage(), demand=[(date(2026, 6, 27), 90_000), (END, 90_000)]
    )

    assert june(parts) == [80_000, 20_000]


def test_a_card_of_which_nobody_knows_whose_money_it_moves_is_no_channel() -> None:
    told = (ChannelLimits(from_date=TODAY, per_day_fen=100),)
    card = PaymentChannel(id="card", funding_id="money", limits=told)

    assert [each.funding for each in channels_of(card, (TODAY, END), Usage())] == ["money"]
    assert channels_of(replace(card, funding_id=None), (TODAY, END), Usage()) == []
