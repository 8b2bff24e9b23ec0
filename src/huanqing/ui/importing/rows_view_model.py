"""The rows of a preview: which are shown, and what the user decided about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huanqing.ui.table_models.row_choices import (
    PLAIN,
    SKIP,
    can_have_periods,
    is_ticked,
    kinds_of,
    with_kind,
    with_terms,
    with_tick,
)
from huanqing.ui.table_models.row_filter import RowFilter, arranged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huanqing.application.bill_rows import RowKind
    from huanqing.application.progress import Progress
    from huanqing.application.read_models import FileReport, PreviewRow, RowChoice, RowKey
    from huanqing.ui.task_runner import TaskRunner

QUICK_ROWS = 4_000
"""Up to so many rows are searched and sorted at once; more of them off the GUI thread."""


class RowsViewModel(QObject):
    """Holds the shown rows of one file, and the choices for every file of the preview."""

    rows_changed = Signal()
    choices_changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._arranging: int | None = None
        self.file: FileReport | None = None
        self.filter = RowFilter()
        self.rows: Sequence[PreviewRow] = ()
        self.choices: dict[RowKey, RowChoice] = {}

    def start_over(self) -> None:
        """Forget every choice and filter."""
        self.choices = {}
        self.filter = RowFilter()
        self.show_file(None)

    def show_file(self, file: FileReport | None) -> None:
        """Show the rows of a file, or of the same file previewed again."""
        self.file = file
        self._arrange()

    def set_filter(self, wish: RowFilter) -> None:
        """Show other rows, or in another order."""
        if wish != self.filter:
            self.filter = wish
            self._arrange()

    def choice_of(self, each: PreviewRow) -> RowChoice:
        """Return what was decided about a row of the shown file."""
        if self.file is None:
            return PLAIN
        return self.choices.get((self.file.name, each.row.line), PLAIN)

    def is_ticked(self, each: PreviewRow) -> bool:
        """Return whether a row is taken in."""
        return is_ticked(each, self.choice_of(each))

    def tick(self, rows: Iterable[PreviewRow], *, ticked: bool) -> None:
        """Take rows in or leave them out; rows that the ledger knows stay as they are."""
        self._tick(rows, ticked=ticked)

    def invert(self, rows: Iterable[PreviewRow]) -> None:
        """Take in what was left out, and the other way round."""
        self._tick(rows, ticked=None)

    def set_kind(self, rows: Iterable[PreviewRow], kind: RowKind | None) -> None:
        """Give rows another kind, None for the one that was recognised."""
        self._decide(
            (each, with_kind(choice, kind))
            for each, choice in self._with_choices(rows)
            if kinds_of(each)
        )

    def set_terms(self, rows: Iterable[PreviewRow], terms: RowChoice) -> None:
        """Say in how many periods purchases are paid, with fee and free periods."""
        self._decide(
            (each, with_terms(choice, terms))
            for each, choice in self._with_choices(rows)
            if can_have_periods(each, choice)
        )

    def restore(self, choices: dict[RowKey, RowChoice]) -> None:
        """Take choices back that the ledger refused."""
        self.choices = dict(choices)
        self.rows_changed.emit()

    def _with_choices(self, rows: Iterable[PreviewRow]) -> Iterable[tuple[PreviewRow, RowChoice]]:
        return ((each, self.choice_of(each)) for each in rows)

    def _tick(self, rows: Iterable[PreviewRow], *, ticked: bool | None) -> None:
        """Take rows in, leave them out, or (None) turn each; written for 100,000 of them."""
        if self.file is None:
            return
        name, choices, changed = self.file.name, self.choices, False
        if ticked is False and not choices:
            out = {(name, each.row.line): SKIP for each in rows if each.outcome != "unchanged"}
            choices |= out
            rows, changed = (), bool(out)
        for each in rows:
            if each.outcome == "unchanged":
                continue
            key = (name, each.row.line)
            choice = choices.get(key)
            is_out = choice is not None and choice.is_skipped
            if ticked is not None and is_out is not ticked:
                continue
            changed = True
            if choice is None:
                choices[key] = SKIP
            elif choice is SKIP or choice == SKIP:
                del choices[key]
            else:
                choices[key] = with_tick(choice, ticked=is_out)
        if changed:
            self.choices_changed.emit()

    def _decide(self, decisions: Iterable[tuple[PreviewRow, RowChoice]]) -> None:
        if self.file is None:
            return
        name, choices, changed = self.file.name, self.choices, False
        for each, choice in decisions:
            key = (name, each.row.line)
            if choices.get(key, PLAIN) == choice:
                continue
            changed = True
            if choice == PLAIN:
                del choices[key]
            else:
                choices[key] = choice
        if changed:
            self.choices_changed.emit()

    def _arrange(self) -> None:
        """Find the rows to show; the newest wish wins."""
        if self._arranging is not None:
            self._runner.drop(self._arranging)
            self._arranging = None
        rows, wish = (self.file.rows if self.file is not None else ()), self.filter
        if wish.is_quick or len(rows) <= QUICK_ROWS:
            self._show(arranged(rows, wish))
            return

        def work(_progress: Progress) -> tuple[RowFilter, Sequence[PreviewRow]]:
            return wish, arranged(rows, wish)

        def show(found: tuple[RowFilter, Sequence[PreviewRow]]) -> None:
            if found[0] == self.filter:
                self._arranging = None
                self._show(found[1])

        self._arranging = self._runner.submit(self, work, show, self._on_dropped)

    def _show(self, rows: Sequence[PreviewRow]) -> None:
        self.rows = rows
        self.rows_changed.emit()

    def _on_dropped(self, _error: Exception) -> None:
        """Keep what is shown: a newer wish is on its way, or the user asked to stop."""
