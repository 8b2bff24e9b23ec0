"""Rates, splits, and yuan as text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanqing.domain.errors import InvalidAmountError
from huanqing.domain.money import (
    Remainder,
    format_yuan,
    parse_yuan,
    rate_of,
    share_of,
    split_in_proportion,
    split_principal,
)

FEN = st.integers(0, 10**15)


def half_up(exact: Fraction) -> int:
    return int(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("amount_fen", "ppm", "expected"),
    [
        (249, 6000, 1),  # 1.494
        (250, 6000, 2),  # 1.5 goes up
        (251, 6000, 2),  # 1.506
        (999, 500, 0),  # 0.4995
        (1000, 500, 1),  # 0.5
        (0, 6000, 0),
        (10**15, 1_000_000, 10**15),
    ],
)
def test_a_rate_rounds_half_up_to_the_fen(amount_fen: int, ppm: int, expected: int) -> None:
    assert rate_of(amount_fen, ppm) == expected


@given(FEN, st.integers(0, 1_000_000))
def test_a_rate_is_exact_arithmetic_rounded_once(amount_fen: int, ppm: int) -> None:
    assert rate_of(amount_fen, ppm) == half_up(Fraction(amount_fen * ppm, 1_000_000))


@given(FEN, FEN, st.integers(1, 10**15))
def test_a_share_is_exact_arithmetic_rounded_once(amount_fen: int, part: int, whole: int) -> None:
    assert share_of(amount_fen, part, whole) == half_up(Fraction(amount_fen * part, whole))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Remainder.LAST, [25, 25, 25, 28]),
        (Remainder.FIRST, [28, 25, 25, 25]),
        (Remainder.SPREAD, [26, 26, 26, 25]),
    ],
)
def test_the_remainder_goes_where_the_mode_says(mode: Remainder, expected: list[int]) -> None:
    assert split_principal(103, 4, mode) == expected


def test_a_principal_below_one_fen_a_period_leaves_empty_periods() -> None:
    assert split_principal(2, 4, Remainder.LAST) == [0, 0, 0, 2]
    assert split_principal(2, 4, Remainder.SPREAD) == [1, 1, 0, 0]


def test_shares_in_proportion_give_the_fen_left_over_to_the_largest_remainders() -> None:
    # 15001 of 30003: 4999.83, 9999.67, 1.49995; the two fen over go to the first two.
    assert split_in_proportion(15_001, [10_000, 20_000, 3]) == [5_000, 10_000, 1]
    # Equal remainders: earlier ones first.
    assert split_in_proportion(2, [5, 5, 5]) == [1, 1, 0]


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30), st.integers(0, 1_000_000))
def test_shares_in_proportion_sum_exactly_and_never_exceed_their_weights(
    weights: list[int], ppm: int
) -> None:
    amount = sum(weights) * ppm // 1_000_000

    shares = split_in_proportion(amount, weights)

    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert 0 <= share <= weight
        assert abs(share - Fraction(amount * weight, sum(weights))) < 1


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("0.05", 5),
        ("¥1,234.56", 123_456),
        ("￥ 1,234,567.8", 123_456_780),
        ("-3", -300),
        ("−3.01", -301),  # noqa: RUF001 - the real minus sign
        ("+3", 300),
        ("-¥3", -300),
        ("  7.00 ", 700),
        ("9999999999999", 999_999_999_999_900),
    ],
)
def test_yuan_is_read(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.234", "1,23", "12,345.6.7", "1e3", "1.", ".5", "¥-3", "--1", "10000000000000"],
)
def test_what_is_not_yuan_to_the_fen_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(InvalidAmountError) as refusal:
        parse_yuan(text)
    assert refusal.value.text == text


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "¥0.00"), (5, "¥0.05"), (123_456, "¥1,234.56"), (-123_456_789, "-¥1,234,567.89")],
)
def test_yuan_is_written(fen: int, text: str) -> None:
    assert format_yuan(fen) == text


def test_yuan_is_written_plain_on_request() -> None:
    assert format_yuan(-123_456, symbol="", grouped=False) == "-1234.56"


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.booleans())
def test_what_is_written_reads_back(fen: int, grouped: bool) -> None:  # noqa: FBT001
    assert parse_yuan(format_yuan(fen, grouped=grouped)) == fen
