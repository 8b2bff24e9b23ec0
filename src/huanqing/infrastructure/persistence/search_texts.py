"""The texts that a search looks through: folded, with the initials of their pinyin.

They are derived: made for entries that have none when a search needs them, dropped by a
trigger when an entry's texts change, so that an import pays nothing for them.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from huanqing.application.entry_search import fold
from huanqing.infrastructure.persistence.search_sql import MARKS

if TYPE_CHECKING:
    import sqlite3

BETWEEN = "\x1f"
"""Stands between a text and its initials, which no search may match across."""

_END = chr(max(MARKS.values()) + 1)
_TWO_READINGS = {
    "行": "xh", "重": "zc", "长": "cz", "乐": "ly", "调": "dt", "朝": "cz", "会": "hk", "厦": "xs",
    "盛": "sc", "传": "cz", "藏": "cz", "曾": "cz", "单": "ds", "弹": "dt", "降": "jx", "校": "xj",
    "便": "bp",
}  # fmt: skip
"""Characters whose two readings are both at home in goods and names: 银行 is ``yx`` or ``yh``."""
_TEXTS = """COALESCE(NULLIF(e.counterparty, ''), p.counterparty, ''),
        COALESCE(NULLIF(e.description, ''), p.description, ''),
        e.category, e.method, e.order_no, e.merchant_order_no, e.note
    FROM entry e LEFT JOIN entry p ON p.id = e.purchase_id"""
_WITHOUT_TEXT = f"""SELECT e.id, {_TEXTS}
    WHERE e.id > ? AND NOT EXISTS (SELECT 1 FROM search_text s WHERE s.id = e.id)
    ORDER BY e.id LIMIT ?"""  # noqa: S608 - constants only
_INDEXED = f"SELECT s.words, s.id, {_TEXTS} JOIN search_text s ON s.id = e.id ORDER BY s.id"


def add_texts(connection: sqlite3.Connection, after: int, count: int) -> int | None:
    """Index up to ``count`` entries that have no text, of those after the row ``after``.

    Returns the last of them, None where there was none.
    """
    rows = connection.execute(_WITHOUT_TEXT, (after, count)).fetchall()
    connection.executemany(
        "INSERT INTO search_text (id, words) VALUES (?, ?)",
        [(row_id, words_of(tuple(texts))) for row_id, *texts in rows],
    )
    return rows[-1][0] if rows else None


def wrong_texts(connection: sqlite3.Connection) -> list[int]:
    """Return the rows whose indexed texts are not those of the entry."""
    rows = connection.execute(_INDEXED)
    return [row_id for words, row_id, *texts in rows if words != words_of(tuple(texts))]


def words_of(texts: tuple[str, ...]) -> str:
    """Return what a search looks through, of an entry's texts in the order of the query."""
    merchant, description, category, method, order_no, merchant_order_no, note = texts
    numbers = order_no if not merchant_order_no else f"{order_no} {merchant_order_no}"
    fields = (merchant, description, category, method, numbers, note)
    marked = [chr(mark) + _indexed(field) for mark, field in enumerate(fields, start=1)]
    return "".join(marked) + _END


@lru_cache(4_096)
def _indexed(text: str) -> str:
    folded = fold(text)
    if folded.isascii():
        return folded
    found = [folded]
    for table in _initials():
        initials = folded.translate(table)
        if initials not in found:
            found.append(initials)
    return BETWEEN.join(found)


@lru_cache(1)
def _initials() -> tuple[dict[int, str], dict[int, str]]:
    """Return the initial of every character by its first reading, and by its other one.

    The other one only of ``_TWO_READINGS``: rare readings would find what nobody means.
    """
    # Whole phrases are not needed, and loading them costs three times the time and memory.
    before = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    try:
        from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - only a search needs it
    finally:
        if before is None:
            del os.environ["PYPINYIN_NO_PHRASES"]
        else:
            os.environ["PYPINYIN_NO_PHRASES"] = before
    first = {code: _letter(readings) for code, readings in PINYIN_DICT.items()}
    other = {
        ord(character): letters.replace(first[ord(character)], "")[:1]
        for character, letters in _TWO_READINGS.items()
    }
    return first, first | other


def _letter(reading: str) -> str:
    """Return the plain first letter of a reading: ``ā`` is an ``a``."""
    return normalize("NFD", reading[:1] or "?")[0]
