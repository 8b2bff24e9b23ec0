"""Leads reconciling: what JD shows against the ledger, line by line; every step is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from typing_extensions import override

from huanqing.application.statement_models import LineKey, Reconciliation
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.statements.reconcile_texts import (
    ReconcileState,
    difference_of,
    key_of,
    rows_of,
    state_of,
)
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from huanqing.application.progress import Progress
    from huanqing.application.read_models import StatementLineRow, StatementRow
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner

_T = TypeVar("_T")


class ReconcileViewModel(LedgerViewModel):
    """Holds the reconciliation of one statement; ``state_changed`` after each step."""

    state_changed = Signal()
    rows_changed = Signal()
    finished = Signal()
    refused = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._row: StatementRow | None = None
        self._value: Reconciliation | None = None
        self._saved: Reconciliation | None = None
        self._pending = 0
        self.rows: list[StatementLineRow] = []
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def value(self) -> Reconciliation | None:
        """What was noted so far, None while no statement is being compared."""
        return self._value

    @property
    def state(self) -> ReconcileState | None:
        """What to show, None while no statement is being compared."""
        if self._row is None or self._value is None:
            return None
        return state_of(self._row, self._value, self.rows, self._formatter)

    def show(
        self, row: StatementRow, value: Reconciliation | None, lines: Sequence[StatementLineRow]
    ) -> None:
        """Compare a statement, as the ledger tells it now.

        What the ledger told before the user's last step does not take that step back.
        """
        statement_date = row.figures.statement_date
        is_other = self._row is None or self._row.figures.statement_date != statement_date
        if is_other:
            self.keep()
        self._row = row
        self.rows = rows_of(row, lines)
        is_settled = self._pending == 0 and self._value == self._saved
        if is_other or is_settled:
            self._value = value or Reconciliation(statement_date=statement_date)
            self._saved = self._value
        self.rows_changed.emit()
        self.state_changed.emit()

    def leave(self) -> None:
        """Postpone: what was noted stays noted."""
        self.keep()
        self._row = self._value = self._saved = None

    def type_total(self, amount_fen: int | None) -> None:
        """Compare with a total while it is typed; ``keep`` notes it."""
        if self._value is not None:
            self._change(replace(self._value, stated_total_fen=amount_fen))

    def type_due_date(self, day: date | None) -> None:
        """Compare with a due date while it is typed; ``keep`` notes it."""
        if self._value is not None:
            self._change(replace(self._value, stated_due_date=day))

    @Slot()
    def keep(self) -> None:
        """Note what stands in the fields, where it differs from what was noted last."""
        if self._value is not None and self._value != self._saved:
            self._save(self._value)

    def is_ticked(self, row: StatementLineRow) -> bool:
        """Return whether JD shows the line too."""
        return self._value is not None and key_of(row) in self._value.ticked

    def toggle(self, row: StatementLineRow) -> None:
        """Tick a line, or take its tick away."""
        if self._value is not None:
            self._tick(self._value.ticked ^ {key_of(row)})

    @Slot()
    def tick_all(self) -> None:
        """Tick every line."""
        self._tick(key_of(row) for row in self.rows)

    @Slot()
    def tick_none(self) -> None:
        """Take every tick away."""
        self._tick(())

    @Slot()
    def lock(self) -> None:
        """Finish: what was agreed on is locked."""
        state = self.state
        if self._value is None or state is None or not state.can_lock:
            return
        self._save(replace(self._value, is_locked=True), self._show_locked)

    @Slot()
    def unlock(self) -> None:
        """Allow changes again; ticks and figures stay."""
        if self._value is not None and self._value.is_locked:
            self._save(replace(self._value, is_locked=False, agreed_fen=None, done_at=""))

    @Slot()
    def post_difference(self) -> None:
        """Bring the statement to JD's total; a line that comes with it is ticked too."""
        state, value = self.state, self._value
        if state is None or value is None or not state.can_post or self._pending:
            return
        self.keep()
        difference = difference_of(value, self.rows)
        if difference is None:
            return
        day = value.statement_date
        words = self.tr("Difference to JD's statement of {0}").format(day.isoformat())
        actions = self._service.statement_actions

        def work(_progress: Progress) -> Reconciliation:
            actions.post_difference(day, difference, words)
            keys = {key_of(line) for line in self._service.statement_lines(day)}
            after = replace(actions.reconciliation(day), ticked=frozenset(value.ticked | keys))
            actions.save_reconciliation(after)
            return after

        self._submit(work, self._show_posted)

    # What the steps have in common.

    def _tick(self, keys: Iterable[LineKey]) -> None:
        if self._value is not None:
            self._change(replace(self._value, ticked=frozenset(keys)))
            self.keep()

    def _change(self, value: Reconciliation) -> None:
        if not value.is_locked:
            self._value = value
            self.state_changed.emit()

    def _save(
        self, value: Reconciliation, on_success: Callable[[None], None] | None = None
    ) -> None:
        self._value = self._saved = value

        def work(_progress: Progress) -> None:
            self._service.statement_actions.save_reconciliation(value)

        self._submit(work, on_success or self._ignore)

    def _submit(self, work: Callable[[Progress], _T], on_success: Callable[[_T], None]) -> None:
        def show(result: _T) -> None:
            self._pending -= 1
            on_success(result)

        self._pending += 1
        self._runner.submit(self, work, show, self._fail, changes_ledger=True)

    def _ignore(self, _result: None) -> None:
        """Wait for what the ledger tells after the change."""

    def _show_locked(self, _result: None) -> None:
        if self._value is not None:
            words = self.tr("The statement of {0} is reconciled and locked.").format(
                self._formatter.day(self._value.statement_date)
            )
            self.message_changed.emit(Message(words, "good"))
        self.finished.emit()

    def _show_posted(self, after: Reconciliation) -> None:
        if self._value is not None and self._value.statement_date == after.statement_date:
            self._value = self._saved = after
        self.message_changed.emit(
            Message(self.tr("The statement now comes to the total that JD shows."), "good")
        )

    @override
    def _fail(self, error: Exception) -> None:
        self._pending -= 1
        self._saved = self._value
        super()._fail(error)
        self.refused.emit()

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.state_changed.emit()
