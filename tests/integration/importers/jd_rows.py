"""One invented row of every kind, as each layout words it, with what it must be read as."""

from __future__ import annotations

from typing import NamedTuple

from huanqing.application.bill_rows import RowKind
from integration.importers.jd_builder import Row


class Case(NamedTuple):
    """A row, and the kind, reason and hints that it must get."""

    row: Row
    kind: RowKind
    reason: str
    hints: tuple[str, ...] = ()


def _neutral(
    description: str,
    amount: str,
    category: str,
    method: str = "招商银行储蓄卡(1234)",
    status: str = "交易成功",
    booked: int | None = None,
    counterparty: str = "京东金融",
) -> Row:
    return Row(
        description=description,
        amount=amount,
        category=category,
        method=method,
        status=status,
        direction="不计收支",
        booked=booked,
        counterparty=counterparty,
    )


COMMON = [
    Case(Row(), RowKind.PURCHASE, "paid_with_baitiao"),
    Case(
        Row(description="示例冰箱", amount="2392.11", note="计入多月账单"),
        RowKind.PURCHASE,
        "paid_with_baitiao",
        ("instalments",),
    ),
    Case(
        Row(description="示例手机", amount="3000.00", method="白条-3期"),
        RowKind.PURCHASE,
        "paid_with_baitiao",
        ("instalments",),
    ),
    Case(
        Row(description="白条鸡 1kg", amount="39.90", method="微信支付"),
        RowKind.OTHER_SPENDING,
        "paid_with_other",
    ),
    Case(
        Row(description="亲密卡", amount="53.00", method="", counterparty="null"),
        RowKind.OTHER_SPENDING,
        "paid_with_other",
        ("method_unknown",),
    ),
    Case(_neutral("白条主动还款", "1125.43", "白条"), RowKind.REPAYMENT, "baitiao_repaid"),
    Case(_neutral("白条自动还款", "33.94", "白条"), RowKind.REPAYMENT, "baitiao_repaid"),
    Case(
        _neutral("白条还款-1月", "500.00", "", status="还款成功"),
        RowKind.REPAYMENT,
        "baitiao_repaid",
    ),
    Case(_neutral("金条还款", "800.00", "金条"), RowKind.OTHER_LOAN, "gold_loan"),
    Case(
        _neutral("京东小金库-转入", "200.00", "小金库", method="银行卡"),
        RowKind.TRANSFER,
        "wallet_transfer",
    ),
    Case(_neutral("京东钱包余额充值", "50.00", "余额"), RowKind.TRANSFER, "wallet_transfer"),
    Case(
        _neutral("冻结-示例年卡(先享后付)", "99.00", "其他", method="京东白条", booked=0),
        RowKind.AUTHORISATION,
        "frozen_or_released",
    ),
    Case(
        _neutral("解冻-示例年卡(先享后付)", "0.00", "其他", method="京东白条", booked=0),
        RowKind.AUTHORISATION,
        "frozen_or_released",
    ),
    Case(
        Row(
            description="京东小金库收益",
            amount="0.01",
            direction="收入",
            method="小金库零用钱",
            category="小金库",
        ),
        RowKind.OTHER_INCOME,
        "income",
    ),
    Case(
        Row(
            description="金条放款",
            amount="5000.00",
            direction="收入",
            method="招商银行储蓄卡(1234)",
            category="金条",
        ),
        RowKind.OTHER_LOAN,
        "gold_loan",
    ),
    Case(_neutral("示例未知业务", "12.00", "其他"), RowKind.REVIEW, "unknown_neutral"),
    Case(Row(direction="其他", booked=0), RowKind.REVIEW, "unknown_direction"),
    Case(Row(status="等待付款"), RowKind.REVIEW, "unknown_status"),
    Case(Row(amount="0.00"), RowKind.REVIEW, "zero_amount"),
    Case(Row(amount="12.345", booked=0), RowKind.REVIEW, "bad_amount"),
    Case(Row(time="2026-02-30 10:00:00"), RowKind.REVIEW, "bad_time"),
    Case(
        Row(description="返还", direction="收入", amount="1.00"),
        RowKind.REVIEW,
        "income_on_baitiao",
    ),
]

V1_ONLY = [
    Case(
        Row(description="退款-示例洁面乳", direction="收入", amount="112.98", category="网购"),
        RowKind.REFUND,
        "refunded_to_baitiao",
    ),
    Case(
        Row(
            description="退款-示例图书",
            direction="收入",
            amount="20.00",
            category="网购",
            method="微信支付",
        ),
        RowKind.OTHER_REFUND,
        "refunded_elsewhere",
    ),
]

V2_ONLY = [
    Case(
        _neutral("退款-示例鼠标", "59.00", "网购", "京东白条", "退款成功"),
        RowKind.REFUND,
        "refunded_to_baitiao",
    ),
    Case(
        _neutral("退款-示例文具", "12.00", "网购", "微信支付", "退款成功"),
        RowKind.OTHER_REFUND,
        "refunded_elsewhere",
    ),
    Case(_neutral("价保退款", "0.80", "其他", "余额"), RowKind.OTHER_REFUND, "refunded_elsewhere"),
    Case(
        _neutral("示例鼠标", "59.00(已全额退款)", "电脑办公", "京东白条", booked=0),
        RowKind.PURCHASE,
        "paid_with_baitiao",
    ),
    Case(
        _neutral(
            "示例投资金条 10g",
            "8000.00(已全额退款)",
            "其他",
            "京东白条",
            booked=0,
            counterparty="周大福金条",
        ),
        RowKind.PURCHASE,
        "paid_with_baitiao",
    ),
    Case(
        _neutral("示例台灯", "80.00(已全额退款)", "家居家装", "微信支付", booked=0),
        RowKind.OTHER_SPENDING,
        "paid_with_other",
    ),
    Case(
        Row(description="示例T恤 等多件", amount="200.00(已退款50.00)", booked=15000),
        RowKind.PURCHASE,
        "paid_with_baitiao",
    ),
    Case(
        _neutral("示例热水袋", "35.61", "先享后付", "先享后付", booked=0),
        RowKind.AUTHORISATION,
        "pay_later",
    ),
]

CASES = {"v1": COMMON + V1_ONLY, "v2": COMMON + V2_ONLY}


def rows_of(layout: str) -> list[Row]:
    """Return every row of a layout, newest last, each with an order number of its own."""
    return [
        Row(**{**vars(case.row), "order_no": f"3100000{number:05}"})
        for number, case in enumerate(CASES[layout], start=1)
    ]
