"""Conditions of a search as SQL with bound values, and the queries that sort what they find."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from huanqing.application.entry_models import EntryOrder
from huanqing.application.entry_search import (
    AmountWithin,
    AnyOf,
    Condition,
    DayWithin,
    InState,
    Not,
    OfKind,
    PeriodsWithin,
    SearchState,
    TextField,
    WithId,
    Words,
)
from huanqing.infrastructure.persistence.entry_store import OPENS_DEBT
from huanqing.infrastructure.persistence.tables import ENTRY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huanqing.application.entry_ports import DebtFacts

MARKS = {
    TextField.MERCHANT: 1,
    TextField.DESCRIPTION: 2,
    TextField.CATEGORY: 3,
    TextField.METHOD: 4,
    TextField.ORDER: 5,
    TextField.NOTE: 6,
}
"""The control character before a text in ``search_text.words``; the next one ends it."""

NEWEST = 8_000
"""How many of the newest entries are tried before a whole ledger is read for a list's head."""

_TIES = "e.day DESC, e.time DESC, e.id DESC"
_LONGEST_PATTERN = 1_000
_ALL = "1"

_KIND_RANK = f"instr('{' '.join(ENTRY_KINDS)}', e.kind)"
_KEYS = {
    EntryOrder.KIND: _KIND_RANK,
    EntryOrder.AMOUNT: "e.amount",
    EntryOrder.DESCRIPTION: "e.description",
    EntryOrder.COUNTERPARTY: "e.counterparty",
    EntryOrder.CATEGORY: "e.category",
    EntryOrder.METHOD: "e.method",
    EntryOrder.ORDER_NO: "e.order_no",
    EntryOrder.PERIODS: "e.periods",
}
_NAMED = """e.id IN (SELECT id FROM entry WHERE uid = ? UNION ALL SELECT id FROM entry
    WHERE uid IS NULL AND id = CAST(substr(?, 2) AS INTEGER) AND printf('e%09d', id) = ?)"""
_AMONG = "e.id IN (SELECT value FROM json_each(?))"
_REFUNDED = """(e.kind = 'purchase' AND EXISTS (SELECT 1 FROM entry r WHERE r.purchase_id = e.id
    AND r.kind = 'refund' AND r.state = 'booked'))"""


class Part(NamedTuple):
    """A piece of SQL with its values in the order of its places."""

    sql: str
    values: tuple[object, ...] = ()


class Query(NamedTuple):
    """What to find: the tables, the condition, and whether it needs the whole ledger."""

    source: str
    where: Part
    reads_all: bool


def query_of(conditions: Sequence[Condition], facts: DebtFacts) -> Query:
    """Return tables and condition of a search."""
    parts = [_part(each, facts) for each in conditions]
    sql = " AND ".join(part.sql for part in parts) or _ALL
    where = Part(sql, tuple(value for part in parts for value in part.values))
    if "s.words" in sql:
        # The texts first: they are read in the order of the entries, and decide the most.
        return Query("search_text s CROSS JOIN entry e ON e.id = s.id", where, reads_all=True)
    if any(isinstance(each, DayWithin) for each in conditions):
        return Query("entry e", where, reads_all=False)
    return Query("entry e NOT INDEXED", where, reads_all=bool(parts))


def by_left(query: Query, facts: DebtFacts) -> list[Query]:
    """Return the query in three parts: what is owed, what owes nothing, what cannot be owed."""
    owed = Part(_AMONG, (_json(facts.left),))
    debts = Part(f"({OPENS_DEBT} AND e.day <= ?)", (facts.day.isoformat(),))
    return [
        _narrowed(query, owed),
        _narrowed(query, debts, Part(f"NOT {owed.sql}", owed.values)),
        _narrowed(query, Part(f"NOT {debts.sql}", debts.values)),
    ]


def _narrowed(query: Query, *parts: Part) -> Query:
    every = (query.where, *parts)
    sql = " AND ".join(part.sql for part in every)
    where = Part(sql, tuple(value for part in every for value in part.values))
    return query._replace(where=where, reads_all=True)


def sorted_ids(query: Query, order: EntryOrder, *, descending: bool, head: int | None) -> Part:
    """Return the SQL of the rows found, in any order but by what is left, or their head."""
    way = "DESC" if descending else "ASC"
    # A day's entries follow their time in both directions.
    day = f"e.day {way}, e.time {way}, e.id {way}"
    sort = day if order is EntryOrder.DAY else f"{_KEYS[order]} {way}, {_TIES}"
    is_plain = order is EntryOrder.DAY and head is not None and not query.reads_all
    # The index on the day gives the head of everything without sorting.
    source = "entry e" if is_plain else query.source
    where = query.where
    if order is EntryOrder.ORDER_NO and head is not None and where.sql == _ALL:
        where = _within_ends(way, head)
    limit = Part("") if head is None else Part(" LIMIT ?", (head,))
    return Part(
        f"SELECT e.id FROM {source} WHERE {where.sql} ORDER BY {sort}{limit.sql}",  # noqa: S608 - constants only
        (*where.values, *limit.values),
    )


def _within_ends(way: str, head: int) -> Part:
    """Return that an order number may be in the head of all, judged by both ends of the ledger.

    Order numbers grow with time. Against that each row would enter a head that SQLite keeps
    sorted; so many rows of one end know a number that the head cannot lie beyond.
    """
    worst, closer, within = ("max", "min", "<=") if way == "ASC" else ("min", "max", ">=")
    ends = " UNION ALL ".join(
        f"SELECT {worst}(order_no) AS number FROM (SELECT order_no FROM entry {each} LIMIT ?)"  # noqa: S608 - constants only
        for each in ("NOT INDEXED ORDER BY id", "NOT INDEXED ORDER BY id DESC")
    )
    return Part(f"e.order_no {within} (SELECT {closer}(number) FROM ({ends}))", (head, head))  # noqa: S608 - constants only


def newest_ids(query: Query, *, descending: bool, head: int, among: int) -> Part:
    """Return the SQL of the head of a list by day, looked for at that end of the ledger only."""
    way = "DESC" if descending else "ASC"
    words = "CROSS JOIN search_text s ON s.id = e.id" if "search_text" in query.source else ""
    return Part(
        f"""SELECT e.id FROM (SELECT id FROM entry ORDER BY day {way}, time {way}, id {way}
            LIMIT ?) n CROSS JOIN entry e ON e.id = n.id {words}
            WHERE {query.where.sql} ORDER BY e.day {way}, e.time {way}, e.id {way} LIMIT ?""",  # noqa: S608 - constants only
        (among, *query.where.values, head),
    )


def sums_by_kind(query: Query) -> Part:
    """Return the SQL of count and sum by kind."""
    return Part(
        f"SELECT e.kind, count(*), sum(e.amount) FROM {query.source} WHERE {query.where.sql}"  # noqa: S608 - constants only
        " GROUP BY e.kind",
        query.where.values,
    )


def _part(condition: Condition, facts: DebtFacts) -> Part:  # noqa: PLR0911 - one for each condition
    if isinstance(condition, Words):
        return _words(condition)
    if isinstance(condition, AmountWithin):
        return _within("e.amount", condition.low, condition.high)
    if isinstance(condition, PeriodsWithin):
        found = _within("e.periods", condition.low, condition.high)
        return Part(f"(e.periods > 0 AND {found.sql})", found.values)
    if isinstance(condition, DayWithin):
        days = (condition.first, condition.last)
        first, last = (None if day is None else day.isoformat() for day in days)
        return _within("e.day", first, last)
    if isinstance(condition, InState):
        return _state(condition.state, facts)
    if isinstance(condition, OfKind):
        marks = " OR ".join(["e.kind = ?"] * len(condition.kinds))
        return Part(f"({marks})", condition.kinds)
    if isinstance(condition, WithId):
        return Part(_NAMED, (condition.entry_id,) * 3)
    if isinstance(condition, Not):
        found = _part(condition.condition, facts)
        return Part(f"NOT {found.sql}", found.values)
    return _any(condition, facts)


def _any(condition: AnyOf, facts: DebtFacts) -> Part:
    parts = [_part(each, facts) for each in condition.conditions]
    sql = " OR ".join(part.sql for part in parts)
    return Part(f"({sql})", tuple(value for part in parts for value in part.values))


def _words(condition: Words) -> Part:
    anywhere = "instr(s.words, ?)"
    if condition.field is None:
        return _contains(condition.text)
    mark = MARKS[condition.field]
    if mark == 1:  # The first of the texts: what is found in it is found before its end.
        quick = _contains(condition.text)
        sql = f"({quick.sql} AND {anywhere} BETWEEN 1 AND instr(s.words, char({mark + 1})))"
        return Part(sql, (*quick.values, condition.text))
    begin, end = f"instr(s.words, char({mark}))", f"instr(s.words, char({mark + 1}))"
    inside = f"instr(substr(s.words, {begin}, {end} - {begin}), ?)"
    quick = _contains(condition.text)
    return Part(f"({quick.sql} AND {inside} > 0)", (*quick.values, condition.text))


def _contains(text: str) -> Part:
    """Return whether a text stands anywhere; both sides are folded, so LIKE compares exactly.

    LIKE takes half of instr's time over texts of several bytes a character, but refuses long
    patterns and ends at a null.
    """
    if len(text) > _LONGEST_PATTERN or "\0" in text:
        return Part("(instr(s.words, ?) > 0)", (text,))
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return Part("(s.words LIKE ? ESCAPE '\\')", (f"%{escaped}%",))


def _within(column: str, low: int | str | None, high: int | str | None) -> Part:
    bounds = [(">=", low), ("<=", high)] if low != high else [("=", low)]
    known = [(sign, value) for sign, value in bounds if value is not None]
    sql = " AND ".join(f"{column} {sign} ?" for sign, _ in known) or "1"
    return Part(f"({sql})", tuple(value for _, value in known))


def _state(state: SearchState, facts: DebtFacts) -> Part:
    among = {
        SearchState.OWED: facts.left.keys(),
        SearchState.OVERDUE: facts.overdue,
        SearchState.LOCKED: facts.locked,
    }
    if state in among:
        return Part(_AMONG, (_json(among[state]),))
    if state is SearchState.PAID:
        sql = f"({OPENS_DEBT} AND e.amount > 0 AND e.day <= ? AND NOT {_AMONG})"
        return Part(sql, (facts.day.isoformat(), _json(facts.left)))
    if state is SearchState.QUESTION:
        return Part("(e.needs_periods = 1 OR e.state = 'pending')")
    if state is SearchState.REFUNDED:
        return Part(_REFUNDED)
    return Part("(e.kind = 'repayment' AND e.state = ?)", (state.value,))


def _json(rowids: Iterable[int]) -> str:
    return json.dumps(sorted(rowids))
