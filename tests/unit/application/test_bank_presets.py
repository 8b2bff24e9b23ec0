"""The suggestions for card limits: what they hold, and which of them a card's name brings."""

from __future__ import annotations

import pytest

from huanqing.application.bank_presets import (
    BANK_PRESETS,
    GENERIC_PRESETS,
    bank_of,
    presets_for,
)

YUAN = 100


@pytest.mark.parametrize(
    ("card", "bank"),
    [
        ("工商银行 1234", "工商银行"),
        ("ICBC 1234", "工商银行"),
        ("中国工商银行储蓄卡", "工商银行"),
        ("中国银行 0001", "中国银行"),
        ("BOC", "中国银行"),
        ("bocom 7", "交通银行"),
        ("CMB", "招商银行"),
        ("CMBC", "民生银行"),
        ("招行", "招商银行"),
        ("上海浦发", "浦发银行"),
        ("某某农村商业银行", "农商银行"),
        ("微信零钱", ""),
        ("", ""),
    ],
)
def test_a_cards_name_tells_its_bank(card: str, bank: str) -> None:
    assert bank_of(card) == bank


def test_a_bank_brings_its_own_presets_and_then_those_for_any() -> None:
    found = presets_for("交通银行 8888")
    assert {each.bank for each in found[: -len(GENERIC_PRESETS)]} == {"交通银行"}
    assert found[-len(GENERIC_PRESETS) :] == GENERIC_PRESETS
    newest = found[0]
    assert (newest.per_transaction_fen, newest.per_day_fen, newest.per_month_fen) == (
        50_000 * YUAN,
        100_000 * YUAN,
        600_000 * YUAN,
    )
    assert (newest.source, newest.seen) == ("alipay", "2024")
    assert presets_for("钱包") == GENERIC_PRESETS


def test_the_daily_limits_that_spread_a_repayment_are_there() -> None:
    days = {each.per_day_fen for each in GENERIC_PRESETS if each.source == "anti_fraud"}
    assert days == {500 * YUAN, 1_000 * YUAN, 2_000 * YUAN, 5_000 * YUAN}
    classes = {each.source: each.per_day_fen for each in GENERIC_PRESETS}
    assert (classes["class_2"], classes["class_3"]) == (10_000 * YUAN, 2_000 * YUAN)


@pytest.mark.parametrize("preset", [*BANK_PRESETS, *GENERIC_PRESETS])
def test_every_preset_has_a_limit_a_source_and_years(preset: object) -> None:
    figures = [
        getattr(preset, name) for name in ("per_transaction_fen", "per_day_fen", "per_month_fen")
    ]
    known = [each for each in figures if each is not None]
    assert known
    assert known == sorted(known)
    assert all(each >= 500 * YUAN for each in known)
    assert getattr(preset, "source", "")
    assert getattr(preset, "seen", "")[:2] == "20"
