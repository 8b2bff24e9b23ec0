"""What the entries page searches, and what of it is selected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from typing_extensions import override

from huanqing.application.entry_models import EntryOrder, EntryQuery, FoundEntries, KindSum
from huanqing.application.progress import Cancelled
from huanqing.ui.entries.entry_texts import SEPARATOR, rows_as_text, sums_text
from huanqing.ui.ledger_view_model import LedgerViewModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.entry_models import EntryListRow
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

HEAD = 300
"""How many entries are found first, so that something shows at once."""
FIRST_ROWS = 64
TYPING_MS = 15
"""How long a key press waits for the next one."""

_Head = tuple[FoundEntries, "list[EntryListRow]"]


class EntriesViewModel(LedgerViewModel):
    """Holds the query and what it found; the newest query replaces those before it.

    ``found_changed`` carries the row ids and whether they answer another query than the ones
    before; ``rows_arrived`` rows for the table, ``rows_given_up`` ids that were not read.
    """

    found_changed = Signal(object, bool)
    rows_arrived = Signal(object)
    rows_given_up = Signal(object)
    rows_outdated = Signal()
    summary_changed = Signal()
    selection_summed = Signal()
    text_copied = Signal(str)

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._query = EntryQuery()
        self._typed = ""
        self._found: FoundEntries | None = None
        self._searches: list[int] = []
        self._rows_task = 0
        self._sums_task = 0
        self._preparing_task = 0
        self._has_failed = False
        self._selection: tuple[KindSum, ...] = ()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._on_typing_timeout)

    @property
    def text(self) -> str:
        """The search line."""
        return self._typed

    @property
    def is_ledger_empty(self) -> bool:
        """Whether the ledger holds no entry at all, as far as is known."""
        return self._finds_nothing and not self._query.text.strip()

    @property
    def is_nothing_found(self) -> bool:
        """Whether a search found nothing."""
        return self._finds_nothing and bool(self._query.text.strip())

    @property
    def is_settled(self) -> bool:
        """Whether all that the search line asks for is found."""
        found = self._found
        is_complete = found is not None and found.is_complete
        return is_complete and self._query.text == self._typed

    @property
    def _finds_nothing(self) -> bool:
        found = self._found
        return found is not None and found.is_complete and not found.rowids

    @property
    def summary_text(self) -> str:
        """How many entries were found, and their sums by kind."""
        found = self._found
        if found is None:
            return ""
        if found.sums is None:
            return self.tr("More than {0} entries …").format(len(found.rowids))
        return sums_text(found.sums, self._formatter)

    @property
    def not_understood_text(self) -> str:
        """Which words of the search line are no field or value, "" without any."""
        words = self._found.not_understood if self._found is not None else ()
        if not words:
            return ""
        return self.tr("Searched for as plain text: {0}").format(SEPARATOR.join(words))

    @property
    def selection_text(self) -> str:
        """Count and sums of the selected entries, "" for less than two."""
        if sum(each.count for each in self._selection) <= 1:
            return ""
        return self.tr("Selected: {0}").format(sums_text(self._selection, self._formatter))

    def search(self, text: str) -> None:
        """Search for what stands in the search line, once the typing pauses for a moment."""
        if text != self._typed:
            self._typed = text
            self._typing.start()

    def sort(self, order: EntryOrder, *, is_descending: bool) -> None:
        """Show the same entries in another order."""
        query = EntryQuery(text=self._typed, order=order, is_descending=is_descending)
        if query == self._query:
            return
        if self._found is None and not self._searches:
            self._query = query  # The first search is still to come.
        else:
            self._ask(query)

    def refresh(self) -> None:
        """Search again, because the ledger changed; what shows stays until it is known."""
        self.rows_outdated.emit()
        if self._found is None:
            self._ask(self._query)
            return
        self._drop_searches()
        self._ask_all(self._query, is_other=False)

    def fetch(self, rowids: Sequence[int]) -> None:
        """Read rows that the table wants to show; the newest wish comes first."""
        wanted = list(rowids)
        self._runner.drop(self._rows_task)

        def work(_progress: Progress) -> list[EntryListRow]:
            return self._service.entries.rows(wanted, waits=False)

        def fail(error: Exception) -> None:
            self.rows_given_up.emit(wanted)
            self._fail(error)

        self._rows_task = self._runner.submit(self, work, self.rows_arrived.emit, fail)
        self._prepare()

    def select(self, rowids: Sequence[int]) -> None:
        """Sum up the selected entries."""
        self._runner.drop(self._sums_task)
        if len(rowids) <= 1:
            self._show_sums(())
            return

        def work(_progress: Progress) -> tuple[KindSum, ...]:
            return self._service.entries.sums(rowids)

        self._sums_task = self._runner.submit(self, work, self._show_sums, self._fail)

    def copy(self, rowids: Sequence[int]) -> None:
        """Read entries and tell them as text, a line each, cells parted by tabs."""
        money = self._formatter.money

        def work(_progress: Progress) -> str:
            return rows_as_text(self._service.entries.rows(rowids), money)

        self._runner.submit(self, work, self.text_copied.emit, self._fail)

    def _ask(self, query: EntryQuery) -> None:
        """Find the head with its first rows, then everything."""
        self._query = query
        self._drop_searches()
        entries = self._service.entries

        def work(progress: Progress) -> _Head:
            found = entries.find(query, head=HEAD, progress=progress)
            return found, entries.rows(found.rowids[:FIRST_ROWS], waits=False)

        show = partial(self._show_head, query)
        self._searches = [self._runner.submit(self, work, show, self._fail)]

    def _ask_all(self, query: EntryQuery, *, is_other: bool) -> None:
        def work(progress: Progress) -> FoundEntries:
            return self._service.entries.find(query, progress=progress)

        def show(found: FoundEntries) -> None:
            if query == self._query:
                self._show(found, is_other=is_other)

        self._searches.append(self._runner.submit(self, work, show, self._fail))

    def _show_head(self, query: EntryQuery, head: _Head) -> None:
        if query != self._query:
            return
        found, rows = head
        self.rows_arrived.emit(rows)
        self._show(found, is_other=True)
        if not found.is_complete:
            self._ask_all(query, is_other=False)

    def _show(self, found: FoundEntries, *, is_other: bool) -> None:
        self._found = found
        if self._has_failed:
            self._has_failed = False
            self.message_changed.emit(None)
        self.found_changed.emit(found.rowids, is_other)
        self.summary_changed.emit()
        if found.is_complete:
            self._prepare()

    def _prepare(self) -> None:
        """Find out what the rows lack after all that was asked for until now."""
        self._runner.drop(self._preparing_task)
        preparation = self._service.entries.preparation
        self._preparing_task = self._runner.submit(
            self, preparation.load_debts, self._show_debts, self._fail, gives_way=True
        )

    def _show_debts(self, were_left_out: bool) -> None:  # noqa: FBT001 - the work's result
        if were_left_out:
            self.rows_outdated.emit()
        self._index(has_more=True)

    def _index(self, has_more: bool) -> None:  # noqa: FBT001 - the work's result
        """Index texts piece by piece; all other work has its turn between."""
        if has_more:
            work = self._service.entries.preparation.index_some
            self._preparing_task = self._runner.submit(
                self, work, self._index, self._fail, gives_way=True
            )

    def _show_sums(self, sums: tuple[KindSum, ...]) -> None:
        self._selection = sums
        self.selection_summed.emit()

    def _drop_searches(self) -> None:
        for number in self._searches:
            self._runner.drop(number)
        self._searches = []
        self._runner.drop(self._preparing_task)

    @override
    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._has_failed = True
            super()._fail(error)

    @Slot()
    def _on_typing_timeout(self) -> None:
        query = EntryQuery(
            text=self._typed, order=self._query.order, is_descending=self._query.is_descending
        )
        if query != self._query or self._found is None:
            self._ask(query)
