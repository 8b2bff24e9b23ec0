"""The rules by which a JD row gets its kind, one by one and in their order."""

from __future__ import annotations

import pytest

from huanqing.infrastructure.importers.jd.classify import (
    GOLD_LOAN,
    Facts,
    Topic,
    classify,
    is_baitiao,
    topic_of,
)

Case = tuple[str, str, str, str, str, str, bool, str, str]

BAITIAO = "京东白条"
CARD = "招商银行储蓄卡(1234)"
OUT, IN, NEUTRAL = "支出", "收入", "不计收支"
OK, REFUNDED, REPAID = "交易成功", "退款成功", "还款成功"

TABLE: list[Case] = [
    # method, direction, status, category, description, counterparty, annotated -> kind, reason
    (BAITIAO, OUT, OK, "食品酒饮", "大米", "店", False, "purchase", "paid_with_baitiao"),
    ("京东 白条", OUT, OK, "食品酒饮", "大米", "店", False, "purchase", "paid_with_baitiao"),
    ("白条闪付", OUT, OK, "线下消费", "大米", "店", False, "purchase", "paid_with_baitiao"),
    (CARD, OUT, OK, "食品酒饮", "白条鸡 整只", "店", False, "other_spending", "paid_with_other"),
    (CARD, OUT, OK, "食品酒饮", "白条还款", "店", False, "other_spending", "paid_with_other"),
    (BAITIAO, OUT, OK, "其他", "金条 10g", "周大福金条", False, "purchase", "paid_with_baitiao"),
    (BAITIAO, NEUTRAL, OK, "其他", "金条", "周大福金条", True, "purchase", "paid_with_baitiao"),
    (CARD, NEUTRAL, OK, "其他", "金条", "周大福金条", True, "other_spending", "paid_with_other"),
    (CARD, NEUTRAL, OK, "食品酒饮", "白条鸡", "店", True, "other_spending", "paid_with_other"),
    (CARD, NEUTRAL, OK, "白条", "白条主动还款", "京东金融", True, "review", "unknown_neutral"),
    (CARD, NEUTRAL, OK, "食品酒饮", "白条鸡", "店", False, "review", "unknown_neutral"),
    (BAITIAO, OUT, REPAID, "其他", "x", "店", False, "review", "unexpected_status"),
    (BAITIAO, OUT, REFUNDED, "其他", "x", "店", False, "review", "unexpected_status"),
    (BAITIAO, OUT, OK, "网购", "退款-x", "店", False, "review", "refund_as_spending"),
    (BAITIAO, IN, OK, "网购", "退款-x", "店", False, "refund", "refunded_to_baitiao"),
    (BAITIAO, NEUTRAL, REFUNDED, "网购", "x", "店", False, "refund", "refunded_to_baitiao"),
    (BAITIAO, NEUTRAL, OK, "其他", "价保退款", "店", False, "refund", "refunded_to_baitiao"),
    ("余额", NEUTRAL, OK, "其他", "价保退款", "店", False, "other_refund", "refunded_elsewhere"),
    (BAITIAO, IN, REPAID, "网购", "退款-x", "店", False, "review", "unexpected_status"),
    ("先享后付", NEUTRAL, REFUNDED, "网购", "退款-x", "店", False, "authorisation", "pay_later"),
    (BAITIAO, NEUTRAL, OK, "先享后付", "x", "店", False, "authorisation", "pay_later"),
    (BAITIAO, NEUTRAL, OK, "x", "冻结-x", "", False, "authorisation", "frozen_or_released"),
    (BAITIAO, OUT, OK, "x", "冻结-x", "", False, "purchase", "paid_with_baitiao"),
    (BAITIAO, OUT, OK, "x", "年卡(先享后付)", "", False, "purchase", "paid_with_baitiao"),
    (CARD, NEUTRAL, OK, "白条", "主动还款", "京东金融", False, "repayment", "baitiao_repaid"),
    (CARD, NEUTRAL, REPAID, "", "白条还款-1月", "京东白条", False, "repayment", "baitiao_repaid"),
    (CARD, NEUTRAL, OK, "", "京东白条自动还款", "x", False, "repayment", "baitiao_repaid"),
    (CARD, NEUTRAL, OK, "", "金条还款", "京东金融", False, "other_loan", "gold_loan"),
    (CARD, NEUTRAL, OK, "", "主动还款", "京东金条", False, "other_loan", "gold_loan"),
    (CARD, NEUTRAL, OK, "", "还款", "京东金融", False, "review", "unknown_neutral"),
    (BAITIAO, NEUTRAL, OK, "白条", "白条还款", "x", False, "review", "unknown_neutral"),
    (CARD, NEUTRAL, OK, "白条", "白条取现", "x", False, "review", "unknown_neutral"),
    (CARD, NEUTRAL, OK, "白条", "白条还款退回", "x", False, "review", "unknown_neutral"),
    (CARD, NEUTRAL, OK, "小金库", "x", "x", False, "transfer", "wallet_transfer"),
    (CARD, NEUTRAL, OK, "", "京东小金库-转出", "x", False, "transfer", "wallet_transfer"),
    (CARD, NEUTRAL, OK, "", "京东余额提现", "x", False, "transfer", "wallet_transfer"),
    (BAITIAO, NEUTRAL, OK, "余额", "余额充值", "x", False, "review", "unknown_neutral"),
    (CARD, IN, OK, "金条", "放款", "x", False, "other_loan", "gold_loan"),
    (CARD, IN, OK, "其他", "红包", "x", False, "other_income", "income"),
    (CARD, IN, REPAID, "其他", "红包", "x", False, "review", "unexpected_status"),
    (BAITIAO, IN, OK, "其他", "红包", "x", False, "review", "income_on_baitiao"),
    (BAITIAO, "", OK, "其他", "退款-x", "x", False, "review", "unknown_direction"),
    (BAITIAO, OUT, "还款失败", "其他", "x", "x", False, "review", "unknown_status"),
    ("先享后付", NEUTRAL, "", "其他", "x", "x", False, "review", "unknown_status"),
]


@pytest.mark.parametrize("case", TABLE, ids=lambda case: "-".join(map(str, case[:5])))
def test_row_gets_its_kind(case: Case) -> None:
    method, direction, status, category, description, counterparty, is_annotated, *expected = case
    topic = Topic(topic_of(description))
    is_lender = GOLD_LOAN in counterparty

    verdict = classify(Facts(method, direction, status, category, topic, is_lender, is_annotated))

    assert [verdict.kind.value, verdict.reason] == expected


@pytest.mark.parametrize(
    "method", ["京东白条", " 京东 白条 ", "白条-3期", "白条(分3期)", "京东白条+红包"]
)
def test_baitiao_methods(method: str) -> None:
    assert is_baitiao(method)


@pytest.mark.parametrize("method", ["", "微信支付", "京东支付", "打白条", "小金库零用钱"])
def test_other_methods(method: str) -> None:
    assert not is_baitiao(method)


@pytest.mark.parametrize(
    ("description", "topic"),
    [
        ("", "none"),
        ("白条鸡", "none"),
        ("京东快递", "none"),
        ("价保退款说明书", "none"),
        ("退款-x", "refund"),
        ("金条 10g", "gold_loan"),
        ("小金库取出", "wallet"),
    ],
)
def test_only_fixed_beginnings_make_a_topic(description: str, topic: str) -> None:
    assert topic_of(description) == topic
