"""The search line: what a user types to find entries, read into conditions.

Plain words match anywhere; ``-`` excludes, quotes keep words together, ``field:value`` asks
one field: ``金额:>500 商户:小米 日期:2025-09 状态:未还 -退款``. Full-width signs serve as well.
What names no field or value is searched as plain text and told; nothing is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import normalize

from huanqing.application.search_values import (
    UnknownValueError,
    amounts_of,
    counts_of,
    days_of,
)
from huanqing.domain.errors import InvalidAmountError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


class TextField(StrEnum):
    """A text of an entry that can be searched alone."""

    MERCHANT = "merchant"
    DESCRIPTION = "description"
    CATEGORY = "category"
    METHOD = "method"
    ORDER = "order"
    NOTE = "note"


class SearchState(StrEnum):
    """Where an entry stands; paid, owed and overdue are of what opened a debt."""

    OWED = "owed"
    PAID = "paid"
    OVERDUE = "overdue"
    QUESTION = "question"
    REFUNDED = "refunded"
    LOCKED = "locked"
    PLANNED = "planned"
    PROCESSING = "processing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Words:
    """A folded text, anywhere or (``field``) in one text of the entry."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class AmountWithin:
    """An amount in fen from ``low`` to ``high``, both included; None is open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class PeriodsWithin:
    """A number of periods from ``low`` to ``high``, both included; None is open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class DayWithin:
    """A day from ``first`` to ``last``, both included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class InState:
    """A state."""

    state: SearchState


@dataclass(frozen=True, slots=True)
class OfKind:
    """One of the kinds of entries."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithId:
    """The id by which the world knows an entry."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition


Condition = (
    Words | AmountWithin | PeriodsWithin | DayWithin | InState | OfKind | WithId | AnyOf | Not
)


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A search line as it was read: every condition must hold."""

    conditions: tuple[Condition, ...]
    not_understood: tuple[str, ...]


_FIELD_NAMES = {
    "金额": "amount",
    "商户": "merchant",
    "商家": "merchant",
    "counterparty": "merchant",
    "说明": "description",
    "描述": "description",
    "商品": "description",
    "分类": "category",
    "方式": "method",
    "渠道": "method",
    "channel": "method",
    "订单": "order",
    "订单号": "order",
    "备注": "note",
    "日期": "date",
    "day": "date",
    "状态": "state",
    "类型": "kind",
    "type": "kind",
    "分期": "periods",
    "期数": "periods",
    "编号": "id",
}
_FIELDS = frozenset({"amount", "date", "state", "kind", "periods", "id", *TextField})

_STATES = {
    "未还": SearchState.OWED,
    "待还": SearchState.OWED,
    "已还": SearchState.PAID,
    "已还清": SearchState.PAID,
    "逾期": SearchState.OVERDUE,
    "已逾期": SearchState.OVERDUE,
    "待定": SearchState.QUESTION,
    "已退款": SearchState.REFUNDED,
    "锁定": SearchState.LOCKED,
    "已锁定": SearchState.LOCKED,
    "计划": SearchState.PLANNED,
    "处理中": SearchState.PROCESSING,
    "失败": SearchState.FAILED,
} | {state.value: state for state in SearchState}

_REFUNDS = ("refund", "other_refund")
_OTHERS = ("other_spending", "other_refund", "other_income", "transfer", "other_loan", "snapshot")
_KINDS = {
    "消费": ("purchase",),
    "退款": _REFUNDS,
    "还款": ("repayment",),
    "调整": ("adjustment",),
    "分期": ("statement_instalment",),
    "账单分期": ("statement_instalment",),
    "instalment": ("statement_instalment",),
    "提前结清": ("early_settlement",),
    "结清": ("early_settlement",),
    "对账": ("snapshot",),
    "其他": _OTHERS,
    "其它": _OTHERS,
    "other": _OTHERS,
    "其他消费": ("other_spending",),
    "其他退款": ("other_refund",),
    "其他收入": ("other_income",),
    "收入": ("other_income",),
    "转账": ("transfer",),
    "其他借款": ("other_loan",),
    "refund": _REFUNDS,
} | {
    kind: (kind,)
    for kind in ("purchase", "repayment", "adjustment", "statement_instalment", "snapshot",
                 "early_settlement", "other_spending", "other_refund", "other_income",
                 "transfer", "other_loan")
}  # fmt: skip

KINDS_AS_WORDS = {"退款": _REFUNDS, "还款": ("repayment",)}
"""Kinds that a plain word means too: a refund typed by hand does not say so in its texts."""

_QUOTES = {'"': '"', "＂": "＂", "“": "”", "”": "”"}  # noqa: RUF001 - full-width signs are read too
_COLON = re.compile("[:：]")
_MINUS = "-－"  # noqa: RUF001 - likewise
_CONTROL = dict.fromkeys((*range(32), 127), " ")


def fold(text: str) -> str:
    """Return the text as it is compared: without case, width and control characters."""
    if text.isascii():  # Where case is all that can differ: most numbers and many names.
        return text.lower() if text.isprintable() else text.lower().translate(_CONTROL)
    return normalize("NFKC", normalize("NFKC", text).casefold()).translate(_CONTROL)


def parse_search(text: str) -> SearchLine:
    """Return the conditions of a search line; every line means something."""
    conditions: list[Condition] = []
    not_understood: list[str] = []
    for raw, is_quoted in _pieces(text):
        is_negated = len(raw) > 1 and raw[0] in _MINUS
        body = raw[1:] if is_negated else raw
        if is_quoted:
            found: Condition | None = _plain(_unquoted(body), is_phrase=True)
        else:
            try:
                found = _read(body)
            except (UnknownValueError, InvalidAmountError):
                not_understood.append(raw)
                found = _plain(_unquoted(body), is_phrase=True)
        if found is not None:
            conditions.append(Not(found) if is_negated else found)
    return SearchLine(tuple(conditions), tuple(not_understood))


def looks_at_texts(conditions: Iterable[Condition]) -> bool:
    """Return whether any condition is about words."""
    return any(isinstance(each, Words) for each in _single(conditions))


def looks_at_debts(conditions: Iterable[Condition]) -> bool:
    """Return whether any condition is about a state, which may be that of a debt."""
    return any(isinstance(each, InState) for each in _single(conditions))


def _single(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield the conditions that are put together from no others."""
    for each in conditions:
        if isinstance(each, Not):
            yield from _single([each.condition])
        elif isinstance(each, AnyOf):
            yield from _single(each.conditions)
        else:
            yield each


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Return the pieces between blanks, quotes left in, and which are one quoted phrase."""
    pieces: list[tuple[str, bool]] = []
    piece, closing, opened_at = "", "", -1
    for sign in [*text, " "]:
        if closing:
            piece += sign
            closing = "" if sign == closing else closing
        elif sign.isspace():
            if piece:
                pieces.append((piece, 0 <= opened_at <= (piece[0] in _MINUS)))
            piece, opened_at = "", -1
        else:
            if sign in _QUOTES:
                closing = _QUOTES[sign]
                opened_at = len(piece) if opened_at < 0 else opened_at
            piece += sign
    if piece:  # An unclosed quote holds the rest of the line.
        pieces.append((piece.rstrip(), 0 <= opened_at <= (piece[0] in _MINUS)))
    return [(piece, quoted) for piece, quoted in pieces if piece]


def _unquoted(text: str) -> str:
    return "".join(" " if sign in _QUOTES else sign for sign in text).strip()


def _plain(text: str, *, is_phrase: bool = False) -> Condition | None:
    words = fold(text).strip()
    if not words:
        return None
    kinds = None if is_phrase else KINDS_AS_WORDS.get(words)
    return Words(words) if kinds is None else AnyOf((Words(words), OfKind(kinds)))


def _read(body: str) -> Condition | None:
    """Return the condition of a piece; raises where field or value are unknown."""
    parts = _COLON.split(body, maxsplit=1)
    told = fold(parts[0]).strip()
    if len(parts) == 1 or not told or not told[0].isalpha():
        return _plain(body)
    name = _FIELD_NAMES.get(told, told)
    if name not in _FIELDS:
        raise UnknownValueError
    value = fold(_unquoted(parts[1])).strip()
    if not value.lstrip("<>=≥≤"):
        return None  # Still being typed.
    if name in set(TextField):
        return Words(value, TextField(name))
    return WithId(_unquoted(parts[1])) if name == "id" else _named(name, value)


def _named(name: str, value: str) -> Condition:
    if name == "amount":
        return AmountWithin(*amounts_of(value))
    if name == "date":
        return DayWithin(*days_of(value))
    if name == "periods":
        return PeriodsWithin(*counts_of(value))
    if name == "state" and value in _STATES:
        return InState(_STATES[value])
    if name == "kind" and value in _KINDS:
        return OfKind(_KINDS[value])
    raise UnknownValueError
