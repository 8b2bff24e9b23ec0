"""Importing bills: preview and booking are one use case, told apart by the commit alone.

Every row of a file is kept with its raw text. A row seen before is found by its identity and
ordinal; what a later export changed (a refund annotation) is updated. Refund rows are booked
last, when the purchases of the file are there to be tied to.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from huanqing.application.bill_rows import (
    BillFile,
    BillFileError,
    BillReader,
    BillRow,
    BillTotals,
    RowKind,
)
from huanqing.application.ports import KnownRow, NewRow, PurchaseCandidate, UnitOfWork
from huanqing.application.read_models import (
    BillSource,
    FileFailure,
    FileReport,
    ImportReport,
    PreviewRow,
)
from huanqing.application.row_matching import bought_description, choose_purchase, identity_of
from huanqing.application.services import Cancelled, Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNK = 2_500
NOT_BOOKED = (RowKind.AUTHORISATION, RowKind.REVIEW, RowKind.REFUND)
"""Kinds that get no entry of their own when they are seen; refunds are booked last."""
INSTALMENTS_HINT = "instalments"


def import_bills(
    uow: UnitOfWork,
    reader: BillReader,
    sources: Sequence[BillSource],
    imported_at: str,
    *,
    keep_rows: bool = True,
    progress: Progress | None = None,
) -> ImportReport:
    """Book the files into the unit of work and report each row; the caller commits or not.

    A file that cannot be read is reported as a failure and nothing of it is booked. With
    nothing new at all no batch is started, so that the caller has nothing to commit.
    """
    bills: list[BillFile] = []
    failures: list[FileFailure] = []
    for source in sources:
        try:
            bills += reader.read(source.name, source.content, source.password)
        except BillFileError as error:
            failures.append(FileFailure(source.name, error))
    booking = _Booking(uow, imported_at, [bill.name for bill in bills], progress)
    reports = [_FileImport(booking, bill, keep_rows=keep_rows).run() for bill in bills]
    return ImportReport(
        batch_id=booking.batch_id,
        files=tuple(reports),
        failures=tuple(failures),
        needs_review=sum(report.counts.get("undecided", 0) for report in reports),
    )


class _Booking:
    """What the files of one import share: the batch, started with the first change."""

    def __init__(
        self, uow: UnitOfWork, imported_at: str, names: list[str], progress: Progress | None
    ) -> None:
        self.uow = uow
        self.batch_id: int | None = None
        self._imported_at = imported_at
        self._names = names
        self._progress = progress
        self._done = 0

    def start(self) -> int:
        """Return the batch's id, beginning the action with the first call."""
        if self.batch_id is None:
            self.uow.journal.begin(
                "import", {"files": str(len(self._names)), "name": self._names[0]}
            )
            self.batch_id = self.uow.imports.start_batch(self._imported_at)
        return self.batch_id

    def tick(self, rows: int, total: int | None) -> None:
        """Report progress; raises Cancelled where the user wishes to stop."""
        self._done += rows
        if self._progress is not None and not self._progress(self._done, total or 0):
            raise Cancelled


class _FileImport:
    """One file's way into the ledger."""

    def __init__(self, booking: _Booking, bill: BillFile, *, keep_rows: bool) -> None:
        self._booking = booking
        self._imports = booking.uow.imports
        self._bill = bill
        self._rows: list[PreviewRow | None] | None = [] if keep_rows else None
        self._counts: Counter[str] = Counter()
        self._seen: dict[int, int] = {}
        self._file_id: int | None = None
        self._entry_id, self._row_id = self._imports.next_ids()
        self._refunds: list[tuple[int, BillRow, int, int]] = []
        self._annotated: set[int] = set()
        self._new_orders: set[str] = set()
        self._position = 0

    def run(self) -> FileReport:
        """Book the file's rows and return its report."""
        look_back = self._imports.has_rows()
        rows = self._bill.rows()
        while chunk := list(islice(rows, CHUNK)):
            self._book(chunk, look_back=look_back)
            self._booking.tick(len(chunk), self._bill.stated.records)
        self._book_refunds()
        self._tie_waiting_refunds()
        self._date_refunds()
        computed = self._bill.computed()
        return FileReport(
            name=self._bill.name,
            sha256=self._bill.sha256,
            provider=self._bill.provider,
            layout=self._bill.layout,
            rows=tuple(row for row in self._rows or () if row is not None),
            stated=self._bill.stated,
            computed=computed,
            agree=totals_agree(self._bill.stated, computed),
            counts=dict(self._counts),
        )

    def _book(self, chunk: list[BillRow], *, look_back: bool) -> None:
        provider = self._bill.provider
        seen = self._seen
        keyed: list[tuple[BillRow, int, int]] = []
        for row in chunk:
            identity = identity_of(provider, row)
            ordinal = seen.get(identity, 0)
            keyed.append((row, identity, ordinal))
            seen[identity] = ordinal + 1
        known = self._known([identity for _, identity, _ in keyed]) if look_back else {}
        entries: list[tuple[object, ...]] = []
        new_rows: list[NewRow] = []
        for row, identity, ordinal in keyed:
            earlier = known.get((identity, ordinal))
            if earlier is not None:
                self._again(row, earlier)
            elif row.kind is RowKind.REFUND:
                self._refunds.append((self._position, row, identity, ordinal))
                self._report(row, "", "")
            else:
                self._first_time(row, identity, ordinal, entries, new_rows)
        if new_rows:
            self._imports.add_rows(entries, new_rows)

    def _known(self, identities: list[int]) -> dict[tuple[int, int], KnownRow]:
        found = self._imports.known(identities)
        return {(each.identity, each.ordinal): each for each in found}

    def _first_time(
        self,
        row: BillRow,
        identity: int,
        ordinal: int,
        entries: list[tuple[object, ...]],
        new_rows: list[NewRow],
    ) -> None:
        file_id = self._file_id or self._started_file()
        entry_rowid: int | None = None
        kind = row.kind
        outcome = "new"
        # ``is`` throughout: the hash of an enumeration member is slow Python code.
        if kind is RowKind.REVIEW:
            outcome = "review"
        elif kind is RowKind.AUTHORISATION:
            outcome = "memo"
        else:
            entry_rowid = self._entry_id
            self._entry_id += 1
            entries.append(booked_entry(entry_rowid, row, None))
            if kind is RowKind.PURCHASE:
                self._new_orders.add(row.order_no)
                if row.refunded_fen:
                    self._annotated.add(entry_rowid)
        new_rows.append(self._new_row(row, file_id, identity, ordinal, entry_rowid))
        self._report(row, outcome, row.reason)

    def _new_row(
        self, row: BillRow, file_id: int, identity: int, ordinal: int, entry_rowid: int | None
    ) -> NewRow:
        self._row_id += 1
        return NewRow(
            self._row_id - 1,
            file_id,
            row.line,
            identity,
            ordinal,
            str.__str__(row.kind),
            row.amount_fen,
            row.refunded_fen,
            entry_rowid,
            row.reason,
            row.raw,
            _parsed(row) if entry_rowid is None else None,
        )

    def _again(self, row: BillRow, known: KnownRow) -> None:
        """A row of an earlier import: unchanged, or updated by what the export says now."""
        # Refunds only grow: a smaller annotation comes from an older export.
        if row.kind is known.kind and row.refunded_fen <= known.refunded_fen:
            if row.kind is RowKind.REFUND and known.entry_rowid is None:
                self._counts["undecided"] += 1
            self._report(row, "unchanged", row.reason)
            return
        if known.entry_rowid is not None and row.kind is not known.kind:
            self._report(row, "review", "kind_changed")
            return
        file_id = self._started_file()
        new = NewRow(
            known.row_id,
            file_id,
            row.line,
            known.identity,
            known.ordinal,
            row.kind.value,
            row.amount_fen,
            row.refunded_fen,
            known.entry_rowid,
            row.reason,
            row.raw,
            _parsed(row) if known.entry_rowid is None else None,
        )
        if known.entry_rowid is None and row.kind in {RowKind.PURCHASE, RowKind.REFUND}:
            self._new_orders.add(row.order_no)
        if known.entry_rowid is None and row.kind not in NOT_BOOKED:
            new = new._replace(entry_rowid=self._entry_id, parsed=None)
            self._entry_id += 1
            self._imports.add_rows([booked_entry(self._entry_id - 1, row, None)], [])
        self._imports.replace_row(known, new)
        if new.entry_rowid is not None and row.kind is RowKind.PURCHASE:
            self._annotated.add(new.entry_rowid)
        self._report(row, "update", "refund_changed" if known.entry_rowid else row.reason)

    def _book_refunds(self) -> None:
        """Tie the file's new refund rows to their purchases and book them."""
        candidates = self._candidates([row for _, row, _, _ in self._refunds])
        for begin in range(0, len(self._refunds), CHUNK):
            entries: list[tuple[object, ...]] = []
            new_rows: list[NewRow] = []
            for position, row, identity, ordinal in self._refunds[begin : begin + CHUNK]:
                file_id = self._started_file()
                purchase = candidates.take(row)
                entry_rowid: int | None = None
                if purchase is not None:
                    entry_rowid = self._entry_id
                    self._entry_id += 1
                    entries.append(booked_entry(entry_rowid, row, purchase))
                    self._annotated.add(purchase.rowid)
                new_rows.append(self._new_row(row, file_id, identity, ordinal, entry_rowid))
                outcome = "review" if purchase is None else "new"
                reason = "purchase_not_found" if purchase is None else row.reason
                self._settle(position, row, outcome, reason)
            self._imports.add_rows(entries, new_rows)

    def _candidates(self, rows: list[BillRow]) -> _Candidates:
        numbers = sorted({row.order_no for row in rows if row.order_no})
        descriptions = sorted({bought_description(row) for row in rows if not row.order_no})
        if not numbers and not descriptions:
            return _Candidates([])
        return _Candidates(self._imports.candidates(numbers, descriptions))

    def _tie_waiting_refunds(self) -> None:
        """Book refunds of earlier imports whose purchase came with this file."""
        numbers = sorted(self._new_orders)
        if not numbers or not self._imports.has_waiting_refunds():
            return
        waiting = self._imports.waiting_refunds(numbers)
        candidates = self._candidates([row for _, row in waiting])
        for row_id, row in waiting:
            purchase = candidates.take(row)
            if purchase is not None:
                self._imports.add_rows([booked_entry(self._entry_id, row, purchase)], [])
                self._imports.tie(row_id, self._entry_id)
                self._entry_id += 1
                self._annotated.add(purchase.rowid)

    def _date_refunds(self) -> None:
        """Keep what a purchase is annotated with beyond its refund rows as a pending refund."""
        if not self._annotated:
            return
        sums = self._imports.undated_refunds(sorted(self._annotated))
        for purchase, (annotated, booked, pending) in sums.items():
            missing = max(0, annotated - booked)
            if missing != pending:
                self._imports.set_pending_refund(purchase, missing)
        self._entry_id, _ = self._imports.next_ids()

    def _started_file(self) -> int:
        if self._file_id is None:
            self._file_id = self._imports.add_file(self._booking.start(), self._bill)
        return self._file_id

    def _report(self, row: BillRow, outcome: str, reason: str) -> None:
        self._position += 1
        if outcome:
            self._count(row, outcome)
        if self._rows is not None:
            self._rows.append(PreviewRow(row, outcome, reason) if outcome else None)

    def _settle(self, position: int, row: BillRow, outcome: str, reason: str) -> None:
        self._count(row, outcome)
        if self._rows is not None:
            self._rows[position] = PreviewRow(row, outcome, reason)

    def _count(self, row: BillRow, outcome: str) -> None:
        self._counts[outcome] += 1
        if outcome == "review" or row.kind is RowKind.REVIEW:
            self._counts["undecided"] += 1


class _Candidates:
    """Purchases that refunds may belong to, with what each has left to refund."""

    def __init__(self, found: Sequence[PurchaseCandidate]) -> None:
        self._now = {each.rowid: each for each in found}
        self._by_order: defaultdict[str, list[int]] = defaultdict(list)
        self._by_description: defaultdict[str, list[int]] = defaultdict(list)
        for each in found:
            self._by_order[each.order_no].append(each.rowid)
            self._by_description[each.description].append(each.rowid)

    def take(self, row: BillRow) -> PurchaseCandidate | None:
        """Return the purchase of a refund row, less the amount from then on."""
        if row.order_no:
            pool = self._by_order[row.order_no]
        else:
            pool = self._by_description[bought_description(row)]
        chosen = choose_purchase(row, [self._now[rowid] for rowid in pool])
        if chosen is not None:
            refunded = chosen.refunded_fen + row.amount_fen
            self._now[chosen.rowid] = chosen._replace(refunded_fen=refunded)
        return chosen


def booked_entry(
    rowid: int, row: BillRow, purchase: PurchaseCandidate | None
) -> tuple[object, ...]:
    """Return the entry of a row, in the order of ``BOOKED_COLUMNS``.

    A refund counts on its purchase's day at the earliest, whatever the file says.
    """
    day = row.time[:10] if purchase is None else max(row.time[:10], purchase.day)
    kind = row.kind
    is_purchase = kind is RowKind.PURCHASE
    is_repayment = kind is RowKind.REPAYMENT
    return (
        rowid,
        str.__str__(kind),
        day,
        row.time[11:],
        row.amount_fen,
        "booked" if is_repayment or kind is RowKind.REFUND else "",
        row.counterparty,
        row.description,
        row.category,
        row.method,
        row.order_no,
        row.merchant_order_no,
        row.note,
        None if purchase is None else purchase.rowid,
        max(1, row.periods) if is_purchase else 0,
        int(is_repayment),
        int(is_purchase and not row.periods and INSTALMENTS_HINT in row.hints),
    )


def _parsed(row: BillRow) -> str | None:
    """Return the fields of a row that has no entry, so that it can be booked later."""
    if row.kind is RowKind.AUTHORISATION:
        return None
    return json.dumps(row._replace(raw=""), ensure_ascii=False)


def totals_agree(stated: BillTotals, computed: BillTotals) -> bool | None:
    """Return whether everything that the file states is what its rows add up to."""
    pairs: Iterator[tuple[object, object]] = zip(stated, computed, strict=True)
    checked = [said == found for said, found in pairs if said is not None]
    return all(checked) if checked else None
