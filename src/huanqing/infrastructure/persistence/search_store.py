"""Lists of entries by SQL."""

from __future__ import annotations

import json
import sqlite3
from array import array
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from huanqing.application import entry_record
from huanqing.application.entry_models import EntryListRow, EntryOrder, KindSum, RawRow
from huanqing.application.entry_ports import DebtFacts
from huanqing.application.progress import Cancelled
from huanqing.infrastructure.persistence.entry_history import history_of
from huanqing.infrastructure.persistence.entry_store import OPENS_DEBT, UID, find_row
from huanqing.infrastructure.persistence.search_sql import (
    NEWEST,
    by_left,
    newest_ids,
    query_of,
    sorted_ids,
    sums_by_kind,
)
from huanqing.infrastructure.persistence.search_texts import (
    add_texts,
    add_texts_at_end,
    wrong_texts,
)
from huanqing.infrastructure.persistence.tables import ENTRY_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from huanqing.application.entry_models import HistoryRow
    from huanqing.application.entry_search import Condition
    from huanqing.application.progress import Progress
    from huanqing.infrastructure.persistence.search_sql import Part, Query

T = TypeVar("T")

ASK_EVERY = 50_000
"""Steps of SQLite's machine between two looks at whether the user still waits."""

FEW = 2_500
"""How many entries at the end of a list are tried before ``NEWEST`` where they lack texts."""

_NO_DEBTS = DebtFacts(date.min, {}, frozenset(), frozenset())

SUGGESTED = frozenset({"counterparty", "description", "category", "method"})
_KIND_ORDER = {kind: rank for rank, kind in enumerate(ENTRY_KINDS)}
_CELL_SEPARATOR = "\x1f"

_ROWS = f"""SELECT e.id, {UID}, e.kind, e.day, e.time, e.amount,
        COALESCE(NULLIF(e.counterparty, ''), p.counterparty, ''),
        COALESCE(NULLIF(e.description, ''), p.description, ''),
        e.category, e.method, e.order_no, e.state, e.periods, e.needs_periods, e.note
    FROM json_each(?) j CROSS JOIN entry e ON e.id = j.value
    LEFT JOIN entry p ON p.id = e.purchase_id ORDER BY j.key"""  # noqa: S608 - constants only


class SqlSearchStore:
    """Finds and reads entries within the open transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work within the open transaction."""
        self._connection = connection
        # The driver's own cursors: SQLAlchemy's rows double the time of long lists.
        self._driver = cast("sqlite3.Connection", connection.connection.driver_connection)

    def version(self) -> int:
        """Return a number that grows with every write to the file."""
        return self._driver.total_changes

    def add_texts(self, after: int, count: int) -> int | None:
        """Index up to ``count`` entries after a row; return the last of them, None without any."""
        return add_texts(self._driver, after, count)

    def wrong_texts(self) -> list[int]:
        """Return the rows whose indexed texts are not those of the entry."""
        return wrong_texts(self._driver)

    def find_at_end(
        self, conditions: Sequence[Condition], head: int, *, is_newest: bool
    ) -> array[int] | None:
        """Return the head of a list by day, found at one end of the ledger; None for less."""
        query = query_of(conditions, _NO_DEBTS)
        for count in (FEW, NEWEST):
            add_texts_at_end(self._driver, count, of_newest=is_newest)
            wanted = newest_ids(query, descending=is_newest, head=head, among=count)
            found = self._ids(wanted, None)
            if len(found) == head:
                return found
        return None

    def find(
        self,
        conditions: Sequence[Condition],
        facts: DebtFacts,
        order: tuple[EntryOrder, bool],
        head: int | None = None,
        progress: Progress | None = None,
    ) -> array[int]:
        """Return the rows that meet every condition, sorted; raises Cancelled."""
        query = query_of(conditions, facts)
        column, descending = order
        if column is EntryOrder.LEFT:
            return self._by_left(query, (facts, descending), head, progress)
        if head is not None and head <= NEWEST and column is EntryOrder.DAY and query.reads_all:
            wanted = newest_ids(query, descending=descending, head=head, among=NEWEST)
            found = self._ids(wanted, progress)
            if len(found) == head:
                return found
        wanted = sorted_ids(query, column, descending=descending, head=head)
        return self._ids(wanted, progress)

    def _by_left(
        self,
        query: Query,
        order: tuple[DebtFacts, bool],
        head: int | None,
        progress: Progress | None,
    ) -> array[int]:
        """Return rows by what is left of them; a debt paid comes before what is none."""
        facts, descending = order
        groups = by_left(query, facts)
        found: array[int] = array("q")
        for group in groups if descending else reversed(groups):
            is_owed = group is groups[0]
            # Few are owed, and their order is not that of the query.
            wanted = None if head is None or is_owed else head - len(found)
            newest = sorted_ids(group, EntryOrder.DAY, descending=True, head=wanted)
            rowids = self._ids(newest, progress)
            if is_owed:
                by_left_fen = sorted(rowids, key=facts.left.__getitem__, reverse=descending)
                rowids = array("q", by_left_fen)
            found.extend(rowids)
            if head is not None and len(found) >= head:
                return found[:head]
        return found

    def sums_of(
        self,
        conditions: Sequence[Condition],
        facts: DebtFacts,
        progress: Progress | None = None,
    ) -> tuple[KindSum, ...]:
        """Return count and sum by kind of what meets every condition."""
        wanted = sums_by_kind(query_of(conditions, facts))
        return _kind_sums(self._read(wanted, list, progress))

    def sums(self, rowids: Sequence[int]) -> tuple[KindSum, ...]:
        """Return count and sum by kind of these rows."""
        query = """SELECT kind, count(*), sum(amount) FROM entry
            WHERE id IN (SELECT value FROM json_each(?)) GROUP BY kind"""
        return _kind_sums(self._driver.execute(query, (_json(rowids),)).fetchall())

    def rows(self, rowids: Sequence[int], facts: DebtFacts) -> list[EntryListRow]:
        """Return the rows of these ids in their order; those that are gone are left out."""
        return [_row(each, facts) for each in self._driver.execute(_ROWS, (_json(rowids),))]

    def rowid_of(self, kind: str, entry_id: str) -> int | None:
        """Return the row of an entry by its id, None where there is none."""
        return find_row(self._connection, kind, entry_id)

    def refunds_of(self, rowid: int) -> list[int]:
        """Return the rows of a purchase's refunds, oldest first."""
        query = """SELECT id FROM entry WHERE purchase_id = ? AND kind = 'refund'
            ORDER BY day, time, id"""
        return [row_id for (row_id,) in self._driver.execute(query, (rowid,))]

    def resting_on(self, rowids: Sequence[int]) -> list[int]:
        """Return the rows of the entries that belong to these purchases."""
        query = """SELECT id FROM entry WHERE purchase_id IN (SELECT value FROM json_each(?))
            ORDER BY id"""
        return [row_id for (row_id,) in self._driver.execute(query, (_json(rowids),))]

    def debt_rows(self, entry_ids: Iterable[str]) -> dict[str, int]:
        """Return the rows of what opened the debts of these ids; unknown ids are absent."""
        names = json.dumps(list(entry_ids), ensure_ascii=False)
        query = f"""SELECT e.uid, e.id FROM json_each(:names) n
            CROSS JOIN entry e ON e.uid = n.value AND {OPENS_DEBT} UNION ALL
            SELECT n.value, e.id FROM json_each(:names) n
            CROSS JOIN entry e ON e.id = CAST(substr(n.value, 2) AS INTEGER)
            WHERE e.uid IS NULL AND {OPENS_DEBT} AND {UID} = n.value"""  # noqa: S608 - constants only
        return dict(self._driver.execute(query, {"names": names}).fetchall())

    def history(self, rowid: int) -> tuple[HistoryRow, ...]:
        """Return the actions that touched an entry since it was made, oldest first."""
        return history_of(self._driver, rowid)

    def raw(self, rowid: int) -> tuple[RawRow, str] | None:
        """Return the row of a bill that brought an entry, without captions, and its layout."""
        query = """SELECT f.name, r.line, b.imported_at, r.reason, r.raw,
                f.provider || ' ' || f.layout FROM import_row r
            JOIN import_file f ON f.id = r.file_id JOIN import_batch b ON b.id = f.batch_id
            WHERE r.entry_id = ? ORDER BY r.id LIMIT 1"""
        found = self._driver.execute(query, (rowid,)).fetchone()
        if found is None:
            return None
        name, line, imported_at, reason, raw, layout = found
        cells = tuple(("", cell.strip()) for cell in raw.split(_CELL_SEPARATOR))
        return RawRow(name, line, imported_at, reason, cells), str(layout)

    def suggestions(self, field: str, count: int) -> list[str]:
        """Return the values used most in a column; none of an unknown one."""
        if field not in SUGGESTED:
            return []
        query = f"""SELECT {field} FROM entry WHERE {field} <> '' GROUP BY {field}
            ORDER BY count(*) DESC, max(id) DESC LIMIT ?"""  # noqa: S608 - a known column
        return [value for (value,) in self._driver.execute(query, (count,))]

    def _ids(self, wanted: Part, progress: Progress | None) -> array[int]:
        """Return the ids of the rows found; as a list they would take twelve times the memory."""

        def read(rows: sqlite3.Cursor) -> array[int]:
            return array("q", map(itemgetter(0), rows))

        return self._read(wanted, read, progress)

    def _read(
        self, wanted: Part, read: Callable[[sqlite3.Cursor], T], progress: Progress | None
    ) -> T:
        """Return what ``read`` makes of the rows; meanwhile ``progress`` may stop it."""
        if progress is None:
            return read(self._driver.execute(wanted.sql, wanted.values))
        stop = progress
        self._driver.set_progress_handler(lambda: int(not stop(0, 0)), ASK_EVERY)
        try:
            return read(self._driver.execute(wanted.sql, wanted.values))
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise Cancelled from error
            raise
        finally:
            self._driver.set_progress_handler(None, 0)


def _kind_sums(rows: Iterable[tuple[object, ...]]) -> tuple[KindSum, ...]:
    found = [KindSum(str(kind), int(str(count)), int(str(fen))) for kind, count, fen in rows]
    return tuple(sorted(found, key=lambda each: _KIND_ORDER[each.kind]))


def _row(found: Any, facts: DebtFacts) -> EntryListRow:  # noqa: ANN401 - a driver row
    row_id, name, kind, day, time, amount, merchant, bought, category, method, *rest = found
    order_no, state, periods, needs_periods, note = rest
    is_known = kind in entry_record.OPENS_DEBT and day <= facts.day.isoformat()
    return EntryListRow(
        rowid=row_id,
        id=name,
        kind=kind,
        day=date.fromisoformat(day),
        time=time,
        amount_fen=amount,
        counterparty=merchant,
        description=bought,
        category=category,
        method=method,
        order_no=order_no,
        state=state,
        periods=periods,
        needs_periods=bool(needs_periods),
        left_fen=facts.left.get(row_id, 0) if is_known else None,
        note=note,
    )


def _json(rowids: Sequence[int]) -> str:
    return json.dumps(list(rowids))
