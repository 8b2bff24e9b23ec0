"""Which purchase a refund row belongs to, and when two rows are one."""

from __future__ import annotations

from typing import Any

import pytest

from huanqing.application.bill_rows import BillRow, RowKind
from huanqing.application.import_ports import PurchaseCandidate
from huanqing.application.row_matching import (
    PARTS_OF_AN_ORDER,
    bought_description,
    choose_purchase,
    identity_of,
)

PLAIN = BillRow(
    line=23,
    time="2026-02-01T08:00:00",
    kind=RowKind.REFUND,
    amount_fen=5900,
    refunded_fen=0,
    method="京东白条",
    counterparty="京东平台商户",
    description="退款-示例鼠标",
    category="网购",
    status="退款成功",
    direction="不计收支",
    order_no="42",
    merchant_order_no="1508",
    note="",
    periods=0,
    reason="refunded_to_baitiao",
    hints=(),
    raw="",
)
BOUGHT = PurchaseCandidate(1, "42", 5900, 0, "2026-01-05", "10:00:00", "示例鼠标")


def row(**values: Any) -> BillRow:
    return PLAIN._replace(**values)


def bought(rowid: int, **values: Any) -> PurchaseCandidate:
    return BOUGHT._replace(rowid=rowid, **values)


def chosen(refund: BillRow, *candidates: PurchaseCandidate) -> int | None:
    found = choose_purchase(refund, candidates)
    return None if found is None else found.rowid


# --- Identity ---


@pytest.mark.parametrize(
    "change",
    [
        {"line": 99}, {"status": "交易成功"}, {"direction": "支出"}, {"refunded_fen": 5900},
        {"kind": RowKind.REVIEW}, {"category": "其他"}, {"note": "x"}, {"raw": "y"},
        {"reason": "z"}, {"hints": ("instalments",)}, {"periods": 3}, {"method": "白条-3期"},
    ],
)  # fmt: skip
def test_what_a_later_export_may_change_is_no_part_of_the_identity(change: dict[str, Any]) -> None:
    assert identity_of("jd", row(**change)) == identity_of("jd", PLAIN)


@pytest.mark.parametrize(
    "change",
    [
        {"order_no": "43"}, {"merchant_order_no": "1509"}, {"time": "2026-02-01T08:00:01"},
        {"amount_fen": 5901}, {"description": "示例鼠标"}, {"counterparty": "京东自营"},
        {"order_no": "421", "merchant_order_no": "508"},
    ],
)  # fmt: skip
def test_what_never_changes_tells_rows_apart(change: dict[str, Any]) -> None:
    assert identity_of("jd", row(**change)) != identity_of("jd", PLAIN)


def test_providers_are_told_apart_and_the_identity_fits_sqlite() -> None:
    assert identity_of("jd", PLAIN) != identity_of("wechat", PLAIN)
    found = {identity_of("jd", row(order_no=str(number))) for number in range(2000)}
    assert len(found) == 2000
    assert all(-(2**63) <= each < 2**63 for each in found)


def test_the_identity_is_the_same_for_ever() -> None:
    """It is stored in ledgers: a changed formula would book every old row again."""
    assert identity_of("jd", PLAIN) == IDENTITY_OF_PLAIN


IDENTITY_OF_PLAIN = 7959938852370545697


# --- Purchases ---


def test_description_of_what_was_bought() -> None:
    assert bought_description(PLAIN) == "示例鼠标"
    assert bought_description(row(description="示例-退款-鼠标")) == "示例-退款-鼠标"


def test_the_order_number_decides() -> None:
    assert chosen(PLAIN, bought(1, order_no="41"), bought(2)) == 2
    assert chosen(PLAIN, bought(1, order_no="41")) is None
    assert chosen(PLAIN) is None


def test_another_description_of_the_same_order_will_do() -> None:
    assert chosen(row(description="退款-订单"), bought(1)) == 1


def test_among_the_parts_of_an_order_the_description_decides() -> None:
    assert chosen(PLAIN, bought(1, description="键盘"), bought(2), bought(3)) == 2


def test_there_must_be_room_for_the_refund() -> None:
    assert chosen(PLAIN, bought(1, refunded_fen=1)) is None
    assert chosen(PLAIN, bought(1, amount_fen=5899), bought(2, description="键盘")) == 2
    assert chosen(row(amount_fen=100), bought(1, refunded_fen=5800)) == 1


def test_a_purchase_before_the_refund_is_preferred() -> None:
    later = bought(1, day="2026-03-01")
    assert chosen(PLAIN, later, bought(2)) == 2
    assert chosen(PLAIN, later) == 1
    same_second = bought(3, day="2026-02-01", time="08:00:00")
    assert chosen(PLAIN, later, same_second) == 3


def test_many_purchases_under_one_number_mean_a_masked_number() -> None:
    masked = [bought(n, description=f"商品{n}") for n in range(PARTS_OF_AN_ORDER + 1)]
    assert chosen(PLAIN, *masked) is None
    assert chosen(PLAIN, *masked[1:]) == 1
    assert chosen(PLAIN, *masked, bought(9)) == 9


def test_without_a_number_there_must_be_one_purchase_of_the_name() -> None:
    blank = row(order_no="")
    assert chosen(blank, bought(1), bought(2, description="键盘")) == 1
    assert chosen(blank, bought(1), bought(2, order_no="43")) is None
    assert chosen(blank, bought(1, refunded_fen=100), bought(2, order_no="43")) == 2
    assert chosen(blank, bought(1, description="键盘")) is None
