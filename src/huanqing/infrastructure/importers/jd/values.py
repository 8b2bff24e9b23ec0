"""Parses the amounts, times and instalment words of JD cells; never raises."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

MAX_YUAN_DIGITS = 12
"""An amount has at most this many digits before the point: it fits 64 bits, in fen."""

_CACHED_DAYS = 4096
_FEN_DIGITS = 2
_MAX_PLAIN_LENGTH = MAX_YUAN_DIGITS + 1 + _FEN_DIGITS
_DATE_LENGTH = 10
_MINUTE_END = 16

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,2})?"
_YUAN = re.compile(_NUMBER)
_AMOUNT = re.compile(
    rf"[-+]?\s*[¥￥]?\s*({_NUMBER})\s*元?\s*"
    rf"(?:[(（]\s*已(?:(全额)退款|退款\s*[¥￥]?\s*({_NUMBER})\s*元?)\s*[)）])?"
)
_YEAR = "(19[7-9][0-9]|2[01][0-9]{2})"
"""The years that an entry can have."""
_TIME = re.compile(
    rf"{_YEAR}[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}})[ T]+"
    r"([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?"
)
_DAY = re.compile(rf"{_YEAR}[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}})")
_MINUTES = frozenset(f" {hour:02}:{minute:02}" for hour in range(24) for minute in range(60))
_SECONDS = frozenset(f":{second:02}" for second in range(60))
_PERIODS = re.compile(r"(?<![第0-9])([0-9]{1,2})期")
# "计入6月账单" may mean six months or June: it asks for the number of periods like 计入多月账单.
_IN_MONTHS = re.compile(r"计入(?:多|[0-9]{1,2}个?)月账单")


class Amount(NamedTuple):
    """A gross amount and what is annotated as refunded, both in fen and never negative."""

    fen: int
    refunded_fen: int
    is_annotated: bool


class Plan(NamedTuple):
    """What a row tells of instalments: whether it does, and their number (0 = not stated)."""

    is_instalments: bool
    periods: int


def parse_fen(text: str) -> int | None:
    """Return an unsigned number of yuan as exact fen; None where it is no such number."""
    if not _YUAN.fullmatch(text):
        return None
    whole, _, fraction = text.replace(",", "").partition(".")
    if len(whole) > MAX_YUAN_DIGITS:
        return None
    return int(whole + fraction.ljust(_FEN_DIGITS, "0"))


def parse_plain_fen(text: str) -> int:
    """Return an amount written as most are, ``1234.56``, as fen; -1 for every other spelling."""
    if text[-3:-2] == "." and len(text) <= _MAX_PLAIN_LENGTH and text.isascii():
        digits = text[:-3] + text[-2:]
        if len(digits) > _FEN_DIGITS and digits.isdigit():
            return int(digits)
    return -1


def parse_amount(text: str) -> Amount | None:
    """Return the amount of a stripped cell such as ``131.77(已退款89.84)``; None if malformed.

    A sign is dropped: the direction column tells the direction. More than two decimals, or
    thousands separators in the wrong place, are malformed.
    """
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    fen = parse_fen(found[1])
    refunded = fen if found[2] else parse_fen(found[3] or "0")
    if fen is None or refunded is None:
        return None
    return Amount(fen, refunded, is_annotated=bool(found[2] or found[3]))


def parse_time(text: str) -> str:
    """Return ISO ``YYYY-MM-DDTHH:MM:SS`` for a stripped cell; empty where it is no time.

    Accepts what Excel makes of it: slashes, no padding, no seconds.
    """
    if text[_DATE_LENGTH:_MINUTE_END] in _MINUTES and text[_MINUTE_END:] in _SECONDS:
        day = parse_day(text[:_DATE_LENGTH])
        if day:
            return f"{day}T{text[_DATE_LENGTH + 1 :]}"
    found = _TIME.fullmatch(text)
    if found is None:
        return ""
    numbers = [int(part or 0) for part in found.groups()]
    try:
        return dt.datetime(*numbers).isoformat()  # type: ignore[arg-type]  # noqa: DTZ001 - civil time
    except ValueError:
        return ""


@lru_cache(_CACHED_DAYS)
def parse_day(text: str) -> str:
    """Return the ISO date of ``YYYY-M-D`` or ``YYYY/M/D``; empty where there is no such day."""
    found = _DAY.fullmatch(text)
    if found is None:
        return ""
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def parse_plan(method: str, note: str) -> Plan:
    """Return what payment method and note tell of instalments, never the product's title."""
    found = _PERIODS.search(method) or _PERIODS.search(note)
    if found is not None:
        return Plan(is_instalments=True, periods=int(found[1]))
    if _IN_MONTHS.search(note):
        return Plan(is_instalments=True, periods=0)
    return Plan(is_instalments=False, periods=0)
