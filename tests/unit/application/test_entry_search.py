"""The search line: every sign a user may type, and that no line is refused."""

# ruff: noqa: RUF001 - full-width signs are what is tried here

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huanqing.application.entry_search import (
    AmountWithin,
    AnyOf,
    Condition,
    DayWithin,
    InState,
    Not,
    OfKind,
    PeriodsWithin,
    SearchLine,
    SearchState,
    TextField,
    WithId,
    Words,
    fold,
    looks_at_texts,
    parse_search,
)

MONTH = DayWithin(date(2025, 9, 1), date(2025, 9, 30))
REFUND_KINDS = OfKind(("refund", "other_refund"))


def one(text: str) -> Condition:
    line = parse_search(text)
    assert line.not_understood == ()
    (found,) = line.conditions
    return found


def test_the_example_of_the_conventions() -> None:
    line = parse_search("金额:>500 商户:小米 日期:2025-09 状态:未还 -退款")
    assert line == SearchLine(
        (
            AmountWithin(50_001, None),
            Words("小米", TextField.MERCHANT),
            MONTH,
            InState(SearchState.OWED),
            Not(AnyOf((Words("退款"), REFUND_KINDS))),
        ),
        (),
    )


def test_plain_words_are_folded_and_each_is_a_condition() -> None:
    assert parse_search(" ＤＭ　大米 Straße ").conditions == (
        Words("dm"), Words("大米"), Words("strasse"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"two  words"', Words("two  words")),
        ("“小米 之家”", Words("小米 之家")),
        ('-"a b"', Not(Words("a b"))),
        ('－"a b"', Not(Words("a b"))),
        ('"退款"', Words("退款")),
        ('"金额:>5"', Words("金额:>5")),
        ('"not closed', Words("not closed")),
        ('商户:"小米 之家"', Words("小米 之家", TextField.MERCHANT)),
        ('-商户:"小米 之家"', Not(Words("小米 之家", TextField.MERCHANT))),
        ("-", Words("-")),
        ("a-b", Words("a-b")),
        ("12:30", Words("12:30")),
        (":x", Words(":x")),
        ("还款", AnyOf((Words("还款"), OfKind(("repayment",))))),
    ],
)
def test_words_and_phrases(text: str, found: Condition) -> None:
    assert one(text) == found


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (">500", 50_001, None),
        (">=500", 50_000, None),
        ("≥500", 50_000, None),
        ("＞＝５００", 50_000, None),
        ("<0.5", None, 49),
        ("<=0.5", None, 50),
        ("=12.3", 1_230, 1_230),
        ("12.34", 1_234, 1_234),
        ("¥1,234.5", 123_450, 123_450),
        ("12元", 1_200, 1_200),
        ("100..200", 10_000, 20_000),
        ("100-200.5", 10_000, 20_050),
        ("100~200", 10_000, 20_000),
        ("200..100", 10_000, 20_000),
        ("100..", 10_000, None),
        ("..100", None, 10_000),
        ("-12", -1_200, -1_200),
        ("-12..-3", -1_200, -300),
    ],
)
def test_amounts(value: str, low: int | None, high: int | None) -> None:
    for name in ("金额", "amount", "AMOUNT"):
        assert one(f"{name}:{value}") == AmountWithin(low, high)
        assert one(f"-{name}：{value}") == Not(AmountWithin(low, high))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025年", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-09", date(2025, 9, 1), date(2025, 9, 30)),
        ("2025年9月", date(2025, 9, 1), date(2025, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-09-03", date(2025, 9, 3), date(2025, 9, 3)),
        ("2025/9/3", date(2025, 9, 3), date(2025, 9, 3)),
        ("2025年9月3日", date(2025, 9, 3), date(2025, 9, 3)),
        ("2025-09..2025-11", date(2025, 9, 1), date(2025, 11, 30)),
        ("2025-11..2025-09", date(2025, 9, 1), date(2025, 11, 30)),
        ("2025-09~2025-11", date(2025, 9, 1), date(2025, 11, 30)),
        ("2025..", date(2025, 1, 1), None),
        ("..2025", None, date(2025, 12, 31)),
        (">2025-09-01", date(2025, 9, 2), None),
        (">2025-09", date(2025, 10, 1), None),
        (">=2025-09", date(2025, 9, 1), None),
        ("<2025-09", None, date(2025, 8, 31)),
        ("<=2025-09", None, date(2025, 9, 30)),
        (">9999", date.max, None),
        ("<0001", None, date.min),
    ],
)
def test_dates(value: str, first: date | None, last: date | None) -> None:
    for name in ("日期", "date"):
        assert one(f"{name}:{value}") == DayWithin(first, last)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("分期:>1", PeriodsWithin(2, None)),
        ("periods:=3", PeriodsWithin(3, 3)),
        ("分期:12期", PeriodsWithin(12, 12)),
        ("分期:3-12", PeriodsWithin(3, 12)),
        ("分期:<=3", PeriodsWithin(None, 3)),
        ("状态:未还", InState(SearchState.OWED)),
        ("state:OWED", InState(SearchState.OWED)),
        ("状态:已还", InState(SearchState.PAID)),
        ("状态:逾期", InState(SearchState.OVERDUE)),
        ("状态:待定", InState(SearchState.QUESTION)),
        ("状态:已退款", InState(SearchState.REFUNDED)),
        ("状态:锁定", InState(SearchState.LOCKED)),
        ("类型:消费", OfKind(("purchase",))),
        ("kind:refund", REFUND_KINDS),
        ("类型:退款", REFUND_KINDS),
        ("类型:调整", OfKind(("adjustment",))),
        ("类型:分期", OfKind(("statement_instalment",))),
        ("编号:E1", WithId("E1")),
        ("id:e000000012", WithId("e000000012")),
        ("merchant:Mi", Words("mi", TextField.MERCHANT)),
        ("说明:米", Words("米", TextField.DESCRIPTION)),
        ("描述:米", Words("米", TextField.DESCRIPTION)),
        ("分类:食品", Words("食品", TextField.CATEGORY)),
        ("渠道:ICBC", Words("icbc", TextField.METHOD)),
        ("方式:ICBC", Words("icbc", TextField.METHOD)),
        ("订单:31", Words("31", TextField.ORDER)),
        ("备注:x", Words("x", TextField.NOTE)),
        ("备注:a:b", Words("a:b", TextField.NOTE)),
    ],
)
def test_fields_in_both_languages(text: str, found: Condition) -> None:
    assert one(text) == found
    assert one(f"-{text}") == Not(found)


@pytest.mark.parametrize(
    "text",
    ["颜色:红", "http://x.cn", "金额:abc", "金额:0.005", "金额:>1..2", "日期:2025-13", "日期:昨天",
     "日期:2025-02-30", "状态:还了", "类型:礼物", "分期:x", "分期:99999", "-颜色:红"],
)  # fmt: skip
def test_what_is_not_understood_is_plain_text_and_told(text: str) -> None:
    line = parse_search(f"大米 {text}")
    found: Condition = Words(fold(text.lstrip("-")))
    expected = Not(found) if text.startswith("-") else found
    assert line == SearchLine((Words("大米"), expected), (text,))


@pytest.mark.parametrize(
    "text", ["", "  \u3000", "金额:", "金额:>", "商户：", '""', '-""', "-商户:"]
)
def test_what_is_still_being_typed_asks_nothing(text: str) -> None:
    assert parse_search(text) == SearchLine((), ())


def test_only_words_look_at_texts() -> None:
    for text in ("大米", "-大米", "退款", "商户:小米", "-备注:x"):
        assert looks_at_texts(parse_search(text).conditions)
    for text in ("", "金额:>5", "-状态:未还", "类型:退款", "编号:p1"):
        assert not looks_at_texts(parse_search(text).conditions)


SIGNS = st.sampled_from([
    *'金额商户日期状态:：>＜<=..~-－"“” 　0123456789年月退款ｄm\x1f\t', "amount:", "日期:",
    "状态:未还", "分期:", "编号:",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(SIGNS, max_size=30).map("".join)))
@example("金额:" + "9" * 400)
@example("日期:0000")
@example("日期:٢٠٢٥")
@example("分期:²")
@example("金额:²")
@example("金额:1-2-3")
@example("\ufdfa:x")
def test_no_line_is_refused_and_the_answer_is_always_the_same(text: str) -> None:
    line = parse_search(text)
    assert line == parse_search(text)
    assert set(line.not_understood) <= set(text.split()) or any(sign in text for sign in '"＂“”')


def test_plain_letters_are_folded_as_all_others_are() -> None:
    signs = "".join(map(chr, range(128)))
    # The letter at the end keeps the whole from being plain.
    assert fold(signs) + "大" == fold(signs + "大")
    assert fold("Anna 7%_") == "anna 7%_"
