"""Leads an import: nothing is written before its preview, everything written can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.read_models import (
    ActionRow,
    BatchRow,
    BillSource,
    FileFailure,
    FileReport,
    ImportReport,
    PreviewRow,
)
from huanqing.application.services import Cancelled, LedgerService, Progress
from huanqing.ui.error_labels import error_text
from huanqing.ui.importing.bill_sources import ReadFiles, read_files
from huanqing.ui.labels import counted
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

_T = TypeVar("_T")
_ReadAndPreviewed = tuple[ReadFiles, ImportReport]


class ImportViewModel(QObject):
    """Holds the chosen files, their preview and the history of batches."""

    preview_changed = Signal()
    rows_changed = Signal()
    history_loaded = Signal()
    busy_changed = Signal()
    message_changed = Signal(object)

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._formatter = formatter
        self._sources: tuple[BillSource, ...] = ()
        self._unreadable: tuple[FileFailure, ...] = ()
        self._file = 0
        self._outcome = ""
        self._undoable: int | None = None
        self.preview: ImportReport | None = None
        self.history: list[BatchRow] = []
        self.is_busy = False

    @property
    def can_apply(self) -> bool:
        """Whether the preview holds anything that the ledger does not know yet."""
        if self.preview is None or self.is_busy:
            return False
        return any(row.outcome != "unchanged" for file in self.preview.files for row in file.rows)

    @property
    def chosen_file(self) -> FileReport | None:
        """The file whose rows and totals are shown."""
        if self.preview is None or self._file >= len(self.preview.files):
            return None
        return self.preview.files[self._file]

    @property
    def rows(self) -> Sequence[PreviewRow]:
        """The rows of the chosen file with the chosen outcome."""
        file = self.chosen_file
        if file is None:
            return ()
        if not self._outcome:
            return file.rows
        return [row for row in file.rows if row.outcome == self._outcome]

    def refresh(self) -> None:
        """Load the history of imports."""

        def work(_progress: Progress) -> list[BatchRow]:
            return self._service.import_history()

        self._runner.submit(self, work, self._show_history, self._fail)

    def preview_files(self, paths: Sequence[Path]) -> None:
        """Read and preview files; a choice made before is dropped."""

        def work(progress: Progress) -> _ReadAndPreviewed:
            read = read_files(paths)
            return read, self._dry_run(read.sources, progress)

        self._start(work, self._show_preview)

    def retry_with_password(self, name: str, password: str) -> None:
        """Preview again, the named file opened with a password."""
        sources = tuple(
            replace(source, password=password) if source.name == name else source
            for source in self._sources
        )
        read = ReadFiles(sources, self._unreadable)

        def work(progress: Progress) -> _ReadAndPreviewed:
            return read, self._dry_run(sources, progress)

        self._start(work, self._show_preview)

    def choose_file(self, place: int) -> None:
        """Show the rows of another file of the preview."""
        if place != self._file:
            self._file = place
            self.rows_changed.emit()

    def choose_outcome(self, outcome: str) -> None:
        """Show only rows with this outcome; all of them for an empty text."""
        if outcome != self._outcome:
            self._outcome = outcome
            self.rows_changed.emit()

    def discard(self) -> None:
        """Drop the preview; nothing was written."""
        self._clear()
        self.message_changed.emit(None)

    def apply(self) -> None:
        """Book the files that could be read, as one batch."""
        if self.preview is None:
            return
        failed = {failure.name for failure in self.preview.failures}
        sources = [source for source in self._sources if source.name not in failed]

        def work(progress: Progress) -> ImportReport:
            return self._service.import_bills(sources, dry_run=False, progress=progress)

        self._start(work, self._show_result, changes_ledger=True)

    def undo_batch(self, batch_id: int) -> None:
        """Undo an import of the history."""

        def work(_progress: Progress) -> ActionRow:
            return self._service.undo_batch(batch_id)

        self._start(work, self._show_undone, changes_ledger=True)

    @Slot()
    def undo_last_import(self) -> None:
        """Undo the import that was just applied."""
        if self._undoable is not None:
            self.undo_batch(self._undoable)

    def _dry_run(self, sources: Sequence[BillSource], progress: Progress) -> ImportReport:
        if not sources:
            return ImportReport(None, (), (), 0)
        return self._service.import_bills(sources, dry_run=True, progress=progress)

    def _start(
        self,
        work: Callable[[Progress], _T],
        on_success: Callable[[_T], None],
        *,
        changes_ledger: bool = False,
    ) -> None:
        if self.is_busy:
            return
        self._set_busy(busy=True)
        self.message_changed.emit(None)
        self._runner.submit(self, work, on_success, self._fail, changes_ledger=changes_ledger)

    def _show_preview(self, found: _ReadAndPreviewed) -> None:
        read, report = found
        self._sources = read.sources
        self._unreadable = read.failures
        self._file = 0
        self._outcome = ""
        self.preview = replace(report, failures=(*read.failures, *report.failures))
        self._set_busy(busy=False)
        self.preview_changed.emit()
        if self.preview.files and not self.can_apply:
            words = self.tr("The ledger knows all of these rows already. Nothing is to be done.")
            self.message_changed.emit(Message(words))

    def _show_result(self, report: ImportReport) -> None:
        self._undoable = report.batch_id
        self._clear()
        self._set_busy(busy=False)
        tone = "warning" if report.needs_review else "good"
        action = self.tr("Undo this import") if report.batch_id is not None else ""
        self.message_changed.emit(Message(self._result_words(report), tone, action))

    def _result_words(self, report: ImportReport) -> str:
        new = sum(row.outcome == "new" for file in report.files for row in file.rows)
        words = counted(new, self.tr("Imported: 1 new row."), self.tr("Imported: {0} new rows."))
        if not report.needs_review:
            return words
        review = counted(
            report.needs_review,
            self.tr("1 row waits for your decision."),
            self.tr("{0} rows wait for your decision."),
        )
        return f"{words} {review}"

    def _show_undone(self, _action: ActionRow) -> None:
        self._undoable = None
        self._set_busy(busy=False)
        self.message_changed.emit(Message(self.tr("The import was undone."), "good"))

    def _show_history(self, history: list[BatchRow]) -> None:
        self.history = history
        self.history_loaded.emit()

    def _fail(self, error: Exception) -> None:
        self._set_busy(busy=False)
        text = error_text(error, self._formatter.money)
        self.message_changed.emit(Message(text, "" if _is_wish(error) else "bad"))

    def _clear(self) -> None:
        self.preview = None
        self._sources = ()
        self._unreadable = ()
        self.preview_changed.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit()


def _is_wish(error: Exception) -> bool:
    return isinstance(error, Cancelled)
