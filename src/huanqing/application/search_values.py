"""The values of a search line's fields: amounts, numbers and days, alone or as ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from huanqing.domain.money import parse_yuan

_OPERATOR = re.compile(r"(>=|<=|≥|≤|>|<|=)?\s*(.*)", re.DOTALL)
_SAME = {"≥": ">=", "≤": "<="}
_NUMBER = r"-?[¥￥]?\d[\d,]*(?:\.\d{1,2})?元?"
_AMOUNTS = re.compile(rf"({_NUMBER})?(?:\.\.|~|-)({_NUMBER})?")
_MOST_DIGITS = 4
"""Of a number of periods, far above any plan."""

_COUNTS = re.compile(r"(\d{1,4})?(?:\.\.|~|-)(\d{1,4})?")
_DAYS = re.compile(r"([^.~]*)(?:\.\.|~)([^.~]*)")
_DAY = re.compile(r"(\d{4})(?:[-/年](\d{1,2})(?:[-/月](\d{1,2})日?|月)?|年)?")


class UnknownValueError(Exception):
    """A value that its field does not know."""


def _operator(value: str) -> tuple[str, str]:
    match = _OPERATOR.fullmatch(value)
    sign, rest = match.groups() if match else (None, value)
    return _SAME.get(sign or "", sign or ""), rest.strip()


def _range(sign: str, value: int, step: int = 1) -> tuple[int | None, int | None]:
    if sign in {">", ">="}:
        return value + (step if sign == ">" else 0), None
    if sign in {"<", "<="}:
        return None, value - (step if sign == "<" else 0)
    return value, value


def amounts_of(value: str) -> tuple[int | None, int | None]:
    """Return the bounds of an amount in fen, both included; None is open.

    Raises UnknownValueError or InvalidAmountError for anything else.
    """
    sign, rest = _operator(value)
    if not sign and (match := _AMOUNTS.fullmatch(rest)) and match.group(1):
        low, high = (None if part is None else _fen(part) for part in match.groups())
        return _ordered(low, high)
    if not sign and rest.startswith(("..", "~")):
        return None, _fen(rest.lstrip(".~"))
    return _range(sign, _fen(rest))


def _fen(text: str) -> int:
    return parse_yuan(text.removesuffix("元"))


def counts_of(value: str) -> tuple[int | None, int | None]:
    """Return the bounds of a number of periods, both included; None is open.

    Raises UnknownValueError or InvalidAmountError for anything else.
    """
    sign, rest = _operator(value.removesuffix("期"))
    if not sign and (match := _COUNTS.fullmatch(rest)) and any(match.groups()):
        low, high = (None if part is None else int(part) for part in match.groups())
        return _ordered(low, high)
    if not (rest.isascii() and rest.isdigit() and len(rest) <= _MOST_DIGITS):
        raise UnknownValueError
    return _range(sign, int(rest))


def _ordered(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def days_of(value: str) -> tuple[date | None, date | None]:
    """Return the first and the last day, both included; None is open.

    Raises UnknownValueError or InvalidAmountError for anything else.
    """
    sign, rest = _operator(value)
    if not sign and (match := _DAYS.fullmatch(rest)) and any(match.groups()):
        begin, end = (_span(part) if part else None for part in match.groups())
        if begin and end and begin > end:
            begin, end = end, begin
        return (begin[0] if begin else None), (end[1] if end else None)
    first, last = _span(rest)
    if sign == ">":
        return _next(last), None
    if sign == ">=":
        return first, None
    if sign == "<":
        return None, _previous(first)
    if sign == "<=":
        return None, last
    return first, last


def _span(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, a month or a day."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise UnknownValueError
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if not month and match.group(2) is None:
            return date(year, 1, 1), date(year, 12, 31)
        if not day and match.group(3) is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise UnknownValueError from None


def _next(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))


def _previous(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - 1, 1))
