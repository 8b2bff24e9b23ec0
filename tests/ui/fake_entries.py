"""Entries in memory."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.entry_models import (
    AllocationRow,
    EntryDetail,
    EntryListRow,
    EntryOrder,
    EntryQuery,
    FieldChange,
    FieldProblem,
    FoundEntries,
    HistoryRow,
    KindSum,
    RawRow,
    SavedSearch,
    ScheduleRow,
)
from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import LockedStatementError
from huanqing.application.progress import Cancelled, Progress
from huanqing.application.read_models import ActionRow
from huanqing.application.statement_models import ChangePreview, StatementChange
from huanqing.domain.civil_dates import add_months
from huanqing.domain.entries import AllocationTarget
from huanqing.domain.money import Remainder, rate_of, split_principal
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from threading import Event

KINDS = ("purchase", "refund", "repayment", "adjustment")


def make_record(number: int, **fields: object) -> EntryRecord:
    record = EntryRecord(
        id=f"e{number}",
        kind="purchase",
        day=date(2026, 6, 1 + number % 28).isoformat(),
        amount_fen=100000 + number * 111,
        time="10:00:00",
        counterparty="京东超市",
        description=f"大米 {number}",
        category="食品酒饮",
        method="京东白条",
        order_no=f"30000{number}",
        periods=1,
    )
    return replace(record, **fields)  # type: ignore[arg-type]


def make_records() -> list[EntryRecord]:
    return [
        make_record(1),
        make_record(2, description="手机 256GB", counterparty="小米", amount_fen=239211),
        make_record(3, description="猫粮", needs_periods=True, periods=1),
        make_record(4, kind="repayment", description="还款", counterparty="", method="ICBC 1234"),
        make_record(5, kind="refund", purchase_id="e2", state="booked", amount_fen=39211),
    ]


class FakePreparation:
    """Nothing is to be prepared, until ``debts_are_far`` or ``texts`` are set.

    ``gate``, where set, keeps the indexing waiting until it is opened.
    """

    def __init__(self) -> None:
        self.debts_are_far = False
        self.left_out = False
        self.texts = 0
        self.gate: Event | None = None
        self.is_waiting = False

    def load_debts(self, _progress: Progress | None = None) -> bool:
        left_out, self.left_out, self.debts_are_far = self.left_out, False, False
        return left_out

    def index_some(self, _progress: Progress | None = None) -> bool:
        if self.gate is not None:
            self.is_waiting = True
            self.gate.wait(5)
        self.texts = max(self.texts - 1, 0)
        return self.texts > 0

    def index(self, progress: Progress | None = None) -> None:
        while self.index_some(progress):
            if progress is not None and not progress(0, 0):
                raise Cancelled


class FakeEntries:
    """Answers from a list of entries.

    ``gate``, where set, keeps every search waiting until it is opened or asked to stop;
    ``locked`` are statement dates that no change may touch; ``failure`` is what a write raises.
    """

    def __init__(self, records: Sequence[EntryRecord] | None = None) -> None:
        made = make_records() if records is None else records
        self.records: dict[int, EntryRecord] = dict(enumerate(made, start=1))
        self.preparation = FakePreparation()
        self.saved: list[SavedSearch] = []
        self.locked: tuple[date, ...] = ()
        self.gate: Event | None = None
        self.failure: Exception | None = None
        self.raw: RawRow | None = None
        self.allocations: tuple[AllocationRow, ...] = ()
        self.queries: list[EntryQuery] = []
        self.row_requests: list[list[int]] = []
        self.cancelled_searches = 0
        self.done: list[tuple[ActionRow, dict[int, EntryRecord]]] = []

    def find(
        self, query: EntryQuery, *, head: int | None = None, progress: Progress | None = None
    ) -> FoundEntries:
        self.queries.append(query)
        self._wait(progress)
        strange = tuple(word for word in query.text.split() if word.startswith("nofield:"))
        found = [n for n, record in self.records.items() if _fits(record, query.text, strange)]
        found.sort(key=lambda n: (_key(self.records[n], query.order), n))
        if query.is_descending:
            found.reverse()
        if head is not None and len(found) > head:
            return FoundEntries(
                array("q", found[:head]),
                is_complete=False,
                count=None,
                sums=None,
                not_understood=strange,
            )
        return FoundEntries(
            array("q", found),
            is_complete=True,
            count=len(found),
            sums=self.sums(found),
            not_understood=strange,
        )

    def rows(self, rowids: Sequence[int], *, waits: bool = True) -> list[EntryListRow]:
        self.row_requests.append(list(rowids))
        if not waits and self.preparation.debts_are_far:
            self.preparation.left_out = True
            found = [self.row(rowid) for rowid in rowids if rowid in self.records]
            return [replace(each, left_fen=None) for each in found]
        return [self.row(rowid) for rowid in rowids if rowid in self.records]

    def row(self, rowid: int) -> EntryListRow:
        record = self.records[rowid]
        return EntryListRow(
            rowid=rowid,
            id=record.id,
            kind=record.kind,
            day=date.fromisoformat(record.day),
            time=record.time,
            amount_fen=record.amount_fen,
            counterparty=record.counterparty,
            description=record.description,
            category=record.category,
            method=record.method,
            order_no=record.order_no,
            state=record.state,
            periods=record.periods,
            needs_periods=record.needs_periods,
            left_fen=record.amount_fen if record.kind == "purchase" else None,
            note=record.note,
        )

    def sums(self, rowids: Sequence[int]) -> tuple[KindSum, ...]:
        counts: Counter[str] = Counter()
        amounts: Counter[str] = Counter()
        for record in (self.records[rowid] for rowid in rowids if rowid in self.records):
            counts[record.kind] += 1
            amounts[record.kind] += record.amount_fen
        return tuple(KindSum(kind, counts[kind], amounts[kind]) for kind in KINDS if counts[kind])

    def detail(self, rowid: int) -> EntryDetail:
        record = self.records[rowid]
        is_purchase = record.kind == "purchase"
        refunds = [
            self.row(n)
            for n, each in self.records.items()
            if each.kind == "refund" and each.purchase_id == record.id
        ]
        history = HistoryRow(
            7,
            "change",
            {"kind": record.kind},
            "2026-06-09T12:00:00+08:00",
            is_undone=False,
            changes=(FieldChange("amount", "77701", str(record.amount_fen)),),
        )
        return EntryDetail(
            row=self.row(rowid),
            record=record,
            schedule=_schedule(record) if is_purchase else (),
            refunds=tuple(refunds) if is_purchase else (),
            allocations=self.allocations if record.kind == "repayment" else (),
            history=(history,),
            raw=self.raw,
        )

    def rowid_of(self, kind: str, entry_id: str) -> int | None:
        for rowid, record in self.records.items():
            if (record.kind, record.id) == (kind, entry_id):
                return rowid
        return None

    def problems(self, draft: EntryRecord) -> list[FieldProblem]:
        found = []
        if draft.amount_fen <= 0 and draft.kind != "adjustment":
            found.append(FieldProblem("amount_fen", "not_above_zero"))
        if draft.kind == "refund" and self.rowid_of("purchase", draft.purchase_id) is None:
            found.append(FieldProblem("purchase_id", "required"))
        if draft.kind == "purchase" and not 1 <= draft.periods <= 120:
            found.append(FieldProblem("periods", "bad_range", 120))
        return found

    def add(self, draft: EntryRecord, *, allow_locked: bool = False) -> int:
        self._check(allow_locked=allow_locked)
        self._begin("add", {"kind": draft.kind})
        rowid = max(self.records, default=0) + 1
        self.records[rowid] = draft if draft.id else replace(draft, id=f"n{rowid}")
        return rowid

    def change(self, rowid: int, draft: EntryRecord, *, allow_locked: bool = False) -> None:
        self._check(allow_locked=allow_locked)
        self._begin("change", {"kind": draft.kind})
        self.records[rowid] = draft

    def remove(self, rowids: Sequence[int], *, allow_locked: bool = False) -> None:
        self._check(allow_locked=allow_locked)
        left = dict(self.records)
        for rowid in rowids:
            del left[rowid]
        self._begin("remove", {"count": str(len(rowids))})
        self.records = left

    def split(
        self,
        rowid: int,
        periods: int,
        fee_rate_ppm: int = 0,
        free_periods: int = 0,
        *,
        allow_locked: bool = False,
    ) -> None:
        self._check(allow_locked=allow_locked)
        self._begin("split", {"periods": str(periods)})
        self.records[rowid] = replace(
            self.records[rowid],
            periods=periods,
            fee_rate_ppm=fee_rate_ppm,
            free_periods=free_periods,
            needs_periods=False,
        )

    def preview(self, rowid: int | None, draft: EntryRecord) -> ChangePreview:
        before = _schedule(self.records[rowid]) if rowid is not None else ()
        after = _schedule(draft) if draft.periods else ()
        days = {line.statement_date: line.due_date for line in (*before, *after)}
        changes = tuple(
            StatementChange(
                day,
                due,
                _total(before, day),
                _total(after, day),
                _total(before, day),
                _total(after, day),
            )
            for day, due in sorted(days.items())
            if _total(before, day) != _total(after, day)
        )
        owed = sum(record.amount_fen for record in self.records.values())
        old = self.records[rowid].amount_fen if rowid is not None else 0
        return ChangePreview(
            changes,
            owed,
            owed - old + draft.amount_fen,
            sum(line.fee_fen for line in before),
            sum(line.fee_fen for line in after),
            None,
            None,
        )

    def purchases_like(self, text: str, count: int = 20) -> list[EntryListRow]:
        found = [
            self.row(rowid)
            for rowid, record in self.records.items()
            if record.kind == "purchase" and _fits(record, text, ())
        ]
        return sorted(found, key=lambda row: row.day, reverse=True)[:count]

    def suggestions(self, field: str, count: int = 50) -> list[str]:
        values = Counter(str(getattr(record, field)) for record in self.records.values())
        return [value for value, _ in values.most_common(count) if value]

    def saved_searches(self) -> list[SavedSearch]:
        return list(self.saved)

    def save_searches(self, searches: Sequence[SavedSearch]) -> None:
        self._begin("searches", {})
        self.saved = list(searches)

    def undo_last(self) -> ActionRow:
        action, self.records = self.done.pop()
        return action

    def _begin(self, name: str, arguments: dict[str, str]) -> None:
        number = len(self.done) + 1
        action = ActionRow(number, name, arguments, "2026-07-07T09:00:00", is_undone=False)
        self.done.append((action, dict(self.records)))

    def _check(self, *, allow_locked: bool) -> None:
        if self.failure is not None:
            raise self.failure
        if self.locked and not allow_locked:
            raise LockedStatementError(self.locked)

    def _wait(self, progress: Progress | None) -> None:
        while self.gate is not None and not self.gate.wait(0.005):
            if progress is not None and not progress(1, 2):
                self.cancelled_searches += 1
                raise Cancelled


def _fits(record: EntryRecord, text: str, strange: tuple[str, ...]) -> bool:
    return all(_fits_word(record, word) for word in text.split() if word not in strange)


def _fits_word(record: EntryRecord, word: str) -> bool:
    if word.startswith("-") and len(word) > 1:
        return not _fits_word(record, word[1:])
    name, colon, value = word.partition(":")
    if colon and name == "金额":
        return record.amount_fen > int(value.lstrip(">")) * 100
    texts = (record.description, record.counterparty, record.category, record.kind)
    return any(word.casefold() in each.casefold() for each in texts)


def _key(record: EntryRecord, order: EntryOrder) -> tuple[int, str]:
    if order is EntryOrder.AMOUNT:
        return (record.amount_fen, "")
    if order is EntryOrder.DAY or order is EntryOrder.LEFT:
        return (0, record.day)
    return (0, str(getattr(record, order.value)))


def _schedule(record: EntryRecord) -> tuple[ScheduleRow, ...]:
    if record.kind != "purchase":
        return ()
    parts = split_principal(record.amount_fen, record.periods, Remainder.LAST)
    fee = rate_of(record.amount_fen, record.fee_rate_ppm)
    lines = record.details.get("edited_lines", [])
    assert isinstance(lines, list)
    edited = {line["period"]: line for line in lines}
    first = add_months(date.fromisoformat(record.day).replace(day=3), 1)
    rows = []
    for place, part in enumerate(parts):
        line = edited.get(place + 1, {})
        day = date.fromisoformat(line.get("statement_date") or str(add_months(first, place)))
        rows.append(
            ScheduleRow(
                period=place + 1,
                periods=record.periods,
                statement_date=day,
                due_date=day.replace(day=12),
                principal_fen=line.get("principal", part),
                fee_fen=line.get("fee", fee if place >= record.free_periods else 0),
                left_fen=part,
                state=StatementState.UNBILLED,
                is_edited=bool(line),
            )
        )
    return tuple(rows)


def _total(lines: Sequence[ScheduleRow], day: date) -> int:
    return sum(line.principal_fen + line.fee_fen for line in lines if line.statement_date == day)


def make_allocation(amount_fen: int) -> AllocationRow:
    return AllocationRow(
        AllocationTarget.PRINCIPAL, amount_fen, date(2026, 7, 3), "e2", 1, "手机 256GB"
    )
