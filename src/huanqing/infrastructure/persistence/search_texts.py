"""The texts that a search looks through: folded, with the initials of their pinyin.

They are derived: made for entries that have none when a search needs them or nothing else is to
be done, dropped by a trigger when an entry's texts change, so that an import pays nothing for
them.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from huanqing.application.entry_search import fold
from huanqing.infrastructure.persistence.search_sql import MARKS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

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
_IS_MISSING = "NOT EXISTS (SELECT 1 FROM search_text s WHERE s.id = e.id)"
_WITHOUT_TEXT = f"""SELECT e.id, {_TEXTS}
    WHERE e.id > ? AND {_IS_MISSING} ORDER BY e.id LIMIT ?"""
_INDEXED = f"SELECT s.words, s.id, {_TEXTS} JOIN search_text s ON s.id = e.id ORDER BY s.id"


def add_texts(connection: sqlite3.Connection, after: int, count: int) -> int | None:
    """Index up to ``count`` entries that have no text, of those after the row ``after``.

    Returns the last of them, None where there was none.
    """
    if not after and _is_whole(connection):
        return None
    rows = connection.execute(_WITHOUT_TEXT, (after, count)).fetchall()
    _add(connection, rows)
    return rows[-1][0] if rows else None


def add_texts_at_end(connection: sqlite3.Connection, count: int, *, of_newest: bool) -> None:
    """Index those of the ``count`` newest entries by their day, or oldest, that have no text."""
    way = "DESC" if of_newest else "ASC"
    at_end = f"SELECT id FROM entry ORDER BY day {way}, time {way}, id {way} LIMIT ?"  # noqa: S608 - constants only
    query = f"SELECT e.id, {_TEXTS} WHERE e.id IN ({at_end}) AND {_IS_MISSING}"
    _add(connection, connection.execute(query, (count,)).fetchall())


def _add(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> None:
    connection.executemany(
        "INSERT INTO search_text (id, words) VALUES (?, ?)",
        [(row[0], words_of(row[1:])) for row in rows],
    )


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Return whether every entry has its text: a text without its entry there never is."""
    query = "SELECT (SELECT count(*) FROM entry) = (SELECT count(*) FROM search_text)"
    return bool(connection.execute(query).fetchone()[0])


def wrong_texts(connection: sqlite3.Connection) -> list[int]:
    """Return the rows whose indexed texts are not those of the entry."""
    rows = connection.execute(_INDEXED)
    return [row_id for words, row_id, *texts in rows if words != words_of(tuple(texts))]


def words_of(texts: tuple[str, ...]) -> str:
    """Return what a search looks through, of an entry's texts in the order of the query."""
    merchant, description, category, method, order_no, merchant_order_no, note = texts
    numbers = order_no if not merchant_order_no else f"{order_no} {merchant_order_no}"
    return (
        f"\1{_indexed(merchant)}\2{_indexed(description)}\3{_indexed(category)}"
        # Every entry has numbers of its own: to remember them would push out all the others.
        f"\4{_indexed(method)}\5{_made(numbers)}\6{_indexed(note)}{_END}"
    )


@lru_cache(4_096)
def _indexed(text: str) -> str:
    """Return what is made of a text, remembered: the same come again and again."""
    return _made(text)


def _made(text: str) -> str:
    """Return a text folded, with the initials of its characters where it has any."""
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
def _initials() -> tuple[_Initials, _Initials]:
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
    first = _Initials(PINYIN_DICT)
    other = _Initials(PINYIN_DICT)
    for character, letters in _TWO_READINGS.items():
        other[ord(character)] = letters.replace(first[ord(character)], "")[:1]
    return first, other


class _Initials(dict[int, str]):
    """The initials by the codes of the characters, each made when it is asked for first."""

    def __init__(self, readings: Mapping[int, str]) -> None:
        """Take the readings of every character."""
        super().__init__()
        self._readings = readings

    def __missing__(self, code: int) -> str:
        """Return the initial of a character's first reading; KeyError leaves others as they are."""
        letter = self[code] = _letter(self._readings[code])
        return letter


def _letter(reading: str) -> str:
    """Return the plain first letter of a reading: ``ā`` is an ``a``."""
    return normalize("NFD", reading[:1] or "?")[0]
