"""Amounts as they are typed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanqing.application.amount_text import fen_of_text, is_sum
from huanqing.domain.errors import InvalidAmountError
from huanqing.domain.money import MAX_FEN, format_yuan

YUAN = st.integers(0, 10**7).map(lambda fen: (f"{fen // 100}.{fen % 100:02d}", Fraction(fen, 100)))


def _joined(
    parts: tuple[tuple[str, Fraction], str, tuple[str, Fraction]],
) -> tuple[str, Fraction]:
    (left, a), sign, (right, b) = parts
    if sign == "/" and not b:
        return left, a
    value = {"+": a + b, "-": a - b, "*": a * b, "/": a / (b or 1)}[sign]
    return f"({left} {sign} {right})", value


SUMS = st.recursive(
    YUAN, lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(_joined), max_leaves=5
)


def wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def half_up(yuan: Fraction) -> int:
    fen = abs(yuan) * 100
    rounded = int(fen) + (fen - int(fen) >= Fraction(1, 2))
    return -rounded if yuan < 0 else rounded


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.5", 123450),
        ("¥20", 2000),
        ("￥ " + wide("20.5"), 2050),
        (wide("1,234.56"), 123456),
        ("12元", 1200),
        ("10+3.2*2", 1640),
        ("（1+2）\u00d73", 900),
        ("100÷3", 3333),
        ("200/3", 6667),
        ("-5", -500),
        ("2*-3", -600),
        ("--5", 500),
        ("0.005", 1),
        ("-0.005", -1),
        ("0.0049", 0),
        ("1/3*3*0.005", 1),
        (".5", 50),
        ("5.", 500),
        ("10+", None),
        ("(1+2", None),
        ("1+2)", None),
        ("1 2", None),
        ("12,34", None),
        ("1,2345", None),
        ("1/0", None),
        ("1e3", None),
        ("5²", None),
        ("**", None),
        ("2**3", None),
        ("__import__", None),
        ("", None),
        ("  ", None),
        ("10000000000000.01", None),
        ("9" * 17, None),
        ("9999999*9999999*9999999", None),
        ("(" * 13 + "1" + ")" * 13, None),
        ("1+" * 60 + "1", None),
    ],
)
def test_what_is_typed_becomes_fen(text: str, fen: int | None) -> None:
    if fen is None:
        with pytest.raises(InvalidAmountError):
            fen_of_text(text)
    else:
        assert fen_of_text(text) == fen


@given(st.integers(-MAX_FEN, MAX_FEN))
def test_a_shown_amount_reads_back(amount_fen: int) -> None:
    assert fen_of_text(format_yuan(amount_fen)) == amount_fen


@given(SUMS)
def test_a_sum_is_exact_and_rounded_once(drawn: tuple[str, Fraction]) -> None:
    text, yuan = drawn
    if len(text) > 120 or abs(yuan) * 100 > MAX_FEN:
        with pytest.raises(InvalidAmountError):
            fen_of_text(text)
    else:
        assert fen_of_text(text) == half_up(yuan)


@given(st.text(alphabet="0123456789+-*/().,¥ 元（）" + wide("+*/"), max_size=200))
def test_any_text_gives_fen_or_a_refusal(text: str) -> None:
    try:
        amount_fen = fen_of_text(text)
    except InvalidAmountError:
        return
    assert abs(amount_fen) <= MAX_FEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10+3", True), ("-5", False), ("¥20", False), ("10+", False), ("x", False)],
)
def test_only_a_sum_has_a_result_worth_showing(text: str, *, expected: bool) -> None:
    assert is_sum(text) is expected
