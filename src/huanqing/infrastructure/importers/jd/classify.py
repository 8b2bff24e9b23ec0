"""Decides what a row of a JD bill is; pure, so that its caller may memoise it.

Baitiao (白条) is decided on the payment method and the category. The title of a purchase is
never searched for it: 白条鸡 is poultry and 周大福金条 is jewellery. Of the description only
fixed beginnings count (:func:`topic_of`).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from huanqing.application.bill_rows import RowKind

SPENDING = "支出"
INCOME = "收入"
NEUTRAL = "不计收支"
DIRECTIONS = frozenset({SPENDING, INCOME, NEUTRAL})

_DONE = "交易成功"
_REFUNDED = "退款成功"
_REPAID = "还款成功"
_STATUSES = frozenset({_DONE, _REFUNDED, _REPAID})
_PAY_LATER = "先享后付"
_BAITIAO = "白条"
GOLD_LOAN = "金条"
_WALLETS = frozenset({"小金库", "余额"})


class Topic(StrEnum):
    """What the fixed beginning of a description says; ``NONE`` for any product title."""

    NONE = "none"
    REFUND = "refund"
    FREEZE = "freeze"
    GOLD_LOAN = "gold_loan"
    BAITIAO_CONTRARY = "baitiao_contrary"
    BAITIAO_REPAYMENT = "baitiao_repayment"
    WALLET = "wallet"


_TOPICS = re.compile(
    r"(?P<refund>退款-|价保退款\Z)"
    r"|(?P<freeze>(?:冻结|解冻)-)"
    r"|(?P<gold_loan>(?:京东)?金条)"
    r"|(?P<baitiao_contrary>(?:(?:京东)?白条.*)?(?:取现|提现|放款|借款|撤销|失败|退回|退款))"
    r"|(?P<baitiao_repayment>(?:京东)?白条.{0,4}还款)"
    r"|(?P<wallet>(?:京东)?(?:小金库|钱包余额|余额)\s*-?\s*(?:转入|转出|取出|充值|提现))",
    re.DOTALL,
)
_NO_TOPIC = Topic.NONE.value
_TOPIC_INITIALS = frozenset("退价冻解京金白取提放借撤失小钱余")


class Facts(NamedTuple):
    """All that the decision looks at; ``method`` may hold blanks, the rest is stripped.

    ``is_gold_lender`` tells that the counterparty's name holds :data:`GOLD_LOAN`; it counts
    only where a row is no spending.
    """

    method: str
    direction: str
    status: str
    category: str
    topic: Topic
    is_gold_lender: bool
    is_annotated: bool


class Verdict(NamedTuple):
    """What a row is, and the code of the reason."""

    kind: RowKind
    reason: str


def is_baitiao(method: str) -> bool:
    """Return whether a payment method is Baitiao, with or without a plan behind it."""
    return "".join(method.split()).startswith(("京东白条", "白条"))


def topic_of(description: str) -> str:
    """Return the value of the :class:`Topic` of a description, ``none`` for nearly every row.

    A plain string, because it becomes part of a cache key and hashing an enum is slow.
    """
    if description[:1] not in _TOPIC_INITIALS:
        return _NO_TOPIC
    found = _TOPICS.match(description)
    return found.lastgroup or _NO_TOPIC if found else _NO_TOPIC


def classify(facts: Facts) -> Verdict:
    """Return what a row is; whatever no rule understands is for the user to review."""
    for rule in _RULES:
        verdict = rule(facts)
        if verdict is not None:
            return verdict
    return _review("unknown_row")


def _review(reason: str) -> Verdict:
    return Verdict(RowKind.REVIEW, reason)


def _unknown_words(facts: Facts) -> Verdict | None:
    if facts.direction not in DIRECTIONS:
        return _review("unknown_direction")
    if facts.status not in _STATUSES:
        return _review("unknown_status")
    return None


def _authorisation(facts: Facts) -> Verdict | None:
    is_neutral = facts.direction == NEUTRAL
    if "".join(facts.method.split()) == _PAY_LATER:
        return Verdict(RowKind.AUTHORISATION, "pay_later")
    if is_neutral and facts.category == _PAY_LATER:
        return Verdict(RowKind.AUTHORISATION, "pay_later")
    if is_neutral and facts.topic is Topic.FREEZE:
        return Verdict(RowKind.AUTHORISATION, "frozen_or_released")
    return None


def _refund(facts: Facts) -> Verdict | None:
    if facts.topic is not Topic.REFUND and facts.status != _REFUNDED:
        return None
    if facts.direction == SPENDING:
        is_titled = facts.topic is Topic.REFUND
        return _review("refund_as_spending" if is_titled else "unexpected_status")
    if facts.status == _REPAID:
        return _review("unexpected_status")
    if is_baitiao(facts.method):
        return Verdict(RowKind.REFUND, "refunded_to_baitiao")
    return Verdict(RowKind.OTHER_REFUND, "refunded_elsewhere")


def _status_not_done(facts: Facts) -> Verdict | None:
    """Only repayments and the like may end as 还款成功; 退款成功 is dealt with before."""
    is_plain_neutral = facts.direction == NEUTRAL and not facts.is_annotated
    if facts.status != _DONE and not is_plain_neutral:
        return _review("unexpected_status")
    return None


def _spending(facts: Facts) -> Verdict | None:
    """Purchases: 支出, or 不计收支 where the row itself is annotated as refunded."""
    is_refunded = facts.direction == NEUTRAL and facts.is_annotated
    if facts.direction != SPENDING and not is_refunded:
        return None
    if is_baitiao(facts.method):
        return Verdict(RowKind.PURCHASE, "paid_with_baitiao")
    if is_refunded and _is_repayment(facts):
        return _review("unknown_neutral")
    return Verdict(RowKind.OTHER_SPENDING, "paid_with_other")


def _neutral(facts: Facts) -> Verdict | None:
    if facts.direction != NEUTRAL:
        return None
    if _is_gold_loan(facts):
        return Verdict(RowKind.OTHER_LOAN, "gold_loan")
    if not is_baitiao(facts.method):
        if _is_repayment(facts):
            return Verdict(RowKind.REPAYMENT, "baitiao_repaid")
        if facts.category in _WALLETS or facts.topic is Topic.WALLET:
            return Verdict(RowKind.TRANSFER, "wallet_transfer")
    return _review("unknown_neutral")


def _income(facts: Facts) -> Verdict | None:
    if facts.direction != INCOME:
        return None
    if is_baitiao(facts.method):
        return _review("income_on_baitiao")
    if _is_gold_loan(facts):
        return Verdict(RowKind.OTHER_LOAN, "gold_loan")
    return Verdict(RowKind.OTHER_INCOME, "income")


def _is_gold_loan(facts: Facts) -> bool:
    is_titled = facts.topic is Topic.GOLD_LOAN
    return facts.category == GOLD_LOAN or is_titled or facts.is_gold_lender


def _is_repayment(facts: Facts) -> bool:
    """Return whether a neutral row repays Baitiao, and does not say the contrary."""
    if facts.topic is Topic.BAITIAO_CONTRARY:
        return False
    return facts.category == _BAITIAO or facts.topic is Topic.BAITIAO_REPAYMENT


_RULES = (
    _unknown_words,
    _authorisation,
    _refund,
    _status_not_done,
    _spending,
    _neutral,
    _income,
)
