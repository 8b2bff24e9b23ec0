"""Leads an import: nothing is written before its preview, everything written can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from typing_extensions import override

from huanqing.application.progress import Cancelled, Progress
from huanqing.application.read_models import (
    ActionRow,
    BatchRow,
    BillSource,
    FileFailure,
    FileReport,
    ImportReport,
)
from huanqing.ui.error_labels import error_text
from huanqing.ui.importing.bill_sources import ReadFiles, read_files
from huanqing.ui.importing.large_results import kept_from_collector, return_to_collector
from huanqing.ui.importing.result_texts import entries_search, rejected_file
from huanqing.ui.importing.rows_view_model import QUICK_ROWS, RowsViewModel
from huanqing.ui.labels import OUTCOMES
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from huanqing.application.read_models import PreviewRow, RowChoice, RowKey
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

_T = TypeVar("_T")
_ReadAndPreviewed = tuple[ReadFiles, ImportReport]


@dataclass(frozen=True, slots=True)
class BegunImport:
    """What one window had begun and another goes on with."""

    read: ReadFiles
    preview: ImportReport | None
    choices: dict[RowKey, RowChoice]
    result: ImportReport | None
    result_search: str


class ImportViewModel(LedgerViewModel):
    """Holds the chosen files, their preview, what the last import did, and the history."""

    preview_changed = Signal()
    preview_updated = Signal()
    result_changed = Signal()
    history_loaded = Signal()
    busy_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._sources: tuple[BillSource, ...] = ()
        self._unreadable: tuple[FileFailure, ...] = ()
        self._place = 0
        self._update: int | None = None
        self._shown_choices: dict[RowKey, RowChoice] = {}
        self._has_told_known = False
        self.rows = RowsViewModel(runner, self)
        self.preview: ImportReport | None = None
        self.result: ImportReport | None = None
        self.result_search = ""
        self.history: list[BatchRow] = []
        self.is_busy = False
        self.is_applying = False
        self.rows.choices_changed.connect(self._on_choices_changed)

    @property
    def can_apply(self) -> bool:
        """Whether the preview holds anything that the ledger does not know yet."""
        if self.preview is None or self.is_busy:
            return False
        outcomes = [outcome for outcome in OUTCOMES if outcome != "unchanged"]
        return any(file.counts.get(each) for file in self.preview.files for each in outcomes)

    @property
    def files(self) -> tuple[FileReport, ...]:
        """The files of the preview."""
        return () if self.preview is None else self.preview.files

    def begun(self) -> BegunImport:
        """Return the preview with its choices, and the report of the last import."""
        return BegunImport(
            ReadFiles(self._sources, self._unreadable),
            self.preview,
            dict(self.rows.choices),
            self.result,
            self.result_search,
        )

    def go_on_with(self, begun: BegunImport) -> None:
        """Show what another window had begun."""
        self.result_search = begun.result_search
        self._show_result(begun.result)
        if begun.preview is not None:
            self._place_preview(begun.read, begun.preview, begun.choices)

    def refresh(self) -> None:
        """Load the history of imports; a preview is made anew, since the ledger changed."""
        self._on_choices_changed()

        def work(_progress: Progress) -> list[BatchRow]:
            return self._service.imports.history()

        self._runner.submit(self, work, self._show_history, self._fail)

    def preview_files(self, paths: Sequence[Path]) -> None:
        """Read and preview files; a choice made before is dropped."""

        def work(progress: Progress) -> _ReadAndPreviewed:
            read = read_files(paths)
            return read, self._dry_run(read.sources, {}, progress)

        if self._start(work, self._show_preview):
            self._show_result(None)

    def retry_with_password(self, name: str, password: str) -> None:
        """Preview again, the named file opened with a password; choices stay."""
        sources = tuple(
            replace(source, password=password) if source.name == name else source
            for source in self._sources
        )
        read, choices = ReadFiles(sources, self._unreadable), dict(self.rows.choices)

        def work(progress: Progress) -> _ReadAndPreviewed:
            return read, self._dry_run(sources, choices, progress)

        def show(found: _ReadAndPreviewed) -> None:
            self._show_preview(found, choices)

        self._start(work, show)

    def choose_file(self, place: int) -> None:
        """Show the rows of another file of the preview."""
        if place != self._place and place < len(self.files):
            self._place = place
            self.rows.show_file(self.files[place])

    def discard(self) -> None:
        """Drop the preview; nothing was written."""
        self._clear()
        self._has_told_known = False
        self.message_changed.emit(None)

    def apply(self) -> None:
        """Book the files that could be read, with the user's choices, as one batch."""
        if not self.can_apply or self.preview is None:
            return
        sources, choices = self._readable(self.preview), dict(self.rows.choices)
        failures = self.preview.failures

        def work(progress: Progress) -> tuple[ImportReport, str]:
            with kept_from_collector():
                report = self._service.imports.run(
                    sources, dry_run=False, choices=choices, progress=progress
                )
            return replace(report, failures=failures), entries_search(report)

        self._drop_update()
        self.is_applying = True
        self._start(work, self._show_applied, changes_ledger=True)

    def cancel(self) -> None:
        """Ask the running preview or import to stop; nothing is written then."""
        self._runner.cancel()

    def undo_batch(self, batch_id: int) -> None:
        """Undo an import of the history."""

        def work(_progress: Progress) -> ActionRow:
            return self._service.imports.undo(batch_id)

        def show(_action: ActionRow) -> None:
            if self.result is not None and self.result.batch_id == batch_id:
                self._show_result(None)
            self._set_busy(busy=False)
            self.message_changed.emit(Message(self.tr("The import was undone."), "good"))

        self._start(work, show, changes_ledger=True)

    @Slot()
    def undo_last_import(self) -> None:
        """Undo the import that was just applied."""
        if self.result is not None and self.result.batch_id is not None:
            self.undo_batch(self.result.batch_id)

    @Slot()
    def close_result(self) -> None:
        """Put the report of the last import away."""
        self._show_result(None)

    def write_rejected(self, path: Path) -> None:
        """Write the rows that the preview, or else the last import, does not book."""
        report = self.preview if self.preview is not None else self.result
        if report is None:
            return
        rejected, money = report, self._formatter.money

        def work(_progress: Progress) -> None:
            path.write_bytes(rejected_file(rejected, money))

        def show(_nothing: None) -> None:
            words = self.tr("The rejected rows were written to {0}.").format(path.name)
            self.message_changed.emit(Message(words, "good"))

        def fail(error: Exception) -> None:
            words = self.tr("The file could not be written: {0}. Choose another place.")
            reason = getattr(error, "strerror", None) or type(error).__name__
            self.message_changed.emit(Message(words.format(reason), "bad"))

        self._runner.submit(self, work, show, fail)

    def _readable(self, preview: ImportReport) -> list[BillSource]:
        failed = {failure.name for failure in preview.failures}
        return [source for source in self._sources if source.name not in failed]

    def _dry_run(
        self, sources: Sequence[BillSource], choices: dict[RowKey, RowChoice], progress: Progress
    ) -> ImportReport:
        if not sources:
            return ImportReport(None, (), (), 0)
        with kept_from_collector():
            return self._service.imports.run(
                sources, dry_run=True, choices=choices, progress=progress
            )

    def _start(
        self,
        work: Callable[[Progress], _T],
        on_success: Callable[[_T], None],
        *,
        changes_ledger: bool = False,
    ) -> bool:
        if self.is_busy:
            return False
        self._set_busy(busy=True)
        self.message_changed.emit(None)
        self._runner.submit(self, work, on_success, self._fail, changes_ledger=changes_ledger)
        return True

    def _show_preview(
        self, found: _ReadAndPreviewed, choices: dict[RowKey, RowChoice] | None = None
    ) -> None:
        read, report = found
        whole = replace(report, failures=(*read.failures, *report.failures))
        self._place_preview(read, whole, choices or {})

    def _place_preview(
        self, read: ReadFiles, preview: ImportReport, choices: dict[RowKey, RowChoice]
    ) -> None:
        self._sources = read.sources
        self._unreadable = read.failures
        self._place = 0
        self._shown_choices = dict(choices)
        self.rows.start_over()
        self.rows.choices = dict(choices)
        self.preview = preview
        self.rows.show_file(self.files[0] if self.files else None)
        self._set_busy(busy=False)
        self.preview_changed.emit()
        self._tell_known()

    def _tell_known(self) -> None:
        """Say so where the ledger knows all rows, as long as it does."""
        is_known = bool(self.files) and not self.can_apply
        if is_known:
            words = self.tr("The ledger knows all of these rows already. There is nothing to do.")
            self.message_changed.emit(Message(words))
        elif self._has_told_known:
            self.message_changed.emit(None)
        self._has_told_known = is_known

    @Slot()
    def _on_choices_changed(self) -> None:
        """Preview again with what the user decided; the newest wish wins."""
        preview = self.preview
        if preview is None or self.is_busy:
            return
        self._drop_update()
        sources, choices = self._readable(preview), dict(self.rows.choices)
        failures = preview.failures  # and no more of it: the old rows shall go

        def work(progress: Progress) -> ImportReport:
            return self._dry_run(sources, choices, progress)

        def show(report: ImportReport) -> None:
            if self._update != number:
                return
            self._update = None
            self._shown_choices = choices
            old = _rows_of(self.preview)
            self.preview = replace(report, failures=failures)
            self.rows.show_file(self.files[self._place])
            self.preview_updated.emit()
            self._tell_known()
            self._free(old)

        def fail(error: Exception) -> None:
            if self._update == number:
                self._update = None
                self.rows.restore(self._shown_choices)
                self._say(error)

        number = self._runner.submit(self, work, show, fail)
        self._update = number

    def _drop_update(self) -> None:
        if self._update is not None:
            self._runner.drop(self._update)
            self._update = None

    def _show_applied(self, found: tuple[ImportReport, str]) -> None:
        report, self.result_search = found
        self._clear()
        self._set_busy(busy=False)
        self._show_result(report)

    def _show_result(self, report: ImportReport | None) -> None:
        if report is not self.result:
            old = _rows_of(self.result)
            self.result = report
            self.result_changed.emit()
            self._free(old)

    def _show_history(self, history: list[BatchRow]) -> None:
        self.history = history
        undone = {each.batch_id for each in history if each.is_undone}
        if self.result is not None and self.result.batch_id in undone:
            self._show_result(None)
        self.history_loaded.emit()

    @override
    def _fail(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._say(error)

    def _say(self, error: Exception) -> None:
        text = error_text(error, self._formatter.money)
        self.message_changed.emit(Message(text, "" if isinstance(error, Cancelled) else "bad"))

    def _free(self, rows: list[list[PreviewRow]]) -> None:
        """Free rows on the ledger thread: 100,000 at once would stop the window.

        Nothing else may refer to them any more.
        """

        def work(_progress: Progress) -> None:
            for each in rows:
                while each:
                    each.pop()

        def done(_outcome: object) -> None:
            if self.preview is None and self.result is None:
                return_to_collector()

        if sum(map(len, rows)) > QUICK_ROWS:
            self._runner.submit(self, work, done, done)

    def _clear(self) -> None:
        self._drop_update()
        old = _rows_of(self.preview)
        self.preview = None
        self._sources = ()
        self._unreadable = ()
        self._shown_choices = {}
        self.rows.start_over()
        self.preview_changed.emit()
        self._free(old)

    def _set_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.is_applying = self.is_applying and busy
        self.busy_changed.emit()


def _rows_of(report: ImportReport | None) -> list[list[PreviewRow]]:
    return [] if report is None else [list(file.rows) for file in report.files]
