"""Reads the lines above the header row: account, range, time of export, stated totals."""

from __future__ import annotations

import re
from typing import NamedTuple

from huanqing.application.bill_rows import BillTotals, TotalLine
from huanqing.infrastructure.importers.jd.values import parse_day, parse_fen, parse_time

_ASCII = str.maketrans("：，（）；", ":,();")
_PADDING = ' \t\r\n,;"\ufeff\u3000'
_NOTES = "特别提示"
_RECORDS = re.compile(r"共:?\s*([0-9]{1,9})\s*笔")
_TOTAL = re.compile(
    r"(收入|支出|不计收支):\s*([0-9]{1,9})\s*笔(?:\([^)]*\))?[,\s\"]*([0-9][0-9,]*(?:\.[0-9]+)?)\s*元"
)
_ACCOUNT = re.compile(r"京东账号名:\s*(.*)")
_DAYS = re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}")
_EXPORTED = re.compile(r"(?:申请时间|导出时间):\s*\[?([^\]]*)")
_RANGE_WORDS = ("起始时间", "终止时间", "日期区间")
_RANGE_ENDS = 2


class Preamble(NamedTuple):
    """What a file says about itself; empty where it does not."""

    account: str
    covers: tuple[str, str]
    exported_at: str
    totals: BillTotals


def parse_preamble(lines: tuple[str, ...]) -> Preamble:
    """Return what the lines above the header row state; unknown lines are passed over."""
    account = exported_at = ""
    records: int | None = None
    days: list[str] = []
    totals: dict[str, TotalLine] = {}
    for line in lines:
        text = line.translate(_ASCII).strip(_PADDING)
        if text.startswith(_NOTES):
            break
        if found := _ACCOUNT.match(text):
            account = found[1].strip(_PADDING)
        elif found := _EXPORTED.match(text):
            exported_at = parse_time(found[1].strip(_PADDING))
        elif found := _RECORDS.match(text):
            records = int(found[1])
        elif text.startswith(_RANGE_WORDS):
            days += filter(None, map(parse_day, _DAYS.findall(text)))
        else:
            _keep_total(text, totals)
    covers = (days[0], days[-1]) if len(days) >= _RANGE_ENDS else ("", "")
    stated = BillTotals(records, totals.get("收入"), totals.get("支出"), totals.get("不计收支"))
    return Preamble(account, covers, exported_at, stated)


def _keep_total(text: str, totals: dict[str, TotalLine]) -> None:
    """Put the total that the line states under its direction, if it states one."""
    found = _TOTAL.match(text)
    if found is None:
        return
    amount = parse_fen(found[3])
    if amount is not None:
        totals[found[1]] = TotalLine(int(found[2]), amount)
