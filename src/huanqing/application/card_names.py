"""Which card of the ledger a bill means: banks and people write one card in many ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_TAIL = re.compile(r"(\d{3,})\D*$")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_OF_ANY_BANK = frozenset("中国银行储蓄卡信用借记贷账户支付快捷的")
"""Signs that say nothing of which bank it is."""


def card_named(method: str, cards: Collection[str]) -> str | None:
    """Return the card that a bill's payment method means, None where that is not certain.

    A card of that very name, else the one whose last digits are the method's, unless
    each names a bank that the other does not (工商银行储蓄卡(1234) is 工行 1234, and not
    招商银行 1234).
    """
    if method in cards:
        return method
    tail = _TAIL.search(method)
    if tail is None:
        return None
    found = [each for each in cards if _has_tail(each, tail.group(1)) and _may_be(method, each)]
    return found[0] if len(found) == 1 else None


def _has_tail(card: str, digits: str) -> bool:
    own = _TAIL.search(card)
    return own is not None and own.group(1)[-4:] == digits[-4:]


def _may_be(method: str, card: str) -> bool:
    said = set(_HANZI.findall(method)) - _OF_ANY_BANK
    own = set(_HANZI.findall(card)) - _OF_ANY_BANK
    return said <= own or own <= said
