"""Writes a large, invented JD bill: a steady life of 25 rows a day, bills paid when due."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LAST_DAY = date(2026, 10, 31)
ROWS_A_DAY = 25
MIDNIGHT = time(0)
HEADER = (
    "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注"
)
_GOODS = ("示例大米 5kg", "示例洗衣液 等多件", "示例图书", "示例跑步鞋 42 码", "示例猫粮")
_KINDS = ("食品酒饮", "清洁纸品", "图书文娱", "运动户外", "其他网购")
_OTHER = ("招商银行储蓄卡(1234)", "微信支付", "钱包余额")


def write_bill(path: Path, rows: int) -> date:
    """Write a v2 bill of ``rows`` rows, newest first, and return its first day."""
    rng = random.Random(rows)
    days = rows // ROWS_A_DAY
    first = LAST_DAY - timedelta(days=days - 1)
    lines: list[str] = []
    cycle: dict[int, int] = {}
    number = 0
    while len(lines) < rows:
        day = first + timedelta(days=min(len(lines) // ROWS_A_DAY, days - 1))
        number += 1
        if day.day == 12:
            owed = cycle.pop(day.year * 12 + day.month, 0)
            if owed:
                lines.append(_repayment(day, owed, number))
                continue
        lines += _order(rng, day, number, cycle)[: rows - len(lines)]
    lines.reverse()
    path.write_text("\n".join([*_preamble(rows), HEADER, *lines, ""]), encoding="utf-8-sig")
    return first


def _order(rng: random.Random, day: date, number: int, cycle: dict[int, int]) -> list[str]:
    index = rng.randrange(len(_GOODS))
    amount = rng.randrange(500, 40_000)
    clock = timedelta(hours=8 + number % 14, minutes=number % 60, seconds=number % 53)
    stamp = datetime.combine(day, MIDNIGHT) + clock
    chance = rng.random()
    if chance < 0.35:
        return [_line(stamp, _GOODS[index], amount, rng.choice(_OTHER), index, number)]
    if chance < 0.40:
        paid = _line(stamp, _GOODS[index], amount, "京东白条", index, number, back=amount // 2)
        after = stamp + timedelta(minutes=30)
        back = _line(after, f"退款-{_GOODS[index]}", amount // 2, "京东白条", index, number)
        amount -= amount // 2
        made = [paid, back]
    else:
        made = [_line(stamp, _GOODS[index], amount, "京东白条", index, number)]
    month = day.year * 12 + day.month + (1 if day.day >= 3 else 0)
    cycle[month] = cycle.get(month, 0) + amount
    return made


def _line(
    stamp: datetime,
    goods: str,
    amount: int,
    method: str,
    index: int,
    number: int,
    *,
    back: int = 0,
) -> str:
    refund = goods.startswith("退款-")
    yuan = f"{amount // 100}.{amount % 100:02d}"
    if back:
        yuan += f"(已退款{back // 100}.{back % 100:02d})"
    status, direction = ("退款成功", "不计收支") if refund else ("交易成功", "支出")
    merchant_no = f"1508{number:022d}{'9' if refund else '1'}"
    return (
        f"{stamp:%Y-%m-%d %H:%M:%S}\t,京东平台商户,{goods},{yuan},{method},{status},{direction},"
        f"{'网购' if refund else _KINDS[index]},31{number:010d}\t,{merchant_no}\t, ,"
    )


def _repayment(day: date, amount: int, number: int) -> str:
    yuan = f"{amount // 100}.{amount % 100:02d}"
    return (
        f"{day} 20:00:00\t,京东金融,白条主动还款,{yuan},招商银行储蓄卡(1234),交易成功,不计收支,"
        f"白条,2000{number:015d}\t,1075{number:020d}\t, ,"
    )


def _preamble(rows: int) -> list[str]:
    return [
        "导出信息：",
        "京东账号名：jd_benchmark",
        "申请时间：2026-11-01 10:00:00",
        "日期区间：2004-01-01 至 2026-10-31",
        "导出交易类型：全部",
        "导出交易场景：全部",
        f"共：{rows}笔记录",
        "",
    ]
