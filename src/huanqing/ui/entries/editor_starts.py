"""Loads what an editor opens with: the day, the entry, and the purchase of a refund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from huanqing.ui.entries.drafts import (
    EDITABLE_KINDS,
    EditorStart,
    EntryGoneError,
    duplicate_of,
    new_record,
)
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.entry_models import EntryDetail, EntryListRow
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.progress import Progress


class EditorStarts(LedgerViewModel):
    """``start_loaded`` carries an EditorStart, ``purchase_loaded`` an EntryDetail to split."""

    start_loaded = Signal(object)
    purchase_loaded = Signal(object)

    def begin(self, kind: str, purchase_rowid: int | None = None) -> None:
        """Load what a new entry begins with; a refund may belong to the selected purchase."""

        def load() -> EditorStart:
            purchase = None
            if kind == "refund" and purchase_rowid is not None:
                found = self._service.entries.rows([purchase_rowid])
                purchase = next((row for row in found if row.kind == "purchase"), None)
            record = new_record(kind, self._service.today())
            return self._start(record, None, purchase)

        self._load(load)

    def edit(self, rowid: int) -> None:
        """Load an entry to change it."""

        def load() -> EditorStart:
            record = self._detail(rowid).record
            return self._start(record, rowid, self._purchase_of(record))

        self._load(load)

    def duplicate(self, rowid: int) -> None:
        """Load an entry to book another one like it."""

        def load() -> EditorStart:
            record = self._detail(rowid).record
            draft = duplicate_of(record, self._service.today())
            return self._start(draft, None, self._purchase_of(record))

        self._load(load)

    def split(self, rowid: int) -> None:
        """Load a purchase to split it."""

        def work(_progress: Progress) -> EntryDetail:
            return self._detail(rowid)

        self._runner.submit(self, work, self.purchase_loaded.emit, self._fail)

    def _detail(self, rowid: int) -> EntryDetail:
        try:
            return self._service.entries.detail(rowid)
        except KeyError as error:
            raise EntryGoneError from error

    def _load(self, load: Callable[[], EditorStart]) -> None:
        def work(_progress: Progress) -> EditorStart:
            return load()

        self._runner.submit(self, work, self._show, self._fail)

    def _start(
        self, record: EntryRecord, rowid: int | None, purchase: EntryListRow | None
    ) -> EditorStart:
        return EditorStart(record, rowid, self._service.today(), purchase)

    def _purchase_of(self, record: EntryRecord) -> EntryListRow | None:
        if record.kind != "refund":
            return None
        rowid = self._service.entries.rowid_of("purchase", record.purchase_id)
        found = self._service.entries.rows([rowid]) if rowid is not None else []
        return found[0] if found else None

    def _show(self, start: EditorStart) -> None:
        if start.record.kind in EDITABLE_KINDS:
            self.start_loaded.emit(start)
            return
        words = self.tr("Entries of this kind are booked elsewhere. Delete it to book it anew.")
        self.message_changed.emit(Message(words))

    @override
    def _fail(self, error: Exception) -> None:
        if isinstance(error, EntryGoneError):
            self.message_changed.emit(Message(self.tr("This entry is not in the ledger any more.")))
            return
        super()._fail(error)
