"""A bill's payment method finds its card, and no other."""

from __future__ import annotations

import pytest

from huanqing.application.card_names import card_named

CARDS = ["工商银行 1234", "邮储银行 5678", "ICBC 9012", "小金库零用钱"]


@pytest.mark.parametrize(
    ("method", "card"),
    [
        ("工商银行 1234", "工商银行 1234"),
        ("工商银行储蓄卡(1234)", "工商银行 1234"),
        ("工行(1234)", "工商银行 1234"),
        ("中国邮政储蓄银行储蓄卡(5678)", "邮储银行 5678"),
        ("中国工商银行借记卡(9012)", "ICBC 9012"),
        ("小金库零用钱", "小金库零用钱"),
        ("招商银行储蓄卡(1234)", None),
        ("工商银行储蓄卡(9999)", None),
        ("银行卡", None),
        ("", None),
    ],
)
def test_a_method_finds_its_card(method: str, card: str | None) -> None:
    assert card_named(method, CARDS) == card


def test_two_cards_of_the_same_digits_are_not_guessed_between() -> None:
    assert card_named("储蓄卡(1234)", ["工商银行 1234", "招商银行 1234"]) is None
    assert card_named("招商银行(1234)", ["工商银行 1234", "招商银行 1234"]) == "招商银行 1234"
