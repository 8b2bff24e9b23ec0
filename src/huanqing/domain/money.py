"""Money is an ``int`` of fen; a name that ends in ``_fen`` holds one. No float anywhere.

Three operations lose information elsewhere, so each has its one home here: taking a rate of
an amount (half up to the fen), splitting a principal over periods, and reading or writing
yuan.
"""

from __future__ import annotations

import re
from enum import StrEnum

from huanqing.domain.errors import InvalidAmountError

PPM = 1_000_000
_YUAN = re.compile(r"([-+−]?)[¥￥]?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")  # noqa: RUF001 - the real minus sign
MAX_FEN = 10**15
_MAX_DIGITS = 13


class Remainder(StrEnum):
    """Which periods bear the fen that an even split leaves over."""

    LAST = "last"
    FIRST = "first"
    SPREAD = "spread"


def rate_of(amount_fen: int, ppm: int) -> int:
    """Return ``amount_fen`` x ``ppm`` / 1,000,000 in fen, half up; both are non-negative."""
    return (amount_fen * ppm * 2 + PPM) // (2 * PPM)


def share_of(amount_fen: int, part: int, whole: int) -> int:
    """Return ``amount_fen`` x ``part`` / ``whole`` in fen, half up; all non-negative."""
    return (amount_fen * part * 2 + whole) // (2 * whole)


def split_principal(principal_fen: int, periods: int, mode: Remainder) -> list[int]:
    """Return the principal of each period; they sum to ``principal_fen`` to the fen.

    Source: ledger.md, "Arithmetic": principal // n each, the rest in the last period, the
    first, or one fen each from the first on (``SPREAD``).
    """
    each, rest = divmod(principal_fen, periods)
    shares = [each] * periods
    if mode is Remainder.LAST:
        shares[-1] += rest
    elif mode is Remainder.FIRST:
        shares[0] += rest
    else:
        for index in range(rest):
            shares[index] += 1
    return shares


def split_in_proportion(amount_fen: int, weights: list[int]) -> list[int]:
    """Return shares of ``amount_fen`` in proportion to ``weights``, summing to it exactly.

    Largest remainder first, earlier ones first among equals; no share exceeds its weight as
    long as ``amount_fen`` is at most the sum of the weights (which must be positive).
    """
    whole = sum(weights)
    shares = [amount_fen * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(amount_fen * weights[i] % whole), i))
    for index in order[: amount_fen - sum(shares)]:
        shares[index] += 1
    return shares


def parse_yuan(text: str) -> int:
    """Return the fen in a text such as ``¥1,234.56``, ``12.5`` or ``-3``.

    Raises InvalidAmountError for anything else, also for more than two decimals.
    """
    match = _YUAN.fullmatch(text.strip())
    if match is None:
        raise InvalidAmountError(text)
    sign, yuan, fen = match.groups()
    digits = yuan.replace(",", "")
    if len(digits) > _MAX_DIGITS:
        raise InvalidAmountError(text)
    value = int(digits) * 100 + int(((fen or "") + "00")[:2])
    return -value if sign and sign != "+" else value


def format_yuan(amount_fen: int, *, symbol: str = "¥", grouped: bool = True) -> str:
    """Return ``amount_fen`` as ``¥1,234.56``; a minus sign stands before the symbol."""
    yuan, fen = divmod(abs(amount_fen), 100)
    sign = "-" if amount_fen < 0 else ""
    return f"{sign}{symbol}{yuan:,}.{fen:02d}" if grouped else f"{sign}{symbol}{yuan}.{fen:02d}"
