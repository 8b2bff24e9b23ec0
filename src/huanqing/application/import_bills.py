"""Importing bills: preview and booking are one use case, told apart by the commit alone.

Every row of a file is kept with its raw text. A row seen before is found by its identity and
ordinal; what a later export changed (a refund annotation) is updated. Refund rows are booked
last, when the purchases of the file are there to be tied to. What the user decided about a row
stays with it: a later export finds it ``unchanged``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
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
from huanqing.application.booked_rows import booked_entry, parsed_text
from huanqing.application.import_ports import KnownRow, NewRow
from huanqing.application.import_refunds import (
    candidates_for,
    date_refunds,
    tie_waiting_refunds,
)
from huanqing.application.progress import Cancelled, Progress
from huanqing.application.read_models import (
    BillSource,
    FileFailure,
    FileReport,
    ImportReport,
    PreviewRow,
    RowChoice,
    RowKey,
)
from huanqing.application.row_choices import CHOSEN, SKIPPED, decided
from huanqing.application.row_matching import identity_of
from huanqing.application.typed_repayments import TYPED, TypedRepayments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from huanqing.application.ports import UnitOfWork

CHUNK = 2_500
NOT_BOOKED = (RowKind.AUTHORISATION, RowKind.REVIEW, RowKind.REFUND)
"""Kinds that get no entry of their own when they are seen; refunds are booked last."""


def import_bills(
    uow: UnitOfWork,
    reader: BillReader,
    sources: Sequence[BillSource],
    imported_at: str,
    *,
    choices: Mapping[RowKey, RowChoice] | None = None,
    keep_rows: bool = True,
    progress: Progress | None = None,
) -> ImportReport:
    """Book the files into the unit of work and report each row; the caller commits or not.

    A file that cannot be read is reported as a failure and nothing of it is booked. With
    nothing new at all no batch is started, so that the caller has nothing to commit. Raises
    InvalidFieldError for a choice that its row does not allow.
    """
    bills, failures = _read(reader, sources)
    chosen: dict[str, dict[int, RowChoice]] = {}
    for (name, line), choice in (choices or {}).items():
        chosen.setdefault(name, {})[line] = choice
    booking = _Booking(uow, imported_at, [bill.name for bill in bills], progress)
    reports = [
        _FileImport(booking, bill, chosen.get(bill.name, {}), keep_rows=keep_rows).run()
        for bill in bills
    ]
    return ImportReport(
        batch_id=booking.batch_id,
        files=tuple(reports),
        failures=tuple(failures),
        needs_review=sum(report.counts.get("undecided", 0) for report in reports),
    )


def _read(
    reader: BillReader, sources: Sequence[BillSource]
) -> tuple[list[BillFile], list[FileFailure]]:
    """Return the bills, each under a name of its own, and the files that cannot be read."""
    read: list[tuple[BillSource, BillFile]] = []
    failures: list[FileFailure] = []
    for source in sources:
        try:
            bills = reader.read(source.name, source.content, source.password)
            read += [(source, bill) for bill in bills]
        except BillFileError as error:
            failures.append(FileFailure(source.name, error))
    names = Counter(bill.name for _, bill in read)
    return [
        bill if names[bill.name] == 1 else replace(bill, name=f"{source.name}/{bill.name}")
        for source, bill in read
    ], failures


class _Booking:
    """What the files of one import share: the batch, started with the first change."""

    def __init__(
        self, uow: UnitOfWork, imported_at: str, names: list[str], progress: Progress | None
    ) -> None:
        self.uow = uow
        self.batch_id: int | None = None
        self.typed = TypedRepayments(uow.imports)
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

    def __init__(
        self,
        booking: _Booking,
        bill: BillFile,
        choices: Mapping[int, RowChoice],
        *,
        keep_rows: bool,
    ) -> None:
        self._booking = booking
        self._imports = booking.uow.imports
        self._bill = bill
        self._choices = choices
        self._rows: list[PreviewRow | None] | None = [] if keep_rows else None
        self._counts: Counter[str] = Counter()
        self._seen: dict[int, int] = {}
        self._file_id: int | None = None
        self._entry_id, self._row_id = self._imports.next_ids()
        self._refunds: list[tuple[int, BillRow, int, int]] = []
        self._annotated: set[int] = set()
        self._new_orders: set[str] = set()
        self._terms: dict[int, RowChoice] = {}
        self._position = 0

    def run(self) -> FileReport:
        """Book the file's rows and return its report."""
        look_back = self._imports.has_rows()
        rows = self._bill.rows()
        choices = self._choices
        while chunk := list(islice(rows, CHUNK)):
            if choices:
                chunk = [
                    decided(row, choices[row.line]) if row.line in choices else row for row in chunk
                ]
            self._book(chunk, look_back=look_back)
            self._booking.tick(len(chunk), self._bill.stated.records)
        self._book_refunds()
        uow = self._booking.uow
        self._annotated |= tie_waiting_refunds(uow, self._new_orders, self._entry_id)
        date_refunds(uow.refunds, self._annotated)
        for entry_id, choice in self._terms.items():
            self._imports.set_terms(entry_id, choice.fee_rate_ppm, choice.free_periods)
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
            elif row.kind is RowKind.REFUND and row.reason != SKIPPED:
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
        if row.reason == SKIPPED:
            outcome = "skipped"
        elif kind is RowKind.REVIEW:
            outcome = "review"
        elif kind is RowKind.AUTHORISATION:
            outcome = "memo"
        elif kind is RowKind.REPAYMENT and (typed := self._booking.typed.take(row)) is not None:
            entry_rowid, outcome = typed, "linked"
            row = row._replace(reason=TYPED)
        else:
            entry_rowid = self._entry_id
            self._entry_id += 1
            entries.append(booked_entry(entry_rowid, row, None))
            if kind is RowKind.PURCHASE:
                self._new_orders.add(row.order_no)
                if row.refunded_fen:
                    self._annotated.add(entry_rowid)
                if row.line in self._choices:
                    self._note_terms(entry_rowid, row)
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
            parsed_text(row) if entry_rowid is None else None,
        )

    def _again(self, row: BillRow, known: KnownRow) -> None:
        """A row of an earlier import: unchanged, or updated by what the export says now."""
        if row.reason == SKIPPED:
            self._set_aside(row, known)
            return
        choice = self._choices.get(row.line)
        if known.reason == SKIPPED and (choice is None or choice.kind is None):
            self._report(row._replace(reason=SKIPPED), "unchanged", SKIPPED)
            return
        if known.reason == CHOSEN and row.reason != CHOSEN:
            row = row._replace(kind=known.kind, reason=CHOSEN)
        is_asked = known.reason == SKIPPED
        # Refunds only grow: a smaller annotation comes from an older export.
        if row.kind is known.kind and row.refunded_fen <= known.refunded_fen and not is_asked:
            if row.kind is RowKind.REFUND and known.entry_rowid is None:
                self._counts["undecided"] += 1
            self._report(row, "unchanged", row.reason)
            return
        if known.entry_rowid is not None and row.kind is not known.kind:
            self._report(row, "review", "kind_changed")
            return
        self._update(row, known)

    def _set_aside(self, row: BillRow, known: KnownRow) -> None:
        """Keep a known row as the ledger has it, and do not ask about it again."""
        is_decided = known.reason in {SKIPPED, CHOSEN}
        if known.entry_rowid is None and known.reason != SKIPPED:
            self._started_file()
            self._imports.settle(known.row_id, row.kind.value, SKIPPED, None)
        elif known.entry_rowid is not None and row.kind is not known.kind and not is_decided:
            self._started_file()
            self._imports.settle(known.row_id, known.kind.value, CHOSEN, known.entry_rowid)
        elif row.refunded_fen <= known.refunded_fen:
            self._report(row, "unchanged", row.reason)
            return
        self._report(row, "skipped", SKIPPED)

    def _update(self, row: BillRow, known: KnownRow) -> None:
        """Keep what is new about a known row, and book it where it was not."""
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
            parsed_text(row) if known.entry_rowid is None else None,
        )
        if known.entry_rowid is None and row.kind in {RowKind.PURCHASE, RowKind.REFUND}:
            self._new_orders.add(row.order_no)
        if known.entry_rowid is None and row.kind not in NOT_BOOKED:
            new = new._replace(entry_rowid=self._entry_id, parsed=None)
            self._entry_id += 1
            self._imports.add_rows([booked_entry(self._entry_id - 1, row, None)], [])
            self._note_terms(self._entry_id - 1, row)
        self._imports.replace_row(known, new)
        if new.entry_rowid is not None and row.kind is RowKind.PURCHASE:
            self._annotated.add(new.entry_rowid)
        self._report(row, "update", "refund_changed" if known.entry_rowid else row.reason)

    def _note_terms(self, entry_id: int, row: BillRow) -> None:
        """Remember the fee and the free periods that the user gave with the periods."""
        choice = self._choices.get(row.line)
        if choice is not None and (choice.fee_rate_ppm or choice.free_periods):
            self._terms[entry_id] = choice

    def _book_refunds(self) -> None:
        """Tie the file's new refund rows to their purchases and book them."""
        candidates = candidates_for(
            self._booking.uow.refunds, [row for _, row, _, _ in self._refunds]
        )
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
        if (outcome == "review" or row.kind is RowKind.REVIEW) and row.reason != SKIPPED:
            self._counts["undecided"] += 1


def totals_agree(stated: BillTotals, computed: BillTotals) -> bool | None:
    """Return whether everything that the file states is what its rows add up to."""
    pairs: Iterator[tuple[object, object]] = zip(stated, computed, strict=True)
    checked = [said == found for said, found in pairs if said is not None]
    return all(checked) if checked else None
