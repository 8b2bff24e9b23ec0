"""Amounts as a person types them: ``1,234.5``, ``¥20``, or a small sum such as ``10+3.2*2``."""

from __future__ import annotations

import re
from fractions import Fraction

from huanqing.domain.errors import InvalidAmountError
from huanqing.domain.money import MAX_FEN

_MAX_LENGTH = 120
_MAX_DEPTH = 12
_MAX_DIGITS = 16
_TOKEN = re.compile(
    r"\s*(?:¥?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:\s*元)?|([-+*/()]))", re.ASCII
)
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SAME = str.maketrans(
    _WIDE | {"×": "*", "÷": "/", "−": "-", "–": "-", "￥": "¥", "。": ".", "\u3000": " "}  # noqa: RUF001 - as keyboards write them
)


def fen_of_text(text: str) -> int:
    """Return the amount in fen, half up; raises InvalidAmountError where it is none.

    Takes digits of any width, a currency sign, groups of three, ``+ - * /`` and parentheses.
    The sum is exact and rounded once, away from zero at the half.
    """
    if len(text) > _MAX_LENGTH:
        raise InvalidAmountError(text[:_MAX_LENGTH])
    try:
        yuan = _Sum(_tokens(text)).value()
    except (ValueError, ZeroDivisionError):
        raise InvalidAmountError(text) from None
    fen = (abs(yuan.numerator) * 200 + yuan.denominator) // (2 * yuan.denominator)
    if fen > MAX_FEN:
        raise InvalidAmountError(text)
    return -fen if yuan < 0 else fen


def is_sum(text: str) -> bool:
    """Return whether the text reckons, so that its result is worth showing beside it."""
    try:
        tokens = _tokens(text)
    except ValueError:
        return False
    return sum(isinstance(each, Fraction) for each in tokens) > 1


def _tokens(text: str) -> list[Fraction | str]:
    rest = text.translate(_SAME).strip()
    tokens: list[Fraction | str] = []
    place = 0
    while place < len(rest):
        match = _TOKEN.match(rest, place)
        if match is None:
            raise ValueError(rest)
        number, sign = match.groups()
        tokens.append(sign if number is None else _number(number))
        place = match.end()
    return tokens


def _number(text: str) -> Fraction:
    if sum(each.isdigit() for each in text) > _MAX_DIGITS:
        raise ValueError(text)
    return Fraction(text.replace(",", "").rstrip("."))


class _Sum:
    """Reads ``sum = product (+|- product)*``, ``product = factor (*|/ factor)*``."""

    def __init__(self, tokens: list[Fraction | str]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    def value(self) -> Fraction:
        """Return the exact value in yuan; raises ValueError where it is no sum."""
        found = self._sum()
        if self._place < len(self._tokens):
            raise ValueError(self._tokens[self._place])
        return found

    def _next(self, wanted: str) -> str:
        """Take the next token if it is one of the wanted signs; else return nothing."""
        if self._place < len(self._tokens):
            token = self._tokens[self._place]
            if isinstance(token, str) and token in wanted:
                self._place += 1
                return token
        return ""

    def _sum(self) -> Fraction:
        total = self._product()
        while sign := self._next("+-"):
            product = self._product()
            total = total + product if sign == "+" else total - product
        return total

    def _product(self) -> Fraction:
        product = self._factor()
        while sign := self._next("*/"):
            factor = self._factor()
            product = product * factor if sign == "*" else product / factor
        return product

    def _factor(self) -> Fraction:
        is_negative = False
        while sign := self._next("+-"):
            is_negative ^= sign == "-"
        value = self._inner_sum() if self._next("(") else self._literal()
        return -value if is_negative else value

    def _inner_sum(self) -> Fraction:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ValueError(self._depth)
        value = self._sum()
        if not self._next(")"):
            raise ValueError(self._place)
        self._depth -= 1
        return value

    def _literal(self) -> Fraction:
        if self._place >= len(self._tokens):
            raise ValueError(self._place)
        token = self._tokens[self._place]
        if isinstance(token, str):
            raise ValueError(token)  # noqa: TRY004 - a sum that is written wrongly
        self._place += 1
        return token
