"""Writes JD bills of both layouts from rows, with the preamble and the totals JD would print.

All people, orders and goods are invented. The stated totals are computed here from the rows'
``booked`` amounts, apart from the code under test.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyzipper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

V1_COLUMNS = (
    "交易时间,交易分类,商户名称,交易说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注"
)
V2_COLUMNS = (
    "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注"
)
NOTES = (
    "1.本明细为每笔订单支付的明细，不包括已删除的记录；",
    "2.支出：个人资金互转、全额退款等记为【不计收支】类；",
    "3.本明细仅供个人对账使用。",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row as a person would write it; ``booked`` is what JD counts, in fen."""

    time: str = "2026-01-05 10:00:00"
    counterparty: str = "京东平台商户"
    description: str = "示例大米 5kg"
    amount: str = "100.00"
    method: str = "京东白条"
    status: str = "交易成功"
    direction: str = "支出"
    category: str = "食品酒饮"
    order_no: str = "310000000001"
    merchant_order_no: str = "15080000000000000000000001"
    note: str = ""
    booked: int | None = None

    def booked_fen(self) -> int:
        """Return ``booked``, or else the plain amount."""
        if self.booked is not None:
            return self.booked
        return round(float(self.amount.split("(")[0].replace(",", "")) * 100)


def total(rows: Iterable[Row], direction: str) -> str:
    """Return a total as the preamble words it, such as ``2笔，100.00元``."""
    chosen = [row for row in rows if row.direction == direction]
    partial = sum("(已退款" in row.amount for row in chosen)
    remark = f"(含{partial}笔部分退款)" if partial else ""
    return f"{len(chosen)}笔{remark}，{sum(row.booked_fen() for row in chosen) / 100:.2f}元"


def totals_lines(rows: list[Row]) -> list[str]:
    """Return the four lines of totals."""
    return [
        f"共：{len(rows)}笔记录",
        *(f"{direction}：{total(rows, direction)}" for direction in ("收入", "支出", "不计收支")),
    ]


def v1_line(row: Row) -> str:
    """Return a row in the order and padding of layout v1."""
    return (
        f"{row.time}\t,{row.category},{row.counterparty},{row.description},{row.direction},"
        f"{row.amount},{row.method},{row.status},{row.order_no or ' '}\t,"
        f"{row.merchant_order_no}\t,{row.note}"
    )


def v2_line(row: Row) -> str:
    """Return a row in the order and padding of layout v2, with its twelfth, blank cell."""
    return (
        f"{row.time}\t,{row.counterparty},{row.description},{row.amount},{row.method},"
        f"{row.status},{row.direction},{row.category},{row.order_no}\t,"
        f"{row.merchant_order_no}\t,{row.note or ' '}, "
    )


def v1_text(rows: list[Row]) -> str:
    """Return a bill of layout v1."""
    head = [
        "导出信息：",
        "京东账号名：jd_example",
        "起始时间：2026-01-01\t终止时间：2026-01-31",
        "导出交易类型：全部",
        "导出时间：2026-02-01 10:00:00",
        *totals_lines(rows),
        "",
        "特别提示：",
        *NOTES,
        "",
        "电子回单客户",
        V1_COLUMNS,
    ]
    return "\n".join([*head, *map(v1_line, rows)]) + "\n"


def v2_text(rows: list[Row]) -> str:
    """Return a bill of layout v2, without its byte order mark."""
    head = [
        "导出信息：",
        "京东账号名：jd_example",
        "申请时间：2026-02-01 10:00:00",
        "日期区间：2026-01-01 至 2026-01-31",
        "导出交易类型：全部",
        "导出交易场景：全部",
        *totals_lines(rows),
        "",
        "特别提示",
        *NOTES,
        "",
        V2_COLUMNS,
    ]
    return "\n".join([*head, *map(v2_line, rows)]) + "\n"


def v1_bytes(rows: list[Row]) -> bytes:
    """Return a bill of layout v1 in UTF-8."""
    return v1_text(rows).encode("utf-8")


def v2_bytes(rows: list[Row]) -> bytes:
    """Return a bill of layout v2 in UTF-8 with byte order mark."""
    return v2_text(rows).encode("utf-8-sig")


LAYOUTS: dict[str, Callable[[list[Row]], bytes]] = {"v1": v1_bytes, "v2": v2_bytes}


def zipped(files: dict[str, bytes], password: str | None = None, *, is_aes: bool = True) -> bytes:
    """Return a zip of ``files``, encrypted with AES where a password is given."""
    target = io.BytesIO()
    encryption = pyzipper.WZ_AES if password and is_aes else None
    with pyzipper.AESZipFile(
        target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=encryption
    ) as archive:
        if password:
            archive.setpassword(password.encode())
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()
